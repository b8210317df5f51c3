"""From a line and a cursor to what PowerShell offers there (completion.md §1, §4.1)."""

from __future__ import annotations

from ..dotnet.texts import split_units
from ..dotnet.wildcard import WildcardPatternError
from ..language.characters import BLANKS
from .candidates import Candidate, Completion
from .command_candidates import command_candidates
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
    WORD,
)
from .offered_values import NOTHING_TYPED, Typed
from .parameter_names import parameter_names
from .property_keys import property_keys
from .unfinished_line import UnfinishedLine
from .value_places import values_at_place, values_of_argument
from .variable_candidates import variable_candidates

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..binding.metadata import CompiledCommand
    from .command_candidates import Catalog
    from .elements_at_cursor import Block, CommandRead, Item


def complete(text: str, cursor: int, catalog: Catalog) -> Completion:
    """What is offered at the cursor (in UTF-16 units) of a text that need not be finished; never raises for it."""
    try:
        return _Request(split_units(text), cursor, catalog).answer()
    except WildcardPatternError:
        return Completion()


class _Request:
    def __init__(self, text: str, cursor: int, catalog: Catalog) -> None:
        self.text = text
        self.cursor = cursor
        self.catalog = catalog
        self.read = UnfinishedLine(text)

    def answer(self) -> Completion:
        cursor = self.cursor
        if self._in_comment() or self._before_continued_line():
            return Completion()
        variables = [item for item in self.read.variables if item.holds(cursor)]
        if variables:
            item = variables[-1]
            token = self.text[item.start : item.end]
            return self._replacing(item, variable_candidates(token, self.catalog.variables()))
        block = max(
            (block for block in self.read.blocks if block.start <= cursor <= block.end), key=lambda block: block.start
        )
        commands = [command for command in block.commands if command.start < cursor <= command.end]
        if commands:
            return self._in_command(commands[-1], block)
        if block.keys:
            return self._key(block)
        for item in block.loose:
            if item.kind == QUOTED and item.holds(cursor):
                return self._quoted_alone(item)
        return Completion()

    def _key(self, block: Block) -> Completion:
        """A key of a hashtable, behind its bracket, a semicolon or a line end; not in its value."""
        before = self.text[block.start : self.cursor]
        typed = before[max(before.rfind(char) for char in ";\r\n") + 1 :].lstrip(BLANKS)
        if typed and not typed.isalpha():
            return Completion()
        start = end = self.cursor - len(typed)
        while self.text[end : end + 1].isalpha():
            end += 1
        holders = [
            each for outer in self.read.blocks for each in outer.commands if each.start < block.start <= each.end
        ]
        for command in reversed(holders):
            compiled = self._command(command)
            for item in command.items[1:]:
                if compiled is not None and item.holds(block.start):
                    text = self.text[block.start : block.end]
                    found = property_keys(compiled, _bindable(command), item, text, self.text[start:end])
                    return Completion(found, start, end - start) if found else Completion()
        return Completion()

    def _in_comment(self) -> bool:
        return any(
            item.kind == COMMENT and item.holds(self.cursor) for block in self.read.blocks for item in block.loose
        )

    def _before_continued_line(self) -> bool:
        """Whether the cursor is between a backtick and the line end that it takes away."""
        before = self.text[: self.cursor]
        ticks = len(before) - len(before.rstrip("`"))
        return ticks % 2 == 1 and self.text[self.cursor : self.cursor + 1] in ("\r", "\n")

    def _replacing(self, item: Item, candidates: Sequence[Candidate]) -> Completion:
        return Completion(candidates, item.start, item.end - item.start) if candidates else Completion()

    def _inserting(self, place: int, candidates: Sequence[Candidate]) -> Completion:
        return Completion(candidates, place, 0) if candidates else Completion()

    def _quoted_alone(self, item: Item) -> Completion:
        """Quoted text that is no argument: command names if a dash is in it."""
        if "-" not in item.value or not item.fixed:
            return Completion()
        return self._replacing(item, self._command_names(item.value, item.quote))

    def _command_names(self, word: str, quote: str = "") -> list[Candidate]:
        return command_candidates(self.catalog, word, quote, self.read.functions)

    def _in_command(self, command: CommandRead, block: Block) -> Completion:
        name, *arguments = command.items
        if name.holds(self.cursor):
            if name.kind == QUOTED:
                return self._quoted_alone(name)
            if name.kind in (EXPRESSION, OPAQUE):
                return Completion()
            return self._replacing(name, self._command_names(self.text[name.start : name.end]))
        for item in arguments:
            if item.holds(self.cursor):
                return self._at_item(command, item)
        return self._at_blank(command, block)

    def _command(self, command: CommandRead) -> CompiledCommand | None:
        """The command that the line names; an unknown name without dash also with ``Get-`` in front."""
        name = command.items[0]
        if name.kind not in (WORD, QUOTED, NUMBER):
            return None
        found = self.catalog.find(name.value)
        if found is None and "-" not in name.value:
            found = self.catalog.find(f"Get-{name.value}")
        return found

    def _at_item(self, command: CommandRead, item: Item) -> Completion:
        cursor = self.cursor
        compiled = self._command(command)
        if item.kind == NAME and item.value != "-":
            return self._names(compiled, command, item, item.value)
        if item.kind == DASH and item.value == "-":
            return self._names(compiled, command, item, "")
        if item.kind == NAMED:
            colon = item.start + len(item.value) + 2
            if cursor <= colon:
                return self._inserting(colon, self._values(compiled, command, item, NOTHING_TYPED))
            if item.argument is not None and item.argument.holds(cursor):
                return self._at_argument(compiled, command, item, item.argument)
            return self._inserting(cursor, self._values(compiled, command, item, NOTHING_TYPED))
        return self._at_argument(compiled, command, item, item)

    def _names(self, compiled: CompiledCommand | None, command: CommandRead, item: Item, partial: str) -> Completion:
        if compiled is None:
            return Completion()
        found = parameter_names(compiled, _bindable(command), item, piped=command.piped, partial=partial)
        return self._replacing(item, found)

    def _at_argument(
        self, compiled: CompiledCommand | None, command: CommandRead, whole: Item, item: Item
    ) -> Completion:
        """The cursor is in an argument, or in one of the items of a list."""
        if item.kind == LIST:
            return self._in_list(compiled, command, whole, item)
        if item.kind not in (WORD, NUMBER, QUOTED) or not item.fixed:
            return Completion()
        typed = Typed(item.value, item.quote)
        return self._replacing(item, self._values(compiled, command, whole, typed))

    def _in_list(self, compiled: CompiledCommand | None, command: CommandRead, whole: Item, item: Item) -> Completion:
        cursor = self.cursor
        for each in item.items:
            if each.holds(cursor):
                if each.kind == QUOTED:
                    return self._quoted_alone(each)
                if item.broken or each.kind not in (WORD, NUMBER) or not each.fixed:
                    return Completion()
                return self._replacing(each, self._values(compiled, command, whole, Typed(each.value)))
        if not any(each.end < cursor for each in item.items):
            return Completion()
        return self._inserting(cursor, self._values(compiled, command, whole, NOTHING_TYPED))

    def _values(
        self, compiled: CompiledCommand | None, command: CommandRead, whole: Item, typed: Typed
    ) -> list[Candidate]:
        """Values for an argument that is there, and what looks like a command where no parameter is responsible."""
        found = None
        if compiled is not None:
            found = values_of_argument(compiled, _bindable(command), whole, typed, self.catalog, piped=command.piped)
        if found is None and "-" in typed.text[0 if typed.quote else 1 :]:
            return self._command_names(typed.text, typed.quote)
        return found or []

    def _at_blank(self, command: CommandRead, block: Block) -> Completion:
        """Nothing is at the cursor but a blank before it."""
        cursor = self.cursor
        compiled = self._command(command)
        if compiled is None or block.in_text or self._blank_means_nothing():
            return Completion()
        before = [item for item in command.items if item.end <= cursor]
        last = before[-1]
        if last.kind == LIST and last.broken and len(before) > 1:
            return self._inserting(cursor, self._values(compiled, command, last, NOTHING_TYPED))
        if last.kind == NAMED and last.argument is not None and last.argument.kind == LIST and last.argument.broken:
            return self._inserting(cursor, self._values(compiled, command, last, NOTHING_TYPED))
        if len(before) > 1 and self._ends_completion(last):
            return Completion()
        comments = [item for item in block.loose if item.kind == COMMENT and last.end <= item.start < cursor]
        if comments:
            return Completion()
        found = values_at_place(compiled, _bindable(command), cursor, self.catalog, piped=command.piped)
        return self._inserting(cursor, found or [])

    def _blank_means_nothing(self) -> bool:
        text, cursor = self.text, self.cursor
        line_start = max(text.rfind("\n", 0, cursor), text.rfind("\r", 0, cursor)) + 1
        line_end = min(end if end >= 0 else len(text) for end in (text.find("\n", cursor), text.find("\r", cursor)))
        if not text[line_start:line_end].strip(BLANKS):
            return True
        return cursor == line_start or text[cursor - 1] in "()[]{}"

    def _ends_completion(self, last: Item) -> bool:
        """Whether behind this argument PowerShell offers nothing: redirections, and what ends in ``}`` or in a name."""
        if last.kind in (REDIRECTION, COMMENT, OPAQUE):
            return True
        if last.kind == NAMED:
            return last.argument is not None and self._ends_completion(last.argument)
        if last.kind == LIST:
            return self._ends_completion(last.items[-1])
        ending = self.text[last.end - 1]
        if last.kind == EXPRESSION:
            return ending not in ")]"
        if last.kind == WORD:
            return any(item.end == last.end and item.start > last.start for item in self.read.variables)
        return False


def _bindable(command: CommandRead) -> list[Item]:
    """The elements that are bound: all but the command's name, redirections and comments."""
    return [item for item in command.items[1:] if item.kind not in (REDIRECTION, COMMENT)]
