"""Binding one value to one parameter (binding.md §9)."""

from __future__ import annotations

from ..dotnet.containers import NetDict, PSCustomObject
from ..dotnet.kinds import NOT_FITTING, is_array, is_instance, type_name_of
from ..dotnet.numbers import Numeral
from ..errors import BindingError, BindingTransformationError, ConversionError, ValidationError
from ..language.shell_words import Word, read_boolean_word, read_collection_word, read_dictionary_word
from .messages import CoercionFailure, binding_error, transformation_error, validation_error
from .transformations import NoAnswer, PasswordMissing
from .validation.nulls import check_mandatory_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.credentials import PSCredential
    from ..dotnet.types import NetType
    from .compiled_parameter import CompiledParameter
    from .state import State

_DICTIONARIES = frozenset(
    (
        "System.Collections.Hashtable",
        "System.Collections.IDictionary",
        "System.Collections.Specialized.OrderedDictionary",
    )
)


_GENERIC_DICTIONARIES = frozenset(("System.Collections.Generic.Dictionary", "System.Collections.Generic.IDictionary"))


def bind_value(state: State, parameter: CompiledParameter, value: Any, coerce: bool, *, wrapped: bool = False) -> bool:
    """Bind one value: transform, convert or test, check the type name, validate, check for null, assign.

    ``wrapped`` tells that the value is the pipeline object itself. Returns False where an attempt without coercion
    finds that the value does not fit. Raises BindingError (binding.md §9.1).
    """
    if type(value) is Word:
        value = read_word(parameter, value)
    given = value
    if parameter.transforms:
        try:
            value = transform_value(state, parameter, value, wrapped)
        except BindingTransformationError as error:
            # Without coercion a failed cast only means that the value does not fit.
            if coerce or not error.cast:
                raise
            return False
    if coerce:
        value = convert_value(state, parameter, value)
    else:
        value = fit_without_coercion(parameter, value, wrapped)
        if value is NOT_FITTING:
            return False
    if parameter.ps_type_name:
        if not coerce and not has_type_name(value, parameter.ps_type_name):
            return False
        check_type_name(state, parameter, value)
    if parameter.validators:
        validate_value(state, parameter, value, given)
    if parameter.mandatory_somewhere:
        check_null_and_empty(state, parameter, value)
    if parameter.compiled:
        check_setter(state, parameter, value)
    name = parameter.name
    state.bound[name] = value
    if not parameter.common:
        state.variables[name] = value
    state.mark_bound(parameter)
    if parameter.obsolete is not None:
        state.warn_obsolete(parameter)
    return True


def read_word(parameter: CompiledParameter, word: Word) -> Any:
    """A word from a shell as the parameter's type suggests: a list, a dictionary, true or false, or plain text."""
    net_type = parameter.type
    if takes_tables(net_type):
        return read_dictionary_word(word)
    if net_type.kind:
        found = read_collection_word(word)
        if net_type.element is None or not takes_truth(net_type.element):
            return found
        items = found if isinstance(found, list) else [found]
        return [read_boolean_word(item) if type(item) is str else item for item in items]
    return read_boolean_word(word) if takes_truth(net_type) else str(word)


def takes_truth(net_type: NetType) -> bool:
    """Whether the type is Boolean, or Boolean or nothing."""
    return (net_type.nullable_of or net_type).full_name == "System.Boolean"


def takes_tables(net_type: NetType) -> bool:
    """Whether the type is a dictionary's, or a collection of dictionaries."""
    single = net_type.element if net_type.kind and net_type.element is not None else net_type
    name = single.full_name
    return name in _DICTIONARIES or name.partition("`")[0] in _GENERIC_DICTIONARIES


def transform_value(state: State, parameter: CompiledParameter, value: Any, wrapped: bool) -> Any:
    """Custom transformations, also of null (all of ours take null for optional parameters)."""
    given = value
    try:
        for transform in parameter.transforms:
            try:
                value = transform(value, wrapped)
            except PasswordMissing as missing:
                value = typed_credential(state, missing)
    except ConversionError as error:
        raise transformation_failure(state, parameter, error, given, value) from None
    return value


def typed_credential(state: State, missing: PasswordMissing) -> PSCredential:
    """The credential of a user whose password is typed on the terminal. Raises NoAnswer where nobody is there."""
    from ..dotnet.containers import SecureString
    from ..dotnet.credentials import CREDENTIAL_REQUEST, PASSWORD_OF, PSCredential

    typed = state.ask_secret and state.ask_secret(CREDENTIAL_REQUEST + PASSWORD_OF.format(missing.user))
    if typed is None:
        raise missing
    return PSCredential(missing.user, SecureString(typed))


