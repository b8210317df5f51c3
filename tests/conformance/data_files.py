"""Data files and module folders: what their tables are worth, and what a module exports."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pscompat.dotnet.canonical import canonical
from pscompat.errors import CommandError, ErrorRecord, ParseError
from pscompat.workshop.manifests.data_file import read_data_file
from pscompat.workshop.manifests.exports import exported_aliases, exported_functions, missing_files
from pscompat.workshop.manifests.manifest import Manifest, read_manifest

from .kinds import Difference, Kind, Outcome, Row


class DataFilesKind(Kind):
    """``datafiles.jsonl``: the text of one file is a case."""

    row_keys = frozenset(("text",))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            yield

    def title(self, row: Row, index: int) -> str:
        return str(row["text"])

    def run(self, question: Row) -> list[Outcome]:
        file = self.folder / "t.psd1"
        file.write_bytes(question["text"].encode("utf-8", "surrogatepass"))
        try:
            return [{"values": [canonical(read_data_file(str(file)))]}]
        except CommandError as error:
            outcome: Outcome = {"errors": [_error(each, self.folder) for each in error.records]}
            cause = error.__cause__
            if isinstance(cause, ParseError):
                outcome["parse"] = {"id": cause.error_id, "at": cause.at[0], "message": cause.message}
            return [outcome]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        errors = [{key: each[key] for key in _ERROR_KEYS} for each in expected.get("errors", [])]
        parse = next(iter(expected.get("parse", [])), None)
        was = {"values": _unordered(expected["values"]), "errors": errors, "parse": parse}
        values = _unordered(outcome.get("values", []))
        now = {"values": values, "errors": outcome.get("errors", []), "parse": outcome.get("parse")}
        return [Difference(key, was[key], now[key]) for key in was if was[key] != now[key]]


_ERROR_KEYS = ("id", "message", "exception", "category")


def _error(record: ErrorRecord, folder: Path) -> Row:
    return {
        "id": record.fully_qualified_error_id,
        "message": record.message.replace(str(folder), "<cwd>"),
        "exception": record.exception,
        "category": record.category,
    }


def _unordered(value: Any) -> Any:
    """A value whose tables have an order of their own, for .NET's have none."""
    if isinstance(value, list):
        return [_unordered(each) for each in value]
    if not isinstance(value, dict):
        return value
    value = {key: _unordered(each) for key, each in value.items()}
    if value.get("t") == "dict":
        value["v"] = sorted(value["v"], key=json.dumps)
    return value


_NOT_TOLD = ("RequiredModules", "PowerShellVersion")
"""Errors with these words depend on what is installed where the module is tested."""


class ManifestsKind(Kind):
    """``manifests.jsonl``: what Test-ModuleManifest tells of a module's folder.

    Not compared: types of modules, variables, cmdlets, nested and required modules, which nothing here needs, and
    errors of what is installed. PowerShell tells some errors twice, and fails on itself where there is no version.
    """

    row_keys = frozenset(("name", "files"))

    def run(self, question: Row) -> list[Outcome]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for path, text in question["files"].items():
                file = folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="")
            try:
                manifest = read_manifest(str(folder / question["name"] / f"{question['name']}.psd1"))
            except CommandError as error:
                return [{"errors": [_error(each, folder) for each in error.records]}]
            errors = [*manifest.errors, *missing_files(manifest)]
            return [{"module": _module(manifest), "errors": [_error(each, folder) for each in errors]}]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        test = expected["test"]
        module = next(iter(test.get("modules", [])), None)
        was: Row = {"errors": []}
        if module is not None:
            was["module"] = {key: module[key] for key in _MODULE_KEYS}
        for each in test.get("errors", []):
            error = {key: each[key] for key in _ERROR_KEYS}
            told = each["id"].startswith("Modules_") and not any(word in each["id"] for word in _NOT_TOLD)
            if told and error not in was["errors"]:
                was["errors"].append(error)
        return [
            Difference(key, was.get(key), outcome.get(key))
            for key in ("module", "errors")
            if was.get(key) != outcome.get(key)
        ]


_MODULE_KEYS = ("name", "version", "guid", "root", "description", "author", "prerelease", "functions", "aliases")


def _module(manifest: Manifest) -> Row:
    return {
        "name": manifest.name,
        "version": manifest.version,
        "guid": manifest.guid,
        "root": manifest.root,
        "description": manifest.text("Description"),
        "author": manifest.text("Author"),
        "prerelease": manifest.prerelease,
        "functions": exported_functions(manifest),
        "aliases": exported_aliases(manifest),
    }
