"""Numbers by .NET format strings in en-US: the standard letters and custom formats."""

from __future__ import annotations

from ..dotnet.kinds import is_decimal
from ..dotnet.numbers import INTEGER_RANGES, BigInteger, Single
from ..dotnet.strings import net_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

_DEFAULT_DIGITS = {"n": 3, "f": 3, "p": 3, "c": 2, "e": 6}


def format_number(value: Any, style: str) -> str:
    """A number by a format. Raises FormatError."""
    from .format_errors import NOT_VALID, FormatError

    special = _special(value)
    letter = style[0]
    digits = style[1:]
    if letter.isalpha() and letter.isascii() and (not digits or (digits.isascii() and digits.isdigit())):
        if special is not None:
            return special
        if len(digits) > 9:
            raise FormatError(NOT_VALID)
        rule = _STANDARD.get(letter.lower())
        if rule is None:
            raise FormatError(NOT_VALID)
        return str(rule(value, letter, int(digits) if digits else -1))
    if special is not None:
        return special
    return custom(value, style)


def _special(value: Any) -> str | None:
    if isinstance(value, float):
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "∞" if value > 0 else "-∞"
    return None


def _exact(value: Any) -> Decimal:
    from decimal import Decimal

    return value if is_decimal(value) else Decimal(float(value) if isinstance(value, float) else int(value))


def _is_negative(value: Any) -> bool:
    if isinstance(value, float):
        from math import copysign

        return copysign(1.0, value) < 0
    return bool(value < 0)


def fixed(value: Any, digits: int) -> tuple[bool, str, str]:
    """Whether it is negative, and the digits before and behind the point, rounded."""
    from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

    exact = _exact(value)
    rounding = ROUND_HALF_UP if is_decimal(value) else ROUND_HALF_EVEN
    rounded = abs(exact).quantize(Decimal(1).scaleb(-digits), context=Context(prec=1500, rounding=rounding))
    whole, _, fraction = format(rounded, "f").partition(".")
    return _is_negative(value), whole, fraction


def _grouped(whole: str) -> str:
    return f"{int(whole):,}"


def _n(value: Any, letter: str, digits: int) -> str:
    negative, whole, fraction = fixed(value, digits if digits >= 0 else _DEFAULT_DIGITS["n"])
    return ("-" if negative else "") + _grouped(whole) + ("." + fraction if fraction else "")


def _f(value: Any, letter: str, digits: int) -> str:
    negative, whole, fraction = fixed(value, digits if digits >= 0 else _DEFAULT_DIGITS["f"])
    return ("-" if negative else "") + whole + ("." + fraction if fraction else "")


def _p(value: Any, letter: str, digits: int) -> str:
    from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

    places = digits if digits >= 0 else _DEFAULT_DIGITS["p"]
    rounding = ROUND_HALF_UP if is_decimal(value) else ROUND_HALF_EVEN
    context = Context(prec=1500, rounding=rounding)
    rounded = context.multiply(abs(_exact(value)), Decimal(100)).quantize(Decimal(1).scaleb(-places), context=context)
    whole, _, fraction = format(rounded, "f").partition(".")
    return ("-" if _is_negative(value) else "") + _grouped(whole) + ("." + fraction if fraction else "") + "%"


def _c(value: Any, letter: str, digits: int) -> str:
    negative, whole, fraction = fixed(value, digits if digits >= 0 else _DEFAULT_DIGITS["c"])
    return ("-$" if negative else "$") + _grouped(whole) + ("." + fraction if fraction else "")


def _d(value: Any, letter: str, digits: int) -> str:
    number = _integer(value)
    return ("-" if number < 0 else "") + str(abs(number)).rjust(max(digits, 0), "0")


def _integer(value: Any) -> int:
    from .format_errors import NOT_VALID, FormatError

    if not isinstance(value, int):
        raise FormatError(NOT_VALID)
    return int(value)


def _bits(value: Any) -> int:
    number = _integer(value)
    if number >= 0 or isinstance(value, BigInteger):
        return number
    low, high = INTEGER_RANGES[type(value)]
    return number & (high - low)


def _x(value: Any, letter: str, digits: int) -> str:
    text = format(_bits(value), letter)
    return text.rjust(max(digits, 0), "0")


