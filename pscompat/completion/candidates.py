"""What is offered: one candidate, and the answer to a line and a cursor."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

NAME, VALUE, COMMAND, VARIABLE, PROPERTY = "ParameterName", "ParameterValue", "Command", "Variable", "Property"
"""The types of candidates, as PowerShell's CompletionResultType names them."""


class Candidate:
    """One candidate: the text that is inserted, a label for lists, a tip that explains it, and its type."""

    __slots__ = ("label", "text", "tip", "type")

    def __init__(self, kind: str, text: str, label: str = "", tip: str = "") -> None:
        self.type = kind
        self.text = text
        self.label = label or text
        self.tip = tip or self.label

    def __repr__(self) -> str:
        return f"Candidate({self.type}, {self.text!r})"


class Completion:
    """The answer: ``length`` characters from ``index`` on (UTF-16 units) are replaced by a candidate's text."""

    __slots__ = ("candidates", "index", "length")

    def __init__(self, candidates: Sequence[Candidate] = (), index: int = 0, length: int = 0) -> None:
        self.candidates = list(candidates)
        self.index = index
        self.length = length
