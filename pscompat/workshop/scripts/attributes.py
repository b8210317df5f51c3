"""Attributes of functions and parameters: their arguments as values, checked as PowerShell checks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...binding.validation import validator
from ...dotnet.containers import ScriptBlock
from ...dotnet.conversion import convert
from ...dotnet.strings import to_string
from ...dotnet.texts import TypeValue
from ...dotnet.types import resolve
from ...errors import ConversionError, MetadataError
from ...language.nodes import Attribute, TypeName
from ...language.structure import ScriptBlockLiteral
from ...model import Validation
from .attribute_names import ATTRIBUTES, AUTOMATION, attribute_name
from .constants import Constants, literal

OBJECT = resolve("object")
UNKNOWN_ATTRIBUTE = "CustomAttributeTypeNotFound"
_RANGE_KINDS = ("Positive", "NonNegative", "Negative", "NonPositive")


@dataclass(slots=True)
class Arguments:
    """An attribute that was read: its full name, and its arguments in order and by lower-case name."""

    name: str
    own: bool = False
    positional: list[Any] = field(default_factory=list)
    named: dict[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The name without namespace and ending."""
        return self.name.rpartition(".")[2].removesuffix("Attribute")

    def text(self, key: str) -> str:
        """A named argument as text, empty without it."""
        return text_of(self.named.get(key))

    def flag(self, key: str, default: bool = False) -> bool:
        """A named argument as a truth value (scripts.md §B10)."""
        return bool(_converted(self.named[key], "bool")) if key in self.named else default

    def texts(self) -> list[str]:
        """The positional arguments as texts; a list in them is joined (scripts.md §C21)."""
        return [text_of(value) for value in self.positional]


def text_of(value: Any) -> str:
    """A value where an attribute wants text."""
    return "" if value is None else to_string(value)


def _converted(value: Any, type_name: str) -> Any:
    try:
        return convert(value, resolve(type_name))
    except ConversionError as error:
        raise MetadataError(error.error_id, error.message) from None


class AttributeReader:
    """Reads the attributes of one script.

    ``classes`` are the names of its own classes; ``generators`` the values that some of them give to ValidateSet.
    """

    def __init__(self, constants: Constants, classes: list[str], generators: Mapping[str, list[str] | None]) -> None:
        self.generators = generators
        self.constants = constants
        self.types = constants.types
        self.classes = classes

    def read(self, node: Attribute) -> Arguments:
        """The attribute with its arguments. Raises MetadataError for one that PowerShell refuses."""
        name = attribute_name(node.name, self.types.namespaces, self.classes)
        if name is None:
            raise MetadataError(
                UNKNOWN_ATTRIBUTE,
                f"Cannot find the type for custom attribute '{node.name}'. Make sure that the assembly that contains "
                "this type is loaded.",
            )
        found = Arguments(name, name in self.classes)
        if not found.own:
            self._check(node, name)
        found.positional = [self._value(value) for value in node.arguments]
        if name.endswith(".ValidateSetAttribute"):
            found.positional = self._generated(found.positional)
        found.named = {key.value.lower(): True if value is None else self._value(value) for key, value in node.named}
        return found

    def _check(self, node: Attribute, name: str) -> None:
        shape = ATTRIBUTES[name]
        named = {key.value.lower(): key.value for key, _ in node.named}
        if len(node.arguments) not in shape.counts or (name.endswith(".ValidateRangeAttribute") and named):
            raise MetadataError(
                "MethodCountCouldNotFindBest",
                f'Cannot find an overload for ".ctor" and the argument count: "{len(node.arguments)}".',
            )
        for lower, key in named.items():
            if lower not in shape.named:
                raise MetadataError(
                    "PropertyNotFoundForType",
                    f"Property '{key}' cannot be found for type '{AUTOMATION}CmdletBindingAttribute'.",
                )

    def _generated(self, values: list[Any]) -> list[Any]:
        """The values of a set: those of a class where one is named."""
        if len(values) == 1 and isinstance(values[0], TypeValue):
            return self.generators.get(values[0].name.lower(), values) or [""]
        return values

    def _value(self, node: Any) -> Any:
        if isinstance(node, ScriptBlockLiteral):
            return ScriptBlock(self.constants.script_text(node.start + 1, node.end - 1))
        if isinstance(node, TypeName):
            return TypeValue(self.types.find(node.name).full_name)
        return self.constants.value(node)


