"""A request, as a command describes it, and a message, as it goes over the wire."""

from __future__ import annotations

from ..credentials.errors import wrong_origin
from ..dotnet.containers import SecureString
from ..dotnet.strings import to_string
from ..masking import is_secret_name
from .authentication import authenticate
from .body import parse_json
from .content import Content, body_of
from .endpoints import endpoint_url
from .multipart import Upload
from .request_errors import LocalError, local_error, refused_header, unexpected_answer
from .urls import UrlError, encoded_pairs, expand, followed, gathered, origin_of, query_pairs, wire_text, without_fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from .settings import Settings

    Query = Mapping[str, object] | Iterable[tuple[str, object]]

_JSON = "application/json"
_ONLY_READ = ("GET", "HEAD")

NO_BODY: Any = object()
"""For a request without a body."""


class Request:
    """What a command asks for, before it becomes a message.

    method      ``GET``, ``POST`` …
    path        relative to the base, with ``{}`` for each of ``ids`` (which are encoded); ``names`` is what they are
    query       pairs or a mapping, in order; None is left out, a list as the module file says
    headers     the command's own headers
    json        the body, any PowerShell value; what becomes of it the Content-Type says, JSON if there is none
    form        or the fields of a form that is sent URL-encoded
    multipart   or the parts of a form (see ``Multipart``)
    deployment  the deployment that some services want in the path; else ``model`` of the body
    changes     whether it may change something, and -WhatIf withholds it: any method but GET and HEAD, if not said
    stream      whether the answer is to be a stream of events
    accept      the media types that are wanted
    url         in place of path and query, an address that the service named in an answer
    """

    __slots__ = (
        *("accept", "changes", "deployment", "form", "headers", "ids", "json", "method", "multipart", "names", "path"),
        *("query", "stream", "url"),
    )

    def __init__(
        self,
        method: str,
        path: str,
        ids: Sequence[object] = (),
        *,
        names: Sequence[str] = (),
        query: Query | None = None,
        headers: Mapping[str, object] | None = None,
        json: object = NO_BODY,
        form: Query | None = None,
        multipart: Iterable[tuple[str, object]] | None = None,
        deployment: str = "",
        changes: bool | None = None,
        stream: bool = False,
        accept: str = "application/json",
        url: str = "",
    ) -> None:
        self.method = method.upper()
        self.path = path
        self.ids = ids
        self.names = names
        self.query = query
        self.headers = headers or {}
        self.json = json
        self.form = form
        self.multipart = multipart
        self.deployment = deployment
        self.changes = self.method not in _ONLY_READ if changes is None else changes
        self.stream = stream
        self.accept = "text/event-stream" if stream else accept
        self.url = url

    def __repr__(self) -> str:
        return f"Request({self.method} {self.path})"

    @property
    def target(self) -> str:
        """What the request is about, for ShouldProcess: its method and its path with the ids in place."""
        path = self.url or self.path
        for value in self.ids:
            path = path.replace("{}", to_string(value), 1)
        return f"{self.method} {path}"


