"""``param(…)`` of a script block: arguments by name and position, types, defaults; the rest is ``$args``."""

from __future__ import annotations

from ..dotnet.containers import ABSENT, PRESENT
from ..dotnet.numbers import Numeral
from ..errors import CommandError, ConversionError, ErrorRecord
from ..language.elements import NO_VALUE
from ..language.indexing import NOTHING
from ..language.nodes import Attribute, TypeName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..language.elements import Element
    from ..language.structure import FormalParameter, ParamBlock
    from .frame import Frame

_SWITCH = ("switch", "switchparameter", "system.management.automation.switchparameter")


def bind_parameters(frame: Frame, block: ParamBlock | None, elements: Sequence[Element]) -> None:
    """Set the variables of a block's parameters, and ``$args``, from the arguments of a call."""
    parameters = [] if block is None else block.parameters
    by_name = {each.variable.name.lower(): each for each in parameters}
    given: dict[str, Any] = {}
    waiting = list(elements)
    positional: list[Any] = []
    while waiting:
        element = waiting.pop(0)
        if element.name is None:
            positional.append(element.value)
            continue
        name = _named(by_name, element.name)
        if name is None:
            positional.append(element.text)
            if element.value is not NO_VALUE:
                positional.append(element.value)
            continue
        value = element.value
        if value is NO_VALUE:
            if _is_switch(by_name[name]):
                value = PRESENT
            elif waiting and waiting[0].name is None:
                value = waiting.pop(0).value
            else:
                raise _missing_argument(by_name[name])
        given[name] = value
    for parameter in parameters:
        name = parameter.variable.name.lower()
        if name not in given and positional and not _is_switch(parameter):
            given[name] = positional.pop(0)
    for parameter in parameters:
        _set(frame, parameter, given)
    frame.scope.variables["args"] = [each.value if type(each) is Numeral else each for each in positional]
    frame.scope.variables["psboundparameters"] = {
        each.variable.name: frame.scope.variables[each.variable.name.lower()]
        for each in parameters
        if each.variable.name.lower() in given
    }


def _named(by_name: dict[str, FormalParameter], name: str) -> str | None:
    lower = name.lower()
    if lower in by_name:
        return lower
    found = [each for each in by_name if each.startswith(lower)]
    return found[0] if len(found) == 1 else None


def _is_switch(parameter: FormalParameter) -> bool:
    return any(isinstance(each, TypeName) and each.name.lower() in _SWITCH for each in parameter.attributes)


def _set(frame: Frame, parameter: FormalParameter, given: dict[str, Any]) -> None:
    name = parameter.variable.name
    lower = name.lower()
    types = [each.name for each in parameter.attributes if isinstance(each, TypeName)]
    if lower in given:
        value = given[lower]
    elif parameter.default is not None:
        found = frame.value(parameter.default)
        value = None if found is NOTHING else found
    elif _is_switch(parameter):
        value = ABSENT
    else:
        value = None
        if _is_mandatory(parameter):
            message = f"Cannot process command because of one or more missing mandatory parameters: {name}."
            record = ErrorRecord(
                "MissingMandatoryParameter", message, category="InvalidArgument", exception="ParameterBindingException"
            )
            raise CommandError([record])
    for kind in reversed(types):
        try:
            value = frame.converted(value, kind)
        except ConversionError as error:
            message = f"Cannot process argument transformation on parameter '{name}'. {error.message}"
            exception = "ParameterBindingArgumentTransformationException"
            raise CommandError(
                [
                    ErrorRecord(
                        "ParameterArgumentTransformationError", message, category="InvalidData", exception=exception
                    )
                ]
            ) from None
        frame.scope.constraints[lower] = lambda each, kind=kind: frame.converted(each, kind)  # type: ignore[misc]
    frame.scope.variables[lower] = value.value if type(value) is Numeral and types else value


def _is_mandatory(parameter: FormalParameter) -> bool:
    for each in parameter.attributes:
        if isinstance(each, Attribute) and each.name.lower() in ("parameter", "parameterattribute"):
            return any(key.value.lower() == "mandatory" for key, _ in each.named)
    return False


def _missing_argument(parameter: FormalParameter) -> CommandError:
    message = f"Missing an argument for parameter '{parameter.variable.name}'. Specify a parameter and try again."
    record = ErrorRecord("MissingArgument", message, category="InvalidArgument", exception="ParameterBindingException")
    return CommandError([record])
