"""The static members that are run, by type and lower-case name."""

from __future__ import annotations

from ..dotnet.conversion import convert
from ..dotnet.numbers import INTEGER_RANGES
from ..dotnet.texts import Char, NetObject
from ..dotnet.types import resolve
from . import (
    static_characters,
    static_convert,
    static_dates,
    static_math,
    static_paths,
    static_texts,
)
from .collection_methods import ARRAY_ROWS
from .overloads import Overload
from .utf8_encoding import utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _new_guid() -> Any:
    from uuid import uuid4

    return convert(str(uuid4()), resolve("guid"))


def _constants() -> dict[tuple[str, str], Any]:
    from math import e, pi, tau

    found: dict[tuple[str, str], Any] = {
        ("System.Math", "pi"): pi,
        ("System.Math", "e"): e,
        ("System.Math", "tau"): tau,
        ("System.String", "empty"): "",
        ("System.Boolean", "truestring"): "True",
        ("System.Boolean", "falsestring"): "False",
        ("System.Guid", "empty"): lambda: convert("0" * 32, resolve("guid")),
        ("System.Double", "nan"): float("nan"),
        ("System.Double", "positiveinfinity"): float("inf"),
        ("System.Double", "negativeinfinity"): float("-inf"),
        ("System.Double", "maxvalue"): 1.7976931348623157e308,
        ("System.Double", "minvalue"): -1.7976931348623157e308,
        ("System.Double", "epsilon"): 5e-324,
        ("System.Environment", "newline"): "\n",
        ("System.Text.Encoding", "utf8"): utf8,
        ("System.Globalization.CultureInfo", "invariantculture"): lambda: NetObject(
            "System.Globalization.CultureInfo", ""
        ),
        ("System.Char", "minvalue"): Char("\0"),
        ("System.Char", "maxvalue"): Char("\uffff"),
        **static_dates.CONSTANTS,
        **static_paths.CONSTANTS,
    }
    for kind, (low, high) in INTEGER_RANGES.items():
        name = "System." + ("Int32" if kind is int else kind.__name__)
        found[name, "minvalue"] = kind(low)
        found[name, "maxvalue"] = kind(high)
    return found


def _methods() -> dict[tuple[str, str], list[Overload]]:
    rows = [
        *static_math.ROWS,
        *static_texts.ROWS,
        *static_dates.ROWS,
        *static_convert.ROWS,
        *static_characters.ROWS,
        *static_paths.ROWS,
        *ARRAY_ROWS,
        ("System.Guid", "NewGuid()", _new_guid),
    ]
    found: dict[tuple[str, str], list[Overload]] = {}
    for kind, signature, function in rows:
        overload = Overload(signature, function)
        found.setdefault((kind, overload.name.lower()), []).append(overload)
    return found


PROPERTIES = _constants()
METHODS = _methods()
