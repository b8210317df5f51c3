"""Methods of texts. Places and lengths count UTF-16 units, as in .NET."""

from __future__ import annotations

from functools import wraps

from ..dotnet.containers import Enumerator, EnumValue, NetList
from ..dotnet.order.culture import compare as compare_texts
from ..dotnet.order.culture import starts_with
from ..dotnet.sizes import check_size
from ..dotnet.texts import Char, is_white_space, join_units, split_units
from ..errors import CommandError, ErrorRecord
from .comparisons import equal_by, folded
from .overloads import table
from .problems import OUTSIDE, bad_argument, out_of_range
from .static_characters import simple_case
from .text_search import (
    contains,
    contains_by,
    ends_by,
    ends_ignoring,
    ends_with,
    index_by,
    index_of,
    index_of_any,
    index_within,
    last_index_of,
    last_index_of_any,
    starts_by,
    starts_ignoring,
)
from .value_methods import itself, net_equal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_UNITS_END = "\uffff"


def _by_units(work: Callable[..., Any]) -> Callable[..., Any]:
    """The method on texts taken apart into UTF-16 units; what it gives is put together again."""

    @wraps(work)
    def method(text: str, *arguments: Any) -> Any:
        if text.isascii() or max(text) <= _UNITS_END:
            return work(text, *arguments)
        given = [split_units(each) if type(each) is str else each for each in arguments]
        found = work(split_units(text), *given)
        if type(found) is str:
            return join_units(found)
        if isinstance(found, NetList) and found.type_name == "System.String[]":
            found[:] = [join_units(each) for each in found]
        return found

    return method


# What a wrong place gives


def _check_not_negative(number: int, name: str) -> None:
    if number < 0:
        raise out_of_range(f"{name} ('{number}') must be a non-negative value.", name, number)


def _check_at_most(number: int, most: int, name: str) -> None:
    if number > most:
        raise out_of_range(f"{name} ('{number}') must be less than or equal to '{most}'.", name, number)


def _check_start(text: str, start: int) -> None:
    _check_not_negative(start, "startIndex")
    if start > len(text):
        raise out_of_range("startIndex cannot be larger than length of string.", "startIndex")


# Parts


def _substring(text: str, start: int) -> str:
    _check_start(text, start)
    return text[start:]


def _substring_of(text: str, start: int, length: int) -> str:
    _check_start(text, start)
    _check_not_negative(length, "length")
    if start + length > len(text):
        raise out_of_range("Index and length must refer to a location within the string.", "length")
    return text[start : start + length]


def _insert(text: str, start: int, value: str) -> str:
    _check_not_negative(start, "startIndex")
    _check_at_most(start, len(text), "startIndex")
    check_size(len(text) + len(value))
    return text[:start] + value + text[start:]


def _remove(text: str, start: int) -> str:
    _check_start(text, start)
    return text[:start]


def _remove_count(text: str, start: int, count: int) -> str:
    _check_not_negative(start, "startIndex")
    _check_not_negative(count, "count")
    _check_at_most(count, len(text) - start, "count")
    return text[:start] + text[start + count :]


def _characters(text: str) -> list[Any]:
    check_size(len(text))
    return NetList("System.Char[]", [Char(each) for each in text])


def _characters_of(text: str, start: int, length: int) -> list[Any]:
    if not 0 <= start <= len(text):
        raise out_of_range(OUTSIDE, "startIndex")
    if not 0 <= length <= len(text) - start:
        raise out_of_range(OUTSIDE, "length")
    return _characters(text[start : start + length])


def _chars(text: str, index: int) -> Char:
    if not 0 <= index < len(text):
        message = 'Exception getting "Chars": "Index was outside the bounds of the array."'
        raise CommandError([ErrorRecord("ExceptionWhenGetting", message, exception="GetValueInvocationException")])
    return Char(text[index])


# Split


def _split_any(text: str, separators: list[Any], count: int | None = None, options: EnumValue | None = None) -> Any:
    """``Split`` at each of some characters or texts; without any, at white space."""
    flags = 0 if options is None else options.value
    if not 0 <= flags <= 3:
        message = f"The value '{flags}' is not valid for this usage of the type StringSplitOptions."
        raise bad_argument(message, "options")
    if count is not None and count < 0:
        raise out_of_range(f"count ('{count}') must be a non-negative value.", "count", count)
    if count == 0:
        return NetList("System.String[]")
    removes, trims = bool(flags & 1), bool(flags & 2)
    marks = [str(each) for each in separators if each is not None and str(each)]
    pieces: list[str] = []
    start = 0
    for place, end in _cuts(text, marks):
        piece = _trim(text[start:place]) if trims else text[start:place]
        if piece or not removes:
            if count is not None and len(pieces) + 1 >= count:
                break
            pieces.append(piece)
        start = end
    last = _trim(text[start:]) if trims else text[start:]
    if last or not removes:
        pieces.append(last)
    return NetList("System.String[]", pieces)


