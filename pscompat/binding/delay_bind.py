"""Script blocks given to parameters that take pipeline input: evaluated for each object (binding.md §8.4).

Nothing is executed: the forms ``{ $_ }``, ``{ $_.Name }``, constants and comma lists of constants are understood, any
other block is refused at the point where PowerShell would run it.
"""

from __future__ import annotations

from ..dotnet.containers import NetList
from ..errors import PscompatError
from .messages import OUTPUT_OF_SEVERAL, binding_error
from .value import bind_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.containers import ScriptBlock
    from .compiled_parameter import CompiledParameter
    from .state import State


class DelayedScriptBlock:
    """The opaque entry of ``$PSBoundParameters`` until the first object has been processed."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"DelayedScriptBlock({self.text!r})"


def bind_delayed(state: State, parameter: CompiledParameter, block: ScriptBlock) -> bool:
    """Keep the block for the pipeline's objects. The parameter counts as bound, the argument as not consumed.

    Raises BindingError ``ScriptBlockArgumentNoInput`` where no pipeline input is expected.
    """
    if not state.expecting_input:
        raise binding_error("ScriptBlockArgumentNoInput", state.command.name, parameter.name, category="MetadataError")
    # Given by position, a block is tried several times; the first one stays.
    if all(known is not parameter for known, _ in state.delayed):
        state.delayed.append((parameter, block))
        state.bound.setdefault(parameter.name, DelayedScriptBlock(block.text))
        # Until then the variable holds nothing, not even the default.
        state.variables[parameter.name] = None
    state.mark_bound(parameter)
    return False


def bind_delayed_blocks(state: State, record: Any) -> None:
    """Evaluate each kept block on the object and bind its value, with coercion and without set checks."""
    for parameter, block in state.delayed:
        try:
            output = evaluate(block.text, record) if block.code is None else block.code.values(record)
        except PscompatError as error:
            raise binding_error(
                "ScriptBlockArgumentInvocationFailed", state.command.name, parameter.name, extra=error.message
            ) from None
        if not output:
            raise binding_error("ScriptBlockArgumentNoOutput", state.command.name, parameter.name)
        value = output[0] if len(output) == 1 else NetList(OUTPUT_OF_SEVERAL, output)
        bind_value(state, parameter, value, True)
        if state.trace:
            state.trace.delayed(parameter, block, state)


def evaluate(text: str, record: Any) -> list[Any]:
    """What the block writes for the object, as a list. Raises PscompatError for a form that is not run."""
    body = text.strip()
    if not body:
        return []
    if body == "$_":
        return _enumerated(record)
    if _is_member(body):
        from ..dotnet.members import get_property

        return _enumerated(get_property(record, body[3:]))
    return _enumerated(_constant(body))


def check_form(text: str) -> None:
    """Raise NotRunError for a block that ``evaluate`` does not work out."""
    body = text.strip()
    if body and body != "$_" and not _is_member(body):
        _constant(body)


def _is_member(body: str) -> bool:
    return body.startswith("$_.") and body[3:].replace("_", "a").isalnum() and not body[3].isdigit()


def _constant(body: str) -> Any:
    from ..errors import NotRunError, ParseError
    from ..language.literal import read_literal

    try:
        return read_literal(body)
    except ParseError:
        shown = body if len(body) < 60 else body[:57] + "..."
        raise NotRunError(
            f"Script blocks are not run by pscompat, but for $_, $_.Name and constants: '{shown}'."
        ) from None


def _enumerated(value: Any) -> list[Any]:
    """A value as the pipeline writes it: the elements of a collection, else the value itself."""
    return list(value) if isinstance(value, list) else [value]
