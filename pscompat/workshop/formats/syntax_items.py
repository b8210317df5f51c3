"""Syntax lines as platyPS reads, orders and writes them (help.md §4.5–4.7)."""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import SyntaxItem, SyntaxParameter

WIDTH = 100
COMMON_TOKEN = "[<CommonParameters>]"


def token(parameter: SyntaxParameter) -> str:
    """One parameter as platyPS prints it; a mandatory positional switch keeps its stray bracket (help.md §4.1)."""
    parts = []
    if not parameter.mandatory:
        parts.append("[")
    if parameter.positional and not parameter.switch:
        parts.append("[")
    parts.append(f"-{parameter.name}")
    if parameter.positional or (parameter.switch and not parameter.mandatory):
        parts.append("]")
    if not parameter.switch:
        parts.append(f" <{parameter.type}>")
        if not parameter.mandatory:
            parts.append("]")
    return "".join(parts)


def sorted_tokens(item: SyntaxItem) -> list[SyntaxParameter]:
    """Positional by position, then mandatory, then other – each in the order they had (help.md §4.2)."""

    def rank(parameter: SyntaxParameter) -> tuple[int, int]:
        if parameter.position != "named":
            return 0, int(parameter.position) if _is_number(parameter.position) else 2**31 - 1
        return (1 if parameter.mandatory else 2), 0

    return sorted(item.parameters, key=rank)


def wrapped(item: SyntaxItem) -> str:
    """The whole line, wrapped at 100 columns between tokens (help.md §4.5)."""
    lines: list[str] = []
    current = item.command
    for parameter in sorted_tokens(item):
        text = token(parameter)
        if len(current) + len(text) + 1 > WIDTH:
            lines.append(current)
            current = ""
        current += f" {text}"
    if item.common:
        if len(current) + len(COMMON_TOKEN) + 1 > WIDTH:
            lines.append(current)
            current = ""
        current += f" {COMMON_TOKEN}"
    lines.append(current)
    return "\n".join(lines)


def parse_line(text: str, set_name: str, is_default: bool) -> SyntaxItem:
    """A syntax block of a Markdown page. The command's name ends at the first blank, wherever that is."""
    command = text.partition(" ")[0]
    parameters = parse_tokens(_words(text)[1:])
    return SyntaxItem(command, set_name, is_default, parameters, "commonparameters" in text.lower())


def _words(text: str) -> list[str]:
    """The words of a line; what stands in angle brackets is one, and a choice in braces is a type like another."""
    text = re.sub(r"\{([^{}]*)\}", r"<\1>", text)
    text = re.sub(r"<[^<>]*>", lambda match: "".join(match[0].split()), text)
    text = re.sub(r"\](?=\[{1,2}-)", "] ", text)
    # A bare type, as in -Names List<String>, is one too.
    text = re.sub(r"(-\w+\]?\s+)(\w[\w.]*(?:<[\w.,]+>)?(?:\[\])*)(?=\]|\s|$)", r"\1<\2>", text)
    return re.sub(r"(-\w+\]?)<", r"\1 <", text).split()


def merge_line(item: SyntaxItem, other: SyntaxItem) -> None:
    """Take over what another line of the same set, for another provider, has more: elsewhere it is not demanded."""
    names = {token.name.lower() for token in item.parameters}
    more = [token for token in other.parameters if token.name.lower() not in names]
    item.parameters += [replace(token, mandatory=False) for token in more]
    item.parameters = sorted_tokens(item)
    item.is_default = item.is_default or other.is_default


def assign_sets(items: list[SyntaxItem], members: dict[str, list[str]], taken: set[str]) -> None:
    """Name lines that have no heading after the sets whose parameters they show; the best match comes first.

    ``members`` holds the parameters, in lower case, of the sets that blocks name. A page's only line must match fully.
    """
    scores: list[tuple[float, int, str]] = []
    for index, item in enumerate(items):
        shown = {token.name.lower() for token in item.parameters}
        for name, inside in members.items():
            known = shown & {each for group in members.values() for each in group}
            score = len(known & set(inside)) / max(len(known | set(inside)), 1)
            if score and (score == 1 or len(items) > 1):
                scores.append((-score, index, name))
    taken = set(taken)
    for _, index, name in sorted(scores, key=lambda each: each[:2]):
        if not items[index].set_name and name not in taken:
            items[index].set_name = name
            taken.add(name)


def parse_tokens(words: list[str]) -> list[SyntaxParameter]:
    """The parameters of a syntax line split at blanks (help.md §4.7)."""
    parameters: list[SyntaxParameter] = []
    position = 0
    at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if "commonparameters" in word.lower():
            continue
        name = word.strip("[]-:\\")
        if at < len(words) and words[at].startswith("<"):
            parameter = _valued(word, name, words[at], position)
            at += 1
        else:
            parameter = _switch(word, name)
        if parameter is not None:
            position += parameter.positional
            parameters.append(parameter)
    return parameters


def _valued(word: str, name: str, type_word: str, position: int) -> SyntaxParameter | None:
    kind = type_word.rstrip("]").removeprefix("<").removesuffix(">") or type_word
    if kind.count("[") > kind.count("]"):  # the brackets were the type's own
        kind = type_word[1:].partition(">")[0]
    if not name:
        return None
    if word.endswith("]"):
        return SyntaxParameter(name, kind, str(position), mandatory=not word.startswith("[["), positional=True)
    return SyntaxParameter(name, kind, mandatory=not word.startswith("["))


def _switch(word: str, name: str) -> SyntaxParameter | None:
    if word.startswith("-"):
        return SyntaxParameter(name, mandatory=True, switch=True)
    return SyntaxParameter(name, switch=True) if word.startswith("[") and word.endswith("]") else None


def parse_token(text: str, position: int) -> SyntaxParameter:
    """One token of the list in a YAML file; ``position`` is what a positional one gets (help.md §1.9)."""
    words = text.split(" ")
    word = words[0]
    name = word.strip("[]-")
    if len(words) == 1:
        return SyntaxParameter(name, mandatory=not (text.startswith("[") and text.endswith("]")), switch=True)
    kind = words[1].removesuffix("]")
    if kind.startswith("<") and kind.endswith(">") and len(kind) > 1:
        kind = kind[1:-1]
    if word.startswith("-"):
        return SyntaxParameter(name, kind, mandatory=True)
    if word.startswith("[["):
        return SyntaxParameter(name, kind, str(position), positional=True)
    if word.startswith("[") and word.endswith("]"):
        return SyntaxParameter(name, kind, str(position), mandatory=True, positional=True)
    return SyntaxParameter(name, kind)


def parse_token_list(texts: list[str]) -> list[SyntaxParameter]:
    """The tokens of a YAML file's syntax entry; positions count from 0 in order of appearance."""
    parameters: list[SyntaxParameter] = []
    position = 0
    for text in texts:
        parameter = parse_token(text, position)
        position += parameter.positional
        parameters.append(parameter)
    return parameters


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdigit() and len(text) < 11
