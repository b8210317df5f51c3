"""Argument words as ``pwsh -File script.ps1 WORD…`` takes them (binding.md §3.8, values.md §A.11).

The shell that started the program has done all quoting: a word is one string, never split, expanded or parsed.
"""

from __future__ import annotations

from ..dotnet.texts import DASHES, WHITE_SPACE
from .elements import NO_VALUE, Element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_BOOLEANS = {"true": True, "false": False}
_TRIMMED = WHITE_SPACE + "\0"


def read_words(words: Sequence[str]) -> list[Element]:
    """The arguments that a list of words stands for. Every value is a string, or a bool after a colon."""
    elements: list[Element] = []
    pending = ""
    for word in words:
        if pending:
            # Whatever the word looks like, it is the value of the parameter that ended in a colon.
            elements.append(parameter_element(pending, word))
            pending = ""
        elif len(word) < 2 or word[0] not in DASHES:
            elements.append(Element(value=word))
        elif waits_for_value(word):
            pending = word
        else:
            name, colon, value = word.partition(":")
            elements.append(parameter_element(name + colon, boolean_word(value)) if value else _name_only(word))
    # A parameter that still waits for its value is dropped without a word, as pwsh does.
    return elements


def waits_for_value(word: str) -> bool:
    """Whether the word is a parameter's name that ends in a colon: its value is the next word."""
    return len(word) > 1 and word[0] in DASHES and word.find(":") == len(word) - 1


def boolean_word(text: str) -> str | bool:
    """The value after a colon: a bool for ``true``, ``false``, ``$true`` and ``$false``, else the text itself.

    White space around the word is allowed, but not before the ``$``.
    """
    word = text[1:] if text[0] == "$" else text
    return _BOOLEANS.get(word.strip(_TRIMMED).lower(), text)


def parameter_element(text: str, value: Any = NO_VALUE) -> Element:
    """The argument for a parameter's name that ends in a colon, and its value."""
    # The colon of the word is not part of the name; it stays out of the text as well unless the name ends in one.
    name = text[:-1].rstrip(WHITE_SPACE)
    return Element(name[1:], name, value)


def _name_only(word: str) -> Element:
    text = word.rstrip(WHITE_SPACE)
    return Element(text[1:], text)
