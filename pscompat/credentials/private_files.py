"""Files that are the user's alone: where they lie, who may read them, and how they are replaced."""

from __future__ import annotations

import os
import stat

from ..files import Replacement, check_regular
from .errors import CredentialsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

_LARGEST = 1024 * 1024


def on_windows() -> bool:
    """Whether the rules of Windows hold: files have no modes that keep others out, so none holds a key."""
    return os.name == "nt"


def config_folder(environment: Mapping[str, str]) -> str:
    """``$XDG_CONFIG_HOME/pscompat``, ``~/.config/pscompat`` without it, ``%APPDATA%\\pscompat`` on Windows.

    Empty where the environment names no home: an environment that a program made up leads to no files of its user's.
    """
    base = environment.get("APPDATA" if on_windows() else "XDG_CONFIG_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(environment.get("HOME", ""), ".config")
    return os.path.join(base, "pscompat") if os.path.isabs(base) else ""


def read_private(path: str, *, secret: bool) -> bytes | None:
    """The bytes of a file that is the user's own; None where there is none. Raises CredentialsError.

    Nobody else may be able to change it; one that holds a ``secret`` is no link, and nobody else can read it.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | (getattr(os, "O_NOFOLLOW", 0) if secret else 0)
    try:
        if secret and os.path.islink(path):
            raise _refused(path, "is a symbolic link", f"Put the file itself there: rm {path}, and log in again.")
        check_regular(os.stat(path).st_mode, path)
        descriptor = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from None
    try:
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            check_regular(status.st_mode, path)
            if not on_windows():
                _check_owner(path, status, others=0o077 if secret else 0o022)
                _check_owner(os.path.dirname(path), os.stat(os.path.dirname(path)), others=0o022)
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(data) > _LARGEST:
        raise _refused(path, f"has more than {_LARGEST // 1024**2} MiB")
    return data


def _check_owner(path: str, status: os.stat_result, *, others: int) -> None:
    """Raise CredentialsError for a file that is not ours, or that others may do with what those bits say."""
    if status.st_uid != os.geteuid():
        raise _refused(path, "belongs to somebody else", f"See who has made it: ls -ld {path}")
    mode = stat.S_IMODE(status.st_mode)
    if mode & others:
        able = "read" if mode & others & 0o055 else "changed"
        right = "700" if stat.S_ISDIR(status.st_mode) else "600"
        raise _refused(path, f"can be {able} by others (mode {mode:03o})", f"chmod {right} {path}")


def _refused(path: str, reason: str, hint: str = "") -> CredentialsError:
    return CredentialsError(f"{path} {reason}; it is not used.", hint=hint)


def _unreadable(path: str, error: OSError) -> CredentialsError:
    return CredentialsError(f"{path} cannot be read: {error.strerror or error}.")


def write_private(path: str, data: bytes) -> None:
    """Put a file of mode 600 in its place, whole or not at all, in a folder of mode 700. Raises CredentialsError."""
    try:
        with Replacement(path, mode=0o600) as new:
            new.stream.write(data)
            new.stream.flush()
            os.fsync(new.stream.fileno())
    except OSError as error:
        raise CredentialsError(f"{path} cannot be written: {error.strerror or error}.") from None


class Changing:
    """The folder of the files while they are changed, as a context manager: ours, mode 700, one process at a time."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._descriptor = -1

    def __enter__(self) -> None:
        """Raises CredentialsError."""
        if not self._folder:
            raise CredentialsError("There is no folder to keep settings in: neither HOME nor XDG_CONFIG_HOME is set.")
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            if on_windows():
                return
            self._descriptor = os.open(self._folder, os.O_RDONLY)
            status = os.fstat(self._descriptor)
            if status.st_uid != os.geteuid():
                raise _refused(self._folder, "belongs to somebody else")
            if stat.S_IMODE(status.st_mode) != 0o700:
                os.fchmod(self._descriptor, 0o700)
        except OSError as error:
            raise CredentialsError(f"{self._folder} cannot be used: {error.strerror or error}.") from None
        self._lock()

    def _lock(self) -> None:
        from fcntl import LOCK_EX, flock

        try:
            flock(self._descriptor, LOCK_EX)
        except OSError:
            return  # a file system without locks; the files are still replaced whole

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
