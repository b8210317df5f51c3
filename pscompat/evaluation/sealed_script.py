"""Sealed scripts: the conditions of help files (ValidateScript), read, and refused where they could do more than tell.

A sealed script works values out. It knows the value that it is asked about and the parameters of its command, and
nothing else: no other variables, no environment, no files, no commands but four that sort out what they are given.
Whatever is not listed here is refused when the script is read, before anything of it runs.
"""

from __future__ import annotations

from ..dotnet.type_names import ENUMS, KNOWN_BY_NAME, VALUE_TYPES
from ..dotnet.types import UnknownTypeError, resolve
from ..errors import NotRunError
from ..language import nodes, structure
from ..language.nodes import Binary, Call, Member, Node, StringConstant, TypeName, Unary, Variable
from ..language.reader import parse
from ..language.structure import Block, Command, Redirection, ScriptBlockLiteral, Statement
from .type_list import is_exception

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import Any

    from ..dotnet.types import NetType
    from ..language.structure import Script

MOST_CHARACTERS = 10_000
MOST_DEPTH = 200
"""So deeply may the parts of a sealed script lie inside each other: Python's own stack is always enough for that."""

COMMANDS = {
    **dict.fromkeys(("where-object", "where", "?"), "Where-Object"),
    **dict.fromkeys(("foreach-object", "foreach", "%"), "ForEach-Object"),
    **dict.fromkeys(("select-object", "select"), "Select-Object"),
    **dict.fromkeys(("measure-object", "measure"), "Measure-Object"),
}
"""The commands of a sealed script, by the names that they go by."""
OWN_VARIABLES = frozenset(("_", "psitem", "true", "false", "null", "matches"))
"""The variables that are there without a parameter; ``$Matches`` is what the script itself has matched."""
_TYPES = frozenset(
    (
        *VALUE_TYPES.values(),
        *ENUMS,
        *("System." + name for name in ("String", "Object", "Array", "Version", "Uri", "Net.IPAddress")),
        "System.Management.Automation.PSObject",
        "System.Management.Automation.SemanticVersion",
        "System.Management.Automation.ScriptBlock",
        "System.Text.RegularExpressions.Regex",
        "System.Collections.Hashtable",
        "System.Collections.IDictionary",
        "System.Collections.Specialized.OrderedDictionary",
        "System.Collections.IList",
        "System.Collections.ICollection",
        "System.Collections.IEnumerable",
        "System.Collections.ArrayList",
        "System.ValueType",
    )
) - set(KNOWN_BY_NAME)
_GENERICS = ("Nullable", "List", "IEnumerable", "IList", "ICollection", "Dictionary", "IDictionary")
_STATIC = [
    "math",
    "convert",
    "array",
    "enum",
    "io.path",
    "net.webutility",
    "text.encoding",
    "globalization.cultureinfo",
]
_ONLY_STATIC = frozenset([space + name for space in ("", "system.") for name in _STATIC]) | {"cultureinfo"}
"""Types that are there for their static members."""
_CASTS = ("ordered", "pscustomobject", "psobject", "void", "system.management.automation.pscustomobject")
_KEYWORDS = ("if", "switch", "throw", "return")
_PLAIN = (
    nodes.StringConstant,
    nodes.ExpandableString,
    nodes.Number,
    nodes.ArrayLiteral,
    nodes.Paren,
    nodes.SubExpression,
    nodes.ArrayExpression,
    nodes.HashLiteral,
    nodes.Index,
    nodes.Cast,
    nodes.Ternary,
    structure.CommandExpression,
    structure.Parameter,
)
"""Nodes that hold nothing but what lies in them."""


def is_sealed_type(name: str, types: Mapping[str, NetType] | None = None) -> bool:
    """Whether a sealed script may make values of the type: plain values, lists and tables, and a module's own types."""
    try:
        found = resolve(name, types)
    except UnknownTypeError:
        return bool(is_exception(name))
    return _is_sealed(found, types or {})


def _is_sealed(kind: NetType, types: Mapping[str, NetType]) -> bool:
    inner = kind.nullable_of or kind.element
    if kind.known_by_name or kind.opaque or (inner is not None and not _is_sealed(inner, types)):
        return False
    name = kind.full_name
    if name in _TYPES or name.endswith("[]") or name.lower() in types or any(each is kind for each in types.values()):
        return True
    stem, _, arguments = name.partition("`")
    inside = arguments.partition("[")[2][:-1]
    return stem.rpartition(".")[2] in _GENERICS and all(
        part.strip() in _TYPES or not part for part in inside.split(",")
    )


