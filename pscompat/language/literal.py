"""PowerShell constants in help files: defaults, bounds of validations, accepted values. Nothing is ever evaluated."""

from __future__ import annotations

from ..errors import ParseError
from ..values.containers import ScriptBlock
from ..values.numeral import scan_numeral
from .characters import BLANKS, DOUBLE_QUOTES, ESCAPES, SINGLE_QUOTES, is_identifier_follow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_WORDS = {"$true": True, "$false": False, "$null": None}
_MAX_DEPTH = 100


def read_literal(text: str) -> Any:
    """The value of a constant: a number, a quoted string, ``$true``, ``$false``, ``$null``, ``@(…)``, a comma list,
    ``@{…}``, ``[type]'…'`` or ``{…}``.

    Raises ParseError when the text is anything else, ConversionError when a cast fails.
    """
    word = text.strip()
    lower = word.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    number = scan_numeral(word, signed=True)
    return _Reader(text).whole() if number is None else number


class _Reader:
    __slots__ = ("depth", "position", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.depth = 0

    def fail(self) -> ParseError:
        at = self.position
        char = self.text[at : at + 1]
        if not char:
            return ParseError("IncompleteString", "Incomplete string token.", (at, at), incomplete=True)
        return ParseError("UnexpectedToken", f"Unexpected token '{char}' in expression or statement.", (at, at + 1))

    def skip(self, also: str = "\r\n") -> str:
        """Move to the next character that is no white space and return it, an empty string at the end."""
        text, position = self.text, self.position
        while position < len(text) and (text[position] in BLANKS or text[position] in also):
            position += 1
        self.position = position
        return text[position : position + 1]

    def take(self, expected: str) -> None:
        if self.skip() != expected:
            raise self.fail()
        self.position += 1

    def whole(self) -> Any:
        value = self.listed()
        if self.skip():
            raise self.fail()
        return value

    def listed(self) -> Any:
        """One constant, or a list of them with commas between."""
        if self.skip() == ",":
            self.position += 1
            return [self.one()]
        items = [self.one()]
        while self.skip() == ",":
            self.position += 1
            items.append(self.one())
        return items if len(items) > 1 else items[0]

    def one(self) -> Any:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self.fail()
        char = self.skip()
        if not char:
            raise self.fail()
        if char in SINGLE_QUOTES:
            value: Any = self.single_quoted()
        elif char in DOUBLE_QUOTES:
            value = self.double_quoted()
        elif char == "@":
            value = self.array() if self.text[self.position + 1 : self.position + 2] == "(" else self.hashtable()
        elif char == "[":
            value = self.cast()
        elif char == "{":
            value = self.script_block()
        elif char == "(":
            self.position += 1
            value = self.listed()
            self.take(")")
        else:
            value = self.word()
        self.depth -= 1
        return value

    def word(self) -> Any:
        start = end = self.position
        text = self.text
        while end < len(text) and text[end] not in BLANKS and text[end] not in "\r\n,;)}":
            end += 1
        word = text[start:end]
        if word.lower() in _WORDS:
            self.position = end
            return _WORDS[word.lower()]
        number = scan_numeral(word, signed=True)
        if number is None:
            raise self.fail()
        self.position = end
        return number

    def single_quoted(self) -> str:
        text, position = self.text, self.position + 1
        found: list[str] = []
        while position < len(text):
            char = text[position]
            position += 1
            if char in SINGLE_QUOTES:
                if text[position : position + 1] not in SINGLE_QUOTES or position >= len(text):
                    self.position = position
                    return "".join(found)
                char = text[position]
                position += 1
            found.append(char)
        self.position = position
        raise self.fail()

    def double_quoted(self) -> str:
        text, position = self.text, self.position + 1
        found: list[str] = []
        while position < len(text):
            char = text[position]
            position += 1
            following = text[position : position + 1]
            if char in DOUBLE_QUOTES:
                if not following or following not in DOUBLE_QUOTES:
                    self.position = position
                    return "".join(found)
                char = following
                position += 1
            elif char == "`" and following:
                char = ESCAPES.get(following, following)
                position += 1
            elif char == "$" and following and (following in "({" or is_identifier_follow(following)):
                self.position = position - 1
                raise self.fail()
            found.append(char)
        self.position = position
        raise self.fail()

    def array(self) -> list[Any]:
        self.position += 2
        items: list[Any] = []
        while self.skip("\r\n;") != ")":
            value = self.listed()
            items.extend(value) if isinstance(value, list) else items.append(value)
            if self.skip("") not in (")", ";", "\r", "\n"):
                raise self.fail()
        self.position += 1
        return items

    def hashtable(self) -> dict[Any, Any]:
        if self.text[self.position + 1 : self.position + 2] != "{":
            raise self.fail()
        self.position += 2
        table: dict[Any, Any] = {}
        while self.skip("\r\n;") != "}":
            key = self.key()
            self.take("=")
            table[key] = self.listed()
            if self.skip("") not in ("}", ";", "\r", "\n"):
                raise self.fail()
        self.position += 1
        return table

    def key(self) -> Any:
        start = end = self.position
        text = self.text
        while end < len(text) and is_identifier_follow(text[end]):
            end += 1
        if end == start or text[start].isdecimal():
            return self.one()
        self.position = end
        return text[start:end]

    def cast(self) -> Any:
        from ..values.conversion import convert
        from ..values.types import resolve

        end = self.text.find("]", self.position)
        while self.text[end : end + 2] == "]]":
            end += 1
        name = self.text[self.position + 1 : end]
        while name.endswith("["):
            # The type is an array: [int[]]'1'.
            end = self.text.find("]", end + 1)
            name = self.text[self.position + 1 : end]
        self.position = end + 1
        return convert(self.one(), resolve(name))

    def script_block(self) -> ScriptBlock:
        start = self.position + 1
        depth = 0
        for position in range(self.position, len(self.text)):
            depth += {"{": 1, "}": -1}.get(self.text[position], 0)
            if depth == 0:
                self.position = position + 1
                return ScriptBlock(self.text[start:position])
        raise self.fail()
