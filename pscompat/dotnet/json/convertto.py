"""JSON as ``ConvertTo-Json`` writes it: cut off below a depth, objects of .NET with all their properties.

Source: ConvertToJsonCommand and JsonObject of 7.6, and the Newtonsoft.Json writer that they use.
"""

from __future__ import annotations

from ...errors import CommandError, ErrorRecord
from ..containers import EnumValue, PSCustomObject, ScriptBlock, SwitchParameter
from ..kinds import type_name_of
from ..members import property_names, table_of
from ..numbers import Numeral
from ..strings import net_text, to_string
from ..texts import NetObject, TypeValue
from .text import iso_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f", "\b": "\\b", "\\": "\\\\", '"': '\\"'}
_TEXT_TYPES = frozenset(("System.DateTime", "System.DateTimeOffset", "System.Guid", "System.Uri"))


class JsonWriter:
    """The options of one ConvertTo-Json.

    depth             how many levels below the first are written out; what is deeper becomes its text
    compress          leave out blanks and line ends
    enums_as_strings  write the names of enumeration members instead of their numbers
    escape            ``Default``, ``EscapeNonAscii`` or ``EscapeHtml``
    on_truncated      called once, when something was too deep
    """

    def __init__(
        self,
        *,
        depth: int = 2,
        compress: bool = False,
        enums_as_strings: bool = False,
        escape: str = "Default",
        on_truncated: Callable[[str], None] | None = None,
    ) -> None:
        self.depth = depth
        self.enums_as_strings = enums_as_strings
        self.escapes = _escape_table(escape)
        self.escape = escape
        self.on_truncated = on_truncated
        self.newline = "" if compress else "\n"
        self.colon = ":" if compress else ": "

    def write(self, value: object) -> str:
        """The JSON text. Raises CommandError for a dictionary with keys that are no strings."""
        return self._value(value, 0)

    def _value(self, value: object, depth: int) -> str:
        if value is None:
            return "null"
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return self.quoted(value)
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return self._real(value)
        if isinstance(value, (dict, list)):
            return self._container(value, depth)
        return self._other(value, depth)

    def _real(self, value: float) -> str:
        text = net_text(value)
        if text in ("NaN", "Infinity", "-Infinity"):
            return f'"{text}"'
        return text if "." in text or "E" in text else text + ".0"

    def _other(self, value: object, depth: int) -> str:
        if isinstance(value, Numeral):
            return self._value(value.value, depth)
        if isinstance(value, EnumValue):
            return self.quoted(value.name) if self.enums_as_strings else str(value.value)
        name = type_name_of(value)
        if name == "System.Decimal":
            text = net_text(value)
            return text if "." in text else text + ".0"
        if name in _TEXT_TYPES:
            return self.quoted(_text_of(value))
        if isinstance(value, (ScriptBlock, TypeValue, NetObject)):
            return self.quoted(net_text(value))
        if depth > self.depth:
            return self._truncated(value)
        return self._members({key: reader(value) for key, reader in _object_members(value)}, depth)

    def _container(self, value: Any, depth: int) -> str:
        if depth > self.depth:
            return self._truncated(value)
        if isinstance(value, list):
            return self._joined("[", [self._value(item, depth + 1) for item in value], "]", depth)
        if not isinstance(value, PSCustomObject):
            for key in value:
                if not isinstance(key, str):
                    raise _key_refused(value)
        return self._members(value, depth)

    def _members(self, members: dict[str, Any], depth: int) -> str:
        items = [self.quoted(key) + self.colon + self._value(item, depth + 1) for key, item in members.items()]
        return self._joined("{", items, "}", depth)

    def _joined(self, opening: str, items: list[str], closing: str, depth: int) -> str:
        if not items:
            return opening + closing
        if not self.newline:
            return opening + ",".join(items) + closing
        inner = self.newline + "  " * (depth + 1)
        return opening + inner + ("," + inner).join(items) + self.newline + "  " * depth + closing

    def _truncated(self, value: object) -> str:
        if self.on_truncated is not None:
            self.on_truncated(
                f"Resulting JSON is truncated as serialization has exceeded the set depth of {self.depth}."
            )
            self.on_truncated = None
        return self.quoted(to_string(value))

    def quoted(self, text: str) -> str:
        """The text in double quotes, escaped."""
        if self.escape == "EscapeNonAscii" and not text.isascii():
            from ..regex.translation import units

            text = units(text)
            escaped = text.translate(self.escapes)
            return '"' + "".join(c if c < "\x80" else f"\\u{ord(c):04x}" for c in escaped) + '"'
        return f'"{text.translate(self.escapes)}"'


_tables: dict[bool, dict[int, str]] = {}


def _escape_table(handling: str) -> dict[int, str]:
    html = handling == "EscapeHtml"
    table = _tables.get(html)
    if table is None:
        table = {code: f"\\u{code:04x}" for code in (*range(32), 0x85, 0x2028, 0x2029)}
        table.update({ord(char): text for char, text in _SHORT.items()})
        if html:
            table.update({ord(char): f"\\u{ord(char):04x}" for char in "<>&'\""})
        _tables[html] = table
    return table


def _text_of(value: Any) -> str:
    round_trip = getattr(value, "round_trip", None)
    if round_trip is not None:
        return iso_text(round_trip())
    return str(value.original) if type_name_of(value) == "System.Uri" else str(value)


def _object_members(value: object) -> list[tuple[str, Callable[[object], object]]]:
    """The properties of an object of .NET, in the order in which its class declares them."""
    if isinstance(value, SwitchParameter):
        return [("IsPresent", bool)]
    name = type_name_of(value)
    if name == "System.TimeSpan":
        from ..member_tables import TIME_SPAN_MEMBERS

        return TIME_SPAN_MEMBERS
    table = table_of(value)
    return [(key, table[key.lower()][1]) for key in property_names(value)]


def _key_refused(value: object) -> CommandError:
    name = type_name_of(value)
    message = f"The type '{name}' is not supported for serialization or deserialization of a dictionary. "
    record = ErrorRecord(
        "NonStringKeyInDictionary",
        message + "Keys must be strings.",
        category="InvalidOperation",
        exception="InvalidOperationException",
        target=value,
    )
    return CommandError([record])
