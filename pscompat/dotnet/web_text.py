"""Texts as addresses and pages write them: Uri and WebUtility of .NET."""

from __future__ import annotations

from .texts import join_units, utf8

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~")
_OF_FORMS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!*()")
_OF_ADDRESSES = _UNRESERVED | frozenset(b":/?#[]@!$&'()*+,;=")
_ENTITIES = {"<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "&": "&amp;"}


def _encoded(text: str, kept: frozenset[int]) -> str:
    return "".join([chr(byte) if byte in kept else f"%{byte:02X}" for byte in utf8(text)])


def escape_data(text: str) -> str:
    """``Uri.EscapeDataString``: all but letters, digits and ``-_.~`` in hexadecimal."""
    return _encoded(text, _UNRESERVED)


def escape_uri(text: str) -> str:
    """``Uri.EscapeUriString``: as EscapeDataString, but what has a meaning in an address stays."""
    return _encoded(text, _OF_ADDRESSES)


def unescape_data(text: str) -> str:
    """``Uri.UnescapeDataString``: bytes that are no UTF-8 stay as they are written."""
    if "%" not in text:
        return text
    pieces: list[str] = []
    place = 0
    while place < len(text):
        end, data = place, bytearray()
        while (byte := _byte_at(text, end)) is not None:
            data.append(byte)
            end += 3
        if data:
            pieces.append(_decoded(bytes(data), text[place:end]))
            place = end
        else:
            following = text.find("%", place + 1)
            following = len(text) if following < 0 else following
            pieces.append(text[place:following])
            place = following
    return "".join(pieces)


def _byte_at(text: str, place: int) -> int | None:
    digits = text[place + 1 : place + 3]
    if text[place : place + 1] != "%" or len(digits) < 2 or not digits.isascii() or not digits.isalnum():
        return None
    try:
        return int(digits, 16)
    except ValueError:
        return None


def _decoded(data: bytes, written: str) -> str:
    """The bytes as UTF-8; those that are none, as they were written."""
    pieces: list[str] = []
    place = 0
    while place < len(data):
        try:
            pieces.append(data[place:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            good, bad = place + error.start, place + error.end
            pieces += [data[place:good].decode("utf-8"), written[good * 3 : bad * 3]]
            place = bad
    return "".join(pieces)


def url_encode(text: str) -> str:
    """``WebUtility.UrlEncode``: a blank is ``+``, hexadecimal digits are large."""
    return _encoded(text, _OF_FORMS | {32}).replace(" ", "+")


def url_decode(text: str) -> str:
    """``UrlDecode``: bytes that are no UTF-8 are U+FFFD."""
    data = bytearray()
    place = 0
    while place < len(text):
        byte = _byte_at(text, place)
        if byte is not None:
            data.append(byte)
            place += 3
        else:
            data += utf8(" " if text[place] == "+" else text[place])
            place += 1
    return data.decode("utf-8", "replace")


def html_encode(text: str) -> str:
    """``HtmlEncode``: what has a meaning, U+00A0 to U+00FF and characters of two units as entities."""
    return "".join(
        [
            _ENTITIES.get(char) or (f"&#{ord(char)};" if "\xa0" <= char <= "\xff" or char > "\uffff" else char)
            for char in join_units(text)
        ]
    )


def html_decode(text: str) -> str:
    """``HtmlDecode``: entities as the characters that they stand for; only those that end in a semicolon."""
    if "&" not in text:
        return text
    pieces: list[str] = []
    place = 0
    while (start := text.find("&", place)) >= 0:
        pieces.append(text[place:start])
        end = text.find(";", start + 1)
        again = text.find("&", start + 1)
        if end < 0 or 0 <= again < end:
            pieces.append("&")
            place = start + 1
            continue
        pieces.append(_entity(text[start + 1 : end]) or text[start : end + 1])
        place = end + 1
    return "".join([*pieces, text[place:]])


def _entity(name: str) -> str:
    if name[:1] == "#":
        digits, radix = (name[2:], 16) if name[1:2] in ("x", "X") else (name[1:], 10)
        if not digits.isascii() or not digits.isalnum():
            return ""
        try:
            code = int(digits, radix)
        except ValueError:
            return ""
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
    from html.entities import html5, name2codepoint

    if name == "apos":
        return html5["apos;"]
    return chr(name2codepoint[name]) if name in name2codepoint else ""
