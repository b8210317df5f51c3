"""The reader that never refuses: any text, finished or not, to its commands and their elements (completion.md §0)."""

from __future__ import annotations

from ..dotnet.texts import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, WHITE_SPACE
from ..language.characters import BLANKS, BREAKERS, is_identifier_start, is_letter, is_letter_or_digit
from .elements_at_cursor import (
    COMMENT,
    DASH,
    EXPRESSION,
    LIST,
    NAME,
    NAMED,
    NUMBER,
    OPAQUE,
    REDIRECTION,
    VARIABLE,
    Block,
    CommandRead,
    Item,
)
from .unfinished_words import UnfinishedWords, in_key, in_number, is_number

_STATEMENTS = (
    "if elseif else while until do switch for foreach in return throw exit try catch finally trap begin process end "
    "clean dynamicparam param data break continue"
)
_KEYWORDS = frozenset(_STATEMENTS.split())
_DEFINING = frozenset(("function", "filter", "workflow", "class", "enum", "configuration", "using"))


class UnfinishedLine(UnfinishedWords):
    """A text read for completion.

    blocks      all stretches that hold statements, outer ones before those within
    variables   all variables of the text, those within quoted text and words included
    functions   the names of functions and filters that the text defines
    assigned    the names of variables that the text assigns to
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._statements("", False)

    # Statements

    def _statements(self, closer: str, in_text: bool, *, keys: bool = False) -> None:
        """Statements up to the closing bracket, which is passed over, or the end of the text."""
        block = Block(self.pos, in_text, keys)
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
                    self.pos = self._while(start, in_key)
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
            end = self._while(start, in_number)
            if not is_number(self.text[start:end]):
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

    def _argument(
        self, *, first: bool = False, in_list: bool = False, argument: bool = False, dashed: bool = False
    ) -> Item:
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
        elif char in "<>" or ((char.isdecimal() or char == "*") and self.text[start + 1] == ">"):
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
