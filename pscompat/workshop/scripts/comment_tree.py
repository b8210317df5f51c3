"""Help in comments as the help tree that Get-Help's views print (scripts.md §D6 to §D17)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ...dotnet.strings import to_string
from ...dotnet.types import NetType
from ...helpfile.maml_tree import paragraph
from ...model import ParameterSetEntry
from ...views.help.tree import example_title
from ...views.syntax import automatic_positions, entries, entry_for_set, in_all_sets, parameter_sets, parameter_type
from .comment_help import CommentHelp, example_parts
from .constants import NOT_CONSTANT
from .functions import ScriptFunction, ScriptParameter

if TYPE_CHECKING:
    from ...helpfile.maml_tree import Tree

_NUMBERS = frozenset(("Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double"))
_NUMBERS |= {"Decimal"}
_BLANK_LINES = 4
"""So many empty paragraphs stand behind an example."""


def comment_tree(function: ScriptFunction, help_: CommentHelp, types: dict[str, NetType]) -> dict[str, Tree]:
    """The help tree of a function with help in its comments."""
    command = function.command
    automatic = automatic_positions(command, types)
    by_name = {each.parameter.name: each for each in function.parameters}

    def element(each: ScriptParameter, entry: ParameterSetEntry, *, in_syntax: bool) -> Tree:
        parameter = each.parameter
        kind = parameter_type(parameter.type, types)
        enum = kind.enum or (kind.element.enum if kind.kind == "array" and kind.element else None)
        position = automatic.get(parameter.name) if entry.position is None else entry.position
        node: dict[str, Tree] = {
            "name": parameter.name,
            "required": "true" if entry.mandatory else "false",
            "position": "named" if position is None else str(position + 1),
            "pipelineinput": _pipeline(entry),
            "globbing": "true" if parameter.wildcards else "false",
        }
        if not (in_syntax and kind.is_switch) and enum is None:
            node["parametervalue"] = {"": type_name(kind), "required": "false" if kind.is_switch else "true"}
        if in_syntax:
            if enum is not None:
                node["parametervaluegroup"] = {"parametervalue": list(enum.members)}
            return node
        text = parameter_text(each, help_)
        if text:
            node["description"] = [("para", text)]
        node["defaultvalue"] = shown_default(each, kind)
        return node

    sets = parameter_sets(command, types)
    items: list[Tree] = []
    for listed in sets:
        shown: list[Tree] = []
        for one in listed.parameters:
            if one.name in by_name:
                shown.append(element(by_name[one.name], one.entry, in_syntax=True))
            elif not one.is_common:
                shown.append(_added(one.name, one.type, in_syntax=True))
        items.append({"name": command.name, "parameter": shown})
    described: list[Tree] = []
    added = {each.name: each for listed in sets for each in listed.parameters if not each.is_common}
    for each in function.parameters:
        found = next(filter(in_all_sets, entries(each.parameter)), None)
        found = found or next((e for s in sets if (e := entry_for_set(each.parameter, s.name))), None)
        described.append(element(each, found or entries(each.parameter)[0], in_syntax=False))
    described += [_added(name, one.type) for name, one in added.items() if name not in by_name]
    tree: dict[str, Tree] = {
        "details": {"name": command.name, **_paragraph("description", help_.texts.get("SYNOPSIS", ""))},
        **_paragraph("description", help_.texts.get("DESCRIPTION", "")),
        "syntax": {"syntaxitem": items},
        "parameters": {"parameter": described},
        "examples": {"example": [_example(text, n) for n, text in enumerate(help_.lists.get("EXAMPLE", ()), 1)]},
        "inputtypes": {"inputtype": [_type(text) for text in help_.lists.get("INPUTS", ())]},
        "returnvalues": {"returnvalue": [_type(text) for text in output_texts(function, help_)]},
    }
    if help_.texts.get("NOTES"):
        tree["alertset"] = {"alert": [("para", help_.texts["NOTES"])]}
    links = related_links(function, help_)
    if links:
        tree["relatedlinks"] = {"navigationlink": [_link(each) for each in links]}
    return tree


def _paragraph(key: str, text: str) -> dict[str, Tree]:
    return {key: [("para", text)]} if text else {}


def _added(name: str, kind: NetType, *, in_syntax: bool = False) -> Tree:
    """A parameter that PowerShell adds for ShouldProcess or paging."""
    node: dict[str, Tree] = {"name": name, "required": "false", "position": "named", "pipelineinput": "false"}
    node["globbing"] = "false"
    if not (in_syntax and kind.is_switch):
        node["parametervalue"] = {"": type_name(kind), "required": "false" if kind.is_switch else "true"}
    return node


def _pipeline(entry: ParameterSetEntry) -> str:
    words = ["ByValue"] * entry.by_value + ["ByPropertyName"] * entry.by_name
    return f"true ({', '.join(words)})" if words else "false"


def type_name(kind: NetType) -> str:
    """The type's name without its namespace, as comment help shows it."""
    if kind.kind == "array" and kind.element is not None:
        return type_name(kind.element) + "[]"
    head, bracket, rest = kind.full_name.partition("[")
    return head.rpartition(".")[2] + (bracket + rest if rest.startswith(",") else "")


