"""Conversion errors: PowerShell's ids and texts (values.md §B.3)."""

from __future__ import annotations

from ...errors import ConversionError
from ..kinds import first_type_name, type_name_of
from ..numbers import NUMBER_TYPES
from ..strings import net_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..types import NetType

_BASIC = NUMBER_TYPES | {"System.Boolean", "System.Char", "System.DateTime", "System.String"}
_TOO_LARGE = {
    "System.SByte": "a signed byte",
    "System.Byte": "an unsigned byte",
    "System.Int16": "an Int16",
    "System.UInt16": "a UInt16",
    "System.Int32": "an Int32",
    "System.UInt32": "a UInt32",
    "System.Int64": "an Int64",
    "System.UInt64": "a UInt64",
    "System.Decimal": "a Decimal",
}
_WITHOUT_VALUE = frozenset(("System.Security.SecureString", "System.Management.Automation.PSCredential"))


def no_conversion(value: object, target: NetType) -> ConversionError:
    """There is no way from the value to the type; a secret target does not echo the value."""
    if target.full_name in _WITHOUT_VALUE:
        text = f'Cannot convert the value of type "{first_type_name(value)}" to type "{target.full_name}".'
    else:
        text = (
            f'Cannot convert the "{net_text(value)}" value of type "{first_type_name(value)}" '
            f'to type "{target.full_name}".'
        )
    return ConversionError("ConvertToFinalInvalidCastException", text)


def null_refused(target: NetType) -> ConversionError:
    """Null for a value type that has no null conversion."""
    if target.enum is not None:
        return ConversionError(
            "nullToEnumInvalidCast",
            f'Cannot convert null to type "{target.full_name}" due to enumeration values that are not valid. '
            f"Specify one of the following enumeration values and try again. "
            f'The possible enumeration values are "{",".join(target.enum.members)}".',
        )
    return ConversionError("nullToObjectInvalidCast", f'Cannot convert null to type "{target.full_name}".')


def failed(error_id: str, value: object, target: NetType, reason: str) -> ConversionError:
    """A conversion was chosen and failed with .NET's message ``reason``; ``value`` may be its text."""
    text = value if type(value) is str else net_text(value)
    return ConversionError(error_id, f'Cannot convert value "{text}" to type "{target.full_name}". Error: "{reason}"')


def invalid_cast(value: object, target: NetType) -> ConversionError:
    """``Invalid cast from 'Double' to 'Char'.``; short names when the target is a basic type, else the full ones."""
    source = type_name_of(value)
    if target.full_name in _BASIC:
        source, wanted = source.rpartition(".")[2], target.full_name.rpartition(".")[2]
    else:
        wanted = target.qualified_name
    return failed("InvalidCastIConvertible", value, target, f"Invalid cast from '{source}' to '{wanted}'.")


def overflow_text(full_name: str) -> str:
    """.NET's message for a number out of the type's range."""
    return f"Value was either too large or too small for {_TOO_LARGE[full_name]}."
