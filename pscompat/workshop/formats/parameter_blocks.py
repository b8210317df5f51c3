"""The YAML block under a parameter's heading, read by its sense and not by platyPS's accidents (help.md §2.9).

Keys count in any case and order, unknown ones are skipped, a list may be a list or a comma list. What the block leaves
open is taken from the SYNTAX lines where these say it, and noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ...errors import HelpFileError
from ...helpfile.yamltext import read_yaml
from ..document import ALL_SETS, HelpParameter, SetEntry, SyntaxItem
from .page_types import OBJECT, SWITCH, dotnet_name

_BY_VALUE_AND_NAME = re.compile(r"ByValue \((\w+)\), ByName \((\w+)\)", re.IGNORECASE)

Note = Callable[[str, str], None]
"""Takes the key of a help file and what the page leaves open there."""

_TRUE = frozenset(("true", "yes", "y", "on"))
_FALSE = frozenset(("false", "no", "n", "off", ""))
# Written without a blank these are keys of the newer schema.
_V2_KEYS = frozenset(("defaultvalue", "supportswildcards", "parametersets", "acceptedvalues", "helpmessage"))
_ANY_KEYS = frozenset(("type", "required", "position", "aliases", "dontshow")) | _V2_KEYS


class BlockValues(dict[str, Any]):
    """A block's values by key, lower-cased and without blanks; ``v2``: of the newer schema, with lists of sets."""

    def __init__(self, values: Mapping[str, Any], *, v2: bool) -> None:
        super().__init__((key.replace(" ", "").lower(), value) for key, value in values.items())
        self.v2 = v2

    @property
    def of_sets(self) -> bool:
        """Whether it says how the parameter takes part in sets."""
        return not {"parametersets", "required", "position"}.isdisjoint(self)

    def set_names(self) -> list[str]:
        """The sets that the block names, ``(All)`` where it names none."""
        sets = self.get("parametersets")
        named = [_v2_set(each).name or ALL_SETS for each in _entries(sets)] if self.v2 else _set_names(sets)
        return named or [ALL_SETS]


def block_values(text: str, path: str) -> BlockValues | None:
    """The block's values; None when it is no parameter block.

    A block that is no YAML (``Default value: *``) is split at the first colon of each line.
    """
    plain = _plain_values(text)
    if plain is not None:
        return _keyed(plain)
    try:
        read = read_yaml(text, path)
    except HelpFileError:
        pairs = (line.partition(":") for line in text.split("\n"))
        read_pairs: dict[str, Any] = {key.strip(): _unquoted(value.strip()) for key, colon, value in pairs if colon}
        return _keyed(read_pairs)
    if not isinstance(read, dict):
        return None
    # A word that is null to YAML is a word of the page.
    words = {key: word for line in text.split("\n") for key, _, word in [line.partition(":")] if read.get(key) is None}
    return _keyed({key: words.get(key, "").strip() if value is None else value for key, value in read.items()})


# A key and a value that is the same text to YAML.
_PLAIN = re.compile(r"([A-Za-z][A-Za-z ]*):(?: +([A-Za-z0-9(](?: *[!\"$-9;-~]|:(?=[!\"$-9;-~]))*)?)? *")


def _plain_values(text: str) -> dict[str, str] | None:
    """The values of a block of plain scalars, one a line, as nearly all are; None where it takes YAML to tell them."""
    values: dict[str, str] = {}
    for line in text.split("\n"):
        found = _PLAIN.fullmatch(line)
        if found is None and line:
            return None
        if found is not None:
            if found[1] in values:
                return None
            values[found[1]] = found[2] or ""
    return values or None


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text


def _keyed(values: Mapping[str, Any]) -> BlockValues | None:
    written = {key.lower(): value for key, value in values.items()}
    v2 = bool(_V2_KEYS & set(written)) and not isinstance(written.get("parametersets"), str)
    keyed = BlockValues(values, v2=v2)
    return keyed if _ANY_KEYS & set(keyed) else None


def parameter_from_blocks(
    name: str, description: str, blocks: list[BlockValues], syntaxes: list[SyntaxItem], note: Note
) -> HelpParameter:
    """The parameter that blocks of either schema describe; without a block what SYNTAX says of it.

    Pages of the older schema have a block for each group of sets where these differ: the first one says the rest.
    """
    parameter = _parameter(name, description, blocks[0] if blocks else BlockValues({}, v2=False), syntaxes, note)
    known = {entry.name: entry for entry in parameter.sets}
    for values in blocks[1:]:
        for entry in _v1_sets(name, values, syntaxes, note):
            other = known.setdefault(entry.name, entry)
            if other is entry:
                parameter.sets.append(entry)
            elif other != entry:
                note("parameterSets", f"two blocks tell different things of the set {entry.name}; the first one counts")
        parameter.accepted_values = list(
            dict.fromkeys((*parameter.accepted_values, *_texts(values.get("acceptedvalues"))))
        )
        parameter.aliases = list(dict.fromkeys((*(parameter.aliases or ()), *_texts(values.get("aliases")))))
    return parameter


