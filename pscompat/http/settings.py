"""The settings of a client: which service, with which key, how long, how often (psopenai.md §2–3)."""

from __future__ import annotations

from typing import Protocol

from ..credentials.errors import CredentialsError
from ..dotnet.containers import SecureString
from ..dotnet.credentials import PSCredential
from ..dotnet.strings import to_string
from ..errors import CommandError, ErrorRecord
from ..masking import STARS, Masker, opening
from .provider import Provider, Service, Source
from .urls import UrlError, is_absolute, origin_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..credentials.lookup import FoundKey, ModuleCredentials
    from ..dotnet.clock import Clock


class Report(Protocol):
    """Where a client writes what is no record."""

    def warn(self, text: str) -> None:
        """A warning."""

    def verbose(self, text: str) -> None:
        """A verbose message."""

    def debug(self, text: str) -> None:
        """A debug message."""

    @property
    def tells_progress(self) -> bool:
        """Whether somebody sees progress."""

    def progress(self, activity: str, status: str = "", percent: int = -1) -> None:
        """Progress of long work; 100 percent is its end."""


class CredentialError(CommandError):
    """A key or an address is missing: the whole line ends, not only the command (psopenai.md §3)."""

    ends_line = True

    def __init__(self, message: str, source: Source, *, hint: str = "", error: CredentialsError | None = None) -> None:
        """``error`` is what kept a stored one from being used."""
        record = ErrorRecord(
            error.error_id if error else "System.ArgumentException",
            message,
            category=error.category if error else "NotSpecified",
            exception="System.ArgumentException",
            command=source.command,
            activity="Write-Error",
            hint=error.hint if error else hint,
        )
        super().__init__([record])


class Settings:
    """What one command's requests have in common.

    provider, service   whom to talk to
    key                 the key, None where the service takes none
    secret              a second secret, None for none
    user, password      "" and None for none
    key_origin          the only origin that the key is sent to, "" where it is not tied to one
    base                the base URL
    organization        "" for none
    authentication      the name of the way to authenticate
    version             the API version, "" for the service's own
    timeout             seconds for one request, 0 for no limit
    overall_timeout     seconds for all pages of a list together: as ``timeout``, but only from the parameter
    retries             how often a failed request is sent again
    query, headers, body   additions of the user's to every request; None for none
    command             the command's name, for errors
    debugging           debug messages are shown
    clock               the clock and zone for dates
    masker              keeps the secrets of these settings, and what else it knows, out of texts
    """

    __slots__ = (
        "authentication",
        "base",
        "body",
        "clock",
        "command",
        "debugging",
        "headers",
        "key",
        "key_origin",
        "masker",
        "organization",
        "overall_timeout",
        "password",
        "provider",
        "query",
        "retries",
        "secret",
        "service",
        "timeout",
        "user",
        "version",
    )

    def __init__(
        self,
        provider: Provider,
        *,
        base: str = "",
        key: str | None = None,
        service: str = "",
        masker: Masker | None = None,
    ) -> None:
        self.provider = provider
        self.service: Service = provider.service(service)
        self.base = base or self.service.base
        self.key = SecureString(key) if key is not None else None
        self.secret: SecureString | None = None
        self.user = ""
        self.password: SecureString | None = None
        self.key_origin = ""
        self.organization = ""
        self.authentication = next(iter(self.service.authentication), "")
        self.version = ""
        self.timeout = 0.0
        self.overall_timeout = 0.0
        self.retries = provider.retries.count
        self.query: Mapping[object, object] | None = None
        self.headers: Mapping[object, object] | None = None
        self.body: object = None
        self.command = ""
        self.debugging = False
        self.clock: Clock | None = None
        self.masker = masker or Masker(provider.masks.patterns)

    def seal(self) -> Settings:
        """Let the masker know the secrets, after they are set."""
        self.masker.hide(self.key, "<API Key>")
        self.masker.hide(self.secret)
        self.masker.hide(self.password)
        self.masker.hide(self.organization, "<Organization ID>")
        for addition in (self.query, self.headers, self.body):
            self.masker.hide_named(addition)
        return self


