"""Uri texts as .NET's Uri class reads them, absolute or relative, on a system without drive letters.

What matters to PowerShell is whether the text is accepted, whether it is absolute, and how it is shown again:
host in lower case, default port dropped, dot segments removed, percent escapes resolved.
"""

from __future__ import annotations

from ..network import Uri

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_DIGITS = frozenset("0123456789")
_SCHEME = _LETTERS | _DIGITS | frozenset("+-.")
_HOST = _LETTERS | _DIGITS | frozenset("-_")
_SPACE = " \n\r\t"
_SCHEME_LIMIT = 1024
_DEFAULT_PORTS = {
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
_MUST_HAVE_AUTHORITY = frozenset(
    ("http", "https", "ws", "wss", "ftp", "gopher", "nntp", "telnet", "net.pipe", "net.tcp", "file")
)
_OPAQUE = frozenset(("news", "uuid", "mailto"))
_WITHOUT_QUERY = frozenset(("ftp", "gopher", "telnet", "nntp"))


class UriProblem(Exception):
    """A text that is neither an absolute nor a relative Uri; the message is .NET's."""


_BAD_HOST = "Invalid URI: The hostname could not be parsed."
_BAD_PORT = "Invalid URI: Invalid port specified."


def parse_uri(text: str) -> Uri:
    """The Uri of a text. Raises UriProblem."""
    body = text.strip(_SPACE)
    scheme = _scheme(body)
    if scheme is None:
        return Uri(text, normalised(text), False)
    if scheme == "\\":
        return _unc(text, body)
    if scheme == ":":
        return Uri(text, "file:///" + _path(body.replace("\\", "/"), dots=True), True)
    rest = body[len(scheme) + 1 :]
    scheme = scheme.lower()
    if scheme in _MUST_HAVE_AUTHORITY and rest[:2] not in _authority_marks(scheme):
        if scheme == "file" and rest[:1] == "/":
            return Uri(text, "file://" + _path(rest, dots=True), True)
        return Uri(text, normalised(text), False)  # a relative reference, as RFC 3986 lets it be
    if scheme in _OPAQUE or rest[:2] != "//":
        if scheme == "file":
            rest = rest.replace("\\", "/")
        else:
            return Uri(text, f"{scheme}:{_shown_parts(rest, scheme, rooted=False)}", True)
    return Uri(text, f"{scheme}://{_with_authority(rest[2:], scheme)}", True)


def _authority_marks(scheme: str) -> tuple[str, ...]:
    return ("//", "\\\\", "/\\", "\\/") if scheme == "file" else ("//",)


def _scheme(body: str) -> str | None:
    """The scheme; ``:`` for a path with a drive letter, ``\\`` for a network share; None for a relative text."""
    if len(body) < 3 or (body[0] == "/" and body[1] not in "/\\"):
        return None
    if body[1] in ":|":
        if body[0] in _LETTERS:
            if body[2] in "\\/":
                return ":"
            raise UriProblem("Invalid URI: A Dos path must be rooted, for example, 'c:\\'.")
        return None
    if body[0] in "/\\":
        return "\\" if body[:2] == "\\\\" else None
    scheme, colon, _ = body.partition(":")
    if not colon or body[0] not in _LETTERS or not _SCHEME.issuperset(scheme):
        return None
    if len(scheme) > _SCHEME_LIMIT:
        raise UriProblem("Invalid URI: The Uri scheme is too long.")
    return scheme


def _unc(text: str, body: str) -> Uri:
    """``\\\\server\\share``."""
    rest = body.replace("\\", "/").lstrip("/")
    host, slash, path = rest.partition("/")
    if not _is_name(host):
        raise UriProblem(_BAD_HOST)
    return Uri(text, f"file://{host.lower()}{_path(slash + path, dots=True)}", True)


def _with_authority(rest: str, scheme: str) -> str:
    """Host, port, path, query and fragment after the two slashes."""
    end = 0
    while end < len(rest) and rest[end] not in "/?#" and not (rest[end] == "\\" and scheme == "file"):
        end += 1
    authority, rest = rest[:end], rest[end:]
    user, at, host = authority.rpartition("@")
    if at and "\\" in user:
        user, at, host = "", "", authority
    shown = _host_and_port(host, scheme)
    if scheme == "file":
        rest = rest.replace("\\", "/")
        drive = rest[1:3] if not host else host[:2]
        if len(drive) == 2 and drive[0] in _LETTERS and drive[1] in ":|":
            rest = rest if not host else "/" + host + rest
    return f"{resolved(user)}{at}{shown}{_shown_parts(rest, scheme, rooted=True)}"


def _host_and_port(authority: str, scheme: str) -> str:
    if not authority or (scheme == "file" and authority[0] in _LETTERS and authority[1:2] in (":", "|")):
        if scheme in _MUST_HAVE_AUTHORITY and scheme != "file":
            raise UriProblem(_BAD_HOST)
        return ""
    if authority[0] == "[":
        host, bracket, port = authority.partition("]")
        shown = _ipv6(host[1:]) if bracket else None
        if shown is None or (port and port[0] != ":"):
            raise UriProblem(_BAD_HOST)
        return shown + _port(port[1:], scheme)
    host, _, port = authority.partition(":")
    return _host(host, scheme) + _port(port, scheme)


def _ipv6(host: str) -> str | None:
    from .address_parser import ipv6_text, parse_address

    address = parse_address(host) if ":" in host else None
    return f"[{ipv6_text(address.packed, 0)}]" if address is not None else None


def _host(host: str, scheme: str) -> str:
    if host[:1] in _DIGITS:
        from .address_parser import parse_address

        address = parse_address(host)
        if address is not None and (scheme in _DEFAULT_PORTS or host.count(".") == 3):
            return str(address)
    if not _is_name(host) and not (scheme not in _MUST_HAVE_AUTHORITY and host in (".", "..")):
        raise UriProblem(_BAD_HOST)
    return host.lower()


def _is_name(host: str) -> bool:
    """A host name of letters, digits, dashes and underscores, or of other scripts' characters."""
    labels = host.removesuffix(".").split(".")
    if len(host) > 255 or not all(labels):
        return False
    return all(char in _HOST or char > "\x9f" for label in labels for char in label)


def _port(port: str, scheme: str) -> str:
    if not port:
        return ""
    if not _DIGITS.issuperset(port) or int(port.lstrip("0")[:6] or "0") > 0xFFFF:
        raise UriProblem(_BAD_PORT)
    number = int(port)
    return "" if number == _DEFAULT_PORTS.get(scheme) else f":{number}"


def _shown_parts(rest: str, scheme: str, *, rooted: bool) -> str:
    """Path, query and fragment as shown."""
    head, hash_mark, fragment = rest.partition("#")
    if scheme in _WITHOUT_QUERY:
        path, mark, query = head, "", ""
    else:
        path, mark, query = head.partition("?")
    if rooted:
        path = path.replace("\\", "/")
        if not path.startswith("/"):
            path = "/" + path if path or scheme in _MUST_HAVE_AUTHORITY or not rest else path
    elif path.startswith("/"):
        path = path.replace("\\", "/")
    shown = _path(path, dots=path.startswith("/"))
    return f"{shown}{mark}{resolved(query, '#')}{hash_mark}{resolved(fragment)}"


def _path(path: str, *, dots: bool) -> str:
    shown = resolved(path, "?#")
    return without_dot_segments(shown) if dots and "." in shown else shown


def without_dot_segments(path: str) -> str:
    """The path with ``.`` and ``..`` taken out (RFC 3986 §5.2.4)."""
    kept: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        if segment not in (".", ".."):
            kept.append(segment)
            continue
        if segment == ".." and len(kept) > 1:
            kept.pop()
        if index == len(segments) - 1:
            kept.append("")
    return "/".join(kept)


_HEX = frozenset("0123456789abcdefABCDEF")


def resolved(text: str, keep: str = "") -> str:
    """Percent escapes as the characters they stand for, but not for ``%`` and those in ``keep``.

    A percent sign that begins no escape is escaped itself.
    """
    if "%" not in text:
        return text
    out: list[str] = []
    index = 0
    while index < len(text):
        if text[index] != "%":
            out.append(text[index])
            index += 1
            continue
        run = bytearray()
        start = index
        while text[index : index + 1] == "%" and len(text) - index > 2 and _HEX.issuperset(text[index + 1 : index + 3]):
            run.append(int(text[index + 1 : index + 3], 16))
            index += 3
        if not run:
            out.append("%25")
            index += 1
            continue
        out.append(_decoded(bytes(run), text[start:index], keep))
    return "".join(out)


def _decoded(run: bytes, escaped: str, keep: str) -> str:
    """A run of escaped bytes as UTF-8; bytes that are none stay escaped."""
    out: list[str] = []
    index = 0
    while index < len(run):
        for length in (1, 2, 3, 4):
            try:
                char = run[index : index + length].decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(char) == 1:
                break
        else:
            char, length = "", 1
        if not char or char == "%" or char in keep:
            char = escaped[3 * index : 3 * (index + length)]
        out.append(char)
        index += length
    return "".join(out)


_UNRESERVED = _LETTERS | _DIGITS | frozenset("-._~")


def normalised(text: str) -> str:
    """A relative text; with characters or escapes beyond ASCII, escapes of plain characters are resolved."""
    if text.isascii() and "%" not in text:
        return text
    out: list[str] = []
    index = 0
    while index < len(text):
        piece = text[index : index + 3]
        if piece[:1] == "%" and len(piece) == 3 and _HEX.issuperset(piece[1:]):
            char = chr(int(piece[1:], 16))
            out.append(char if char in _UNRESERVED else piece)
            index += 3
            continue
        char = text[index]
        out.append("".join(f"%{byte:02X}" for byte in char.encode()) if "\x80" <= char <= "\x9f" else char)
        index += 1
    return "".join(out)
