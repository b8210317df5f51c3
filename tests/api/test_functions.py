"""Commands as Python functions: their signatures and help, and the typed stub that ships."""

from __future__ import annotations

import inspect
import json
import pydoc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pscompat
from pscompat.api.module import LoadedModule

from ..http.loopback import Loopback, respond

ROOT = Path(__file__).parent.parent.parent
RUN = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "created_at": 1699075072, "status": "completed"}


@pytest.fixture(scope="module")
def openai() -> Iterator[LoadedModule]:
    with pscompat.load("PSOpenAI", environment={"OPENAI_API_KEY": "sk-functions"}) as module:
        yield module


def test_a_command_is_called_like_a_function() -> None:
    with Loopback(respond(RUN), respond(RUN)) as server:
        environment = {"OPENAI_API_KEY": "sk-functions", "OPENAI_API_BASE": server.base}
        with pscompat.load("PSOpenAI", environment=environment) as module:
            assert module.Get_ThreadRun("thread_1", "run_1")[0]["id"] == "run_1"
            assert module["get-threadrun"]("thread_1", run_id="run_1")[0]["status"] == "completed"
    assert [request.target for request in server.received] == ["/v1/threads/thread_1/runs/run_1"] * 2


def test_it_has_a_signature_and_the_command_s_help(openai: LoadedModule) -> None:
    signature = inspect.signature(openai["Get-ThreadRun"])
    assert next(iter(signature.parameters)) == "ThreadId"
    assert signature.parameters["Limit"].annotation == "int"
    assert signature.parameters["Order"].annotation == "Literal['asc', 'desc'] | str"
    assert signature.parameters["All"].kind is inspect.Parameter.KEYWORD_ONLY
    shown = pydoc.render_doc(openai["Get-ThreadRun"], renderer=pydoc.plaintext)  # type: ignore[attr-defined]
    assert "Get_ThreadRun(ThreadId" in shown and "-Limit <Int32>" in shown and "thread_abc123" in shown


def test_what_each_set_needs_has_no_default(openai: LoadedModule) -> None:
    text = inspect.signature(openai["Request-AudioSpeech"]).parameters
    assert text["Model"].default is ... and "OutFile" in text


def test_every_command_is_there_and_has_a_signature(openai: LoadedModule) -> None:
    names = [name.replace("-", "_") for name in openai.commands()]
    assert set(names) <= set(dir(openai)) and len(names) == 100
    for name in names:
        assert callable(getattr(openai, name)) and inspect.signature(getattr(openai, name)).parameters


def test_other_names_are_no_commands(openai: LoadedModule) -> None:
    with pytest.raises(AttributeError, match="the module PSOpenAI has no command 'Get_Nothing'"):
        _ = openai.Get_Nothing  # type: ignore[attr-defined]
    with pytest.raises(KeyError, match="Get-Nothing"):
        _ = openai["Get-Nothing"]
    assert not hasattr(openai, "_repr_html_")


def test_the_shipped_stub_is_what_export_writes() -> None:
    words = ("-m", "pscompat", "help", "export", "*", "--to", "stubs", "--module", ".")
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == (ROOT / "pscompat/stubs/psopenai.pyi").read_text(encoding="utf-8")


def test_a_type_checker_finds_what_does_not_bind(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    lines = (
        "import pscompat",
        "with pscompat.load('PSOpenAI', sandbox=True) as openai:",
        "    openai.Get_ThreadRun('t', All=True)",
        "    openai.Get_ThreadRun('t', 'r', TimeoutSec=3)",
        "    openai.Get_ThreadRun('t', Al=True)",
        "    openai.Get_ThreadRun('t', Limit='many')",
        "    openai.Get_Nothing()",
        "pscompat.load('Companions')['Get-Date']()",
    )
    program.write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ("-m", "mypy", "--strict", "--no-error-summary", "--hide-error-context", "--cache-dir", str(tmp_path))
    done = subprocess.run([sys.executable, *words, str(program)], cwd=ROOT, capture_output=True, text=True, check=False)
    errors = [line.partition("program.py:")[2] for line in done.stdout.splitlines() if ": error: " in line]
    assert {error.partition(":")[0] for error in errors} == {"5", "6", "7"}, done.stdout + done.stderr
    assert '5: error: Unexpected keyword argument "Al"' in errors[0]


def test_a_module_of_one_s_own_has_a_stub_too(tmp_path: Path) -> None:
    help_folder = tmp_path / "My-Yard" / "help"
    help_folder.mkdir(parents=True)
    (help_folder / "module.yaml").write_text("name: My-Yard\nversion: 1.0.0\n", encoding="utf-8")
    page = (
        'title: Get-Crate\nsynopsis: Gets a crate\'s "lid".\nparameters:\n'
        "- {name: Name, type: 'System.String[]', parameterSets: [{name: A, position: '0', isRequired: true}]}\n"
        "- {name: Id, type: System.Guid, parameterSets: [{name: B, isRequired: true}]}\n"
        + "".join(
            f"- {{name: {name}, type: System.Int32, parameterSets: [{{name: (All)}}]}}\n"
            for name in ("class", "self", "input", "jobs", "unordered", "executor")
        )
    )
    (help_folder / "Get-Crate.yaml").write_text(page, encoding="utf-8")
    words = ("-m", "pscompat", "help", "export", "*", "--to", "stubs", "--module", str(tmp_path / "My-Yard"))
    environment_words = [sys.executable, *words, "-o", str(tmp_path)]
    done = subprocess.run(environment_words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    stub = (tmp_path / "my_yard.pyi").read_text(encoding="utf-8")
    assert "class My_Yard(LoadedModule):" in stub
    assert "def Get_Crate(self, Name: Sequence[str] | str, *, input:" in stub
    compile(stub, "my_yard.pyi", "exec")
    assert "def Get_Crate(self, *, Id: str, input:" in stub and "class:" not in stub.replace("class My", "")


def test_a_saved_record_is_taken_where_its_object_is() -> None:
    saved: Any = json.loads(json.dumps(RUN))
    answers = [respond(RUN)] * 4
    with Loopback(*answers) as server:
        environment = {"OPENAI_API_KEY": "sk-functions", "OPENAI_API_BASE": server.base}
        with pscompat.load("PSOpenAI", environment=environment) as module:
            module.Get_ThreadRun(Run=saved)
            module.invoke("Get-ThreadRun", input=[saved])
            module.run("Get-ThreadRun -Run $run", variables={"run": saved})
            call = module.bind("Get-ThreadRun", Run=saved)
            assert call.values["Run"]["created_at"].timestamp() == RUN["created_at"]
            assert repr(call).startswith("<BoundCall of set 'Get_ThreadRun': Run>")
            with pytest.raises(pscompat.BindingError):
                module.bind("Get-ThreadRun", Run={**saved, "object": "of.another.kind"})
            kept = module.bind("New-Thread", MetaData={"object": "thread.run"}).values["MetaData"]
            assert dict(kept) == {"object": "thread.run"}
    assert {request.target for request in server.received} == {"/v1/threads/thread_1/runs/run_1"}


def test_records_show_their_type() -> None:
    with Loopback(respond(RUN)) as server:
        environment = {"OPENAI_API_KEY": "sk-functions", "OPENAI_API_BASE": server.base}
        with pscompat.load("PSOpenAI", environment=environment) as module:
            [run] = module.Get_ThreadRun("thread_1", "run_1")
    assert repr(run).startswith("<PSOpenAI.Thread.Run {'id': 'run_1'")
