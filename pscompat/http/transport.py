"""The way to the wire, as the client sees it: what sends a message, what comes back, and what can go wrong."""

from __future__ import annotations

from typing import Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .deadline import Deadline
    from .request import Message


class ConnectionFailed(Exception):
    """No connection, or one that broke; the message says how and holds no secret.

    ``unreachable``: nobody answers at that address, so another one may be meant; ``hint`` is what to do about it.
    """

    def __init__(self, message: str, *, unreachable: bool = False, hint: str = "") -> None:
        super().__init__(message)
        self.unreachable = unreachable
        self.hint = hint


class Reply(Protocol):
    """A response whose body is still to be read."""

    status: int
    reason: str
    headers: dict[str, str]
    """With lower-case names."""
    url: str

    def pieces(self) -> Iterator[bytes]:
        """The body, unpacked, piece by piece. Raises ConnectionFailed and DeadlinePassed."""

    def close(self) -> None:
        """Let go of the connection."""

    def __enter__(self) -> Reply: ...

    def __exit__(self, *error: object) -> None: ...


class Transport(Protocol):
    """Sends messages."""

    def send(self, message: Message, deadline: Deadline) -> Reply:
        """Send a message and wait for the head of the response. Raises ConnectionFailed and DeadlinePassed."""

    def close(self) -> None:
        """Close all connections."""
