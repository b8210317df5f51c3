"""The scripts of a module in an import: which files they are, and which functions and aliases they export."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

from ...errors import CommandError, HelpFileError, NotRunError, ParseError
from ...language.reader import parse
from ...language.structure import Command, Pipeline
from ..script_text import read_script_text
from ..scripts.export_statements import EXPORTS, export_statement, exports_of, name_test
from .exports import exported_functions, missing_files, plain_names, reads_more, script_files
from .manifest import Manifest, read_manifest

MANIFEST = ".psd1"
_ENDINGS = (".ps1", ".psm1")
_TESTS = ("test", "tests")
_MOST_ERRORS = 20
"""So many errors of a manifest are told one by one."""


class ModuleScripts:
    """The scripts of a module that has a manifest.

    paths     its scripts: those that the manifest names, then the others below its folder
    notes     what the author is told: what the manifest names and nothing defines, what is exported only at times
    """

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        own = script_files(manifest)
        self.paths = list(dict.fromkeys((*own, *_below(manifest))))
        self._stated = exports_of(found for path in self.paths for found in _statements(path))
        self._named = {key: name_test(manifest.texts(key)) for key in _KEYS}
        self._listed: set[str] | None = None
        self._taken: set[str] = set()
        named = plain_names(manifest.texts("FunctionsToExport") or [])
        if named or not any(map(reads_more, own)):
            self._listed = {name.lower() for name in exported_functions(manifest)}
        errors = [*manifest.errors, *missing_files(manifest)]
        self.notes = [error.message for error in errors[:_MOST_ERRORS]]
        if len(errors) > _MOST_ERRORS:
            self.notes.append(f"{manifest.path}: {len(errors) - _MOST_ERRORS} more errors of this manifest")
        self.notes += [f"{manifest.path}: {key} needs running, so it was not read" for key in manifest.running]

    def has(self, name: str) -> bool:
        """Whether the module exports a function that its scripts define: as Test-ModuleManifest tells it.

        Where a script reads others in by running, those that the manifest's wildcards match.
        """
        lets_out = self._named["FunctionsToExport"](name)
        if not (lets_out if self._listed is None else name.lower() in self._listed):
            return False
        if not (lets_out and self._stated.has(name)):
            by = "Export-ModuleMember" if lets_out else "FunctionsToExport"
            self.notes.append(f"{name}: Import-Module does not export it, because of {by}")
        self._taken.add(name.lower())
        return True

    def aliases_of(self, name: str, own: Iterable[str]) -> list[str]:
        """The exported ones of a function's ``own`` aliases and of those that statements give it."""
        found = dict.fromkeys(filter(self._named["AliasesToExport"], self._stated.aliases_of(name, own)))
        self._taken.update(each.lower() for each in found)
        return list(found)

    def undefined(self) -> Iterator[str]:
        """Notes on what the manifest exports by name, and no script that was read defines."""
        for what, key in (("function", "FunctionsToExport"), ("alias", "AliasesToExport")):
            for name in plain_names(self.manifest.texts(key) or []):
                if name.lower() not in self._taken:
                    yield f"{key} has {name}, but no script says what that {what} is"


_KEYS = ("FunctionsToExport", "AliasesToExport")


def manifest_in(path: str) -> Manifest | None:
    """The manifest that a path names: of the file, or of the folder that has one. None where there is none.

    Raises HelpFileError for a file that is none.
    """
    if not os.path.isdir(path):
        return _read(path) if path.lower().endswith(MANIFEST) else None
    found = []
    own = os.path.basename(os.path.abspath(path)).lower()
    for name in sorted(os.listdir(path)):
        if name.lower().endswith(MANIFEST):
            try:
                found.append(_read(os.path.join(path, name)))
            except HelpFileError:
                # Other data files lie beside a manifest; that of the module has its folder's name.
                if name.lower().removesuffix(MANIFEST) == own:
                    raise
    return min(found, key=lambda each: each.name.lower() != own, default=None)


def _read(path: str) -> Manifest:
    """The manifest. Raises HelpFileError, with the place for what does not parse."""
    try:
        return read_manifest(path)
    except CommandError as error:
        place, last = error.__cause__, error.records[-1]
        if isinstance(place, ParseError):
            raise HelpFileError(
                path, f"column {place.column}: {place.message} ({place.error_id})", line=place.line
            ) from None
        raise HelpFileError(path, f"{last.message} ({last.error_id.partition(',')[0]})") from None
    except NotRunError as error:
        raise HelpFileError(path, error.message) from None


def _below(manifest: Manifest) -> Iterator[str]:
    """The scripts below a manifest's folder, without tests and hidden folders."""
    for folder, below, names in os.walk(os.path.dirname(manifest.path) or "."):
        below[:] = sorted(each for each in below if not each.startswith(".") and each.lower() not in _TESTS)
        for name in sorted(names):
            if name.lower().endswith(_ENDINGS) and name.lower().rsplit(".", 2)[1:] != ["tests", "ps1"]:
                yield os.path.normpath(os.path.join(folder, name))


def _statements(path: str) -> Iterator[dict[str, Any]]:
    """A script's own statements of aliases and exports; of one that does not parse none."""
    try:
        text = read_script_text(path)
        lower = text.lower()
        script = parse(text) if any(word in lower for word in EXPORTS) else None
    except (HelpFileError, ParseError):
        return
    for node in script.statements if script is not None else ():
        first = node.elements[0] if isinstance(node, Pipeline) else None
        if isinstance(first, Command) and first.name.lower() in EXPORTS:
            assert script is not None
            yield export_statement(script, first)
