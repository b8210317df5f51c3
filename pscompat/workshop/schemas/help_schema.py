"""JSON Schemas (2020-12) of help files and module files, for editors that complete and check YAML.

Editors read YAML with types, so a text may also be a number or a truth value there; the engine reads every scalar as
text. What no schema can say (names that exist, types that are known) is left to ``pscompat help check``.
"""

from __future__ import annotations

import json
from typing import Any

from ...helpfile.definition import GUESSED as COMMAND_GUESSES
from ...helpfile.parameter import GUESSED as PARAMETER_GUESSES
from ...helpfile.parameter import TRANSFORMS, TYPE
from ...helpfile.service import CREDENTIALS, ENDPOINTS, ON_SERVICE, PAGINATORS
from ...helpfile.shape import OFF, schema_of
from ...helpfile.view_entries import SIDES, VIEWS, WHEN
from .request_schema import request_schemas

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _described(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
FLAG: dict[str, Any] = {"type": ["boolean", "string", "null"], "pattern": "^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|)$"}
TEXTS: dict[str, Any] = {"type": ["array", "string", "number", "null"], "items": TEXT}
_SCRIPT = (
    "A condition of $_ and the command's parameters. It is sealed: expressions, members, if, switch, throw, and the "
    "commands Where-, ForEach-, Select- and Measure-Object; anything else is refused."
)
_MESSAGE = "Replaces the message; {0} is the value, {1} the script."
_VALIDATION_KEYS: dict[str, tuple[dict[str, dict[str, Any]], tuple[str, ...]]] = {
    "range": ({"min": TEXT, "max": TEXT}, ("min", "max")),
    "rangeKind": ({"value": {"enum": ["Positive", "NonNegative", "Negative", "NonPositive"]}}, ("value",)),
    "set": ({"values": {"type": "array", "items": TEXT}, "ignoreCase": FLAG, "errorMessage": TEXT}, ("values",)),
    "pattern": ({"value": TEXT, "options": TEXT, "errorMessage": TEXT}, ("value",)),
    "length": ({"min": TEXT, "max": TEXT}, ("min", "max")),
    "count": ({"min": TEXT, "max": TEXT}, ("min", "max")),
    "script": ({"text": _described(TEXT, _SCRIPT), "errorMessage": _described(TEXT, _MESSAGE)}, ("text",)),
    "notNull": ({}, ()),
    "notNullOrEmpty": ({}, ()),
    "notNullOrWhiteSpace": ({}, ()),
    "allowNull": ({}, ()),
    "allowEmptyString": ({}, ()),
    "allowEmptyCollection": ({}, ()),
    "commandExists": ({}, ()),
}


def help_file_schema() -> dict[str, Any]:
    """The schema of a command's help file."""
    return {
        "$schema": _DIALECT,
        "title": "pscompat help file",
        "description": "One command: platyPS CommandHelp 2024-05-01, and under pscompat what it has no place for.",
        "type": "object",
        "required": ["title"],
        "properties": _help_file(),
        "$defs": _definitions(),
    }


def module_file_schema() -> dict[str, Any]:
    """The schema of a module's ``help/module.yaml``."""
    return {
        "$schema": _DIALECT,
        "title": "pscompat module file",
        "description": "What the commands of one module share.",
        "type": "object",
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            "name": _described(TEXT, "The module's name, one word."),
            "version": _described(TEXT, "The module's version."),
            "description": TEXT,
            "parameters": {"type": ["array", "null"], "items": {"$ref": "#/$defs/parameter"}},
            "groups": {
                "type": ["object", "null"],
                "description": "Shared parameters that commands pull in together.",
                "additionalProperties": TEXTS,
            },
            "types": {"$ref": "#/$defs/types"},
            "endpoints": _endpoints(),
            "credentials": schema_of(CREDENTIALS, TEXT, TEXTS),
            "paginators": schema_of(PAGINATORS, TEXT, TEXTS),
            "sandbox": _described(TEXT, "What stands in for the service: a package or module of the folder cmdlets."),
            "threads": _described(FLAG, "Handlers and hooks may run in several threads at once."),
            "views": _views(),
        },
        "$defs": {
            **_definitions(),
            "types": {
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {
                    "enums": {
                        "type": ["object", "null"],
                        "additionalProperties": {
                            "type": "object",
                            "required": ["members"],
                            "additionalProperties": False,
                            "properties": {
                                "members": {"type": "object", "additionalProperties": TEXT, "minProperties": 1},
                                "flags": FLAG,
                            },
                        },
                    },
                    "objects": {
                        "type": ["object", "null"],
                        "additionalProperties": {
                            "type": ["object", "null"],
                            "additionalProperties": False,
                            "properties": {
                                "object": _described(TEXT, "The API's object value that names the type."),
                                "text": _described(TEXT, "The member that stands for the object as text."),
                                "dates": _described(TEXTS, "The members that are points in time."),
                            },
                        },
                    },
                    "opaque": _described(TEXTS, "Classes known by name only: values for them are not checked."),
                },
            },
        },
    }


