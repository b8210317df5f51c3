"""README and topics: every example runs and writes what is shown, every link leads somewhere, nothing is missing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

import pscompat
from pscompat.sandbox import Sandbox

from .cli import processes
from .http.loopback import Loopback, respond
from .modules.test_github import github
from .sandbox.asking import Asking

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TOPICS = sorted((ROOT / "pscompat/companions/help").glob("about_*.md"))
DOCUMENTS = [README, ROOT / ".github/CONTRIBUTING.md", *TOPICS]
BROKEN = ("releases/tags/{Tag}", "releases/tags/{Tagg}")
"""What is wrong in the help file of the example that shows a mistake."""
PARAMETERS = """
title: Get-Run
parameters:
- {name: ThreadId, type: string, parameterSets: [{name: (All)}]}
- {name: RunId, type: string, parameterSets: [{name: (All)}]}
- {name: Limit, type: int, parameterSets: [{name: (All)}], pscompat: {default: '20'}}
- {name: Order, type: string, parameterSets: [{name: (All)}], pscompat: {default: "'asc'"}}
"""
WEIGHT = """
title: Set-Weight
parameters:
- {name: Least, type: int, parameterSets: [{name: (All)}]}
- name: Weight
  type: int
  parameterSets: [{name: (All)}]
  pscompat:
"""

SHOP = """
name: Shop
version: 1.0.0
endpoints: {services: {Shop: {base: 'http://127.0.0.1:1'}}}
credentials: {base: {variable: SHOP_URL}}
paginators: {pages: {input_token: after, output_token: last_id, more_results: has_more, result_key: data}}
"""
HANDLED = """
title: Get-Crate
parameters:
- {name: CrateId, type: string, parameterSets: [{name: Get, position: '0', isRequired: true}]}
- {name: Limit, type: int, parameterSets: [{name: List}]}
- {name: All, type: switch, parameterSets: [{name: List}]}
pscompat: {handler: get_crate, defaultParameterSet: List}
"""
HOOKED = """
title: Measure-Crate
parameters: []
pscompat:
  request: {path: /crates}
  response: {items: '[@]', then: [{hook: crate_weight, with: {crates: $_}, into: Sum}, {write: $Sum}], write: false}
"""


def blocks(document: Path, language: str) -> list[str]:
    """The code blocks of a language."""
    text = document.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def sessions() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each console block: its document, and the command lines with what is shown under them."""
    return [
        (document.stem, re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE))
        for document in DOCUMENTS
        for block in blocks(document, "console")
    ]


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a ``pscompat`` on the PATH."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "pscompat"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pscompat "$@"\n')
    command.chmod(0o755)
    return folder


def write_github(folder: Path) -> None:
    """The module that the README writes, in a folder."""
    (folder / "github/help").mkdir(parents=True)
    for block in blocks(README, "yaml"):
        first, _, text = block.partition("\n")
        (folder / first.removeprefix("# ")).write_text(text, encoding="utf-8")


