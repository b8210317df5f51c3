"""Many records at once: order, errors, ends, and that never more are sent than were asked for."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import pscompat
from pscompat.api.module import LoadedModule
from pscompat.engine.at_once import AtOnce

from ..cli.processes import environment, run, words
from ..engine.acme import Acme
from ..http.loopback import Loopback, respond

RUN = {"id": "run_1", "object": "thread.run", "created_at": 1699075072, "status": "completed"}


def _load(server: Loopback, streams: pscompat.Streams | None = None) -> LoadedModule:
    environment = {"OPENAI_API_KEY": "sk-jobs-0123456789", "OPENAI_API_BASE": server.base}
    return pscompat.load("PSOpenAI", environment=environment, streams=streams)


class _Service:
    """Answers each run with the id that it was asked for; ``delay`` and ``failing`` look at its number."""

    def __init__(
        self, delay: Callable[[int], float] = lambda number: 0.0, failing: Callable[[int], int] = lambda number: 200
    ) -> None:
        self.delay = delay
        self.failing = failing
        self.lock = threading.Lock()
        self.open = self.most = 0

    def __call__(self, request: Any, connection: Any) -> bool:
        number = int(request.target.split("/")[3].partition("_")[2])
        name = f"run_{number}"
        with self.lock:
            self.open += 1
            self.most = max(self.most, self.open)
        time.sleep(self.delay(number))
        status = self.failing(number)
        body: dict[str, Any] = {**RUN, "id": name} if status == 200 else {"error": {"message": f"{name} failed"}}
        with self.lock:
            self.open -= 1
        connection.sendall(respond(body, status=status))
        return True


def _inputs(count: int) -> Iterator[dict[str, str]]:
    return ({"thread_id": f"thread_{number}"} for number in range(count))


def test_records_are_sent_at_once_and_written_in_order() -> None:
    barrier = threading.Barrier(4, timeout=10)

    def delay(number: int) -> float:
        if number < 4:
            barrier.wait()  # four are under way at once, or this fails
        return (3 - number % 4) * 0.02

    service = _Service(delay)
    with Loopback(service) as server, _load(server) as module:
        found = module.invoke("Get-ThreadRun", RunId="r", input=_inputs(20), jobs=4)
    assert [run["id"] for run in found] == [f"run_{number}" for number in range(20)]
    assert service.most == 4


def test_unordered_records_come_as_they_are_done() -> None:
    service = _Service(lambda number: 1.0 if number == 0 else 0.0)
    with Loopback(service) as server, _load(server) as module:
        found = module.invoke("Get-ThreadRun", RunId="r", input=_inputs(6), jobs=3, unordered=True)
    names = [run["id"] for run in found]
    assert names[-1] == "run_0" and sorted(names) == [f"run_{number}" for number in range(6)]


def test_errors_come_in_their_place_and_keep_their_record() -> None:
    streams = pscompat.CollectingStreams()
    service = _Service(failing=lambda number: 404 if number % 3 == 1 else 200)
    with Loopback(service) as server, _load(server, streams) as module:
        seen = []
        for record in module.stream("Get-ThreadRun", RunId="r", input=_inputs(9), jobs=4):
            seen.append((record["id"], len(streams.errors)))
    assert seen == [("run_0", 0), ("run_2", 1), ("run_3", 1), ("run_5", 2), ("run_6", 2), ("run_8", 3)]
    assert ["run_1 failed" in error.message for error in streams.errors] == [True, False, False]
    targets: list[Any] = [error.target for error in streams.errors]
    assert [target["thread_id"] for target in targets] == ["thread_1", "thread_4", "thread_7"]


def test_an_error_of_python_s_face_ends_the_work() -> None:
    service = _Service(failing=lambda number: 404 if number == 2 else 200)
    with Loopback(service) as server, _load(server) as module:
        stream = module.stream("Get-ThreadRun", RunId="r", input=_inputs(1000), jobs=4)
        seen: list[str] = []
        with pytest.raises(pscompat.CommandError, match="run_2 failed") as caught:
            seen.extend(record["id"] for record in stream)
        target: Any = caught.value.records[0].target
        assert target["thread_id"] == "thread_2"
        assert seen == [] or seen == ["run_0", "run_1"]
        assert len(server.received) <= 2 + 4 + 1


def test_error_action_stop_ends_the_line() -> None:
    streams = pscompat.CollectingStreams()
    service = _Service(failing=lambda number: 404 if number == 5 else 200)
    line = "$input | Get-ThreadRun -RunId r -ErrorAction Stop; 'not reached'"
    with Loopback(service) as server, _load(server, streams) as module:
        module.session.at_once = AtOnce(4)
        found = module.run(line, input=_inputs(100))
        assert len(server.received) <= 6 + 4
    assert [record["id"] for record in found] == [f"run_{number}" for number in range(5)]
    assert [error.message.count("run_5 failed") for error in streams.errors] == [1]


def test_variables_of_streams_are_filled_in_order() -> None:
    service = _Service(lambda number: 0.3 * (number == 1), failing=lambda number: 404 if number % 2 else 200)
    line = (
        "$input | Get-ThreadRun -RunId r -ErrorVariable e -OutVariable o -PipelineVariable p | % { $p.id }; $o.id; $e"
    )
    with Loopback(service) as server, _load(server, pscompat.CollectingStreams()) as module:
        module.session.at_once = AtOnce(6)
        *found, first, second, third = module.run(line, input=_inputs(6))
    assert found == ["run_0", "run_2", "run_4"] * 2
    assert ["run_1" in str(first), "run_3" in str(second), "run_5" in str(third)] == [True] * 3


def test_a_record_that_does_not_bind_is_an_error_in_its_place() -> None:
    streams = pscompat.CollectingStreams()
    records = [*_inputs(2), {"nothing": 1}, {"thread_id": "thread_7"}]
    with Loopback(_Service()) as server, _load(server, streams) as module:
        seen = []
        for run in module.stream("Get-ThreadRun", RunId="r", input=records, jobs=3):
            seen.append((run["id"], len(streams.errors)))
    assert seen == [("run_0", 0), ("run_1", 0), ("run_7", 1)]


def test_no_more_are_sent_than_are_wanted_and_at_work() -> None:
    done = run(
        *("--jobs", "4", "-c", "$input | Get-ThreadRun -RunId r | Select-Object -First 3 -ExpandProperty id"),
        stdin="".join(json.dumps(each) + "\n" for each in _inputs(500)).encode(),
        server=(server := Loopback(_Service()).__enter__()),
    )
    server.__exit__()
    assert done.all == (0, "run_0\nrun_1\nrun_2\n", "")
    assert 3 <= len(server.received) <= 3 + 4


def test_one_answer_that_asks_to_wait_holds_all() -> None:
    lock = threading.Lock()
    told: list[float] = []
    times: list[float] = []

    def busy_once(request: Any, connection: Any) -> bool:
        with lock:
            times.append(time.monotonic())
            first = not told
            if first:
                told.append(time.monotonic())
        if first:
            connection.sendall(respond({"error": {"message": "Busy"}}, status=429, Retry_After="1"))
        else:
            time.sleep(0.05)
            connection.sendall(respond(RUN))
        return True

    with Loopback(busy_once) as server, _load(server, pscompat.CollectingStreams()) as module:
        found = module.invoke("Get-ThreadRun", RunId="r", input=_inputs(12), jobs=3, MaxRetryCount=2)
    assert len(found) == 12
    # Only what was on its way when the answer came goes out before the second is over.
    assert sum(moment < told[0] + 0.9 for moment in times) <= 3


def test_an_executor_of_one_s_own_does_the_work() -> None:
    names = set()

    class Noting(ThreadPoolExecutor):
        def submit(self, act: Any, /, *arguments: Any, **named: Any) -> Any:
            def noted() -> Any:
                names.add(threading.current_thread().name.rpartition("_")[0])
                return act(*arguments, **named)

            return super().submit(noted)

    with Loopback(_Service()) as server, _load(server) as module, Noting(2, thread_name_prefix="mine") as executor:
        assert len(module.invoke("Get-ThreadRun", RunId="r", input=_inputs(5), jobs=2, executor=executor)) == 5
        assert executor.submit(lambda: 1).result() == 1
    assert names == {"mine"}


def test_jobs_are_a_number_that_makes_sense() -> None:
    wrong: list[Any] = [0, -1, 257, 1.5, "4", None]
    for jobs in wrong:
        with Loopback() as server, _load(server) as module, pytest.raises(ValueError, match="from 1 to 256"):
            module.invoke("Get-ThreadRun", RunId="r", input=_inputs(5), jobs=jobs)
    refused = run("--jobs", "many", "Get-ThreadRun", "t")
    assert (refused.code, refused.err.splitlines()[0]) == (
        2,
        "pscompat: --jobs takes a number from 1 to 256, not 'many'.",
    )


def test_a_command_that_gathers_says_that_it_works_alone() -> None:
    files = [respond({"id": "file_1", "object": "file", "filename": "f", "bytes": 1, "purpose": "batch"})]
    with Loopback(*files) as server:
        done = run(
            *("--jobs", "4", "-c", "@{custom_id='a'}, @{custom_id='b'} | Start-Batch -Endpoint /v1/responses"),
            server=server,
        )
    assert "Start-Batch takes one record after the other: it gathers its records." in done.err


def test_hooks_run_one_at_a_time_unless_the_module_says_otherwise(tmp_path: Path) -> None:
    hook = """
