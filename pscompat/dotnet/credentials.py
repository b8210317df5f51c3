"""Credentials: a user name and a secret."""

from __future__ import annotations

from .containers import SecureString

CREDENTIAL_REQUEST = "\nPowerShell credential request\nEnter your credentials.\n"
"""What PowerShell says before it asks for a user or a password."""
PASSWORD_OF = "Password for user {}: "


class PSCredential:
    """System.Management.Automation.PSCredential; the password is a SecureString and never shown."""

    __slots__ = ("password", "user_name")

    def __init__(self, user_name: str, password: SecureString) -> None:
        self.user_name = user_name
        self.password = password

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PSCredential) and self.user_name == other.user_name and self.password == other.password

    def __hash__(self) -> int:
        return hash(self.user_name)

    def __str__(self) -> str:
        return "System.Management.Automation.PSCredential"

    def __repr__(self) -> str:
        return f"PSCredential({self.user_name!r}, ***)"