def _cuts(text: str, marks: list[str]) -> list[tuple[int, int]]:
    """Where a text is cut: the start and the end of each separator."""
    if not marks:
        return [(place, place + 1) for place, char in enumerate(text) if is_white_space(char)]
    cuts: list[tuple[int, int]] = []
    if len(marks) == 1:
        mark, place = marks[0], 0
        while (place := text.find(mark, place)) >= 0:
            cuts.append((place, place + len(mark)))
            place += len(mark)
        return cuts
    firsts = frozenset(mark[0] for mark in marks)
    place = 0
    while place < len(text):
        mark = next((each for each in marks if text.startswith(each, place)), "") if text[place] in firsts else ""
        if mark:
            cuts.append((place, place + len(mark)))
        place += len(mark) or 1
    return cuts


def _split_text(text: str, separator: str, *rest: Any) -> Any:
    """An empty separator is none; the text is not cut."""
    count = next((each for each in rest if isinstance(each, int)), None)
    options = next((each for each in rest if isinstance(each, EnumValue)), None)
    return (
        _split_any(text, [separator], count, options) if separator else _split_any(text, ["\0" + text], count, options)
    )


def _split_array(text: str, separators: Any, *rest: Any) -> Any:
    count = next((each for each in rest if isinstance(each, int)), None)
    options = next((each for each in rest if isinstance(each, EnumValue)), None)
    return _split_any(text, list(separators or []), count, options)


# Changes


