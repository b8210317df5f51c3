"""Handler modules: Python files in a module's ``cmdlets`` folder, loaded by path when their command runs."""

from __future__ import annotations

from ..dotnet.containers import SwitchParameter
from ..errors import CommandError, ErrorRecord, HelpFileError, NotRunError
from .session import ProcessLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from .call import Call

    Block = Callable[[Call], Iterable[Any] | None]

_loaded: dict[str, Handler] = {}
_functions: dict[tuple[str, str], Callable[..., Any]] = {}
_importing = ProcessLock()
"""A file is run once, whichever threads ask for it: its globals are its own."""


class Handler:
    """The blocks of a handler module: ``begin``, ``process``, ``end`` and ``clean``, None where it has none.

    ``clean`` runs last whatever happened, also when the command was ended early; it writes nothing.
    ``check`` is given the values of the command line, as far as they are known, before anything of a line
    runs; it raises NotRunError for what the command would have to refuse later. ``not_run`` names parameters that are
    bound as PowerShell binds them and refused then.
    """

    __slots__ = ("begin", "check", "clean", "end", "not_run", "process")

    def __init__(
        self,
        begin: Block | None,
        process: Block | None,
        end: Block | None,
        clean: Block | None = None,
        check: Callable[[Mapping[str, Any]], None] | None = None,
        not_run: Sequence[str] = (),
    ) -> None:
        self.begin = begin
        self.process = process
        self.end = end
        self.clean = clean
        self.check = check
        self.not_run = not_run

    def check_parameters(self, command: str, bound: Mapping[str, Any]) -> None:
        """Raise NotRunError for a bound parameter that the handler does not run; a switch that is off is none."""
        for name in self.not_run:
            if name in bound and not (isinstance(bound[name], SwitchParameter) and not bound[name]):
                raise NotRunError(
                    f"The parameter {name} of {command} is not run by pscompat.", hint=f"Leave out -{name}."
                )


def load_handler(folder: str, name: str) -> Handler:
    """The handler ``name`` of a ``cmdlets`` folder. Raises HelpFileError where there is none or it does not load."""
    import os

    path = os.path.join(folder, name + ".py")
    with _importing:
        handler = _loaded.get(path)
        if handler is None:
            from .python_files import import_file

            module = import_file(path, name)
            handler = Handler(
                getattr(module, "begin", None),
                getattr(module, "process", None),
                getattr(module, "end", None),
                getattr(module, "clean", None),
                getattr(module, "check", None),
                getattr(module, "NOT_RUN", ()),
            )
            if handler.begin is handler.process is handler.end is None:
                raise HelpFileError(path, "the handler has none of begin, process and end")
            _loaded[path] = handler
    return handler


def load_function(folder: str, name: str, function: str) -> Callable[..., Any]:
    """A function of a Python file in a ``cmdlets`` folder. Raises HelpFileError where there is none."""
    import os

    path = os.path.join(folder, name + ".py")
    with _importing:
        found = _functions.get((path, function))
        if found is None:
            from .python_files import import_file

            found = getattr(import_file(path, name), function, None)
            if not callable(found):
                raise HelpFileError(path, f"the file has no function {function}")
            _functions[path, function] = found
    return found


def handler_failure(error: Exception, calls: Sequence[Call]) -> CommandError | None:
    """The error of a command whose handler or hook raised what it should not; None where none of the calls did.

    A traceback helps who writes the handler: PSCOMPAT_TRACEBACK asks for it, and then there is no such error.
    """
    import os

    if os.environ.get("PSCOMPAT_TRACEBACK"):
        return None
    from .python_files import described, files_in, line_in

    own = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "companions")
    for call in calls:
        folder = call.module.cmdlets_folder
        if os.path.dirname(folder) == own:
            # What fails there is a defect of pscompat itself.
            continue
        for path in files_in(error):
            if os.path.dirname(path) == folder:
                line = line_in(error, path)
                text = described(error, call.masked)
                record = ErrorRecord(
                    "HandlerFailed",
                    f"{path}:{line}: the handler failed: {text}",
                    exception="System.Exception",
                    command=call.command.name,
                    hint="Set PSCOMPAT_TRACEBACK=1 to see the traceback.",
                )
                return CommandError([record])
    return None
