"""The commands of a session's modules: found by name, and run as pipelines."""

from __future__ import annotations

from ..errors import HelpFileError
from .loaded_command import LoadedCommand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from ..evaluation.interpreter import Interpreter
    from ..helpfile.module import Module
    from ..language.elements import Element
    from ..language.structure import Pipeline
    from ..model import Command
    from .at_once import AtOnce
    from .call import Call
    from .condition_commands import ConditionCommands
    from .session import Session


class Commands:
    """Finds the commands of a session, each made once, and runs them in it.

    With ``forgiving``, which is for explanations, a command whose help file has mistakes is found without what is wrong
    in it; ``warnings`` tells so.
    """

    def __init__(self, session: Session, *, forgiving: bool = False) -> None:
        self.session = session
        self.forgiving = forgiving
        self.warnings: list[str] = []
        self._known: dict[str, LoadedCommand] = {}
        self._conditions: ConditionCommands | None = None

    def find(self, name: str) -> LoadedCommand | None:
        """The command of that name or alias, in any case; ``Module\\Name`` asks one module. None without one.

        Raises HelpFileError where its help file cannot be used.
        """
        lower = name.lower()
        known = self._known.get(lower)
        if known is None:
            found = self.session.find(lower)
            if found is None:
                return None
            module, proper = found
            definition = self._definition(module, proper)
            # One object for a command, whichever thread asks first.
            known = self._known.setdefault(lower, LoadedCommand(module, definition, self.session, self.condition))
        return known

    def _definition(self, module: Module, name: str) -> Command:
        try:
            return module.command(name)
        except HelpFileError:
            if not self.forgiving:
                raise
            definition, warning = module.usable(name)
            self.warnings.append(warning)
            return definition.command

    def condition(self, frame: Interpreter, pipeline: Pipeline) -> Iterator[Any]:
        """Run a pipeline of a validation script."""
        if self._conditions is None:
            from .condition_commands import ConditionCommands

            self._conditions = ConditionCommands(Commands, self.session)
        return self._conditions.run(frame, pipeline)

    def command(self, name: str) -> LoadedCommand:
        """As ``find``. Raises CommandNotFoundError with the nearest name as its hint."""
        command = self.find(name)
        if command is None:
            raise self.session.not_found(name)
        return command

    def run(
        self,
        commands: Sequence[tuple[LoadedCommand, Sequence[Element]]],
        records: Iterable[Any] | None = None,
        caller: Call | None = None,
        at_once: AtOnce | None = None,
    ) -> Iterator[Any]:
        """Run a pipeline on records (None: no pipeline input), yielding what the last command writes.

        ``caller`` is the call that a command runs it for; ``at_once`` counts instead of the session's. All command
        lines are bound before this returns. Raises BindingError; the iterator raises CommandError.
        """
        from .pipeline import execute, prepare

        # A call that is one of several at once has a view of the session of its own.
        session = self.session if caller is None else caller.session
        has_input = records is not None
        with session.type_data:
            stages = prepare(session, commands, has_input=has_input, invoke=self.invoke, caller=caller)
            at_once = at_once or session.at_once
            if at_once is not None and caller is None:
                from .jobs import take

                take(stages, at_once)
        return session.type_data.within(execute(stages, records))

    def stream(
        self,
        name: str,
        parameters: Mapping[str, Any],
        arguments: Sequence[Any] = (),
        records: Iterable[Any] | None = None,
        at_once: AtOnce | None = None,
    ) -> Iterator[Any]:
        """Run one command with Python values. Raises BindingError before anything runs."""
        from .object_types import tagger
        from .python_values import elements_from_python, records_from_python

        tag = tagger(self.session.modules(), self.session.clock)
        elements = elements_from_python(arguments, parameters, tag)
        piped = None if records is None else records_from_python(records, tag)
        return self.run([(self.command(name), elements)], piped, at_once=at_once)

    def invoke(self, caller: Call, name: str, parameters: Mapping[str, Any]) -> Iterator[Any]:
        """Run one command for another one's call, with the parameters that requests share passed on.

        Raises BindingError before anything runs.
        """
        from .python_values import elements_from_python

        command = self.command(name)
        known = {parameter.name for parameter in command.definition.parameters}
        shared = shared_parameters(caller.module)
        passed = {key: caller.bound[key] for key in shared if key in caller.bound and key in known}
        passed |= {key: value for key, value in parameters.items() if key in known}
        return self.run([(command, elements_from_python((), passed))], caller=caller)


def shared_parameters(module: Module) -> list[str]:
    """The parameters by which the commands of a module are told whom to ask and how."""
    credentials = module.credentials
    found = [str(credentials[name]["parameter"]) for name in _SOURCES if credentials.get(name, {}).get("parameter")]
    return found + list(credentials.get("parameters", {}).values())


_SOURCES = ("key", "base", "organization")
