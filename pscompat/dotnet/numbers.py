"""Numbers as .NET tells them apart.

A plain ``int`` is an Int32, a plain ``float`` a Double, ``decimal.Decimal`` a Decimal; the other numeric types
are subclasses that add nothing but their name. Arithmetic on them gives plain numbers.
"""

from __future__ import annotations

INT32_MIN, INT32_MAX = -(2**31), 2**31 - 1
INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1


class SByte(int):
    """System.SByte."""

    __slots__ = ()


class Byte(int):
    """System.Byte."""

    __slots__ = ()


class Int16(int):
    """System.Int16."""

    __slots__ = ()


class UInt16(int):
    """System.UInt16."""

    __slots__ = ()


class UInt32(int):
    """System.UInt32."""

    __slots__ = ()


class Int64(int):
    """System.Int64."""

    __slots__ = ()


class UInt64(int):
    """System.UInt64."""

    __slots__ = ()


class BigInteger(int):
    """System.Numerics.BigInteger."""

    __slots__ = ()


class Single(float):
    """System.Single; the value is already rounded to 24 bits."""

    __slots__ = ()


class Numeral:
    """A number that remembers the text it was typed as (``0x10``, ``1kb``, ``1.50``).

    Stands for PowerShell's wrapped number (values.md §A.6): converting it to a string gives the text.
    """

    __slots__ = ("text", "value")

    def __init__(self, value: object, text: str) -> None:
        self.value = value
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Numeral) and self.value == other.value and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Numeral({self.value!r}, {self.text!r})"


INTEGER_RANGES: dict[type, tuple[int, int]] = {
    SByte: (-(2**7), 2**7 - 1),
    Byte: (0, 2**8 - 1),
    Int16: (-(2**15), 2**15 - 1),
    UInt16: (0, 2**16 - 1),
    int: (INT32_MIN, INT32_MAX),
    UInt32: (0, 2**32 - 1),
    Int64: (INT64_MIN, INT64_MAX),
    UInt64: (0, 2**64 - 1),
}
"""The bounds of each integer type but BigInteger; ``int`` stands for Int32."""


NUMBER_TYPES = frozenset(
    ["System.Single", "System.Double", "System.Decimal"]
    + ["System." + ("Int32" if each is int else each.__name__) for each in INTEGER_RANGES]
)
"""The full names of the types that PowerShell itself calculates with; BigInteger is none of them."""


def long_integer(digits: str) -> int:
    """A whole number of JSON as Int64 or, where that is too small, BigInteger.

    Raises ValueError for what is no number, and for the thousands of digits that Python refuses to read.
    """
    number = Int64(digits)
    return number if INT64_MIN <= number <= INT64_MAX else BigInteger(number)


def net_integer(number: int) -> int:
    """A Python integer as the smallest of Int32, Int64 and BigInteger that holds it; typed ones stay."""
    if type(number) is not int or INT32_MIN <= number <= INT32_MAX:
        return number
    return Int64(number) if INT64_MIN <= number <= INT64_MAX else BigInteger(number)
