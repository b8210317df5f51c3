"""Conversion errors: PowerShell's ids and texts (values.md §B.3)."""

from __future__ import annotations

from ..errors import ConversionError
from .kinds import first_type_name
from .strings import net_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .types import NetType

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


def invalid_cast(value: object, target: NetType, *, short: bool) -> ConversionError:
    """``Invalid cast from 'Double' to 'Char'.``; the short type names among primitives, else the full ones."""
    source = first_type_name(value)
    wanted = target.full_name
    if short:
        source, wanted = source.rpartition(".")[2], wanted.rpartition(".")[2]
    return failed("InvalidCastIConvertible", value, target, f"Invalid cast from '{source}' to '{wanted}'.")
