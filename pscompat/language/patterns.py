"""Runs of characters that the scanner takes at once. Every text ends in a NUL of the scanner's own: runs end there."""

from __future__ import annotations

import re

from .characters import BLANKS, BREAKERS, DASHES, DOUBLE_QUOTES, SINGLE_QUOTES

_BLANK = re.escape(BLANKS)
_BREAK = re.escape(BREAKERS)
_DASH = re.escape(DASHES)
_SINGLE = re.escape(SINGLE_QUOTES)
_DOUBLE = re.escape(DOUBLE_QUOTES)

BLANK_RUN = re.compile(f"[{_BLANK}]*")
LINE_RUN = re.compile(r"[^\r\n]*")
NEWLINE_RUN = re.compile(rf"[{_BLANK}\r\n]*")
NEWLINE_OR_SEMICOLON_RUN = re.compile(rf"[{_BLANK}\r\n;]*")
BLANKS_AND_COMMENTS = re.compile(rf"(?:[{_BLANK}]+|#[^\r\n]*|<#(?:[^#]|#(?!>))*(?:#>|\Z))*", re.DOTALL)

SINGLE_QUOTED_RUN = re.compile(f"[^{_SINGLE}\0]*")
DOUBLE_QUOTED_RUN = re.compile(rf"[^{_DOUBLE}$`\0]*")
HERE_RUN = re.compile(r"[^\r\n\0]*")
EXPANDABLE_HERE_RUN = re.compile(r"[^\r\n$`\0]*")
NESTED_RUN = re.compile(rf"[^()`{_DOUBLE}\0]*")
BRACED_VARIABLE_RUN = re.compile(rf"[^}}`{{{_DOUBLE}\0]*")
VARIABLE_RUN = re.compile(r"(?:[A-Za-z0-9_?]|:(?!:))*")
WORD_RUN = re.compile(rf"[^{_BREAK}`$'{_SINGLE}{_DOUBLE}]*")
PARAMETER_RUN = re.compile(rf"[^{_BLANK}\r\n\0{{}}();,|&.\[:{_SINGLE}{_DOUBLE}]*")
OPERATOR_RUN = re.compile("[A-Za-z]*")
IDENTIFIER_RUN = re.compile("[A-Za-z0-9_]*")
TYPE_NAME_RUN = re.compile(r"[A-Za-z0-9_.`+#\\]*")
ASSEMBLY_RUN = re.compile(rf"[^{_BLANK}\r\n\0,=\]]*")
HEX_RUN = re.compile("[0-9A-Fa-f]*")

_EXPONENT = f"(?:[eE][+{_DASH}]?[0-9]+)?"
_FRACTION = rf"(?:\.(?!\.)[0-9]*)?{_EXPONENT}"
_SUFFIX = "(?:[uU][lLsSyY]?|[sSlLdDyYnN])?(?:[kKmMgGtTpP][bB])?"
NUMBER = re.compile(
    rf"(?:[+{_DASH}]0[bB][01]*"
    rf"|[+{_DASH}]?(?:0[xX][0-9A-Fa-f]*|0[bB][01]+|\.[0-9]*{_EXPONENT}|[0-9]+{_FRACTION})){_SUFFIX}"
)
EXCLAIMED_NUMBER = re.compile(f"[0-9]*{_FRACTION}{_SUFFIX}")

AFTER_NUMBER = frozenset("!#%*+-./<=>]" + DASHES)
"""What may follow a number in an expression, besides a breaker."""

COMMAND_START = re.compile(rf"[{_BLANK}]*([A-Za-z_][^{_BREAK}`$'{_SINGLE}{_DOUBLE}]*)(?=[{_BREAK}])")
"""A command name without quotes, escapes or variables."""

_SIMPLE = (
    rf"'(?P<single>[^{_SINGLE}\0]*)'"
    rf'|"(?P<double>[^{_DOUBLE}$`\0]*)"'
    rf"|(?P<integer>[1-9][0-9]{{0,8}}|0)"
    rf"|\$(?P<variable>[A-Za-z_][A-Za-z0-9_]*)"
)
VALUE = re.compile(rf"[{_BLANK}]*(?:{_SIMPLE})(?=[{_BLANK}]*[;)}}])")
"""A simple value that is a whole statement."""

HASH_KEY = re.compile(rf"[{_BLANK}]*([A-Za-z_][A-Za-z0-9_]*)[{_BLANK}]*=")
"""A word as the key of a hash literal, with its equals sign."""

# A comma may follow behind white space, comments and continued lines; an argument then is but an item of a list.
_END = rf"(?=[\r\n\0;|)}}]|[{_BLANK}]+[^{_BLANK},`<])"
ARGUMENT = re.compile(
    rf"[{_BLANK}]*(?:"
    rf"(?P<word>[A-Za-z_][^{_BREAK}`$'{_SINGLE}{_DOUBLE}]*)"
    rf"|-(?P<parameter>[A-Za-z_][^{_BLANK}\r\n\0{{}}();,|&.\[:{_SINGLE}{_DOUBLE}]*)"
    rf"|{_SIMPLE}"
    rf"){_END}"
)
"""The common arguments: the whole of one in a single step. Everything else is left to the scanner's rules."""

_VERBATIM_QUOTED = rf"[{_DOUBLE}][^{_DOUBLE}\r\n]*(?:[{_DOUBLE}]|(?=[\r\n])|\Z)"
VERBATIM_RUN = re.compile(rf"(?:{_VERBATIM_QUOTED}|[^{_DOUBLE}\r\n|&]|&(?!&))*")
"""The text behind ``--%``: it ends with the line, or at a pipe or ``&&`` outside double quotes."""
