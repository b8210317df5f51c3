"""CommandHelp YAML read exactly as platyPS 1.0.3 imports it: by asking for keys one by one (help.md §1.9).

For reading help files in earnest there is ``yaml_reader``; this module serves ``platyps_exact``.
"""

from __future__ import annotations

from typing import Any

from ...errors import HelpFileError
from ..yamltext import read_yaml
from .document import CommandHelp, Example, HelpParameter, Link, SetEntry, SyntaxItem, TypeNote
from .syntax_items import parse_token_list

_METADATA_KEYS = ("external help file", "PlatyPS schema version", "HelpUri")
_NULL = "Object reference not set to an instance of an object."


def read_platyps_yaml(text: str | bytes, path: str) -> CommandHelp:
    """The document platyPS makes of the file. Raises HelpFileError where platyPS fails, with its message."""
    return _Reader(path).read(read_yaml(text, path, last_wins=True))


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path

    def fail(self, reason: str) -> HelpFileError:
        return HelpFileError(self.path, reason)

    def demanded(self, mapping: dict[str, Any], key: str) -> str:
        """A key that must be there and not be null."""
        if key not in mapping:
            raise self.fail(f"The given key '{key}' was not present in the dictionary.")
        return self.text(mapping[key])

    def text(self, value: Any) -> str:
        """What ``ToString`` gives; null throws, a list or mapping gives its type's name."""
        if value is None:
            raise self.fail(_NULL)
        if isinstance(value, list):
            return "System.Collections.Generic.List`1[System.Object]"
        if isinstance(value, dict):
            return "System.Collections.Generic.Dictionary`2[System.Object,System.Object]"
        return str(value)

    def given(self, mapping: dict[str, Any], key: str, default: str = "") -> str:
        return self.text(mapping[key]) if key in mapping else default

    def flag(self, mapping: dict[str, Any], key: str, *, null: bool = False) -> bool:
        """A boolean; an odd word is false, null throws unless ``null`` allows it."""
        if key not in mapping or (null and mapping[key] is None):
            return False
        return self.text(mapping[key]).strip().lower() == "true"

    def read(self, tree: Any) -> CommandHelp:
        tree = tree if isinstance(tree, dict) else {}
        metadata = tree.get("metadata")
        if not isinstance(metadata, dict) or "Module Guid" in metadata:
            raise self.fail("File is not CommandHelp.")
        for key in _METADATA_KEYS:
            if key not in metadata:
                raise self.fail(f"The given key '{key}' was not present in the dictionary.")
        if "Module Name" in metadata:
            self.text(metadata["Module Name"])
        document = CommandHelp(_string(tree.get("title")), dict(metadata))
        document.synopsis = _string(tree.get("synopsis"))
        description = tree.get("description")
        document.description = description if isinstance(description, str) else None
        document.notes = _string(tree.get("notes"))
        document.syntaxes = [self.syntax(entry) for entry in _mappings(tree.get("syntaxes"))]
        document.aliases = _string(tree.get("aliases"))
        document.examples = [
            Example(self.demanded(entry, "title"), self.demanded(entry, "description"))
            for entry in _mappings(tree.get("examples"))
        ]
        for entry in _mappings(tree.get("parameters")):
            self.parameter(entry, document)
        document.inputs = self.types(tree.get("inputs"))
        document.outputs = self.types(tree.get("outputs"))
        document.links = [
            Link(href=self.demanded(entry, "href"), text=self.demanded(entry, "text"))
            for entry in _mappings(tree.get("links"))
        ]
        for item in document.syntaxes:
            item.common = document.common_parameters
        return document

    def syntax(self, entry: dict[str, Any]) -> SyntaxItem:
        command = self.demanded(entry, "commandName")
        set_name = self.demanded(entry, "parameterSetName")
        is_default = self.demanded(entry, "isDefault").strip().lower() == "true"
        if "parameters" not in entry:
            raise self.fail("The given key 'parameters' was not present in the dictionary.")
        tokens = entry["parameters"]
        texts = [token for token in tokens if isinstance(token, str)] if isinstance(tokens, list) else []
        return SyntaxItem(command, set_name, is_default, parse_token_list(texts))

    def parameter(self, entry: dict[str, Any], document: CommandHelp) -> None:
        if "name" not in entry:
            raise self.fail("The given key 'name' was not present in the dictionary.")
        name = self.text(entry["name"])
        if name.lower() == "commonparameters":
            document.common_parameters = True
        elif name.lower() == "workflowparameters":
            document.workflow_parameters = True
        elif "type" in entry:
            aliases = entry.get("aliases")
            accepted = entry.get("acceptedValues")
            document.parameters.append(
                HelpParameter(
                    name=name,
                    type=self.text(entry["type"]),
                    description=self.given(entry, "description"),
                    default=self.given(entry, "defaultValue"),
                    wildcards=self.flag(entry, "globbing" if "globbing" in entry else "supportsWildcards", null=True),
                    aliases=[aliases] if isinstance(aliases, str) else self.texts(aliases),
                    dont_show=self.flag(entry, "dontShow", null=True),
                    accepted_values=self.texts(accepted),
                    sets=[self.set_entry(each) for each in _mappings(entry.get("parameterSets"))],
                    help_message=self.given(entry, "helpMessage"),
                )
            )

    def texts(self, value: Any) -> list[str]:
        return [self.text(item) for item in value] if isinstance(value, list) else []

    def set_entry(self, entry: dict[str, Any]) -> SetEntry:
        return SetEntry(
            name=self.given(entry, "name"),
            position=self.given(entry, "position"),
            required=self.flag(entry, "isRequired"),
            by_value=self.flag(entry, "valueFromPipeline"),
            by_name=self.flag(entry, "valueFromPipelineByPropertyName"),
            remaining=self.flag(entry, "valueFromRemainingArguments"),
        )

    def types(self, value: Any) -> list[TypeNote]:
        notes = []
        for entry in _mappings(value):
            if "name" in entry:
                description = entry.get("description")
                notes.append(TypeNote(self.text(entry["name"]), "" if description is None else self.text(description)))
        return notes


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
