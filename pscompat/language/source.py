"""The text being read: where the reader stands, what extent a token has, and how errors are reported.

The first error ends reading. Offsets count UTF-16 units of the whole text, also inside a sub-expression of a string,
which is read from a text of its own (values.md §A.8).
"""

from __future__ import annotations

from ..dotnet.texts import join_units, split_units
from ..errors import ParseError
from .parse_messages import MESSAGES
from .patterns import BLANKS_AND_COMMENTS
from .tokens import COMMAND, NestedText, Token

MAX_DEPTH = 500
"""Constructs nested more deeply are refused as too complex; PowerShell refuses when its stack is used up."""

MAX_NESTED_SIZE = 100_000_000
"""So many units may the texts of sub-expressions in strings within each other have altogether."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    Place = tuple[str, int, int, int, int, list[int], list[int]]


class Source:
    """Position and extents. ``text`` ends in a NUL that is not part of the ``size`` units being read."""

    __slots__ = (
        "allow_signed",
        "base",
        "deepest",
        "depth",
        "end_number_at_ternary",
        "full",
        "lookahead_end",
        "mode",
        "nested_size",
        "no_comma",
        "pos",
        "saw_dashes",
        "shifts",
        "size",
        "skipped",
        "text",
        "token_start",
        "unchecked",
        "ungot",
        "want_simple_name",
        "wide",
    )

    def __init__(self, text: str) -> None:
        units = split_units(text)
        self.wide = len(units) != len(text)
        self.full = units
        self.text = units + "\0"
        self.size = len(units)
        self.pos = 0
        self.token_start = 0
        self.base = 0
        self.skipped: list[int] = []
        self.shifts: list[int] = []
        self.nested_size = 0
        self.lookahead_end = 0
        """How far a word has been scanned, only to see that it is no bracket."""
        self.mode = COMMAND
        self.allow_signed = False
        self.end_number_at_ternary = False
        self.want_simple_name = False
        self.no_comma = False
        """Whether a comma separates the arguments of a method, and is no operator."""
        self.saw_dashes = False
        """Whether ``--`` has ended the parameters of the command being read."""
        self.ungot: Token | None = None
        self.depth = 0
        self.deepest = 0
        self.unchecked = False
        """Whether something was read that the checks after parsing must look at."""

    # Extents

    def extent(self) -> tuple[int, int]:
        """The extent of what was scanned since ``token_start``, doubled quotes left out before it included."""
        start = self.token_start + self.base
        end = self.pos + self.base
        if self.skipped:
            from bisect import bisect_left

            start += bisect_left(self.shifts, start)
            end += bisect_left(self.shifts, end)
        return start, end

    def token(self, kind: str, value: object = None) -> Token:
        """A token of what was scanned since ``token_start``."""
        if self.skipped:
            start, end = self.extent()
        else:
            start, end = self.token_start + self.base, self.pos + self.base
        return Token(kind, start, end, value)

    def restore_point(self) -> int:
        """The offset at which ``move_to`` takes up scanning again."""
        self.token_start = self.pos
        return self.extent()[0]

    def move_to(self, start: int) -> None:
        """Take up scanning at the offset of a token; a token looked at in advance is forgotten."""
        self.ungot = None
        adjustment = self.base
        if self.skipped:
            from bisect import bisect_left

            adjustment += bisect_left(self.skipped, start - 1)
        self.pos = max(0, min(start - adjustment, self.size))

    def source(self, start: int, end: int) -> str:
        """The source text between two offsets."""
        part = self.full[start:end]
        return join_units(part) if self.wide else part

    def text_of(self, token: Token) -> str:
        """The source text of a token."""
        return self.source(token.start, token.end)

    def joined(self, value: str) -> str:
        """A value as a Python text: halves of surrogate pairs put together."""
        return join_units(value) if self.wide else value

    # Sub-expressions of strings

    def enter_nested(self, nested: NestedText) -> Place:
        """Read from the text of a sub-expression until ``leave_nested`` gets the result back."""
        place = (self.text, self.size, self.pos, self.token_start, self.base, self.skipped, self.shifts)
        self.text = nested.value + "\0"
        self.size = len(nested.value)
        self.pos = self.token_start = 0
        self.base = nested.start
        self.skipped = [offset for offset in nested.skipped if offset >= nested.start]
        # What stands behind n quotes left out lies n further on in the whole text.
        self.shifts = [offset - count for count, offset in enumerate(self.skipped)]
        self.lookahead_end = 0
        self.nested_size += self.size
        if self.nested_size > MAX_NESTED_SIZE:
            raise self.error(nested.start, nested.end, "ScriptTooComplicated")
        return place

    def leave_nested(self, place: Place) -> None:
        """Go on where ``enter_nested`` was called."""
        self.ungot = None
        self.lookahead_end = 0
        self.nested_size -= self.size
        self.text, self.size, self.pos, self.token_start, self.base, self.skipped, self.shifts = place

    def deeper(self) -> None:
        """Enter one more level of nesting; leaving it is ``self.depth -= 1``."""
        self.depth += 1
        if self.depth > self.deepest:
            if self.depth > MAX_DEPTH:
                raise self.error(self.token_start + self.base, self.pos + self.base, "ScriptTooComplicated")
            self.deepest = self.depth

    # Errors

    def error(self, start: int, end: int, error_id: str, *arguments: str) -> ParseError:
        """An error that no further input can repair."""
        message = MESSAGES[error_id]
        return ParseError(error_id, message.format(*arguments) if arguments else message, (start, end))

    def incomplete(
        self, start: int, end: int, error_id: str, *arguments: str, detected: int | None = None
    ) -> ParseError:
        """An error that more input may repair, provided nothing but blanks and comments follows its end."""
        problem = self.error(start, end, error_id, *arguments)
        # A sub-expression's own text is compared with offsets in the whole text; PowerShell does the same.
        after = end if detected is None else detected
        problem.incomplete = after >= self.size or BLANKS_AND_COMMENTS.match(self.text, after).end() >= self.size
        return problem

    def error_here(self, offset: int, error_id: str) -> ParseError:
        """An error at one character of the text being read."""
        return self.error(offset + self.base, offset + 1 + self.base, error_id)
