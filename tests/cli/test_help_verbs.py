"""``pscompat help import | export | check | new | schema`` as processes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from pscompat.helpfile.definition import read_definition
from tests.helpfile.pages import V1

ROOT = Path(__file__).parents[2]


def run(*words: str, cwd: Path, modules: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PSCOMPAT_MODULE_PATH": modules, "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-m", "pscompat", "help", *words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "Get-Crate.md"
    path.write_text(V1, encoding="utf-8")
    (tmp_path / "none.xml").write_text("<html/>", encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["yaml", "markdown", "maml"])
def test_the_help_in_a_file_is_printed_in_the_views_of_get_help(page: Path, form: str) -> None:
    expected = run("import", page.name, "--to", "maml", "--gaps", "none", "-o", "maml", cwd=page.parent)
    assert expected.returncode == 0
    done = run("import", page.name, "--to", form, "--gaps", "none", cwd=page.parent)
    written = page.parent / {"yaml": "Get-Crate.yaml", "markdown": "out.md", "maml": "out.xml"}[form]
    written.write_text(done.stdout, encoding="utf-8")
    (maml,) = (page.parent / "maml").iterdir()
    for words in ([], ["-Full"], ["-Parameter", "*"], ["Get-Crate", "-Examples"]):
        shown = run(str(written), *words, cwd=page.parent)
        assert shown.returncode == 0
        assert shown.stderr == ""
        assert "Get-Crate" in shown.stdout or words[:1] == ["-Parameter"]
        assert shown.stdout == run(f"maml/{maml.name}", *words, cwd=page.parent).stdout


def test_the_width_may_stand_behind_the_name(page: Path) -> None:
    for words in (["--width", "30"], ["-Full", "--width=30"]):
        shown = run(page.name, *words, cwd=page.parent)
        assert (shown.returncode, shown.stderr) == (0, "")
        assert max(map(len, shown.stdout.split("\n"))) <= 30


def test_a_file_of_a_module_is_printed_as_the_module_has_it() -> None:
    shown = run("help/Get-ThreadRun.yaml", "-Full", cwd=ROOT)
    assert shown.stdout == run("Get-ThreadRun", "-Full", cwd=ROOT).stdout
    assert "-TimeoutSec" in shown.stdout


def test_several_commands_of_a_file_are_listed(tmp_path: Path) -> None:
    done = run("export", "Get-Thread*", "--to", "maml", "-o", ".", cwd=tmp_path)
    assert done.returncode == 0
    (file,) = tmp_path.iterdir()
    assert "Get-ThreadRunStep " in run(file.name, cwd=tmp_path).stdout
    assert (
        run(file.name, "Get-ThreadRun", cwd=tmp_path).stdout
        == run("./" + file.name, "Get-ThreadRun", cwd=tmp_path).stdout
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "x.md: the file cannot be read: No such file or directory"),
        (b"", "x.md: the page has no title, '# Verb-Noun'"),
        (b"\xff\xfe\x00", "x.md:1: not UTF-16-LE text"),
    ],
)
def test_a_file_that_is_no_help_is_refused_in_one_line(tmp_path: Path, content: bytes | None, reason: str) -> None:
    if content is not None:
        (tmp_path / "x.md").write_bytes(content)
    done = run("x.md", "-Full", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"pscompat: {reason}\n")


@pytest.mark.parametrize("inside", ["", "<command><details/></command>"])
def test_a_file_that_describes_no_command_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "x.xml").write_text(f'<helpItems schema="maml">{inside}</helpItems>')
    done = run("x.xml", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "pscompat: x.xml: no command is described in it\n")


def test_a_width_alone_prints_the_usage(tmp_path: Path) -> None:
    done = run("--width", "80", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(cwd=tmp_path).stdout


def test_import_prints_the_text_and_lists_what_is_open(page: Path) -> None:
    done = run("import", page.name, cwd=page.parent)
    assert done.returncode == 0
    assert done.stdout.startswith("metadata:\n")
    assert done.stderr.startswith("To fill in:\n  Get-Crate: pscompat.request: ")
    quiet = run("import", page.name, "--gaps", "json", "--to", "markdown", cwd=page.parent)
    assert json.loads(quiet.stderr)[0]["file"] == page.name
    assert quiet.stdout.startswith("---\n")


@pytest.mark.parametrize("to", ["yaml", "markdown"])
def test_import_with_a_date(page: Path, to: str) -> None:
    done = run("import", page.name, "--date", "07/22/2026", "--to", to, "--gaps", "none", cwd=page.parent)
    assert "ms.date: 07/22/2026\n" in done.stdout
    assert done.stderr == ""


def test_import_into_a_module(page: Path) -> None:
    (page.parent / "bad.md").write_text("nothing")
    done = run("import", "bad.md", "-o", "out", cwd=page.parent)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "pscompat: bad.md: the page has no title, '# Verb-Noun'\n"
    assert not (page.parent / "out").exists()
    done = run("import", page.name, "bad.md", "-o", "out", "--gaps", "none", cwd=page.parent)
    files = [os.path.join("out", "help", name) for name in ("Get-Crate.yaml", "module.yaml")]
    assert (done.returncode, done.stdout.split()) == (0, files)
    assert done.stderr == "skipped: bad.md: the page has no title, '# Verb-Noun'\n"
    again = run("import", page.name, "-o", "out", cwd=page.parent)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == f"pscompat: {files[0]}: the file exists; --force replaces it\n"
    assert run("import", page.name, "-o", "out", "--force", cwd=page.parent).returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("import", "Get-Crate.md", "--to", "html"), "--to takes yaml, markdown, maml, man, schema, not 'html'."),
        (("import", "none.md"), "cannot be read"),
        (("check", "none"), "there is no such file or folder"),
        (("Get-Crate.md", "--width"), "--width needs a value"),
        (("Get-Crate.md", "--width=x"), "--width takes a number of columns"),
        (("new", "Get-It"), "--path"),
        (("new", "getit", "--path", "/x"), "Verb-Noun"),
        (("export", "Get-Nothing"), "no cmdlet Get-Nothing"),
    ],
)
def test_refusals_are_one_line(page: Path, words: tuple[str, ...], message: str) -> None:
    done = run(*words, cwd=page.parent)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_new_check_and_export(tmp_path: Path) -> None:
    words = ["new", "Get-Widget", "--path", "/widgets/{Id}", "-p", "Limit:int=20"]
    made = run(*words, "-o", "yard", "--base", "https://yard.test", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert run("check", "yard", cwd=tmp_path).stdout == "2 files checked: 0 errors, 0 warnings, 0 notes\n"
    assert run(*words, "-o", "homeless", cwd=tmp_path).returncode == 0
    checked = run("check", "homeless", cwd=tmp_path)
    assert (checked.returncode, checked.stdout.count("[request-service]")) == (0, 1)
    exported = run("export", "get-w*", "--to", "maml", "--module", "yard", cwd=tmp_path)
    assert "<maml:name>Limit</maml:name>" in exported.stdout
    schema = run("export", "Get-Widget", "--to", "schema", cwd=tmp_path, modules=str(tmp_path))
    assert json.loads(schema.stdout)["title"] == "Get-Widget"


def test_check_fails_on_errors(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "module.yaml").write_text("name: Yard\n")
    (tmp_path / "help" / "Fetch-It.yaml").write_text("title: Fetch-It\nparameters:\n- {name: A, type: nonsense}\n")
    done = run("check", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    (error,) = (finding for finding in json.loads(done.stdout) if finding["level"] == "error")
    assert (error["rule"], error["line"]) == ("schema", 3)
    (tmp_path / "help" / "Fetch-It.yaml").write_text("title: Fetch-It\n")
    done = run("check", "--quiet", cwd=tmp_path)
    assert done.returncode == 0
    assert "Fetch is no approved verb" in done.stdout
    assert ": note: " not in done.stdout
    assert json.loads(run("check", "--format", "sarif", cwd=tmp_path).stdout)["version"] == "2.1.0"


def test_schema(tmp_path: Path) -> None:
    assert json.loads(run("schema", cwd=tmp_path).stdout)["title"] == "pscompat help file"
    assert json.loads(run("schema", "--module", cwd=tmp_path).stdout)["title"] == "pscompat module file"


def test_new_asks_on_a_terminal(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    words = [sys.executable, "-m", "pscompat", "help", "new", "New-Widget", "-o", "yard"]
    process = subprocess.Popen(words, cwd=tmp_path, env=environment, stdin=follower, stdout=follower, stderr=follower)
    os.close(follower)
    asked = "\nFETCH\n\nwidgets\n/widgets/{Shop}\nDebug\nName:string!\n\nMakes a widget.\n"
    answers = iter(asked.encode().splitlines(keepends=True)[1:])
    shown = b""
    while True:
        try:
            part = os.read(leader, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
        if part.rstrip(b" ").endswith(b":") and (answer := next(answers, None)) is not None:
            os.write(leader, answer)
    assert process.wait(timeout=60) == 0, shown
    os.close(leader)
    text = (tmp_path / "yard" / "help" / "New-Widget.yaml").read_text()
    assert "synopsis: Makes a widget.\n" in text
    assert "    method: POST\n    path: /widgets/{Shop}\n    body:\n      name: $Name\n" in text


PARAMETER = """
### -{name}
Text.

