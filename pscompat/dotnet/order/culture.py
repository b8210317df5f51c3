"""Text comparison of the invariant culture, as .NET does it with ICU (root collation).

Punctuation sorts before digits, digits before letters; accents count less than letters, case less than
accents, lower case first. Control characters, soft hyphens and joiners do not count at all. The tables of
``collation`` are read only when a text outside ASCII comes up.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Weight = tuple[str, str, str, str]

_ASCII_ORDER = "\t\n\v\f\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789abcdefghijklmnopqrstuvwxyz"
# A letter of ASCII weighs one character below U+007E. Everything else weighs the character of the ASCII letter
# before it and a second one from U+0090 on, so that it sorts after that letter and before the next.
_LEADS = {char: chr(index + 1) for index, char in enumerate(_ASCII_ORDER)}
_OTHER_SCRIPT, _HAN = "\x7e", "\x7f"
_FIRST_OFFSET = 0x90
_VARIANT_OF, _LATER_VARIANT = "\x81", "\x83"
"""Ignoring case makes kana and width a difference between letters: it sorts right after the plain letter."""

_COMMON, _VARIANT, _FIRST_MARK = "\x05", "\x06", 0x10
_UPPER = 0x40
_CAPITAL = chr(ord(_COMMON) | _UPPER)
_PLAIN: Weight = ("", "", "", "")


def _ascii_tables() -> tuple[dict[int, str | None], dict[int, str | None]]:
    primary: dict[int, str | None] = dict.fromkeys(range(128))
    tertiary: dict[int, str | None] = dict.fromkeys(range(128))
    for char, lead in _LEADS.items():
        primary[ord(char)] = primary[ord(char.upper())] = lead
        tertiary[ord(char)] = _COMMON
        if char != char.upper():
            tertiary[ord(char.upper())] = _CAPITAL
    return primary, tertiary


_ASCII_PRIMARY, _ASCII_TERTIARY = _ascii_tables()


def sort_key(text: str, *, ignore_case: bool = False) -> tuple[str, ...]:
    """A key whose order is the order of the texts; equal keys mean that the culture sees equal texts."""
    if text.isascii():
        if ignore_case:
            return text.translate(_ASCII_PRIMARY), ""
        return text.translate(_ASCII_PRIMARY), "", text.translate(_ASCII_TERTIARY).rstrip(_COMMON)
    primary: list[str] = []
    secondary: list[str] = []
    tertiary: list[str] = []
    for weight in _weights(text):
        primary.append(weight[3] if ignore_case else weight[0])
        secondary.append(weight[1])
        tertiary.append(weight[2])
    # A missing weight sorts below the common one, so common weights at the end say nothing.
    marks = "".join(secondary).rstrip(_COMMON)
    if ignore_case:
        return "".join(primary), marks
    return "".join(primary), marks, "".join(tertiary).rstrip(_COMMON)


def compare(first: str, second: str, *, ignore_case: bool = False) -> int:
    """-1, 0 or 1 as ``first`` sorts before, with or after ``second`` (CompareInfo.Compare)."""
    if first == second:
        return 0
    left, right = sort_key(first, ignore_case=ignore_case), sort_key(second, ignore_case=ignore_case)
    return (left > right) - (left < right)


def equal(first: str, second: str, *, ignore_case: bool = False) -> bool:
    """Whether the culture sees no difference between the texts."""
    return first == second or sort_key(first, ignore_case=ignore_case) == sort_key(second, ignore_case=ignore_case)


def starts_with(text: str, prefix: str, *, ignore_case: bool = False) -> bool:
    """Whether the text begins with the prefix (String.StartsWith); an accent must not follow the prefix."""
    if prefix.isascii() and text[: len(prefix) + 1].isascii() and prefix.isprintable():
        head = text[: len(prefix)]
        if head.isprintable():
            return head.lower() == prefix.lower() if ignore_case else head == prefix
    wanted = [_significant(weight, ignore_case) for weight in _weights(prefix) if weight[1]]
    found = [weight for weight in _weights(text) if weight[1]]
    if [_significant(weight, ignore_case) for weight in found[: len(wanted)]] != wanted:
        return False
    return len(found) == len(wanted) or bool(found[len(wanted)][0])


def _significant(weight: Weight, ignore_case: bool) -> tuple[str, ...]:
    return (weight[3], weight[1]) if ignore_case else weight[:3]


def _weights(text: str) -> Iterator[Weight]:
    """Primary, secondary, tertiary and case-ignoring primary weights of the text's letters, one after another."""
    from unicodedata import normalize

    decomposed = text if text.isascii() else _in_reading_order(normalize("NFD", text))
    table = _table()
    for char in decomposed:
        weight = table.get(char)
        if weight is None:
            weight = _weigh(char, table)
            if len(table) < _CACHE_LIMIT:
                table[char] = weight
        yield weight


