"""What is wrong with a .NET format string."""

from __future__ import annotations

from ...errors import NotRunError


class FormatError(Exception):
    """A format that .NET refuses (its FormatException), with its message."""


NOT_VALID = "Format specifier was invalid."
INCORRECT = "Input string was not in a correct format."
MOST_PLACES = 1_000_000
"""So many digits or blanks one format may ask for; .NET's own limit is 999,999,999."""


def check_places(count: int) -> None:
    """Raises NotRunError for a format that asks for more than a million places: nobody reads those."""
    if count > MOST_PLACES:
        raise NotRunError(f"A format of {count:,} places is not run by pscompat; {MOST_PLACES:,} are.")