import threading, time
at_work = most = 0
lock = threading.Lock()
def hook(call, name):
    global at_work, most
    with lock:
        at_work += 1
        most = max(most, at_work)
    time.sleep(0.05)
    with lock:
        at_work -= 1
    return most
"""
    command = """
title: Get-Crate
parameters:
- {name: Name, type: string, parameterSets: [{name: (All), valueFromPipeline: true}]}
pscompat:
  request:
    path: /crates/{Name}
  response:
    then:
    - {hook: note, with: {name: $Name}, into: Most}
    - {add: {most: $Most}}
"""
    for threads, most in (("", 1), ("threads: true\n", 3)):
        folder = tmp_path / (threads.strip().replace(": ", "") or "plain")
        folder.mkdir()
        with Loopback(respond({"object": "crate", "id": "c"})) as server:
            acme = Acme(folder, server, hooks={"note": hook}, Get_Crate=command)
            path = folder / "help" / "module.yaml"
            path.write_text(path.read_text() + threads, encoding="utf-8")
            given = {"ACME_KEY": "key-0123456789", "ACME_BASE": server.base}
            with pscompat.load(folder, environment=given) as module:
                found = module.invoke("Get-Crate", input=[str(n) for n in range(9)], jobs=3)
        assert acme is not None and max(record["most"] for record in found) == most


KEEPING = """
title: Get-Crate
parameters:
- {name: Name, type: string, parameterSets: [{name: (All), valueFromPipeline: true}]}
pscompat:
  request:
    path: /crates/{Name}
  response:
    then:
    - {hook: keep, with: {name: $Name}, into: Kept}
    - {add: {kept: $Kept}}
