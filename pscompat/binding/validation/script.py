"""ValidateScript: a sealed script that must write something true for the element (values.md §C.8)."""

from __future__ import annotations

from ...dotnet.containers import ScriptBlock
from ...dotnet.conversions.scalar import is_true
from ...dotnet.formats.composite import format_text
from ...dotnet.formats.format_errors import FormatError
from ...dotnet.numbers import Numeral
from ...dotnet.regex.guarded import SearchTooLong
from ...errors import CommandError, NotRunError, PscompatError, ValidationError
from ...evaluation.limits import LimitReached, Meter
from ...evaluation.sealed_evaluator import SealedScript, copied
from ...language.indexing import NOTHING
from ...model import Validation
from .attributes import NULL, element_text, for_each_element, wraps_elements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ..compiled_parameter import CompiledParameter
    from ..state import State


def validate_in_state(state: State, parameter: CompiledParameter, value: object) -> None:
    """Run the validation attributes of a parameter that has scripts among them. Raises ValidationError."""
    for validator in parameter.validators:
        if isinstance(validator, Validation):
            check_condition(state, parameter, validator.arguments, value)
        else:
            validator(value)


def check_condition(state: State, parameter: CompiledParameter, arguments: Mapping[str, Any], value: object) -> None:
    """The rule of enumerated attributes, with the script as the check of each element. Raises ValidationError."""
    text = str(arguments["text"])
    command = state.command
    script = command.scripts.get(text)
    if script is None:
        # Also a script that came out of the cache is read again: nothing runs that was not looked at here.
        script = command.scripts[text] = _checked(lambda: SealedScript(text, command.types))
    given: dict[str, Any] = _checked(lambda: _variables(state, script))
    wrapped = wraps_elements(parameter.type)
    secret = _sees_secret(state, parameter, script)

    def check(element: object) -> None:
        if element is None:
            raise ValidationError("ArgumentIsEmpty", NULL)
        try:
            found = _checked(
                lambda: script.output(_given(element), given, clock=state.clock, pipelines=command.pipelines)
            )
            if found is NOTHING or not is_true(found):
                raise _failure(text, str(arguments.get("errorMessage") or ""), element, wrapped)
        except ValidationError as error:
            if secret and error.error_id != "ValidateScriptLimit":
                # What a script says may hold a part of what it was given.
                raise ValidationError(error.error_id, _HIDDEN) from None
            raise

    for_each_element(check)(value)


def _given(element: object) -> object:
    """What ``$_`` is: a copy, for a script that changed its value would change what is sent."""
    return element.value if type(element) is Numeral else copied(element)


def _variables(state: State, script: SealedScript) -> dict[str, Any]:
    """What the parameters hold that the script reads: null for one that is not bound before this one."""
    bound = state.variables if state.settled else state.bound
    wanted = script.variables
    return {name.lower(): copied(value) for name, value in bound.items() if name.lower() in wanted} if wanted else {}


_HIDDEN = "The validation script refuses the argument. What it says is not shown, for it has seen a secret."


def _sees_secret(state: State, parameter: CompiledParameter, script: SealedScript) -> bool:
    """Whether the script gets the value of a sensitive parameter."""
    return parameter.declaration.sensitive or any(
        each.declaration.sensitive and each.name.lower() in script.variables for each in state.command.declared
    )


def _checked(work: Callable[[], Any]) -> Any:
    """What the work gives; whatever ends it is the reason why the argument is not valid."""
    try:
        return work()
    except LimitReached as limit:
        raise _ended(str(limit)) from None
    except SearchTooLong:
        raise _ended(str(Meter.out_of_time())) from None
    except CommandError as error:
        record = error.error_records()[0]
        raise ValidationError(record.error_id, record.message) from None
    except NotRunError as error:
        raise ValidationError("NotRun", f"The validation script cannot be worked out: {error.message}") from None
    except PscompatError as error:
        raise ValidationError(error.error_id, error.message) from None
    except RecursionError:
        raise _ended("it goes too deep") from None
    except MemoryError:
        raise _ended("it takes too much memory") from None
    except Exception as error:
        # An error of ours is no reason to let a value through, nor to end the line with a traceback.
        text = f"The validation script cannot be worked out: {type(error).__name__}: {error}"
        raise ValidationError("NotRun", text) from error


def _ended(reason: str) -> ValidationError:
    error = ValidationError("ValidateScriptLimit", f"The validation script was ended: {reason}.")
    # A hint of its own, so that nobody binds again to find one.
    error.hint = "The script is a condition of the command's help file."
    return error


def _failure(text: str, message: str, element: object, wrapped: bool) -> ValidationError:
    shown = element_text(element, wrapped)
    if not message:
        return ValidationError(
            "ValidateScriptFailure",
            f'The "{text}" validation script for the argument with value "{shown}" did not return a result of True. '
            "Determine why the validation script failed, and then try the command again.",
        )
    formatted = element if not isinstance(element, (list, dict, Numeral)) else shown
    try:
        return ValidationError("ValidateScriptFailure", format_text(message, [formatted, ScriptBlock(text)]))
    except FormatError as error:
        return ValidationError("", str(error))
