"""Two conveniences for argument words from a shell, on top of how ``pwsh -File`` takes them (README, "Words").

A word given to a parameter of collection type is split at commas unless it holds white space, and ``@{a=1; b='x'}`` or
a JSON object is read for a dictionary parameter. Which parameter a word goes to is known only while binding, so words
travel as ``Word`` and are read there.
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
    """The dictionary that the word writes, as a PowerShell literal or as JSON, or the word itself."""
    text = word.strip()
    if text.startswith("@{"):
        from ..errors import PscompatError
        from .literal import read_literal

        try:
            return read_literal(text)
        except PscompatError:
            return str(word)
    if text.startswith("{"):
        import json

        try:
            return _with_net_numbers(json.loads(text))
        except (ValueError, RecursionError):
            return str(word)
    return str(word)


def _with_net_numbers(value: Any) -> Any:
    from ..values.numbers import net_integer

    if isinstance(value, dict):
        return {key: _with_net_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_net_numbers(item) for item in value]
    return net_integer(value) if type(value) is int else value
