"""Answers: read with a cap, parsed into PowerShell's objects, refused with one error where they cannot be used."""

from __future__ import annotations

import re

from ..dotnet.containers import PSCustomObject
from .body import parse_json
from .request_errors import RequestError, answer_error, unexpected_answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .settings import Settings
    from .transport import Reply

_VALUE = r"""[\w!#$&+.^`|~*-]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s,;"]*))?"""
_LINK = re.compile(rf"<([^>]*)>((?:\s*;\s*{_VALUE})*)")
_PARAMETER = re.compile(rf";\s*({_VALUE})")
MAX_ANSWER = 256 * 1024 * 1024
"""The largest answer that is kept in memory, in bytes, unpacked."""
_TEXT_TYPES = ("text/", "application/json", "application/xml", "application/javascript")
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)


class Answer:
    """A successful answer. Its body is read once: whole (``content``, ``text``, ``json``) or piece by piece."""

    def __init__(self, reply: Reply, settings: Settings) -> None:
        self.status = reply.status
        self.headers = reply.headers
        self.url = reply.url
        self._reply = reply
        self._settings = settings
        self._content: bytes | None = None

    @property
    def facts(self) -> PSCustomObject:
        """What expressions know as ``$Response``: the ``status``, the ``headers``, and the ``links`` by relation."""
        headers = PSCustomObject(self.headers)
        facts = {
            "status": self.status,
            "headers": headers,
            "links": PSCustomObject(links(self.headers.get("link", ""))),
        }
        return PSCustomObject(facts)

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_stream(self) -> bool:
        """Whether the service says that the body is a stream of events."""
        return self.media_type == "text/event-stream"

    @property
    def is_text(self) -> bool:
        """Whether the service says that the body is a text (as Invoke-WebRequest decides it)."""
        return self.media_type.startswith(_TEXT_TYPES) or self.media_type.endswith(("+json", "+xml"))

    @property
    def length(self) -> int | None:
        """How many bytes the body has, as the service says; None where it does not, or packs them."""
        text = self._reply.headers.get("content-length", "")
        packed = self._reply.headers.get("content-encoding", "")
        return int(text) if text.isascii() and text.isdigit() and not packed else None

    def pieces(self) -> Iterator[bytes]:
        """The body piece by piece, without a cap. Raises TransportError."""
        with self._reply:
            yield from self._reply.pieces()

    def content(self) -> bytes:
        """The whole body. Raises TransportError, and AnswerError for one that is too large."""
        if self._content is None:
            self._content = read_capped(self._reply, self._settings, MAX_ANSWER)
        return self._content

    def text(self) -> str:
        """The body as text, in the character set that it names, UTF-8 by default."""
        content = self.content()
        match = _CHARSET.search(self.headers.get("content-type", ""))
        try:
            return content.decode(match.group(1) if match else "utf-8", "replace").removeprefix("\ufeff")
        except LookupError:
            return content.decode("utf-8", "replace").removeprefix("\ufeff")

    def json(self) -> Any:
        """The body as PowerShell's objects; None when it is empty. Raises AnswerError."""
        content = self.content()
        if not content.strip():
            return None
        try:
            return parse_json(self.text())
        except ValueError as error:
            raise self._refused(str(error)) from None

    def _refused(self, reason: str) -> RequestError:
        hint = ""
        if self.media_type and "json" not in self.media_type:
            hint = f"The service answered with {self.media_type} where JSON was expected; is the base URL right?"
        return answer_error(self._settings, f"Conversion from JSON failed with error: {reason}", hint=hint)


def links(header: str) -> dict[str, str]:
    """The addresses in a Link header by their relation (RFC 8288); of several with one relation the first."""
    found: dict[str, str] = {}
    for address, parameters in _LINK.findall(header):
        for parameter in _PARAMETER.findall(parameters):
            name, _, value = parameter.partition("=")
            for relation in value.strip().strip('"').lower().split() if name.strip().lower() == "rel" else ():
                found.setdefault(relation, address.strip())
    return found


def read_capped(reply: Reply, settings: Settings, limit: int) -> bytes:
    """The whole body of a reply. Raises AnswerError beyond ``limit`` bytes."""
    parts = []
    size = 0
    with reply:
        for piece in reply.pieces():
            size += len(piece)
            if size > limit:
                message = f"The answer is larger than {limit // (1024 * 1024)} MiB."
                raise unexpected_answer(settings, message)
            parts.append(piece)
    return b"".join(parts)
