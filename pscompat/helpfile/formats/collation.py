"""The order in which .NET compares texts in the culture en-US, as far as names need it.

platyPS sorts parameters and metadata keys that way (help.md §1.2, §1.5): letter case and accents decide only between
texts that are otherwise equal, marks come before digits and digits before letters.
"""

from __future__ import annotations

import unicodedata

_MARKS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_RANK = {char: rank for rank, char in enumerate(" " + _MARKS)}


def culture_key(text: str) -> tuple[list[tuple[int, str]], list[str], list[bool]]:
    """A sort key: first the letters alone, then their accents, then lower before upper case."""
    primary: list[tuple[int, str]] = []
    accents: list[str] = []
    cases: list[bool] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.combining(char):
            if accents:
                accents[-1] += char
            continue
        if char < " " or char == "\x7f":
            continue
        folded = char.casefold()
        primary.append((_RANK.get(char, 100 if char.isdigit() else 200), folded))
        accents.append("")
        cases.append(char != folded)
    return primary, accents, cases
