"""The Python face: modules whose commands are called with Python values."""

from __future__ import annotations

from typing import overload

from .dotnet.clock import Clock
from .engine.commands import Commands
from .engine.hinted_errors import name_and_hint, name_and_hint_later
from .engine.python_values import elements_from_python, from_python, records_from_python
from .engine.session import Session
from .engine.streams import RaisingStreams, Streams
from .errors import BindingError, PscompatError
from .helpfile.search_path import find_modules, module_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo
    from os import PathLike
    from types import TracebackType
    from typing import Any, Literal, TypeVar

    from .binding import BoundCall
    from .binding.explanation import Explanation
    from .engine.loaded_command import LoadedCommand
    from .language.elements import Element

    T = TypeVar("T")


class LoadedModule:
    """A module and a session of its own. Made by ``load``; ``close`` it, or use it in a ``with`` statement.

    Parameters are given by name (any name, alias or unambiguous prefix that PowerShell would take) or by position.
    Values are Python's: bool for a switch, int, float, str, list, bytes, dict for a Hashtable, datetime for a
    DateTime; None is PowerShell's ``$null``. Pipeline objects are given as ``input``, any iterable, which is read one
    record at a time: a dict among them is an object with properties.

    Records that come out are dictionaries, texts, numbers and so on; an object of the module's has its type names in
    ``type_names``. A date is a ``datetime``, aware unless .NET's kind is Unspecified; ``to_json`` writes a record as
    JSON. Threads may share a module for ``invoke``, ``stream`` and ``bind``; lines change its variables.
    """

    def __init__(self, session: Session, name: str) -> None:
        self.session = session
        self._commands = Commands(session)
        self.name = name

    def __repr__(self) -> str:
        return f"<pscompat module {self.name}>"

    def __enter__(self) -> LoadedModule:
        self.session.check_open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what the module started: stand-in servers, open connections. Everything else raises NotRunError."""
        self.session.close()

    def commands(self) -> list[str]:
        """The names of the module's commands."""
        self.session.check_open()
        return next(m.command_names() for m in self.session.modules() if m.name == self.name)

    def invoke(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | None = None,  # noqa: A002
        **parameters: Any,
    ) -> list[Any]:
        """Run a command and return its records as a list. Raises as ``stream`` does."""
        return list(self.stream(command, *arguments, input=input, **parameters))

    @overload
    def run(
        self,
        line: str,
        *,
        input: Iterable[Any] | None = ...,
        variables: Mapping[str, Any] | None = ...,
        explain: Literal[False] = ...,
    ) -> list[Any]: ...

    @overload
    def run(
        self,
        line: str,
        *,
        input: Iterable[Any] | None = ...,
        variables: Mapping[str, Any] | None = ...,
        explain: Literal[True],
    ) -> list[Explanation]: ...

    def run(
        self,
        line: str,
        *,
        input: Iterable[Any] | None = None,  # noqa: A002
        variables: Mapping[str, Any] | None = None,
        explain: bool = False,
    ) -> list[Any]:
        """Run a PowerShell line in the module's session, as ``pscompat.run`` does; its variables stay."""
        self.session.check_open()
        return _masked(self.session, lambda: list(_run_line(self._commands, line, input, variables, explain)))

    def stream(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | None = None,  # noqa: A002
        **parameters: Any,
    ) -> Iterator[Any]:
        """Run a command and yield its records as they come.

        Raises BindingError (before anything is sent), CommandNotFoundError, HelpFileError; the iterator raises
        CommandError for an error that the command writes, unless ``ErrorAction`` says otherwise.
        """
        self.session.check_open()
        return _masked(self.session, lambda: self._commands.stream(command, parameters, arguments, input))

    @overload
    def bind(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | None = ...,
        now: datetime | None = ...,
        tz: tzinfo | int | None = ...,
        explain: Literal[False] = ...,
        **parameters: Any,
    ) -> BoundCall: ...

    @overload
    def bind(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | None = ...,
        now: datetime | None = ...,
        tz: tzinfo | int | None = ...,
        explain: Literal[True],
        **parameters: Any,
    ) -> Explanation: ...

    def bind(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | None = None,  # noqa: A002
        now: datetime | None = None,
        tz: tzinfo | int | None = None,
        explain: bool = False,
        **parameters: Any,
    ) -> BoundCall | Explanation:
        """Only bind, and return the first call's set, bound parameters and values. Nothing is sent.

        With ``explain`` return what each argument meant instead, where every value comes from, and why binding failed
        if it did; of ``input`` ten objects are bound then. ``now`` and ``tz`` (a ``tzinfo``, or minutes east of UTC)
        are the clock that dates are read by.

        Raises CommandNotFoundError, HelpFileError and, where the help file contradicts itself, MetadataError; without
        ``explain`` also BindingError, and ValueError where ``input`` is empty.
        """
        self.session.check_open()
        known = _masked(self.session, lambda: self._commands.command(command))
        elements = elements_from_python(arguments, parameters)
        records = None if input is None else records_from_python(input)
        clock = _clock(now, tz)
        with self.session.type_data:
            if explain:
                from .engine.explaining import explain_command

                return explain_command(self.session, known, elements, records, clock)
            return _first_call(self.session, known, elements, records, clock)


