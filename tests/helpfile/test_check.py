"""The checker: each rule finds what it is for, at its line, and nothing in a sound module."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pscompat.errors import HelpFileError
from pscompat.workshop.checking.binding import binder_checks
from pscompat.workshop.checking.checker import Report, check_path
from pscompat.workshop.checking.findings import RULES, Finding, has_errors, print_findings, sarif
from pscompat.workshop.example_lines import code_of
from pscompat.workshop.importer import read_sources, render

from .pages import V1

SOUND = """\
metadata: {HelpUri: 'https://example.test/x'}
title: Get-It
synopsis: Gets it.
description: It.
examples:
- title: One
  description: |-
    ```powershell
    PS> $x = 'a'
    PS> Get-It 7 -Name $x, b | Get-It -Force
    output of it
    PS> Get-It `
    >>   -Id (Get-Other) @more
    ```
parameters:
- name: Id
  type: int
  description: The id.
  parameterSets: [{name: (All), position: 0, valueFromPipeline: true}]
- name: Name
  type: string[]
  description: The names.
- name: Force
  type: switch
  description: Forces.
links:
- {text: Set-It, href: ''}
- {text: Book, href: 'https://example.test/book'}
pscompat:
  request: {path: '/it/{Id}', query: {name: '$Name?'}}
"""

RANGE = "{kind: range, min: 1, max: 3}"
CHOICE = "pscompat: {validate: [{kind: set, values: [b]}]}"


YARD = "name: Yard\nendpoints: {services: {Yard: {base: 'https://yard.test'}}}\n"


def check(tmp_path: Path, text: str, name: str = "Get-It.yaml", module: str = YARD, **files: str) -> Report:
    folder = tmp_path / "help"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "module.yaml").write_text(module, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    for file, content in files.items():
        (tmp_path / "cmdlets").mkdir(exist_ok=True)
        (tmp_path / "cmdlets" / f"{file}.py").write_text(content, encoding="utf-8")
    return check_path(str(tmp_path), [binder_checks])


def one(report: Report, rule: str) -> Finding:
    found = [finding for finding in report.findings if finding.rule == rule]
    assert len(found) == 1, report.findings
    return found[0]


def test_a_sound_module_has_no_findings(tmp_path: Path) -> None:
    assert check(tmp_path, SOUND) == Report([], 2)


@pytest.mark.parametrize(
    ("rule", "level", "old", "new"),
    [
        ("schema", "error", "type: int\n", "type: integer\n"),
        ("schema", "error", "pscompat:\n", "pscompat:\n  handlers: x\n"),
        ("set-unknown", "warning", "pscompat:\n", "syntaxes: [{parameterSetName: None}]\npscompat:\n"),
        ("set-twice", "error", "valueFromPipeline: true}", "valueFromPipeline: true}, {name: (All)}"),
        ("position-negative", "error", "position: 0,", "position: -1,"),
        ("name-reserved", "error", "- name: Force", "- name: Verbose"),
        ("what-if-own", "error", "- name: Force", "- name: WhatIf"),
        ("what-if-own", "error", "- name: Force", "- name: whatif"),
        ("alias-collides", "error", "  description: Forces.", "  aliases: [id]\n  description: Forces."),
        ("alias-collides", "error", "  description: Forces.", "  aliases: [ea]\n  description: Forces."),
        ("alias-collides", "error", "  description: Forces.", "  aliases: [a, A]\n  description: Forces."),
        ("prefix-ambiguous", "note", "- name: Force", "- name: OutFile"),
        (
            "default-refused",
            "warning",
            "description: The id.",
            f"description: Id.\n  pscompat: {{validate: [{RANGE}], default: 4}}",
        ),
        ("default-refused", "error", "description: The id.", "description: Id.\n  pscompat: {default: \"'x'\"}"),
        (
            "range-empty",
            "error",
            "description: The id.",
            "description: Id.\n  pscompat: {validate: [{kind: range, min: 4, max: 3}]}",
        ),
        (
            "schema",
            "error",
            "description: The id.",
            "description: Id.\n  pscompat: {validate: [{kind: script, text: Get-Content $_}]}",
        ),
        ("accepted-values", "note", "description: The names.", "description: N.\n  acceptedValues: [a]"),
        (
            "accepted-values",
            "warning",
            "description: The names.",
            f"description: N.\n  acceptedValues: [a]\n  {CHOICE}",
        ),
        ("mandatory-default", "warning", "{name: (All), position: 0,", "{name: (All), isRequired: true,"),
        ("example-fails", "error", "PS> Get-It 7", "PS> Get-It 7 8 9"),
        ("example-fails", "error", "Get-It 7 -Name $x, b", "Get-It -Nme $x"),
        ("example-fails", "error", "Get-It 7", "Get-It x"),
        ("example-fails", "error", "Get-It 7", "Get-It (7"),
        ("example-missing", "note", "examples:\n", "exmpls:\n"),
        ("text-missing", "warning", "synopsis: Gets it.\n", ""),
        ("text-missing", "note", "  description: Forces.\n", ""),
        ("placeholder", "warning", "description: It.", "description: '{{ Fill in the Description }}'"),
        ("link-address", "warning", "'https://example.test/book'", "Set-It.md"),
        ("link-address", "warning", "text: Set-It,", "text: the book,"),
        ("link-address", "warning", "{HelpUri: 'https://example.test/x'}", "{HelpUri: www.example.test}"),
        ("request", "error", "/it/{Id}", "/it/{Number}"),
        ("request", "error", "$Name?", "$Nme?"),
        ("request", "error", "path: '/it/{Id}', ", ""),
        ("request", "error", "{path:", "{method: FETCH, path:"),
        ("request", "error", "{path:", "{changes: maybe, path:"),
        ("request", "error", "{path:", "{when: {set: Other}, path:"),
        ("request-commands", "error", "{path:", "{before: [{command: Get-Them}], path:"),
        ("request-commands", "error", "{path:", "{before: [{command: get-it, with: {Nmae: x}}], path:"),
        ("handler-missing", "error", "{path:", "{before: [{hook: none}], path:"),
        ("not-run", "warning", "  request:", "  aliases: gi\n  #"),
        ("handler-missing", "error", "  request: {path: '/it/{Id}', query: {name: '$Name?'}}", "  handler: get_it"),
    ],
)
def test_rules(tmp_path: Path, rule: str, level: str, old: str, new: str) -> None:
    assert old in SOUND
    text = SOUND.replace(old, new, 1)
    if rule == "mandatory-default":
        text = text.replace("description: The id.", "description: Id.\n  pscompat: {default: 4}")
    report = check(tmp_path, text)
    finding = next(finding for finding in report.findings if finding.rule == rule)
    assert finding.level == level
    assert finding.rule in RULES
    assert finding.path.endswith("Get-It.yaml")
    assert 0 < finding.line <= text.count("\n") + 1
    assert "\n" not in str(finding)


def test_a_request_needs_a_service(tmp_path: Path) -> None:
    finding = one(check(tmp_path, SOUND, module="name: Yard\n"), "request-service")
    line = SOUND[: SOUND.index("  request:")].count("\n") + 1
    assert (finding.level, finding.key, finding.line) == ("warning", "Get-It", line)


def test_findings_stand_at_their_line(tmp_path: Path) -> None:
    report = check(tmp_path, SOUND.replace("type: int\n", "type: int\n  aliases: [name]\n"))
    finding = one(report, "alias-collides")
    assert (finding.line, finding.key) == (SOUND[: SOUND.index("type: int")].count("\n") + 2, "-Id")
    assert str(finding).startswith(f"{tmp_path}/help/Get-It.yaml:{finding.line}: error: -Id: ")


def test_sets_and_positions(tmp_path: Path) -> None:
    text = """\
title: Get-It
synopsis: x
parameters:
- {name: A, type: int, parameterSets: [{name: One, position: 0}, {name: Two, position: 1}]}
- {name: B, type: int, parameterSets: [{name: (All), position: 0}]}
- {name: C, type: int, parameterSets: [{name: Two, position: 0}, {name: One, position: 7}]}
- {name: D, type: int, parameterSets: [{name: One, position: 7}, {name: Two}]}
pscompat: {defaultParameterSet: Three}
"""
    found = [(each.rule, each.key, each.line) for each in check(tmp_path, text).findings if each.level == "warning"]
    assert ("position-shadowed", "-B", 5) in found
    assert ("position-twice", "-D", 7) in found
    assert ("sets-alike", "Get-It", 3) in found
    assert ("set-unknown", "Get-It", 8) in found


def test_too_many_sets(tmp_path: Path) -> None:
    sets = ", ".join(f"{{name: S{number}}}" for number in range(33))
    report = check(tmp_path, f"title: Get-It\nparameters:\n- {{name: A, type: int, parameterSets: [{sets}]}}\n")
    assert one(report, "set-count").level == "error"


def test_verbs(tmp_path: Path) -> None:
    report = check(tmp_path, SOUND.replace("Get-It", "Fetch-It"), "Fetch-It.yaml")
    finding = one(report, "verb")
    assert (finding.level, finding.message) == ("warning", "Fetch is no approved verb; Get is")
    assert not has_errors(report.findings)


def test_shared_parameters_are_found_in_the_module_file(tmp_path: Path) -> None:
    module = "name: Yard\nparameters:\n- {name: OutPath, type: int, aliases: [ev]}\n"
    report = check(tmp_path, SOUND.replace("links:\n", "- shared: OutPath\nlinks:\n"), module=module)
    finding = one(report, "alias-collides")
    assert finding.path.endswith("module.yaml")
    assert finding.line == 3


def test_command_aliases(tmp_path: Path) -> None:
    text = SOUND.replace("pscompat:\n", "pscompat:\n  aliases: [Set-It]\n")
    check(tmp_path, SOUND.replace("Get-It", "Set-It"), "Set-It.yaml")
    assert one(check(tmp_path, text), "command-alias-collides").level == "error"


HANDLER = """\
def process(call):
    values = call.values
    yield call.values.Id
    yield values.Name
    yield call.values["force"]
    if call.values.get("x"):
        yield values.Nothing
"""


def test_handlers(tmp_path: Path) -> None:
    text = SOUND.replace("  request: {path: '/it/{Id}', query: {name: '$Name?'}}", "  handler: get_it")
    report = check(tmp_path, text, get_it=HANDLER)
    finding = one(report, "handler-parameters")
    assert (finding.path, finding.line) == (str(tmp_path / "cmdlets" / "get_it.py"), 7)
    assert "reads Nothing" in finding.message
    assert one(check(tmp_path, text, get_it="def process(:"), "handler-missing").line == 1
    assert "none of begin" in one(check(tmp_path, text, get_it="x = 1"), "handler-missing").message


def test_a_broken_module_file(tmp_path: Path) -> None:
    report = check(tmp_path, SOUND, module="name: [")
    assert sorted(finding.level for finding in report.findings) == ["error", "note"]


def test_one_file_alone(tmp_path: Path) -> None:
    check(tmp_path, SOUND)
    assert check_path(str(tmp_path / "help" / "Get-It.yaml"), [binder_checks]) == Report([], 1)


@pytest.mark.parametrize("path", ["none", "none.yaml", ""])
def test_nothing_to_check(tmp_path: Path, path: str) -> None:
    with pytest.raises(HelpFileError):
        check_path(str(tmp_path / path) if path == "" else str(tmp_path / path / "x"))


def test_a_folder_without_a_module_file(tmp_path: Path) -> None:
    check(tmp_path, SOUND)
    (tmp_path / "help" / "module.yaml").unlink()
    assert check_path(str(tmp_path)).files == 1


def test_a_page_is_no_help_file(tmp_path: Path) -> None:
    page = tmp_path / "Get-Crate.md"
    page.write_text(V1, encoding="utf-8")
    with pytest.raises(HelpFileError, match="help import"):
        check_path(str(page))


@pytest.mark.parametrize("line", ["Get-It -?", "Get-It 7 8 -?"])
def test_a_question_for_help_binds(tmp_path: Path, line: str) -> None:
    assert check(tmp_path, SOUND.replace("Get-It 7 -Name $x, b", line)).findings == []


def test_what_a_cmdlet_would_ask_for_is_no_fault_of_its_example(tmp_path: Path) -> None:
    asked = SOUND.replace("PS> Get-It 7", "[box]: PS C:\\> Get-It 7 -Key me").replace(
        "- name: Force\n",
        "- name: Key\n  type: System.Management.Automation.PSCredential\n  description: The key.\n- name: Force\n",
    )
    assert [str(finding) for finding in check(tmp_path, asked).findings] == []


def test_code_of_examples() -> None:
    text = (
        "```powershell\nPS C:\\> Get-It 1 |\n>> Sort-Object\nout: put\nPS> Get-It @{\n  a = 1\n}\nmore\n```\n\n"
        "```\nGet-It 2\n\nName  Weight\n----  ( ------\n```\n\n```json\n{'Get-It'}\n```\n\n```\nnot ours\n```"
    )
    assert list(code_of(text, "Get-It")) == ["Get-It 1 |\nSort-Object", "Get-It @{\n  a = 1\n}", "Get-It 2"]


@pytest.mark.parametrize(("line", "fails"), [("Get-Crate 7", 0), ("Get-Crate -Nmae x", 1)])
def test_an_imported_page_binds_its_examples(tmp_path: Path, line: str, fails: int) -> None:
    page = tmp_path / "Get-Crate.md"
    page.write_text(V1.replace("PS C:\\> Get-Crate 7", f"PS C:\\> {line}"), encoding="utf-8")
    (imported,) = render([source.document for source in read_sources([str(page)])], "yaml")
    rules = [finding.rule for finding in check(tmp_path, imported.text, "Get-Crate.yaml").findings]
    assert rules.count("example-fails") == fails


def test_output_forms(tmp_path: Path) -> None:
    findings = check(tmp_path, SOUND.replace("type: int\n", "type: integer\n")).findings
    text = print_findings(findings, "text", files=2)
    assert text.endswith("2 files checked: 1 error, 0 warnings, 0 notes\n")
    assert json.loads(print_findings(findings, "json", files=2))[0]["rule"] == "schema"
    log = sarif(findings)
    result = log["runs"][0]["results"][0]
    assert (log["version"], result["ruleId"], result["level"]) == ("2.1.0", "schema", "error")
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"].startswith("file:///")
    assert location["region"]["startLine"] > 1
    assert json.loads(print_findings(findings, "sarif", files=2)) == log
    (result,) = sarif([Finding("schema", "error", "x", "my help/#1.yaml")])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "my%20help/%231.yaml"}}


def test_the_shipped_help_has_no_errors() -> None:
    root = Path(__file__).parents[2]
    errors = [finding for finding in check_path(str(root), [binder_checks]).findings if finding.level == "error"]
    assert errors == []


def test_what_if_as_it_should_be_is_no_finding(tmp_path: Path) -> None:
    asks = SOUND.replace("pscompat:\n", "pscompat:\n  supportsShouldProcess: true\n")
    assert check(tmp_path, asks).findings == []
    # Only the switch is PowerShell's; what else has the name takes a value of its own.
    other = SOUND.replace("- name: Force\n  type: switch", "- name: WhatIf\n  type: string").replace(" -Force", "")
    assert "what-if-own" not in [finding.rule for finding in check(tmp_path, other).findings]
