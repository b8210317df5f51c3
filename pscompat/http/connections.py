"""The transport over the requests library: one session, redirects followed by us, every wait with an end."""

from __future__ import annotations

import os

from ..errors import NotRunError
from .deadline import Deadline, DeadlinePassed
from .redirect import RedirectError, redirected
from .transport import ConnectionFailed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    import requests

    from .request import Message
    from .transport import Reply

_PROXIES = ("http_proxy", "https_proxy", "all_proxy")


class RequestsTransport:
    """Sends over one session of the requests library, which is imported with the first message.

    A process that a fork makes opens connections of its own: two that write to one would read each other's answers.
    """

    def __init__(self) -> None:
        self._sessions: dict[int, requests.Session] = {}
        self._closed = False

    def send(self, message: Message, deadline: Deadline) -> Reply:
        """Send a message and follow where it is redirected; the key stays with the host it was meant for."""
        hops = 0
        while True:
            reply = self._send_once(message, deadline)
            try:
                target = redirected(message, reply.status, reply.headers, hops)
            except RedirectError as error:
                reply.close()
                raise ConnectionFailed(str(error)) from None
            if target is None:
                return reply
            reply.close()
            message = target
            hops += 1

    def close(self) -> None:
        """Close this process's connections, and open none any more."""
        self._closed = True
        session = self._sessions.pop(os.getpid(), None)
        if session is not None:
            session.close()

    def _send_once(self, message: Message, deadline: Deadline) -> RequestsReply:
        from . import adapter

        if self._closed:
            raise NotRunError("The connections are closed, and nothing is sent over them any more.")
        process = os.getpid()
        session = self._sessions.get(process) or self._sessions.setdefault(process, adapter.new_session())
        proxies = _proxies(message.url)
        try:
            response = adapter.send(session, message, deadline, proxies)
        except adapter.FAILURES as error:
            raise adapter.failure(error, message.url, deadline, proxies) from None
        return RequestsReply(response, deadline)


class RequestsReply:
    """A Reply of the requests library."""

    def __init__(self, response: requests.Response, deadline: Deadline) -> None:
        self._response = response
        self._deadline = deadline
        self.status = response.status_code
        self.reason = response.reason or ""
        self.url = response.url
        self.headers = {name.lower(): value for name, value in response.headers.items()}

    def __enter__(self) -> Reply:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def pieces(self) -> Iterator[bytes]:
        """The body, unpacked, each piece as it arrives."""
        from . import adapter

        body = adapter.body_of(self._response)
        while True:
            try:
                with adapter.limited(self._deadline):
                    piece = next(body, None)
            except adapter.FAILURES as error:
                raise adapter.failure(error, self.url, self._deadline) from None
            if piece is None:
                return
            if self._deadline.passed:
                raise DeadlinePassed()
            yield piece

    def close(self) -> None:
        """Let go of the connection: kept for the next request if the body was read to its end, else closed."""
        self._response.close()


def _proxies(url: str) -> dict[str, str]:
    """The proxies that the environment names for the URL, none for this machine itself.

    The session does not look at the environment, so that no .netrc can put in other credentials.
    """
    if not any(os.environ.get(name) or os.environ.get(name.upper()) for name in _PROXIES):
        return {}
    from urllib.parse import urlsplit

    from requests.utils import get_environ_proxies

    host = (urlsplit(url).hostname or "").lower()
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return {}
    return get_environ_proxies(url)
