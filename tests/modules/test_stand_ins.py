"""Stand-ins of modules of one's own: found by the module file, a server for each, refused where there is none."""

from __future__ import annotations

import json
import signal
import subprocess
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import pscompat
from pscompat.workshop.checking.checker import check_path

from ..cli.processes import environment, run, words

MODULE = """
name: NAME
endpoints:
  services: {NAME: {base: 'http://127.0.0.1:1', authentication: [bearer]}}
  authentication: {bearer: {Authorization: 'Bearer {key}'}}
credentials: {key: {variable: NAME_KEY}, base: {variable: NAME_URL}}
"""
COMMAND = """
title: Get-NAMECrate
synopsis: Gets one.
description: It.
parameters:
- name: Id
  type: string
  description: The id.
  parameterSets: [{name: (All), position: 0, isRequired: true, valueFromPipeline: true}]
examples:
- title: One
  description: |-
    ```powershell
    Get-NAMECrate c1
    ```
pscompat: {request: {path: '/crates/{Id}'}}
"""
SERVICE = """
from pscompat.sandbox import Service

from .crates import CRATES, ROUTES


class Crates(Service):
    base = "/NAME"
    routes = ROUTES

    def plant(self, store):
        store.add(CRATES.kind, "", {"id": "c1", "object": "crate", "of": "NAME"})


SERVICE = Crates()
"""
CRATES = """
from pscompat.sandbox import Collection, Routes

ROUTES = Routes()
CRATES = Collection("crate", "c", "crate")
CRATES.serve(ROUTES, "/crates/{}")
"""
HAS_NONE = "The module Bare has no sandbox: its module file names none."


def write(parent: Path, name: str, sandbox: str | None = "stand_in", **files: str) -> Path:
    """A module with one command, which has a stand-in where ``sandbox`` names one."""
    folder = parent / name
    given = {"help/module.yaml": MODULE + (f"sandbox: {sandbox}\n" if sandbox else "")}
    given |= {f"help/Get-{name}Crate.yaml": COMMAND, "cmdlets/stand_in/__init__.py": SERVICE}
    given |= {"cmdlets/stand_in/crates.py": CRATES, **{f"cmdlets/{file}.py": text for file, text in files.items()}}
    for path, text in given.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text.replace("NAME", name).lstrip())
    return folder


def test_each_module_of_a_session_has_a_server_of_its_own(tmp_path: Path) -> None:
    more = {"PSCOMPAT_MODULE_PATH": str(tmp_path)}
    write(tmp_path, "Left"), write(tmp_path, "Right")
    line = "Get-LeftCrate c1; Get-RightCrate c1; Get-LeftCrate c1; Get-ThreadRun thread_abc123 run_abc123"
    done = run("--sandbox", "-c", line, more=more)
    found = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, [each.get("of", each["object"]) for each in found]) == (
        0,
        ["Left", "Right", "Left", "thread.run"],
    )


def test_a_module_may_be_changed_for_another_of_its_name(tmp_path: Path) -> None:
    for here in ("here", "there"):
        folder = write(tmp_path / here, "Yard")
        path = folder / "cmdlets/stand_in/crates.py"
        path.write_text(path.read_text() + f"CRATES.noun = {here!r}\n")
        with (
            pscompat.load(folder, sandbox=True) as yard,
            pytest.raises(pscompat.CommandError, match=f"No {here} found"),
        ):
            yard.invoke("Get-YardCrate", "none")


def test_a_stand_in_may_be_one_file(tmp_path: Path) -> None:
    text = CRATES + SERVICE.replace("from .crates import CRATES, ROUTES\n", "")
    with pscompat.load(write(tmp_path, "Yard", "single", single=text), sandbox=True) as yard:
        assert yard.invoke("Get-YardCrate", "c1")[0]["of"] == "Yard"


@pytest.mark.parametrize("line", ["Get-BareCrate c1", "Get-YardCrate c1; Get-BareCrate c1", "'c1' | Get-BareCrate"])
def test_a_module_without_one_is_refused_before_anything_is_sent(tmp_path: Path, line: str) -> None:
    write(tmp_path, "Bare", None), write(tmp_path, "Yard")
    done = run("--sandbox", "-c", line, more={"PSCOMPAT_MODULE_PATH": str(tmp_path)})
    assert done.all == (2, "", f"pscompat: {HAS_NONE}\n")


