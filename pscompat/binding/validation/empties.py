"""The null and empty check of parameters that are mandatory somewhere (binding.md §9.5)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...dotnet.types import NetType

NULL_NOT_ALLOWED = "ParameterArgumentValidationErrorNullNotAllowed"
EMPTY_STRING_NOT_ALLOWED = "ParameterArgumentValidationErrorEmptyStringNotAllowed"
EMPTY_ARRAY_NOT_ALLOWED = "ParameterArgumentValidationErrorEmptyArrayNotAllowed"
EMPTY_COLLECTION_NOT_ALLOWED = "ParameterArgumentValidationErrorEmptyCollectionNotAllowed"


def check_mandatory_value(
    value: object, net_type: NetType, allow_null: bool, allow_empty_string: bool, allow_empty_collection: bool
) -> str | None:
    """The id of the error that the final, converted value gives, None when it is fine.

    ``net_type`` is the parameter's type. Untyped parameters are tested for null only; dictionaries never as
    collections; elements of elements are not looked at.
    """
    if value is None:
        inner = net_type.nullable_of
        if allow_null or (inner is not None and inner.full_name == "System.Boolean"):
            return None
        return NULL_NOT_ALLOWED
    if net_type.full_name == "System.String":
        return EMPTY_STRING_NOT_ALLOWED if value == "" and not allow_empty_string else None
    if not net_type.kind or not isinstance(value, list):
        return None
    element = net_type.element
    if element is None or not element.is_value_type:
        strings = element is not None and element.full_name == "System.String"
        for item in value:
            if item is None:
                if not allow_null:
                    return NULL_NOT_ALLOWED
            elif strings and item == "" and not allow_empty_string:
                return EMPTY_STRING_NOT_ALLOWED
    if not value and not allow_empty_collection:
        return EMPTY_ARRAY_NOT_ALLOWED if net_type.kind == "array" else EMPTY_COLLECTION_NOT_ALLOWED
    return None
