"""Regular expressions whose search must come to an end, where nothing can interrupt it.

Python looks for matches without letting anybody in between but signals in the main thread. A pattern that may try
exponentially many ways is therefore searched for by a process of its own, which is ended when the time is up.
"""

from __future__ import annotations

from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from typing import Any

most_seconds: ContextVar[float | None] = ContextVar("most_seconds", default=None)
"""How long a search may take that nothing can interrupt; None where it need not end."""
_MOST_WAYS = 1_000_000
_PROGRAM = """
import marshal, re, sys
pattern, flags, text, start, every = marshal.loads(sys.stdin.buffer.read())
compiled = re.compile(pattern, flags)
found = compiled.finditer(text, start) if every else filter(None, [compiled.search(text, start)])
spans = [[each.span(group) for group in range(compiled.groups + 1)] for each in found]
sys.stdout.buffer.write(marshal.dumps(spans))
"""


def guarded(compiled: re.Pattern[str]) -> Any:
    """What searches by a compiled pattern: itself, or where a search must end a GuardedPattern."""
    seconds = most_seconds.get()
    return compiled if seconds is None else GuardedPattern(compiled, seconds)


class SearchTooLong(Exception):
    """A search that was ended."""


class GuardedPattern:
    """A compiled pattern whose searches end within so many seconds: SearchTooLong is raised then."""

    __slots__ = ("_compiled", "_seconds")

    def __init__(self, compiled: re.Pattern[str], seconds: float) -> None:
        self._compiled = compiled
        self._seconds = seconds

    def finditer(self, text: str) -> Iterator[Any]:
        """All matches."""
        if ways(self._compiled.pattern, len(text)) <= _MOST_WAYS:
            return self._compiled.finditer(text)
        return iter(self._searched(text, 0, every=True))

    def search(self, text: str, start: int = 0) -> Any:
        """The first match at or behind a place."""
        if ways(self._compiled.pattern, len(text)) <= _MOST_WAYS:
            return self._compiled.search(text, start)
        return next(iter(self._searched(text, start, every=False)), None)

    def _searched(self, text: str, start: int, *, every: bool) -> list[_Found]:
        import marshal
        import subprocess
        import sys

        order = marshal.dumps((self._compiled.pattern, self._compiled.flags, text, start, every))
        line = [sys.executable, "-I", "-S", "-c", _PROGRAM]
        try:
            done = subprocess.run(line, input=order, stdout=subprocess.PIPE, timeout=self._seconds, check=True)
        except subprocess.TimeoutExpired:
            raise SearchTooLong from None
        return [_Found(text, spans, self._compiled.groupindex) for spans in marshal.loads(done.stdout)]


class _Found:
    """A match of another process, as far as ``re.Match`` is asked. Groups go by number or name."""

    __slots__ = ("_names", "_spans", "_text")

    def __init__(self, text: str, spans: list[tuple[int, int]], names: Mapping[str, int]) -> None:
        self._text = text
        self._spans = spans
        self._names = names

    def span(self, group: int | str = 0) -> tuple[int, int]:
        return self._spans[self._names[group] if isinstance(group, str) else group]

    def group(self, group: int | str = 0) -> str | None:
        start, end = self.span(group)
        return None if start < 0 else self._text[start:end]

    def start(self, group: int | str = 0) -> int:
        return self.span(group)[0]

    def end(self, group: int | str = 0) -> int:
        return self.span(group)[1]


def ways(pattern: str, length: int) -> float:
    """How many ways there may be to look for a pattern in a text of that length, generously; infinite at worst."""
    try:
        from re import _parser as parser  # type: ignore[attr-defined]
    except ImportError:  # Python 3.10
        import sre_parse as parser
    repeats = _repeats(parser.parse(pattern), inside=False)
    return float("inf") if repeats is None else float(length + 1) ** (repeats + 1)


def _repeats(tree: Any, *, inside: bool) -> int | None:
    """The number of repetitions; None where one with choices lies inside another one."""
    found = 0
    for operation, argument in tree:
        name = str(operation)
        if name.endswith("REPEAT"):
            least, most, repeated = argument
            if inside and most != least:
                return None
            inner = _repeats(repeated, inside=inside or most > 1)
            found += most != least
        elif name == "BRANCH":
            if inside:
                return None
            inner = 0
            for branch in argument[1]:
                one = _repeats(branch, inside=inside)
                if one is None:
                    return None
                inner += one
        else:
            inner = 0
            for part in argument if isinstance(argument, tuple) else (argument,):
                if hasattr(part, "data"):
                    one = _repeats(part, inside=inside)
                    if one is None:
                        return None
                    inner += one
        if inner is None:
            return None
        found += inner
    return found
