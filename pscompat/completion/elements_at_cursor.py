"""What the reader of unfinished lines finds: commands, their elements, and the blocks that hold them."""

from __future__ import annotations

NAME, NAMED, DASH, WORD, NUMBER, QUOTED, VARIABLE, SPLAT, EXPRESSION, LIST, REDIRECTION, COMMENT, OPAQUE = (
    "name",
    "named",
    "dash",
    "word",
    "number",
    "quoted",
    "variable",
    "splat",
    "expression",
    "list",
    "redirection",
    "comment",
    "opaque",
)
"""Kinds of elements: a name, a name with a colon, a lone dash, an unquoted word, a number, quoted text, ``$x``, ``@x``,
something in brackets (``$x.y`` too), a comma list, a redirection with its target, a comment, and a here-string."""


class Item:
    """One element of a command: ``start`` and ``end`` are offsets in the text.

    value     what the token means: a name without its dash, a word without quotes and backticks
    quote     the opening quote of quoted text (``'`` or ``"``)
    argument  what follows the colon of a name, the target of a redirection
    items     of a list; ``commas`` are the offsets behind its commas, ``broken`` tells that it ends in one
    fixed     whether the text holds an expression, so that its value is not known
    """

    __slots__ = ("argument", "broken", "commas", "end", "fixed", "items", "kind", "quote", "start", "value")

    def __init__(self, kind: str, start: int, end: int, value: str = "", quote: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.quote = quote
        self.argument: Item | None = None
        self.items: list[Item] = []
        self.commas: list[int] = []
        self.broken = False
        self.fixed = True

    def __repr__(self) -> str:
        return f"Item({self.kind}, {self.start}, {self.end}, {self.value!r})"

    def holds(self, cursor: int) -> bool:
        """Whether the cursor is in the element or at its end."""
        return self.start < cursor <= self.end


class CommandRead:
    """One command of the text: ``items`` with its name first, and where it ends (what ends it not included)."""

    __slots__ = ("end", "invoked", "items", "piped", "start")

    def __init__(self, start: int, piped: bool, invoked: bool) -> None:
        self.start = start
        self.end = start
        self.piped = piped
        self.invoked = invoked
        self.items: list[Item] = []


class Block:
    """A stretch of the text that holds statements: the whole of it, or what stands in brackets.

    ``in_text`` marks those within quoted text, ``keys`` those of hashtables. ``loose`` are elements
    that belong to no command.
    """

    __slots__ = ("commands", "end", "in_text", "keys", "loose", "start")

    def __init__(self, start: int, in_text: bool, keys: bool) -> None:
        self.start = start
        self.end = start
        self.in_text = in_text
        self.keys = keys
        self.commands: list[CommandRead] = []
        self.loose: list[Item] = []
