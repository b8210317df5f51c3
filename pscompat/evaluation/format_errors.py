"""What is wrong with a .NET format string."""

from __future__ import annotations


class FormatError(Exception):
    """A format that .NET refuses, with its message."""


NOT_VALID = "Format specifier was invalid."
INCORRECT = "Input string was not in a correct format."
