"""ShouldProcess: whether a command that changes something may go on (-WhatIf, -Confirm, their preference variables)."""

from __future__ import annotations

from ..errors import NOT_INTERACTIVE, CommandError, ErrorRecord
from ..values.containers import SwitchParameter
from ..values.conversions.scalar import is_true

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .call import Call

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


def is_what_if(call: Call) -> bool:
    """Whether operations of a call are only told of: -WhatIf counts first, then who runs it, then $WhatIfPreference."""
    given = given_what_if(call.bound)
    if given is not None:
        return given
    if call.caller is not None:
        return call.caller.what_if
    return is_true(call.session.variables.get("whatifpreference"))


class ShouldProcess:
    """The question whether to go on, for one command of a pipeline; an answer "to all" holds for all its records."""

    __slots__ = ("_call", "_for_all")

    def __init__(self, call: Call) -> None:
        self._call = call
        self._for_all: bool | None = None

    def ask(self, target: str, action: str = "") -> bool:
        """Whether the operation may be done: what -Confirm or its preference variable wants to be asked is asked.

        Raises CommandError where an answer is needed and nobody can be asked.
        """
        call = self._call
        if not self._confirms():
            return True
        if self._for_all is not None:
            return self._for_all
        answer = call.session.streams.confirm(call.masked(performing(action or call.command.name, target)))
        if answer is None:
            raise CommandError([ErrorRecord("PSInvalidOperation", NOT_INTERACTIVE, category="InvalidOperation")])
        if answer in ("all", "none"):
            self._for_all = answer == "all"
        return answer in ("yes", "all")

    def _confirms(self) -> bool:
        given = self._call.bound.get("Confirm")
        if given is not None:
            return bool(given)
        return str(self._call.session.variables.get("confirmpreference") or "High").lower() in _ASKED_FROM
