"""Requests of help files against a server: what is sent, what is written, what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.times import DateTime
from pscompat.errors import CommandError

from ..http.loopback import Loopback, respond
from .acme import KEY, Acme, parameters

CRATE = {"id": "c1", "object": "crate", "made_at": 1699075072, "size": 3}


def command(names: str, own: str, **options: Any) -> str:
    """A help file: parameters by name, and the ``pscompat:`` mapping."""
    return parameters(*names.split(), **options) + "pscompat:\n" + "\n".join(f"  {line}" for line in own.splitlines())


def test_a_look_up_writes_a_typed_object(tmp_path: Path) -> None:
    own = "request: {path: '/crates/{Id}', headers: {X-Beta: 'yes'}}\nresponse: {type: Acme.Crate}"
    with Loopback(respond(CRATE)) as server:
        acme = Acme(tmp_path, server, Get_Crate=command("Id", own, types={"Id": "string"}))
        (crate,) = acme.run("Get-Crate", "a b/c")
        assert acme.targets == ["GET /v1/crates/a%20b%2Fc"]
        headers = acme.sent[0].headers
    assert isinstance(crate, PSCustomObject)
    assert crate.type_names == ("Acme.Crate",)
    assert list(crate) == ["id", "object", "size", "made_at"]
    assert isinstance(crate["made_at"], DateTime)
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["x-beta"] == "yes"


BODY = """\
request:
  method: POST
  path: /crates
  body:
    fixed: a text
    count: 3
    share: 0.5
    yes: true
    nothing: null
    code: '007'
    name: $Name
    size: $Size!
    note: $Note?
    inner:
      deep: {name: $Name}
    gone: {name: $Missing}
    list: [a, $Missing, $Name]
    empty: [$Missing]
    label: 'crate {$Name} of {$Size}'
    parts:
    - {$each: $Parts, $when: $_.id, id: $_.id, place: {$nth: $Places}}
    first: {$first: [$Missing, {$when: {$Size: 9}, $value: nine}, other]}
    type: $Kind.sub.name
    ids: $Parts[].id | [0]
"""


def test_a_body_is_built_member_by_member(tmp_path: Path) -> None:
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, New_Crate=command("Name Size Note Parts Places Kind Missing", BODY))
        acme.run(
            "New-Crate",
            Name="box",
            Size=4,
            Note="",
            Parts=[{"ID": "p1"}, {"x": 1}, {"id": "p2"}],
            Places=["left", "middle", "right"],
            Kind={"Sub": {"Name": "wood"}},
        )
        acme.run("New-Crate")
        full, bare = acme.bodies
    assert full == {
        "fixed": "a text",
        "count": 3,
        "share": 0.5,
        "yes": True,
        "nothing": None,
        "code": "007",
        "name": "box",
        "size": 4,
        "inner": {"deep": {"name": "box"}},
        "list": ["a", "box"],
        "label": "crate box of 4",
        "parts": [{"id": "p1", "place": "left"}, {"id": "p2", "place": "right"}],
        "first": "other",
        "type": "wood",
        "ids": "p1",
    }
    fixed = {"fixed": "a text", "count": 3, "share": 0.5, "yes": True, "nothing": None, "code": "007"}
    assert bare == {**fixed, "size": None, "list": ["a"], "label": "crate  of ", "first": "other", "ids": None}


def test_a_parameter_that_was_given_null_is_sent(tmp_path: Path) -> None:
    own = "request: {method: POST, path: /crates, body: {name: $Name, size: $Size}}"
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, New_Crate=command("Name Size", own))
        acme.run("New-Crate", Name=None)
        assert acme.bodies == [{"name": None}]


@pytest.mark.parametrize(
    ("conversion", "value", "sent"),
    [
        ("text", 5, "5"),
        ("text", {"id": "x"}, "System.Collections.Hashtable"),
        ("trim", "  a ", "a"),
        ("list", "a", ["a"]),
        ("list", ["a"], ["a"]),
        ("one", ["a"], "a"),
        ("one", ["a", "b"], ["a", "b"]),
        ("one", [], None),
        ("flat", [["a"], "b", ["c", "d"]], ["a", "b", "c", "d"]),
        ("json", '{"a": [1]}', {"a": [1]}),
        ("jsonLines", '{"a": 1}\n\n2\n', [{"a": 1}, 2]),
        ("{match: '[0-9]+'}", "a12b3", "12"),
        ("[trim, {match: '^.'}, list]", " abc", ["a"]),
        ("dataUrl", "https://x.example/a.png", "https://x.example/a.png"),
    ],
)
def test_conversions(tmp_path: Path, conversion: str, value: Any, sent: Any) -> None:
    own = f"request: {{method: POST, path: /x, body: {{v: {{$value: $Value, $as: {conversion}}}}}}}"
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, New_Crate=command("Value", own))
        acme.run("New-Crate", Value=value)
        assert acme.bodies == [{"v": sent}]


def test_what_does_not_convert_is_an_error_and_nothing_is_sent(tmp_path: Path) -> None:
    own = "request: {method: POST, path: /x, body: {v: {$value: $Value, $as: json}}}"
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, New_Crate=command("Value", own))
        acme.run("New-Crate", Value="{")
        assert acme.sent == []
    assert acme.errors[0][0] == "System.ArgumentException,New-Crate"
    assert acme.errors[0][1].startswith("Conversion from JSON failed with error:")


def test_files_become_parts_and_data_urls(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hello")
    own = """\
