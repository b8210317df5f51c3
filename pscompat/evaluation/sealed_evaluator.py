"""Working a sealed script out: in a scope with nothing but what it is given, within bounds of steps and time."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, NetList, PSCustomObject, ScriptBlock
from ..dotnet.sizes import most
from ..errors import NotRunError
from ..language.evaluate import one_value
from ..language.scope import Scope
from .blocks import body_output
from .frame import Context
from .interpreter import Interpreter
from .limits import SEALED_MOST, Meter, running
from .sealed_script import is_sealed_type, read_sealed, variables_of
from .timer import Timer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from ..dotnet.clock import Clock
    from ..dotnet.types import NetType
    from ..errors import CommandError
    from ..language.nodes import Node
    from ..language.structure import Pipeline

    Pipelines = Callable[[Interpreter, Pipeline], Iterator[Any]]
    """Runs a pipeline that holds one of the commands of sealed scripts."""


class SealedScript:
    """A sealed script, read once. Threads may share it: what is compiled of it is the same for all.

    Raises NotRunError and ParseError where it is none.
    """

    __slots__ = ("_compiled", "script", "types", "variables")

    def __init__(self, text: str, types: Mapping[str, NetType] | None = None) -> None:
        self.script = read_sealed(text, types=types)
        self.variables = variables_of(self.script)
        self.types = types
        self._compiled: dict[Any, Any] = {}

    def output(
        self,
        value: Any,
        variables: Mapping[str, Any],
        *,
        clock: Clock | None = None,
        pipelines: Pipelines | None = None,
    ) -> Any:
        """What the script writes for a value, which is ``$_`` in it: as one value, NOTHING without output.

        ``variables`` are the parameters that it reads, by lower-case name; those that are not there are null. Values
        that must stay as they are have to be given as copies (``copied``). Raises PscompatError for an error in the
        script, LimitReached where it takes too many steps or too long.
        """
        context = Context(_commands(pipelines), _passed_on, lambda error: None, lambda: True)
        context.compiled = self._compiled
        context.trying = 1
        given: dict[str, Any] = {name: variables.get(name) for name in self.variables}
        given["_"] = value
        frame = _SealedInterpreter(self.script, Scope(given, {}), context, types=self.types, clock=clock)
        meter = Meter()
        token, size = running.set(meter), most.set(SEALED_MOST)
        try:
            with Timer(meter):
                return one_value(list(body_output(frame, self.script.body)))
        finally:
            running.reset(token)
            most.reset(size)


class _SealedInterpreter(Interpreter):
    __slots__ = ()

    def inner(self) -> Interpreter:
        made = _SealedInterpreter(self.script, self.scope.child(), self.context, types=self.types, clock=self.clock)
        made.tables = self.tables
        return made

    def statement(self, node: Node) -> Iterator[Any]:
        count_step()
        yield from Interpreter.statement(self, node)

    def find_type(self, name: str) -> NetType:
        if not is_sealed_type(name, self.types):
            raise NotRunError(f"Types of this kind are no part of a validation script: '[{name}]'.")
        return Interpreter.find_type(self, name)


def count_step() -> None:
    """Count one step of the sealed script that runs. Raises LimitReached."""
    meter = running.get()
    if meter is not None:
        meter.step()


def _commands(pipelines: Pipelines | None) -> Pipelines:
    def run(frame: Interpreter, pipeline: Pipeline) -> Iterator[Any]:
        if pipelines is None:
            raise NotRunError("Commands in a validation script are not run here.")
        for record in pipelines(frame, pipeline):
            count_step()
            yield record

    return run


def _passed_on(error: CommandError) -> bool:
    return True


def copied(value: Any) -> Any:
    """A copy of a value that can be changed without changing it. Script blocks are texts in it: nothing runs them."""
    return _copied(value, {}) if isinstance(value, (list, dict, ScriptBlock)) or _is_used_up(value) else value


def _is_used_up(value: Any) -> bool:
    """Whether looking at a value uses it up: an enumerator, or an iterator of Python's."""
    return isinstance(value, Enumerator) or hasattr(value, "__next__")


def _copied(value: Any, known: dict[int, Any]) -> Any:
    if isinstance(value, ScriptBlock):
        return ScriptBlock(value.text)
    if _is_used_up(value):
        raise NotRunError("An enumerator is not given to a validation script: looking at it would use it up.")
    if not isinstance(value, (list, dict)):
        return value
    made = known.get(id(value))
    if made is not None:
        return made
    made = known[id(value)] = _empty_like(value)
    if isinstance(value, list):
        made.extend([_copied(each, known) for each in value])
    else:
        for key, each in value.items():
            made[key] = _copied(each, known)
    return made


def _empty_like(value: Any) -> Any:
    """A new list, table or object of the same kind, with nothing in it."""
    from copy import copy

    if type(value) in (list, dict):
        return type(value)()
    if type(value) is NetList:
        return NetList(value.type_name)
    if type(value) is PSCustomObject:
        return PSCustomObject((), value.type_names)
    made = copy(value)
    made.clear()
    return made
