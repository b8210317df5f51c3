"""The commands of validation scripts: run in a session of their own that holds nothing but the companions."""

from __future__ import annotations

from ..language.structure import CommandExpression, Pipeline
from .session import Session
from .streams import RaisingStreams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, Protocol

    from ..dotnet.clock import Clock
    from ..evaluation.interpreter import Interpreter
    from ..language.elements import Element
    from .loaded_command import LoadedCommand

    class Commands(Protocol):
        """The commands of a session (``commands.Commands``)."""

        def command(self, name: str) -> LoadedCommand: ...

        def run(
            self, commands: Sequence[tuple[LoadedCommand, Sequence[Element]]], records: Iterable[Any] | None
        ) -> Iterator[Any]: ...


def _counted(records: Iterator[Any]) -> Iterator[Any]:
    """Records on their way into a pipeline: each is a step of the script."""
    from ..evaluation.sealed_evaluator import count_step

    for record in records:
        count_step()
        yield record


class ConditionCommands:
    """Runs the pipelines of validation scripts, with commands that ``find`` makes of a session.

    Nothing of the user's session is in reach: no variables, default values, preferences or streams. An error that a
    command would only write ends the script.
    """

    __slots__ = ("_known",)

    def __init__(self, find: Callable[[Session], Commands], clock: Clock | None) -> None:
        from ..helpfile.module import Module
        from ..helpfile.search_path import companions_folder

        module = Module(companions_folder())
        self._known = find(Session([module], streams=RaisingStreams(), clock=clock, environment={}))

    def run(self, frame: Interpreter, pipeline: Pipeline) -> Iterator[Any]:
        """What a pipeline with commands writes. Raises BindingError and CommandError."""
        records: Iterable[Any] | None = None
        commands: list[tuple[LoadedCommand, Sequence[Element]]] = []
        for node in pipeline.elements:
            if isinstance(node, CommandExpression):
                records = _counted(frame.statement(Pipeline(node.start, node.end, [node])))
            else:
                commands.append((self._known.command(node.name), frame.elements(node)))
        return self._known.run(commands, records)
