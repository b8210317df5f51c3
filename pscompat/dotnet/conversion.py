"""The general language conversion and the type constraint of script parameters (values.md §B.3–B.5).

A conversion is compiled once per type. What a type accepts is one function in a module of its own, found through
the registry below and loaded when the first value needs it; here is only what all types share: null, values that
fit already, and numerals that remember their text.
"""

from __future__ import annotations

from ..errors import ConversionError
from .containers import EnumValue, SwitchParameter
from .kinds import is_array, is_instance, is_list, type_name_of
from .numbers import NUMBER_TYPES, Numeral
from .texts import Char, Reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .clock import Clock
    from .types import NetType

    Converter = Callable[..., object]
    Step = Callable[[object, NetType, Clock | None, str | None], object]

_REGISTRY: dict[str, tuple[str, str]] = {
    "System.String": ("conversions.scalar", "to_text"),
    "System.Boolean": ("conversions.scalar", "to_boolean"),
    "System.Management.Automation.SwitchParameter": ("conversions.scalar", "to_switch"),
    "System.Char": ("conversions.scalar", "to_char"),
    "System.Object": ("conversions.object", "to_object"),
    "System.Management.Automation.PSObject": ("conversions.object", "to_object"),
    "System.Management.Automation.PSReference": ("conversions.object", "to_reference"),
    "System.Byte": ("conversions.integer", "to_integer"),
    "System.SByte": ("conversions.integer", "to_integer"),
    "System.Int16": ("conversions.integer", "to_integer"),
    "System.UInt16": ("conversions.integer", "to_integer"),
    "System.Int32": ("conversions.integer", "to_integer"),
    "System.UInt32": ("conversions.integer", "to_integer"),
    "System.Int64": ("conversions.integer", "to_integer"),
    "System.UInt64": ("conversions.integer", "to_integer"),
    "System.Array": ("conversions.arrays", "to_array"),
    "System.DateTime": ("conversions.date", "to_datetime"),
    "System.DateTimeOffset": ("conversions.date", "to_datetime_offset"),
    "System.TimeSpan": ("conversions.timespan", "to_timespan"),
    "System.Guid": ("conversions.identifier", "to_guid"),
    "System.Version": ("conversions.identifier", "to_version"),
    "System.Management.Automation.SemanticVersion": ("conversions.identifier", "to_semantic_version"),
    "System.Double": ("conversions.real", "to_real"),
    "System.Single": ("conversions.real", "to_real"),
    "System.Decimal": ("conversions.real", "to_decimal"),
    "System.Numerics.BigInteger": ("conversions.real", "to_big_integer"),
    "System.IO.FileInfo": ("conversions.reference", "to_file_info"),
    "System.Type": ("conversions.reference", "to_type"),
    "System.Uri": ("conversions.reference", "to_uri"),
    "System.Net.IPAddress": ("conversions.reference", "to_ip_address"),
    "System.Text.RegularExpressions.Regex": ("conversions.reference", "to_regex"),
    "System.Collections.Hashtable": ("conversions.arrays", "to_hashtable"),
    "System.Collections.Specialized.OrderedDictionary": ("conversions.arrays", "to_other_dictionary"),
    "System.Collections.Generic.Dictionary": ("conversions.arrays", "to_other_dictionary"),
    "System.Collections.ArrayList": ("conversions.arrays", "to_array_list"),
    "System.Collections.Generic.List": ("conversions.arrays", "to_generic_list"),
    "System.Collections.Generic.HashSet": ("conversions.arrays", "to_generic_list"),
    "System.Collections.Generic.Queue": ("conversions.arrays", "to_generic_list"),
    "System.Collections.Generic.Stack": ("conversions.arrays", "to_generic_list"),
    "System.Collections.ObjectModel.Collection": ("conversions.arrays", "to_generic_list"),
    "System.Collections.IEnumerable": ("conversions.arrays", "to_enumerable"),
}
"""What each type accepts beyond its own instances: module and function, by the type's full name."""

_PYTHON_TYPES: dict[str, type] = {
    "System.String": str,
    "System.Int32": int,
    "System.Boolean": bool,
    "System.Double": float,
    "System.Management.Automation.SwitchParameter": SwitchParameter,
    "System.Char": Char,
    "System.Collections.Hashtable": dict,
    "System.Object[]": list,
}
_KEEPS_NUMERALS = frozenset(("System.Object", "System.Management.Automation.PSObject"))


def convert(value: object, net_type: NetType, clock: Clock | None = None) -> object:
    """The value converted to the type as PowerShell's language does, invariant culture.

    ``clock`` is read by dates; None is the system's. Raises ConversionError with PowerShell's message, nothing else.
    """
    return converter(net_type)(value, clock)


def converter(net_type: NetType) -> Converter:
    """``convert`` for one type: a callable ``(value, clock=None)``, compiled once."""
    known = net_type.convert
    if known is None:
        known = net_type.convert = _compile(net_type)
    return known


