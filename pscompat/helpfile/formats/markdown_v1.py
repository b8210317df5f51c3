"""Parameter blocks of platyPS Markdown v1 (schema 2.0.0): nine plain keys on one line each (help.md §2.4–2.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .document import ALL_SETS, HelpParameter, SetEntry

KEYS = (
    "Type",
    "Parameter Sets",
    "Aliases",
    "Accepted values",
    "Required",
    "Position",
    "Default value",
    "Accept pipeline input",
    "Accept wildcard characters",
)
_BOOLEANS = {"true": True, "y": True, "yes": True, "on": True, "false": False, "n": False, "no": False, "off": False}
_REQUIRED_SETS = re.compile(r"true \(([^)]+)\)", re.IGNORECASE)
_PLATYPS_REQUIRED_SETS = re.compile(r"True \((.[^)]+)\)", re.IGNORECASE)
_BY_VALUE_AND_NAME = re.compile(r"ByValue \((\w+)\), ByName \((\w+)\)", re.IGNORECASE)

Values = Mapping[str, "str | None"]


def strict_values(block: object) -> dict[str, str | None] | None:
    """The block as platyPS's strict v1 reader takes it: the nine keys only, texts only, the last one a boolean."""
    if not isinstance(block, dict):
        return None
    if any(key not in KEYS or not isinstance(value, str | None) for key, value in block.items()):
        return None
    wildcards = block.get("Accept wildcard characters", "false")
    return dict(block) if (wildcards or "").lower() in _BOOLEANS else None


def platyps_parameter(name: str, description: str, values: Values) -> HelpParameter:
    """A v1 block as platyPS 1.0.3 understands it, its surprises included (help.md §2.6)."""
    sets = [part.strip() for part in (values.get("Parameter Sets", "") or "").split(",") if part] or [ALL_SETS]
    required = values.get("Required", "") or ""
    match = _PLATYPS_REQUIRED_SETS.search(required)
    mandatory_in = _split(match[1]) if match else [ALL_SETS]
    by_value, by_name = pipeline_flags(values.get("Accept pipeline input", "") or "")
    if not values.get("Parameter Sets"):
        sets = [ALL_SETS]
    entries = []
    for set_name in sets:
        plain = _BOOLEANS.get(required.strip().lower()) if required.strip().lower() in ("true", "false") else None
        mandatory = plain if plain is not None else set_name in mandatory_in
        entries.append(SetEntry(set_name, values.get("Position", ""), mandatory, by_value, by_name))
    return HelpParameter(
        name=name,
        type=values.get("Type", ""),
        description=description,
        default=values.get("Default value", ""),
        wildcards=wildcards(values),
        aliases=[part.strip() for part in (values.get("Aliases", "") or "").split(",") if part],
        accepted_values=_split(values.get("Accepted values", "") or ""),
        sets=entries,
    )


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


def wildcards(values: Values) -> bool:
    """Whether the block says that wildcards are accepted."""
    return _BOOLEANS.get((values.get("Accept wildcard characters") or "").lower(), False)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
