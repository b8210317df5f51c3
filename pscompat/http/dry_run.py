"""Requests that are shown and not sent: as text, as JSON, or as a curl command, the key masked."""

from __future__ import annotations

import json

from ..language.shell_words import shell_quoted
from ..masking import HIDDEN
from .multipart import FilePart, Multipart

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
    lines = [f"{message.method} {message.url}", *(f"{name}: {value}" for name, value in _headers(message).items())]
    if isinstance(message.body, Multipart):
        lines.append("")
        lines += [
            f"{field['name']} = {field.get('text', '@' + str(field.get('file')))}" for field in _fields(message.body)
        ]
    elif message.body is not None:
        lines += ["", json.dumps(json.loads(message.body), indent=2, ensure_ascii=False)]
    return "\n".join(lines)


def _json(message: Message) -> str:
    shown: dict[str, Any] = {"method": message.method, "url": message.url, "headers": _headers(message)}
    if isinstance(message.body, Multipart):
        shown["multipart"] = _fields(message.body)
    elif message.body is not None:
        shown["body"] = json.loads(message.body)
    return json.dumps(shown, indent=2, ensure_ascii=False)


def _curl(message: Message) -> str:
    words = ["curl", "-X", message.method, message.url]
    for name, value in _headers(message).items():
        if not (name.lower() == "content-type" and isinstance(message.body, Multipart)):
            words += ["-H", f"{name}: {value}"]
    if isinstance(message.body, Multipart):
        for field in _fields(message.body):
            words += ["--form-string", f"{field['name']}={field['text']}"] if "text" in field else _curl_file(field)
    elif message.body is not None:
        words += ["--data-raw", message.body.decode("utf-8")]
    return " ".join(map(shell_quoted, words))


def _curl_file(field: dict[str, Any]) -> list[str]:
    path = str(field["file"]).replace("\\", "\\\\").replace('"', '\\"')
    return ["-F", f'{field["name"]}=@"{path}"']
