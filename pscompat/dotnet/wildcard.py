"""Wildcard patterns: ``*``, ``?``, ``[a-z]`` and the backtick that escapes them (WildcardPattern)."""

from __future__ import annotations

from ..errors import PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SPECIAL = frozenset("*?[]`")


class WildcardPatternError(PscompatError):
    """A pattern with an open bracket or a range from high to low."""

    error_id = "WildcardPattern_Invalid"
    category = "InvalidArgument"

    def __init__(self, pattern: str) -> None:
        super().__init__(f"The specified wildcard character pattern is not valid: {pattern}")


def contains_wildcards(pattern: str) -> bool:
    """Whether an unescaped ``*``, ``?``, ``[`` or ``]`` stands in the text."""
    escaped = False
    for char in pattern:
        if escaped:
            escaped = False
        elif char in "*?[]":
            return True
        else:
            escaped = char == "`"
    return False


def unescape(pattern: str) -> str:
    """The pattern without the backticks before wildcard characters."""
    result: list[str] = []
    escaped = False
    for char in pattern:
        if char == "`" and not escaped:
            escaped = True
            continue
        if escaped and char not in "*?[]`":
            result.append("`")
        result.append(char)
        escaped = False
    return "".join(result) + ("`" if escaped else "")


def escaped(text: str) -> str:
    """The pattern that matches the text alone."""
    return "".join(["`" + char if char in "*?[]`" else char for char in text])


def wildcard_test(pattern: str, *, ignore_case: bool = True) -> Callable[[str], bool]:
    """A function that tells whether the whole of a text matches.

    Without wildcards, and with a star at the end only, texts compare as the culture compares them; otherwise
    UTF-16 unit by unit. Raises WildcardPatternError.
    """
    if pattern == "*":
        return lambda text: True
    first = next((index for index, char in enumerate(pattern) if char in _SPECIAL), -1)
    if first < 0:
        from .order.culture import equal

        return lambda text: equal(text, pattern, ignore_case=ignore_case)
    if first == len(pattern) - 1 and pattern[first] == "*":
        from .order.culture import starts_with

        prefix = pattern[:first]
        return lambda text: starts_with(text, prefix, ignore_case=ignore_case)
    head, *middle = [_Piece(elements) for elements in _pieces(pattern, ignore_case)]
    if not middle:
        return lambda text: len(seen := _seen(text, ignore_case)) == head.length and head.stands_at(seen, 0)
    tail = middle.pop()
    between = [piece for piece in middle if piece.length]

    def test(text: str) -> bool:
        seen = _seen(text, ignore_case)
        position, end = head.length, len(seen) - tail.length
        if position > end or not head.stands_at(seen, 0) or not tail.stands_at(seen, end):
            return False
        # The leftmost place of each piece leaves the most room for the next ones: no other need be tried.
        for piece in between:
            position = piece.find(seen, position, end)
            if position < 0:
                return False
            position += piece.length
        return True

    return test


def any_of(patterns: Iterable[str]) -> Callable[[str], bool]:
    """A function that tells whether any of the patterns matches, whatever the case. Raises WildcardPatternError."""
    from .order.culture import sort_key

    plain: set[object] = set()
    others: list[Callable[[str], bool]] = []
    for pattern in patterns:
        if _SPECIAL.isdisjoint(pattern):
            plain.add(sort_key(pattern, ignore_case=True))
        else:
            others.append(wildcard_test(pattern))

    def test(text: str) -> bool:
        return (bool(plain) and sort_key(text, ignore_case=True) in plain) or any(other(text) for other in others)

    return test


def _seen(text: str, ignore_case: bool) -> str:
    """The text as patterns see it: its UTF-16 units, in lower case where case does not count."""
    if text.isascii():
        return text.lower() if ignore_case else text
    from .regex.translation import units

    return _lower(units(text)) if ignore_case else units(text)


def _lower(text: str) -> str:
    """Each character's own lower case; Python's letters of equal case, such as s and long s, are not .NET's."""
    if text.isascii():
        return text.lower()
    return "".join([char.lower() if len(char.lower()) == 1 else char for char in text])