"""


@pytest.mark.timeout(60)
@pytest.mark.parametrize("jobs", [1, 2])
def test_questions_of_hooks_are_asked_in_order_and_messages_come_all(tmp_path: Path, jobs: int) -> None:
    hook = """
def hook(call, name):
    for number in range(150):
        call.warn(f"{name} {number}")
    return call.should_continue(f"Keep {name}?", "Crates")
"""

    class Asked(pscompat.CollectingStreams):
        def may_continue(self, text: str, caption: str) -> bool | None:
            self.notes.append(text)
            return int(text.split()[1].rstrip("?")) % 2 == 1

    def odd_ones_late(request: Any, connection: Any) -> bool:
        time.sleep(0.1 * (int(request.target.rpartition("/")[2]) % 2))
        connection.sendall(respond({"object": "crate", "id": "c"}))
        return True

    streams = Asked()
    with Loopback(odd_ones_late) as server:
        Acme(tmp_path, server, hooks={"keep": hook}, Get_Crate=KEEPING)
        given = {"ACME_KEY": "key-0123456789", "ACME_BASE": server.base}
        with pscompat.load(tmp_path, environment=given, streams=streams) as module:
            found = module.invoke("Get-Crate", input=range(1, 9), jobs=jobs)
    assert [record["kept"] for record in found] == [True, False] * 4
    assert streams.warnings == [f"{name} {number}" for name in range(1, 9) for number in range(150)]
    assert streams.notes == [f"Keep {name}?" for name in range(1, 9)]


def test_information_of_records_at_once_is_redirected(tmp_path: Path) -> None:
    hook = """
