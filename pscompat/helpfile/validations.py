"""The ``validate:`` list of a parameter: kinds of validation and their arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from ..dotnet.types import NetType, UnknownTypeError
from ..errors import ConversionError, NotRunError, ParseError
from ..language.literal import read_literal
from ..model import Parameter, Validation
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


def read_validation(entry: Entry, types: Mapping[str, NetType] | None = None) -> Validation:
    """One element of ``validate:``. Bounds of ranges stay texts; counts and lengths become integers.

    A script is one that is evaluated, the only thing in a help file: what is more than a condition is refused here.
    ``types`` are the module's own.

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
    if kind == "script":
        _script_variables(entry, types)
    return Validation(kind=kind, arguments=arguments)


def _script_variables(entry: Entry, types: Mapping[str, NetType] | None) -> set[str]:
    """The parameters that a validation script reads, in lower case. Raises HelpFileError for what is none."""
    from ..evaluation.sealed_script import read_sealed, variables_of

    try:
        return variables_of(read_sealed(entry.text("text"), types=types))
    except NotRunError as error:
        raise entry.error(error.message, "text") from None
    except ParseError as error:
        raise entry.error(f"is no validation script: {error.message}", "text") from None


def check_script_variables(
    entry: Entry, parameter: Parameter, names: Collection[str], types: Mapping[str, NetType] | None
) -> None:
    """Validation scripts read parameters of their command only: ``names``, in lower case. Raises HelpFileError.

    ``entry`` is the parameter's own, or the one that pulls it in from the module file.
    """
    if not any(each.kind == "script" for each in parameter.validations):
        return
    own = None if "shared" in entry.tree else entry.mapping("pscompat")
    if own is not None:
        places = [(each, "text") for each in own.mappings("validate") if each.text("kind") == "script"]
        found = [(place, _script_variables(place[0], types)) for place in places]
    else:
        from ..evaluation.sealed_script import read_sealed, variables_of

        texts = [str(each.arguments["text"]) for each in parameter.validations if each.kind == "script"]
        found = [((entry, "shared"), variables_of(read_sealed(text, types=types))) for text in texts]
    for (at, key), variables in found:
        unknown = sorted(variables - set(names))
        if unknown:
            reason = (
                f"the validation script of {parameter.name} reads ${unknown[0]}, which is no parameter of the command"
            )
            raise at.error(reason, key)
