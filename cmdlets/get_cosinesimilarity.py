"""Get-CosineSimilarity: how close two vectors are, as the cosine of the angle between them (streams.md §9)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pscompat.handlers import local_error

if TYPE_CHECKING:
    from pscompat.handlers import Call


def process(call: Call) -> Iterator[float]:
    """Write the cosine: NaN for a vector of zeros, an error for vectors of different lengths."""
    first, second = call.values.Vector1, call.values.Vector2
    if len(first) != len(second):
        call.error(local_error("All vectors must have the same dimensionality.", call.command.name).record)
        return
    dot = lengths = other = 0.0
    for one, two in zip(first, second, strict=True):
        dot += one * two
        lengths += one * one
        other += two * two
    norms = math.sqrt(lengths) * math.sqrt(other)
    yield dot / norms if norms else math.nan
