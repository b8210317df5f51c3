"""Requests that are shown and not sent: as text, as JSON, or as a curl command, the key masked."""

from __future__ import annotations

import json

from ..language.shell_words import shell_quoted
from ..masking import HIDDEN
from .content import is_json
from .multipart import FileBody, FilePart, Multipart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from ..masking import Masker
    from .deadline import Deadline
    from .request import Message

STYLES = ("text", "json", "curl")


class NotSent(Exception):
    """Raised in place of sending; ``message`` is what would have gone out."""

    def __init__(self, message: Message) -> None:
        super().__init__(repr(message))
        self.message = message


class DryTransport:
    """A transport that sends nothing: the first message ends the command with NotSent."""

    def send(self, message: Message, deadline: Deadline) -> NoReturn:
        """Raise NotSent."""
        raise NotSent(message)

    def close(self) -> None:
        """Nothing is open."""


def preview(message: Message, masker: Masker, style: str = "text") -> str:
    """The message for people to read, in one of STYLES. Raises KeyError for another style."""
    return masker.text({"text": _text, "json": _json, "curl": _curl}[style](message))


def _headers(message: Message) -> dict[str, str]:
    shown = {
        name: f"Bearer {HIDDEN}" if _is_bearer(value.reveal()) else HIDDEN for name, value in message.secrets.items()
    }
    return {**message.headers, **shown}


def _is_bearer(value: str) -> bool:
    return value.lower().startswith("bearer ")


def _fields(body: Multipart) -> list[dict[str, Any]]:
    fields = []
    for name, content, size in body.fields:
        if isinstance(content, FilePart):
            fields.append({"name": name, "file": content.path or content.name, "size": size})
        else:
            fields.append({"name": name, "text": content.decode("utf-8", "replace")})
    return fields


def _text(message: Message) -> str:
    lines = [
        f"{message.method} {message.whole_url(HIDDEN)}",
        *(f"{name}: {value}" for name, value in _headers(message).items()),
    ]
    if isinstance(message.body, Multipart):
        lines.append("")
        lines += [
            f"{field['name']} = {field.get('text', '@' + str(field.get('file')))}" for field in _fields(message.body)
        ]
    elif message.body is not None:
        body = _body(message)
        shown = body if isinstance(body, str) else json.dumps(body, indent=2, ensure_ascii=False)
        lines += ["", f"@{body['file']}" if isinstance(message.body, FileBody) else shown]
    return "\n".join(lines)


def _body(message: Message) -> Any:
    """The body of a message: JSON as what it stands for, a text as such, and a file, or bytes, as what it is."""
    body = message.body
    if isinstance(body, FileBody):
        return {"file": body.file.path or body.file.name, "size": body.length}
    assert isinstance(body, bytes)
    media = next((value for name, value in message.headers.items() if name.lower() == "content-type"), "")
    try:
        text = body.decode("utf-8")
        return json.loads(text) if is_json(media.partition(";")[0].strip().lower()) else text
    except ValueError:
        return f"{len(body)} bytes"


def _json(message: Message) -> str:
    shown: dict[str, Any] = {"method": message.method, "url": message.whole_url(HIDDEN), "headers": _headers(message)}
    if isinstance(message.body, Multipart):
        shown["multipart"] = _fields(message.body)
    elif message.body is not None:
        shown["body"] = _body(message)
    return json.dumps(shown, indent=2, ensure_ascii=False)


def _curl(message: Message) -> str:
    words = ["curl", "-X", message.method, message.whole_url(HIDDEN)]
    for name, value in _headers(message).items():
        if not (name.lower() == "content-type" and isinstance(message.body, Multipart)):
            words += ["-H", f"{name}: {value}"]
    if isinstance(message.body, Multipart):
        for field in _fields(message.body):
            words += ["--form-string", f"{field['name']}={field['text']}"] if "text" in field else _curl_file(field)
    elif isinstance(message.body, FileBody):
        words += ["--data-binary", f"@{message.body.file.path or message.body.file.name}"]
    elif isinstance(message.body, bytes):
        words += ["--data-raw", message.body.decode("utf-8", "replace")]
    return " ".join(map(shell_quoted, words))


def _curl_file(field: dict[str, Any]) -> list[str]:
    path = str(field["file"]).replace("\\", "\\\\").replace('"', '\\"')
    return ["-F", f'{field["name"]}=@"{path}"']
