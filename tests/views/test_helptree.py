"""Our help files as help trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.helpfile.definition import read_definition
from pscompat.helpfile.module import Module
from pscompat.views.help.sources import HelpSource, ModuleHelp
from pscompat.views.help.tree import example_title, help_tree, is_absolute, short_type, text_items, without_links

from .asking import get_help

FILE = """\
metadata:
  HelpUri: https://example.test/get-crate
title: Get-Crate
synopsis: Gets crates.
description: |-
  Reads [the yard](https://example.test/yard).

  - first
  - second

  **Term**: Its meaning.
examples:
- title: 'Example 1: one'
  description: |-
    Before.

    ```powershell
    Get-Crate 1
    ```

    After.
parameters:
- name: Id
  type: System.Collections.Generic.List`1[System.String]
  description: The ids.
  aliases: [CrateId]
  acceptedValues: [a, b]
  parameterSets:
  - {name: Get, position: '0', isRequired: true, valueFromPipeline: true}
  - {name: List, position: Named}
- name: Secret
  type: System.String
  dontShow: true
  parameterSets:
  - {name: (All), position: Named}
- name: Force
  type: System.Management.Automation.SwitchParameter
  description: ''
  defaultValue: 'False'
  parameterSets:
  - {name: List, position: Named}
outputs:
- name: Acme.Crate
  description: ''
notes: ''
links:
- text: Set-Crate
  href: Set-Crate.md
- text: Yard
  href: https://example.test/yard
pscompat:
  defaultParameterSet: Get
  supportsShouldProcess: true
"""


def source(text: str = FILE) -> HelpSource:
    definition = read_definition(text, "Get-Crate.yaml")
    tree = help_tree(definition.document, definition.command)
    trees = {} if tree is None else {"Get-Crate": tree}
    return HelpSource("Acme", [definition.command], trees)


def test_the_views_of_a_help_file() -> None:
    text = get_help("Get-Crate", view="full", sources=[source()])
    assert (
        text[: text.index("    <Common")].replace(" \n", "·\n")
        == """
NAME
    Get-Crate
   ·
SYNOPSIS
    Gets crates.
   ·
   ·
SYNTAX
    Get-Crate [-Id] {a | b} [-WhatIf] [-Confirm] [<CommonParameters>]
   ·
    Get-Crate [-Id {a | b}] [-Force] [-WhatIf] [-Confirm] [<CommonParameters>]
   ·
   ·
DESCRIPTION
    Reads the yard (https://example.test/yard).
    * first
    * second
    Term
        Its meaning.
   ·

PARAMETERS
    -Confirm [<SwitchParameter>]
        Prompts you for confirmation before running the cmdlet.
       ·
        Required?                    false
        Position?                    named
        Default value                None
        Accept pipeline input?       False
        Aliases                      cf
        Accept wildcard characters?  false
       ·
    -Force [<SwitchParameter>]
        ·
        Required?                    false
        Position?                    named
        Default value                False
        Accept pipeline input?       False
        Aliases                      none
        Accept wildcard characters?  false
       ·
    -Id <List`1[String]>
        The ids.
       ·
        a
       ·
        b
       ·
        Required?                    true
        Position?                    0
        Default value                None
        Accept pipeline input?       True (ByValue)
        Aliases                      CrateId
        Accept wildcard characters?  false
       ·
    -WhatIf [<SwitchParameter>]
        Runs the command in a mode that only reports what would happen without performing the actions.
       ·
        Required?                    false
        Position?                    named
        Default value                None
        Accept pipeline input?       False
        Aliases                      wi
        Accept wildcard characters?  false
       ·
"""
    )
    assert text.endswith("""\
    ------------------------ Example 1: one ------------------------
    \n    Get-Crate 1
    \n    Before.
    \n    After.
    \nRELATED LINKS
    Online Version: https://example.test/get-crate
    Set-Crate \n    Yard https://example.test/yard


""")


def test_a_file_without_text_gets_automatic_help() -> None:
    text = get_help("Get-Crate", sources=[source("title: Get-Crate\nparameters: []\nsynopsis: ''\n")])
    assert "SYNTAX\n    Get-Crate [<CommonParameters>]\n" in text
    assert "SYNOPSIS" not in text


def test_the_order_of_sets_is_that_of_the_syntaxes() -> None:
    syntaxes = "syntaxes:\n- {parameterSetName: Other}\n- {parameterSetName: List}\n- {parameterSetName: Get}\n"
    text = get_help("Get-Crate", sources=[source(FILE.replace("  defaultParameterSet: Get\n", "") + syntaxes)])
    assert text.index("[-Force]") < text.index("[-Id]")


def test_a_module_on_disk_keeps_its_trees_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSCOMPAT_CACHE", str(tmp_path / "cache"))
    help_folder = tmp_path / "Acme" / "help"
    help_folder.mkdir(parents=True)
    (help_folder / "module.yaml").write_text("name: Acme\nversion: '1.0'\n")
    (help_folder / "Get-Crate.yaml").write_text(FILE)
    (help_folder / "en-US").mkdir()
    (help_folder / "en-US" / "about_Crates.help.txt").write_text("TOPIC\r\n    about_Crates\r\n")
    first = ModuleHelp(Module(str(tmp_path / "Acme")))
    tree = first.tree("Get-Crate")
    assert first.module.cached("get-crate").read("help") == tree
    assert first.module.cached("get-crate").read("command") is not None
    again = ModuleHelp(Module(str(tmp_path / "Acme")))
    assert get_help("get-crate", sources=[again]) == get_help("Get-Crate", sources=[source()])
    assert get_help("about_crates", sources=[again]) == "TOPIC\n    about_Crates\n\n"
    (help_folder / "Get-Crate.yaml").write_text(FILE.replace("Gets crates.", "Gets other crates."))
    assert "Gets other crates." in get_help("get-crate", sources=[again])


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[a](https://b)", "a (https://b)"),
        ("![alt](pic.png) x", "alt (pic.png) x"),
        ("[https://b](https://b)", "https://b"),
        ("[a] (b)", "[a] (b)"),
        ("[a](b c) [d](e)", "[a](b c) d (e)"),
        ("](", "]("),
        ("a](b) [c](", "a](b) [c]("),
    ],
)
def test_links_in_texts_are_flattened(markdown: str, expected: str) -> None:
    assert without_links(markdown) == expected


def test_blank_lines_part_paragraphs_but_not_the_last_one() -> None:
    assert text_items("one\n\n```\ncode\n```\n\ntwo\n\n1. x") == [
        ("para", "one\n"),
        ("para", "code\n"),
        ("para", "two"),
        ("item", "01. ", "x"),
    ]
    assert text_items(" \n") == []


def test_names_titles_and_addresses() -> None:
    assert short_type("System.Nullable`1[System.Int32]") == "Nullable`1[Int32]"
    assert short_type("System.Collections.Generic.Dictionary`2[System.String,A.B[]]") == "Dictionary`2[String,B[]]"
    assert example_title("x" * 61) == "x" * 61
    assert example_title("Example 1") == "-" * 26 + " Example 1 " + "-" * 26
    assert is_absolute("https://a")
    assert not is_absolute("Get-X.md")
    assert not is_absolute("C:x")