def read_validation(found: Arguments) -> Validation | None:
    """The validation that an attribute is, None for one that is none. Raises MetadataError."""
    read = _VALIDATIONS.get(found.kind)
    if read is None or found.own:
        return None
    kind, arguments = read(found)
    validation = Validation(kind=kind, arguments=arguments)
    if kind not in ("script", "allowNull", "allowEmptyString", "allowEmptyCollection"):
        validator(validation, OBJECT)
    return validation


def _plain(kind: str) -> Callable[[Arguments], tuple[str, dict[str, Any]]]:
    return lambda found: (kind, {})


def _bounds(kind: str) -> Callable[[Arguments], tuple[str, dict[str, Any]]]:
    def read(found: Arguments) -> tuple[str, dict[str, Any]]:
        low, high = (_converted(value, "int") for value in found.positional)
        return kind, {"min": low, "max": high}

    return read


def _message(found: Arguments) -> dict[str, Any]:
    return {"errorMessage": found.text("errormessage")} if found.named.get("errormessage") else {}


def _range(found: Arguments) -> tuple[str, dict[str, Any]]:
    if len(found.positional) == 1:
        value = text_of(found.positional[0])
        return "rangeKind", {"value": next((kind for kind in _RANGE_KINDS if kind.lower() == value.lower()), value)}
    low, high = found.positional
    return "range", {"min": literal(low), "max": literal(high)}


def _set(found: Arguments) -> tuple[str, dict[str, Any]]:
    if any(isinstance(value, TypeValue) for value in found.positional):
        raise MetadataError(
            "Argument",
            'Cannot process argument because the value of argument "valuesGeneratorType" is not valid. Change the '
            'value of the "valuesGeneratorType" argument and run the operation again.',
        )
    if not found.positional:
        raise MetadataError(
            "ArgumentOutOfRange",
            'Cannot process argument because the value of argument "validValues" is out of range. Change argument '
            "\"validValues\" to a value that is within range. (Parameter 'validValues')\nActual value was "
            "System.String[].",
        )
    case = {} if found.flag("ignorecase", True) else {"ignoreCase": False}
    return "set", {"values": tuple(found.texts()), **case, **_message(found)}


def _pattern(found: Arguments) -> tuple[str, dict[str, Any]]:
    options = {}
    if "options" in found.named:
        value = _converted(found.named["options"], "System.Text.RegularExpressions.RegexOptions")
        options = {} if value.name == "IgnoreCase" else {"options": value.name}
    return "pattern", {"value": text_of(found.positional[0]), **options, **_message(found)}


def _script(found: Arguments) -> tuple[str, dict[str, Any]]:
    block = found.positional[0]
    text = block.text if isinstance(block, ScriptBlock) else text_of(block)
    return "script", {"text": text, **_message(found)}


_VALIDATIONS: dict[str, Callable[[Arguments], tuple[str, dict[str, Any]]]] = {
    "ValidateNotNull": _plain("notNull"),
    "ValidateNotNullOrEmpty": _plain("notNullOrEmpty"),
    "ValidateNotNullOrWhiteSpace": _plain("notNullOrWhiteSpace"),
    "AllowNull": _plain("allowNull"),
    "AllowEmptyString": _plain("allowEmptyString"),
    "AllowEmptyCollection": _plain("allowEmptyCollection"),
    "ValidateCount": _bounds("count"),
    "ValidateLength": _bounds("length"),
    "ValidateRange": _range,
    "ValidateSet": _set,
    "ValidatePattern": _pattern,
    "ValidateScript": _script,
}
