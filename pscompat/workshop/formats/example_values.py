"""The values that a page's examples give to its parameters: the lists of accepted values are not always whole."""

from __future__ import annotations

import re

from ..document import CommandHelp

_ONE = r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s,;|'\"()]+)"
_LIST = rf"(?:@?\(\s*)?({_ONE}(?:\s*,\s*{_ONE})*)"
_LOOKED_AT = 20_000


def example_values(document: CommandHelp, name: str) -> list[list[str]]:
    """Each use of the parameter in the examples as the list of values that it is given; variables are left out."""
    use = re.compile(rf"(?<!\S)-{re.escape(name)}(?:[ \t]+|:)(?!-[A-Za-z]){_LIST}", re.IGNORECASE)
    found = []
    for example in document.examples:
        for match in use.finditer(example.text[:_LOOKED_AT]):
            values = [text.strip("'\"") for text in re.findall(_ONE, match[1])]
            if not any("$" in value for value in values):
                found.append(values)
    return found


def missing_values(given: list[list[str]], listed: list[str]) -> list[str]:
    """The values that examples give and a list of accepted ones lacks."""
    known = {value.lower() for value in listed}
    return [value for values in given for value in values if value.lower() not in known]
