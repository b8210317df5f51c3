"""Validation scripts of help files, through processes: bound, refused, bounded, checked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .processes import environment, run

MODULE = "name: Depot\nendpoints: {services: {Depot: {base: 'http://127.0.0.1:1'}}}\n"
HELP = """
title: Get-Crate
synopsis: Gets a crate.
parameters:
- name: Weight
  type: System.Int32[]
  parameterSets: [{name: (All), position: '0', valueFromPipelineByPropertyName: true}]
  pscompat: {validate: [{kind: script, text: '%s', errorMessage: '{0} kg is not enough'}]}
- {name: Least, type: System.Int32}
pscompat: {request: {path: /crates}}
"""


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    return made(tmp_path, "$_ -gt 5 -and ($null -eq $Least -or $_ -ge $Least)")


def made(folder: Path, script: str) -> Path:
    (folder / "help").mkdir(exist_ok=True)
    (folder / "help" / "module.yaml").write_text(MODULE, encoding="utf-8")
    (folder / "help" / "Get-Crate.yaml").write_text(HELP % script, encoding="utf-8")
    return folder


def test_a_condition_is_a_rule_of_binding(depot: Path) -> None:
    done = run("--module", str(depot), "bind", "Get-Crate", "6,7", "-Least", "6")
    assert (done.code, done.err) == (0, "")
    done = run("--module", str(depot), "Get-Crate", "-Least", "7", "6,7")
    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == (
            "Get-Crate: Cannot validate argument on parameter 'Weight'. 6 kg is not enough\n"
            "-Weight takes values for which { $_ -gt 5 -and ($null -eq $Least -or $_ -ge $Least) } is true.\n"
        )
        or "Least" in done.err
    )


def test_it_is_told_by_explain(depot: Path) -> None:
    done = run("--module", str(depot), "--explain", "Get-Crate", "3")
    assert done.code == 2
    assert "3 kg is not enough" in done.out + done.err
    assert "values for which { $_ -gt 5" in done.out + done.err


def test_each_record_meets_it(depot: Path) -> None:
    line = "@(7,3,8 | ForEach-Object { [pscustomobject]@{Weight=$_} }) | Get-Crate"
    done = run("--module", str(depot), "--dry-run", "-c", line)
    assert done.out.count("/crates") == 2
    assert "3 kg is not enough" in done.err


def test_commands_in_it_know_the_texts_of_the_modules_objects(tmp_path: Path) -> None:
    depot = made(tmp_path, "($_ | Where-Object { \"$_\" -eq ''c1'' }).id -eq ''c1''")
    (depot / "help" / "module.yaml").write_text(MODULE + "types: {objects: {Depot.Crate: {text: id}}}\n")
    file = depot / "help" / "Get-Crate.yaml"
    file.write_text(file.read_text().replace("System.Int32[]", "System.Object"))
    crate = "Get-Crate ([pscustomobject]@{PSTypeName='Depot.Crate'; id='c%d'})"
    assert run("--module", str(depot), "--dry-run", "-c", crate % 1).out.startswith("GET ")
    assert run("--module", str(depot), "--dry-run", "-c", crate % 2).code == 2


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("('a' * 40 + 'b') -match '^(a+)+$'", "The validation script was ended: it takes longer than 1 second."),
        ("1..20000 | Where-Object { $_ }", "The validation script was ended: it takes more than 10,000 steps."),
        ("'a' * 1e9", "The validation script cannot be worked out: A value of 1,000,000,000 elements or characters"),
    ],
)
def test_limits_are_errors_of_binding(tmp_path: Path, script: str, reason: str) -> None:
    done = run("--module", str(made(tmp_path, script.replace("'", "''"))), "Get-Crate", "1")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Get-Crate: Cannot validate argument on parameter 'Weight'. {reason}")


def test_what_could_do_more_is_refused_when_the_file_is_read(tmp_path: Path) -> None:
    depot = made(tmp_path, "Set-Content x $_")
    place = "parameters.Weight.pscompat.validate[0].text: commands other than Where-Object"
    done = run("--module", str(depot), "Get-Crate", "1")
    assert done.code == 2
    assert f"Get-Crate.yaml:8: {place}" in done.err
    assert done.err.count("\n") <= 2
    checked = run("help", "check", str(depot))
    assert checked.code == 1
    assert place in checked.out


def test_completion_runs_no_condition(tmp_path: Path) -> None:
    depot = made(tmp_path, "throw ''no''")
    code = (
        "import sys; from pscompat.completion.commands_offered import SessionCatalog\n"
        "from pscompat.completion.completing import complete; from pscompat.engine.session import Session\n"
        "from pscompat.helpfile.module import Module; line = 'Get-Crate 1 -Le'\n"
        "found = complete(line, len(line), SessionCatalog(Session([Module(sys.argv[1])])))\n"
        "print([each.text for each in found.candidates], 'pscompat.binding.validation.script' in sys.modules)"
    )
    assert output_of(code, str(depot)) == "['-Least'] False"


def test_a_line_without_conditions_loads_nothing_of_them(depot: Path) -> None:
    run("--module", str(depot), "bind", "Get-Crate")  # the file has been read
    code = (
        "import sys; from pscompat.binding import Binder; from pscompat.helpfile.module import Module\n"
        "module = Module(sys.argv[1]); from pscompat.language.elements import Element\n"
        "Binder(module.command('Get-Crate'), module.types).start([Element('Least', '-Least:', 1)])\n"
        "print([name for name in sys.modules if 'evaluation' in name or name == 'signal'])"
    )
    assert output_of(code, str(depot)) == "[]"


def output_of(code: str, *arguments: str) -> str:
    line = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(line, capture_output=True, env=environment(), check=False, timeout=60)
    return done.stdout.decode().strip() or done.stderr.decode()
