"""What the classes accept of which more is known than the name (about_Type_Conversion: constructors, properties)."""

from __future__ import annotations

from ..containers import PSCustomObject, ScriptBlock
from ..kinds import first_type_name, is_numeric
from ..known_classes import (
    DELEGATES,
    ENCODING,
    ENCODINGS,
    FROM_FILE,
    FROM_HASHTABLE,
    FROM_SCRIPT_BLOCK,
    FROM_TEXT,
    PROPERTIES,
)
from ..strings import net_text
from ..texts import Char, NetObject
from .failures import no_conversion
from .general import by_general_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType


def to_known_class(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """An object of the class, or what a constructor or settable properties make one. Raises ConversionError."""
    name = target.full_name
    if _is_own(value, name):
        return value
    if isinstance(value, str) and not isinstance(value, Char):
        return _from_text(value, target)
    if isinstance(value, ScriptBlock) and (name in FROM_SCRIPT_BLOCK or name.startswith(DELEGATES)):
        return value
    if isinstance(value, dict) and _fills(value, name):
        return value
    if name == ENCODING and is_numeric(value):  # the number of a code page
        return value
    return by_general_rules(value, target, clock, text, from_text=name in FROM_TEXT)


def _is_own(value: object, name: str) -> bool:
    """Whether the value is an object of the class, as far as its type names tell."""
    own = first_type_name(value)
    return own == name or (name == "System.Exception" and own.endswith("Exception"))


def _from_text(value: str, target: NetType) -> object:
    name = target.full_name
    shown = FROM_TEXT.get(name)
    if shown is not None:
        return NetObject(name, shown.replace("{}", value))
    if name in FROM_FILE and _is_file(value):
        return value
    if name == ENCODING and (value.lower() in ENCODINGS or _is_encoding(value)):
        return value
    raise no_conversion(value, target)


def _is_file(path: str) -> bool:
    import os

    try:
        return os.path.isfile(path)
    except ValueError:
        return False


def _is_encoding(name: str) -> bool:
    """Whether it is the name of an encoding of texts (``iso-8859-1``)."""
    import codecs

    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _fills(value: dict[object, object], name: str) -> bool:
    """Whether a dictionary or property bag makes an object of the class."""
    if name in FROM_HASHTABLE and not isinstance(value, PSCustomObject):
        return True
    settable = PROPERTIES.get(name)
    return settable is not None and {net_text(key).lower() for key in value} <= {each.lower() for each in settable}
