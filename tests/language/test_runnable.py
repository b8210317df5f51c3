"""What is read but not run is refused by its name and place."""

from __future__ import annotations

import pytest

from pscompat.errors import NotRunError
from pscompat.language.reader import parse
from pscompat.language.refusals import check_runnable, commands_of


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Get-Foo\n\nforeach ($x in 1) { }", "Loops are not run by pscompat: 'foreach' at line 3, column 1."),
        ("do { } while (1)", "Loops are not run by pscompat: 'do' at line 1, column 1."),
        ("f; if (1) { }", "Conditions are not run by pscompat: 'if' at line 1, column 4."),
        ("function g { }", "Functions are not run by pscompat: 'function' at line 1, column 1."),
        ("f (1 -eq 2)", "Operators are not run by pscompat: '-eq' at line 1, column 6."),
        ("f (1+2)", "Operators are not run by pscompat: '+' at line 1, column 5."),
        ("f (-not $x)", "Operators are not run by pscompat: '-not' at line 1, column 4."),
        ("$x++", "Operators are not run by pscompat: '++' at line 1, column 3."),
        ("$x += 1", "Operators are not run by pscompat: '+=' at line 1, column 4."),
        ("f ($x ? 1 : 2)", "Operators are not run by pscompat: '?' at line 1, column 7."),
        ("f $x.ToString()", "Method calls are not run by pscompat: 'ToString' at line 1, column 6."),
        ("f ([Math]::Pi)", "Static members are not run by pscompat: '[Math]::Pi' at line 1, column 4."),
        ("& { 1 }", "Script blocks are not run by pscompat: '{ 1 }' at line 1, column 3."),
        ("& $x", "Commands named by an expression are not run by pscompat: '$x' at line 1, column 3."),
        ("f > a", "Redirections are not run by pscompat: '> a' at line 1, column 3."),
        ("f && g", "Pipeline chains are not run by pscompat: '&&' at line 1, column 3."),
        ("f &", "Background jobs are not run by pscompat: '&' at line 1, column 3."),
        ("$x.y = 1", "Assignments to properties are not run by pscompat: '$x.y' at line 1, column 1."),
        ("$a, $b = 1, 2", "Assignments of this kind are not run by pscompat: '$a, $b' at line 1, column 1."),
        ("\n Process <# begin #> { f }", "Named blocks are not run by pscompat: 'process' at line 2, column 2."),
        ("param($x) f", "Script parameters are not run by pscompat: 'param' at line 1, column 1."),
        ("f ([No.Such]1)", "Casts to this type are not run by pscompat: '[No.Such]' at line 1, column 4."),
        ("return 1", "Flow control statements are not run by pscompat: 'return' at line 1, column 1."),
        ('f "$(if (1) { })"', "Conditions are not run by pscompat: 'if' at line 1, column 6."),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(NotRunError) as caught:
        check_runnable(parse(text))
    assert caught.value.message == message


@pytest.mark.parametrize(
    "text",
    [
        "Get-Foo a -b 1,2 | Where-Object status -eq completed; $x = Get-Foo; $env:A = $x.b['c']",
        "f { foreach ($x in 1) { $x + 1 } }",
        "& Get-Foo; . Get-Foo; & 'Get-Foo'",
        "[pscustomobject]@{a = [int]'1'} | f @h",
        "$(1; f).Length",
    ],
)
def test_run(text: str) -> None:
    check_runnable(parse(text))


def test_commands_wherever_they_stand() -> None:
    script = parse('a (b) | c "$(d)" { e } @{x = f}')
    names = [command.elements[0].value for command in commands_of(script)]  # type: ignore[attr-defined]
    assert names == ["a", "b", "c", "d", "f"]
