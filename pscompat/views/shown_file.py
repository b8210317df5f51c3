"""Records written to a text file in the form in which a terminal would show them."""

from __future__ import annotations

import os

from ..engine.paths import full_path, other_provider
from ..engine.text_files import TextFile, encoding, no_room
from ..errors import CommandError, ErrorRecord, null_argument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..engine.call import Call


class ShownFile:
    """A file that records are shown in, as PowerShell prints them."""

    def __init__(self, call: Call, file: TextFile, *, width: int, newline: bool) -> None:
        from .session_page import renderer_for

        self.file = file
        self.end = "\n" if newline else ""
        self.renderer = renderer_for(call.session, self._line, width or None, width or None)

    def write(self, record: Any) -> None:
        """Show a record. Raises CommandError where the file takes no more."""
        try:
            self.renderer.write(record)
        except OSError as error:
            raise self._failed(error) from None

    def _line(self, text: str) -> None:
        self.file.write(text + self.end)

    def close(self) -> None:
        """Finish the file. Raises CommandError where it takes no more."""
        try:
            self.renderer.close()
            self.file.close()
        except OSError as error:
            raise self._failed(error) from None

    def _failed(self, error: OSError) -> CommandError:
        message = no_room(self.file.path, error)
        return CommandError([ErrorRecord("System.IO.IOException", message, exception="System.IO.IOException")])


def open_shown(
    call: Call,
    path: str | None,
    *,
    append: bool = False,
    force: bool = False,
    no_clobber: bool = False,
    width: int = 0,
    newline: bool = True,
) -> ShownFile | None:
    """Open a file for the records of a command with the parameter Encoding. Raises CommandError.

    None where -WhatIf or -Confirm keeps it from being written. Without a path the pipeline was to give it, but the
    file is opened before anything comes from there.
    """
    if path is None:
        raise null_argument("path")
    if not call.should_process(path, "Output to File"):
        return None
    if other_provider(path):
        raise CommandError([_wrong_provider(path)])
    target = full_path(path)
    chosen = encoding(call.values.Encoding)
    try:
        if no_clobber and not append and os.path.lexists(target):
            raise FileExistsError(target)
        if force and os.path.isfile(target) and not os.access(target, os.W_OK):
            os.chmod(target, os.stat(target).st_mode | 0o200)
        return ShownFile(call, TextFile(target, chosen, append=append), width=width, newline=newline)
    except (OSError, ValueError) as error:
        raise CommandError([_record(path, target, error)]) from None


def _wrong_provider(path: str) -> ErrorRecord:
    provider = f"Microsoft.PowerShell.Core\\{other_provider(path)}"
    message = f"Cannot open file because the current provider ({provider}) cannot open a file."
    return ErrorRecord("ReadWriteFileNotFileSystemProvider", message, category="InvalidArgument")


def _record(path: str, target: str, error: Exception) -> ErrorRecord:
    """Why the file cannot be written, in PowerShell's words."""
    error_id, category = "FileOpenFailure", "OpenError"
    if isinstance(error, FileExistsError):
        error_id, category = "NoClobber", "ResourceExists"
        message = f"File {path} already exists and NoClobber was specified."
    elif isinstance(error, (PermissionError, IsADirectoryError)):
        message = f"Access to the path '{target}' is denied."
    elif isinstance(error, FileNotFoundError):
        message = f"Could not find a part of the path '{target}'."
    else:
        message = f"{getattr(error, 'strerror', None) or error}: '{target}'"
    return ErrorRecord(error_id, message, category=category)