def conversion_error(state: State, parameter: CompiledParameter, error: ConversionError, *values: Any) -> BindingError:
    """The error for a value that does not convert: a plain one where a compiled parameter refuses it (§9.4)."""
    command = state.command.name
    if isinstance(error, CoercionFailure):
        extra = shown(parameter, error.extra, *values)
        return binding_error(error.error_id, command, parameter.name, parameter.type.full_name, extra, error.extra2)
    return transformation_failure(state, parameter, error, *values)


def transformation_failure(
    state: State, parameter: CompiledParameter, error: ConversionError, *values: Any
) -> BindingTransformationError:
    """The ParameterArgumentTransformationError for a cast or another transformation that failed."""
    failure = transformation_error(
        "ParameterArgumentTransformationError",
        state.command.name,
        parameter.name,
        shown(parameter, error.message, *values),
        inner_id=error.error_id,
    )
    failure.cast = not isinstance(error, NoAnswer)
    return failure


def shown(parameter: CompiledParameter, text: str, *values: Any) -> str:
    """A message about values; those of a sensitive parameter are not in it."""
    if not parameter.declaration.sensitive:
        return text
    from ..masking import masked

    return masked(text, values)


def convert_value(state: State, parameter: CompiledParameter, value: Any) -> Any:
    """The conversion of an attempt with coercion: a script type constraint, or a compiled parameter's rules."""
    try:
        return parameter.convert(value, state.clock)
    except ConversionError as error:
        raise conversion_error(state, parameter, error, value) from None


def fit_without_coercion(parameter: CompiledParameter, value: Any, wrapped: bool = False) -> Any:
    """The value as it binds without conversion, or NOT_FITTING (binding.md §9.3).

    ``wrapped`` tells that it is the pipeline object itself, which is a PSObject whatever is in it.
    """
    net_type = parameter.type
    if value is None:
        return NOT_FITTING if net_type.is_value_type or net_type.full_name == "System.String" else None
    if net_type.full_name == "System.Object":
        return value
    if type(value) is Numeral:
        if is_instance(net_type, value):
            return value
        value = value.value
    if is_instance(net_type, value, wrapped):
        return value
    if net_type.kind:
        from ..dotnet.collection_encoding import encode_without_coercion

        return encode_without_coercion(value, net_type)
    return NOT_FITTING


def check_type_name(state: State, parameter: CompiledParameter, value: Any) -> None:
    """The type name that the parameter asks of objects, defaults included: MismatchedPSTypeName (binding.md §9.7)."""
    if parameter.ps_type_name and not has_type_name(value, parameter.ps_type_name):
        raise transformation_error(
            "MismatchedPSTypeName",
            state.command.name,
            parameter.name,
            parameter.ps_type_name,
            category="InvalidArgument",
        )


def has_type_name(value: Any, name: str) -> bool:
    """Whether the value, or each element of a collection, carries the type name; null passes (binding.md §9.7)."""
    folded = name.lower()
    if isinstance(value, list):
        return all(_carries(item, folded) for item in value)
    return _carries(value, folded)


def _carries(value: Any, folded: str) -> bool:
    if value is None or folded == "system.object":
        return True
    if isinstance(value, (PSCustomObject, NetDict)) and any(known.lower() == folded for known in value.type_names):
        return True
    if type_name_of(value).lower() == folded:
        return True
    return folded == "system.array" and is_array(value)


def validate_value(state: State, parameter: CompiledParameter, value: Any, given: Any) -> None:
    """Run the validation attributes in order; the first failure is the error (binding.md §9.8)."""
    try:
        if parameter.has_condition:
            from .validation.script import validate_in_state

            validate_in_state(state, parameter, value)
            return
        for validator in parameter.validators:
            validator(value)  # type: ignore[operator]
    except ValidationError as error:
        failure = validation_error(
            "ParameterArgumentValidationError",
            state.command.name,
            parameter.name,
            shown(parameter, error.message, given, value),
            inner_id=error.error_id,
        )
        failure.hint = error.hint
        raise failure from None


def check_null_and_empty(state: State, parameter: CompiledParameter, value: Any) -> None:
    """The null and empty rules of parameters that are mandatory in any set (binding.md §9.5)."""
    error_id = check_mandatory_value(
        value,
        parameter.type,
        parameter.allow_null,
        parameter.allow_empty_string,
        parameter.allow_empty_collection,
    )
    if error_id:
        raise validation_error(error_id, state.command.name, parameter.name)


def check_setter(state: State, parameter: CompiledParameter, value: Any) -> None:
    """What the property of a compiled parameter refuses when it is set: ParameterBindingFailed (binding.md §9.4)."""
    from .coercion import check_assignable

    cause = check_assignable(parameter.type, value)
    if cause:
        raise binding_error(
            "ParameterBindingFailed",
            state.command.name,
            parameter.name,
            extra=f'Exception setting "{parameter.name}": "{cause}"',
            category="WriteError",
        )
