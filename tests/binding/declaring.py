"""Commands from PowerShell's own notation: ``declare("[CmdletBinding()]param([Parameter(Mandatory)][int]$x = 5)")``."""

from __future__ import annotations

from typing import Any

from pscompat.language.nodes import Attribute, Node, StringConstant, TypeName
from pscompat.language.reader import parse
from pscompat.language.structure import FormalParameter, ParamBlock, Script, ScriptBlockLiteral
from pscompat.model import Command, Parameter, ParameterSetEntry, Validation

_ENTRY_KEYS = {
    "mandatory": "mandatory",
    "valuefrompipeline": "by_value",
    "valuefrompipelinebypropertyname": "by_name",
    "valuefromremainingarguments": "remaining",
    "dontshow": "dont_show",
}
_FLAGS = {
    "allownull": "allowNull",
    "allowemptystring": "allowEmptyString",
    "allowemptycollection": "allowEmptyCollection",
    "validatenotnull": "notNull",
    "validatenotnullorempty": "notNullOrEmpty",
    "validatenotnullorwhitespace": "notNullOrWhiteSpace",
}


def declare(text: str, name: str = "f", *, compiled: bool = False, aliases: tuple[str, ...] = ()) -> Command:
    """The command that a function with this param block would be.

    ``compiled`` makes its parameters those of a compiled cmdlet, whose attributes are read in the order written.
    Besides PowerShell's attributes there are ``[Transform('urlEncode')]`` and ``[Sensitive()]``.
    """
    script = parse(text)
    block = script.body.parameters
    assert isinstance(block, ParamBlock)
    binding = next((_named(script, node) for node in block.attributes if _name(node) == "cmdletbinding"), None)
    parameters = [_parameter(script, node, compiled) for node in block.parameters]
    advanced = binding is not None or any(
        _name(node) == "parameter" for each in block.parameters for node in each.attributes
    )
    binding = binding or {}
    return Command(
        name=name,
        parameters=tuple(parameters),
        default_set=str(binding.get("defaultparametersetname", "")),
        positional_binding=bool(binding.get("positionalbinding", True)),
        supports_should_process=bool(binding.get("supportsshouldprocess")),
        supports_paging=bool(binding.get("supportspaging")),
        simple=not advanced and not compiled,
        aliases=aliases,
    )


def _parameter(script: Script, node: FormalParameter, compiled: bool) -> Parameter:
    fields: dict[str, Any] = {"name": node.variable.name, "compiled": compiled}
    sets: list[ParameterSetEntry] = []
    aliases: list[str] = []
    validations: list[Validation] = []
    order = node.attributes if compiled else list(reversed(node.attributes))
    for attribute in order:
        name = _name(attribute)
        if isinstance(attribute, TypeName):
            fields["type"] = attribute.name
        elif name == "parameter":
            sets.append(_entry(_named(script, attribute)))
        elif name == "alias":
            aliases += [str(value) for value in _positional(script, attribute)]
        elif name == "obsolete":
            fields["obsolete"] = str(_positional(script, attribute)[0])
        elif name == "sensitive":
            fields["sensitive"] = True
        elif name == "transform":
            fields["transforms"] = (*fields.get("transforms", ()), str(_positional(script, attribute)[0]))
        elif name == "pstypename":
            fields["ps_type_name"] = str(_positional(script, attribute)[0])
        else:
            validations.append(_validation(script, attribute, name))
    if node.default is not None:
        fields["default"] = script.text_of(node.default)
    fields["sets"] = tuple(sets) or (() if not compiled else (ParameterSetEntry(),))
    return Parameter(aliases=tuple(aliases), validations=tuple(validations), **fields)


def _entry(named: dict[str, Any]) -> ParameterSetEntry:
    fields = {_ENTRY_KEYS[key]: value for key, value in named.items() if key in _ENTRY_KEYS}
    if named.get("parametersetname"):
        fields["name"] = named["parametersetname"]
    if "position" in named:
        fields["position"] = int(named["position"])
    return ParameterSetEntry(**fields)


def _validation(script: Script, attribute: Node, name: str) -> Validation:
    if name in _FLAGS:
        return Validation(kind=_FLAGS[name])
    values = _positional(script, attribute)
    named = _named(script, attribute)
    if name == "validateset":
        return Validation(
            kind="set", arguments={"values": [str(v) for v in values], "ignoreCase": named.get("ignorecase", True)}
        )
    if name == "validatescript":
        text = str(values[0])[1:-1]
        message = {"errorMessage": named["errormessage"]} if "errormessage" in named else {}
        return Validation(kind="script", arguments={"text": text, **message})
    if name == "validatepattern":
        return Validation(kind="pattern", arguments={"value": values[0]})
    if name == "validaterange" and len(values) == 1:
        return Validation(kind="rangeKind", arguments={"value": values[0]})
    if name in ("validaterange", "validatelength", "validatecount"):
        texts = [script.text_of(each) for each in attribute.arguments]  # type: ignore[attr-defined]
        return Validation(kind=name.removeprefix("validate"), arguments={"min": texts[0], "max": texts[1]})
    raise ValueError(f"no such attribute here: {name}")


def _name(node: Node) -> str:
    return node.name.lower() if isinstance(node, Attribute) else ""


def _positional(script: Script, node: Node) -> list[Any]:
    return [_constant(script, each) for each in node.arguments]  # type: ignore[attr-defined]


def _named(script: Script, node: Node) -> dict[str, Any]:
    found = {}
    for key, value in node.named:  # type: ignore[attr-defined]
        found[key.value.lower()] = True if value is None else _constant(script, value)
    for each in node.arguments:  # type: ignore[attr-defined]
        if isinstance(each, StringConstant) and each.value.lower() in _ENTRY_KEYS:
            found[each.value.lower()] = True
    return found


def _constant(script: Script, node: Node) -> Any:
    if isinstance(node, StringConstant):
        return node.value
    if isinstance(node, ScriptBlockLiteral):
        return script.text_of(node)
    text = script.text_of(node)
    return {"$true": True, "$false": False}.get(text.lower(), text)
