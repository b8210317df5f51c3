"""Character classes of .NET regular expressions: reading them, and their members as Python sees them."""

from __future__ import annotations

from .atoms import ECMA
from .categories import category_points

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .atoms import Node, PatternScanner

_WORD = ("L", "Mn", "Nd", "Pc")
_SHORTHAND_ASCII = {"w": "a-zA-Z0-9_", "d": "0-9", "s": "\\t-\\r "}


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
    return ("category", reader.category_name(), char == "P")


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
        points = category_points("Lu") | category_points("Ll") | category_points("Lt")
    else:
        points = category_points(name)
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
    if len(upper) != 1:
        upper = lower.title()  # the capital of a Greek letter with an iota below is one character
    if len(upper) == 1 and upper.lower() == lower and upper != "\u0130":
        variants += upper
    return variants if char in variants else variants + char


def _code_points(letter: str, ascii_only: bool) -> frozenset[int]:
    if ascii_only:
        members = {"w": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", "d": "0123456789"}
        return frozenset(map(ord, members.get(letter, "\t\n\v\f\r ")))
    if letter == "d":
        return category_points("Nd")
    if letter == "s":
        return category_points("Z") | frozenset(map(ord, "\t\n\v\f\r\x85"))
    return frozenset().union(*(category_points(name) for name in _WORD))


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
