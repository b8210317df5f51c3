"""Waiters of help files: a command is run again until its record is in a state that ends the wait.

Named and shaped as botocore does: ``operation``, ``delay``, and ``acceptors`` that look at the record one after the
other; a record that none of them knows ends the wait.
"""

from __future__ import annotations

from .chain import compile_command, write_error
from .condition import equal
from .expression import compile_expression
from .template import LEFT_OUT, compile_text, compile_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .expression import Getter, Scope

_RAMP = 3
"""The first waits are shorter: 0, a third and two thirds of the delay (psopenai.md §12)."""


class Waiter:
    """One waiter."""

    __slots__ = ("_acceptors", "_delay", "_poll", "_progress")

    def __init__(self, spec: dict[str, Any]) -> None:
        self._poll = compile_command(spec["operation"], spec.get("with"))
        self._delay = compile_value(spec.get("delay", "1"))
        self._progress = compile_text(spec.get("progress", ""))
        self._acceptors = [_Acceptor(acceptor) for acceptor in spec["acceptors"]]

    def wait(self, scope: Scope) -> Any:
        """The record that ended the wait, null where there is none. Raises RequestError when the time is up."""
        from ...http.deadline import Deadline, DeadlinePassed
        from ...http.errors import RequestError, timeout_error

        call = scope.call
        settings = call.client.settings
        deadline = Deadline(settings.overall_timeout)
        delay = _seconds(self._delay(scope))
        polls = 0
        while True:
            try:
                deadline.wait(min(polls * delay / _RAMP, delay))
                polls += 1
                found = self._polled(scope)
                deadline.remaining()
            except DeadlinePassed:
                raise RequestError(timeout_error(settings, settings.overall_timeout).own) from None
            record = found[-1] if found else None
            if not self._goes_on(scope.at(record)):
                call.progress(self._progress(scope.at(record)), "", 100)
                return record
            call.progress(self._progress(scope.at(record)))

    def _polled(self, scope: Scope) -> list[Any]:
        """The records of one poll. A request that failed ends the wait, and the waiting command reports it."""
        from ...http.errors import RequestError

        call = scope.call
        call.catching = True
        try:
            return self._poll(scope)
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
    __slots__ = ("_argument", "_expected", "message", "state")

    def __init__(self, spec: dict[str, Any]) -> None:
        self.state: str = spec["state"]
        self.message: Callable[[Scope], str] = compile_text(spec.get("message", ""))
        self._argument: Getter = compile_expression(spec["argument"])
        self._expected = compile_value(spec.get("expected", ""))

    def fits(self, scope: Scope) -> bool:
        expected = self._expected(scope)
        if expected is LEFT_OUT or expected is None:
            return False
        return equal(self._argument(scope), expected)


def _seconds(value: Any) -> float:
    return float(value) if isinstance(value, (int, float, str)) else 0.0
