"""Parameters as Python shows them: annotations, and the signatures of commands and of their parameter sets.

A command is called as ``module.Get_ThreadRun("thread_1", Limit=5)``. What has a position in a set may be given by
position there, everything else by name only; what is mandatory in each set, and cannot come from ``input``, has no
default.
"""

from __future__ import annotations

from inspect import Parameter as Argument
from inspect import Signature
from keyword import iskeyword

from ..dotnet.types import UnknownTypeError, resolve_parameter
from ..model.command import ALL_SETS, COMMON_PARAMETERS, PAGING_PARAMETERS, SHOULD_PROCESS_PARAMETERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..dotnet.types import NetType
    from ..model import Command, Parameter
    from ..model.command import ParameterSetEntry

_TEXTS = frozenset(("String", "Char", "Guid", "Uri", "Version", "MailAddress", "Regex", "IPAddress", "SecureString"))
_WHOLE = frozenset(("Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "BigInteger"))
_ANNOTATIONS = {
    "System.Boolean": "bool",
    "System.Management.Automation.SwitchParameter": "bool",
    "System.Single": "float",
    "System.Double": "float",
    "System.Decimal": "float | Decimal",
    "System.DateTime": "datetime | date | str",
    "System.DateTimeOffset": "datetime | str",
    "System.TimeSpan": "timedelta | str",
    "System.Byte[]": "bytes | Sequence[int]",
    "System.Collections.Hashtable": "Mapping[str, Any]",
    "System.Collections.IDictionary": "Mapping[str, Any]",
    "System.Collections.Specialized.OrderedDictionary": "Mapping[str, Any]",
    "System.Management.Automation.ActionPreference": "str",
}
_MOST_NAMES = 40
"""A longer list of names says no more than that it is a text."""
_OWN_NAMES = frozenset(("self", "input", "jobs", "unordered", "executor"))
INPUT = "Iterable[Any] | None"
"""The annotation of ``input``."""


def annotation(parameter: Parameter, types: Mapping[str, NetType]) -> str:
    """What may be given for the parameter, as the text of a Python annotation: ``int``, ``Sequence[str] | str`` …"""
    try:
        target = resolve_parameter(parameter.type, types)
    except UnknownTypeError:
        return "Any"
    return _of_type(target, _accepted(parameter))


def _accepted(parameter: Parameter) -> tuple[str, ...]:
    for validation in parameter.validations:
        if validation.kind == "set":
            return tuple(str(value) for value in validation.arguments["values"])
    return ()


def _of_type(target: NetType, accepted: tuple[str, ...]) -> str:
    known = _ANNOTATIONS.get(target.full_name)
    if known is not None:
        return known
    if target.nullable_of is not None:
        return f"{_of_type(target.nullable_of, accepted)} | None"
    if target.kind and target.element is not None:
        inner = _of_type(target.element, accepted)
        return "Any" if inner == "Any" else f"Sequence[{inner}] | {inner}"
    if target.enum is not None:
        return _one_of(accepted or tuple(target.enum.members))
    name = target.full_name.removeprefix("System.").rpartition(".")[2]
    if name in _TEXTS:
        return _one_of(accepted)
    return "int" if name in _WHOLE else "Any"


def _one_of(names: tuple[str, ...]) -> str:
    """The names first, for who completes; any text beside, for case does not count and texts come from anywhere."""
    if not 0 < len(names) <= _MOST_NAMES:
        return "str"
    return f"Literal[{', '.join(map(repr, names))}] | str"


def common_parameters(command: Command) -> tuple[Parameter, ...]:
    """The common parameters that mean something to a Python caller: variables for output do not."""
    if command.simple:
        return ()
    common = [each for each in COMMON_PARAMETERS if not each.name.endswith(("Variable", "OutBuffer"))]
    common += SHOULD_PROCESS_PARAMETERS if command.supports_should_process else ()
    return (*common, *(PAGING_PARAMETERS if command.supports_paging else ()))


def set_signatures(command: Command, types: Mapping[str, NetType]) -> list[Signature]:
    """The signatures of the parameter sets, the default one first; a set that another one takes in is left out."""
    names = list(dict.fromkeys(entry.name for each in command.parameters for entry in each.sets))
    names = [name for name in names if name != ALL_SETS] or [ALL_SETS]
    names.sort(key=lambda name: name != command.default_set)
    found: list[Signature] = []
    for name in names:
        signature = _signature(command, types, [name])
        if not any(_takes_in(other, signature) for other in found):
            found = [other for other in found if not _takes_in(signature, other)]
            found.append(signature)
    return found


def command_signature(command: Command, types: Mapping[str, NetType]) -> Signature:
    """One signature for all sets: positions are the default set's."""
    return _signature(command, types, [])


def _signature(command: Command, types: Mapping[str, NetType], only: list[str]) -> Signature:
    """The signature of a set, of the whole command where none is named."""
    by_position: list[tuple[int, Argument]] = []
    by_name: list[Argument] = []
    for parameter in command.parameters:
        entries = list(_entries(parameter, only))
        if not entries or any(entry.dont_show for entry in entries) or not _nameable(parameter.name):
            continue
        needed = all(entry.mandatory and not (entry.by_value or entry.by_name) for entry in entries)
        argument = Argument(
            parameter.name,
            Argument.KEYWORD_ONLY,
            annotation=annotation(parameter, types),
            default=Argument.empty if needed and (only or _in_all_sets(parameter, command)) else ...,
        )
        position = _position(parameter, only or [command.default_set])
        if position is None:
            by_name.append(argument)
        else:
            by_position.append((position, argument))
    arguments = []
    optional = False
    for _, argument in sorted(by_position, key=lambda pair: pair[0]):
        # Python lets nothing be needed behind what need not be given by position.
        optional = optional or argument.default is not Argument.empty
        default = ... if optional else Argument.empty
        arguments.append(argument.replace(kind=Argument.POSITIONAL_OR_KEYWORD, default=default))
    by_name += [
        Argument(each.name, Argument.KEYWORD_ONLY, annotation=annotation(each, types), default=...)
        for each in common_parameters(command)
    ]
    by_name.append(Argument("input", Argument.KEYWORD_ONLY, annotation=INPUT, default=None))
    return Signature([*arguments, *by_name], return_annotation="list[Any]")


def _nameable(name: str) -> bool:
    """Whether Python can name it, and it is not one of the function's own names; in another case it is no such name."""
    return name.isidentifier() and not iskeyword(name) and name not in _OWN_NAMES


def _entries(parameter: Parameter, only: Iterable[str]) -> Iterator[ParameterSetEntry]:
    wanted = set(only)
    return (entry for entry in parameter.sets if not wanted or entry.name in wanted or entry.name == ALL_SETS)


def _position(parameter: Parameter, names: list[str]) -> int | None:
    return next((entry.position for entry in _entries(parameter, names) if entry.position is not None), None)


def _in_all_sets(parameter: Parameter, command: Command) -> bool:
    own = {entry.name for entry in parameter.sets}
    return ALL_SETS in own or own >= {entry.name for each in command.parameters for entry in each.sets} - {ALL_SETS}


def _takes_in(wide: Signature, narrow: Signature) -> bool:
    """Whether each call of the narrow signature is one of the wide one."""
    known, other = wide.parameters, narrow.parameters
    if any(name not in known or known[name].annotation != each.annotation for name, each in other.items()):
        return False
    if any(each.default is Argument.empty and name not in other for name, each in known.items()):
        return False
    if any(known[n].default is Argument.empty and each.default is not Argument.empty for n, each in other.items()):
        return False
    positional = _positional(narrow)
    return positional == _positional(wide)[: len(positional)]


def _positional(signature: Signature) -> list[str]:
    return [name for name, each in signature.parameters.items() if each.kind is Argument.POSITIONAL_OR_KEYWORD]
