"""The static members that are run, one line each."""

from __future__ import annotations

from ..dotnet.conversion import convert
from ..dotnet.numbers import INTEGER_RANGES
from ..dotnet.strings import to_string
from ..dotnet.texts import Char, NetObject
from ..dotnet.times import (
    EPOCH_TICKS,
    MAX_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_SECOND,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    days_in_month,
    is_leap_year,
)
from ..dotnet.types import resolve
from .overloads import Overload
from .static_conversions import (
    base_name,
    change_extension,
    combine,
    directory,
    escape_data,
    extension_of,
    file_name,
    from_base,
    from_base64,
    from_unix,
    index_of,
    letter,
    new_date,
    new_guid,
    new_span,
    now,
    now_ticks,
    reverse_,
    sort_,
    span_from,
    specify_kind,
    to_base,
    to_base64,
    to_number,
    today,
    unescape_data,
    url_decode,
    url_encode_,
    utc_now,
    utf8,
)
from .static_functions import (
    NUMBER_TYPES,
    absolute_,
    chosen_of,
    compare_,
    concat_,
    format_,
    from_characters,
    is_blank,
    join_,
    real,
    repeated,
    round_,
    round_decimal,
    round_digits_mode,
    round_mode,
    sign_,
    whole,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


_MATH, _STRING, _DATE = "System.Math", "System.String", "System.DateTime"


def _constants() -> dict[tuple[str, str], Any]:
    from math import e, pi, tau

    found: dict[tuple[str, str], Any] = {
        (_MATH, "pi"): pi,
        (_MATH, "e"): e,
        (_MATH, "tau"): tau,
        (_STRING, "empty"): "",
        ("System.Boolean", "truestring"): "True",
        ("System.Boolean", "falsestring"): "False",
        (_DATE, "now"): now,
        (_DATE, "utcnow"): utc_now,
        (_DATE, "today"): today,
        (_DATE, "minvalue"): DateTime(0),
        (_DATE, "maxvalue"): DateTime(MAX_TICKS),
        (_DATE, "unixepoch"): DateTime(EPOCH_TICKS, "Utc"),
        ("System.DateTimeOffset", "now"): lambda: DateTimeOffset(*now_ticks(False)),
        ("System.DateTimeOffset", "utcnow"): lambda: DateTimeOffset(now_ticks(True)[0], 0),
        ("System.DateTimeOffset", "unixepoch"): DateTimeOffset(EPOCH_TICKS, 0),
        ("System.DateTimeOffset", "minvalue"): DateTimeOffset(0, 0),
        ("System.DateTimeOffset", "maxvalue"): DateTimeOffset(MAX_TICKS, 0),
        ("System.TimeSpan", "zero"): TimeSpan(0),
        ("System.TimeSpan", "minvalue"): TimeSpan(-(2**63)),
        ("System.TimeSpan", "maxvalue"): TimeSpan(2**63 - 1),
        ("System.Guid", "empty"): lambda: convert("0" * 32, resolve("guid")),
        ("System.Double", "nan"): float("nan"),
        ("System.Double", "positiveinfinity"): float("inf"),
        ("System.Double", "negativeinfinity"): float("-inf"),
        ("System.Double", "maxvalue"): 1.7976931348623157e308,
        ("System.Double", "minvalue"): -1.7976931348623157e308,
        ("System.Double", "epsilon"): 5e-324,
        ("System.Environment", "newline"): "\n",
        ("System.Text.Encoding", "utf8"): utf8,
        ("System.Globalization.CultureInfo", "invariantculture"): lambda: NetObject(
            "System.Globalization.CultureInfo", ""
        ),
        ("System.Char", "minvalue"): Char("\0"),
        ("System.Char", "maxvalue"): Char("\uffff"),
        ("System.IO.Path", "directoryseparatorchar"): Char("/"),
    }
    for kind, (low, high) in INTEGER_RANGES.items():
        name = "System." + ("Int32" if kind is int else kind.__name__)
        found[name, "minvalue"] = kind(low)
        found[name, "maxvalue"] = kind(high)
    return found


def _methods() -> dict[tuple[str, str], list[Overload]]:
    unary = (
        "sqrt",
        "exp",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "log10",
        "log2",
        "cbrt",
    )
    rows: list[tuple[str, str, Callable[..., Any]]] = [
        (_MATH, "Round(a:double)", round_),
        (_MATH, "Round(d:decimal)", round_decimal),
        (_MATH, "Round(value:double,digits:int)", round_),
        (_MATH, "Round(d:decimal,decimals:int)", round_decimal),
        (_MATH, "Round(value:double,mode:System.MidpointRounding)", round_mode),
        (_MATH, "Round(value:double,digits:int,mode:System.MidpointRounding)", round_digits_mode),
        (_MATH, "Floor(d:double)", whole("FLOOR")),
        (_MATH, "Floor(d:decimal)", whole("FLOOR")),
        (_MATH, "Ceiling(a:double)", whole("CEILING")),
        (_MATH, "Ceiling(d:decimal)", whole("CEILING")),
        (_MATH, "Truncate(d:double)", whole("DOWN")),
        (_MATH, "Truncate(d:decimal)", whole("DOWN")),
        (_MATH, "Pow(x:double,y:double)", real("pow")),
        (_MATH, "Log(d:double)", real("log")),
        (_MATH, "Log(a:double,newBase:double)", real("log")),
        (_MATH, "Atan2(y:double,x:double)", real("atan2")),
        *[(_MATH, f"{each.capitalize()}(d:double)", real(each)) for each in unary],
        *[(_MATH, f"Abs(value:{each})", absolute_) for each in ("double", *NUMBER_TYPES) if each[0] not in "bu"],
        *[(_MATH, f"Sign(value:{each})", sign_) for each in ("double", *NUMBER_TYPES) if each[0] not in "bu"],
        *[(_MATH, f"Max(val1:{each},val2:{each})", chosen_of(True)) for each in NUMBER_TYPES],
        *[(_MATH, f"Min(val1:{each},val2:{each})", chosen_of(False)) for each in NUMBER_TYPES],
        (_STRING, "Join(separator:string,values:any*)", join_),
        (_STRING, "Format(format:string,args:any*)", format_),
        (_STRING, "Concat(values:any*)", concat_),
        (_STRING, "IsNullOrEmpty(value:any)", lambda value: value is None or not to_string(value)),
        (_STRING, "IsNullOrWhiteSpace(value:any)", is_blank),
        (_STRING, "Compare(strA:string,strB:string)", compare_),
        (_STRING, "Compare(strA:string,strB:string,ignoreCase:bool)", compare_),
        (_STRING, "new(c:char,count:int)", repeated),
        (_STRING, "new(value:char[])", from_characters),
        (_DATE, "new(year:int,month:int,day:int)", new_date),
        (_DATE, "new(ticks:long)", lambda ticks: DateTime(int(ticks))),
        (_DATE, "new(year:int,month:int,day:int,hour:int,minute:int,second:int)", new_date),
        (_DATE, "DaysInMonth(year:int,month:int)", days_in_month),
        (_DATE, "IsLeapYear(year:int)", is_leap_year),
        (_DATE, "SpecifyKind(value:datetime,kind:System.DateTimeKind)", specify_kind),
        ("System.DateTimeOffset", "FromUnixTimeSeconds(seconds:long)", from_unix(TICKS_PER_SECOND)),
        ("System.DateTimeOffset", "FromUnixTimeMilliseconds(milliseconds:long)", from_unix(10_000)),
        ("System.TimeSpan", "FromDays(value:double)", span_from(TICKS_PER_DAY)),
        ("System.TimeSpan", "FromHours(value:double)", span_from(3600 * TICKS_PER_SECOND)),
        ("System.TimeSpan", "FromMinutes(value:double)", span_from(60 * TICKS_PER_SECOND)),
        ("System.TimeSpan", "FromSeconds(value:double)", span_from(TICKS_PER_SECOND)),
        ("System.TimeSpan", "FromMilliseconds(value:double)", span_from(10_000)),
        ("System.TimeSpan", "FromTicks(value:long)", lambda value: TimeSpan(int(value))),
        ("System.TimeSpan", "new(ticks:long)", lambda value: TimeSpan(int(value))),
        ("System.TimeSpan", "new(hours:int,minutes:int,seconds:int)", new_span),
        ("System.TimeSpan", "new(days:int,hours:int,minutes:int,seconds:int)", new_span),
        ("System.Guid", "NewGuid()", new_guid),
        ("System.Uri", "EscapeDataString(stringToEscape:string)", escape_data),
        ("System.Uri", "UnescapeDataString(stringToUnescape:string)", unescape_data),
        ("System.Net.WebUtility", "UrlEncode(value:string)", url_encode_),
        ("System.Net.WebUtility", "UrlDecode(encodedValue:string)", url_decode),
        ("System.Convert", "ToBase64String(inArray:byte[])", to_base64),
        ("System.Convert", "FromBase64String(s:string)", from_base64),
        ("System.Convert", "ToInt32(value:any)", to_number("int")),
        ("System.Convert", "ToInt32(value:string,fromBase:int)", from_base),
        ("System.Convert", "ToInt64(value:any)", to_number("long")),
        ("System.Convert", "ToDouble(value:any)", to_number("double")),
        ("System.Convert", "ToDecimal(value:any)", to_number("decimal")),
        ("System.Convert", "ToString(value:any)", lambda value: "" if value is None else join_("", value)),
        ("System.Convert", "ToString(value:int,toBase:int)", to_base),
        ("System.Array", "IndexOf(array:array,value:any)", index_of),
        ("System.Array", "Reverse(array:array)", reverse_),
        ("System.Array", "Sort(array:array)", sort_),
        ("System.Char", "IsDigit(c:char)", letter(str.isdigit)),
        ("System.Char", "IsNumber(c:char)", letter(str.isnumeric)),
        ("System.Char", "IsLetter(c:char)", letter(str.isalpha)),
        ("System.Char", "IsLetterOrDigit(c:char)", letter(str.isalnum)),
        ("System.Char", "IsUpper(c:char)", letter(str.isupper)),
        ("System.Char", "IsLower(c:char)", letter(str.islower)),
        ("System.Char", "IsWhiteSpace(c:char)", letter(str.isspace)),
        ("System.Char", "ToUpper(c:char)", lambda char: Char(str(char).upper())),
        ("System.Char", "ToLower(c:char)", lambda char: Char(str(char).lower())),
        ("System.IO.Path", "GetFileName(path:string)", file_name),
        ("System.IO.Path", "GetFileNameWithoutExtension(path:string)", base_name),
        ("System.IO.Path", "GetExtension(path:string)", extension_of),
        ("System.IO.Path", "GetDirectoryName(path:string)", directory),
        ("System.IO.Path", "ChangeExtension(path:string,extension:string)", change_extension),
        ("System.IO.Path", "Combine(paths:string*)", combine),
        ("System.IO.Path", "IsPathRooted(path:string)", lambda path: path.startswith("/")),
    ]
    found: dict[tuple[str, str], list[Overload]] = {}
    for kind, signature, function in rows:
        overload = Overload(signature, function)
        found.setdefault((kind, overload.name.lower()), []).append(overload)
    return found


PROPERTIES = _constants()
METHODS = _methods()
