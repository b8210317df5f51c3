"""The reader that never refuses: any text, finished or not, to its commands and their elements (completion.md §0)."""

from __future__ import annotations

from ..dotnet.texts import DASHES, WHITE_SPACE
from ..language.characters import (
    BLANKS,
    BREAKERS,
    DOUBLE_QUOTES,
    ESCAPES,
    SINGLE_QUOTES,
    is_identifier_start,
    is_letter,
    is_letter_or_digit,
)
from .elements_at_cursor import (
    COMMENT,
    DASH,
    EXPRESSION,
    LIST,
    NAME,
    NAMED,
    NUMBER,
    OPAQUE,
    QUOTED,
    REDIRECTION,
    SPLAT,
    VARIABLE,
    WORD,
    Block,
    CommandRead,
    Item,
)

_PAIRS = {"(": ")", "{": "}", "[": "]"}
_KEYWORDS = frozenset(
    "if elseif else while until do switch for foreach in return throw exit try catch finally trap begin process end "
    "clean dynamicparam param data break continue".split()
)
_DEFINING = frozenset(("function", "filter", "workflow", "class", "enum", "configuration", "using"))
_VALUES = {"true": "True", "false": "False"}
_DEEPEST = 60
"""So many brackets within brackets are read; what is deeper is passed over."""


