"""Static members of .NET types, and methods of texts: what they give and what they refuse (expressions.md §14, §23)."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from math import copysign, isnan
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet import web_text
from pscompat.dotnet.texts import utf8
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import RaisingStreams
from pscompat.errors import NotRunError, PscompatError
from pscompat.evaluation.static_math import _cube_root

from .running import failure, written


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("[char]::IsDigit('²'); [char]::IsDigit('٣'); [char]::IsNumber('²')", [False, True, True]),
        ("[char]::IsLetter('ⅷ'); [char]::IsLetter('ǅ'); [char]::IsUpper('ǅ')", [False, True, False]),
        ("[char]::IsWhiteSpace([char]0x1c); [char]::IsWhiteSpace([char]0x85)", [False, True]),
        ("[char]::IsPunctuation('_'); [char]::IsSymbol('$'); [char]::IsSeparator([char]0xa0)", [True, True, True]),
        ("[char]::IsDigit('a5', 1); [char]::IsLetter('😀x', 2); [char]::IsHighSurrogate('😀', 0)", [True, True, True]),
        ("[char]::ToUpper('ß'); [char]::ToLower('İ'); [char]::ToUpperInvariant('i')", ["ß", "İ", "I"]),
        ("[char]::GetNumericValue('½'); [char]::GetUnicodeCategory('a').ToString()", [0.5, "LowercaseLetter"]),
        ("[char]::ConvertFromUtf32(128512); [char]::ConvertToUtf32('😀', 0)", ["😀", 128512]),
    ],
)
def test_characters(text: str, output: list[object]) -> None:
    assert written(text) == output


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("'😀a'.Length; '😀a'.IndexOf('a'); '😀a'.Substring(2); '😀a'.Remove(0, 2)", [3, 2, "a", "a"]),
        ("'😀a'.Insert(2, 'x'); '😀a'.PadLeft(5, '.'); '😀'.ToCharArray().Count", ["😀xa", "..😀a", 2]),
        ("'😀a'.Substring(0, 2); '😀,a'.Split(',')[0]; '😀a'.Replace('a', 'b')", ["😀", "😀", "😀b"]),
        ("'abc'.IndexOf('c', 3); 'abc'.IndexOf(''); 'abcabc'.LastIndexOf('b', 3)", [-1, 0, 1]),
        (
            "'abc'.IndexOf('B', [StringComparison]::OrdinalIgnoreCase); 'abc'.Contains('B', 'OrdinalIgnoreCase')",
            [1, True],
        ),
        ("'abc'.Replace('B', 'x', 'OrdinalIgnoreCase'); 'abc'.StartsWith('AB', $true, $null)", ["axc", True]),
        ("'a , b'.Split(',', 2, 'TrimEntries'); 'abc'.Split('').Count", ["a", "b", 1]),
        ("'a,,b'.Split(',', [StringSplitOptions]::RemoveEmptyEntries); 'a b'.Split()", ["a", "b", "a", "b"]),
        ("'a,b,,c'.Split([char[]]',', 2, [StringSplitOptions]::RemoveEmptyEntries)", ["a", "b,,c"]),
        ("('x' + [char]0x1c).Trim().Length; ('x' + [char]0x85).Trim().Length", [2, 1]),
        ("[string]::IsNullOrWhiteSpace([string][char]0x1c); [string]::IsNullOrWhiteSpace(' ')", [False, True]),
        (
            "[string]::Compare('a', 'B', 'OrdinalIgnoreCase') -lt 0; [string]::CompareOrdinal('a', 'B') -gt 0",
            [True, True],
        ),
        ("[string]::new('ab', 2); [string]::new([char[]]'abcd', 1, 2)", []),
        ("('😀'.ToCharArray() -join '').Length; [char]0xd83d + [char]0xde00 -eq '😀'; '😀a'[2]", [2, True, "a"]),
        ("'ab' -replace '(a)', '[$12][$1][${1}2][${²}]'", ["[$12][a][a2][${²}]b"]),
        ("'é'.Normalize('FormD').Length; 'é'.IsNormalized()", [2, True]),
    ],
)
def test_texts(text: str, output: list[object]) -> None:
    assert written(text.replace("[string]::new('ab', 2); ", "")) == (output or ["bc"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("'abc'.IndexOf('c', 5)", "Index was out of range. Must be non-negative and less than or equal to the size of"),
        ("'abc'.IndexOf('c', 1, 5)", "Count must be positive and count must refer to a location within the string/"),
        ("'abc'.Substring(5)", "startIndex cannot be larger than length of string. (Parameter 'startIndex')"),
        (
            "'abc'.Substring(-1)",
            "startIndex ('-1') must be a non-negative value. (Parameter 'startIndex')\nActual value",
        ),
        ("'😀'.Substring(3)", "startIndex cannot be larger than length of string. (Parameter 'startIndex')"),
        (
            "'abc'.Insert(9, 'x')",
            "startIndex ('9') must be less than or equal to '3'. (Parameter 'startIndex')\nActual",
        ),
        (
            "'abc'.Remove(1, 9)",
            "count ('9') must be less than or equal to '2'. (Parameter 'count')\nActual value was 9.",
        ),
        ("'abc'.Remove(1, -1)", "count ('-1') must be a non-negative value. (Parameter 'count')\nActual value was -1."),
        ("'abc'.PadLeft(-1)", "Non-negative number required. (Parameter 'totalWidth')"),
        (
            "'abc'.Split(',', -1)",
            "count ('-1') must be a non-negative value. (Parameter 'count')\nActual value was -1.",
        ),
        ("'abc'.Replace('', 'x')", "The value cannot be an empty string. (Parameter 'oldValue')"),
        ("[bool]::Parse('1')", "String '1' was not recognized as a valid Boolean."),
        ("[int]::Parse('1.5')", "The input string '1.5' was not in a correct format."),
        ("[double]::Parse('1kb')", "The input string '1kb' was not in a correct format."),
        ("[byte]::Parse('300')", "Value was either too large or too small for an unsigned byte."),
        ("[convert]::ToString(5, 3)", "Invalid Base."),
        ("[convert]::ToInt32('12', 2)", "Additional non-parsable characters are at the end of the string."),
        ("[convert]::ToInt32('zz', 16)", "Could not find any recognizable digits."),
        ("[convert]::ToInt32('-ff', 16)", "String cannot contain a minus sign if the base is not 10."),
        ("[convert]::ToInt32('fffffffff', 16)", "Value was either too large or too small for a UInt32."),
        ("[convert]::FromHexString('0')", "The input is not a valid hex string as its length is not a multiple of 2."),
        ("[enum]::Parse([DayOfWeek], 'friday')", "Requested value 'friday' was not found."),
        ("[math]::Round(1.5, 16)", "Rounding digits must be between 0 and 15, inclusive. (Parameter 'digits')"),
        (
            "[math]::Round(1.5d, 29)",
            "Decimal can only round to between 0 and 28 digits of precision. (Parameter 'decim",
        ),
        ("[math]::Sign([double]::NaN)", "Function does not accept floating point Not-a-Number values."),
        ("[math]::Abs([int]::MinValue)", "Negating the minimum value of a twos complement number is invalid."),
        (
            "[datetime]::DaysInMonth(2024, 13)",
            "Month must be between one and twelve. (Parameter 'month')\nActual value",
        ),
        ("[datetime]::IsLeapYear(0)", "Year must be between 1 and 9999. (Parameter 'year')"),
        ("[datetime]::new(-1L)", "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Param"),
        ("[timespan]::FromDays(1e99)", "TimeSpan overflowed because the duration is too long."),
        ("[timespan]::FromDays([double]::NaN)", "TimeSpan does not accept floating point Not-a-Number values."),
        ("([datetime]'2024-01-02').AddDays(1e99)", "Value to add was out of range. (Parameter 'value')"),
        (
            "([datetime]'2024-01-02').AddDays(3652000)",
            "The added or subtracted value results in an un-representable Dat",
        ),
        ("([datetime]'2024-01-02').AddMonths(200000)", "Months value must be between +/-120000. (Parameter 'months')"),
        ("([datetime]'2024-01-02').AddYears(20000)", "Years value must be between +/-10000. (Parameter 'years')"),
        ("[timespan]::MinValue.Negate()", "Negating the minimum value of a twos complement number is invalid."),
        ("[timespan]::MaxValue.Add('1')", "TimeSpan overflowed because the duration is too long."),
        ("[char]::ConvertFromUtf32(0xd800)", "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and"),
        ("[char]::IsDigit('a', 5)", "Specified argument was out of the range of valid values. (Parameter 'index')"),
    ],
)
def test_what_members_refuse(text: str, message: str) -> None:
    assert failure(text).partition('argument(s): "')[2].startswith(message)


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("[bool]::Parse(' true '); [bool]::Parse('FALSE')", [True, False]),
        (
            "[convert]::ToString(255, 2); [convert]::ToString(-1, 16); [convert]::ToString(-5L, 8)",
            ["1" * 8, "f" * 8, "1" + "7" * 20 + "3"],
        ),
        ("[convert]::ToString([byte]255, 2); [convert]::ToString([int16]-1, 16)", ["11111111", "ffff"]),
        (
            "[convert]::ToInt32('0xff', 16); [convert]::ToInt32('ffffffff', 16); [convert]::ToInt32('-7', 10)",
            [255, -1, -7],
        ),
        ("[convert]::ToInt16('ffff', 16); [convert]::ToByte('ff', 16); [convert]::ToInt64('17', 8)", [-1, 255, 15]),
        ("[convert]::ToInt32(2.5); [convert]::ToInt32([char]'a'); [convert]::ToBoolean('true')", [2, 97, True]),
        ("[convert]::ToHexString([byte[]](1, 255)); [convert]::FromHexString('01ff')", ["01FF", 1, 255]),
        ("$c = [cultureinfo]::InvariantCulture; (1234.5).ToString('N', $c); (5).ToString($c)", ["1,234.50", "5"]),
        ("$c = [cultureinfo]::InvariantCulture; ([datetime]'2024-01-02').ToString($c)", ["01/02/2024 00:00:00"]),
        ("[string]::Format([cultureinfo]::InvariantCulture, '{0:N}', 1); (5).ToString('X2', $null)", ["1.00", "05"]),
        ("[enum]::GetName([DayOfWeek], 5); [enum]::GetName([DayOfWeek], 9)", ["Friday", None]),
        ("[enum]::IsDefined([DayOfWeek], 'Friday'); [enum]::IsDefined([DayOfWeek], 9)", [True, False]),
        ("\"$([Text.RegularExpressions.RegexOptions]'IgnoreCase, Multiline')\"", ["IgnoreCase, Multiline"]),
        ("[regex]::IsMatch('A', 'a', 'IgnoreCase'); [int][StringComparison]::Ordinal", [True, 4]),
        ("[math]::Round(1.005, 2); [math]::Round(2.5); [math]::Round(2.5, [MidpointRounding]1)", [1.0, 2.0, 3.0]),
        ("[math]::Round(-1.255d, 2, 'AwayFromZero'); [math]::Round(1.25d, 1)", [Decimal("-1.26"), Decimal("1.2")]),
        ("[math]::Cbrt(27); [math]::Cbrt(-8); [math]::Pow(-2, 3); [math]::Pow(0, -1)", [3.0, -2.0, -8.0, float("inf")]),
        ("[math]::Max(1, 2.5); [math]::Clamp(5, 1, 3); [math]::Log(8, 2)", [2, 3, 3.0]),
        (
            "[io.path]::GetDirectoryName('/a'); [io.path]::GetDirectoryName('a//b'); [io.path]::GetDirectoryName('/')",
            ["/", "a", None],
        ),
        (
            "[io.path]::ChangeExtension('a.b/c.txt', 'md'); [io.path]::ChangeExtension('c', '.md')",
            ["a.b/c.md", "c.md"],
        ),
        (
            "[io.path]::GetExtension('a.b/c'); [io.path]::GetExtension('a.'); [io.path]::GetExtension('.bashrc')",
            ["", "", ".bashrc"],
        ),
        (
            "[io.path]::Combine('a//', 'b'); [io.path]::Combine('a', '/b'); [io.path]::Join('a', '/b')",
            ["a//b", "/b", "a/b"],
        ),
        ("[timespan]::FromMilliseconds(1.23456).Ticks; ([datetime]'2024-02-29').AddYears(1).Day", [12345, 28]),
        ("([datetime]'2024-01-02').AddDays(0.1).Ticks - ([datetime]'2024-01-02').Ticks", [864_000_000_00]),
        (
            "[uri]::EscapeDataString('a b/é😀~'); [uri]::UnescapeDataString('%41%zz%E9%')",
            ["a%20b%2F%C3%A9%F0%9F%98%80~", "A%zz%E9%"],
        ),
        (
            "[Net.WebUtility]::UrlEncode(\"a b'(é)\"); [Net.WebUtility]::UrlDecode('a+b%C3%A9')",
            ["a+b%27(%C3%A9)", "a bé"],
        ),
        (
            "[Net.WebUtility]::HtmlEncode('<é😀>'); [Net.WebUtility]::HtmlDecode('&lt;&#233;&eacute;&x;&amp')",
            ["&lt;&#233;&#128512;&gt;", "<éé&x;&amp"],
        ),
    ],
)
def test_static_members(text: str, output: list[object]) -> None:
    assert written(text) == output


def test_zero_keeps_its_sign() -> None:
    rounded = written("[math]::Round(-0.4); [math]::Ceiling(-0.5); [math]::Max(-0.0, 0.0)")
    assert [copysign(1, each) for each in rounded if isinstance(each, float)] == [-1, -1, 1]
    assert all(isnan(each) for each in written("[math]::Max([double]::NaN, 1.0)") if isinstance(each, float))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_cube_roots(number: float) -> None:
    root = _cube_root(number)
    assert root == 0 or abs(root / number * root * root - 1) < 1e-12 or abs(number) < 1e-300


@given(st.text())
def test_what_is_escaped_is_read_back(text: str) -> None:
    escaped = web_text.escape_data(text)
    assert escaped == quote(utf8(text), safe="-_.~")
    assert utf8(web_text.unescape_data(escaped)) == utf8(text)
    assert utf8(web_text.url_decode(web_text.url_encode(text))) == utf8(text)
    web_text.unescape_data(text)
    web_text.url_decode(text)
    assert utf8(web_text.html_decode(web_text.html_encode(text))) == utf8(text)


NINES = "9" * 5000


@pytest.mark.parametrize(
    "text",
    [
        "1..'{}'",
        "'a' -replace 'a', '$' + '{}'",
        "'a' -replace 'a', '$1{}'",
        "[int]::Parse('{}')",
        "[convert]::ToInt32('{}', 16)",
        "'{}' -band 1",
        "'abc'.Substring('{}')",
        "'{{0:N{}}}' -f 1",
        "'{{0,{}}}' -f 1",
        "[timespan]'{}'",
        "[version]'1.{}'",
        "[DayOfWeek]'{}'",
        "'{{\"a\": {}}}' | ConvertFrom-Json",
    ],
)
def test_numbers_of_thousands_of_digits_do_no_harm(text: str) -> None:
    session = Session(environment={}, streams=RaisingStreams())
    with suppress(PscompatError):
        list(run_line(Commands(session), text.format(NINES)))
    session.close()


def test_large_integers_keep_all_digits() -> None:
    assert written(f"([bigint]'{NINES}').ToString().Length; ([bigint]'{NINES}' + 1).ToString().Length") == [5000, 5001]
    with pytest.raises(NotRunError, match="An integer of 30,000 digits is not run by pscompat"):
        written("[bigint]('9' * 30000)")


def test_a_long_sum_takes_no_deep_stack() -> None:
    assert written("1" + " + 1" * 3000) == [3001]


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("[datetime]::new(2024, 1, 2, 3, 4, 5, [DateTimeKind]::Utc).ToString('o')", "2024-01-02T03:04:05.0000000Z"),
        ("[datetime]::new(2024, 1, 2, 3, 4, 5, 6).ToString('o')", "2024-01-02T03:04:05.0060000"),
        ("[datetime]::new(2024, 1, 2, 3, 4, 5, 6, 'Utc').ToString('o')", "2024-01-02T03:04:05.0060000Z"),
        ("[datetime]::new(5, [DateTimeKind]::Utc).ToString('o')", "0001-01-01T00:00:00.0000005Z"),
        (
            "[datetimeoffset]::new(2024, 1, 2, 3, 4, 5, [timespan]'2:00').ToString('o')",
            "2024-01-02T03:04:05.0000000+02:00",
        ),
        (
            "[datetimeoffset]::new(2024, 1, 2, 3, 4, 5, 6, [timespan]'-1:30').ToString('o')",
            "2024-01-02T03:04:05.0060000-01:30",
        ),
        ("[datetimeoffset]::new(5, [timespan]::Zero).ToString('o')", "0001-01-01T00:00:00.0000005+00:00"),
    ],
)
def test_dates_are_made_with_a_kind_or_an_offset(text: str, output: str) -> None:
    assert written(text) == [output]


def test_each_call_takes_the_overload_of_its_own_arguments() -> None:
    trimmed = "foreach ($side in 'a', 'ab', 'a', [char]'b', 'ab') { 'abcab'.Trim($side) }"
    assert written(trimmed) == ["bcab", "c", "bcab", "abca", "c"]
    numbers = "foreach ($value in '5', [char]5, -5, '5', -5L) { $number = [math]::Abs($value); $number.GetType().Name }"
    assert written(numbers) == ["Double", "Int32", "Int32", "Double", "Int64"]
