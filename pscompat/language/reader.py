"""The reader of PowerShell text (values.md Part A): from a text to its syntax tree."""

from __future__ import annotations

from _thread import allocate_lock

from .structure import Script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .comments import Commented
    from .declarations import Declarations

_reader: type[Declarations] | None = None
"""The reader, once it is loaded."""

# Frames that reading MAX_DEPTH nested constructs takes, with room to spare.
_FRAMES = 9000


def parse(text: str) -> Script:
    """The syntax tree of a text.

    Raises ParseError for PowerShell's first parse error: its id, message, UTF-16 offsets, and whether more input could
    repair it. A text nested too deeply is the error ``ScriptTooComplicated``.
    """
    try:
        return _parse(text)
    except RecursionError:
        # Deep, but perhaps not too deep: once more with as many frames as the deepest allowed text takes.
        with DeepStack():
            return _parse(text)


def parse_file(text: str) -> tuple[Script, list[tuple[int, int]]]:
    """The syntax tree of a script file, and where its comments begin and end, in order.

    Raises ParseError as ``parse`` does.
    """
    from .comments import Commented

    try:
        return _read_commented(Commented(text))
    except RecursionError:
        with DeepStack():
            return _read_commented(Commented(text))


def _read_commented(reader: Commented) -> tuple[Script, list[tuple[int, int]]]:
    script = _read(reader)
    return script, sorted(reader.comments.items())


def _parse(text: str) -> Script:
    global _reader
    if _reader is None:
        from .plain_line import read_plain

        script = read_plain(text)
        if script is not None:
            return script
        from .declarations import Declarations

        _reader = Declarations
    return _read(_reader(text))


def _read(reader: Declarations) -> Script:
    body = reader.script_block_rule(None)
    if reader.unchecked:
        from .checks import check

        check(body)
    return Script(reader.full, body, reader.deepest, reader.wide)


class DeepStack:
    """Within it, deeply nested trees can be walked.

    The limit is the whole process's: it is lowered again when nobody is within, and no other thread may be so deep
    that Python would give the process up.
    """

    __slots__ = ()
    _changing = allocate_lock()
    _within = 0
    _limit = 0

    def __enter__(self) -> None:
        import sys

        with self._changing:
            limit = sys.getrecursionlimit()
            DeepStack._limit = DeepStack._limit or limit
            DeepStack._within += 1
            sys.setrecursionlimit(max(limit, _depth() + _FRAMES))

    def __exit__(self, *exception: object) -> None:
        import sys

        with self._changing:
            DeepStack._within -= 1
            if not DeepStack._within and len(sys._current_frames()) == 1:
                sys.setrecursionlimit(DeepStack._limit)
                DeepStack._limit = 0


def _depth() -> int:
    import sys

    frame = sys._getframe()
    depth = 0
    while frame.f_back is not None:
        frame = frame.f_back
        depth += 1
    return depth
