"""A function of a script file as a command: its parameters, its help, and what only running it would tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...dotnet.containers import ScriptBlock
from ...dotnet.texts import TypeValue
from ...dotnet.types import NetType, UnknownTypeError, opaque_type, resolve
from ...errors import MetadataError, PscompatError
from ...language.nodes import Attribute, Node, TypeName
from ...language.structure import FormalParameter, Script, Statement
from ...model import ALL_SETS, Command, Parameter, ParameterSetEntry, Validation
from .attributes import UNKNOWN_ATTRIBUTE, Arguments, AttributeReader, _converted, read_validation, text_of
from .comment_help import CommentHelp, Comments
from .constants import NOT_CONSTANT, is_text, literal
from .type_finder import powershell_name


@dataclass(slots=True)
class ScriptParameter:
    """A parameter, and what a help file's parameter does not hold.

    default, value  the text of its default, None without one, and its value: NOT_CONSTANT for one that must be run
    completer       the script or type of its ArgumentCompleter
    shown_default   the arguments of its PSDefaultValue
    others          the full names of attributes that are not read
    comment         the text of the comments at it
    """

    parameter: Parameter
    default: str | None = None
    value: Any = NOT_CONSTANT
    completer: str | None = None
    shown_default: dict[str, Any] | None = None
    others: list[str] = field(default_factory=list)
    comment: str = ""


@dataclass(slots=True)
class ScriptFunction:
    """A function or filter.

    written   its name with the scope before it; ``line`` counts from 1
    command   the command that it is; ``error`` why PowerShell cannot use it, then the command is what was read
    binding   the arguments of CmdletBinding, None without it
    blocks    the named blocks of its body
    outputs   the names that OutputType gives, and the .NET types of those that are types
    """

    name: str
    written: str
    line: int
    filter: bool
    blocks: list[str]
    command: Command
    parameters: list[ScriptParameter]
    binding: Arguments | None
    outputs: list[tuple[str, str | None]]
    help: CommentHelp | None
    error: PscompatError | None = None


class FunctionReader:
    """Reads the functions of one script."""

    def __init__(self, script: Script, comments: Comments, attributes: AttributeReader) -> None:
        self.script = script
        self.comments = comments
        self.attributes = attributes
        self.constants = attributes.constants
        self.types = attributes.types

    def read(self, node: Statement, written: str, name: str) -> ScriptFunction:
        """The function that a statement defines."""
        body = node.details["body"]
        block = body.parameters
        declared = node.details["parameters"] or (block.parameters if block else [])
        reading = _Reading()
        own = [read for each in (block.attributes if block else ()) if (read := reading.read(self, each))]
        binding = next((each for each in own if each.kind == "CmdletBinding"), None)
        aliases = [alias for each in reversed(own) if each.kind == "Alias" for alias in each.texts()]
        outputs = [output for each in own if each.kind == "OutputType" for output in reading.outputs(self, each)]
        parameters = [found for each in declared if (found := self._parameter(each, reading))]
        advanced = binding is not None or reading.advanced
        fields = reading.binding_fields(binding)
        obsolete = next((each for each in own if each.kind == "Obsolete"), None)
        command = Command(
            name=name,
            parameters=tuple(each.parameter for each in parameters),
            simple=not advanced,
            parenthesised=not advanced and bool(node.details["parameters"]),
            aliases=tuple(aliases),
            obsolete=None if obsolete is None else text_of(obsolete.positional[0] if obsolete.positional else None),
            output_types=tuple(shown for shown, _ in outputs),
            **fields,
        )
        help_ = self.comments.help_of(node)
        if help_ is not None:
            for each, source in zip(parameters, [each for each in declared if not reading.removed(each)], strict=True):
                each.comment = self.comments.description(source)
        function = ScriptFunction(
            name=name,
            written=written,
            line=self.script.place(node.start)[0],
            filter=node.keyword == "filter",
            blocks=[word.lower() for word in body.named or ()],
            command=command,
            parameters=parameters,
            binding=binding,
            outputs=outputs,
            help=help_,
            error=reading.error,
        )
        if function.error is None:
            function.error = self._used(command)
        return function

    def known_type(self, name: str) -> NetType | None:
        """The type of that name, None for one that nothing knows."""
        try:
            return self.types.find(name)
        except UnknownTypeError:
            return None

    def _used(self, command: Command) -> PscompatError | None:
        """Why the command cannot be used, as PowerShell says when it first is."""
        from ...binding.metadata import CompiledCommand
        from ...views.syntax import SyntaxListingError, syntax_text

        try:
            CompiledCommand(command, self.types.own)
            syntax_text(command, self.types.own)
        except (MetadataError, SyntaxListingError) as error:
            return error
        return None

    def _parameter(self, node: FormalParameter, reading: _Reading) -> ScriptParameter | None:
        """One parameter; None for one of an experiment."""
        kind = "object"
        typed = False
        inner: list[str] = []
        found: list[Arguments] = []
        for each in node.attributes:
            if isinstance(each, TypeName):
                resolved = reading.type_of(self, each)
                if not typed:
                    kind, typed = resolved, True
                elif resolved != kind and _is_built_in(resolved):
                    inner.insert(0, f"type:{resolved}")
            elif (arguments := reading.read(self, each)) is not None:
                found.append(arguments)
        if any(each.kind == "Experimental" or (each.kind == "Parameter" and each.positional) for each in found):
            reading.experiments.add(id(node))
            return None
        made = ScriptParameter(Parameter(name=node.variable.name))
        entries: list[ParameterSetEntry] = []
        validations: list[Validation] = []
        aliases: list[list[str]] = []
        fields: dict[str, Any] = {}
        for one in found:
            word = "" if one.own else one.kind
            if word == "Parameter":
                reading.advanced = True
                entries.append(reading.entry(one))
            elif word == "Alias":
                aliases.append(one.texts())
            elif word == "Obsolete":
                fields["obsolete"] = text_of(one.positional[0]) if one.positional else ""
            elif word == "PSTypeName":
                fields["ps_type_name"] = text_of(one.positional[0])
            elif word == "SupportsWildcards":
                fields["wildcards"] = True
            elif word == "PSDefaultValue":
                made.shown_default = one.named
            elif word == "ArgumentCompletions":
                fields["completions"] = tuple(one.texts())
            elif word == "ArgumentCompleter":
                made.completer = _script_or_type(one)
            elif (validation := reading.validation(one)) is not None:
                validations.append(validation)
            else:
                made.others.append(one.name)
        if node.default is not None:
            made.default = self.script.text_of(node.default)
            made.value = self.constants.default(node.default)
            if made.value is not NOT_CONSTANT:
                if is_text(text := literal(made.value)):
                    fields["default"] = text
            elif (data := self.constants.data(node.default)) is not None:
                fields["default"] = data
        made.parameter = Parameter(
            name=node.variable.name,
            type=kind,
            aliases=tuple(alias for each in reversed(aliases) for alias in each),
            sets=tuple(reversed(entries)),
            validations=tuple(reversed(validations)),
            transforms=tuple(inner),
            **fields,
        )
        return made


def _is_built_in(name: str) -> bool:
    """Whether the type is one that .NET's table has, which alone can convert before the parameter's own."""
    try:
        return bool(resolve(name))
    except UnknownTypeError:
        return False


def _script_or_type(found: Arguments) -> str:
    value = found.positional[0] if found.positional else None
    return value.text if isinstance(value, ScriptBlock) else text_of(value)


class _Reading:
    """What is found out while one function is read: its first error, and whether it is advanced."""

    def __init__(self) -> None:
        self.error: PscompatError | None = None
        self.advanced = False
        self.experiments: set[int] = set()

    def removed(self, node: FormalParameter) -> bool:
        return id(node) in self.experiments

    def failed(self, error: PscompatError) -> None:
        self.error = self.error or error

    def read(self, reader: FunctionReader, node: Node) -> Arguments | None:
        if not isinstance(node, Attribute):
            return None
        try:
            return reader.attributes.read(node)
        except PscompatError as error:
            self.failed(error)
            # One that nobody declares is told as one that is not run.
            return Arguments(node.name, own=True) if error.error_id == UNKNOWN_ATTRIBUTE else None

    def type_of(self, reader: FunctionReader, node: TypeName) -> str:
        try:
            return reader.types.find(node.name).full_name
        except UnknownTypeError as error:
            self.failed(error)
            reader.types.unknown[node.name.lower()] = opaque_type(node.name)
            return node.name

    def entry(self, found: Arguments) -> ParameterSetEntry:
        fields: dict[str, Any] = {}
        try:
            if "position" in found.named:
                fields["position"] = int(_converted(found.named["position"], "int"))
        except MetadataError as error:
            self.failed(error)
        name = found.text("parametersetname")
        return ParameterSetEntry(
            name=ALL_SETS if not name or name.lower() == ALL_SETS.lower() else name,
            mandatory=found.flag("mandatory"),
            by_value=found.flag("valuefrompipeline"),
            by_name=found.flag("valuefrompipelinebypropertyname"),
            remaining=found.flag("valuefromremainingarguments"),
            dont_show=found.flag("dontshow"),
            help_message=found.text("helpmessage"),
            **fields,
        )

    def validation(self, found: Arguments) -> Validation | None:
        try:
            return read_validation(found)
        except PscompatError as error:
            self.failed(error)
            return None

    def outputs(self, reader: FunctionReader, found: Arguments) -> list[tuple[str, str | None]]:
        """Names and types that an OutputType gives: a type first means that all are types (scripts.md §B15)."""
        shown: list[tuple[str, str | None]] = []
        wants_types = bool(found.positional) and isinstance(found.positional[0], TypeValue)
        for value in found.positional:
            kind = reader.known_type(text := text_of(value))
            if wants_types and kind is None:
                message = f'Cannot convert the "{text}" value of type "System.String" to type "System.Type".'
                self.failed(MetadataError("InvalidCastFromStringToType", message))
            elif kind is None:
                shown.append((text, None))
            elif wants_types:
                shown.append((kind.qualified_name, kind.full_name))
            else:
                shown.append((powershell_name(kind) if isinstance(value, TypeValue) else text, kind.full_name))
        return shown

    def binding_fields(self, binding: Arguments | None) -> dict[str, Any]:
        if binding is None:
            return {}
        try:
            if "confirmimpact" in binding.named:
                impact = _converted(binding.named["confirmimpact"], "System.Management.Automation.ConfirmImpact")
                binding.named["confirmimpact"] = impact.name
        except MetadataError as error:
            self.failed(error)
        return {
            "default_set": binding.text("defaultparametersetname"),
            "positional_binding": binding.flag("positionalbinding", True),
            "supports_should_process": binding.flag("supportsshouldprocess"),
            "supports_paging": binding.flag("supportspaging"),
        }
