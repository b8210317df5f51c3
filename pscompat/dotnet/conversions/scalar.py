"""What strings, Booleans, switches and characters accept."""

from __future__ import annotations

from ..containers import ABSENT, PRESENT, PSCustomObject, SwitchParameter
from ..kinds import integer_of, is_decimal, is_list
from ..numbers import BigInteger
from ..strings import to_string
from ..texts import Char, utf16_length
from .failures import failed, invalid_cast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType


def to_text(value: object, target: NetType, clock: Clock | None, text: str | None) -> str:
    """String: anything, by PowerShell's string conversion; a numeral gives its own text."""
    return text if text is not None else to_string(value)


def to_boolean(value: object, target: NetType, clock: Clock | None, text: str | None) -> bool:
    """Boolean by the general truth rule; parameters check their stricter rule before."""
    return is_true(value)


def is_true(value: object) -> bool:
    """PowerShell's truth (values.md §B.5 Boolean, general rule)."""
    if isinstance(value, PSCustomObject):
        return True
    if is_list(value):
        items: list[object] = value  # type: ignore[assignment]
        if len(items) != 1:
            return len(items) > 1
        first = items[0]
        return len(first) > 0 if is_list(first) else is_true(first)  # type: ignore[arg-type]
    if isinstance(value, Char):
        return value != "\0"
    if value is None or isinstance(value, (str, int, float, SwitchParameter)):
        return bool(value)
    zero = _truth_of(value)
    return True if zero is None else zero


def _truth_of(value: object) -> bool | None:
    from ..containers import EnumValue
    from ..numbers import Numeral

    if isinstance(value, Numeral):
        return is_true(value.value)
    if isinstance(value, EnumValue):
        return value.value != 0
    return bool(value) if is_decimal(value) else None


def to_switch(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """SwitchParameter: Booleans only; numbers and strings have no conversion."""
    if isinstance(value, bool):
        return PRESENT if value else ABSENT
    from .general import by_general_rules

    return by_general_rules(value, target, clock, text, from_text=False)


def to_char(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Char: a string of one UTF-16 unit, or an integer as the code of one."""
    if isinstance(value, str):
        if utf16_length(value) != 1:
            raise failed(
                "InvalidCastParseTargetInvocation", value, target, "String must be exactly one character long."
            )
        return Char(value)
    if isinstance(value, BigInteger):
        raise failed("InvalidCastIConvertible", value, target, "Object must implement IConvertible.")
    number = integer_of(value)
    if number is None:
        if isinstance(value, (bool, float)) or is_decimal(value):
            raise invalid_cast(value, target)
        from .general import by_general_rules

        return by_general_rules(value, target, clock, text)
    if not 0 <= number <= 0xFFFF:
        raise failed(
            "InvalidCastIConvertible", value, target, "Value was either too large or too small for a character."
        )
    return Char(chr(number))
