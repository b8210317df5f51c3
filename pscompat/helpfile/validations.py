"""The ``validate:`` list of a parameter: kinds of validation and their arguments."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..dotnet.types import UnknownTypeError
from ..errors import ConversionError, ParseError
from ..language.literal import read_literal
from ..model import Validation
from .entry import Entry, shown

# The two constants of a number type: [int]::MaxValue.
_LIMIT = re.compile(r"\s*\[[A-Za-z][A-Za-z0-9.]*\]::(?:Min|Max)Value\s*", re.IGNORECASE)


def check_literal(entry: Entry, key: str, text: str) -> str:
    """The text, if it is a PowerShell constant; whether it converts is found when it is used."""
    try:
        read_literal(text)
    except ParseError as error:
        raise entry.error(f"{shown(text)} is no PowerShell constant: {error}", key) from None
    except UnknownTypeError as error:
        raise entry.error(str(error), key) from None
    except ConversionError:
        pass
    return text


def _bound(entry: Entry, key: str) -> str:
    text = entry.required(key)
    return text if _LIMIT.fullmatch(text) else check_literal(entry, key, text)


def _text(entry: Entry, key: str) -> str:
    if entry.tree.get(key) is None:
        raise entry.error(f"{key} is missing", key)
    return entry.text(key)


def _values(entry: Entry, key: str) -> tuple[str, ...]:
    if isinstance(entry.tree.get(key), str):
        raise entry.error("must be a list of texts", key)
    if entry.tree.get(key) is None:
        raise entry.error(f"{key} is missing", key)
    return entry.texts(key)


_REQUIRED: dict[str, dict[str, Callable[[Entry, str], Any]]] = {
    "range": {"min": _bound, "max": _bound},
    "rangeKind": {"value": _text},
    "set": {"values": _values},
    "pattern": {"value": _text},
    "length": {"min": Entry.integer, "max": Entry.integer},
    "count": {"min": Entry.integer, "max": Entry.integer},
    "script": {"text": _text},
    "notNull": {},
    "notNullOrEmpty": {},
    "notNullOrWhiteSpace": {},
    "allowNull": {},
    "allowEmptyString": {},
    "allowEmptyCollection": {},
    # Named validators: checks that only the engine can make, given to the binder by kind.
    "commandExists": {},
}
_OPTIONAL: dict[str, dict[str, Callable[[Entry, str], Any]]] = {
    "set": {"ignoreCase": Entry.flag, "errorMessage": Entry.text},
    "pattern": {"options": Entry.text, "errorMessage": Entry.text},
    "script": {"errorMessage": Entry.text},
}


def read_validation(entry: Entry) -> Validation:
    """One element of ``validate:``. Bounds of ranges stay texts; counts and lengths become integers.

    What PowerShell itself refuses when the attribute is built (min above max, an unknown range kind or option)
    is left to the binder. Raises HelpFileError for an unknown kind, an unknown or missing argument, a bad value.
    """
    kind = entry.required("kind")
    required = _REQUIRED.get(kind)
    if required is None:
        raise entry.error(f"unknown kind {shown(kind)}; known are {', '.join(_REQUIRED)}", "kind")
    optional = _OPTIONAL.get(kind, {})
    entry.only(("kind", *required, *optional))
    arguments = {key: read(entry, key) for key, read in required.items()}
    arguments.update((key, read(entry, key)) for key, read in optional.items() if entry.tree.get(key) is not None)
    return Validation(kind=kind, arguments=arguments)