request:
  method: POST
  path: /x
  variants:
  - when: {$File: {is: file}}
    multipart:
      purpose: $Purpose
      file: {$value: $File, $as: file}
      lines: {$value: $Purpose, $as: [list, jsonLines, {file: 'of {$Purpose}.txt'}]}
  - body: {text: {$value: $Purpose, $as: dataUrl}}
"""
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, Add_File=command("File Purpose", own))
        acme.run("Add-File", str(tmp_path / "a.txt"), Purpose="keep")
        acme.run("Add-File", "nowhere", Purpose=str(tmp_path / "a.txt"))
        form = acme.sent[0].body.decode()
        assert 'name="purpose"\r\n\r\nkeep\r\n' in form
        assert 'filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello\r\n' in form
        assert 'filename="of keep.txt"\r\nContent-Type: application/octet-stream\r\n\r\n"keep"\r\n' in form
        assert [json.loads(each.body) for each in acme.sent[1:]] == [{"text": "data:text/plain;base64,aGVsbG8="}]


@pytest.mark.parametrize(
    ("condition", "given", "holds"),
    [
        ("$A", {"A": "x"}, True),
        ("$A", {"A": ""}, False),
        ("$A", {"A": 0}, False),
        ("$A", {"A": [0]}, False),
        ("$A", {"A": [0, 0]}, True),
        ("$A", {"A": {}}, True),
        ("{given: A}", {"A": None}, True),
        ("{given: [B, A]}", {"B": 1}, True),
        ("{given: A}", {}, False),
        ("{not: $A}", {}, True),
        ("[$A, $B]", {"A": 1}, False),
        ("{any: [$A, $B]}", {"B": 1}, True),
        ("{$A: red}", {"A": "RED"}, True),
        ("{$A: [red, blue]}", {"A": "Blue"}, True),
        ("{$A: ''}", {}, True),
        ("{$A: $B}", {"A": "x", "B": ["y", "X"]}, True),
        ("{$A: {is: text}}", {"A": "x"}, True),
        ("{$A: {is: [System.Collections.IDictionary, text]}}", {"A": {}}, True),
        ("{$A: {is: Acme.Crate}}", {"A": PSCustomObject({}, ("Acme.Crate",))}, True),
        ("{$A: {is: System.Int32}}", {"A": 5}, True),
        ("{$A: {is: System.No.Such}}", {"A": 5}, False),
        ("{$A: {is: System.Collections.IDictionary}}", {"A": PSCustomObject({}, ("Acme.Crate",))}, False),
        ("{$A: {match: '^a'}}", {"A": ["x", "Abc"]}, True),
        ("{$A: {match: '^a'}}", {"A": 5}, False),
        ("{$A: {over: $B}}", {"A": 3, "B": 2}, True),
        ("{$A: {over: $B, times: '2'}}", {"A": 3, "B": 6}, False),
        ("{$A: {over: $B}}", {"A": "z", "B": 2}, False),
        ("{service: Shop}", {}, True),
        ("{service: Depot}", {}, False),
        ("true", {}, True),
        ("{set: Other}", {}, False),
        ("'$A[?size > `2`]'", {"A": [{"size": 3}]}, True),
    ],
)
def test_conditions(tmp_path: Path, condition: str, given: dict[str, Any], holds: bool) -> None:
    own = f"request: {{before: [{{when: {condition}, write: it holds}}]}}"
    sets = {"C": ["Other", "Main"]}
    acme = Acme(tmp_path, Get_Crate=command("A B C", own + "\ndefaultParameterSet: Main", sets=sets))
    assert acme.run("Get-Crate", **given) == (["it holds"] if holds else [])


def test_steps_before_the_request(tmp_path: Path) -> None:
    own = """\
