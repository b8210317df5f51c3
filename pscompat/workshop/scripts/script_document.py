"""A function of a script file as the document of a help file, and what is left to its author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...dotnet.types import NetType, UnknownTypeError, resolve
from ...errors import NotRunError, ParseError
from ...evaluation.sealed_script import read_sealed, variables_of
from ...model import ALL_SETS, Validation
from ..document import ALL_SETS as ALL_SETS_LABEL
from ..document import CommandHelp, Example, Gap, HelpParameter, Imported, Link, SetEntry, TypeNote
from .attributes import UNKNOWN_ATTRIBUTE
from .comment_help import CommentHelp, example_parts
from .comment_tree import output_texts, parameter_text, related_links, shown_default
from .constants import literal_return
from .functions import ScriptFunction, ScriptParameter

_LOST = {
    "Credential": "a text or nothing becomes a credential, by a question",
    "ValidateTrustedData": "it checks where data comes from",
    "ValidateDrive": "it checks a path's drive",
    "ValidateUserDrive": "it checks a path's drive",
}


def document_of(
    function: ScriptFunction, shown: tuple[ScriptFunction, CommentHelp] | None, types: Mapping[str, NetType]
) -> Imported:
    """The document of a function; ``shown`` is the help in comments, and whose it is."""
    command = function.command
    help_ = shown[1] if shown else CommentHelp()
    document = CommandHelp(function.name)
    gaps: list[Gap] = []
    if function.binding and function.binding.text("helpuri"):
        document.metadata["HelpUri"] = function.binding.text("helpuri")
    document.synopsis = help_.texts.get("SYNOPSIS", "")
    document.description = help_.texts.get("DESCRIPTION", "")
    document.notes = help_.texts.get("NOTES", "")
    document.examples = [_example(text, n) for n, text in enumerate(help_.lists.get("EXAMPLE", ()), 1)]
    document.inputs = [_note(text) for text in help_.lists.get("INPUTS", ())]
    document.outputs = [_note(text) for text in output_texts(function, help_)]
    document.links = [Link(text or uri, uri) for text, uri in related_links(function, help_)]
    document.common_parameters = not command.simple
    document.extra = {
        key: value
        for key, value in (
            ("defaultParameterSet", command.default_set),
            ("positionalBinding", "" if command.positional_binding else "false"),
            ("supportsShouldProcess", "true" if command.supports_should_process else ""),
            ("supportsPaging", "true" if command.supports_paging else ""),
            ("simple", "true" if command.simple else ""),
            ("parenthesised", "true" if command.parenthesised else ""),
            ("aliases", list(command.aliases)),
            ("obsolete", command.obsolete),
        )
        if value or (key == "obsolete" and value is not None)
    }
    names = {each.parameter.name.lower() for each in function.parameters}
    for each in function.parameters:
        item = _parameter(each, help_, types, names)
        left_out = list(_gaps(each, types, names))
        if left_out:
            item.extra["leftOut"] = [f"{key}: {what}" for key, what in left_out]
        gaps += [Gap(f"{function.name} -{item.name}", f"pscompat.{key}", what) for key, what in left_out]
        document.parameters.append(item)
    if "dynamicparam" in function.blocks:
        what = "the DynamicParam block adds parameters when it runs; they are not known"
        gaps.append(Gap(function.name, "parameters", what))
        document.extra["leftOut"] = [f"parameters: {what}"]
    if function.error is not None and function.error.error_id not in (UnknownTypeError.error_id, UNKNOWN_ATTRIBUTE):
        gaps.append(Gap(function.name, "parameters", f"PowerShell refuses the function: {function.error.message}"))
    return Imported(document, gaps)


def _example(text: str, number: int) -> Example:
    prompt, code, remarks = example_parts(text)
    fence = "```"
    while fence in code:
        fence += "`"
    shown = code if prompt.strip().upper().startswith("PS") or not prompt.endswith(">") else prompt + code
    return Example(f"EXAMPLE {number}", f"{fence}powershell\n{shown}\n{fence}" + (f"\n\n{remarks}" if remarks else ""))


def _note(text: str) -> TypeNote:
    name, _, description = text.partition("\n")
    return TypeNote(name.strip(), description.strip())


def _parameter(
    each: ScriptParameter, help_: CommentHelp, types: Mapping[str, NetType], names: set[str]
) -> HelpParameter:
    parameter = each.parameter
    kind = resolve_or_object(parameter.type, types)
    hidden = [entry for entry in parameter.sets if entry.dont_show]
    extra: dict[str, Any] = {}
    validations = [_validation(one) for one in parameter.validations if not refusal(one, types, names)]
    if validations:
        extra["validate"] = validations
    if parameter.default is not None:
        extra["default"] = parameter.default
    if parameter.transforms:
        extra["transform"] = list(parameter.transforms)
    if parameter.obsolete is not None:
        extra["obsolete"] = parameter.obsolete
    if parameter.ps_type_name:
        extra["psTypeName"] = parameter.ps_type_name
    completions = parameter.completions or tuple(literal_completions(each.completer))
    if completions:
        extra["completions"] = list(completions)
    if hidden and len(hidden) < len(parameter.sets):
        extra["dontShow"] = [_set_name(entry.name) for entry in hidden]
    return HelpParameter(
        name=parameter.name,
        type=parameter.type,
        description=parameter_text(each, help_),
        default=_encodable(shown_default(each, kind)) if each.default or each.shown_default else "",
        wildcards=parameter.wildcards,
        aliases=list(parameter.aliases),
        dont_show=bool(hidden) and len(hidden) == len(parameter.sets),
        accepted_values=[str(v) for one in parameter.validations if one.kind == "set" for v in one.arguments["values"]],
        sets=[
            SetEntry(
                name=_set_name(entry.name),
                position="Named" if entry.position is None else str(entry.position),
                required=entry.mandatory,
                by_value=entry.by_value,
                by_name=entry.by_name,
                remaining=entry.remaining,
            )
            for entry in parameter.sets
        ],
        help_message=next((entry.help_message for entry in parameter.sets if entry.help_message), ""),
        extra=extra,
    )


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def resolve_or_object(name: str, types: Mapping[str, NetType]) -> NetType:
    """The type of that name, System.Object for one that nothing knows."""
    try:
        return resolve(name, types)
    except UnknownTypeError:
        return resolve("object")


def _set_name(name: str) -> str:
    return ALL_SETS_LABEL if name == ALL_SETS else name


def _validation(one: Validation) -> dict[str, Any]:
    node: dict[str, Any] = {"kind": one.kind}
    for key, value in one.arguments.items():
        if isinstance(value, bool):
            value = "true" if value else "false"
        node[key] = list(value) if isinstance(value, tuple) else str(value)
    return node


def refusal(one: Validation, types: Mapping[str, NetType], names: set[str]) -> str:
    """Why a validation script is not evaluated; empty for one that is, and for any other validation."""
    if one.kind != "script":
        return ""
    try:
        unknown = sorted(variables_of(read_sealed(str(one.arguments["text"]), types=types)) - names)
    except (NotRunError, ParseError) as error:
        return error.message
    return f"it reads ${unknown[0]}, which is no parameter of the command" if unknown else ""


def literal_completions(completer: str | None) -> list[str]:
    """The completions of an ArgumentCompleter that is a literal list; none for one that must be run."""
    if completer is None:
        return []
    from ...language.reader import parse
    from .constants import Constants
    from .type_finder import TypeFinder

    try:
        script = parse(completer)
    except ParseError:
        return []
    returned = literal_return(script.body)
    return [] if returned is None else Constants(script, TypeFinder([], {})).texts(returned) or []


def _gaps(each: ScriptParameter, types: Mapping[str, NetType], names: set[str]) -> Iterator[tuple[str, str]]:
    """What of a parameter only running would tell: the key of a help file that would say it, and what is lost."""
    parameter = each.parameter
    if each.default is not None and parameter.default is None:
        text = " ".join(each.default.split())
        yield "default", (f"the default {text} must be run; nothing is taken for it")
    for one in parameter.validations:
        why = refusal(one, types, names)
        if why:
            yield "validate", f"the validation script is not run: {why}"
    if each.completer is not None and not literal_completions(each.completer):
        yield "completions", ("the completer is a script that must be run; nothing is completed")
    for name in each.others:
        short = name.rpartition(".")[2].removesuffix("Attribute")
        what = _LOST.get(short, "it may change or refuse values")
        yield "validate", (f"the attribute [{short}] is not run: {what}")
