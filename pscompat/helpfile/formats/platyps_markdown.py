"""A Markdown page read exactly as platyPS 1.0.3 reads it, its lost lines and dropped parameters included.

One function per section; each says what its rule loses (help.md §2.1–2.6). For reading pages in earnest there is
``markdown_reader``; this module serves ``platyps_exact``.
"""

from __future__ import annotations

from typing import Any

from ...errors import HelpFileError
from ..yamltext import read_yaml
from . import markdown_v1, markdown_v2
from .collation import culture_key
from .document import CommandHelp, Example, HelpParameter, Link, SyntaxItem, TypeNote
from .front_matter import migrate, parse_front_matter
from .markdown import Block, Page, inline_parts, links
from .scalars import platyps_scalar
from .syntax_items import parse_line, sorted_tokens
from .yaml_blocks import dump

_ALIAS_PLACEHOLDER = "{{Insert list of aliases}}"


def read_platyps_markdown(text: str | bytes, path: str) -> CommandHelp:
    """The document platyPS makes of the page. Raises HelpFileError where platyPS fails, with its message."""
    return _Reader(Page(text, path)).read()


class _Reader:
    """The page and the index of the current block, which some sections search from."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks = page.blocks
        self.current = 0

    def fail(self, reason: str) -> HelpFileError:
        return HelpFileError(self.page.path, reason)

    def first_inline(self, block: Block) -> str:
        if block.first is None:
            parts = inline_parts(block.text)
            block.first = parts[0][1] if parts else ""
        return block.first

    def find(self, level: int, title: str = "") -> int:
        """The next heading after the current block; compares the heading's first inline element only."""
        for index in range(self.current + 1, len(self.blocks)):
            block = self.blocks[index]
            if block.kind != "heading" or block.level != level:
                continue
            if not title or self.first_inline(block).upper() == title.upper():
                return index
        return -1

    def take(self) -> None:
        self.current = self.current + 1 if self.current < len(self.blocks) - 1 else -1

    def now(self) -> Block | None:
        return self.blocks[self.current] if 0 <= self.current < len(self.blocks) else None

    def lines(self, start: int, end: int) -> str:
        return "".join(f"{line.rstrip()}\n" for line in self.page.lines[start:end])

    def until(self, end: int) -> str:
        """The lines from the current block to the block ``end``; the line before a heading is cut (help.md §2.3)."""
        if end <= self.current or self.current < 0:
            return ""
        stop = self.blocks[end].line - (self.blocks[end].kind == "heading")
        return self.lines(self.blocks[self.current].line, stop).strip()

    def read(self) -> CommandHelp:
        metadata = self.metadata()
        title = self.title()
        document = CommandHelp(title, metadata)
        document.common_parameters = self.find(3, "CommonParameters") > -1
        document.workflow_parameters = self.find(3, "WorkflowCommonParameters") > -1
        document.synopsis = self.synopsis()
        document.syntaxes = self.syntaxes()
        for item in document.syntaxes:
            item.common = document.common_parameters
        document.aliases, document.alias_header = self.aliases()
        document.description = self.section("DESCRIPTION", "EXAMPLES")
        document.examples = self.examples()
        document.parameters = sorted(self.parameters(), key=lambda parameter: culture_key(parameter.name))
        document.inputs = self.types("INPUTS")
        document.outputs = self.types("OUTPUTS")
        document.notes = self.section("NOTES", "RELATED LINKS")
        document.links = self.links()
        return document

    def metadata(self) -> dict[str, Any]:
        blocks = self.blocks
        if len(blocks) < 2 or blocks[0].kind != "break":
            raise self.fail("No metadata found in the page")
        read: dict[str, Any] | None = None
        if blocks[1].kind == "heading":
            read = self.front_matter(blocks[1].text)
        elif len(blocks) > 2 and blocks[1].kind == "paragraph":
            if blocks[2].kind == "break":
                read = self.front_matter(blocks[1].text)
            elif blocks[2].kind == "list" and len(blocks) > 3:
                read = self.front_matter(blocks[1].text)
                read.update(self.front_matter(self.lines(blocks[2].line - 1, blocks[3].line).strip(), keep=True))
        if read is None:
            raise self.fail("No metadata found in the page")
        return migrate(read)

    def front_matter(self, text: str, *, keep: bool = False) -> dict[str, Any]:
        """YAML, else line by line at the first colon. A paragraph's lines have lost their indentation."""
        if not keep:
            text = "\n".join(line.lstrip() for line in text.split("\n"))
        return parse_front_matter(text, self.page.path, last_wins=True)

    def title(self) -> str:
        index = self.find(1)
        name = self.first_inline(self.blocks[index]).strip().split(" ")[0] if index >= 0 else ""
        if not name:
            raise self.fail("commandName not found. markdown structure not according to schema.")
        return name

    def synopsis(self) -> str:
        start = self.find(2, "SYNOPSIS")
        if start < 0:
            return ""
        self.current = start
        self.take()
        return self.until(self.find(2, "SYNTAX"))

    def syntaxes(self) -> list[SyntaxItem]:
        start = self.find(2, "SYNTAX")
        if start < 0:
            return []
        self.current = start
        end = self.find(2)
        found: list[SyntaxItem] = []
        if self.find(3) > end:
            block = self.blocks[start + 1] if start + 1 < len(self.blocks) else None
            if block is not None and block.kind == "fence":
                found.append(parse_line(block.text.removesuffix("\n"), "Default", True))
            return found
        while self.current < end:
            start = self.find(3)
            if start < 0 or start > end:
                break
            self.current = start
            name = "".join(content for _, content in inline_parts(self.blocks[start].text)).rstrip()
            is_default = name.lower().endswith("(default)")
            if is_default:
                name = name.replace("(Default)", "").strip()
            self.take()
            block = self.now()
            if block is not None and block.kind == "fence":
                item = parse_line(block.text.removesuffix("\n"), name, is_default)
                item.parameters = sorted_tokens(item)
                found.append(item)
        names = [item.set_name for item in found]
        if len(set(names)) < len(names):
            raise self.fail(f"An item with the same key has already been added. Key: {_first_twice(names)}")
        return found

    def aliases(self) -> tuple[str, bool]:
        start = self.find(2, "ALIASES")
        if start < 0:
            return "", False
        self.take()
        if start + 1 == self.find(2) or start + 1 >= len(self.blocks):
            return "", True
        text = self.to_next_heading(start + 1, 2)
        return ("" if _ALIAS_PLACEHOLDER in text else text), True

    def section(self, title: str, next_title: str) -> str:
        """Free text between two headings; without the second one there is nothing."""
        self.current = 0
        start = self.find(2, title)
        if start < 0:
            return ""
        self.current = start
        if title == "NOTES" and self.find(2, next_title) - start == 1:
            return ""
        self.take()
        return self.until(self.find(2, next_title))

    def heading_after(self, start: int, level: int, title: str = "") -> int:
        """The next heading at or after ``start``; -1 as level means any, the title's case counts."""
        for index in range(start, len(self.blocks)):
            block = self.blocks[index]
            if block.kind != "heading" or level not in (-1, block.level):
                continue
            if not title or self.first_inline(block) == title:
                return index
        return -1

    def to_next_heading(self, start: int, level: int) -> str:
        stop = self.heading_after(start + 1, level)
        last = self.blocks[stop].line - 1 if stop >= 0 else len(self.page.lines) - 1
        while last >= 0 and not self.page.lines[last].strip():
            last -= 1
        return self.lines(self.blocks[start].line, last + 1)

    def examples(self) -> list[Example]:
        self.current = 0
        start = self.find(2, "EXAMPLES")
        if start < 0:
            return []
        end = self.heading_after(start + 1, 2, "PARAMETERS")
        at = start + 1
        found: list[Example] = []
        while at < end:
            heading = self.heading_after(at, 3)
            if heading < 0 or heading > end:
                break
            title = self.page.lines[self.blocks[heading].line][4:].strip()
            found.append(Example(title, self.to_next_heading(heading + 1, -1).strip()))
            at = heading + 1
        return found

    def parameters(self) -> list[HelpParameter]:
        self.current = 0
        start = self.find(2, "PARAMETERS")
        if start < 0:
            return []
        end = self.heading_after(start + 1, 2)
        at = start + 1
        found: list[HelpParameter] = []
        while at < end:
            heading = self.heading_after(at, 3)
            if heading < 0 or heading > end:
                break
            at = heading + 1
            name = self.first_inline(self.blocks[heading]).lstrip("-")
            if name.lower() in ("commonparameters", "workflowcommonparameters"):
                continue
            parameter = self.parameter(name, heading)
            if parameter is not None:
                found.append(parameter)
        return found

    def parameter(self, name: str, heading: int) -> HelpParameter | None:
        """The first fence tagged ``yaml`` counts, wherever it is; the line above it is lost (help.md §2.4)."""
        fences = (i for i in range(heading, len(self.blocks)) if self.blocks[i].info.lower() == "yaml")
        fence = next((index for index in fences if self.blocks[index].kind == "fence"), -1)
        if fence < 0:
            raise self.fail("Index was outside the bounds of the array.")
        description = self.lines(self.blocks[heading + 1].line, self.blocks[fence].line - 1).strip()
        block: Block | None = None
        for index in range(heading + 1, len(self.blocks)):
            candidate = self.blocks[index]
            if candidate.kind == "heading":
                break
            if candidate.kind == "fence" and candidate.info.lower().startswith("yaml"):
                block = candidate
                break
        return None if block is None else self.parameter_block(name, description, block.text)

    def parameter_block(self, name: str, description: str, text: str) -> HelpParameter | None:
        """Strict v1, lenient v2, or the last chance: split at colons and v1 once more (help.md §2.5)."""
        try:
            read: Any = read_yaml(text, self.page.path, last_wins=True)
        except HelpFileError:
            read = None
        else:
            values = markdown_v1.strict_values(read)
            if values is not None:
                return markdown_v1.platyps_parameter(name, description, values)
            try:
                return markdown_v2.platyps_parameter(name, description, read)
            except markdown_v2.NotV2Error:
                pass
        pairs = _pairs(text)
        if not pairs:
            return None
        try:
            values = markdown_v1.strict_values(read_yaml(dump(pairs, platyps_scalar), self.page.path))
        except HelpFileError:
            return None
        return None if values is None else markdown_v1.platyps_parameter(name, description, values)

    def types(self, title: str) -> list[TypeNote]:
        self.current = 0
        start = self.find(2, title)
        if start < 0:
            return []
        self.current = start
        end = self.find(2)
        found: list[TypeNote] = []
        if start + 1 == end:
            return found
        self.take()
        while 0 <= self.current < end:
            block = self.now()
            self.take()
            if block is None or block.kind != "heading":
                continue
            name = "".join(content for _, content in inline_parts(block.text)).strip()
            following, description = self.now(), ""
            if following is not None and following.kind == "paragraph":
                description = self.to_next_heading(self.current, -1).strip()
                while (following := self.now()) is not None and following.kind == "paragraph":
                    self.take()
            found.append(TypeNote(name, description))
        return found

    def links(self) -> list[Link]:
        """Paragraphs first, then one list; only the text of a link's first element is kept."""
        self.current = 0
        start = self.find(2, "RELATED LINKS")
        if start < 0 or len(self.blocks) <= start + 1:
            return []
        found: list[Link] = []
        at = start + 1
        while at < len(self.blocks) and self.blocks[at].kind == "paragraph":
            found += [Link(link.first, link.href) for link in links(self.blocks[at].text)]
            at += 1
        if at < len(self.blocks) and self.blocks[at].kind == "list":
            block = self.blocks[at]
            for line in self.page.lines[block.line : block.end]:
                found += [Link(link.first, link.href) for link in links(line.lstrip(" -*+"))]
        return found


def _first_twice(names: list[str]) -> str:
    return next(name for index, name in enumerate(names) if name in names[:index])


def _pairs(text: str) -> dict[str, str]:
    """The lines of a broken block split at their first colon."""
    pairs: dict[str, str] = {}
    for line in text.split("\n"):
        key, _, value = line.strip().partition(":")
        if key:
            pairs[key.strip()] = value.strip()
    return pairs
