"""Words, quoted text, variables and brackets of an unfinished line, as far as they go (completion.md §0)."""

from __future__ import annotations

from ..dotnet.texts import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from ..language.characters import BLANKS, BREAKERS, ESCAPES, is_identifier_start, is_letter_or_digit
from .elements_at_cursor import EXPRESSION, NUMBER, OPAQUE, QUOTED, SPLAT, VARIABLE, WORD, Block, Item

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_PAIRS = {"(": ")", "{": "}", "[": "]"}
_VALUES = {"true": "True", "false": "False"}
_DEEPEST = 60
"""So many brackets within brackets are read; what is deeper is passed over."""


class UnfinishedWords:
    """Reads one word or value at a place; whoever reads statements says what stands in brackets."""

    def __init__(self, text: str) -> None:
        self.text = text + "\0"
        self.size = len(text)
        self.pos = 0
        self.blocks: list[Block] = []
        self.variables: list[Item] = []
        self.functions: list[str] = []
        self.assigned: list[str] = []
        self._depth = 0

    def _statements(self, closer: str, in_text: bool, *, keys: bool = False) -> None:
        """Read statements up to the closing bracket."""
        raise NotImplementedError

    def _word(self, start: int) -> Item:
        """An unquoted word with what quotes, backticks and variables make of it."""
        text = self.text
        item = Item(WORD, start, start)
        value: list[str] = []
        end = start
        while end < self.size and (text[end] not in BREAKERS or text[end] == "\0"):
            char = text[end]
            if char == "`":
                if end + 1 >= self.size:
                    end += 1
                    break
                if text[end + 1] in "\r\n":
                    break
                value.append(ESCAPES.get(text[end + 1], text[end + 1]))
                end += 2
            elif (char in SINGLE_QUOTES or char in DOUBLE_QUOTES) and end > start:
                self.pos = end
                quoted = self._quoted(end)
                value.append(quoted.value)
                item.fixed = item.fixed and quoted.fixed
                end = quoted.end
            elif char == "$" and text[end + 1] == "(":
                self.pos = end
                end = self._sub_expression(end).end
                item.fixed = False
            elif char == "$" and self._starts_variable(end + 1):
                self.pos = end
                end = self._variable(end).end
                item.fixed = False
            else:
                value.append(char)
                end += 1
        item.end = self.pos = end
        item.value = "".join(value)
        if is_number(text[start:end]):
            item.kind, item.value = NUMBER, text[start:end]
        return item

    def _quoted(self, start: int) -> Item:
        """Quoted text, up to the end of the text where it is not closed."""
        text = self.text
        single = text[start] in SINGLE_QUOTES
        quotes = SINGLE_QUOTES if single else DOUBLE_QUOTES
        item = Item(QUOTED, start, start, quote="'" if single else '"')
        value: list[str] = []
        end = start + 1
        while end < self.size:
            char = text[end]
            if char in quotes:
                if text[end + 1] not in quotes or end + 1 >= self.size:
                    end += 1
                    break
                value.append(char)
                end += 2
            elif single or char not in "`$":
                value.append(char)
                end += 1
            elif char == "`":
                if end + 1 < self.size:
                    value.append(ESCAPES.get(text[end + 1], text[end + 1]))
                end = min(end + 2, self.size)
            elif text[end + 1] == "(":
                self.pos = end
                end = self._sub_expression(end, in_text=True).end
                item.fixed = False
            elif self._starts_variable(end + 1):
                self.pos = end
                variable = self._variable(end)
                value.append(_VALUES.get(variable.value.lower(), ""))
                end = variable.end
            else:
                value.append(char)
                end += 1
        item.end = self.pos = end
        item.value = "".join(value)
        return item

    def _starts_variable(self, place: int) -> bool:
        char = self.text[place]
        return char in "_:?^${" or is_letter_or_digit(char) if place < self.size else False

    def _variable(self, start: int) -> Item:
        """``$name``, ``${name}`` or a lone ``$``, with whatever scope."""
        text = self.text
        end = start + 1
        if text[end] == "{":
            closing = text.find("}", end)
            value = text[end + 1 : self.size if closing < 0 else closing]
            end = self.size if closing < 0 else closing + 1
        elif text[end] in "$?^" and end < self.size:
            end += 1
            value = text[end - 1]
        else:
            while is_letter_or_digit(text[end]) or text[end] in "_?" or self._is_scope(end):
                end += 1
            value = text[start + 1 : end]
        item = Item(VARIABLE, start, end, value)
        self.variables.append(item)
        self.pos = end
        return item

    def _is_scope(self, place: int) -> bool:
        """Whether there is a colon that parts a scope from a name."""
        text = self.text
        return (
            text[place] == ":"
            and text[place + 1] != ":"
            and (is_letter_or_digit(text[place + 1]) or text[place + 1] == "_")
        )

    # Brackets

    def _at(self, start: int) -> Item | None:
        """``@(…)``, ``@{…}``, a here-string or a splatted variable; None for other words."""
        text = self.text
        following = text[start + 1]
        if following in "({" and start + 1 < self.size:
            self.pos = start + 1
            item = self._bracket(start + 1, keys=following == "{")
            item.start = start
            return item
        if following in SINGLE_QUOTES or following in DOUBLE_QUOTES:
            return self._here_string(start)
        if is_identifier_start(following) or is_letter_or_digit(following):
            item = self._variable(start)
            item.kind = SPLAT
            return item
        return None

    def _here_string(self, start: int) -> Item | None:
        text = self.text
        quotes = SINGLE_QUOTES if text[start + 1] in SINGLE_QUOTES else DOUBLE_QUOTES
        line = start + 2
        while text[line] in BLANKS:
            line += 1
        if text[line] not in "\r\n" and line < self.size:
            return None
        end = line
        item = Item(OPAQUE, start, self.size)
        while end < self.size:
            char = text[end]
            if char == "\n" and text[end + 1] in quotes and text[end + 2] == "@":
                item.end = end + 3
                break
            if quotes is DOUBLE_QUOTES and char == "`":
                end += 1
            elif quotes is DOUBLE_QUOTES and char == "$":
                self.pos = end
                if text[end + 1] == "(":
                    end = self._sub_expression(end, in_text=True).end - 1
                elif self._starts_variable(end + 1):
                    end = self._variable(end).end - 1
            end += 1
        self.pos = item.end
        return item

    def _sub_expression(self, start: int, *, in_text: bool = False) -> Item:
        self.pos = start + 1
        item = self._bracket(start + 1, in_text=in_text)
        item.start = start
        return item

    def _bracket(self, start: int, *, keys: bool = False, in_text: bool = False) -> Item:
        """What stands in brackets, as statements."""
        closer = _PAIRS[self.text[start]]
        self.pos = start + 1
        if self._depth > _DEEPEST:
            end = self.text.find(closer, self.pos)
            self.pos = self.size if end < 0 else end + 1
        else:
            self._statements(closer, in_text, keys=keys)
        return Item(EXPRESSION, start, self.pos)

    def _members(self, item: Item) -> Item:
        """The element with the members, indexes and calls that follow it at once."""
        text = self.text
        start = item.start
        kind = item.kind
        end = item.end
        while end < self.size:
            if text[end] == "[":
                self.pos = end
                self._bracket(end)
                end = self.pos
            elif (text[end] == "." or text[end : end + 2] == "::") and is_identifier_start(
                text[end + 1 + (text[end] == ":")]
            ):
                end = self._while(end + 1 + (text[end] == ":"), _in_member)
                if text[end] == "(":
                    self._bracket(end)
                    end = self.pos
            else:
                break
            kind = EXPRESSION
        self.pos = end
        if kind == item.kind:
            return item
        return Item(kind, start, end)

    def _while(self, start: int, fits: Callable[[str], bool]) -> int:
        end = start
        while end < self.size and fits(self.text[end]):
            end += 1
        return end


