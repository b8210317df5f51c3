"""The exit codes of pscompat, as ``pscompat --help`` tells them."""

from __future__ import annotations

from ..errors import BindingError, CommandNotFoundError, HelpFileError, NotRunError, ParseError
from .options import UsageError

DONE, FAILED, NOT_BOUND, INTERRUPTED = 0, 1, 2, 130
_NOT_BOUND_ERRORS = (BindingError, ParseError, NotRunError, CommandNotFoundError, HelpFileError, UsageError)


def exit_code_of(error: BaseException) -> int:
    """What the process ends with: 2 where a line was not bound or read, and nothing sent; 130 at Ctrl-C; else 1."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    return NOT_BOUND if isinstance(error, _NOT_BOUND_ERRORS) else FAILED
