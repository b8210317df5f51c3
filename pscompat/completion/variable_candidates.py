"""Variables for a line: the constants, and those that are given or assigned (completion.md §6)."""

from __future__ import annotations

from ..dotnet.wildcard import wildcard_test
from .candidates import VARIABLE, Candidate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_CONSTANTS = {
    "false": "[bool]$false - Boolean False",
    "null": "null - References to the null variable always return the null value. Assignments have no effect.",
    "true": "[bool]$true - Boolean True",
}
_SCOPES = ("global", "local", "script", "private", "variable")


def variable_candidates(token: str, others: Iterable[str] = ()) -> list[Candidate]:
    """The variables that fit a token as written (``$t``, ``${t``, ``$global:t``, ``@t``)."""
    sign = token[0]
    braces = token[1:2] == "{"
    name = token[2:].removesuffix("}") if braces else token[1:]
    if (braces or sign == "@") and not name:
        return []
    scope, colon, rest = name.partition(":")
    if colon and scope.lower() in _SCOPES:
        name, scope = rest, f"{scope}:"
    else:
        scope = ""
    test = wildcard_test(f"{name}*")
    tips = {**{other: other for other in others}, **_CONSTANTS}
    found = []
    for each in sorted(tips, key=str.lower):
        if test(each):
            text = f"{sign}{{{scope}{each}}}" if braces else f"{sign}{scope}{each}"
            found.append(Candidate(VARIABLE, text, each, tips[each]))
    return found