class _Bracket:
    """One of the characters and ranges between brackets; an empty bracket matches nothing."""

    __slots__ = ("ignore_case", "ranges")

    def __init__(self, ranges: list[tuple[str, str]], ignore_case: bool) -> None:
        self.ranges = ranges
        self.ignore_case = ignore_case

    def holds(self, char: str) -> bool:
        """Whether the bracket takes the character."""
        forms = char
        if self.ignore_case:
            from .regex.classes import case_variants

            forms = case_variants(char)
        return any(low <= form <= high for form in forms for low, high in self.ranges)


class _Piece:
    """What stands between two stars: characters, brackets, and None for a question mark. It has one length.

    ``_masks`` tells for a character, as bits, at which places of the piece it may stand.
    """

    __slots__ = ("_anything", "_brackets", "_masks", "_text", "length")

    def __init__(self, elements: list[str | _Bracket | None]) -> None:
        self.length = len(elements)
        chars = [element for element in elements if isinstance(element, str)]
        self._text = "".join(chars) if len(chars) == len(elements) else None
        self._anything = 0
        self._brackets: list[tuple[int, _Bracket]] = []
        self._masks: dict[str, int] = {}
        if self._text is not None:
            return
        self._masks = dict.fromkeys(chars, 0)
        for index, element in enumerate(elements):
            if element is None:
                self._anything |= 1 << index
            elif isinstance(element, str):
                self._masks[element] |= 1 << index
            else:
                self._brackets.append((1 << index, element))
        for char in self._masks:
            self._masks[char] |= self._unnamed(char)

    def _unnamed(self, char: str) -> int:
        """The places where question marks and brackets take the character."""
        mask = self._anything
        for bit, bracket in self._brackets:
            if bracket.holds(char):
                mask |= bit
        return mask

    def find(self, text: str, start: int, end: int) -> int:
        """The first place between ``start`` and ``end`` where the piece stands, -1 without one.

        The text is read once, whatever the piece: the bits of ``state`` are the beginnings of the piece that end at
        the character (shift-and).
        """
        if self._text is not None:
            return text.find(self._text, start, end)
        masks, state, whole = self._masks, 0, 1 << (self.length - 1)
        for index in range(start, end):
            char = text[index]
            mask = masks.get(char)
            if mask is None:
                mask = masks[char] = self._unnamed(char)
            state = (state << 1 | 1) & mask
            if state & whole:
                return index + 1 - self.length
        return -1

    def stands_at(self, text: str, start: int) -> bool:
        """Whether the piece stands at that place."""
        return self.find(text, start, start + self.length) == start


def _pieces(pattern: str, ignore_case: bool) -> list[list[str | _Bracket | None]]:
    """The elements of the pattern between its stars."""
    from .regex.translation import units

    pieces: list[list[str | _Bracket | None]] = [[]]
    contents: list[str] | None = None
    operators: list[str] = []
    opened = escaped = False
    for char in units(pattern):
        if contents is not None:
            if char == "]" and not opened and not escaped:
                pieces[-1].append(_Bracket(_ranges(contents, operators, pattern), ignore_case))
                contents = None
            elif char != "`" or escaped:
                contents.append(char)
                operators.append("-" if char == "-" and not escaped else " ")
            opened = False
        elif char in "*?[" and not escaped:
            if char == "[":
                contents, operators, opened = [], [], True
            elif char == "?":
                pieces[-1].append(None)
            else:
                pieces.append([])
        elif char != "`" or escaped:
            pieces[-1].append(_lower(char) if ignore_case else char)
        escaped = char == "`" and not escaped
    if contents is not None:
        raise WildcardPatternError(pattern)
    if escaped and pattern != "`":
        pieces[-1].append("`")
    return pieces


def _ranges(contents: list[str], operators: list[str], pattern: str) -> list[tuple[str, str]]:
    """The characters and ranges between brackets. Raises WildcardPatternError for a range from high to low."""
    ranges: list[tuple[str, str]] = []
    index = 0
    while index < len(contents):
        low = high = contents[index]
        if index + 2 < len(contents) and operators[index + 1] == "-":
            high = contents[index + 2]
            if low > high:
                raise WildcardPatternError(pattern)
            index += 2
        ranges.append((low, high))
        index += 1
    return ranges
