"""Modules on disk: which are found, what their commands are, and what the cache may and may not do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pscompat.errors import CommandNotFoundError, HelpFileError
from pscompat.helpfile.cache import cache_folder
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_module, find_modules, search_path

COMMAND = "title: {0}\nsynopsis: About {0}.\nparameters:\n- {{name: Id, type: {1}}}\npscompat: {{aliases: [{2}]}}\n"


def write_module(folder: Path, name: str, version: str = "1") -> Path:
    help_folder = folder / "help"
    help_folder.mkdir(parents=True, exist_ok=True)
    (help_folder / "module.yaml").write_text(
        f"name: {name}\nversion: '{version}'\ntypes: {{enums: {{Kind: {{members: {{A: 0}}}}}}}}\n"
    )
    (help_folder / "Get-Crate.yaml").write_text(COMMAND.format("Get-Crate", "Kind", "gcr"))
    (help_folder / "Set-Crate.yaml").write_text(COMMAND.format("Set-Crate", "int", "scr"))
    (help_folder / "notes.txt").write_text("no command")
    return folder


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("PSCOMPAT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("PSCOMPAT_MODULE_PATH", raising=False)
    yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_module(tmp_path / "acme", "Acme")


def cache_files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file())


def test_commands_of_a_module(folder: Path) -> None:
    module = Module(str(folder))
    assert (module.name, module.version) == ("Acme", "1")
    assert module.command_names() == ["Get-Crate", "Set-Crate"]
    assert module.find("get-CRATE") == "Get-Crate"
    assert module.find("SCR") == "Set-Crate"
    assert module.find("Remove-Crate") is None
    assert module.command("get-crate").parameters[0].type == "Kind"
    assert module.types["kind"].full_name == "Kind"
    assert module.document("Set-Crate")["synopsis"] == "About Set-Crate."
    assert module.index()["Get-Crate"] == (("gcr",), "About Get-Crate.", "")
    for name in ("Remove-Crate", "../help/Get-Crate", "module", "notes", ""):
        with pytest.raises(CommandNotFoundError):
            module.command(name)


def test_one_bad_file_spoils_only_its_command(folder: Path) -> None:
    (folder / "help" / "Bad-Crate.yaml").write_text("parameters: 5")
    module = Module(str(folder))
    assert module.find("gcr") == "Get-Crate"
    assert list(module.index()) == ["Get-Crate", "Set-Crate"]
    with pytest.raises(HelpFileError, match=r"Bad-Crate.yaml:1: parameters: must be a list"):
        module.command("Bad-Crate")


def test_warm_and_cold_give_the_same(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = Module(str(folder))
    first = [cold.command("Get-Crate"), cold.document("Get-Crate"), cold.index(), cold.types["kind"].full_name]
    assert cache_files(tmp_path)
    monkeypatch.setitem(sys.modules, "yaml", None)
    warm = Module(str(folder))
    assert [
        warm.command("Get-Crate"),
        warm.document("Get-Crate"),
        warm.index(),
        warm.types["kind"].full_name,
    ] == first


def test_a_warm_command_needs_no_yaml(folder: Path) -> None:
    code = (
        "import sys; from pscompat.helpfile.module import Module;"
        f"m = Module({str(folder)!r}); m.command('Get-Crate'); m.find('scr'); m.document('Get-Crate');"
        "print([name for name in ('yaml', 're', 'typing', 'hashlib', 'json') if name in sys.modules])"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, env=_environment()
        )
        for _ in range(2)
    ]
    assert outputs[1].stdout == "[]\n", outputs[1].stderr


def _environment() -> dict[str, str]:
    root = Path(__file__).parents[2]
    yaml_folder = Path(sys.modules["yaml"].__file__ or "").parents[1]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(yaml_folder)])}


def test_changed_files_are_read_again(folder: Path) -> None:
    assert Module(str(folder)).command("Set-Crate").parameters[0].type == "int"
    path = folder / "help" / "Set-Crate.yaml"
    path.write_text(path.read_text().replace("int", "uri").replace("scr", "sc"))
    module = Module(str(folder))
    assert module.command("Set-Crate").parameters[0].type == "uri"
    assert (module.find("sc"), module.find("scr")) == ("Set-Crate", None)
    (folder / "help" / "module.yaml").write_text("name: Acme\n")
    with pytest.raises(HelpFileError, match="unknown type 'Kind'"):
        Module(str(folder)).command("Get-Crate")


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "folder", "foreign", "unreadable"])
def test_odd_caches_are_ignored(folder: Path, tmp_path: Path, damage: str) -> None:
    module = Module(str(folder))
    expected = [module.command("Get-Crate"), module.document("Get-Crate"), module.index()]
    for file in cache_files(tmp_path):
        data = bytearray(file.read_bytes())
        if damage == "cut":
            file.write_bytes(data[: len(data) // 2])
        elif damage == "flip":
            data[-3] ^= 0xFF
            file.write_bytes(data)
        elif damage == "empty":
            file.write_bytes(b"")
        elif damage == "foreign":
            file.write_bytes(b"something else entirely")
        else:
            file.unlink()
            if damage == "folder":
                file.mkdir()
            else:
                file.symlink_to(file.name)
    module = Module(str(folder))
    assert [module.command("Get-Crate"), module.document("Get-Crate"), module.index()] == expected


def test_a_cache_that_cannot_be_written_is_no_matter(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("PSCOMPAT_CACHE", str(tmp_path / "file" / "below"))
    assert Module(str(folder)).command("Get-Crate").name == "Get-Crate"
    monkeypatch.setenv("PSCOMPAT_CACHE", "off")
    assert cache_folder() is None
    assert Module(str(folder)).command("Get-Crate").name == "Get-Crate"
    assert not (tmp_path / "cache").exists()


def test_nothing_but_whole_files_is_left(folder: Path, tmp_path: Path) -> None:
    Module(str(folder)).index()
    assert not [file for file in cache_files(tmp_path) if file.suffix == f".{os.getpid()}"]


def test_modules_are_found_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_module(first / "a", "Acme", "1")
    write_module(second / "a", "acme", "2")
    write_module(second / "b", "Other", "3")
    write_module(tmp_path / "data" / "pscompat" / "modules" / "mine", "Mine", "4")
    monkeypatch.setenv("PSCOMPAT_MODULE_PATH", os.pathsep.join([str(first), "", str(tmp_path / "none"), str(second)]))
    assert search_path()[:3] == [str(first), str(tmp_path / "none"), str(second)]
    found = {module.name: module.version for module in find_modules()}
    assert list(found)[:3] == ["Acme", "Other", "Mine"]
    assert found["Acme"] == "1"
    assert "PSOpenAI" in found
    assert find_module("ACME").version == "1"
    # A listed folder may be a module itself.
    monkeypatch.setenv("PSCOMPAT_MODULE_PATH", str(second / "a"))
    assert find_module("acme").version == "2"


def test_a_module_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_module(tmp_path / "path" / "Good", "Good")
    write_module(tmp_path / "path" / "Bad", "Bad")
    (tmp_path / "path" / "Bad" / "help" / "module.yaml").write_text("nme: Bad\n")
    monkeypatch.setenv("PSCOMPAT_MODULE_PATH", str(tmp_path / "path"))
    problems: list[HelpFileError] = []
    assert "Good" in {module.name for module in find_modules(problems)}
    assert [problem.key for problem in problems] == ["nme"]
    with pytest.raises(HelpFileError, match="unknown key"):
        find_module("Bad")
    with pytest.raises(HelpFileError, match="no module of that name"):
        find_module("Missing")


def test_every_shipped_definition_loads() -> None:
    for module in find_modules():
        for name in module.command_names():
            assert module.command(name).name == name
            assert module.document(name)
