"""``pscompat sandbox``: the embedded server for other clients."""

from __future__ import annotations

from .options import UsageError, excerpt
from .process import DONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_PORT_DIGITS = 5
USAGE = """\
Usage: pscompat sandbox [--port N] [--data FILE]

Runs the embedded server on the loopback interface until it is interrupted, and prints its base URL and key.

  --port N     the port; without it any free one
  --data FILE  keep the server's state in this sqlite file; without it in memory, or a temporary file when large
"""


def run_sandbox(words: Sequence[str]) -> int:
    """Serve until interrupted. Raises UsageError, OSError where the port is taken."""
    port, data = 0, ""
    index = 0
    while index < len(words):
        name, equals, value = words[index].partition("=")
        index += 1
        if name in ("-h", "--help"):
            print(USAGE, end="")
            return DONE
        if name not in ("--port", "--data"):
            raise UsageError(f"pscompat sandbox has no option {name}.", hint="`pscompat sandbox --help` lists them.")
        if not equals:
            if index == len(words):
                raise UsageError(f"The option {name} needs a value.")
            value = words[index]
            index += 1
        if name == "--data":
            data = value
        elif value.isdecimal() and len(value) <= _PORT_DIGITS and int(value) < 65536:
            port = int(value)
        else:
            raise UsageError(f"--port takes a number from 0 to 65535, not {excerpt(value)!r}.")
    from ..sandbox import serve

    serve(port, data)
    return DONE
