"""The restricted language of manifests: what may stand in one (manifests.md §2)."""

from __future__ import annotations

from ...dotnet.types import UnknownTypeError, resolve
from ...errors import ParseError
from ...language.nodes import (
    Attribute,
    AttributedExpression,
    Binary,
    Call,
    Index,
    Member,
    Node,
    TypeName,
    Unary,
    Variable,
)
from ...language.structure import Assignment, Command, ParamBlock, Redirection, Script, ScriptBlockLiteral, Statement

COMMANDS = ("import-localizeddata", "convertfrom-stringdata", "write-host", "out-host", "join-path")
VARIABLES = (
    *("PSCulture", "PSUICulture", "true", "false", "null"),
    *("PSScriptRoot", "PSEdition", "EnabledExperimentalFeatures"),
)
_MODE = "not allowed in restricted language mode or a Data section."
_NODES: dict[type[Node], tuple[str, str]] = {
    ScriptBlockLiteral: ("ScriptBlock", f"Script block literals are {_MODE}"),
    Assignment: ("AssignmentStatement", f"Assignment statements are {_MODE}"),
    Member: ("PropertyReference", f"Property references are {_MODE}"),
    Call: ("MethodCall", f"Method calls are {_MODE}"),
    Index: ("ArrayReference", f"Array references are {_MODE}"),
    Attribute: ("Attribute", f"Attributes are {_MODE}"),
    AttributedExpression: ("Attribute", f"Attributes are {_MODE}"),
    Redirection: ("Redirection", f"Redirection is {_MODE}"),
    ParamBlock: ("ParameterDeclaration", f"Parameter declarations are {_MODE}"),
}
_LOOP = ("ForWhileStatement", f"For and While statements are {_MODE}")
_DO = ("DoWhileStatement", f"Do and While statements are {_MODE}")
_FLOW = (
    "FlowControlStatement",
    f"Flow control statements such as Break, Continue, Return, Exit, and Throw are {_MODE}",
)
_STATEMENTS = {
    "FunctionDefinitionAst": ("FunctionDeclaration", f"Function declarations are {_MODE}"),
    "ForEachStatementAst": ("ForeachStatement", f"Foreach statements are {_MODE}"),
    **dict.fromkeys(("ForStatementAst", "WhileStatementAst"), _LOOP),
    **dict.fromkeys(("DoWhileStatementAst", "DoUntilStatementAst"), _DO),
    "SwitchStatementAst": ("SwitchStatement", f"The switch statement is {_MODE}"),
    "TrapStatementAst": ("TrapStatement", f"The Trap statement is {_MODE}"),
    "TryStatementAst": ("TryStatement", f"The Try statement is {_MODE}"),
    "DataStatementAst": (
        "DataSectionStatement",
        "The data statement is not allowed in restricted language mode or another Data section.",
    ),
    **{f"{name}StatementAst": _FLOW for name in ("Break", "Continue", "Return", "Exit", "Throw")},
}
_OPERATORS = {
    "DotDot": "..",
    "Format": "-f",
    "As": "-as",
    "Join": "-join",
    **{case + name: f"-{case.lower()}{name}" for case in "IC" for name in ("match", "notmatch", "replace", "split")},
    **dict.fromkeys(("PlusPlus", "PostfixPlusPlus"), "++"),
    **dict.fromkeys(("MinusMinus", "PostfixMinusMinus"), "--"),
}
_SIMPLE = frozenset(
    f"System.{name}"
    for name in (
        *("Boolean", "Char", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"),
        *("Single", "Double", "Decimal", "DateTime", "String", "DBNull"),
    )
)


def check_restricted(script: Script) -> None:
    """Raises ParseError for the first thing that a manifest may not hold."""
    body = script.body
    if body.parameters is not None or body.named:
        what = "A Begin statement block, Process statement block, or parameter statement"
        place = body.start, body.end
        raise ParseError("InvalidScriptBlockInDataSection", f"{what} is not allowed in a Data section.", place)
    for statement in body.statements:
        for node in statement.walk():
            found = _violation(script, node)
            if found is not None:
                raise ParseError(f"{found[0]}DataSection", found[1], (node.start, node.end))


def _violation(script: Script, node: Node) -> tuple[str, str] | None:
    """The error's id without its end, and its message; None for what is allowed."""
    if isinstance(node, Statement):
        told = _STATEMENTS.get(node.ast)
    elif isinstance(node, Command):
        return _command(script, node)
    elif isinstance(node, Variable):
        return _variable(node)
    elif isinstance(node, TypeName):
        return _type(node)
    elif isinstance(node, Binary | Unary):
        text = _OPERATORS.get(node.operator)
        return None if text is None else ("OperatorNotSupported", f"The '{text}' operator is {_MODE}")
    else:
        told = _NODES.get(type(node))
    return None if told is None else (f"{told[0]}NotSupported", told[1])


def _command(script: Script, node: Command) -> tuple[str, str] | None:
    if node.operator == "Dot":
        return "DotSourcingNotSupported", f"Dot sourcing is {_MODE}"
    if node.name.lower() in COMMANDS:
        return None
    if not node.name and node.operator == "Ampersand":
        return "OperatorNotSupported", f"The '&' operator is {_MODE}"
    return "CmdletNotInAllowedListFor", f"The command '{node.name or script.text_of(node)}' is {_MODE}"


def _variable(node: Variable) -> tuple[str, str] | None:
    name = node.name.lower()
    if name.startswith("env:") or name in (each.lower() for each in VARIABLES):
        return None
    listed = ", ".join(f"${each}" for each in VARIABLES)
    what = "A variable that cannot be referenced in restricted language mode or a Data section is being referenced."
    return "VariableReferenceNotSupported", f"{what} Variables that can be referenced include the following: {listed}."


def _type(node: TypeName) -> tuple[str, str] | None:
    """Simple types are allowed, and arrays of them."""
    try:
        known = resolve(node.name.removesuffix("[]")).full_name in _SIMPLE
    except UnknownTypeError:
        known = False
    return None if known else ("TypeNotAllowed", f"The type {node.name} is {_MODE}")
