"""ConvertTo-Csv, ConvertFrom-Csv, Export-Csv and Import-Csv."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import Ran, bag, run


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


ROWS = [bag(a=1, b='x"y', c=None), bag(a=-3.5, b="p,q", d="not there"), bag(a=True, b=["l"], c="")]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ("", ['"a","b","c"', '"1","x""y",', '"-3.5","p,q",', '"True","System.Object[]",""']),
        ("-UseQuotes Never", ["a,b,c", '1,x"y,', "-3.5,p,q,", "True,System.Object[],"]),
        ("-UseQuotes AsNeeded", ["a,b,c", '1,"x""y",', '-3.5,"p,q",', "True,System.Object[],"]),
        ("-QuoteFields B", ['a,"b",c', '1,"x""y",', '-3.5,"p,q",', 'True,"System.Object[]",']),
        ("-NoHeader -Delimiter ';' -UseQuotes Never", ['1;x"y;', "-3.5;p,q;", "True;System.Object[];"]),
    ],
)
def test_records_as_lines(options: str, lines: list[str]) -> None:
    assert run(f"ConvertTo-Csv {options}", ROWS) == lines


def test_the_type_stands_before_all() -> None:
    assert run("Select-Object a | ConvertTo-Csv -IncludeTypeInformation", ROWS[:1]) == [
        "#TYPE Selected.System.Management.Automation.PSCustomObject",
        '"a"',
        '"1"',
    ]
    assert run("ConvertTo-Csv -iti -NoHeader -UseQuotes Never", [bag(a=1)]) == ["1"]
    assert (
        Ran("$input | ConvertTo-Csv -iti -nti", ROWS).errors[0].startswith("CannotSpecifyIncludeTypeInformationAndNo")
    )
    assert (
        Ran("$input | ConvertTo-Csv -qf a -uq Never", ROWS)
        .errors[0]
        .startswith("CannotSpecifyQuoteFieldsAndUseQuotes,")
    )


def test_dates_are_american() -> None:
    (line,) = run("ConvertTo-Csv -NoHeader", [bag(d=run("[datetime]'2024-01-02T13:04:05'")[0])])
    assert line == '"1/2/2024 1:04:05\u202fPM"'


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a,b`n1,2", [{"a": "1", "b": "2"}]),
        ("a,b`n1", [{"a": "1", "b": None}]),
        ("a,b`n1,`n", [{"a": "1", "b": ""}]),
        ("a,b`n1,", [{"a": "1", "b": None}]),
        ("a,b`n1,2,3", [{"a": "1", "b": "2"}]),
        ("a, b`n  1, `t2", [{"a": "1", "b": "2"}]),
        ("a,b`n`n1,2`n`n", [{"a": "1", "b": "2"}]),
        ("#TYPE x`n# note`na`n#1", [{"a": "#1"}]),
        ('a,b`n"x`ny","p""q"', [{"a": "x\ny", "b": 'p"q'}]),
        ('a,b`nx"y,"z"w', [{"a": 'x"y', "b": "zw"}]),
    ],
)
def test_lines_as_records(text: str, records: list[dict[str, str | None]]) -> None:
    text = text.replace('"', '`"')
    assert run(f'"{text}" | ConvertFrom-Csv') == records


def test_columns() -> None:
    assert run("'1;2' | ConvertFrom-Csv -Delimiter ';' -Header x, y") == [{"x": "1", "y": "2"}]
    ran = Ran("',a', '1,2' | ConvertFrom-Csv")
    assert ran.records == [{"H1": "1", "a": "2"}] and ran.warnings[0].startswith("One or more headers were not")
    ran = Ran("'a,A', '1,2' | ConvertFrom-Csv")
    assert ran.messages == ['The member "A" is already present.']


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    assert run("Select-Object a, b | Export-Csv f.csv", ROWS[:2]) == []
    assert file.read_text() == '"a","b"\n"1","x""y"\n"-3.5","p,q"\n'
    assert run("Import-Csv f.csv") == [{"a": "1", "b": 'x"y'}, {"a": "-3.5", "b": "p,q"}]
    assert run("Export-Csv f.csv -Append -UseQuotes Never", [bag(b=2, a=1, c=3)]) == []
    assert file.read_text().splitlines()[-1] == "1,2"
    ran = Ran("$input | Export-Csv f.csv -Append", [bag(a=1)])
    assert ran.errors == ["CannotAppendCsvWithMismatchedPropertyNames,Microsoft.PowerShell.Commands.ExportCsvCommand"]
    assert Ran("$input | Export-Csv f.csv -NoClobber", ROWS).errors[0].startswith("NoClobber,")
    assert Ran("$input | Export-Csv", ROWS).errors[0].startswith("CannotSpecifyPathAndLiteralPath,")
    assert Ran("Import-Csv no.csv").errors[0].startswith("PathNotFound,")


@pytest.mark.parametrize("before", ["", "$WhatIfPreference = $true; "])
def test_what_if_writes_nothing(tmp_path: Path, before: str) -> None:
    option = "" if before else " -WhatIf"
    for line in (f"'x' | Export-Csv f{option}", f"Add-Content f x{option}", f"Set-Content f x{option}"):
        assert Ran(before + line).errors == []
    assert list(tmp_path.iterdir()) == []
