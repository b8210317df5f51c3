"""URLs: ids in paths, query pairs, and the two put together with a base (psopenai.md §4)."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus, urlsplit

from ..binding.transformations import UrlEncoded, form_url_encode
from ..dotnet.strings import to_string
from ..dotnet.texts import utf8

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Pairs = list[tuple[str, str]]

_ESCAPE = re.compile("%([89A-Fa-f][0-9A-Fa-f])")
_PATH_SAFE = "/%!$&'()*+,;=:@-._~"
_QUERY_SAFE = _PATH_SAFE + "?"


class UrlError(ValueError):
    """An id or a base URL that cannot be part of a request."""


def segment(value: object) -> str:
    """One path segment: text that is form-URL-encoded already stays, everything else is encoded.

    Raises UrlError for an empty one, and for ``.`` and ``..``, which clients and servers resolve as folders.
    """
    if value is None:
        raise UrlError("An id is empty.")
    text = str(value) if isinstance(value, UrlEncoded) else form_url_encode(to_string(value))
    if text in ("", ".", ".."):
        raise UrlError(f'"{text}" cannot be an id in a URL.' if text else "An id is empty.")
    return text


def expand(template: str, values: Iterable[object]) -> str:
    """A path template with its ``{}`` filled in order: ``/threads/{}/runs/{}``. Raises UrlError."""
    parts = template.split("{}")
    texts = [segment(value) for value in values]
    if len(texts) != len(parts) - 1:
        raise UrlError(f"The path {template} takes {len(parts) - 1} ids, not {len(texts)}.")
    return parts[0] + "".join(text + part for text, part in zip(texts, parts[1:], strict=True))


def query_pairs(query: Mapping[str, object] | Iterable[tuple[str, object]] | None) -> Pairs:
    """Name and text of each query field in order; None is left out, a list repeats the name."""
    pairs: Pairs = []
    items = query.items() if hasattr(query, "items") else query or ()  # type: ignore[union-attr]
    for name, value in items:
        if value is None:
            continue
        for item in value if isinstance(value, (list, tuple)) else (value,):
            pairs.append((str(name), to_string(item)))
    return pairs


def gathered(pairs: Pairs) -> Pairs:
    """The pairs with those of one name together where it comes first, in its spelling, as .NET's collections do."""
    places: dict[str, Pairs] = {}
    for name, value in pairs:
        place = places.setdefault(name.lower(), [])
        place.append((place[0][0] if place else name, value))
    return [pair for place in places.values() for pair in place]


def compose(base: str, path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The URL of ``path`` under ``base``; the base's own path and query are kept.

    Raises UrlError when the base is not an absolute http or https URL.
    """
    scheme, host, base_path, base_query = split_base(base)
    query = "&".join(f"{quote_plus(utf8(name))}={quote_plus(utf8(value))}" for name, value in pairs)
    whole = _capital_escapes(base_path.rstrip("/") + "/" + path.lstrip("/"))
    both = "&".join(part for part in (base_query, query) if part)
    return f"{scheme}://{host}{whole}" + (f"?{both}" if both else "")


def split_base(base: str) -> tuple[str, str, str, str]:
    """Scheme, host with port, path and query of a base URL; user names and fragments are dropped.

    Raises UrlError.
    """
    try:
        parts = urlsplit(base.strip())
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except (ValueError, UnicodeError):
        raise UrlError(f'"{base}" is not a valid URL.') from None
    if parts.scheme not in ("http", "https"):
        raise UrlError(f"The '{parts.scheme}' scheme is not supported.")
    if not host:
        raise UrlError(f'"{base}" names no host.')
    if ":" in host:
        host = f"[{host}]"
    if port is not None:
        host += f":{port}"
    return parts.scheme, host, quote(utf8(parts.path), safe=_PATH_SAFE), quote(utf8(parts.query), safe=_QUERY_SAFE)


def is_absolute(base: str) -> bool:
    """Whether the text is an absolute URL of any scheme."""
    try:
        parts = urlsplit(base.strip())
    except ValueError:
        return False
    return bool(parts.scheme) and bool(parts.netloc or parts.path)


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    import idna  # a dependency of requests

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise ValueError(host) from None


def _capital_escapes(path: str) -> str:
    """Escapes of non-ASCII characters in upper case, as .NET's Uri writes them; others stay as they are."""
    return _ESCAPE.sub(lambda match: match.group(0).upper(), path)