def _masked(session: Session, act: Callable[[], T]) -> T:
    """What the function gives; the keys that the session knows are not in an error that it raises."""
    try:
        return act()
    except PscompatError as error:
        from .engine.secrets import mask_error, session_masker

        mask_error(error, session_masker(session))
        raise


def _first_call(
    session: Session,
    command: LoadedCommand,
    elements: Sequence[Element],
    records: Iterable[Any] | None,
    clock: Clock | None,
) -> BoundCall:
    binder = command.binder()
    clock = clock or session.clock
    try:
        run = binder.start(elements, expecting_input=records is not None, defaults=session.default_values, clock=clock)
    except BindingError as error:
        name_and_hint_later(error, session, command, elements, records is not None)
        raise
    if records is None:
        return run.bind_nothing()
    for record in records:
        try:
            return run.bind(record)
        except BindingError as error:
            name_and_hint(error, command, run)
            raise
    raise ValueError("input holds no record to bind")


def _clock(now: datetime | None, tz: tzinfo | int | None) -> Clock | None:
    from datetime import datetime, tzinfo

    if not isinstance(now, datetime | None):
        raise TypeError(f"now is a datetime, not {type(now).__name__}")
    if not isinstance(tz, tzinfo | int | None):
        raise TypeError(f"tz is a tzinfo or minutes east of UTC, not {type(tz).__name__}")
    return Clock(now, tz) if now is not None or tz is not None else None


def load(
    name: str | PathLike[str],
    *,
    sandbox: bool = False,
    streams: Streams | None = None,
    environment: Mapping[str, str] | None = None,
    now: datetime | None = None,
    tz: tzinfo | int | None = None,
) -> LoadedModule:
    """Load a module by its name, or by the path of its folder, which holds a separator or is a Path.

    ``sandbox`` sends requests to the module's stand-in server, started when first needed. ``streams`` receives errors,
    warnings and messages; by default errors are raised and the rest goes to the ``pscompat`` logger. ``environment``
    replaces the process's environment for credentials. ``now`` and ``tz`` fix the clock.

    Raises HelpFileError when there is no such module or it cannot be used.
    """
    module = module_named(name)
    others = [other for other in find_modules() if other.name.lower() != module.name.lower()]
    session = Session(
        [module, *others],
        streams=streams or RaisingStreams(),
        clock=_clock(now, tz),
        environment=environment,
        sandbox=sandbox,
    )
    return LoadedModule(session, module.name)


@overload
def run(
    line: str,
    *,
    input: Iterable[Any] | None = ...,
    variables: Mapping[str, Any] | None = ...,
    sandbox: bool = ...,
    streams: Streams | None = ...,
    environment: Mapping[str, str] | None = ...,
    now: datetime | None = ...,
    tz: tzinfo | int | None = ...,
    explain: Literal[False] = ...,
) -> list[Any]: ...


@overload
def run(
    line: str,
    *,
    input: Iterable[Any] | None = ...,
    variables: Mapping[str, Any] | None = ...,
    sandbox: bool = ...,
    streams: Streams | None = ...,
    environment: Mapping[str, str] | None = ...,
    now: datetime | None = ...,
    tz: tzinfo | int | None = ...,
    explain: Literal[True],
) -> list[Explanation]: ...


def run(
    line: str,
    *,
    input: Iterable[Any] | None = None,  # noqa: A002
    variables: Mapping[str, Any] | None = None,
    sandbox: bool = False,
    streams: Streams | None = None,
    environment: Mapping[str, str] | None = None,
    now: datetime | None = None,
    tz: tzinfo | int | None = None,
    explain: bool = False,
) -> list[Any]:
    """Run a PowerShell line with the commands of all modules that are found, and return the records it writes.

    ``input`` is ``$input``, ``variables`` are set before; the others are as for ``load``. With ``explain`` nothing is
    run, and each command of the line gives an Explanation as ``LoadedModule.bind`` does.

    Raises ParseError and NotRunError before anything is run or sent. A statement that cannot be bound raises
    BindingError, an error that a command writes CommandError; what later statements would do is not done then. With
    ``streams`` of your own, errors go there and the line goes on as in PowerShell.
    """
    session = Session(
        streams=streams or RaisingStreams(), clock=_clock(now, tz), environment=environment, sandbox=sandbox
    )
    try:
        return _masked(session, lambda: list(_run_line(Commands(session), line, input, variables, explain)))
    finally:
        session.close()


def _run_line(
    commands: Commands,
    line: str,
    records: Iterable[Any] | None,
    variables: Mapping[str, Any] | None,
    explain: bool,
) -> Iterator[Any]:
    from .engine.line import run_line, runnable

    for name, value in (variables or {}).items():
        commands.session.set_variable(name.removeprefix("$"), from_python(value))
    given = None if records is None else records_from_python(records)
    if not explain:
        return run_line(commands, line, given)
    from .engine.explaining import explain_line

    if given is not None:
        commands.session.variables["input"] = iter(given)
    return explain_line(runnable(commands, line))
