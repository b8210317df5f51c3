"""Statements, pipelines, redirections and offsets."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.language.reader import parse
from tests.conformance.lexing_notation import to_notation

LOOP = """foreach ($x in 1..3) {
    if ($x -gt 1) { Get-Foo $x } elseif ($x) { 'b' } else { break }
}"""


@pytest.mark.parametrize(
    ("text", "asts"),
    [
        (LOOP, ["ForEachStatementAst"]),
        (":a while ($true) { continue a }", ["WhileStatementAst"]),
        ("do { 1 } until ($x)", ["DoUntilStatementAst"]),
        ("for ($i = 0; $i -lt 3; $i++) { }", ["ForStatementAst"]),
        ("switch -wildcard ($x) { a* { 1 } default { 2 } }", ["SwitchStatementAst"]),
        ("function f($a, [int]$b = 3) { begin { } process { $a } }", ["FunctionDefinitionAst"]),
        ("try { 1 } catch [Exception], [Foo] { 2 } catch { 3 } finally { 4 }", ["TryStatementAst"]),
        ("trap { 1 }", ["TrapStatementAst"]),
        ("return 1; throw; exit 3", ["ReturnStatementAst", "ThrowStatementAst", "ExitStatementAst"]),
        ("class A : B { [int]$x = 1; static [void] m($y) { return } A() : base(1) { } }", ["TypeDefinitionAst"]),
        ("enum E { A; B = 2 }", ["TypeDefinitionAst"]),
        ("data d { 'x' }", ["DataStatementAst"]),
        ("$x = 1", ["AssignmentStatementAst"]),
    ],
)
def test_statements_are_recognised(text: str, asts: list[str]) -> None:
    assert [statement["ast"] for statement in to_notation(parse(text))] == asts


def first(text: str) -> dict[str, Any]:
    return to_notation(parse(text))[0]


def test_pipeline_goes_on_behind_line_ends() -> None:
    assert len(first("a |\n b\n# c\n | c")["commands"]) == 3
    assert len(to_notation(parse("a\n\n b"))) == 2


def test_chain() -> None:
    chain = first("a && b || c")
    assert (chain["operator"], chain["left"]["operator"]) == ("OrOr", "AndAnd")


def test_background() -> None:
    assert first("a & b")["background"] is True


def test_redirections() -> None:
    found = first("a x 2>&1 >> b *> 'c'")["commands"][0]["redirections"]
    assert [(each["k"], each["stream"]) for each in found] == [
        ("to-file", "All"),
        ("to-file", "Output"),
        ("merge", "Error"),
    ]


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("(1 + 2 * 3)", ["Plus", "Multiply"]),
        ("(1 * 2 + 3)", ["Plus", "Multiply"]),
        ("(1 -eq 2 -and 3)", ["And", "Ieq"]),
        ("('a' -f 1)", ["Format"]),
        ("($a ?? 1)", ["QuestionQuestion"]),
        ("(1..3)", ["DotDot"]),
    ],
)
def test_precedence(text: str, operators: list[str]) -> None:
    def walk(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["operator"]] if node.get("k") == "binary" else []
            return own + [name for value in node.values() for name in walk(value)]
        return [name for item in node for name in walk(item)] if isinstance(node, list) else []

    assert walk(to_notation(parse(text))) == operators


def test_signed_numbers_belong_to_expressions() -> None:
    value = first("(-1)")["commands"][0]["value"]["body"][0]["commands"][0]["value"]
    assert (value["k"], value["value"]) == ("number", "-1")


def test_offsets_count_utf16_units() -> None:
    elements = first("f '😀' x")["commands"][0]["elements"]
    assert [element["at"] for element in elements] == [[0, 1], [2, 6], [7, 8]]
    assert elements[1]["value"] == "😀"


def test_types() -> None:
    def type_of(text: str) -> str:
        return str(first(text)["commands"][0]["value"]["type"])

    assert type_of("[int[]]1") == "int[]"
    assert type_of("[Collections.Generic.Dictionary[string, int[,]]]$x") == (
        "Collections.Generic.Dictionary[string,int[,]]"
    )
    assert type_of("[a, b, Version=1]$x") == "a,b, Version=1"
