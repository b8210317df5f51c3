"""A server on this machine that answers as a test says, over real sockets, and a client that talks to it."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from typing import Any

from pscompat.http.client import Client
from pscompat.http.provider import Provider
from pscompat.http.settings import Settings
from pscompat.sandbox import Received as Received
from pscompat.sandbox.server import Server

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
    "requests": {"encoding": "form", "accept": "none", "content_type": "always", "filename": "rfc5987"},
    "answers": {"no_content": ["204"]},
    "retries": {
        "statuses": ["429", "500-599"],
        "delay_header": "Retry-After-Ms",
        "decision_header": "X-Should-Retry",
    },
    "errors": {
        "fields": {"text": "error.message", "type": "error.type", "code": "error.code", "param": "error.param"},
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
PAGINATORS = {
    "cursor": {
        "input_token": "after",
        "output_token": "last_id",
        "more_results": "has_more",
        "missing_token": "warning",
        "result_key": "data",
        "limit_key": "limit",
    }
}
OBJECTS = {"Shop.Cart": {"object": "cart", "text": "id", "dates": ["created_at", "paid_at"]}}


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


class Loopback(Server):
    """Answers the n-th request with the n-th answer, and with the last one from then on.

    An answer is the bytes of a response, or a function that gets the request and the socket.
    """

    def __init__(self, *answers: Answer) -> None:
        super().__init__(base="/v1")
        self._script = answers
        self._lock = threading.Lock()
        self.received: list[Received] = []
        self.opened = 0
        self.ended = threading.Event()

    def __exit__(self, *error: object) -> None:
        self.ended.set()
        self.stop()

    @property
    def base(self) -> str:
        """Its base URL."""
        return self.base_url

    @property
    def port(self) -> int:
        """Its port."""
        return int(self.base_url.split(":")[2].partition("/")[0])

    def talk(self, connection: socket.socket, address: Any) -> None:
        """Read requests as plainly as can be, so that the test sees each byte of the answers."""
        self.opened += 1
        with connection.makefile("rb") as file:
            while line := file.readline():
                method, target, _ = line.decode().split()
                headers = {}
                while text := file.readline().decode().strip():
                    name, _, value = text.partition(":")
                    headers[name.lower()] = value.strip()
                body = file.read(int(headers.get("content-length", "0")))
                with self._lock:
                    self.received.append(Received(method, target, headers, body))
                    answer = self._script[min(len(self.received), len(self._script)) - 1]
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

    @property
    def tells_progress(self) -> bool:
        return False

    def progress(self, activity: str, status: str = "", percent: int = -1) -> None:
        raise AssertionError("nobody sees it")


def provider() -> Provider:
    """A provider that is none of the shipped ones."""
    return Provider(ENDPOINTS, CREDENTIALS, OBJECTS, PAGINATORS)


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
        return [each.json for each in self.sent]
