"""A platyPS Markdown page of either schema as a document, read so that nothing on it is lost (help.md §2.9).

Sections are found by their ``##`` headings in any order and case; each reaches to the next one. What the page leaves
open, or says in a way that had to be guessed, is returned as a list of places to fill in.
"""

from __future__ import annotations

import json
import os
import re

from ..document import (
    ALL_SETS,
    SCHEMA_VERSION,
    CommandHelp,
    Example,
    Gap,
    HelpParameter,
    Imported,
    Link,
    NotCommandHelp,
    SyntaxItem,
    TypeNote,
)
from .declaration_order import settle_order
from .front_matter import migrate, parse_front_matter
from .markdown import Block, Page, links, plain_text
from .parameter_blocks import BlockValues, block_values, parameter_from_blocks
from .syntax_items import assign_sets, merge_line, parse_line

COMMAND_NAME = re.compile(r"[A-Za-z]+-\w+")
_ALIAS_PLACEHOLDER = "{{Insert list of aliases}}"
# A set's heading: Path (Default) - FileSystem provider.
_PROVIDER = re.compile(r"\s+-\s+.*\bproviders?$", re.IGNORECASE)
_DEFAULT = re.compile(r"\s*\(default\)$", re.IGNORECASE)
_LINKS_PLACEHOLDER = "{{ Fill in the related links here }}"


def read_markdown(text: str | bytes, path: str) -> Imported:
    """The page's document and the places to fill in.

    Raises HelpFileError: not text, too large, no title or none of the sections of a command's page.
    """
    return _Reader(text, path).read()


