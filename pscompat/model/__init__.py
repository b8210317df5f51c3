"""What a command is: commands, parameters, parameter sets and validations, as plain frozen data."""

from .command import ALL_SETS, Command, Parameter, ParameterSetEntry, Validation
from .common import COMMON_PARAMETERS, PAGING_PARAMETERS, SHOULD_PROCESS_PARAMETERS

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
