"""Completion cases: line and cursor to candidates."""

from __future__ import annotations

from .kinds import Difference, Kind, Outcome, Row

_KEYS = ("index", "length", "matches")


class CompletionKind(Kind):
    """``completion.jsonl``: the recorded commands are the only ones beside PowerShell's own."""

    row_keys = frozenset(("cmdlets",))
    case_keys = frozenset(("line", "cursor"))

    def run(self, question: Row) -> list[Outcome]:
        raise NotImplementedError("completion")

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if "error" in expected:
            return []
        return [
            Difference(key, expected.get(key), outcome.get(key))
            for key in _KEYS
            if expected.get(key) != outcome.get(key)
        ]

    def names(self, row: Row) -> set[str]:
        return {definition["name"] for definition in row["cmdlets"]}