import time
def hook(call, name):
    call.information(f"{name} is looked at")
    time.sleep(0.3)
"""
    slow = "1..3 | ForEach-Object { Start-Sleep -Milliseconds 100; $_ }"
    told = "ForEach-Object { $_ -is [Management.Automation.InformationRecord] }"
    with Loopback(respond({"object": "crate", "id": "c"})) as server:
        Acme(tmp_path, server, hooks={"keep": hook}, Get_Crate=KEEPING)
        path = tmp_path / "help" / "module.yaml"
        path.write_text(path.read_text() + "threads: true\n", encoding="utf-8")
        given = {"ACME_KEY": "key-0123456789", "ACME_BASE": server.base}
        line = ("--module", str(tmp_path), "-c", f"{slow} | Get-Crate 6>&1 | {told}")
        done = run("--jobs", "4", *line, more=given)
        assert (done.out.split(), done.err) == (["true", "false"] * 3, "")
        assert len(server.received) == 3


@pytest.mark.timeout(60)
def test_ctrl_c_ends_what_is_at_work() -> None:
    with Loopback(_Service(lambda number: 30.0)) as server:
        child = subprocess.Popen(
            words("--jobs", "4", "Get-ThreadRun", "-RunId", "r", "-"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(server),
        )
        assert child.stdin is not None
        child.stdin.write("".join(json.dumps(each) + "\n" for each in _inputs(50)).encode())
        child.stdin.close()
        for _ in range(200):
            if len(server.received) == 4:
                break
            time.sleep(0.05)
        begun = time.monotonic()
        child.send_signal(signal.SIGINT)
        assert child.wait(20) == 130
        assert time.monotonic() - begun < 10
        assert child.stderr is not None and b"Traceback" not in child.stderr.read()
        assert len(server.received) == 4


def test_memory_does_not_grow_with_the_records() -> None:
    """A job waits when it is far ahead of what is read of it."""
    big = {"data": [{**RUN, "id": f"run_{n}"} for n in range(100)], "has_more": True, "last_id": "x"}
    with Loopback(respond(big)) as server, _load(server) as module:
        stream = module.stream(
            "Get-ThreadRun", All=True, input=[{"thread_id": f"thread_{n}"} for n in range(50)], jobs=2
        )
        next(stream)
        time.sleep(0.5)
        assert len(server.received) <= 2 * 3
        stream.close()  # type: ignore[attr-defined]


@pytest.mark.timeout(60)
def test_an_executor_that_does_not_run_a_job_is_an_error_and_no_wait() -> None:
    executor = ThreadPoolExecutor(1)

    def records() -> Iterator[dict[str, str]]:
        yield from _inputs(4)
        executor.shutdown(wait=False, cancel_futures=True)

    with Loopback(_Service(lambda number: 0.3)) as server, _load(server) as module:
        with pytest.raises(RuntimeError, match="shut down before all records were sent"):
            module.invoke("Get-ThreadRun", RunId="r", input=records(), jobs=5, executor=executor)
        with ProcessPoolExecutor(1) as processes, pytest.raises(TypeError, match="pickle"):
            module.invoke("Get-ThreadRun", RunId="r", input=_inputs(4), jobs=2, executor=processes)


def _acme(folder: Path, server: Loopback, command: str, more: str = "", **files: str) -> tuple[str, dict[str, str]]:
    """A module with one command ``Get-Crate``: its folder, and what the environment says."""
    Acme(folder, server, hooks=files, Get_Crate=command)
    path = folder / "help" / "module.yaml"
    path.write_text(path.read_text() + more, encoding="utf-8")
    return str(folder), {"ACME_KEY": "key-0123456789", "ACME_BASE": server.base}


HANDLED = """
title: Get-Crate
parameters:
- {name: Name, type: string, parameterSets: [{name: (All), valueFromPipeline: true}]}
pscompat:
  handler: get_crate
"""


def test_handlers_work_alone_unless_the_module_says_otherwise_and_may_have_enough(tmp_path: Path) -> None:
    handler = """
import threading, time
def process(call):
    number = int(call.values.Name)
    time.sleep(0.05 * (number % 2))
    yield [threading.current_thread() is threading.main_thread(), int(call.input)]
    if number == 4:
        call.stop_upstream()
