"""Numbers, dates and spans of time by .NET's format strings (expressions.md §10.1)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import EnumValue, PSCustomObject
from pscompat.dotnet.formats.composite import default_text, format_text, format_value, object_text
from pscompat.dotnet.formats.cultures import EN_US, INVARIANT
from pscompat.dotnet.formats.date_formats import format_date
from pscompat.dotnet.formats.digits import exact_digits
from pscompat.dotnet.formats.exact_dates import parse_exact
from pscompat.dotnet.formats.format_errors import FormatError
from pscompat.dotnet.numbers import BigInteger, Byte, Int16, Int64, Single, UInt64
from pscompat.dotnet.times import TICKS_PER_DAY, DateTime, DateTimeOffset, TimeSpan, days_before
from pscompat.errors import NotRunError

from .conversions import to


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (1234.5, "N", "1,234.500"),
        (1234.5, "n1", "1,234.5"),
        (-1.5, "N2", "-1.50"),
        (2.5, "N0", "2"),
        (3.5, "N0", "4"),
        (0.25, "F1", "0.2"),
        (Decimal("0.25"), "F1", "0.3"),
        (25, "E0", "3E+001"),
        (2.5, "E0", "2E+000"),
        (1250, "G2", "1.3E+03"),
        (1234567, "N0", "1,234,567"),
        (0.1, "F20", "0.10000000000000000555"),
        (0.125, "P0", "12%"),
        (-0.256, "P1", "-25.6%"),
        (0, "P", "0.000%"),
        (1234.5, "C", "$1,234.50"),
        (-1234.5, "C0", "-$1,234"),
        (1e20, "e3", "1.000e+020"),
        (1e-7, "E", "1.000000E-007"),
        (1.5, "E0", "2E+000"),
        (0.0, "E2", "0.00E+000"),
        (5, "D3", "005"),
        (-5, "D3", "-005"),
        (-1, "X", "FFFFFFFF"),
        (Byte(10), "x4", "000a"),
        (Int16(-1), "X", "FFFF"),
        (Int64(-1), "B", "1" * 64),
        (UInt64(5), "B8", "00000101"),
        (12345.678, "G3", "1.23E+04"),
        (0.0001, "G", "0.0001"),
        (0.00001, "G", "1E-05"),
        (0.00001, "g", "1e-05"),
        (123456789.0, "G12", "123456789"),
        (1.0, "G999999999", "1"),
        (0.1, "R", "0.1"),
        (Single(0.1), "R", "0.1"),
        (3, "R", "3"),
        (Decimal("1.50"), "G", "1.50"),
        (Decimal("1.50"), "G0", "1.5"),
        (Decimal("0.00"), "G", "0.00"),
        (Decimal("-0.001"), "F2", "0.00"),
        (-0.001, "F2", "-0.00"),
        (float("nan"), "X", "NaN"),
        (float("-inf"), "N2", "-∞"),
        (5, "N00000000002", "5.00"),
    ],
)
def test_standard_formats_of_numbers(value: Any, style: str, text: str) -> None:
    assert format_value(value, style) == text


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (-1, "X", "F"),
        (255, "X", "0FF"),
        (127, "x", "7f"),
        (-129, "X", "F7F"),
        (-1, "X4", "FFFF"),
        (5, "X4", "0005"),
        (-5, "B8", "11111011"),
        (5, "B", "0101"),
        (1234567, "N0", "1,234,567"),
        (12345678901234567890123, "G5", "12345678901234567890123"),
        (12345678901234567890123, "E3", "1.235E+022"),
        (7, "D3", "007"),
        (10**30, "0,,,.0", "1000000000000000000000.0"),
    ],
)
def test_formats_of_big_integers(number: int, style: str, text: str) -> None:
    assert format_value(BigInteger(number), style) == text


@pytest.mark.parametrize("style", ["", "G", "N0", "D", "E3", "X", "F2", "#,##0", "R"])
def test_a_number_of_ten_thousand_digits_has_a_text(style: str) -> None:
    number = BigInteger(-(10**10_000) + 1)
    text = format_value(number, style)
    assert len(text) > 8_000 or style == "E3"
    assert text.startswith("-") or style == "X"


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (2.25, "0.0", "2.3"),
        (0.5, "0", "1"),
        (-0.4, "#,##0", "-0"),
        (-0.4, "#", ""),
        (0, "#", ""),
        (0, "0.##", "0"),
        (1234567, "#,##0", "1,234,567"),
        (12, "00,000", "00,012"),
        (1234567, "0,", "1235"),
        (1234567, "0,,.0", "1.2"),
        (1234567, "#,#.0", "1,234,567.0"),
        (0.123, "0.0%", "12.3%"),
        (0.0123, "0.0‰", "12.3‰"),
        (1.5, "0.00;(0.00);zero", "1.50"),
        (-1.5, "0.00;(0.00);zero", "(1.50)"),
        (0, "0.00;(0.00);zero", "zero"),
        (0.001, "0.00;(0.00);zero", "zero"),
        (-5, "0;;zero", "-5"),
        (-0.4, "0;(0)", "-0"),
        (123456, "0.###E+00", "1.235E+05"),
        (123456, "0.###e-0", "1.235e5"),
        (0.00012, "0.0E0", "1.2E-4"),
        (123456, "##0.0E+0", "123.5E+3"),
        (5, "0 'it''s' \"q\"", "5 its q"),
        (5, "\\#0", "#5"),
        (5, "0\\", "5"),
        (5, "'open 0", "open 0"),
        (1234, "00-00", "12-34"),
        (123456, "0-0", "12345-6"),
        (5, "HH:mm", "HH:mm"),
        (-5, "yyyy-MM-dd", "-yyyy-MM-dd"),
        (1.5, "0..0.0", "1.50"),
        (1.5, ".5", "25"),
        (5, "0;1;2;3", "5"),
        (12, "E5x", "E5x"),
        (5, "0 Ex", "5 Ex"),
        (5, "0\0ignored", "5"),
        (1e300, "0", "1" + "0" * 300),
        (Single(1 / 3), "0.##########", "0.3333333"),
        (Decimal("1.005"), "0.00", "1.01"),
    ],
)
def test_custom_formats_of_numbers(value: Any, style: str, text: str) -> None:
    assert format_value(value, style) == text


def test_long_custom_formats() -> None:
    assert format_value(5, "0" * 300_000) == "5".rjust(300_000, "0")
    assert format_value(5, "0," * 100_000 + "0").count(",") == 33_333
    assert format_value(0.5, "0." + "0" * 300_000) == "0.5".ljust(300_002, "0")


@pytest.mark.parametrize(
    "style", ["N1000001", "F999999999", "D2000000", "X2000000", "C1000001", "P1000001", "E1000001"]
)
def test_millions_of_places_are_refused_by_name(style: str) -> None:
    with pytest.raises(NotRunError, match="places is not run by pscompat"):
        format_value(5, style)


MORNING = DateTime((days_before(2024, 1, 2)) * TICKS_PER_DAY + 110_450_670_000)
"""2024-01-02, a Tuesday, 03:04:05.0670000."""


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("", "1/2/2024 3:04:05\u202fAM"),
        ("d", "1/2/2024"),
        ("D", "Tuesday, January 2, 2024"),
        ("g", "1/2/2024 3:04\u202fAM"),
        ("M", "January 2"),
        ("y", "January 2024"),
        ("o", "2024-01-02T03:04:05.0670000"),
        ("R", "Tue, 02 Jan 2024 03:04:05 GMT"),
        ("s", "2024-01-02T03:04:05"),
        ("u", "2024-01-02 03:04:05Z"),
        ("U", "Tuesday, January 2, 2024 1:04:05\u202fAM"),
        ("%d", "2"),
        ("yyyyy yyy yy %y", "02024 2024 24 24"),
        ("dddd ddd MMMM MMM", "Tuesday Tue January Jan"),
        ("HHH h mm s tt t", "03 3 04 5 AM A"),
        ("ss.fff ss.FFFF", "05.067 05.067"),
        ("s.F", "5"),
        ("gg", "AD"),
        ("zzz zz %z", "+02:00 +02 +2"),
        ("yyyyKK", "2024"),
        ('\'day\' \\d "x\\"y" N2', 'day d x"y N2'),
    ],
)
def test_formats_of_dates(style: str, text: str) -> None:
    assert format_date(MORNING, style, clock=Clock(tz=120)) == text


def test_dates_of_other_kinds() -> None:
    local = DateTime(MORNING.ticks, "Local", -330)
    assert format_date(local, "HH:mm zzz K", clock=Clock(tz=0)) == "03:04 -05:30 -05:30"
    assert format_date(DateTime(MORNING.ticks, "Utc"), "zz K", clock=Clock(tz=120)) == "+00 Z"
    offset = DateTimeOffset(MORNING.ticks, 60)
    assert format_date(offset, "") == "1/2/2024 3:04:05\u202fAM +01:00"
    assert format_date(offset, "u") == "2024-01-02 02:04:05Z"
    assert format_date(MORNING, "F", INVARIANT) == "Tuesday, 02 January 2024 03:04:05"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("c", "-1.02:03:04.5000000"),
        ("g", "-1:2:03:04.5"),
        ("G", "-1:02:03:04.5000000"),
        ("dd\\.hh\\:mm", "01.02:03"),
        ("%h", "2"),
        ("d' days 'ss\\.ff\\|FFF", "1 days 04.50|5"),
    ],
)
def test_formats_of_spans(style: str, text: str) -> None:
    assert format_value(TimeSpan(-(TICKS_PER_DAY + 73_845_000_000)), style) == text


@pytest.mark.parametrize(
    ("value", "style", "message"),
    [
        (1.5, "D", "Format specifier was invalid."),
        (1.5, "X2", "Format specifier was invalid."),
        (5, "Q", "Format specifier was invalid."),
        (5, "N1000000000", "Format specifier was invalid."),
        (MORNING, "x", "Input string was not in a correct format."),
        (MORNING, "%", "Input string was not in a correct format."),
        (MORNING, "yyyy%%", "Input string was not in a correct format."),
        (MORNING, "yyyy\\", "Input string was not in a correct format."),
        (MORNING, "ffffffff", "Input string was not in a correct format."),
        (MORNING, "yyyy 'y", "Cannot find a matching quote character for the character '''."),
        (DateTimeOffset(MORNING.ticks, 0), "U", "Input string was not in a correct format."),
        (TimeSpan(0), "N2", "Input string was not in a correct format."),
        (TimeSpan(0), "hh:mm", "Input string was not in a correct format."),
        (TimeSpan(0), "hhh", "Input string was not in a correct format."),
        (EnumValue("System.DayOfWeek", 5, "Friday"), "N", 'Format string can be only "G", "g", "X", "x", "F", "f",'),
        (to("guid", "12345678-1234-1234-1234-123456789012"), "Q", 'Format string can be only "D", "d", "N", "n", "P"'),
    ],
)
def test_what_formats_refuse(value: Any, style: str, message: str) -> None:
    with pytest.raises(FormatError) as refused:
        format_value(value, style)
    assert str(refused.value).startswith(message)


def test_formats_of_other_values() -> None:
    friday, identifier = EnumValue("System.DayOfWeek", 5, "Friday"), to("guid", "12345678-1234-1234-1234-123456789012")
    assert [format_value(friday, style) for style in "GdX"] == ["Friday", "5", "00000005"]
    assert format_value(identifier, "X") == "{0x12345678,0x1234,0x1234,{0x12,0x34,0x12,0x34,0x56,0x78,0x90,0x12}}"
    assert [format_value(each, "N2") for each in ("x", True, None)] == ["x", "True", ""]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{0}-{1}", "5-x"),
        ("{0,4}|{1,-4}|", "   5|x   |"),
        ("{0 , 4 :N1}|", " 5.0|"),
        ("{{{0}}}", "{5}"),
        ("{1,3}{2,3}|", "  x 😀|"),
    ],
)
def test_composite_formats(template: str, text: str) -> None:
    assert format_text(template, [5, "x", "😀"]) == text


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "{3}",
            "Index (zero based) must be greater than or equal to zero and less than the size of the argument list.",
        ),
        ("{a}", "offset 1. Expected an ASCII digit."),
        ("😀{a}", "offset 3. Expected an ASCII digit."),
        ("{0,a}", "offset 3. Expected an ASCII digit."),
        ("{0", "offset 2. Format item ends prematurely."),
        ("{0:N2", "offset 5. Format item ends prematurely."),
        ("{0:{", "offset 3. Format item ends prematurely."),
        ("{0x}", "offset 2. Format item ends prematurely."),
        ("{", "offset 1. Format item ends prematurely."),
        ("}", "offset 1. Format item ends prematurely."),
        ("} ", "offset 1. Unexpected closing brace without a corresponding opening brace."),
    ],
)
def test_what_composite_formats_refuse(template: str, message: str) -> None:
    with pytest.raises(FormatError) as refused:
        format_text(template, [5])
    assert str(refused.value).endswith(message)


def test_a_width_of_millions_is_refused_by_name() -> None:
    with pytest.raises(NotRunError, match="places is not run"):
        format_text("{0,9999999}", [5])


def test_cultures() -> None:
    assert format_text("{0:N} {0:C} {1:P} {2}", [5, -0.5, float("inf")], INVARIANT) == "5.00 ¤5.00 -50.00 % Infinity"
    assert format_text("{0:N} {0:C} {1:P} {2}", [5, -0.5, float("inf")], EN_US) == "5.000 $5.00 -50.000% ∞"
    assert default_text(MORNING, INVARIANT) == "01/02/2024 03:04:05"


def test_objects_format_what_is_in_them() -> None:
    assert object_text([1, [2], None], "N1") == "1.0 System.Object[] "
    assert object_text(PSCustomObject({"a": 1, "b": PSCustomObject({"c": 2})}), "N1") == "@{a=1.0; b=}"
    assert object_text([1.5], "D") == "System.Object[]"


NUMBERS = st.one_of(
    st.integers(-(2**31), 2**31 - 1),
    st.integers(-(2**63), 2**63 - 1).map(Int64),
    st.integers(-(10**400), 10**400).map(BigInteger),
    st.floats(),
    st.floats(width=32).map(Single),
    st.decimals(-(2**96) + 1, 2**96 - 1, places=3, allow_nan=False, allow_infinity=False),
)
TIMES = st.one_of(
    st.builds(DateTime, st.integers(0, 3_155_378_975_999_999_999), st.sampled_from(["Unspecified", "Utc", "Local"])),
    st.builds(DateTimeOffset, st.integers(TICKS_PER_DAY, 3 * 10**18), st.integers(-840, 840)),
    st.builds(TimeSpan, st.integers(-(2**63), 2**63 - 1)),
)
STYLES = st.one_of(
    st.text(max_size=20),
    st.text("0#,.%‰;'\"\\eE+-x", max_size=24),
    st.text("dfFghHKmMstyz:/%'\"\\ .", max_size=24),
    st.from_regex(r"[A-Za-z][0-9]{0,4}", fullmatch=True),
)


@given(st.one_of(NUMBERS, TIMES), STYLES)
def test_every_format_gives_a_text_or_is_refused(value: Any, style: str) -> None:
    try:
        assert isinstance(format_value(value, style), str)
    except FormatError as error:
        assert str(error)


@given(st.text("{}0123456789,-: N2x😀", max_size=30), st.lists(NUMBERS, max_size=3))
def test_every_template_gives_a_text_or_is_refused(template: str, arguments: list[Any]) -> None:
    try:
        assert isinstance(format_text(template, arguments), str)
    except (FormatError, NotRunError) as error:
        assert str(error)


@given(st.integers(-(10**40), 10**40), st.integers(0, 40))
def test_rounding_is_half_away_from_zero(number: int, places: int) -> None:
    digits = exact_digits(BigInteger(number))
    unit = 10 ** (digits.scale - places) if digits.scale > places else 1
    digits.round(places)
    rounded = (abs(number) + unit // 2) // unit * unit
    assert int(digits.text or 0) * 10 ** (digits.scale - len(digits.text)) == rounded


@given(st.integers(-(2**63), 2**63 - 1).map(Int64))
def test_hexadecimal_digits_read_back(number: int) -> None:
    assert int(format_value(Int64(number), "X"), 16) == number % 2**64
    assert int(format_value(Int64(number), "N0").replace(",", "")) == number


@pytest.mark.parametrize(
    ("text", "style", "found"),
    [
        ("20240102", "yyyyMMdd", "2024-01-02T00:00:00"),
        ("02/01/2024", "dd/MM/yyyy", "2024-01-02T00:00:00"),
        ("2 Jan 24 3:04 pm", "d MMM yy h:mm tt", "2024-01-02T15:04:00"),
        ("Tue, 02 Jan 2024 03:04:05 GMT", "r", "2024-01-02T03:04:05"),
        ("Tuesday, January 2, 2024", "D", "2024-01-02T00:00:00"),
        ("10:30", "HH:mm", "2026-05-06T10:30:00"),
        ("05-06", "MM-dd", "2026-05-06T00:00:00"),
        ("2024-01-02T03:04:05Z", "yyyy-MM-ddTHH:mm:ssK", "2024-01-02T05:04:05"),
        ("2024-01-02 03:04 +01:00", "yyyy-MM-dd HH:mm zzz", "2024-01-02T04:04:00"),
    ],
)
def test_texts_read_by_one_format(text: str, style: str, found: str) -> None:
    clock = Clock(now=datetime(2026, 5, 6, 7, 8), tz=120)
    assert format_date(parse_exact(text, style, clock=clock), "s") == found


@pytest.mark.parametrize(
    ("text", "style", "message"),
    [
        ("x", "yyyy", "String 'x' was not recognized as a valid DateTime."),
        ("2024-13", "yyyy-MM", "String '2024-13' was not recognized as a valid DateTime."),
        ("2024-01-02 ", "yyyy-MM-dd", "String '2024-01-02 ' was not recognized as a valid DateTime."),
        ("2024-1-2", "yyyy-MM-dd", "String '2024-1-2' was not recognized as a valid DateTime."),
        ("13:00 PM", "HH:mm tt", "String '13:00 PM' was not recognized as a valid DateTime."),
        (
            "Mon 2024-01-02",
            "ddd yyyy-MM-dd",
            "String 'Mon 2024-01-02' was not recognized as a valid DateTime because the",
        ),
        ("2024", "Q", "Input string was not in a correct format."),
    ],
)
def test_texts_that_are_not_of_the_format(text: str, style: str, message: str) -> None:
    with pytest.raises(FormatError) as refused:
        parse_exact(text, style)
    assert str(refused.value).startswith(message)


@given(
    st.integers(0, 3_155_378_975_999_999_999),
    st.sampled_from(["yyyy-MM-ddTHH:mm:ss.fffffff", "F", "dddd d MMMM yyyy h:m:s.FFFFFFF tt"]),
)
def test_what_a_format_writes_it_reads(ticks: int, style: str) -> None:
    moment = DateTime(ticks)
    read = parse_exact(format_date(moment, style), style)
    assert format_date(read, style) == format_date(moment, style)


@given(st.text("0123456789-:TZ +APMJan ", max_size=20), STYLES)
def test_every_text_is_read_or_refused(text: str, style: str) -> None:
    try:
        parse_exact(text, style)
    except FormatError as error:
        assert str(error)
