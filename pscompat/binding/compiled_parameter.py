"""One parameter compiled for binding: its set records, flags, converters and validators (binding.md §1.1, §1.2)."""

from __future__ import annotations

from ..dotnet.containers import ABSENT
from ..dotnet.conversion import argument_converter
from ..dotnet.numbers import NUMBER_TYPES
from ..model import ALL_SETS, ParameterSetEntry, Validation
from .transformations import transformation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..dotnet.clock import Clock
    from ..dotnet.types import NetType
    from ..model import Parameter, Validation

    Convert = Callable[[object, Clock | None], object]
    Validate = Callable[[object], None]

_FLAG_KINDS = frozenset(("allowNull", "allowEmptyString", "allowEmptyCollection"))
_SCRIPT_BLOCK = "System.Management.Automation.ScriptBlock"
_IMPLICIT_ENTRY = (ParameterSetEntry(),)


class Record:
    """One set record of a parameter: ``bit`` is 0 and ``is_all`` true for the record of all sets."""

    __slots__ = ("bit", "by_name", "by_value", "is_all", "mandatory", "position", "remaining", "set_name")

    def __init__(self, entry: ParameterSetEntry) -> None:
        self.set_name = entry.name
        self.is_all = entry.name.lower() == ALL_SETS.lower() or not entry.name
        self.bit = 0
        self.mandatory = entry.mandatory
        self.position = entry.position
        self.by_value = entry.by_value
        self.by_name = entry.by_name
        self.remaining = entry.remaining


