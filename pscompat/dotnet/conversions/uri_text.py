"""How .NET shows the parts of a Uri: escapes resolved or kept, dot segments taken out."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_HEX = frozenset("0123456789abcdefABCDEF")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_NOT_SAFE = frozenset(";/?:@&=+$,#[]!'()*%\\") | frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
"""Characters whose escapes stay: the reserved ones of RFC 3986, percent, backslash and control characters."""


def is_international(text: str) -> bool:
    """Whether .NET reads the text as an IRI: characters beyond ASCII, or escapes of such or of plain characters."""
    if not text.isascii():
        return True
    index = text.find("%")
    while index >= 0:
        if index + 2 < len(text):
            code = _code(text, index)
            if code is None or code >= 0x7F or chr(code) in _UNRESERVED:
                return True
            index += 2
        index = text.find("%", index + 1)
    return False


def as_iri(text: str, *, query: bool = False) -> str:
    """The text as an IRI: escapes of safe characters resolved, characters that IRIs do not allow escaped."""
    return _rewritten(text, query, "%", lambda char: _escaped(char) if _is_foreign(char, query) else char)


def resolved(text: str, *, query: bool = False, force: str = "") -> str:
    """The text as ToString shows it: escapes of safe characters resolved, bad ones with their percent sign escaped.

    ``force`` are characters that do not belong into the part and are escaped.
    """
    if "%" not in text and not any(char in text for char in force):
        return text
    return _rewritten(text, query, "%25", lambda char: f"%{ord(char):02X}" if char in force else char)


def _is_foreign(char: str, query: bool) -> bool:
    """Whether a character is beyond ASCII and not allowed in an IRI."""
    return not char.isascii() and not _is_allowed(char, query)


def _rewritten(text: str, query: bool, bad_percent: str, other: Callable[[str], str]) -> str:
    """The text with its escapes resolved, a percent sign that begins none, and every other character, replaced."""
    out: list[str] = []
    index = 0
    while index < len(text):
        if text[index] == "%":
            piece, index = _resolved_escape(text, index, query)
            out.append(piece if piece is not None else bad_percent)
            continue
        out.append(other(text[index]))
        index += 1
    return "".join(out)


def _code(text: str, index: int) -> int | None:
    digits = text[index + 1 : index + 3]
    return int(digits, 16) if len(digits) == 2 and _HEX.issuperset(digits) else None


def _resolved_escape(text: str, index: int, query: bool) -> tuple[str | None, int]:
    """What the escape at the index shows as, and where it ends; None for a percent sign that begins no escape."""
    code = _code(text, index)
    if code is None:
        return None, index + 1
    if chr(code) in _NOT_SAFE:
        return text[index : index + 3], index + 3
    if code < 0x80:
        return chr(code), index + 3
    run = bytearray()
    while index < len(text) and text[index] == "%":
        code = _code(text, index)
        if code is None or code < 0x80:
            break
        run.append(code)
        index += 3
    return _decoded(bytes(run), query), index


def _decoded(run: bytes, query: bool) -> str:
    """A run of escaped bytes as UTF-8; bytes that are none, and characters that IRIs do not allow, stay escaped."""
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
        allowed = char and _is_allowed(char, query)
        out.append(char if allowed else "".join(f"%{byte:02X}" for byte in run[index : index + length]))
        index += length
    return "".join(out)


def _is_allowed(char: str, query: bool) -> bool:
    """Whether an IRI may hold the character, which is beyond ASCII (RFC 3987 §2.2)."""
    code = ord(char)
    if code > 0xFFFF:
        plane_end = code & 0xFFFF
        return plane_end <= 0xFFFD and (0xE1000 <= code < 0xF0000 or code < 0xE0000 or query)
    return (
        0xA0 <= code <= 0xD7FF
        or 0xF900 <= code <= 0xFDCF
        or 0xFDF0 <= code <= 0xFFEF
        or (query and 0xE000 <= code <= 0xF8FF)
    )


def _escaped(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


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
