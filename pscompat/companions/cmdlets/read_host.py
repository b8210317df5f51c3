"""Read-Host: a line that somebody types."""

from __future__ import annotations

from pscompat.dotnet.containers import SecureString
from pscompat.dotnet.strings import to_string
from pscompat.errors import NOT_INTERACTIVE, CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call


def process(call: Call) -> Iterator[str | SecureString]:
    """Ask, and write the answer. Raises CommandError where nobody can be asked."""
    values = call.values
    prompt = to_string(values.Prompt)
    hidden = bool(values.AsSecureString or values.MaskInput)
    typed = call.session.streams.ask(f"{prompt}: " if prompt else "", hidden=hidden)
    if typed is None:
        raise CommandError(
            [
                ErrorRecord(
                    "InvalidOperation",
                    NOT_INTERACTIVE,
                    category="InvalidOperation",
                    exception="PSInvalidOperationException",
                    hint="`pscompat --var NAME=VALUE` gives a line a variable.",
                )
            ]
        )
    yield SecureString(typed) if values.AsSecureString else typed
