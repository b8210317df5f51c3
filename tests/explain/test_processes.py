"""``pscompat --explain``, ``pscompat bind`` and ``--strict`` as processes: nothing is sent, secrets stay hidden."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
KEY = "sk-this-is-secret"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


class Done:
    """What a process wrote and its exit code."""

    def __init__(self, cache: Path, *words: str, stdin: str | None = None, **environment: str) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        done = subprocess.run(
            [sys.executable, "-m", "pscompat", *words],
            env={**kept, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache), **environment},
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr

    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)


def test_explaining_a_line_that_binds(cache: Path) -> None:
    done = Done(cache, "--explain", "Get-ThreadRun", "thread_1", "-Lim", "5", OPENAI_API_KEY=KEY)
    assert (done.code, done.err) == (0, "")
    lines = [line.split() for line in done.out.splitlines()]
    assert lines[:2] == [["Get-ThreadRun"], ["parameter", "set:", "List"]]
    assert ["Limit", "5", "word:", "abbreviated", "name", "(-Lim)"] in lines
    assert ["ThreadId", "'thread_1'", "position:", "position", "0", "(thread_1)"] in lines
    assert ["Order", "'asc'", "default"] in lines
    assert ["ApiKey", "***", "environment", "OPENAI_API_KEY"] in lines
    assert KEY not in done.out


def test_explaining_a_line_that_does_not_bind(cache: Path) -> None:
    done = Done(cache, "--explain", "Get-ThreadRun", "-RunId", "x", "-All")
    assert done.code == 2
    assert "Parameter set cannot be resolved using the specified named parameters." in done.out
    sets = done.out.partition("Parameter sets, the closest first:\n")[2].splitlines()
    assert sets[0] == "  List (default): lacks -ThreadId (or from the pipeline); ruled out by -RunId"
    assert sets[1] == "  Get: lacks -ThreadId (or from the pipeline); ruled out by -All"


def test_explanation_as_data(cache: Path) -> None:
    done = Done(
        cache, "--explain", "--output", "json", "Get-ThreadRun", "t", "-ApiKey", KEY, OPENAI_API_BASE="http://x/"
    )
    data = done.json()
    assert (done.code, data["command"], data["set"]) == (0, "Get-ThreadRun", "List")
    values = {each["parameter"]: each for each in data["values"]}
    assert values["ThreadId"] == {
        "parameter": "ThreadId",
        "value": {"t": "string", "v": "t"},
        "source": "position",
        "rule": "position 0",
        "word": "t",
    }
    assert values["ApiKey"]["value"]["v"] == "***"
    assert values["ApiBase"]["source"] == "environment OPENAI_API_BASE"
    assert values["Limit"] == {"parameter": "Limit", "value": {"t": "Int32", "v": "20"}, "source": "default"}
    assert [step["parameter"] for step in data["steps"]] == ["ApiKey", "ThreadId"]
    assert data["objects"][0]["set"] == "List"
    failed = Done(cache, "--explain", "-o", "json", "Get-ThreadRun", "-Limit", "x").json()
    assert failed["error"]["id"] == "ParameterArgumentTransformationError,Get-ThreadRun"
    assert failed["error"]["parameter"] == "Limit"
    assert failed["error"]["hint"] == "-Limit takes a whole number."
    assert "objects" not in failed


def test_explaining_records_from_standard_input(cache: Path) -> None:
    done = Done(
        cache, "--explain", "-o", "json", "Get-ThreadRun", "-", stdin='{"thread_id": "a"}\n{"thread_id": "b"}\n'
    )
    data = done.json()
    assert done.code == 0
    assert [each["bound"]["ThreadId"]["v"] for each in data["objects"]] == ["a", "b"]


def test_explaining_a_line_of_powershell(cache: Path) -> None:
    done = Done(cache, "--explain", "-c", "Get-ThreadRun thread_1 -Order desc | Get-ThreadRun")
    assert done.code == 0
    assert done.out.count("Get-ThreadRun\n") == 2


def test_the_objects_that_a_line_pipes_are_bound_as_far_as_they_are_known(cache: Path) -> None:
    done = Done(cache, "bind", "-o", "json", "-c", "'a', 'b' | Get-ThreadRun -Limit 3 | Get-ThreadRun")
    first, second = done.json()
    assert [call["bound"]["ThreadId"]["v"] for call in first["calls"]] == ["a", "b"]
    assert second == {"command": "Get-ThreadRun", "calls": [], "begin": {"set": "List", "bound": {}}}
    told = Done(cache, "--explain", "-c", "'a', 'b' | Get-ThreadRun").out
    assert "  2. parameter set List: ThreadId" in told
    assert (
        "before the pipeline, parameter set: List"
        in Done(cache, "bind", "-c", "'a' | Where-Object x | Get-ThreadRun").out
    )


def test_what_a_command_would_write_is_not_known(cache: Path) -> None:
    done = Done(cache, "--explain", "-c", "$r = Get-ThreadRun a -Limit 2; Get-ThreadRun $r; 'x'")
    assert done.code == 2
    assert "Limit" in done.out
    assert "Binding alone runs nothing, so the value of '$r' is not known." in done.err


def test_words_that_binding_did_not_come_to_are_told(cache: Path) -> None:
    done = Done(cache, "--explain", "-o", "json", "Get-ThreadRun", "thread_1", "-Order", "up", "-ApiKey", KEY)
    assert done.json()["unread"] == ["thread_1", "-Order up", "-ApiKey ***"]
    text = Done(cache, "--explain", "Get-ThreadRun", "thread_1", "-Order", "up", "-ApiKey", KEY).out
    assert "  thread_1: binding ended before it" in text
    assert KEY not in text
    wrong = Done(cache, "--explain", "Get-ThreadRun", "-Limit", "x", "-ApiKye", KEY).out
    assert KEY not in wrong


def test_errors_of_metadata_have_hints_too(cache: Path, tmp_path: Path) -> None:
    done = Done(cache, "-c", "Get-ThreadRun -ThreadId { $_ }")
    assert done.err.splitlines()[-1].startswith("A script block for -ThreadId is worked out for each pipeline object")
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "module.yaml").write_text("name: Shop\n")
    entry = "{name: (All), position: Named}"
    parameter = f"- {{name: Crate, type: System.String, parameterSets: [{entry}, {entry}]}}\n"
    (tmp_path / "help" / "Get-Crate.yaml").write_text(f"title: Get-Crate\nparameters:\n{parameter}")
    for words in ([], ["bind"], ["--explain"]):
        done = Done(cache, "--module", str(tmp_path), *words, "Get-Crate")
        assert done.code == 2
        assert done.err.splitlines()[-1].startswith("The command's help file contradicts itself; ")


def test_warnings_of_binding_are_shown(cache: Path) -> None:
    line = "$PSDefaultParameterValues['Get-ThreadRun:Limit'] = 'x'; Get-ThreadRun a"
    warning = "The binding of default value 'x' to parameter 'Limit' failed"
    assert warning in Done(cache, "bind", "-c", line).out
    assert Done(cache, "bind", "-o", "json", "-c", line).json()["warnings"][0].startswith(warning)
    assert warning in Done(cache, "--explain", "-c", line).out
    assert Done(cache, "--explain", "-o", "json", "-c", line).json()["warnings"][0].startswith(warning)


def test_binding_as_data(cache: Path) -> None:
    done = Done(cache, "bind", "-o", "json", "Get-ThreadRun", "t", "-Limit", "5", "-ApiKey", KEY)
    assert (done.code, done.err) == (0, "")
    data = done.json()
    assert data["calls"][0]["set"] == "List"
    assert data["calls"][0]["bound"]["Limit"] == {"t": "Int32", "v": "5"}
    assert data["calls"][0]["bound"]["ApiKey"]["v"] == "***"
    assert KEY not in done.out


def test_binding_errors_as_data_and_as_text(cache: Path) -> None:
    done = Done(cache, "bind", "-o", "json", "Get-ThreadRun", "t", "-Order", "up")
    assert done.code == 2
    error = done.json()["errors"][0]
    assert error["id"] == "ParameterArgumentValidationError,Get-ThreadRun"
    assert error["category"] == "InvalidData"
    assert error["hint"] == "-Order takes one of: asc, desc."
    text = Done(cache, "bind", "Get-ThreadRun", "t", "-Order", "up")
    assert text.code == 2
    assert text.out.splitlines()[-1] == "-Order takes one of: asc, desc."


def test_a_secret_that_does_not_bind_is_not_shown(cache: Path) -> None:
    for words in (["bind"], ["--explain"], []):
        done = Done(cache, *words, "Get-ThreadRun", "t", "-ApiKey", KEY, "-ApiKey", KEY, "-Nope")
        assert done.code == 2
        assert KEY not in done.out + done.err


@pytest.mark.parametrize("way", ["option", "environment"])
def test_strictness_refuses_abbreviations_and_says_the_full_name(cache: Path, way: str) -> None:
    words = ["--strict"] if way == "option" else []
    environment = {"PSCOMPAT_STRICT": "1"} if way == "environment" else {}
    done = Done(cache, *words, "Get-ThreadRun", "t", "-Lim", "5", **environment)
    assert done.code == 2
    assert done.err.splitlines() == [
        "Get-ThreadRun: The parameter name 'Lim' is abbreviated, which strict mode refuses.",
        "Write -Limit.",
    ]
    assert Done(cache, *words, "bind", "Get-ThreadRun", "-thread_id", "t", "-Limit", "5", **environment).code == 0
    for more in (["bind"], ["--explain"]):
        assert "Write -Limit." in Done(cache, *words, *more, "Get-ThreadRun", "t", "-Lim", "5", **environment).out
    done = Done(cache, *words, "-c", "'[1]' | ConvertFrom-Json -NoEnum", **environment)
    assert (done.code, done.err.splitlines()[-1]) == (2, "Write -NoEnumerate.")


def test_abbreviations_are_fine_by_default(cache: Path) -> None:
    assert Done(cache, "bind", "Get-ThreadRun", "t", "-Lim", "5").code == 0
    assert Done(cache, "bind", "Get-ThreadRun", "t", "-Lim", "5", PSCOMPAT_STRICT="0").code == 0


def test_the_first_line_of_an_error_is_powershells_own(cache: Path) -> None:
    done = Done(cache, "Get-ThreadRun", "t", "-TreadId", "x")
    assert done.err.splitlines() == [
        "Get-ThreadRun: A parameter cannot be found that matches parameter name 'TreadId'.",
        "Did you mean -ThreadId?",
    ]


def test_comma_lists_and_plain_words(cache: Path) -> None:
    words = ("bind", "-o", "json", "Select-Object", "-Property")
    assert Done(cache, *words, "a,b").json()["calls"][0]["bound"]["Property"]["v"] == [
        {"t": "string", "v": "a"},
        {"t": "string", "v": "b"},
    ]
    plain = Done(cache, "--plain-words", *words, "a,b").json()
    assert plain["calls"][0]["bound"]["Property"]["v"] == [{"t": "string", "v": "a,b"}]


def test_an_object_that_does_not_bind_gets_a_hint(cache: Path) -> None:
    done = Done(cache, "--sandbox", "-c", "1 | Get-ThreadRun -ThreadId t")
    assert done.code == 1
    assert done.err.splitlines()[1] == "It takes an object for -Run (Object) or a property RunId or run_id."
