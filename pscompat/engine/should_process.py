"""ShouldProcess: whether a command that changes something may go on (-WhatIf, -Confirm, their preference variables)."""

from __future__ import annotations

from ..errors import NOT_INTERACTIVE, CommandError, ErrorRecord
from .host_message import HostMessage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .call import Call

# A cmdlet's impact is Medium unless it says otherwise, and help files have no word for it.
_ASKED_FROM = frozenset(("low", "medium"))


class ShouldProcess:
    """The question whether to go on, for one command of a pipeline; an answer "to all" holds for all its records."""

    __slots__ = ("_call", "_for_all")

    def __init__(self, call: Call) -> None:
        self._call = call
        self._for_all: bool | None = None

    def ask(self, target: str, action: str = "") -> bool:
        """Whether the operation may be done. With -WhatIf it is only told of.

        Raises CommandError where an answer is needed and nobody can be asked.
        """
        call = self._call
        text = f'Performing the operation "{action or call.command.name}" on target "{target}".'
        if self._what_if():
            call.session.streams.host(HostMessage(f"What if: {text}"))
            return False
        if not self._confirms():
            return True
        if self._for_all is not None:
            return self._for_all
        answer = call.session.streams.confirm(text)
        if answer is None:
            raise CommandError([ErrorRecord("PSInvalidOperation", NOT_INTERACTIVE, category="InvalidOperation")])
        if answer in ("all", "none"):
            self._for_all = answer == "all"
        return answer in ("yes", "all")

    def _what_if(self) -> bool:
        given = self._call.bound.get("WhatIf")
        return bool(self._call.session.variables.get("whatifpreference") if given is None else given)

    def _confirms(self) -> bool:
        given = self._call.bound.get("Confirm")
        if given is not None:
            return bool(given)
        return str(self._call.session.variables.get("confirmpreference") or "High").lower() in _ASKED_FROM
