"""What PowerShell checks once a text has been read: targets of assignments, splats, keys, labels and the like.

The nodes are looked at in the order in which PowerShell visits them; the first fault is the one reported.
"""

from __future__ import annotations

from ..errors import ParseError
from .characters import is_identifier_start
from .nodes import (
    ArrayExpression,
    ArrayLiteral,
    Attribute,
    AttributedExpression,
    Binary,
    Call,
    Cast,
    HashLiteral,
    Index,
    Member,
    Node,
    Number,
    Paren,
    StringConstant,
    SubExpression,
    Ternary,
    TypeName,
    Unary,
    Using,
    Variable,
)
from .parse_messages import MESSAGES
from .structure import (
    Assignment,
    Block,
    Command,
    CommandExpression,
    FormalParameter,
    ParamBlock,
    Pipeline,
    ScriptBlockLiteral,
    Statement,
)
from .tokens import kinds
from .variables import split_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    # The nodes around one, from the inside out.
    Above = tuple[Node, "Above"] | None

_LOOPS = kinds(
    "ForEachStatementAst ForStatementAst WhileStatementAst DoWhileStatementAst DoUntilStatementAst SwitchStatementAst"
)
_FOLDED = kinds("Multiply Divide Rem Plus Minus And Or Xor Band Bor Bxor Shl Shr Exclaim Not Bnot")
"""Operators whose results are constants when their operands are."""


def check(body: Block) -> None:
    """Raise ParseError for the first thing that reads well but may not be."""
    pending: list[tuple[Node, Above]] = [(body, None)]
    while pending:
        node, above = pending.pop()
        rule = _RULES.get(type(node))
        if rule is not None:
            rule(node, above)
        inner = (node, above)
        pending.extend([(child, inner) for child in reversed(list(node.children()))])


def _fault(node: Node, error_id: str, *arguments: str) -> ParseError:
    message = MESSAGES[error_id]
    return ParseError(error_id, message.format(*arguments) if arguments else message, (node.start, node.end))


# Targets of assignments


def _check_assignment(node: Assignment, above: Above) -> None:
    _check_target(node.target, node.operator == "Equals", "InvalidLeftHandSide")


def _check_increment(node: Unary, above: Above) -> None:
    if node.operator.endswith("PlusPlus") or node.operator.endswith("MinusMinus"):
        sign = "++" if node.operator.endswith("PlusPlus") else "--"
        _check_target(node.child, False, "OperatorRequiresVariableOrProperty", sign)


def _check_target(target: Node, plain: bool, error_id: str, *arguments: str) -> None:
    """Only variables, members, indexes, and lists of them, can be assigned to."""
    while isinstance(target, Paren | Cast | AttributedExpression):
        if isinstance(target, Paren):
            inner = _pure_expression(target.statement)
            if inner is None:
                raise _fault(target.statement, error_id, *arguments)
            target = inner
        else:
            target = target.child
    if isinstance(target, ArrayLiteral) and plain:
        for item in target.items:
            _check_target(item, True, error_id, *arguments)
        return
    if not isinstance(target, Variable | Member | Index) or getattr(target, "null_conditional", False):
        raise _fault(target, error_id, *arguments)


def _pure_expression(statement: Node) -> Node | None:
    """The expression that a pipeline consists of, if it has nothing else."""
    if not isinstance(statement, Pipeline) or len(statement.elements) != 1:
        return None
    element = statement.elements[0]
    if isinstance(element, CommandExpression) and not element.redirections:
        return element.expression
    return None


# Expressions


def _check_variable(node: Variable, above: Above) -> None:
    """A splat is an argument of its own."""
    if not node.splatted:
        return
    parent, outer = above or (None, None)
    if isinstance(parent, Command | Using):
        return
    if isinstance(parent, ArrayLiteral) and outer is not None and isinstance(outer[0], Command):
        raise _fault(node, "SplattingNotPermittedInArgumentList", node.name)
    raise _fault(node, "SplattingNotPermitted", node.name)


def _check_hashtable(node: HashLiteral, above: Above) -> None:
    """Constant keys differ, whatever their case."""
    seen: set[str] = set()
    for key, _ in node.pairs:
        if isinstance(key, StringConstant):
            text = key.value
        elif isinstance(key, Number):
            from ..dotnet.strings import net_text

            text = net_text(key.value)
        else:
            continue
        if text.upper() in seen:
            raise _fault(key, "DuplicateKeyInHashLiteral", text)
        seen.add(text.upper())


