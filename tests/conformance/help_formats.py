"""Help cases: odd pages, read by their sense or refused with one line."""

from __future__ import annotations

from pscompat.errors import HelpFileError
from pscompat.workshop.formats.markdown_reader import read_markdown
from pscompat.workshop.formats.yaml_reader import read_help_yaml

from .kinds import Difference, Kind, Outcome, Row


class QuirksKind(Kind):
    """``quirks.jsonl``: an odd page is read, or refused with one line."""

    row_keys = frozenset(("id", "format", "text"))

    def expected(self, row: Row) -> list[Row]:
        return [{}]

    def run(self, question: Row) -> list[Outcome]:
        read = read_help_yaml if question["format"] == "yaml" else read_markdown
        try:
            return [{"title": read(question["text"], question["id"]).help.title}]
        except HelpFileError as error:
            return [{"refusal": str(error)}]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        refusal = outcome.get("refusal", "")
        return [Difference("refusal", "one line", refusal)] if "\n" in refusal else []

    def title(self, row: Row, index: int) -> str:
        return str(row["format"])
