"""Type names and dates."""

from __future__ import annotations

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.numbers import Int64
from pscompat.dotnet.strings import to_string
from pscompat.http.objects import local_time, typed

OBJECTS = {"T": {"dates": ["a", "b", "c", "d"]}}


def test_dates_move_to_the_end_in_the_order_of_the_table() -> None:
    record = PSCustomObject({"c": Int64(3), "x": 1, "b": 0, "a": Int64(1), "d": None})
    typed(record, "T", OBJECTS, Clock(None, 0))
    assert list(record) == ["x", "b", "d", "a", "c"]
    assert to_string(record["a"]) == "01/01/1970 00:00:01"
    assert record["b"] == 0


def test_type_is_named_once() -> None:
    record = PSCustomObject({}, ("Other",))
    assert typed(typed(record, "T", OBJECTS), "T", OBJECTS).type_names == ("T", "Other")


def test_what_is_no_time_stays() -> None:
    record = PSCustomObject({"a": "text", "b": 10**30, "c": True, "d": 0.4})
    typed(record, "T", OBJECTS)
    assert record == {"a": "text", "b": 10**30, "c": True, "d": 0.4}


def test_a_text_or_a_fraction_is_a_time_if_it_is_a_number() -> None:
    record = PSCustomObject({"a": "1699075072", "b": 1.5, "c": "", "d": float("nan")})
    typed(record, "T", OBJECTS, Clock(None, 0))
    assert [to_string(record["a"]), to_string(record["b"])] == ["11/04/2023 05:17:52", "01/01/1970 00:00:02"]
    assert record["c"] == ""
    assert list(record) == ["c", "d", "a", "b"]


def test_times_are_local() -> None:
    moment = local_time(1699075072, Clock(None, 120))
    assert (to_string(moment), moment.kind, moment.offset) == ("11/04/2023 07:17:52", "Local", 120)
    assert to_string(local_time(-1, Clock(None, 0))) == "12/31/1969 23:59:59"