request:
  before:
  - {when: {not: $Id}, error: 'no id for {$Note}', exception: Acme.NoIdException, continue: true}
  - {when: {not: $Note}, error: no note, continue: true}
  - {warn: 'asking for {$Id}'}
  - {verbose: asking}
  path: /crates/{Id}
"""
    with Loopback(respond(CRATE)) as server:
        acme = Acme(tmp_path, server, Get_Crate=command("Id Note", own))
        assert acme.run("Get-Crate") == []
        assert acme.errors == [
            ("Acme.NoIdException,Get-Crate", "no id for "),
            ("Microsoft.PowerShell.Commands.WriteErrorException,Get-Crate", "no note"),
        ]
        assert acme.sent == []
        assert acme.run("Get-Crate", "c1", Note="n", Verbose=True) == [CRATE]
    assert acme.streams.warnings == ["asking for c1"]
    assert "asking" in acme.streams.messages


def test_an_error_that_stops_ends_the_command(tmp_path: Path) -> None:
    own = "request: {path: /x, before: [{when: $Live, error: not yet, stop: true}]}"
    acme = Acme(tmp_path, Get_Crate=command("Id Live", own))
    with pytest.raises(CommandError, match="not yet"):
        acme.run("Get-Crate", Live=True)


def test_other_commands_get_the_shared_parameters(tmp_path: Path) -> None:
    crate = command("Id", "request: {path: '/crates/{Id}'}\nresponse: {type: Acme.Crate}")
    close = """\
request:
  before:
  - {command: Get-Crate, with: {Id: $Id}, into: Crate}
  - {when: {$Crate.state: closed}, error: 'closed: {$Crate.id}'}
  method: POST
  path: /crates/{Id}/close
response:
  write: false
  then:
  - {command: Get-Crate, with: {Id: $Id}}
"""
    answers = [respond(CRATE), respond({}), respond({**CRATE, "state": "closed"})]
    with Loopback(*answers) as server:
        acme = Acme(tmp_path, server, Get_Crate=crate, Close_Crate=command("Id", close))
        (record,) = acme.run("Close-Crate", "c1", Key="other-key-0123456789", More={"m": "1"})
        assert acme.targets == ["GET /v1/crates/c1?m=1", "POST /v1/crates/c1/close?m=1", "GET /v1/crates/c1?m=1"]
        assert {each.headers["authorization"] for each in acme.sent} == {"Bearer other-key-0123456789"}
        assert record["state"] == "closed"
        acme.run("Close-Crate", "c1")
        assert acme.errors[-1] == ("Microsoft.PowerShell.Commands.WriteErrorException,Close-Crate", "closed: c1")
        assert len(acme.sent) == 4


def test_given_parameters_are_passed_on(tmp_path: Path) -> None:
    new = "request: {method: POST, path: /crates, body: {id: $Id, size: $Size}}"
    own = "request: {before: [{command: New-Crate, with: given}]}"
    with Loopback(respond(CRATE)) as server:
        acme = Acme(tmp_path, server, New_Crate=command("Id Size", new), Set_Crate=command("Id Size Other", own))
        assert acme.run("Set-Crate", "c1", Size=2, Other="x") == [CRATE]
        assert acme.bodies == [{"id": "c1", "size": 2}]


def test_errors_of_other_commands_are_theirs(tmp_path: Path) -> None:
    crate = command("Id", "request: {path: '/crates/{Id}'}")
    own = "request: {before: [{command: Get-Crate, with: {Id: $Id}, into: Crate}, {write: 'got {$Crate.id}'}]}"
    with Loopback(respond({"error": {"message": "gone"}}, 404, "Not Found")) as server:
        acme = Acme(tmp_path, server, Get_Crate=crate, Show_Crate=command("Id", own))
        assert acme.run("Show-Crate", "c1") == ["got "]
        assert acme.run("Show-Crate", "c1", ErrorAction="SilentlyContinue") == ["got "]
    assert acme.errors == [("Acme.System.Net.Http.HttpRequestException,Invoke-Acme", acme.errors[0][1])]
    assert "gone" in acme.errors[0][1]


LIST = """\
request:
  path: /crates
  query: {size: $Size!, after: '$After?', tags: $Tags, open: $Open}
  paginator: pages
