"""Character classes of .NET regular expressions: reading them, and their members as Python sees them."""

from __future__ import annotations

from .scanner import ECMA

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .scanner import Node, PatternScanner

_CATEGORIES = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "C",
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    ]
)
# Named blocks of the Basic Multilingual Plane, as .NET knows them: first and last code point.
_BLOCKS = {
    "IsBasicLatin": (0x0000, 0x007F),
    "IsLatin-1Supplement": (0x0080, 0x00FF),
    "IsLatinExtended-A": (0x0100, 0x017F),
    "IsLatinExtended-B": (0x0180, 0x024F),
    "IsIPAExtensions": (0x0250, 0x02AF),
    "IsSpacingModifierLetters": (0x02B0, 0x02FF),
    "IsCombiningDiacriticalMarks": (0x0300, 0x036F),
    "IsGreek": (0x0370, 0x03FF),
    "IsGreekandCoptic": (0x0370, 0x03FF),
    "IsCyrillic": (0x0400, 0x04FF),
    "IsCyrillicSupplement": (0x0500, 0x052F),
    "IsArmenian": (0x0530, 0x058F),
    "IsHebrew": (0x0590, 0x05FF),
    "IsArabic": (0x0600, 0x06FF),
    "IsSyriac": (0x0700, 0x074F),
    "IsThaana": (0x0780, 0x07BF),
    "IsDevanagari": (0x0900, 0x097F),
    "IsBengali": (0x0980, 0x09FF),
    "IsGurmukhi": (0x0A00, 0x0A7F),
    "IsGujarati": (0x0A80, 0x0AFF),
    "IsOriya": (0x0B00, 0x0B7F),
    "IsTamil": (0x0B80, 0x0BFF),
    "IsTelugu": (0x0C00, 0x0C7F),
    "IsKannada": (0x0C80, 0x0CFF),
    "IsMalayalam": (0x0D00, 0x0D7F),
    "IsSinhala": (0x0D80, 0x0DFF),
    "IsThai": (0x0E00, 0x0E7F),
    "IsLao": (0x0E80, 0x0EFF),
    "IsTibetan": (0x0F00, 0x0FFF),
    "IsMyanmar": (0x1000, 0x109F),
    "IsGeorgian": (0x10A0, 0x10FF),
    "IsHangulJamo": (0x1100, 0x11FF),
    "IsEthiopic": (0x1200, 0x137F),
    "IsCherokee": (0x13A0, 0x13FF),
    "IsOgham": (0x1680, 0x169F),
    "IsRunic": (0x16A0, 0x16FF),
    "IsKhmer": (0x1780, 0x17FF),
    "IsMongolian": (0x1800, 0x18AF),
    "IsPhoneticExtensions": (0x1D00, 0x1D7F),
    "IsLatinExtendedAdditional": (0x1E00, 0x1EFF),
    "IsGreekExtended": (0x1F00, 0x1FFF),
    "IsGeneralPunctuation": (0x2000, 0x206F),
    "IsSuperscriptsandSubscripts": (0x2070, 0x209F),
    "IsCurrencySymbols": (0x20A0, 0x20CF),
    "IsCombiningDiacriticalMarksforSymbols": (0x20D0, 0x20FF),
    "IsCombiningMarksforSymbols": (0x20D0, 0x20FF),
    "IsLetterlikeSymbols": (0x2100, 0x214F),
    "IsNumberForms": (0x2150, 0x218F),
    "IsArrows": (0x2190, 0x21FF),
    "IsMathematicalOperators": (0x2200, 0x22FF),
    "IsMiscellaneousTechnical": (0x2300, 0x23FF),
    "IsControlPictures": (0x2400, 0x243F),
    "IsOpticalCharacterRecognition": (0x2440, 0x245F),
    "IsEnclosedAlphanumerics": (0x2460, 0x24FF),
    "IsBoxDrawing": (0x2500, 0x257F),
    "IsBlockElements": (0x2580, 0x259F),
    "IsGeometricShapes": (0x25A0, 0x25FF),
    "IsMiscellaneousSymbols": (0x2600, 0x26FF),
    "IsDingbats": (0x2700, 0x27BF),
    "IsBraillePatterns": (0x2800, 0x28FF),
    "IsCJKRadicalsSupplement": (0x2E80, 0x2EFF),
    "IsKangxiRadicals": (0x2F00, 0x2FDF),
    "IsCJKSymbolsandPunctuation": (0x3000, 0x303F),
    "IsHiragana": (0x3040, 0x309F),
    "IsKatakana": (0x30A0, 0x30FF),
    "IsBopomofo": (0x3100, 0x312F),
    "IsHangulCompatibilityJamo": (0x3130, 0x318F),
    "IsEnclosedCJKLettersandMonths": (0x3200, 0x32FF),
    "IsCJKCompatibility": (0x3300, 0x33FF),
    "IsCJKUnifiedIdeographsExtensionA": (0x3400, 0x4DBF),
    "IsCJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "IsYiSyllables": (0xA000, 0xA48F),
    "IsYiRadicals": (0xA490, 0xA4CF),
    "IsHangulSyllables": (0xAC00, 0xD7AF),
    "IsHighSurrogates": (0xD800, 0xDB7F),
    "IsHighPrivateUseSurrogates": (0xDB80, 0xDBFF),
    "IsLowSurrogates": (0xDC00, 0xDFFF),
    "IsPrivateUse": (0xE000, 0xF8FF),
    "IsPrivateUseArea": (0xE000, 0xF8FF),
    "IsCJKCompatibilityIdeographs": (0xF900, 0xFAFF),
    "IsAlphabeticPresentationForms": (0xFB00, 0xFB4F),
    "IsArabicPresentationForms-A": (0xFB50, 0xFDFF),
    "IsVariationSelectors": (0xFE00, 0xFE0F),
    "IsCombiningHalfMarks": (0xFE20, 0xFE2F),
    "IsCJKCompatibilityForms": (0xFE30, 0xFE4F),
    "IsSmallFormVariants": (0xFE50, 0xFE6F),
    "IsArabicPresentationForms-B": (0xFE70, 0xFEFF),
    "IsHalfwidthandFullwidthForms": (0xFF00, 0xFFEF),
    "IsSpecials": (0xFFF0, 0xFFFF),
}
_WORD = ("L", "Mn", "Nd", "Pc")
_SHORTHAND_ASCII = {"w": "a-zA-Z0-9_", "d": "0-9", "s": "\\t-\\r "}


