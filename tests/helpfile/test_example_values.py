"""Lists of accepted values that the page's examples contradict or complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.helpfile.module import Module
from pscompat.workshop.formats.page_import import import_pages

from .odd_pages import block, page
from .test_page_import import bind, import_page

LISTED = block("Accepted values: Red, Green", kind="Yard.Color")
TOLD = "Its color. Valid values are:\n\n- Red\n- Green\n\n" + block(kind="Yard.Color")
WORDS = block("Accepted values: Red, Green")


def imported(folder: Path, parameter: str, example: str) -> Module:
    text = page("Get-It", ["Get-It [-Color <Color>]"], [("Color", parameter)], example=example)
    return import_page(folder, text)[0]


def members(module: Module) -> dict[str, int] | None:
    info = module.types["yard.color"].enum
    return None if info is None else info.members


@pytest.mark.parametrize(
    ("parameter", "example", "expected"),
    [
        (LISTED, "Get-It -Color red", {"Red": 0, "Green": 1}),
        (LISTED, "Get-It -Color $color", {"Red": 0, "Green": 1}),
        (LISTED, "Get-It -Color Blue", {"Red": 0, "Green": 1, "Blue": 2}),
        (LISTED, "Get-It -Color 'deep blue'", None),
        (LISTED, "Get-It -Color Red,Green", {"Red": 1, "Green": 2}),
        (LISTED, 'Get-It -Color @("Red", "Blue")', {"Red": 1, "Green": 2, "Blue": 4}),
        (TOLD, "Get-It -Color Red", {"Red": 0, "Green": 1}),
        (TOLD, "Get-It -Color Blue", None),
        (TOLD, "Get-It -Color @{Add='Red'}", None),
    ],
)
def test_examples_complete_an_enumeration_or_tell_that_there_is_none(
    tmp_path: Path, parameter: str, example: str, expected: dict[str, int] | None
) -> None:
    assert members(imported(tmp_path, parameter, example)) == expected


def test_pages_with_one_type_share_what_they_tell_of_it(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    pages = {
        "Get-A": ("Accepted values: Red, Green", ""),
        "Get-B": ("Accepted values: Green, Blue", ""),
        "Get-C": ("Type: Yard.Color", "Get-C -Color Grey"),
    }
    for name, (line, example) in pages.items():
        parameters = [("Color", block(line, kind="Yard.Color"))]
        (docs / f"{name}.md").write_text(page(name, [f"{name} [-Color <Color>]"], parameters, example=example))
    import_pages([str(docs)], str(tmp_path / "out"))
    assert members(Module(str(tmp_path / "out"))) == {"Red": 0, "Green": 1, "Blue": 2, "Grey": 3}


def test_a_type_that_an_example_shows_to_be_no_enumeration_stays_open(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, line, example in (("Get-A", "Accepted values: Red", ""), ("Get-B", "", "Get-B -Color 'a b'")):
        lines = [line] if line else []
        parameters = [("Color", block(*lines, kind="Yard.Color"))]
        (docs / f"{name}.md").write_text(page(name, [f"{name} [-Color <Color>]"], parameters, example=example))
    (docs / "Get-C.md").write_text((docs / "Get-A.md").read_text().replace("Get-A", "Get-C"))
    import_pages([str(docs)], str(tmp_path / "out"))
    module = Module(str(tmp_path / "out"))
    assert members(module) is None
    assert bind(module, "Get-C -Color anything")[1] == ["Color"]


@pytest.mark.parametrize(("example", "guessed"), [("Get-It -Color Red", True), ("Get-It -Color Blue", False)])
def test_values_are_all_only_if_no_example_gives_another(tmp_path: Path, example: str, guessed: bool) -> None:
    module = imported(tmp_path, WORDS, example)
    assert bool(module.command("Get-It").parameters[0].validations) is guessed
