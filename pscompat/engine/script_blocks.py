"""What the commands of a line would have to refuse later is refused before anything of the line runs.

A script block is a value like any other. It is refused where a command is known to run what it is given, and where a
block that stands for a parameter of each pipeline object has more in it than the binder works out (binding.md §8.4).
"""

from __future__ import annotations

from ..errors import NotRunError, PscompatError
from ..language.refusals import is_plain_argument
from ..language.structure import Command, Pipeline, ScriptBlockLiteral
from .should_process import given_what_if

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..binding import Run
    from ..language.evaluate import Evaluator
    from ..language.nodes import Node
    from ..language.structure import Script
    from .loaded_command import LoadedCommand


def check_script_blocks(commands: Iterable[tuple[Command, LoadedCommand]], evaluator: Evaluator) -> None:
    """Raise NotRunError for the first script block that nothing can run. Nothing is run for it."""
    for node, command in commands:
        if any(isinstance(argument, ScriptBlockLiteral) for argument in node.elements):
            run = _rehearsed(node, command, evaluator)
            if run is not None:
                check_delayed(run)


_TO_DATA = ("ConvertTo-Json", "ConvertTo-Csv", "Export-Csv")
_PASSED_ON = ("Where-Object", "Tee-Object", "Write-Output")


def check_formats(script: Script, commands: Iterable[tuple[Command, LoadedCommand]]) -> None:
    """Raise NotRunError where what a Format- command makes, which is for people, is to become data."""
    names = {node: command.name for node, command in commands}
    for pipeline in script.walk():
        if not isinstance(pipeline, Pipeline):
            continue
        formats = ""
        for node in pipeline.elements:
            name = names.get(node, "")  # type: ignore[arg-type]
            if formats and name in _TO_DATA:
                line, column = script.place(node.start)
                raise NotRunError(
                    f"What {formats} makes is for people and no data: '{name}' at line {line}, column {column}.",
                    hint=f"Leave {formats} out.",
                )
            if name not in _PASSED_ON:
                formats = name if name.startswith("Format-") else ""


def check_arguments(commands: Iterable[tuple[Command, LoadedCommand]], evaluator: Evaluator) -> None:
    """Let the handlers that have something to say about a command line say it. Raises NotRunError."""
    for node, command in commands:
        handler = command.handler()
        check = handler.check
        own = any(parameter.name.lower() == "whatif" for parameter in command.definition.parameters)
        run = _rehearsed(node, command, evaluator) if own or handler.not_run or check is not None else None
        if run is None:
            continue
        check_what_if(command, run)
        handler.check_parameters(command.name, run.bound)
        if check is not None:
            check(run.values)


def check_what_if(command: LoadedCommand, run: Run) -> None:
    """Raise NotRunError for a -WhatIf that is a switch of the command's own: nothing says that it sends nothing."""

    if command.definition.supports_should_process or not given_what_if(run.bound):
        return
    raise NotRunError(
        f"{command.name} describes -WhatIf as a switch of its own, and nothing says that it changes nothing then.",
        hint="Nothing was sent. Its help file must say supportsShouldProcess: true instead of a parameter WhatIf.",
    )


def check_delayed(run: Run) -> None:
    """Raise NotRunError for a block kept for the pipeline's objects that the binder cannot work out."""
    from ..binding.delay_bind import check_form

    for _, block in run.state.delayed:
        if block.code is None:
            check_form(block.text)


def _rehearsed(node: Command, command: LoadedCommand, evaluator: Evaluator) -> Run | None:
    """The command line, bound as it will be; None where that depends on what runs before, or where it will fail.

    Arguments that may change or report something are worked out once only, when the command's turn has come.
    """
    if not all(is_plain_argument(each) for each in node.elements):
        return None
    kept, evaluator.run = evaluator.run, _unknown
    try:
        return command.binder().start(evaluator.elements(node), expecting_input=True)
    except PscompatError:
        return None
    finally:
        evaluator.run = kept


def _unknown(pipeline: Node) -> Iterator[object]:
    raise NotRunError("The value is not known before the line runs.")
