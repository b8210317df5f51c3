"""Dates, offsets and spans of time (values.md §B.5, §E.6)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.strings import to_string
from pscompat.dotnet.times import MAX_TICKS, DateTime, DateTimeOffset, TimeSpan
from pscompat.dotnet.types import resolve
from pscompat.errors import ConversionError

from .conversions import bind, numeral, refusal, to


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("2026-08-20", "2026-08-20T00:00:00.0000000"),
        ("2026-08-20T10:11:12.345", "2026-08-20T10:11:12.3450000"),
        ("2026-08-20T10:11:12,345", "2026-08-20T10:11:12.3450000"),
        ("2026-08-20T10:11:12.12345678", "2026-08-20T10:11:12.1234568"),
        ("2026-08-20 10:11", "2026-08-20T10:11:00.0000000"),
        ("2026/08/20", "2026-08-20T00:00:00.0000000"),
        ("08/20/2026", "2026-08-20T00:00:00.0000000"),
        ("8/20/26", "2026-08-20T00:00:00.0000000"),
        ("8/20/50", "1950-08-20T00:00:00.0000000"),
        ("8-20-2026", "2026-08-20T00:00:00.0000000"),
        ("8/20", "2026-08-20T00:00:00.0000000"),
        ("2026-08", "2026-08-01T00:00:00.0000000"),
        ("20 Aug 2026", "2026-08-20T00:00:00.0000000"),
        ("20 Aug 2026 2 PM", "2026-08-20T14:00:00.0000000"),
        ("Aug 20, 2026", "2026-08-20T00:00:00.0000000"),
        ("August 20 2026", "2026-08-20T00:00:00.0000000"),
        ("Aug 2026", "2026-08-01T00:00:00.0000000"),
        ("Aug 20", "2026-08-20T00:00:00.0000000"),
        ("20 Aug", "2020-08-01T00:00:00.0000000"),
        ("20-Aug-2026", "2026-08-20T00:00:00.0000000"),
        ("2026.08.20", "2026-08-20T00:00:00.0000000"),
        ("8,20", "2026-08-20T00:00:00.0000000"),
        ("2026年8月20日", "2026-08-20T00:00:00.0000000"),
        ("Thursday, 20 August 2026", "2026-08-20T00:00:00.0000000"),
        ("10:11", "2026-11-23T10:11:00.0000000"),
        ("10:11:12 PM", "2026-11-23T22:11:12.0000000"),
        ("12 AM", "2026-11-23T00:00:00.0000000"),
        ("13:00 PM", "2026-11-23T13:00:00.0000000"),
        ("1/10 5 AM", "2026-01-10T05:00:00.0000000"),
        ("#2026-08-20#", "2026-08-20T00:00:00.0000000"),
    ],
)
def test_unspecified(text: str, result: str) -> None:
    value = bind("datetime", text)
    assert isinstance(value, DateTime)
    assert (value.round_trip(), value.kind) == (result, "Unspecified")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("2026-08-20T10:11:12Z", "2026-08-20T10:11:12.0000000+00:00"),
        ("2026-08-20T10:11:12+02:00", "2026-08-20T08:11:12.0000000+00:00"),
        ("2026-08-20T10:11:12-0530", "2026-08-20T15:41:12.0000000+00:00"),
        ("Thu, 20 Aug 2026 21:18:18 GMT", "2026-08-20T21:18:18.0000000+00:00"),
        ("10:11+2", "2026-11-23T08:11:00.0000000+00:00"),
    ],
)
def test_local(text: str, result: str) -> None:
    value = bind("datetime", text)
    assert isinstance(value, DateTime)
    assert (value.round_trip(), value.kind) == (result, "Local")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20/08/2026", "String '20/08/2026' was not recognized as a valid DateTime."),
        ("20260820", "String '20260820' was not recognized as a valid DateTime."),
        ("", "String '' was not recognized as a valid DateTime."),
        ("2026", "String '2026' was not recognized as a valid DateTime."),
        (
            "tomorrow",
            "The string 'tomorrow' was not recognized as a valid DateTime. "
            "There is an unknown word starting at index '0'.",
        ),
        (
            "Friday, 20 August 2026",
            "String 'Friday, 20 August 2026' was not recognized as a valid DateTime because the day of week was "
            "incorrect.",
        ),
        (
            "24:00:00",
            "The DateTime represented by the string '24:00:00' is not supported in calendar "
            "'System.Globalization.GregorianCalendar'.",
        ),
        ("10:00+15:00", "The time zone offset of string '10:00+15:00' must be within plus or minus 14 hours."),
    ],
)
def test_refused_date(text: str, reason: str) -> None:
    assert refusal("datetime", text) == f'Cannot convert value "{text}" to type "System.DateTime". Error: "{reason}"'


def test_integers_are_ticks_and_reals_are_texts() -> None:
    assert bind("datetime", 5) == DateTime(5)
    assert to_string(bind("datetime", numeral("1.5"))) == "01/05/2026 00:00:00"
    assert "Ticks must be between" in refusal("datetime", -5)
    assert refusal("datetime", True).endswith("Error: \"Invalid cast from 'Boolean' to 'DateTime'.\"")


def test_offsets_are_kept_by_date_time_offset() -> None:
    value = bind("datetimeoffset", "2026-08-20T10:11:12+02:00")
    assert isinstance(value, DateTimeOffset)
    assert value.round_trip() == "2026-08-20T10:11:12.0000000+02:00"
    assert value == datetime(2026, 8, 20, 8, 11, 12, tzinfo=timezone.utc)
    assert "at least a partial date with a year" in refusal("datetimeoffset", "10:00Z 8/20")


def test_local_zone_of_the_clock() -> None:
    berlin = Clock(datetime(2026, 11, 23), 60)
    value = convert("2026-08-20T10:00:00Z", resolve("datetime"), berlin)
    assert isinstance(value, DateTime)
    assert value.round_trip() == "2026-08-20T11:00:00.0000000+01:00"
    assert value == datetime(2026, 8, 20, 10, tzinfo=timezone.utc)


def test_clock_takes_aware_times_and_zones() -> None:
    clock = Clock(datetime(2026, 11, 23, 23, 30, tzinfo=timezone.utc), timezone(timedelta(hours=2)))
    value = convert("10:00", resolve("datetime"), clock)
    assert to_string(value) == "11/24/2026 10:00:00"


def test_system_clock_knows_today() -> None:
    value = convert("10:00", resolve("datetime"))
    assert isinstance(value, DateTime)
    assert abs(value - datetime.now()) < timedelta(days=2)


@pytest.mark.parametrize(
    ("value", "result"),
    [
        (5, "00:00:00.0000005"),
        ("5", "5.00:00:00"),
        ("1:30", "01:30:00"),
        ("1:02:03", "01:02:03"),
        ("25:00:00", "25.00:00:00"),
        ("1.2:03", "1.02:03:00"),
        ("1.02:03:04.5", "1.02:03:04.5000000"),
        ("1:2:3:4.5", "1.02:03:04.5000000"),
        ("-1:00", "-01:00:00"),
        (" 5 ", "5.00:00:00"),
        ("-10675199.02:48:05.4775808", "-10675199.02:48:05.4775808"),
    ],
)
def test_time_span(value: object, result: str) -> None:
    span = bind("timespan", value)
    assert isinstance(span, TimeSpan)
    assert str(span) == result


def test_refused_time_spans() -> None:
    assert "at least one of the numeric components is out of range" in refusal("timespan", "25:00")
    assert refusal("timespan", numeral("1.5")).endswith("String '1.5' was not recognized as a valid TimeSpan.\"")


@given(st.integers(0, MAX_TICKS))
def test_dates_read_back_from_their_text(ticks: int) -> None:
    assert to("datetime", DateTime(ticks).round_trip()) == DateTime(ticks)


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_time_spans_read_back_from_their_text(ticks: int) -> None:
    assert to("timespan", str(TimeSpan(ticks))) == TimeSpan(ticks)


@given(st.datetimes())
def test_python_dates_go_through(moment: datetime) -> None:
    assert DateTime.from_datetime(moment) == moment


@given(st.text("0123456789/-:.,# TZAPMapmGaugJn+年月日\0", max_size=25))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    for name in ("datetime", "datetimeoffset", "timespan"):
        try:
            to(name, text)
        except ConversionError as error:
            assert text in error.message
