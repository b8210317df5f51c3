"""The model's records as nested tuples, the form in which the cache keeps them."""

from __future__ import annotations

from ..model import Command, Parameter, ParameterSetEntry, Validation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..model.command import Frozen


def dump_command(command: Command) -> tuple[Any, ...]:
    """The command as tuples of plain values."""
    parameters = tuple(
        _values(
            parameter,
            sets=tuple(_values(entry) for entry in parameter.sets),
            validations=tuple(_values(validation) for validation in parameter.validations),
        )
        for parameter in command.parameters
    )
    return _values(command, parameters=parameters)


def load_command(values: tuple[Any, ...]) -> Command:
    """The command that ``dump_command`` made the tuples of. Raises ValueError, TypeError or KeyError for others."""
    fields = _fields(Command, values)
    # Most entries of a command are alike; one object serves them all.
    entries: dict[Any, ParameterSetEntry] = {}
    parameters = []
    for each in fields["parameters"]:
        known = _fields(Parameter, each)
        sets = []
        for entry in known["sets"]:
            made = entries.get(entry)
            if made is None:
                made = entries[entry] = ParameterSetEntry(**_fields(ParameterSetEntry, entry))
            sets.append(made)
        known["sets"] = tuple(sets)
        if known["validations"]:
            known["validations"] = tuple([Validation(**_fields(Validation, one)) for one in known["validations"]])
        parameters.append(Parameter(**known))
    fields["parameters"] = tuple(parameters)
    return Command(**fields)


def _values(record: Frozen, **replaced: Any) -> tuple[Any, ...]:
    return tuple([replaced[name] if name in replaced else getattr(record, name) for name in record.__slots__])


def _fields(kind: type[Frozen], values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(kind.__slots__, values, strict=True))
