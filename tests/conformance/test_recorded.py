"""All recorded cases that the project carries: the totals reached must not fall."""

from __future__ import annotations

import pytest

from . import files, totals
from .report import describe
from .runner import Totals, run_file

REACHED = totals.read()


@pytest.mark.parametrize("name", sorted(REACHED))
def test_totals_do_not_fall(name: str) -> None:
    found = Totals()
    failures = []
    for result in run_file(files.find(f"{name}.jsonl", files.DATA, files.DATA / "help")):
        found.add(result)
        if result.counted and not result.passed and not result.left_out:
            failures.append(result)
    before = REACHED[name]
    assert found.passed + found.failed == before["passed"] + before["failed"], "the number of cases has changed"
    shown = "\n\n".join(describe(result, 140) for result in failures[:5])
    assert found.passed >= before["passed"], f"{found}, but {before['passed']} passed before\n{shown}"


def test_every_carried_file_has_a_total() -> None:
    carried = {files.plain_name(path) for path in files.DATA.rglob("*.jsonl.xz")}
    assert carried - {"models", "platyps", "scalars", "conversion-exotic"} == set(REACHED)
