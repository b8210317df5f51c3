"""The parameters of script files and blocks: bound by the binder to the words or arguments that they are given."""

from __future__ import annotations

from ..binding import Binder
from ..binding.validation.attributes import for_each_element, formatted
from ..binding.value import conversion_error
from ..dotnet.strings import net_text
from ..dotnet.types import UnknownTypeError
from ..errors import BindingError, CommandError, ConversionError, ErrorRecord, ValidationError
from ..evaluation.compiler import truth
from ..evaluation.param_blocks import SCRIPT, declared, validations_of
from ..language.indexing import NOTHING, run_time_error
from ..model import Command, Parameter
from .hinted_errors import name_and_hint_later

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from ..binding import Run
    from ..binding.state import BoundCall, Prompt
    from ..evaluation.frame import Frame
    from ..language.elements import Element
    from ..language.nodes import Node
    from ..language.structure import ParamBlock
    from .session import Session


class ScriptParameters:
    """What a ``param(…)`` declares, ready to be bound again and again.

    Raises NotRunError for attributes that are not run, CommandError for an unknown type, MetadataError where the
    declaration contradicts itself.
    """

    def __init__(self, frame: Frame, block: ParamBlock, session: Session, name: str = "") -> None:
        self.session = session
        self.definition = declared(frame, block, name)
        self.defaults: dict[str, Node] = {
            each.variable.name: each.default for each in block.parameters if each.default is not None
        }
        scripts = _scripts(self.definition.parameters)
        try:
            self._binder = Binder(self.definition, session.types(), named_validators=scripts, strict=session.strict)
        except UnknownTypeError as error:
            raise run_time_error("TypeNotFound", error.message) from None

    @property
    def name(self) -> str:
        """The name that errors give: that of the file, empty for a block."""
        return self.definition.name

    def binder(self) -> Binder:
        """The binder of the parameters."""
        return self._binder

    def bind(
        self, frame: Frame, elements: Sequence[Element], *, expecting_input: bool = False, prompt: Prompt | None = None
    ) -> Run:
        """Bind the arguments and set the variables. Raises BindingError, and what working out a default raises."""
        binder = self._binder
        try:
            run = binder.start(elements, expecting_input=expecting_input, clock=self.session.clock, prompt=prompt)
            call = run.bind_nothing()
            for text in [*run.warnings, *call.warnings]:
                self.session.streams.warning(text)
            self._set_variables(frame, run, call)
        except BindingError as error:
            if self.name:
                name_and_hint_later(error, self.session, self, elements, expecting_input)  # type: ignore[arg-type]
            raise
        return run

    def take(self, frame: Frame, run: Run, record: Any) -> None:
        """Bind a pipeline object. Raises BindingError, which concerns this object only."""
        call = run.bind(record)
        for text in call.warnings:
            self.session.streams.warning(text)
        variables = frame.scope.variables
        for parameter in self._binder.command.declared:
            if parameter.name in call.bound:
                variables[parameter.name.lower()] = call.values[parameter.name]
        variables["psboundparameters"] = dict(call.bound)

    def _set_variables(self, frame: Frame, run: Run, call: BoundCall) -> None:
        """The variables of the parameters in their order: a default may use those before it."""
        scope = frame.scope
        scope.variables["args"] = list(call.args)
        scope.variables["psboundparameters"] = dict(call.bound)
        clock = self.session.clock
        for parameter in self._binder.command.declared:
            lower = parameter.name.lower()
            value = call.values[parameter.name]
            default = self.defaults.get(parameter.name)
            if default is not None and parameter.name not in call.bound:
                found = frame.value(default)
                try:
                    value = parameter.convert(None if found is NOTHING else found, clock)
                except ConversionError as error:
                    raise conversion_error(run.state, parameter, error) from None
            scope.variables[lower] = value
            if parameter.type.full_name != "System.Object":
                scope.constraints[lower] = _constraint(parameter.convert, clock)


def _constraint(convert: Callable[[object, Any], object], clock: Any) -> Callable[[Any], Any]:
    return lambda value: convert(value, clock)


def variable_check(frame: Frame, attributes: Sequence[Node], session: Session, name: str) -> Callable[[Any], None]:
    """What ``[ValidateSet('a', 'b')] $v = …`` asks of all that is assigned to the variable from then on.

    It raises CommandError.
    """
    parameter = Parameter(name=name, validations=tuple(validations_of(frame, attributes)))
    binder = Binder(Command(name="", parameters=(parameter,)), session.types(), named_validators=_scripts([parameter]))
    validators = binder.command.declared[0].validators

    def check(value: Any) -> None:
        try:
            for validate in validators:
                assert callable(validate)
                validate(value)
        except ValidationError:
            shown = "$null" if value is None else net_text(value)
            message = (
                f"The variable cannot be validated because the value {shown} is not a valid value for the {name} "
                "variable."
            )
            record = ErrorRecord(
                "ValidateSetFailure", message, category="MetadataError", exception="ValidationMetadataException"
            )
            raise CommandError([record]) from None

    return check


def _scripts(parameters: Iterable[Parameter]) -> dict[str, Callable[[object], None]]:
    """The checks of the ValidateScript attributes by their kinds."""
    return {
        each.kind: validate_script(each.arguments["block"], each.arguments.get("errorMessage"))
        for parameter in parameters
        for each in parameter.validations
        if each.kind.startswith(SCRIPT)
    }


def validate_script(block: Any, message: str | None) -> Callable[[object], None]:
    """ValidateScript (values.md §C.8): the block gives a true value for the argument, or for each element of it."""

    def check(element: object) -> None:
        try:
            output = block.code.values(element)
        except CommandError as error:
            raise ValidationError(error.error_id, error.message) from None
        if not truth(output[0] if len(output) == 1 else output or None):
            text = net_text(element)
            if message:
                raise ValidationError("ValidateScriptFailure", formatted(message, text, block.text))
            raise ValidationError(
                "ValidateScriptFailure",
                f'The "{block.text}" validation script for the argument with value "{text}" did not return a result of '
                "True. Determine why the validation script failed, and then try the command again.",
            )

    return for_each_element(check)
