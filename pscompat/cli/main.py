"""From the process's words to an exit code: 0 done, 1 an error was written, 2 not bound, 130 interrupted."""

from __future__ import annotations

import os
import sys

from ..errors import (
    PscompatError,
)
from .console import Console
from .exit_code import DONE, FAILED, NOT_BOUND, exit_code_of
from .options import USAGE, Options, UsageError, check_alone, check_text, read_options
from .process import end_at_once, prepare_streams, silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_VERBS = ("bind", "help", "sandbox", "shell", "login", "logout", "whoami", "context")


def run(words: Sequence[str], *, ends: bool = False) -> int:
    """Run pscompat with these words; never raises, but for SystemExit of the management verbs.

    With ``ends`` Ctrl-C ends the process here: everything is put away by then, and taking values of millions of
    elements apart would take longer than the user waits.
    """
    options = Options()
    console = Console(options)
    prepare_streams()
    try:
        return _run(words, options, console)
    except KeyboardInterrupt as error:
        # What a reader has not taken yet must not be waited for.
        silence(1)
        console.clear_progress()
        if ends:
            end_at_once(exit_code_of(error))
        return exit_code_of(error)
    except BrokenPipeError:
        # The reader has gone: silence, also at interpreter shutdown.
        silence(1)
        return FAILED if console.wrote_error else DONE
    except PscompatError as error:
        console.show(error)
        return exit_code_of(error)
    except OSError as error:
        # What could not be written must not be tried again at interpreter shutdown.
        silence(1)
        console.fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return FAILED
    except RecursionError:
        if os.environ.get("PSCOMPAT_TRACEBACK"):
            raise
        console.fail("What was given, or what came of it, is nested too deeply.")
        return FAILED
    except MemoryError:
        console.fail("What was given, or what came of it, takes more memory than there is.")
        return FAILED
    except Exception as error:
        # A defect of ours; whoever wants to report it can ask for the traceback, nobody else has to see it.
        if os.environ.get("PSCOMPAT_TRACEBACK"):
            console.traceback(error)
            return FAILED
        kind = type(error).__name__
        console.fail(f"this is a defect of pscompat ({kind}). Set PSCOMPAT_TRACEBACK=1 to see where.")
        return FAILED


def _run(words: Sequence[str], options: Options, console: Console) -> int:
    read_options(words, options)
    if options.version:
        from ..version import __version__

        print(f"pscompat {__version__}")
        return DONE
    verb = options.words[0] if options.words else ""
    if verb in _VERBS and options.line is None and options.file is None:
        return _verb(verb, options, console)
    if options.help:
        sys.stdout.write(USAGE)
        return DONE
    check_text(options)
    if not (options.words or options.line is not None or options.file is not None):
        if words:
            hint = "`pscompat Get-Command` lists them, `pscompat --help` tells the rest."
            raise UsageError("The name of a cmdlet is missing after the options.", hint=hint)
        sys.stderr.write(USAGE)
        return NOT_BOUND
    if options.line is not None or options.file is not None:
        check_alone(options)
        if options.explain:
            from .bind import bind_lines

            return bind_lines(options, console)
        from .lines import run_lines

        return run_lines(options, console)
    from .invocation import run_words

    return run_words(options, console)


def _verb(verb: str, options: Options, console: Console) -> int:
    rest = options.words[1:]
    if verb == "bind":
        options.words = []
        read_options(rest, options)
        if options.help:
            sys.stdout.write(USAGE)
            return DONE
        check_text(options)
        check_alone(options)
        from .bind import run_bind

        return run_bind(options, console)
    if verb == "sandbox":
        from .sandbox import run_sandbox

        return run_sandbox(rest, options, console)
    if verb == "shell":
        from .shell import run_shell

        return run_shell(rest)
    if verb == "context":
        from .context import run_context

        return run_context(rest, options, console)
    if verb in ("login", "logout", "whoami"):
        from .login import run_login

        return run_login(verb, rest, options, console)
    from .help import run_help

    return run_help(rest, options, console)