def check_category(name: str, reader: PatternScanner) -> None:
    """Refuse a category or block that .NET does not know."""
    if name not in _CATEGORIES and name not in _BLOCKS and name != "__InternalRegexIgnoreCase__":
        raise reader.problem(f"Unknown property '{name}'.")


def read_class(reader: PatternScanner, ignore_case: bool) -> Node:
    """A class, its opening bracket already read: ``("class", negated, members, subtraction, ignore case)``."""
    members: list[Node] = []
    subtraction: Node | None = None
    pattern, size = reader.pattern, reader.size
    negated = pattern[reader.pos : reader.pos + 1] == "^"
    first = True
    if negated:
        reader.pos += 1
        if ECMA in reader.options and pattern[reader.pos : reader.pos + 1] == "]":
            first = False
    in_range, previous = False, ""
    while reader.pos < size:
        char = pattern[reader.pos]
        reader.pos += 1
        was_first, first = first, False
        escaped = False
        if char == "]" and not was_first:
            return ("class", negated, members, subtraction, ignore_case)
        if char == "\\" and reader.pos < size:
            member = _shorthand(reader, in_range)
            if member is not None:
                members.append(member)
                continue
            if pattern[reader.pos] == "-":
                reader.pos += 1
                members.append(_range(reader, previous if in_range else "-", "-"))
                in_range = False
                continue
            char = reader.char_escape()
            escaped = True
        if in_range:
            in_range = False
            if char == "[" and not escaped and not was_first:
                members.append(("range", previous, previous))
                subtraction = _subtraction(reader, ignore_case)
            elif not reader.scan_only:
                members.append(_range(reader, previous, char))
        elif pattern[reader.pos : reader.pos + 1] == "-" and pattern[reader.pos + 1 : reader.pos + 2] not in ("]", ""):
            previous, in_range = char, True
            reader.pos += 1
        elif char == "-" and not escaped and not was_first and pattern[reader.pos : reader.pos + 1] == "[":
            reader.pos += 1
            subtraction = _subtraction(reader, ignore_case)
        else:
            members.append(("range", char, char))
    raise reader.problem("Unterminated [] set.")


def _shorthand(reader: PatternScanner, in_range: bool) -> Node | None:
    """``\\d``, ``\\p{…}`` and their kin inside a class."""
    char = reader.pattern[reader.pos]
    if char not in "dDsSwWpP":
        return None
    reader.pos += 1
    if in_range and not reader.scan_only:
        raise reader.problem(f"Cannot include class \\{char} in character range.")
    if char not in "pP":
        return ("shorthand", char, ECMA in reader.options)
    name = reader.property_name()
    if not reader.scan_only:
        check_category(name, reader)
    return ("category", name, char == "P")


def _range(reader: PatternScanner, first: str, last: str) -> Node:
    if first > last and not reader.scan_only:
        raise reader.problem("[x-y] range in reverse order.")
    return ("range", first, last)


def _subtraction(reader: PatternScanner, ignore_case: bool) -> Node:
    inner = read_class(reader, ignore_case)
    if not reader.scan_only and reader.pos < reader.size and reader.pattern[reader.pos] != "]":
        raise reader.problem("A subtraction must be the last element in a character class.")
    return inner


