"""JSON of bodies: PowerShell values as what is sent (psopenai.md §5: compact, UTF-8), and what came as such values."""

from __future__ import annotations

import json
import math

from ..dotnet.containers import EnumValue, PSCustomObject, SecureString, SwitchParameter
from ..dotnet.json.depth import MAX_DEPTH as DEEPEST
from ..dotnet.json.depth import deeper_than
from ..dotnet.json.text import iso_text
from ..dotnet.kinds import type_name_of
from ..dotnet.numbers import Numeral, Single, long_integer
from ..dotnet.strings import net_text, to_string
from ..dotnet.texts import utf8
from ..dotnet.times import DateTime, DateTimeOffset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_DEPTH = 100
"""How deep a body is written; what lies deeper is sent as its text, as ConvertTo-Json does."""
_MAX_DIGITS = 4000
"""A whole number of more digits is refused; Python would soon refuse it in words of its own."""


def json_bytes(value: object) -> bytes:
    """The value as compact JSON in UTF-8; lone surrogates become U+FFFD."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))
    return utf8(text)


def plain(value: object, depth: int = 0) -> Any:
    """The value as what Python's ``json`` writes: texts, numbers, booleans, None, lists and dictionaries."""
    kind = type(value)
    if value is None or kind is str or kind is bool or kind is int:
        return value
    if isinstance(value, dict):
        if depth >= MAX_DEPTH:
            return to_string(value)
        return {to_string(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return to_string(value) if depth >= MAX_DEPTH else [plain(item, depth + 1) for item in value]
    return _scalar(value)


def _scalar(value: object) -> Any:
    if isinstance(value, Numeral):
        return plain(value.value)
    if isinstance(value, SwitchParameter):
        return bool(value)
    if isinstance(value, EnumValue):
        return value.value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return to_string(float(value))
        # A Single is written with as many digits as it has, not with those of a Double.
        return float(net_text(value)) if isinstance(value, Single) else float(value)
    if type_name_of(value) == "System.Decimal":
        return int(value) if value % 1 == 0 else float(value)  # type: ignore[call-overload, operator, arg-type]
    if isinstance(value, (DateTime, DateTimeOffset)):
        return iso_text(value.round_trip())
    if isinstance(value, bytes):
        return list(value)
    if isinstance(value, SecureString):
        return str(value)
    original = getattr(value, "original", None)  # a Uri is written as it was given
    return original if isinstance(original, str) else to_string(value)


def parse_json(text: str) -> Any:
    """JSON text as PowerShell's objects: custom objects, lists, Int64 and Double. Raises ValueError."""
    try:
        value = json.loads(text, object_pairs_hook=PSCustomObject, parse_int=_integer)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg}. Path '', line {error.lineno}, position {error.colno}.") from None
    except RecursionError:
        raise ValueError(f"The reader's MaxDepth of {DEEPEST} has been exceeded.") from None
    if deeper_than(value, DEEPEST):
        raise ValueError(f"The reader's MaxDepth of {DEEPEST} has been exceeded.")
    return value


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError(f"JSON integer {digits[:20]}… is too large to parse.")
    return long_integer(digits)
