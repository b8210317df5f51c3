"""What the runner knows about one kind of case file, and which kind a file is of."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pscompat.errors import PscompatError

Row = dict[str, Any]
Outcome = dict[str, Any]


class Difference:
    """One field in which an outcome differs from the record; texts are compared line by line when shown."""

    __slots__ = ("expected", "field", "got")

    def __init__(self, field: str, expected: Any, got: Any) -> None:
        self.field = field
        self.expected = expected
        self.got = got

    def __repr__(self) -> str:
        return f"Difference({self.field!r}, {self.expected!r}, {self.got!r})"


def guarded(run: Callable[[], Outcome]) -> Outcome:
    """The outcome of one case; what keeps it from being run is an outcome too, and a failure."""
    try:
        return run()
    except NotImplementedError as error:
        return {"notImplemented": str(error) or type(error).__name__}
    except PscompatError as error:
        return {"refused": str(error)}
    except Exception as error:
        return {"crash": f"{type(error).__name__}: {error}"}


def failed(outcome: Outcome) -> bool:
    """Whether the case could not be run."""
    return any(key in outcome for key in FAILURES)


FAILURES = ("notImplemented", "refused", "crash")
"""The keys of outcomes of cases that could not be run."""


class Kind:
    """One kind of case file. A row of a file holds one or more cases.

    The engine is only ever given what ``question`` leaves of a row, so that no outcome can depend on the record.
    """

    row_keys: frozenset[str] = frozenset()
    """The keys of a row that ask."""
    case_keys: frozenset[str] = frozenset()
    """The keys of one of the row's ``cases`` that ask; empty where a row is one case."""

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        """What must hold while a file's cases run: servers, folders, variables."""
        yield

    def question(self, row: Row) -> Row:
        """The row without what was recorded as its outcome."""
        asked = {key: row[key] for key in row if key in self.row_keys}
        if self.case_keys:
            asked["cases"] = [{key: case[key] for key in case if key in self.case_keys} for case in row["cases"]]
        return asked

    def run(self, question: Row) -> list[Outcome]:
        """The outcome of each case, in the notation of the file."""
        raise NotImplementedError

    def expected(self, row: Row) -> list[Row]:
        """What was recorded, one for each outcome."""
        cases: list[Row] = row["cases"] if self.case_keys else [row]
        return cases

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        """The compared fields that differ."""
        raise NotImplementedError

    def counts(self, expected: Row) -> bool:
        """Whether the case counts, or is only reported."""
        return True

    def part(self, row: Row, index: int) -> int | str | None:
        """What tells a row's cases apart: their number, a name, or nothing where a row is one case."""
        return index if self.case_keys else None

    def row_id(self, row: Row) -> str:
        """The row's name."""
        return str(row["id"])

    def label(self, row: Row, index: int) -> str:
        """The case's name."""
        part = self.part(row, index)
        return self.row_id(row) if part is None else f"{self.row_id(row)}[{part}]"

    def title(self, row: Row, index: int) -> str:
        """One line that shows what the case does."""
        case = row["cases"][index] if self.case_keys else row
        return str(case.get("line", ""))

    def names(self, row: Row) -> set[str]:
        """What ``--only`` may call the row, beside its id."""
        command = row.get("cmdlet")
        return {command["name"] if isinstance(command, dict) else command} if command else set()


class TextsKind(Kind):
    """A kind whose rows hold several texts; each text is a case with a name, and its outcome is ``{"text": …}``."""

    def texts(self, row: Row) -> dict[str, Any]:
        """The recorded texts of a row by name."""
        raise NotImplementedError

    def question(self, row: Row) -> Row:
        return {**super().question(row), "texts": list(self.texts(row))}

    def expected(self, row: Row) -> list[Row]:
        return [{"part": name, "text": text} for name, text in self.texts(row).items()]

    def run(self, question: Row) -> list[Outcome]:
        return [guarded(partial(self._outcome, question, name)) for name in question["texts"]]

    def _outcome(self, question: Row, name: str) -> Outcome:
        return {"text": self.text(question, name)}

    def text(self, question: Row, name: str) -> Any:
        """The engine's text of that name."""
        raise NotImplementedError

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        was, now = expected["text"], outcome["text"]
        return [] if was == now else [Difference(expected["part"], was, now)]

    def part(self, row: Row, index: int) -> str:
        return list(self.texts(row))[index]

    def title(self, row: Row, index: int) -> str:
        return ""


_KINDS = {
    "binding": "binding.BindingKind",
    "handmade": "binding.BindingKind",
    "argv": "binding.ArgvKind",
    "module-completion": "completion.ModuleCompletionKind",
    "module": "binding.ModuleKind",
    "own": "own.OwnKind",
    "syntax": "syntax.SyntaxKind",
    "conversion": "conversion.ConversionKind",
    "validation": "validation.ValidationKind",
    "gethelp": "help_views.GetHelpKind",
    "auto": "help_views.AutoKind",
    "lists": "help_views.ListsKind",
    "quirks": "help_formats.QuirksKind",
    "wire": "wire.WireKind",
    "lexing": "lexing.LexingKind",
    "pipelines": "pipelines.PipelinesKind",
    "companions": "companions.CompanionsKind",
    "completion": "completion.CompletionKind",
    "views": "views.ViewsKind",
    "typed-views": "views.TypedViewsKind",
    "scripts-binding": "script_files.ScriptBindingKind",
    "scripts": "script_files.ScriptFilesKind",
    "datafiles": "data_files.DataFilesKind",
    "manifests": "data_files.ManifestsKind",
    "expressions": "scripts.ScriptsKind",
    "typical": "scripts.ScriptsKind",
}


def kind_of(name: str) -> Kind:
    """The kind of a file by the start of its name. Raises ValueError for a name that no kind starts."""
    for start, place in _KINDS.items():
        if name.startswith(start):
            module, _, cls = place.partition(".")
            kind: Kind = getattr(importlib.import_module(f"{__package__}.{module}"), cls)()
            return kind
    raise ValueError(f"no kind of case file starts like {name}; known are {', '.join(_KINDS)}")


def counted_file(name: str) -> bool:
    """Whether a file's cases count: files of exotic types are only reported."""
    return not name.endswith("-exotic")
