"""Get-Content, Set-Content, Out-File and Tee-Object."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from pscompat.errors import NotRunError

from .running import Ran, bag, run


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_lines_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"a\r\nb\rc\n\nd")
    assert run("Get-Content x.txt") == ["a", "b", "c", "", "d"]
    assert run("Get-Content x.txt -TotalCount 2") == ["a", "b"]
    assert run("Get-Content x.txt -TotalCount 0") == []
    assert run("Get-Content x.txt -Tail 2") == ["", "d"]
    assert run("Get-Content x.txt -ReadCount 3") == [["a", "b", "c"], ["", "d"]]
    assert run("Get-Content x.txt -ReadCount 0") == [["a", "b", "c", "", "d"]]
    assert run("Get-Content x.txt -Raw") == ["a\r\nb\rc\n\nd"]
    assert Ran("Get-Content x.txt -Tail 1 -TotalCount 1").errors == [
        "TailAndHeadCannotCoexist,Microsoft.PowerShell.Commands.GetContentCommand"
    ]


@pytest.mark.parametrize("option", ["TotalCount", "Tail"])
def test_counts_are_not_negative_and_nothing_is_opened_for_none(option: str) -> None:
    assert run("Get-Content no.txt -TotalCount 0") == []
    assert Ran(f"Get-Content no.txt -{option} -1").errors == [
        "ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetContentCommand"
    ]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path: Path, codec: str) -> None:
    text = "é\nß" if codec != "utf-16-be" else "\ufeffé\nß"
    (tmp_path / "x.txt").write_bytes(text.encode(codec))
    assert run("Get-Content x.txt") == ["é", "ß"]


def test_bad_bytes_and_encodings(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(b"a\xff\n")
    assert run("Get-Content x.txt") == ["a\ufffd"]
    assert run("Get-Content x.txt -Encoding ansi") == ["aÿ"]
    assert run("Get-Content x.txt -Encoding 1252") == ["aÿ"]
    assert Ran("Get-Content x.txt -Encoding nope").errors == [
        "ParameterArgumentTransformationError,Microsoft.PowerShell.Commands.GetContentCommand"
    ]


def test_paths(tmp_path: Path) -> None:
    for name in ("a1", "a2", "b", "[x]"):
        (tmp_path / name).write_text(name)
    assert run("Get-Content a*, b") == ["a1", "a2", "b"]
    assert run("Get-Content -LiteralPath '[x]'") == ["[x]"]
    assert Ran("Get-Content z*").errors == ["ItemNotFound,Microsoft.PowerShell.Commands.GetContentCommand"]
    assert run("Get-Content", [bag(Path="b")]) == ["b"]
    ran = Ran("Get-Content nope, b")
    assert ran.records == ["b"]
    assert ran.messages == [f"Cannot find path '{tmp_path}/nope' because it does not exist."]
    assert Ran("Get-Content .").messages[0].startswith("Unable to get content because it is a directory")


def test_lines_come_one_at_a_time(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    process = os.fork()
    if process == 0:
        with open(tmp_path / "pipe", "w") as stream:
            try:
                for number in count():
                    stream.write(f"{number}\n")
            except BrokenPipeError:
                os._exit(0)
    assert run("Get-Content pipe | Select-Object -First 2") == ["0", "1"]
    os.waitpid(process, 0)


def test_set_content(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("old")
    file.chmod(0o640)
    assert run("Set-Content x.txt", ["a", None, ["b", 1.5], bag(c=1)]) == []
    assert file.read_text() == "a\nb\n1.5\n@{c=1}\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert run("Set-Content x.txt -NoNewline -PassThru", ["a", "b"]) == ["a", "b"]
    assert file.read_text() == "ab"
    run("Set-Content x.txt -Value é -Encoding unicode")
    assert file.read_bytes() == "\ufeffé\n".encode("utf-16-le")
    assert os.listdir(tmp_path) == ["x.txt"]


def test_a_file_may_be_read_and_replaced_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("b\na\n")
    run("Get-Content x.txt | Sort-Object | Set-Content x.txt")
    assert (tmp_path / "x.txt").read_text() == "a\nb\n"


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert Ran("Set-Content folder -Value 1").messages == [
        f"Unable to write content because it is a directory: '{tmp_path}/folder'."
    ]
    assert Ran("Set-Content no/x -Value 1").messages == [f"Could not find a part of the path '{tmp_path}/no/x'."]
    assert Ran("Out-File no/x -InputObject 1").errors == [
        "FileOpenFailure,Microsoft.PowerShell.Commands.OutFileCommand"
    ]


def test_out_file(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    run("Out-File x.txt", ["text", 5, None])
    assert file.read_text() == "text\n5\n"
    run("Out-File x.txt -Append", ["more"])
    assert file.read_text() == "text\n5\nmore\n"
    run("Out-File x.txt", [bag(id="a", n=1), bag(id="bc", n=22)])
    assert file.read_text() == "\nid  n\n--  -\na   1\nbc 22\n\n"
    run("Format-List | Out-File x.txt -Width 8 -NoNewline", [bag(id="a longer")])
    assert file.read_text() == "id : a l     ong     er"
    ran = Ran("$input | Out-File x.txt -NoClobber", ["x"])
    assert ran.messages == ["File x.txt already exists and NoClobber was specified."]
    file.chmod(0o444)
    run("Out-File x.txt -Force", ["forced"])
    assert file.read_text() == "forced\n"


def test_tee_object(tmp_path: Path) -> None:
    assert run("Tee-Object x.txt | Select-Object -First 2", ["a", "b", "c"]) == ["a", "b"]
    assert (tmp_path / "x.txt").read_text() == "a\nb\n"
    ran = Ran("$input | Tee-Object -Variable kept | Out-Null; $kept", ["a", "b"])
    assert ran.records == ["a", "b"]
    assert Ran("'a' | Tee-Object -Variable kept | Out-Null; $kept").session.variables["kept"] == "a"


def test_a_pipeline_that_fails_leaves_no_other_files(tmp_path: Path) -> None:
    def records() -> Iterator[str]:
        yield "a"
        raise OSError("broken")

    with pytest.raises(OSError, match="broken"):
        run("Set-Content x.txt", records())
    assert os.listdir(tmp_path) == ["x.txt"]


def test_no_file_is_written_when_a_command_before_cannot_begin(tmp_path: Path) -> None:
    ran = Ran("1 | Select-Object 1 | Set-Content x.txt")
    assert ran.errors == ["DictionaryKeyUnknownType,Microsoft.PowerShell.Commands.SelectObjectCommand"]
    assert list(tmp_path.iterdir()) == []


def test_a_path_from_the_pipeline_comes_too_late() -> None:
    ran = Ran("[pscustomobject]@{LiteralPath = 'x.txt'} | Out-File")
    assert ran.errors == ["ArgumentNull,Microsoft.PowerShell.Commands.OutFileCommand"]


@pytest.mark.parametrize("name", ["bad", "`0", "base64", "99999"])
def test_an_encoding_that_is_none(name: str) -> None:
    for line in (f'"a" | Set-Content x.txt -Encoding "{name}"', f'"a" | Out-File x.txt -Encoding "{name}"'):
        assert Ran(line).errors[0].startswith("ParameterArgumentTransformationError,")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("default", "é\n".encode()),
        ("Default", "é\n".encode()),
        ("String", "\ufeffé\n".encode("utf-16-le")),
        ("unknown", "\ufeffé\n".encode("utf-16-le")),
    ],
)
@pytest.mark.parametrize("command", ["Set-Content x.txt", "Out-File x.txt", "Tee-Object x.txt"])
def test_encodings_that_powershell_knows_by_other_names(
    tmp_path: Path, command: str, name: str, written: bytes
) -> None:
    run(f"'é' | {command} -Encoding {name}")
    assert (tmp_path / "x.txt").read_bytes() == written
    assert run(f"Get-Content x.txt -Encoding {name}") == ["é"]
    (tmp_path / "x.txt").write_bytes(written.removeprefix(b"\xff\xfe"))
    assert run(f"Get-Content x.txt -Encoding {name}") == ["é"]


WRITES = {
    "Set-Content x.txt": ("Set Content", "Path: {folder}/x.txt", []),
    "Set-Content -LiteralPath x.txt -PassThru": ("Set Content", "Path: {folder}/x.txt", []),
    "Set-Content x.txt, y.txt": ("Set Content", "Path: {folder}/x.txt|Path: {folder}/y.txt", []),
    "Out-File x.txt": ("Output to File", "x.txt", []),
    "Out-File -LiteralPath ./x.txt -Append -Force": ("Output to File", "./x.txt", []),
    "Tee-Object x.txt": ("Output to File", "x.txt", ["a", "b"]),
}


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("command", WRITES)
def test_what_if_writes_nothing(tmp_path: Path, command: str, there: bool) -> None:
    action, targets, passed = WRITES[command]
    told = [
        f'What if: Performing the operation "{action}" on target "{target.format(folder=tmp_path)}".'
        for target in targets.split("|")
    ]
    if there:
        (tmp_path / "x.txt").write_text("old")
        (tmp_path / "x.txt").chmod(0o400)
    lines = [f"$WhatIfPreference = $true; 'a', 'b' | {command}"]
    lines += [] if command.startswith("Tee") else [f"'a', 'b' | {command} -WhatIf", f"'a', 'b' | {command} -wi"]
    for line in lines:
        ran = Ran(line)
        assert (ran.records, ran.errors, ran.told) == (passed, [], told)
        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == ([("x.txt", "old")] if there else [])
        if there:
            assert (tmp_path / "x.txt").stat().st_mode & 0o777 == 0o400


def test_what_if_says_no_to_the_variable(tmp_path: Path) -> None:
    ran = Ran("$WhatIfPreference = $true; 'a' | Set-Content x.txt -WhatIf:$false; 'a' | Tee-Object -Variable v; $v")
    assert (ran.records, ran.told, (tmp_path / "x.txt").read_text()) == (["a", "a"], [], "a\n")


def test_confirm_asks_before_a_file_is_written(tmp_path: Path) -> None:
    for command, name in (("Set-Content x.txt", "SetContentCommand"), ("Out-File x.txt", "OutFileCommand")):
        ran = Ran(f"'a' | {command} -Confirm")
        assert ran.errors == [f"PSInvalidOperation,Microsoft.PowerShell.Commands.{name}"]
    assert list(tmp_path.iterdir()) == []


def test_drives_without_files_make_no_files(tmp_path: Path) -> None:
    opening = "ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands."
    lines = {"1 | Out-File env:x": "Environment", "1 > Function:x": "Function", "1 | Tee-Object alias:x": "Alias"}
    for line, provider in lines.items():
        ran = Ran(line)
        assert [error.startswith(opening) for error in ran.errors] == [True]
        assert f"(Microsoft.PowerShell.Core\\{provider})" in ran.messages[0]
    for line in ("Get-Content ENV:HOME", "1 | Set-Content env:x", "Test-Path env:HOME", "Set-Location env:"):
        with pytest.raises(NotRunError, match="Drives without files"):
            run(line)
    assert not list(tmp_path.iterdir())
    assert run("1 > ./env:x; Get-Content ./env:x") == ["1"]
