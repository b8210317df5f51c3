"""Strictness for scripts: abbreviated parameter names are refused, with the full name (``--strict``)."""

from __future__ import annotations

from ..errors import BindingError
from .prefix_matching import match_name
from .trace import name_rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..language.elements import Element
    from .metadata import CompiledCommand


def check_no_abbreviations(command: CompiledCommand, elements: Sequence[Element]) -> None:
    """Raises BindingError ``AbbreviatedParameterName`` for the first name that is neither a full name nor an alias."""
    for element in elements:
        if element.name is None:
            continue
        parameter = match_name(command, element.name)
        if parameter is not None and name_rule(parameter, element.name).startswith("abbreviated"):
            raise BindingError(
                "AbbreviatedParameterName",
                f"The parameter name '{element.name}' is abbreviated, which strict mode refuses.",
                command=command.name,
                parameter=element.name,
                hint=f"Write -{parameter.name}.",
            )