def write_scripts(folder: Path, document: str) -> None:
    """The script files that a document shows, in a folder."""
    path = next(each for each in DOCUMENTS if each.stem == document)
    for block in blocks(path, "powershell"):
        first, _, text = block.partition("\n")
        if first.startswith("# src/"):
            script = folder / first.removeprefix("# ")
            script.parent.mkdir(parents=True, exist_ok=True)
            script.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("document", "lines"), sessions(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_session_runs_and_writes_what_is_shown(
    document: str, lines: list[tuple[str, str]], shell: Path, tmp_path: Path
) -> None:
    write_github(tmp_path)
    write_scripts(tmp_path, document)
    with Loopback(github) as server:
        more = {"GITHUB_API_URL": server.base, "PATH": f"{shell}{os.pathsep}{os.environ['PATH']}"}
        more["XDG_CONFIG_HOME"] = str(tmp_path / "config")
        environment = processes.environment(None, more)
        for line, shown in lines:
            if "Tagg" in shown:
                broken = tmp_path / "github/help/Get-GitHubRelease.yaml"
                broken.write_text(broken.read_text().replace(*BROKEN))
            if "api.openai.com" in shown:
                del environment["OPENAI_API_BASE"]
            done = subprocess.run(
                ["bash", "-o", "pipefail", "-c", line.replace("PowerShell/PowerShell", "octo/tools")],
                cwd=tmp_path,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=60,
                check=False,
            )
            if shown:
                pattern = ".*".join(map(re.escape, shown.rstrip("\n").split("…")))
                assert re.fullmatch(pattern, done.stdout.rstrip("\n"), re.DOTALL), done.stdout
            else:
                refused = "--explain" in line and line.endswith("-All")
                assert done.stdout
                assert done.returncode == (2 if refused else 0), (line, done.stdout)


@pytest.mark.parametrize(
    ("document", "code"),
    [(document.name, code) for document in DOCUMENTS for code in blocks(document, "python")],
    ids=lambda value: str(value)[:40],
)
def test_python_examples_run(document: str, code: str) -> None:
    exec(compile(code, document, "exec"), {"__name__": document})


def test_the_handler_and_the_hook_of_the_topic_run(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "cmdlets").mkdir()
    for block in blocks(TOPICS[0].parent / "about_pscompat_handlers.md", "python"):
        first, _, _ = block.partition("\n")
        (tmp_path / first.removeprefix("# ")).write_text(block, encoding="utf-8")
    (tmp_path / "help/module.yaml").write_text(SHOP)
    (tmp_path / "help/Get-Crate.yaml").write_text(HANDLED)
    (tmp_path / "help/Measure-Crate.yaml").write_text(HOOKED)
    answers = respond({"id": "c1", "weight": 5}), respond({"data": [{"id": "c1"}, {"id": "c2"}], "has_more": False})
    crates = respond([{"weight": 2}, {"Weight": 3}, {}])
    streams = pscompat.CollectingStreams()
    with Loopback(*answers, crates) as server:
        shop = pscompat.load(str(tmp_path), streams=streams, environment={"SHOP_URL": server.base})
        (crate,) = shop.invoke("Get-Crate", "c1")
        assert (crate["weight"], crate.type_names) == (5, ("Shop.Crate",))
        assert [each["id"] for each in shop.invoke("Get-Crate", Limit=2)] == ["c1", "c2"]
        assert shop.invoke("Measure-Crate") == [5]
        assert [request.target for request in server.received] == ["/v1/crates/c1", "/v1/crates?limit=2", "/v1/crates"]
    assert (streams.errors, streams.warnings) == ([], ["Some crates have no weight."])


def test_the_stand_in_of_the_topic_answers() -> None:
    (code,) = [code for document in TOPICS for code in blocks(document, "python") if "SERVICE = " in code]
    found: dict[str, Any] = {}
    exec(compile(code, "about_pscompat_sandbox.md", "exec"), found)
    with Sandbox(found["SERVICE"]) as sandbox:
        ask = Asking(sandbox)
        made = ask.good("POST", "/crates", {"weight": 7})
        assert ask.good("POST", f"/crates/{made['id']}", {"label": "x", "weight": 8}) == {**made, "label": "x"}
        assert [each["weight"] for each in ask.good("GET", "/crates?order=asc")["data"]] == [5, 7]
        assert ask("POST", "/crates", {"weight": 101}).json["error"]["param"] == "weight"


def test_help_files_in_topics_pass_the_check(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    own = {block.partition(":")[0]: block for document in TOPICS for block in blocks(document, "yaml")}
    service = "endpoints: {services: {Shop: {base: 'https://shop.example'}}}\n"
    every = "parameters: [{name: All, type: switch}, {name: Limit, type: int}]\n"
    types = "types: {objects: {Shop.Crate: {}, Shop.Order: {}}}\n"
    parts = (service, types, every, own.pop("paginators"), own.pop("views"))
    (tmp_path / "help/module.yaml").write_text("name: Shop\nversion: 1.0.0\n" + "".join(parts))
    (tmp_path / "help/Get-Crate.yaml").write_text(own.pop("title"))
    (tmp_path / "help/Get-Run.yaml").write_text(PARAMETERS + own.pop("pscompat"))
    validated = textwrap.indent(own.pop("validate"), "    ")
    (tmp_path / "help/Set-Weight.yaml").write_text(WEIGHT + validated)
    assert not own
    done = processes.run("help", "check", "--quiet", str(tmp_path))
    assert (done.code, done.err) == (0, ""), done.out
    done = processes.run("--module", str(tmp_path), "bind", "Set-Weight", "-Least", "3", "-Weight", "2")
    assert done.out.startswith("Set-Weight: Cannot validate argument on parameter 'Weight'. 2 is too little\n")
    done = processes.run("--module", str(tmp_path), "--dry-run", "Get-Crate", "-crate_id", "c1")
    assert done.out.startswith("GET https://shop.example/crates/c1\n")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if not target.startswith(("https://", "#")):
            assert (document.parent / target).exists(), target


def test_the_readme_is_short() -> None:
    prose = re.sub(r"^```.*?^```$", "", README.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert len(prose.split()) <= 900


@pytest.mark.parametrize("topic", TOPICS, ids=lambda path: path.stem)
def test_a_topic_has_a_name_and_a_description_for_lists(topic: Path) -> None:
    lines = topic.read_text(encoding="utf-8").split("\n")
    assert lines[:4] == [f"# {topic.stem}", "", "## Short description", ""]
    assert 0 < len(lines[4]) <= 76
    assert lines[5] == ""
    assert f"({topic.parent.relative_to(ROOT)}/{topic.name})" in README.read_text(encoding="utf-8")


def test_every_variable_of_the_environment_is_named() -> None:
    read: set[str] = set()
    for path in (ROOT / "pscompat").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        read.update(re.findall(r'(?:environ(?:ment)?\.get|_is_set)\(\s*"(\w+)"', text))
        read.update(re.findall(r'"(LOCALAPPDATA|XDG_\w+|[a-z]+_proxy)"', text))
    read.update(re.findall(r"variable: (\w+)", (ROOT / "help/module.yaml").read_text(encoding="utf-8")))
    topic = (ROOT / "pscompat/companions/help/about_pscompat_configuration.md").read_text(encoding="utf-8")
    assert {name for name in read if f"`{name}`" not in topic} == set()