response:
  type: Acme.Crate
"""


def page(*ids: str, more: bool = False) -> bytes:
    return respond({"crates": [{"id": each} for each in ids], "last": ids[-1], "more": more})


def test_pages(tmp_path: Path) -> None:
    text = command("After Size All Tags Open", LIST, types={"All": "switch", "Size": "int"})
    with Loopback(page("a", "b", more=True), page("c"), page("d", more=True), page("e", more=True)) as server:
        acme = Acme(tmp_path, server, Get_Crate=text)
        found = acme.run("Get-Crate", All=True, Tags=["x", "y z"], Open=True)
        assert [each["id"] for each in found] == ["a", "b", "c"]
        assert acme.targets == [
            "GET /v1/crates?size=50&tags=x&tags=y%20z&open=true",
            "GET /v1/crates?size=50&tags=x&tags=y%20z&open=true&after=b",
        ]
        acme.run("Get-Crate")
        acme.run("Get-Crate", Size=1)
    assert acme.streams.warnings == ["There is more data that has not been retrieved."]


def test_pages_of_which_only_the_cursor_tells_that_there_is_another(tmp_path: Path) -> None:
    lists = [
        command("All Size", f"request: {{path: /crates, paginator: {name}}}", types={"All": "switch", "Size": "int"})
        for name in ("tokens", "bare")
    ]
    first, last = respond({"crates": [{"id": "a"}], "next": "n1"}), respond({"crates": [{"id": "b"}], "next": None})
    with Loopback(first, last, first, first, first, last) as server:
        acme = Acme(tmp_path, server, Get_Crate=lists[0], Get_Box=lists[1])
        assert [each["id"] for each in acme.run("Get-Crate", All=True)] == ["a", "b"]
        assert [each["id"] for each in acme.run("Get-Crate")] == ["a"]
        assert acme.streams.warnings == ["There is more data that has not been retrieved."]
        assert [each["id"] for each in acme.run("Get-Crate", Size=3)] == ["a"]
        assert [each["id"] for each in acme.run("Get-Box", All=True)] == ["a", "b"]
        assert acme.targets == [
            "GET /v1/crates?size=100",
            "GET /v1/crates?size=100&token=n1",
            "GET /v1/crates",
            "GET /v1/crates?size=3",
            "GET /v1/crates",
            "GET /v1/crates?token=n1",
        ]
    assert len(acme.streams.warnings) == 1


def test_commands_that_list_report_failures_in_their_own_name(tmp_path: Path) -> None:
    text = command("After Size All Tags Open", LIST, types={"All": "switch", "Size": "int"})
    with Loopback(respond({}, 404, "Not Found")) as server:
        acme = Acme(tmp_path, server, Get_Crate=text)
        acme.run("Get-Crate")
    assert acme.errors[0][0] == "System.Net.Http.HttpRequestException,Get-Crate"


def test_each_record_stands_for_itself(tmp_path: Path) -> None:
    crate = command("Id", "request: {path: '/crates/{Id}'}\nresponse: {type: Acme.Crate}")
    with Loopback(
        respond(CRATE), respond({}, 500, "Oh"), respond("{", content_type="application/json"), respond(CRATE)
    ) as server:
        acme = Acme(tmp_path, server, Get_Crate=crate)
        assert len(acme.run("Get-Crate", records=["a", "b", "c", "d"])) == 2
        assert [each.rpartition("/")[2] for each in acme.targets] == ["a", "b", "c", "d"]
    assert len(acme.errors) == 2


def test_what_is_collected_is_sent_once(tmp_path: Path) -> None:
    own = """\
