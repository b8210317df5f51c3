"""Shared by the tests of values: converting by type name, with the clock at 2026-11-23 in UTC."""

from __future__ import annotations

from datetime import datetime

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.conversion import argument_converter, convert
from pscompat.dotnet.numbers import Numeral
from pscompat.dotnet.numeral import scan_numeral
from pscompat.dotnet.types import enum_type, resolve
from pscompat.errors import ConversionError

CLOCK = Clock(datetime(2026, 11, 23, 15, 30), 0)
FRUIT = enum_type("Fruit", {"Apple": 0, "Apricot": 1, "Banana": 2, "Cherry": 10})
ACCESS = enum_type("Access", {"None": 0, "Read": 1, "Write": 2, "ReadWrite": 3, "Run": 8}, flags=True)
MODULE_TYPES = {"fruit": FRUIT, "access": ACCESS}


def to(type_name: str, value: object) -> object:
    """The general conversion."""
    return convert(value, resolve(type_name, MODULE_TYPES), CLOCK)


def bind(type_name: str, value: object, *, simple: bool = False) -> object:
    """The type constraint of a script parameter."""
    return argument_converter(resolve(type_name, MODULE_TYPES), simple)(value, CLOCK)


def refusal(type_name: str, value: object) -> str:
    """The message with which a script parameter refuses the value."""
    try:
        result = bind(type_name, value)
    except ConversionError as error:
        return error.message
    raise AssertionError(f"{value!r} converts to {result!r}")


def numeral(text: str) -> Numeral:
    """A number as an argument: it remembers its text."""
    value = scan_numeral(text)
    assert value is not None
    return Numeral(value, text)
