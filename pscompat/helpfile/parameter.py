"""One entry of a ``parameters:`` list, in a command's file or in the module file, to the model's Parameter."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..dotnet.types import NetType, UnknownTypeError, resolve
from ..model import ALL_SETS, Parameter, ParameterSetEntry
from .entry import Entry, shown
from .validations import check_literal, read_validation

TRANSFORMS = ("urlEncode", "lowerCase", "secureString")
"""The names that ``transform:`` may hold."""
TYPE = "type:"
"""What stands there before the name of a type that converts values before the parameter's own does."""

ALL_SETS_LABEL = "(All)"
"""How help files name the entry for every parameter set."""

_KEYS = (
    "validate",
    "transform",
    "psTypeName",
    "sensitive",
    "default",
    "obsolete",
    "completions",
    "dontShow",
    "parameterSets",
    "guessed",
    "leftOut",
)
GUESSED = ("validate", "default", "sensitive", "transform", "parameterSets", "completions")
"""The keys of a parameter that ``guessed`` may name: its author has yet to see whether they are right."""


def read_parameter(entry: Entry, types: Mapping[str, NetType]) -> Parameter:
    """The parameter; ``types`` holds the module's own types by lower-case name.

    platyPS's own keys are read where binding needs them, and unknown ones beside them are ignored; in the mapping
    ``pscompat`` an unknown key is refused. Raises HelpFileError.
    """
    own = entry.mapping("pscompat")
    return Parameter(
        name=entry.required("name"),
        type=_type(entry, types),
        aliases=entry.texts("aliases"),
        sets=tuple(_sets(entry, own)),
        accepted_values=entry.texts("acceptedValues"),
        dynamic=entry.flag("isDynamic"),
        wildcards=entry.flag("supportsWildcards") or entry.flag("globbing"),
        **({} if own is None else _own_fields(own, types)),
    )


def _own_fields(own: Entry, types: Mapping[str, NetType]) -> dict[str, object]:
    own.only(_KEYS)
    check_guessed(own, GUESSED)
    own.texts("leftOut")
    default = own.optional("default")
    return {
        "validations": tuple(read_validation(each, types) for each in own.mappings("validate")),
        "transforms": _transforms(own),
        "ps_type_name": own.text("psTypeName"),
        "sensitive": own.flag("sensitive"),
        "default": None if default is None else check_literal(own, "default", default),
        "obsolete": own.optional("obsolete"),
        "completions": own.texts("completions"),
    }


def check_guessed(own: Entry, known: Collection[str]) -> None:
    """``guessed:`` names keys that are there, and is for people: nothing else depends on it. Raises HelpFileError."""
    for key in own.texts("guessed"):
        if key not in known:
            raise own.error(f"{shown(key)} is nothing that is guessed; known are {', '.join(known)}", "guessed")


def _type(entry: Entry, types: Mapping[str, NetType]) -> str:
    name = entry.required("type")
    try:
        resolve(name, types)
    except UnknownTypeError:
        raise entry.error(f"unknown type {shown(name)}", "type") from None
    return name


def _transforms(own: Entry) -> tuple[str, ...]:
    names = own.texts("transform")
    for name in names:
        if name.startswith(TYPE):
            _known(name.removeprefix(TYPE), own)
        elif name not in TRANSFORMS:
            raise own.error(f"unknown transformation {shown(name)}; known are {', '.join(TRANSFORMS)}", "transform")
    return names


def _known(name: str, own: Entry) -> None:
    try:
        resolve(name)
    except UnknownTypeError:
        raise own.error(f"unknown type {shown(name)}", "transform") from None


def _sets(entry: Entry, own: Entry | None) -> list[ParameterSetEntry]:
    hidden = entry.flag("dontShow")
    hidden_in = set() if own is None else {_set_name(name) for name in own.texts("dontShow")}
    message = entry.text("helpMessage")
    found = []
    source = entry if own is None or own.tree.get("parameterSets") is None else own
    for each in source.mappings("parameterSets", "name"):
        name = _set_name(each.text("name"))
        found.append(
            ParameterSetEntry(
                name=name,
                mandatory=each.flag("isRequired"),
                position=_position(each),
                by_value=each.flag("valueFromPipeline"),
                by_name=each.flag("valueFromPipelineByPropertyName"),
                remaining=each.flag("valueFromRemainingArguments"),
                dont_show=hidden or name in hidden_in,
                help_message=message,
            )
        )
    unknown = sorted(hidden_in - {each.name for each in found})
    if own is not None and unknown:
        raise own.error(f"the parameter has no entry for the set {shown(unknown[0])}", "dontShow")
    return found


def _set_name(name: str) -> str:
    return ALL_SETS if not name or name == ALL_SETS_LABEL else name


def _position(entry: Entry) -> int | None:
    text = entry.text("position")
    if not text or text.lower() == "named":
        return None
    return entry.check_integer(text, "position")
