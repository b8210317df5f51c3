"""The binder's own error texts, letter-exact (binding.md §12), and how an error is made from them.

``{1}`` … are PowerShell's fixed message arguments: {0} command, {1} parameter, {2} its type, {6} and up extras.
"""

from __future__ import annotations

from ..errors import BindingError, BindingTransformationError, BindingValidationError, ConversionError

MESSAGES = {
    "NamedParameterNotFound": "A parameter cannot be found that matches parameter name '{1}'.",
    "PositionalParameterNotFound": "A positional parameter cannot be found that accepts argument '{1}'.",
    "MissingArgument": "Missing an argument for parameter '{1}'. Specify a parameter of type '{2}' and try again.",
    "AmbiguousParameter": "Parameter cannot be processed because the parameter name '{1}' is ambiguous. "
    "Possible matches include:{6}.",
    "CannotConvertArgument": "Cannot convert '{6}' to the type '{2}' required by parameter '{1}'. {7}",
    "CannotConvertArgumentNoMessage": "Cannot bind parameter '{1}'. {6}",
    "AmbiguousPositionalParameterNoName": "Cannot bind positional parameters because no names were given.",
    "AmbiguousParameterSet": "Parameter set cannot be resolved using the specified named parameters. One or more "
    "parameters issued cannot be used together or an insufficient number of parameters were provided.",
    "MissingMandatoryParameter": "Cannot process command because of one or more missing mandatory parameters:{1}.",
    "ParameterAlreadyBound": "Cannot bind parameter because parameter '{1}' is specified more than once. To provide "
    "multiple values to parameters that can accept multiple values, use the array syntax. For example, "
    '"-parameter value1,value2,value3".',
    "ScriptBlockArgumentNoInput": "Cannot evaluate parameter '{1}' because its argument is specified as a script "
    "block and there is no input. A script block cannot be evaluated without input.",
    "ScriptBlockArgumentInvocationFailed": "The input to the script block for parameter '{1}' failed. {6}",
    "ScriptBlockArgumentNoOutput": "Cannot evaluate parameter '{1}' because its argument input did not produce any "
    "output.",
    "InputObjectNotBound": "The input object cannot be bound to any parameters for the command either because the "
    "command does not take pipeline input or the input and its properties do not match any of the parameters that "
    "take pipeline input.",
    "InputObjectMissingMandatory": "The input object cannot be bound because it did not contain the information "
    "required to bind all mandatory parameters: {6}",
    "ParameterArgumentTransformationError": "Cannot process argument transformation on parameter '{1}'. {6}",
    "ParameterArgumentValidationError": "Cannot validate argument on parameter '{1}'. {6}",
    "ParameterArgumentValidationErrorNullNotAllowed": "Cannot bind argument to parameter '{1}' because it is null.",
    "ParameterArgumentValidationErrorEmptyStringNotAllowed": "Cannot bind argument to parameter '{1}' because it is "
    "an empty string.",
    "ParameterArgumentValidationErrorEmptyCollectionNotAllowed": "Cannot bind argument to parameter '{1}' because "
    "it is an empty collection.",
    "ParameterArgumentValidationErrorEmptyArrayNotAllowed": "Cannot bind argument to parameter '{1}' because it is "
    "an empty array.",
    "ParameterBindingFailed": "Cannot bind parameter '{1}' to the target. {6}",
    "MismatchedPSTypeName": "Cannot bind argument to parameter '{1}', because PSTypeNames of the argument do not "
    "match the PSTypeName required by the parameter: {6}.",
}

OUTPUT_OF_SEVERAL = "System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]"
"""The type of what a script block writes when that are several objects: a list, which is no array."""