def _compile(net_type: NetType) -> Converter:
    exact = _PYTHON_TYPES.get(net_type.full_name)
    step: Step | None = None
    keeps_numerals = net_type.full_name in _KEEPS_NUMERALS

    def run(value: object, clock: Clock | None = None) -> object:
        nonlocal step
        if type(value) is exact:
            return value
        if value is None:
            return convert_null(net_type)
        text = None
        if type(value) is Numeral and not keeps_numerals:
            text = value.text
            value = value.value
            if type(value) is exact:
                return value
        if is_instance(net_type, value):
            return value
        if step is None:
            step = _step(net_type)
        return step(value, net_type, clock, text)

    return run


def _step(net_type: NetType) -> Step:
    name = net_type.full_name
    if net_type.known_by_name:
        module, function = "conversions.object", "refuse_known_by_name"
    elif net_type.nullable_of is not None:
        module, function = "conversions.object", "to_nullable"
    elif net_type.enum is not None:
        module, function = "conversions.enum", "to_enum"
    elif net_type.kind == "array":
        module, function = "conversions.arrays", "to_array"
    else:
        module, function = _REGISTRY.get(name) or _REGISTRY.get(name.partition("`")[0]) or _UNLISTED
    loaded = __import__(module, globals(), None, (function,), 1)
    found: Step = getattr(loaded, function)
    return found


_UNLISTED = ("conversions.object", "to_other")


def convert_null(net_type: NetType) -> object:
    """What null becomes (values.md §B.4): zero, the empty string, null; some value types refuse it."""
    if net_type.full_name == "System.String":
        return ""
    if not net_type.is_value_type or net_type.nullable_of is not None:
        return None
    if net_type.full_name in _NULL_IS_DEFAULT:
        from .conversions.defaults import default_value

        return default_value(net_type)
    from .conversions.failures import null_refused

    raise null_refused(net_type)


_BOOLEANS = frozenset(("System.Boolean", "System.Management.Automation.SwitchParameter"))
_NULL_IS_DEFAULT = NUMBER_TYPES | _BOOLEANS | {"System.Char", "System.Numerics.BigInteger"}


def argument_converter(net_type: NetType, simple: bool = False) -> Converter:
    """The type constraint of a script parameter (binding.md §9.2): a callable ``(value, clock=None)``.

    ``simple`` is for functions without CmdletBinding: they join an array for a string and have no rule for the
    elements of Boolean collections.
    """
    name = net_type.full_name
    run = converter(net_type)
    if name == "System.Management.Automation.PSReference":
        return _reference_argument
    if name == "System.Management.Automation.SwitchParameter" or _is_boolean(net_type):
        return _boolean_argument(net_type, run)
    if not simple and net_type.element is not None and net_type.kind and _is_boolean(net_type.element):
        return _boolean_collection_argument(net_type, run)
    exact = _PYTHON_TYPES.get(name)
    refuses_arrays = name == "System.String" and not simple

    def argument(value: object, clock: Clock | None = None) -> object:
        if type(value) is exact:
            return value
        if type(value) is Reference:
            value = value.value
        if refuses_arrays and is_array(value):
            raise ConversionError("InvalidCastFromAnyTypeToString", "Cannot convert value to type System.String.")
        return run(value, clock)

    return argument


def _is_boolean(net_type: NetType) -> bool:
    inner = net_type.nullable_of
    return net_type.full_name in _BOOLEANS or (inner is not None and inner.full_name == "System.Boolean")


def _reference_argument(value: object, clock: Clock | None = None) -> object:
    if type(value) is not Reference:
        raise ConversionError("InvalidCastExceptionReferenceTypeExpected", "Reference type is expected in argument.")
    return value


def _boolean_argument(net_type: NetType, run: Converter) -> Converter:
    def argument(value: object, clock: Clock | None = None) -> object:
        if type(value) is Reference:
            value = value.value
        check_boolean(value, net_type)
        return run(value, clock)

    return argument


def _boolean_collection_argument(net_type: NetType, run: Converter) -> Converter:
    element = net_type.element
    assert element is not None

    def argument(value: object, clock: Clock | None = None) -> object:
        if type(value) is Reference:
            value = value.value
        if is_list(value):
            for item in value:  # type: ignore[attr-defined]
                check_boolean(item, element)
        else:
            check_boolean(value, element)
        return run(value, clock)

    return argument


def check_boolean(value: object, net_type: NetType) -> None:
    """The Boolean rule: only Booleans, switches and numbers may stand for a bool or switch (null for some)."""
    base = value.value if type(value) is Numeral else value
    if base is None:
        if net_type.full_name != "System.Boolean":
            return
    elif isinstance(base, (bool, SwitchParameter, EnumValue)):
        return
    else:
        from .conversions.numeric_kinds import is_numeric

        if is_numeric(base):
            return
    raise ConversionError(
        "InvalidCastExceptionUnsupportedParameterType",
        f'Cannot convert value "{type_name_of(base)}" to type "{net_type.full_name}". '
        "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.",
    )
