"""Regular expressions of .NET as Python's: translated, so that ``-match`` and patterns read as PowerShell reads them.

Texts and patterns are looked at in UTF-16 units, as .NET does. What Python's engine cannot do (a lookbehind of
no fixed width, balancing groups) is refused rather than read differently.
"""

from __future__ import annotations

from ..errors import PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_DEPTH = 250
_CONTROLS = {"a": "\\a", "e": "\\x1b", "f": "\\f", "n": "\\n", "r": "\\r", "t": "\\t", "v": "\\v"}
_ANCHORS = {"A": "\\A", "b": "\\b", "B": "\\B", "z": "\\Z", "Z": "(?=\\n?\\Z)"}


class PatternError(PscompatError):
    """A pattern that .NET refuses (its message), or that is not supported here."""

    error_id = "RegexParseException"
    category = "InvalidArgument"


def pattern_search(pattern: str, options: str = "None") -> Callable[[str], object]:
    """A function that searches a text for the pattern and gives a match object or None.

    ``options`` are names of RegexOptions joined by commas (``IgnoreCase``). Raises PatternError.
    """
    import re

    flags = 0
    names = {name.strip() for name in options.split(",")}
    for name, flag in (("IgnoreCase", re.IGNORECASE), ("Multiline", re.MULTILINE), ("Singleline", re.DOTALL)):
        if name in names:
            flags |= flag
    translated = _Translator(utf16_units(pattern), verbose="IgnorePatternWhitespace" in names).translate()
    try:
        search = re.compile(translated, flags).search
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"The pattern '{pattern}' is not supported: {error}.") from None
    return lambda text: search(text if text.isascii() else utf16_units(text))


def utf16_units(text: str) -> str:
    """The text with characters beyond U+FFFF as two surrogates each."""
    if max(text, default="") <= "\uffff":
        return text
    return "".join(
        char if char <= "\uffff" else chr(0xD7C0 + (ord(char) >> 10)) + chr(0xDC00 + (ord(char) & 0x3FF))
        for char in text
    )


