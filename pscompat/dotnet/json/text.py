"""Values as JSON between processes: nothing is cut off and nothing is lost.

Whole numbers stay whole, dates are ISO 8601 with their zone, enumerations and other values are their text. What
``ConvertTo-Json`` writes is another matter and stands in ``writer``.
"""

from __future__ import annotations

from ..containers import EnumValue, SwitchParameter
from ..numbers import Numeral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_encode: Callable[[object], str] | None = None


def to_json(value: object) -> str:
    """The value as JSON on one line, as the command line writes records on a pipe; dates are ISO 8601 with zone.

    ``to_json(run)`` gives ``{"id":"run_1","created_at":"2023-11-04T05:17:52+00:00", …}``.
    """
    global _encode
    if _encode is None:
        _encode = _fast_encoder()
    try:
        return _encode(value)
    except (ValueError, TypeError, RecursionError):
        return _written(value, 0, "", ",", ":")


def _fast_encoder() -> Callable[[object], str]:
    """The standard library's encoder, in C; whatever it does not take goes the slow way.

    The package ``json`` would load all of ``re`` for its decoder, so what is behind it is asked first.
    """
    try:
        # What JSONEncoder.encode makes anew for each value. Python makes no promises about it.
        from _json import encode_basestring, make_encoder

        chunks = make_encoder(None, _plain, encode_basestring, None, ":", ",", False, False, False)
        chunks([], 0)
    except (ImportError, AttributeError, TypeError):
        import json

        separators = (",", ":")
        return json.JSONEncoder(
            ensure_ascii=False, allow_nan=False, check_circular=False, separators=separators, default=_plain
        ).encode
    return lambda value: "".join(chunks(value, 0))


def json_document(value: object) -> str:
    """The value as JSON over several lines, indented by two blanks a level."""
    return _written(value, 0, "\n", ",", ": ")


def json_plain(value: object) -> object:
    """A value that JSON has no form for as one that it has: text, a number, a bool, a list or a dictionary.

    Secrets give their type's name only.
    """
    if isinstance(value, Numeral):
        return value.value
    if isinstance(value, SwitchParameter):
        return value.is_present
    if isinstance(value, EnumValue):
        return value.name
    iso = getattr(value, "round_trip", None)
    if iso is not None:
        return iso_text(iso())
    original = getattr(value, "original", None)
    if isinstance(original, str):
        return original
    from ..strings import net_text

    return net_text(value)


def json_default(value: object) -> object:
    """For ``json.dumps(record, default=json_default)``: what a record holds that JSON has no form for.

    Dates are ISO 8601 with their zone and all their digits, decimals without a fraction are numbers, others text.
    Raises TypeError for what is none of PowerShell's values, as ``json.dumps`` does by itself.
    """
    if type(value).__name__ == "Decimal":
        whole = int(value)  # type: ignore[call-overload]
        return whole if whole == value else json_plain(value)
    if not type(value).__module__.startswith("pscompat."):
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
    return json_plain(value)


def iso_text(round_trip: str) -> str:
    """A round-trip date without zeros at the end of its fraction, and without an empty fraction."""
    whole, _, rest = round_trip.partition(".")
    fraction, zone = rest[:7].rstrip("0"), rest[7:]
    return f"{whole}.{fraction}{zone}" if fraction else whole + zone


def _plain(value: object) -> object:
    """As ``json_plain``; raises TypeError where only the slow way keeps the value."""
    if type(value).__name__ == "Decimal":
        raise TypeError("a Decimal has no form that the encoder takes")
    return json_plain(value)


def _written(value: object, depth: int, newline: str, comma: str, colon: str) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (dict, list)):
        return _container(value, depth, newline, comma, colon)
    if type(value).__name__ == "Decimal":
        from ..number_text import decimal_text

        return decimal_text(value)  # type: ignore[arg-type]
    return _written(json_plain(value), depth, newline, comma, colon)


def _number(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        from ..number_text import double_text

        return quoted(double_text(value))
    return float.__repr__(value)


def _container(value: dict[object, object] | list[object], depth: int, newline: str, comma: str, colon: str) -> str:
    from ..strings import net_text
    from .depth import MAX_DEPTH

    if depth >= MAX_DEPTH:
        return quoted(net_text(value) if isinstance(value, list) else "…")
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, dict):
        items = [
            f"{quoted(net_text(key))}{colon}{_written(item, depth + 1, newline, comma, colon)}"
            for key, item in value.items()
        ]
    else:
        items = [_written(item, depth + 1, newline, comma, colon) for item in value]
    if not items:
        return opening + closing
    inner = newline + "  " * (depth + 1) if newline else ""
    outer = newline + "  " * depth if newline else ""
    return opening + inner + (comma + inner).join(items) + outer + closing


def quoted(text: str) -> str:
    """The text as a JSON string."""
    try:
        from _json import encode_basestring
    except ImportError:
        from json.encoder import encode_basestring

    return encode_basestring(text)
