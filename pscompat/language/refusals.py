"""What of the language is run: everything else is refused by its name and place before anything happens."""

from __future__ import annotations

from ..errors import NotRunError
from .automatic_variables import MEMBERS, NOT_THERE
from .nodes import (
    ArrayLiteral,
    Attribute,
    AttributedExpression,
    Call,
    Cast,
    ExpandableString,
    HashLiteral,
    Index,
    Member,
    Node,
    Number,
    Paren,
    StringConstant,
    SubExpression,
    TypeName,
    Using,
    Variable,
)
from .structure import (
    Assignment,
    Block,
    Command,
    CommandExpression,
    ParamBlock,
    Parameter,
    Pipeline,
    Script,
    Statement,
)
from .variables import split_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from ..dotnet.types import NetType

_STATEMENTS = {
    "function": "Functions",
    "filter": "Functions",
    "workflow": "Functions",
    "class": "Classes",
    "enum": "Enumerations",
    "trap": "Error handlers",
    "data": "Data sections",
    "configuration": "Configurations",
    "using": "Using statements",
}
RUN = frozenset(
    ["if", "switch", "foreach", "for", "while", "do", "try", "throw", "return", "exit", "break", "continue"]
)
"""The keywords of statements that are run."""
MAX_COMMANDS = 100
"""The longest pipeline: each command waits inside the next one's loop, and Python's stack has an end."""

WITHOUT_EFFECT = (
    "supportswildcards",
    "psdefaultvalue",
    "argumentcompleter",
    "argumentcompletions",
    "outputtype",
    "diagnostics.codeanalysis.suppressmessage",
    "system.diagnostics.codeanalysis.suppressmessage",
)
"""Attributes that say nothing of how a script binds and runs."""
_DRIVES = ("function", "alias", "temp", "cert", "hklm", "hkcu", "wsman")


_ATTRIBUTES = frozenset(
    (
        "cmdletbinding parameter alias obsolete pstypename allownull allowemptystring allowemptycollection "
        "validatenotnull validatenotnullorempty validatenotnullorwhitespace validateset validatepattern validaterange "
        "validatelength validatecount validatescript " + " ".join(WITHOUT_EFFECT)
    ).split()
)
"""The attributes of parameters and variables that are run."""


def attribute_name(node: Node) -> str:
    """The name of an attribute as it is known, in lower case; empty for types (scripts.md §B6)."""
    if not isinstance(node, Attribute):
        return ""
    name = node.name.lower()
    if name.startswith("system.management.automation."):
        name = name.removeprefix("system.management.automation.").removesuffix("attribute")
    return "obsolete" if name in ("obsoleteattribute", "system.obsolete", "system.obsoleteattribute") else name


def check_runnable(script: Script, types: Mapping[str, NetType] | None = None) -> None:
    """Raise NotRunError for the first part of a script that is read but not run.

    ``types`` are the modules' own types by lower-case name, which casts may use. What script blocks contain is looked
    at as well: they may be run.
    """
    check = _Check(script, types)
    check.script_body(script.body)
    for node in script.body.walk():
        rule = _RULES.get(type(node))
        if rule is not None:
            rule(check, node)


def commands_of(script: Script) -> Iterator[Command]:
    """The commands of a script that a name tells, wherever they stand, those in script blocks included."""
    return (node for node in script.body.walk() if isinstance(node, Command) and node.name)


_PLAIN = (StringConstant, ExpandableString, Number, Variable, ArrayLiteral, Paren, SubExpression, HashLiteral, TypeName)


def needs_evaluation(script: Script) -> bool:
    """Whether a script has more in it than commands with plain arguments, and assignments to variables."""
    return any(not _is_plain(node) for node in script.body.walk())


def is_plain_argument(argument: Node) -> bool:
    """Whether working an argument out changes nothing and reports nothing; a script block is a value."""
    return all(node.is_block or _is_plain(node) for node in argument.outside_blocks())


def _is_plain(node: Node) -> bool:
    if isinstance(node, Command):
        return bool(node.name) and not node.redirections
    if isinstance(node, Assignment):
        return node.operator == "Equals" and isinstance(node.target, Variable)
    return isinstance(node, (*_PLAIN, Cast, Block, Pipeline, Parameter, CommandExpression)) and not isinstance(
        node, Call
    )


