"""MAML exactly as platyPS 1.0.3 writes it (help.md §3.2–3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import HelpFileError
from .collation import culture_key
from .document import CommandHelp, HelpParameter, SyntaxItem
from .maml_elements import (
    CONTROL,
    Element,
    add,
    add_links,
    add_paras,
    add_type,
    add_values,
    file_text,
    pipeline_words,
    true_text,
    verb_and_noun,
)
from .syntax_items import sorted_tokens
from .type_names import SWITCH

_FILLER = "\ue000filler\ue000"


def write_platyps_maml(documents: Sequence[CommandHelp]) -> str:
    """The text of one help file. Raises HelpFileError where platyPS itself fails."""
    text = file_text(_command(document) for document in documents)
    text = text.replace(f">{_FILLER}<", ">&#x80;<")
    return CONTROL.sub(lambda match: f"&#x{ord(match[0]):X};", text)


def _command(document: CommandHelp) -> Element:
    command = Element("command:command")
    details = add(command, "command:details")
    verb, noun = verb_and_noun(document.title)
    add(details, "command:name", document.title)
    add_paras(details, "maml:description", [document.synopsis])
    add(details, "command:verb", verb)
    add(details, "command:noun", noun)
    add_paras(command, "maml:description", [] if document.description is None else [document.description])
    syntax = add(command, "command:syntax")
    for item in document.syntaxes:
        _syntax(syntax, item, document)
    parameters = add(command, "command:parameters")
    for parameter in sorted(document.parameters, key=lambda parameter: culture_key(parameter.name)):
        if parameter.aliases is None:
            raise HelpFileError(document.title, f"platyPS cannot write -{parameter.name}: its aliases are null")
        _parameter(parameters, parameter)
    for plural, single, notes in (
        ("inputTypes", "inputType", document.inputs),
        ("returnValues", "returnValue", document.outputs),
    ):
        types = add(command, f"command:{plural}")
        for note in notes:
            entry = add(types, f"command:{single}")
            add_type(entry, note.name)
            add_paras(entry, "maml:description", [note.description])
    alerts = add(command, "maml:alertSet")
    if document.notes is not None:
        add_paras(alerts, "maml:alert", [document.notes])
    examples = add(command, "command:examples")
    for example in document.examples:
        entry = add(examples, "command:example")
        add(entry, "maml:title", f"--------- {example.title} ---------")
        introduction = add(entry, "maml:introduction")
        for number, text in enumerate(example.text.split("\n\n")):
            if number:
                add(introduction, "maml:para", _FILLER)
            add(introduction, "maml:para", text.strip())
        add(entry, "dev:code")
        add(entry, "dev:remarks")
    add_links(command, document, "Online Version", empty=True)
    return command


def _syntax(syntax: Element, item: SyntaxItem, document: CommandHelp) -> None:
    entry = add(syntax, "command:syntaxItem")
    add(entry, "maml:name", item.command.partition(" ")[0])
    known = {parameter.name: parameter for parameter in document.parameters[::-1]}
    for token in sorted_tokens(item):
        parameter = None if token.switch else known.get(token.name)
        element = _attributes(
            entry,
            required=token.mandatory,
            position=token.position,
            aliases=(parameter.aliases if parameter else None) or [],
        )
        add(element, "maml:name", token.name)
        add(element, "maml:description")
        if parameter and parameter.accepted_values:
            add_values(element, parameter.accepted_values)
        if not token.switch:
            add(element, "command:parameterValue", token.type, required="true", variableLength="false")
        if token.switch:
            add_type(element, SWITCH)
        elif parameter:
            add_type(element, parameter.type)


def _attributes(
    parent: Element,
    *,
    required: bool,
    position: str | None,
    aliases: list[str],
    wildcards: bool = False,
    pipeline: str = "false",
) -> Element:
    element = add(
        parent,
        "command:parameter",
        required=true_text(required),
        variableLength="false",
        globbing=true_text(wildcards),
        pipelineInput=pipeline,
    )
    if position is not None:
        element.set("position", position)
    element.set("aliases", ", ".join(aliases) or "none")
    return element


def _parameter(parameters: Element, parameter: HelpParameter) -> None:
    words = pipeline_words(parameter)
    element = _attributes(
        parameters,
        required=any(entry.required for entry in parameter.sets),
        position=parameter.sets[0].position if parameter.sets else "Named",
        aliases=parameter.aliases or [],
        wildcards=parameter.wildcards,
        pipeline=f"true ({', '.join(words)})" if words else "false",
    )
    add(element, "maml:name", parameter.name)
    add_paras(element, "maml:description", (text.strip() for text in parameter.description.split("\n\n")))
    if parameter.accepted_values:
        add_values(element, parameter.accepted_values)
    if not parameter.is_switch:
        add(element, "command:parameterValue", parameter.type, required="true", variableLength="true")
    add_type(element, parameter.type)
