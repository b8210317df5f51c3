"""Matches of a .NET regular expression with their groups, in UTF-16 units."""

from __future__ import annotations

from .grammar import PatternReader, parse_pattern
from .guarded import guarded
from .translation import Translation, UnsupportedPattern, units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_known: dict[tuple[str, frozenset[str], bool], Pattern] = {}
_LIMIT = 200


class Group:
    """One group of a match: its name, whether it took part, its text and place."""

    __slots__ = ("length", "name", "start", "success", "text")

    def __init__(self, name: str, success: bool, text: str, start: int) -> None:
        self.name = name
        self.success = success
        self.text = text
        self.start = start
        self.length = len(text)


class Match:
    """One match: ``groups`` by number, the whole first; ``named`` the numbers of names."""

    __slots__ = ("end", "groups", "named", "source", "start")

    def __init__(self, source: str, start: int, end: int, groups: dict[int, Group], named: dict[str, int]) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.groups = groups
        self.named = named

    @property
    def text(self) -> str:
        """What was matched."""
        return self.source[self.start : self.end]


class Pattern:
    """A compiled pattern."""

    def __init__(self, pattern: str, options: frozenset[str], ascii_only: bool) -> None:
        import re

        reader = PatternReader(units(pattern), options)
        _, names = reader.count_groups()
        self.names: dict[str, int] = dict(names)
        self.translation = Translation(ascii_only)
        tree = parse_pattern(units(pattern), options)
        try:
            self.compiled: Any = re.compile(self.translation.text(tree))
        except (re.error, OverflowError) as error:
            raise UnsupportedPattern(f"The pattern '{pattern}' cannot be run here: {error}.") from None
        except RecursionError:
            raise UnsupportedPattern(f"The pattern '{pattern[:80]}' is nested too deeply.") from None
        self.numbers = sorted({0, *self.translation.captures, *self.names.values()})
        self.by_number = {number: name for name, number in self.names.items()}

    def matches(self, text: str) -> Iterator[Match]:
        """All matches, from left to right."""
        source = units(text)
        for found in guarded(self.compiled).finditer(source):
            yield self._match(source, found)

    def first(self, text: str, start: int = 0) -> Match | None:
        """The first match at or behind a place."""
        source = units(text)
        found = guarded(self.compiled).search(source, start)
        return None if found is None else self._match(source, found)

    def _match(self, source: str, found: Any) -> Match:
        groups = {0: Group("0", True, found.group(), found.start())}
        for number in self.numbers[1:]:
            groups[number] = self._group(number, found)
        return Match(source, found.start(), found.end(), groups, self.names)

    def _group(self, number: int, found: Any) -> Group:
        name = self.by_number.get(number, str(number))
        best = None
        for each in self.translation.captures.get(number, ()):
            if found.group(each) is not None and (best is None or found.start(each) > found.start(best)):
                best = each
        if best is None:
            return Group(name, False, "", 0)
        return Group(name, True, found.group(best), found.start(best))


def pattern(text: str, options: frozenset[str], subject: str) -> Pattern:
    """A pattern for a text, compiled once. Raises RegexProblem."""
    key = (text, options, subject.isascii())
    known = _known.get(key)
    if known is None:
        if len(_known) >= _LIMIT:
            _known.clear()
        known = _known[key] = Pattern(*key)
    return known


def expand(template: str, match: Match) -> str:
    """A replacement text with its ``$1``, ``${name}``, ``$&``, ``$$``, ``$_``, ``$+`` and the like filled in."""
    if "$" not in template:
        return template
    out: list[str] = []
    place, size = 0, len(template)
    while place < size:
        char = template[place]
        following = template[place + 1 : place + 2]
        if char != "$" or not following:
            out.append(char)
            place += 1
            continue
        special = _special(following, match)
        if special is not None:
            out.append(special)
            place += 2
        elif following in _DIGITS:
            # All digits are the number: $10 is no group 1 with a zero behind it.
            end = place + 1
            while end < size and template[end] in _DIGITS:
                end += 1
            number = _group_number(template[place + 1 : end])
            out.append(match.groups[number].text if number in match.groups else template[place:end])
            place = end
        elif following == "{" and "}" in template[place:]:
            end = template.index("}", place)
            name = template[place + 2 : end]
            number = _group_number(name) if name[:1] in _DIGITS else match.named.get(name, -1)
            out.append(match.groups[number].text if number in match.groups else template[place : end + 1])
            place = end + 1
        else:
            out.append("$")
            place += 1
    return "".join(out)


_DIGITS = frozenset("0123456789")
_MOST_GROUP_DIGITS = 10


def _group_number(digits: str) -> int:
    """The number of a group; -1 for what is none."""
    known = digits and len(digits.lstrip("0")) <= _MOST_GROUP_DIGITS and _DIGITS.issuperset(digits)
    return int(digits.lstrip("0") or "0") if known else -1


def _special(sign: str, match: Match) -> str | None:
    if sign == "$":
        return "$"
    if sign == "&":
        return match.text
    if sign == "_":
        return match.source
    if sign == "`":
        return match.source[: match.start]
    if sign == "'":
        return match.source[match.end :]
    if sign == "+":
        return match.groups[max(match.groups)].text
    return None
