"""Differences side by side, for reading."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

from .kinds import Difference
from .runner import Result

_CONTEXT = 2
_MOST_LINES = 24


def width() -> int:
    """The columns to fill."""
    return max(80, min(shutil.get_terminal_size((140, 0)).columns, 240))


def describe(result: Result, columns: int = 0) -> str:
    """A failed case: its name, what it does, and every difference with the record on the left."""
    columns = columns or width()
    mark = f"  [left out: {result.left_out}]" if result.left_out else ""
    lines = [f"{result.label}  {_one_line(result.kind.title(result.row, result.index), columns - 20)}{mark}"]
    for difference in result.differences:
        lines.append(f"  {difference.field}")
        lines += [f"    {line}" for line in side_by_side(difference, columns - 4)]
    return "\n".join(lines)


def side_by_side(difference: Difference, columns: int) -> Iterator[str]:
    """The two values in two columns, the record on the left; only the surroundings of the first deviation."""
    half = (columns - 3) // 2
    left = _lines(difference.expected)
    right = _lines(difference.got)
    first = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    start = max(0, first - _CONTEXT)
    rows = 0
    for index in range(start, max(len(left), len(right))):
        a = left[index] if index < len(left) else ""
        b = right[index] if index < len(right) else ""
        mark = "|" if index < len(left) and index < len(right) and a == b else "!"
        for one, other in _folded(a, b, half):
            yield f"{one:<{half}} {mark} {other}".rstrip()
            rows += 1
            if rows == _MOST_LINES:
                yield "…"
                return


def _folded(left: str, right: str, size: int) -> Iterator[tuple[str, str]]:
    for start in range(0, max(len(left), len(right), 1), size):
        yield left[start : start + size], right[start : start + size]


def _lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return [_visible(line) for line in value.split("\n")] if "\n" in value else [_visible(value)]
    if value is None:
        return ["(nothing)"]
    return [json.dumps(value, ensure_ascii=False)]


def _visible(text: str) -> str:
    """Blanks at the end of a line, and what does not print, made visible."""
    stripped = text.rstrip(" ")
    text = stripped + "·" * (len(text) - len(stripped))
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _one_line(text: str, size: int) -> str:
    text = _visible(text.replace("\n", "⏎"))
    return text if len(text) <= size else text[: size - 1] + "…"
