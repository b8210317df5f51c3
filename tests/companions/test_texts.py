"""Select-String, Join-String, Compare-Object, Get-Member, Add-Member, dates, streams and the commands of modules."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import SecureString
from pscompat.dotnet.strings import to_string
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.errors import NotRunError

from .running import Ran, bag, refused, run, runs

TEXTS = "'one', 'two', 'Three', 'a.b' | Select-String "


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ("'^t'", ["two", "Three"]),
        ("'^t' -CaseSensitive", ["two"]),
        ("'^t' -NotMatch", ["one", "a.b"]),
        ("o, a.b", ["one", "two", "a.b"]),
        ("'.' -SimpleMatch", ["a.b"]),
        ("'\\d'", []),
    ],
)
def test_lines_with_a_pattern(options: str, lines: list[str]) -> None:
    assert [found["Line"] for found in run(TEXTS + options)] == lines
    assert run(f"{TEXTS}{options} -Raw") == lines
    assert run(f"{TEXTS}{options} -Quiet") == [True] * bool(lines)


def test_a_match() -> None:
    (found,) = run("'x', 'a=1;b=2' | Select-String '(\\w)=(\\d)' -AllMatches")
    assert (found["LineNumber"], found["Path"], found["Pattern"]) == (2, "InputStream", "(\\w)=(\\d)")
    assert [match["Value"] for match in found["Matches"]] == ["a=1", "b=2"]
    assert [group["Value"] for group in found["Matches"][1]["Groups"]] == ["b=2", "b", "2"]
    assert to_string(found) == "a=1;b=2"
    (found,) = run("1, 2, 3, 4 | Select-String 3 -Context 1, 2")
    assert (found["Context"]["PreContext"], found["Context"]["PostContext"]) == (["2"], ["4"])
    assert Ran("'x' | Select-String '('").errors == ["InvalidRegex,Microsoft.PowerShell.Commands.SelectStringCommand"]


def test_lines_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("x1\ny\nx2\n")
    (tmp_path / "b.log").write_text("x3")
    found = run("Select-String x *.*")
    assert [(each["Filename"], each["LineNumber"], each["Line"]) for each in found] == [
        ("a.txt", 1, "x1"),
        ("a.txt", 3, "x2"),
        ("b.log", 1, "x3"),
    ]
    assert to_string(found[1]) == "a.txt:3:x2"
    assert run("Select-String x *.* -List -Raw") == ["x1", "x3"]
    assert run("Get-ChildItem *.log | Select-String x -Raw") == ["x3"]
    assert run("Select-String x *.* -Exclude *.log -Raw") == ["x1", "x2"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("1, 2.5, $null, 'x' | Join-String -Separator ','", "1,2.5,x"),
        ("1, 22 | Join-String -FormatString '{{{0:D3}}}' -Separator ','", "{001},{022}"),
        ("1, 2 | Join-String { $_ * 2 } -Separator ','", "2,4"),
        ("'a', 'b' | Join-String -SingleQuote -Separator ' '", "'a' 'b'"),
        ("'a' | Join-String -DoubleQuote -OutputPrefix '[' -os ']'", '["a"]'),
        ("'a', 'b' | Join-String", "ab"),
        ("$OFS = '-'; 'a', 'b' | Join-String", "a-b"),
        ("'abc', 'd' | Join-String Length +", "3+1"),
        ("'a', 'b' | Join-String -FormatString '<{0}>'", "<a><b>"),
        ("@() | Join-String -OutputPrefix x", "x"),
    ],
)
def test_one_text(line: str, text: str) -> None:
    assert run(line) == [text]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Compare-Object 1, 2, 3 2, 3, 4", ["=> 4", "<= 1"]),
        ("Compare-Object a, b A, c", ["=> c", "<= b"]),
        ("Compare-Object a A -CaseSensitive", ["=> A", "<= a"]),
        ("Compare-Object 1, 2 2 -IncludeEqual", ["== 2", "<= 1"]),
        ("Compare-Object 1, 2 2 -ExcludeDifferent", ["== 2"]),
        ("Compare-Object 1, 2, 3 3, 1, 2 -SyncWindow 0", ["=> 3", "<= 1", "=> 1", "<= 2", "=> 2", "<= 3"]),
        ("2 | Compare-Object 1, 2", ["<= 1"]),
    ],
)
def test_what_lists_do_not_share(line: str, found: list[str]) -> None:
    assert [f"{each['SideIndicator']} {each['InputObject']}" for each in run(line)] == found


def test_what_records_do_not_share() -> None:
    line = "$input | Compare-Object $other -Property id"
    assert Ran(line, runs()[:3], other=runs()[1:]).records == [
        {"id": "run_1", "SideIndicator": "=>"},
        {"id": "run_4", "SideIndicator": "<="},
    ]
    passed = Ran(f"{line} -PassThru", runs()[:3], other=runs()[1:]).records
    assert [(each["id"], each["SideIndicator"]) for each in passed] == [("run_1", "=>"), ("run_4", "<=")]


def test_members() -> None:
    record = bag(b=1, a="x", none=None, list=[1], inner=bag(t=1))
    found = run("Get-Member -MemberType Properties", [record, record])
    assert [to_string(each) for each in found] == [
        "string a=x",
        "long b=1",
        "System.Management.Automation.PSCustomObject inner=@{t=1}",
        "Object[] list=System.Object[]",
        "object none=null",
    ]
    assert [each["Name"] for each in run("Get-Member -Type Method", [record])][:2] == ["Equals", "GetHashCode"]
    assert [each["Name"] for each in run("Get-Member [ab]", [record])] == ["a", "b"]
    assert Ran("$input | Get-Member", []).errors == [
        "NoObjectInGetMember,Microsoft.PowerShell.Commands.GetMemberCommand"
    ]
    assert "System.Int32" in refused("Get-Member", [5]).message


def test_added_members() -> None:
    assert run("Add-Member k v -PassThru", [bag(a=1)]) == [{"a": 1, "k": "v"}]
    assert run("Add-Member -MemberType NoteProperty -Name k -Value v", [bag(a=1)]) == []
    assert run("Add-Member @{k = 1} -PassThru", [bag(a=1)]) == [{"a": 1, "k": 1}]
    assert run("Add-Member A 2 -Force -PassThru", [bag(a=1)]) == [{"a": 2}]
    (named,) = run("Add-Member -TypeName X -PassThru", [bag(a=1)])
    assert named.type_names == ("X",)
    ran = Ran("$input | Add-Member A 2 -PassThru", [bag(a=1)])
    assert ran.errors == ["MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand"]
    assert run("Add-Member k v", ["text", 5]) == []
    assert "System.String" in refused("Add-Member k v -PassThru", ["text"]).message
    assert "Hashtable" in refused("Add-Member k v", [{}]).message
    assert "AliasProperty" in refused("Add-Member -MemberType AliasProperty k a", [bag(a=1)]).message


def at_noon(line: str) -> list[Any]:
    session = Session(clock=Clock(datetime(2026, 11, 30, 12, 0, 5), 60), environment={})
    return list(run_line(Commands(session), line))


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Get-Date -Format o", "2026-11-30T12:00:05.0000000+01:00"),
        ("Get-Date -Format 'ddd, d MMM yy h:mm tt'", "Mon, 30 Nov 26 12:00 PM"),
        ("Get-Date -Format g", "11/30/2026 12:00\u202fPM"),
        ("Get-Date -Format FileDateTimeUniversal", "20261130T1100050000Z"),
        ("Get-Date -AsUTC -Format HH:mmK", "11:00Z"),
        ("Get-Date -Day 1 -Hour 3 -Format s", "2026-11-01T03:00:05"),
        ("Get-Date 2024-02-29 -Year 2023 -Format s", "2023-02-28T00:00:00"),
        ("Get-Date -UFormat '%Y-%m-%d %H:%M:%S %j %V %u %s %q%%'", "2026-11-30 12:00:05 334 49 1 1796036405 q%"),
        ("Get-Date -UnixTimeSeconds 1700000000 -Format s", "2023-11-14T23:13:20"),
        ("Get-Date -UnixTimeSeconds 1700000000 -AsUTC -Format u", "2023-11-14 22:13:20Z"),
        ("New-TimeSpan -Start 2026-11-30", "12:00:05"),
        ("New-TimeSpan 2024-01-01 2024-01-03T12:00", "2.12:00:00"),
        ("New-TimeSpan -Hours 25 -Seconds -1", "1.00:59:59"),
        ("New-Guid -Empty", "00000000-0000-0000-0000-000000000000"),
    ],
)
def test_dates_and_values(line: str, text: str) -> None:
    assert [str(each) for each in at_noon(line)] == [text]


def test_a_bad_format() -> None:
    assert Ran("Get-Date -Format q").errors == ["System.FormatException,Microsoft.PowerShell.Commands.GetDateCommand"]


def test_streams() -> None:
    ran = Ran("Write-Error no -ErrorId Mine -Category InvalidData; Write-Warning w; Write-Verbose v -Verbose; 'x'")
    assert (ran.errors, ran.messages, ran.warnings, ran.records) == (["Mine"], ["no"], ["w"], ["x"])
    assert Ran("Write-Error no").errors == ["Microsoft.PowerShell.Commands.WriteErrorException"]
    assert Ran("Write-Information i -InformationAction Continue; Write-Information j").told == ["i"]
    assert Ran("Write-Error no -ErrorAction Stop; 'never'").records == []
    assert Ran("Read-Host Name").errors == ["InvalidOperation,Microsoft.PowerShell.Commands.ReadHostCommand"]
    assert Ran("Start-Sleep -5").errors[0].startswith("ParameterArgumentValidationError,")
    assert run("Start-Sleep -Milliseconds 1; Write-Progress a b -PercentComplete 5; 'x'") == ["x"]


def test_secrets() -> None:
    assert run("ConvertTo-SecureString x -AsPlainText -Force") == [SecureString("x")]
    with pytest.raises(NotRunError, match="not read"):
        Ran("ConvertTo-SecureString x")


def test_modules_and_aliases() -> None:
    assert run("Import-Module PSOpenAI; Import-Module Microsoft.PowerShell.Utility -Force; 'x'") == ["x"]
    assert run("Import-Module psopenai -PassThru | ForEach-Object Name") == ["PSOpenAI"]
    assert Ran("Import-Module Nope").errors == [
        "Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand"
    ]
    assert Ran("Import-Module PSOpenAI -MinimumVersion 99.0").errors == [
        "Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand"
    ]
    assert Ran("Import-Module PSOpenAI -MaximumVersion x").errors[0].startswith("InvalidOperation,")
    assert run("Import-Module PSOpenAI -MaximumVersion 9999.*") == []
    assert run("Get-Module -ListAvailable c* | ForEach-Object Name") == ["Companions"]
    assert run("Get-Alias gci | ForEach-Object Definition") == ["Get-ChildItem"]
    assert [each["Name"] for each in run("Get-Alias -Definition Get-Content")] == ["cat", "gc", "type"]
    assert Ran("Get-Alias nope").errors == ["ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand"]
