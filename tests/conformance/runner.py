"""Running case files: outcomes, comparison, totals."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import files, kinds, left_out
from .kinds import FAILURES, Difference, Kind, Outcome, Row, guarded


class Result:
    """One case that was run: what came out, and how it differs from the record."""

    __slots__ = ("counted", "differences", "index", "kind", "label", "left_out", "outcome", "row")

    def __init__(
        self,
        kind: Kind,
        row: Row,
        index: int,
        outcome: Outcome,
        differences: list[Difference],
        counted: bool,
        reason: str,
    ) -> None:
        self.kind = kind
        self.row = row
        self.index = index
        self.label = kind.label(row, index)
        self.outcome = outcome
        self.differences = differences
        self.counted = counted
        self.left_out = reason

    @property
    def passed(self) -> bool:
        """Whether every compared field is as recorded."""
        return not self.differences


class Totals:
    """Cases passed and failed; of the failed ones, those left out on purpose; and those that do not count."""

    __slots__ = ("failed", "left_out", "passed", "reported", "reported_passed")

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0
        self.left_out = 0
        self.reported = 0
        self.reported_passed = 0

    def add(self, result: Result) -> None:
        """Count one case."""
        if not result.counted:
            self.reported += 1
            self.reported_passed += result.passed
        elif result.passed:
            self.passed += 1
        else:
            self.failed += 1
            self.left_out += bool(result.left_out)

    def __iadd__(self, other: Totals) -> Totals:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def __str__(self) -> str:
        text = f"{self.passed} passed, {self.failed} failed ({self.left_out} of them left out on purpose)"
        if self.reported:
            text += f"; not counted: {self.reported_passed} of {self.reported} passed"
        return text


def run_file(path: Path, only: str = "", rows: Callable[[int], bool] | None = None) -> Iterator[Result]:
    """Run a file's cases one after the other.

    ``only`` restricts them to a row id, a case label or a command's name, ``rows`` to some of the row numbers.
    Raises ValueError for a file of no known kind.
    """
    path = path.resolve()
    name = files.plain_name(path)
    kind = kinds.kind_of(name)
    counted_file = kinds.counted_file(name)
    with without_cache(), kind.session(path):
        for number, row in enumerate(files.read_rows(path)):
            if rows is not None and not rows(number):
                continue
            row_id = kind.row_id(row)
            whole_row = not only or only == row_id or only in kind.names(row)
            if not whole_row and not only.startswith(f"{row_id}["):
                continue
            for result in run_row(kind, row, counted_file):
                if whole_row or result.label == only:
                    yield result


@contextmanager
def without_cache() -> Iterator[None]:
    """The cases test the reading of help files, not the cache."""
    before = os.environ.get("PSCOMPAT_CACHE")
    os.environ["PSCOMPAT_CACHE"] = "off"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PSCOMPAT_CACHE"]
        else:
            os.environ["PSCOMPAT_CACHE"] = before


def run_row(kind: Kind, row: Row, counted_file: bool = True) -> Iterator[Result]:
    """Run the cases of one row and compare them with the record."""
    expected = kind.expected(row)
    outcomes = outcomes_of(kind, row, len(expected))
    for index, (record, outcome) in enumerate(zip(expected, outcomes, strict=True)):
        differences = compared(kind, record, outcome)
        counted = counted_file and kind.counts(record)
        label = kind.label(row, index)
        yield Result(kind, row, index, outcome, differences, counted, left_out.reason(label))


def outcomes_of(kind: Kind, row: Row, count: int) -> list[Outcome]:
    """What the engine makes of a row's cases; it never sees the record."""
    question = kind.question(row)
    outcomes: list[Outcome] = []

    def run() -> Outcome:
        outcomes.extend(kind.run(question))
        return {}

    failure = guarded(run)
    return [failure] * count if failure else outcomes


def compared(kind: Kind, expected: Row, outcome: Outcome) -> list[Difference]:
    """The differences; a case that was not run or ended in a crash differs by that alone."""
    for key in FAILURES:
        if key in outcome:
            return [Difference(key, None, outcome[key])]
    try:
        return kind.differences(expected, outcome)
    except KeyError as error:
        return [Difference("record", f"the row lacks {error}", None)]


def result_line(result: Result) -> dict[str, Any]:
    """What ``--results`` writes for a case."""
    line: dict[str, Any] = {"id": result.kind.row_id(result.row)}
    part = result.kind.part(result.row, result.index)
    if part is not None:
        line["case"] = part
    return line | result.outcome