def test_what_needs_no_server_is_not_refused(tmp_path: Path) -> None:
    more = {"PSCOMPAT_MODULE_PATH": str(write(tmp_path, "Bare", None))}
    for given in (["Get-Help", "Get-BareCrate"], ["bind", "Get-BareCrate", "c1"], ["Write-Output", "1"]):
        assert run("--sandbox", *given, more=more).code == 0


def test_a_module_without_one_is_refused_in_python_and_as_a_server(tmp_path: Path) -> None:
    folder = write(tmp_path, "Bare", None)
    with pscompat.load(folder, sandbox=True) as bare, pytest.raises(pscompat.NotRunError, match=HAS_NONE):
        bare.invoke("Get-BareCrate", "c1")
    assert run("sandbox", "--module", str(folder)).all == (2, "", f"pscompat: {HAS_NONE}\n")
    assert run("sandbox", "--module", "Nowhere").code == 2


@pytest.mark.parametrize("before", [True, False])
def test_the_command_runs_the_stand_in_of_a_module(tmp_path: Path, before: bool) -> None:
    which = ["--module", str(write(tmp_path, "Yard"))]
    line = words(*which, "sandbox") if before else words("sandbox", *which)
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment()) as child:
        try:
            assert child.stdout is not None
            url, key = (urlsplit(child.stdout.readline().split()[-1]) for _ in range(2))
            assert (url.hostname, url.path) == ("127.0.0.1", "/Yard")
            connection = HTTPConnection("127.0.0.1", url.port or 0, timeout=20)
            for headers, status in (({}, 401), ({"Authorization": f"Bearer {key.geturl()}"}, 200)):
                connection.request("GET", "/Yard/crates/c1", headers=headers)
                answer = connection.getresponse()
                answer.read()
                assert answer.status == status
        finally:
            child.send_signal(signal.SIGTERM)
    assert child.returncode == 0


@pytest.mark.parametrize(
    ("sandbox", "text", "refused", "found"),
    [
        ("missing", "", "missing.py: the stand-in does not exist", "missing.py: "),
        ("own", "1 / 0\n", "own.py:1: the stand-in does not load: ZeroDivisionError", "has no SERVICE"),
        ("own", "def", "own.py:1: the stand-in does not load: SyntaxError", "is not Python"),
        ("own", "SERVICE = 1\n", "own.py: the stand-in has no SERVICE", ""),
        ("own", "x = 1\n", "own.py: the stand-in has no SERVICE", "has no SERVICE"),
        ("a/b", "", "module.yaml:6: sandbox: is no name of a Python module", "is no name"),
        ("..", "", "module.yaml:6: sandbox: is no name of a Python module", "is no name"),
    ],
)
def test_a_stand_in_that_is_none(tmp_path: Path, sandbox: str, text: str, refused: str, found: str) -> None:
    folder = write(tmp_path, "Yard", sandbox, **{"own": text} if text else {})
    done = run("--module", str(folder), "--sandbox", "Get-YardCrate", "c1")
    assert (done.code, done.out) == (2, "")
    assert refused in done.err
    findings = [each for each in check_path(str(folder)).findings if each.level == "error"]
    assert [found in each.message for each in findings] == ([True] if found else [])


@pytest.mark.parametrize("source", ["key", "base"])
def test_a_module_whose_calls_cannot_be_led_to_its_stand_in_is_refused(tmp_path: Path, source: str) -> None:
    """Without a variable for the address they would go to the real service."""
    path = write(tmp_path, "Yard") / "help/module.yaml"
    path.write_text(path.read_text().replace(f"{source}: {{variable: Yard_", f"{source}: {{parameter: Yard_"))
    with pytest.raises(pscompat.HelpFileError, match=rf"module\.yaml:6: sandbox: .*credentials\.{source}"):
        pscompat.load(tmp_path / "Yard")


def test_first_objects_that_fail(tmp_path: Path) -> None:
    folder = write(tmp_path, "Yard")
    path = folder / "cmdlets/stand_in/__init__.py"
    path.write_text(path.read_text().replace('"id": "c1"', '"id": 1'))
    done = run("--module", str(folder), "--sandbox", "Get-YardCrate", "c1")
    assert (done.code, done.out) == (1, "")
    assert "The first objects of the stand-in for Yard fail: TypeError" in done.err