class Message:
    """One HTTP request as it is sent: an absolute URL, headers, and a body as bytes or to be read from files.

    ``secrets`` are the headers, and ``query_secrets`` the fields of the query, that hold keys; they are kept apart, so
    that no repr or dump shows them. ``path`` is the path that the command asked for, by which errors are told apart,
    ``stream`` whether it asked for a stream of events.
    """

    __slots__ = ("body", "headers", "method", "path", "query_secrets", "secrets", "stream", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        secrets: dict[str, SecureString],
        body: bytes | Upload | None,
        path: str,
        stream: bool = False,
        query_secrets: dict[str, SecureString] | None = None,
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.secrets = secrets
        self.body = body
        self.path = path
        self.stream = stream
        self.query_secrets = query_secrets or {}

    def __repr__(self) -> str:
        return f"Message({self.method} {self.path})"

    def all_headers(self) -> dict[str, str]:
        """All headers, the secret ones included."""
        return {**self.headers, **{name: value.reveal() for name, value in self.secrets.items()}}

    def whole_url(self, shown: str = "") -> str:
        """The URL with the secret fields of its query, or with ``shown`` in their place."""
        if not self.query_secrets:
            return self.url
        query = "&".join(
            f"{encoded_pairs([(name, '')])}{shown}" if shown else encoded_pairs([(name, value.reveal())])
            for name, value in self.query_secrets.items()
        )
        return f"{self.url}{'&' if '?' in self.url else '?'}{query}"


def build(request: Request, settings: Settings) -> Message:
    """The message for a request: URL, headers and body with the user's additions merged in (psopenai.md §5).

    Raises LocalError for ids, headers, bodies and additions that cannot be sent, AnswerError for an address in an
    answer that is not the service's, EndpointError where the service has no such endpoint.
    """
    way = authenticate(settings)
    url, path = _address(request, settings)
    content = _content(request, settings)
    headers, secrets = _headers(request, settings, content, way.headers, way.cookies)
    if way.query:
        url = without_fields(url, way.query)
    if settings.key_origin and origin_of(url) != settings.key_origin:
        # However the URL came about, a stored key goes nowhere else.
        raise local_error(wrong_origin(settings.key_origin, origin_of(url)).message, settings.command)
    body = None if content is None else content.body
    return Message(request.method, url, headers, secrets, body, path, request.stream, way.query)


def _address(request: Request, settings: Settings) -> tuple[str, str]:
    """The URL, and the path by which errors are told apart."""
    if request.url:
        try:
            return followed(request.url, settings.base, settings.provider.hosts), request.path
        except UrlError as error:
            raise unexpected_answer(settings, str(error)) from None
    requests = settings.provider.requests
    try:
        path = expand(request.path, request.ids, request.names, requests.encoding)
        pairs = query_pairs(request.query, requests)
        pairs += [(to_string(name), to_string(value)) for name, value in (settings.query or {}).items()]
        if requests.encoding == "form":
            pairs = gathered(pairs)
        return endpoint_url(settings, path, pairs, request.deployment or _model(request.json)), path
    except UrlError as error:
        raise local_error(str(error), settings.command) from None


def _content(request: Request, settings: Settings) -> Content | None:
    """The body with the user's additions. Raises LocalError."""
    if request.multipart is not None:
        fields = [(name, value) for name, value in request.multipart]
        return Content.of_parts(_merged_fields(fields, settings), settings)
    if request.form is not None:
        items = request.form.items() if hasattr(request.form, "items") else request.form
        return Content.of_form(_merged_fields(list(items), settings), settings)
    if request.json is NO_BODY:
        return None
    stated = next((to_string(value) for name, value in request.headers.items() if _is_content_type(name)), "")
    return body_of(request.json, stated, settings, lambda body: merged(body, settings))


def merged(body: object, settings: Settings) -> object:
    """The body with the user's additional members, which win over those of the same name.

    Raises LocalError when the addition is neither a map nor an object nor JSON text of one.
    """
    extra = _additions(settings)
    if not extra:
        return body
    if not isinstance(body, dict):
        return extra if body is None else body
    whole = {to_string(name): value for name, value in body.items()}
    lower = {name.lower(): name for name in whole}
    for name, value in extra.items():
        whole[lower.get(name.lower(), name)] = value
    return whole


def _additions(settings: Settings) -> dict[str, object]:
    value = settings.body
    if isinstance(value, str):
        try:
            value = parse_json(value)
        except ValueError:
            value = None
            reason = "as JSON"
        else:
            reason = "as an object"
    elif value is None:
        return {}
    else:
        reason = "as an object"
    if isinstance(value, dict):
        return {to_string(name): item for name, item in value.items()}
    parameter = settings.provider.parameters.get("body", "body")
    raise _written(f"Failed to parse {parameter} {reason}.", settings)


def _merged_fields(fields: list[tuple[str, object]], settings: Settings) -> list[tuple[str, object]]:
    known = {name.lower(): name for name, _ in fields}
    extra = {known.get(name.lower(), name): _texts(value) for name, value in _additions(settings).items()}
    return [field for field in fields if field[0] not in extra] + list(extra.items())


def _texts(value: object) -> object:
    """A field of a form that the user adds, as PowerShell writes it."""
    return [to_string(item) for item in value] if isinstance(value, list) else to_string(value)


def _written(message: str, settings: Settings) -> LocalError:
    return local_error(message, settings.command, exception="Microsoft.PowerShell.Commands.WriteErrorException")


def _model(body: object) -> str:
    model = body.get("model") if isinstance(body, dict) else None
    return model if isinstance(model, str) else ""


def _headers(
    request: Request,
    settings: Settings,
    content: Content | None,
    authenticating: dict[str, tuple[str, bool]],
    cookies: str,
) -> tuple[dict[str, str], dict[str, SecureString]]:
    """The headers: the command's own, over them the user's, over them those that authenticate.

    An Authorization header of the user's wins over the one that the service's authentication would send. In a request
    for a stream it does not; there the other headers of the authentication are joined to the user's (streams.md §2).
    """
    headers: dict[str, str] = {"User-Agent": USER_AGENT}
    requests = settings.provider.requests
    if requests.accept:
        headers["Accept"] = request.accept
    if settings.debugging:
        headers.update(settings.provider.debug_headers)
    _update(headers, request.headers, wire_text)
    if content is not None or (requests.always_typed and request.method not in _ONLY_READ):
        kind = content.type if content else _JSON
        if request.stream and kind == _JSON:
            kind = settings.provider.events.content_type or kind
        _drop(headers, "Content-Type")
        headers["Content-Type"] = kind
    # What frames the body is never the user's: PowerShell's own content type wins over one among the headers.
    _update(headers, {name: value for name, value in (settings.headers or {}).items() if not _frames(name)}, to_string)
    own_authorization = any(name.lower() == "authorization" for name in headers)
    secrets: dict[str, SecureString] = {}
    for name, (value, secret) in authenticating.items():
        if name.lower() == "authorization" and own_authorization and not request.stream:
            continue
        if request.stream and not secret:
            value = ", ".join([*(given for known, given in headers.items() if known.lower() == name.lower()), value])
        _drop(headers, name)
        if secret:
            secrets[name] = SecureString(value)
        else:
            headers[name] = value
    if cookies:
        known = [headers.pop(name) for name in list(headers) if name.lower() == "cookie"]
        headers["Cookie"] = "; ".join([*known, cookies])
    for name in [name for name in headers if is_secret_name(name)]:
        value = headers.pop(name)
        secrets[name] = SecureString(value)
        # A gateway may quote it in what it answers, with the scheme before it or without.
        settings.masker.hide(value)
        settings.masker.hide(value.rpartition(" ")[2])
    for name, value in headers.items():
        _check_header(name, value, settings)
    for name, hidden in secrets.items():
        _check_header(name, hidden.reveal(), settings)
    return headers, secrets


def _update(headers: dict[str, str], more: Mapping[Any, object], written: Callable[[object], str]) -> None:
    for name, value in more.items():
        text = to_string(name)
        _drop(headers, text)
        if value is not None:  # as PowerShell's web cmdlets do, a header without a value is not sent
            headers[text] = _header_text(value, written)


def _header_text(value: object, written: Callable[[object], str]) -> str:
    """A header's value as .NET writes it: of a list the name of its type, not its items."""
    if isinstance(value, (list, tuple)):
        from ..dotnet.kinds import type_name_of

        return type_name_of(value)
    return written(value).strip()


def _frames(name: object) -> bool:
    return to_string(name).lower() in ("content-type", "content-length", "transfer-encoding")


def _is_content_type(name: object) -> bool:
    return to_string(name).lower() == "content-type"


def _drop(headers: dict[str, str], name: str) -> None:
    for known in [known for known in headers if known.lower() == name.lower()]:
        del headers[known]


def _check_header(name: str, value: str, settings: Settings) -> None:
    if not name.isascii() or not value.isascii():
        raise refused_header(settings, "Request headers must contain only ASCII characters.")
    if any(char in value for char in "\r\n\0"):
        raise refused_header(settings, "New-line or NUL characters are not allowed in header values.")
    if not name or any(char in _SEPARATORS or char <= " " or char == "\x7f" for char in name):
        raise refused_header(settings, f"The header name '{name}' has an invalid format.")


_SEPARATORS = frozenset('()<>@,;:\\"/[]?={}')


def _user_agent() -> str:
    import os
    import sys

    # What platform.system() says, without a module that takes longer than all of this.
    system = os.uname().sysname if hasattr(os, "uname") else "Windows"
    return f"pscompat ({system}; Python {sys.version_info[0]}.{sys.version_info[1]})"


USER_AGENT = _user_agent()
"""What the client calls itself."""

__all__ = ["NO_BODY", "USER_AGENT", "Message", "Request", "build", "merged"]
