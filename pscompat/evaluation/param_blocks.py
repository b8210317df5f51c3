"""``param(…)`` at the head of a file or block, as the command whose parameters it declares (scripts.md §B, §C)."""

from __future__ import annotations

from ..dotnet.strings import to_string
from ..errors import NotRunError
from ..language.nodes import Attribute, Node, TypeName
from ..language.refusals import attribute_name
from ..language.structure import ScriptBlockLiteral
from ..model import Command, Parameter, ParameterSetEntry, Validation
from .compiler import truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..language.structure import FormalParameter, ParamBlock
    from .frame import Frame

SCRIPT = "ValidateScript "
"""What the kind of a ValidateScript begins with: each has its own, for each has its own block."""

_FLAGS = {
    "allownull": "allowNull",
    "allowemptystring": "allowEmptyString",
    "allowemptycollection": "allowEmptyCollection",
    "validatenotnull": "notNull",
    "validatenotnullorempty": "notNullOrEmpty",
    "validatenotnullorwhitespace": "notNullOrWhiteSpace",
}
_VALIDATIONS = ("validateset", "validatepattern", "validaterange", "validatelength", "validatecount", "validatescript")
_ENTRY_KEYS = {
    "mandatory": "mandatory",
    "valuefrompipeline": "by_value",
    "valuefrompipelinebypropertyname": "by_name",
    "valuefromremainingarguments": "remaining",
    "dontshow": "dont_show",
}


def declared(frame: Frame, block: ParamBlock, name: str) -> Command:
    """The command of that name with the parameters of a block. Raises NotRunError for arguments that are not read.

    Arguments of attributes are worked out in the frame; defaults are left aside, for they may be any expression.
    """
    own: dict[str, Any] = {}
    advanced = False
    for attribute in block.attributes:
        if attribute_name(attribute) == "cmdletbinding" and not advanced:
            advanced, own = True, _named(frame, attribute)
    parameters = tuple(_parameter(frame, each) for each in block.parameters)
    advanced = advanced or any(
        attribute_name(each) == "parameter" for one in block.parameters for each in one.attributes
    )
    return Command(
        name=name,
        parameters=parameters,
        default_set=to_string(own.get("defaultparametersetname", "")),
        positional_binding=truth(own.get("positionalbinding", True)),
        supports_should_process=truth(own.get("supportsshouldprocess")),
        supports_paging=truth(own.get("supportspaging")),
        simple=not advanced,
    )


def _parameter(frame: Frame, node: FormalParameter) -> Parameter:
    """One parameter; attributes are read from the variable backwards, and of the types the first one counts."""
    fields: dict[str, Any] = {"name": node.variable.name}
    sets: list[ParameterSetEntry] = []
    aliases: list[str] = []
    for attribute in reversed(node.attributes):
        name = attribute_name(attribute)
        if isinstance(attribute, TypeName):
            fields["type"] = attribute.name
        elif name == "parameter":
            sets.append(_entry(_named(frame, attribute)))
        elif name == "alias":
            aliases += [to_string(value) for value in _positional(frame, attribute)]
        elif name == "obsolete":
            fields["obsolete"] = to_string((*_positional(frame, attribute), "")[0])
        elif name == "pstypename":
            fields["ps_type_name"] = to_string((*_positional(frame, attribute), "")[0])
    validations = validations_of(frame, node.attributes)
    return Parameter(aliases=tuple(aliases), sets=tuple(sets), validations=tuple(validations), **fields)


def _entry(named: dict[str, Any]) -> ParameterSetEntry:
    fields: dict[str, Any] = {_ENTRY_KEYS[key]: truth(value) for key, value in named.items() if key in _ENTRY_KEYS}
    if named.get("parametersetname"):
        fields["name"] = to_string(named["parametersetname"])
    if "position" in named:
        from ..dotnet.conversion import convert
        from ..dotnet.types import resolve

        fields["position"] = int(convert(named["position"], resolve("int")))  # type: ignore[call-overload]
    if "helpmessage" in named:
        fields["help_message"] = to_string(named["helpmessage"])
    return ParameterSetEntry(**fields)


def validations_of(frame: Frame, attributes: Sequence[Node]) -> list[Validation]:
    """The validations among attributes, in the order in which PowerShell reads them."""
    found = []
    for attribute in reversed(attributes):
        name = attribute_name(attribute)
        if name in _FLAGS:
            found.append(Validation(kind=_FLAGS[name]))
        elif name in _VALIDATIONS:
            assert isinstance(attribute, Attribute)
            found.append(_validation(frame, attribute, name))
    return found


def _validation(frame: Frame, attribute: Attribute, name: str) -> Validation:
    named = _named(frame, attribute)
    message = {"errorMessage": to_string(named["errormessage"])} if "errormessage" in named else {}
    arguments = attribute.arguments
    if name == "validatescript" and len(arguments) == 1 and isinstance(arguments[0], ScriptBlockLiteral):
        block = frame.script_block(arguments[0])
        return Validation(kind=f"{SCRIPT}{attribute.start}", arguments={"block": block, **message})
    values = _positional(frame, attribute)
    if name == "validateset":
        texts = [to_string(value) for value in values]
        ignores = truth(named.get("ignorecase", True))
        return Validation(kind="set", arguments={"values": texts, "ignoreCase": ignores, **message})
    if name == "validatepattern" and len(values) == 1:
        options = {"options": to_string(named["options"])} if "options" in named else {}
        return Validation(kind="pattern", arguments={"value": to_string(values[0]), **options, **message})
    if name == "validaterange" and len(values) == 1:
        return Validation(kind="rangeKind", arguments={"value": to_string(values[0])})
    if name in ("validaterange", "validatelength", "validatecount") and len(values) == 2:
        low, high = values
        return Validation(kind=name.removeprefix("validate"), arguments={"min": low, "max": high})
    raise _unknown(frame, attribute)


def _unknown(frame: Frame, attribute: Node) -> NotRunError:
    line, column = frame.script.place(attribute.start)
    text = frame.script.text_of(attribute)
    shown = text if len(text) <= 60 and "\n" not in text else f"[{attribute_name(attribute)}]"
    return NotRunError(f"Attributes of this kind are not run by pscompat: '{shown}' at line {line}, column {column}.")


def _positional(frame: Frame, node: Node) -> list[Any]:
    """The arguments without a name; a list among them is its elements, as for ``[ValidateSet(('a', 'b'))]``."""
    assert isinstance(node, Attribute)
    found: list[Any] = []
    for argument in node.arguments:
        value = frame.value(argument)
        found += value if isinstance(value, list) else [value]
    return found


def _named(frame: Frame, node: Node) -> dict[str, Any]:
    """The named arguments by lower-case name; one without a value is true."""
    assert isinstance(node, Attribute)
    return {key.value.lower(): True if value is None else frame.value(value) for key, value in node.named}
