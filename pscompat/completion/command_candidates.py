"""Names of commands for a line (completion.md §5)."""

from __future__ import annotations

from ..dotnet.texts import fold
from ..dotnet.wildcard import wildcard_test
from .candidates import COMMAND, Candidate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from ..binding.metadata import CompiledCommand

    class Catalog(Protocol):
        """The commands that a line can name."""

        def find(self, name: str) -> CompiledCommand | None:
            """The command of that name or alias in any case, None without one."""

        def names(self) -> Sequence[tuple[str, str]]:
            """Names and aliases with the name of the command's module, in any order."""

        def syntax(self, name: str) -> str:
            """The syntax text of the command of that name or alias, with a line break around it."""

        def variables(self) -> Sequence[str]:
            """The names of variables that are given."""


def command_candidates(catalog: Catalog, word: str, quote: str = "", defined: Sequence[str] = ()) -> list[Candidate]:
    """The commands that fit ``word*``, else those abbreviated by it; functions of the text itself come first."""
    module, separator, rest = word.rpartition("\\")
    wanted = rest if separator else word
    test = wildcard_test(f"{wanted}*")
    names = {name: owner for name, owner in catalog.names() if not separator or owner.lower() == module.lower()}
    module = next(iter(names.values()), module) if separator else module
    found = sorted((name for name in names if test(name)), key=fold_upper)
    if not found and "-" in wanted:
        found = sorted((name for name in names if fold(_capitals(name)) == fold(wanted)), key=fold_upper)
    prefix = module + separator
    listed = [Candidate(COMMAND, called(prefix + name, quote), name, catalog.syntax(name)) for name in found]
    known = {fold(name) for name in found}
    first = []
    for name in reversed(defined):
        if test(name) and fold(name) not in known:
            known.add(fold(name))
            first.append(Candidate(COMMAND, called(name, quote), name))
    return first + listed


def fold_upper(name: str) -> str:
    """The key of ordinal order, case ignored."""
    return name.upper()


def _capitals(name: str) -> str:
    return "".join(char for char in name if char.isupper() or char == "-")


def called(name: str, quote: str) -> str:
    """The name as it stands in a line."""
    if quote:
        return f"{quote}{name}{quote}"
    from .offered_values import needs_quotes

    return "& '" + name.replace("'", "''") + "'" if needs_quotes(name) else name
