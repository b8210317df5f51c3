"""A folder of scripts with a manifest becomes a module of the functions and aliases that it exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.helpfile.module import Module

from .test_page_import import run_plain

KEYS = "RootModule = 'Jira.psm1'; ModuleVersion = '2.1.0'; Description = 'Issues,\n of Jira.'; "
FILES = {
    "Jira.psm1": "foreach ($each in Get-ChildItem $PSScriptRoot/Public) { . $each.FullName }\n"
    "Set-Alias gji Get-JiraIssue; New-Alias -Value New-JiraIssue -Name nji\n",
    "Public/Get-JiraIssue.ps1": "function Get-JiraIssue { [Alias('gjx')] param([string]$Key) }",
    "Public/New-JiraIssue.ps1": "function New-JiraIssue { param([Kind]$Kind) }",
    "Private/Kind.ps1": "enum Kind { Bug; Task }; function Get-Hidden {}",
    "Build/Tests/Get-JiraIssue.ps1": "function Get-JiraIssue { param($Other) }",
    "Public/A.Tests.ps1": "function Get-JiraIssue { param($Other) }",
    "Build.psd1": "@{ ModuleVersion = '1.0'; FunctionsToExport = @() }",
    "PSScriptAnalyzerSettings.psd1": "@{ Rules = @{} }",
}


def imported(folder: Path, keys: str, source: str = "Jira", root: str = FILES["Jira.psm1"]) -> tuple[Module, str]:
    """The module that the import makes of the files and a manifest of these keys, and what it tells."""
    for name, text in (FILES | {"Jira.psm1": root} | {"Jira.psd1": f"@{{ {KEYS}{keys} }}"}).items():
        path = folder / "Jira" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = run_plain("help", "import", source, "-o", "out", "--gaps", "none", cwd=folder)
    assert done.returncode == 0, done.stderr
    return Module(str(folder / "out")), done.stderr


def commands(module: Module) -> dict[str, list[str]]:
    """The commands with their aliases."""
    return {name: sorted(module.command(name).aliases) for name in sorted(module.command_names())}


@pytest.mark.parametrize("source", ["Jira", "Jira/Jira.psd1"])
def test_a_manifest_names_the_module_and_what_it_exports(tmp_path: Path, source: str) -> None:
    keys = "FunctionsToExport = 'Get-JiraIssue', 'New-JiraIssue', 'Get-None'; AliasesToExport = 'gji', 'n*', 'zz'"
    module, told = imported(tmp_path, keys, source)
    assert (module.name, module.version, module.description) == ("Jira", "2.1.0", "Issues, of Jira.")
    assert commands(module) == {"Get-JiraIssue": ["gji"], "New-JiraIssue": ["nji"]}
    assert module.command("Get-JiraIssue").parameters[0].name == "Key"
    assert told.splitlines() == [
        "FunctionsToExport has Get-None, but no script says what that function is",
        "AliasesToExport has zz, but no script says what that alias is",
    ]


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ("FunctionsToExport = '*-Jira*'", ["Get-JiraIssue", "New-JiraIssue"]),
        ("", ["Get-Hidden", "Get-JiraIssue", "New-JiraIssue"]),
        ("FunctionsToExport = 'get-hidden'", ["Get-Hidden"]),
    ],
)
def test_where_running_reads_scripts_in_the_wildcards_tell(tmp_path: Path, keys: str, names: list[str]) -> None:
    module, told = imported(tmp_path, keys)
    assert (list(commands(module)), told) == (names, "")


def test_where_the_texts_tell_all_they_do_and_what_running_lessens_is_noted(tmp_path: Path) -> None:
    root = "function Get-A {}; function Set-A {}; function Get-B {}\nExport-ModuleMember -Function *-A"
    module, told = imported(tmp_path, "FunctionsToExport = 'Get-*'", root=root)
    assert list(commands(module)) == ["Get-A", "Get-B", "Set-A"]
    assert told.splitlines() == [
        "Set-A: Import-Module does not export it, because of FunctionsToExport",
        "Get-B: Import-Module does not export it, because of Export-ModuleMember",
    ]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("Author = 'a' 'b'", "M.psd1:2: column 14: Unexpected token ''b''"),
        ("Author = Get-Date", "The command 'Get-Date' is not allowed in restricted language mode or a Data section."),
        ("GUID = [guid]'x'", "The type guid is not allowed"),
        ("}; if ($env:HOME) { @{}", "The manifest 'M.psd1' needs running, which pscompat does not do."),
    ],
)
def test_a_broken_manifest_is_one_line(tmp_path: Path, keys: str, told: str) -> None:
    (tmp_path / "M.psd1").write_text(f"@{{ ModuleVersion = '1.0'\n{keys} }}")
    done = run_plain("help", "import", "M.psd1", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr
    assert not (tmp_path / "out").exists()


def test_wrong_members_and_missing_files_are_noted(tmp_path: Path) -> None:
    _, told = imported(tmp_path, "NestedModules = 'N'; Nope = 1; Author = $env:USER")
    lines = told.splitlines()
    assert "contains one or more members that are not valid" in lines[0]
    assert "The specified NestedModule entry 'N'" in lines[1]
    assert lines[2].endswith("Jira.psd1: Author needs running, so it was not read")


def test_what_is_told_is_told_where_nothing_is_imported_too(tmp_path: Path) -> None:
    (tmp_path / "M.psd1").write_text("@{ ModuleVersion = '1.0'; FunctionsToExport = 'Get-None', '[' }")
    done = run_plain("help", "import", "M.psd1", "-o", "out", cwd=tmp_path)
    assert done.stderr.splitlines() == [
        "FunctionsToExport has Get-None, but no script says what that function is",
        "pscompat: There is no command in what was read.",
    ]


def test_a_pattern_that_is_none_matches_nothing(tmp_path: Path) -> None:
    root = "function Get-A {}; sal ga Get-A; sal gb Get-A\nExport-ModuleMember -Function '[', Get-* -Alias '[', 'gb'"
    module, _ = imported(tmp_path, "FunctionsToExport = '[', 'Get-*'; AliasesToExport = '[g', 'g?'", root=root)
    assert commands(module) == {"Get-A": ["gb"]}


def test_another_version_is_noted_when_it_is_imported_again(tmp_path: Path) -> None:
    imported(tmp_path, "")
    manifest = tmp_path / "Jira" / "Jira.psd1"
    manifest.write_text(manifest.read_text().replace("2.1.0", "2.2.0"))
    done = run_plain("help", "import", "Jira", "-o", "out", "--gaps", "none", cwd=tmp_path)
    assert done.stderr == "out/help/module.yaml has the version 2.1.0, what was imported says 2.2.0\n"


def test_a_folder_whose_own_manifest_is_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "M").mkdir()
    (tmp_path / "M" / "M.psd1").write_text("@{ Author = 'Ann' }")
    (tmp_path / "M" / "a.ps1").write_text("function Get-A {}")
    done = run_plain("help", "import", "M", "-o", "out", "--gaps", "none", cwd=tmp_path)
    assert (done.returncode, commands(Module(str(tmp_path / "out")))) == (1, {"Get-A": []})
    assert done.stderr.startswith("pscompat: M/M.psd1: The member 'ModuleVersion' is not present")
    assert done.stderr.count("\n") == 1