class Resolver:
    """Finds each setting: the parameter if it was given, then the context, then variables (psopenai.md §3).

    ``bound`` are the parameters that were given, ``context`` the session's settings by parameter name,
    ``variables`` PowerShell's global variables, ``environment`` the process's. After all of them comes what ``stored``
    has: the context that the user has chosen, and its keys.
    """

    def __init__(
        self,
        provider: Provider,
        bound: Mapping[str, object],
        context: Mapping[str, object] | None = None,
        variables: Mapping[str, object] | None = None,
        environment: Mapping[str, str] | None = None,
        stored: ModuleCredentials | None = None,
    ) -> None:
        self.provider = provider
        self._stored = stored
        self._chosen: Mapping[str, object] = stored.settings if stored is not None else {}
        self._bound = bound
        self._context = context or {}
        self._variables = {name.lower(): value for name, value in (variables or {}).items()}
        self._environment = environment or {}
        self._found: list[str] = []

    def settings(self, report: Report | None = None, masker: Masker | None = None) -> Settings:
        """The settings, whose secrets the masker knows then. Raises CredentialError for no key or no base URL."""
        names = self.provider.parameters
        settings = Settings(self.provider, service=self._service(), masker=masker)
        settings.key = self._secret("key", settings)
        settings.secret = self._secret("secret", settings)
        settings.user, settings.password = self._user(settings)
        settings.base = self.base(settings.service)
        settings.organization = self._organization().strip()
        settings.authentication = self._authentication(settings.service)
        settings.version = str(self._given(names.get("version", "")) or "")
        timeout = names.get("timeout", "")
        settings.timeout = _seconds(self._set(timeout))
        settings.overall_timeout = _seconds(self._bound.get(timeout))
        retries = self._set(names.get("retries", ""))
        settings.retries = settings.retries if retries is None else max(0, int(_seconds(retries)))
        for addition in ("query", "headers", "body"):
            setattr(settings, addition, self._bound.get(names.get(addition, "")))
        settings.seal()
        if report is not None:
            self._tell(settings, report)
        return settings

    def _given(self, parameter: str) -> object:
        # A parameter that was given as null hides the context all the same.
        return self._bound[parameter] if parameter in self._bound else self._context.get(parameter)

    def _set(self, parameter: str) -> object:
        value = self._given(parameter)
        return self._chosen.get(parameter) if value is None and parameter not in self._bound else value

    def _service(self) -> str:
        """The name of the service. Raises CredentialError for one that the chosen context names and nobody knows."""
        name = str(self._set(self.provider.parameters.get("service", "")) or "")
        try:
            self.provider.service(name)
        except KeyError:
            told = self._stored.told if self._stored is not None else "call"
            message = f"The {told} names the service '{name}', which is none of {', '.join(self.provider.services)}."
            raise CredentialError(message, self.provider.sources["key"]) from None
        return name

    def _text(self, source: Source, usable: Callable[[str], bool] = bool) -> str | None:
        """A setting that is text and not empty; from a variable only if it is usable text there."""
        value = self._given(source.parameter)
        if value is not None and (text := to_string(value)):
            return text
        if not source.variable:
            return None
        value = self._variables.get(source.variable.lower())
        if isinstance(value, str) and usable(value):
            self._note(source, "global")
            return value
        text = self._environment.get(source.variable, "")
        if text and usable(text):
            self._note(source, "environment")
            return text
        return None

    def _chosen_text(self, source: Source) -> str:
        """A setting that is text, from the chosen context; empty where it says nothing of it."""
        text = self._chosen.get(source.parameter)
        if not isinstance(text, str) or self._stored is None:
            return ""
        self._tell_once(f"{source.label} found in the {self._stored.told}.")
        return text

    def _user(self, settings: Settings) -> tuple[str, SecureString | None]:
        """User and password: those of a credential, or each from its own source."""
        source = self.provider.sources["user"]
        value = self._given(source.parameter)
        if isinstance(value, PSCredential):
            return value.user_name, value.password
        user = self._text(source)
        if user is None and source.required:
            raise self._missing(source)
        return user or "", self._secret("password", settings)

    def _secret(self, name: str, settings: Settings) -> SecureString | None:
        source = self.provider.sources[name]
        value = self._given(source.parameter)
        if isinstance(value, SecureString):
            return value
        text = self._text(source)
        if text is None and self._stored is not None and self._is_stored(source):
            found = self._stored.find(settings.service.name)
            if found is not None:
                return self._read(found, source, settings)
        if text is None and source.required:
            raise self._missing(source)
        return None if text is None else SecureString(text)

    def _is_stored(self, source: Source) -> bool:
        return self._stored is not None and source is self.provider.sources.get(self._stored.secret)

    def _missing(self, source: Source) -> CredentialError:
        ways = [f"give -{source.parameter}"] if source.parameter else []
        ways += [f"set the variable {source.variable}"] if source.variable else []
        ways += ["store it with `pscompat login`"] if self._is_stored(source) else []
        told = ", ".join([*ways[:-1], f"or {ways[-1]}"]) if len(ways) > 2 else ", or ".join(ways)
        return CredentialError(source.required, source, hint=f"{told[:1].upper()}{told[1:]}." if told else "")

    def _read(self, found: FoundKey, source: Source, settings: Settings) -> SecureString:
        """The key that was found outside of the process. Raises CredentialError."""
        assert self._stored is not None
        try:
            if found.origin:
                found.check(origin_of(self.base(settings.service)))
            key = self._stored.read(found)
        except UrlError as error:
            raise CredentialError(str(error), source) from None
        except CredentialsError as error:
            raise CredentialError(error.message, source, error=error) from None
        settings.key_origin = found.origin
        self._tell_once(f"{source.label} found in {found.told}.")
        return key

    def base(self, service: Service) -> str:
        """The base URL for a service. Raises CredentialError where there is none."""
        source = self.provider.sources["base"]
        value = self._given(source.parameter)
        text = getattr(value, "original", None)
        if not isinstance(text, str):
            text = to_string(value) if value is not None else self._text(source, _is_uri) or self._chosen_text(source)
        if is_absolute(text):
            return text.strip()
        self._check_not_meant(source, text)
        if not service.base:
            message = service.base_required or f"{service.title} has no default address."
            raise CredentialError(message, source, hint=f"Give -{source.parameter} with the URL of your resource.")
        return service.base

    def _check_not_meant(self, source: Source, text: str) -> None:
        """Raise CredentialError for an address that is none: the key would go to a host that nobody named.

        The original takes the service's own address then. What is there is not shown; it may be a key.
        """
        if self._given(source.parameter) is None:
            where = f"The variable {source.variable}"
            value = self._variables.get(source.variable.lower())
            text = value if isinstance(value, str) else text or self._environment.get(source.variable, "")
        else:
            where = f"-{source.parameter}"
        if text.strip():
            hint = "Nothing was sent. An address begins with https:// or http://."
            raise CredentialError(f"{where} holds no web address.", source, hint=hint)

    def _organization(self) -> str:
        source = self.provider.sources["organization"]
        return self._text(source) or self._chosen_text(source)

    def _authentication(self, service: Service) -> str:
        """The way that was asked for if the service knows it, else the service's first."""
        asked = str(self._given(self.provider.parameters.get("authentication", "")) or "").lower()
        for name in service.authentication:
            if name.lower() == asked:
                return name
        return next(iter(service.authentication), "")

    def _note(self, source: Source, kind: str) -> None:
        self._tell_once(f'{source.label} found in {kind} variable "{source.variable}".')

    def _tell_once(self, text: str) -> None:
        if text not in self._found:
            self._found.append(text)

    def _tell(self, settings: Settings, report: Report) -> None:
        for text in self._found:
            report.verbose(text)
        if settings.key is not None:
            report.verbose(f"API key to be used is {STARS}")
        if settings.organization:
            shown = opening(settings.organization, self.provider.masks.organization)
            report.verbose(f"Organization-ID to be used is {shown}")


def _is_uri(text: str) -> bool:
    """Whether .NET makes a Uri of the text, be it a relative one."""
    from ..dotnet.conversion import convert
    from ..dotnet.types import resolve
    from ..errors import ConversionError

    try:
        convert(text, resolve("System.Uri"))
    except ConversionError:
        return False
    return True


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0
