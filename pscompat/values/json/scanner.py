"""The lenient JSON of ``ConvertFrom-Json``: comments, single quotes, bare names, trailing commas, hexadecimal numbers.

Used for what Python's own reader refuses, and for the messages of what cannot be read at all. Nothing here
recurses, so depth costs no stack. Source: the Newtonsoft.Json reader that 7.6 uses.
"""

from __future__ import annotations

from ...errors import PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Pairs = Callable[[list[tuple[str, Any]]], Any]
    Items = Callable[[list[Any]], Any]

_BLANKS = " \t\r\n"
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "\\": "\\", '"': '"', "'": "'", "/": "/"}
_WORDS: dict[str, tuple[object, str]] = {
    "t": (True, "true"),
    "f": (False, "false"),
    "n": (None, "null"),
    "u": (None, "undefined"),
    "N": (float("nan"), "NaN"),
    "I": (float("inf"), "Infinity"),
}
_PARSED = {"true": "boolean", "false": "boolean"}


class JsonError(PscompatError):
    """A text that is no JSON; the message names the place."""

    error_id = "System.ArgumentException"
    category = "NotSpecified"


class _Container:
    __slots__ = ("is_object", "items", "key", "state")

    def __init__(self, is_object: bool) -> None:
        self.is_object = is_object
        self.items: list[Any] = []
        self.key = ""
        # What may come next: "start", a "name", a "value", or what is "after" a value.
        self.state = "start"


