"""A session: the loaded modules, variables, contexts, streams and clients that lines and calls share."""

from __future__ import annotations

from _thread import RLock
from os import getpid

from ..errors import HelpFileError, NotRunError
from ..helpfile.search_path import find_modules
from .streams import AnnouncingTransport, RaisingStreams, Streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Protocol

    from ..credentials.lookup import Chosen, FoundKey, ModuleCredentials
    from ..dotnet.clock import Clock
    from ..dotnet.containers import SecureString
    from ..dotnet.strings import TypeData
    from ..dotnet.types import NetType
    from ..errors import CommandNotFoundError, ErrorRecord
    from ..helpfile.module import Module
    from ..http.client import Client
    from ..http.provider import Provider
    from ..http.settings import Report
    from ..http.transport import Transport
    from ..masking import Masker
    from ..model import Command
    from ..sandbox import Sandbox
    from .at_once import AtOnce
    from .preferences import Preferences

    class Caller(Report, Protocol):
        """What asks for a client: a command at work."""

        command: Command
        module: Module
        bound: dict[str, Any]
        preferences: Preferences

        @property
        def masker(self) -> Masker: ...

        def withholds(self, target: str, action: str = "") -> bool: ...


class ProcessLock:
    """A re-entrant lock of one process. A fork's child has its own: whoever holds the parent's is not there."""

    __slots__ = ("_locks",)

    def __init__(self) -> None:
        self._locks: dict[int, RLock] = {}

    def __enter__(self) -> None:
        self._locks.setdefault(getpid(), RLock()).acquire()

    def __exit__(self, *error: object) -> None:
        lock = self._locks.get(getpid())
        if lock is not None:  # none where the fork was made inside the block
            lock.release()


