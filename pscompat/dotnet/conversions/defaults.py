"""The default value of each value type: what ``new T()`` and an array's empty places give."""

from __future__ import annotations

from ..containers import ABSENT
from ..numbers import BigInteger, Byte, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64
from ..texts import Char

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..types import NetType

_ZEROS: dict[str, object] = {
    "System.Boolean": False,
    "System.Int32": 0,
    "System.Double": 0.0,
    "System.Byte": Byte(0),
    "System.SByte": SByte(0),
    "System.Int16": Int16(0),
    "System.UInt16": UInt16(0),
    "System.UInt32": UInt32(0),
    "System.Int64": Int64(0),
    "System.UInt64": UInt64(0),
    "System.Single": Single(0.0),
    "System.Numerics.BigInteger": BigInteger(0),
    "System.Char": Char("\0"),
    "System.Management.Automation.SwitchParameter": ABSENT,
}


def default_value(net_type: NetType) -> object:
    """Zero, false, the first day …; null for reference types, Nullables and types known by name only."""
    known = _ZEROS.get(net_type.full_name)
    if known is not None:
        return known
    if net_type.enum is not None:
        return net_type.enum_value(0)
    return _lazy_default(net_type.full_name)


def _lazy_default(full_name: str) -> object:
    if full_name == "System.Decimal":
        from decimal import Decimal

        return Decimal(0)
    if full_name == "System.Guid":
        from ..identifiers import Guid

        return Guid("0" * 32)
    if full_name in ("System.DateTime", "System.DateTimeOffset", "System.TimeSpan"):
        from ..times import DateTime, DateTimeOffset, TimeSpan

        if full_name == "System.DateTime":
            return DateTime(0)
        return TimeSpan(0) if full_name == "System.TimeSpan" else DateTimeOffset(0, 0)
    return None
