"""GUID texts in .NET's forms N, D, B, P and X."""

from __future__ import annotations

from ..texts import WHITE_SPACE

_HEX = frozenset("0123456789abcdefABCDEF")
_DASHED = "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)."
_NOT_HEX = "Guid string should only contain hexadecimal characters."


class GuidProblem(Exception):
    """A text that is no GUID; the message is .NET's."""


def parse_guid(text: str) -> str:
    """The 32 hexadecimal digits of a GUID text. Raises GuidProblem."""
    trimmed = text.strip(WHITE_SPACE)
    if len(trimmed) < 32:
        raise GuidProblem("Unrecognized Guid format.")
    if trimmed[0] == "(" or (trimmed[0] == "{" and trimmed[9] == "-"):
        if len(trimmed) != 38 or trimmed[37] != {"(": ")", "{": "}"}[trimmed[0]]:
            raise GuidProblem(_DASHED)
        return _dashed(trimmed[1:37])
    if trimmed[0] == "{":
        return _structured(trimmed)
    return _dashed(trimmed) if trimmed[8] == "-" else _plain(trimmed)


def _plain(text: str) -> str:
    if len(text) != 32:
        raise GuidProblem(_DASHED)
    if not _HEX.issuperset(text):
        raise GuidProblem(_NOT_HEX)
    return text


def _dashed(text: str) -> str:
    if len(text) != 36 or any(text[index] != "-" for index in (8, 13, 18, 23)):
        raise GuidProblem(_DASHED)
    parts = (text[:8], text[9:13], text[14:18], text[19:23], text[24:28], text[28:])
    return "".join(_component(part) for part in parts)


def _component(part: str) -> str:
    """The digits of one part, which may begin with ``+`` and ``0x`` if its length stays the same."""
    digits = part.removeprefix("+")
    if digits[:2].lower() == "0x":
        digits = digits[2:]
    if not _HEX.issuperset(digits):
        raise GuidProblem(_NOT_HEX)
    return digits.rjust(len(part), "0")


def _structured(text: str) -> str:
    """``{0x…,0x…,0x…,{0x…,0x…,0x…,0x…,0x…,0x…,0x…,0x…}}``; white space anywhere."""
    body = "".join(char for char in text if char not in WHITE_SPACE)
    if body[:1] != "{":
        raise GuidProblem("Expected {0xdddddddd, etc}.")
    position = 1
    digits = ""
    for width in (8, 4, 4):
        number, position = _number(body, position, ",", "comma")
        digits += _fitted(number, width)
    if body[position : position + 1] != "{":
        raise GuidProblem("Expected {0xdddddddd, etc}.")
    position += 1
    for index in range(8):
        number, position = _number(body, position, "," if index < 7 else "}", "comma" if index < 7 else "brace")
        digits += _fitted(number, 2)
    if body[position : position + 1] != "}":
        raise GuidProblem("Could not find the ending brace.")
    if position != len(body) - 1:
        raise GuidProblem("Additional non-parsable characters are at the end of the string.")
    return digits


def _number(body: str, position: int, stop: str, name: str) -> tuple[str, int]:
    if body[position : position + 2].lower() != "0x":
        raise GuidProblem("Expected 0x prefix.")
    position += 2
    end = body.find(stop, position)
    if end <= position:
        raise GuidProblem(
            f"Could not find a {name}, or the length between the previous token and the {name} was zero "
            "(i.e., '0x,'etc.)."
        )
    return body[position:end], end + 1


def _fitted(digits: str, width: int) -> str:
    if not _HEX.issuperset(digits):
        raise GuidProblem(_NOT_HEX)
    significant = digits.lstrip("0")
    if len(significant) > 8:
        raise GuidProblem("Value was either too large or too small for a UInt32.")
    if width == 2 and len(significant) > 2:
        raise GuidProblem("Value was either too large or too small for an unsigned byte.")
    return significant[-width:].rjust(width, "0")
