"""The lines of examples: the PowerShell code among prompts and printed output, and whether a binder takes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ..binding import Binder
from ..dotnet.containers import PSCustomObject
from ..dotnet.types import NetType
from ..errors import NOT_INTERACTIVE, BindingError, ParseError, PscompatError
from ..helpfile.help_text import split_blocks
from ..language.elements import NO_VALUE, Element, asks_for_help, splat
from ..language.evaluate import Evaluator
from ..language.nodes import (
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
from ..language.reader import parse
from ..language.refusals import commands_of
from ..language.scope import Scope
from ..language.structure import (
    Assignment,
    Command,
    CommandExpression,
    Parameter,
    Pipeline,
    Script,
    ScriptBlockLiteral,
)

_PROMPT = re.compile(r"^\s*(?:\[[^\]\n]*\]: )?(?:PS(?:\\| [^>\n]*)?>|[A-Z]:\\[^>\n]*>|>(?!>))[ \t]?")
_CONTINUATION = re.compile(r"^\s*>>[ \t]?")
_LANGUAGES = ("", "powershell", "pwsh", "ps1", "ps", "posh", "powershell-interactive")
_TRANSCRIPTS = ("text", "console", "powershell-console")  # code where a prompt shows it
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


def code_of(text: str, command: str) -> Iterator[str]:
    """The PowerShell statements of an example, prompts and printed output left out."""
    for block in split_blocks(text):
        language = block.info.partition(" ")[0].lower()
        if block.kind != "code" or language not in (*_LANGUAGES, *_TRANSCRIPTS):
            continue
        lines = block.text.split("\n")
        if any(_PROMPT.match(line) for line in lines):
            yield from _prompted(lines)
        elif language in _TRANSCRIPTS:
            continue
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


class KnownValues:
    """What is known of an example's variables: those that were set to constants."""

    def __init__(self, types: Mapping[str, NetType]) -> None:
        self.types = types
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


class ExampleCall:
    """A command of an example as a binder takes it.

    text      the command's own text
    name      the command's name in lower case
    piped     whether it gets pipeline input
    attempts  its arguments; several lists where samples stand for values that only a run would give, none where
              nobody knows what is given
    """

    __slots__ = ("attempts", "name", "piped", "sampled", "text")

    def __init__(self, script: Script, command: Command, known: KnownValues, *, piped: bool) -> None:
        self.text = script.text_of(command)
        self.name = command.name.lower()
        self.piped = piped
        self.attempts: list[list[Element]] = []
        self.sampled = False
        for sample in _SAMPLES:
            elements, self.sampled = _elements(script, command, known, sample)
            if elements is None or asks_for_help(elements):
                self.attempts = []
                break
            self.attempts.append(elements)
            if not self.sampled:
                break

    def error(self, binder: Binder) -> BindingError | None:
        """The binder's error, None if it takes the call; one that depends on a sample is none."""
        first: BindingError | None = None
        for elements in self.attempts:
            try:
                binder.start(elements, expecting_input=self.piped)
            except BindingError as error:
                # What PowerShell would ask for is no fault of the line.
                if NOT_INTERACTIVE in error.message:
                    return None
                first = first or error
            else:
                return None
        return first if first is not None and (not self.sampled or first.error_id in _CERTAIN) else None


def calls_of(script: Script, names: Collection[str], known: KnownValues) -> Iterator[ExampleCall]:
    """The calls of the commands ``names``, in lower case; what a script assigns goes to ``known`` on the way."""
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
        if command.name.lower() in names:
            yield ExampleCall(script, command, known, piped=id(command) in piped)
    for node in assignments:
        known.assign(script, node)


def _elements(script: Script, command: Command, known: KnownValues, sample: Any) -> tuple[list[Element] | None, bool]:
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
