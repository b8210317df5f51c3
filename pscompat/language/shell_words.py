"""Argument words from a shell, on top of how ``pwsh -File`` takes them, and words for a shell.

A word given to a parameter of collection type is the list that it writes as JSON, or is split at commas unless it
holds white space. For a parameter that takes a table, or a collection of tables, ``@{a=1; b='x'}`` (or several with
commas between) and JSON are read, for a ``[bool]`` true and false. Which parameter a word goes to is known only while
binding, so words travel as ``Word`` and are read there.
"""

from __future__ import annotations

from ..dotnet.texts import DASHES, WHITE_SPACE
from .elements import NO_VALUE, Element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_SWITCH_WORDS = {"true": True, "false": False}
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
    return _SWITCH_WORDS.get(word.strip(_TRIMMED).lower(), text)


def parameter_element(text: str, value: Any = NO_VALUE) -> Element:
    """The argument for a parameter's name that ends in a colon, and its value."""
    # The colon of the word is not part of the name; it stays out of the text as well unless the name ends in one.
    name = text[:-1].rstrip(WHITE_SPACE)
    return Element(name[1:], name, value)


def _name_only(word: str) -> Element:
    text = word.rstrip(WHITE_SPACE)
    return Element(text[1:], text)


class Word(str):
    """A string that came as one word from a shell."""

    __slots__ = ()


class ShellWords(list[Element]):
    """Arguments that came as words from a shell.

    ``doubts`` are the names that a shell, or who wrote for one, may have parted from their value: the name as it was
    typed, by its place in the list. What they mean is known only with the command (``binding.lost_values``).
    """

    __slots__ = ("doubts",)

    def __init__(self) -> None:
        super().__init__()
        self.doubts: dict[int, str] = {}


_BOOLEANS = {"true": True, "$true": True, "1": True, "false": False, "$false": False, "0": False}
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,@+")
"""Characters that mean themselves in every shell."""


def read_shell_words(words: Sequence[str]) -> ShellWords:
    """The arguments that the words stand for, their strings as ``Word``.

    A name that ends in a colon has a value only if the next word is no name itself.
    """
    elements = ShellWords()
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if not waits_for_value(word):
            elements += read_words((word,))
            _doubt_switch(elements)
            continue
        elements.doubts[len(elements)] = word
        if index == len(words) or is_name(words[index]):
            elements.append(parameter_element(word))
        else:
            elements.append(parameter_element(word, words[index]))
            index += 1
    for element in elements:
        if type(element.value) is str:
            element.value = Word(element.value)
    return elements


def _doubt_switch(elements: ShellWords) -> None:
    """Note a name before the word true or false: nobody writes that for a switch but by mistake."""
    if len(elements) > 1 and elements[-1].name is None and len(elements[-1].value) > 1:
        before = elements[-2]
        if before.name is not None and before.value is NO_VALUE and elements[-1].value.lower() in _BOOLEANS:
            elements.doubts.setdefault(len(elements) - 2, before.text)


def is_name(word: str) -> bool:
    """Whether a word begins as the names of parameters do: a dash and a letter."""
    return word[:1] in DASHES and word[1:2].isalpha()


def read_boolean_word(word: str) -> Any:
    """The truth that the word tells, ``$true`` and 1 or ``$false`` and 0 among them; else the word itself."""
    return _BOOLEANS.get(word.lower(), str(word))


def read_collection_word(word: str) -> Any:
    """The list that the word writes as JSON, else the elements between its commas.

    It is the word itself where it holds no comma, or white space. Commas inside JSON part nothing.
    """
    text = str(word)
    if text[:1] == "[" and text.rstrip()[-1] == "]":
        found = _json(text)
        if isinstance(found, list):
            return found
    if "," not in text or any(char.isspace() for char in text):
        return text
    return _split_around_json(text)


def _split_around_json(text: str) -> list[str]:
    """The texts between the commas that stand in no JSON array, object or string."""
    parts: list[str] = []
    start = 0
    while True:
        try:
            end = _json_end(text, start)
        except RecursionError:
            return parts + text[start:].split(",")
        comma = text.find(",", end)
        if comma < 0:
            return [*parts, text[start:]]
        parts.append(text[start:comma])
        start = comma + 1


def _json_end(text: str, start: int) -> int:
    """Where the JSON ends that fills the text from there up to a comma or its end; the start where there is none."""
    if text[start : start + 1] not in ("[", "{", '"'):
        return start
    from json import JSONDecoder

    try:
        end = JSONDecoder().raw_decode(text, start)[1]
    except ValueError:
        return start
    return end if text[end : end + 1] in ("", ",") else start


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

    from ..dotnet.json.depth import MAX_DEPTH, deeper_than

    try:
        value = json.loads(text, parse_constant=_refuse)
        return None if deeper_than(value, MAX_DEPTH) else _with_net_numbers(value)
    except (ValueError, RecursionError):
        return None


def shell_quoted(text: str) -> str:
    """The text as one word that bash, zsh and fish read alike.

    A single quote has no notation in single quotes that all of them know, and fish takes a backslash there for an
    escape before a quote or another one: these stand outside.
    """
    if text and all(char in _PLAIN for char in text):
        return text
    pieces: list[str] = []
    inside = ""
    for index, char in enumerate(text):
        if char == "'" or (char == "\\" and text[index + 1 : index + 2] in ("", "\\", "'")):
            pieces += [f"'{inside}'"] if inside else []
            pieces.append("\\\\" if char == "\\" else '"\'"')
            inside = ""
        else:
            inside += char
    if inside or not pieces:
        pieces.append(f"'{inside}'")
    return "".join(pieces)


def _refuse(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _with_net_numbers(value: Any) -> Any:
    from ..dotnet.numbers import net_integer

    if isinstance(value, dict):
        return {key: _with_net_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_net_numbers(item) for item in value]
    return net_integer(value) if type(value) is int else value
