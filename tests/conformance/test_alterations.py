"""The runner itself: changing any compared field of a passing case makes the case fail."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import files, kinds
from .kinds import Kind, Row
from .runner import compared, outcomes_of

CASES = 50
"""Passing cases that are tried of each kind."""

_COMPARED = {
    "binding": ("calls", "begin", "errors", "warnings"),
    "handmade": ("calls", "begin", "end", "errors", "warnings"),
    "argv": ("calls", "errors", "warnings", "help"),
    "module": ("calls", "errors", "warnings"),
    "syntax": ("syntax", "parameters", "sets", "defaultSet", "error"),
    "conversion": ("result", "error"),
    "validation": ("result", "error"),
    "lexing": ("errors", "statements", "remaining", "bindError", "notRun"),
    "pipelines": ("output", "errors"),
    "completion": ("index", "length", "matches"),
    "views": ("text",),
    "wire": ("requests", "outputs", "warnings", "errors", "files"),
    "help/gethelp": ("text",),
    "help/auto": ("text",),
    "help/lists": ("text", "count", "kinds", "errors"),
}
_NOT_COMPARED = {
    "": {"exception", "inner"},
    "lexing": {"exception", "inner"},
    "wire": {
        "exception",
        "inner",
        "activity",
        "terminating",
        "details",
        "target",
        "api",
        "@script",
        "status",
        "user-agent",
    },
}


@pytest.mark.parametrize("name", sorted(_COMPARED))
def test_every_compared_field_counts(name: str) -> None:
    path = files.find(f"{name}.jsonl", files.DATA)
    kind = kinds.kind_of(files.plain_name(path))
    tried = altered_cases = 0
    with kind.session(path):
        for case, outcome in passing_cases(kind, path):
            tried += 1
            for place, altered in alterations(case, name):
                assert compared(kind, altered, outcome), f"{place} of {json.dumps(case)[:400]}"
                altered_cases += 1
            if tried == CASES:
                break
    if not tried:
        pytest.skip("no case of this kind passes yet")
    assert altered_cases >= tried


def passing_cases(kind: Kind, path: Path) -> Iterator[tuple[Row, Row]]:
    """Records and outcomes of passing cases, from all over the file."""
    rows = list(files.read_rows(path))
    random.Random(5).shuffle(rows)
    for row in rows[:400]:
        expected = kind.expected(row)
        outcomes = outcomes_of(kind, row, len(expected))
        pairs = [
            (record, outcome)
            for record, outcome in zip(expected, outcomes, strict=True)
            if kind.counts(record) and not compared(kind, record, outcome)
        ]
        # A few of each row, so that fifty cases are not those of three rows.
        yield from pairs[:3]


def alterations(case: Row, name: str) -> Iterator[tuple[str, Row]]:
    """The case with one value changed, one key or element taken out, or one put in, at every compared place."""
    ignored = _NOT_COMPARED.get(name, _NOT_COMPARED[""])
    for key in _COMPARED[name]:
        if key not in case:
            continue
        # Of parse errors only the first is compared.
        first_only = name == "lexing" and key == "errors"
        for place, change in changes(case[key][0] if first_only else case[key], ignored):
            if first_only:
                change = [change, *case[key][1:]]
            yield f"{key}{place}", {**case, key: change}
        # Lines whose arguments were not bound lack "remaining" and the like, and rows of texts are made of them.
        if (
            case[key]
            and not name.startswith("help/")
            and not (name == "lexing" and key not in ("errors", "statements"))
        ):
            yield f"{key} left out", {other: case[other] for other in case if other != key}


def changes(value: Any, ignored: set[str]) -> Iterator[tuple[str, Any]]:
    """Every way of changing one thing in a value."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ignored:
                continue
            for place, change in changes(item, ignored):
                yield f".{key}{place}", {**value, key: change}
    elif isinstance(value, list):
        for index, item in enumerate(value[:6]):
            for place, change in changes(item, ignored):
                yield f"[{index}]{place}", [*value[:index], change, *value[index + 1 :]]
        if value:
            yield "[-]", value[:-1]
            yield "[+]", [*value, copy.deepcopy(value[-1])]
    elif isinstance(value, bool):
        yield "", not value
    elif isinstance(value, (int, float)):
        yield "", value + 1
    elif value is None:
        yield "", "x"
    else:
        yield "", value + "x"
        if value:
            yield "", value[:-1] + chr(ord(value[-1]) + 1)
