"""Values as text: PowerShell's conversion to a string, and the .NET text that messages quote."""

from __future__ import annotations

from _thread import _local

from .containers import EnumValue, NetList, NetRecord, PSCustomObject, ScriptBlock, SwitchParameter, TextRecord
from .kinds import type_name_of
from .numbers import Int64, Numeral, Single
from .texts import Char, TypeValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any, TypeVar

    T = TypeVar("T")

_OF_DOTNET = {
    "system.text.regularexpressions.match": "Value",
    "system.text.regularexpressions.group": "Value",
    "system.management.automation.pathinfo": "Path",
}
"""What ``ToString`` of .NET's own objects gives, by type name."""
_scope = _local()
"""Of each thread: the text members of the sessions at work in it, the innermost last."""


class TypeData:
    """What the modules of a session say of their object types: the member that stands for an object as text.

    PowerShell's type data hold for a process; these hold while they are entered, ``with type_data: …``, in one thread.
    """

    __slots__ = ("text_members",)

    def __init__(self, tables: Iterable[Mapping[str, Mapping[str, Any]]]) -> None:
        """``tables`` are the ``types.objects`` of the modules; the first one that names a type keeps it."""
        self.text_members: dict[str, str] = {}
        for objects in tables:
            for name, row in objects.items():
                self.text_members.setdefault(name.lower(), str(row.get("text") or ""))

    def __enter__(self) -> None:
        entered = getattr(_scope, "entered", None)
        if entered is None:
            entered = _scope.entered = []
        entered.append(self.text_members)

    def __exit__(self, *error: object) -> None:
        _scope.entered.pop()

    def within(self, flow: Iterator[T]) -> Iterator[T]:
        """The items of a flow, each made while the type data hold."""
        try:
            while True:
                with self:
                    try:
                        item = next(flow)
                    except StopIteration:
                        return
                yield item
        finally:
            close = getattr(flow, "close", None)
            if close is not None:
                with self:
                    close()


def text_member(type_names: Iterable[str]) -> str:
    """The member that is the text of an object with these type names; empty without one."""
    entered: list[dict[str, str]] = getattr(_scope, "entered", [])
    known = entered[-1] if entered else {}
    for name in type_names:
        lower = name.lower()
        member = known.get(lower) or _OF_DOTNET.get(lower)
        if member:
            return member
    return ""


def to_string(value: object) -> str:
    """PowerShell's string conversion (values.md §B.5 String) with ``$OFS`` a blank.

    A numeral gives its own text, a Double 15 digits, a collection its elements joined, null the empty string.
    """
    if type(value) is str:
        return value
    if type(value) is Numeral:
        return value.text
    return _text(value, True)


def _text(value: object, recurse: bool) -> str:
    plain = _PLAIN.get(type(value))
    if plain is not None:
        return plain(value)
    if recurse:
        if isinstance(value, PSCustomObject):
            return bag_text(value)
        if isinstance(value, list):
            return joined_text(value)
    if isinstance(value, TypeValue):
        return type_text(value.name)
    return net_text(value)


def joined_text(items: Iterable[object]) -> str:
    """The elements' texts with blanks between; an inner collection shows its type name, null nothing."""
    return " ".join(["" if item is None else _element_text(item) for item in items])


def _element_text(item: object) -> str:
    if isinstance(item, PSCustomObject):
        return _member_text(item) or ""  # inside other values an object shows nothing else
    return item.text if type(item) is Numeral else _text(item, False)


def bag_text(bag: PSCustomObject) -> str:
    """A property bag as ``@{a=1; b=x}``, an empty one as nothing; one whose type has a text member as that."""
    text = _member_text(bag)
    if text is not None:
        return text
    if not bag:
        return ""
    return "@{" + "; ".join(f"{name}={'' if v is None else _element_text(v)}" for name, v in bag.items()) + "}"


def _member_text(bag: PSCustomObject) -> str | None:
    """The member that stands for an object of the bag's type as text, None without one."""
    if isinstance(bag, NetRecord):
        return bag.text if isinstance(bag, TextRecord) else bag.type_names[0]
    member = text_member(bag.type_names) if bag.type_names else ""
    return to_string(bag[member]) if member and bag.get(member) is not None else None


def type_text(full_name: str) -> str:
    """A type as PowerShell names it: its accelerator where it has a C# keyword, else the full name."""
    from .types import UnknownTypeError, resolve

    try:
        return resolve(full_name).accelerator
    except UnknownTypeError:
        return full_name


def net_text(value: object) -> str:
    """The value's own .NET text, as messages quote it: Doubles with all digits, collections as their type name.

    Null gives the empty string; a numeral's source text is not used.
    """
    if type(value) is str:
        return value
    if type(value) is Numeral:
        value = value.value
    known = _NET.get(type(value))
    if known is not None:
        return known(value)
    if isinstance(value, PSCustomObject):
        return bag_text(value)
    if isinstance(value, (list, dict)):
        return type_name_of(value)
    if isinstance(value, float):
        from .number_text import double_text

        return double_text(value)
    if isinstance(value, int):
        from .number_text import integer_text

        return integer_text(value)
    if isinstance(value, str):
        return str(value)
    if type_name_of(value) == "System.Decimal":
        from .number_text import decimal_text

        return decimal_text(value)  # type: ignore[arg-type]
    if isinstance(value, TypeValue):
        return value.name
    # A date is Python's for Python, its text too.
    invariant = getattr(value, "invariant_text", None)
    return str(value) if invariant is None else invariant()


def _general_15(value: float) -> str:
    from .number_text import general_text

    return general_text(value, 15)


def _general_7(value: float) -> str:
    from .number_text import general_text

    return general_text(value, 7)


def _single(value: float) -> str:
    from .number_text import single_text

    return single_text(value)


def _bool(value: object) -> str:
    return "True" if value else "False"


def _nothing(value: object) -> str:
    return ""


_PLAIN: dict[type, Callable[[object], str]] = {  # the texts that differ from the .NET text
    float: _general_15,  # type: ignore[dict-item]
    Single: _general_7,  # type: ignore[dict-item]
}
_NET: dict[type, Callable[[object], str]] = {
    type(None): _nothing,
    bool: _bool,
    int: int.__repr__,
    Int64: int.__repr__,
    Char: str.__str__,
    Single: _single,  # type: ignore[dict-item]
    EnumValue: EnumValue.__str__,  # type: ignore[dict-item]
    ScriptBlock: ScriptBlock.__str__,  # type: ignore[dict-item]
    SwitchParameter: _bool,
    list: lambda _: "System.Object[]",
    NetList: lambda value: value.type_name,  # type: ignore[attr-defined]
}
