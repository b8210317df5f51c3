"""One text as a YAML scalar that any reader takes back unchanged.

platyPS writes through YamlDotNet's emitter, which does not look at what a text would be read as: ``null``, a lone
carriage return or U+0085 come back as something else (help.md §1.8). ``scalar`` keeps that emitter's plain and quoted
forms where they are safe and otherwise writes a literal block or double quotes.
"""

from __future__ import annotations

import re

NULL_SPELLINGS = frozenset(("", "~", "null", "Null", "NULL"))
"""The plain scalars that YAML reads as null (help.md §1.9)."""

# Plain in every style and place, and most of what a help file holds.
_WORDS = re.compile(r"(?!null$|Null$|NULL$)[A-Za-z0-9][A-Za-z0-9_ ()/<>.$=+;-]*(?<! )")
_BREAKS = "\r\n\x85\u2028\u2029"
_ESCAPES = {
    "\0": "0",
    "\a": "a",
    "\b": "b",
    "\t": "t",
    "\n": "n",
    "\v": "v",
    "\f": "f",
    "\r": "r",
    "\x1b": "e",
    '"': '"',
    "\\": "\\",
    "\x85": "N",
    "\xa0": "_",
    "\u2028": "L",
    "\u2029": "P",
}
# What may stand unescaped in a line: YAML's printable characters without a tab, a byte order mark and line breaks.
_SAFE_LINE = re.compile("[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")


def _plain(text: str, flow: bool) -> bool:
    """Whether a plain scalar of one line is read back as that text, in flow or in block context."""
    first, followed = text[0], len(text) == 1 or text[1] == " "
    if text.startswith(("---", "...", " ")) or text.endswith((" ", ":")) or ": " in text or " #" in text:
        return False
    if first in "#,[]{}&*!|>\\\"%@`'" or (first in "?:-" and ((flow and first != "-") or followed)):
        return False
    return not flow or not any(char in ",?[]{}:" for char in text[1:])


def scalar(text: str | None, indent: int, *, flow: bool = False, key: bool = False) -> str:
    """The text after ``key: `` in a form that every YAML reader takes back unchanged.

    One line is written as platyPS writes it where that is safe; several lines become a literal block (``|-``), or
    double quotes when they hold characters that a block cannot.
    """
    if text is None:
        return ""
    if _WORDS.fullmatch(text):
        return text
    if text in NULL_SPELLINGS:
        return f"'{text}'"
    if "\n" in text and not flow and not key and _literal_is_safe(text):
        return _literal(text, indent)
    if "\n" in text or not _SAFE_LINE.fullmatch(text):
        return _double_quoted(text)
    if _plain(text, flow):
        return text
    return _double_quoted(text) if "'" in text else f"'{text}'"


def _double_quoted(text: str) -> str:
    """The double-quoted form: YAML's short escapes, else ``\\x`` or ``\\u`` with the code."""
    out = ['"']
    for char in text:
        if char not in '"\\' and _SAFE_LINE.fullmatch(char):
            out.append(char)
        elif char in _ESCAPES:
            out.append(f"\\{_ESCAPES[char]}")
        else:
            out.append(f"\\x{ord(char):02X}" if ord(char) <= 0xFF else f"\\u{ord(char):04X}")
    out.append('"')
    return "".join(out)


def _literal_is_safe(text: str) -> bool:
    """Whether a literal block keeps the text: no odd line breaks, and something besides blanks in its first line."""
    if not text.strip(" \t\n") or not _SAFE_LINE.fullmatch(text.replace("\n", "").replace("\t", "")):
        return False
    return not text.startswith(("\t", " \t"))


def _hints(text: str, step: int) -> str:
    """Indentation and chomping indicators of a block scalar."""
    hint = str(step) if text[0] in f" {_BREAKS}" else ""
    if text[-1] not in _BREAKS:
        return f"{hint}-"
    return f"{hint}+" if len(text) >= 2 and text[-2] in _BREAKS else hint


def _literal(text: str, indent: int) -> str:
    margin = " " * indent
    lines = text.split("\n")
    body = "\n".join(f"{margin}{line}" if line else "" for line in lines)
    return f"|{_hints(text, 2)}\n{body}"