def _endpoints() -> dict[str, Any]:
    schema = schema_of(ENDPOINTS, TEXT, TEXTS)
    paths = schema["properties"]["paths"]["items"]
    # Every other key of a path is a service's name.
    paths["additionalProperties"] = {"anyOf": [{"enum": [OFF, False]}, schema_of(ON_SERVICE, TEXT, TEXTS)]}
    return schema


def _views() -> dict[str, Any]:
    schema = schema_of(VIEWS, TEXT, TEXTS)
    view = schema["additionalProperties"]["properties"]
    view["table"]["properties"]["wrap"].update(FLAG)
    view["table"]["properties"]["columns"]["items"]["properties"]["alignment"]["enum"] = list(SIDES)
    view["list"]["items"]["properties"]["when"]["enum"] = list(WHEN)
    return schema


def schema_text(*, module: bool = False) -> str:
    """The schema as JSON text."""
    schema = module_file_schema() if module else help_file_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _help_file() -> dict[str, Any]:
    return {
        "metadata": {
            "type": ["object", "null"],
            "properties": {
                "document type": {"const": "cmdlet"},
                "external help file": TEXT,
                "HelpUri": _described(TEXT, "The address of the online page."),
                "Locale": TEXT,
                "Module Name": TEXT,
                "ms.date": _described(TEXT, "The date of the text, MM/dd/yyyy."),
                "PlatyPS schema version": TEXT,
                "title": TEXT,
            },
        },
        "title": _described(TEXT, "The command's name, Verb-Noun; the file is called like it."),
        "synopsis": _described(TEXT, "What the command does, in one sentence."),
        "syntaxes": {"type": ["array", "null"], "items": {"$ref": "#/$defs/syntax"}},
        "aliases": _described(TEXT, "A text about aliases; the aliases themselves stand under pscompat."),
        "description": TEXT,
        "examples": {"type": ["array", "null"], "items": {"$ref": "#/$defs/example"}},
        "parameters": {
            "type": ["array", "null"],
            "description": "In the order of declaration, which counts when positions and pipeline objects are bound.",
            "items": {"anyOf": [{"$ref": "#/$defs/parameter"}, {"$ref": "#/$defs/shared"}]},
        },
        "inputs": {"type": ["array", "null"], "items": {"$ref": "#/$defs/typeNote"}},
        "outputs": {"type": ["array", "null"], "items": {"$ref": "#/$defs/typeNote"}},
        "notes": TEXT,
        "links": {"type": ["array", "null"], "items": {"$ref": "#/$defs/link"}},
        "pscompat": {"$ref": "#/$defs/command"},
    }


def _object(properties: dict[str, Any], *required: str, closed: bool = False, description: str = "") -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    if description:
        schema["description"] = description
    if required:
        schema["required"] = list(required)
    if closed:
        schema["additionalProperties"] = False
    return schema


def _definitions() -> dict[str, Any]:
    return {
        "syntax": _object(
            {"commandName": TEXT, "parameterSetName": TEXT, "isDefault": FLAG, "parameters": TEXTS}, "parameterSetName"
        ),
        "example": _object({"title": TEXT, "description": TEXT}, "title", "description"),
        "typeNote": _object({"name": TEXT, "description": TEXT}, "name"),
        "link": _object({"text": TEXT, "href": TEXT}, "text", "href"),
        "shared": _object(
            {"shared": _described(TEXTS, "Names of parameters or groups of the module file.")}, "shared", closed=True
        ),
        "parameter": _object(_parameter(), "name"),
        "parameterSet": _object(_parameter_set(), "name"),
        "validation": {"oneOf": [_validation(kind) for kind in _VALIDATION_KEYS]},
        "command": _object(_command(), closed=True),
    }


