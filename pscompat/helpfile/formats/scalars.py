"""One text as a YAML scalar, in platyPS's style or in a style that any reader takes back unchanged.

platyPS writes through YamlDotNet's emitter, which does not look at what a text would be read as: ``null``, a lone
carriage return or U+0085 come back as something else, control characters inside folded text make the file unreadable
(help.md §1.8). ``platyps_scalar`` imitates that emitter; ``scalar`` keeps its plain and quoted forms where they are
safe and otherwise writes a literal block or double quotes.
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
# What a double-quoted scalar shows as it is; the emitter counts in UTF-16 units, so nothing beyond the BMP is in here.
_SHOWN = re.compile("[\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd]")
# What may stand unescaped in a file: YAML's printable characters without the ones that readers treat as line breaks.
_SAFE_BLOCK = re.compile("[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")


class _Analysis:
    """What the emitter finds out about a text before it chooses a style."""

    __slots__ = ("block", "block_plain", "flow_plain", "multiline", "quotes", "single_quoted")

    def __init__(self, text: str) -> None:
        if not text:
            self.multiline = self.flow_plain = self.block_plain = self.block = self.quotes = False
            self.single_quoted = True
            return
        flow, block = _indicators(text)
        special = any(not _SHOWN.match(char) for char in text)
        self.multiline = any(char in _BREAKS for char in text)
        self.quotes = "'" in text
        edges = text[0] in f" '{_BREAKS}" or text[-1] in f" {_BREAKS}"
        break_space = re.search(f"[{_BREAKS}] ", text) is not None
        space_break = re.search(f" [{_BREAKS}]", text) is not None
        self.single_quoted = not (break_space or space_break or special)
        self.block = not text.endswith(" ") and re.search(f"[{_BREAKS}] +[{_BREAKS}]", text) is None
        plain = self.single_quoted and not edges and not self.multiline
        self.flow_plain = plain and not flow
        self.block_plain = plain and not block


def _indicators(text: str) -> tuple[bool, bool]:
    """Whether a plain scalar would be misread in flow context and in block context."""
    flow = block = text.startswith(("---", "..."))
    first, followed = text[0], len(text) == 1 or text[1] in f" \t\0{_BREAKS}"
    if first in "#,[]{}&*!|>\\\"%@`'":
        flow = block = True
    elif first in "?:":
        flow, block = True, block or followed
    elif first == "-" and followed:
        flow = block = True
    rest = text[1:]
    if any(char in ",?[]{}:" for char in rest):
        flow = True
    if re.search(f":(?:[ \t\0{_BREAKS}]|$)", rest) or re.search(f"[ \t\0{_BREAKS}]#", text):
        flow = block = True
    return flow, block


def platyps_scalar(text: str | None, indent: int, *, flow: bool = False, key: bool = False) -> str:
    """The text after ``key: `` as platyPS 1.0.3 writes it.

    ``indent`` is the column of continuation lines; a block scalar's line breaks at its end are part of the result.
    ``flow``: inside ``[…]``. ``key``: as a mapping's key, where block styles are out.
    """
    if text is None:
        return ""
    if _WORDS.fullmatch(text):
        return text
    analysis = _Analysis(text)
    if analysis.multiline:
        if analysis.block and not flow and not key:
            return _folded(text, indent)
        return double_quoted(text)
    if text and (analysis.flow_plain if flow else analysis.block_plain):
        return text
    if analysis.single_quoted and not analysis.quotes:
        return f"'{text}'"
    return double_quoted(text)


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
    if any(char in f"{_BREAKS}\t\ufeff" for char in text) or not _SAFE_BLOCK.fullmatch(text):
        return double_quoted(text, safe=True)
    analysis = _Analysis(text)
    if "'" in text and not (analysis.flow_plain if flow else analysis.block_plain):
        return double_quoted(text, safe=True)
    return text if (analysis.flow_plain if flow else analysis.block_plain) else f"'{text}'"


def double_quoted(text: str, *, safe: bool = False) -> str:
    """The double-quoted form: YAML's short escapes, else ``\\x``, ``\\u`` or ``\\U`` with the code.

    ``safe`` leaves characters beyond the BMP as they are and escapes a tab and the byte order mark.
    """
    out = ['"']
    for char in text:
        code = ord(char)
        if char in '"\\' or char in _BREAKS or (safe and char in "\t\ufeff"):
            escape = _ESCAPES.get(char)
            out.append(f"\\{escape}" if escape else f"\\u{code:04X}")
        elif _SHOWN.match(char) or (safe and code > 0xFFFF):
            out.append(char)
        elif char in _ESCAPES:
            out.append(f"\\{_ESCAPES[char]}")
        elif code <= 0xFF:
            out.append(f"\\x{code:02X}")
        else:
            out.append(f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}")
    out.append('"')
    return "".join(out)


def _literal_is_safe(text: str) -> bool:
    """Whether a literal block keeps the text: no odd line breaks, and something besides blanks in its first line."""
    if not _SAFE_BLOCK.fullmatch(text) or not text.strip(" \t\n"):
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


def _folded(text: str, indent: int) -> str:
    """A folded block: single breaks doubled, except before a line that starts with a blank."""
    margin = " " * indent
    out = [f">{_hints(text, 2)}\n"]
    previous_break = leading_blank = True
    for index, char in enumerate(text):
        if char not in _BREAKS:
            if previous_break:
                out.append(margin)
                leading_blank = char in " \t"
            out.append(char)
            previous_break = False
            continue
        if text.startswith("\r\n", index):
            continue
        written = char if char in "\u2028\u2029" else "\n"
        if not previous_break and not leading_blank and written == "\n" and _folds(text, index):
            out.append("\n")
        out.append(written)
        previous_break = True
    return "".join(out)


def _folds(text: str, index: int) -> bool:
    """Whether the break at ``index`` leads to a line of text that starts without a blank."""
    rest = text[index:].lstrip(_BREAKS)
    return bool(rest) and rest[0] not in " \t"
