"""The lenient JSON of ``ConvertFrom-Json``: comments, single quotes, bare names, trailing commas, hexadecimal numbers.

Used for what Python's own reader refuses, and for the messages of what cannot be read at all. Nothing here
recurses, so depth costs no stack. Source: the Newtonsoft.Json reader that 7.6 uses.
"""

from __future__ import annotations

from ...errors import PscompatError
from ..texts import is_white_space

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
_NUMBER = frozenset("-+.0123456789abcdefxABCDEFX")
_SPECIAL = frozenset(" .'/\"[]()\t\n\r\f\b\\\x85\u2028\u2029")
"""What makes a path put a property's name in brackets."""
_REPLACEMENT = "\ufffd"


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
            raise self.end()
        return result

    def end(self) -> JsonError:
        """What is wrong when the text ends inside an object or array."""
        if len(self.stack) > 1 or not self.stack[0].is_object:
            return JsonError(f"Unexpected end when reading token. Path '{self.outer_path()}'.")
        if self.stack[0].state == "start":
            return self.error("Unexpected end when reading JSON.")
        return self.error("Unexpected end when deserializing object.")

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
                if char in "}]":
                    raise self.not_closed_by(char)
                if char != ",":
                    raise self.error(f"After parsing a value an unexpected character was encountered: {char}.")
                self.position += 1
                top.state = "name" if top.is_object else "item"
                return None, False
            if top.is_object and top.state in ("start", "name"):
                self.property_name(top)
                return None, False
            if char == ",":
                return None, True
            if char == "]":
                raise self.not_closed_by(char)
        return self.value(char)

    def property_name(self, top: _Container) -> None:
        char = self.text[self.position]
        if char in "\"'":
            name = self.string(char)
        elif char.isalnum() or char in "_$":
            name = self.bare_name()
        else:
            raise self.error(f"Invalid property identifier character: {char}.")
        while self.position < self.size and is_white_space(self.text[self.position]):
            self.position += 1
        got = self.text[self.position : self.position + 1] or "\0"
        if got != ":":
            raise self.error(f"Invalid character after parsing property name. Expected ':' but got: {got}.")
        self.position += 1
        top.key = name
        top.state = "value"

    def bare_name(self) -> str:
        """A property name without quotes."""
        start = self.position
        while self.position < self.size:
            char = self.text[self.position]
            if char == ":" or is_white_space(char):
                return self.text[start : self.position]
            if not (char.isalnum() or char in "_$"):
                raise self.error(f"Invalid JavaScript property identifier character: {char}.")
            self.position += 1
        raise self.error("Unexpected end while parsing unquoted property name.")

    def value(self, char: str) -> tuple[Any, bool]:
        if char in "{[":
            self.position += 1
            self.stack.append(_Container(char == "{"))
            if len(self.stack) > self.max_depth:
                raise self.error(f"The reader's MaxDepth of {self.max_depth} has been exceeded.")
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
        if char == "n" and self.text[self.position + 1 : self.position + 2] not in ("", "u"):
            if self.text.startswith("new ", self.position):
                raise self.error("Unexpected token when reading JSON: constructor.")
            raise self.error(f"Unexpected character encountered while parsing value: {char}.")
        self.match(word, _PARSED.get(word, word))
        return value

    def match(self, word: str, name: str) -> None:
        """Go behind the word, which must stand here and end here."""
        if self.size - self.position < len(word):
            self.position = self.size
            raise self.error("Unexpected end when reading JSON.")
        for char in word:
            if self.text[self.position] != char:
                raise self.error(f"Error parsing {name} value.")
            self.position += 1
        following = self.text[self.position : self.position + 1]
        if following and following not in ",]}/\0" and not is_white_space(following):
            raise self.error(f"Error parsing {name} value.")

    def numeral(self) -> Any:
        start = self.position
        if self.text.startswith("-I", start):
            self.match("-Infinity", "-Infinity")
            return float("-inf")
        while self.position < self.size:
            char = self.text[self.position]
            if char in ",]}/)" or is_white_space(char):
                break
            if char not in _NUMBER:
                raise self.error(f"Unexpected character encountered while parsing number: {char}.")
            self.position += 1
        text = self.text[start : self.position]
        try:
            return self.number(text)
        except OverflowError:
            raise self.error(f"JSON integer {text} is too large to parse.") from None
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
        return _REPLACEMENT if 0xD800 <= code < 0xE000 else chr(code)

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
            if char in _BLANKS or is_white_space(char):
                self.position += 1
            elif char != "/":
                return
            elif text.startswith("/*", self.position):
                end = text.find("*/", self.position + 2)
                if end < 0:
                    self.position = self.size
                    raise self.error("Unexpected end while parsing comment.")
                self.position = end + 2
            elif text.startswith("//", self.position):
                end = text.find("\n", self.position)
                self.position = self.size if end < 0 else end
            elif self.position + 1 == self.size:
                self.position = self.size
                raise self.error("Unexpected end while parsing comment.")
            else:
                self.position += 1
                raise self.error(f"Error parsing comment. Expected: *, got {text[self.position]}.")

    def path(self) -> str:
        """Where the reader is: names and indexes of the last values it read."""
        if not self.stack or self.stack[-1].state == "start":
            return self.outer_path()
        top = self.stack[-1]
        return (self.outer_path() + _step(top, len(top.items) - 1)).removeprefix(".")

    def outer_path(self) -> str:
        """Where the innermost object or array is."""
        return "".join(_step(container, len(container.items)) for container in self.stack[:-1]).removeprefix(".")

    def not_closed_by(self, char: str) -> JsonError:
        """The error of a bracket of the other kind."""
        self.position += 1
        inner = self.stack.pop()
        given, wanted = ("Object", "Array") if char == "}" else ("Array", "Object")
        assert inner.is_object is (wanted == "Object")
        return self.error(f"JsonToken End{given} is not valid for closing JsonType {wanted}.")

    def error(self, reason: str) -> JsonError:
        if self.position == 0 and not self.stack:
            return JsonError(f"{reason} Path '', line 0, position 0.")
        before = self.text[: self.position].replace("\r\n", "\n").replace("\r", "\n")
        line = before.count("\n") + 1
        last = before[before.rfind("\n") + 1 :]
        column = len(last) + sum(char > "\uffff" for char in last)
        return JsonError(f"{reason} Path '{self.path()}', line {line}, position {column}.")


def _step(container: _Container, index: int) -> str:
    """The last step of a path to a value in the container."""
    if not container.is_object:
        return f"[{index}]"
    if _SPECIAL.isdisjoint(container.key):
        return "." + container.key
    return "['" + container.key.replace("\\", "\\\\").replace("'", "\\'") + "']"


def _first(text: str, one: str, other: str, start: int) -> int:
    """Where the nearer of two characters stands; -1 for neither."""
    first, second = text.find(one, start), text.find(other, start)
    if first < 0 or second < 0:
        return max(first, second)
    return min(first, second)
