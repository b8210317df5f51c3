"""Data files and manifests: what is data, what a manifest may hold, what a module exports."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.texts import Char
from pscompat.errors import CommandError, NotRunError
from pscompat.workshop.manifests.data_file import read_data, read_data_file
from pscompat.workshop.manifests.exports import exported_aliases, exported_functions, missing_files
from pscompat.workshop.manifests.manifest import Manifest, manifest_of, read_manifest

VALUES: list[tuple[str, Any]] = [
    ("'a'", "a"),
    ('"a $true $(1,2)"', "a True 1 2"),
    ("@(1; 2, 3)", [1, 2, 3]),
    ("$(1)", [1]),
    ("@(@(1))", [1]),
    ("@(,1)", [1]),
    ("@('a', @{b = 1})", ["a", {"b": 1}]),
    ("$args", []),
    ("${variable:True}", True),
    ("-not (1, 2)", False),
    ("$false ? 1 : -2", -2),
    ("'abc'[0]", Char("a")),
    ("(1, 2)[5]", None),
    ("(5)[3]", None),
    ("[int]'5'", 5),
]
NOT_DATA = [
    *("$x", "$env:PATH", "1 + 1", "'a'.Length", "[string]1", "[version]'1.0'", "Get-Date", "a", "if (1) { 2 }"),
    "$null[0]",
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_what_is_data_has_a_value(text: str, value: Any) -> None:
    found = read_data(f"@{{ v = {text} }}", "t.psd1")["v"]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize("text", NOT_DATA)
def test_what_is_no_data_is_told_with_the_whole_table(text: str) -> None:
    with pytest.raises(CommandError) as caught:
        read_data(f"'x'; @{{ v = {text} }}", "t.psd1")
    assert caught.value.message.endswith(f"Dynamic expression: @{{ v = {text} }}.")


def test_the_first_table_outside_blocks_and_functions_counts() -> None:
    assert read_data("& { @{a=1} }; function f { @{a=2} }; Get-Date @{a=3}; @{a=4}", "t.psd1") == {"a": 3}
    with pytest.raises(CommandError) as caught:
        read_data("& { @{a=1} }", "t.psd1")
    assert caught.value.error_id.startswith("CouldNotParseAsPowerShellDataFileNoHashtableRoot,")


def test_a_table_has_a_largest_size() -> None:
    keys = "\n".join(f"k{number} = 1" for number in range(501))
    numbers = ",".join("1" * 4998)
    assert len(read_data(f"@{{ v = @({numbers[:-2]}) }}", "t.psd1")["v"]) == 4997
    for text in (keys, f"v = @({numbers})"):
        with pytest.raises(CommandError):
            read_data(f"@{{ {text} }}", "t.psd1")
        assert read_data(f"@{{ {text} }}", "t.psd1", limited=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_file_may_have_any_encoding_that_its_mark_tells(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "t.psd1"
    file.write_bytes("@{ a = 'Größe 😀' }".encode(encoding))
    assert read_data_file(str(file)) == {"a": "Größe 😀"}


def test_what_is_nested_too_deeply_is_an_error() -> None:
    for opening, closing in (("@(", ")"), ("@{v=", "}"), ("-", "")):
        with pytest.raises(CommandError):
            read_data(f"@{{ v = {opening * 10_000}1{closing * 10_000} }}", "t.psd1")


MARKS = ("@{", "}", "@(", ")", "$(", "=", ";", ",", "-", "{", "[0]", "\n")
PIECES = st.lists(st.sampled_from((*MARKS, "a", "'b'", "$x", "$true", "1", "[int]")), max_size=30)


@given(PIECES.map(" ".join) | st.text(max_size=40))
def test_no_text_is_more_than_an_error(text: str) -> None:
    for table in (text, f"@{{ v = {text} }}", f"@{{ ModuleVersion = '1.0'; Description = {text} }}"):
        with suppress(CommandError):
            read_data(table, "t.psd1")
        with suppress(CommandError, NotRunError):
            manifest_of(table, "t.psd1")


# Manifests


def written(folder: Path, keys: str, **files: str) -> Manifest:
    """A module M of these files, by their name without ending; its manifest has these keys beside the version."""
    for name, text in files.items():
        file = folder / (name.replace("__", "/") + (".psm1" if name in ("M", "N") else ".ps1"))
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    (folder / "M.psd1").write_text(f"@{{ ModuleVersion = '1.2'; {keys} }}")
    return read_manifest(str(folder / "M.psd1"))


REFUSED = {
    "{ 1 }": "Script block literals are",
    "'a'.Length": "Property references are",
    "'a'.Trim()": "Method calls are",
    "(1, 2)[0]": "Array references are",
    "1..3": "The '..' operator is",
    "'a' -f 1": "The '-f' operator is",
    "'a' -replace 'b'": "The '-ireplace' operator is",
    "[version]'1.0'": "The type version is",
    "Get-Date": "The command 'Get-Date' is",
    "$home": "A variable that cannot be referenced",
    "$(foreach ($x in 1) { $x })": "Foreach statements are",
    "$($x = 1)": "Assignment statements are",
    "$(return)": "Flow control statements such as",
    "$(function f {})": "Function declarations are",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_manifest_holds_restricted_language_only(text: str) -> None:
    with pytest.raises(CommandError) as caught:
        manifest_of(f"@{{\n ModuleVersion = '1.0'\n Description = {text}\n}}", "M.psd1")
    place, line, _, what = caught.value.message.split("\n")
    assert "that are not permitted: At M.psd1:3 char:" in place
    assert line == f"+  Description = {text}"
    assert what.startswith(REFUSED[text])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'a' + 'b'", "ab"),
        ("if ($PSEdition -eq 'Core') { 'core' } else { 'desk' }", "core"),
        ('"$PSCulture"', "en-US"),
        ("[string]5", "5"),
        ("[string[]]('a', 'b')", "a b"),
        ("'x', 'y' -contains 'x'", "True"),
    ],
)
def test_a_manifest_may_have_expressions(text: str, value: str) -> None:
    manifest = manifest_of(f"@((@{{ moduleversion = 1.5; Description = {text} }}))", "/x/M.psd1")
    assert (manifest.version, manifest.text("Description"), manifest.running) == ("1.5", value, [])


def test_what_only_running_would_tell_is_named() -> None:
    keys = "Description = $env:HOME; RootModule = Join-Path a b; Author = 'Ann'"
    manifest = manifest_of(f"$((@{{ ModuleVersion = '1.0'; {keys} }}))", "M.psd1")
    assert manifest.running == ["Description", "RootModule"]
    assert (manifest.text("Description"), manifest.root, manifest.text("Author")) == ("", "", "Ann")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1", "did not result in a valid manifest object"),
        ("@{}, @{}", "did not result in a valid manifest object"),
        ("@{ Author = 'Ann' }", "The member 'ModuleVersion' is not present"),
        ("@{ ModuleVersion = 'x' }", "The 'ModuleVersion' member is not valid"),
        ("param() @{ ModuleVersion = '1.0' }", "parameter statement is not allowed"),
        ("@{ ModuleVersion = [int]'x' }", "is not a valid PowerShell module manifest file"),
        ("@{ ModuleVersion = '1.0'; -'x' = 1 }", "is not a valid PowerShell module manifest file"),
    ],
)
def test_what_is_no_manifest_is_told(text: str, told: str) -> None:
    with pytest.raises(CommandError) as caught:
        manifest_of(text, "M.psd1")
    assert told in caught.value.message


def test_wrong_members_leave_the_module_there() -> None:
    manifest = manifest_of("@{ ModuleVersion = '1.0'; Nope = 1; GUID = 'x' }", "M.psd1")
    assert [error.error_id.partition(",")[0] for error in manifest.errors] == [
        "Modules_InvalidManifestMember",
        "Modules_InvalidManifest",
    ]
    assert manifest.guid == ""


SCRIPTS = {
    "M": "function Get-A {}; function global:Get-B {}; if (1) { function Get-C {} }\n. $PSScriptRoot\\sub\\D.ps1\n",
    "N": "filter Get-N {}; function get-a {}",
    "sub__D": 'function Get-D { function Get-In {} }; . "$PSScriptRoot\\..\\M.psm1"; . ./D.ps1; . $x; & ./E.ps1',
    "sub__E": "function Get-E {}",
}
EXPORTS = [
    ("RootModule = 'M'", ["Get-A", "Get-D"]),
    ("RootModule = 'M.psm1'; NestedModules = '.\\N.psm1'", ["get-a", "Get-D", "Get-N"]),
    ("NestedModules = @(@{ ModuleName = 'N'; ModuleVersion = '1.0' })", ["get-a", "Get-N"]),
    ("RootModule = 'M'; FunctionsToExport = 'Get-*'", ["Get-A", "Get-D"]),
    ("RootModule = 'M'; FunctionsToExport = 'Get-*', 'Set-Z', 'Get-A'", ["Get-A", "Set-Z"]),
    ("RootModule = 'M'; FunctionsToExport = @()", []),
    ("RootModule = 'M'; FunctionsToExport = ''", []),
    ("RootModule = 'M'; FunctionsToExport = $null", ["Get-A", "Get-D"]),
    ("ScriptsToProcess = 'sub/E.ps1'", ["Get-E"]),
]


@pytest.mark.parametrize(("keys", "functions"), EXPORTS)
def test_functions_come_from_the_manifest_else_from_the_scripts(
    tmp_path: Path, keys: str, functions: list[str]
) -> None:
    assert exported_functions(written(tmp_path, keys=keys, **SCRIPTS)) == functions


def test_aliases_are_those_that_the_manifest_names(tmp_path: Path) -> None:
    manifest = written(tmp_path, keys="AliasesToExport = 'gb', 'g*', 'ga', 'gb'", M="Set-Alias gz Get-A")
    assert exported_aliases(manifest) == ["ga", "gb"]


def test_a_file_outside_the_module_counts_as_missing(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m2.psm1").write_text("")
    manifest = written(tmp_path / "m", "RootModule = '../m2.psm1'")
    assert len(missing_files(manifest)) == 1


def test_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    manifest = written(tmp_path, keys="RootModule = 'X.psm1'; NestedModules = 'N', 'Y'; FileList = 'z.txt'", N="")
    told = [error.message for error in missing_files(manifest)]
    assert [f"'{name}'" in message for name, message in zip(("X.psm1", "Y", "z.txt"), told, strict=True)] == [True] * 3
