"""What a command is: commands, parameters, parameter sets and validations, as plain frozen data."""

from .command import (
    ALL_SETS,
    COMMON_PARAMETERS,
    PAGING_PARAMETERS,
    SHOULD_PROCESS_PARAMETERS,
    Command,
    Parameter,
    ParameterSetEntry,
    Validation,
)

__all__ = [
    "ALL_SETS",
    "COMMON_PARAMETERS",
    "PAGING_PARAMETERS",
    "SHOULD_PROCESS_PARAMETERS",
    "Command",
    "Parameter",
    "ParameterSetEntry",
    "Validation",
]
