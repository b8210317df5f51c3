"""The JSON Schema of ``request:`` and ``response:``, the request language as far as a schema can say it."""

from __future__ import annotations

from typing import Any

from ...helpfile.request_words import (
    ACCEPTOR_KEYS,
    ACCEPTOR_STATES,
    ACTIONS,
    ERROR_FORMS,
    METHODS,
    RESPONSE_VARIANT_KEYS,
    STEP_KEYS,
    VARIANT_KEYS,
    WAITER_KEYS,
)

_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
_MEMBERS: dict[str, Any] = {"type": "object"}
_TRUTH: dict[str, Any] = {"enum": [True, False, "true", "false"]}
_ANY: dict[str, Any] = {}


def request_schemas() -> dict[str, Any]:
    """The properties ``request`` and ``response``."""
    parts: dict[str, Any] = {
        "method": _told({"enum": list(METHODS)}, "GET if not said."),
        "path": _told({"type": "string", "pattern": "^/"}, "The path; each value in braces is encoded."),
        "changes": _told(_TRUTH, "Whether -WhatIf withholds it; if not said, all but GET and HEAD."),
        "query": _told(_MEMBERS, "Names and values; what has no value is left out."),
        "headers": _told(_MEMBERS, "Names and values; what has no value is left out."),
        "body": _told(_ANY, "The JSON body; what has no value is left out."),
        "form": _told(_MEMBERS, "The fields of a form that is sent URL-encoded."),
        "multipart": _told(_MEMBERS, "The parts of a form by name."),
        "each": _told(_ANY, "A list: one request for each item."),
        "paginator": _told({"type": "string"}, "How the list is read page by page: a name of the module file."),
    }
    variant = {"when": _told(_ANY, "The condition of this variant."), **parts}
    request = {
        **parts,
        "values": _told(_MEMBERS, "Values by name, worked out first."),
        "before": _told(_steps(), "What is done before anything is sent."),
        "variants": _told(_list(_closed(variant, VARIANT_KEYS)), "The first whose condition holds is sent."),
        "collect": _told(_MEMBERS, "Values of all records by name; one request at the end."),
        "errors": _told({"enum": list(ERROR_FORMS)}, "In whose name failures are reported."),
    }
    reading: dict[str, Any] = {
        "as": _told(_ANY, "How the answer is read: json, text, bytes, content, or as a stream: events or lines."),
        "items": _told({"type": "string"}, "Where in the answer the records are."),
        "type": _told(_ANY, "The type name of the records."),
        "write": _told(_ANY, "The condition under which records are written."),
        "file": _told(_ANY, "The file that the answer goes into."),
        "then": _told(_steps(), "What is done with each record."),
        "complete": _told(_ANY, "The condition on an event after which a stream may end; else it was cut."),
        "plain": _told(_TEXT, "The warning with which an answer that is no stream is written as text."),
    }
    other = {"when": _told(_ANY, "The condition of this variant, over the values."), **reading}
    response = {
        **reading,
        "variants": _told(_list(_closed(other, RESPONSE_VARIANT_KEYS)), "The first whose condition holds counts."),
    }
    return {
        "request": _told(_object(request), "The request that the command sends."),
        "response": _told(_object(response), "What becomes of the answer."),
    }


def _steps() -> dict[str, Any]:
    shapes: dict[str, Any] = {
        "when": _ANY,
        "each": _ANY,
        "command": _TEXT,
        "waiter": _waiter(),
        "hook": _TEXT,
        "add": _MEMBERS,
        "write": _ANY,
        "apart": _TRUTH,
        "save": _ANY,
        "to": _ANY,
        "error": _TEXT,
        "warn": _TEXT,
        "once": _TRUTH,
        "verbose": _TEXT,
        "information": _ANY,
        "with": {"type": ["object", "string"]},
        "into": _TEXT,
        "exception": _TEXT,
        "by": _TEXT,
        "stop": _TRUTH,
        "continue": _TRUTH,
    }
    steps = [
        {**_closed(shapes, ("when", "each", action, *STEP_KEYS[action])), "required": [action]} for action in ACTIONS
    ]
    return _list({"anyOf": steps})


def _waiter() -> dict[str, Any]:
    shapes: dict[str, Any] = {
        "operation": _TEXT,
        "url": _ANY,
        "with": {"type": ["object", "string"]},
        "delay": _ANY,
        "progress": _TEXT,
        "done": {"type": ["string", "array"]},
        "total": _TEXT,
        "acceptors": _list(
            _closed(
                {"argument": _TEXT, "expected": _ANY, "message": _TEXT}
                | {"matcher": {"const": "path"}, "state": {"enum": list(ACCEPTOR_STATES)}},
                ACCEPTOR_KEYS,
            )
        ),
    }
    return {
        **_closed(shapes, WAITER_KEYS),
        "required": ["acceptors"],
        "anyOf": [{"required": [key]} for key in ("operation", "url")],
    }


def _closed(shapes: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "object", "properties": {key: shapes[key] for key in keys}, "additionalProperties": False}


def _object(shapes: dict[str, Any]) -> dict[str, Any]:
    return {"type": ["object", "null"], "properties": shapes, "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _told(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}
