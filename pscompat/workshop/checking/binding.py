"""The checks of help files that need the binder: definitions compile, defaults pass, the lines of examples bind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ...binding import Binder
from ...binding.validation import validator
from ...dotnet.containers import PSCustomObject
from ...dotnet.types import resolve_parameter
from ...errors import (
    NOT_INTERACTIVE,
    BindingError,
    ConversionError,
    MetadataError,
    ParseError,
    PscompatError,
    ValidationError,
)
from ...helpfile.help_text import split_blocks
from ...language.elements import NO_VALUE, Element, asks_for_help, splat
from ...language.evaluate import Evaluator
from ...language.nodes import (
    ArrayExpression,
    ArrayLiteral,
    Cast,
    ExpandableString,
    HashLiteral,
    Node,
    Number,
    Paren,
    StringConstant,
    TypeName,
    Variable,
)
from ...language.reader import parse
from ...language.refusals import commands_of
from ...language.scope import Scope
from ...language.structure import (
    Assignment,
    Command,
    CommandExpression,
    Parameter,
    Pipeline,
    Script,
    ScriptBlockLiteral,
)
from .findings import Finding
from .subject import CheckedModule, Subject

_PROMPT = re.compile(r"^\s*(?:\[[^\]\n]*\]: )?(?:PS(?: [^>\n]*)?>|[A-Z]:\\[^>\n]*>)[ \t]?")
_CONTINUATION = re.compile(r"^\s*>>[ \t]?")
_LANGUAGES = ("", "powershell", "pwsh", "ps1", "ps", "posh", "powershell-interactive")
_CONSTANT_NODES = (
    StringConstant,
    Number,
    ArrayLiteral,
    ArrayExpression,
    HashLiteral,
    ScriptBlockLiteral,
    ExpandableString,
    Paren,
    Pipeline,
    CommandExpression,
    Cast,
    TypeName,
)
# What stands for a value that only a run would give; one of them fits most types.
_SAMPLES: tuple[Any, ...] = ("x", 1, PSCustomObject(), ["x"], {"x": "x"}, True)
_NOT_BUILT = ("allowNull", "allowEmptyString", "allowEmptyCollection", "commandExists", "script")
# Errors that do not depend on a value.
_CERTAIN = frozenset(
    (
        "NamedParameterNotFound",
        "AmbiguousParameter",
        "AmbiguousParameterSet",
        "ParameterAlreadyBound",
        "MissingArgument",
        "MissingMandatoryParameter",
        "PositionalParameterNotFound",
    )
)


def binder_checks(module: CheckedModule) -> Iterator[Finding]:
    """All checks of this module, for ``checker.check_path``."""
    binders: dict[str, Binder] = {}
    for subject in module.subjects:
        binder = yield from _definition(subject, module)
        if binder is not None:
            yield from _defaults(subject, binder)
            for name in (subject.command.name, *subject.command.aliases):
                binders.setdefault(name.lower(), binder)
    for subject in module.subjects:
        yield from _examples(subject, binders, module)


def _definition(subject: Subject, module: CheckedModule) -> Any:
    """What PowerShell says when the command is first used; of attributes it says only the first mistake."""
    faulty = list(_attributes(subject, module))
    yield from faulty
    try:
        return Binder(subject.command, module.module.types, named_validators={"commandExists": lambda value: None})
    except MetadataError as error:
        if not any(error.message == finding.message for finding in faulty):
            yield subject.finding("definition", "error", error.message, "parameters")
    except PscompatError as error:
        yield subject.finding("definition", "error", str(error), "parameters")
    return None


def _attributes(subject: Subject, module: CheckedModule) -> Iterator[Finding]:
    for each in subject.parameters:
        for validation in each.parameter.validations:
            if validation.kind not in _NOT_BUILT:
                try:
                    validator(validation, resolve_parameter(each.parameter.type, module.module.types))
                except MetadataError as error:
                    yield each.finding("definition", "error", error.message, "pscompat.validate")


def _defaults(subject: Subject, binder: Binder) -> Iterator[Finding]:
    """PowerShell converts defaults but does not validate them: one that is refused surprises its reader."""
    compiled = {parameter.name: parameter for parameter in binder.command.declared}
    for each in subject.parameters:
        parameter = compiled.get(each.parameter.name)
        if parameter is None or each.parameter.default is None:
            continue
        shown = each.parameter.default
        try:
            value = parameter.default_value(None)
            for validator in parameter.validators:
                if value is not None and callable(validator):
                    validator(value)
        except ConversionError as error:
            yield each.finding("default-refused", "error", f"the default {shown}: {error}", "pscompat.default")
        except ValidationError as error:
            yield each.finding("default-refused", "warning", f"the default {shown}: {error}", "pscompat.default")


def _examples(subject: Subject, binders: dict[str, Binder], module: CheckedModule) -> Iterator[Finding]:
    for number, (entry, line) in enumerate(subject.entries("examples"), 1):
        text = entry.tree.get("description")
        line = entry.tree.lines.get("description", line)
        title = entry.tree.get("title")
        key = title if isinstance(title, str) and title else f"examples[{number}]"
        known = _Known(module)
        for code in code_of(text if isinstance(text, str) else "", subject.command.name):
            try:
                script = parse(code)
            except ParseError as error:
                message = f"{_shown(code)} does not parse: {error}"
                yield Finding("example-fails", "error", message, subject.path, line, key)
                continue
            for message in _unbound(script, binders, known):
                yield Finding("example-fails", "error", message, subject.path, line, key)


def code_of(text: str, command: str) -> Iterator[str]:
    """The PowerShell statements of an example, prompts and printed output left out."""
    for block in split_blocks(text):
        if block.kind != "code" or block.info.partition(" ")[0].lower() not in _LANGUAGES:
            continue
        lines = block.text.split("\n")
        if any(_PROMPT.match(line) for line in lines):
            yield from _prompted(lines)
        elif block.info or command.lower() in block.text.lower():
            yield _without_output(block.text)


def _prompted(lines: Sequence[str]) -> Iterator[str]:
    """What was typed at the prompts: the line, and those that it needs to be complete."""
    at = 0
    while at < len(lines):
        match = _PROMPT.match(lines[at])
        if not match:
            at += 1
            continue
        code = lines[at][match.end() :]
        at += 1
        while at < len(lines) and not _PROMPT.match(lines[at]):
            if _CONTINUATION.match(lines[at]):
                code += "\n" + _CONTINUATION.sub("", lines[at])
            elif _is_incomplete(code):
                code += "\n" + lines[at]
            else:
                break
            at += 1
        if code.strip():
            yield code


def _is_incomplete(code: str) -> bool:
    if code.rstrip().endswith(("`", "|")):
        return True
    try:
        parse(code)
    except ParseError as error:
        return error.incomplete
    return False


def _without_output(text: str) -> str:
    """The whole text if it parses, else what stands before its first empty line: the rest is output."""
    try:
        parse(text)
    except ParseError:
        first = re.split(r"\n\s*\n", text, maxsplit=1)[0]
        return first if first.strip() else text
    return text


class _Known:
    """What is known of an example's variables: those that were set to constants."""

    def __init__(self, module: CheckedModule) -> None:
        self.types = module.module.types
        self.scope = Scope({}, {})
        self.names = {"true", "false", "null"}

    def evaluator(self, script: Script) -> Evaluator:
        return Evaluator(script, self.scope, lambda pipeline: (), types=self.types)

    def is_constant(self, node: Node) -> bool:
        """Whether nothing needs to run for the node's value."""
        return all(
            each.name.lower() in self.names if isinstance(each, Variable) else isinstance(each, _CONSTANT_NODES)
            for each in node.outside_blocks()
        )

    def assign(self, script: Script, node: Assignment) -> None:
        target = node.target
        if not isinstance(target, Variable):
            return
        if self.is_constant(node.value):
            try:
                self.evaluator(script).assign(node)
            except PscompatError:
                pass
            else:
                self.names.add(target.name.lower())
                return
        self.names.discard(target.name.lower())


