"""The metadata of a Markdown page: front matter, and the keys that changed between the schemas (help.md §2.1)."""

from __future__ import annotations

from typing import Any

from ...errors import HelpFileError
from ...helpfile.yamltext import read_yaml
from ..document import SCHEMA_VERSION

_MIGRATED_KEYS = {
    "Download Help Link": "HelpInfoUri",
    "online version": "HelpUri",
    "schema": "PlatyPS schema version",
}


def parse_front_matter(text: str, path: str) -> dict[str, Any]:
    """The text between the ``---`` lines: YAML, else line by line at the first colon (help.md §2.2)."""
    try:
        read = read_yaml(text, path)
    except HelpFileError:
        read = None
    if isinstance(read, dict):
        return dict(read)
    values: dict[str, Any] = {}
    for line in text.split("\n"):
        key, colon, value = line.partition(":")
        if colon:
            values[key.strip()] = "" if value.strip() == "''" else value.strip()
    return values


def migrate(metadata: dict[str, Any]) -> dict[str, Any]:
    """The mapping with the keys and the schema version of 2024-05-01."""
    migrated: dict[str, Any] = {}
    for key, value in metadata.items():
        migrated[_MIGRATED_KEYS.get(key, key)] = value
    if migrated.get("PlatyPS schema version") == "2.0.0":
        migrated["PlatyPS schema version"] = SCHEMA_VERSION
    return migrated if "document type" in migrated else {**migrated, "document type": "cmdlet"}
