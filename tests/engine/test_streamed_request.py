"""Requests of help files whose answers are streams: events, lines, variants of a response, and their steps."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.containers import NetDict, PSCustomObject
from pscompat.dotnet.texts import Piece

from ..http.loopback import Loopback, respond
from .acme import MODULE, Acme
from .test_request import command

EVENTS: list[Any] = [{"kind": "open"}, {"kind": "part", "text": "a"}, {"kind": "part", "text": "b"}, {"kind": "close"}]


def streamed(*events: Any) -> bytes:
    texts = [each if isinstance(each, str) else json.dumps(each) for each in events]
    return respond("".join(f"data: {text}\n\n" for text in texts), content_type="text/event-stream")


def written(folder: Path, response: str, *events: Any, **parameters: Any) -> tuple[list[Any], Acme]:
    """What a command with that response writes of the events."""
    own = "request: {method: POST, path: /crates}\nresponse:\n" + "\n".join(
        f"  {line}" for line in response.splitlines()
    )
    with Loopback(streamed(*(events or EVENTS))) as server:
        acme = Acme(folder, server, Get_Crate=command("Id Live Count", own))
        return acme.run("Get-Crate", **parameters), acme


def test_events_are_records(tmp_path: Path) -> None:
    found, acme = written(tmp_path, "as: events\nthen: [{when: {kind: part}, add: {size: 1}}]")
    assert found == [EVENTS[0], {**EVENTS[1], "size": 1}, {**EVENTS[2], "size": 1}, EVENTS[3]]
    assert isinstance(found[0], PSCustomObject)
    assert acme.errors == []


def test_lines_are_texts(tmp_path: Path) -> None:
    found, acme = written(tmp_path, "as: lines", {"a": 1}, "{oops", "x\ndata: y")
    assert (found, acme.errors) == (['{"a": 1}', "{oops", "x\ny"], [])
    assert [type(each) for each in found] == [str] * 3


def test_texts_of_events_are_pieces(tmp_path: Path) -> None:
    response = """\
as: events
write: false
then:
- {when: {kind: part}, information: $_.text}
- {when: {kind: part}, write: $_.text}"""
    found, acme = written(tmp_path, response, InformationAction="Continue")
    assert (found, acme.streams.information_records) == (["a", "b"], ["a", "b"])
    assert {type(each) for each in found} == {Piece}
    assert found[0].whole is found[1].whole
    assert pickle.loads(pickle.dumps(found)) == found
    assert [each.ends_line for each in acme.streams.information_records] == [False, False]  # type: ignore[attr-defined]


def test_items_of_events(tmp_path: Path) -> None:
    response = "as: events\nitems: crates[:1]"
    found, _ = written(tmp_path, response, {"crates": [1, 2]}, {"crates": []}, {"lid": 5}, {"crates": [3]})
    assert found == [1, {"lid": 5}, 3]


def test_the_variants_of_a_response(tmp_path: Path) -> None:
    response = """\