def _check_cast(node: Cast, above: Above) -> None:
    """``[ordered]`` takes a hash literal only; ``[ref]`` stands once, and last."""
    name = node.type.name.lower()
    if name == "ordered" and not isinstance(node.child, HashLiteral):
        raise _fault(node, "OrderedAttributeOnlyOnHashLiteralNode", node.type.name)
    if name != "ref":
        return
    child = node.child
    while isinstance(child, Cast | AttributedExpression):
        if isinstance(child, Cast) and child.type.name.lower() == "ref":
            raise _fault(child.type, "ReferenceNeedsToBeByItselfInTypeSequence")
        child = child.child


def _check_attributed(node: AttributedExpression, above: Above) -> None:
    """An attribute stands before a variable, whatever casts are between."""
    child: Node = node.child
    while isinstance(child, AttributedExpression | Cast):
        child = child.child
    if not isinstance(child, Variable):
        raise _fault(node.attribute, "UnexpectedAttribute", node.attribute.name)


def _check_using(node: Using, above: Above) -> None:
    """``$using:`` allows members and constant indexes only."""
    child = node.child
    while not isinstance(child, Variable):
        if (isinstance(child, Member) and not isinstance(child, Call) and isinstance(child.member, StringConstant)) or (
            isinstance(child, Index) and _is_constant(child.index)
        ):
            child = child.target
        else:
            raise _fault(child.index if isinstance(child, Index) else child, "InvalidUsingExpression")


def _check_attribute(node: Attribute, above: Above) -> None:
    """Arguments of attributes are constants or script blocks."""
    seen: set[str] = set()
    for name, value in node.named:
        if name.value.lower() in seen:
            fault = _fault(name, "DuplicateNamedArgument", name.value)
            fault.at = name.start, (name if value is None else value).end
            raise fault
        seen.add(name.value.lower())
        _check_attribute_argument(value)
    for value in node.arguments:
        _check_attribute_argument(value)


def _check_attribute_argument(value: Node | None) -> None:
    if value is not None and not _is_constant(value):
        raise _fault(value, "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock")


def _is_constant(node: Node) -> bool:
    """Whether an attribute may have this as an argument."""
    pending = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, Variable):
            if split_name(part.name)[1].lower() not in ("true", "false", "null"):
                return False
        elif isinstance(part, Pipeline):
            expression = _pure_expression(part)
            if expression is None:
                return False
            pending.append(expression)
        elif isinstance(part, Member):
            if isinstance(part, Call) or not part.static or not isinstance(part.target, TypeName):
                return False
        elif isinstance(part, Binary | Unary):
            if part.operator not in _FOLDED:
                return False
            pending.extend(part.children())
        elif isinstance(part, SubExpression):
            if isinstance(part, ArrayExpression) or len(part.statements) != 1:
                return False
            pending.extend(part.statements)
        elif isinstance(part, ArrayLiteral | Cast | Paren | Ternary | Using):
            pending.extend(part.children())
        elif not isinstance(part, StringConstant | Number | ScriptBlockLiteral | TypeName):
            return False
    return True


# Statements


def _check_parameters(parameters: Sequence[FormalParameter]) -> None:
    seen: set[str] = set()
    for parameter in parameters:
        name = parameter.variable.name
        if name.lower() in seen:
            raise _fault(parameter.variable, "DuplicateFormalParameter", name)
        seen.add(name.lower())
        for each in parameter.attributes:
            _check_parameter_type(each)


def _check_parameter_type(node: Node) -> None:
    """No parameter is of type ``[void]`` or ``[ordered]``."""
    if isinstance(node, TypeName) and node.name.lower() in ("void", "system.void"):
        raise _fault(node, "VoidTypeConstraintNotAllowed")
    if isinstance(node, TypeName) and node.name.lower() == "ordered":
        raise _fault(node, "OrderedAttributeOnlyOnHashLiteralNode", node.name)


def _check_param_block(node: ParamBlock, above: Above) -> None:
    _check_parameters(node.parameters)