class _Translator:
    """One pass over a pattern; ``position`` is the offset that .NET's messages name."""

    def __init__(self, pattern: str, *, verbose: bool) -> None:
        self.pattern = pattern
        self.position = 0
        self.verbose = verbose
        self.depth = 0

    def translate(self) -> str:
        result = self.alternatives()
        if self.position < len(self.pattern):
            self.position += 1
            raise self.error("Too many )'s.")
        return result

    def error(self, reason: str) -> PatternError:
        return PatternError(f"Invalid pattern '{self.pattern}' at offset {self.position}. {reason}")

    def peek(self, count: int = 1) -> str:
        return self.pattern[self.position : self.position + count]

    def alternatives(self) -> str:
        """Up to the closing bracket or the end; inline options hold to there, so they open a group of their own."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise PatternError("The pattern is nested too deeply.")
        verbose = self.verbose
        parts: list[str] = []
        opened = 0
        quantifiable = False
        while self.position < len(self.pattern) and self.peek() != ")":
            char = self.peek()
            if char == "|":
                self.position += 1
                parts.append("|")
                quantifiable = False
            elif char in "*+?" or (char == "{" and self.is_quantifier()):
                parts.append(self.quantifier(quantifiable))
                quantifiable = False
            elif self.verbose and (char.isspace() or char == "#"):
                self.skip_blank()
            elif self.peek(3) == "(?#":
                self.skip_comment()
            else:
                options = self.inline_options()
                if options:
                    parts.append(f"(?{options}:")
                    opened += 1
                elif options is None:
                    parts.append(self.atom())
                    quantifiable = True
        self.verbose = verbose
        self.depth -= 1
        return "".join(parts) + ")" * opened

    def skip_blank(self) -> None:
        if self.peek() == "#":
            end = self.pattern.find("\n", self.position)
            self.position = len(self.pattern) if end < 0 else end + 1
        else:
            self.position += 1

    def skip_comment(self) -> None:
        end = self.pattern.find(")", self.position)
        if end < 0:
            self.position = len(self.pattern)
            raise self.error("Unterminated (?#...) comment.")
        self.position = end + 1

    def is_quantifier(self) -> bool:
        end = self.pattern.find("}", self.position)
        low, comma, high = self.pattern[self.position + 1 : end].partition(",")
        return end > 0 and _is_digits(low) and (not comma or not high or _is_digits(high))

    def quantifier(self, quantifiable: bool) -> str:
        start = self.position
        char = self.peek()
        if char == "{":
            self.position = self.pattern.index("}", start) + 1
            low, comma, high = self.pattern[start + 1 : self.position - 1].partition(",")
            if comma and high and int(low) > int(high):
                raise self.error("Illegal {x,y} with x > y.")
        else:
            self.position += 1
        if not quantifiable:
            following = start > 0 and self.pattern[start - 1] not in "(|"
            reason = "Nested quantifier '{}'." if following else "Quantifier '{}' following nothing."
            raise self.error(reason.format(char))
        text = self.pattern[start : self.position]
        if self.peek() == "?":
            self.position += 1
            text += "?"
        return text

    def inline_options(self) -> str | None:
        """``(?i-s)``: the options for the rest of the group; "" when none needs saying, None where none stand."""
        if self.peek(2) != "(?":
            return None
        end = self.position + 2
        while end < len(self.pattern) and self.pattern[end] in "imnsxIMNSX-+":
            end += 1
        if end == self.position + 2 or self.pattern[end : end + 1] != ")":
            return None
        text = self.options(self.pattern[self.position + 2 : end])
        self.position = end + 1
        return text

    def options(self, letters: str) -> str:
        """Option letters as Python's; ``x`` is handled by this translator, ``n`` has no effect on matching."""
        on, off = "", ""
        enable = True
        for letter in letters.lower():
            if letter in "+-":
                enable = letter == "+"
            elif letter == "x":
                self.verbose = enable
            elif letter != "n" and enable:
                on += letter
            elif letter != "n":
                off += letter
        return on + ("-" + off if off else "")

    def atom(self) -> str:
        char = self.peek()
        self.position += 1
        if char == "(":
            return self.group()
        if char == "[":
            return self.char_class()
        if char == "\\":
            return self.escape()
        if char == "." or char == "^" or char == "$":
            return char
        return _literal(char)

    def group(self) -> str:
        opening, atomic = self.group_opening()
        verbose = self.verbose
        body = self.alternatives()
        if self.peek() != ")":
            raise self.error("Not enough )'s.")
        self.position += 1
        self.verbose = verbose
        if atomic:
            from sys import version_info

            return f"(?>{body})" if version_info >= (3, 11) else f"(?:{body})"
        return f"{opening}{body})"

    def group_opening(self) -> tuple[str, bool]:
        if self.peek() != "?":
            return "(", False
        for opening in ("?:", "?=", "?!", "?<=", "?<!"):
            if self.peek(len(opening)) == opening:
                self.position += len(opening)
                return "(" + opening, False
        if self.peek(2) == "?>":
            self.position += 2
            return "", True
        if self.peek(2) in ("?<", "?'"):
            return self.named_group(), False
        end = self.position + 1
        while end < len(self.pattern) and self.pattern[end] in "imnsxIMNSX-+":
            end += 1
        if end > self.position + 1 and self.pattern[end : end + 1] == ":":
            options = self.options(self.pattern[self.position + 1 : end])
            self.position = end + 1
            return f"(?{options}:", False
        self.position = min(self.position + 2, len(self.pattern))
        raise self.error("Unrecognized grouping construct.")

    def named_group(self) -> str:
        close = ">" if self.peek(2) == "?<" else "'"
        end = self.pattern.find(close, self.position + 2)
        name = self.pattern[self.position + 2 : end] if end > 0 else ""
        if not name or not name.replace("_", "a").isalnum():
            if "-" in name:
                raise PatternError(f"The pattern '{self.pattern}' is not supported: balancing groups.")
            self.position = min(self.position + 3, len(self.pattern))
            raise self.error("Invalid group name: Group names must begin with a word character.")
        self.position = end + 1
        return "(" if name[0].isdigit() else f"(?P<{name}>"

    def escape(self) -> str:
        char = self.peek()
        if not char:
            raise self.error("Illegal \\ at end of pattern.")
        self.position += 1
        if char in _ANCHORS:
            return _ANCHORS[char]
        if char == "k":
            return self.back_reference()
        if char in "123456789":
            start = self.position - 1
            while self.peek() and self.peek() in "0123456789":
                self.position += 1
            return f"(?:\\{self.pattern[start : self.position]})"
        return self.character(char, in_class=False)

    def back_reference(self) -> str:
        close = {"<": ">", "'": "'"}.get(self.peek())
        end = self.pattern.find(close, self.position + 1) if close else -1
        if end < 0:
            raise self.error("Malformed \\k<...> named back reference.")
        name = self.pattern[self.position + 1 : end]
        self.position = end + 1
        return f"(?:\\{name})" if name.isdigit() else f"(?P={name})"

    def character(self, char: str, *, in_class: bool) -> str:
        """An escape that stands for a character or a class of them."""
        if char in "dDsSwW":
            return "\\" + char
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char == "b" and in_class:
            return "\\b"
        if char in "pP":
            return self.category(char == "P", in_class=in_class)
        if char in "xu":
            size = 2 if char == "x" else 4
            digits = self.peek(size)
            if len(digits) < size or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
                raise self.error("Insufficient or invalid hexadecimal digits.")
            self.position += size
            return _literal(chr(int(digits, 16)))
        if char == "c":
            control = self.peek().upper()
            self.position += 1
            if not control or not "@" <= control <= "_":
                raise self.error("Unrecognized control character.")
            return _literal(chr(ord(control) - 64))
        if char in "01234567":
            start = self.position - 1
            while self.position < start + 3 and self.peek() and self.peek() in "01234567":
                self.position += 1
            return _literal(chr(int(self.pattern[start : self.position], 8)))
        if char.isalnum() or char == "_":
            raise self.error(f"Unrecognized escape sequence \\{char}.")
        return _literal(char)

    def category(self, negated: bool, *, in_class: bool) -> str:
        end = self.pattern.find("}", self.position)
        if self.peek() != "{" or end < 0:
            raise self.error("Incomplete \\p{X} character escape.")
        name = self.pattern[self.position + 1 : end]
        self.position = end + 1
        ranges = category_ranges(name)
        if ranges is None:
            raise self.error(f"Unknown property '{name}'.")
        if negated:
            ranges = _inverted(ranges)
        return ranges if in_class else f"[{ranges}]"

    def char_class(self) -> str:
        negated = self.peek() == "^"
        if negated:
            self.position += 1
        items: list[str] = []
        subtracted = ""
        first = True
        while True:
            char = self.peek()
            if not char:
                raise self.error("Unterminated [] set.")
            self.position += 1
            if char == "]" and not first:
                break
            if char == "-" and self.peek() == "[" and not first:
                self.position += 1
                subtracted = self.char_class()
                continue
            first = False
            items.append(self.class_item(char))
        body = f"[{'^' if negated else ''}{''.join(items)}]"
        return f"(?:(?!{subtracted}){body})" if subtracted else body

    def class_item(self, char: str) -> str:
        low = self.class_char(char)
        following = self.peek(2)
        if following[:1] != "-" or following[1:] in ("]", "", "["):
            return low
        self.position += 2
        high = self.class_char(following[1])
        if len(low) > 1 and low[:2] in ("\\d", "\\s", "\\w", "\\D", "\\S", "\\W"):
            raise self.error(f"Cannot include class {low} in character range.")
        if _value(low) > _value(high):
            raise self.error(f"[{char}-{following[1]}] range in reverse order.")
        return f"{low}-{high}"

    def class_char(self, char: str) -> str:
        if char != "\\":
            return _literal(char)
        escaped = self.peek()
        if not escaped:
            raise self.error("Illegal \\ at end of pattern.")
        self.position += 1
        return self.character(escaped, in_class=True)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _literal(char: str) -> str:
    return char if char.isalnum() or char == "_" else f"\\u{ord(char):04x}"


def _value(item: str) -> int:
    if item.startswith("\\u"):
        return int(item[2:], 16)
    return ord({"\\a": "\a", "\\f": "\f", "\\n": "\n", "\\r": "\r", "\\t": "\t", "\\v": "\v"}.get(item, item)[-1])


def category_ranges(name: str) -> str | None:
    """The characters of a Unicode category (``L``, ``Lu``) as the inside of a character class; None if unknown."""
    from unicodedata import category

    if not name or name[0] not in "LMNPSZC" or len(name) > 2:
        return None
    ranges: list[tuple[int, int]] = []
    for code in range(0x10000):
        if category(chr(code)).startswith(name):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges) or None


def _inverted(ranges: str) -> str:
    """The complement, within U+0000–U+FFFF, of the inside of a class made by ``category_ranges``."""
    pieces: list[str] = []
    start = 0
    for item in ranges.split("\\u")[1:]:
        code = int(item[:4], 16)
        if item.endswith("-"):
            if code > start:
                pieces.append(f"\\u{start:04x}-\\u{code - 1:04x}")
        else:
            start = code + 1
    if start <= 0xFFFF:
        pieces.append(f"\\u{start:04x}-\\uffff")
    return "".join(pieces)
