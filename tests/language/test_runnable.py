"""What is read but not run is refused by its name and place."""

from __future__ import annotations

import pytest

from pscompat.errors import NotRunError
from pscompat.language.reader import parse
from pscompat.language.refusals import check_runnable, commands_of


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("% { function g { } }", "Functions are not run by pscompat: 'function' at line 1, column 5."),
        ("trap { 1 }", "Error handlers are not run by pscompat: 'trap' at line 1, column 1."),
        ("switch -File a { 1 { } }", "Files for switch are not run by pscompat: 'switch -File' at line 1, column 1."),
        ("[Math]::Pi = 1", "Assignments to static members are not run by pscompat: '[Math]::Pi' at line 1, column 1."),
        ("function g { }", "Functions are not run by pscompat: 'function' at line 1, column 1."),
        ("f &", "Background jobs are not run by pscompat: '&' at line 1, column 3."),
        ("\n Process <# begin #> { f }", "Named blocks are not run by pscompat: 'process' at line 2, column 2."),
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
        "if (1 -eq 2) { f } else { g $x.ToString() }; $a, $b = 1, 2; $x.y += 1; & { param($p) $p }",
        "try { f && g } catch { $_ } finally { [Math]::Pi }; f 2>$null",
    ],
)
def test_run(text: str) -> None:
    check_runnable(parse(text))


def test_commands_wherever_they_stand() -> None:
    script = parse('a (b) | c "$(d)" { e } @{x = f}')
    names = [command.elements[0].value for command in commands_of(script)]  # type: ignore[attr-defined]
    assert names == ["a", "b", "c", "d", "e", "f"]
