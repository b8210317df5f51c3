"""Telling numbers apart: which values .NET calls numeric, and which count as integers."""

from __future__ import annotations

from ..containers import EnumValue
from ..numbers import BigInteger
from ..texts import Char


def is_decimal(value: object) -> bool:
    """Whether the value is a System.Decimal (without importing the decimal module)."""
    cls = type(value)
    return cls.__name__ == "Decimal" and cls.__module__ == "decimal"


def is_numeric(value: object) -> bool:
    """Byte … Decimal; neither Boolean, BigInteger, Char nor enumeration values."""
    if isinstance(value, (int, float)):
        return not isinstance(value, (bool, BigInteger))
    return is_decimal(value)


def integer_of(value: object) -> int | None:
    """The number of an integer or enumeration value; None for anything else, BigInteger and Boolean included."""
    if isinstance(value, int):
        return None if isinstance(value, (bool, BigInteger)) else int(value)
    return value.value if isinstance(value, EnumValue) else None


def widened_integer(value: object) -> int | None:
    """The number that an Int64 parameter of a constructor takes without loss: integers up to Int64, Char, enums."""
    from ..numbers import UInt64

    if isinstance(value, Char):
        return ord(value)
    return None if isinstance(value, UInt64) else integer_of(value)
