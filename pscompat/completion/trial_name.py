"""The names of a line, as the trial binding reads them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..binding.compiled_parameter import CompiledParameter
    from .elements_at_cursor import Item

KNOWN, UNKNOWN, AMBIGUOUS = "known", "unknown", "ambiguous"


class TrialName:
    """A name of the line: what it means, and the argument it took.

    parameter   of a known name
    open        it takes an argument, and none is there
    duplicate   its parameter was named before
    """

    __slots__ = ("argument", "duplicate", "item", "meaning", "open", "parameter")

    def __init__(self, item: Item, meaning: str, parameter: CompiledParameter | None) -> None:
        self.item = item
        self.meaning = meaning
        self.parameter = parameter
        self.argument: Item | None = item.argument
        self.open = False
        self.duplicate = False
