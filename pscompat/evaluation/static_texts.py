"""Static members of [string], and of the types that encode texts."""

from __future__ import annotations

from ..dotnet import web_text
from ..dotnet.containers import EnumValue, NetList
from ..dotnet.formats.composite import default_text, format_text
from ..dotnet.formats.format_errors import FormatError
from ..dotnet.kinds import is_array
from ..dotnet.sizes import check_size
from ..dotnet.strings import to_string
from ..dotnet.texts import is_white_space, join_units, split_units
from .comparisons import compared, equal_by
from .problems import OUTSIDE, NetProblem, out_of_range
from .value_methods import culture_of, is_culture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_STRING, _URI, _WEB = "System.String", "System.Uri", "System.Net.WebUtility"
_COMPARISON = "System.StringComparison"


def _join(separator: str, *values: Any) -> str:
    items = values[0] if len(values) == 1 and _is_spread(values[0]) else values
    texts = [default_text(item) for item in items]
    check_size(sum(map(len, texts)) + len(separator) * len(texts))
    return join_units(separator.join(texts))


def _is_spread(value: Any) -> bool:
    """Whether ``params`` and IEnumerable<string> take a collection apart: arrays and generic lists, no others."""
    return is_array(value) or (isinstance(value, NetList) and "`" in value.type_name)


def _concat(*values: Any) -> str:
    return _join("", *values)


def _format(template: Any, *values: Any) -> str:
    """``String.Format``, perhaps with a format provider before the template."""
    provider = None
    if is_culture(template) and values:
        provider, template, *values = template, *values  # type: ignore[assignment]
    items = list(values[0]) if len(values) == 1 and isinstance(values[0], list) else list(values)
    try:
        return format_text(to_string(template), items, culture_of(provider))
    except FormatError as error:
        raise NetProblem("FormatException", str(error)) from None


def _is_empty(value: Any) -> bool:
    return value is None or not to_string(value)


def _is_blank(value: Any) -> bool:
    return value is None or all(map(is_white_space, to_string(value)))


def _compare(one: str, other: str, ignore_case: bool = False) -> int:
    from ..dotnet.order.culture import compare

    return compare(one, other, ignore_case=ignore_case)


def _compare_ordinal(one: str, other: str) -> int:
    return compared(one, other, EnumValue(_COMPARISON, 4, "Ordinal"))


def _repeated(char: str, count: int) -> str:
    if count < 0:
        raise out_of_range("Count cannot be less than zero.", "count")
    check_size(count)
    return str(char) * count


def _of_characters(characters: list[Any]) -> str:
    return join_units("".join(map(str, characters or ())))


def _of_some(characters: list[Any], start: int, length: int) -> str:
    for number, name in ((start, "startIndex"), (length, "length")):
        if number < 0:
            raise out_of_range(f"{name} ('{number}') must be a non-negative value.", name, number)
    if start > len(characters) - length:
        raise out_of_range(OUTSIDE, "startIndex")
    return _of_characters(characters[start : start + length])


ROWS: list[tuple[str, str, Callable[..., Any]]] = [
    (_STRING, "Join(separator:string,values:any*)", _join),
    (_STRING, "Format(format:any,args:any*)", _format),
    (_STRING, "Concat(values:any*)", _concat),
    (_STRING, "IsNullOrEmpty(value:any)", _is_empty),
    (_STRING, "IsNullOrWhiteSpace(value:any)", _is_blank),
    (_STRING, "Compare(strA:string,strB:string)", _compare),
    (_STRING, "Compare(strA:string,strB:string,ignoreCase:bool)", _compare),
    (_STRING, f"Compare(strA:string,strB:string,comparisonType:{_COMPARISON})", compared),
    (_STRING, "CompareOrdinal(strA:string,strB:string)", _compare_ordinal),
    (_STRING, "Equals(a:string,b:string)", lambda one, other: split_units(one) == split_units(other)),
    (_STRING, f"Equals(a:string,b:string,comparisonType:{_COMPARISON})", equal_by),
    (_STRING, "new(c:char,count:int)", _repeated),
    (_STRING, "new(value:char[])", _of_characters),
    (_STRING, "new(value:char[],startIndex:int,length:int)", _of_some),
    (_URI, "EscapeDataString(stringToEscape:string)", web_text.escape_data),
    (_URI, "EscapeUriString(stringToEscape:string)", web_text.escape_uri),
    (_URI, "UnescapeDataString(stringToUnescape:string)", web_text.unescape_data),
    (_WEB, "UrlEncode(value:string)", web_text.url_encode),
    (_WEB, "UrlDecode(encodedValue:string)", web_text.url_decode),
    (_WEB, "HtmlEncode(value:string)", web_text.html_encode),
    (_WEB, "HtmlDecode(value:string)", web_text.html_decode),
]
