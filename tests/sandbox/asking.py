"""A small client for the sandbox: plain HTTP, so that nothing of pscompat's own client is tested along."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import quote, urlsplit

from pscompat.sandbox import Sandbox

BOUNDARY = "parts"


class Reply:
    """Status, headers and body of an answer."""

    def __init__(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.status = status
        self.headers = headers
        self.content = content

    @property
    def json(self) -> Any:
        return json.loads(self.content)


class Asking:
    """Asks one sandbox over one connection."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.base = urlsplit(sandbox.base_url)
        assert self.base.hostname == "127.0.0.1"
        self.connection = HTTPConnection(self.base.hostname, self.base.port or 0, timeout=20)

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        form: dict[str, Any] | None = None,
        raw: bytes | None = None,
        **headers: str,
    ) -> Reply:
        """The answer to a request on a path below the base URL."""
        sent = {"Authorization": f"Bearer {self.sandbox.key}"}
        if form is not None:
            raw = multipart(form)
            sent["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
        elif body is not None:
            raw = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        self.connection.request(method, self.base.path + path, raw, sent)
        response = self.connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, found, response.read())

    def good(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """The parsed answer to a request that must go well."""
        reply = self(method, path, body, **more)
        assert reply.status == 200, reply.content
        return reply.json

    def upload(self, content: bytes = b"data", name: str = "a.txt", purpose: str = "assistants") -> str:
        """The id of a new file."""
        return str(self.good("POST", "/files", form={"purpose": purpose, "file": (name, content)})["id"])


def multipart(form: dict[str, Any]) -> bytes:
    """A form; a pair is a file's name and content."""
    parts = []
    for name, value in form.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
        content = str(value).encode() if not isinstance(value, tuple) else value[1]
        if isinstance(value, tuple):
            head += f"; filename*=utf-8''{quote(value[0])}\r\nContent-Type: text/plain"
        parts.append(head.encode() + b"\r\n\r\n" + content + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--".encode()