def _b(value: Any, letter: str, digits: int) -> str:
    return format(_bits(value), "b").rjust(max(digits, 0), "0")


def _e(value: Any, letter: str, digits: int) -> str:
    places = digits if digits >= 0 else _DEFAULT_DIGITS["e"]
    negative, mantissa, exponent = scientific(value, places + 1)
    point = "." + mantissa[1:] if places else ""
    sign = "-" if exponent < 0 else "+"
    return f"{'-' if negative else ''}{mantissa[0]}{point}{letter}{sign}{abs(exponent):03}"


def scientific(value: Any, digits: int) -> tuple[bool, str, int]:
    """Sign, so many significant digits (rounded), and the exponent of the first."""
    from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context

    exact = abs(_exact(value))
    if not exact:
        return _is_negative(value), "0" * digits, 0
    rounding = ROUND_HALF_UP if is_decimal(value) else ROUND_HALF_EVEN
    rounded = Context(prec=digits, rounding=rounding).plus(exact)
    parts = rounded.as_tuple()
    mantissa = "".join(map(str, parts.digits)).ljust(digits, "0")[:digits]
    return _is_negative(value), mantissa, rounded.adjusted()


def _g(value: Any, letter: str, digits: int) -> str:
    if digits <= 0:
        text = net_text(value)
        return text.lower() if letter == "g" else text
    negative, mantissa, exponent = scientific(value, digits)
    mantissa = mantissa.rstrip("0") or "0"
    sign = "-" if negative and mantissa != "0" else ""
    if exponent >= digits or exponent < -5:
        point = "." + mantissa[1:] if len(mantissa) > 1 else ""
        mark = "E" if letter == "G" else "e"
        return f"{sign}{mantissa[0]}{point}{mark}{'-' if exponent < 0 else '+'}{abs(exponent):02}"
    if exponent < 0:
        return f"{sign}0.{'0' * (-exponent - 1)}{mantissa}"
    if len(mantissa) <= exponent + 1:
        return sign + mantissa.ljust(exponent + 1, "0")
    return f"{sign}{mantissa[: exponent + 1]}.{mantissa[exponent + 1 :]}"


def _r(value: Any, letter: str, digits: int) -> str:
    if not isinstance(value, (float, int)):
        from .format_errors import NOT_VALID, FormatError

        raise FormatError(NOT_VALID)
    return net_text(value)


_STANDARD = {"n": _n, "f": _f, "p": _p, "c": _c, "d": _d, "x": _x, "b": _b, "e": _e, "g": _g, "r": _r}


# Custom formats


def custom(value: Any, style: str) -> str:
    """A custom format: ``0 # . , % E+0 ;`` and literal text."""
    from decimal import ROUND_HALF_UP, Context, Decimal

    exact = _exact(value)
    if isinstance(value, float):
        exact = Decimal(format(float(value), ".7g" if isinstance(value, Single) else ".15g"))
    sections = _sections(style)
    negative = exact < 0
    section = sections[0]
    if len(sections) > 1 and negative and sections[1]:
        section, negative, exact = sections[1], False, abs(exact)
    if exact == 0 and len(sections) > 2 and sections[2]:
        section = sections[2]
    tokens = _tokens(section)
    shape = _Shape(tokens)
    number = abs(exact)
    if shape.exponent:
        return ("-" if negative else "") + _custom_exponent(number, tokens, shape)
    scaled = number.scaleb(shape.scale, context=Context(prec=400))
    rounded = scaled.quantize(Decimal(1).scaleb(-shape.places), context=Context(prec=400, rounding=ROUND_HALF_UP))
    if rounded == 0 and len(sections) > 2 and sections[2] and section is not sections[2]:
        tokens = _tokens(sections[2])
        shape = _Shape(tokens)
        negative = False
    text = _filled(rounded, tokens, shape)
    return "-" + text if negative else text


def _sections(style: str) -> list[str]:
    sections, current, quote, place = [], "", "", 0
    while place < len(style):
        char = style[place]
        if char == "\\":
            current += style[place : place + 2]
            place += 2
            continue
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char == ";":
            sections.append(current)
            current = ""
            place += 1
            continue
        current += char
        place += 1
    return [*sections, current]