def read_sealed(
    text: str, parameters: Collection[str] | None = None, types: Mapping[str, NetType] | None = None
) -> Script:
    """The tree of a sealed script.

    ``parameters`` are the names that its command's parameters have, None where they are not known yet; ``types`` the
    module's own types. Raises NotRunError that tells what is not part of such a script and where; ParseError for what
    is no script.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotRunError(f"a validation script holds at most {MOST_CHARACTERS:,} characters, not {len(text):,}")
    script = parse(text)
    _Check(script, parameters, types).all()
    return script


def variables_of(script: Script) -> set[str]:
    """The lower-case names of the parameters that a sealed script reads."""
    return {node.name.lower() for node in script.body.walk() if isinstance(node, Variable)} - OWN_VARIABLES


class _Check:
    __slots__ = ("parameters", "script", "types")

    def __init__(self, script: Script, parameters: Collection[str] | None, types: Mapping[str, NetType] | None) -> None:
        self.script = script
        self.parameters = None if parameters is None else {name.lower() for name in parameters}
        self.types = types

    def refuse(self, what: str, node: Node) -> NotRunError:
        line, column = self.script.place(node.start)
        first = (self.script.text_of(node).splitlines() or [""])[0]
        shown = first if len(first) <= 40 else first[:39] + "…"
        place = f"column {column}" if line == 1 else f"line {line}, column {column}"
        return NotRunError(f"{what} no part of a validation script: '{shown}' ({place} of it)")

    def all(self) -> None:
        """Look at every node once, from the outside in. ``switch`` is what ``break`` and ``continue`` belong to."""
        waiting: list[tuple[Node, int, bool]] = [(self.script.body, 0, False)]
        while waiting:
            node, depth, in_switch = waiting.pop()
            if depth > MOST_DEPTH:
                raise NotRunError(f"a validation script is nested at most {MOST_DEPTH} deep")
            rule = _RULES.get(type(node))
            if rule is not None:
                rule(self, node)
            elif isinstance(node, Statement):
                in_switch = self.statement(node, in_switch)
            elif not isinstance(node, _PLAIN):
                raise self.refuse("this is", node)
            if isinstance(node, ScriptBlockLiteral):
                in_switch = False
            waiting += [(child, depth + 1, in_switch) for child in reversed(self.inside(node))]

    @staticmethod
    def inside(node: Node) -> list[Node]:
        """What lies in a node and has to be looked at as well."""
        found: Iterable[Node] = node.children()
        if isinstance(node, Statement) and node.details.get("jump") is not None:
            found = [*found, node.details["jump"]]
        return list(found)

    def statement(self, node: Statement, in_switch: bool) -> bool:
        """Conditions, ``throw`` and ``return``; jumps belong to a ``switch``. Gives whether one is around."""
        if node.keyword in ("break", "continue"):
            if not in_switch or node.details.get("jump") is not None:
                raise self.refuse("jumps out of anything but a switch are", node)
            return in_switch
        if node.keyword not in _KEYWORDS or node.details.get("file") or node.details.get("label"):
            raise self.refuse("statements of this kind are", node)
        return in_switch or node.keyword == "switch"

    def block(self, node: Block) -> None:
        if node.parameters is not None or node.named is not None or node.usings:
            raise self.refuse("parameters and named blocks are", node.parameters or node)

    def pipeline(self, node: structure.Pipeline) -> None:
        if node.background:
            raise self.refuse("jobs are", node)

    def redirection(self, node: Redirection) -> None:
        raise self.refuse("redirections are", node)

    def assignment(self, node: structure.Assignment) -> None:
        raise self.refuse("assignments are", node)

    def chain(self, node: structure.PipelineChain) -> None:
        raise self.refuse("chains of pipelines are", node)

    def command(self, node: Command) -> None:
        name = node.elements[0]
        bare = isinstance(name, StringConstant) and name.quote == "bare"
        if node.operator or not bare or node.name.lower() not in COMMANDS:
            known = ", ".join(dict.fromkeys(COMMANDS.values()))
            raise self.refuse(f"commands other than {known} are", node)

    def variable(self, node: Variable) -> None:
        lower = node.name.lower()
        known = ":" not in lower and (self.parameters is None or lower in self.parameters)
        if node.splatted or not (known or lower in OWN_VARIABLES):
            raise self.refuse("variables other than $_ and the command's parameters are", node)

    def unary(self, node: Unary) -> None:
        if node.operator.endswith(("PlusPlus", "MinusMinus")):
            raise self.refuse("assignments are", node)

    def binary(self, node: Binary) -> None:
        if node.operator in ("Is", "IsNot", "As") and not isinstance(node.right, TypeName):
            raise self.refuse("types that are worked out are", node)

    def type_name(self, node: TypeName) -> None:
        lower = node.name.lower()
        if lower not in _CASTS and lower not in _ONLY_STATIC and not is_sealed_type(node.name, self.types):
            raise self.refuse("types other than those of plain values are", node)

    def member(self, node: Member) -> None:
        if not node.static:
            return
        if not isinstance(node.target, TypeName) or not isinstance(node.member, StringConstant):
            raise self.refuse("members of types that are worked out are", node)
        self.type_name(node.target)
        from .statics import is_run

        if not is_run(node.target.name, node.member.value, self.types, called=isinstance(node, Call)):
            raise self.refuse("members of types that pscompat does not run are", node)

    def refused(self, node: Node) -> None:
        raise self.refuse("attributes and $using: are", node)

    def nothing(self, node: Node) -> None:
        """A node that may stand anywhere."""


_RULES: dict[type[Node], Callable[[_Check, Any], None]] = {
    Block: _Check.block,
    ScriptBlockLiteral: _Check.nothing,
    structure.Pipeline: _Check.pipeline,
    structure.PipelineChain: _Check.chain,
    structure.Assignment: _Check.assignment,
    Redirection: _Check.redirection,
    Command: _Check.command,
    Variable: _Check.variable,
    Unary: _Check.unary,
    Binary: _Check.binary,
    TypeName: _Check.type_name,
    Member: _Check.member,
    Call: _Check.member,
    nodes.AttributedExpression: _Check.refused,
    nodes.Using: _Check.refused,
}
