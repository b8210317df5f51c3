"""Reading the recorded cases' value notation (``{"t": kind, "v": value}``) back into values."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pscompat.dotnet.containers import (
    ABSENT,
    PRESENT,
    EnumValue,
    NetDict,
    NetList,
    PSCustomObject,
    ScriptBlock,
    SecureString,
)
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.conversions.real import single
from pscompat.dotnet.credentials import PSCredential
from pscompat.dotnet.network import IPAddress, Uri
from pscompat.dotnet.numbers import BigInteger, Byte, Int16, Int64, Numeral, SByte, UInt16, UInt32, UInt64
from pscompat.dotnet.regex.net_regex import Regex
from pscompat.dotnet.texts import Char, FileInfo, NetObject, TypeValue
from pscompat.dotnet.times import DateTime, DateTimeOffset
from pscompat.dotnet.types import NetType, UnknownTypeError, resolve

_INTEGERS: dict[str, type[int]] = {
    "SByte": SByte,
    "Byte": Byte,
    "Int16": Int16,
    "UInt16": UInt16,
    "Int32": int,
    "UInt32": UInt32,
    "Int64": Int64,
    "UInt64": UInt64,
}
_PARSED = frozenset(
    (
        "System.TimeSpan",
        "System.Guid",
        "System.Version",
        "System.Management.Automation.SemanticVersion",
        "System.Net.IPAddress",
    )
)


def from_canonical(data: dict[str, Any], extra: dict[str, NetType] | None = None) -> object:
    """The value that ``pscompat.dotnet.canonical`` would write as ``data``; ``extra`` holds types of a module's own."""
    if "text" in data:
        plain = {key: value for key, value in data.items() if key != "text"}
        return Numeral(from_canonical(plain, extra), data["text"])
    kind: str = data["t"]
    value: Any = data.get("v")
    if kind == "null":
        return None
    if kind in _INTEGERS:
        return _INTEGERS[kind](value)
    makers: dict[str, Callable[[Any], object]] = {
        "string": str,
        "char": Char,
        "bool": bool,
        "switch": lambda v: PRESENT if v else ABSENT,
        "Double": float,
        "Single": lambda v: single(float(v)),
        "Decimal": Decimal,
        "System.Numerics.BigInteger": BigInteger,
        "System.Management.Automation.ScriptBlock": ScriptBlock,
        "System.IO.FileInfo": FileInfo,
        "securestring": SecureString,
        "type": TypeValue,
    }
    make = makers.get(kind)
    if make is not None:
        return make(value)
    return _compound(data, kind, value, extra)


def _compound(data: dict[str, Any], kind: str, value: Any, extra: dict[str, NetType] | None) -> object:
    if kind == "list":
        name = short_type_name(data.get("type", "System.Object[]"))
        items = [from_canonical(item, extra) for item in value]
        return items if name == "System.Object[]" else NetList(name, items)
    if kind == "dict":
        name = short_type_name(data.get("type", "System.Collections.Hashtable"))
        pairs = [(from_canonical(key, extra), from_canonical(item, extra)) for key, item in value]
        return dict(pairs) if name == "System.Collections.Hashtable" else NetDict(name, pairs)
    if kind == "object":
        return PSCustomObject((name, from_canonical(item, extra)) for name, item in value)
    if kind == "datetime":
        ticks, offset = _round_trip(value)
        return DateTime(ticks, data.get("kind", "Unspecified"), offset or 0)
    if kind == "datetimeoffset":
        ticks, offset = _round_trip(value)
        return DateTimeOffset(ticks, offset or 0)
    if kind == "pscredential":
        return PSCredential(value[0], SecureString(value[1]))
    if kind == "regex":
        return Regex(value, data.get("options", "None"))
    if kind == "System.Uri":
        return Uri(data.get("original", value), value, data.get("absolute", True))
    if kind in _PARSED:
        return convert(value, resolve(kind))
    try:
        net_type = resolve(kind, extra)
    except UnknownTypeError:
        return _object(kind, value)
    return _enum(net_type, value) if net_type.enum is not None else _object(kind, value)


def _object(kind: str, text: str) -> NetObject:
    """An object known by its text; an XML document's text is its type name, its markup the content."""
    return NetObject(kind, kind if kind == "System.Xml.XmlDocument" else text, text)


def in_written_order(data: dict[str, Any], line: str) -> dict[str, Any]:
    """A dictionary with its pairs in the order of their keys in ``line``; the notation sorts them by key."""
    if data["t"] != "dict":
        return data
    return {**data, "v": sorted(data["v"], key=lambda pair: line.find(f"{pair[0].get('v')}="))}


def short_type_name(name: str) -> str:
    """A .NET type name without assembly qualification."""
    return resolve(name).full_name if "`" in name else name


def _enum(net_type: NetType, text: str) -> EnumValue:
    assert net_type.enum is not None
    members = net_type.enum.members
    number = 0
    for part in text.split(", "):
        number |= members[part] if part in members else int(part)
    return net_type.enum_value(number)


def _round_trip(text: str) -> tuple[int, int | None]:
    """Ticks and offset in minutes of ``2026-08-20T10:11:12.3450000+02:00``."""
    date, _, rest = text.partition("T")
    year, month, day = map(int, date.split("-"))
    offset = None
    if rest.endswith("Z"):
        rest = rest[:-1]
    elif "+" in rest or "-" in rest:
        sign = "+" if "+" in rest else "-"
        rest, _, zone = rest.partition(sign)
        hours, minutes = zone.split(":")
        offset = (int(hours) * 60 + int(minutes)) * (1 if sign == "+" else -1)
    clock, _, fraction = rest.partition(".")
    hour, minute, second = map(int, clock.split(":"))
    from pscompat.dotnet.times import TICKS_PER_DAY, TICKS_PER_SECOND, days_before

    seconds = hour * 3600 + minute * 60 + second
    ticks = days_before(year, month, day) * TICKS_PER_DAY + seconds * TICKS_PER_SECOND
    return ticks + int((fraction + "0000000")[:7]), offset


__all__ = ["IPAddress", "from_canonical", "short_type_name"]
