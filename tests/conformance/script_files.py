"""Script files: what PowerShell makes of their functions, and lines on the commands that were imported."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.types import resolve_parameter
from pscompat.errors import ParseError, PscompatError
from pscompat.helpfile.module import Module
from pscompat.language.literal import read_literal
from pscompat.model import ALL_SETS, Command, Parameter
from pscompat.views.help.lookup import find_help
from pscompat.views.syntax import automatic_positions, parameter_sets, syntax_text
from pscompat.workshop.formats.page_import import import_pages
from pscompat.workshop.scripts.comment_help import example_parts
from pscompat.workshop.scripts.comment_tree import output_texts, parameter_text, related_links, shown_default
from pscompat.workshop.scripts.constants import NOT_CONSTANT
from pscompat.workshop.scripts.functions import ScriptFunction, ScriptParameter
from pscompat.workshop.scripts.help_source import script_help
from pscompat.workshop.scripts.script_file import ScriptFile, read_script
from pscompat.workshop.scripts.type_finder import powershell_name

from . import files
from .binding import BindingKind
from .kinds import Difference, Kind, Outcome, Row, guarded

COMMON = """\
    <CommonParameters>
        This cmdlet supports the common parameters: Verbose, Debug,
        ErrorAction, ErrorVariable, WarningAction, WarningVariable,
        OutBuffer, PipelineVariable, and OutVariable. For more information, see
        about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216).\x20
