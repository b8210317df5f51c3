"""Reading .NET regular expressions: from a pattern to a tree, with .NET's errors and their offsets.

A pattern is read twice as .NET does: first to number its groups, then to build the tree. ``translation`` turns the
tree into a Python expression.
"""

from __future__ import annotations

from .atoms import (
    DIGITS,
    EXPLICIT_CAPTURE,
    IGNORE_CASE,
    MULTILINE,
    SINGLELINE,
    SPACE,
    SPACED,
    PatternScanner,
    RegexProblem,
    is_word_char,
)
from .classes import read_class

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Node = tuple[Any, ...]

_STOPPERS = frozenset("\\|()[^$.*+?{")
_QUANTIFIERS = frozenset("*+?{")
_BAD_NAME = "Invalid group name: Group names must begin with a word character."


def parse_pattern(pattern: str, options: frozenset[str] = frozenset()) -> Node:
    """The tree of a pattern. ``options`` are letters of the constants above. Raises RegexProblem."""
    try:
        numbers, names = PatternReader(pattern, options).count_groups()
        reader = PatternReader(pattern, options)
        reader.numbers, reader.names = numbers, names
        return reader.read()
    except RecursionError:
        raise RegexProblem("The pattern is nested too deeply.") from None


class _Group:
    """An open group: what kind it is, its finished alternatives and the one being read."""

    __slots__ = ("alternatives", "detail", "kind", "options", "sequence")

    def __init__(self, kind: str, detail: Any, options: frozenset[str]) -> None:
        self.kind = kind
        self.detail = detail
        self.options = options
        self.alternatives: list[Node] = []
        self.sequence: list[Node] = []


