"""``$input`` and other enumerators: what goes through them uses them up (expressions.md §16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pscompat.dotnet.containers import PSCustomObject
from pscompat.errors import NotRunError

from .running import written

if TYPE_CHECKING:
    from collections.abc import Iterator


TWO = [PSCustomObject({"id": 1, "n": "a"}), PSCustomObject({"id": 2, "n": "b"})]


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("$input.id", [1, 2]),
        ("$input.Count", [1, 1]),
        ("@($input).Count; @($input).Count", [2, 0]),
        ("$x = $input; $x | % id; $x | % id", [1, 2]),
        ("$input[0].id; $input[1]", [1, 2]),
        ("foreach ($i in $input) { $i.n }", ["a", "b"]),
        ("switch ($input) { default { $_.id } }", [1, 2]),
        ("while ($input.MoveNext()) { $input.Current.n }; $input.Current", ["a", "b", None]),
        ("$input.GetType().Name", ["ArrayListEnumeratorSimple"]),
        ("[bool]$input; $input -is [array]; !$input", [True, False, False]),
        ("$input -match 'n=b' | % id", [2]),
        ("($input -ne 1).Count", [2]),
        ("$input.Where({ $_.id -eq 2 }).n", ["b"]),
        ("-join $input.n", ["ab"]),
        ("[string[]]$input.n", ["a", "b"]),
        ("$h = @{ all = $input }; $h.all.Count; $h.all[1].n", [2, "b"]),
        ("$l = 1, $input; $l[1].Count", [2]),
        ("$input += 1; $input.Count", [3]),
        ("Write-Output $input | % id", [1, 2]),
        ("$input | & { $input.id }", [1, 2]),
        ("$input | & { process { @($input).Count } end { @($input).Count } }", [1, 1, 0]),
        ("$input | & { begin { @($input).Count } end { @($input).Count } }", [0, 2]),
        ("$e = 'ab'.GetEnumerator(); $e.MoveNext(); $e.Current; $e -join ''", [True, "a", "b"]),
    ],
)
def test_what_enumerators_give(text: str, output: list[object]) -> None:
    assert written(text, TWO) == output


def test_an_enumerator_does_not_start_again() -> None:
    with pytest.raises(NotRunError, match="'Reset' of enumerators is not run by pscompat"):
        written("$input.Reset()", TWO)


@pytest.mark.parametrize(
    "text",
    [
        "$input | % { $_ } | select -First 1",
        "foreach ($i in $input) { $i; break }",
        "switch ($input) { default { $_; break } }",
        "if ($input.MoveNext()) { $input.Current }",
        "$x = $input; foreach ($i in $x) { $i; break }",
    ],
)
def test_input_is_read_one_record_at_a_time(text: str) -> None:
    read = []

    def records() -> Iterator[int]:
        for number in range(1_000_000):
            read.append(number)
            yield number

    assert written(text, records()) == [0]
    assert len(read) <= 2


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("$k = 1; $z = $k++; $z; $k", [1, 2]),
        ("$k = 1; $z = ++$k; $z", [2]),
        ("$k = 1; $k++; ++$k; $k--", []),
        ("$k = 1; ($k++); (--$k)", [1, 1]),
        ('$k = 1; @($k++).Count; "$($k++)|$k"', [0, "|3"]),
        ("$a = 1, 2, 3; $i = 0; $a[$i++]; $i; $a[$i++]++; $a; $i", [1, 1, 1, 3, 3, 2]),
        ("$a = 1, 2, 3; $i = 0; $a[$i++] += 5; $a; $i", [6, 2, 3, 1]),
        ("$k = 1; $k++ + $k++; $k", [3, 3]),
        ("$k = 1; if ($k++ -eq 1) { 'yes' }; while ($k-- -gt 1) { $k }", ["yes", 1]),
        ('$k = 1; $k++ | % { "p$_" }; foreach ($x in $k++) { $x }', ["p1", 2]),
        ("$k = 1; $h = @{ a = $k++; b = $k }; $h.a; $h.b", [1, 2]),
        ("$z = $none++; $z; $none; $y = $less--; $y", [0, 1, 0]),
        ("$k = 1; 1, 2 | % { $k++ }; & { $k++ }; $k", [3]),
        ("$k = 1; $k++ ? 'y' : 'n'; [string]$k++; -$k++; $k", ["y", "2", -3, 4]),
    ],
)
def test_an_increment_gives_a_value_where_one_is_asked(text: str, output: list[object]) -> None:
    assert written(text) == output
