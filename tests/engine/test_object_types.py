"""Type names and dates of objects that come back from another process."""

from __future__ import annotations

from typing import Any

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.json.text import to_json
from pscompat.dotnet.times import DateTime
from pscompat.engine.object_types import object_table, tagger
from pscompat.helpfile.search_path import find_module

MODULE = find_module("PSOpenAI")


def tag(offset: int = 0, **properties: Any) -> PSCustomObject:
    return tagger([MODULE], Clock(None, offset))(PSCustomObject(properties))


def test_an_object_gets_its_type_name_and_its_dates() -> None:
    run = tag(object="thread.run", created_at="2023-11-04T07:17:52+02:00", started_at=1699075072, completed_at=None)
    assert run.type_names == ("PSOpenAI.Thread.Run",)
    assert list(run) == ["object", "created_at", "started_at", "completed_at"]
    assert isinstance(run["created_at"], DateTime)
    assert run["created_at"] == run["started_at"]
    assert run["completed_at"] is None


def test_a_date_is_local_and_keeps_its_moment() -> None:
    run = tag(120, object="thread.run", created_at="2023-11-04T05:17:52.25+00:00")
    assert to_json(run["created_at"]) == '"2023-11-04T07:17:52.25+02:00"'


def test_what_is_no_date_stays() -> None:
    for value in ("soon", "", 0, True, 10**30, -(10**20), 0.4, [1], {"a": 1}):
        assert tag(object="thread.run", created_at=value)["created_at"] == value


def test_other_objects_stay_as_they_are() -> None:
    for properties in ({"a": 1}, {"object": "nothing.known"}, {"object": ["thread.run"]}):
        record = PSCustomObject(properties)
        assert tagger([MODULE])(record) is record
        assert record.type_names == ()


def test_a_type_name_that_is_there_stays() -> None:
    record = PSCustomObject({"object": "thread.run"}, ("Mine",))
    assert tagger([MODULE])(record).type_names == ("Mine",)


def test_the_table_has_every_object_of_the_module_once() -> None:
    table = object_table([MODULE, MODULE])
    assert table["thread.run"] == ("PSOpenAI.Thread.Run", MODULE.objects["PSOpenAI.Thread.Run"]["dates"])
    assert {name for name, _ in table.values()} <= set(MODULE.objects)
