"""Signs, and the steps of ``++`` and ``--``."""

from __future__ import annotations

from ..dotnet.containers import EnumValue
from ..dotnet.kinds import type_name_of
from ..dotnet.texts import Char
from ..language.indexing import run_time_error
from .arithmetic import base, by_method, calculate, rank, text_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def negate(value: Any) -> Any:
    """``-value``."""
    return _signed("-", base(value))


def plus(value: Any) -> Any:
    """``+value``."""
    return _signed("+", base(value))


def _signed(sign: str, value: Any) -> Any:
    if value is None:
        return 0
    if isinstance(value, str) and not isinstance(value, Char):
        value = text_number(value, 0)
    if isinstance(value, EnumValue):
        value = value.value
    if rank(value) >= 0:
        return calculate(sign, 0, value)
    return by_method(sign, 0, value)


def step(value: Any, sign: str) -> Any:
    """What ``++`` and ``--`` make of a value. Raises CommandError for anything but numbers."""
    value = base(value)
    if value is None:
        return 1 if sign == "+" else -1
    if rank(value) >= 2:
        return calculate(sign, value, 1)
    message = f"The '{sign * 2}' operator works only on numbers. The operand is a '{type_name_of(value)}'."
    raise run_time_error("OperatorRequiresNumber", message)
