"""Documents through every format and back: nothing is lost but what a format has no place for (help.md §6.1)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from pscompat.workshop.document import CommandHelp, HelpParameter
from pscompat.workshop.formats.maml_reader import read_maml_help
from pscompat.workshop.formats.maml_writer import write_maml
from pscompat.workshop.formats.markdown_reader import read_markdown
from pscompat.workshop.formats.markdown_writer import write_markdown
from pscompat.workshop.formats.yaml_reader import read_help_yaml
from pscompat.workshop.formats.yaml_writer import write_yaml

from .strategies import any_text, documents

many = settings(max_examples=30, suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large))


def named_losses(document: CommandHelp) -> CommandHelp:
    """What every format may lose: whether an empty ALIASES section was there."""
    return replace(document, alias_header=False)


@given(documents(any_text))
@many
def test_yaml_keeps_everything(document: CommandHelp) -> None:
    # Our files always have the common parameters, unless they are simple functions.
    document.common_parameters = True
    for item in document.syntaxes:
        item.common = True
    for note in (*document.inputs, *document.outputs):
        note.description = note.description.strip("\n")
    read = read_help_yaml(write_yaml(document), f"{document.title}.yaml").help
    assert named_losses(read) == named_losses(document)


@given(documents())
@many
def test_markdown_keeps_everything_but_the_order_of_sorted_parameters(document: CommandHelp) -> None:
    read = read_markdown(write_markdown(document), f"{document.title}.md").help
    by_name = sorted(document.parameters, key=lambda parameter: parameter.name)
    assert sorted(read.parameters, key=lambda parameter: parameter.name) == by_name
    assert [item.set_name for item in read.syntaxes] == [item.set_name for item in document.syntaxes]
    kept = replace(read, parameters=[], syntaxes=[], alias_header=False)
    assert kept == replace(document, parameters=[], syntaxes=[], alias_header=False)


@given(documents())
@many
def test_maml_keeps_texts_types_and_what_syntax_items_show(document: CommandHelp) -> None:
    (imported,) = read_maml_help(write_maml([document]), f"{document.module}-Help.xml")
    read = imported.help
    assert read.title == document.title
    assert read.module == document.module
    assert read.help_uri == document.help_uri
    for key in ("synopsis", "description", "notes", "inputs", "outputs", "links", "examples", "common_parameters"):
        assert getattr(read, key) == getattr(document, key), key
    known = {parameter.name: parameter for parameter in read.parameters}
    assert set(known) == {parameter.name for parameter in document.parameters}
    for parameter in document.parameters:
        _same_in_maml(known[parameter.name], parameter)


def _same_in_maml(read: HelpParameter, parameter: HelpParameter) -> None:
    for key in ("type", "description", "default", "wildcards", "aliases", "accepted_values"):
        assert getattr(read, key) == getattr(parameter, key), key
    assert {entry.required for entry in read.sets} == {entry.required for entry in parameter.sets}
    ranges = [each for each in parameter.extra.get("validate", ()) if each["kind"] == "range"]
    assert read.extra.get("validate", []) == ranges


def test_characters_that_no_page_may_hold_are_replaced() -> None:
    document = CommandHelp("Get-It", synopsis="a\x01b \ufffe")
    assert read_markdown(write_markdown(document), "Get-It.md").help.synopsis == "a\ufffdb \ufffd"
