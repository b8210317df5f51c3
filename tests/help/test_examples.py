"""Every example of every help page is a line whose commands bind, and does on the embedded server what it says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pscompat
from pscompat.binding import Binder
from pscompat.engine.streams import CollectingStreams
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_module
from pscompat.language.elements import Element
from pscompat.language.evaluate import Evaluator
from pscompat.language.reader import parse
from pscompat.language.refusals import check_runnable
from pscompat.language.scope import Scope
from pscompat.language.structure import Command, Pipeline

from ..cli import processes

_PROMPT = "PS> "
_COMPANIONS = {"Select-Object", "Where-Object", "Sort-Object", "Measure-Object", "Write-Output"}
_FILES = {
    "notes.txt": b"The sky is blue.\n",
    "requests.jsonl": b'{"custom_id":"a","method":"POST","url":"/v1/responses","body":{"input":"Hello"}}\n',
    "cat.png": b"\x89PNG\r\n\x1a\n",
    "mask.png": b"\x89PNG\r\n\x1a\n",
    "meeting.mp3": b"ID3\x04\x00",
    "ann.wav": b"RIFF\x04\x00\x00\x00WAVE",
}
"""What lies in the folder where the examples are run."""
_PARTS = 6
_OUT_FILE = re.compile(r"-OutFile (\S+)")


@pytest.fixture(scope="module")
def module() -> Module:
    return find_module("PSOpenAI")


def test_examples_bind(module: Module) -> None:
    def exists(value: object) -> None:
        module.command(str(value))

    for place, line in _examples(module):
        for index, name, elements in _commands(line):
            found = module.find(name)
            if found is None:
                assert name in _COMPANIONS, f"{place}: {name}"
                continue
            binder = Binder(module.command(found), module.types, named_validators={"commandExists": exists})
            run = binder.start(elements, expecting_input=index > 0)
            if index == 0:
                run.bind_nothing()


@pytest.mark.parametrize("part", range(_PARTS))
def test_examples_run(module: Module, part: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with a server and a folder of its own; in parts, so that they run beside each other."""
    wrong = []
    for number, (place, line) in enumerate(list(_examples(module))[part::_PARTS]):
        folder = _folder(tmp_path / str(number))
        monkeypatch.chdir(folder)
        streams = CollectingStreams()
        pscompat.run(line, sandbox=True, streams=streams, environment={})
        errors = [record.message for record in streams.errors]
        if errors != _expected_errors(module, line):
            wrong.append(f"{place}: {line}: {errors}")
        if not errors:
            wrong += [f"{place}: no {name}" for name in _OUT_FILE.findall(line) if not (folder / name).stat().st_size]
        shutil.rmtree(folder)
    assert wrong == []


@pytest.mark.parametrize(
    "place",
    [
        "Get-ThreadRun example 1",
        "Submit-ToolOutput example 2",
        "Add-OpenAIFile example 1",
        "Get-Video example 1",
        "Request-AudioSpeech example 1",
        "Request-ChatCompletion example 1",
    ],
)
def test_examples_run_as_processes(module: Module, place: str, tmp_path: Path) -> None:
    line = dict(_examples(module))[place]
    done = processes.run("--sandbox", "-c", line, cwd=_folder(tmp_path / "here"))
    errors = _expected_errors(module, line)
    assert done.code == bool(errors)
    assert bool(done.err) == bool(errors)
    assert all(error in done.err for error in errors)
    assert bool(done.out) == (not errors and "-OutFile" not in line)


def _folder(path: Path) -> Path:
    """A new folder with the files that examples name."""
    path.mkdir()
    for name, content in _FILES.items():
        (path / name).write_bytes(content)
    return path


def _expected_errors(module: Module, line: str) -> list[str]:
    """None, or of the first command that has neither a request nor a handler, that it cannot run yet."""
    for _, name, _ in _commands(line):
        found = module.find(name)
        command = None if found is None else module.command(found)
        if command is not None and command.request is None and not command.handler:
            return [f"{command.name} binds, completes and has help, but can't run yet."]
    return []


def _examples(module: Module) -> Iterator[tuple[str, str]]:
    for name in module.command_names():
        for number, example in enumerate(module.document(name)["examples"], 1):
            code = example["description"].partition("\n")[2].partition("\n```")[0]
            yield f"{name} example {number}", code.removeprefix(_PROMPT)


def _commands(line: str) -> Iterator[tuple[int, str, list[Element]]]:
    """The commands of a line, each with its place in its pipeline and its arguments."""
    script = parse(line)
    check_runnable(script)
    evaluator = Evaluator(script, Scope({}, {}), _never_run)
    for pipeline in script.body.statements:
        assert isinstance(pipeline, Pipeline)
        for index, command in enumerate(pipeline.elements):
            assert isinstance(command, Command)
            yield index, command.name, evaluator.elements(command)


def _never_run(pipeline: Pipeline) -> list[Any]:
    raise AssertionError("an example holds a command in an argument")