class Session:
    """The state of one run.

    modules         the modules whose commands can be used; None means all that are found, first come first served
    variables       PowerShell variables by lower-case name
    contexts        each module's context by module name: parameter values that hold for later calls
    environment     the environment variables that credentials are read from
    context         the context of the user's to use, empty for the one that was chosen otherwise
    found_keys      keys that were read from files, a keyring or a command, by their names
    streams         where errors, warnings and messages go
    dry_run         text, json or curl: show requests in that form instead of sending them; empty sends them
    strict          whether abbreviated parameter names are refused; set before the first command is bound
    at_once         how many records of a sending command are sent at once; None: one after the other
    closed          whether ``close`` was called; nothing is run then
    has_run         whether any command got to its process block, or anything was written
    wrote_error     whether a command of the current statement wrote an error
    screen_width    the columns that were asked for what is printed, None where the terminal says them
    renders_ansi    whether Out-String and its like write colours too ($PSStyle.OutputRendering is Ansi)
    clock           the clock and zone of dates; None is the system's
    """

    def __init__(
        self,
        modules: Sequence[Module] | None = None,
        *,
        streams: Streams | None = None,
        clock: Clock | None = None,
        environment: Mapping[str, str] | None = None,
        sandbox: bool = False,
    ) -> None:
        self._modules = None if modules is None else list(modules)
        self.streams = streams or Streams()
        self.clock = clock
        # What a line may put entries into is there from the start, as in PowerShell.
        self.variables: dict[str, Any] = {"psdefaultparametervalues": {}}
        self.contexts: dict[str, dict[str, Any]] = {}
        # A line may assign to $env:; that must not change the process's own environment.
        self._environment = None if environment is None else dict(environment)
        self._given_environment = environment
        self.context = ""
        self.found_keys: dict[str, SecureString] = {}
        self._chosen: Chosen | None = None
        self._wants_sandbox = sandbox
        self._sandboxes: dict[str, Sandbox] = {}
        self._providers: dict[str, Provider] = {}
        self._type_data: TypeData | None = None
        self._transport: Transport | None = None
        # Threads may share a session: what is made once must be ready before another one sees it.
        self.making = ProcessLock()
        self.closed = False
        self.dry_run = ""
        self.strict = False
        self.at_once: AtOnce | None = None
        self.has_run = False
        self.screen_width: int | None = None
        self.renders_ansi = False
        self.wrote_error = False

    @property
    def environment(self) -> dict[str, str]:
        """The environment that credentials are read from and ``$env:`` writes to; a copy of the process's."""
        if self._environment is None:
            import os

            self._environment = dict(os.environ)
        return self._environment

    @property
    def default_values(self) -> dict[Any, Any] | None:
        """``$PSDefaultParameterValues``, or None where it is no dictionary."""
        value = self.variables.get("psdefaultparametervalues")
        return value if isinstance(value, dict) else None

    def types(self) -> dict[str, NetType]:
        """The types of all modules by lower-case name; the first module that has a name counts."""
        types: dict[str, NetType] = {}
        for module in reversed(self.modules()):
            types.update(module.types)
        return types

    @property
    def type_data(self) -> TypeData:
        """What the modules say of their object types; it holds while commands and lines of the session are at work."""
        if self._type_data is None:
            from ..dotnet.strings import TypeData

            self._type_data = TypeData(module.objects for module in self.modules())
        return self._type_data

    def modules(self) -> list[Module]:
        """The modules in use, in the order in which their commands count."""
        if self._modules is None:
            with self.making:
                self._modules = self._modules or list(find_modules())
        return self._modules

    def confined(self, module: Module) -> Session:
        """A session with the commands of one module, and nothing of this one but its clock and its type data.

        What a command would only write as an error is raised there.
        """
        made = Session([module], streams=RaisingStreams(), clock=self.clock, environment={})
        made._type_data = self.type_data
        return made

    def find(self, name: str) -> tuple[Module, str] | None:
        """The module that has a command of that name or alias, in any case, and the command's own name.

        ``Module\\Name`` asks one module. None without one.
        """
        module_name, _, bare = name.lower().rpartition("\\")
        for module in self.modules():
            if module_name and module.name.lower() != module_name:
                continue
            proper = module.find(bare)
            if proper is not None:
                return module, proper
        return None

    def definition(self, name: str) -> Command:
        """The definition of the command of that name or alias. Raises CommandNotFoundError and HelpFileError."""
        found = self.find(name)
        if found is None:
            raise self.not_found(name)
        return found[0].command(found[1])

    def not_found(self, name: str) -> CommandNotFoundError:
        """The error for a name that no module has, with a hint at what was probably meant."""
        from .unknown_command import command_not_found

        return command_not_found(self, name)

    def list_variable(self, name: str) -> list[Any]:
        """The list that -OutVariable and its like collect into; ``+name`` goes on with what is there."""
        from ..dotnet.containers import NetList

        adds = name.startswith("+")
        key = self.variable_key(name[1:] if adds else name)
        found = self.variables.get(key) if adds else None
        if type(found) is NetList and found.type_name == _GROWING_LIST:
            return found
        items = [] if found is None else list(found) if isinstance(found, list) else [found]
        collected = self.variables[key] = NetList(_GROWING_LIST, items)
        return collected

    def note_errors(self, records: Iterable[ErrorRecord]) -> None:
        """Put errors into ``$Error``, the newest first; the oldest go when there are too many."""
        from ..dotnet.containers import NetList

        with self.making:
            known = self.variables.get("error")
            if type(known) is not NetList:
                known = self.variables["error"] = NetList(_GROWING_LIST)
            for record in records:
                if not any(other is record for other in known[:1]):
                    known.insert(0, record)
            del known[_MOST_ERRORS:]

    def variable_key(self, name: str) -> str:
        """The key in ``variables`` to write to; a scope before the name is dropped, for there is only one.

        What is written to ``$null`` is kept where no name finds it. Raises CommandError for a read-only variable.
        """
        from ..language.automatic_variables import check_writable

        key = name.rpartition(":")[2].lower()
        check_writable(key)
        return "" if key == "null" else key

    def set_variable(self, name: str, value: Any) -> None:
        """Set a variable; its name may bear a scope. Raises CommandError for a read-only one."""
        self.variables[self.variable_key(name)] = value

    def make_client(self, call: Caller) -> Client:
        """An HTTP client for a call: its parameters first, then the module's context, then variables.

        Raises CommandError where no key or address is known.
        """
        from ..credentials.errors import CredentialsError
        from ..http.client import Client
        from ..http.settings import CredentialError, Resolver

        module = call.module
        provider, environment, variables = self.provider(module), self.environment, self.variables
        if self._wants_sandbox:
            sandbox = self.sandbox(module)
            environment, variables = provider.environment(sandbox.base_url, sandbox.key), {}
        bound, context = self._credentials_given(call)
        try:
            stored = self.stored_credentials(module)
        except CredentialsError as error:
            raise CredentialError(error.message, provider.sources["key"], error=error) from None
        settings = Resolver(provider, bound, context, variables, environment, stored).settings(call, call.masker)
        settings.clock = self.clock
        settings.command = call.command.name
        settings.debugging = call.preferences.shows_debug
        return Client(settings, call, self.transport(), call.withholds)

    def _credentials_given(self, call: Caller) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The call's parameters and the module's context, as far as they count.

        In the sandbox no other key or address does, but for an address that the call itself names.
        """
        bound: Mapping[str, Any] = call.bound
        context: Mapping[str, Any] = self.contexts.get(call.module.name, {})
        if not self._wants_sandbox:
            return bound, context
        credentials = call.module.credentials
        secrets = ("key", "secret", "user", "password", "base")
        own = {str(credentials.get(name, {}).get("parameter", "")) for name in secrets}
        context = {name: value for name, value in context.items() if name not in own}
        if str(credentials.get("base", {}).get("parameter", "")) not in bound:
            bound = {name: value for name, value in bound.items() if name not in own}
        return bound, context

    def chosen(self) -> Chosen:
        """The context that the user has chosen, read when it is first asked for. Raises CredentialsError."""
        from ..credentials.lookup import Chosen

        with self.making:
            if self._chosen is None:
                import os

                # Not the environment that lines write to: this one may name a program to run.
                given = self._given_environment
                self._chosen = Chosen(self.context, dict(os.environ if given is None else given))
            return self._chosen

    def stored_credentials(self, module: Module) -> ModuleCredentials | None:
        """What the chosen context and its stored keys say for a module; None in the sandbox.

        Where nothing is sent no key is read. Raises CredentialsError.
        """
        if self._wants_sandbox:
            return None
        from ..credentials.lookup import ModuleCredentials

        reading = None if self.dry_run else self._read_key
        return ModuleCredentials(self.chosen(), module.name, module.credentials, reading)

    def _read_key(self, found: FoundKey) -> SecureString:
        """A key of the user's, read once. Raises CredentialsError."""
        with self.making:
            key = self.found_keys.get(found.name)
            if key is None:
                key = self.found_keys[found.name] = found.read()
            return key

    def provider(self, module: Module) -> Provider:
        """What the module's file says of the service it talks to. Raises HelpFileError where it says nothing."""
        provider = self._providers.get(module.name)
        if provider is None:
            if not module.endpoints:
                raise HelpFileError(module.path, "no service is described", key="endpoints.services")
            from ..http.provider import Provider

            provider = self._providers[module.name] = Provider(
                module.endpoints, module.credentials, module.objects, module.paginators
            )
        return provider

    def transport(self) -> Transport:
        """The connections that all clients of the session share; none is opened with ``dry_run``."""
        with self.making:
            self.check_open()
            if self._transport is None:
                if self.dry_run:
                    from ..http.dry_run import DryTransport

                    self._transport = DryTransport()
                else:
                    from ..http.connections import RequestsTransport

                    self._transport = AnnouncingTransport(RequestsTransport(), self.streams)
            return self._transport

    def check_sandbox(self, module: Module) -> None:
        """Raise NotRunError where the sandbox is wanted and the module, which talks to a service, has none."""
        if self._wants_sandbox and module.endpoints:
            module.check_sandbox()

    def sandbox(self, module: Module) -> Sandbox:
        """The module's own server, started when first asked for. Raises NotRunError where the module has none."""
        with self.making:
            self.check_open()
            sandbox = self._sandboxes.get(module.name)
            if sandbox is None:
                from ..sandbox import Sandbox, service_in
                from .python_files import load_stand_in

                service = service_in(load_stand_in(module), module.name)
                sandbox = self._sandboxes[module.name] = Sandbox(service).start()
            return sandbox

    def check_open(self) -> None:
        """Raise NotRunError where the session is closed."""
        if self.closed:
            raise NotRunError("The module is closed.", hint="pscompat.load loads it anew.")

    def close(self) -> None:
        """Stop what the session started, and close its connections; nothing is run any more."""
        with self.making:
            self.closed = True
            transport, self._transport = self._transport, None
            sandboxes, self._sandboxes = self._sandboxes, {}
        if transport is not None:
            transport.close()
        for sandbox in sandboxes.values():
            sandbox.stop()


_GROWING_LIST = "System.Collections.ArrayList"
_MOST_ERRORS = 256
