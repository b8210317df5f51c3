"""The totals reached on the project's own copy of the cases; a test lets none of them fall."""

from __future__ import annotations

import json
from pathlib import Path

from . import files
from .runner import Totals

FILE = Path(__file__).with_name("totals.json")


def read() -> dict[str, dict[str, int]]:
    """Passed and failed cases by file name."""
    if not FILE.exists():
        return {}
    found: dict[str, dict[str, int]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def save(path: Path, totals: Totals) -> None:
    """Keep the totals of a file."""
    kept = read()
    kept[files.plain_name(path)] = {"passed": totals.passed, "failed": totals.failed}
    FILE.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
