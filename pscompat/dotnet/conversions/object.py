"""What objects, references, Nullables and types without rules of their own accept."""

from __future__ import annotations

from ...errors import ConversionError
from ..texts import Reference
from .general import by_general_rules, settable_properties

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType


def to_object(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Object and PSObject: the value as it is."""
    return value


def to_opaque(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """A class of which the name is known: any value as it is, as far as nothing more is known of the class."""
    from ..known_classes import is_known

    if not is_known(target.full_name):
        return value
    from .known_class import to_known_class

    return to_known_class(value, target, clock, text)


def to_reference(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """PSReference: a new box around the value."""
    return Reference(value)


def to_nullable(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Nullable<T>: T's rules and T's name in messages, as far as T accepts values of that type at all.

    A numeral's text is not used any more.
    """
    from ..conversion import converter

    inner = target.nullable_of
    assert inner is not None
    if isinstance(value, dict) and settable_properties(inner) is None:
        return by_general_rules(value, target, clock, text)
    try:
        return converter(inner)(value, clock)
    except ConversionError as error:
        if error.error_id != "ConvertToFinalInvalidCastException":
            raise
        from .failures import no_conversion

        raise no_conversion(value, target) from None


def to_other(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Classes that accept nothing but their own instances."""
    return by_general_rules(value, target, clock, text, from_text=False)


def refuse_known_by_name(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """A type that can be listed but not made: one clear refusal."""
    raise ConversionError(
        "TypeKnownByNameOnly",
        f'Values of type "{target.full_name}" are not supported: the type is known by name only.',
    )