def parameter_text(each: ScriptParameter, help_: CommentHelp) -> str:
    """The description of a parameter: that of ``.PARAMETER``, even an empty one, else the comments at it (§D9)."""
    return help_.parameters.get(each.parameter.name.upper(), each.comment)


def shown_default(each: ScriptParameter, kind: NetType) -> str:
    """The default that help shows (scripts.md §D17)."""
    if each.shown_default is not None:
        help_, value = each.shown_default.get("help"), each.shown_default.get("value")
        if help_ or value is not None:
            return str(help_) if help_ else to_string(value)
    if each.default is not None:
        return each.default if each.value is NOT_CONSTANT else "" if each.value is None else to_string(each.value)
    short = kind.full_name.removeprefix("System.")
    if short in _NUMBERS:
        return "0"
    return "False" if kind.is_switch or short == "Boolean" else ""


def output_texts(function: ScriptFunction, help_: CommentHelp) -> list[str]:
    """The texts of OUTPUTS, else the types that OutputType names (scripts.md §D12)."""
    return help_.lists.get("OUTPUTS") or [name for name, _ in function.outputs]


def related_links(function: ScriptFunction, help_: CommentHelp) -> list[tuple[str, str]]:
    """Text and address of each link; one of both is empty (scripts.md §D13)."""
    texts = help_.lists.get("LINK", [])
    links = [("", text) if is_address(text) else (text, "") for text in texts]
    help_uri = function.binding.text("helpuri") if function.binding else ""
    if texts and not any(address for _, address in links) and not help_uri and has_scheme(texts[0]):
        links.insert(0, ("", texts[0]))
    return links


def is_address(text: str) -> bool:
    """Whether a link is a well-formed absolute address."""
    return has_scheme(text) and not any(char.isspace() or char in '<>"{}|\\^`' for char in text)


def has_scheme(text: str) -> bool:
    """Whether a link can be read as an absolute address."""
    try:
        scheme, rest = urlsplit(text).scheme, text.partition(":")[2]
    except ValueError:
        return False
    return len(scheme) > 1 and bool(rest)


def _link(each: tuple[str, str]) -> Tree:
    text, address = each
    return {"uri": address} if address else {"linktext": text}


def _type(text: str) -> Tree:
    return {"type": {"name": text}}


def _example(text: str, number: int) -> Tree:
    prompt, code, remarks = example_parts(text)
    paragraphs = [remarks] + [""] * _BLANK_LINES
    return {
        "title": example_title(f"EXAMPLE {number}"),
        "introduction": [("para", prompt)],
        "code": code,
        "remarks": [("para", paragraph(each, last=True)) for each in paragraphs],
    }
