"""What the binder did, step by step: which rule bound each parameter, and where the value came from.

A ``Trace`` given to ``Binder.start`` is told of every step; without one nothing is recorded and nothing is paid.
"""

from __future__ import annotations

from .names import DASHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..errors import BindingError
    from ..language.elements import Element
    from ..values.containers import ScriptBlock
    from .compiled_parameter import CompiledParameter
    from .positional import Slot
    from .state import State


class Origin:
    """Where a bound value came from.

    source  ``word``, ``position``, ``remaining``, ``pipeline``, ``default parameter value`` or ``splat``
    rule    how the parameter was found: ``name``, ``alias``, ``abbreviated name``, ``abbreviated alias``,
            ``position 0``, ``value``, ``property`` …
    typed   the words that were used, as typed; empty for the pipeline
    """

    __slots__ = ("parameter", "rule", "source", "typed")

    def __init__(self, parameter: str, source: str, rule: str, typed: str = "") -> None:
        self.parameter = parameter
        self.source = source
        self.rule = rule
        self.typed = typed

    def __repr__(self) -> str:
        return f"Origin({self.parameter!r}, {self.source!r}, {self.rule!r}, {self.typed!r})"


class Step:
    """One step: the origin of what was bound, and the sets that were left after it."""

    __slots__ = ("origin", "sets")

    def __init__(self, origin: Origin, sets: list[str]) -> None:
        self.origin = origin
        self.sets = sets


class Trace:
    """The steps of one invocation; ``state`` is the binder's state where it ended, for explaining a failure."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.origins: dict[str, Origin] = {}
        self.dropped_words: list[str] = []
        self.error: BindingError | None = None
        self.state: State | None = None

    def __bool__(self) -> bool:
        return True

    def _add(self, origin: Origin, state: State) -> None:
        self.origins[origin.parameter] = origin
        self.steps.append(Step(origin, open_sets(state)))

    def named(self, parameter: CompiledParameter, element: Element, state: State) -> None:
        """A parameter was bound by its name."""
        typed = element.text.strip()
        source = "splat" if element.from_splat else "word"
        self._add(Origin(parameter.name, source, name_rule(parameter, typed), typed), state)

    def positional(self, slot: Slot, element: Element, position: int, state: State) -> None:
        """An argument was bound by its position."""
        for parameter, _ in slot:
            if parameter in state.is_bound and parameter.name not in self.origins:
                self._add(Origin(parameter.name, "position", f"position {position}", ""), state)

    def remaining(self, parameter: CompiledParameter, pending: list[Element], state: State) -> None:
        """The arguments nobody took went to the remaining-arguments parameter."""
        self._add(Origin(parameter.name, "remaining", "remaining arguments"), state)

    def default_value(self, parameter: CompiledParameter, stage: str, state: State) -> None:
        """An entry of ``$PSDefaultParameterValues`` was bound."""
        self._add(
            Origin(parameter.name, "default parameter value", f"$PSDefaultParameterValues, {stage.lower()}"), state
        )

    def pipeline(self, parameter: CompiledParameter, kind: str, coerce: bool, state: State) -> None:
        """A pipeline object, or a property of it, was bound."""
        rule = kind or "value"
        self._add(Origin(parameter.name, "pipeline", rule if not coerce else rule + ", converted"), state)

    def delayed(self, parameter: CompiledParameter, block: ScriptBlock, state: State) -> None:
        """A script block was evaluated for a pipeline object."""
        self._add(Origin(parameter.name, "pipeline", f"script block {{{block.text}}}"), state)

    def dropped(self, parameter: CompiledParameter, element: Element) -> None:
        """A splatted entry gave way to an explicit argument."""
        self.dropped_words.append(element.text)

    def failed(self, error: BindingError, state: State) -> None:
        """Binding ended with an error."""
        self.error = error
        self.state = state


def name_rule(parameter: CompiledParameter, typed: str) -> str:
    """By which rule a typed name means its parameter (binding.md §2)."""
    name = typed.rstrip(":").lower()
    while name and name[0] in DASHES:
        name = name[1:]
    if not name or name == parameter.name.lower():
        return "name"
    if any(alias.lower() == name for alias in parameter.aliases):
        return "alias"
    return "abbreviated name" if parameter.name.lower().startswith(name) else "abbreviated alias"


def open_sets(state: State) -> list[str]:
    """The names of the parameter sets still possible."""
    return [name for index, name in enumerate(state.command.set_names) if state.cur >> index & 1]


def words_of(steps: list[Step]) -> list[Any]:
    """The origins of the steps, in order."""
    return [step.origin for step in steps]