type: Acme.Crate
variants:
- {when: [$Live, {$Count: {over: 1}}], as: lines, type: ''}
- {when: $Live, as: events}"""
    assert written(tmp_path, response, '{"id":"c"}', Live=True, Count=2)[0] == ['{"id":"c"}']
    (record,), _ = written(tmp_path, response, {"id": "c"}, Live=True, Count=1)
    assert record.type_names == ("Acme.Crate",)
    # What no variant is about is read as their common part says, here as JSON.
    assert written(tmp_path, response, {"id": "c"})[1].errors[0][0] == "System.ArgumentException,Get-Crate"


@pytest.mark.parametrize(
    ("complete", "events", "whole"),
    [
        ("{kind: close}", EVENTS, True),
        ("{kind: close}", EVENTS[:3], False),
        ("{kind: [close, part]}", EVENTS[:3], True),
        ("kind", EVENTS[:1], True),
        ("[kind, {not: text}]", EVENTS[1:3], False),
    ],
)
@pytest.mark.parametrize("reading", ["events", "lines"])
def test_a_stream_that_is_not_complete_was_cut(
    tmp_path: Path, complete: str, events: list[Any], whole: bool, reading: str
) -> None:
    found, acme = written(tmp_path, f"as: {reading}\ncomplete: {complete}", *events)
    assert len(found) == len(events)
    assert [message for _, message in acme.errors] == ([] if whole else ["The response ended prematurely."])


@pytest.mark.parametrize("write", ["true", "{kind: open}", "false"])
def test_stop_alone_takes_no_further_record(tmp_path: Path, write: str) -> None:
    response = f"as: events\ncomplete: {{kind: close}}\nwrite: {write}\nthen: [{{stop: true}}, {{warn: 'is {{kind}}'}}]"
    found, acme = written(tmp_path, response)
    assert (len(found), acme.streams.warnings, acme.errors) == (int(write != "false"), ["is open"], [])


def test_stop_alone_ends_lists_too(tmp_path: Path) -> None:
    own = "request: {path: /x}\nresponse: {items: crates, then: [{when: {id: b}, stop: true}]}"
    with Loopback(respond({"crates": [{"id": "a"}, {"id": "b"}, {"id": "c"}]})) as server:
        acme = Acme(tmp_path, server, Get_Crate=command("Id", own))
        assert [each["id"] for each in acme.run("Get-Crate")] == ["a", "b"]


def test_an_event_that_is_no_json_is_an_error_of_its_own(tmp_path: Path) -> None:
    found, acme = written(tmp_path, "as: events", {"a": 1}, "{oops", {"b": 2})
    assert found == [{"a": 1}, {"b": 2}]
    assert [error for error, _ in acme.errors] == ["System.ArgumentException,Get-Crate"]


def test_the_module_file_says_how_streams_are_spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = "request: {method: POST, path: /x, body: {a: 1}}\nresponse: {as: events}"
    events = "endpoints:\n  events: {content_type: application/x, end: STOP, error: trouble}\n"
    monkeypatch.setattr("tests.engine.acme.MODULE", MODULE.replace("endpoints:\n", events))
    with Loopback(streamed({"error": "none"}, "STOP", {"b": 2}), streamed({"trouble": "big"})) as server:
        acme = Acme(tmp_path, server, Get_Crate=command("Id", own))
        assert acme.run("Get-Crate") == [{"error": "none"}]
        assert acme.run("Get-Crate") == []
        assert acme.sent[0].headers["content-type"] == "application/x"
    assert [message for _, message in acme.errors] == ["Shop returned 200 (OK): big"]


def test_type_names_of_dictionaries_make_dictionaries(tmp_path: Path) -> None:
    own = """\
request:
  before:
  - write:
      PSTypeName: System.Collections.Specialized.OrderedDictionary
      b: 1
      a: {c: $Id}
  - write: {PSTypeName: System.Collections.Hashtable, x: $None}
"""
    acme = Acme(tmp_path, Get_Crate=command("Id None", own))
    (record,) = acme.run("Get-Crate", "i")
    assert isinstance(record, NetDict)
    assert (record.type_name, list(record.items())) == (
        "System.Collections.Specialized.OrderedDictionary",
        [("b", 1), ("a", {"c": "i"})],
    )
    assert type(record["a"]) is dict


@pytest.mark.parametrize(
    ("condition", "count", "holds"),
    [
        ("{over: '1'}", 2, True),
        ("{over: '1'}", 1, False),
        ("{over: '-0.5'}", 0, True),
        ("{over: '10', times: '3'}", 4, True),
        ("{over: '10', times: '3'}", 3, False),
        ("{over: '1'}", "2", False),
        ("{over: '1'}", None, False),
    ],
)
def test_over_takes_numbers(tmp_path: Path, condition: str, count: Any, holds: bool) -> None:
    own = f"request: {{before: [{{when: {{$Count: {condition}}}, write: yes}}]}}"
    acme = Acme(tmp_path, Get_Crate=command("Id Count", own))
    assert acme.run("Get-Crate", Count=count) == ["yes"] * holds


def test_items_of_objects_in_expressions(tmp_path: Path) -> None:
    own = "request: {before: [{write: \"{$join('-', items(Id)[?[1]][0])}\"}]}"
    acme = Acme(tmp_path, Get_Crate=command("Id", own))
    assert acme.run("Get-Crate", Id={"a": 1, "b": False, "c": "x"}) == ["a-c"]
    assert acme.run("Get-Crate", Id=[1]) == [""]
