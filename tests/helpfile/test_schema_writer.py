"""JSON Schemas of parameter sets, checked by a validator that is not ours."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pscompat.dotnet.types import enum_type
from pscompat.workshop.document import HelpParameter
from pscompat.workshop.formats.schema_writer import command_schema, parameter_schema, set_schema, write_schema
from pscompat.workshop.formats.yaml_reader import read_help_yaml

FILE = """\
title: Get-It
synopsis: Gets it.
parameters:
- name: Id
  type: System.Int32[]
  description: The numbers.
  parameterSets: [{name: ById, position: 0, isRequired: true}]
  pscompat: {validate: [{kind: range, min: 1, max: 1kb}, {kind: count, min: 1, max: 3}]}
- name: Name
  type: System.String
  parameterSets: [{name: ByName, isRequired: true}]
  pscompat: {validate: [{kind: notNullOrEmpty}, {kind: length, min: 2, max: 5}]}
- name: Order
  type: System.String
  parameterSets: [{name: (All)}]
  pscompat: {validate: [{kind: set, values: [asc, desc]}], default: "'asc'", completions: [asc]}
- name: Key
  type: System.Security.SecureString
  parameterSets: [{name: (All)}]
- name: Force
  type: System.Management.Automation.SwitchParameter
  parameterSets: [{name: (All)}]
  pscompat: {dontShow: [ByName], obsolete: Not any more.}
- name: Secret
  type: System.Int32
  dontShow: true
  parameterSets: [{name: (All)}]
"""


def schema() -> dict[str, Any]:
    return command_schema(read_help_yaml(FILE, "Get-It.yaml").help)


@pytest.mark.parametrize(
    ("value", "valid"),
    [
        ({"Id": [1]}, True),
        ({"Id": [1, 1024], "Order": "desc", "Force": True}, True),
        ({"Name": "abc"}, True),
        ({}, False),
        ({"Id": []}, False),
        ({"Id": [1025]}, False),
        ({"Id": [1, 2, 3, 4]}, False),
        ({"Name": "a"}, False),
        ({"Id": [1], "Order": "up"}, False),
        ({"Id": [1], "Name": "abc"}, False),
        ({"Id": [1], "Secret": 1}, False),
        ({"Name": "abc", "Force": True}, False),
    ],
)
def test_values_of_a_command(value: object, valid: bool) -> None:
    Draft202012Validator.check_schema(schema())
    assert Draft202012Validator(schema()).is_valid(value) == valid


def test_what_a_schema_says() -> None:
    by_id = schema()["$defs"]["ById"]
    assert by_id["required"] == ["Id"]
    assert by_id["properties"]["Order"]["default"] == "asc"
    assert by_id["properties"]["Order"]["examples"] == ["asc"]
    assert by_id["properties"]["Key"]["writeOnly"]
    assert by_id["properties"]["Force"]["deprecated"]
    assert by_id["properties"]["Id"]["description"] == "The numbers."


def test_one_set_needs_no_choice() -> None:
    document = read_help_yaml("title: Get-It\nparameters:\n- {name: A, type: System.Int32}\n", "Get-It.yaml").help
    assert command_schema(document)["$ref"] == "#/$defs/__AllParameterSets"
    assert set_schema(document, "__AllParameterSets")["properties"]["A"]["type"] == "integer"
    assert write_schema(document).endswith("}\n")


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("System.Byte", 255, 256),
        ("System.Double", 1.5, "x"),
        ("System.Boolean", True, "true"),
        ("System.String[]", ["a"], "a"),
        ("System.Nullable`1[System.Int32]", None, "x"),
        ("System.Collections.Hashtable", {"a": 1}, []),
        ("System.DayOfWeek", "Monday", "Someday"),
        ("Color", "Red", "Blue"),
        ("System.Object", object, None),
    ],
)
def test_types(kind: str, good: object, bad: object) -> None:
    types = {"color": enum_type("Color", {"Red": 0, "Green": 1})}
    found = parameter_schema(HelpParameter("A", kind), types)
    if kind == "System.Object":
        assert found == {}
        return
    assert Draft202012Validator(found).is_valid(good)
    assert not Draft202012Validator(found).is_valid(bad)


@pytest.mark.parametrize(
    ("validation", "kind", "good", "bad"),
    [
        ({"kind": "set", "values": ["1", "2kb"]}, "System.Int32", 2048, 3),
        ({"kind": "set", "values": ["1"]}, "System.String", "1", "2"),
        ({"kind": "pattern", "value": "^asst_[0-9a-f]{2}$"}, "System.String", "ASST_0F", "asst_0g"),
        ({"kind": "pattern", "value": "^asst_", "options": "None"}, "System.String", "asst_1", "ASST_1"),
        ({"kind": "pattern", "value": r"\A(?:x|[b-d]y)+\.z\z"}, "System.String", "XDy.Z", "x.z."),
        ({"kind": "pattern", "value": "(?s)^(?=.*[^a-c/-]).{2,}?$"}, "System.String", "d\n", "Ab"),
    ],
)
def test_validations(validation: dict[str, Any], kind: str, good: object, bad: object) -> None:
    found = parameter_schema(HelpParameter("A", kind, extra={"validate": [validation]}))
    Draft202012Validator.check_schema(found)
    assert Draft202012Validator(found).is_valid(good)
    assert not Draft202012Validator(found).is_valid(bad)


@pytest.mark.parametrize("pattern", [r"\p{L}", r"[\w-[a]]", r"(?>a)", r"(?<y>a)\k<y>", "(?m)^a", "(", r"\G"])
def test_a_pattern_that_only_dotnet_reads_is_left_out(pattern: str) -> None:
    found = parameter_schema(
        HelpParameter("A", "System.String", extra={"validate": [{"kind": "pattern", "value": pattern}]})
    )
    assert found == {"type": "string"}