```yaml
Type: {type}
Parameter Sets: (All)
Aliases:

Required: False
Position: Named
Default value: None
Accept pipeline input: False
Accept wildcard characters: False
```
"""


@pytest.mark.parametrize(
    ("described", "kept", "asks"),
    [
        ([("WhatIf", "SwitchParameter"), ("Confirm", "SwitchParameter")], [], True),
        ([("whatif", "switch")], [], True),
        ([("Confirm", "[switch]")], [], True),
        ([("WhatIf", "SwitchParameter"), ("Confirm", "String")], ["Confirm"], True),
        ([("WhatIf", "String")], ["WhatIf"], False),
        ([], [], False),
    ],
)
def test_switches_of_a_page_are_those_of_should_process(
    tmp_path: Path, described: list[tuple[str, str]], kept: list[str], asks: bool
) -> None:
    page = V1.replace(
        "## INPUTS", "".join(PARAMETER.format(name=name, type=kind) for name, kind in described) + "\n## INPUTS"
    )
    (tmp_path / "Get-Crate.md").write_text(page, encoding="utf-8")
    done = run("import", "Get-Crate.md", "-o", "help", cwd=tmp_path)
    assert (done.returncode, "-WhatIf is described" in done.stderr) == (0, False)
    command = read_definition((tmp_path / "help/Get-Crate.yaml").read_text(), "help/Get-Crate.yaml").command
    assert command.supports_should_process is asks
    assert [each.name for each in command.parameters if each.name in ("WhatIf", "Confirm", "whatif")] == kept
    # A page turned into another page keeps what it describes.
    turned = run("import", "Get-Crate.md", "--to", "markdown", "--gaps", "none", cwd=tmp_path).stdout
    assert [name for name, _ in described if f"### -{name}\n" not in turned] == []
