"""Methods of texts."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, EnumValue, NetList
from ..dotnet.order.culture import compare as compare_texts
from ..dotnet.order.culture import starts_with
from ..dotnet.sizes import check_size
from ..dotnet.texts import Char, is_white_space
from ..errors import CommandError, ErrorRecord
from .overloads import NetProblem, table
from .value_methods import itself, net_equal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _substring(text: str, start: int) -> str:
    _check_start(text, start)
    return text[start:]


def _substring_of(text: str, start: int, length: int) -> str:
    _check_start(text, start)
    if length < 0:
        message = f"length ('{length}') must be a non-negative value. (Parameter 'length')\nActual value was {length}."
        raise NetProblem("ArgumentOutOfRangeException", message)
    if start + length > len(text):
        message = "Index and length must refer to a location within the string. (Parameter 'length')"
        raise NetProblem("ArgumentOutOfRangeException", message)
    return text[start : start + length]


def _check_start(text: str, start: int) -> None:
    if start < 0:
        message = (
            f"startIndex ('{start}') must be a non-negative value. (Parameter 'startIndex')\nActual value was {start}."
        )
        raise NetProblem("ArgumentOutOfRangeException", message)
    if start > len(text):
        message = "startIndex cannot be larger than length of string. (Parameter 'startIndex')"
        raise NetProblem("ArgumentOutOfRangeException", message)


def _split_any(text: str, separators: list[Any], count: int | None = None, options: Any = None) -> list[str]:
    """``Split`` at each of some characters or texts."""
    marks = [str(each) for each in separators if each is not None and str(each)]
    pieces: list[str] = []
    start = place = 0
    removes, trims = _split_flags(options)
    most = -1 if count is None else count
    if most == 0:
        return NetList("System.String[]")
    while place < len(text):
        mark = next((each for each in marks if text.startswith(each, place)), None)
        if not marks and is_white_space(text[place]):
            mark = text[place]
        if mark is None:
            place += 1
            continue
        piece = text[start:place]
        if not (removes and not (piece.strip() if trims else piece)):
            if 0 < most <= len(pieces) + 1:
                break
            pieces.append(piece)
        place += len(mark)
        start = place
    pieces.append(text[start:])
    if trims:
        pieces = [piece.strip() for piece in pieces]
    if removes:
        pieces = [piece for piece in pieces if piece]
    return NetList("System.String[]", pieces)


def _split_flags(options: Any) -> tuple[bool, bool]:
    number = 0 if options is None else options.value
    return bool(number & 1), bool(number & 2)


def _split_text(text: str, separator: str, *rest: Any) -> list[str]:
    count = next((each for each in rest if isinstance(each, int)), None)
    options = next((each for each in rest if isinstance(each, EnumValue)), None)
    return _split_any(text, [separator] if separator else ["\0\0never"], count, options)


def _split_characters(text: str, *separators: Any) -> list[str]:
    return _split_any(text, list(separators))


def _split_array(text: str, separators: Any, *rest: Any) -> list[str]:
    count = next((each for each in rest if isinstance(each, int)), None)
    options = next((each for each in rest if isinstance(each, EnumValue)), None)
    return _split_any(text, list(separators or []), count, options)


def _replace(text: str, old: str, new: str) -> str:
    if not old:
        raise NetProblem("ArgumentException", "The value cannot be an empty string. (Parameter 'oldValue')")
    check_size(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def _index_of(text: str, value: str, start: int = 0) -> int:
    return text.find(value, start)


def _insert(text: str, start: int, value: str) -> str:
    if not 0 <= start <= len(text):
        limit = f"must be less than or equal to '{len(text)}'" if start > 0 else "must be a non-negative value"
        message = f"startIndex ('{start}') {limit}. (Parameter 'startIndex')\nActual value was {start}."
        raise NetProblem("ArgumentOutOfRangeException", message)
    check_size(len(text) + len(value))
    return text[:start] + value + text[start:]


def _remove(text: str, start: int) -> str:
    _check_start(text, start)
    return text[:start]


def _remove_count(text: str, start: int, count: int) -> str:
    _check_start(text, start)
    if count < 0 or start + count > len(text):
        rule = f"must be less than or equal to '{len(text) - start}'" if count >= 0 else "must be a non-negative value"
        message = f"count ('{count}') {rule}. (Parameter 'count')\nActual value was {count}."
        raise NetProblem("ArgumentOutOfRangeException", message)
    return text[:start] + text[start + count :]


def _stripped(text: str, left: bool, right: bool, characters: tuple[Any, ...]) -> str:
    wanted = "".join(str(each) for each in characters)
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
        message = "Non-negative number required. (Parameter 'totalWidth')"
        raise NetProblem("ArgumentOutOfRangeException", message)
    check_size(width)
    return width


def simple_case(text: str, upper: bool) -> str:
    """Each character in its simple upper or lower case, as .NET has it."""
    if text.isascii():
        return text.upper() if upper else text.lower()
    changed = [(char.upper() if upper else char.lower()) for char in text]
    return "".join(new if len(new) == 1 else old for old, new in zip(text, changed, strict=True))


def _upper(text: str) -> str:
    return simple_case(text, True)


def _lower(text: str) -> str:
    return simple_case(text, False)


def _characters(text: str) -> list[Any]:
    check_size(len(text))
    return NetList("System.Char[]", [Char(each) for each in text])


def _chars(text: str, index: int) -> Char:
    if not 0 <= index < len(text):
        message = 'Exception getting "Chars": "Index was outside the bounds of the array."'
        raise CommandError([ErrorRecord("ExceptionWhenGetting", message, exception="GetValueInvocationException")])
    return Char(text[index])


def _contains(text: str, value: str) -> bool:
    return value in text


def _ignores_case(comparison: EnumValue) -> bool:
    return comparison.name.endswith("IgnoreCase")


def _contains_by(text: str, value: str, comparison: EnumValue) -> bool:
    return _lower(value) in _lower(text) if _ignores_case(comparison) else value in text


def _starts_with(text: str, value: str) -> bool:
    return starts_with(text, value)


def _starts_by(text: str, value: str, comparison: EnumValue) -> bool:
    return _upper(text).startswith(_upper(value)) if _ignores_case(comparison) else text.startswith(value)


def _ends_with(text: str, value: str) -> bool:
    return starts_with(text[::-1], value[::-1]) if text.isascii() and value.isascii() else text.endswith(value)


def _ends_by(text: str, value: str, comparison: EnumValue) -> bool:
    return _upper(text).endswith(_upper(value)) if _ignores_case(comparison) else text.endswith(value)


def _equals_by(text: str, value: str, comparison: EnumValue) -> bool:
    return _upper(text) == _upper(value) if _ignores_case(comparison) else text == value


def _last_index_of(text: str, value: str) -> int:
    return text.rfind(value)


def _index_of_any(text: str, characters: list[Any]) -> int:
    return next((place for place, char in enumerate(text) if char in characters), -1)


def _normalize(text: str, form: EnumValue | None = None) -> str:
    from unicodedata import normalize

    names = {"FormC": "NFC", "FormD": "NFD", "FormKC": "NFKC", "FormKD": "NFKD"}
    return normalize(names["FormC" if form is None else form.name], text)  # type: ignore[arg-type]


_COMPARISON = "System.StringComparison"
_OPTIONS = "System.StringSplitOptions"
STRING = table(
    ("Substring(startIndex:int)", _substring),
    ("Substring(startIndex:int,length:int)", _substring_of),
    ("Split()", _split_characters),
    ("Split(separator:string)", _split_text),
    ("Split(separator:char[])", _split_array),
    ("Split(separator:string,count:int)", _split_text),
    (f"Split(separator:string,options:{_OPTIONS})", _split_text),
    ("Split(separator:char[],count:int)", _split_array),
    (f"Split(separator:char[],options:{_OPTIONS})", _split_array),
    (f"Split(separator:string[],options:{_OPTIONS})", _split_array),
    (f"Split(separator:string,count:int,options:{_OPTIONS})", _split_text),
    ("Replace(oldValue:string,newValue:string)", _replace),
    ("IndexOf(value:string)", _index_of),
    ("IndexOf(value:string,startIndex:int)", _index_of),
    ("LastIndexOf(value:string)", _last_index_of),
    ("IndexOfAny(anyOf:char[])", _index_of_any),
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
    ("ToUpper()", _upper),
    ("ToLower()", _lower),
    ("ToUpperInvariant()", _upper),
    ("ToLowerInvariant()", _lower),
    ("ToCharArray()", _characters),
    ("Chars(index:int)", _chars),
    ("get_Chars(index:int)", _chars),
    ("Contains(value:string)", _contains),
    (f"Contains(value:string,comparisonType:{_COMPARISON})", _contains_by),
    ("StartsWith(value:string)", _starts_with),
    (f"StartsWith(value:string,comparisonType:{_COMPARISON})", _starts_by),
    ("EndsWith(value:string)", _ends_with),
    (f"EndsWith(value:string,comparisonType:{_COMPARISON})", _ends_by),
    ("Equals(value:object)", net_equal),
    (f"Equals(value:string,comparisonType:{_COMPARISON})", _equals_by),
    ("CompareTo(strB:string)", lambda one, other: compare_texts(one, other)),
    ("Normalize()", _normalize),
    ("Normalize(normalizationForm:System.Text.NormalizationForm)", _normalize),
    ("ToString()", itself),
    ("Clone()", itself),
    ("GetEnumerator()", lambda text: Enumerator(_characters(text), "System.CharEnumerator")),
)
