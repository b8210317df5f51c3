"""Lines of simple commands, read without loading the reader.

At the start of a process loading the reader takes longer than reading. What most lines consist of, names, words,
integers, plain strings and variables with blanks between, is taken apart here with nothing but string methods. The
result is the tree that the reader gives; a line that holds anything else is left to the reader.
"""

from __future__ import annotations

from .nodes import Node, Number, StringConstant, Variable
from .structure import Block, Command, CommandExpression, Parameter, Pipeline, Script
from .tokens import KEYWORDS

_NOT_PLAIN = frozenset("`(){}@;,&<>#\\")
_WORD_ENDS = frozenset("'\"$|")
_PARAMETER_ENDS = frozenset("'\":.[|")


def read_plain(text: str) -> Script | None:
    """The tree of a line of simple commands joined by pipes; None for any other text."""
    if not text.isascii() or not text.isprintable() or not _NOT_PLAIN.isdisjoint(text):
        return None
    size = len(text)
    commands: list[Command | CommandExpression] = []
    elements: list[Node] = []
    position = 0
    while True:
        while position < size and text[position] == " ":
            position += 1
        if position == size:
            break
        end = text.find(" ", position)
        if end < 0:
            end = size
        char = text[position]
        node: Node | None
        if char == "|":
            if end != position + 1 or not elements:
                return None
            commands.append(_command(elements))
            elements = []
            position = end
            continue
        if not elements:
            node = _name(text, position, end)
        elif char == "'" or char == '"':
            node = _string(text, position, char)
        else:
            node = _argument(text, position, end, char)
        if node is None:
            return None
        elements.append(node)
        position = node.end
    if not elements:
        return None
    commands.append(_command(elements))
    pipeline = Pipeline(commands[0].start, commands[-1].end, commands)
    return Script(text, Block(0, size, [pipeline]), 0, False)


def _command(elements: list[Node]) -> Command:
    return Command(elements[0].start, elements[-1].end, elements, "", [])


def _name(text: str, start: int, end: int) -> Node | None:
    """A command's name: a word that begins with a letter and is no keyword."""
    word = text[start:end]
    if not (word[0].isalpha() or word[0] == "_") or word.lower() in KEYWORDS or not _WORD_ENDS.isdisjoint(word):
        return None
    return StringConstant(start, end, word, "bare")


def _string(text: str, start: int, quote: str) -> Node | None:
    """A string with nothing special in it, that ends at a blank."""
    end = text.find(quote, start + 1)
    if end < 0 or text[end + 1 : end + 2] not in ("", " "):
        return None
    value = text[start + 1 : end]
    if quote == '"':
        return None if "$" in value else StringConstant(start, end + 1, value, "double")
    return StringConstant(start, end + 1, value, "single")


def _argument(text: str, start: int, end: int, char: str) -> Node | None:
    word = text[start:end]
    if char == "-":
        name = word[1:]
        if not name or not (name[0].isalpha() or name[0] == "_") or not _PARAMETER_ENDS.isdisjoint(name):
            return None
        return Parameter(start, end, name, None, end)
    if char == "$":
        name = word[1:]
        return Variable(start, end, name) if name.isidentifier() else None
    if char.isdigit():
        if len(word) > 9 or not word.isdigit() or (char == "0" and word != "0"):
            return None
        return Number(start, end, int(word))
    if not (char.isalpha() or char == "_") or not _WORD_ENDS.isdisjoint(word):
        return None
    return StringConstant(start, end, word, "bare")
