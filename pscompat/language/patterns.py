"""Runs of characters that the scanner takes at once. Every text ends in a NUL of the scanner's own: runs end there.

Patterns are compiled when first used. Where a class may be wider or narrower than PowerShell's, the scanner looks at
the character where the run ends; classes of few and of ASCII characters compile and match faster.
"""

from __future__ import annotations

from ..dotnet.texts import DASHES
from .characters import BLANKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class Pattern:
    """A regular expression; ``match`` gives a match at a position, or None."""

    __slots__ = ("match", "source")

    match: Callable[[str, int], Any]

    def __init__(self, source: str) -> None:
        self.source = source
        self.match = self._first_match

    def _first_match(self, text: str, position: int) -> Any:
        import re

        self.match = re.compile(self.source, re.DOTALL).match
        return self.match(text, position)


_SINGLE = "'\u2018-\u201b"
_DOUBLE = '"\u201c-\u201e'
# White space within a line: what Python takes for white space besides are line ends and four control characters.
_BLANK = r"[^\S\r\n\x1c-\x1f]"

# Runs: these match everywhere, the empty text too.

BLANK_RUN = Pattern(f"{_BLANK}*")
LINE_RUN = Pattern(r"[^\r\n]*")
NEWLINE_RUN = Pattern(r"[^\S\x1c-\x1f]*")
NEWLINE_OR_SEMICOLON_RUN = Pattern(r"(?:[^\S\x1c-\x1f]+|;+)*")
BLANKS_AND_COMMENTS = Pattern(rf"(?:{_BLANK}+|#[^\r\n]*|<#(?:[^#]|#(?!>))*(?:#>|\Z))*")
SINGLE_QUOTED_RUN = Pattern(f"[^{_SINGLE}\0]*")
DOUBLE_QUOTED_RUN = Pattern(rf"[^{_DOUBLE}$`\0]*")
HERE_RUN = Pattern(r"[^\r\n\0]*")
EXPANDABLE_HERE_RUN = Pattern(r"[^\r\n$`\0]*")
NESTED_RUN = Pattern(rf"[^()`{_DOUBLE}\0]*")
BRACED_VARIABLE_RUN = Pattern(rf"[^}}`{{{_DOUBLE}\0]*")
VARIABLE_RUN = Pattern(r"(?:[A-Za-z0-9_?]|:(?!:))*")
WORD_RUN = Pattern(rf"[^\s\0&(),;{{|}}`${_SINGLE}{_DOUBLE}]*")
PARAMETER_RUN = Pattern(rf"[^\s\0{{}}();,|&.\[:{_SINGLE}{_DOUBLE}]*")
OPERATOR_RUN = Pattern("[A-Za-z]*")
IDENTIFIER_RUN = Pattern("[A-Za-z0-9_]*")
TYPE_NAME_RUN = Pattern(r"[A-Za-z0-9_.`+#\\]*")
ASSEMBLY_RUN = Pattern(rf"[^{BLANKS}\r\n\0,=\]]*")
HEX_RUN = Pattern("[0-9A-Fa-f]*")
_QUOTED_RUN = rf"[{_DOUBLE}][^{_DOUBLE}\r\n]*(?:[{_DOUBLE}]|(?=[\r\n])|\Z)"
VERBATIM_RUN = Pattern(rf"(?:{_QUOTED_RUN}|[^{_DOUBLE}\r\n|&]|&(?!&))*")
"""The text behind ``--%``: it ends with the line, or at a pipe or ``&&`` outside double quotes."""

# Numbers

_EXPONENT = "(?:[eE](?:[+-]|[\u2013-\u2015])?[0-9]+)?"
_FRACTION = rf"(?:\.(?!\.)[0-9]*)?{_EXPONENT}"
_SUFFIX = "(?:[uU][lLsSyY]?|[sSlLdDyYnN])?(?:[kKmMgGtTpP][bB])?"
NUMBER = Pattern(rf"(?:0[xX][0-9A-Fa-f]*|0[bB][01]+|\.[0-9]*{_EXPONENT}|[0-9]+{_FRACTION}){_SUFFIX}")
SIGNED_BINARY = Pattern(rf"0[bB][01]*{_SUFFIX}")
FOREIGN_NUMBER = EXCLAIMED_NUMBER = Pattern(f"[0-9]*{_FRACTION}{_SUFFIX}")
"""What may follow a sign and a digit that is not ASCII, or an exclamation mark."""

AFTER_NUMBER = frozenset("!#%*+-./<=>]" + DASHES)
"""What may follow a number in an expression, besides a breaker."""

# Common forms, each taken in a single step. Everything else is left to the scanner's rules.

_WORD = r"[A-Za-z_][!#%*+./0-9:<=>?@A-Z\[\\\]^_a-z~-]*"
_SIMPLE = (
    r"'(?P<single>[\t -&(-~]*)'"
    r'|"(?P<double>[\t !#%-_a-~]*)"'
    r"|(?P<integer>[1-9][0-9]{0,8}|0)"
    r"|\$(?P<variable>[A-Za-z_][A-Za-z0-9_]*)(?:\.(?P<member>[A-Za-z_][A-Za-z0-9_]*))?"
)
COMMAND_START = Pattern(rf"{_BLANK}*({_WORD})(?=[\s\0&(),;{{|}}])")
"""A command name without quotes, escapes or variables."""
VALUE = Pattern(rf"{_BLANK}*(?:{_SIMPLE})(?={_BLANK}*[;)}}])")
"""A simple value that is a whole statement."""
ASSIGNMENT = Pattern(rf"{_BLANK}*\$([A-Za-z_][A-Za-z0-9_]*){_BLANK}*=")
"""A variable to which something is assigned."""
VARIABLE_AHEAD = Pattern(rf"{_BLANK}*\$[A-Za-z_][A-Za-z0-9_]*(?=[.\[=\r\n\0&(),;{{|}}]|{_BLANK})")
"""A variable that is not part of a word."""
HASH_KEY = Pattern(rf"{_BLANK}*([A-Za-z_][A-Za-z0-9_]*){_BLANK}*=")
"""A word as the key of a hash literal, with its equals sign."""

# A comma may follow behind white space, comments and continued lines; an argument then is but an item of a list.
_END = rf"(?={_BLANK}*[\r\n\0;|)}}]|{_BLANK}+[^\s,`<])"
_PARAMETER = r"[A-Za-z_][!#$%*+/0-9<=>?@A-Z\]\\^_`a-z~-]*"
ARGUMENT = Pattern(rf"{_BLANK}*(?:(?P<word>{_WORD})|-(?P<parameter>{_PARAMETER})|{_SIMPLE}){_END}")
"""An argument of a command."""
