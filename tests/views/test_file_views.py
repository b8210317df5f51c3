"""Files and folders as PowerShell shows them on Unix (views.md §12)."""

from __future__ import annotations

import os
from grp import getgrgid
from pathlib import Path
from pwd import getpwuid

import pytest

from .test_formatter import shown


def test_items_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir(mode=0o755)
    (tmp_path / "a.txt").write_text("hi\n")
    (tmp_path / "a.txt").chmod(0o640)
    (tmp_path / "link").symlink_to("a.txt")
    for name in ("sub", "a.txt"):
        os.utime(tmp_path / name, (1_704_164_640, 1_704_164_640))
    status = os.stat(tmp_path / "a.txt")
    owner = f"{getpwuid(status.st_uid).pw_name[:10]:>10} {getgrgid(status.st_gid).gr_name[:10]:<10}"
    heading, _, titles, rule, *rows = shown(f"Get-ChildItem {tmp_path}", 400).strip("\n").split("\n")
    assert heading == f"    Directory: {tmp_path}"
    assert titles == "UnixMode         User Group         LastWriteTime         Size Name"
    assert rule.split() == ["--------", "----", "-----", "-------------", "----", "----"]
    folder = os.stat(tmp_path / "sub").st_size
    assert rows[0].endswith(f"{folder:>12} sub")
    assert rows[0].startswith(f"drwxr-xr-x {owner} ")
    assert rows[1].startswith(f"-rw-r----- {owner} ")
    assert rows[1].endswith("           3 a.txt")
    assert "1/2/2024 0" in rows[1]
    assert rows[2].startswith("l")
    assert rows[2].endswith("           5 link -> a.txt")


def test_folders_have_headings_of_their_own_and_lists(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text("x")
    text = shown(f"Get-ChildItem {tmp_path} -Recurse | Format-Wide", 400)
    lines = [line.rstrip("·") for line in text.split("\n") if line.strip("·")]
    assert lines == [f"    Directory: {tmp_path}", "[sub]", f"    Directory: {tmp_path / 'sub'}", "b.txt"]
    listed = shown(f"Get-Item {tmp_path / 'sub'}, {tmp_path / 'sub' / 'b.txt'} | Format-List", 400)
    folder, file = (part.split("\n") for part in listed.split("    Directory: ")[1:])
    labels = ["Name", "CreationTime", "LastWriteTime", "LastAccessTime", "Mode", "LinkType", "Target"]
    assert [line.partition(" ")[0] for line in folder[2:] if line] == labels
    assert [line.partition(" ")[0] for line in file[2:] if line[:1].isalpha()] == [
        *("Name", "Length", *labels[1:], "VersionInfo")
    ]
    assert f"VersionInfo    : File:             {tmp_path / 'sub' / 'b.txt'}" in file
    assert shown("[System.IO.FileInfo]'/nope/x'", 80).split("\n")[3].endswith(" x")


def test_a_group_by_of_the_line_has_its_own_heading(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("x")
    assert shown(f"Get-ChildItem {tmp_path} | Format-Table -GroupBy Extension", 400).startswith(
        "\n   Extension: .txt\n\nUnixMode"
    )


def test_lines_of_files_have_their_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one\ntwo\nthree\nfour\n")
    assert shown(f"Select-String two {path} -Context 1", 400) == (
        f"\n  {path}:1:one\n> {path}:2:two\n  {path}:3:three\n\n"
    )
    monkeypatch.chdir(tmp_path)
    assert shown("Select-String four a.txt", 400) == "\na.txt:4:four\n\n"
