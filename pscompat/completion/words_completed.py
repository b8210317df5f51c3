"""What is offered for the words of a shell (completion.md §9); the last one is what stands before the cursor.

A word is a name or a text, never a number, a variable or an expression, and values are offered bare: quoting is the
shell's.
"""

from __future__ import annotations

from ..dotnet.wildcard import WildcardPatternError
from ..language.shell_words import is_name
from .candidates import Candidate
from .elements_at_cursor import DASH, NAME, NAMED, WORD, Item
from .offered_values import NOTHING_TYPED, Typed
from .parameter_names import parameter_names
from .value_places import values_at_place, values_of_argument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..binding.metadata import CompiledCommand
    from .command_candidates import Catalog

_SWITCH_WORDS = {"$true": "true", "$false": "false"}


class Words:
    """The answer for words: whole words to take the place of the last one, or that files should be offered."""

    __slots__ = ("candidates", "files")

    def __init__(self, candidates: Sequence[Candidate] = (), *, files: bool = False) -> None:
        self.candidates = list(candidates)
        self.files = files


def complete_words(command: CompiledCommand, words: Sequence[str], catalog: Catalog) -> Words:
    """What is offered for the last of the words behind the command's name."""
    try:
        return _complete(command, words, catalog)
    except WildcardPatternError:
        return Words()


def _complete(command: CompiledCommand, words: Sequence[str], catalog: Catalog) -> Words:
    typed = words[-1]
    items = _items(words[:-1])
    place = 2 * len(words)
    if typed == "-" or (is_name(typed) and ":" not in typed):
        item = Item(NAME, place, place + 1, typed[1:]) if typed[1:] else Item(DASH, place, place + 1, typed)
        found = parameter_names(command, [*items, item], item, piped=False, partial=typed[1:])
        return Words(found)
    before = ""
    whole = item = Item(WORD, place, place + 1, typed)
    if is_name(typed):
        name, colon, value = typed.partition(":")
        before, typed = name + colon, value
        item = Item(WORD, place + 1, place + 1, value)
        whole = Item(NAMED, place, place + 1, name[1:])
        whole.argument = item if value else None
    elif items and items[-1].kind == NAMED and items[-1].argument is None:
        whole = items.pop()
        whole.argument = item
    elif not typed:
        return _words(values_at_place(command, items, place, catalog, piped=False), "")
    found_values = values_of_argument(command, [*items, whole], whole, _typed(typed), catalog, piped=False)
    if not found_values and "," in typed:
        # The list's last element is completed.
        stem, comma, last = typed.rpartition(",")
        before, typed = before + stem + comma, last
        found_values = values_of_argument(command, [*items, whole], whole, _typed(last), catalog, piped=False)
    return _words(found_values, before)


def _typed(text: str) -> Typed:
    return Typed(text) if text else NOTHING_TYPED


def _items(words: Sequence[str]) -> list[Item]:
    """The words as elements; a name that ends in a colon takes the word behind it."""
    items: list[Item] = []
    for index, word in enumerate(words):
        place = 2 * index
        waiting = items[-1] if items and items[-1].kind == NAMED and items[-1].argument is None else None
        if is_name(word):
            name, colon, value = word.partition(":")
            item = Item(NAMED if colon else NAME, place, place + 1, name[1:])
            item.argument = Item(WORD, place, place + 1, value) if value else None
            items.append(item)
        elif waiting is not None:
            waiting.argument = Item(WORD, place, place + 1, word)
            waiting.end = place + 1
        else:
            items.append(Item(WORD, place, place + 1, word))
    return items


def _words(values: list[Candidate] | None, before: str) -> Words:
    if values is None:
        return Words(files=not before)
    return Words(
        [
            Candidate(each.type, before + _SWITCH_WORDS.get(each.label, each.label), each.label, each.tip)
            for each in values
        ]
    )
