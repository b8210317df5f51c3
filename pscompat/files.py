"""Files on disk: replaced in one go, read without ever waiting for somebody to write."""

from __future__ import annotations

import os
import stat

from .errors import HelpFileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import BinaryIO


MAX_SIZE = 4 * 1024 * 1024
"""The largest file that is read, in bytes, where no other limit is given."""


class Replacement:
    """A file that is written beside its place and put there when it is whole.

    ``stream`` takes the bytes. ``keep`` puts the file in its place, ``drop`` removes it; as a context manager it is
    kept at the end of the block and dropped when the block fails. It is never readable by more people than the file
    that it replaces, nor is its name longer than a folder can hold.
    """

    __slots__ = ("_beside", "_mode", "path", "stream")

    def __init__(self, path: str, mode: int | None = None) -> None:
        """``path`` is no link; ``mode`` are the permissions, those of the file that is replaced if not said.

        Raises OSError, also where there is something else than a regular file.
        """
        self.path = path
        replaced = _mode(path)
        self._mode = replaced if mode is None else mode
        self._beside = os.path.join(os.path.dirname(path), f".{os.urandom(8).hex()}.part")
        try:
            self.stream: BinaryIO = open(self._beside, "xb", opener=self._open)  # noqa: SIM115
        except FileNotFoundError as error:
            raise FileNotFoundError(error.errno, error.strerror, path) from None
        except BaseException:  # also a signal
            self._remove()
            raise

    def _open(self, path: str, flags: int) -> int:
        return os.open(path, flags, 0o666 if self._mode is None else self._mode & 0o666)

    def __enter__(self) -> Replacement:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None:
            self.keep()
        else:
            self.drop()

    def keep(self) -> None:
        """Put the file in its place. Raises OSError; what was written is gone then, and the old file untouched."""
        try:
            self.stream.close()
            if self._mode is not None:
                os.chmod(self._beside, self._mode)
            os.replace(self._beside, self.path)
        except BaseException:  # also a signal
            self.drop()
            raise

    def drop(self) -> None:
        """Forget what was written."""
        try:
            self.stream.close()
        except OSError:
            return  # a full disk does not take the last bytes either
        finally:
            self._remove()

    def _remove(self) -> None:
        try:
            os.unlink(self._beside)
        except OSError:
            return


def _mode(path: str) -> int | None:
    """The permissions of a regular file, None where there is no file. Raises OSError for anything else."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        return None
    check_regular(mode, path)
    return stat.S_IMODE(mode)


def read_regular(path: str, size: int, owner: int | None = None) -> bytes:
    """The first ``size`` bytes of a regular file, which must belong to ``owner`` if one is named.

    Raises OSError, at once also for a pipe or a device; ValueError for a path with a NUL in it.
    """
    # A device is not even opened, for that may do something; whatever takes the file's place is not waited for.
    check_regular(os.stat(path).st_mode, path)
    with open(path, "rb", opener=_open_at_once) as file:
        status = os.fstat(file.fileno())
        check_regular(status.st_mode, path)
        if owner is not None and status.st_uid != owner:
            raise PermissionError(1, "it belongs to somebody else", path)
        return file.read(size)


def _open_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def check_regular(mode: int, path: str) -> None:
    """Refuse a folder, a pipe or a device by its mode. Raises OSError."""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "Is a directory", path)
    if not stat.S_ISREG(mode):
        raise OSError(22, "it is not a regular file", path)


def read_bytes(path: str, limit: int = MAX_SIZE) -> bytes:
    """The bytes of a file of at most ``limit``. Raises HelpFileError."""
    data = read_start(path, limit + 1)
    if len(data) > limit:
        raise HelpFileError(path, too_large(limit))
    return data


def read_start(path: str, size: int) -> bytes:
    """The first ``size`` bytes of a regular file, or all there are. Raises HelpFileError."""
    try:
        return read_regular(path, size)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise HelpFileError(path, f"the file cannot be read: {reason}") from None


def too_large(limit: int) -> str:
    """Why a file of more bytes than the limit is refused."""
    return f"larger than {limit // 1024 // 1024} MB"