class CompiledParameter:
    """A parameter as the binder uses it.

    ``common`` marks those that PowerShell adds; ``compiled`` those that bind as a compiled cmdlet's (the common ones
    are). ``transforms`` run first, ``convert`` is the conversion with coercion, ``validators`` run on the result; with
    ``has_condition`` some of these are scripts that see other parameters, and stand there as they were declared.
    """

    __slots__ = (
        "accepts_script_blocks",
        "aliases",
        "allow_empty_collection",
        "allow_empty_string",
        "allow_null",
        "common",
        "compiled",
        "convert",
        "declaration",
        "flags",
        "has_condition",
        "has_constant_default",
        "implicit_value",
        "in_all_sets",
        "is_switch",
        "mandatory_records",
        "mandatory_somewhere",
        "name",
        "null_is_converted",
        "obsolete",
        "pipeline_records",
        "positional_records",
        "ps_type_name",
        "records",
        "simple",
        "transforms",
        "type",
        "validators",
    )

    def __init__(
        self,
        parameter: Parameter,
        net_type: NetType,
        *,
        simple: bool = False,
        parenthesised: bool = False,
        common: bool = False,
        named_validators: Mapping[str, Validate] | None = None,
    ) -> None:
        self.declaration = parameter
        self.name = parameter.name
        self.aliases = parameter.aliases
        self.type = net_type
        self.simple = simple
        # In a function whose parameters stand in parentheses null is converted where nothing is given.
        self.null_is_converted = parenthesised and net_type.is_value_type and net_type.nullable_of is None
        self.common = common
        self.compiled = parameter.compiled
        self.is_switch = net_type.is_switch
        self.records = [Record(entry) for entry in parameter.sets or _IMPLICIT_ENTRY]
        kinds = {validation.kind for validation in parameter.validations}
        self.allow_null = "allowNull" in kinds
        self.allow_empty_string = "allowEmptyString" in kinds
        self.allow_empty_collection = "allowEmptyCollection" in kinds
        self.transforms = [transformation(name) for name in parameter.transforms]
        if net_type.full_name == "System.Management.Automation.PSCredential" and not self.transforms:
            self.transforms = [transformation("credential")]
        self.validators = _validators(parameter, net_type, named_validators, is_common=common)
        self.has_condition = "script" in kinds and any(isinstance(each, Validation) for each in self.validators)
        self.ps_type_name = parameter.ps_type_name
        self.obsolete = parameter.obsolete
        # Most parameters of a command get no value in one call: their conversion is compiled when the first one comes.
        self.convert: Convert = self._compile_conversion
        element = net_type.element
        self.accepts_script_blocks = net_type.full_name in ("System.Object", _SCRIPT_BLOCK) or (
            element is not None and element.full_name in ("System.Object", _SCRIPT_BLOCK)
        )
        self.has_constant_default, self.implicit_value = self._implicit()
        self.flags = 0
        self.in_all_sets = True
        self.mandatory_somewhere = any(record.mandatory for record in self.records)
        self.mandatory_records: list[Record] = []
        self.pipeline_records: list[Record] = []
        self.positional_records: list[Record] = []

    def __repr__(self) -> str:
        return f"CompiledParameter({self.name!r})"

    def _compile_conversion(self, value: object, clock: Clock | None) -> object:
        if self.compiled:
            from .coercion import coercer

            self.convert = coercer(self.type)
        else:
            self.convert = argument_converter(self.type, self.simple)
        return self.convert(value, clock)

    def number(self, flags: int, in_all_sets: bool) -> None:
        """Take over the union of the named sets' bits, and sort the records by what they are asked for."""
        self.flags = flags
        self.in_all_sets = in_all_sets
        self.mandatory_records = [record for record in self.records if record.mandatory]
        self.pipeline_records = [record for record in self.records if record.by_value or record.by_name]
        self.positional_records = [
            record for record in self.records if record.position is not None and not record.remaining
        ]

    def in_sets(self, mask: int) -> bool:
        """Whether the parameter is in one of the sets of the mask, or in all."""
        return self.in_all_sets or self.flags & mask != 0

    def takes_pipeline_input(self, mask: int) -> bool:
        """Whether a record that counts in the mask takes pipeline input (binding.md §5.7)."""
        return any(record.is_all or record.bit & mask for record in self.pipeline_records)

    def single_record(self, mask: int) -> Record | None:
        """The first named record in the mask, or else the record of all sets (binding.md §1.2)."""
        fallback = None
        for record in self.records:
            if record.is_all:
                fallback = record
            elif record.bit & mask:
                return record
        return fallback

    def _implicit(self) -> tuple[bool, object]:
        """Whether the unbound value is the same in each call, and that value (binding.md §7.1)."""
        if self.declaration.default is not None or self._has_more_types():
            return False, None
        name = self.type.full_name
        if self.compiled:
            return True, ABSENT if self.is_switch else None
        if name == "System.String":
            return True, ""
        if name == "System.Boolean":
            return True, False
        if self.is_switch:
            return True, ABSENT
        if name in NUMBER_TYPES:
            return True, self.convert(0, None)
        # Value types without a zero of their own, and all references, stay null: null is not converted.
        return not self.null_is_converted, None

    def _has_more_types(self) -> bool:
        return any(name.startswith("type:") for name in self.declaration.transforms)

    def default_value(self, clock: Clock | None) -> object:
        """The script default, transformed and converted (binding.md §7.1). Raises ConversionError.

        An explicit null is converted like any other value, but passes by the transformations.
        """
        text = self.declaration.default
        if text is None and self._has_more_types():
            # Null goes through all the types, from the last one on.
            value: object = None
            for transform in self.transforms:
                value = transform(value, False)
            return self.convert(value, clock)
        if text is None:
            return self.convert(None, clock) if self.null_is_converted else self.implicit_value
        from ..language.literal import read_literal

        value = read_literal(text)
        if value is None:
            return value if self.compiled else self.convert(None, clock)
        for transform in self.transforms:
            value = transform(value, False)
        return self.convert(value, clock)


def _validators(
    parameter: Parameter, net_type: NetType, named: Mapping[str, Validate] | None, *, is_common: bool
) -> list[Validate | Validation]:
    kinds = [validation for validation in parameter.validations if validation.kind not in _FLAG_KINDS]
    if not kinds:
        return []
    if is_common:
        # These attributes are known to be valid: they are built when such a parameter is given.
        return [_built_later(validation, net_type) for validation in kinds]
    from .validation import validator

    return [
        named[validation.kind]
        if named and validation.kind in named
        else validation
        if validation.kind == "script"
        else validator(validation, net_type)
        for validation in kinds
    ]


def _built_later(validation: Validation, net_type: NetType) -> Validate:
    def check(value: object) -> None:
        from .validation import validator

        validator(validation, net_type)(value)

    return check