request:
  before: [{when: {$Id: bad}, error: a bad one}]
  collect: {Ids: $Id}
  method: POST
  path: /batch
  body: {ids: $Ids, last: $Id}
"""
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, Start_Batch=command("Id", own))
        acme.run("Start-Batch", records=["a", "bad", ["b", "c"]])
        assert acme.bodies == [{"ids": ["a", "b", "c"], "last": ["b", "c"]}]
        acme.run("Start-Batch", records=["bad"])
        acme.run("Start-Batch", records=[])
        assert len(acme.sent) == 1
    assert len(acme.errors) == 2


def test_one_request_for_each_item(tmp_path: Path) -> None:
    own = "request: {each: $Ids, method: POST, path: /crates, body: {id: $_, of: {$nth: $Names}}, errors: command}"
    with Loopback(respond(CRATE), respond(CRATE), respond({}, 409, "No"), respond(CRATE)) as server:
        acme = Acme(tmp_path, server, Add_Crate=command("Name Ids Names", own))
        # An error ends the record: the items behind it are not asked for.
        assert len(acme.run("Add-Crate", "n", Ids=["a", "b", "c", "d"], Names=["x", "y", "z"])) == 2
        assert acme.bodies == [{"id": "a", "of": "x"}, {"id": "b", "of": "y"}, {"id": "c", "of": "z"}]
    assert acme.errors[0][0] == "System.Net.Http.HttpRequestException,Add-Crate"


def test_variants_and_an_object_in_place_of_a_request(tmp_path: Path) -> None:
    own = """\
request:
  before:
  - when: $Dry
    write: {PSTypeName: Acme.Plan, method: $Request.method, body: $Request.body, id: 'plan-{$Random}'}
  method: POST
  variants:
  - {when: $Id, path: '/crates/{Id}'}
  - {path: /crates}
  body: {size: $Size}
"""
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, New_Crate=command("Id Size Dry", own))
        acme.run("New-Crate", "c1")
        acme.run("New-Crate", Size=1)
        assert acme.targets == ["POST /v1/crates/c1", "POST /v1/crates"]
        (plan,) = acme.run("New-Crate", Size=2, Dry=True)
        assert len(acme.sent) == 2
    assert plan.type_names == ("Acme.Plan",)
    assert plan["method"] == "POST"
    assert plan["body"] == {"size": 2}
    assert len(plan["id"]) == 9


def test_steps_with_the_answer(tmp_path: Path) -> None:
    own = """\
request: {path: /crates}
response:
  items: crates[?open]
  type: Acme.Crate
  then:
  - add: {Parts: {$each: $_.parts, $value: '{id} of {$Record.id}'}, 'parts[].Owner': $Record.id}
  - {when: size, warn: 'crate {id} has {size}'}
  - {each: $_.parts, when: {id: p2}, warn: 'part {id}'}