class PatternReader(PatternScanner):
    """One reading of a pattern."""

    # First reading: the groups

    def count_groups(self) -> tuple[dict[int, int], dict[str, int]]:
        """The group numbers in use and the numbers of the names: unnamed groups first, then the names in order."""
        self.scan_only = True
        names: dict[str, int] = {}
        stack: list[frozenset[str]] = []
        while self.pos < self.size:
            start = self.pos
            char = self.pattern[self.pos]
            self.pos += 1
            if char == "\\":
                if self.pos < self.size:
                    self.backslash()
            elif char == "#":
                if SPACED in self.options:
                    self.pos -= 1
                    self.skip_blank()
            elif char == "[":
                read_class(self, False)
            elif char == ")":
                if stack:
                    self.options = stack.pop()
            elif char == "(":
                self._count_group(start, names, stack)
        for name in names:
            while self.next_number in self.numbers:
                self.next_number += 1
            self.numbers[self.next_number] = names[name]
            names[name] = self.next_number
            self.next_number += 1
        return self.numbers, names

    def _count_group(self, start: int, names: dict[str, int], stack: list[frozenset[str]]) -> None:
        if self.pattern[self.pos : self.pos + 2] == "?#":
            self.pos -= 1
            self.skip_blank()
            self.ignore_next_paren = False
            return
        stack.append(self.options)
        if self.pattern[self.pos : self.pos + 1] != "?":
            if EXPLICIT_CAPTURE not in self.options and not self.ignore_next_paren:
                self.numbers.setdefault(self.next_number, start)
                self.next_number += 1
            self.ignore_next_paren = False
            return
        self.pos += 1
        self.ignore_next_paren = False
        if self.pos + 1 < self.size and self.pattern[self.pos] in "<'":
            self.pos += 1
            char = self.pattern[self.pos]
            if char != "0" and is_word_char(char):
                if char in DIGITS:
                    self.numbers.setdefault(self.decimal(), start)
                else:
                    names.setdefault(self.name(), start)
            return
        self.inline_options()
        if self.pos < self.size:
            if self.pattern[self.pos] == ")":
                self.pos += 1
                stack.pop()
            elif self.pattern[self.pos] == "(":
                self.ignore_next_paren = True

    # Second reading: the tree

    def read(self) -> Node:
        """The tree of the whole pattern."""
        stack: list[_Group] = []
        group = _Group("group", None, self.options)
        quantified = False
        while self.pos < self.size:
            was_quantified, quantified = quantified, False
            self.skip_blank()
            start = self.pos
            self._skip_literals()
            end = self.pos
            self.skip_blank()
            char = self.pattern[self.pos] if self.pos < self.size else ""
            special = char in _STOPPERS and char != ""
            if special:
                quantified = char in _QUANTIFIERS
                self.pos += 1
            unit: Node | None = None
            if start < end:
                was_quantified = False
                literals = [self.literal(c) for c in self.pattern[start:end]]
                if quantified:
                    unit = literals.pop()
                group.sequence += literals
            if not char:
                break
            if not special:
                continue
            if char == "(":
                opened = self.open_group(group)
                if opened is not None:
                    stack.append(group)
                    group = opened
                continue
            if char == "|":
                group.alternatives.append(("seq", group.sequence))
                group.sequence = []
                continue
            if char == ")":
                if not stack:
                    raise self.problem("Too many )'s.")
                unit = self.close_group(group)
                self.options = group.options
                group = stack.pop()
            elif char in _QUANTIFIERS:
                if unit is None:
                    if was_quantified:
                        raise self.problem(f"Nested quantifier '{char}'.")
                    raise self.problem(f"Quantifier '{char}' following nothing.")
                self.pos -= 1
            else:
                unit = self.atom(char)
            quantified = self.quantifier(group, unit)
        if stack:
            raise self.problem("Not enough )'s.")
        return self.close_group(group)

    def _skip_literals(self) -> None:
        spaced = SPACED in self.options
        while self.pos < self.size:
            char = self.pattern[self.pos]
            if char in _STOPPERS and not (char == "{" and not self.is_quantifier()):
                break
            if spaced and (char in SPACE or char == "#"):
                break
            self.pos += 1

    def atom(self, char: str) -> Node:
        """A class, an escape, an anchor or the dot."""
        if char == "[":
            return read_class(self, IGNORE_CASE in self.options)
        if char == "\\":
            if self.pos == self.size:
                raise self.problem("Illegal \\ at end of pattern.")
            return self.backslash()
        if char == ".":
            return ("any", SINGLELINE in self.options)
        return ("anchor", char, MULTILINE in self.options)

    def quantifier(self, group: _Group, unit: Node) -> bool:
        """The quantifier behind a unit, if there is one; puts the unit into the group."""
        self.skip_blank()
        if self.pos == self.size or not self.is_quantifier():
            group.sequence.append(unit)
            return False
        char = self.pattern[self.pos]
        self.pos += 1
        low, high = {"*": (0, -1), "?": (0, 1), "+": (1, -1)}.get(char, (0, 0))
        if char == "{":
            low = high = self.decimal()
            if self.pattern[self.pos : self.pos + 1] == ",":
                self.pos += 1
                high = -1 if self.pattern[self.pos : self.pos + 1] == "}" else self.decimal()
            self.pos += 1
        self.skip_blank()
        lazy = self.pattern[self.pos : self.pos + 1] == "?"
        if lazy:
            self.pos += 1
        if high != -1 and low > high:
            raise self.problem("Illegal {x,y} with x > y.")
        group.sequence.append(("repeat", unit, low, high, lazy))
        return True

    def is_quantifier(self) -> bool:
        """Whether a quantifier stands here; ``{`` only begins one when ``{n}``, ``{n,}`` or ``{n,m}`` follows."""
        char = self.pattern[self.pos]
        if char != "{":
            return char in _QUANTIFIERS
        end = self.pos + 1
        while end < self.size and self.pattern[end] in DIGITS:
            end += 1
        if end == self.pos + 1 or end == self.size:
            return False
        if self.pattern[end] == ",":
            end += 1
            while end < self.size and self.pattern[end] in DIGITS:
                end += 1
        return end < self.size and self.pattern[end] == "}"

    # Groups

    def open_group(self, parent: _Group) -> _Group | None:
        """What stands behind an opening bracket; None when it only changed options."""
        before = self.options
        follows = self.pattern[self.pos : self.pos + 2]
        if follows[:1] != "?" or follows == "?)":
            if EXPLICIT_CAPTURE in self.options or self.ignore_next_paren:
                self.ignore_next_paren = False
                return _Group("group", None, before)
            self.next_number += 1
            return _Group("capture", (self.next_number - 1, None), before)
        self.pos += 1
        char = self.pattern[self.pos : self.pos + 1]
        self.pos += 1
        if char in (":", "=", "!", ">") and char:
            kind = {":": "group", "=": "ahead", "!": "not-ahead", ">": "atomic"}[char]
            return _Group(kind, None, before)
        if char in ("<", "'") and char:
            return self._named_group(char, before)
        if char == "(":
            return self._conditional(before)
        self.pos -= 1
        if parent.kind != "if-matches" or parent.detail is not None:
            self.inline_options()
        char = self.pattern[self.pos : self.pos + 1]
        if char:
            self.pos += 1
        if char == ")":
            return None
        if char == ":":
            return _Group("group", None, before)
        self.pos = min(self.pos, self.size)
        raise self.problem("Unrecognized grouping construct.")

    def _named_group(self, opening: str, before: frozenset[str]) -> _Group:
        unknown = "Unrecognized grouping construct."
        close = "'" if opening == "'" else ">"
        char = self.pattern[self.pos : self.pos + 1]
        if not char:
            raise self.problem(unknown)
        if char in "=!":
            self.pos += 1
            if close == "'":
                raise self.problem(unknown)
            return _Group("behind" if char == "=" else "not-behind", None, before)
        number, removed = -1, -1
        if char in DIGITS:
            number = self.decimal()
            if number not in self.numbers:
                number = -1
            self._end_of_name(close + "-")
            if number == 0:
                raise self.problem("Capture number cannot be zero.")
        elif is_word_char(char):
            number = self.names.get(self.name(), -1)
            self._end_of_name(close + "-")
        elif char != "-":
            raise self.problem(_BAD_NAME)
        if (number != -1 or char == "-") and self.pos + 1 < self.size and self.pattern[self.pos] == "-":
            self.pos += 1
            removed = self._removed_group(close)
        if (number != -1 or removed != -1) and self.pos < self.size:
            self.pos += 1
            if self.pattern[self.pos - 1] == close:
                return _Group("capture", (number, removed if removed != -1 else None), before)
        raise self.problem(unknown)

    def _removed_group(self, close: str) -> int:
        """The second name of a balancing group."""
        char = self.pattern[self.pos]
        if char in DIGITS:
            number = self.decimal()
            if number not in self.numbers:
                raise self.problem(f"Reference to undefined group number {number}.")
        elif is_word_char(char):
            name = self.name()
            if name not in self.names:
                raise self.problem(f"Reference to undefined group name '{name}'.")
            number = self.names[name]
        else:
            raise self.problem(_BAD_NAME)
        self._end_of_name(close)
        return number

    def _end_of_name(self, allowed: str) -> None:
        if self.pos < self.size and self.pattern[self.pos] not in allowed:
            raise self.problem(_BAD_NAME)

    def _conditional(self, before: frozenset[str]) -> _Group:
        """``(?(1)…|…)``, ``(?(name)…|…)`` or ``(?(expression)…|…)``."""
        start = self.pos
        char = self.pattern[self.pos : self.pos + 1]
        if char and char in DIGITS:
            number = self.decimal()
            closed = self.pattern[self.pos : self.pos + 1] == ")"
            self.pos = min(self.pos + 1, self.size)
            if not closed:
                raise self.problem(
                    f"Conditional alternation is missing a closing parenthesis after the group number {number}."
                )
            if number not in self.numbers:
                raise self.problem(f"Conditional alternation refers to an undefined group number {number}.")
            return _Group("if-group", number, before)
        if char and is_word_char(char):
            name = self.name()
            if name in self.names and self.pattern[self.pos : self.pos + 1] == ")":
                self.pos += 1
                return _Group("if-group", self.names[name], before)
        self.pos = start - 1
        self.ignore_next_paren = True
        ahead = self.pattern[self.pos + 1 : self.pos + 4]
        if ahead[:2] == "?#":
            raise self.problem("Alternation conditions cannot be comments.")
        if ahead[:2] == "?'" or (ahead[:2] == "?<" and ahead[2:] not in ("!", "=", "")):
            raise self.problem("Alternation conditions do not capture and cannot be named.")
        return _Group("if-matches", None, before)

    def close_group(self, group: _Group) -> Node:
        """The finished group as a node."""
        alternatives = [*group.alternatives, ("seq", group.sequence)]
        if group.kind in ("if-group", "if-matches"):
            condition: Any = group.detail
            if group.kind == "if-matches":
                first = alternatives[0][1]
                if not first:
                    raise self.problem("Illegal conditional (?(...)) expression.")
                condition = first[0]
                alternatives[0] = ("seq", first[1:])
            if len(alternatives) > 2:
                raise self.problem("Too many | in (?()|).")
            return (group.kind, condition, *alternatives)
        body: Node = alternatives[0] if len(alternatives) == 1 else ("either", alternatives)
        if group.kind == "capture":
            return ("capture", *group.detail, body)
        return (group.kind, body)
