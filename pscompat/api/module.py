"""The Python face: modules whose commands are called with Python values."""

from __future__ import annotations

from typing import overload

from ..dotnet.clock import Clock
from ..dotnet.containers import Enumerator
from ..engine.commands import Commands
from ..engine.hinted_errors import name_and_hint, name_and_hint_later
from ..engine.object_types import tagger
from ..engine.python_values import elements_from_python, from_python, records_from_python
from ..engine.session import Session
from ..errors import BindingError, CommandError, PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from datetime import datetime, tzinfo
    from types import TracebackType
    from typing import Any, Literal, TypeVar

    from ..binding import BoundCall
    from ..binding.explanation import Explanation
    from ..engine.at_once import AtOnce
    from ..engine.loaded_command import LoadedCommand
    from ..language.elements import Element

    T = TypeVar("T")
    M = TypeVar("M", bound="LoadedModule")


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
        self._functions: dict[str, Callable[..., list[Any]]] = {}
        self.name = name

    def __repr__(self) -> str:
        return f"<pscompat module {self.name}>"

    def __enter__(self: M) -> M:
        self.session.check_open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what the module started: stand-in servers, open connections. Everything else raises NotRunError."""
        self.session.close()

    def __getitem__(self, name: str) -> Callable[..., list[Any]]:
        """The command of that name or alias as a function: ``module["Get-ThreadRun"]("thread_1", Limit=5)``.

        It runs the command as ``invoke`` does; ``help`` and ``inspect.signature`` tell what it takes. Raises KeyError
        where there is no such command, HelpFileError where its help file cannot be used.
        """
        self.session.check_open()
        function = self._functions.get(name.lower())
        if function is None:
            from .function import command_function

            command = self._commands.find(name)
            if command is None:
                raise KeyError(name)
            function = self._functions.setdefault(name.lower(), command_function(command, self.invoke))
        return function

    if not TYPE_CHECKING:  # a stub tells what there is: a checker must not take every name for a command

        def __getattr__(self, name: str) -> Callable[..., list[Any]]:
            """A command by its name with an underscore for the dash: ``module.Get_ThreadRun``."""
            if not name.startswith("_"):
                try:
                    return self[name.replace("_", "-", 1)]
                except KeyError:
                    pass
            error = AttributeError(f"the module {self.__dict__.get('name')} has no command {name!r}")
            error.name, error.obj = name, self
            raise error

    def __dir__(self) -> list[str]:
        from .function import python_name

        return sorted({*super().__dir__(), *map(python_name, self.commands())})

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
        """Run a command and return its records as a list. Takes and raises what ``stream`` does."""
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
        return masked(self.session, lambda: list(run_text(self._commands, line, input, variables, explain)))

    def stream(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | None = None,  # noqa: A002
        jobs: int = 1,
        unordered: bool = False,
        executor: Executor | None = None,
        **parameters: Any,
    ) -> Iterator[Any]:
        """Run a command and yield its records as they come.

        With ``jobs`` up to so many objects of ``input`` are sent at once; what they give is written in their order, or
        with ``unordered`` as it comes. ``executor`` runs them, any whose workers share this process.

        Raises BindingError (before anything is sent), CommandNotFoundError, HelpFileError; the iterator raises
        CommandError for an error that the command writes, unless ``ErrorAction`` says otherwise.
        """
        self.session.check_open()
        at_once = at_once_of(jobs, unordered, executor)
        return _raising(
            masked(self.session, lambda: self._commands.stream(command, parameters, arguments, input, at_once))
        )

    async def ainvoke(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | AsyncIterable[Any] | None = None,  # noqa: A002
        **parameters: Any,
    ) -> list[Any]:
        """As ``invoke``, for asyncio: ``await module.ainvoke("Get-ThreadRun", "thread_1")``."""
        return [record async for record in self.astream(command, *arguments, input=input, **parameters)]

    def astream(
        self,
        command: str,
        /,
        *arguments: Any,
        input: Iterable[Any] | AsyncIterable[Any] | None = None,  # noqa: A002
        **parameters: Any,
    ) -> AsyncGenerator[Any, None]:
        """As ``stream``, for asyncio: ``async for run in module.astream("Get-ThreadRun", "thread_1"): …``

        All errors come with the first record. ``input`` may be asynchronous too. A task that is cancelled, and
        ``aclose``, end the request under way and close its connection.
        """
        from .asynchronous import stream_async

        return stream_async(lambda records: self.stream(command, *arguments, input=records, **parameters), input)

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
        known = masked(self.session, lambda: self._commands.command(command))
        tag = tagger(self.session.modules(), self.session.clock)
        elements = elements_from_python(arguments, parameters, tag)
        records = None if input is None else records_from_python(input, tag)
        clock = clock_of(now, tz)
        with self.session.type_data:
            if explain:
                from ..engine.explaining import explain_command

                return explain_command(self.session, known, elements, records, clock)
            return _first_call(self.session, known, elements, records, clock)


def masked(session: Session, act: Callable[[], T]) -> T:
    """What the function gives; the keys that the session knows are not in an error that it raises.

    What a command wrote of a failed request is raised as the error of that request.
    """
    try:
        return act()
    except PscompatError as error:
        from ..engine.secrets import mask_error, session_masker

        mask_error(error, session_masker(session))
        raise _as_raised(error) from error.__cause__


def _raising(flow: Iterator[Any]) -> Iterator[Any]:
    """The records; what ends them is raised as the error of the request that failed."""
    try:
        yield from flow
    except CommandError as error:
        raise _as_raised(error) from error.__cause__


def _as_raised(error: PscompatError) -> PscompatError:
    if not isinstance(error, CommandError) or error.records[0].raised_as is None:
        return error
    from ..http.request_errors import raised

    return raised(error)


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


def at_once_of(count: int, unordered: bool, executor: Executor | None) -> AtOnce | None:
    """How many records are sent at once, None for one after the other. Raises ValueError."""
    if count == 1:
        return None
    from ..engine.at_once import AtOnce
    from ..http.retry import MOST_AT_ONCE

    if type(count) is not int or not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(f"jobs is a number from 1 to {MOST_AT_ONCE}, not {count!r}")
    return AtOnce(count, unordered=unordered, executor=executor)


def clock_of(now: datetime | None, tz: tzinfo | int | None) -> Clock | None:
    """The clock that a caller gives; None is the system's. Raises TypeError."""
    from datetime import datetime, tzinfo

    if not isinstance(now, datetime | None):
        raise TypeError(f"now is a datetime, not {type(now).__name__}")
    if not isinstance(tz, tzinfo | int | None):
        raise TypeError(f"tz is a tzinfo or minutes east of UTC, not {type(tz).__name__}")
    return Clock(now, tz) if now is not None or tz is not None else None


def run_text(
    commands: Commands,
    line: str,
    records: Iterable[Any] | None,
    variables: Mapping[str, Any] | None,
    explain: bool,
) -> Iterator[Any]:
    """What a PowerShell line writes, or with ``explain`` an Explanation for each of its commands."""
    from ..engine.line import run_line, runnable

    if not isinstance(line, str):
        raise TypeError(f"line is a text, not {type(line).__name__}")
    tag = tagger(commands.session.modules(), commands.session.clock)
    for name, value in (variables or {}).items():
        commands.session.set_variable(name.removeprefix("$"), from_python(value, tag))
    given = None if records is None else records_from_python(records, tag)
    if not explain:
        return run_line(commands, line, given)
    from ..engine.explaining import explain_line

    if given is not None:
        commands.session.variables["input"] = Enumerator(given)
    return explain_line(runnable(commands, line))
