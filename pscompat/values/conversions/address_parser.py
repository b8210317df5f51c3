"""IP address texts as .NET reads and writes them."""

from __future__ import annotations

from ..network import IPAddress


def parse_address(text: str) -> IPAddress | None:
    """The address, or None when the text is none."""
    return _ipv6(text) if ":" in text else _ipv4(text)


def _ipv4(text: str) -> IPAddress | None:
    """One to four numbers, decimal, octal (leading 0) or hexadecimal (0x); the last one fills the rest."""
    parts = text.split(".")
    if len(parts) > 4:
        return None
    numbers = []
    for part in parts:
        number = _ipv4_number(part)
        if number is None:
            return None
        numbers.append(number)
    last = numbers.pop()
    if any(number > 255 for number in numbers) or last >= 1 << 8 * (4 - len(numbers)):
        return None
    value = last
    for index, number in enumerate(numbers):
        value |= number << 8 * (3 - index)
    return IPAddress(value.to_bytes(4, "big"))


def _ipv4_number(part: str) -> int | None:
    digits, base = part, 10
    if part[:2].lower() == "0x":
        digits, base = part[2:], 16
    elif len(part) > 1 and part[0] == "0":
        digits, base = part[1:], 8
    allowed = {8: "01234567", 10: "0123456789", 16: "0123456789abcdefABCDEF"}[base]
    if not digits or len(digits) > 40 or any(char not in allowed for char in digits):
        return None
    number = int(digits, base)
    return number if number <= 0xFFFFFFFF else None


def _ipv6(text: str) -> IPAddress | None:
    from ipaddress import AddressValueError, IPv6Address

    body, scope = text, 0
    if body.startswith("["):
        body, bracket, port = body[1:].partition("]")
        if not bracket or (port and not _is_port(port)):
            return None
    if "%" in body:
        body, _, zone = body.partition("%")
        scope = int(zone) if zone.isascii() and zone.isdigit() and len(zone) < 11 else 0
    if "/" in body:
        return None
    try:
        return IPAddress(IPv6Address(body).packed, scope)
    except AddressValueError:
        return None


def _is_port(text: str) -> bool:
    """A colon and decimal digits, or hexadecimal ones behind ``0x``; their number is not looked at."""
    digits, allowed = text[1:], frozenset("0123456789")
    if digits.startswith("0x"):
        digits, allowed = digits[2:], frozenset("0123456789abcdefABCDEF")
    return text[0] == ":" and allowed.issuperset(digits)


def ipv6_text(packed: bytes, scope: int) -> str:
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