def _check_statement(node: Statement, above: Above) -> None:
    rule = _STATEMENT_RULES.get(node.ast)
    if rule is not None:
        rule(node, above)


def _check_function(node: Statement, above: Above) -> None:
    parameters = node.details["parameters"]
    block: Block = node.details["body"]
    if parameters is not None:
        if block.parameters is not None:
            raise _fault(block.parameters, "OnlyOneParameterListAllowed")
        _check_parameters(parameters)
    if node.details["workflow"]:
        raise _fault(node, "WorkflowNotSupportedInPowerShellCore")


def _check_method(node: Statement, above: Above) -> None:
    _check_parameters([part for part in node.parts if isinstance(part, FormalParameter)])


def _check_parallel(node: Statement, above: Above) -> None:
    if node.details.get("parallel"):
        raise _fault(node, "KeywordParameterReservedForFutureUse", node.keyword, "parallel")
    if node.details.get("throttle"):
        raise _fault(node, "KeywordParameterReservedForFutureUse", node.keyword, "throttlelimit")


def _check_try(node: Statement, above: Above) -> None:
    """A ``catch`` for everything comes last, and no type is caught twice."""
    catches: list[list[TypeName]] = node.details["catches"]
    for first, types in enumerate(catches):
        for later in range(first + 1, len(catches)):
            if not types:
                before = max(node.details["starts"][later] - 1, 0)
                raise ParseError("EmptyCatchNotLast", MESSAGES["EmptyCatchNotLast"], (before, before))
            for other in catches[later]:
                if other.name.lower() in [kind.name.lower() for kind in types]:
                    raise _fault(other, "ExceptionTypeAlreadyCaught", other.name)


def _check_block_statement(node: Statement, above: Above) -> None:
    at = node.start, node.start + len(node.keyword)
    raise ParseError("UnexpectedKeyword", MESSAGES["UnexpectedKeyword"].format(node.keyword), at)


def _check_jump(node: Statement, above: Above) -> None:
    """``break``, ``continue`` and ``return`` do not leave a ``finally`` block."""
    label: str | None = None
    if "jump" in node.details:
        target = node.details["jump"]
        label = "" if target is None else target.value if isinstance(target, StringConstant) else None
    inner: Node = node
    while above is not None:
        outer, above = above
        if isinstance(outer, ScriptBlockLiteral) or (isinstance(outer, Statement) and _is_boundary(outer)):
            return
        if label is not None and isinstance(outer, Statement) and outer.ast in _LOOPS:
            own = outer.details.get("label", "")
            if not label or label.lower() == own.lower():
                return
        if isinstance(outer, Statement) and outer.details.get("finally") is inner:
            raise _fault(node, "ControlLeavingFinally")
        inner = outer


def _is_boundary(node: Statement) -> bool:
    return node.ast in ("TrapStatementAst", "FunctionDefinitionAst", "FunctionMemberAst")


def _check_using_statement(node: Statement, above: Above) -> None:
    if node.details["kind"] not in ("Namespace", "Assembly", "Module") or node.details["alias"] is not None:
        raise _fault(node, "UsingStatementNotSupported")
    if node.details["kind"] == "Namespace":
        name: StringConstant = node.details["item"]
        if not all(part and is_identifier_start(part[0]) for part in name.value.split(".")):
            raise _fault(name, "InvalidNamespaceValue")


_STATEMENT_RULES = {
    "FunctionDefinitionAst": _check_function,
    "FunctionMemberAst": _check_method,
    "SwitchStatementAst": _check_parallel,
    "ForEachStatementAst": _check_parallel,
    "TryStatementAst": _check_try,
    "BlockStatementAst": _check_block_statement,
    "BreakStatementAst": _check_jump,
    "ContinueStatementAst": _check_jump,
    "ReturnStatementAst": _check_jump,
    "UsingStatementAst": _check_using_statement,
}
_RULES: dict[type[Node], Callable[..., None]] = {
    Assignment: _check_assignment,
    Attribute: _check_attribute,
    AttributedExpression: _check_attributed,
    Cast: _check_cast,
    HashLiteral: _check_hashtable,
    ParamBlock: _check_param_block,
    Statement: _check_statement,
    Unary: _check_increment,
    Using: _check_using,
    Variable: _check_variable,
}
