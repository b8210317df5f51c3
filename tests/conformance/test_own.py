"""The runner of cases on a foreign module's commands, which are imported from a folder of pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpfile.odd_pages import write_pages

from .own import PAGES
from .runner import run_file

CALL = {"set": "A", "bound": {"message": {"t": "string", "v": "hello"}, "Loud": {"t": "switch", "v": True}}}
ARGS = [{"k": "arg", "value": {"t": "str", "v": "hello"}}, {"k": "param", "name": "Loud"}]


def test_lines_bind_as_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PAGES, str(write_pages(tmp_path / "docs")))
    cases = tmp_path / "own.jsonl"
    row = {"id": "own-1", "cmdlet": "Send-Note", "args": ARGS, "line": "Send-Note hello -Loud"}
    other = {**row, "id": "own-2", "calls": [{**CALL, "set": "B"}]}
    cases.write_text("".join(json.dumps(each) + "\n" for each in ({**row, "calls": [CALL]}, other)))
    assert [[each.field for each in result.differences] for result in run_file(cases)] == [[], ["calls[0].set"]]


def test_the_pages_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PAGES, raising=False)
    (tmp_path / "own.jsonl").write_text("")
    with pytest.raises(ValueError, match="must name the folder"):
        list(run_file(tmp_path / "own.jsonl"))
