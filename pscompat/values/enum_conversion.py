"""What enumerations accept (values.md §B.5 Enum)."""

from __future__ import annotations

from .containers import EnumValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .clock import Clock
    from .types import NetType


def enum_value(target: NetType, number: int) -> EnumValue:
    """The value of that number, named by its members as .NET writes it (``ReadOnly, Hidden``; else the number)."""
    info = target.enum
    assert info is not None
    return EnumValue(target.full_name, number, enum_name(info.members, number, flags=info.flags))


def enum_name(members: dict[str, int], number: int, *, flags: bool) -> str:
    """The text of an enumeration value."""
    for name, value in members.items():
        if value == number:
            return name
    if flags and number:
        rest = number
        names = []
        for name, value in reversed(members.items()):
            if value and rest & value == value:
                rest -= value
                names.append(name)
        if not rest:
            return ", ".join(reversed(names))
    return str(number)


def to_enum(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    raise NotImplementedError
