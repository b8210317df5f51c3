"""The command line: picks the way in, prints what comes out, ends with the documented exit code."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run pscompat with these words (the process's own without any). Returns the exit code.

    SIGTERM and SIGHUP end the process, by the signal itself, once nothing half-written is left.
    """
    import gc
    import sys

    # What a line loads are many objects and hardly any garbage; the default looks for it every 700 objects.
    gc.set_threshold(20_000, 10, 10)
    from .process import Ending

    try:
        with Ending():
            from .main import run

            return run(sys.argv[1:], ends=True) if words is None else run(words)
    except KeyboardInterrupt:
        # While modules were loaded, or again while the first one was dealt with.
        return 130