# Members as Python writes them


def class_text(node: Node, ascii_only: bool) -> str:
    """A class as a Python expression; ``ascii_only`` when the text to match has ASCII characters only."""
    _, negated, members, subtraction, ignore_case = node
    inside = "".join(member_text(member, ascii_only, ignore_case) for member in members)
    empty = "[\\s\\S]" if negated else "(?!)"
    text = f"[{'^' if negated else ''}{inside}]" if inside else empty
    return f"(?!{class_text(subtraction, ascii_only)}){text}" if subtraction is not None else text


def member_text(member: Node, ascii_only: bool, ignore_case: bool) -> str:
    """One member, to stand between square brackets."""
    kind = member[0]
    if kind == "range":
        return _range_text(member[1], member[2], ascii_only, ignore_case)
    if kind == "shorthand":
        letter, ecma = member[1], member[2]
        if letter.islower() and (ascii_only or ecma):
            return _SHORTHAND_ASCII[letter]
        points = _code_points(letter.lower(), ecma or ascii_only)
        return _ranges(points) if letter.islower() else _complement(points)
    name, inverted = member[1], member[2]
    if ignore_case and name in ("Lu", "Ll", "Lt"):
        points = _category_points("Lu") | _category_points("Ll") | _category_points("Lt")
    else:
        points = _category_points(name)
    return _complement(points) if inverted else _ranges(points)


def _range_text(first: str, last: str, ascii_only: bool, ignore_case: bool) -> str:
    plain = _span(ord(first), ord(last))
    if not ignore_case:
        return plain
    codes = range(ord(first), min(ord(last), 0x7F if ascii_only else 0xFFFF) + 1)
    others = {code for point in codes for code in map(ord, case_variants(chr(point)))}
    return plain + _ranges(frozenset(code for code in others if not first <= chr(code) <= last))


# Characters whose lower case is that of another one, beyond the pair of lower and upper case.
_THIRD_FORMS = {
    "k": "\u212a",
    "å": "\u212b",
    "ω": "\u2126",
    "θ": "\u03f4",
    "ß": "\u1e9e",
    "ǆ": "\u01c5",
    "ǉ": "\u01c8",
    "ǌ": "\u01cb",
    "ǳ": "\u01f2",
}


def case_variants(char: str) -> str:
    """The characters that .NET takes for the same when case is ignored: those with the same lower case."""
    lower = char.lower()
    if len(lower) != 1 or char == "\u0130":
        return char
    variants = lower + _THIRD_FORMS.get(lower, "")
    upper = lower.upper()
    if len(upper) == 1 and upper.lower() == lower and upper != "\u0130":
        variants += upper
    return variants if char in variants else variants + char


def _code_points(letter: str, ascii_only: bool) -> frozenset[int]:
    if ascii_only:
        members = {"w": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", "d": "0123456789"}
        return frozenset(map(ord, members.get(letter, "\t\n\v\f\r ")))
    if letter == "d":
        return _category_points("Nd")
    if letter == "s":
        return _category_points("Z") | frozenset(map(ord, "\t\n\v\f\r\x85"))
    return frozenset().union(*(_category_points(name) for name in _WORD))


_points: dict[str, frozenset[int]] = {}


def _category_points(name: str) -> frozenset[int]:
    """The code points of a category or block in the Basic Multilingual Plane; .NET looks at UTF-16 units."""
    known = _points.get(name)
    if known is None:
        if name in _BLOCKS:
            first, last = _BLOCKS[name]
            known = frozenset(range(first, last + 1))
        else:
            from unicodedata import category

            known = frozenset(code for code in range(0x10000) if category(chr(code)).startswith(name))
        _points[name] = known
    return known


def _complement(points: frozenset[int]) -> str:
    return _ranges(frozenset(range(0x10000)) - points)


def _ranges(points: frozenset[int]) -> str:
    out: list[str] = []
    start = last = -2
    for code in sorted(points):
        if code != last + 1:
            if start >= 0:
                out.append(_span(start, last))
            start = code
        last = code
    if start >= 0:
        out.append(_span(start, last))
    return "".join(out)


def _span(first: int, last: int) -> str:
    return _escaped(chr(first)) if first == last else f"{_escaped(chr(first))}-{_escaped(chr(last))}"


def _escaped(char: str) -> str:
    """A character that stands for itself anywhere in a Python expression."""
    return char if char.isalnum() and char.isascii() else f"\\u{ord(char):04x}"


def literal_text(char: str, ignore_case: bool) -> str:
    """A literal as a Python expression."""
    variants = case_variants(char) if ignore_case else char
    if len(set(variants)) == 1:
        return _escaped(char)
    return "[" + "".join(map(_escaped, sorted(set(variants)))) + "]"
