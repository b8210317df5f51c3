"""What a module says of its object types holds in its own sessions, whatever other modules are loaded."""

from __future__ import annotations

from pathlib import Path

import pscompat
from pscompat.handlers import PSCustomObject

from ..cli.processes import run
from .modules import folder

HANDLER = "def process(call):\n    yield call.values.Name\n    yield call.values.Name + '!'\n"
PARAMETER = "- {name: Name, type: System.String, parameterSets: [{name: (All), position: '0'}]}"


def module(parent: Path, name: str, member: str) -> Path:
    """A module that says which member of a crate is its text."""
    made = folder(parent, HANDLER, name)
    path = made / "help" / "module.yaml"
    path.write_text(path.read_text() + f"types:\n  objects:\n    Shop.Crate: {{object: crate, text: {member}}}\n")
    path = made / "help" / "Test-It.yaml"
    path.write_text(path.read_text().replace("parameters: []", f"parameters:\n{PARAMETER}"))
    return made


def test_each_session_has_its_own_text_members(tmp_path: Path) -> None:
    crate = PSCustomObject({"id": "7", "label": "box"})
    crate.type_names = ("Shop.Crate",)
    one, two = (pscompat.load(module(tmp_path, *each)) for each in (("One", "id"), ("Two", "label")))
    with one, two:
        assert one.bind("Test-It", crate).values == {"Name": "7"}
        assert two.bind("Test-It", crate).values == {"Name": "box"}
        # Taken in turns, each goes on with its own.
        first, second = one.stream("Test-It", Name=crate), two.stream("Test-It", Name=crate)
        assert [next(first), next(second), next(first), next(second)] == ["7", "box", "7!", "box!"]


def test_two_modules_that_declare_one_type_otherwise_are_an_error(tmp_path: Path) -> None:
    one, two = module(tmp_path, "One", "id"), module(tmp_path, "Two", "label")
    more = {"PSCOMPAT_MODULE_PATH": str(tmp_path)}
    found = run("help", "check", str(two), more=more)
    assert found.code == 1
    assert f"types: Shop.Crate: the module One ({one}) declares it otherwise" in found.out
    path = two / "help" / "module.yaml"
    path.write_text(path.read_text().replace("label", "id"))
    assert run("help", "check", str(two), more=more).code == 0
