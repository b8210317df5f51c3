"""Character classes of the PowerShell language (values.md §A.2), for one UTF-16 unit at a time as .NET sees text."""

from __future__ import annotations

from ..dotnet.texts import WHITE_SPACE

BLANKS = WHITE_SPACE.replace("\r", "").replace("\n", "")
"""White space within a line; line ends are not part of it."""


BREAKERS = BLANKS + "\r\n\0&(),;{|}"
"""What ends an unquoted word."""

ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
}
"""What a backtick makes of the character after it; ``u`` has a rule of its own, all others stand for themselves."""


def is_letter(char: str) -> bool:
    """Char.IsLetter: letters outside the basic plane are two units, neither of which is a letter."""
    return char.isalpha() and char <= "\uffff"


def is_letter_or_digit(char: str) -> bool:
    """Char.IsLetterOrDigit."""
    return (char.isalpha() or char.isdecimal()) and char <= "\uffff"


def is_identifier_start(char: str) -> bool:
    """A letter or ``_``."""
    return char == "_" or is_letter(char)


def is_variable_start(char: str) -> bool:
    """What may follow ``$`` in a variable without braces."""
    return char in "_$:?^" or is_letter_or_digit(char) if char else False