class _Reader:
    def __init__(self, text: str | bytes, path: str) -> None:
        self.path = path
        self.page = Page(text, path, front_matter=True)
        self.gaps: list[Gap] = []
        self.title = ""

    def gap(self, key: str, what: str, parameter: str = "") -> None:
        where = f"{self.title} -{parameter}" if parameter else self.title
        self.gaps.append(Gap(where, key, what))

    def read(self) -> Imported:
        page = self.page
        metadata = migrate(parse_front_matter(page.front_matter, self.path)) if page.front_matter else {}
        if metadata.get("document type") == "module" or "Module Guid" in metadata:
            raise NotCommandHelp(self.path, "a module's page, not a command's")
        at = page.find(1)
        self.title = page.heading(page.blocks[at]).split(" ")[0] if at >= 0 else ""
        if not self.title and COMMAND_NAME.fullmatch(str(metadata.get("title"))):
            self.title = str(metadata["title"])
        if not self.title:
            raise NotCommandHelp(self.path, "the page has no title, '# Verb-Noun'")
        if self.title.lower().startswith("about_"):
            raise NotCommandHelp(self.path, "an about_ topic, not a command's page")
        if page.find(2, "SYNTAX") < 0 and page.find(2, "PARAMETERS") < 0:
            raise NotCommandHelp(self.path, "not a command's page: it has neither SYNTAX nor PARAMETERS")
        syntaxes = self.syntaxes()
        self.title = self.command_name(syntaxes)
        if not page.front_matter:
            self.gap("metadata", "the page has no front matter; module and help file are unknown")
        document = CommandHelp(self.title, {**metadata, "title": self.title})
        document.metadata.setdefault("PlatyPS schema version", SCHEMA_VERSION)
        self.take_own_mapping(document)
        document.syntaxes = syntaxes
        document.synopsis = self.section("SYNOPSIS")
        document.description = self.section("DESCRIPTION")
        document.notes = self.section("NOTES")
        document.alias_header = page.find(2, "ALIASES") >= 0
        document.aliases = self.section("ALIASES")
        if _ALIAS_PLACEHOLDER in document.aliases:
            document.aliases = ""
        document.examples = self.examples()
        self.parameters(document)
        document.inputs = self.types("INPUTS")
        document.outputs = self.types("OUTPUTS")
        document.links = self.links()
        return Imported(document, self.gaps)

    def take_own_mapping(self, document: CommandHelp) -> None:
        """The command's ``pscompat`` mapping travels in the front matter as one line of JSON."""
        own = document.metadata.pop("pscompat", None)
        if isinstance(own, str):
            try:
                own = json.loads(own)
            except (ValueError, RecursionError):
                self.gap("pscompat", "the front matter's pscompat is no JSON and was left out")
        if isinstance(own, dict):
            document.extra = own

    def command_name(self, syntaxes: list[SyntaxItem]) -> str:
        """The title, or the file's name where SYNTAX agrees with that one instead (help.md §2.8, row 5)."""
        stem = os.path.splitext(os.path.basename(self.path))[0]
        if stem == self.title or not COMMAND_NAME.fullmatch(stem):
            return self.title
        commands = {item.command for item in syntaxes}
        if commands == {stem}:
            self.gap("title", f"the title says {self.title}; SYNTAX and the file's name say {stem}")
            return stem
        self.gap("title", f"the title says {self.title}, the file's name {stem}")
        return self.title

    def range(self, title: str) -> tuple[int, int]:
        """The indices of the first block of a section and of the one behind it."""
        start = self.page.find(2, title)
        if start < 0:
            return 0, 0
        end = self.page.find(2, start=start + 1)
        return start + 1, end if end >= 0 else len(self.page.blocks)

    def lines(self, start: int, end: int) -> str:
        """The text of the blocks from ``start`` up to ``end``."""
        blocks = self.page.blocks
        if start >= end:
            return ""
        last = blocks[end].line if end < len(blocks) else len(self.page.lines)
        return self.page.text(blocks[start].line, last)

    def section(self, title: str) -> str:
        return self.lines(*self.range(title))

    def headed(self, title: str) -> list[tuple[Block | None, int, int]]:
        """The parts of a section: a ``###`` heading (None before the first) and its blocks' indices."""
        start, end = self.range(title)
        parts: list[tuple[Block | None, int, int]] = []
        heading, first = None, start
        for index in range(start, end):
            block = self.page.blocks[index]
            if block.kind == "heading" and block.level == 3:
                parts.append((heading, first, index))
                heading, first = block, index + 1
        parts.append((heading, first, end))
        return [part for part in parts if part[0] is not None or part[1] < part[2]]

    def syntaxes(self) -> list[SyntaxItem]:
        found: list[SyntaxItem] = []
        for heading, start, end in self.headed("SYNTAX"):
            for block in self.page.blocks[start:end]:
                if block.kind not in ("fence", "code") or not block.text.strip():
                    continue
                title = self.page.heading(heading) if heading else ""
                bare = _PROVIDER.sub("", title)
                name = _DEFAULT.sub("", bare).strip()
                command = block.text.split()[0]
                for text in _commands(block.text, command):
                    if text.strip():
                        item = parse_line(text, name, name != bare.strip())
                        item.command = command
                        same = next((each for each in found if each.set_name == name), None)
                        if same is not None and bare != title:
                            merge_line(same, item)
                        else:
                            found.append(item)
        self.name_sets(found)
        return found

    def name_sets(self, items: list[SyntaxItem]) -> None:
        """A single line without a heading is for all sets; several are numbered."""
        unnamed = [item for item in items if not item.set_name]
        if unnamed:
            assign_sets(unnamed, self.block_members(), {item.set_name for item in items})
            unnamed = [item for item in unnamed if not item.set_name]
        if len(items) == 1 and (unnamed or items[0].set_name.lower() in ("all", "(all)")):
            items[0].set_name, items[0].is_default = "__AllParameterSets", False
            return
        names = {item.set_name for item in items}
        for number, item in enumerate(unnamed, 1):
            while f"Set{number}" in names:
                number += 1
            item.set_name = f"Set{number}"
            names.add(item.set_name)
        if unnamed:
            self.gap("syntaxes", f"{len(unnamed)} syntax lines have no set name; they were numbered")
        seen: set[str] = set()
        for number, item in enumerate(items, 1):
            if item.set_name in seen:
                item.set_name = f"{item.set_name} {number}"
                self.gap("syntaxes", f"two syntax lines share a set name; one is now {item.set_name!r}")
            seen.add(item.set_name)

    def block_members(self) -> dict[str, list[str]]:
        """For each set that blocks name the parameters, in lower case, that are in it.

        Several that one parameter alone names are none: nothing tells them apart.
        """
        named: dict[str, list[str]] = {}
        everywhere: list[str] = []
        for heading, start, end in self.headed("PARAMETERS"):
            name = _parameter_name(self.page.heading(heading)) if heading else ""
            for block in self.page.blocks[start:end]:
                values = block_values(block.text, self.path) if block.kind == "fence" else None
                for each in values.set_names() if values else ():
                    if each == ALL_SETS:
                        everywhere.append(name.lower())
                    else:
                        named.setdefault(each, []).append(name.lower())
        alike = [members for members in named.values() if len(members) == 1]
        return {each: [*members, *everywhere] for each, members in named.items() if alike.count(members) < 2}

    def examples(self) -> list[Example]:
        found: list[Example] = []
        for heading, start, end in self.headed("EXAMPLES"):
            text = self.lines(start, end)
            if heading is None:
                self.gap("examples", "text before the first example became an example of its own")
                found.append(Example("Example", text))
            else:
                found.append(Example(heading.text.strip(), text))
        return found

    def parameters(self, document: CommandHelp) -> None:
        common = any(item.common for item in document.syntaxes)
        names: set[str] = set()
        for heading, start, end in self.headed("PARAMETERS"):
            name = _parameter_name(self.page.heading(heading)) if heading else ""
            if name.lower() == "commonparameters":
                common = True
            elif name.lower() in ("workflowcommonparameters", "workflowparameters"):
                document.workflow_parameters = True
            elif not name:
                self.gap("parameters", "text before the first parameter was left out")
            elif name.lower() in names:
                self.gap("parameters", "the page describes it twice; the first one counts", name)
            else:
                names.add(name.lower())
                document.parameters.append(self.parameter(name, start, end, document.syntaxes))
        # Pages of the older schema leave the section out also for commands that have these parameters.
        document.common_parameters = common or not self.page.has_v2_blocks()
        for item in document.syntaxes:
            item.common = document.common_parameters
        settle_order(document)

    def parameter(self, name: str, start: int, end: int, syntaxes: list[SyntaxItem]) -> HelpParameter:
        """Its blocks are those that read as one: several of the older schema, else the last; other text describes."""
        found: list[tuple[int, BlockValues]] = []
        for index in range(start, end):
            block = self.page.blocks[index]
            if block.kind == "fence" and block.info.lower().startswith(("yaml", "yml")):
                values = block_values(block.text, self.path)
                if values is not None:
                    found.append((index, values))
        if any(values.v2 for _, values in found):
            found = found[-1:]
        elif found:
            # An example in YAML may look like one, but says nothing of sets.
            found = [each for each in found if each[1].of_sets] or found[-1:]
        else:
            self.gap("type", "the page has no block for it; SYNTAX was used", name)
        texts = []
        for index in [*(index for index, _ in found), end]:
            texts.append(self.lines(start, index))
            start = index + 1
        description = "\n\n".join(text for text in texts if text)
        read = [values for _, values in found]
        return parameter_from_blocks(name, description, read, syntaxes, lambda key, what: self.gap(key, what, name))

    def types(self, title: str) -> list[TypeNote]:
        found: list[TypeNote] = []
        for heading, start, end in self.headed(title):
            text = self.lines(start, end)
            if heading is not None:
                found.append(TypeNote(self.page.heading(heading), text))
            elif re.fullmatch(r"[\w.`\[\],]+", text):
                found.append(TypeNote(text))
            else:
                self.gap(title.lower(), "text without a type's heading was left out")
        return found

    def links(self) -> list[Link]:
        start, end = self.range("RELATED LINKS")
        found: list[Link] = []
        for block in self.page.blocks[start:end]:
            text = block.text if block.kind == "paragraph" else self.page.text(block.line, block.end)
            if _LINKS_PLACEHOLDER in text or block.kind == "heading":
                continue
            for part in re.split(r"\n(?=\s*[-*+] )|\n\n", text):
                part = part.lstrip(" \t-*+").rstrip()
                read = links(part)
                found += [Link(link.text, link.href) for link in read]
                if not read and (address := re.search(r"https?://[^\s<>]+", part)):
                    found.append(Link(address[0], address[0]))
                elif not read and part:
                    found.append(Link(plain_text(part), ""))
        return found


def _commands(text: str, name: str) -> list[str]:
    """The syntax lines of a block, which begin with the command's name; most blocks have one."""
    if f"\n{name}" not in text:
        return [text]
    return re.split(rf"^(?={re.escape(name)}\s)", text, flags=re.MULTILINE)


def _parameter_name(heading: str) -> str:
    return heading.lstrip("-–—").split(" ")[0].rstrip(":\\")
