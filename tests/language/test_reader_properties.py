"""The reader on any text at all."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pscompat.errors import NotRunError, ParseError
from pscompat.language.nodes import Node
from pscompat.language.plain_line import read_plain
from pscompat.language.reader import parse
from pscompat.language.refusals import check_runnable
from tests.conformance.lexing_notation import to_notation

from .samples import values

_PIECES = st.sampled_from(
    [
        *"ab1 .,;|&(){}[]<>@$%#!?:=+-*/'\"`\n\r\t~^_\0–’“é😀",
        *("$(", "@(", "@{", "::", "$x", "${y z}", "-eq", "[int]", "if", "foreach", "function", "try", "class", "a=1"),
        *("@'\n", "\n'@", '@"\n', '\n"@', "--%", "--", "1kb", "0x1F", "2>&1", "`u{41}", "\r\n", "<#", "#>", "\x1c"),
    ]
)
TEXTS = st.one_of(st.text(max_size=30), st.lists(_PIECES, max_size=20).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_never_crashes(text: str) -> None:
    size = len(text.encode("utf-16-le", "surrogatepass")) // 2
    try:
        script = parse(text)
    except ParseError as error:
        # PowerShell places some errors one behind the end, where it looked for the next token.
        assert 0 <= error.at[0] <= error.at[1] <= size + 2
        return
    pending: list[Node] = [script]
    while pending:
        node = pending.pop()
        assert 0 <= node.start <= node.end <= size
        pending.extend(node.children())
    to_notation(script)
    try:
        check_runnable(script)
    except NotRunError as error:
        assert "pscompat" in error.message


@given(st.text(st.characters(codec="utf-8")))
def test_quoted_text_reads_back(text: str) -> None:
    quoted = "".join(char * 2 if char in "'‘’‚‛" else char for char in text)
    assert values(f"f '{quoted}'") == [text]


@given(st.text(st.characters(codec="utf-8")))
def test_escaped_text_reads_back(text: str) -> None:
    escaped = "".join(f"`u{{{ord(char):x}}}" for char in text)
    assert values(f'f "{escaped}"') == [text]


_PLAIN = st.lists(st.sampled_from([*"ab19 ", " ", "-", "'", '"', "$x", ".", "|", ":", "=", "/", "if"]), max_size=12)


@settings(max_examples=300, deadline=None)
@given(_PLAIN.map(lambda pieces: "Get-X " + "".join(pieces)))
def test_plain_lines_read_as_the_reader_reads_them(text: str) -> None:
    script = read_plain(text)
    if script is None:
        return
    whole: Any = to_notation(parse(f"{text}\n#"))
    assert to_notation(script) == whole
