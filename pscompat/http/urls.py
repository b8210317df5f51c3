"""URLs: ids in paths, query pairs, and the two put together with a base (psopenai.md §4)."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus, unquote_plus, urljoin, urlsplit

from ..binding.transformations import UrlEncoded, form_url_encode
from ..dotnet.containers import SwitchParameter
from ..dotnet.json.text import iso_text
from ..dotnet.strings import to_string
from ..dotnet.texts import utf8
from ..dotnet.times import DateTime, DateTimeOffset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .provider import Requests

    Pairs = list[tuple[str, str]]

_ESCAPE = re.compile("%([89A-Fa-f][0-9A-Fa-f])")
_PATH_SAFE = "/%!$&'()*+,;=:@-._~"
_QUERY_SAFE = _PATH_SAFE + "?"


class UrlError(ValueError):
    """An id or a base URL that cannot be part of a request."""


def wire_text(value: object) -> str:
    """A value as text outside of JSON: truth values as JSON writes them, dates as ISO 8601, all else as PowerShell."""
    if isinstance(value, (bool, SwitchParameter)):
        return "true" if value else "false"
    if isinstance(value, (DateTime, DateTimeOffset)):
        return iso_text(value.round_trip())
    return to_string(value)


def segment(value: object, name: str = "", encoding: str = "rfc3986") -> str:
    """One path segment: text that is form-URL-encoded already stays, everything else is encoded.

    Raises UrlError for an empty one, for a list, and for ``.`` and ``..``, which clients and servers resolve as
    folders; ``name`` is what the path calls it.
    """
    if isinstance(value, (list, dict)):
        what = "a list" if isinstance(value, list) else "an object"
        raise UrlError(f"{name or 'An id'} is {what}, and a path takes one value: join it, or repeat the request.")
    if isinstance(value, UrlEncoded):
        text = str(value)
    elif encoding == "form":
        text = form_url_encode(wire_text(value))
    else:
        text = quote(utf8(wire_text(value)), safe="")
    if value is None or not text:
        raise UrlError(f"An id is empty: {name}." if name else "An id is empty.")
    if text in (".", ".."):
        raise UrlError(f'"{text}" cannot be an id in a URL.')
    return text


def expand(template: str, values: Sequence[object], names: Sequence[str] = (), encoding: str = "rfc3986") -> str:
    """A path template with its ``{}`` filled in order: ``/threads/{}/runs/{}``. Raises UrlError."""
    parts = template.split("{}")
    if len(values) != len(parts) - 1:
        raise UrlError(f"The path {template} takes {len(parts) - 1} ids, not {len(values)}.")
    named = names or [f"number {number} of {template}" for number in range(1, len(parts))]
    texts = [segment(value, name, encoding) for value, name in zip(values, named, strict=True)]
    return parts[0] + "".join(text + part for text, part in zip(texts, parts[1:], strict=True))


def query_pairs(query: Mapping[str, object] | Iterable[tuple[str, object]] | None, requests: Requests) -> Pairs:
    """Name and text of each query field in order, lists and objects as the module file says; None is left out.

    Raises UrlError for an object where none is taken.
    """
    items = query.items() if hasattr(query, "items") else query or ()  # type: ignore[union-attr]
    return [pair for name, value in items if value is not None for pair in _pairs(str(name), value, requests)]


def _pairs(name: str, value: object, requests: Requests) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if requests.objects != "deepObject":
            raise UrlError(f"The field {name} of the query is an object, which this service does not take there.")
        for key, item in value.items():
            if item is not None:
                yield from _pairs(f"{name}[{to_string(key)}]", item, requests)
    elif not isinstance(value, (list, tuple)):
        yield name, wire_text(value)
    elif requests.arrays == "comma":
        yield name, ",".join([_item(name, item) for item in value])
    else:
        for item in value:
            yield (f"{name}[]" if requests.arrays == "brackets" else name), _item(name, item)


def _item(name: str, item: object) -> str:
    if isinstance(item, (dict, list)):
        raise UrlError(f"The field {name} of the query is a list of lists or objects.")
    return wire_text(item)


def gathered(pairs: Pairs) -> Pairs:
    """The pairs with those of one name together where it comes first, in its spelling, as .NET's collections do."""
    places: dict[str, Pairs] = {}
    for name, value in pairs:
        place = places.setdefault(name.lower(), [])
        place.append((place[0][0] if place else name, value))
    return [pair for place in places.values() for pair in place]


def encoded_pairs(pairs: Iterable[tuple[str, str]], encoding: str = "rfc3986") -> str:
    """The pairs as a query, or as the body of a form."""
    encode = quote_plus if encoding == "form" else quote
    return "&".join(f"{encode(utf8(name), safe='')}={encode(utf8(value), safe='')}" for name, value in pairs)


def compose(base: str, path: str, pairs: Iterable[tuple[str, str]], encoding: str = "rfc3986") -> str:
    """The URL of ``path`` under ``base``; the base's own path and query are kept.

    Raises UrlError when the base is not an absolute http or https URL.
    """
    scheme, host, base_path, base_query = split_base(base)
    query = encoded_pairs(pairs, encoding)
    whole = _capital_escapes(base_path.rstrip("/") + "/" + quote(utf8(path.lstrip("/")), safe=_PATH_SAFE))
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


def origin_of(url: str) -> str:
    """Where a URL leads: ``https://host``, with its port where that is not the usual one. Raises UrlError."""
    scheme, host, _, _ = split_base(url)
    return f"{scheme}://{host.removesuffix(':443' if scheme == 'https' else ':80')}"


def followed(url: str, base: str, hosts: Iterable[str]) -> str:
    """An address that an answer names, as it is asked for. Raises UrlError for one that is not the service's own.

    ``base`` is the service's address; ``hosts``, with ports where these are not the usual ones, belong to it too.
    """
    scheme, host, path, query = split_base(urljoin(base, url))
    own_scheme, own_host, _, _ = split_base(base)
    if host.lower() != own_host.lower() and host.lower() not in hosts:
        raise UrlError(f"The service's answer leads to {host}, which the module file does not list under hosts.")
    if own_scheme == "https" and scheme == "http":
        raise UrlError(f"The service's answer leads to http://{host}, without encryption.")
    return f"{scheme}://{host}{path or '/'}" + (f"?{query}" if query else "")


def without_fields(url: str, names: Iterable[str]) -> str:
    """The URL without the fields of those names: a service may put the key into the address of the next page."""
    start, mark, query = url.partition("?")
    kept = [pair for pair in query.split("&") if unquote_plus(pair.partition("=")[0]) not in names]
    return f"{start}?{'&'.join(kept)}" if mark and kept != [""] and kept else start


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
