"""Addresses: Uri and IPAddress."""

from __future__ import annotations


class Uri:
    """System.Uri: ``original`` text as given, ``text`` unescaped as .NET shows it, and whether it is absolute."""

    __slots__ = ("absolute", "original", "text")

    def __init__(self, original: str, text: str, absolute: bool) -> None:
        self.original = original
        self.text = text
        self.absolute = absolute

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Uri) and self.text == other.text and self.absolute == other.absolute

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Uri({self.original!r})"


class IPAddress:
    """System.Net.IPAddress: 4 or 16 bytes in network order, and the scope id of an IPv6 address."""

    __slots__ = ("packed", "scope")

    def __init__(self, packed: bytes, scope: int = 0) -> None:
        self.packed = packed
        self.scope = scope

    def __str__(self) -> str:
        if len(self.packed) == 4:
            return ".".join(map(str, self.packed))
        from .conversions.address_parser import ipv6_text

        return ipv6_text(self.packed, self.scope)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IPAddress) and self.packed == other.packed and self.scope == other.scope

    def __hash__(self) -> int:
        return hash((self.packed, self.scope))

    def __repr__(self) -> str:
        return f"IPAddress({str(self)!r})"
