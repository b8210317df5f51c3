"""Which module a name means: never the code of a folder that happens to lie here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import pscompat

from ..cli.processes import run
from .modules import folder

EVIL = "def process(call):\n    return ['the code of the folder']\n"
OWN = "def process(call):\n    return ['the module of that name']\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with modules in it: two with the names of others, which are installed, and one that is not."""
    lying = tmp_path / "here"
    for name in ("PSOpenAI", "Shop", "Yard"):
        folder(lying, EVIL, name)
    installed = tmp_path / "installed"
    folder(installed, OWN, "Shop")
    monkeypatch.setenv("PSCOMPAT_MODULE_PATH", str(installed))
    monkeypatch.chdir(lying)
    return lying


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Shop", "the module of that name"),
        ("shop", "the module of that name"),
        ("./Shop", "the code of the folder"),
        ("Shop/", "the code of the folder"),
        (os.path.join("..", "here", "Shop"), "the code of the folder"),
        (Path("Shop"), "the code of the folder"),
        ("./Yard", "the code of the folder"),
    ],
)
def test_a_name_without_a_separator_is_only_ever_a_name(here: Path, name: str | Path, written: str) -> None:
    with pscompat.load(name) as module:
        assert module.invoke("Test-It") == [written]


def test_the_shipped_module_is_not_replaced(here: Path) -> None:
    with pscompat.load("PSOpenAI") as module:
        assert "Get-ThreadRun" in module.commands()
        found = module.session.find("Test-It")
        assert found is not None
        assert found[0].name == "Shop"


def test_the_hint_names_the_folder(here: Path) -> None:
    with pytest.raises(pscompat.HelpFileError, match="there is no module of that name in") as missing:
        pscompat.load("Yard")
    assert missing.value.hint.endswith(f"the path of its folder: {os.path.join('.', 'Yard')} is one.")
    with pytest.raises(pscompat.HelpFileError):
        pscompat.load(".")


def test_a_folder_itself(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "Yard")
    assert pscompat.load(".").name == "Yard"


@pytest.mark.parametrize(
    ("module", "written", "noted"),
    [
        ("Shop", "the module of that name", True),
        ("./Shop", "the code of the folder", False),
        ("Yard", "the code of the folder", False),
        ("Nowhere", "", False),
    ],
)
def test_of_module_and_folder_the_installed_one_counts(here: Path, module: str, written: str, noted: bool) -> None:
    installed = here.parent / "installed"
    done = run("--module", module, "Test-It", cwd=here, more={"PSCOMPAT_MODULE_PATH": str(installed)})
    note = (
        f"WARNING: 'Shop' is the module in {installed}/Shop; the one in the folder of that name here is ./Shop.\n"
        if noted
        else ""
    )
    if written:
        assert done.all == (0, f"{written}\n", note)
    else:
        assert (done.code, done.out) == (2, "")
        assert "there is no module of that name" in done.err


def test_a_folder_that_is_the_installed_module_needs_no_note(here: Path) -> None:
    done = run("--module", "Shop", "Test-It", cwd=here, more={"PSCOMPAT_MODULE_PATH": str(here)})
    assert done.all == (0, "the code of the folder\n", "")


def test_help_export_goes_by_the_same_rule(here: Path) -> None:
    more = {"PSCOMPAT_MODULE_PATH": str(here.parent / "installed")}
    noted = run("help", "export", "Test-It", "--module", "Shop", "-o", "out", cwd=here, more=more)
    assert noted.code == 0
    assert noted.err.startswith(f"WARNING: 'Shop' is the module in {here.parent}")
    assert run("help", "export", "Test-It", "--module", "./Shop", cwd=here, more=more).err == ""
