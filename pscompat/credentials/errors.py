"""What goes wrong with keys and contexts."""

from __future__ import annotations

from ..errors import PscompatError


class CredentialsError(PscompatError):
    """A key, a context or the files that hold them cannot be used; nothing is sent then."""

    error_id = "CredentialsNotUsable"
    category = "AuthenticationError"


def wrong_origin(stored: str, asked: str) -> CredentialsError:
    """The error for a key that would go to another host than the one it was stored for."""
    return CredentialsError(
        f"The stored key is for {stored}, and is not sent to {asked}.",
        hint="A context of its own (pscompat context set NAME) may have a key for that address.",
    )
