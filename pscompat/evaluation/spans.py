"""Spans of time that calculations give, as far as .NET holds them."""

from __future__ import annotations

from ..dotnet.times import TimeSpan
from .problems import TOO_LONG, NetProblem, bad_argument

MOST = 2**63 - 1
_NOT_A_NUMBER = "TimeSpan does not accept floating point Not-a-Number values."


def whole_span(ticks: int) -> TimeSpan:
    """A span of so many ticks. Raises NetProblem for more than .NET counts."""
    if not -MOST - 1 <= ticks <= MOST:
        raise NetProblem("OverflowException", TOO_LONG)
    return TimeSpan(ticks)


def cut_span(ticks: float, parameter: str = "") -> TimeSpan:
    """A span of so many ticks without their fraction. Raises NetProblem for what is no span."""
    if ticks != ticks:
        raise bad_argument(_NOT_A_NUMBER, parameter)
    if not -MOST - 1 <= ticks <= MOST + 1:
        raise NetProblem("OverflowException", TOO_LONG)
    return TimeSpan(min(int(ticks), MOST))


def rounded_span(ticks: float, parameter: str) -> TimeSpan:
    """A span of so many ticks, rounded. Raises NetProblem for what is no span."""
    return cut_span(float(round(ticks)) if abs(ticks) <= MOST else ticks, parameter)
