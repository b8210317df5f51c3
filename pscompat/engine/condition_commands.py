"""The commands of validation scripts: run in a session of their own that holds nothing but the companions."""

from __future__ import annotations

from ..language.structure import CommandExpression, Pipeline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, Protocol

    from ..evaluation.interpreter import Interpreter
    from ..language.elements import Element
    from .loaded_command import LoadedCommand
    from .session import Session

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
    """Runs the pipelines of validation scripts, with commands that ``find`` makes of a confined session.

    Of the user's session no variables, default values, preferences or streams are in reach. An error that a command
    would only write ends the script.
    """

    __slots__ = ("_known",)

    def __init__(self, find: Callable[[Session], Commands], session: Session) -> None:
        from ..helpfile.module import Module
        from ..helpfile.search_path import companions_folder

        self._known = find(session.confined(Module(companions_folder())))

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
