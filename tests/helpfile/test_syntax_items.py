"""Syntax lines as platyPS writes them, read and written (help.md §4.5–4.7)."""

from __future__ import annotations

import pytest

from pscompat.workshop.document import SyntaxItem, SyntaxParameter
from pscompat.workshop.formats.syntax_items import parse_line, parse_token_list, token, wrapped


def test_a_line_without_a_blank_behind_the_name() -> None:
    item = parse_line("Get-X\n    [-A <Int32>]\n    [<CommonParameters>]", "Default", True)
    assert item.command == "Get-X\n"
    assert [token(each) for each in item.parameters] == ["[-A <Int32>]"]


def test_syntax_tokens() -> None:
    found = parse_token_list(["[[-Name] <string>]", "[-Path] <string[]>", "-Mode <string>", "[-Force]", "-All"])
    assert found == [
        SyntaxParameter("Name", "string", "0", positional=True),
        SyntaxParameter("Path", "string[]", "1", mandatory=True, positional=True),
        SyntaxParameter("Mode", "string", mandatory=True),
        SyntaxParameter("Force", switch=True),
        SyntaxParameter("All", mandatory=True, switch=True),
    ]
    item = SyntaxItem("X", "A", parameters=found)
    assert wrapped(item) == "X [[-Name] <string>] [-Path] <string[]> -Mode <string> -All [-Force]"


def test_syntax_lines_wrap_between_tokens_at_100_columns() -> None:
    texts = ["[-Message] <string>", "-Model <string>", "[-Temperature <double>]", "[-TopP <double>]"]
    texts += ["[-MaxTokens <int>]", "[-StopSequence <string[]>]", "[-Stream]", "[-User <string>]"]
    item = SyntaxItem("Request-Thing", "A", parameters=parse_token_list(texts), common=True)
    assert wrapped(item).split("\n") == [
        "Request-Thing [-Message] <string> -Model <string> [-Temperature <double>] [-TopP <double>]",
        " [-MaxTokens <int>] [-StopSequence <string[]>] [-Stream] [-User <string>] [<CommonParameters>]",
    ]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("[-A <X>][-B]", [("A", "X", False), ("B", "SwitchParameter", False)]),
        ("-A List<String> [-B Int32[]]", [("A", "List<String>", True), ("B", "Int32[]", False)]),
        ("[-A {x | y}] -B<Int32>", [("A", "x|y", False), ("B", "Int32", True)]),
        ("-A <Nullable [Int32]> -B", [("A", "Nullable[Int32]", True), ("B", "SwitchParameter", True)]),
    ],
)
def test_lines_written_by_hand(text: str, tokens: list[tuple[str, str, bool]]) -> None:
    read = parse_line(f"Get-It {text} [<CommonParameters>]", "", False).parameters
    assert [(each.name, each.type, each.mandatory) for each in read] == tokens
