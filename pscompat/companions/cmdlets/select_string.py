"""Select-String: lines of texts and files in which a pattern is found."""

from __future__ import annotations

import os
from collections import deque

from pscompat.dotnet.containers import NetList, NetRecord, TextRecord
from pscompat.dotnet.numbers import UInt64
from pscompat.dotnet.regex.atoms import RegexProblem
from pscompat.dotnet.regex.translation import find_all
from pscompat.dotnet.strings import to_string
from pscompat.dotnet.texts import FileInfo
from pscompat.engine.item_paths import NameFilter, existing_items
from pscompat.engine.text_files import encoding, read_lines
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from pscompat.dotnet.regex.translation import Span
    from pscompat.engine.call import Call

    Found = tuple[str, list[tuple[list[Span], str]]]

NOT_RUN = ("Culture",)
_STREAM = "InputStream"
_TEXTS = "System.String[]"
_MATCH = "System.Text.RegularExpressions."


def begin(call: Call) -> None:
    """Compile the patterns. Raises CommandError for one that is no regular expression."""
    state, values = call.state, call.values
    state.find = _finder(call)
    context = [int(each) for each in values.Context or (0,)]
    state.before, state.after = context[0], context[-1]
    state.lines = Lines(call, _STREAM)
    state.said = False


def process(call: Call) -> Iterator[Any]:
    """Write the matches of the text, or of the files."""
    given = call.values.InputObject
    from_pipeline = call.set_name in ("Object", "ObjectRaw")
    if from_pipeline and not isinstance(given, FileInfo):
        if not (call.values.Quiet and call.state.said):
            yield from _said(call, call.state.lines.put(to_string(given)))
        return
    names = NameFilter(call)
    chosen = encoding(call.values.Encoding)
    for path in [given.path] if from_pipeline else existing_items(call):
        if os.path.isdir(path) or not names.picks(path):
            continue
        yield from _said(call, _in_file(call, path, read_lines(path, chosen)))
        if call.values.Quiet and call.state.said:
            return


def end(call: Call) -> Iterator[Any]:
    """Write the matches that wait for the lines behind them."""
    yield from _said(call, call.state.lines.rest())


def _said(call: Call, found: Iterable[Any]) -> Iterator[Any]:
    """The matches; with -Quiet only that there is one."""
    for each in found:
        if not call.values.Quiet:
            yield each["Line"] if call.values.Raw else each
        elif not call.state.said:
            call.state.said = True
            yield True


def _in_file(call: Call, path: str, lines: Iterator[str]) -> Iterator[Any]:
    seen = Lines(call, path)
    try:
        for line in lines:
            for found in seen.put(line):
                yield found
                if call.values.List:
                    return
        yield from seen.rest()
    except OSError as error:
        message = f"The file {path} cannot be read: {error.strerror or error}"
        call.error(ErrorRecord("ProcessingFile", message, category="NotSpecified", target=path))