"""
    with Loopback() as server:
        for more, alone in (("", True), ("threads: true\n", False)):
            folder, given = _acme(tmp_path / more[:4], server, HANDLED, more, get_crate=handler)
            done = run("--jobs", "3", "--module", folder, "-c", "1..9 | Get-Crate", more=given)
            found = [json.loads(line) for line in done.out.splitlines()]
            assert found == [[alone, number] for number in range(1, 5)]
            told = "its module file does not say that its handlers may run in threads."
            assert done.err == f"NOTE: Get-Crate takes one record after the other: {told}\n" * alone


def test_records_at_once_know_the_types_of_the_module_and_their_own_object(tmp_path: Path) -> None:
    hook = """
from pscompat.dotnet.strings import to_string
def hook(call, name):
    return [to_string(call.values.Name), to_string(call.input), to_string(name)]
"""
    command = KEEPING.replace("  response:\n", "  response:\n    type: Acme.Crate\n").replace(
        "name: $Name}", "name: $_}"
    )
    command = command.replace("type: string", "type: object").replace("/crates/{Name}", "/crates")
    crate = respond({"object": "crate", "id": "c1"})
    with Loopback(crate) as server:
        folder, given = _acme(tmp_path, server, command, "threads: true\n", keep=hook)
        done = run("--jobs", "3", "--module", folder, "-c", "1..5 | Get-Crate | % { $_.kept -join ' ' }", more=given)
    assert done.all == (0, "".join(f"{number} {number} c1\n" for number in range(1, 6)), "")


def test_what_is_not_sent_or_asked_for_goes_one_by_one(tmp_path: Path) -> None:
    command = KEEPING.partition("  response:")[0].replace(
        "  request:\n", "  supportsShouldProcess: true\n  request:\n    method: POST\n"
    )
    with Loopback(respond({"id": "c"})) as server:
        folder, given = _acme(tmp_path, server, command)
        words = ("--jobs", "3", "--module", folder)
        dry = run(*words, "--dry-run", "-c", "1..3 | Get-Crate", more=given)
        asked = run(*words, "-c", "1..3 | Get-Crate -Confirm", more=given)
        assert server.received == []
    told = "NOTE: Get-Crate takes one record after the other: "
    assert dry.err == f"{told}nothing is sent in a dry run.\n"
    assert [line[-1] for line in dry.out.splitlines() if line.startswith("POST ")] == ["1", "2", "3"]
    assert asked.err.startswith(f"{told}it asks before each.\n") and asked.code == 1


def test_the_first_command_with_input_is_the_one_that_sends_at_once() -> None:
    service = _Service(lambda number: 0.1)
    objects = '% { 1..6 } | % { [pscustomobject]@{thread_id = "thread_$_"} }'
    line = f"Get-ThreadRun thread_0 -RunId r | {objects} | Get-ThreadRun -RunId r"
    with Loopback(service) as server:
        done = run("--jobs", "3", "-c", f"{line} | % id; $?", server=server)
    assert done.out.split() == [*(f"run_{number}" for number in range(1, 7)), "true"]
    assert service.most == 3


def test_errors_at_once_are_failures_of_the_pipeline() -> None:
    with Loopback(_Service(failing=lambda number: 404)) as server:
        line = "$input | Get-ThreadRun -RunId r -ErrorAction SilentlyContinue; $?; $error.Count"
        records = "".join(json.dumps(each) + "\n" for each in _inputs(2)).encode()
        assert run("--jobs", "2", "-c", line, stdin=records, server=server).out.split() == ["false", "2"]


def test_an_error_that_a_handler_raises_keeps_its_record(tmp_path: Path) -> None:
    handler = """
from pscompat.handlers import CommandError, ErrorRecord
def process(call):
    raise CommandError([ErrorRecord("Broken", "boom")])
    yield
"""
    with Loopback() as server:
        folder, given = _acme(tmp_path, server, HANDLED, "threads: true\n", get_crate=handler)
        with pscompat.load(folder, environment=given) as module, pytest.raises(pscompat.CommandError) as caught:
            module.invoke("Get-Crate", input=["a", "b"], jobs=2)
    assert caught.value.records[0].target == "a"
