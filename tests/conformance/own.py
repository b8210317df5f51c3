"""Cases on the commands of a foreign module: bound from its public help pages, imported when the file is run.

The pages are not kept here: the variable ``PSCOMPAT_PAGES`` names a folder of them, subfolders included.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pscompat.binding import Binder
from pscompat.dotnet.types import NetType
from pscompat.helpfile.module import Module
from pscompat.model import Command
from pscompat.workshop.formats.page_import import import_pages

from .binding import BindingKind
from .kinds import Difference, Outcome, Row

PAGES = "PSCOMPAT_PAGES"


class OwnKind(BindingKind):
    """``own.jsonl``: lines on commands that only their pages declare; one case a row.

    Names in any case, set, values and error ids are compared.
    """

    row_keys = frozenset(("cmdlet", "line", "args", "input", "defaults"))
    case_keys = frozenset()
    error_keys = ("id",)
    compared_blocks = ()
    compared_values = ("bound",)

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        pages = os.environ.get(PAGES, "")
        if not os.path.isdir(pages):
            raise ValueError(f"{PAGES} must name the folder of the commands' help pages")
        with tempfile.TemporaryDirectory() as folder:
            import_pages([pages], folder, recurse=True)
            self.module = Module(folder)
            yield

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        return super().differences(_folded(expected), _folded(outcome))

    def binder(self, command: Command, types: dict[str, NetType]) -> Binder:
        return Binder(command, types)

    def run(self, question: Row) -> list[Outcome]:
        return [self.bind(self.module.command(question["cmdlet"]), self.module.types, question)]


def _folded(outcome: Row) -> Row:
    """The outcome with parameters' names in lower case: pages spell them in their own way."""
    calls = [
        {**call, "bound": {name.lower(): value for name, value in call["bound"].items()}}
        for call in outcome.get("calls", [])
    ]
    return {**outcome, "calls": calls} if calls else outcome
