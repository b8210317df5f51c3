"""Uri texts as .NET's Uri class reads them, absolute or relative, on a system without drive letters.

What matters to PowerShell is whether the text is accepted, whether it is absolute, and how it is shown again:
host in lower case, default port dropped, dot segments removed, percent escapes resolved.
"""

from __future__ import annotations

from ..network import Uri
from .uri_host import BAD_HOST, UriProblem, host_length, read_port, shown_host
from .uri_text import as_iri, is_international, resolved, without_dot_segments

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_SCHEME = _LETTERS | frozenset("0123456789+-.")
_SPACE = " \n\r\t"
_SCHEME_LIMIT = 1024
_NOT_ROOTED = "Invalid URI: A Dos path must be rooted, for example, 'c:\\'."

# What a scheme's syntax has: a must for an ``authority`` (``optional`` for one that may be missing), an ``empty``
# host, a ``user``, a ``port``, a ``query``, drive letters (``dos``), file paths (``file``), a path that is ``rooted``,
# and paths whose backslashes and dot segments are resolved (``compressed``).
_HTTP = frozenset(("authority", "user", "port", "query", "rooted", "compressed"))
_PLAIN = frozenset(("authority", "user", "port", "rooted"))
_FILE = frozenset(("authority", "empty", "query", "dos", "file", "rooted", "compressed"))
_UNKNOWN = frozenset(("optional", "empty", "user", "port", "query", "dos", "rooted", "compressed"))
_SYNTAXES: dict[str, frozenset[str]] = {
    "http": _HTTP,
    "https": _HTTP,
    "ws": _HTTP,
    "wss": _HTTP,
    "ftp": _HTTP - {"query"},
    "file": _FILE,
    "gopher": _PLAIN,
    "nntp": _PLAIN,
    "telnet": _PLAIN,
    "ldap": _PLAIN | {"empty", "query"},
    "mailto": frozenset(("mail", "empty", "user", "port", "query")),
    "news": frozenset(),
    "uuid": frozenset(),
    "net.tcp": _HTTP - {"user"},
    "net.pipe": _HTTP - {"user", "port"},
}
DEFAULT_PORTS = {
    "http": 80,
    "https": 443,
    "ws": 80,
    "wss": 443,
    "ftp": 21,
    "gopher": 70,
    "nntp": 119,
    "telnet": 23,
    "ldap": 389,
    "mailto": 25,
    "net.tcp": 808,
}


def parse_uri(text: str) -> Uri:
    """The Uri of a text. Raises UriProblem for one that is neither an absolute nor a relative Uri."""
    start = text.lstrip(_SPACE)
    if start[:1] == "/":
        return Uri(text, text, False)  # a path, or a share that is not written with backslashes
    scheme = _scheme(start)
    if scheme is None:
        return Uri(text, as_iri(text) if is_international(text) else text, False)
    body = start.rstrip(_SPACE)
    if scheme == "\\":
        return _share(text, body) if body[:2] == "\\\\" else Uri(text, text, False)
    if scheme == ":":
        return Uri(text, f"file:///{body[0]}:{_plain_path(body[2:], is_international(text))}", True)
    shown = _absolute(scheme.lower(), body[len(scheme) + 1 :], is_international(text))
    return Uri(text, text, False) if shown is None else Uri(text, shown, True)


def _scheme(text: str) -> str | None:
    """The scheme; ``:`` for a path with a drive letter, ``\\`` for a network share; None for a relative text."""
    if len(text) < 3 or text[0] == ":":
        return None
    if text[1] in ":|":
        if text[0] in _LETTERS:
            if text[2] in "\\/":
                return ":"
            raise UriProblem(_NOT_ROOTED)
        return None
    if text[0] == "\\":
        return "\\" if text[1] in "\\/" else None
    scheme, colon, _ = text.partition(":")
    if not colon or text[0] not in _LETTERS or not _SCHEME.issuperset(scheme):
        return None
    if len(scheme) > _SCHEME_LIMIT:
        raise UriProblem("Invalid URI: The Uri scheme is too long.")
    return scheme


def _share(text: str, body: str) -> Uri:
    """``\\\\server\\share``."""
    rest = body.lstrip("\\/")
    if not rest:
        raise UriProblem(BAD_HOST)
    length = host_length(rest, implicit=True, unknown=False)
    if rest[length : length + 1] not in ("", "/", "\\"):
        raise UriProblem(BAD_HOST)
    path = _plain_path(rest[length:], is_international(text)) or "/"
    return Uri(text, f"file://{shown_host(rest[:length])}{path}", True)


