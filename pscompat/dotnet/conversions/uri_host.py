"""The host of a Uri as .NET checks and shows it."""

from __future__ import annotations

BAD_HOST = "Invalid URI: The hostname could not be parsed."
_BAD_PORT = "Invalid URI: Invalid port specified."
_LETTERS_AND_DIGITS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_LABEL = _LETTERS_AND_DIGITS | frozenset("-_")
_DIGITS = frozenset("0123456789")
_DOTS = ".\u3002\uff0e\uff61"
_LONGEST_LABEL, _LONGEST_SERVER = 63, 256


class UriProblem(Exception):
    """A text that is neither an absolute nor a relative Uri; the message is .NET's."""


def host_length(text: str, *, implicit: bool, unknown: bool) -> int:
    """How far the host reaches that the text begins with. Raises UriProblem.

    ``implicit`` tells that it is the server of a network share, ``unknown`` that .NET does not know the scheme.
    """
    if text[0] == "[":
        end = text.find("]") + 1
        if end and _ipv6(text[1 : end - 1]) is not None and text[end : end + 1] in ("", "/", "\\", *_ends(implicit)):
            return end
        raise UriProblem(BAD_HOST)
    end = 0
    while end < len(text) and text[end] not in "/\\" and (implicit or text[end] not in ":?#"):
        end += 1
    host = text[:end]
    if _ipv4(host, unknown) is not None or _is_domain_name(host) or _is_server_name(host):
        return end
    if unknown and host in (".", ".."):
        return end
    raise UriProblem(BAD_HOST)


def _ends(implicit: bool) -> tuple[str, ...]:
    return () if implicit else (":", "?", "#")


def _ipv6(text: str) -> str | None:
    from .address_parser import parse_address

    body, percent, zone = text.partition("%")
    address = parse_address(body) if ":" in body and "[" not in body and (zone or not percent) else None
    return None if address is None else str(address) + percent + zone


def _ipv4(host: str, unknown: bool) -> str | None:
    """An address in any of .NET's spellings; behind an unknown scheme only the usual one."""
    if host[:1] not in _DIGITS or (unknown and host.count(".") != 3):
        return None
    from .address_parser import parse_address

    address = parse_address(host) if ":" not in host else None
    return None if address is None else str(address)


def _is_domain_name(host: str) -> bool:
    """Labels of letters, digits, dashes and underscores, or of other scripts' characters."""
    if not host:
        return False
    for dot in _DOTS[1:]:
        host = host.replace(dot, ".")
    for label in host.removesuffix(".").split("."):
        size = len(label) + sum(char > "\xff" for char in label)
        size += 4 if any(char >= "\xa0" for char in label) else 0
        if not label or size > _LONGEST_LABEL or (label[0] < "\xa0" and label[0] not in _LETTERS_AND_DIGITS):
            return False
        if any(char < "\xa0" and char not in _LABEL for char in label):
            return False
    return True


def _is_server_name(host: str) -> bool:
    """The name of a file server: a first part with more than digits, then parts that begin with a letter or digit."""
    first, dot, rest = host.partition(".")
    if not first or len(host) > _LONGEST_SERVER or not all(_is_server_char(char) for char in host if char != "."):
        return False
    if all(char in _DIGITS for char in first):
        return False
    parts = rest.removesuffix(".").split(".") if dot and rest else []
    # The second part may begin with a dash or underscore too, as the rule only looks at what follows a later dot.
    return all(parts) and not any(part[0] in "-_" for part in parts[1:])


def _is_server_char(char: str) -> bool:
    return char in _LABEL or (not char.isascii() and char.isalpha())


def shown_host(host: str, unknown: bool = False) -> str:
    """The host in its canonical form."""
    if host[:1] == "[":
        return f"[{_ipv6(host[1:-1])}]"
    address = _ipv4(host, unknown)
    if address is not None:
        return address
    if not host.isascii():
        from unicodedata import normalize

        host = normalize("NFC", host)
    if any("A" <= char <= "Z" for char in host):
        host = host.lower()
    return "localhost" if host == "loopback" else host


def read_port(text: str) -> tuple[str, str]:
    """The digits behind the colon and the rest of the text. Raises UriProblem."""
    end = 1
    while end < len(text) and text[end] in _DIGITS:
        end += 1
    digits = text[1:end]
    if text[end : end + 1] not in ("", "/", "?", "#") or int(digits.lstrip("0")[:6] or "0") > 0xFFFF:
        raise UriProblem(_BAD_PORT)
    return digits.lstrip("0")[:6] or digits[:1], text[end:]
