"""What becomes of an answer, compiled: how it is read, what its records are, and the steps that each of them takes."""

from __future__ import annotations

from .condition import compile_condition
from .expression import LEFT_OUT, compile_expression
from .steps import Steps
from .template import compile_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from typing import Any

    from .expression import Scope


class Response:
    """A response, or one of its variants.

    applies   the condition under which it counts, over the values
    file      the file that the answer goes into, None for none
    plain     the warning with which an answer that is no stream is written as text, empty where it is an error
    content   what an answer without content is: ``ignored``, ``optional`` or ``needed``
    """

    def __init__(self, spec: dict[str, Any], folder: str) -> None:
        self.applies = compile_condition(spec.get("when"))
        self._reading = compile_value(spec.get("as", "json"))
        self._items = compile_expression(spec["items"]) if "items" in spec else None
        self._type = compile_value(spec.get("type", ""))
        self.writes = compile_condition(spec.get("write"))
        self.content = {"false": "ignored", "$_": "optional"}.get(str(spec.get("write")), "needed")
        self.file = compile_value(spec["file"]) if "file" in spec else None
        self.plain: str = spec.get("plain", "")
        self._complete = compile_condition(spec["complete"]) if "complete" in spec else None
        self.then = Steps(spec.get("then"), folder)

    def reading(self, scope: Scope) -> str:
        """How the answer is read."""
        found = self._reading(scope)
        return "json" if found is LEFT_OUT else found

    def complete(self, scope: Scope) -> Callable[[Any], bool] | None:
        """What tells of an event whether a stream may end after it; None where it always may."""
        complete = self._complete
        return None if complete is None else lambda value: complete(scope.at(value))

    def items(self, scope: Scope, answer: Any) -> list[Any]:
        """The records of an answer, or of an event."""
        found = None if self._items is None else self._items(scope.at(answer))
        return found if isinstance(found, list) else [answer]

    def take(self, scope: Scope, record: Any) -> Generator[Any, None, bool]:
        """Make a typed object of one record, carry out the steps with it, and write it.

        Returns whether no further record is wanted. Raises AnswerError for an answer without content where one is
        needed.
        """
        scope = scope.fork(record)
        if record is None:
            if self.content == "optional":
                return False
            if self.content == "needed":
                raise scope.call.client.empty_answer()
        else:
            type_name = self._type(scope)
            if type_name and type_name is not LEFT_OUT:
                scope.current = scope.call.client.typed(record, type_name)
        scope.define("Record", scope.current)
        ended = yield from self.then.run(scope)
        if not ended and self.writes(scope) and scope.current is not None:
            yield scope.current
        return scope.enough
