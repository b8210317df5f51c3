"""``pscompat sandbox``: a module's stand-in server for other clients."""

from __future__ import annotations

from .exit_code import DONE
from .options import UsageError, excerpt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .console import Console
    from .options import Options

_PORT_DIGITS = 5
USAGE = """\
Usage: pscompat sandbox [--module NAME|FOLDER] [--port N] [--data FILE]

Runs a module's stand-in server on the loopback interface until it is interrupted, and prints its base URL and key.

  --module NAME|FOLDER  the module; without it PSOpenAI
  --port N              the port; without it any free one
  --data FILE           keep the state in this sqlite file; without it in memory, or a temporary file when large
"""


def run_sandbox(words: Sequence[str], options: Options, console: Console) -> int:
    """Serve until interrupted. Raises UsageError, HelpFileError, NotRunError and SandboxError."""
    port, data, module = 0, "", options.modules[0] if options.modules else "PSOpenAI"
    index = 0
    while index < len(words):
        name, equals, value = words[index].partition("=")
        index += 1
        if name in ("-h", "--help"):
            print(USAGE, end="")
            return DONE
        if name not in ("--module", "--port", "--data"):
            raise UsageError(f"pscompat sandbox has no option {name}.", hint="`pscompat sandbox --help` lists them.")
        if not equals:
            if index == len(words):
                raise UsageError(f"The option {name} needs a value.")
            value = words[index]
            index += 1
        if name == "--data":
            data = value
        elif name == "--module":
            module = value
        elif value.isdecimal() and len(value) <= _PORT_DIGITS and int(value) < 65536:
            port = int(value)
        else:
            raise UsageError(f"--port takes a number from 0 to 65535, not {excerpt(value)!r}.")
    from ..engine.python_files import load_stand_in
    from ..helpfile.search_path import module_or_folder
    from ..sandbox import serve, service_in

    chosen, note = module_or_folder(module)
    if note:
        console.warning(note)
    serve(service_in(load_stand_in(chosen), chosen.name), port, data)
    return DONE
