"""What the binder did, step by step: which rule bound each parameter, and where the value came from.

A ``Trace`` given to ``Binder.start`` is told of every step; without one nothing is recorded and nothing is paid.
"""

from __future__ import annotations

from ..dotnet.texts import DASHES, fold
from ..errors import BindingError
from ..language.elements import NO_VALUE
from .prefix_matching import is_prefix, match_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Protocol

    from ..dotnet.containers import ScriptBlock
    from ..language.elements import Element
    from .compiled_parameter import CompiledParameter
    from .metadata import CompiledCommand

    class Standing(Protocol):
        """What the binder has bound so far, and what is open: its state, as far as it is told of."""

        command: CompiledCommand
        bound: dict[str, Any]
        is_bound: set[CompiledParameter]
        unbound: list[CompiledParameter]

        def open_sets(self) -> list[str]: ...


_LONGEST = 60
"""Longer values are cut where they are shown."""


class Origin:
    """Where a bound value came from.

    source  ``word``, ``position``, ``remaining``, ``pipeline``, ``default parameter value``, ``splat`` or ``prompt``
    rule    how the parameter was found: ``name``, ``alias``, ``abbreviated name``, ``abbreviated alias``,
            ``position 0``, ``value``, ``property NAME`` …
    typed   the words that were used, as typed; empty for the pipeline. Secrets are ``***``
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
    """The steps of one invocation.

    steps     in order of binding
    origins   the last origin of each bound parameter, by its name
    dropped   splatted entries that gave way to explicit arguments, as typed
    leftover  arguments that nothing took, as typed
    waiting   arguments whose turn has not come yet, by identity
    state     the binder's state where binding ended with an error, for explaining it
    """

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.origins: dict[str, Origin] = {}
        self.dropped: list[str] = []
        self.leftover: list[str] = []
        self.waiting: dict[int, Element] = {}
        self.state: Standing | None = None

    def _add(self, origin: Origin, state: Standing) -> None:
        self.origins[origin.parameter] = origin
        self.steps.append(Step(origin, state.open_sets()))

    def given(self, arguments: Iterable[Element]) -> None:
        """These arguments are there to be bound, each name with its value."""
        self.waiting = {id(element): element for element in arguments}

    def _taken(self, element: Element) -> None:
        self.waiting.pop(id(element), None)

    def named(self, parameter: CompiledParameter, element: Element, state: Standing) -> None:
        """A parameter was bound by its name."""
        self._taken(element)
        typed = element.text.strip()
        source = "splat" if element.from_splat else "word"
        self._add(Origin(parameter.name, source, name_rule(parameter, typed), typed), state)

    def positional(
        self, parameters: Iterable[CompiledParameter], element: Element, position: int, state: Standing
    ) -> None:
        """An argument was bound by its position, to one parameter or to several of different sets."""
        self._taken(element)
        for parameter in parameters:
            typed = shown_argument(element, hidden=parameter.declaration.sensitive)
            self._add(Origin(parameter.name, "position", f"position {position}", typed), state)

    def prompted(self, parameter: CompiledParameter, state: Standing) -> None:
        """A missing mandatory parameter was asked for."""
        self._add(Origin(parameter.name, "prompt", "missing mandatory parameter"), state)

    def remaining(self, parameter: CompiledParameter, pending: list[Element], state: Standing) -> None:
        """The arguments nobody took went to the remaining-arguments parameter."""
        self.waiting = {}
        hidden = parameter.declaration.sensitive
        typed = " ".join(shown_argument(element, hidden=hidden) for element in pending)
        self._add(Origin(parameter.name, "remaining", "remaining arguments", typed), state)

    def default_value(self, parameter: CompiledParameter, stage: str, state: Standing) -> None:
        """An entry of ``$PSDefaultParameterValues`` was bound."""
        rule = f"$PSDefaultParameterValues, {stage.lower()}"
        self._add(Origin(parameter.name, "default parameter value", rule), state)

    def pipeline(self, parameter: CompiledParameter, property_name: str | None, coerce: bool, state: Standing) -> None:
        """A pipeline object was bound, or the property of it that bears that name."""
        rule = "value" if property_name is None else f"property {property_name}"
        self._add(Origin(parameter.name, "pipeline", rule + ", converted" if coerce else rule), state)

    def delayed(self, parameter: CompiledParameter, block: ScriptBlock, state: Standing) -> None:
        """A script block was evaluated for a pipeline object."""
        self._add(Origin(parameter.name, "pipeline", f"script block {{{cut(block.text)}}}"), state)

    def dropped_entry(self, element: Element) -> None:
        """A splatted entry gave way to an explicit argument."""
        self._taken(element)
        self.dropped.append(element.text)

    def left_over(self, pending: list[Element]) -> None:
        """Nothing took these arguments."""
        self.leftover = [shown_argument(element) for element in pending]

    def failed(self, state: Standing) -> None:
        """Binding ended with an error."""
        self.state = state


def unread_arguments(command: CompiledCommand, waiting: Iterable[Element]) -> list[str]:
    """The arguments that binding did not come to, as typed, without what may be a secret."""
    secret_by_position = any(each.declaration.sensitive and each.positional_records for each in command.declared)
    shown = []
    after_name = False
    for element in waiting:
        hidden = secret_by_position or after_name
        if element.name is not None:
            hidden = may_be_secret(command, element.name)
        shown.append(shown_argument(element, hidden=hidden))
        after_name = element.name is not None and element.value is NO_VALUE
    return shown


def may_be_secret(command: CompiledCommand, name: str) -> bool:
    """Whether a value behind this name must not be shown: that of a sensitive parameter, or of none that is known."""
    try:
        parameter = match_name(command, name)
    except BindingError:
        return True
    return parameter is None or parameter.declaration.sensitive


def name_rule(parameter: CompiledParameter, typed: str) -> str:
    """By which rule a typed name means its parameter (binding.md §2)."""
    name = fold(typed.removesuffix(":").lstrip(DASHES))
    if not name or name == fold(parameter.name):
        return "name"
    if any(fold(alias) == name for alias in parameter.aliases):
        return "alias"
    return "abbreviated name" if is_prefix(name, parameter.name) else "abbreviated alias"


def shown_argument(element: Element, *, hidden: bool = False) -> str:
    """An argument as it was typed, long ones cut."""
    parts = [element.text.strip()] if element.name is not None else []
    if element.value is not NO_VALUE:
        parts.append("***" if hidden else cut(shown_value(element.value)))
    return " ".join(parts)


def shown_value(value: Any) -> str:
    """A value as short text."""
    from ..dotnet.numbers import Numeral
    from ..dotnet.strings import to_string

    if value is None:
        return "$null"
    if isinstance(value, str):
        return str(value) if value and not any(map(str.isspace, value)) else f"'{value}'"
    return value.text if type(value) is Numeral else to_string(value)


def cut(text: str) -> str:
    """The text, or the beginning of a long one."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