class Lines:
    """The lines of one text, with those before and after a match that -Context asks for."""

    def __init__(self, call: Call, path: str) -> None:
        self.call = call
        self.path = path
        self.number = 0
        self.before: deque[str] = deque(maxlen=call.state.before)
        self.waiting: list[tuple[NetRecord, list[str]]] = []
        # The context once more, each line of it at one match only.
        self.shown_before: deque[str] = deque(maxlen=call.state.before)
        self.shown_after: list[str] | None = None

    def put(self, line: str) -> Iterator[NetRecord]:
        """Take the next line; gives the matches that are complete."""
        state = self.call.state
        self.number += 1
        for _, after in self.waiting:
            after.append(line)
        found = state.find(line)
        if found is None:
            self._show_around(line)
        yield from self._complete(state.after)
        if found is not None:
            match, after = self._match(line, found)
            if state.after:
                self.waiting.append((match, after))
            else:
                yield match
        self.before.append(line)

    def _show_around(self, line: str) -> None:
        """Keep a line without a match for the match before it, if that shows it, else for the next one."""
        if self.shown_after is None:
            self.shown_before.append(line)
            return
        self.shown_after.append(line)
        if len(self.shown_after) == self.call.state.after:
            self.shown_after = None

    def rest(self) -> Iterator[NetRecord]:
        """The matches behind which there are no more lines."""
        yield from self._complete(0)

    def _complete(self, count: int) -> Iterator[NetRecord]:
        while self.waiting and len(self.waiting[0][1]) >= count:
            match, after = self.waiting.pop(0)
            if match["Context"] is not None:
                match["Context"]["PostContext"] = NetList(_TEXTS, after)
            yield match

    def _match(self, line: str, found: Found) -> tuple[NetRecord, list[str]]:
        pattern, matches = found
        values, context = self.call.values, None
        if "Context" in self.call.bound:
            context = self._context()
        name = os.path.basename(self.path)
        record = TextRecord(
            {
                "IgnoreCase": not values.CaseSensitive,
                "LineNumber": UInt64(self.number),
                "Line": line,
                "Filename": name,
                "Path": self.path,
                "Pattern": pattern,
                "Context": context,
                "Matches": NetList(f"{_MATCH}Match[]", [match_record(*each) for each in matches]),
            },
            ("Microsoft.PowerShell.Commands.MatchInfo",),
            line if self.path == _STREAM else f"{os.path.relpath(self.path)}:{self.number}:{line}",
        )
        return record, []

    def _context(self) -> NetRecord:
        shown_after = NetList(_TEXTS)
        fields = {
            "PreContext": NetList(_TEXTS, self.before),
            "PostContext": NetList(_TEXTS),
            "DisplayPreContext": NetList(_TEXTS, self.shown_before),
            "DisplayPostContext": shown_after,
        }
        self.shown_before.clear()
        self.shown_after = shown_after if self.call.state.after else None
        return NetRecord(fields, ("Microsoft.PowerShell.Commands.MatchInfoContext",))


def match_record(spans: list[Span], text: str) -> TextRecord:
    """A match of a regular expression with its groups."""
    groups = [_group(str(number), span, text, "Group") for number, span in enumerate(spans)]
    whole = _group("0", spans[0], text, "Match")
    whole["Groups"] = NetList(f"{_MATCH}GroupCollection", groups)
    return whole


def _group(name: str, span: Span, text: str, kind: str) -> TextRecord:
    start, stop = span
    value = _characters(text[start:stop]) if start >= 0 else ""
    fields = {
        "Success": start >= 0,
        "Name": name,
        "Index": max(start, 0),
        "Length": max(stop - start, 0),
        "Value": value,
    }
    return TextRecord(fields, (_MATCH + kind,), value)


def _characters(units: str) -> str:
    """A text of UTF-16 units as one of characters."""
    return units if units.isascii() else units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _finder(call: Call) -> Callable[[str], Found | None]:
    """What finds the first pattern that a line has, and where; with -NotMatch, lines that have none."""
    values = call.values
    patterns: list[str] = list(values.Pattern)
    options = frozenset() if values.CaseSensitive else frozenset("i")
    search = _plain_matches if values.SimpleMatch else find_all
    every = bool(values.AllMatches)

    def matches(pattern: str, line: str) -> list[tuple[list[Span], str]]:
        found = []
        for each in search(pattern, options, line):
            found.append(each)
            if not every:
                break
        return found

    if not values.SimpleMatch:
        for pattern in patterns:
            try:
                matches(pattern, "")
            except RegexProblem as problem:
                raise _bad_pattern(pattern, problem) from None

    def find(line: str) -> Found | None:
        for pattern in patterns:
            found = matches(pattern, line)
            if found:
                return None if values.NotMatch else (pattern, [] if values.SimpleMatch else found)
        return (patterns[0], []) if values.NotMatch else None

    return find


def _plain_matches(pattern: str, options: frozenset[str], line: str) -> Iterator[tuple[list[Span], str]]:
    found = line.lower().find(pattern.lower()) if options else line.find(pattern)
    if found >= 0:
        yield [(found, found + len(pattern))], line


def _bad_pattern(pattern: str, problem: RegexProblem) -> CommandError:
    message = f"The string {pattern} is not a valid regular expression: {problem}"
    return CommandError([ErrorRecord("InvalidRegex", message, category="InvalidArgument", target=pattern)])
