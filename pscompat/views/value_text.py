"""Values as lists, tables and headings show them, in the current culture, which is en-US here (views.md §2)."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetRecord, PSCustomObject, ScriptBlock, SecureString, TextRecord
from ..dotnet.json.depth import MAX_DEPTH
from ..dotnet.kinds import type_name_of
from ..dotnet.number_text import double_text, general_text, single_text
from ..dotnet.numbers import Numeral, Single
from ..dotnet.strings import text_member, to_string
from ..dotnet.texts import Char, Reference
from .cells import ELLIPSIS
from .name_pattern import shown_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

    from ..dotnet.times import DateTime

ENUMERATION_LIMIT = 4
"""$FormatEnumerationLimit: so many elements of a list are shown."""
_DATES = ("System.DateTime", "System.DateTimeOffset")
_INFINITE = {"Infinity": "∞", "-Infinity": "-∞"}


def long_date(moment: DateTime) -> str:
    """The long date and time of en-US, which PowerShell adds to dates as the property DateTime."""
    from ..dotnet.formats.date_formats import format_date
    from ..dotnet.member_tables import LONG_PATTERNS

    return format_date(moment, LONG_PATTERNS[getattr(moment, "hint", "DateTime")])


def is_right(value: object) -> bool:
    """Whether a column that begins with this value is aligned to the right: numbers, and what .NET keeps as some."""
    return isinstance(value, (int, float, Char, EnumValue, SecureString, Numeral)) or _is_decimal(value)


def is_scalar(value: object) -> bool:
    """Whether a record is printed as its text."""
    return isinstance(value, (str, ScriptBlock)) or is_right(value)


def _is_decimal(value: object) -> bool:
    return type(value).__name__ == "Decimal"


def cell_text(value: object, limit: int = ENUMERATION_LIMIT) -> str:
    """A value directly in a table's cell: numbers with a fraction have three decimals."""
    if type(value) is str:
        return value
    value = value.value if type(value) is Numeral else value
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return value_text(value)
        from decimal import Decimal

        return three_decimals(Decimal(value))
    return three_decimals(value) if _is_decimal(value) else value_text(value, limit)  # type: ignore[arg-type]


def three_decimals(number: Decimal) -> str:
    """The number rounded to three decimals, halves away from zero."""
    from decimal import ROUND_HALF_UP, Context, Decimal

    return format(number.quantize(Decimal("0.001"), context=Context(prec=400, rounding=ROUND_HALF_UP)), "f")


def value_text(value: Any, limit: int = ENUMERATION_LIMIT) -> str:
    """A value in a list, a heading or Format-Wide; a list stands in braces, ``limit`` elements of it (-1: all)."""
    if type(value) is str:
        return value
    if isinstance(value, list):
        return _in_braces(value, limit, _element)
    if isinstance(value, dict) and not isinstance(value, PSCustomObject):
        return _in_braces(list(value.items()), limit, _entry)
    return _object_text(value) if isinstance(value, PSCustomObject) else plain_text(value)


def plain_text(value: Any) -> str:
    """A value that holds no others."""
    value = value.value if type(value) is Numeral else value
    if isinstance(value, float):
        text = general_text(value, 7 if isinstance(value, Single) else 15)
        return _INFINITE.get(text, text)
    if type_name_of(value) in _DATES:
        # Told by their names: what loads their module takes longer than a listing of commands.
        from ..dotnet.formats.date_formats import format_date

        return format_date(value, "")
    if isinstance(value, Reference):
        return f"{type_name_of(value)}`1[{type_name_of(value.value)}]"
    return to_string(value)


def net_value_text(value: Any) -> str:
    """The value's own ToString in en-US: Doubles with all digits, lists as their type name."""
    if isinstance(value, float):
        text = single_text(value) if isinstance(value, Single) else double_text(value)
        return _INFINITE.get(text, text)
    if isinstance(value, (list, dict)) and not isinstance(value, PSCustomObject):
        return type_name_of(value)
    return _object_text(value) if isinstance(value, PSCustomObject) else plain_text(value)


def _in_braces(items: list[Any], limit: int, text: Any) -> str:
    shown = items if limit < 0 else items[:limit]
    return "{" + ", ".join(map(text, shown)) + (ELLIPSIS if len(shown) < len(items) else "") + "}"


def _element(item: Any) -> str:
    """An element of a list in braces."""
    if item is None:
        return "$null"
    if isinstance(item, list):
        return " ".join(map(member_text, item)) or type_name_of(item)
    if isinstance(item, NetRecord) or type(item) is dict:
        name = shown_name(item)
        if name is not None:
            return value_text(item[name]) if not isinstance(item[name], (list, dict)) else type_name_of(item[name])
    if isinstance(item, dict) and not isinstance(item, PSCustomObject):
        return own_text(item) or type_name_of(item)
    return _object_text(item) if isinstance(item, PSCustomObject) else plain_text(item)


def _entry(item: tuple[Any, Any]) -> str:
    return f"[{plain_text(item[0])}, {'' if item[1] is None else net_value_text(item[1])}]"


def member_text(value: Any) -> str:
    """A value inside ``@{…}``: lists and dictionaries are their type names, objects without a text of theirs empty."""
    if isinstance(value, PSCustomObject):
        return own_text(value) or ""
    if isinstance(value, (list, dict)):
        return type_name_of(value)
    return plain_text(value)


def own_text(bag: Any, depth: int = 0) -> str | None:
    """The text that an object's type gives it, None for a type that gives none."""
    if isinstance(bag, NetRecord):
        return bag.text if isinstance(bag, TextRecord) else bag.type_names[0]
    member = text_member(bag.type_names) if getattr(bag, "type_names", ()) else ""
    if not member:
        return None
    value = bag.get(member)
    if isinstance(value, PSCustomObject) and depth < MAX_DEPTH:
        return own_text(value, depth + 1) or ""
    return plain_text(value)


def _object_text(bag: PSCustomObject) -> str:
    text = own_text(bag)
    if text is not None:
        return text
    return "@{" + "; ".join([f"{name}={member_text(value)}" for name, value in bag.items()]) + "}" if bag else ""
