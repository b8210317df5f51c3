"""Every example of every help page is a line that can be run, and its commands bind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pscompat.binding import Binder
from pscompat.helpfile.module import Module
from pscompat.helpfile.search import find_module
from pscompat.language.elements import Element
from pscompat.language.evaluate import Evaluator
from pscompat.language.reader import parse
from pscompat.language.runnable import check_runnable
from pscompat.language.scope import Scope
from pscompat.language.structure import Command, Pipeline

_PROMPT = "PS> "
_COMPANIONS = {"Select-Object", "Where-Object", "Sort-Object", "Measure-Object", "Write-Output"}


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
            yield index, evaluator.command_name(command), evaluator.elements(command)


def _never_run(pipeline: Pipeline) -> list[Any]:
    raise AssertionError("an example holds a command in an argument")