def _plain_path(path: str, international: bool) -> str:
    """The path of a text without a scheme: nothing in it is an escape, a query or a fragment."""
    shown = as_iri(path) if international else path
    if "\\" in shown or "?" in shown or "#" in shown:
        shown = shown.replace("%", "%25").replace("?", "%3F").replace("#", "%23").replace("\\", "/")
    return without_dot_segments(shown) if "." in shown else shown


def _absolute(scheme: str, rest: str, international: bool) -> str | None:
    """The text of an absolute Uri; None when what follows the scheme is a relative reference (RFC 3986 §5.4.2)."""
    syntax = _SYNTAXES.get(scheme, _UNKNOWN)
    slashes = len(rest) - len(rest.lstrip("\\/"))
    after = rest[slashes:]
    authority = False
    if "dos" in syntax and len(rest) > 1 and ("file" in syntax or slashes <= 3):
        authority = slashes > 1
        if after[:1] in _LETTERS and after[1:2] in (":", "|"):
            if after[2:3] in ("\\", "/"):
                return _with_drive(scheme, syntax, after, slashes, international)
            if "file" in syntax:
                raise UriProblem(_NOT_ROOTED)
        elif "file" in syntax and slashes > 1 and slashes != 3 and after and after[0] not in "?#":
            return "file://" + _after_slashes(scheme, syntax, after, international)
        elif "file" in syntax and slashes == 3 and rest[2] == "/":
            return "file://" + _parts(rest[2:], syntax, True, international, keep_backslashes=True)
    if "mail" in syntax:
        return "mailto:" + _after_slashes(scheme, syntax, rest, international)
    if "authority" in syntax:
        if len(rest) < 2 or slashes < 2:
            return None
    elif "optional" not in syntax or len(rest) < 2 or not (authority or rest.startswith("//")):
        return f"{scheme}:{_parts(rest, syntax, False, international)}"
    return f"{scheme}://" + _after_slashes(scheme, syntax, rest[2:], international)


def _with_drive(scheme: str, syntax: frozenset[str], after: str, slashes: int, international: bool) -> str:
    """``file:///C:/x``, with any number of slashes before the drive."""
    authority = "authority" in syntax or slashes > 1
    root = "/" if authority or slashes not in (0, 2) else ""
    path = f"{after[0]}:{after[2:].partition('?')[0].partition('#')[0]}"
    tail = after[len(path) :]
    path = path[:2] + without_dot_segments(path[2:].replace("\\", "/"))
    return f"{scheme}:{'//' if authority else ''}{root}{_parts(path + tail, syntax, False, international)}"


def _after_slashes(scheme: str, syntax: frozenset[str], text: str, international: bool) -> str:
    """User, host and port, then the path and what follows it."""
    first = text[:1]
    if first in ("", "/", "#", "?") or (first == "\\" and "file" in syntax):
        if "empty" not in syntax:
            raise UriProblem(BAD_HOST)
        return _parts(text, syntax, True, international)
    user = _user(text) if "user" in syntax else ""
    host_text = text[len(user) :]
    unknown = "optional" in syntax
    length = host_length(host_text, implicit=False, unknown=unknown)
    host, rest = host_text[:length], host_text[length:]
    if rest[:1] == "\\" and "file" not in syntax:
        raise UriProblem(BAD_HOST)
    port = ""
    if rest[:1] == ":":
        if "port" not in syntax:
            raise UriProblem(BAD_HOST)
        port, rest = read_port(rest)
        port = "" if not port or int(port) == DEFAULT_PORTS.get(scheme) else f":{int(port)}"
    keep = "file" in syntax and rest[:1] == "/"
    tail = _parts(rest, syntax, True, international, keep_backslashes=keep)
    return f"{resolved(as_iri(user) if international else user)}{shown_host(host, unknown)}{port}{tail}"


def _user(text: str) -> str:
    """The user name with its ``@``, empty when there is none before the path."""
    for index, char in enumerate(text[:-1]):
        if char == "@":
            return text[: index + 1]
        if char in "?#\\/":
            return ""
    return ""


def _parts(
    text: str, syntax: frozenset[str], authority: bool, international: bool, *, keep_backslashes: bool = False
) -> str:
    """Path, query and fragment as shown; only behind an authority is the path a path of directories."""
    head, hash_mark, fragment = text.partition("#")
    path, mark, query = head.partition("?") if "query" in syntax else (head, "", "")
    if international:
        path, query, fragment = as_iri(path), as_iri(query, query=True), as_iri(fragment)
    if authority:
        if "rooted" in syntax and path[:1] not in ("/", "\\"):
            path = "/" + path
        if "compressed" in syntax:
            path = path if keep_backslashes else path.replace("\\", "/")
            path = without_dot_segments(path) if "." in path else path
    path = resolved(path, force="" if "query" in syntax else "?")
    return f"{path}{mark}{resolved(query, query=True)}{hash_mark}{resolved(fragment)}"