"""
    crates = [
        {"id": "a", "open": True, "size": 2, "parts": [{"id": "p1"}, {"id": "p2"}]},
        {"id": "b", "open": False, "size": 3},
        {"id": "c", "open": True, "size": 0},
    ]
    with Loopback(respond({"crates": crates})) as server:
        acme = Acme(tmp_path, server, Get_Crate=command("Id", own))
        first, second = acme.run("Get-Crate")
    assert first["Parts"] == ["p1 of a", "p2 of a"]
    assert [part["Owner"] for part in first["parts"]] == ["a", "a"]
    assert "Parts" not in second
    assert acme.streams.warnings == ["crate a has 2", "part p2"]


@pytest.mark.parametrize(
    ("reading", "media", "expected"),
    [
        ("text", "text/plain", "hé"),
        ("content", "text/plain", "hé"),
        ("content", "application/octet-stream", b"h\xc3\xa9"),
        ("bytes", "text/plain", b"h\xc3\xa9"),
    ],
)
def test_answers_that_are_no_json(tmp_path: Path, reading: str, media: str, expected: object) -> None:
    own = f"request: {{path: /x}}\nresponse: {{as: {reading}}}"
    with Loopback(respond("hé", content_type=media)) as server:
        acme = Acme(tmp_path, server, Get_Crate=command("Id", own))
        assert acme.run("Get-Crate") == [expected]


def test_an_empty_answer_is_told_once(tmp_path: Path) -> None:
    needed = "request: {path: /x}\nresponse: {then: [{warn: 'is {id}'}]}"
    optional = "request: {path: /x}\nresponse: {write: $_, then: [{warn: 'is {id}'}]}"
    ignored = "request: {path: /x}\nresponse: {write: false, then: [{when: id, warn: 'is {id}'}]}"
    with Loopback(respond("")) as server:
        needed, optional, ignored = (command("Id", own) for own in (needed, optional, ignored))
        acme = Acme(tmp_path, server, Get_A=needed, Get_B=optional, Get_C=ignored)
        for name in ("Get-A", "Get-B", "Get-C"):
            assert acme.run(name) == []
    assert acme.errors == [("System.InvalidOperationException,Get-A", "The service's answer is empty.")]
    assert acme.streams.warnings == []


@pytest.mark.parametrize("reading", ["json", "text", "bytes"])
def test_a_status_without_content_is_no_error(tmp_path: Path, reading: str) -> None:
    own = f"request: {{method: DELETE, path: /x}}\nresponse: {{as: {reading}, type: Acme.Crate}}"
    told = "request: {method: DELETE, path: /x}\nresponse: {write: false, then: [{verbose: gone}]}"
    with Loopback(respond(status=204, reason="No Content")) as server:
        acme = Acme(tmp_path, server, Remove_A=command("Id", own), Remove_B=command("Id", told))
        assert acme.run("Remove-A") == acme.run("Remove-B", Verbose=True) == []
    assert acme.errors == []
    assert acme.streams.messages[-1] == "gone"


def test_hooks_are_functions_of_the_cmdlets_folder(tmp_path: Path) -> None:
    hook = """\
    def hook(call, crate, factor=1):
        call.warn(f"{call.command.name} counts")
        crate["double"] = crate["size"] * factor
        return crate
    """
    own = "request: {path: /x}\nresponse: {then: [{hook: double, with: {crate: $_, factor: 2}, into: _}]}"
    with Loopback(respond(CRATE)) as server:
        acme = Acme(tmp_path, server, hooks={"double": hook}, Get_Crate=command("Id", own))
        (crate,) = acme.run("Get-Crate")
    assert crate["double"] == 6
    assert acme.streams.warnings == ["Get-Crate counts"]


def test_a_request_works_under_another_name(tmp_path: Path) -> None:
    text = command("Id", "request: {path: '/crates/{Id}'}\nresponse: {type: Acme.Crate}")
    with Loopback(respond(CRATE)) as server:
        acme = Acme(tmp_path, server, Get_Crate=text, Find_Box=text)
        assert acme.run("Get-Crate", "c1") == acme.run("Find-Box", "c1")
        assert len(set(acme.targets)) == 1


@pytest.mark.parametrize("form", ["text", "json", "curl"])
def test_a_dry_run_shows_the_first_request_and_sends_nothing(tmp_path: Path, form: str) -> None:
    crate = command("Id", "request: {path: '/crates/{Id}'}")
    close = "request: {before: [{command: Get-Crate, with: {Id: $Id}, into: C}], method: POST, path: '/crates/{Id}/x'}"
    with Loopback(respond(CRATE)) as server:
        acme = Acme(tmp_path, server, Get_Crate=crate, Close_Crate=command("Id", close))
        acme.session.dry_run = form
        (shown,) = acme.run("Close-Crate", "c1")
        assert acme.sent == []
    assert "/v1/crates/c1" in shown
    assert "GET" in shown
    assert KEY not in shown
    assert "********" in shown


def test_verbose_messages_tell_what_is_sent(tmp_path: Path) -> None:
    crate = command("Id", "request: {path: '/crates/{Id}'}")
    with Loopback(respond(CRATE, x_request_id="req_7")) as server:
        acme = Acme(tmp_path, server, Get_Crate=crate)
        acme.run("Get-Crate", "c1", Verbose=True)
    text = "\n".join(acme.streams.messages)
    assert "Method = Get, Path = http://127.0.0.1:" in text
    assert "elapsed_ms" in text
    assert KEY not in text


@pytest.mark.parametrize(
    ("status", "body", "response", "errors"),
    [
        (201, b"", "", 0),
        (202, b"", "response: {type: Acme.Crate}", 0),
        (204, b"", "", 0),
        (200, b"", "", 1),
        (200, b"", "response: {write: false}", 0),
        (202, b'{"id": 1}', "", 0),
    ],
)
def test_an_answer_without_content_is_an_error_only_where_it_should_have_some(
    status: int, body: bytes, response: str, errors: int, tmp_path: Path
) -> None:
    with Loopback(respond(body, status)) as server:
        acme = Acme(tmp_path, server, New_Crate=command("Id", f"request: {{method: POST, path: /crates}}\n{response}"))
        assert len(acme.run("New-Crate")) == (1 if body else 0)
    assert len(acme.errors) == errors


QUOTED = """\
request:
  method: POST
  path: /crates
  query: {v: 2.0, w: '2.0', n: 10, t: true}
  headers: {X-Flag: true, X-Version: 1.5}
  body:
    texts: ['2.0', "true", '7']
    numbers: [2.0, true, 7, -1.5, false]
    same: [2.0.0, True, 007, 1e5, nulls, '$Id', '{$Id}']
    literal: [{$text: '{$Id}'}, {$text: 5}, {$text: $Id}]
    again: &x '1'
    alias: *x
