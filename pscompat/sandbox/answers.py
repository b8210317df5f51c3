"""What a stand-in server answers: JSON, bytes of a media type, a stream of events, a refusal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


class Content:
    """An answer as bytes of a media type, whole or in pieces; ``size`` None is known at the end only."""

    __slots__ = ("headers", "media_type", "pieces", "size", "status")

    def __init__(
        self,
        media_type: str,
        data: bytes | Iterator[bytes],
        size: int | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.media_type = media_type
        self.pieces = iter((data,)) if isinstance(data, bytes) else data
        self.size = len(data) if isinstance(data, bytes) else size
        self.status = status
        self.headers = headers or {}


class Refusal(Exception):
    """An error answer: its status, its message, the parameter that it is about, and a code for programs."""

    def __init__(self, status: int, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.param = param
        self.code = code


def error_body(refusal: Refusal) -> Any:
    """The JSON body of an error answer, as far as a service has no shape of its own for it."""
    facts = {"message": refusal.message, "param": refusal.param, "code": refusal.code}
    return {"error": {name: value for name, value in facts.items() if value is not None}}


def respond(body: Any, status: int = 200, **headers: str) -> Content:
    """An answer of that status; headers are named with underscores. Content is what it is, bytes and text are sent as
    they are, all else as JSON.
    """
    if isinstance(body, Content):
        return body
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
    if isinstance(body, str):
        body, kind = body.encode(), "text/plain; charset=utf-8"
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Content(given.pop("content-type", kind), data, status=status, headers=given)


def as_stream(events: Iterable[tuple[str, Any]]) -> Content:
    """Events by name and data, a text as it is and all else as JSON; those without a name have none."""
    return Content("text/event-stream; charset=utf-8", _lines(events))


def _lines(events: Iterable[tuple[str, Any]]) -> Iterator[bytes]:
    for name, data in events:
        text = data if isinstance(data, str) else json.dumps(data)
        yield (f"event: {name}\n" * bool(name) + f"data: {text}\n\n").encode()
