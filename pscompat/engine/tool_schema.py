"""Commands as functions that a model can call: a name, a description, and a JSON schema of the parameters.

By streams.md §10; where no parameter set is named, the parameters of all sets make one flat object.
"""

from __future__ import annotations

from ..binding.validation.range import bound
from ..dotnet.containers import NetDict
from ..dotnet.numbers import Numeral
from ..dotnet.types import resolve_parameter
from ..model import ALL_SETS, COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS
from .commands import shared_parameters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from ..dotnet.types import NetType
    from ..helpfile.module import Module
    from ..model import Command, Parameter, Validation

    Json = dict[str, Any]

_SIGNED = ("System.Int16", "System.Int32", "System.Int64", "System.Numerics.BigInteger", "System.SByte")
_UNSIGNED = ("System.UInt16", "System.UInt32", "System.UInt64")
_REAL = ("System.Single", "System.Double", "System.Decimal")
_TRUTH = ("System.Boolean", "System.Management.Automation.SwitchParameter")
_DICTIONARIES = ("System.Collections.IDictionary", "System.Collections.Hashtable")
_SECRET = ("System.Security.SecureString", "System.Management.Automation.PSCredential")
_ORDERED = "System.Collections.Specialized.OrderedDictionary"


def tool_schema(
    command: Command,
    module: Module,
    *,
    description: str = "",
    set_name: str = "",
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    strict: bool = False,
) -> NetDict:
    """The description of a command as a function: ``name``, ``description``, ``strict``, ``parameters``.

    ``set_name`` describes one parameter set; without it all of them are, and what every set wants is required.
    ``include`` and ``exclude`` name parameters in any case. ``strict`` makes all parameters required and leaves out
    what the validations say. Raises LookupError for a set that the command has not.

        tool_schema(module.command("Get-Crate"), module)["parameters"]["required"]  # ["CrateId"]
    """
    document = module.document(command.name)
    sets = [_known_set(command, set_name)] if set_name else _offered_sets(command, module)
    wanted, unwanted = ({name.lower() for name in names} for names in (include, exclude))
    texts = {str(each.get("name")): each.get("description") for each in document.get("parameters") or ()}
    properties: Json = {}
    required = []
    for parameter in offered_parameters(command, module):
        entries = _entries(parameter, sets)
        name = parameter.name.lower()
        if not entries or name in unwanted or (wanted and name not in wanted):
            continue
        if parameter.ps_type_name and not set_name:
            continue  # an object that only another command makes
        mandatory = len(entries) == len(sets) and all(entries)
        properties[parameter.name] = _property(parameter, module, texts.get(parameter.name), mandatory, strict)
        if mandatory or strict:
            required.append(parameter.name)
    members: Json = {"type": "object", "properties": _ordered(properties), "additionalProperties": False}
    if required:
        members["required"] = required
    about = description or _about(document)
    if not set_name and not description:
        about = "\n".join([part for part in (about, _set_rules(command, sets, properties)) if part])
    function: Json = {"name": command.name, "description": about.replace("\r", "")}
    if strict:
        function["strict"] = True
    return _ordered({**function, "parameters": _ordered(members)})


def offered_parameters(command: Command, module: Module) -> list[Parameter]:
    """The parameters that a model may give: none that tells whom to ask and how, holds a secret, or is common to all.

    Hidden ones are left out as well.
    """
    never = never_offered(module)
    return [
        parameter
        for parameter in command.parameters
        if parameter.name.lower() not in never
        and not parameter.sensitive
        and parameter.type not in _SECRET
        and not all(entry.dont_show for entry in parameter.sets)
    ]


def never_offered(module: Module) -> set[str]:
    """The names, in lower case, of what is never taken from a model: address, credentials, additions, preferences."""
    deployment = module.credentials.get("parameters", {}).get("deployment")
    common = (*COMMON_PARAMETERS, *SHOULD_PROCESS_PARAMETERS)
    names = {name.lower() for name in (*shared_parameters(module), *(parameter.name for parameter in common))}
    return names - {str(deployment).lower()}


def _set_names(command: Command) -> list[str]:
    """The command's parameter sets; one without a name where it declares none."""
    names = dict.fromkeys(entry.name for parameter in command.parameters for entry in parameter.sets)
    names.pop(ALL_SETS, None)
    return list(names) or [ALL_SETS]


def _known_set(command: Command, name: str) -> str:
    for known in _set_names(command):
        if known.lower() == name.lower():
            return known
    raise LookupError(name)


