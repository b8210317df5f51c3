"""What enumerations accept (values.md §B.5 Enum)."""

from __future__ import annotations

from ...errors import ConversionError
from ..containers import EnumValue
from ..kinds import integer_of, is_enumerable
from ..numbers import INTEGER_RANGES
from ..strings import net_text
from ..texts import NUMBER_SPACE, WHITE_SPACE, Char
from .failures import failed, no_conversion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import EnumInfo, NetType

_PREFERRED = {"System.IO.FileAttributes": ("Directory", "ReadOnly", "System")}
"""Names that win among several with the same prefix."""


def to_enum(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """An enumeration: names, numbers, prefixes, comma lists and collections of them; integers by value."""
    if isinstance(value, str) and not isinstance(value, Char):
        return text_to_enum(value, target)
    number = integer_of(value)
    if number is not None:
        number = (number + (1 << 31)) % (1 << 32) - (1 << 31)  # cut to the width of the enumeration
        return _checked(number, value, target, "UndefinedIntegerToEnum")
    if is_enumerable(value):
        try:
            texts = _member_texts(value, target, clock)
        except RecursionError:  # a list that holds itself
            raise no_conversion(value, target) from None
        return text_to_enum(",".join(texts), target)
    from .general import by_general_rules

    return by_general_rules(value, target, clock, text)


def _member_texts(value: object, target: NetType, clock: Clock | None) -> list[str]:
    from ..conversion import convert

    return [
        item if type(item) is str else str(convert(item, target, clock))
        for item in value  # type: ignore[attr-defined]
    ]


def text_to_enum(text: str, target: NetType) -> EnumValue:
    """A text: .NET's reading, exact case first; then as the prefix of one name; then the number must be defined."""
    info = target.enum
    assert info is not None
    try:
        number = _parsed(text, info, exact=True)
        if number is None:
            number = _parsed(text, info, exact=False)
    except OverflowError:
        raise failed(
            "CaseSensitiveEnumParseThrewAnException",
            text,
            target,
            "Value was either too large or too small for an Int32.",
        ) from None
    if number is None:
        number = info.members[_by_prefix(text, target, info)]
    return _checked(number, text, target, "EnumParseUndefined")


def _parsed(text: str, info: EnumInfo, *, exact: bool) -> int | None:
    """A decimal number, or names separated by commas; None when it is neither."""
    trimmed = text.lstrip(WHITE_SPACE).rstrip(NUMBER_SPACE)
    if trimmed and (trimmed[0] in "+-" or trimmed[0] in _DIGITS):
        number = _integer(trimmed)
        if number is not None:
            return number
    names = {name if exact else name.lower(): value for name, value in reversed(info.members.items())}
    result = 0
    for part in text.split(","):
        name = part.strip(WHITE_SPACE)
        found = names.get(name if exact else name.lower())
        if found is None:
            return None
        result |= found
    return result


_DIGITS = frozenset("0123456789")


def _integer(text: str) -> int | None:
    digits = text[1:] if text[0] in "+-" else text
    if not digits or not _DIGITS.issuperset(digits):
        return None
    digits = digits.lstrip("0") or "0"
    number = int(digits) if len(digits) < 20 else 1 << 70
    number = -number if text[0] == "-" else number
    low, high = INTEGER_RANGES[int]
    if not low <= number <= high:
        raise OverflowError
    return number


def _by_prefix(text: str, target: NetType, info: EnumInfo) -> str:
    """The one member that the whole text abbreviates. Raises ConversionError."""
    lower = text.lower()
    matches = [name for name in info.members if name.lower().startswith(lower)]
    if not matches:
        listed = ", ".join(info.members)
        raise _not_matched(
            text,
            target,
            f"Unable to match the identifier name {text} to a valid enumerator name. "
            f"Specify one of the following enumerator names and try again:\n{listed}",
        )
    if len(matches) == 1:
        return matches[0]
    for name in matches:
        if name.lower() == lower:
            return name
    for name in _PREFERRED.get(target.full_name, ()):
        if name in matches:
            return name
    raise _not_matched(
        text,
        target,
        f"The identifier name {text} cannot be processed because it is either too similar or identical to the "
        f"following enumerator names: {', '.join(matches)}. Use a more specific identifier name.",
    )


def _not_matched(text: str, target: NetType, reason: str) -> ConversionError:
    return failed("SubstringDisambiguationEnumParseThrewAnException", text, target, reason)


def _checked(number: int, value: object, target: NetType, error_id: str) -> EnumValue:
    assert target.enum is not None
    if target.enum.defines(number):
        return target.enum_value(number)
    raise ConversionError(
        error_id,
        f'Cannot convert value "{net_text(value)}" to type "{target.full_name}" due to enumeration values that are '
        "not valid. Specify one of the following enumeration values and try again. "
        f'The possible enumeration values are "{",".join(target.enum.members)}".',
    )
