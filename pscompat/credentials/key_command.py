"""Key commands: programs of the user's that print a key, a password manager's for example."""

from __future__ import annotations

import os
from threading import Lock

from ..dotnet.containers import SecureString
from .bounded import ProgramFailed, printed
from .errors import CredentialsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_outcomes: dict[str, SecureString | str] = {}
"""What each command gave, a key or the reason why it gave none: it is run once in a process."""
_running = Lock()


def _after_fork() -> None:
    global _running
    _running = Lock()  # whoever held it is not here


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


def key_from_command(command: str, environment: Mapping[str, str], whose: str) -> SecureString:
    """The key that a command prints. ``whose`` names the command in errors. Raises CredentialsError."""
    with _running:
        if command not in _outcomes:
            try:
                _outcomes[command] = one_line(printed(program_of(command, environment), environment))
            except ProgramFailed as error:
                _outcomes[command] = str(error)
        outcome = _outcomes[command]
    if isinstance(outcome, str):
        raise CredentialsError(f"The key command of {whose} {outcome}; nothing is sent.")
    return outcome


def program_of(command: str, environment: Mapping[str, str]) -> list[str]:
    """The words of a command, read as a shell would but not expanded, the program with its whole path.

    It is an absolute path or a name on the PATH; neither it nor a folder of the PATH may depend on the working folder,
    which Windows would search first. Raises ProgramFailed.
    """
    import shlex
    from shutil import which

    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ProgramFailed(f"cannot be read: {error}") from None
    if not words:
        raise ProgramFailed("is empty")
    name = words[0]
    if os.path.isabs(name):
        return words
    if os.path.dirname(name):
        raise ProgramFailed("is a path that depends on the working folder: write it whole")
    folders = [folder for folder in environment.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
    program = next((found for folder in folders if (found := which(os.path.join(folder, name)))), None)
    if program is None:
        raise ProgramFailed("cannot be run: its program is not on the PATH")
    return [program, *words[1:]]


def one_line(data: bytes) -> SecureString:
    """The key in what a program, a file or a pipe gave: one line of text. Raises ProgramFailed."""
    try:
        text = data.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise ProgramFailed("gave bytes that are no UTF-8") from None
    if not text:
        raise ProgramFailed("gave nothing")
    if len(text.splitlines()) > 1:
        raise ProgramFailed("gave more than one line")
    if not text.isprintable():
        raise ProgramFailed("gave characters that no key has")
    return SecureString(text)
