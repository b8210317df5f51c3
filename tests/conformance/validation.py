"""Validation cases: attributes on one value."""

from __future__ import annotations

from .conversion import ConversionKind
from .kinds import Row


class ValidationKind(ConversionKind):
    """``validation.jsonl``: as the conversion cases, with validations on ``V``."""

    row_keys = frozenset(("type", "mandatory", "validate", "line", "value", "today"))

    def parameter(self, question: Row) -> Row:
        return {
            "name": "V",
            "type": question["type"],
            "sets": [{"name": "__AllParameterSets", "mandatory": True}] if question["mandatory"] else [],
            "validate": question["validate"],
        }

    def title(self, row: Row, index: int) -> str:
        return f"{row['param']}  {row['line']}"