def _tokens(section: str) -> list[tuple[str, str]]:
    """The parts of a section: digits, points, commas, percent signs, exponents, literal text."""
    tokens: list[tuple[str, str]] = []
    place = 0
    while place < len(section):
        char = section[place]
        if char == "\\":
            tokens.append(("text", section[place + 1 : place + 2]))
            place += 2
        elif char in "'\"":
            end = section.find(char, place + 1)
            end = len(section) if end < 0 else end
            tokens.append(("text", section[place + 1 : end]))
            place = end + 1
        elif char in "0#":
            tokens.append(("digit", char))
            place += 1
        elif char in ".,%‰":
            tokens.append((char, char))
            place += 1
        elif char in "eE" and (end := _exponent_end(section, place)):
            tokens.append(("exponent", section[place:end]))
            place = end
        else:
            tokens.append(("text", char))
            place += 1
    return tokens


def _exponent_end(section: str, place: int) -> int:
    end = place + 1
    if section[end : end + 1] in ("+", "-"):
        end += 1
    start = end
    while section[end : end + 1] == "0":
        end += 1
    return end if end > start else 0


class _Shape:
    """What a section asks for."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        kinds = [kind for kind, _ in tokens]
        point = kinds.index(".") if "." in kinds else len(tokens)
        before = [i for i in range(point) if kinds[i] == "digit"]
        after = [i for i in range(point, len(tokens)) if kinds[i] == "digit"]
        self.point = point
        self.before = len(before)
        self.places = len(after)
        zeros = [n for n, i in enumerate(before) if tokens[i][1] == "0"]
        self.least = self.before - zeros[0] if zeros else 0
        required = [n for n, i in enumerate(after) if tokens[i][1] == "0"]
        self.least_places = required[-1] + 1 if required else 0
        last = before[-1] if before else -1
        commas = [i for i in range(point) if kinds[i] == ","]
        self.grouped = any(before and before[0] < i < last for i in commas)
        self.scale = -3 * sum(1 for i in commas if i > last)
        self.scale += 2 * kinds.count("%") + 3 * kinds.count("‰")
        self.exponent = next((text for kind, text in tokens if kind == "exponent"), "")


def _filled(rounded: Decimal, tokens: list[tuple[str, str]], shape: _Shape) -> str:
    whole, _, fraction = format(rounded, "f").partition(".")
    whole = whole.lstrip("0").rjust(shape.least, "0")
    kept = fraction.rstrip("0").ljust(shape.least_places, "0")
    out: list[str] = []
    seen = used = 0
    behind = False
    for kind, text in tokens:
        if kind == "digit" and not behind:
            first = len(whole) - shape.before + seen
            digits = whole[: first + 1] if seen == 0 else whole[max(first, 0) : first + 1]
            start = 0 if seen == 0 else max(first, 0)
            for offset, digit in enumerate(digits if first >= 0 else ""):
                out.append(digit)
                left = len(whole) - (start + offset) - 1
                if shape.grouped and left and left % 3 == 0:
                    out.append(",")
            seen += 1
        elif kind == "digit":
            out.append(kept[used : used + 1])
            used += 1
        elif kind == ".":
            if not behind and kept:
                out.append(".")
            behind = True
        elif kind in ("%", "‰") or kind == "text":
            out.append(text)
    return "".join(out)


def _custom_exponent(number: Decimal, tokens: list[tuple[str, str]], shape: _Shape) -> str:
    from decimal import ROUND_HALF_UP, Context, Decimal

    digits = max(shape.before + shape.places, 1)
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP).plus(number)
    exponent = rounded.adjusted() - max(shape.before, 1) + 1 if rounded else 0
    mantissa = rounded.scaleb(-exponent, context=Context(prec=400))
    mantissa = mantissa.quantize(Decimal(1).scaleb(-shape.places), context=Context(prec=400))
    text = _filled(mantissa, [token for token in tokens if token[0] != "exponent"], shape)
    mark = shape.exponent[0]
    width = shape.exponent.count("0")
    sign = "-" if exponent < 0 else "+" if "+" in shape.exponent else ""
    shown = f"{mark}{sign}{abs(exponent):0{width}}"
    behind = next(i for i, token in enumerate(tokens) if token[0] == "exponent")
    tail = "".join(token[1] for token in tokens[behind + 1 :] if token[0] == "text")
    return text[: len(text) - len(tail)] + shown + tail
