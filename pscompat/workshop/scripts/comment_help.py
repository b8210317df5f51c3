"""Help in the comments of a function: where it may stand, and what its sections hold (scripts.md §D)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...language.structure import FormalParameter, Script, Statement

_DIRECTIVE = re.compile(r"\s*\.(\w+)(?:\s+(\S.*))?\s*")
_NAMED = frozenset(("PARAMETER", "FORWARDHELPTARGETNAME", "FORWARDHELPCATEGORY", "REMOTEHELPRUNSPACE", "EXTERNALHELP"))
_LAST = frozenset(("SYNOPSIS", "DESCRIPTION", "NOTES", "COMPONENT", "ROLE", "FUNCTIONALITY"))
_EACH = frozenset(("EXAMPLE", "INPUTS", "OUTPUTS", "LINK"))
_INDENT = " \t\xa0"
_LINE_END = re.compile(r"\r\n|\r|\n")
_PROMPT = re.compile(r"^[^\n]*?>")
_CODE = re.compile(r"\A(.*?)\r?\n\r?\n(.*)\Z", re.DOTALL)
DEFAULT_PROMPT = "PS > "


@dataclass(slots=True)
class CommentHelp:
    """What the comments say.

    texts       of the sections that come once, by their keyword in upper case
    lists       of those that come often
    parameters  the texts of ``.PARAMETER`` by upper-case name
    single      whether the block is one comment, which alone may name another file with help
    """

    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    single: bool = True

    @property
    def external(self) -> str:
        """The file with the help that ``.EXTERNALHELP`` names, empty without one."""
        return self.texts.get("EXTERNALHELP", "") if self.single else ""


def read_block(comments: Sequence[str]) -> CommentHelp | None:
    """The help in a block of comments; None when it is none: a block counts as a whole or not at all (§D2 to §D8)."""
    lines = [line for comment in comments for line in comment_lines(comment)]
    found = CommentHelp(single=len(comments) == 1)
    at, any_directive = 0, False
    while at < len(lines):
        match = _DIRECTIVE.fullmatch(lines[at])
        at += 1
        if match is None:
            if lines[at - 1].strip():
                return None
            continue
        any_directive = True
        word, argument = match[1].upper(), match[2]
        if (word in _NAMED) != bool(argument) or not (word in _NAMED or word in _LAST or word in _EACH):
            return None
        if word != "PARAMETER" and argument:
            found.texts[word] = argument.strip()
            continue
        text, at = section(lines, at)
        if argument:
            found.parameters.setdefault(argument.strip().upper(), text)
        elif word in _LAST:
            found.texts[word] = text
        else:
            found.lists.setdefault(word, []).append(text)
    return found if any_directive else None


def comment_lines(comment: str) -> list[str]:
    """The lines of a comment without its marks."""
    if comment.startswith("<#"):
        return _LINE_END.split(comment[2:-2])
    return [comment.lstrip("#")]


def section(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The text up to the next keyword, less the indent of its first line, and where that is (§D5)."""
    taken: list[str] = []
    indent = 0
    while at < len(lines) and not _DIRECTIVE.fullmatch(lines[at]):
        line = lines[at]
        at += 1
        if not taken:
            if not line.strip():
                continue
            indent = len(line) - len(line.lstrip(_INDENT))
        start = 0
        while start < min(indent, len(line)) and line[start] in _INDENT:
            start += 1
        taken.append(line[start:])
    return "\n".join(taken).strip(), at


def example_parts(text: str) -> tuple[str, str, str]:
    """Prompt, code and remarks of an example (§D11)."""
    match = _PROMPT.match(text)
    prompt = match[0] if match else DEFAULT_PROMPT
    rest = text[len(prompt) :] if match else text
    parts = _CODE.match(rest)
    return (prompt, parts[1].strip(), parts[2].strip()) if parts else (prompt, rest.strip(), "")


class Comments:
    """The comments of a script: ``places`` are where each begins and ends, in order."""

    def __init__(self, script: Script, places: Sequence[tuple[int, int]]) -> None:
        self.script = script
        self.text = script.units
        self.places = places
        self._starts = [start for start, _ in places]

    def help_of(self, function: Statement) -> CommentHelp | None:
        """The help of a function: before it, at the start of its body, or at the end (§D1)."""
        body = function.details["body"]
        for block in (
            self.before(function.start, 2),
            *self._blocks(self.from_(body.start + 1)),
            self.before(body.end - 1, len(self.text)),
        ):
            found = read_block([self.script.text(*place) for place in block]) if block else None
            if found is not None:
                return found
        return None

    def description(self, parameter: FormalParameter) -> str:
        """The text of the comments at a parameter: before, inside and behind it (§D9, §D10)."""
        inside = self.places[bisect_left(self._starts, parameter.start) : bisect_left(self._starts, parameter.end)]
        block = [*self.before(parameter.start, 2), *inside, *self.from_(parameter.end)]
        lines = [line for place in block for line in comment_lines(self.script.text(*place))]
        return section(lines, 0)[0]

    def before(self, offset: int, lines: int) -> list[tuple[int, int]]:
        """The block of comments that ends right before an offset, at most so many line ends away from it."""
        block: list[tuple[int, int]] = []
        at = bisect_left(self._starts, offset) - 1
        while at >= 0 and self._adjacent(self.places[at][1], offset, 1 if block else lines):
            block.append(self.places[at])
            offset = self.places[at][0]
            at -= 1
        return block[::-1]

    def from_(self, offset: int) -> list[tuple[int, int]]:
        """The comments behind an offset, up to the next token."""
        found: list[tuple[int, int]] = []
        at = bisect_left(self._starts, offset)
        while at < len(self.places) and self._adjacent(offset, self.places[at][0], len(self.text)):
            found.append(self.places[at])
            offset = self.places[at][1]
            at += 1
        return found

    def _blocks(self, comments: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        block: list[tuple[int, int]] = []
        for place in comments:
            if block and not self._adjacent(block[-1][1], place[0], 1):
                yield block
                block = []
            block.append(place)
        if block:
            yield block

    def _adjacent(self, end: int, start: int, lines: int) -> bool:
        """Whether nothing but white space is between, and at most so many line ends."""
        between = self.text[end:start]
        return end <= start and not between.strip() and len(_LINE_END.findall(between)) <= lines
