"""What is said to whoever sits before the screen, beside all records."""

from __future__ import annotations


class HostMessage(str):
    """A text for whoever sits before the screen (HostInformationMessage).

    ``ends_line`` tells whether it ends its line; ``foreground`` and ``background`` name a ConsoleColor, or none.
    ``is_record`` tells whether it is a record of the information stream as well, and can be redirected.
    """

    ends_line: bool
    foreground: str
    background: str
    is_record: bool

    def __new__(
        cls, text: str, *, ends_line: bool = True, foreground: str = "", background: str = "", is_record: bool = True
    ) -> HostMessage:
        made = super().__new__(cls, text)
        made.ends_line = ends_line
        made.foreground = foreground
        made.background = background
        made.is_record = is_record
        return made
