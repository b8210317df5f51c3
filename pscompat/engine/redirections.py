"""Redirections: streams into the output, into files, into variables, and into nothing (expressions.md §19)."""

from __future__ import annotations

from collections import deque

from ..dotnet.strings import to_string
from .stage import Pulse, close_flow
from .stream_records import information_record, message_record
from .streams import Streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from ..binding.compiled_parameter import CompiledParameter
    from ..errors import ErrorRecord, PscompatError
    from ..language.structure import Redirection
    from .host_message import HostMessage
    from .session import Session

    Evaluate = Callable[[Any], Any]
    ToFile = Callable[[Any, bool, Iterable[Any]], Iterable[Any]]

_NAMES = ("Error", "Warning", "Verbose", "Debug", "Information")


class RedirectedStreams(Streams):
    """The streams of a command some of whose messages go elsewhere; what is not redirected goes to ``outer``.

    sinks   where each redirected stream's records are put, by the stream's name; None drops them
    """

    def __init__(self, outer: Streams, sinks: dict[str, Callable[[Any], None] | None], session: Session) -> None:
        super().__init__()
        self.outer = outer
        self.sinks = sinks
        self.session = session
        self.most_bad_records = outer.most_bad_records
        self.takes_information = "Information" in sinks or outer.takes_information

    def _takes(self, stream: str, record: Callable[[], Any]) -> bool:
        if stream not in self.sinks:
            return False
        sink = self.sinks[stream]
        if sink is not None:
            sink(record())
        return True

    def error(self, record: ErrorRecord) -> None:
        if not self._takes("Error", lambda: record):
            self.outer.error(record)

    def terminating(self, error: PscompatError) -> None:
        if "Error" not in self.sinks:
            self.outer.terminating(error)
            return
        for record in error.error_records():
            self.error(record)

    def warning(self, text: str) -> None:
        if not self._takes("Warning", lambda: message_record("Warning", text)):
            self.outer.warning(text)

    def verbose(self, text: str) -> None:
        if not self._takes("Verbose", lambda: message_record("Verbose", text)):
            self.outer.verbose(text)

    def debug(self, text: str) -> None:
        if not self._takes("Debug", lambda: message_record("Debug", text)):
            self.outer.debug(text)

    def information(self, value: object) -> None:
        if not self._takes("Information", lambda: information_record(value, self.session.clock)):
            self.outer.information(value)

    def host(self, message: HostMessage) -> None:
        is_record = message.is_record and "Information" in self.sinks
        if not is_record:
            self.outer.host(message)
        else:
            self.information(message)

    # What is no stream goes through.

    def note(self, text: str) -> None:
        self.outer.note(text)

    def inquire(self, message: str) -> str | None:
        return self.outer.inquire(message)

    def confirm(self, text: str) -> str | None:
        return self.outer.confirm(text)

    @property
    def asks_for_values(self) -> bool:
        return self.outer.asks_for_values

    def ask_for_values(
        self, command: str, position: int, missing: Sequence[CompiledParameter]
    ) -> list[tuple[CompiledParameter, Any]] | None:
        return self.outer.ask_for_values(command, position, missing)

    def read_line(self) -> str | None:
        return self.outer.read_line()

    def may_continue(self, text: str, caption: str) -> bool | None:
        return self.outer.may_continue(text, caption)

    def ask(self, prompt: str, *, hidden: bool) -> str | None:
        return self.outer.ask(prompt, hidden=hidden)

    def waiting(self) -> None:
        self.outer.waiting()

    @property
    def tells_progress(self) -> bool:
        return self.outer.tells_progress

    def progress(self, activity: str, status: str, percent: int) -> None:
        self.outer.progress(activity, status, percent)


class Redirector:
    """What redirections make of an element of a pipeline.

    drops_errors    whether ``2> $null`` hides what it reports

    ``pulses`` says that the element is a command, not a block. ``evaluate`` gives the value of a file's name;
    ``to_file`` gets a name, whether to append, and the records.
    """

    def __init__(
        self,
        session: Session,
        redirections: Sequence[Redirection],
        evaluate: Evaluate,
        to_file: ToFile,
        *,
        pulses: bool = False,
    ) -> None:
        self._session = session
        self._pulses = pulses
        self._to_file = to_file
        self._merged: deque[Any] = deque()
        self._files: list[tuple[Any, bool, list[Any]]] = []
        self._output: tuple[Any, bool] | None = None
        self._drops_output = False
        self._sinks: dict[str, Callable[[Any], None] | None] = {}
        for each in redirections:
            self._take(each, None if each.into else evaluate(each.target))
        self.drops_errors = self._sinks.get("Error", self._merged.append) is None
        self._streams = RedirectedStreams(session.streams, self._sinks, session)

    def _take(self, redirection: Redirection, target: Any) -> None:
        """One redirection; of two for a stream the last one counts."""
        stream, append = redirection.stream, redirection.append
        names = _NAMES if stream == "All" else (stream,) if stream in _NAMES else ()
        if redirection.into:
            self._sinks.update((name, self._merged.append) for name in names)
        elif target is None:
            self._sinks.update((name, None) for name in names)
            self._drops_output = self._drops_output or stream in ("Output", "All")
        elif stream in ("Output", "All"):
            self._sinks.update((name, self._merged.append) for name in names)
            self._output = (target, append)
        else:
            records: list[Any] = []
            self._files.append((target, append, records))
            self._sinks[stream] = records.append

    def outside(self, upstream: Iterable[Any]) -> Iterator[Any]:
        """What comes from upstream, made while nothing is redirected.

        Before each record a command lets out what its streams were given for the one before.
        """
        session, source = self._session, iter(upstream)
        try:
            while True:
                if self._merged and self._pulses:
                    yield Pulse()
                kept, session.streams = session.streams, self._streams.outer
                try:
                    record = next(source)
                except StopIteration:
                    return
                finally:
                    session.streams = kept
                yield record
        finally:
            close_flow(source)

    def output(self, flow: Iterable[Any]) -> Iterator[Any]:
        """What the element passes on, made while its streams are redirected."""
        passed = self._merging(iter(flow))
        if self._output is not None:
            passed = iter(self._to_file(*self._output, passed))
        try:
            yield from passed
        finally:
            close_flow(passed)
            for target, append, records in self._files:
                for _ in self._to_file(target, append, iter(records)):
                    pass

    def _merging(self, flow: Iterator[Any]) -> Iterator[Any]:
        """The records of the output and of what is merged into it, in the order in which they were written."""
        merged, end = self._merged, object()
        try:
            while True:
                failure: BaseException | None = None
                record: Any = end
                try:
                    record = self._within(lambda: next(flow, end))
                except Exception as error:
                    failure = error
                while merged:
                    other = merged.popleft()
                    if not self._drops_output:
                        yield other
                if failure is not None:
                    raise failure
                if record is end:
                    return
                if not self._drops_output and type(record) is not Pulse:
                    yield record
        finally:
            self._within(lambda: close_flow(flow))

    def _within(self, act: Callable[[], Any]) -> Any:
        """What the function gives while the streams are redirected."""
        session = self._session
        kept, session.streams = session.streams, self._streams
        self._streams.outer = kept
        try:
            return act()
        finally:
            session.streams = kept


def variable_of(target: Any) -> str:
    """The name in ``> variable:name``, empty for a file."""
    text = target if isinstance(target, str) else to_string(target)
    return text[9:] if text.lower().startswith("variable:") else ""