ELABORATION_SINGLE = (
    "{6} This failure might be caused by applying the default parameter binding. You can disable the default "
    'parameter binding in $PSDefaultParameterValues by setting $PSDefaultParameterValues["Disabled"] to be $true, '
    "and retry. The following default parameter was successfully bound for this cmdlet when the error occurred:{7}"
)
ELABORATION_MULTIPLE = (
    "{6} This error might have been caused by applying the default parameter binding. You can disable the default "
    'parameter binding in $PSDefaultParameterValues by setting $PSDefaultParameterValues["Disabled"] to be $true, '
    "and then trying again. The following default parameters were successfully bound for this cmdlet when the error "
    "occurred:{7}"
)

WARNINGS = {
    "DifferentValuesAssignedToSingleParameter": "Multiple different default values are defined in "
    "$PSDefaultParameterValues for the parameter matching the following name or alias: {0}. These defaults have been "
    "ignored.",
    "MultipleParametersMatched": "The following name or alias defined in $PSDefaultParameterValues for this cmdlet "
    "resolves to multiple parameters: {0}. The default has been ignored.",
    "FailToBindDefaultParameter": "The binding of default value '{0}' to parameter '{1}' failed: {2}",
    "SingleKeyInBadFormat": "The key '{0}' does not have a valid format. For information about the correct format, "
    "see about_Parameters_Default_Values at https://go.microsoft.com/fwlink/?LinkId=228266.",
    "MultipleKeysInBadFormat": "The keys '{0}' do not have valid formats. For information about the correct format, "
    "see about_Parameters_Default_Values at https://go.microsoft.com/fwlink/?LinkId=228266.",
    "CommandObsolete": "The command '{0}' is obsolete. {1}",
    "ParameterObsolete": "Parameter '{0}' is obsolete. {1}",
}


def message(error_id: str, parameter: str = "", type_name: str = "", extra: str = "", extra2: str = "") -> str:
    """The text of an error, its arguments filled in."""
    template = MESSAGES[error_id]
    # One pass, so that braces in a value are never read as a placeholder.
    out = []
    for index, piece in enumerate(template.split("{")):
        if index == 0:
            out.append(piece)
            continue
        digit, _, rest = piece.partition("}")
        out.append({"1": parameter, "2": type_name, "6": extra, "7": extra2}[digit] + rest)
    return "".join(out)


def warning(warning_id: str, *arguments: str) -> str:
    """The text of a warning, its arguments filled in."""
    text = WARNINGS[warning_id]
    pieces = text.split("{")
    return pieces[0] + "".join(
        arguments[int(digit)] + rest for digit, _, rest in (piece.partition("}") for piece in pieces[1:])
    )


def binding_error(
    error_id: str,
    command: str,
    parameter: str | None = None,
    type_name: str = "",
    extra: str = "",
    extra2: str = "",
    *,
    category: str | None = None,
    inner_id: str = "",
) -> BindingError:
    """A plain ParameterBindingException."""
    text = message(error_id, parameter or "", type_name, extra, extra2)
    return BindingError(error_id, text, command=command, parameter=parameter, category=category, inner_id=inner_id)


def transformation_error(
    error_id: str, command: str, parameter: str, extra: str, *, category: str | None = None, inner_id: str = ""
) -> BindingTransformationError:
    """A ParameterBindingArgumentTransformationException."""
    text = message(error_id, parameter, "", extra)
    return BindingTransformationError(
        error_id, text, command=command, parameter=parameter, category=category, inner_id=inner_id
    )


def validation_error(
    error_id: str, command: str, parameter: str, extra: str = "", *, inner_id: str = ""
) -> BindingValidationError:
    """A ParameterBindingValidationException."""
    text = message(error_id, parameter, "", extra)
    return BindingValidationError(error_id, text, command=command, parameter=parameter, inner_id=inner_id)


class CoercionFailure(ConversionError):
    """A value that a compiled parameter does not take; ``extra`` and ``extra2`` are the message's arguments."""

    def __init__(self, error_id: str, extra: str = "", extra2: str = "") -> None:
        super().__init__(error_id, f"{extra} {extra2}".strip() or "null is not allowed")
        self.extra = extra
        self.extra2 = extra2
