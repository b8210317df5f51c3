"""PowerShell constants in help files: defaults, bounds of validations, accepted values.

Nothing is ever run: a text that holds more than constants is refused.
"""

from __future__ import annotations

from ..dotnet.numeral import scan_numeral
from ..dotnet.texts import DOUBLE_QUOTES, SINGLE_QUOTES
from ..errors import ParseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .nodes import Node

_WORDS = {"$true": True, "$false": False, "$null": None}
_NOT_PLAIN = frozenset(SINGLE_QUOTES + DOUBLE_QUOTES + "`$")


def read_literal(text: str) -> Any:
    """The value of a constant: a number, a quoted string, ``$true``, ``$false``, ``$null``, ``@(…)``, a comma list,
    ``@{…}``, ``[type]'…'`` or ``{…}``.

    Raises ParseError when the text is anything else, ConversionError when a cast fails, UnknownTypeError for the name
    of a type that is not known.
    """
    word = text.strip()
    lower = word.lower()
    if lower in _WORDS:
        return _WORDS[lower]
    if len(word) > 1 and word[0] == word[-1] and word[0] in "'\"" and _NOT_PLAIN.isdisjoint(word[1:-1]):
        return word[1:-1]
    number = scan_numeral(word, signed=True)
    return _read(text) if number is None else number


def _read(text: str) -> Any:
    """The value of a constant of any form, by the reader's rules."""
    from .evaluate import Evaluator
    from .reader import parse
    from .scope import Scope

    script = parse(text)
    if len(script.statements) != 1:
        raise _not_constant(script)
    statement = script.statements[0]
    _check(statement)
    return Evaluator(script, Scope({}, {}), lambda pipeline: ()).assigned(statement)


def _check(node: Node) -> None:
    """Refuse everything but constants and what puts them together."""
    from .nodes import (
        ArrayExpression,
        ArrayLiteral,
        Cast,
        HashLiteral,
        Number,
        Paren,
        StringConstant,
        TypeName,
        Variable,
    )
    from .structure import CommandExpression, Pipeline, ScriptBlockLiteral

    allowed = (
        *(ArrayExpression, ArrayLiteral, Cast, HashLiteral, Number, Paren, StringConstant, TypeName),
        *(ScriptBlockLiteral, CommandExpression, Pipeline),
    )
    for part in node.outside_blocks():
        is_word = isinstance(part, Variable) and f"${part.name.lower()}" in _WORDS
        if not is_word and not isinstance(part, allowed):
            raise _not_constant(part)


def _not_constant(node: Node) -> ParseError:
    from .parse_messages import MESSAGES

    error_id = "ParameterAttributeArgumentNeedsToBeConstant"
    return ParseError(error_id, MESSAGES[error_id], (node.start, node.end))
