"""How the arguments of a command are read (values.md §A.3 to §A.10, §E.1)."""

from __future__ import annotations

import pytest

from .samples import arguments, words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f abc", ["abc"]),
        ("f -1 +5 -0x10 -.5", ["-1", "+5", "-0x10", "-.5"]),
        ("f 'it''s' \"a\"\"b\"", ["it's", 'a"b']),
        ('f "a"b', ["a", "b"]),
        ("f a\"b c\"'d'", ["ab cd"]),
        ("f a#b #c", ["a#b"]),
        ("f a>b a=b a<#c#>b", ["a>b", "a=b", "a<#c#>b"]),
        ("f 1..3 1.2.3 1_0 12f 1k 300uy 0b", ["1..3", "1.2.3", "1_0", "12f", "1k", "300uy", "0b"]),
        ("f a` b", ["a b"]),
        ("f a`\nb", ["a\nb"]),
        ("f `\n b", ["b"]),
        ("f ` b", ["b"]),
        ("f [int]5 ]x", ["[int]5", "]", "x"]),
        ("f if foreach", ["if", "foreach"]),
        ("f -X\"y\" -Na'me'", ["-Xy", "-Name"]),
        ("f --X --%=y", ["--X", "--%=y"]),
        ("f - . * + = % / !", ["-", ".", "*", "+", "=", "%", "/", "!"]),
        ("f $ $! a$", ["$", "$!", "a$"]),
        ("f :x ::y ? ^ ~ \\a", [":x", "::y", "?", "^", "~", "\\a"]),
        ("f ‘a’’b’ “c”", ["a’b", "c"]),
        ('f "`u{1F600}`t`e`$x"', ["😀\t\x1b$x"]),
        ("f @'\na'b\n'@", ["a'b"]),
        ('f @"\n"x"\n"@', ['"x"']),
        ("f a\u00a0b\u200bc\u2003d", ["a", "b\u200bc", "d"]),
        ('f --% a "b" | c', ["--%", 'a "b" ']),
        ("f --% a ; 'b $x\nc", ["--%", "a ; 'b $x"]),
        ("f @h!", ["@h!"]),
        ("f \x1ca\x1fb", ["\x1ca\x1fb"]),
    ],
)
def test_words(line: str, expected: list[str]) -> None:
    assert words(line) == expected


@pytest.mark.parametrize(
    ("line", "name", "argument"),
    [
        ("f -X", "X", None),
        ("f –X", "X", None),
        ("f -X=1", "X=1", None),
        ("f -X$y", "X$y", None),
        ("f -fo`o", "fo`o", None),
        ("f -?", "?", None),
        ("f --", "-", None),
        ("f -X:abc", "X", "abc"),
        ("f -X: abc", "X", "abc"),
        ("f -X:-Y", "X", "-Y"),
        ("f -X:: ", "X", ":"),
        ("f -X:a:b", "X", "a:b"),
        ("f -X:<#c#>y", "X", "y"),
        ("f -X: `\n y", "X", "y"),
    ],
)
def test_parameters(line: str, name: str, argument: str | None) -> None:
    (found,) = arguments(line)
    assert (found["k"], found["name"]) == ("parameter", name)
    assert found.get("argument", {}).get("value") == argument


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("f -X.5", ["parameter", "number"]),
        ("f -X.y", ["parameter", "string"]),
        ("f -X[0]", ["parameter", "string"]),
        ("f -X(1)", ["parameter", "paren"]),
        ("f -X{y}", ["parameter", "scriptblock"]),
        ("f -X:(1)y", ["parameter", "string"]),
        ("f 'a'-y", ["string", "parameter"]),
        ("f $(1)x x$(1)", ["subexpression", "string", "expandable"]),
        ("f $x $x.y $x[0] $x.y() $x/y ${x}y", ["variable", "member", "index", "call", "expandable", "expandable"]),
        ("f $x=y ${x}=y", ["variable", "string", "expandable"]),
        ("f $x..y $x{a}", ["variable", "string", "variable", "scriptblock"]),
        ("f 'a'.Length (1)?.x @(1)?[0] $x::y", ["member", "member", "index", "member"]),
        ("f 1 1kb 0x1F 1e3 5n .5 1l", ["number"] * 7),
        ("f a , b,\nc d", ["array", "string"]),
        ("f @h @(1) @{a=1}", ["variable", "array-expression", "hashtable"]),
        ("f -- -X -- -Y", ["parameter", "string", "string", "string"]),
    ],
)
def test_kinds(line: str, kinds: list[str]) -> None:
    assert [element["k"] for element in arguments(line)] == kinds


def test_array_items_follow_the_rules_of_arguments() -> None:
    (array,) = arguments("f 1,-1,x,-b")
    assert [(item["k"], item["value"]) for item in array["items"]] == [
        ("number", "1"),
        ("string", "-1"),
        ("string", "x"),
        ("string", "-b"),
    ]


def test_expandable_parts() -> None:
    (found,) = arguments('f "a $x, ${y z} $($n + 1)`$"')
    assert [part if isinstance(part, str) else part["k"] for part in found["parts"]] == [
        "a ",
        "variable",
        ", ",
        "variable",
        " ",
        "subexpression",
        "$",
    ]


def test_quotes_doubled_in_a_sub_expression() -> None:
    (found,) = arguments('f "a$(""b"")c"')
    inner = found["parts"][1]["body"][0]["commands"][0]["value"]
    assert (inner["value"], inner["text"]) == ("b", '""b""')
