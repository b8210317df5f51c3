"""How a request authenticates: what the module file's way makes of key, user and password."""

from __future__ import annotations

from base64 import b64encode

from ..dotnet.containers import SecureString
from ..dotnet.texts import utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .settings import Settings

_PUBLIC = ("organization", "user")
"""What is filled in and may be shown."""


class Way:
    """What authenticates one request.

    headers   by name, the value and whether it is secret
    query     fields of the query
    cookies   the cookies as one text
    """

    __slots__ = ("cookies", "headers", "query")

    def __init__(self) -> None:
        self.headers: dict[str, tuple[str, bool]] = {}
        self.query: dict[str, SecureString] = {}
        self.cookies = ""


def authenticate(settings: Settings) -> Way:
    """What the way of the settings sends; what lacks a secret that it needs is left out."""
    known = _known(settings)
    way = Way()
    cookies = []
    for name, template in settings.provider.authentication.get(settings.authentication, {}).items():
        if isinstance(template, str):
            value = _filled(template, known)
            if value is not None:
                way.headers[name] = value.strip(), _is_secret(template)
            continue
        for field, text in template.items():
            value = _filled(text, known)
            if value is None:
                continue
            if name == "query":
                way.query[field] = SecureString(value)
            else:
                cookies.append(f"{field}={value}")
    way.cookies = "; ".join(cookies)
    return way


def _known(settings: Settings) -> dict[str, str]:
    """What there is to be filled in, by name."""
    secrets = {"key": settings.key, "secret": settings.secret, "password": settings.password}
    known = {name: value.reveal().strip() for name, value in secrets.items() if value is not None}
    known |= {name: text for name in _PUBLIC if (text := getattr(settings, name))}
    if "user" in known:
        pair = b64encode(utf8(f"{known['user']}:{known.get('password', '')}")).decode()
        settings.masker.hide(pair)
        known["basic"] = pair
    return known


def _filled(template: str, known: Mapping[str, str]) -> str | None:
    """A template with what is known in it, None where something is missing."""
    from string import Formatter

    names = [name for _, name, _, _ in Formatter().parse(template) if name is not None]
    return template.format_map(known) if all(name in known for name in names) else None


def _is_secret(template: str) -> bool:
    return "{" in template and not any(template == f"{{{name}}}" for name in _PUBLIC)
