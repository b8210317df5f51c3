"""Regular expressions as .NET has them: a pattern and options."""

from __future__ import annotations

LETTERS = {
    "IgnoreCase": "i",
    "Multiline": "m",
    "ExplicitCapture": "n",
    "Singleline": "s",
    "IgnorePatternWhitespace": "x",
    "ECMAScript": "e",
}
"""The options that change what a pattern means, by their names, as the letters that the matcher takes."""


def letters_of(options: str) -> frozenset[str]:
    """The letters of options that are told by name, with commas between."""
    return frozenset([LETTERS[name] for each in options.split(",") if (name := each.strip()) in LETTERS])


class Regex:
    """System.Text.RegularExpressions.Regex: the ``pattern`` and the names of its ``options`` (``IgnoreCase``)."""

    __slots__ = ("options", "pattern")

    def __init__(self, pattern: str, options: str = "None") -> None:
        self.pattern = pattern
        self.options = options

    def __str__(self) -> str:
        return self.pattern

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Regex) and self.pattern == other.pattern and self.options == other.options

    def __hash__(self) -> int:
        return hash(self.pattern)

    def __repr__(self) -> str:
        return f"Regex({self.pattern!r}, {self.options!r})"
