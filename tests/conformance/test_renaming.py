"""The runner itself: a definition with other names gives the same outcome with other names."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from . import files, kinds
from .binding import BindingKind
from .kinds import Row, failed

CASES = 120
# Words of PowerShell's messages, and members that .NET's own objects have.
_TAKEN = {"name", "value", "type", "parameter", "object", "path", "length", "count", "keys", "values", "uri", "query"}
_TAKEN |= {"host", "port", "day", "year", "month", "hour", "date", "major", "minor", "build", "days", "hours"}


@pytest.mark.parametrize("name", ["binding", "handmade"])
def test_renamed_definitions_give_renamed_outcomes(name: str) -> None:
    path = files.find(f"{name}.jsonl", files.DATA)
    kind = kinds.kind_of(name)
    assert isinstance(kind, BindingKind)
    tried = 0
    with kind.session(path):
        for number, row in enumerate(files.read_rows(path)):
            if number % 5 or not renamable(row):
                continue
            question = kind.question(row)
            question["cases"] = [case for case in question["cases"] if uses_whole_names(case, row)]
            renamed = rename(question, names_of(row))
            for before, after in zip(kind.run(question), kind.run(renamed), strict=True):
                if not failed(before):
                    assert after == rename(before, names_of(row)), json.dumps(before)
                    tried += 1
            if tried > CASES:
                break
    assert tried > CASES // 2


def names_of(row: Row) -> dict[str, str]:
    """Old name to new name: parameters, aliases and sets. New names are as long, and none starts like another."""
    parameters = row["cmdlet"]["parameters"]
    names = [parameter["name"] for parameter in parameters]
    names += [alias for parameter in parameters for alias in parameter["aliases"]]
    sets = [entry["name"] for parameter in parameters for entry in parameter["sets"]]
    names += [name for name in [*sets, row["cmdlet"].get("defaultParameterSetName", "")] if name]
    unique = dict.fromkeys(name for name in names if name != "__AllParameterSets")
    return {name: f"Q{chr(97 + index)}{'q' * (len(name) - 2)}" for index, name in enumerate(unique)}


def renamable(row: Row) -> bool:
    """Whether the names are words that nothing else in an outcome is called by."""
    names = names_of(row)
    lower = [name.lower() for name in names]
    if len(set(lower)) != len(lower) or len(names) > 26 or any(len(name) < 3 for name in names):
        return False
    values = json.dumps([case.get("args") for case in row["cases"]] + [case.get("input") for case in row["cases"]])
    words = {word.lower() for word in re.findall(r'"v": "([^"]*)"', values)}
    return not (words | _TAKEN) & set(lower)


def uses_whole_names(case: Row, row: Row) -> bool:
    """Whether every name, property and key of the case is written as declared, or is no name at all."""
    names = names_of(row)
    lower = {name.lower() for name in names}
    if "defaults" in case or "args" not in case:
        return False
    if not all(arg["name"] in names for arg in case["args"] if arg["k"] == "param"):
        return False
    keys = keys_of([case["args"], case.get("input")])
    return all(key in names or not any(name.startswith(key.lower()) for name in lower) for key in keys)


def keys_of(node: Any) -> set[str]:
    """The keys of all hashtables and objects of a case."""
    if isinstance(node, list):
        return {key for item in node for key in keys_of(item)}
    if not isinstance(node, dict):
        return set()
    own = set(node["v"]) if node.get("t") in ("hash", "obj") else set()
    return own | {key for item in node.values() for key in keys_of(item)}


def rename(node: Any, names: dict[str, str]) -> Any:
    """The names replaced wherever they stand alone."""
    if isinstance(node, dict):
        return {names.get(key, key): rename(item, names) for key, item in node.items()}
    if isinstance(node, list):
        return [rename(item, names) for item in node]
    if not isinstance(node, str):
        return node
    pattern = (
        r"(?<![A-Za-z0-9_])(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")(?![A-Za-z0-9_])"
    )
    return re.sub(pattern, lambda match: names[match[0]], node) if names else node
