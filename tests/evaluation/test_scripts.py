"""Lines with expressions, statements and script blocks: what they write."""

from __future__ import annotations

import pytest

from pscompat.errors import NotRunError

from .running import written


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("1 + 2 * 3; 7 / 2; 'a' * 3; (1,2) + 3", [7, 3.5, "aaa", 1, 2, 3]),
        ("2147483647 + 1; '5' + 5; 5 + '5'; $null + $false", [2147483648.0, "55", 10, False]),
        ("'a' -eq 'A'; 'a' -ceq 'A'; 1,2,3 -gt 1", [True, False, 2, 3]),
        ("'run_12' -match '(\\d+)'; $Matches[1]", [True, "12"]),
        ("'a-b' -replace '-(\\w)', '+$1'; 'a,b' -split ','; 1,2 -join '-'", ["a+b", "a", "b", "1-2"]),
        ("'{0:N2} {1,4}|{2:yyyy}' -f 1234.5, 7, [datetime]'2024-01-02'", ["1,234.50    7|2024"]),
        ("1..3; 'c'..'a'; 5 -band 3; 1 -shl 4", [1, 2, 3, "c", "b", "a", 1, 16]),
        ("$null ?? 5; $true ? 1 : 2; $x?.y; -not 0", [5, 1, None, True]),
        (
            "'abc'.Substring(1); 'a b'.Split(' ').Count; [math]::Max(1, 2.5); [string]::Join('+', 1, 2)",
            ["bc", 2, 2, "1+2"],
        ),
        ("$h = @{a=1}; $h.b = 2; $h['c']++; $h.a += 5; $h.a, $h.b, $h.c", [6, 2, 1]),
        ("$a, $b = 1, 2, 3; $a; $b; [int]$i = '5'; $i", [1, 2, 3, 5]),
        ("1..5 | ? { $_ -gt 2 } | % { $_ * 2 }", [6, 8, 10]),
        ("1..3 | % -Begin { $s = 0 } -Process { $s += $_ } -End { $s }", [6]),
        ("'a', 'b' | % ToUpper; 'abc' | % Substring 1", ["A", "B", "bc"]),
        ("1, 2 | Select-Object @{n='d'; e={ $_ * 2 }} | % d", [2, 4]),
        ("3, 1, 2 | Sort-Object { -$_ }", [3, 2, 1]),
        ("(1, 2, 3).Where({ $_ -gt 1 }); (1, 2).ForEach({ $_ + 1 })", [2, 3, 2, 3]),
        ("& { param($p, $q = 2) $p + $q } 1; 1..2 | & { process { $_ + 1 } }", [3, 2, 3]),
        ("if (0) { 1 } elseif (1) { 2 } else { 3 }", [2]),
        ("foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }", [1, 3]),
        ("for ($i = 0; $i -lt 2; $i++) { $i }; while ($i -lt 4) { $i++ }; $i", [0, 1, 4]),
        ("switch -Wildcard ('abc', 'x') { 'a*' { 1 } default { 2 } }", [1, 2]),
        ("try { 1/0 } catch [DivideByZeroException] { 'z' } finally { 'f' }", ["z", "f"]),
        ("try { throw 'no' } catch { $_.Exception.Message }", ["no"]),
        ("1 && 2 || 3; & { return 1; 2 }", [1, 2, 1]),
    ],
)
def test_what_lines_write(text: str, output: list[object]) -> None:
    assert written(text) == output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("'a' * 1e9", "A value of 1,000,000,000 elements or characters is not run by pscompat"),
        ("$x = 1..2147483647", "A value of 2,147,483,647 elements or characters is not run by pscompat"),
        ("'abc'.GetHashCode()", "The method 'GetHashCode' of [System.String] is not run by pscompat."),
        ("[math]::BigMul(1, 2)", "The static method 'BigMul' of [System.Math] is not run by pscompat."),
    ],
)
def test_what_is_refused_when_it_is_reached(text: str, message: str) -> None:
    with pytest.raises(NotRunError) as caught:
        written(text)
    assert caught.value.message.startswith(message)


def test_an_error_ends_its_statement_and_the_next_one_runs() -> None:
    assert written('1, 2 | % { 1/0; "n$_" }; "$(1/0)|"') == ["n1", "n2", "|"]


def test_a_range_in_a_loop_is_not_built() -> None:
    assert written("foreach ($i in 0..2147483647) { $i; break }; 0") == [0, 0]
