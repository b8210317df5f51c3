"""Two conveniences for argument words from a shell, on top of how ``pwsh -File`` takes them.

A word given to a parameter of collection type is split at commas unless it holds white space. For a parameter that
takes a table, or a collection of tables, ``@{a=1; b='x'}`` (or several with commas between) and JSON are read. Which
parameter a word goes to is known only while binding, so words travel as ``Word`` and are read there.
"""

from __future__ import annotations

from .argv import read_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .elements import Element


class Word(str):
    """A string that came as one word from a shell."""

    __slots__ = ()


def read_shell_words(words: Sequence[str]) -> list[Element]:
    """The arguments that the words stand for, their strings as ``Word``."""
    elements = read_words(words)
    for element in elements:
        if type(element.value) is str:
            element.value = Word(element.value)
    return elements


def read_collection_word(word: str) -> Any:
    """The elements between the word's commas, or the word itself where it holds white space or no comma."""
    text = str(word)
    if "," not in text or any(char.isspace() for char in text):
        return text
    return text.split(",")


def read_dictionary_word(word: str) -> Any:
    """The table, or tables, that the word writes as PowerShell constants or as JSON; else the word itself."""
    text = word.strip()
    found = None
    if text.startswith("@{"):
        found = _literal(text)
    elif text[:1] in ("{", "["):
        found = _json(text)
    tables = found if isinstance(found, list) else [found]
    return found if tables and all(isinstance(table, dict) for table in tables) else str(word)


def _literal(text: str) -> Any:
    from ..errors import PscompatError
    from .literal import read_literal

    try:
        return read_literal(text)
    except PscompatError:
        return None


def _json(text: str) -> Any:
    import json

    try:
        return _with_net_numbers(json.loads(text, parse_constant=_refuse))
    except (ValueError, RecursionError):
        return None


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _with_net_numbers(value: Any) -> Any:
    from ..values.numbers import net_integer

    if isinstance(value, dict):
        return {key: _with_net_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_net_numbers(item) for item in value]
    return net_integer(value) if type(value) is int else value