class JsonScanner:
    """Reads one JSON text.

    ``number`` turns the text of a number into its value, ``pairs`` and ``items`` make objects and arrays.
    """

    def __init__(self, text: str, *, max_depth: int, number: Callable[[str], Any], pairs: Pairs, items: Items) -> None:
        self.text = text
        self.size = len(text)
        self.position = 0
        self.max_depth = max_depth
        self.number = number
        self.pairs = pairs
        self.items = items
        self.stack: list[_Container] = []

    def scan(self) -> Any:
        """The value of the text; None for an empty one. Raises JsonError."""
        result: Any = None
        found = False
        while True:
            self.skip_blanks()
            if self.position >= self.size:
                break
            if not self.stack and found:
                char = self.text[self.position]
                raise self.error(f"Additional text encountered after finished reading JSON content: {char}.")
            value, complete = self.step()
            if complete and self.stack:
                self.add(value)
            elif complete:
                result, found = value, True
        if self.stack:
            raise JsonError(f"Unexpected end when reading token. Path '{self.path()}'.")
        return result

    def add(self, value: Any) -> None:
        """Put a finished value into the container that it stands in."""
        top = self.stack[-1]
        top.items.append((top.key, value) if top.is_object else value)
        top.state = "after"

    def step(self) -> tuple[Any, bool]:
        """Read one token; gives a value and whether it is complete."""
        char = self.text[self.position]
        top = self.stack[-1] if self.stack else None
        if top is not None:
            if char == ("}" if top.is_object else "]") and top.state != "value":
                self.position += 1
                self.stack.pop()
                return (self.pairs(top.items) if top.is_object else self.items(top.items)), True
            if top.state == "after":
                if char != ",":
                    raise self.error(f"After parsing a value an unexpected character was encountered: {char}.")
                self.position += 1
                top.state = "name" if top.is_object else "item"
                return None, False
            if top.is_object and top.state in ("start", "name"):
                self.property_name(top)
                return None, False
            if char == "," and not top.is_object:
                top.items.append(None)
                top.state = "after"
                return None, False
        return self.value(char)

    def property_name(self, top: _Container) -> None:
        char = self.text[self.position]
        if char in "\"'":
            top.key = self.string(char)
        elif char.isalnum() or char in "_$":
            start = self.position
            while self.position < self.size and (
                self.text[self.position].isalnum() or self.text[self.position] in "_$"
            ):
                self.position += 1
            top.key = self.text[start : self.position]
        else:
            raise self.error(f"Invalid property identifier character: {char}.")
        self.skip_blanks()
        if self.position >= self.size:
            raise JsonError(f"Unexpected end when reading token. Path '{self.path()}'.")
        if self.text[self.position] != ":":
            got = self.text[self.position]
            raise self.error(f"Invalid character after parsing property name. Expected ':' but got: {got}.")
        self.position += 1
        top.state = "value"

    def value(self, char: str) -> tuple[Any, bool]:
        if char in "{[":
            if len(self.stack) >= self.max_depth:
                self.position += 1
                raise self.error(f"The reader's MaxDepth of {self.max_depth} has been exceeded.")
            self.position += 1
            self.stack.append(_Container(char == "{"))
            return None, False
        if char in "\"'":
            return self.string(char), True
        if char in _WORDS:
            return self.word(char), True
        if char.isnumeric() or char in "-.":
            return self.numeral(), True
        raise self.error(f"Unexpected character encountered while parsing value: {char}.")

    def word(self, char: str) -> Any:
        value, word = _WORDS[char]
        end = self.position + len(word)
        following = self.text[end : end + 1]
        if self.text[self.position : end] != word or (following and following not in _BLANKS + ",]}/)"):
            if char in "tfnuNI" and self.text.startswith("new ", self.position):
                raise self.error("Unexpected token when reading JSON: constructor.")
            raise self.error(f"Error parsing {_PARSED.get(word, word)} value.")
        self.position = end
        return value

    def numeral(self) -> Any:
        start = self.position
        if self.text.startswith("-Infinity", start):
            self.position += 9
            return float("-inf")
        while self.position < self.size and self.text[self.position] not in _BLANKS + ",]}/)":
            char = self.text[self.position]
            if not (char.isascii() and (char.isalnum() or char in "+-.")):
                raise self.error(f"Unexpected character encountered while parsing number: {char}.")
            self.position += 1
        text = self.text[start : self.position]
        try:
            return self.number(text)
        except ValueError:
            raise self.error(f"Input string '{text}' is not a valid number.") from None

    def string(self, quote: str) -> str:
        parts: list[str] = []
        text = self.text
        start = self.position = self.position + 1
        while True:
            end = _first(text, quote, "\\", self.position)
            if end < 0:
                self.position = self.size
                raise self.error(f"Unterminated string. Expected delimiter: {quote}.")
            parts.append(text[start:end])
            if text[end] == quote:
                self.position = end + 1
                return "".join(parts)
            self.position = end + 1
            parts.append(self.escape(quote))
            start = self.position

    def escape(self, quote: str) -> str:
        char = self.text[self.position : self.position + 1]
        if not char:
            raise self.error(f"Unterminated string. Expected delimiter: {quote}.")
        self.position += 1
        if char != "u":
            if char not in _ESCAPES:
                raise self.error(f"Bad JSON escape sequence: \\{char}.")
            return _ESCAPES[char]
        code = self._unit()
        if 0xD800 <= code < 0xDC00 and self.text.startswith("\\u", self.position):
            mark = self.position
            self.position += 2
            low = self._unit()
            if 0xDC00 <= low < 0xE000:
                return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
            self.position = mark
        return chr(code)

    def _unit(self) -> int:
        digits = self.text[self.position : self.position + 4]
        if len(digits) < 4 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
            raise self.error(f"Invalid Unicode escape sequence: \\u{digits}.")
        self.position += 4
        return int(digits, 16)

    def skip_blanks(self) -> None:
        """Skip white space and comments."""
        text = self.text
        while self.position < self.size:
            char = text[self.position]
            if char in _BLANKS or char.isspace():
                self.position += 1
            elif text.startswith("/*", self.position):
                end = text.find("*/", self.position + 2)
                if end < 0:
                    self.position = self.size
                    raise self.error("Unexpected end while parsing comment.")
                self.position = end + 2
            elif text.startswith("//", self.position):
                end = text.find("\n", self.position)
                self.position = self.size if end < 0 else end
            else:
                return

    def path(self) -> str:
        """Where the reader is: names and indexes of the last values it read."""
        parts: list[str] = []
        for container in self.stack:
            if container.state == "start":
                continue
            if not container.is_object:
                parts.append(f"[{max(len(container.items) - 1, 0)}]")
            elif container.key.isidentifier():
                parts.append("." + container.key)
            else:
                parts.append(f"['{container.key}']")
        return "".join(parts).removeprefix(".")

    def error(self, reason: str) -> JsonError:
        if self.position == 0 and not self.stack:
            return JsonError(f"{reason} Path '', line 0, position 0.")
        before = self.text[: self.position].replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1)
        return JsonError(f"{reason} Path '{self.path()}', line {line}, position {column}.")


def _first(text: str, one: str, other: str, start: int) -> int:
    """Where the nearer of two characters stands; -1 for neither."""
    first, second = text.find(one, start), text.find(other, start)
    if first < 0 or second < 0:
        return max(first, second)
    return min(first, second)