def _replace(text: str, old: str, new: str) -> str:
    if not old:
        raise bad_argument("The value cannot be an empty string.", "oldValue")
    check_size(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def _replace_by(text: str, old: str, new: str, comparison: EnumValue) -> str:
    """As Replace, of texts that a comparison takes for equal."""
    if not old:
        return _replace(text, old, new)
    wide, wanted = folded(text, comparison), folded(old, comparison)
    if len(wide) != len(text) or len(wanted) != len(old):
        return _replace(text, old, new)
    check_size(len(text) + wide.count(wanted) * (len(new) - len(old)))
    pieces, place = [], 0
    while (found := wide.find(wanted, place)) >= 0:
        pieces += [text[place:found], new]
        place = found + len(wanted)
    return "".join([*pieces, text[place:]])


def _stripped(text: str, left: bool, right: bool, characters: tuple[Any, ...]) -> str:
    wanted = frozenset(map(str, characters))
    start, end = 0, len(text)
    while left and start < end and (text[start] in wanted if wanted else is_white_space(text[start])):
        start += 1
    while right and end > start and (text[end - 1] in wanted if wanted else is_white_space(text[end - 1])):
        end -= 1
    return text[start:end]


def _trim(text: str, *characters: Any) -> str:
    return _stripped(text, True, True, characters)


def _trim_start(text: str, *characters: Any) -> str:
    return _stripped(text, True, False, characters)


def _trim_end(text: str, *characters: Any) -> str:
    return _stripped(text, False, True, characters)


def _pad_left(text: str, width: int, char: str = " ") -> str:
    return text.rjust(_width(width), char)


def _pad_right(text: str, width: int, char: str = " ") -> str:
    return text.ljust(_width(width), char)


def _width(width: int) -> int:
    if width < 0:
        raise out_of_range("Non-negative number required.", "totalWidth")
    check_size(width)
    return width


def _upper(text: str) -> str:
    return simple_case(text, True)


def _lower(text: str) -> str:
    return simple_case(text, False)


_FORMS = {1: "NFC", 2: "NFD", 5: "NFKC", 6: "NFKD"}


def _form(form: EnumValue | None) -> Any:
    number = 1 if form is None else form.value
    if number not in _FORMS:
        raise bad_argument("Invalid or unsupported normalization form.", "normalizationForm")
    return _FORMS[number]


def _normalize(text: str, form: EnumValue | None = None) -> str:
    from unicodedata import normalize

    return normalize(_form(form), text)


def _is_normalized(text: str, form: EnumValue | None = None) -> bool:
    from unicodedata import is_normalized

    return is_normalized(_form(form), text)


_COMPARISON = "System.StringComparison"
_OPTIONS = "System.StringSplitOptions"
_FORM = "System.Text.NormalizationForm"
_OF_UNITS: list[tuple[str, Callable[..., Any]]] = [
    ("Substring(startIndex:int)", _substring),
    ("Substring(startIndex:int,length:int)", _substring_of),
    ("Split()", lambda text: _split_any(text, [])),
    ("Split(separator:string)", _split_text),
    ("Split(separator:char[])", _split_array),
    ("Split(separator:string,count:int)", _split_text),
    (f"Split(separator:string,options:{_OPTIONS})", _split_text),
    ("Split(separator:char[],count:int)", _split_array),
    (f"Split(separator:char[],options:{_OPTIONS})", _split_array),
    (f"Split(separator:string[],options:{_OPTIONS})", _split_array),
    (f"Split(separator:string,count:int,options:{_OPTIONS})", _split_text),
    (f"Split(separator:char[],count:int,options:{_OPTIONS})", _split_array),
    (f"Split(separator:string[],count:int,options:{_OPTIONS})", _split_array),
    ("Replace(oldValue:string,newValue:string)", _replace),
    ("IndexOf(value:string)", index_of),
    ("IndexOf(value:string,startIndex:int)", index_of),
    ("IndexOf(value:string,startIndex:int,count:int)", index_within),
    ("LastIndexOf(value:string)", last_index_of),
    ("LastIndexOf(value:string,startIndex:int)", last_index_of),
    ("IndexOfAny(anyOf:char[])", index_of_any),
    ("IndexOfAny(anyOf:char[],startIndex:int)", index_of_any),
    ("LastIndexOfAny(anyOf:char[])", last_index_of_any),
    ("Insert(startIndex:int,value:string)", _insert),
    ("Remove(startIndex:int)", _remove),
    ("Remove(startIndex:int,count:int)", _remove_count),
    ("Trim()", _trim),
    ("Trim(trimChars:char[])", lambda text, chars: _trim(text, *(chars or ()))),
    ("Trim(trimChars:char*)", _trim),
    ("TrimStart()", _trim_start),
    ("TrimStart(trimChars:char[])", lambda text, chars: _trim_start(text, *(chars or ()))),
    ("TrimStart(trimChars:char*)", _trim_start),
    ("TrimEnd()", _trim_end),
    ("TrimEnd(trimChars:char[])", lambda text, chars: _trim_end(text, *(chars or ()))),
    ("TrimEnd(trimChars:char*)", _trim_end),
    ("PadLeft(totalWidth:int)", _pad_left),
    ("PadLeft(totalWidth:int,paddingChar:char)", _pad_left),
    ("PadRight(totalWidth:int)", _pad_right),
    ("PadRight(totalWidth:int,paddingChar:char)", _pad_right),
    ("ToCharArray()", _characters),
    ("ToCharArray(startIndex:int,length:int)", _characters_of),
    ("Chars(index:int)", _chars),
    ("get_Chars(index:int)", _chars),
    ("Contains(value:string)", contains),
    ("GetEnumerator()", lambda text: Enumerator(_characters(text), "System.CharEnumerator")),
]
STRING = table(
    *[(signature, _by_units(work)) for signature, work in _OF_UNITS],
    (f"Replace(oldValue:string,newValue:string,comparisonType:{_COMPARISON})", _replace_by),
    (f"IndexOf(value:string,comparisonType:{_COMPARISON})", index_by),
    (f"Contains(value:string,comparisonType:{_COMPARISON})", contains_by),
    ("StartsWith(value:string)", starts_with),
    (f"StartsWith(value:string,comparisonType:{_COMPARISON})", starts_by),
    ("StartsWith(value:string,ignoreCase:bool,culture:object)", starts_ignoring),
    ("EndsWith(value:string)", ends_with),
    (f"EndsWith(value:string,comparisonType:{_COMPARISON})", ends_by),
    ("EndsWith(value:string,ignoreCase:bool,culture:object)", ends_ignoring),
    ("ToUpper()", _upper),
    ("ToLower()", _lower),
    ("ToUpperInvariant()", _upper),
    ("ToLowerInvariant()", _lower),
    ("Equals(value:object)", net_equal),
    (f"Equals(value:string,comparisonType:{_COMPARISON})", equal_by),
    ("CompareTo(strB:string)", compare_texts),
    ("Normalize()", _normalize),
    (f"Normalize(normalizationForm:{_FORM})", _normalize),
    ("IsNormalized()", _is_normalized),
    (f"IsNormalized(normalizationForm:{_FORM})", _is_normalized),
    ("ToString()", itself),
    ("Clone()", itself),
)