def _in_reading_order(decomposed: str) -> str:
    """The text with letters that have marks and are letters of their own put together, vowels after consonants."""
    if max(decomposed) < "\u0306":
        return decomposed
    from .collation import COMPOSED, VOWELS_BEFORE

    for pair, letter in COMPOSED.items():
        decomposed = decomposed.replace(pair, letter)
    if max(decomposed) >= "\u0e40":
        import re

        for pattern in VOWELS_BEFORE:
            decomposed = re.sub(pattern, lambda found: found[0][1] + found[0][0], decomposed)
    return decomposed


_CACHE_LIMIT = 50_000
_loaded: dict[str, Weight] = {}


def _table() -> dict[str, Weight]:
    """Weights of characters met so far, begun with the tables of ``collation``; other threads see them all or none."""
    global _loaded
    if not _loaded:
        _loaded = _first_weights()
    return _loaded


def _first_weights() -> dict[str, Weight]:
    from .collation import ARABIC, EQUAL_MARKS, IGNORED, LATER_MARKS, MARKS, ORDER

    weights: dict[str, Weight] = {}
    lead, offset = "", _FIRST_OFFSET
    for code in _codes(ORDER):
        char = chr(code)
        if char in _LEADS:
            lead, offset = _LEADS[char], _FIRST_OFFSET
            primary = lead
        else:
            primary = lead + chr(offset)
            offset += 1
        weights[char] = (primary, _COMMON, _COMMON, primary)
    for index, code in enumerate(_codes(MARKS)):
        mark = ("", chr(_FIRST_MARK + index), _COMMON, "")
        weights[chr(code)] = mark
        for other in _codes(EQUAL_MARKS.get(code, "")):
            weights[chr(other)] = mark
    for code in _codes(LATER_MARKS):
        weights[chr(code)] = ("", chr(0x1000 + code), _COMMON, "")
    for index, code in enumerate(_codes(ARABIC)):
        primary = _OTHER_SCRIPT + chr(0x600 + index)
        weights[chr(code)] = (primary, _COMMON, _COMMON, primary)
    weights.update((chr(code), _PLAIN) for code in _codes(IGNORED))
    return weights


def _codes(ranges: str) -> Iterator[int]:
    for item in ranges.split():
        first, _, last = item.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _weigh(char: str, table: dict[str, Weight]) -> Weight:
    """The weight of a character that stands in no table."""
    from unicodedata import category, decomposition, digit

    from .collation import EXPANSIONS, FINAL_LETTERS, SMALL_KANA

    kind = category(char)
    if kind in ("Cc", "Cf"):
        return _PLAIN
    if char in EXPANSIONS:
        return _expand(EXPANSIONS[char])
    if char in FINAL_LETTERS:
        primary, secondary, _, plain = _join(_weights(FINAL_LETTERS[char]))
        return primary, secondary, _tertiary(_COMMON, _TERTIARY["final"]), plain
    lower = char.lower()
    if lower != char and len(lower) == 1:
        base = _join(_weights(lower))
        raised = "".join(chr(ord(weight) | _UPPER) for weight in base[2])
        return base[0], base[1], raised, base[3]
    if "\u3041" <= char <= "\u30fe":
        return _kana(char, SMALL_KANA)
    tagged = decomposition(char)
    if tagged.startswith("<"):
        return _compatible(char, tagged)
    if kind in ("Nd", "No") and digit(char, None) is not None:
        return table[str(digit(char))]
    return _by_code_point(char, kind)


def _join(weights: Iterator[Weight]) -> Weight:
    parts = list(weights)
    return (
        "".join(w[0] for w in parts),
        "".join(w[1] for w in parts),
        "".join(w[2] for w in parts),
        "".join(w[3] for w in parts),
    )


def _expand(letters: str) -> Weight:
    """A letter that sorts as others (``EXPANSIONS``)."""
    primary = secondary = third = ""
    variant = False
    for letter in letters:
        if letter == "\ue000":
            variant = True
            continue
        weight = _table()[letter.lower()]
        primary += weight[0]
        secondary += _VARIANT if variant else weight[1]
        third += chr(_TERTIARY["compat"]) if letter != letter.lower() else _COMMON
        variant = False
    return primary, secondary, third, primary


