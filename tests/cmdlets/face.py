"""The shipped module in a session that talks to a server of the test, and runs lines."""

from __future__ import annotations

import socket
from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

from pscompat.dotnet.clock import Clock
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import CollectingStreams
from pscompat.errors import PscompatError
from pscompat.helpfile.module import Module

from ..http.loopback import Answer, Loopback, Received, Served, respond

ROOT = Path(__file__).parents[2]
KEY = "sk-test-0123456789abcdefghij"
MORE = "There is more data that has not been retrieved."


class Face(Served):
    """What lines send and write; a line that ends by an error has that error among the others."""

    def __init__(self, server: Loopback | None = None, **environment: str) -> None:
        self.server = server
        base = server.base if server else "http://127.0.0.1:1/v1"
        self.streams = CollectingStreams()
        self.session = Session(
            [Module(str(ROOT))],
            streams=self.streams,
            clock=Clock(datetime(2026, 11, 23), 0),
            environment={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": base, **environment},
        )
        self.commands = Commands(self.session)

    def line(self, text: str) -> list[Any]:
        """The records that the line writes."""
        records: list[Any] = []
        try:
            records.extend(run_line(self.commands, text))
        except PscompatError as error:
            self.streams.terminating(error)
        return records

    @property
    def targets(self) -> list[str]:
        """Method and target of each request, without the API's version."""
        return [f"{each.method} {each.target.removeprefix('/v1')}" for each in self.sent]

    @property
    def errors(self) -> list[str]:
        """The messages of the errors."""
        return [record.message for record in self.streams.errors]

    @property
    def ids(self) -> list[str]:
        """The fully qualified ids of the errors."""
        return [record.fully_qualified_error_id for record in self.streams.errors]


def routes(**answers: bytes) -> Answer:
    """Answers each path with what stands under its last segment, ``_`` for a dash, or else with not found."""

    def answer(request: Received, connection: socket.socket) -> bool:
        name = request.target.partition("?")[0].rpartition("/")[2].replace("-", "_")
        connection.sendall(answers.get(name) or refused(404, f"No {name}", "Not Found"))
        return True

    return answer


def azure(server: Loopback) -> str:
    """The parameters that lead a command to the server as an Azure one."""
    return f"-ApiType Azure -ApiBase '{server.base.removesuffix('/v1')}'"


def listing(*ids: str, more: bool = False, **members: Any) -> bytes:
    """One page of a list."""
    data = [{"id": identifier, **members} for identifier in ids]
    return respond({"object": "list", "data": data, "last_id": ids[-1] if ids else None, "has_more": more})


def refused(status: int = 500, message: str = "It failed", reason: str = "Reason") -> bytes:
    """An error of the service."""
    return respond({"error": {"message": message, "code": None}}, status, reason)


def parts(request: Received) -> dict[str, tuple[str | None, bytes]]:
    """The parts of a form by name: file name and content. Names are unique."""
    head = f"content-type: {request.headers['content-type']}\r\n\r\n".encode()
    found: dict[str, tuple[str | None, bytes]] = {}
    for part in message_from_bytes(head + request.body).walk():
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str):
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            found[name] = (part.get_filename(), payload)
    return found
