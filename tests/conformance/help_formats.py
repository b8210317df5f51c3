"""Help cases: what platyPS writes of pages and models, odd pages, and single scalars."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pscompat.errors import HelpFileError
from pscompat.helpfile.formats.document import CommandHelp, HelpParameter
from pscompat.helpfile.formats.maml_writer import write_maml
from pscompat.helpfile.formats.markdown_reader import read_markdown
from pscompat.helpfile.formats.markdown_writer import write_markdown
from pscompat.helpfile.formats.platyps_maml import read_platyps_maml
from pscompat.helpfile.formats.platyps_markdown import read_platyps_markdown
from pscompat.helpfile.formats.platyps_yaml import read_platyps_yaml
from pscompat.helpfile.formats.yaml_reader import read_help_yaml
from pscompat.helpfile.formats.yaml_writer import write_yaml

from . import files
from .help_views import beside
from .kinds import Difference, Kind, Outcome, Row, TextsKind

_DATE = "01/31/2026"
"""``ms.date`` in every recorded document."""


def written(document: CommandHelp, name: str) -> str:
    """The document in a format, byte for byte as platyPS writes it."""
    if name == "yaml":
        return write_yaml(document, platyps_exact=True)
    if name == "markdown":
        return write_markdown(document, platyps_exact=True)
    return write_maml([document], platyps_exact=True)


class PlatypsKind(TextsKind):
    """``platyps.jsonl``: pages and MAML imported and exported again; the MAML is that of the ``own`` rows."""

    row_keys = frozenset(("id", "v1", "v2"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        own = files.read_rows(beside(path, "gethelp.jsonl"))
        self.maml = {row["id"]: row["maml"] for row in own if row["kind"] == "own"}
        yield

    def texts(self, row: Row) -> dict[str, Any]:
        return {
            f"{source}.{target}": text
            for source in ("from-v2", "from-v1", "from-maml")
            for target, text in row.get(source, {}).items()
        }

    def text(self, question: Row, name: str) -> str:
        source, _, target = name.partition(".")
        if source == "from-maml":
            path = f"{question['id']}.xml"
            return written(read_platyps_maml(self.maml[question["id"]], path, date=_DATE)[0], target)
        page = question[source.removeprefix("from-")]
        return written(read_platyps_markdown(page, f"{question['id']}.md"), target)


class QuirksKind(Kind):
    """``quirks.jsonl``: an odd page is read, or refused with one line; what platyPS makes of it is reported."""

    row_keys = frozenset(("id", "format", "text"))
    _PARTS = ("read", "yaml", "markdown")

    def part(self, row: Row, index: int) -> str:
        return self._PARTS[index]

    def expected(self, row: Row) -> list[Row]:
        refused = {"refused": True} if row.get("error") else {}
        exact = [{"part": part, "text": row.get(part), **refused} for part in self._PARTS[1:]]
        return [{"part": "read"}, *exact]

    def counts(self, expected: Row) -> bool:
        return bool(expected["part"] == "read")

    def run(self, question: Row) -> list[Outcome]:
        return [self.read(question), *(self.exact(question, part) for part in self._PARTS[1:])]

    def read(self, question: Row) -> Outcome:
        """Whether the page is read by its sense, or the line that refuses it."""
        read = read_help_yaml if question["format"] == "yaml" else read_markdown
        try:
            return {"title": read(question["text"], question["id"]).help.title}
        except HelpFileError as error:
            return {"refusal": str(error)}

    def exact(self, question: Row, part: str) -> Outcome:
        """What platyPS is said to write of the page."""
        try:
            return {"text": written(document(question), part)}
        except HelpFileError:
            return {"text": None}

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if expected["part"] == "read":
            refusal = outcome.get("refusal", "")
            return [Difference("refusal", "one line", refusal)] if "\n" in refusal else []
        was, now = expected["text"], outcome["text"]
        return [] if was == now else [Difference(expected["part"], was, now)]

    def title(self, row: Row, index: int) -> str:
        return str(row["format"])


def document(question: Row) -> CommandHelp:
    """The document that platyPS's importer makes of a page."""
    read = read_platyps_yaml if question["format"] == "yaml" else read_platyps_markdown
    return read(question["text"], f"{question['id']}")


class ScalarsKind(TextsKind):
    """``scalars.jsonl``: one text as a parameter's default value, cut out of the YAML and the Markdown."""

    row_keys = frozenset(("value",))

    def texts(self, row: Row) -> dict[str, Any]:
        return {name: row[name] for name in ("yaml", "markdown")}

    def text(self, question: Row, name: str) -> str:
        parameter = HelpParameter("P", type="System.String", default=question["value"])
        text = written(CommandHelp("Get-It", parameters=[parameter]), name)
        before, after = _AROUND[name]
        return text.partition(before)[2].partition(after)[0]


_AROUND = {
    "yaml": ("\n  defaultValue: ", "\n  supportsWildcards:"),
    "markdown": ("\nDefaultValue: ", "\nSupportsWildcards:"),
}