class UnfinishedLine:
    """A text read for completion.

    blocks      all stretches that hold statements, outer ones before those within
    variables   all variables of the text, those within quoted text and words included
    functions   the names of functions and filters that the text defines
    assigned    the names of variables that the text assigns to
    """

    def __init__(self, text: str) -> None:
        self.text = text + "\0"
        self.size = len(text)
        self.pos = 0
        self.blocks: list[Block] = []
        self.variables: list[Item] = []
        self.functions: list[str] = []
        self.assigned: list[str] = []
        self._depth = 0
        self._statements("", False)

    # Statements

    def _statements(self, closer: str, in_text: bool, *, keys: bool = False) -> None:
        """Statements up to the closing bracket, which is passed over, or the end of the text."""
        block = Block(self.pos, in_text)
        self.blocks.append(block)
        self._depth += 1
        key = keys
        piped = invoked = False
        while self.pos < self.size:
            self._blanks(block)
            start = self.pos
            char = self.text[start]
            if start >= self.size:
                break
            if char == closer and closer:
                block.end = start
                self.pos += 1
                self._depth -= 1
                return
            if char in "\r\n;":
                self.pos += 1
                key = keys
                piped = piped and char != ";"
                invoked = False
            elif char == "|":
                self.pos += 1
                piped = self.text[self.pos] != "|"
                self.pos += not piped
            elif char == "&":
                self.pos += 2 if self.text[start + 1] == "&" else 1
                piped, invoked = piped and self.text[start + 1] != "&", self.text[start + 1] != "&"
            elif char == "." and self.text[start + 1] in BREAKERS + "$\"'":
                self.pos += 1
                invoked = True
            elif key and char not in "=":
                item = self._operand(block)
                if item is None:
                    self.pos = self._while(start, _in_key)
                    self.pos += self.pos == start
                key = False
            elif invoked and (char in "$({\"'" or char in SINGLE_QUOTES + DOUBLE_QUOTES):
                self._command(block, closer, piped, True)
                piped = invoked = False
            elif char in "=,+!%*/?<>" or char in DASHES:
                piped = self._operator(block, closer, piped)
            elif char in ")}]":
                self.pos += 1
            elif self._operand(block) is not None:
                invoked = False
                piped = piped and not invoked
            elif not self._keyword():
                self._command(block, closer, piped, invoked)
                piped = invoked = False
        block.end = self.size
        self._depth -= 1

    def _operator(self, block: Block, closer: str, piped: bool) -> bool:
        """An operator of an expression, a redirection, or a command whose name begins like one."""
        start = self.pos
        char = self.text[start]
        if char in "<>":
            block.loose.append(self._redirection(start))
            return piped
        if char in DASHES and is_identifier_start(self.text[start + 1]):
            end = self._while(start + 1, is_letter_or_digit)
            self.pos = end
            return piped
        following = self.text[start + 1]
        if char in "%?*/" and following not in "=" and not self._after_operand(block, start):
            self._command(block, closer, piped, False)
            return False
        self.pos += 1
        if char == "=":
            for item in block.loose[-1:]:
                if item.kind == VARIABLE and not self.text[item.end : start].strip("+-*/% \t"):
                    self.assigned.append(item.value)
        return piped

    def _after_operand(self, block: Block, start: int) -> bool:
        return bool(block.loose) and not self.text[block.loose[-1].end : start].strip(BLANKS)

    def _keyword(self) -> bool:
        """A keyword of a statement, behind which an operand or another statement begins."""
        start = self.pos
        end = self._while(start, is_letter)
        word = self.text[start:end].lower()
        if self.text[end] not in BREAKERS or end >= self.size:
            return False
        if word in _DEFINING:
            name_start = end
            while self.text[name_start] in BLANKS:
                name_start += 1
            name_end = name_start
            while self.text[name_end] not in BREAKERS:
                name_end += 1
            if name_start == name_end or self.text[name_start] in DASHES:
                return False
            if word in ("function", "filter", "workflow"):
                self.functions.append(self.text[name_start:name_end])
            self.pos = name_end
            return True
        if word not in _KEYWORDS:
            return False
        self.pos = end
        return True

    def _operand(self, block: Block) -> Item | None:
        """A value at the start of a statement; None where a command's name stands instead."""
        start = self.pos
        char = self.text[start]
        item: Item | None
        if char in "'\"" or char in SINGLE_QUOTES + DOUBLE_QUOTES:
            item = self._quoted(start)
        elif char == "$":
            item = self._variable(start)
        elif char == "@":
            item = self._at(start)
            if item is None:
                self.pos = start + 1
                item = Item(VARIABLE, start, start + 1)
        elif char in "({":
            item = self._bracket(start)
        elif char == "[":
            end = self._type_name(start)
            if end < 0:
                return None
            self.pos = end
            item = Item(EXPRESSION, start, end)
        elif char.isdecimal():
            end = self._while(start, _in_number)
            if not _is_number(self.text[start:end]):
                return None
            self.pos = end
            item = Item(NUMBER, start, end)
        else:
            return None
        self._members(item)
        block.loose.append(item)
        return item

    def _type_name(self, start: int) -> int:
        depth = 0
        for index in range(start, self.size):
            char = self.text[index]
            depth += (char == "[") - (char == "]")
            if not depth:
                return index + 1
            if not (is_letter_or_digit(char) or char in "[].,+_` "):
                break
        return -1

    # Commands

    def _command(self, block: Block, closer: str, piped: bool, invoked: bool) -> None:
        """A command up to what ends it."""
        command = CommandRead(self.pos, piped, invoked)
        block.commands.append(command)
        words_only = False
        while True:
            self._blanks(block, command)
            start = self.pos
            char = self.text[start]
            if start >= self.size or char in "\r\n;|&)}":
                break
            if char == "," and command.items:
                self._list(command)
                continue
            item = self._argument(first=not command.items, dashed=words_only)
            words_only = words_only or (item.kind == NAME and item.value == "-")
            if item.end <= start:
                self.pos = item.end = start + 1
            command.items.append(item)
        command.end = self.pos

    def _list(self, command: CommandRead) -> None:
        """A comma in front of which an element may stand: a list begins or goes on."""
        comma = self.pos
        last = command.items[-1] if len(command.items) > 1 else None
        holder = last if last is not None and last.kind == NAMED and last.argument is not None else None
        if holder is not None:
            last = holder.argument
        joins = last is not None and last.kind not in (NAME, NAMED, DASH, REDIRECTION, COMMENT, OPAQUE)
        if joins and last is not None:
            if last.kind == LIST:
                found = last
            else:
                found = Item(LIST, last.start, last.end)
                found.items = [last]
        else:
            found = Item(LIST, comma, comma + 1)
            holder = command.items[-1] if command.items[-1].kind == NAMED and not joins else None
            if holder is not None and holder.argument is not None:
                holder = None
        self._rest_of_list(found)
        if holder is not None:
            holder.argument = found
            holder.end = found.end
        elif joins:
            command.items[-1] = found
        else:
            command.items.append(found)

    def _rest_of_list(self, found: Item) -> None:
        """Commas and items, from a comma on."""
        while self.text[self.pos] == "," and self.pos < self.size:
            if found.commas and found.commas[-1] > (found.items[-1].end if found.items else -1):
                found.broken = True
            self.pos += 1
            found.commas.append(self.pos)
            found.end = self.pos
            here = self.pos
            self._blanks(None, lines=True)
            char = self.text[self.pos]
            if self.pos >= self.size or char in "\r\n;|&)},":
                if char != ",":
                    self.pos = here
                    found.broken = True
                    return
                continue
            item = self._argument(in_list=True)
            found.items.append(item)
            found.end = self.pos
            here = self.pos
            self._blanks(None)
            if self.text[self.pos] != ",":
                self.pos = here

    def _argument(self, *, first: bool = False, in_list: bool = False, argument: bool = False, dashed: bool = False) -> Item:
        """One element. In lists and behind a colon a dash begins no name."""
        start = self.pos
        char = self.text[start]
        if char in DASHES and not first:
            item = self._dashed(start, plain=in_list or argument, word=dashed)
            if item is not None:
                return item
        if char in SINGLE_QUOTES or char in DOUBLE_QUOTES:
            item = self._quoted(start)
            return item if first else self._members(item)
        if char == "$" and self.text[start + 1] != "(":
            item = self._variable(start)
            if self.text[item.end] in BREAKERS or self.text[item.end] in "=" or item.end >= self.size:
                return item
            if self.text[item.end] in ".[" or self.text[item.end : item.end + 2] == "::":
                return item if first else self._members(item)
            return self._word(start)
        if char == "@":
            item = self._at(start)
            if item is not None:
                return self._members(item)
        elif char in "({" or (char == "$" and self.text[start + 1] == "("):
            item = self._bracket(start) if char != "$" else self._sub_expression(start)
            return self._members(item)
        elif char in "<>" or (char.isdecimal() or char == "*") and self.text[start + 1] == ">":
            return self._redirection(start)
        elif char == "#":
            return self._comment(start)
        return self._word(start)

    def _dashed(self, start: int, *, plain: bool, word: bool) -> Item | None:
        """A name, a lone dash or ``--``; None where the dash begins a word."""
        text = self.text
        following = text[start + 1]
        if following in BREAKERS:
            if text[start] != "-":
                return None
            self.pos = start + 1
            return Item(DASH, start, start + 1, text[start])
        if following in DASHES and text[start + 2] in BREAKERS:
            self.pos = start + 2
            return Item(NAME, start, start + 2, "-")
        if word or not (is_identifier_start(following) or following == "?"):
            return None
        end = start + 1
        while text[end] not in BREAKERS and text[end] != ":":
            if text[end] in ".[" or text[end] in SINGLE_QUOTES or text[end] in DOUBLE_QUOTES:
                return None
            end += 1
        if plain:
            self.pos = end
            return Item(NAME, start, end, text[start + 1 : end])
        self.pos = end
        if text[end] != ":":
            return Item(NAME, start, end, text[start + 1 : end])
        item = Item(NAMED, start, end + 1, text[start + 1 : end])
        self.pos = end + 1
        self._blanks(None)
        char = text[self.pos]
        if self.pos >= self.size or char in "\r\n;|&)},":
            if char != ",":
                self.pos = end + 1
            return item
        item.argument = self._argument(argument=True)
        item.end = self.pos
        return item

    def _redirection(self, start: int) -> Item:
        text = self.text
        end = start + (text[start] not in "<>") + 1
        if text[end] == ">":
            end += 1
        item = Item(REDIRECTION, start, end)
        if text[end] == "&" and text[end + 1].isdecimal():
            item.end = self.pos = end + 2
            return item
        self.pos = end
        self._blanks(None)
        if self.pos < self.size and text[self.pos] not in "\r\n;|&)},":
            item.argument = self._argument()
            item.end = self.pos
        else:
            self.pos = end
        return item

    def _comment(self, start: int) -> Item:
        end = start
        while self.text[end] not in "\r\n" and end < self.size:
            end += 1
        self.pos = end
        return Item(COMMENT, start, end)

    def _blanks(self, block: Block | None, command: CommandRead | None = None, *, lines: bool = False) -> None:
        """Pass over white space, continued lines and comments."""
        text = self.text
        while self.pos < self.size:
            start = self.pos
            char = text[start]
            if char in BLANKS or (lines and char in "\r\n"):
                self.pos += 1
            elif char == "`" and (text[start + 1] in WHITE_SPACE or start + 1 >= self.size):
                self.pos += 3 if text[start + 1 : start + 3] == "\r\n" else 2
                self.pos = min(self.pos, self.size)
            elif char == "<" and text[start + 1] == "#":
                end = text.find("#>", start + 2)
                self.pos = self.size if end < 0 else end + 2
                self._pass_comment(Item(COMMENT, start, self.pos), block)
            elif char == "#" and (block is not None or lines):
                self._pass_comment(self._comment(start), block)
            else:
                return

    def _pass_comment(self, comment: Item, block: Block | None) -> None:
        (block or self.blocks[-1]).loose.append(comment)

    # Words

    def _word_end(self, start: int) -> int:
        end = start
        while self.text[end] not in BREAKERS or (self.text[end] == "\0" and end < self.size):
            end += 1
        return end

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
        if _is_number(text[start:end]):
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
        return text[place] == ":" and text[place + 1] != ":" and (is_letter_or_digit(text[place + 1]) or text[place + 1] == "_")

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
            elif (text[end] == "." or text[end : end + 2] == "::") and is_identifier_start(text[end + 1 + (text[end] == ":")]):
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

    def _while(self, start: int, fits: object) -> int:
        end = start
        while end < self.size and fits(self.text[end]):  # type: ignore[operator]
            end += 1
        return end


def _in_key(char: str) -> bool:
    return char not in BREAKERS and char != "="


def _in_number(char: str) -> bool:
    return char == "." or is_letter_or_digit(char)


def _in_member(char: str) -> bool:
    return char == "_" or is_letter_or_digit(char)


_SUFFIXES = ("kb", "mb", "gb", "tb", "pb")
_TYPES = ("ul", "us", "uy", "l", "d", "s", "y", "u", "n")


def _is_number(text: str) -> bool:
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
