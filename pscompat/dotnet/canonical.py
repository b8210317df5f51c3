"""Values in the notation of the recorded cases: ``{"t": kind, "v": value}`` (public: ``pscompat bind -o json``)."""

from __future__ import annotations

from .containers import EnumValue, PSCustomObject, SecureString, StreamRecord, SwitchParameter
from .kinds import first_type_name, type_name_of
from .numbers import NUMBER_TYPES, Numeral
from .strings import net_text, to_string
from .texts import Char, NetObject, TypeValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DEPTH = 64


def canonical(value: object, *, reveal: bool = False, qualified: bool = False) -> dict[str, Any]:
    """The value as plain data.

    Secrets show as ``***`` unless ``reveal``. ``qualified`` writes generic type names with assembly-qualified
    arguments, as the binding cases do; the others are short. Values nested deeper than 64 levels end in their text.
    """
    return _canonical(value, reveal, qualified, _DEPTH)


def _canonical(value: object, reveal: bool, qualified: bool, depth: int) -> dict[str, Any]:
    if value is None:
        return {"t": "null"}
    if type(value) is str:
        return {"t": "string", "v": value if value.isascii() else _encodable(value)}
    if isinstance(value, Numeral):
        result = _canonical(value.value, reveal, qualified, depth)
        if value.text != to_string(value.value):
            result["text"] = value.text
        return result
    if isinstance(value, (bool, SwitchParameter)):
        return {"t": "bool" if isinstance(value, bool) else "switch", "v": bool(value)}
    name = type_name_of(value)
    if name in NUMBER_TYPES:
        return {"t": name[7:], "v": net_text(value)}
    if isinstance(value, EnumValue):
        return {"t": name, "v": value.name}
    if isinstance(value, str):
        return {"t": "char" if isinstance(value, Char) else "string", "v": _encodable(str(value))}
    if isinstance(value, SecureString):
        return {"t": "securestring", "v": value.reveal() if reveal else "***"}
    if isinstance(value, (list, dict)):
        return _collection(value, reveal, qualified, depth)
    return _other(value, name, reveal)


def _encodable(text: str) -> str:
    """Halves of surrogate pairs, which no encoding can write, become U+FFFD."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)


def _collection(value: list[Any] | dict[Any, Any], reveal: bool, qualified: bool, depth: int) -> dict[str, Any]:
    if depth == 0:
        return {"t": type_name_of(value), "v": net_text(value)}
    depth -= 1
    if isinstance(value, StreamRecord):
        return {"t": value.type_names[0], "v": _encodable(value.text)}
    if isinstance(value, PSCustomObject):
        return {"t": "object", "v": [[str(k), _canonical(v, reveal, qualified, depth)] for k, v in value.items()]}
    name = first_type_name(value) if qualified else type_name_of(value)
    if isinstance(value, list):
        return {"t": "list", "type": name, "v": [_canonical(item, reveal, qualified, depth) for item in value]}
    pairs = sorted(value.items(), key=lambda pair: to_string(pair[0]))
    return {
        "t": "dict",
        "type": name,
        "v": [[_canonical(k, reveal, qualified, depth), _canonical(v, reveal, qualified, depth)] for k, v in pairs],
    }


def _other(value: Any, name: str, reveal: bool) -> dict[str, Any]:
    if isinstance(value, TypeValue):
        return {"t": "type", "v": value.name}
    if name == "System.DateTime":
        return {"t": "datetime", "v": value.round_trip().removesuffix("Z"), "kind": value.kind}
    if name == "System.DateTimeOffset":
        return {"t": "datetimeoffset", "v": value.round_trip()}
    if name == "System.Uri":
        return {"t": name, "v": value.text, "original": value.original, "absolute": value.absolute}
    if name == "System.Text.RegularExpressions.Regex":
        return {"t": "regex", "v": value.pattern, "options": value.options}
    if name == "System.Management.Automation.PSCredential":
        return {"t": "pscredential", "v": [value.user_name, value.password.reveal() if reveal else "***"]}
    return {"t": name, "v": value.content if isinstance(value, NetObject) else net_text(value)}
