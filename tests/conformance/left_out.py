"""Cases that are known to fail and may: each with the reason why. They run, and count as failed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("left-out.json")


@cache
def reasons() -> dict[str, str]:
    """Reason by case label."""
    listed = json.loads(FILE.read_text(encoding="utf-8"))
    return {label: entry["reason"] for entry in listed for label in entry["cases"]}


def reason(label: str) -> str:
    """Why a case is left out, empty for others."""
    return reasons().get(label, "")
