"""Commands as functions that a model can call: what is offered of them, and how a schema says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pscompat.engine.tool_schema import tool_schema
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_modules

from ..http.loopback import Loopback
from .face import Face
from .test_chat import completion

MODULES = find_modules()
COMMANDS = [(module, name) for module in MODULES for name in module.command_names()]
NEVER = {"ApiKey", "ApiBase", "ApiType", "ApiVersion", "AuthType", "Organization", "TimeoutSec", "MaxRetryCount"}
NEVER |= {"AdditionalQuery", "AdditionalHeaders", "AdditionalBody", "ErrorAction", "Verbose", "WhatIf", "Confirm"}
HELP = """\
title: Get-Crate
synopsis: Gets crates.
description: |-
  Gets crates
  by weight.

  Or one.
parameters:
- name: Id
  type: System.String
  description: The crate.
  parameterSets: [{name: One, isRequired: true}]
  pscompat: {validate: [{kind: pattern, value: '^c'}, {kind: length, min: 1, max: 9}]}
- name: Weight
  type: System.Double
  parameterSets: [{name: Many, isRequired: true}]
  pscompat: {validate: [{kind: range, min: '0.5', max: '[int]::MaxValue'}]}
- name: Colour
  type: System.ConsoleColor
  parameterSets: [{name: Many}]
- name: Labels
  type: System.String[]
  parameterSets: [{name: (All)}]
  pscompat: {validate: [{kind: count, min: 1, max: 3}, {kind: set, values: [a, b]}]}
- name: Size
  type: System.Byte
  parameterSets: [{name: (All), isRequired: true}]
- name: Count
  type: System.Nullable`1[System.UInt16]
  parameterSets: [{name: (All)}]
- name: Facts
  type: System.Collections.Hashtable
  parameterSets: [{name: (All)}]
- name: Fast
  type: System.Management.Automation.SwitchParameter
  parameterSets: [{name: (All)}]
- name: Password
  type: System.Security.SecureString
  parameterSets: [{name: (All)}]
- name: Secret
  type: System.String
  parameterSets: [{name: (All)}]
  pscompat: {sensitive: true}
- name: Box
  type: System.Object
  parameterSets: [{name: (All)}]
  pscompat: {psTypeName: Crates.Box}
- name: Hidden
  type: System.String
  dontShow: true
  parameterSets: [{name: (All)}]
pscompat: {defaultParameterSet: One}
"""


def crates(tmp_path: Path) -> Module:
    (tmp_path / "help").mkdir()
    (tmp_path / "help/Get-Crate.yaml").write_text(HELP)
    (tmp_path / "help/module.yaml").write_text("name: Crates\n")
    return Module(str(tmp_path))


def test_the_types_and_limits_of_parameters(tmp_path: Path) -> None:
    module = crates(tmp_path)
    function = tool_schema(module.command("Get-Crate"), module)
    schema = function["parameters"]
    assert schema["properties"] == {
        "Id": {
            "type": ["string", "null"],
            "pattern": "^c",
            "minLength": 1,
            "maxLength": 9,
            "description": "The crate.",
        },
        "Weight": {"type": ["number", "null"], "minimum": 0.5, "maximum": 2147483647},
        "Colour": {"type": ["string", "null"], "enum": schema["properties"]["Colour"]["enum"]},
        "Labels": {
            "type": ["array", "null"],
            "items": {"type": "string", "enum": ["a", "b"]},
            "minItems": 1,
            "maxItems": 3,
        },
        "Size": {"type": "integer", "minimum": 0, "maximum": 255},
        "Count": {"type": ["integer", "null"], "minimum": 0},
        "Facts": {"type": ["object", "null"]},
        "Fast": {"type": ["boolean", "null"]},
    }
    assert "DarkBlue" in schema["properties"]["Colour"]["enum"]
    assert (schema["required"], schema["additionalProperties"]) == (["Size"], False)
    assert function["description"].splitlines() == [
        "Gets crates by weight.",
        "Or one.",
        "Give the parameters of one line only, those in brackets if need be:",
        "Id Size",
        "Weight [Colour] Size",
    ]


def test_one_set_a_strict_schema_and_chosen_parameters(tmp_path: Path) -> None:
    module = crates(tmp_path)
    command = module.command("Get-Crate")
    one = tool_schema(command, module, set_name="many", exclude=["labels", "Facts", "Count", "Fast", "box"])
    assert list(one["parameters"]["properties"]) == ["Weight", "Colour", "Size"]
    assert one["parameters"]["required"] == ["Weight", "Size"]
    assert one["description"] == "Gets crates by weight.\nOr one."
    strict = tool_schema(command, module, include=["id", "Secret"], strict=True, description="x\r\ny")
    assert list(strict) == ["name", "description", "strict", "parameters"]
    assert strict["description"] == "x\ny"
    assert strict["parameters"]["properties"] == {"Id": {"type": ["string", "null"], "description": "The crate."}}
    assert strict["parameters"]["required"] == ["Id"]


@pytest.mark.parametrize(("module", "name"), COMMANDS, ids=[name for _, name in COMMANDS])
def test_every_command_can_be_described(module: Module, name: str) -> None:
    for strict in (False, True):
        function = tool_schema(module.command(name), module, strict=strict)
        schema = json.loads(json.dumps(function["parameters"]))
        Draft202012Validator.check_schema(schema)
        assert set(schema["properties"]).isdisjoint(NEVER)
        assert set(schema.get("required", ())) <= set(schema["properties"])
        assert function["description"]


def test_the_cmdlet_writes_dictionaries() -> None:
    face = Face()
    (function,) = face.line("New-ChatCompletionFunction get-threadrun")
    assert function.type_name == "System.Collections.Specialized.OrderedDictionary"
    assert function["parameters"]["properties"].type_name == function.type_name
    assert function["name"] == "Get-ThreadRun"
    assert function["parameters"]["required"] == ["ThreadId"]
    assert "Run" not in function["parameters"]["properties"]
    assert "ThreadId RunId\nThreadId [Limit] [All] [Order]" in function["description"]
    (alias,) = face.line("New-ChatCompletionFunction Request-ChatGPT -Description d -IncludeParameters ApiKey, Message")
    assert (alias["name"], list(alias["parameters"]["properties"])) == ("Request-ChatCompletion", ["Message"])


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            "New-ChatCompletionFunction Get-ThreadRun -ParameterSetName None",
            "Microsoft.PowerShell.Commands.WriteErrorException,New-ChatCompletionFunctionFromPSCommand",
        ),
        ("New-ChatCompletionFunction Get-Nothing", "ParameterArgumentValidationError,New-ChatCompletionFunction"),
    ],
)
def test_what_cannot_be_described(line: str, error: str) -> None:
    face = Face()
    assert face.line(line) == []
    assert face.ids == [error]


def test_a_description_can_be_sent_as_a_tool() -> None:
    with Loopback(completion()) as server:
        face = Face(server)
        face.line("Request-ChatCompletion Hi -Tools (New-ChatCompletionFunction Get-ThreadRun)")
        (tool,) = face.bodies[0]["tools"]
        function: Any = tool["function"]
    assert (tool["type"], function["name"]) == ("function", "Get-ThreadRun")
    assert function["parameters"]["properties"]["Limit"]["type"] == ["integer", "null"]