"""
_NOT_COMPARED = ("verb", "noun", "missing")


class ScriptFilesKind(Kind):
    """``scripts.jsonl``: one file is one case."""

    row_keys = frozenset(("text",))

    def run(self, question: Row) -> list[Outcome]:
        try:
            file = read_script(question["text"])
        except ParseError as error:
            return [{"errors": [{"id": error.error_id, "message": error.message}]}]
        return [describe(file)]

    def title(self, row: Row, index: int) -> str:
        return str(row.get("label", row["kind"]))

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if "errors" in expected or "errors" in outcome:
            was, now = (side.get("errors", [{"id": "none"}])[0]["id"] for side in (expected, outcome))
            return [] if was == now else [Difference("errors", was, now)]
        found = [
            Difference(key, was, now)
            for key in (("namedBlocks",) if "namedBlocks" in expected else ("nested", "types", "statements"))
            if (was := expected.get(key, [])) != (now := outcome.get(key, []))
        ]
        was, now = expected["functions"], outcome["functions"]
        if [each["name"] for each in was] != [each["name"] for each in now]:
            return [*found, Difference("functions", [each["name"] for each in was], [each["name"] for each in now])]
        if "runError" in expected or "runError" in outcome:
            one, other = (side.get("runError", {}).get("id") for side in (expected, outcome))
            return found if one == other else [*found, Difference("runError", one, other)]
        for one, other in zip(was, now, strict=True):
            if "dynamic" not in one:
                found += _compared(one, other, one["name"])
        return found


def _compared(was: Any, now: Any, where: str) -> Iterator[Difference]:
    if isinstance(was, dict) and isinstance(now, dict):
        if "kind" in was and "name" in was and where.endswith("help"):
            return
        if "error" in was and "id" in was["error"]:
            one, other = was["error"]["id"], now.get("error", {}).get("id")
            if one != other:
                yield Difference(f"{where}.error", was["error"], now.get("error"))
            return
        for key in {**was, **now}:
            if key not in _NOT_COMPARED and not (key == "name" and where.endswith("help")):
                yield from _compared(was.get(key), now.get(key), f"{where}.{key}")
    elif isinstance(was, list) and any(isinstance(each, dict) and "missing" in each for each in was):
        yield from _compared([each for each in was if "missing" not in each], now, where)
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for index, (one, other) in enumerate(zip(was, now, strict=True)):
            yield from _compared(one, other, f"{where}[{index}]")
    elif was != now:
        yield Difference(where, was, now)


def describe(file: ScriptFile) -> Outcome:
    """What was read, in the notation of the file."""
    found: Outcome = {"functions": [] if file.named else [_function(each, file) for each in file.functions]}
    if file.nested:
        found["nested"] = file.nested
    if file.types:
        found["types"] = file.types
    if file.named:
        found["namedBlocks"] = True
    if file.statements:
        found["statements"] = file.statements
    if file.error is not None:
        found["runError"] = {"id": file.error.error_id, "message": file.error.message}
    return found


def _error(error: PscompatError) -> Row:
    error_id = error.error_id.removeprefix("System.")
    return {"id": error_id, "message": error.message}


def _function(function: ScriptFunction, file: ScriptFile) -> Row:
    node: Row = {"name": function.name, "line": function.line}
    if function.written != function.name:
        node["written"] = function.written
    if function.filter:
        node["filter"] = True
    if function.error is not None:
        return {**node, "error": _error(function.error)}
    command, types = function.command, file.own
    node["advanced"] = not command.simple
    binding = _binding(function)
    if binding:
        node["binding"] = binding
    if function.blocks:
        node["blocks"] = function.blocks
    if command.aliases:
        node["aliases"] = list(command.aliases)
    if function.outputs:
        node["outputTypes"] = [{"name": name, "type": full} for name, full in function.outputs]
    sets = parameter_sets(command, types)
    if command.default_set:
        node["defaultSet"] = command.default_set
    node["sets"] = [each.name for each in sets]
    node["syntax"] = [line for line in syntax_text(command, types).strip("\n").split("\n") if line.strip()]
    automatic = automatic_positions(command, types)
    node["parameters"] = [_parameter(each, automatic, file) for each in function.parameters]
    node["help"] = _help(function, file)
    return node


def _binding(function: ScriptFunction) -> Row:
    binding, command = function.binding, function.command
    if binding is None:
        return {}
    node: Row = {}
    if command.default_set:
        node["defaultSet"] = command.default_set
    if command.supports_should_process:
        node["supportsShouldProcess"] = True
    impact = binding.text("confirmimpact") or "Medium"
    if not command.supports_should_process:
        impact = "None"
    if impact != "Medium":
        node["confirmImpact"] = impact
    if not command.positional_binding:
        node["positionalBinding"] = False
    if command.supports_paging:
        node["supportsPaging"] = True
    if binding.text("helpuri"):
        node["helpUri"] = binding.text("helpuri")
    if binding.text("remotingcapability") not in ("", "PowerShell"):
        node["remotingCapability"] = binding.text("remotingcapability")
    return node


def _parameter(each: ScriptParameter, automatic: dict[str, int], file: ScriptFile) -> Row:
    parameter = each.parameter
    kind = resolve_parameter(parameter.type, file.own)
    node: Row = {"name": parameter.name, "type": kind.full_name}
    if (short := powershell_name(kind)) != kind.full_name:
        node["short"] = short
    if parameter.aliases:
        node["aliases"] = list(parameter.aliases)
    sets = _sets(parameter, automatic)
    if any(sets):
        node["sets"] = sets
    validate = [_validation(one.kind, dict(one.arguments)) for one in reversed(parameter.validations)]
    if validate:
        node["validate"] = validate
    if parameter.completions:
        node["completions"] = list(parameter.completions)
    if each.completer is not None:
        node["completer"] = each.completer
    if each.shown_default is not None:
        shown: Row = {}
        if each.shown_default.get("help"):
            shown["help"] = each.shown_default["help"]
        if each.shown_default.get("value") is not None:
            shown["value"] = canonical(each.shown_default["value"])
        node["psDefault"] = shown
    if parameter.wildcards:
        node["wildcards"] = True
    if parameter.ps_type_name:
        node["psTypeName"] = parameter.ps_type_name
    if parameter.obsolete is not None:
        node["obsolete"] = parameter.obsolete
    if each.others:
        node["attributes"] = each.others
    if each.default is not None:
        node["default"] = each.default
    if each.value is not NOT_CONSTANT:
        node["value"] = canonical(each.value)
    return node


def _sets(parameter: Parameter, automatic: dict[str, int]) -> list[Row]:
    from pscompat.views.syntax import entries

    found = []
    for entry in reversed(entries(parameter)):
        position = automatic.get(parameter.name) if entry.position is None else entry.position
        node: Row = {} if entry.name == ALL_SETS else {"name": entry.name}
        if entry.mandatory:
            node["mandatory"] = True
        if position is not None:
            node["position"] = position
        for key, value in (
            ("pipeline", entry.by_value),
            ("byName", entry.by_name),
            ("remaining", entry.remaining),
            ("dontShow", entry.dont_show),
            ("help", entry.help_message),
        ):
            if value:
                node[key] = value
        found.append(node)
    return found


def _validation(kind: str, arguments: Row) -> Row:
    node: Row = {"kind": kind, **arguments}
    if "errorMessage" in node:
        node["message"] = node.pop("errorMessage")
    if kind == "range":
        for key in ("min", "max"):
            node[key] = canonical(read_literal(node[key]))
            node[key].pop("text", None)
    if "values" in node:
        node["values"] = list(node["values"])
    return node


def _help(function: ScriptFunction, file: ScriptFile) -> Row:
    source = script_help(file)
    node: Row = {"kind": "auto"}
    try:
        for key, view in (("full", "full"), ("short", "default")):
            text = find_help(function.name, view=view, sources=[source]).text(120)
            node[key] = text.replace(COMMON, "{common}\n")
    except PscompatError as error:
        return {"error": {"id": error.error_id, "message": error.message}}
    shown = file.help_of(function)
    if shown is None:
        uri = function.binding.text("helpuri") if function.binding else ""
        return {**node, "links": [{"uri": uri}]} if uri else node
    teller, help_ = shown
    node["kind"] = "comment"
    for key in ("synopsis", "notes", "component", "role", "functionality"):
        if help_.texts.get(key.upper()):
            node[key] = help_.texts[key.upper()]
    if help_.texts.get("DESCRIPTION"):
        node["description"] = [help_.texts["DESCRIPTION"]]
    parameters = []
    for each in teller.parameters:
        one: Row = {"name": each.parameter.name}
        if text := parameter_text(each, help_):
            one["text"] = text
        if default := shown_default(each, resolve_parameter(each.parameter.type, file.own)):
            one["default"] = default
        parameters.append(one)
    listed = [each for one in parameter_sets(teller.command, file.own) for each in one.parameters if not each.is_common]
    added = dict.fromkeys(each.name for each in listed if each.parameter.compiled)
    parameters += [{"name": name} for name in added]
    if parameters:
        node["parameters"] = parameters
    parts = ("prompt", "code", "remarks")
    examples = [dict(zip(parts, example_parts(text), strict=True)) for text in help_.lists.get("EXAMPLE", ())]
    for key, value in (
        ("examples", examples),
        ("inputs", help_.lists.get("INPUTS", [])),
        ("outputs", output_texts(teller, help_)),
        ("links", [{"uri": uri} if uri else {"text": text} for text, uri in related_links(teller, help_)]),
    ):
        if value:
            node[key] = value
    return node


class ScriptBindingKind(BindingKind):
    """``scripts-binding.jsonl``: lines on functions of ``scripts.jsonl``, imported into a module and loaded from it."""

    row_keys = frozenset(("id", "function", "open"))
    case_keys = frozenset(("line", "args", "input", "alias"))
    simple_blocks = True
    shown = staticmethod(partial(canonical, reveal=True))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        files_beside = files.find("scripts.jsonl", path.parent, files.DATA)
        rows = {row["id"]: row for row in files.read_rows(files_beside)}
        self.texts = {name: row["text"] for name, row in rows.items()}
        self.exotic = {name: set(_exotic_parameters(row)) for name, row in rows.items()}
        self.recorded_end = True
        self.imported = ""
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            yield

    def row_id(self, row: Row) -> str:
        return f"{row['id']}/{row['function']}"

    def expected(self, row: Row) -> list[Row]:
        exotic = {name for function, name in self.exotic[row["id"]] if function == row["function"]}
        return [{**case, "exotic": bool(exotic & set(_parameters_of(case)))} for case in super().expected(row)]

    def counts(self, expected: Row) -> bool:
        return not expected["exotic"]

    def run(self, question: Row) -> list[Outcome]:
        module = self._module(question["id"])
        command = module.command(question["function"])
        bound = partial(self._bound, command, module, question.get("open", ()))
        return [guarded(partial(bound, case)) for case in question["cases"]]

    def _bound(self, command: Command, module: Module, left_open: Sequence[str], case: Row) -> Outcome:
        outcome = self.bind(command, module.types, case)
        for call in outcome.get("calls", ()):
            if not call["set"]:
                del call["set"]
            for name in left_open:
                call.get("unbound", {}).pop(name, None)
        return outcome

    def _module(self, script: str) -> Module:
        """The module that a script was imported into."""
        folder = self.folder / script
        if self.imported != script:
            self.imported = script
            folder.mkdir(exist_ok=True)
            # When the lines were recorded, nothing but definitions was run: all functions were there.
            text = re.sub("(?i)Export-ModuleMember", "Export-NothingElse", self.texts[script])
            (folder / "script.ps1").write_text(text, encoding="utf-8", newline="")
            self.found = import_pages([str(folder / "script.ps1")], str(folder / "module"))
        return Module(str(folder / "module"))


_EXOTIC = (
    "CultureInfo",
    "DirectoryInfo",
    "XmlDocument",
    "X509",
    "Tuple",
    "MailAddress",
    "Encoding",
    "Attribute",
    "Cim",
)
"""Types of which no more than the name is known, as in ``conversion-exotic.jsonl``."""


def _exotic_parameters(row: Row) -> Iterator[tuple[str, str]]:
    for function in row.get("functions", ()):
        for each in function.get("parameters", ()):
            if any(part in each.get("type", "") for part in _EXOTIC) or each.get("type", "") in row.get("types", ()):
                yield function["name"], each["name"]


def _parameters_of(case: Row) -> Iterator[str]:
    """The parameters that a recorded case speaks of: bound ones, and those of errors."""
    for call in case.get("calls", ()):
        yield from call["bound"]
    for error in case.get("errors", ()):
        yield error.get("parameter", "")