def in_key(char: str) -> bool:
    return char not in BREAKERS and char != "="


def in_number(char: str) -> bool:
    return char == "." or is_letter_or_digit(char)


def _in_member(char: str) -> bool:
    return char == "_" or is_letter_or_digit(char)


_SUFFIXES = ("kb", "mb", "gb", "tb", "pb")
_TYPES = ("ul", "us", "uy", "l", "d", "s", "y", "u", "n")


def is_number(text: str) -> bool:
    """Whether the word is a number as PowerShell reads it."""
    if not text or not (text[0] in "+.0123456789" or text[0] in DASHES):
        return False
    body = text.lower().lstrip("+")
    if body[:1] in DASHES:
        body = body[1:]
    for suffix in _SUFFIXES:
        if body.endswith(suffix):
            body = body[:-2]
            break
    hexadecimal = body.startswith("0x")
    for suffix in _TYPES:
        if body.endswith(suffix) and not (hexadecimal and suffix == "d"):
            body = body[: -len(suffix)]
            break
    if hexadecimal:
        return bool(body[2:]) and all(char in "0123456789abcdef" for char in body[2:])
    mantissa, mark, exponent = body.partition("e")
    if mark and not exponent.lstrip("+-").isdecimal():
        return False
    whole, _, fraction = mantissa.partition(".")
    return (whole + fraction).isdecimal() and (whole + fraction).isascii()
