"""Files, folders and paths: Get-Item, Get-ChildItem, Test-Path, Resolve-Path, Join-Path, Split-Path, locations."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.strings import to_string

from .running import Ran, refused, run

FILES = ("b.txt", "a.pdf", "C.TXT", ".hidden", "[x].txt", "sub/d.txt", "sub/deep/e.txt", "sub/f.pdf")


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in FILES:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    monkeypatch.chdir(tmp_path)


def names(line: str) -> list[str]:
    """What a line writes, from the folder of the test."""
    return [os.path.relpath(to_string(each)) if "/" in to_string(each) else to_string(each) for each in run(line)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Get-ChildItem", "sub [x].txt a.pdf b.txt C.TXT"),
        ("ls -File", "[x].txt a.pdf b.txt C.TXT"),
        ("dir -Directory", "sub"),
        ("gci -Force", "sub .hidden [x].txt a.pdf b.txt C.TXT"),
        ("gci -Hidden", ".hidden"),
        ("gci -Attributes !Directory+Hidden", ".hidden"),
        ("gci *.txt", "[x].txt b.txt C.TXT"),
        ("gci -Filter *.txt", "[x].txt b.txt C.TXT"),
        ("gci * -Exclude *.txt", "sub a.pdf"),
        ("gci sub", "sub/deep sub/d.txt sub/f.pdf"),
        ("gci sub/*", "sub/deep sub/d.txt sub/f.pdf"),
        ("gci sub -Recurse", "sub/deep sub/d.txt sub/f.pdf sub/deep/e.txt"),
        ("gci sub -Recurse -File -Name", "d.txt f.pdf deep/e.txt"),
        ("gci *.pdf -Recurse", "sub/f.pdf a.pdf"),
        ("gci -Recurse -Include *.pdf", "sub/f.pdf a.pdf"),
        ("gci -Depth 0 -File -Exclude *.txt", "a.pdf"),
        ("gci sub -Include *.txt", ""),
        ("gci [ab]*", "a.pdf b.txt"),
        ("gci -LiteralPath '[x].txt'", "[x].txt"),
        ("gci '[x].txt'", ""),
        ("Get-Item *", "sub [x].txt a.pdf b.txt C.TXT"),
        ("Get-Item sub, b.txt", "sub b.txt"),
        ("Get-Item .hidden -Force", ".hidden"),
        ("Convert-Path *.pdf", "a.pdf"),
        ("gci *.pdf | Convert-Path", "a.pdf"),
        ("Resolve-Path sub/../*.pdf | ForEach-Object Path", "a.pdf"),
    ],
)
def test_what_is_found(line: str, found: str) -> None:
    assert names(line) == found.split()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("gci nope", "PathNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand"),
        ("gci -Attributes x", "CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetChildItemCommand"),
        ("gi nope", "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"),
        ("gi .hidden", "ItemNotFound,Microsoft.PowerShell.Commands.GetItemCommand"),
        ("Resolve-Path nope", "PathNotFound,Microsoft.PowerShell.Commands.ResolvePathCommand"),
        ("cd nope", "PathNotFound,Microsoft.PowerShell.Commands.SetLocationCommand"),
        ("Test-Path $null", "NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand"),
    ],
)
def test_what_is_not_there(line: str, error: str) -> None:
    assert Ran(line).errors == [error]


def test_properties(tmp_path: Path) -> None:
    (file,) = run("Get-Item sub/d.txt | Select-Object *")
    wanted = {
        "Name": "d.txt",
        "BaseName": "d",
        "Extension": ".txt",
        "Length": 9,
        "FullName": str(tmp_path / "sub/d.txt"),
        "DirectoryName": str(tmp_path / "sub"),
        "PSIsContainer": False,
        "Exists": True,
        "Mode": "-----",
        "PSPath": f"Microsoft.PowerShell.Core\\FileSystem::{tmp_path}/sub/d.txt",
    }
    assert {name: file[name] for name in wanted} == wanted
    (folder,) = run("Get-Item sub | Select-Object Name, Mode, PSIsContainer, Parent, Length")
    assert [str(each) for each in folder.values()] == ["sub", "d----", "True", str(tmp_path), "None"]
    assert run("Get-Item b.txt | Get-Content") == ["b.txt"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Test-Path b.txt", True),
        ("Test-Path nope", False),
        ("Test-Path ''", False),
        ("Test-Path *.pdf", True),
        ("Test-Path '[x].txt'", False),
        ("Test-Path -LiteralPath '[x].txt'", True),
        ("Test-Path sub -PathType Leaf", False),
        ("Test-Path sub -PathType Container", True),
        ("Test-Path nope -IsValid", True),
        ("Test-Path b.txt -OlderThan 2001-01-01", False),
        ("Test-Path b.txt -NewerThan 2001-01-01", True),
        ("Join-Path a b c", "a/b/c"),
        ("Join-Path a\\b c", "a/b/c"),
        ("Join-Path a/ /b", "a/b"),
        ("Join-Path a ''", "a/"),
        ("Split-Path a/b.tar.gz", "a"),
        ("Split-Path a", ""),
        ("Split-Path /a", "/"),
        ("Split-Path a/b.tar.gz -Leaf", "b.tar.gz"),
        ("Split-Path a/b.tar.gz -LeafBase", "b.tar"),
        ("Split-Path a/b.tar.gz -Extension", ".gz"),
        ("Split-Path /a -IsAbsolute", True),
        ("Split-Path /x/y -NoQualifier", "/x/y"),
        ("Resolve-Path b.txt -Relative", "./b.txt"),
        ("Resolve-Path sub/d.txt -Relative -RelativeBasePath sub", "./d.txt"),
    ],
)
def test_paths(line: str, value: Any) -> None:
    assert run(line) == [value]


def test_a_path_in_the_sub_folder_is_joined_and_resolved(tmp_path: Path) -> None:
    assert run("Join-Path sub *.txt -Resolve") == [str(tmp_path / "sub/d.txt")]
    assert run("Split-Path *.txt -Leaf -Resolve") == ["b.txt", "C.TXT"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("cd sub; (gl).Path", "/sub"),
        ("cd sub; cd deep; cd -; (gl).Path", "/sub"),
        ("cd sub; cd -; cd +; (gl).Path", "/sub"),
        ("cd -; (gl).Path", ""),
        ("pushd sub; pushd deep; popd; (gl).Path", "/sub"),
        ("pushd sub; popd; popd; (gl).Path", ""),
        ("pushd sub -StackName s; gl -StackName s | ForEach-Object Path", ""),
        ("sl sub -PassThru | ForEach-Object Path", "/sub"),
    ],
)
def test_locations(tmp_path: Path, line: str, place: str) -> None:
    assert run(line) == [f"{tmp_path}{place}"]


def test_add_content(tmp_path: Path) -> None:
    run("Add-Content n.txt 1, 2; ac n.txt x -NoNewline; Add-Content n.txt 65, 66 -AsByteStream")
    assert (tmp_path / "n.txt").read_text() == "1\n2\nxAB"
    assert Ran("Set-Content z* x").errors == ["ItemNotFound,Microsoft.PowerShell.Commands.SetContentCommand"]
    assert Ran("Set-Content n.txt q -AsByteStream").errors == [
        "ByteEncodingRequired,Microsoft.PowerShell.Commands.SetContentCommand"
    ]


def test_pieces_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("a;b\n;c")
    assert run("Get-Content p -Delimiter ';'") == ["a", "b\n", "c"]
    assert run("Get-Content p -AsByteStream -TotalCount 2") == [97, 59]
    assert Ran("Get-Content p -Raw -Tail 1").errors == [
        "InvalidOperation,Microsoft.PowerShell.Commands.GetContentCommand"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Get-Command x y",
        "Get-Help Get-Thread -Role x",
        "Get-Content b.txt -Wait",
        "Sort-Object -Culture ru-RU",
        "gl -PSDrive x",
    ],
)
def test_parameters_that_are_not_run_are_refused_by_name(line: str) -> None:
    assert "is not run by pscompat." in refused(line).message


def test_a_switch_that_is_off_asks_for_nothing() -> None:
    assert run("Get-Content b.txt -Wait:$false") == ["b.txt"]
