"""The system's keyring, through the package ``keyring``, in a process of its own: it may hang, and may print."""

from __future__ import annotations

import json
import os
import sys

from .bounded import ProgramFailed, printed
from .errors import CredentialsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_SERVICE = "pscompat"
_PROGRAM = """\
import json, os, sys
asked = json.loads(sys.stdin.buffer.read())
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
sys.path[:] = asked["path"]
try:
    import keyring
except ImportError:
    answer = {"missing": True}
else:
    try:
        if asked["act"] == "get":
            answer = {"value": keyring.get_password(asked["service"], asked["name"])}
        elif asked["act"] == "set":
            keyring.set_password(asked["service"], asked["name"], asked["value"])
            answer = {"value": None}
        else:
            if keyring.get_password(asked["service"], asked["name"]) is not None:
                keyring.delete_password(asked["service"], asked["name"])
            answer = {"value": None}
    except Exception as error:
        answer = {"failed": type(error).__name__}
json.dump(answer, answers)
answers.close()
"""


def ask_keyring(act: str, name: str, environment: Mapping[str, str], value: str = "") -> str:
    """Get, set or delete the keyring's entry of that name; its text, empty for none. Raises CredentialsError.

    The key comes and goes by pipes: it is on no command line.
    """
    # What this process imports, that one does; the working folder is no part of it.
    path = [folder for folder in sys.path if os.path.isabs(folder)]
    asked = {"act": act, "service": _SERVICE, "name": name, "value": value, "path": path}
    try:
        data = printed([sys.executable, "-I", "-c", _PROGRAM], environment, json.dumps(asked).encode())
        answer = json.loads(data)
    except ProgramFailed as error:
        raise CredentialsError(f"The keyring {error}.") from None
    except ValueError:
        raise CredentialsError("The keyring gave no answer.") from None
    if answer.get("missing"):
        hint = "Install it with pscompat: pip install 'pscompat[keyring]'"
        raise CredentialsError("The keyring needs the package keyring, which is not installed.", hint=hint)
    if "failed" in answer:
        hint = "`python -m keyring diagnose` tells what it uses."
        raise CredentialsError(f"The keyring refuses: {answer['failed']}.", hint=hint)
    return str(answer.get("value") or "")
