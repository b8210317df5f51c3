"""Every example of every help page is a line that parses and binds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pscompat.binding import Binder
from pscompat.helpfile.module import Module
from pscompat.helpfile.search import find_module
from pscompat.language import nodes
from pscompat.language.elements import Element
from pscompat.language.literal import read_literal
from pscompat.language.reader import parse

_PROMPT = "PS> "
_COMPANIONS = {"Select-Object", "Where-Object", "Sort-Object", "Measure-Object", "Write-Output"}


def _examples(module: Module) -> Iterator[tuple[str, str]]:
    for name in module.command_names():
        for number, example in enumerate(module.document(name)["examples"], 1):
            code = example["description"].partition("\n")[2].partition("\n```")[0]
            yield f"{name} example {number}", code.removeprefix(_PROMPT)


@pytest.fixture(scope="module")
def module() -> Module:
    return find_module("PSOpenAI")


def test_examples_bind(module: Module) -> None:
    def exists(value: object) -> None:
        module.command(str(value))

    for place, line in _examples(module):
        for index, command in _commands(line):
            name, *arguments = command.elements
            assert isinstance(name, nodes.StringConstant), place
            found = module.find(name.value)
            if found is None:
                assert name.value in _COMPANIONS, f"{place}: {name.value}"
                continue
            binder = Binder(module.command(found), module.types, named_validators={"commandExists": exists})
            run = binder.start([_element(line, node) for node in arguments], expecting_input=index > 0)
            if index == 0:
                run.bind_nothing()


def _commands(line: str) -> Iterator[tuple[int, nodes.Command]]:
    """The commands of a line, each with its place in its pipeline."""
    for pipeline in parse(line).body.statements:
        assert isinstance(pipeline, nodes.Pipeline)
        for index, command in enumerate(pipeline.elements):
            assert isinstance(command, nodes.Command)
            yield index, command


def _element(line: str, node: nodes.Node) -> Element:
    if not isinstance(node, nodes.Parameter):
        return Element(value=_value(line, node))
    text = line[node.start : node.text_end]
    return Element(node.name, text) if node.argument is None else Element(node.name, text, _value(line, node.argument))


def _value(line: str, node: nodes.Node) -> Any:
    """What an argument stands for: a word, words in an array, or a constant."""
    if isinstance(node, nodes.StringConstant):
        return node.value
    if isinstance(node, nodes.ArrayLiteral):
        return [_value(line, item) for item in node.items]
    return read_literal(line[node.start : node.end])