def _offered_sets(command: Command, module: Module) -> list[str]:
    """The sets that a model can fill: none of their mandatory parameters is withheld, or an object of a type."""
    offered = {parameter.name for parameter in offered_parameters(command, module) if not parameter.ps_type_name}
    names = _set_names(command)
    found = [
        name
        for name in names
        if all(parameter.name in offered or not any(_entries(parameter, [name])) for parameter in command.parameters)
    ]
    return found or names


def _entries(parameter: Parameter, sets: list[str]) -> list[bool]:
    """For each of the sets that has the parameter, whether it is mandatory there."""
    found = []
    for name in sets:
        entry = next((each for each in parameter.sets if each.name in (name, ALL_SETS)), None)
        if entry is not None:
            found.append(entry.mandatory)
    return found


def _about(document: Json) -> str:
    """The help's description, its paragraphs on lines of their own, or its synopsis."""
    text = str(document.get("description") or "").strip()
    paragraphs = [" ".join(part.split("\n")) for part in text.split("\n\n") if part.strip()]
    return "\n".join(paragraphs) or str(document.get("synopsis") or "")


def _set_rules(command: Command, sets: list[str], properties: Json) -> str:
    """What can be given together where the sets differ, each set as a line: ``ThreadId RunId``, ``[Limit]``."""
    parameters = {parameter.name: parameter for parameter in command.parameters}
    lines = []
    for name in sets:
        words = []
        for known in properties:
            entry = _entries(parameters[known], [name])
            if entry and (entry[0] or len(_entries(parameters[known], sets)) < len(sets)):
                words.append(known if entry[0] else f"[{known}]")
        lines.append(" ".join(words) or "(nothing else)")
    lines = list(dict.fromkeys(lines))
    if len(lines) < 2:
        return ""
    return "\n".join(["Give the parameters of one line only, those in brackets if need be:", *lines])


def _property(parameter: Parameter, module: Module, about: Any, mandatory: bool, strict: bool) -> Json:
    """The schema of one parameter; one that need not be given may be null."""
    net_type = resolve_parameter(parameter.type, module.types)
    schema = _type_schema(net_type)
    if not strict:
        inner = schema.get("items")
        for validation in parameter.validations:
            # What is said of a list's items holds for each of them.
            counts = validation.kind == "count"
            target = schema if counts or not isinstance(inner, dict) else inner
            target.update(_limits(validation))
    if not mandatory:
        schema["type"] = [schema["type"], "null"]
    if about:
        schema["description"] = str(about).strip().replace("\r", "")
    return schema


def _type_schema(net_type: NetType) -> Json:
    if net_type.nullable_of is not None:
        return _type_schema(net_type.nullable_of)
    name = net_type.full_name
    if net_type.enum is not None:
        return {"type": "string", "enum": list(net_type.enum.members)}
    if net_type.kind and net_type.element is not None:
        return {"type": "array", "items": _type_schema(net_type.element)}
    if net_type.kind == "array" or name == "System.Array":
        return {"type": "array", "items": {"type": "string"}}
    if name in _TRUTH:
        return {"type": "boolean"}
    if name in _SIGNED:
        return {"type": "integer"}
    if name in _UNSIGNED:
        return {"type": "integer", "minimum": 0}
    if name == "System.Byte":
        return {"type": "integer", "minimum": 0, "maximum": 255}
    if name in _REAL:
        return {"type": "number"}
    if name in (*_DICTIONARIES, _ORDERED) or "Dictionary`2" in name:
        return {"type": "object"}
    return {"type": "string"}


def _limits(validation: Validation) -> Json:
    """What a validation attribute says in a schema."""
    arguments = validation.arguments
    if validation.kind == "pattern":
        return {"pattern": arguments["value"]}
    if validation.kind == "set":
        return {"enum": list(arguments["values"])}
    if validation.kind == "count":
        return {"minItems": arguments["min"], "maxItems": arguments["max"]}
    if validation.kind == "length":
        return {"minLength": arguments["min"], "maxLength": arguments["max"]}
    if validation.kind == "range":
        limits = {"minimum": _number(arguments["min"]), "maximum": _number(arguments["max"])}
        return {name: value for name, value in limits.items() if value is not None}
    return {}


def _number(text: str) -> Any:
    value = bound(text)
    value = value.value if isinstance(value, Numeral) else value
    return value if isinstance(value, (int, float)) else None


def _ordered(items: Json) -> NetDict:
    return NetDict(_ORDERED, items)
