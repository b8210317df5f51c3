"""The commands of a session's modules, as completion asks for them; what is broken is left out in silence."""

from __future__ import annotations

from ..binding.metadata import CompiledCommand
from ..errors import PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..engine.session import Session


class _Unchecked(dict[str, "Callable[[object], None]"]):
    """A validator for every kind, since nothing is validated here: none of the real ones is loaded."""

    def __contains__(self, kind: object) -> bool:
        return True

    def __missing__(self, kind: str) -> Callable[[object], None]:
        return lambda value: None


_VALIDATORS = _Unchecked({"": lambda value: None})


class SessionCatalog:
    """A session's commands, each compiled once."""

    def __init__(self, session: Session, variables: Sequence[str] = ()) -> None:
        self._session = session
        self._variables = variables
        self._known: dict[str, CompiledCommand | None] = {}

    def find(self, name: str) -> CompiledCommand | None:
        """The command of that name or alias, None where there is none or its definition cannot be used."""
        key = name.lower()
        if key not in self._known:
            self._known[key] = self._compiled(key)
        return self._known[key]

    def _compiled(self, name: str) -> CompiledCommand | None:
        try:
            found = self._session.find(name)
            if found is None:
                return None
            module, proper = found
            return CompiledCommand(module.command(proper), module.types, named_validators=_VALIDATORS)
        except PscompatError:
            return None

    def names(self) -> list[tuple[str, str]]:
        """Names and aliases of all commands that can be read, with their module's name."""
        found = []
        for module in self._session.modules():
            for name, (aliases, *_) in module.index().items():
                found += [(each, module.name) for each in (name, *aliases)]
        return found

    def syntax(self, name: str) -> str:
        """The syntax text of a command, of an alias its command's name; empty where it cannot be written."""
        from ..views.syntax import syntax_text

        try:
            found = self._session.find(name.lower())
            if found is None:
                return ""
            module, proper = found
            if proper.lower() != name.lower():
                return proper
            return syntax_text(module.command(proper), module.types)
        except PscompatError:
            return ""

    def variables(self) -> Sequence[str]:
        """The names of variables that are given."""
        return self._variables
