"""View cases: objects as lists and tables."""

from __future__ import annotations

from .kinds import Difference, Kind, Outcome, Row


class ViewsKind(Kind):
    """``views.jsonl``."""

    row_keys = frozenset(("objects", "view", "width"))

    def run(self, question: Row) -> list[Outcome]:
        raise NotImplementedError("PowerShell's own lists and tables")

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        was, now = expected["text"], outcome["text"]
        return [] if was == now else [Difference("text", was, now)]

    def title(self, row: Row, index: int) -> str:
        return f"{row['view']}, {row['width']} columns"
