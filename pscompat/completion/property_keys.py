"""Keys of the hashtables that describe properties (completion.md §7)."""

from __future__ import annotations

from .candidates import PROPERTY, Candidate
from .trial_binding import TrialBinding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..binding.metadata import CompiledCommand
    from .elements_at_cursor import Item

_KEYS = {
    "Select-Object": ("Name", "Expression"),
    "Sort-Object": ("Expression", "Ascending", "Descending"),
    "Group-Object": ("Expression",),
}
_TIPS = {
    "Name": "[string]\nSpecifies the name of the property being created.",
    "Expression": "[scriptblock]\nA script block used to calculate the value of the new property.",
    "Ascending": "[bool]\nSpecifies the order of sorting for one or more properties.",
    "Descending": "[bool]\nSpecifies the order of sorting for one or more properties.",
}


def property_keys(
    command: CompiledCommand, items: Sequence[Item], table: Item, text: str, partial: str
) -> list[Candidate]:
    """The keys that fit, for a hashtable with this text that stands in the element of a command."""
    keys = _KEYS.get(command.name, ())
    trial = TrialBinding(command, items)
    name = trial.name_of(table)
    parameters = [name.parameter] if name is not None else trial.taken.get(table.start, [])
    if not any(parameter is not None and parameter.name == "Property" for parameter in parameters):
        return []
    written = {
        part.partition("=")[0].strip().lower()
        for part in text.replace("\n", ";").replace("\r", ";").split(";")
        if "=" in part
    }
    return [
        Candidate(PROPERTY, key, key, _TIPS[key])
        for key in keys
        if key.lower().startswith(partial.lower()) and (key.lower() not in written or key.lower() == partial.lower())
    ]
