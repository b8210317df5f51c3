"""IP address texts as .NET reads them."""

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
