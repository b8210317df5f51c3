"""A help text as blocks: paragraphs, lists, definitions and code, the kinds that MAML knows (help.md §3.4).

The part of Markdown that help pages are made of, read line by line in time proportional to the text. Inline markup
stays as written.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class TextBlock:
    """One block.

    kind   ``para``, ``code``, ``bullet``, ``ordered`` or ``definitions``
    text   of a paragraph or code; ``info`` is the code's language tag
    items  of a list; of definitions, term and definition in turn
    """

    __slots__ = ("info", "items", "kind", "text")

    def __init__(self, kind: str, text: str = "", items: Iterable[str] = (), info: str = "") -> None:
        self.kind = kind
        self.text = text
        self.items = list(items)
        self.info = info

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TextBlock) and (self.kind, self.text, self.items) == (
            other.kind,
            other.text,
            other.items,
        )

    def __hash__(self) -> int:
        return hash((self.kind, self.text))

    def __repr__(self) -> str:
        return f"TextBlock({self.kind!r}, {self.text!r}, {self.items!r})"


def split_blocks(text: str) -> list[TextBlock]:
    """The blocks of a text. Neighbouring list items and definitions of one kind become one block."""
    blocks: list[TextBlock] = []
    for block in _raw_blocks(text.split("\n")):
        last = blocks[-1] if blocks else None
        if last is not None and last.kind == block.kind and block.items:
            last.items += block.items
        else:
            blocks.append(block)
    return blocks


def join_blocks(blocks: Iterable[TextBlock]) -> str:
    """The blocks as Markdown again."""
    return "\n\n".join(_markdown(block) for block in blocks)


def _markdown(block: TextBlock) -> str:
    if block.kind == "code":
        fence = "```"
        while fence in block.text:
            fence += "`"
        return f"{fence}{block.info}\n{block.text}\n{fence}"
    if block.kind == "bullet":
        return "\n".join(f"- {_continued(item, 2)}" for item in block.items)
    if block.kind == "ordered":
        numbered = enumerate(block.items, 1)
        return "\n".join(f"{number}. {_continued(item, len(str(number)) + 2)}" for number, item in numbered)
    if block.kind == "definitions":
        pairs = zip(block.items[::2], block.items[1::2], strict=True)
        return "\n\n".join(f"**{term}**: {definition}" for term, definition in pairs)
    return block.text


def _continued(item: str, indent: int) -> str:
    return item.replace("\n", "\n" + " " * indent)


def _raw_blocks(lines: list[str]) -> Iterator[TextBlock]:
    at = 0
    while at < len(lines):
        fence = fence_of(lines[at])
        if fence:
            end = at + 1
            while end < len(lines) and not _closes(lines[end], fence):
                end += 1
            yield TextBlock("code", "\n".join(lines[at + 1 : end]), info=lines[at].strip().lstrip("`~").strip())
            at = end + 1
        elif not lines[at].strip():
            at += 1
        else:
            end = at + 1
            while end < len(lines) and lines[end].strip() and not fence_of(lines[end]):
                end += 1
            yield from _group(lines[at:end])
            at = end


def fence_of(line: str) -> str:
    """The fence that a line opens (its backticks or tildes), empty when it opens none."""
    stripped = line.strip()
    if line[:4].strip() == "" or stripped[:3] not in ("```", "~~~"):
        return ""
    length = len(stripped) - len(stripped.lstrip(stripped[0]))
    if stripped[0] == "`" and "`" in stripped[length:]:
        return ""
    return stripped[:length]


def _closes(line: str, fence: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= len(fence) and not stripped.strip(fence[0])


def _group(lines: list[str]) -> Iterator[TextBlock]:
    """Lines without a blank one between: a paragraph, then perhaps a list."""
    kind, items = "", [""]
    for number, line in enumerate(lines):
        marked, rest = _marker(line)
        if marked == "ordered" and number and not kind and not line.lstrip().startswith("1"):
            marked = ""
        if marked and (not kind or marked == kind or line[:1] not in (" ", "\t")) and line[:2].strip():
            if kind != marked:
                yield from _finished(kind, items)
                kind, items = marked, []
            items.append(rest)
        elif number == 0:
            items = [line]
        else:
            items[-1] += "\n" + (line.strip() if kind else line)
    yield from _finished(kind, items)


def _finished(kind: str, items: list[str]) -> Iterator[TextBlock]:
    if kind:
        yield TextBlock(kind, items=items)
        return
    text = items[0]
    if not text.strip():
        return
    term, colon, definition = text.removeprefix("**").partition("**: ")
    if text.startswith("**") and colon and term.strip() and "*" not in term and definition.strip():
        yield TextBlock("definitions", items=[term, definition])
    else:
        yield TextBlock("para", text)


def _marker(line: str) -> tuple[str, str]:
    """The kind of list whose item the line starts, and the item's text."""
    stripped = line.lstrip(" ")
    if stripped[:2] in ("- ", "* ", "+ "):
        return "bullet", stripped[2:].strip()
    digits = len(stripped) - len(stripped.lstrip("0123456789"))
    if 0 < digits < 10 and stripped[digits : digits + 2] in (". ", ") "):
        return "ordered", stripped[digits + 2 :].strip()
    return "", ""
