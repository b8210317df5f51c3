"""Which overload of a .NET method a call means, and what its arguments become."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetList, ScriptBlock
from ..dotnet.conversion import convert
from ..dotnet.kinds import is_instance, type_name_of
from ..dotnet.numbers import Byte, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64
from ..dotnet.strings import net_text
from ..dotnet.texts import Char
from ..dotnet.types import UnknownTypeError, resolve
from ..errors import CommandError, ConversionError, ErrorRecord
from .problems import NetProblem, failed_call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any


class Overload:
    """One signature of a method, read from ``Name(first:int,rest:string*)``, and the function that does it.

    A name with ``=`` behind its type is optional, one with ``*`` takes all that is left.
    """

    __slots__ = ("function", "least", "name", "nearest", "parameters", "rest")

    def __init__(self, signature: str, function: Callable[..., Any]) -> None:
        name, _, inside = signature.rstrip(")").partition("(")
        self.name = name
        self.function = function
        self.nearest: dict[tuple[Any, ...], Overload] = {}
        self.parameters: list[tuple[str, str]] = []
        self.rest = False
        self.least = 0
        for part in inside.split(",") if inside else ():
            parameter, _, kind = part.partition(":")
            self.rest = kind.endswith("*")
            optional = kind.endswith("=")
            self.parameters.append((parameter, kind.rstrip("*=")))
            self.least += not (self.rest or optional)

    def takes(self, count: int) -> bool:
        """Whether the overload takes so many arguments."""
        return self.least <= count and (self.rest or count <= len(self.parameters))

    def parameter(self, index: int) -> tuple[str, str]:
        """Name and type of the parameter that an argument goes to."""
        return self.parameters[min(index, len(self.parameters) - 1)]


def invoke(name: str, overloads: Sequence[Overload], receiver: Sequence[Any], values: Sequence[Any]) -> Any:
    """Choose an overload and run it. Raises CommandError as PowerShell does."""
    fitting = [each for each in overloads if each.takes(len(values))]
    if not fitting:
        message = f'Cannot find an overload for "{name}" and the argument count: "{len(values)}".'
        raise CommandError([ErrorRecord("MethodCountCouldNotFindBest", message, exception="MethodException")])
    chosen = _nearest(fitting, values) if len(fitting) > 1 else fitting[0]
    arguments = [_argument(chosen, index, value) for index, value in enumerate(values)]
    try:
        return chosen.function(*receiver, *arguments)
    except NetProblem as problem:
        raise failed_call(chosen.name if name != ".ctor" else name, len(values), problem) from None


def _argument(overload: Overload, index: int, value: Any) -> Any:
    parameter, kind = overload.parameter(index)
    if kind in ("object", "any"):
        return value
    try:
        if value is None and kind not in ("string",):
            return convert(value, resolve(kind)) if resolve(kind).is_value_type else None
        if value is None:
            return ""
        if kind == "block" and isinstance(value, ScriptBlock):
            return value
        return convert(value, resolve(kind))
    except ConversionError as error:
        shown = resolve(kind).full_name
        message = (
            f'Cannot convert argument "{parameter}", with value: "{_shown(value)}", for "{overload.name}" to type '
            f'"{shown}": "{error.message}"'
        )
        record = ErrorRecord("MethodArgumentConversionInvalidCastArgument", message, exception="MethodException")
        raise CommandError([record]) from None


def _shown(value: Any) -> str:
    from ..dotnet.formats.composite import default_text

    return net_text(value) if isinstance(value, list) else default_text(value)


def _nearest(fitting: Sequence[Overload], values: Sequence[Any]) -> Overload:
    """The overload whose parameters are nearest to the arguments; the same for arguments of the same plain types."""
    kinds = tuple([_Letter if type(value) is str and len(value) == 1 else type(value) for value in values])
    known = fitting[0].nearest.get(kinds)
    if known is None:
        known = min(fitting, key=lambda each: _distance(each, values))
        if _PLAIN.issuperset(kinds):
            fitting[0].nearest[kinds] = known
    return known


def _distance(overload: Overload, values: Sequence[Any]) -> list[float]:
    """How far the arguments are from the parameters: the first argument decides."""
    distances = [_rank(overload.parameter(index)[1], value) for index, value in enumerate(values)]
    return [max([*distances, 0]) > 5, *distances, overload.rest]


WIDENING: dict[type, tuple[str, ...]] = {
    SByte: ("int16", "int", "long", "single", "double", "decimal"),
    Byte: ("int16", "uint16", "int", "uint32", "long", "uint64", "single", "double", "decimal"),
    Int16: ("int", "long", "single", "double", "decimal"),
    UInt16: ("int", "uint32", "long", "uint64", "single", "double", "decimal"),
    int: ("long", "decimal", "double", "single"),
    UInt32: ("long", "uint64", "decimal", "double", "single"),
    Int64: ("decimal", "double", "single"),
    UInt64: ("decimal", "double", "single"),
    Single: ("double",),
    Char: ("uint16", "int", "uint32", "long", "uint64", "single", "double", "decimal"),
}


class _Letter:
    """Stands for the type of a text of one character, which is nearer to a character than others are."""


_PLAIN = frozenset((str, _Letter, bool, float, *WIDENING))
"""Types whose values are all equally far from a parameter."""


def _rank(kind: str, value: Any) -> float:
    """0 for the same type, then widening, then other conversions; 9 where nothing leads there."""
    if kind in ("object", "any"):
        return 4
    try:
        wanted = resolve(kind)
    except UnknownTypeError:
        return 9
    if value is None:
        return 9 if wanted.is_value_type else 1
    if is_instance(wanted, value):
        return 0
    widening = WIDENING.get(type(value), ())
    if kind in widening:
        return 1 + widening.index(kind) / 100
    if isinstance(value, str) and not isinstance(value, Char):
        if kind == "char":
            return 2 if len(value) == 1 else 8
        if kind == "double":
            return 3
    if kind == "string":
        return 5
    if isinstance(value, (EnumValue, NetList)):
        return 6
    return 5 if type_name_of(value) and not isinstance(value, (list, dict)) else 7


def table(*rows: tuple[str, Callable[..., Any]]) -> dict[str, list[Overload]]:
    """Methods by lower-case name, from signatures and the functions that do them."""
    made: dict[str, list[Overload]] = {}
    for signature, function in rows:
        overload = Overload(signature, function)
        made.setdefault(overload.name.lower(), []).append(overload)
    return made
