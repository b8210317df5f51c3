"""``pscompat.load`` and ``pscompat.run``."""

from __future__ import annotations

from typing import overload

from ..engine.commands import Commands
from ..engine.session import Session
from ..engine.streams import RaisingStreams, Streams
from ..helpfile.search_path import find_modules, module_named
from .module import LoadedModule, clock_of, masked, run_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, tzinfo
    from os import PathLike
    from typing import Any, Literal

    from ..binding.explanation import Explanation
    from ..stubs.psopenai import PSOpenAI


@overload
def load(
    name: Literal["PSOpenAI"],
    *,
    sandbox: bool = ...,
    streams: Streams | None = ...,
    environment: Mapping[str, str] | None = ...,
    context: str = ...,
    now: datetime | None = ...,
    tz: tzinfo | int | None = ...,
) -> PSOpenAI: ...


@overload
def load(
    name: str | PathLike[str],
    *,
    sandbox: bool = ...,
    streams: Streams | None = ...,
    environment: Mapping[str, str] | None = ...,
    context: str = ...,
    now: datetime | None = ...,
    tz: tzinfo | int | None = ...,
) -> LoadedModule: ...


def load(
    name: str | PathLike[str],
    *,
    sandbox: bool = False,
    streams: Streams | None = None,
    environment: Mapping[str, str] | None = None,
    context: str = "",
    now: datetime | None = None,
    tz: tzinfo | int | None = None,
) -> LoadedModule:
    """Load a module by its name, or by the path of its folder, which holds a separator or is a Path.

    ``sandbox`` sends requests to the module's stand-in server, started when first needed. ``streams`` receives errors,
    warnings and messages; by default errors are raised and the rest goes to the ``pscompat`` logger. ``environment``
    replaces the process's environment for credentials; ``context`` is the user's context whose settings and key are
    used where nothing else gives them, the chosen one if not said. ``now`` and ``tz`` fix the clock.

    Raises HelpFileError when there is no such module or it cannot be used.
    """
    module = module_named(name)
    others = [other for other in find_modules() if other.name.lower() != module.name.lower()]
    session = Session(
        [module, *others],
        streams=streams or RaisingStreams(),
        clock=clock_of(now, tz),
        environment=environment,
        sandbox=sandbox,
    )
    session.context = context
    return LoadedModule(session, module.name)


@overload
def run(
    line: str,
    *,
    input: Iterable[Any] | None = ...,
    variables: Mapping[str, Any] | None = ...,
    sandbox: bool = ...,
    streams: Streams | None = ...,
    environment: Mapping[str, str] | None = ...,
    context: str = ...,
    now: datetime | None = ...,
    tz: tzinfo | int | None = ...,
    explain: Literal[False] = ...,
) -> list[Any]: ...


@overload
def run(
    line: str,
    *,
    input: Iterable[Any] | None = ...,
    variables: Mapping[str, Any] | None = ...,
    sandbox: bool = ...,
    streams: Streams | None = ...,
    environment: Mapping[str, str] | None = ...,
    context: str = ...,
    now: datetime | None = ...,
    tz: tzinfo | int | None = ...,
    explain: Literal[True],
) -> list[Explanation]: ...


def run(
    line: str,
    *,
    input: Iterable[Any] | None = None,  # noqa: A002
    variables: Mapping[str, Any] | None = None,
    sandbox: bool = False,
    streams: Streams | None = None,
    environment: Mapping[str, str] | None = None,
    context: str = "",
    now: datetime | None = None,
    tz: tzinfo | int | None = None,
    explain: bool = False,
) -> list[Any]:
    """Run a PowerShell line with the commands of all modules that are found, and return the records it writes.

    ``input`` is ``$input``, ``variables`` are set before; the others are as for ``load``. With ``explain`` nothing is
    run, and each command of the line gives an Explanation as ``LoadedModule.bind`` does.

    Raises ParseError and NotRunError before anything is run or sent. A statement that cannot be bound raises
    BindingError, an error that a command writes CommandError; what later statements would do is not done then. With
    ``streams`` of your own, errors go there and the line goes on as in PowerShell.
    """
    session = Session(
        streams=streams or RaisingStreams(), clock=clock_of(now, tz), environment=environment, sandbox=sandbox
    )
    session.context = context
    try:
        return masked(session, lambda: list(run_text(Commands(session), line, input, variables, explain)))
    finally:
        session.close()
