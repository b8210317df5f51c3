"""First help files: they read as definitions and pass the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.errors import HelpFileError
from pscompat.helpfile.definition import read_definition
from pscompat.workshop.checking.binding import binder_checks
from pscompat.workshop.checking.checker import check_path
from pscompat.workshop.formats.yaml_writer import write_yaml
from pscompat.workshop.importer import write_outputs
from pscompat.workshop.scaffold import NewParameter, method_for, new_document, new_files, parse_parameter


@pytest.mark.parametrize(
    ("text", "parameter"),
    [
        ("Name", NewParameter("Name")),
        ("Limit:int", NewParameter("Limit", "int")),
        ("Name:string!", NewParameter("Name", "string", True)),
        ("Limit:int=20", NewParameter("Limit", "int", False, "20")),
        ("Order:string='as!c=x'", NewParameter("Order", "string", False, "'as!c=x'")),
    ],
)
def test_parameters_in_short(text: str, parameter: NewParameter) -> None:
    assert parse_parameter(text) == parameter


@pytest.mark.parametrize("text", ["", "1a", "A:Nonsense", "A B", "-A"])
def test_parameters_that_are_none(text: str) -> None:
    with pytest.raises(HelpFileError):
        parse_parameter(text)


def test_places_of_the_path_come_first() -> None:
    parameters = [parse_parameter(text) for text in ("Limit:int=20", "ShopId:guid", "Order=asc")]
    document = new_document("Get-Widget", method="get", path="/shops/{ShopId}/widgets/{Id}", parameters=parameters)
    command = read_definition(write_yaml(document), "Get-Widget.yaml").command
    assert [parameter.name for parameter in command.parameters] == ["ShopId", "Id", "Limit", "Order"]
    assert [parameter.sets[0].position for parameter in command.parameters] == [0, 1, None, None]
    assert command.parameters[0].type == "System.Guid"
    assert command.parameters[3].default == "'asc'"
    assert command.request == {
        "method": "GET",
        "path": "/shops/{ShopId}/widgets/{Id}",
        "query": {"limit": "$Limit!", "order": "$Order!"},
    }


@pytest.mark.parametrize(
    ("name", "path", "texts"),
    [
        ("Get-Thing", "/things", []),
        ("Remove-Thing", "/things/{ThingId}", ["Force:switch"]),
        ("New-Thing", "/things", ["Name:string!", "Count:int=3", "Tags:string[]", "Map:hashtable", "When:datetime!"]),
        ("Set-OtherThing", "/things/{Id}/parts/{PartId}", ["Id:int", "Color:string=it's red", "On:bool=$true"]),
        ("Send-Item", "/a/{A}", ["B:uri!", "C:char!", "D:timespan!", "E:version!", "F:double!", "G:guid!"]),
    ],
)
def test_what_is_made_passes_the_check(tmp_path: Path, name: str, path: str, texts: list[str]) -> None:
    parameters = [parse_parameter(text) for text in texts]
    document = new_document(name, method=method_for(name), path=path, parameters=parameters)
    folder, outputs = new_files(document, str(tmp_path), base="https://api.example.test/v1")
    write_outputs(outputs, folder)
    assert check_path(str(tmp_path), [binder_checks]).findings == []


@pytest.mark.parametrize(
    ("name", "asks"),
    [("Remove-It", True), ("set-It", True), ("Request-It", True), ("Get-It", False), ("ConvertTo-It", False)],
)
def test_commands_that_change_something_have_what_if(name: str, asks: bool) -> None:
    document = new_document(name, method="GET", path="/it")
    assert read_definition(write_yaml(document), f"{name}.yaml").command.supports_should_process is asks


def test_a_module_file_is_made_once(tmp_path: Path) -> None:
    for name in ("Get-A", "Get-B"):
        folder, outputs = new_files(new_document(name, method="GET", path="/a"), str(tmp_path / "My Yard"))
        write_outputs(outputs, folder)
    help_folder = tmp_path / "My Yard" / "help"
    assert sorted(path.name for path in help_folder.iterdir()) == ["Get-A.yaml", "Get-B.yaml", "module.yaml"]
    assert "Module Name: MyYard\n" in (help_folder / "Get-B.yaml").read_text()
    assert new_files(new_document("Get-C", method="GET", path="/a"), str(help_folder))[0] == str(help_folder)
    with pytest.raises(HelpFileError, match=r"the module has this command, Get-A, already"):
        new_files(new_document("get-a", method="GET", path="/a"), str(help_folder))


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("getthing", "GET", "/x"),
        ("Get-Thing-Too", "GET", "/x"),
        ("Get-Thing", "FETCH", "/x"),
        ("Get-Thing", "GET", "x"),
        ("Get-Thing", "GET", "/x?y=1"),
        ("Get-Thing", "GET", "/x/{a b}"),
        ("Get-Thing", "GET", "/x/{}"),
        ("Get-Thing", "GET", "/x/{A}/{a}"),
        ("Get-Thing", "GET", "/x/{A"),
        ("../Get-Thing", "GET", "/x"),
    ],
)
def test_refusals(name: str, method: str, path: str) -> None:
    with pytest.raises(HelpFileError):
        new_document(name, method=method, path=path)


@pytest.mark.parametrize(
    ("given", "literal"),
    [
        ("A:string=it's", "'it''s'"),
        ("A:string=5", "'5'"),
        ("A:string[]=a, b", "'a', 'b'"),
        ("A:string[]=@('x')", "@('x')"),
        ("A:int[]=1,2", "1,2"),
        ("A:bool=true", "$true"),
        ("A:System.DayOfWeek=Monday", "'Monday'"),
        ("A:uri=https://x/?a,b", "'https://x/?a,b'"),
        ("A:hashtable=@{a=1}", "@{a=1}"),
    ],
)
def test_a_default_becomes_a_literal_of_its_type(given: str, literal: str) -> None:
    document = new_document("Get-It", method="GET", path="/it", parameters=[parse_parameter(given)])
    assert document.parameters[0].extra == {"default": literal}


@pytest.mark.parametrize(
    ("path", "parameter", "reason"),
    [
        ("/it", "A:int=x", "the default is no System.Int32"),
        ("/it", "A:System.DayOfWeek=Someday", "Sunday, Monday"),
        ("/it", "Verbose:switch", "-Verbose is a common parameter"),
        ("/it/{ea}", "A", "-ea is a common parameter"),
        ("/it", "WhatIf:switch", "-WhatIf is a common parameter"),
        ("/it/{cf}", "A", "-cf is a common parameter"),
    ],
)
def test_parameters_that_would_not_pass_the_check(path: str, parameter: str, reason: str) -> None:
    with pytest.raises(HelpFileError, match=reason) as error:
        new_document("Get-It", method="GET", path=path, parameters=[parse_parameter(parameter)])
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "kind",
    [
        "int[]",
        "bool",
        "switch",
        "datetimeoffset",
        "hashtable",
        "System.ConsoleColor",
        "scriptblock",
        "ipaddress",
        "type",
        "securestring",
        "xml",
        "System.Nullable[guid]",
        "System.Collections.Generic.List[string]",
        "int[][]",
    ],
)
def test_the_example_binds_whatever_the_type(tmp_path: Path, kind: str) -> None:
    document = new_document("Get-It", method="POST", path="/it", parameters=[parse_parameter(f"Value:{kind}!")])
    folder, outputs = new_files(document, str(tmp_path / "yard"), base="https://example.test")
    write_outputs(outputs, folder)
    assert [str(finding) for finding in check_path(folder, [binder_checks]).findings] == []
