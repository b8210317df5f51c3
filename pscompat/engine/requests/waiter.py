"""Waiters of help files: a command is run again until its record is in a state that ends the wait.

Named and shaped as botocore does: ``operation``, ``delay``, and ``acceptors`` that look at the record one after the
other; a record that none of them knows ends the wait.
"""

from __future__ import annotations

from ...dotnet.strings import to_string
from .chain import compile_command, write_error
from .condition import equal
from .expression import LEFT_OUT, compile_expression
from .template import compile_text, compile_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..call import Call
    from .expression import Getter, Scope

_LARGEST = 1e15
_RAMP = 3
"""The first waits are shorter: 0, a third and two thirds of the delay (psopenai.md §12)."""


class Waiter:
    """One waiter."""

    __slots__ = ("_acceptors", "_delay", "_done", "_poll", "_progress", "_total")

    def __init__(self, spec: dict[str, Any]) -> None:
        command = None if "url" in spec else compile_command(spec["operation"], spec.get("with"))
        self._poll = Address(spec["url"]).record if command is None else lambda scope: lambda: command(scope)
        self._delay = compile_value(spec.get("delay", "1"))
        self._progress = compile_text(spec.get("progress", ""))
        done = spec.get("done", [])
        self._done = [compile_expression(text) for text in ([done] if isinstance(done, str) else done)]
        self._total = compile_expression(spec["total"]) if "total" in spec else None
        self._acceptors = [_Acceptor(acceptor) for acceptor in spec["acceptors"]]

    def wait(self, scope: Scope) -> Any:
        """The record that ended the wait, null where there is none. Raises RequestError when the time is up."""
        from ...http.deadline import Deadline, DeadlinePassed
        from ...http.request_errors import RequestError, timeout_error

        call = scope.call
        settings = call.client.settings
        deadline = Deadline(settings.overall_timeout)
        delay = _seconds(self._delay(scope))
        poll = self._poll(scope)
        polls = 0
        while True:
            try:
                deadline.wait(min(polls * delay / _RAMP, delay))
                polls += 1
                found = self._polled(call, poll)
                deadline.remaining()
            except DeadlinePassed:
                raise RequestError(timeout_error(settings, settings.overall_timeout).own) from None
            record = found[-1] if found else None
            if not self._goes_on(scope.at(record)):
                call.progress(self._progress(scope.at(record)), "", 100)
                return record
            self._tell(scope.at(record))

    def _tell(self, scope: Scope) -> None:
        """Show how far the work is: its state, and how much of it is done where the record says so."""
        state = self._acceptors[0].argument(scope)
        scope.call.progress(self._progress(scope), "" if state is None else to_string(state), self._percent(scope))

    def _percent(self, scope: Scope) -> int:
        """Percent of the work, -1 where the record does not tell; what is still waited for is never all of it."""
        counts = [_count(done(scope)) for done in self._done]
        total = 100 if self._total is None else _count(self._total(scope))
        if not counts or not total or None in counts:
            return -1
        return max(0, min(99, int(100 * sum(count or 0 for count in counts) / total)))

    def _polled(self, call: Call, poll: Callable[[], list[Any]]) -> list[Any]:
        """The records of one poll. A request that failed ends the wait, and the waiting command reports it."""
        from ...http.request_errors import RequestError

        call.catching = True
        try:
            return poll()
        except RequestError as error:
            raise RequestError(error.written_by(call.command.name)) from None
        finally:
            call.catching = False

    def _goes_on(self, scope: Scope) -> bool:
        for acceptor in self._acceptors:
            if acceptor.fits(scope):
                if acceptor.state == "failure":
                    scope.call.error(write_error(scope, acceptor.message(scope)))
                return acceptor.state == "retry"
        return False


class _Acceptor:
    __slots__ = ("_expected", "argument", "message", "state")

    def __init__(self, spec: dict[str, Any]) -> None:
        self.state: str = spec["state"]
        self.message: Callable[[Scope], str] = compile_text(spec.get("message", ""))
        self.argument: Getter = compile_expression(spec["argument"])
        self._expected = compile_value(spec.get("expected", ""))

    def fits(self, scope: Scope) -> bool:
        expected = self._expected(scope)
        if expected is LEFT_OUT or expected is None:
            return False
        return equal(self.argument(scope), expected)


def _count(value: Any) -> float | None:
    """A count of the record: a number that is one, and not a truth value."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    return float(value) if abs(value) < _LARGEST else None


def _seconds(value: Any) -> float:
    """A delay; where the answer was to name it and did not, or with a date, a second."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return 1.0


class Address:
    """An address that an answer has named, to wait at."""

    __slots__ = ("_url", "_value")

    def __init__(self, url: str) -> None:
        self._url = url
        self._value = compile_value(url)

    def record(self, scope: Scope) -> Callable[[], list[Any]]:
        """A function that asks there; of an answer without content nothing comes. Raises AnswerError for no address."""
        from ...http.request import Request
        from .exchange import read_answer

        found = self._value(scope)
        if found is LEFT_OUT or not found:
            raise scope.call.client.unexpected(f"The service names no address to wait at: {self._url} is empty.")
        request = Request("GET", "", url=to_string(found))

        def ask() -> list[Any]:
            record = read_answer(scope, request, "json")
            return [] if record is LEFT_OUT else [record]

        return ask