def _parameter() -> dict[str, Any]:
    return {
        "name": _described(TEXT, "The name without its dash."),
        "shared": False,
        "type": _described(TEXT, "A .NET type's full name; System.Object takes anything."),
        "description": TEXT,
        "defaultValue": _described(TEXT, "What help shows; the default itself stands under pscompat."),
        "supportsWildcards": FLAG,
        "isDynamic": _described(FLAG, "It may be given, and syntax lines do not show it."),
        "aliases": _described(TEXTS, "In the order in which PowerShell reads them, the last declared first."),
        "dontShow": _described(FLAG, "Hidden in all sets."),
        "acceptedValues": _described(TEXTS, "What help shows; what is checked stands under pscompat."),
        "parameterSets": {
            "type": ["array", "null"],
            "description": "In the order in which PowerShell reads them, the last declared first.",
            "items": {"$ref": "#/$defs/parameterSet"},
        },
        "helpMessage": TEXT,
        "pscompat": _object(
            {
                "validate": {
                    "type": ["array", "null"],
                    "description": "In the order in which they run.",
                    "items": {"$ref": "#/$defs/validation"},
                },
                "transform": {
                    "type": ["array", "string", "null"],
                    "description": "What is done to the argument before its conversion.",
                    "items": {"anyOf": [{"enum": list(TRANSFORMS)}, {"type": "string", "pattern": f"^{TYPE}"}]},
                },
                "psTypeName": _described(TEXT, "The type name that a piped or given object must bear."),
                "sensitive": _described(FLAG, "Values are never shown."),
                "default": _described(TEXT, "A PowerShell literal: 20, 'text', $true, @(1,2), @{a=1}."),
                "obsolete": _described(TEXT, "The warning for its use."),
                "completions": _described(TEXTS, "Suggestions; anything is accepted."),
                "dontShow": _described(TEXTS, "The sets in which it is hidden."),
                "parameterSets": {
                    "type": ["array", "null"],
                    "description": "What binds, where the page's own parameterSets say something else.",
                    "items": {"$ref": "#/$defs/parameterSet"},
                },
                "guessed": _guessed(PARAMETER_GUESSES),
                "leftOut": _LEFT_OUT,
            },
            closed=True,
        ),
    }


_LEFT_OUT = {
    "type": "array",
    "items": TEXT,
    "description": "What a script says that is not run here, and what it would change. Binding and help ignore it.",
}


def _guessed(keys: tuple[str, ...]) -> dict[str, Any]:
    told = "Keys that an import guessed; take the word away when it is right. Binding and help ignore it."
    return {"type": ["array", "string", "null"], "description": told, "items": {"enum": list(keys)}}


def _parameter_set() -> dict[str, Any]:
    return {
        "name": _described(TEXT, "The set's name, or (All)."),
        "position": {"type": ["integer", "string", "null"], "pattern": "^(-?[0-9]+|[Nn][Aa][Mm][Ee][Dd]|)$"},
        "isRequired": FLAG,
        "valueFromPipeline": FLAG,
        "valueFromPipelineByPropertyName": FLAG,
        "valueFromRemainingArguments": FLAG,
    }


def _validation(kind: str) -> dict[str, Any]:
    keys, required = _VALIDATION_KEYS[kind]
    return _object({"kind": {"const": kind}, **keys}, "kind", *required, closed=True)


def _command() -> dict[str, Any]:
    return {
        "defaultParameterSet": TEXT,
        "positionalBinding": _described(FLAG, "false: only parameters with a position are positional."),
        "supportsShouldProcess": _described(FLAG, "Adds -WhatIf and -Confirm."),
        "supportsPaging": _described(FLAG, "Adds -IncludeTotalCount, -Skip and -First."),
        "simple": _described(FLAG, "A function without CmdletBinding: no common parameters, no sets."),
        "parenthesised": _described(FLAG, "A simple function whose parameters stand behind its name."),
        "compiled": _described(TEXT, "The .NET class of a compiled cmdlet; the command binds as one."),
        "aliases": _described(TEXTS, "Other names of the command."),
        "handler": _described(TEXT, "A module of the folder cmdlets, without .py."),
        "obsolete": _described(TEXT, "The text of the warning that each call writes."),
        "later": _described(TEXT, "What a command that does not run yet says of it."),
        "guessed": _guessed(COMMAND_GUESSES),
        "leftOut": _LEFT_OUT,
        **request_schemas(),
    }
