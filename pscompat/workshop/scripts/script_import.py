"""Script files in an import: their functions as sources, pages and earlier help files brought together with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from ...dotnet.types import NetType
from ...errors import HelpFileError, ParseError
from ..document import CommandHelp, Gap, HelpParameter, NotCommandHelp
from ..importer import SCRIPT_ENDINGS, Source
from ..script_text import read_script_text
from .export_statements import Exporting, exports_of
from .script_document import document_of
from .script_file import ScriptFile, read_script

_WRITTEN_BY_CODE = (
    "defaultParameterSet",
    "positionalBinding",
    "supportsShouldProcess",
    "supportsPaging",
    "simple",
    "parenthesised",
    "obsolete",
)
_OF_PARAMETER = ("validate", "default", "obsolete", "psTypeName", "completions", "dontShow")


class Told(Protocol):
    """Where an import keeps what it tells."""

    skipped: list[HelpFileError]
    notes: list[str]


def is_script(path: str) -> bool:
    """Whether a file's name is a script's; tests and the like are scripts too, without functions to import."""
    return path.lower().endswith(SCRIPT_ENDINGS)


def read_script_file(path: str, more: Mapping[str, NetType] | None = None) -> ScriptFile:
    """The script file. Raises HelpFileError, with the first error's id and place, for one that does not parse."""
    try:
        return read_script(read_script_text(path), more)
    except ParseError as error:
        reason = f"column {error.column}: {error.message} ({error.error_id})"
        raise HelpFileError(path, reason, line=error.line) from None


def types_of(paths: Iterable[str]) -> dict[str, NetType]:
    """The types that script files declare, by lower-case name: other files may use them."""
    found: dict[str, NetType] = {}
    for path in paths:
        try:
            text = read_script_text(path)
            lower = text.lower()
            if "enum" in lower or "class" in lower:
                file = read_script(text)
                found.update((name.lower(), file.own[name.lower()]) for name in file.types)
        except (HelpFileError, ParseError):
            continue
    return found


def script_sources(
    path: str, more: Mapping[str, NetType], found: Told, *, date: str = "", module: Exporting | None = None
) -> Iterator[Source]:
    """A file's functions as sources; ``more`` are the types of other files. Raises HelpFileError.

    What it does not export is told as skipped, what must be run to be known as a note; of a file of a ``module`` with
    a manifest that tells what is exported.
    """
    file = read_script_file(path, more)
    if file.error is not None:
        raise HelpFileError(path, f"{file.error.message} ({file.error.error_id})")
    if not file.functions:
        raise NotCommandHelp(path, "a script without functions at its top level")
    exports = exports_of(file.statements) if module is None else module
    if module is None:
        found.notes += [f"{path}: {note}" for note in exports.notes]
    for each in file.functions:
        if not exports.has(each.name):
            if module is None:
                found.skipped.append(HelpFileError(path, f"{each.name} is not exported by Export-ModuleMember"))
            continue
        read = document_of(each, file.help_of(each), file.own)
        aliases = exports.aliases_of(each.name, read.help.extra.pop("aliases", ()))
        if aliases:
            read.help.extra["aliases"] = aliases
        if date:
            read.help.metadata["ms.date"] = date
        yield Source(path, read.help, read.gaps, "script", types=file.own)


def take_texts(document: CommandHelp, page: CommandHelp) -> list[Gap]:
    """The page's texts for what the code declares; where they contradict each other, the code binds."""
    for name in ("synopsis", "description", "notes", "examples", "inputs", "outputs", "links"):
        if getattr(page, name):
            setattr(document, name, getattr(page, name))
    document.metadata = {**page.metadata, **document.metadata}
    gaps = []
    for item in document.parameters:
        other = page.parameter(item.name)
        if other is None:
            gaps.append(Gap(f"{document.title} -{item.name}", "parameters", "the page lacks the parameter"))
            continue
        item.description = other.description or item.description
        gaps += [Gap(f"{document.title} -{item.name}", "parameters", what) for what in _contradictions(item, other)]
    for other in page.parameters:
        if document.parameter(other.name) is None and other.name.lower() not in ("whatif", "confirm"):
            gaps.append(Gap(f"{document.title} -{other.name}", "parameters", "only the page has it; it was left out"))
    return gaps


def _contradictions(item: HelpParameter, other: HelpParameter) -> Iterator[str]:
    def last(name: str | None) -> str:
        return (name or "").rpartition(".")[2].lower()

    if other.type and last(other.type) != last(item.type):
        yield f"the page says it is of type {other.type}, the code {item.type}; the code binds"
    demanded = [any(entry.required for entry in each.sets) for each in (item, other)]
    if other.sets and demanded[0] != demanded[1]:
        words = ["mandatory" if each else "optional" for each in demanded]
        yield f"the page says it is {words[1]}, the code {words[0]}; the code binds"


def keep_authors(document: CommandHelp, before: CommandHelp) -> list[str]:
    """What an author added to a help file that was imported before stays; tells what the code has changed since."""
    changes: list[str] = []
    for name in ("synopsis", "description", "notes", "examples", "inputs", "outputs", "links"):
        old, new = getattr(before, name), getattr(document, name)
        if old and old != new:
            setattr(document, name, old)
            if new:
                changes.append(f"{name} differs; the help file's was kept")
    document.metadata = {**document.metadata, **before.metadata}
    document.extra = {
        **{key: value for key, value in before.extra.items() if key not in _WRITTEN_BY_CODE},
        **document.extra,
    }
    for item in document.parameters:
        old_item = before.parameter(item.name)
        if old_item is None:
            changes.append(f"-{item.name} is new")
            continue
        if old_item.description and old_item.description != item.description:
            if item.description:
                changes.append(f"-{item.name}: the description differs; the help file's was kept")
            item.description = old_item.description
        changed = [key for key in ("type", "aliases", "sets") if getattr(old_item, key) != getattr(item, key)]
        changed += [key for key in _OF_PARAMETER if key in item.extra and old_item.extra.get(key) != item.extra[key]]
        changes += [f"-{item.name}: {key} changed" for key in changed]
        old_extra = {key: value for key, value in old_item.extra.items() if key != "leftOut"}
        # What the author has put in its place is no gap any more.
        left_out = [each for each in item.extra.pop("leftOut", []) if each.partition(":")[0] not in old_extra]
        item.extra = {**old_extra, **item.extra, **({"leftOut": left_out} if left_out else {})}
    changes += [f"-{old.name} is gone" for old in before.parameters if document.parameter(old.name) is None]
    return changes
