"""Tokens of the PowerShell language and what the grammar asks of their kinds.

Kinds bear PowerShell's names (``Generic`` is an unquoted word), because the notation of syntax trees shows them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

COMMAND, EXPRESSION, TYPE_NAME, SIGNATURE = range(4)
"""The tokenizer's modes (values.md §A.1): words, operators and numbers, type names, declarations of classes."""


class Token:
    """One token: ``start`` and ``end`` are offsets in the whole text.

    value   the name of a variable, parameter or label; a number; the text of a string or word; streams of a redirection
    parts   of an expandable string or word: literal texts and nested tokens in order, else None
    colon   whether a parameter ended in a colon
    """

    __slots__ = ("colon", "end", "kind", "parts", "start", "value")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        value: Any = None,
        parts: list[str | Token] | None = None,
        colon: bool = False,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.parts = parts
        self.colon = colon

    def __repr__(self) -> str:
        return f"Token({self.kind}, {self.start}, {self.end}, {self.value!r})"


class NestedText(Token):
    """A sub-expression inside a string, found but not read yet.

    ``value`` is its text with doubled quotes made single; ``skipped`` are the offsets of the quotes left out.
    """

    __slots__ = ("skipped",)

    def __init__(self, start: int, end: int, value: str, skipped: list[int]) -> None:
        super().__init__("NestedText", start, end, value)
        self.skipped = skipped


def kinds(names: str) -> frozenset[str]:
    """A set of kinds, their names with blanks between."""
    return frozenset(names.split())


_KEYWORDS = (
    "elseif if else switch foreach from in for while until do try catch finally trap data return continue break exit "
    "throw begin process end dynamicparam function filter param class define var using workflow parallel sequence "
    "configuration public private static interface enum namespace module type assembly command hidden "
    "base default clean"
)
KEYWORDS = {word: word.capitalize() for word in _KEYWORDS.split()}
KEYWORDS["elseif"] = "ElseIf"
"""Keyword by its lower-case text."""

KEYWORD_KINDS = frozenset(KEYWORDS.values())
BLOCK_NAMES = frozenset(("Begin", "Process", "End", "Dynamicparam", "Clean"))
PLAIN_STATEMENTS = kinds(
    "Break Continue Data Define Do Exit Filter For Foreach From Function If Return Switch Throw Trap Try Using Var "
    "While Workflow Parallel Sequence"
)
"""Keywords of statements that no attribute may stand before."""

# Each in three spellings.
_COMPARISONS = "eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split"
OPERATORS: dict[str, str] = {
    "bnot": "Bnot",
    "not": "Not",
    "isnot": "IsNot",
    "is": "Is",
    "as": "As",
    "f": "Format",
    "and": "And",
    "band": "Band",
    "or": "Or",
    "bor": "Bor",
    "xor": "Xor",
    "bxor": "Bxor",
    "join": "Join",
    "shl": "Shl",
    "shr": "Shr",
}
"""Operator by its lower-case name without the dash."""
for _name in _COMPARISONS.split():
    OPERATORS[_name] = OPERATORS["i" + _name] = "I" + _name
    OPERATORS["c" + _name] = "C" + _name

PRECEDENCE: dict[str, int] = {
    **dict.fromkeys(("And", "Or", "Xor"), 1),
    **dict.fromkeys(("Band", "Bor", "Bxor"), 2),
    **dict.fromkeys(("Is", "IsNot", "As", "Join", "Shl", "Shr"), 3),
    **{kind: 3 for kind in OPERATORS.values() if kind[0] in "IC"},
    "QuestionQuestion": 4,
    **dict.fromkeys(("Plus", "Minus"), 5),
    **dict.fromkeys(("Multiply", "Divide", "Rem"), 6),
    "Format": 7,
    "DotDot": 8,
}
"""The binary operators; a higher number binds more tightly."""

UNARY = kinds("Comma MinusMinus PlusPlus Exclaim Plus Minus Not Bnot Join Isplit Csplit")

ASSIGNMENTS = {
    "Equals": "=",
    "PlusEquals": "+=",
    "MinusEquals": "-=",
    "MultiplyEquals": "*=",
    "DivideEquals": "/=",
    "RemainderEquals": "%=",
    "QuestionQuestionEquals": "??=",
}
"""The assignment operators and their texts."""

MODE_INVARIANT = kinds(
    "NewLine EndOfInput StringLiteral StringExpandable HereStringLiteral HereStringExpandable LParen RParen LCurly "
    "RCurly RBracket AtParen AtCurly DollarParen Semi AndAnd OrOr Ampersand Pipe Comma RedirectInStd"
)
"""Kinds that are the same token in every mode; all others are scanned again when the mode changes."""

COMMAND_END = kinds("Pipe RCurly RParen EndOfInput NewLine Semi AndAnd OrOr Ampersand")
"""What ends a command."""

NO_ARGUMENT = COMMAND_END | {"Redirection", "RedirectInStd", "MinusMinus", "Comma"}
"""What is never an argument of a command."""

STREAMS = ("All", "Output", "Error", "Warning", "Verbose", "Debug", "Information")
"""Names of the streams by number."""
