"""A script file: its functions, types and exports, read and not run (scripts.md §A)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...dotnet.types import NetType, UnknownTypeError, enum_type, opaque_type
from ...errors import MetadataError, ParseError, PscompatError
from ...language.nodes import Attribute, StringConstant, TypeName
from ...language.reader import parse_file
from ...language.structure import Command, Pipeline, Script, Statement
from .attributes import AttributeReader
from .comment_help import CommentHelp, Comments
from .constants import NOT_CONSTANT, Constants, literal_return
from .export_statements import EXPORTS, export_statement
from .functions import FunctionReader, ScriptFunction
from .type_finder import TypeFinder

_SCOPES = ("global:", "script:", "local:", "private:")


@dataclass(slots=True)
class ScriptFile:
    """What a script file declares.

    functions   by order of first appearance; of several of one name the last
    nested      the names of functions that stand inside something else
    types       the names of its classes and enumerations, in order
    own         types that .NET's table lacks, those of the file included, by lower-case name
    unknown     opaque types for those that nobody declares, by lower-case name
    statements  ``Set-Alias``, ``New-Alias`` and ``Export-ModuleMember``: their arguments as texts by parameter
    named       whether the file itself has begin, process or end blocks, so that it has no functions
    error       why its types cannot be made, so that it has none either
    """

    script: Script
    functions: list[ScriptFunction] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    own: dict[str, NetType] = field(default_factory=dict)
    unknown: dict[str, NetType] = field(default_factory=dict)
    statements: list[dict[str, Any]] = field(default_factory=list)
    named: bool = False
    error: PscompatError | None = None

    def find(self, name: str) -> ScriptFunction | None:
        """The function of that name."""
        return next((each for each in self.functions if each.name.lower() == name.lower()), None)

    def help_of(self, function: ScriptFunction) -> tuple[ScriptFunction, CommentHelp] | None:
        """The help in comments that is shown for a function, and whose it is: another one's where it says so (§D15)."""
        seen = {function.name.lower()}
        while (help_ := function.help) is not None and not help_.external:
            target = self.find(help_.texts.get("FORWARDHELPTARGETNAME", ""))
            if target is None or target.name.lower() in seen:
                return function, help_
            seen.add(target.name.lower())
            function = target
        return None


def read_script(text: str, more: Mapping[str, NetType] | None = None) -> ScriptFile:
    """What a script's text declares; ``more`` are types of other files by lower-case name.

    Raises ParseError, with line and column, for a text that PowerShell does not take; then nothing is defined at all.
    """
    try:
        script, places = parse_file(text)
        return _read(script, Comments(script, places), more or {})
    except ParseError as error:
        raise _located(error, text) from None


def _located(error: ParseError, text: str) -> ParseError:
    from ...dotnet.texts import split_units

    before = split_units(text)[: error.at[0]].replace("\r\n", " \n").replace("\r", "\n")
    error.line, error.column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return error


def _read(script: Script, comments: Comments, more: Mapping[str, NetType]) -> ScriptFile:
    body = script.body
    found = ScriptFile(script, named=body.named is not None)
    namespaces = _namespaces(body.usings)
    definitions = [node for node in _everywhere(script) if node.ast == "TypeDefinitionAst"]
    found.types = [str(node.details["name"]) for node in definitions]
    finder = TypeFinder(namespaces, {**more, **{name.lower(): opaque_type(name) for name in found.types}})
    constants = Constants(script, finder)
    for node in definitions:
        if node.keyword == "enum":
            found.own[str(node.details["name"]).lower()] = _enum(node, constants)
            found.error = found.error or _doubled_member(node)
        else:
            _check_bases(node, finder)
            found.own[str(node.details["name"]).lower()] = opaque_type(str(node.details["name"]))
        finder.own.update(found.own)
    _check_arguments(script, constants)
    classes = [str(node.details["name"]) for node in definitions if node.keyword == "class"]
    attributes = AttributeReader(constants, classes, _generators(definitions, constants))
    reader = FunctionReader(script, comments, attributes)
    top = [node for node in body.statements if isinstance(node, Statement) and node.ast == "FunctionDefinitionAst"]
    by_name: dict[str, ScriptFunction] = {}
    for node in top:
        function = reader.read(node, *_scope_and_name(node.details["name"]))
        by_name[function.name.lower()] = function
    found.own, found.unknown = finder.own, finder.unknown
    found.functions = list(by_name.values())
    found.nested = [
        _scope_and_name(node.details["name"])[1]
        for node in _everywhere(script)
        if node.ast == "FunctionDefinitionAst" and node not in top
    ]
    found.statements = list(_exports(script))
    return found


