"""Manual pages, as man and mandoc see them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pscompat.workshop.document import CommandHelp, Example, HelpParameter, Link, SetEntry
from pscompat.workshop.formats.man_writer import write_man
from pscompat.workshop.formats.markdown_reader import read_markdown
from pscompat.workshop.formats.syntax_derivation import derive_syntaxes

from .pages import V1
from .strategies import any_text, documents


def page() -> str:
    return write_man(read_markdown(V1, "Get-Crate.md").help)


def test_sections_in_order() -> None:
    headings = [line[4:] for line in page().split("\n") if line.startswith(".SH ")]
    assert headings == [
        *("NAME", "SYNOPSIS", "DESCRIPTION", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "EXAMPLES", "SEE ALSO")
    ]


def test_names_and_code_can_be_copied() -> None:
    assert "\\fBGet\\-Crate\\fR [\\-Id]\\ <Int32[]> [\\-Color\\ <String>]" in page()
    assert "PS C:\\e> Get\\-Crate 7\n" in page()


def test_hidden_parameters_are_left_out() -> None:
    document = CommandHelp("Get-It", {})
    document.parameters = [
        HelpParameter("Shown", "System.String"),
        HelpParameter("Hid", "System.String", dont_show=True),
    ]
    document.syntaxes = derive_syntaxes(document)
    text = write_man(document)
    assert "Shown" in text
    assert "Hid" not in text


@pytest.mark.parametrize("width", ["60", "100"])
@pytest.mark.skipif(shutil.which("man") is None, reason="man is not installed")
def test_man_has_no_warnings(tmp_path: Path, width: str) -> None:
    document = read_markdown(V1, "Get-Crate.md").help
    document.description = (
        ".TH at a line's start\n'and a quote, a \\ and a very long address "
        "https://example.test/a/very/long/path/that/does/not/break?with=query&and=more#fragment-of-the-page\n\n"
        "- **bold** and `code` and *emphasis*\n- [text](https://example.test/)\n\n1. one\n\n**Term**: text\n\n"
        "```powershell\n.dot\n'quote\n\\n\n```\n\n日本語の説明文がここに入ります。二つ目の文です。二つ目の文です。"
    )
    document.examples.append(Example("", ""))
    document.links.append(Link("", ""))
    document.parameters.append(HelpParameter("Bare", None, sets=[SetEntry("A", None)]))
    file = tmp_path / "Get-Crate.1"
    file.write_text(write_man(document), encoding="utf-8")
    environment = {"LC_ALL": "C.UTF-8", "MANWIDTH": width, "PATH": "/usr/bin:/bin", "MANPAGER": "cat"}
    done = subprocess.run(
        ["man", "-l", "--warnings=all", str(file)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    assert ".dot" in done.stdout
    assert "\\n" in done.stdout


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_has_no_warnings(tmp_path: Path) -> None:
    document = read_markdown(V1, "Get-Crate.md").help
    document.metadata["ms.date"] = "01/31/2026"
    file = tmp_path / "Get-Crate.1"
    file.write_text(write_man(document), encoding="utf-8")
    done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", str(file)], capture_output=True, text=True, timeout=60)
    assert done.stdout == ""


@given(documents(any_text))
@settings(max_examples=20, suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large))
def test_no_text_becomes_a_request(document: CommandHelp) -> None:
    allowed = (".TH", ".SH", ".SS", ".PP", ".TP", ".IP", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad", ".br")
    for line in write_man(document).split("\n"):
        assert not line.startswith("'")
        assert not line.startswith(".") or line[:3] in allowed
