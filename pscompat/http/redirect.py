"""Redirects: where a message goes next, and what of it may go there."""

from __future__ import annotations

from urllib.parse import urljoin

from .request import Message
from .urls import UrlError, origin_of, split_base, without_fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_HOPS = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HARMLESS = frozenset(("user-agent", "accept", "accept-language"))


class RedirectError(Exception):
    """A redirect that is not followed."""


def redirected(message: Message, status: int, headers: Mapping[str, str], hops: int) -> Message | None:
    """The message to send next, None when the answer is no redirect; ``hops`` redirects lie behind.

    Another origin gets neither the key nor any header of the command's or the user's, and no body. A POST becomes
    a GET without body after 301, 302 and 303. Raises RedirectError.
    """
    location = headers.get("location", "")
    if status not in _REDIRECTS or not location:
        return None
    if hops >= MAX_HOPS:
        raise RedirectError(f"The service redirected the request more than {MAX_HOPS} times.")
    try:
        target = urljoin(message.url, location)
        scheme, host, path, query = split_base(target)
    except (UrlError, ValueError):
        raise RedirectError("The service redirected the request to something that is no web address.") from None
    if scheme == "http" and message.url.startswith("https:"):
        raise RedirectError(f"The service redirected the request to http://{host}, without encryption.")
    url = f"{scheme}://{host}{path or '/'}" + (f"?{query}" if query else "")
    method, body = message.method, message.body
    if (status == 303 and method != "HEAD") or (status in (301, 302) and method == "POST"):
        method, body = "GET", None
    kept = {name: value for name, value in message.headers.items() if body is not None or not _of_body(name)}
    if origin_of(url) == origin_of(message.url):
        url = without_fields(url, message.query_secrets)
        secrets, fields = message.secrets, message.query_secrets
        return Message(method, url, kept, secrets, body, message.path, message.stream, fields)
    if body is not None:
        raise RedirectError(f"The service redirected the request to {host}; its content is not sent to another host.")
    harmless = {name: value for name, value in kept.items() if name.lower() in _HARMLESS}
    return Message(method, url, harmless, {}, None, message.path, message.stream)


def _of_body(name: str) -> bool:
    return name.lower() in ("content-type", "content-length")