_TERTIARY = {
    "wide": 0x06,
    "compat": 0x07,
    "font": 0x08,
    "circle": 0x09,
    "super": 0x14,
    "sub": 0x15,
    "vertical": 0x16,
    "initial": 0x17,
    "medial": 0x18,
    "final": 0x19,
    "isolated": 0x1A,
    "noBreak": 0x1B,
    "square": 0x1C,
    "small": 0x1D,
    "fraction": 0x1E,
    "narrow": 0x12,
}
"""Tertiary weights of compatibility characters by the tag of their decomposition (UTS #10, table 27)."""


_SMALL_KATAKANA, _SMALL_NARROW_KATAKANA, _RAISED_CAPITAL = 0x0F, 0x10, 0x1D


def _tertiary(weight: str, difference: int) -> str:
    """The tertiary weight of a variant of a character; raised and lowered forms stand behind capitals."""
    if difference >= _TERTIARY["super"]:
        return chr(_UPPER | (_RAISED_CAPITAL if ord(weight) & _UPPER else difference))
    if ord(weight) == _SMALL_KATAKANA:
        return chr(_SMALL_NARROW_KATAKANA)
    return chr(ord(weight) & _UPPER | difference)


def _has_width(char: str) -> bool:
    """Whether it is one of the wide or narrow characters that differ from the plain ones even ignoring case."""
    if "\uff61" <= char <= "\uffdc":
        return char not in "\uff70\uff9e\uff9f"
    return ("\uff01" <= char <= "\uff5e" and char != "\uff3c") or "\uffe0" <= char <= "\uffe6"


def _compatible(char: str, tagged: str) -> Weight:
    """A compatibility character: the letters it stands for, with a tertiary difference."""
    tag, *codes = tagged.split()
    name = tag[1:-1]
    base = _join(_weights("".join(chr(int(code, 16)) for code in codes)))
    difference = _TERTIARY.get(name, 0x07)
    third = "".join(_tertiary(weight, difference) for weight in base[2])
    return base[0], base[1], third, base[3] + _VARIANT_OF if _has_width(char) else base[3]


def _kana(char: str, small: dict[str, str]) -> Weight:
    """Hiragana before katakana, small letters before large ones; both only tertiary differences.

    Ignoring case, katakana are letters of their own: those that are not small first, except beside ``ヵ`` and ``ヶ``.
    """
    katakana = "\u30a1" <= char <= "\u30fa" or char in "\u30fd\u30fe"
    plain = chr(ord(char) - 0x60) if katakana else char
    third = 0x0D if plain in small else 0x0E
    later = char in "カケ" or (plain in small and char not in "ヵヶ")
    plain = small.get(plain, plain)
    primary = _OTHER_SCRIPT + plain
    if not katakana:
        return primary, _COMMON, chr(third), primary
    third = _SMALL_KATAKANA if third == 0x0D else 0x11
    return primary, _COMMON, chr(third), primary + (_LATER_VARIANT if later else _VARIANT_OF)


def _by_code_point(char: str, kind: str) -> Weight:
    """Characters of no table: each class in its place, by code point inside it."""
    code = ord(char)
    if kind[0] == "P":
        primary = _LEADS["%"] + chr(0x1000 + code)
    elif kind == "Sc":
        primary = _LEADS["$"] + chr(0x1000 + code)
    elif kind[0] in "SZ":
        primary = _LEADS["~"] + chr(0x2000 + code)
    elif 0x1100 <= code <= 0x11FF:
        primary = _OTHER_SCRIPT + chr(0x2F00 + code - 0x1100)
    elif 0x10A0 <= code <= 0x10FF:
        primary = _OTHER_SCRIPT + chr(0x400 + code - 0x10A0)
    elif kind == "Mn" and (code < 0x900 or code > 0x1A00):
        return "", chr(0x1000 + code), _COMMON, ""
    elif kind[0] == "C" or 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF:
        primary = _HAN + _han_group(code, kind) + char
    else:
        primary = _OTHER_SCRIPT + char
    return primary, _COMMON, _COMMON, primary


def _han_group(code: int, kind: str) -> str:
    """The unified ideographs first, then their extensions, then what is not assigned."""
    if kind[0] == "C":
        return "\x03"
    return "\x01" if 0x4E00 <= code <= 0x9FFF else "\x02"
