"""The reader of script files: it keeps where comments stand, which elsewhere are passed over."""

from __future__ import annotations

from .declarations import Declarations
from .patterns import LINE_RUN, NEWLINE_RUN

SIGNATURE = "# SIG # Begin signature block"
"""The line with which the signature of a script begins."""


class Commented(Declarations):
    """Keeps the comments outside strings: where each begins and ends, by its start."""

    __slots__ = ("comments",)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.comments: dict[int, int] = {}

    def line_comment(self) -> int:
        start = self.pos
        end = super().line_comment()
        if self.base == 0:
            self.comments[start] = end
            if self.text[start:end].rstrip() == SIGNATURE:
                return self.signature(end)
        return end

    def signature(self, start: int) -> int:
        """The end of the script: a signature may be followed by nothing but comments (scripts.md §A3)."""
        while True:
            start = NEWLINE_RUN.match(self.text, start).end()
            if start >= self.size:
                return self.size
            if self.text[start] != "#":
                raise self.error(start, start + 1, "TokenAfterEndOfValidScriptText")
            start = LINE_RUN.match(self.text, start).end()

    def block_comment(self) -> None:
        start = self.pos - 2
        super().block_comment()
        if self.base == 0:
            self.comments[start] = self.pos
