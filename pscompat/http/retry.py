"""Whether and when a failed request is sent again (psopenai.md §6)."""

from __future__ import annotations

import random
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .deadline import Deadline
    from .provider import Retries
    from .request import Message
    from .request_errors import ApiError
    from .settings import Settings
    from .transport import Reply, Transport

_TOO_MANY = 429
LONGEST_NAMED = 60_000
"""The longest delay, in milliseconds, that is taken from a header."""

MOST_AT_ONCE = 256
"""So many requests are sent at once at most; so many connections to a host are kept."""


def should_retry(error: ApiError, headers: Mapping[str, str], done: int, settings: Settings) -> bool:
    """The decision after an error status; ``done`` retries lie behind. ``headers`` have lower-case names."""
    if done >= settings.retries:
        return False
    rules = settings.provider.retries
    wish = headers.get(rules.decision_header, "").strip().lower()
    if wish in ("true", "false"):
        return wish == "true"
    final = settings.provider.errors.final.lower()
    if error.status == _TOO_MANY and final and final in error.message.lower():
        return False
    return error.status in rules.statuses


def retry_delay(headers: Mapping[str, str], done: int, rules: Retries) -> int:
    """Milliseconds to wait before the next attempt: as a header says, else twice as long each time."""
    named = _named_delay(headers, rules.delay_header)
    if named is not None and 0 < named <= LONGEST_NAMED:
        return named
    return int(min(2 ** min(done, 20) * rules.delay * random.uniform(0.8, 1.2), rules.longest))


def _named_delay(headers: Mapping[str, str], header: str) -> int | None:
    exact = headers.get(header, "").strip()
    if exact:
        return _whole_number(exact)
    text = headers.get("retry-after", "").strip()
    seconds = _whole_number(text)
    return _until(text) if seconds is None else seconds * 1000


def _whole_number(text: str) -> int | None:
    """The text as PowerShell's ``-as [int]`` reads it, so 1.5 is 2; None where that fails."""
    from ..dotnet.conversion import convert
    from ..dotnet.types import resolve
    from ..errors import ConversionError

    try:
        number = convert(text, resolve("System.Int32"))
    except ConversionError:
        return None
    return number if isinstance(number, int) else None


def _until(text: str) -> int | None:
    """Milliseconds until an HTTP date."""
    from email.utils import parsedate_to_datetime

    try:
        return int((parsedate_to_datetime(text).timestamp() - time.time()) * 1000)
    except (ValueError, TypeError, OverflowError):
        return None


class PacedTransport:
    """A transport of requests that are sent at once: where the service asks one to wait, all wait before they send."""

    def __init__(self, transport: Transport, rules: Retries) -> None:
        self._transport = transport
        self._rules = rules
        self._until = 0.0

    def send(self, message: Message, deadline: Deadline) -> Reply:
        """Send a message as the transport does, when it is time. Raises Cancelled too."""
        while (left := self._until - time.monotonic()) > 0:
            deadline.wait(left)
        reply = self._transport.send(message, deadline)
        if reply.status == _TOO_MANY:
            seconds = retry_delay(reply.headers, 0, self._rules) / 1000
            self._until = max(self._until, time.monotonic() + seconds)
        return reply

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()
