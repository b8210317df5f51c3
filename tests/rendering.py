"""Values and calls as PowerShell text, or as words for a shell: what a user would write to get them.

``render_line("Get-Crate", {"Name": "a b", "Limit": 5})`` is ``Get-Crate -Name 'a b' -Limit 5``.
What is rendered reads back as the same value; a value that no constant writes raises ValueError, and so do secrets.
"""

from __future__ import annotations

from pscompat.dotnet.containers import (
    EnumValue,
    NetDict,
    NetList,
    PSCustomObject,
    ScriptBlock,
    SecureString,
    SwitchParameter,
)
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.numbers import Numeral
from pscompat.dotnet.strings import net_text
from pscompat.dotnet.texts import SINGLE_QUOTES
from pscompat.dotnet.types import UnknownTypeError, resolve
from pscompat.errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_DEPTH = 30
_INT32 = 2**31
_SUFFIXES = {"System.Decimal": "d", "System.Numerics.BigInteger": "n"}
"""What makes a number of the type; a text cast to it goes through other types, which hold fewer digits."""
_ORDERED = "System.Collections.Specialized.OrderedDictionary"


def render_line(name: str, bound: Mapping[str, Any], arguments: Sequence[Any] = ()) -> str:
    """A command line that gives the parameters by name, and the arguments by position. Raises ValueError."""
    parts = [name, *map(render_argument, arguments)]
    for parameter, value in bound.items():
        if isinstance(value, SwitchParameter):
            parts.append(f"-{parameter}" if value else f"-{parameter}:$false")
        else:
            parts.append(f"-{parameter} {render_argument(value)}")
    return " ".join(parts)


def render_argument(value: Any) -> str:
    """The value as one argument of a command. Raises ValueError."""
    if type(value) is str:
        return value if is_plain_word(value) else quoted(value)
    if type(value) is Numeral:
        return value.text
    if type(value) is list and len(value) > 1:
        return ", ".join(_element(item) for item in value)
    text = render_value(value)
    if text[0] in "@{$" or (text[0].isdigit() and text == net_text(value)):
        return text
    # A number that is not written in its shortest form would remember how it was; all else is an expression.
    return f"({text})"


def _element(item: Any) -> str:
    if type(item) is Numeral:
        item = item.value
    return f"({render_value(item)})" if isinstance(item, list) else render_argument(item)


def is_plain_word(text: str) -> bool:
    """Whether a text may stand as an argument without quotes, and is still that text."""
    return text.isascii() and text[:1].isalpha() and text.translate(_DROPPED).isalnum()


_DROPPED = str.maketrans("", "", "_-./\\:")


def quoted(text: str) -> str:
    """The text in single quotes; every kind of single quote in it is doubled."""
    return "'" + "".join(char + char if char in SINGLE_QUOTES else char for char in text) + "'"


def render_value(value: Any) -> str:
    """The value as an expression. Raises ValueError."""
    return _value(value, _DEPTH)


def _value(value: Any, depth: int) -> str:
    if depth == 0:
        raise ValueError("the value is nested too deeply")
    if value is None:
        return "$null"
    if type(value) is Numeral:
        value = value.value
    if isinstance(value, bool):
        return "$true" if value else "$false"
    if type(value) is str:
        return quoted(value)
    if type(value) is int and abs(value) < _INT32:
        return str(value)
    if type(value) is float and value - value == 0:
        return repr(value)
    suffix = _SUFFIXES.get(type_name_of(value))
    if suffix:
        return net_text(value) + suffix
    if isinstance(value, list):
        return _list(value, depth - 1)
    if isinstance(value, dict):
        return _dictionary(value, depth - 1)
    if isinstance(value, ScriptBlock):
        return f"{{{value}}}"
    if isinstance(value, SwitchParameter):
        return "[switch]$true" if value else "[switch]$false"
    if isinstance(value, SecureString):
        raise ValueError("a secret is not written out")
    return _cast(value)