def _everywhere(script: Script) -> list[Statement]:
    return [node for node in script.body.walk() if isinstance(node, Statement)]


def _scope_and_name(written: str) -> tuple[str, str]:
    for scope in _SCOPES:
        if written.lower().startswith(scope):
            return written, written[len(scope) :]
    return written, written


def _namespaces(usings: Any) -> list[str]:
    names = []
    for node in usings:
        item = node.details["item"]
        if node.details["kind"] == "Module":
            name = item.value if isinstance(item, StringConstant) else "module"
            message = f"Could not find the module '{name}'."
            raise ParseError("ModuleNotFoundDuringParse", message, (node.start, node.end))
        if node.details["kind"] == "Namespace":
            names.append(item.value)
    return names


def _check_bases(node: Statement, finder: TypeFinder) -> None:
    """A class needs the types that it is made of (scripts.md §A2)."""
    for base in node.details["bases"]:
        if base.name.lower() not in ("attribute", "system.attribute"):
            try:
                finder.find(base.name)
            except UnknownTypeError as error:
                if "." not in base.name:
                    raise ParseError("TypeNotFound", error.message, (base.start, base.end)) from None


def _check_arguments(script: Script, constants: Constants) -> None:
    """Arguments of attributes are constants, as far as types tell (scripts.md §B11)."""
    for node in script.body.walk():
        if isinstance(node, Attribute):
            for value in [*node.arguments, *(value for _, value in node.named if value is not None)]:
                if not constants.is_constant(value, attribute=True):
                    message = "Attribute argument must be a constant or a script block."
                    at = value.start, value.end
                    raise ParseError("ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", message, at)


def _doubled_member(node: Statement) -> PscompatError | None:
    """Two members of one name, which is found when the file runs (scripts.md §A9)."""
    seen: set[str] = set()
    for part in node.parts:
        if isinstance(part, Statement):
            if part.keyword.lower() in seen:
                return MetadataError("MemberAlreadyDefined", f"The member '{part.keyword}' is already defined.")
            seen.add(part.keyword.lower())
    return None


def _generators(definitions: Sequence[Statement], constants: Constants) -> dict[str, list[str] | None]:
    """The values that classes give to ValidateSet, None for one that must be run for them."""
    found: dict[str, list[str] | None] = {}
    for node in definitions:
        if any(base.name.lower().endswith("ivalidatesetvaluesgenerator") for base in node.details.get("bases", ())):
            methods = [part for part in node.parts if isinstance(part, Statement) and part.keyword == "GetValidValues"]
            returned = literal_return(methods[0].parts[-1]) if methods else None
            values = None if returned is None else constants.texts(returned)
            found[str(node.details["name"]).lower()] = values
    return found


def _enum(node: Statement, constants: Constants) -> NetType:
    """An enumeration of the file: members without a number follow the one before."""
    members: dict[str, int] = {}
    number = -1
    for part in node.parts:
        if isinstance(part, Statement) and part.ast == "PropertyMemberAst":
            value = constants.default(part.parts[0]) if part.parts else NOT_CONSTANT
            number = value if isinstance(value, int) else number + 1
            members[part.keyword] = number
    attributes = node.details.get("attributes", ())
    flags = any(isinstance(each, Attribute | TypeName) and each.name.lower() == "flags" for each in attributes)
    return enum_type(str(node.details["name"]), members, flags=flags)


def _exports(script: Script) -> Iterator[dict[str, Any]]:
    for node in script.body.statements:
        if isinstance(node, Pipeline):
            for element in node.elements:
                if isinstance(element, Command) and element.name.lower() in EXPORTS:
                    yield export_statement(script, element)
