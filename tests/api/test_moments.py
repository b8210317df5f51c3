"""Dates of records are Python's: datetime objects with .NET's ticks and kind beside."""

from __future__ import annotations

import copy
import csv
import io
import json
import pickle
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pscompat
from pscompat.dotnet.times import MAX_TICKS, DateTime, DateTimeOffset

from ..http.loopback import Loopback, respond

CREATED = {"id": "run_1", "object": "thread.run", "created_at": 1699075072, "status": "completed"}


def _run(tz: int = 120) -> Any:
    with Loopback(respond(CREATED)) as server:
        environment = {"OPENAI_API_KEY": "sk-moments", "OPENAI_API_BASE": server.base}
        with pscompat.load("PSOpenAI", environment=environment, tz=tz) as module:
            return module.invoke("Get-ThreadRun", "thread_1", "run_1")[0]


def test_a_record_s_date_is_a_datetime() -> None:
    created = _run()["created_at"]
    expected = datetime(2023, 11, 4, 5, 17, 52, tzinfo=timezone.utc)
    assert isinstance(created, datetime) and created == expected and hash(created) == hash(expected)
    assert str(created) == "2023-11-04 07:17:52+02:00" and created.isoformat() == "2023-11-04T07:17:52+02:00"
    assert f"{created:%d.%m.%Y}" == "04.11.2023"
    assert created - expected == timedelta(0) and expected - created == timedelta(0)
    assert created.timestamp() == CREATED["created_at"]
    assert created > datetime(2020, 1, 1, tzinfo=timezone.utc)


def test_what_is_worked_out_from_a_date_is_a_plain_datetime() -> None:
    created = _run()["created_at"]
    later = created + timedelta(days=1)
    for moment in (later, timedelta(days=1) + created, created - timedelta(1), created.replace(hour=1)):
        assert type(moment) is datetime
    assert later - created == timedelta(days=1)
    assert type(created.__replace__(hour=1)) is datetime  # copy.replace, from Python 3.13 on
    assert created.astimezone(timezone.utc).isoformat() == "2023-11-04T05:17:52+00:00"


def test_naive_and_aware_dates_have_no_order_in_python_but_have_one_in_lines() -> None:
    naive, aware = pscompat.run("[datetime]'2024-01-01'; [datetime]'2024-01-02T00:00:00Z'", tz=0)
    assert naive.tzinfo is None and aware.tzinfo is not None
    with pytest.raises(TypeError, match="can't compare offset-naive and offset-aware datetimes"):
        _ = naive < aware
    variables = {"a": DateTime(5, "Utc"), "b": DateTime(5)}
    assert pscompat.run("$a -eq $b; $a -lt $b; ($a, $b | Group-Object).Count", variables=variables) == [True, False, 2]
    assert pscompat.run("($a, $b | Sort-Object -Unique | Measure-Object).Count", variables=variables) == [1]


def test_ticks_finer_than_a_microsecond_count_in_lines() -> None:
    assert DateTime(51) == DateTime(59)
    assert pscompat.run("$a -eq $b; $a -lt $b", variables={"a": DateTime(51), "b": DateTime(59)}) == [False, True]


def test_records_through_the_standard_library_s_json() -> None:
    record = _run(tz=0)
    text = json.dumps(record, default=pscompat.json_default)
    assert json.loads(text) == json.loads(pscompat.to_json(record))
    assert json.loads(text)["created_at"] == "2023-11-04T05:17:52+00:00"
    values = pscompat.run("[pscustomobject]@{d = 1.50d; w = 2d; t = [timespan]'1:00'; k = [DayOfWeek]'Monday'}")
    assert json.loads(json.dumps(values[0], default=pscompat.json_default)) == {
        "d": "1.50",
        "w": 2,
        "t": "01:00:00",
        "k": "Monday",
    }
    with pytest.raises(TypeError, match="Object of type object is not JSON serializable"):
        json.dumps({"x": object()}, default=pscompat.json_default)


def test_records_as_csv_of_the_standard_library() -> None:
    written = io.StringIO()
    rows = csv.DictWriter(written, ["id", "created_at"], extrasaction="ignore")
    rows.writerow(_run())
    assert written.getvalue() == "run_1,2023-11-04 07:17:52+02:00\r\n"


def test_records_in_a_data_frame() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([_run()])
    assert pandas.to_datetime(frame["created_at"])[0] == datetime(2023, 11, 4, 5, 17, 52, tzinfo=timezone.utc)
    assert "2023-11-04 07:17:52+02:00" in frame.to_csv()


@given(
    st.one_of(
        st.builds(
            DateTime,
            st.integers(0, MAX_TICKS),
            st.sampled_from(("Unspecified", "Utc")),
        ),
        st.builds(DateTime, st.integers(0, MAX_TICKS), st.just("Local"), st.integers(-14 * 60, 14 * 60)),
        st.builds(DateTimeOffset, st.integers(0, MAX_TICKS), st.integers(-14 * 60, 14 * 60)),
    )
)
def test_copies_and_pickles_keep_everything(moment: DateTime | DateTimeOffset) -> None:
    for other in (copy.copy(moment), copy.deepcopy(moment), pickle.loads(pickle.dumps(moment))):
        assert type(other) is type(moment) and repr(other) == repr(moment) and other.round_trip() == moment.round_trip()
    assert moment.isoformat()[:19] == moment.round_trip()[:19]
    assert isinstance(hash(moment), int) and moment == moment.to_datetime()


def test_a_date_of_which_a_part_is_shown_is_pickled_with_it() -> None:
    shown = pscompat.run("Get-Date -Date 2024-01-02 -DisplayHint Date")[0]
    for copied in (pickle.loads(pickle.dumps(shown)), copy.deepcopy(shown)):
        assert pscompat.run("$d.DisplayHint.ToString()", variables={"d": copied}) == ["Date"]


def test_a_datetime_keeps_its_zone_as_a_kind() -> None:
    moment = datetime(2024, 1, 2, 3, 4, 5, 6)
    zones = [None, timezone.utc, timezone(timedelta(hours=-5))]
    given = [moment.replace(tzinfo=zone) for zone in zones]
    assert pscompat.run("$input | % { $_.ToString('o') }", input=given, tz=-300) == [
        "2024-01-02T03:04:05.0000060",
        "2024-01-02T03:04:05.0000060Z",
        "2024-01-02T03:04:05.0000060-05:00",
    ]
