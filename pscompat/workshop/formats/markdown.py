"""A Markdown page as lines and top-level blocks: the part of CommonMark that platyPS pages are made of.

Only block structure is parsed for the whole page; inline text is parsed on demand and only for short texts, so a
hostile page costs time in proportion to its size. Uses markdown-it-py, imported here and nowhere on the way of a call.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import HelpFileError
from ...files import too_large
from ...helpfile.yamltext import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_SIZE = 1024 * 1024
"""The largest page that is read, in bytes; the largest known one has a fifth of that."""
MAX_INLINE = 4096
"""Longer texts are taken as plain, their inline markup unread."""
_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "fence": "fence",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "hr": "break",
    "code_block": "code",
    "html_block": "html",
    "blockquote_open": "quote",
}


@dataclass(slots=True)
class Block:
    """One top-level block: ``line`` is its first line (0-based), ``end`` the line after its last.

    ``level`` of headings; ``info`` of fences; ``text`` is a fence's content or a heading's or paragraph's raw text;
    ``plain`` and ``first`` remember what was found out about it.
    """

    kind: str
    line: int
    end: int
    level: int = 0
    info: str = ""
    text: str = ""
    plain: str | None = None
    first: str | None = None


@dataclass(slots=True)
class PageLink:
    """A link of the page: ``first`` is the text of its first inline element, ``text`` the whole of it."""

    href: str
    text: str
    first: str


class Page:
    """The lines and blocks of one page.

    With ``front_matter`` the lines between the first two ``---`` are taken out of the blocks, else they are parsed as
    the Markdown that they are to platyPS too.
    """

    def __init__(self, text: str | bytes, path: str, *, front_matter: bool = False) -> None:
        """Raises HelpFileError when the text is not UTF-8, too large, or not to be parsed."""
        self.path = path
        if len(text) > MAX_SIZE:
            raise HelpFileError(path, too_large(MAX_SIZE))
        text = decode(text, path)
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.front_matter = ""
        lines = list(self.lines)
        if front_matter and lines[0].rstrip() == "---":
            end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
            self.front_matter = "\n".join(lines[1:end])
            lines[: end + 1] = [""] * (end + 1)
        self.blocks = list(_blocks(self._parse("\n".join(lines))))

    def _parse(self, text: str) -> list[Token]:
        try:
            return _parser("inline").parse(text)
        except RecursionError:
            raise HelpFileError(self.path, "the Markdown is nested too deep") from None

    def text(self, start: int, end: int) -> str:
        """The lines from ``start`` up to ``end``, without blank lines around; blanks at line ends stay."""
        return "\n".join(self.lines[max(start, 0) : end]).strip()

    def has_v2_blocks(self) -> bool:
        """Whether the page says that it is of schema 2024-05-01, or has parameter blocks of it."""
        if "2024-05-01" in self.front_matter:
            return True
        return any(block.kind == "fence" and "SupportsWildcards:" in block.text for block in self.blocks)

    def heading(self, block: Block) -> str:
        """A heading's text with its markup taken away."""
        if block.plain is None:
            block.plain = plain_text(block.text)
        return block.plain

    def find(self, level: int, title: str = "", start: int = 0) -> int:
        """The index of the next heading from ``start`` on (any title when empty, case ignored); -1 without one."""
        for index in range(max(start, 0), len(self.blocks)):
            block = self.blocks[index]
            if block.kind != "heading" or (level and block.level != level):
                continue
            if not title or self.heading(block).casefold() == title.casefold():
                return index
        return -1


# Most headings: parsing them is a tenth of the time that a page takes.
_WITHOUT_MARKUP = re.compile(r"[A-Za-z0-9 ().,-]*")


def plain_text(text: str) -> str:
    """A short text without its inline markup; backslash escapes are resolved."""
    if _WITHOUT_MARKUP.fullmatch(text):
        return text.strip()
    return "".join(_content(token) for token in _inline(text)).strip()


def links(text: str) -> list[PageLink]:
    """The links in a paragraph or list, in order."""
    found: list[PageLink] = []
    current: PageLink | None = None
    first = False
    for token in _inline(text):
        if token.type == "link_open" and token.info != "auto":
            current, first = PageLink(_href(token), "", ""), True
        elif token.type == "link_close" and current is not None:
            found.append(current)
            current = None
        elif current is not None and token.nesting == 0:
            current.text += _content(token)
            if first:
                current.first, first = _content(token), False
    return found


def _href(token: Token) -> str:
    return str(token.attrs.get("href", ""))


def _content(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.nesting == 0 else ""


def _inline(text: str) -> Iterable[Token]:
    if len(text) > MAX_INLINE:
        from markdown_it.token import Token

        return [Token("text", "", 0, content=text)]
    tokens = _parser("").parseInline(text)
    return tokens[0].children or [] if tokens else []


_PARSERS: dict[str, MarkdownIt] = {}


def _parser(without: str) -> MarkdownIt:
    parser = _PARSERS.get(without)
    if parser is None:
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark")
        # Addresses stay as written: platyPS copies them, and a checker must see what stands in the file.
        parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
        parser.validateLink = lambda url: True  # type: ignore[method-assign]
        if without:
            parser.disable(without)
        _PARSERS[without] = parser
    return parser


def _blocks(tokens: list[Token]) -> Iterable[Block]:
    """The top-level blocks of the page's tokens."""
    for index, token in enumerate(tokens):
        if token.level or token.nesting == -1 or token.map is None or token.type not in _KINDS:
            continue
        kind = _KINDS[token.type]
        text = token.content
        if kind in ("heading", "paragraph"):
            text = tokens[index + 1].content
        yield Block(
            kind=kind,
            line=token.map[0],
            end=token.map[1],
            level=int(token.tag[1]) if kind == "heading" else 0,
            info=token.info.strip(),
            text=text,
        )
