"""ShouldProcess: whether a command that changes something may go on (-WhatIf, -Confirm, their preference variables)."""

from __future__ import annotations

from ..dotnet.containers import SwitchParameter
from ..dotnet.conversions.scalar import is_true
from ..errors import NOT_INTERACTIVE, CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .session import Session

# A cmdlet's impact is Medium unless it says otherwise, and help files have no word for it.
_ASKED_FROM = frozenset(("low", "medium"))


def performing(action: str, target: str) -> str:
    """What PowerShell says of an operation, where it asks whether it is done and where it only tells of it."""
    return f'Performing the operation "{action}" on target "{target}".'


def given_what_if(bound: Mapping[str, Any]) -> bool | None:
    """What a -WhatIf says among the given parameters, be it the common one or a switch of the command's own.

    None where there is none.
    """
    for name, value in bound.items():
        if isinstance(value, (bool, SwitchParameter)) and name.lower() == "whatif":
            return bool(value)
    return None


def prefers_what_if(session: Session) -> bool:
    """Whether ``$WhatIfPreference`` lets operations only be told of."""
    return is_true(session.variables.get("whatifpreference"))


class ShouldProcess:
    """The question whether to go on, for one command of a pipeline; an answer "to all" holds for all its records."""

    __slots__ = ("_for_all", "_session")

    def __init__(self, session: Session) -> None:
        self._session = session
        self._for_all: bool | None = None

    def ask(self, bound: Mapping[str, Any], text: str) -> bool:
        """Whether what the text tells of may be done: what -Confirm or its preference variable wants asked is asked.

        Raises CommandError where an answer is needed and nobody can be asked.
        """
        if not self.asks(bound):
            return True
        if self._for_all is not None:
            return self._for_all
        answer = self._session.streams.confirm(text)
        if answer is None:
            raise CommandError([ErrorRecord("PSInvalidOperation", NOT_INTERACTIVE, category="InvalidOperation")])
        if answer in ("all", "none"):
            self._for_all = answer == "all"
        return answer in ("yes", "all")

    def asks(self, bound: Mapping[str, Any]) -> bool:
        """Whether -Confirm, or the preference variable, wants to be asked before each operation."""
        given = bound.get("Confirm")
        if given is not None:
            return bool(given)
        return str(self._session.variables.get("confirmpreference") or "High").lower() in _ASKED_FROM
