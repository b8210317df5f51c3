"""A topic written in Markdown, as the text that Get-Help shows (help.md §5.2).

A topic begins with ``# about_Name`` and, as PowerShell's do, with a part ``## Short description``, whose line is the
synopsis in lists. Headings, paragraphs, lists, tables and code are laid out for 80 columns; links keep their address.
"""

from __future__ import annotations

from ..wrapping import text_width, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = 80
_TEXT = 4
"""How far text is indented; code goes in two more columns, what belongs to an item four."""
_FENCES = ("```", "~~~")
_CODE = "    "
"""What code without a fence is indented by."""


def topic_text(markdown: str) -> str:
    """The text of a topic's Markdown."""
    lines = _without_front_matter(markdown.replace("\r\n", "\n").split("\n"))
    shown: list[str] = []
    for block, apart in _blocks(lines):
        shown += ["", *block] if shown and apart else block
    return "\n".join(shown) + "\n"


def _without_front_matter(lines: list[str]) -> list[str]:
    if lines[0].rstrip() == "---" and "---" in lines[1:]:
        return lines[lines.index("---", 1) + 1 :]
    return lines


def _blocks(lines: list[str]) -> Iterator[tuple[list[str], bool]]:
    """The blocks of a page: the lines that show each, and whether an empty line parts it from the one before."""
    at, apart = 0, True
    while at < len(lines):
        line = lines[at].rstrip()
        begin, at = at, at + 1
        if line.startswith(_FENCES):
            while at < len(lines) and not lines[at].startswith(line[:3]):
                at += 1
            yield _code(lines[begin + 1 : at]), apart
            at += 1
        elif line.startswith("#"):
            yield _heading(line), True
            # The text of a part stands right under its heading.
            apart = line.startswith("# ")
            while at < len(lines) and not lines[at].strip():
                at += 1
            continue
        elif line.startswith("|"):
            while at < len(lines) and lines[at].startswith("|"):
                at += 1
            yield _table(lines[begin:at]), apart
        elif line.startswith(_CODE) and not _item_mark(line):
            while at < len(lines) and lines[at].startswith(_CODE):
                at += 1
            yield _code([code[len(_CODE) :] for code in lines[begin:at]]), apart
        elif line:
            while at < len(lines) and _goes_on(lines[at]):
                at += 1
            mark = _item_mark(line)
            text = " ".join(each.strip() for each in lines[begin:at])
            yield _wrapped(text[len(mark.lstrip()) :], _TEXT + len(mark), mark), apart
            apart = not mark
            continue
        apart = True


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the paragraph or item before it."""
    return bool(line.strip()) and not line.startswith(("#", "|", *_FENCES)) and not _item_mark(line)


def _item_mark(line: str) -> str:
    """What marks a line as an item of a list, with the blanks around it; "" for any other line."""
    depth = len(line) - len(line.lstrip(" "))
    mark, blank, _ = line[depth:].partition(" ")
    is_mark = mark in ("-", "*") or (mark[:-1].isdigit() and mark[-1] == ".")
    return line[: depth + len(mark)] + blank if blank and is_mark else ""


def _code(lines: list[str]) -> list[str]:
    return [" " * (_TEXT + 2) + line if line.strip() else "" for line in lines]


def _heading(line: str) -> list[str]:
    marks, _, text = line.partition(" ")
    text = _inline(text.strip())
    if marks == "#":
        return ["TOPIC", " " * _TEXT + text]
    return [text.upper() if marks == "##" else "  " + text]


def _wrapped(text: str, indent: int, mark: str = "") -> list[str]:
    room = COLUMNS - indent
    pieces = [piece.rstrip() for piece in wrap(_inline(text), room, room)]
    first = " " * (indent - len(mark)) + mark + pieces[0]
    return [first, *(" " * indent + piece for piece in pieces[1:])]


def _table(lines: list[str]) -> list[str]:
    """A table: in columns where they fit, else each row's first cell, and the others below it by their names."""
    rows = [_cells(line) for line in lines]
    header, rows = rows[0], rows[2:]
    if any(header):
        rows = [header, ["-" * text_width(cell) for cell in header], *rows]
    widths = [max(map(text_width, column)) for column in zip(*rows, strict=False)]
    if sum(widths) + 2 * len(widths) - 2 <= COLUMNS - _TEXT:
        padded = [
            "  ".join(cell + " " * (width - text_width(cell)) for cell, width in zip(row, widths, strict=False))
            for row in rows
        ]
        return [(" " * _TEXT + line).rstrip() for line in padded]
    shown: list[str] = []
    for row in rows[2 if any(header) else 0 :]:
        shown += _lines(row[0], _TEXT)
        for name, cell in zip(header[1:], row[1:], strict=False):
            shown += _lines(f"{name}: {cell}" if name and cell and len(row) > 2 else cell, 2 * _TEXT)
    return shown


def _lines(text: str, indent: int) -> list[str]:
    """A cell, whose marks are read already, as wrapped lines."""
    room = COLUMNS - indent
    return [" " * indent + piece.rstrip() for piece in wrap(text, room, room)] if text else []


def _cells(line: str) -> list[str]:
    r"""The cells of a table's row; ``\|`` is a bar within one."""
    bar = "\0"
    cells = line.strip().replace("\\|", bar).strip("|").split("|")
    return [_inline(cell.strip().replace(bar, "|")) for cell in cells]


def _inline(text: str) -> str:
    """Text without the marks of emphasis; code keeps its marks, and a link its address unless that is a topic's."""
    shown = ""
    at = 0
    while at < len(text):
        char = text[at]
        if char == "`":
            marks = len(text) - at - len(text[at:].lstrip("`"))
            end = text.find("`" * marks, at + marks)
            stop = len(text) if end < 0 else end + marks
            shown += text[at:stop]
            at = stop
        elif text.startswith("**", at):
            at += 2
        elif char == "\\" and text[at + 1 : at + 2] and text[at + 1] in "\\`*_{}[]<>()#+-.!|":
            shown += text[at + 1]
            at += 2
        elif char == "[" and (link := _link(text, at)) is not None:
            shown_link, at = link
            shown += shown_link
        else:
            shown += char
            at += 1
    return shown


def _link(text: str, at: int) -> tuple[str, int] | None:
    """A link that begins here, as text, and where it ends; None where there is none."""
    middle = text.find("](", at)
    end = text.find(")", middle)
    if middle < 0 or end < 0 or "[" in text[at + 1 : middle]:
        return None
    label, address = _inline(text[at + 1 : middle]), text[middle + 2 : end]
    near = address.endswith(".md") or address.startswith("#") or address == label
    return (label if near else f"{label} ({address})"), end + 1
