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
        return _ipv6_text(self.packed, self.scope)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IPAddress) and self.packed == other.packed and self.scope == other.scope

    def __hash__(self) -> int:
        return hash((self.packed, self.scope))

    def __repr__(self) -> str:
        return f"IPAddress({str(self)!r})"


def _ipv6_text(packed: bytes, scope: int) -> str:
    """The text of an IPv6 address: the longest run of zeros shortened, an IPv4 address at its end dotted."""
    words = [int.from_bytes(packed[i : i + 2], "big") for i in range(0, 16, 2)]
    if _holds_ipv4(words):
        head = _shortened(words[:6])
        text = head + ("" if head.endswith(":") else ":") + ".".join(map(str, packed[12:]))
    else:
        text = _shortened(words)
    return f"{text}%{scope}" if scope else text


def _holds_ipv4(words: list[int]) -> bool:
    """Compatible, mapped and translated addresses, and those of ISATAP."""
    if not any(words[:4]) and words[6] and tuple(words[4:6]) in ((0, 0), (0, 0xFFFF), (0xFFFF, 0)):
        return True
    return words[4] == 0 and words[5] == 0x5EFE


def _shortened(words: list[int]) -> str:
    """The words in hexadecimal, the first longest run of two zeros or more as ``::``."""
    start, length, run = 0, 1, 0
    for index, word in enumerate(words):
        run = 0 if word else run + 1
        if run > length:
            start, length = index + 1 - run, run
    texts = [f"{word:x}" for word in words]
    if length == 1:
        return ":".join(texts)
    return ":".join(texts[:start]) + "::" + ":".join(texts[start + length :])