"""


def test_quoted_scalars_are_texts_from_the_file_the_cache_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pscompat.helpfile.module import Module
    from pscompat.workshop.formats.markdown_reader import read_markdown
    from pscompat.workshop.formats.markdown_writer import write_markdown
    from pscompat.workshop.formats.yaml_reader import document_of_module, read_help_yaml
    from pscompat.workshop.formats.yaml_writer import write_yaml

    monkeypatch.setenv("PSCOMPAT_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "acme"
    with Loopback(respond({})) as server:
        acme = Acme(folder, server, New_Crate="title: New-Crate\n" + command("Id", QUOTED))
        text = (folder / "help/New-Crate.yaml").read_text()
        cold = Module(str(folder)).command("New-Crate").request
        assert Module(str(folder)).command("New-Crate").request == cold
        document = document_of_module(Module(str(folder)), "New-Crate")
        page = read_markdown(write_markdown(document), "New-Crate.md").help
        exports = [write_yaml(each) for each in (document, page)]
        exports.append(write_yaml(read_help_yaml(exports[0], "New-Crate.yaml").help))
        for content in (text, *exports):
            acme = Acme(folder, server, New_Crate=content)
            acme.run("New-Crate", Id="i")
            assert acme.session.modules()[0].command("New-Crate").request == cold
        bodies, targets = acme.bodies, {each.target for each in acme.sent}
        headers = {(each.headers["x-flag"], each.headers["x-version"]) for each in acme.sent}
    assert len(bodies) == 4
    for body in bodies:
        assert body == {
            "texts": ["2.0", "true", "7"],
            "numbers": [2.0, True, 7, -1.5, False],
            "same": ["2.0.0", "True", "007", "1e5", "nulls", "i", "i"],
            "literal": ["{$Id}", "5", "$Id"],
            "again": "1",
            "alias": "1",
        }
        assert [type(each) for each in body["numbers"]] == [float, bool, int, float, bool]
    assert targets == {"/v1/crates?v=2.0&w=2.0&n=10&t=true"}
    assert headers == {("true", "1.5")}