def _list(value: list[Any], depth: int) -> str:
    items = [_value(item, depth) for item in value]
    if len(items) == 1 and isinstance(value[0], list):
        # A list alone would be taken for its elements.
        text = f"@(,({items[0]}))"
    else:
        inner = (f"({text})" if isinstance(item, list) else text for item, text in zip(value, items, strict=True))
        text = f"@({', '.join(inner)})"
    if type(value) is list:
        return text
    name = type_name_of(value)
    try:
        again = convert(list(value), resolve(name))
    except (ConversionError, UnknownTypeError):
        again = None
    if not isinstance(again, NetList) or again.type_name != name or list(again) != list(value):
        raise ValueError(f"no constant writes a {name}")
    return f"[{_type(name)}]{text}"


def _dictionary(value: dict[Any, Any], depth: int) -> str:
    folded = {key.lower() if isinstance(key, str) else key for key in value}
    if not all(type(key) is str for key in value) or len(folded) < len(value):
        raise ValueError("a table with keys that are no texts, or differ by case only")
    entries = "; ".join(f"{quoted(key)}={_value(item, depth)}" for key, item in value.items())
    if isinstance(value, PSCustomObject):
        if value.type_names or "" in value:
            raise ValueError("an object with type names of its own")
        return f"[pscustomobject]@{{{entries}}}"
    if isinstance(value, NetDict):
        if value.type_name != _ORDERED:
            raise ValueError(f"no constant writes a {value.type_name}")
        return f"[ordered]@{{{entries}}}"
    return f"@{{{entries}}}"


def _cast(value: Any) -> str:
    """A text cast to the value's type, if that gives the value again."""
    name = type_name_of(value)
    if isinstance(value, EnumValue):
        text = value.name
    elif name in ("System.DateTime", "System.DateTimeOffset"):
        text = value.round_trip()
    else:
        text = net_text(value)
    try:
        again = convert(text, resolve(name))
    except (ConversionError, UnknownTypeError):
        raise ValueError(f"no constant writes a {name}") from None
    if type(again) is not type(value) or again != value or net_text(again) != net_text(value):
        raise ValueError(f"no constant writes this {name}")
    if getattr(again, "kind", None) != getattr(value, "kind", None):
        raise ValueError("a date of that kind")
    return f"[{_type(name)}]{quoted(text)}"


def _type(name: str) -> str:
    return resolve(name).accelerator


def render_words(bound: Mapping[str, Any]) -> list[str]:
    """Words for a shell that give the parameters by name; what they mean is for the parameters' types to say.

    Lists become comma lists, tables ``@{…}``. Raises ValueError for what words cannot say: nested lists, a list whose
    elements hold commas or white space, an empty list, null.
    """
    words: list[str] = []
    for name, value in bound.items():
        if isinstance(value, SwitchParameter):
            words.append(f"-{name}" if value else f"-{name}:$false")
        elif isinstance(value, bool):
            words.append(f"-{name}:{'$true' if value else '$false'}")
        else:
            # Behind a colon at the end of a word comes the value, whatever it looks like.
            words += [f"-{name}:", word_of(value)]
    return words


def word_of(value: Any) -> str:
    """The value as one word. Raises ValueError."""
    if isinstance(value, list):
        parts = [word_of(item) for item in value]
        if not parts or any(isinstance(item, list | dict) for item in value):
            raise ValueError("no word writes an empty or nested list")
        if any("," in part or not part or any(map(str.isspace, part)) for part in parts):
            raise ValueError("no word writes a list whose elements hold commas or white space")
        return ",".join(parts)
    if isinstance(value, dict):
        return render_value(dict(value))
    if value is None or isinstance(value, SecureString | ScriptBlock | PSCustomObject):
        raise ValueError(f"no word writes {type_name_of(value) or 'null'}")
    return value.text if type(value) is Numeral else str(value) if isinstance(value, str) else net_text(value)
