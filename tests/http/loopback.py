"""A server on this machine that answers as a test says, over real sockets, and a client that talks to it."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from typing import Any

from pscompat.http.client import Client
from pscompat.http.provider import Provider
from pscompat.http.settings import Settings

KEY = "key-0123456789abcdef"
ENDPOINTS: dict[str, Any] = {
    "default": "Shop",
    "services": {
        "Shop": {"base": "https://shop.example/v1", "authentication": ["bearer"]},
        "Depot": {
            "title": "Shop Depot",
            "base_required": "Name your depot.",
            "authentication": ["header", "bearer"],
            "path": "/depot{path}",
            "version": {"query": "v", "default": "7"},
        },
    },
    "authentication": {
        "bearer": {"Authorization": "Bearer {key}", "X-Organization": "{organization}"},
        "header": {"x-key": "{key}"},
    },
    "paths": [
        {"path": "/carts/{}/checkout", "name": "Checkout", "Depot": "no"},
        {"path": "/prints", "batch": "/v1/prints", "Depot": {"path": "/depot/lines/{deployment}/prints"}},
        {"path": "/carts/{}/bill", "name": "Bill", "Depot": {"path": "/bills/{}", "version": "9"}},
    ],
    "errors": {
        "message": "{service} said {status} ({reason}): {text}",
        "prefix": "Shop.",
        "commands": {"request": "Invoke-Shop", "timeout": "Write-ShopTimeout", "endpoint": "Get-Depot"},
        "exceptions": [
            {"status": "400", "code": "sold_out", "exception": "SoldOutException"},
            {"status": "404", "exception": "MissingException"},
            {"status": "429", "code": "*budget*", "exception": "BudgetException"},
            {"status": "429", "exception": "BusyException"},
        ],
        "otherwise": "ShopException",
        "final": "budget",
        "hints": [{"status": "404", "path": "/carts", "text": "Carts are emptied at night."}],
    },
    "mime_types": {".txt": "text/plain"},
    "retirements": {
        "field": "model",
        "notice": "30",
        "ended": "{value} ended on {date}.",
        "ending": "{value} ends on {date}.",
        "dates": {"old": "2020-01-01", "broken": "some day"},
    },
    "information": {"request_id": "x-request-id"},
    "debug_headers": {"X-Debug": "yes"},
}
CREDENTIALS: dict[str, Any] = {
    "key": {"parameter": "Key", "variable": "SHOP_KEY", "required": "A key is needed.", "command": "Find-Key"},
    "base": {"parameter": "Base", "variable": "SHOP_BASE", "command": "Find-Base"},
    "organization": {"parameter": "Organization", "variable": "SHOP_ORGANIZATION"},
    "parameters": {
        "service": "Service",
        "authentication": "Authentication",
        "version": "Version",
        "timeout": "TimeoutSec",
        "retries": "Retries",
        "query": "MoreQuery",
        "headers": "MoreHeaders",
        "body": "MoreBody",
    },
    "masks": {"organization": ["org-"], "patterns": {"pw-[0-9]+": "<password>"}},
}
OBJECTS = {"Shop.Cart": {"object": "cart", "text": "id", "dates": ["created_at", "paid_at"]}}


class Received:
    """One request as it came in."""

    def __init__(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body


Answer = bytes | Callable[[Received, socket.socket], Any]


def respond(
    body: bytes | str | dict[str, Any] | list[Any] = b"", status: int = 200, reason: str = "OK", **headers: str
) -> bytes:
    """A whole response; headers are named with underscores."""
    if isinstance(body, (dict, list)):
        body = json.dumps(body)
        headers.setdefault("content_type", "application/json")
    data = body.encode() if isinstance(body, str) else body
    headers.setdefault("content_length", str(len(data)))
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


class Loopback:
    """Answers the n-th request with the n-th answer, and with the last one from then on.

    An answer is the bytes of a response, or a function that gets the request and the socket.
    """

    def __init__(self, *answers: Answer) -> None:
        self._answers = answers
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self.received: list[Received] = []
        self.ended = threading.Event()
        self.port = self._listener.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Loopback:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self.ended.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError), connection, connection.makefile("rb") as file:
            while line := file.readline():
                method, target, _ = line.decode().split()
                headers = {}
                while text := file.readline().decode().strip():
                    name, _, value = text.partition(":")
                    headers[name.lower()] = value.strip()
                body = file.read(int(headers.get("content-length", "0")))
                with self._lock:
                    self.received.append(Received(method, target, headers, body))
                    answer = self._answers[min(len(self.received), len(self._answers)) - 1]
                if callable(answer):
                    if answer(self.received[-1], connection) is not True:
                        return
                else:
                    connection.sendall(answer)


class Notes:
    """A report that keeps everything."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.messages: list[str] = []
        self.debugs: list[str] = []

    def warn(self, text: str) -> None:
        self.warnings.append(text)

    def verbose(self, text: str) -> None:
        self.messages.append(text)

    def debug(self, text: str) -> None:
        self.debugs.append(text)


def provider() -> Provider:
    """A provider that is none of the shipped ones."""
    return Provider(ENDPOINTS, CREDENTIALS, OBJECTS)


def settings(base: str = "", key: str | None = KEY, service: str = "", **values: Any) -> Settings:
    """Settings for that base URL, with some of them changed."""
    made = Settings(provider(), base=base, key=key, service=service)
    made.command = "Get-Cart"
    for name, value in values.items():
        setattr(made, name, value)
    return made.seal()


def client(server: Loopback, notes: Notes | None = None, **values: Any) -> Client:
    """A client of the server."""
    return Client(settings(server.base, **values), notes or Notes())


class Served:
    """What reached the server that a session talks to."""

    server: Loopback | None

    @property
    def sent(self) -> list[Received]:
        """The requests."""
        assert self.server is not None
        return self.server.received

    @property
    def targets(self) -> list[str]:
        """Method and target of each request."""
        return [f"{each.method} {each.target}" for each in self.sent]

    @property
    def bodies(self) -> list[Any]:
        """The JSON bodies of the requests."""
        return [json.loads(each.body) if each.body else None for each in self.sent]