class _Check:
    __slots__ = ("read", "script", "targets", "types")

    def __init__(self, script: Script, types: Mapping[str, NetType] | None) -> None:
        self.script = script
        self.types = types
        self.targets: set[Node] = set()
        self.read: set[Node] = set()

    def refuse(self, what: str, name: str, offset: int) -> NotRunError:
        line, column = self.script.place(offset)
        return NotRunError(f"{what} are not run by pscompat: '{name}' at line {line}, column {column}.")

    def first_word(self, node: Node) -> str:
        """The text of a node up to its first line end, cut where it gets long."""
        lines = self.script.text_of(node).splitlines()
        text = lines[0] if lines else ""
        return text if len(text) <= 40 and len(lines) < 2 else text[:39] + "…"

    # Statements

    def script_body(self, node: Block) -> None:
        """Refuse what only script files and functions have."""
        if node.named is not None:
            word, block = next(iter(node.named.items()))
            raise self.refuse("Named blocks", word.lower(), block.start)

    def statement(self, node: Statement) -> None:
        if node.keyword == "using" and node.details["kind"] == "Namespace":
            return
        if node.keyword not in RUN:
            raise self.refuse(_STATEMENTS.get(node.keyword, "Statements of this kind"), node.keyword, node.start)
        if node.keyword in ("foreach", "switch"):
            self.refuse_variable(node.keyword, node)
        if node.keyword == "switch" and node.details.get("file"):
            raise self.refuse("Files for switch", "switch -File", node.start)

    def place_of(self, sign: str, offset: int) -> int:
        """Where an operator stands behind what ends at the offset."""
        return max(self.script.units.find(sign, offset), offset)

    def pipeline(self, node: Pipeline) -> None:
        if len(node.elements) > MAX_COMMANDS:
            line, column = self.script.place(node.elements[MAX_COMMANDS].start)
            most = f"Pipelines of more than {MAX_COMMANDS} commands"
            raise NotRunError(
                f"{most} are not run by pscompat: line {line}, column {column}.",
                hint="Keep what the first part writes in a variable, and begin another pipeline with it.",
            )
        if node.background:
            raise self.refuse("Background jobs", "&", self.place_of("&", node.end))

    def assignment(self, node: Assignment) -> None:
        target = node.target
        while isinstance(target, Paren):
            inner = target.statement
            assert isinstance(inner, Pipeline)
            element = inner.elements[0]
            assert isinstance(element, CommandExpression)
            target = element.expression
        while isinstance(target, AttributedExpression):
            self.targets.add(target)
            target = target.child
        if not isinstance(target, Variable | Index | Member | Cast | ArrayLiteral):
            raise self.refuse("Assignments of this kind", self.first_word(target), target.start)
        if isinstance(target, Member) and target.static:
            raise self.refuse("Assignments to static members", self.first_word(target), target.start)

    def command(self, node: Command) -> None:
        name = node.elements[0]
        if not node.operator and not isinstance(name, StringConstant):
            raise self.refuse("Commands named by an expression", self.first_word(name), name.start)

    # Expressions

    def cast(self, node: Cast) -> None:
        if node.type.name.lower() in ("ordered", "pscustomobject", "void"):
            return
        from ..dotnet.types import UnknownTypeError, resolve

        try:
            known = resolve(node.type.name, self.types)
        except UnknownTypeError:
            return  # An error where it is reached.
        if known.known_by_name or known.opaque:
            raise self.refuse("Casts to this type", f"[{node.type.name}]", node.start)

    def using(self, node: Using) -> None:
        raise self.refuse("Variables of another session", self.first_word(node), node.start)

    def attributed(self, node: AttributedExpression) -> None:
        if node in self.targets:
            return
        raise self.refuse("Attributes", f"[{node.attribute.name}]", node.attribute.start)

    def member(self, node: Member) -> None:
        """Of some automatic variables only so many members are there."""
        target, name = node.target, node.member
        if not isinstance(target, Variable) or target.name.lower() not in MEMBERS or isinstance(node, Call):
            return
        if isinstance(name, StringConstant) and name.value.lower() in MEMBERS[target.name.lower()]:
            self.read.add(target)
        else:
            raise self.refuse("Automatic variables of this kind", self.first_word(node), node.start)

    def block_parameters(self, node: ParamBlock) -> None:
        """A script with ``[CmdletBinding()]`` has a ``$PSCmdlet``, which is not there."""
        if any(attribute_name(each) == "cmdletbinding" for each in node.attributes):
            self.refuse_variable("pscmdlet", self.script.body)

    def refuse_variable(self, name: str, within: Node) -> None:
        """Refuse the variable wherever it stands in a part of the script."""
        for each in within.walk():
            if isinstance(each, Variable) and each.name.lower() == name:
                raise self.refuse("Automatic variables of this kind", f"${each.name}", each.start)

    def attribute(self, node: Attribute) -> None:
        if attribute_name(node) not in _ATTRIBUTES:
            raise self.refuse("Attributes of this kind", f"[{node.name}()]", node.start)

    def variable(self, node: Variable) -> None:
        drive = split_name(node.name)[0].lower()
        name = node.name.lower()
        if name in NOT_THERE or (name in MEMBERS and node not in self.read):
            raise self.refuse("Automatic variables of this kind", f"${node.name}", node.start)
        if drive in _DRIVES:
            raise self.refuse("Variables of this drive", f"{drive}:", node.start)


_RULES: dict[type[Node], Callable[[_Check, Any], None]] = {
    Statement: _Check.statement,
    Pipeline: _Check.pipeline,
    Assignment: _Check.assignment,
    Command: _Check.command,
    Cast: _Check.cast,
    Using: _Check.using,
    AttributedExpression: _Check.attributed,
    Attribute: _Check.attribute,
    Member: _Check.member,
    ParamBlock: _Check.block_parameters,
    Variable: _Check.variable,
}