def _parameter(
    name: str, description: str, values: BlockValues, syntaxes: list[SyntaxItem], note: Note
) -> HelpParameter:
    spelled = re.sub(r"\s+(?=\[)", "", _text(values.get("type")).strip())
    parameter = HelpParameter(name, spelled, description)
    parameter.type = _type(spelled, name, syntaxes, note)
    parameter.spelled = spelled
    parameter.aliases = _texts(values.get("aliases"))
    parameter.accepted_values = _texts(values.get("acceptedvalues"))
    parameter.dont_show = _flag(values.get("dontshow"))
    parameter.help_message = _text(values.get("helpmessage"))
    if values.v2:
        parameter.default = _text(values.get("defaultvalue"))
        parameter.wildcards = _flag(values.get("supportswildcards"))
        parameter.sets = [_v2_set(entry) for entry in _entries(values.get("parametersets"))]
        own = values.get("pscompat")
        if isinstance(own, dict):
            parameter.extra = dict(own)
    else:
        default = _text(values.get("defaultvalue"))
        parameter.default = "" if default == "None" else default
        parameter.wildcards = _flag(values.get("acceptwildcardcharacters"))
        parameter.sets = _v1_sets(name, values, syntaxes, note)
    return parameter


def _type(spelled: str, name: str, syntaxes: list[SyntaxItem], note: Note) -> str:
    if not spelled:
        tokens = [token for item in syntaxes for token in item.parameters if token.name.lower() == name.lower()]
        shown = next((token.type for token in tokens), "")
        note("type", f"the page gives no type{f'; SYNTAX shows {shown}' if shown else ''}")
        spelled = shown or OBJECT
    return dotnet_name(spelled) or spelled


def _v2_set(entry: Mapping[str, Any]) -> SetEntry:
    keyed = {key.lower(): value for key, value in entry.items()}
    return SetEntry(
        name=_text(keyed.get("name")) or ALL_SETS,
        position=_position(_text(keyed.get("position"))) or "Named",
        required=_flag(keyed.get("isrequired")),
        by_value=_flag(keyed.get("valuefrompipeline")),
        by_name=_flag(keyed.get("valuefrompipelinebypropertyname")),
        remaining=_flag(keyed.get("valuefromremainingarguments")),
    )


def _v1_sets(name: str, values: Mapping[str, Any], syntaxes: list[SyntaxItem], note: Note) -> list[SetEntry]:
    """One position and one pipeline rule for all sets is what v1 can say (help.md §6.1)."""
    named = [item.set_name for item in syntaxes if item.set_name not in (ALL_SETS, "__AllParameterSets")]
    set_names = _set_names(values.get("parametersets"))
    if [each.lower() for each in set_names] == ["all"] and "All" not in named:
        set_names = [ALL_SETS]
    if not set_names:
        shown_in = [item.set_name for item in syntaxes if _shows(item, name)]
        if named and 0 < len(shown_in) < len(named):
            set_names = shown_in
            note("parameterSets", f"the block names no set; SYNTAX shows it in {', '.join(shown_in)} only")
        else:
            set_names = [ALL_SETS]
    known = {each.lower() for each in named}
    unknown = [each for each in set_names if each != ALL_SETS and named and each.lower() not in known]
    if unknown:
        note("parameterSets", f"SYNTAX has no set {', '.join(unknown)}")
    mandatory_in = _mandatory_sets(_text(values.get("required")), set_names, note)
    written = _text(values.get("position"))
    position = _position(written)
    if position is None:
        note("parameterSets.position", f"{written!r} is no position")
    input_words = _text(values.get("acceptpipelineinput")).strip()
    by_value, by_name = pipeline_flags(input_words)
    if input_words.lower() == "true":
        note(
            "parameterSets.valueFromPipeline",
            "'True' does not say whether by value or by property name; both were taken",
        )
    return [SetEntry(each, position or "Named", each in mandatory_in, by_value, by_name) for each in set_names]


def _mandatory_sets(text: str, set_names: list[str], note: Note) -> list[str]:
    """The sets in which the parameter is mandatory; ``True (A, B) False (C)`` names them."""
    lowered = text.strip().lower()
    if lowered in _TRUE:
        return set_names
    if lowered in _FALSE:
        return []
    match = re.search(r"true\s*\(([^)]*)\)", lowered)
    inside = re.split(r"[^\w]+", match[1]) if match else []
    found = [each for each in set_names if each.lower() in inside or (match and each.lower() in match[1].split(", "))]
    if not found:
        note("parameterSets.isRequired", f"{text!r} names none of the parameter's sets")
    return found


def _shows(item: SyntaxItem, name: str) -> bool:
    return any(token.name.lower() == name.lower() for token in item.parameters)


def _position(text: str) -> str | None:
    text = text.strip()
    if text.lower() in ("named", "", "none"):
        return "Named"
    number = re.match(r"-?[0-9]{1,9}(?![0-9.])", text)
    return number[0] if number else None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else _text(value).split(",")
    return [text for text in (_text(item).strip() for item in items) if text]


def _set_names(value: Any) -> list[str]:
    """The sets of a block of the older schema; some pages put names in parentheses, each of them or all at once."""
    names = (name if name == ALL_SETS else _without_parentheses(name) for name in _texts(value))
    return [name for name in names if name]


def _without_parentheses(name: str) -> str:
    if name.startswith("(") and ")" not in name[:-1]:
        name = name[1:]
    return name[:-1] if name.endswith(")") and "(" not in name else name


def _flag(value: Any) -> bool:
    return _text(value).strip().lower() in _TRUE


def _entries(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def is_switch(parameter: HelpParameter) -> bool:
    """Whether the parameter's type is SwitchParameter under any name."""
    return dotnet_name(parameter.type or "") == SWITCH


def pipeline_flags(text: str) -> tuple[bool, bool]:
    """By value, by property name; the many spellings of real pages (help.md §2.6, W29)."""
    text = text.strip()
    lowered = text.lower()
    if lowered == "true":
        return True, True
    if lowered.startswith("true ("):
        return "byvalue" in lowered, "byproperty" in lowered
    match = _BY_VALUE_AND_NAME.match(text)
    if match:
        return match[1].lower() == "true", match[2].lower() == "true"
    return False, False
