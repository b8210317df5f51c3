"""Imports: what a file is, all files or none, and names that are file names."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.errors import HelpFileError
from pscompat.workshop.document import CommandHelp
from pscompat.workshop.importer import (
    FORMATS,
    Output,
    Titles,
    form_of,
    read_sources,
    render,
    write_outputs,
)

from .pages import V1

MAML = '<helpItems schema="maml"><command><details><name>Get-Box</name></details></command></helpItems>'


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_form_into_every_form(tmp_path: Path) -> None:
    page = write(tmp_path, "Get-Crate.md", V1)
    for form in FORMATS:
        documents = [source.document for source in read_sources([page])]
        (path,) = write_outputs(render(documents, form), str(tmp_path / form))
        assert Path(path).stat().st_size > 500
    again = read_sources([str(tmp_path / "yaml" / "Get-Crate.yaml"), str(tmp_path / "maml" / "Acme.Yard-Help.xml")])
    assert [source.document.title for source in again] == ["Get-Crate", "Get-Crate"]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.MD", "", "markdown"),
        ("a.yml", "", "yaml"),
        ("a.maml", "", "maml"),
        ("a.txt", "\ufeff <?xml", "maml"),
        ("a", "---\ntitle: x", "markdown"),
        ("a", "title: x", "yaml"),
    ],
)
def test_the_form_of_a_file(tmp_path: Path, name: str, text: str, form: str) -> None:
    assert form_of(write(tmp_path, name, text)) == form


def test_an_import_that_fails_half_way_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "out"
    (target / "Get-B.yaml").mkdir(parents=True)
    outputs = [Output("Get-A.yaml", "a"), Output("Get-B.yaml", "b"), Output("Get-C.yaml", "c")]
    (target / "Get-A.yaml").write_text("before")
    (target / "Get-B.yaml" / "x").write_text("x")
    with pytest.raises(HelpFileError, match="exists"):
        write_outputs(outputs, str(target))
    # A folder cannot be replaced by a file: the rename fails after the first file was put in place.
    before = sorted(path.name for path in target.rglob("*"))
    (target / "Get-B.yaml" / "x").unlink()
    write_outputs(outputs[:1], str(target), force=True)
    assert (target / "Get-A.yaml").read_text() == "a"
    assert sorted(path.name for path in target.rglob("*")) == [name for name in before if name != "x"]


def test_files_that_were_replaced_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    (tmp_path / "Get-A.yaml").write_text("before")
    real = os.replace

    def replace(source: str, target: str) -> None:
        if target.endswith("Get-B.yaml"):
            raise OSError(28, "No space left on device", target)
        real(source, target)

    monkeypatch.setattr("os.replace", replace)
    with pytest.raises(HelpFileError, match="No space left"):
        write_outputs([Output("Get-A.yaml", "a"), Output("Get-B.yaml", "b")], str(tmp_path), force=True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("Get-A.yaml", "before")]


def test_nothing_is_read_half(tmp_path: Path) -> None:
    good, bad = write(tmp_path, "Get-Crate.md", V1), write(tmp_path, "bad.md", "no page")
    with pytest.raises(HelpFileError, match=r"bad\.md"):
        read_sources([good, bad])
    with pytest.raises(HelpFileError, match="cannot be read"):
        read_sources([str(tmp_path / "none.md")])


@pytest.mark.parametrize("title", ["../x", "a/b", "C:x", "", ".x", "x\n", "a" * 300, "con*"])
def test_names_that_are_no_file_names(title: str) -> None:
    with pytest.raises(HelpFileError, match="no name for a file"):
        render([CommandHelp(title)], "yaml")
    with pytest.raises(HelpFileError, match="no name for a file"):
        render([CommandHelp("Get-It", {"external help file": title or "../x"})], "maml")


def test_two_pages_of_one_title(tmp_path: Path) -> None:
    first = write(tmp_path, "Get-Crate.md", V1)
    second = write(tmp_path, "Get-Box.md", V1)
    titles = Titles([second, first])
    sources = read_sources([second, first])
    for source in sources:
        titles.settle(source)
    assert [source.document.title for source in sources] == ["Get-Box", "Get-Crate"]
    assert sources[0].gaps[-1].key == "title"
    with pytest.raises(HelpFileError, match="defines Get-Crate like"):
        titles.settle(read_sources([first])[0])


def test_maml_holds_all_commands_of_its_file() -> None:
    documents = [CommandHelp(f"Get-{name}", {"external help file": "A-Help.xml"}) for name in ("A", "B")]
    documents.append(CommandHelp("Get-C", {"Module Name": "C"}))
    outputs = render(documents, "maml")
    assert [output.name for output in outputs] == ["A-Help.xml", "C-Help.xml"]
    assert outputs[0].text.count("<command:command>") == 2


@pytest.mark.parametrize(
    ("types", "position", "binds"),
    [("String", "Named", "false"), ("String", "0", None), ("SwitchParameter", "Named", None)],
)
def test_a_page_without_positions_binds_by_name_only(
    tmp_path: Path, types: str, position: str, binds: str | None
) -> None:
    block = f"### -A\nIt.\n\n```yaml\nType: {types}\nRequired: False\nPosition: {position}\n```\n"
    page = tmp_path / "Get-It.md"
    page.write_text(f"# Get-It\n\n## SYNTAX\n\n## PARAMETERS\n\n{block}\n## INPUTS\n", encoding="utf-8")
    (source,) = read_sources([str(page)])
    assert source.document.extra.get("positionalBinding") == binds
