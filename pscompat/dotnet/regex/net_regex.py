"""Regular expressions as .NET has them: a pattern and options."""

from __future__ import annotations


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
