"""ValidateNotNull, ValidateNotNullOrEmpty and ValidateNotNullOrWhiteSpace (values.md §C.9, §C.10)."""

from __future__ import annotations

from ...dotnet.containers import PSCustomObject
from ...dotnet.kinds import type_name_of
from ...dotnet.texts import WHITE_SPACE, Char
from ...errors import ValidationError
from .attributes import EMPTY_COLLECTION, NULL, PSOBJECT, is_wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...dotnet.types import NetType
    from .attributes import Check

NULL_ELEMENT = (
    "The argument has a null value, or an element of the argument collection contains a null value. Provide a "
    "collection that does not contain any null values, and then try the command again."
)
NULL_OR_EMPTY = (
    "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again."
)
BLANK = (
    "The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non "
    "white-space characters, and then try the command again."
)
BLANK_ELEMENT = (
    "An element of the argument collection is null, empty, or consists of only white-space characters. Supply a "
    "collection that does not contain any those values and then try the command again."
)


def _has_value_type_elements(value: list[object]) -> bool:
    from ...dotnet.types import UnknownTypeError, resolve

    name = type_name_of(value)
    if name == "System.Object[]":
        return False
    try:
        element = resolve(name).element
    except UnknownTypeError:
        return False
    return element is not None and element.is_value_type and element.nullable_of is None


def _is_checked_collection(value: object) -> bool:
    """Whether the attributes on null look into the value: arrays, lists and sets, not queues or stacks."""
    return isinstance(value, list) and not type_name_of(value).startswith(_UNCHECKED)


_UNCHECKED = ("System.Collections.Generic.Queue`", "System.Collections.Generic.Stack`")


def validate_not_null(net_type: NetType) -> Check:
    """ValidateNotNull (values.md §C.9)."""
    wrapped = is_wrapped(net_type)

    def check(value: object) -> None:
        if value is None:
            raise ValidationError("ArgumentIsNull", NULL)
        if (
            isinstance(value, list)
            and not wrapped
            and None in value
            and _is_checked_collection(value)
            and not _has_value_type_elements(value)
        ):
            raise ValidationError("ArgumentIsNull", NULL_ELEMENT)

    return check


def validate_not_null_or(net_type: NetType, *, white_space: bool) -> Check:
    """ValidateNotNullOrEmpty, or with ``white_space`` ValidateNotNullOrWhiteSpace (values.md §C.10)."""
    wrapped = is_wrapped(net_type)
    wrapped_elements = net_type.full_name == PSOBJECT + "[]"

    def check(value: object) -> None:
        if value is None:
            raise ValidationError("ArgumentIsNull", NULL_OR_EMPTY)
        if wrapped:
            return
        if isinstance(value, str):
            if white_space and not isinstance(value, Char) and _is_blank(value):
                raise ValidationError("ArgumentIsEmptyOrWhiteSpace", BLANK)
            if not value:
                raise ValidationError("ArgumentIsEmpty", NULL_OR_EMPTY)
        elif isinstance(value, dict):
            if not value and not isinstance(value, PSCustomObject):
                raise ValidationError("ArgumentIsEmpty", EMPTY_COLLECTION)
        elif isinstance(value, list) and _is_checked_collection(value):
            if not value:
                raise ValidationError("ArgumentIsEmpty", EMPTY_COLLECTION)
            _check_elements(value)

    def _check_elements(items: list[object]) -> None:
        for item in items:
            if item is None:
                if _has_value_type_elements(items):
                    return
                raise ValidationError("ArgumentIsNull", EMPTY_COLLECTION)
            if not isinstance(item, str) or isinstance(item, Char) or wrapped_elements:
                continue
            if white_space and _is_blank(item):
                raise ValidationError("ArgumentCollectionContainsEmptyOrWhiteSpace", BLANK_ELEMENT)
            if not item:
                raise ValidationError("ArgumentCollectionContainsEmpty", EMPTY_COLLECTION)

    return check


def _is_blank(text: str) -> bool:
    if text and text[0] > " " and text.isascii():
        return False
    return not text.strip(WHITE_SPACE)


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