def _unbound(script: Script, binders: dict[str, Binder], known: _Known) -> Iterator[str]:
    """The errors of those commands of a script that the module defines."""
    piped = {
        id(element)
        for pipeline in script.outside_blocks()
        if isinstance(pipeline, Pipeline)
        for element in pipeline.elements[1:]
        if isinstance(element, Command)
    }
    assignments = [node for node in script.statements if isinstance(node, Assignment)]
    for command in commands_of(script):
        while assignments and assignments[0].end <= command.start:
            known.assign(script, assignments.pop(0))
        binder = binders.get(command.name.lower())
        if binder is not None:
            error = _binding_error(script, command, binder, known, piped=id(command) in piped)
            if error is not None:
                yield f"{_shown(script.text_of(command))}: {error.message}"
    for node in assignments:
        known.assign(script, node)


def _binding_error(
    script: Script, command: Command, binder: Binder, known: _Known, *, piped: bool
) -> BindingError | None:
    """The binder's error for a command of an example; values that only a run would give are tried out."""
    guessed = False

    def attempt(sample: Any) -> BindingError | None:
        nonlocal guessed
        elements, guesses = _elements(script, command, known, sample)
        guessed = guessed or guesses
        if elements is None or asks_for_help(elements):
            return None
        try:
            binder.start(elements, expecting_input=piped)
        except BindingError as error:
            # What PowerShell would ask for is no fault of the line.
            return None if NOT_INTERACTIVE in error.message else error
        return None

    first: BindingError | None = None
    for sample in _SAMPLES:
        failure = attempt(sample)
        if failure is None or not guessed:
            return failure
        first = first or failure
    return first if first is not None and first.error_id in _CERTAIN else None


def _elements(script: Script, command: Command, known: _Known, sample: Any) -> tuple[list[Element] | None, bool]:
    """The arguments, and whether ``sample`` stands for one of them; None for a splatted variable nobody knows."""
    evaluator = known.evaluator(script)
    elements: list[Element] = []
    guessed = False

    def value_of(node: Node) -> Any:
        nonlocal guessed
        if not known.is_constant(node):
            guessed = True
            return sample
        try:
            return evaluator.value(node)
        except PscompatError:
            guessed = True
            return sample

    for node in command.elements[1:]:
        if isinstance(node, Variable) and node.splatted:
            if node.name.lower() not in known.names:
                return None, guessed
            elements += splat(known.scope.get(node.name))
        elif isinstance(node, Parameter):
            if node.name != "-" or node.argument is not None:
                value = NO_VALUE if node.argument is None else value_of(node.argument)
                elements.append(Element(node.name, script.text(node.start, node.text_end), value))
        else:
            elements.append(Element(value=value_of(node)))
    return elements, guessed


def _shown(code: str) -> str:
    line = " ".join(code.split())
    return f"'{line[:77]}…'" if len(line) > 78 else f"'{line}'"
