"""Topics in Markdown: how they are shown, and where Get-Help finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.helpfile.module import Module
from pscompat.views.help.about import topic_text
from pscompat.views.help.lookup import HelpError
from pscompat.views.help.sources import ModuleHelp

from ..cli import processes
from .asking import get_help

LONG = "crate " * 14
TOPIC = """\
---
title: about_Crates
---
# about_Crates

## Short description

Why **crates**.

## Long description
Each crate has an id.
"""


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# about_X\n\n## Short description\n\nWhy.\n", "TOPIC\n    about_X\n\nSHORT DESCRIPTION\n    Why.\n"),
        ("---\ntitle: X\n---\nText\n", "    Text\n"),
        ("one\ntwo\n\nthree", "    one two\n\n    three\n"),
        (LONG, f"    {LONG[:72].rstrip()}\n    crate crate\n"),
        ("### A part\n\ntext", "  A part\n    text\n"),
        ("- one\n- two\n  more\n\n- three", "    - one\n    - two more\n\n    - three\n"),
        ("- one\n  - inner\n", "    - one\n      - inner\n"),
        ("10. ten", "    10. ten\n"),
        ("-x is no item, nor is *this*", "    -x is no item, nor is *this*\n"),
        ("```sh\n$ a   b\n\n# c\n```\ntext", "      $ a   b\n\n      # c\n\n    text\n"),
        ("~~~\n```\n~~~", "      ```\n"),
        ("    code  here\n      deeper", "      code  here\n        deeper\n"),
        ("**bold**, `**code**` and \\*stars\\*", "    bold, `**code**` and *stars*\n"),
        ("``a `b` ``, an odd ` one", "    ``a `b` ``, an odd ` one\n"),
        ("[about_Y](about_Y.md), [it](https://a.b), [up](#up)", "    about_Y, it (https://a.b), up\n"),
        ("[https://a.b](https://a.b) [no] (link) a[0]", "    https://a.b [no] (link) a[0]\n"),
        ("| | |\n|---|---|\n| `-o` | short |\n| `--all` | a \\| b |", "    `-o`     short\n    `--all`  a | b\n"),
        ("| a | b |\n|---|---|\n| long one | x |\n", "    a         b\n    -         -\n    long one  x\n"),
        (f"| | |\n|---|---|\n| {'n' * 30} | {'x' * 44} |", f"    {'n' * 30}  {'x' * 44}\n"),
        (f"| | |\n|---|---|\n| {'n' * 30} | {'x' * 45} |", f"    {'n' * 30}\n        {'x' * 45}\n"),
        (f"| | |\n|---|---|\n| name | {LONG}|", f"    name\n        {LONG[:72].rstrip()}\n        crate crate\n"),
        (
            f"| name | what | why |\n|---|---|---|\n| x | {LONG}| y |\n",
            f"    x\n        what: {LONG[:66].rstrip()}\n        crate crate crate\n        why: y\n",
        ),
        ("", "\n"),
    ],
)
def test_markdown_as_text(markdown: str, text: str) -> None:
    assert topic_text(markdown) == text


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module's help folder, with a topic and no command whose file can be read."""
    folder = tmp_path / "Acme" / "help"
    (folder / "en-US").mkdir(parents=True)
    (folder / "module.yaml").write_text("name: Acme\nversion: '1.0'\n")
    (folder / "Get-Crate.yaml").write_text("no: [help\n")
    (folder / "about_Crates.md").write_text(TOPIC.replace("\n", "\r\n"))
    return folder


def ask(folder: Path, name: str) -> str:
    return get_help(name, sources=[ModuleHelp(Module(str(folder.parent)))])


def test_a_topic_is_found_by_name_pattern_and_text(module: Path) -> None:
    shown = (
        "TOPIC\n    about_Crates\n\nSHORT DESCRIPTION\n    Why crates.\n\nLONG DESCRIPTION\n    Each crate has an id.\n"
    )
    assert ask(module, "about_crates") == ask(module, "about_c*") == ask(module, "has an id") == shown + "\n"


def test_no_command_is_read_for_a_topic(module: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSCOMPAT_CACHE", str(tmp_path / "cache"))
    ask(module, "about_crates")
    (made,) = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert made.name.startswith("module-")


def test_lists_show_the_short_description(module: Path) -> None:
    (module / "about_Boxes.md").write_text(TOPIC.replace("Crates", "Boxes").replace("crates", "boxes"))
    rows = [line.split() for line in ask(module, "about_*").splitlines()]
    assert ["about_Boxes", "HelpFile", "Why", "boxes."] in rows
    assert ["about_Crates", "HelpFile", "Why", "crates."] in rows


@pytest.mark.parametrize("other", ["about_Crates.help.txt", "en-US/about_Crates.md"])
def test_a_text_and_the_language_come_first(module: Path, other: str) -> None:
    (module / other).write_text("## Other\n" if other.endswith(".md") else "OTHER\n")
    assert ask(module, "about_Crates") == "OTHER\n\n"


@pytest.mark.parametrize("file", ["Get-Crate.md", "README.md", "about_Lids.txt", "about_Lids.yaml"])
def test_other_files_are_no_topics(module: Path, file: str) -> None:
    (module / file).write_text("# x\n")
    assert list(ModuleHelp(Module(str(module.parent))).text_topics()) == ["about_Crates"]


def test_a_wrong_name_names_the_nearest_topic(module: Path) -> None:
    with pytest.raises(HelpError) as caught:
        ask(module, "about_Crate_s")
    assert caught.value.hint == "Did you mean about_Crates?"


def test_on_the_command_line(module: Path) -> None:
    folder = str(module.parent)
    done = processes.run("--module", folder, "help", "about_crates")
    assert done.all == (0, ask(module, "about_crates"), "")
    done = processes.run("--module", folder, "-c", "Get-Help about_Crates | Out-Null; Get-Help about_Crates")
    assert (done.code, "Why crates." in done.out, done.err) == (0, True, "")
