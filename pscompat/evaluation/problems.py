"""Exceptions of .NET inside the methods that are run here, and the texts that several of them share."""

from __future__ import annotations

from ..errors import CommandError, ErrorRecord

UNREPRESENTABLE = "The added or subtracted value results in an un-representable DateTime."
TOO_LONG = "TimeSpan overflowed because the duration is too long."
NOT_NEGATED = "Negating the minimum value of a twos complement number is invalid."
OUTSIDE = "Index was out of range. Must be non-negative and less than or equal to the size of the collection."


class NetProblem(Exception):
    """An exception of .NET inside a method: its short name and its message."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.message = message


def out_of_range(message: str, parameter: str = "", actual: int | None = None) -> NetProblem:
    """ArgumentOutOfRangeException: what is wrong, with which parameter, and its value where .NET tells it."""
    named = f" (Parameter '{parameter}')" if parameter else ""
    shown = "" if actual is None else f"\nActual value was {actual}."
    return NetProblem("ArgumentOutOfRangeException", message + named + shown)


def bad_argument(message: str, parameter: str = "") -> NetProblem:
    """ArgumentException."""
    return NetProblem("ArgumentException", f"{message} (Parameter '{parameter}')" if parameter else message)


def failed_call(name: str, count: int, problem: NetProblem) -> CommandError:
    """The error for a method that threw."""
    message = f'Exception calling "{name}" with "{count}" argument(s): "{problem.message}"'
    return CommandError([ErrorRecord(problem.name, message, exception="MethodInvocationException")])
