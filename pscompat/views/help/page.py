"""The page a help view is written on: text, line ends and indented frames (help.md §5.3).

Text collects in one buffer. A line end writes the buffer out under the frames that are open at that moment;
leaving a frame writes nothing.
"""

from __future__ import annotations

from ..wrapping import split_lines, wrap


class Page:
    """Collects lines of at most ``width`` columns; None is no limit."""

    __slots__ = ("_buffer", "_frames", "headings", "lines", "width")

    def __init__(self, width: int | None = None) -> None:
        self.width = width
        self.lines: list[str] = []
        self.headings: set[int] = set()
        self._buffer: list[str] = []
        self._frames: list[tuple[int, int]] = []

    def add(self, text: str) -> None:
        """Append text to the buffer."""
        self._buffer.append(text)

    def line(self, text: str = "") -> None:
        """Append text and end the line."""
        self._buffer.append(text)
        self.end()

    def heading(self, text: str) -> None:
        """A line that a terminal shows in the colour of headings."""
        first = len(self.lines)
        self.line(text)
        self.headings.update(range(first, len(self.lines)))

    def frame(self, left: int = 0, hanging: int = 0) -> Frame:
        """A context in which lines are indented by ``left`` more columns, and by ``hanging`` after the first."""
        return Frame(self._frames, (left, hanging))

    def end(self) -> None:
        """Write the buffer out as one or more lines."""
        text = "".join(self._buffer)
        self._buffer.clear()
        left = sum(frame[0] for frame in self._frames)
        hanging = self._frames[-1][1] if self._frames else 0
        if self.width is None:
            pieces = split_lines(text)
        else:
            useful = self.width - left
            if useful <= 0:
                text = ""
            if hanging >= useful:
                hanging = 0
            pieces = wrap(text, useful, useful - hanging)
        first, following = " " * left, " " * (left + hanging)
        self.lines.append(first + pieces[0])
        self.lines.extend(following + piece for piece in pieces[1:])

    def finish(self) -> None:
        """The end of one object: what is left in the buffer goes out without any frame, an empty line at least."""
        self._frames.clear()
        self.end()

    def text(self) -> str:
        """The page as Get-Help prints it: an empty line before the run of objects and one after it."""
        return "\n".join(("", *self.lines, "", ""))


class Frame:
    """An open frame of a page; leaves it on exit."""

    __slots__ = ("_frames", "_own")

    def __init__(self, frames: list[tuple[int, int]], own: tuple[int, int]) -> None:
        self._frames = frames
        self._own = own

    def __enter__(self) -> None:
        self._frames.append(self._own)

    def __exit__(self, *error: object) -> None:
        self._frames.pop()
