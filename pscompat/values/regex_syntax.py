"""Reading .NET regular expressions: from a pattern to a tree, with .NET's errors and their offsets.

A pattern is read twice as .NET does: first to number its groups, then to build the tree. ``regex_translation``
turns the tree into a Python expression.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Node = tuple[Any, ...]

IGNORE_CASE, MULTILINE, EXPLICIT_CAPTURE, SINGLELINE, SPACED, ECMA = "i", "m", "n", "s", "x", "e"
_INLINE_OPTIONS = frozenset("imnsx")
_STOPPERS = frozenset("\\|()[^$.*+?{")
_QUANTIFIERS = frozenset("*+?{")
_SPACE = frozenset("\t\n\v\f\r ")
_DIGITS = frozenset("0123456789")
_HEX = "0123456789abcdef"
_INT_MAX = 2**31 - 1
_JOINERS = "\u200c\u200d"


class RegexProblem(Exception):
    """A pattern that .NET refuses; the message is .NET's."""


def is_word_char(char: str) -> bool:
    """Whether the character may stand in names and beside a word boundary."""
    if char.isascii():
        return char.isalnum() or char == "_"
    from unicodedata import category

    return category(char) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Nd", "Pc") or char in _JOINERS


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


class PatternReader:
    """One reading of a pattern."""

    def __init__(self, pattern: str, options: frozenset[str]) -> None:
        self.pattern = pattern
        self.size = len(pattern)
        self.pos = 0
        self.options = options
        self.next_number = 1
        self.ignore_next_paren = False
        self.numbers: dict[int, int] = {0: 0}
        self.names: dict[str, int] = {}
        self.scan_only = False

    def problem(self, reason: str) -> RegexProblem:
        """The error at the current place."""
        return RegexProblem(f"Invalid pattern '{self.pattern}' at offset {self.pos}. {reason}")

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
                self.char_class(False)
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
                if char in _DIGITS:
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
            if spaced and (char in _SPACE or char == "#"):
                break
            self.pos += 1

    def literal(self, char: str) -> Node:
        """One character that stands for itself."""
        return ("literal", char, IGNORE_CASE in self.options)

    def atom(self, char: str) -> Node:
        """A class, an escape, an anchor or the dot."""
        if char == "[":
            return self.char_class(IGNORE_CASE in self.options)
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
        while end < self.size and self.pattern[end] in _DIGITS:
            end += 1
        if end == self.pos + 1 or end == self.size:
            return False
        if self.pattern[end] == ",":
            end += 1
            while end < self.size and self.pattern[end] in _DIGITS:
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
        if char in _DIGITS:
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
        if char in _DIGITS:
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
        if char and char in _DIGITS:
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

    # Escapes and classes

    def backslash(self) -> Node:
        """What a backslash begins."""
        char = self.pattern[self.pos]
        ecma = ECMA in self.options
        if char in "bBAGZz":
            self.pos += 1
            return ("anchor", "\\" + char, ecma)
        if char in "wWsSdD":
            self.pos += 1
            return ("class", False, [("shorthand", char, ecma)], None, False)
        if char in "pP":
            self.pos += 1
            if self.scan_only:
                return ()
            from .regex_classes import check_category

            name = self.property_name()
            check_category(name, self)
            return ("class", False, [("category", name, char == "P")], None, IGNORE_CASE in self.options)
        return self._reference() or self.literal(self.char_escape())

    def _reference(self) -> Node | None:
        """A back reference; None (at the same place) when the backslash begins none."""
        start = self.pos
        char = self.pattern[self.pos]
        angled, close = False, ""
        if char == "k":
            opening = self.pattern[self.pos + 1 : self.pos + 2]
            if opening:
                self.pos += 2
            angled = opening in ("<", "'") and opening != ""
            close = "'" if opening == "'" else ">"
            if not angled or self.pos == self.size:
                raise self.problem("Malformed \\k<...> named back reference.")
            char = self.pattern[self.pos]
        elif char in "<'" and self.pos + 1 < self.size:
            angled, close = True, "'" if char == "'" else ">"
            self.pos += 1
            char = self.pattern[self.pos]
        if angled and char in _DIGITS:
            number = self.decimal()
            if self._take(close):
                return self._checked_reference(number)
        elif not angled and char in "123456789":
            found = self._numbered_reference(char)
            if found is not None:
                return found
        elif angled and is_word_char(char):
            name = self.name()
            if self._take(close):
                if self.scan_only or name in self.names:
                    return ("reference", self.names.get(name, 0), IGNORE_CASE in self.options)
                raise self.problem(f"Reference to undefined group name '{name}'.")
        self.pos = start
        return None

    def _take(self, close: str) -> bool:
        if self.pos >= self.size:
            return False
        self.pos += 1
        return self.pattern[self.pos - 1] == close

    def _checked_reference(self, number: int) -> Node:
        if self.scan_only or number in self.numbers:
            return ("reference", number, IGNORE_CASE in self.options)
        raise self.problem(f"Reference to undefined group number {number}.")

    def _numbered_reference(self, char: str) -> Node | None:
        if ECMA in self.options:
            return self._ecma_reference(char)
        number = self.decimal()
        if self.scan_only or number in self.numbers:
            return ("reference", number, IGNORE_CASE in self.options)
        if number <= 9:
            raise self.problem(f"Reference to undefined group number {number}.")
        return None

    def _ecma_reference(self, char: str) -> Node | None:
        """The longest run of digits that names a group begun before."""
        found, number, before = -1, int(char), self.pos - 1
        while number <= max(self.numbers):
            if self.numbers.get(number, before) < before:
                found = number
            self.pos += 1
            if self.pos == self.size or self.pattern[self.pos] not in _DIGITS:
                break
            number = number * 10 + int(self.pattern[self.pos])
        return ("reference", found, IGNORE_CASE in self.options) if found >= 0 else None

    def char_escape(self) -> str:
        """The character that an escape stands for."""
        char = self.pattern[self.pos]
        self.pos += 1
        if char in "01234567":
            self.pos -= 1
            return self._octal()
        if char in "xu":
            return self._hexadecimal(2 if char == "x" else 4)
        simple = _ESCAPES.get(char)
        if simple is not None:
            return simple
        if char == "c":
            return self._control()
        if ECMA not in self.options and is_word_char(char):
            raise self.problem(f"Unrecognized escape sequence \\{char}.")
        return char

    def _octal(self) -> str:
        number = count = 0
        while count < 3 and self.pos < self.size and self.pattern[self.pos] in "01234567":
            number = number * 8 + int(self.pattern[self.pos])
            self.pos += 1
            count += 1
            if ECMA in self.options and number >= 0x20:
                break
        return chr(number & 0xFF)

    def _hexadecimal(self, count: int) -> str:
        number = 0
        if self.pos + count <= self.size:
            while count:
                digit = _HEX.find(self.pattern[self.pos].lower())
                self.pos += 1
                if digit < 0:
                    break
                number = number * 16 + digit
                count -= 1
        if count:
            raise self.problem("Insufficient or invalid hexadecimal digits.")
        return chr(number)

    def _control(self) -> str:
        if self.pos == self.size:
            raise self.problem("Missing control character.")
        char = self.pattern[self.pos]
        self.pos += 1
        code = ord(char.upper() if "a" <= char <= "z" else char) - 0x40
        if 0 <= code < 0x20:
            return chr(code)
        raise self.problem("Unrecognized control character.")

    def property_name(self) -> str:
        """The name in ``\\p{…}``."""
        if self.pos + 2 >= self.size:
            raise self.problem("Incomplete \\p{X} character escape.")
        char = self.pattern[self.pos]
        self.pos += 1
        if char != "{":
            raise self.problem("Malformed \\p{X} character escape.")
        start = self.pos
        while self.pos < self.size and (is_word_char(self.pattern[self.pos]) or self.pattern[self.pos] == "-"):
            self.pos += 1
        name = self.pattern[start : self.pos]
        if self.pos < self.size:
            self.pos += 1
        if self.pattern[self.pos - 1] != "}":
            raise self.problem("Incomplete \\p{X} character escape.")
        return name

    def char_class(self, ignore_case: bool) -> Node:
        """A class in square brackets, the opening one already read."""
        from .regex_classes import read_class

        return read_class(self, ignore_case)

    # Small parts

    def decimal(self) -> int:
        """Decimal digits, possibly none."""
        number = 0
        while self.pos < self.size and self.pattern[self.pos] in _DIGITS:
            number = number * 10 + int(self.pattern[self.pos])
            self.pos += 1
            if number > _INT_MAX:
                raise self.problem("Capture group numbers must be less than or equal to Int32.MaxValue.")
        return number

    def name(self) -> str:
        """Word characters."""
        start = self.pos
        while self.pos < self.size and is_word_char(self.pattern[self.pos]):
            self.pos += 1
        return self.pattern[start : self.pos]

    def inline_options(self) -> None:
        """Letters that switch options on, and after a dash off."""
        off = False
        while self.pos < self.size:
            char = self.pattern[self.pos]
            if char in "+-":
                off = char == "-"
            else:
                letter = char.lower()
                if letter not in _INLINE_OPTIONS:
                    return
                self.options = self.options - {letter} if off else self.options | {letter}
            self.pos += 1

    def skip_blank(self) -> None:
        """Comments, and in spaced patterns white space."""
        while True:
            spaced = SPACED in self.options
            while spaced and self.pos < self.size and self.pattern[self.pos] in _SPACE:
                self.pos += 1
            if spaced and self.pattern[self.pos : self.pos + 1] == "#":
                end = self.pattern.find("\n", self.pos)
                self.pos = end if end >= 0 else self.size
            elif self.pattern.startswith("(?#", self.pos):
                end = self.pattern.find(")", self.pos)
                self.pos = end + 1 if end >= 0 else self.size
                if end < 0:
                    raise self.problem("Unterminated (?#...) comment.")
            else:
                return


_BAD_NAME = "Invalid group name: Group names must begin with a word character."
_ESCAPES = {"a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
