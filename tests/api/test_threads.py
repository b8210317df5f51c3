"""Threads that share a module, and processes that a fork made of one."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

import pscompat

from ..cli.processes import environment
from ..http.loopback import Loopback, Received, respond
from .modules import folder

ROUNDS = 60
THREADS = 8


@pytest.fixture(autouse=True)
def eager_threads() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(work: Callable[[], Any]) -> list[Any]:
    """What each of the threads gets, or the exception that it raises; all begin at once."""
    barrier = Barrier(THREADS)
    found: list[Any] = []

    def one() -> None:
        barrier.wait(30)
        try:
            found.append(work())
        except Exception as error:
            found.append(error)

    threads = [Thread(target=one) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


@pytest.mark.parametrize(
    "line", [("Get-ThreadRun", "t", "a"), ("Request-Response", "hi"), ("ConvertTo-Json", {"a": 1})]
)
def test_defaults_are_whole_for_every_thread(line: tuple[Any, ...]) -> None:
    alone = repr(pscompat.load("PSOpenAI").bind(*line).values)
    for _ in range(ROUNDS):
        module = pscompat.load("PSOpenAI")
        assert {repr(found) for found in together(lambda module=module: module.bind(*line).values)} == {alone}  # type: ignore[misc]


def test_bad_keys_among_default_parameter_values_are_taken_out_by_one_thread_or_another() -> None:
    for _ in range(ROUNDS):
        module = pscompat.load("PSOpenAI")
        table = {f"no key {number}": 1 for number in range(20)} | {"Get-ThreadRun:Limit": 7}
        module.run("$PSDefaultParameterValues = $table", variables={"table": table})
        found = together(lambda module=module: module.bind("Get-ThreadRun", "t").values["Limit"])  # type: ignore[misc]
        assert found == [7] * THREADS


def test_the_weights_of_letters_are_there_all_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    from pscompat.dotnet.order import culture

    words = ("éclair", "Ωmega", "straße", "zebra", "Æon")
    wanted = [culture.sort_key(word) for word in words]
    for _ in range(5):
        monkeypatch.setattr(culture, "_loaded", {})
        assert together(lambda: [culture.sort_key(word) for word in words]) == [wanted] * THREADS


def test_a_handler_s_file_is_run_once(tmp_path: Path) -> None:
    module = folder(
        tmp_path, "import time\nNUMBERS = []\ntime.sleep(0.05)\ndef process(call):\n    return [id(NUMBERS)]\n"
    )
    with pscompat.load(str(module)) as loaded:
        assert len({repr(found) for found in together(lambda: loaded.invoke("Test-It"))}) == 1


def test_a_handler_without_blocks_is_refused_each_time(tmp_path: Path) -> None:
    with pscompat.load(str(folder(tmp_path, "x = 1\n"))) as loaded:
        for _ in range(2):
            with pytest.raises(pscompat.HelpFileError, match="none of begin, process and end"):
                loaded.invoke("Test-It")


def test_deep_texts_of_several_threads_are_read_alike() -> None:
    deep = "(" * 480 + "1" + ")" * 480
    for _ in range(10):
        assert together(lambda: pscompat.run(deep)) == [[1]] * THREADS


def test_a_deep_text_leaves_the_limit_of_a_process_without_threads_as_it_was() -> None:
    limit = "print(sys.getrecursionlimit())"
    first, last = forked(f"{limit}\npscompat.run('(' * 480 + '1' + ')' * 480)\n{limit}\n")
    assert first == last


def test_every_error_of_several_threads_is_kept() -> None:
    for _ in range(ROUNDS):
        session = pscompat.load("Companions").session
        together(lambda session=session: session.note_errors([pscompat.ErrorRecord("It", "It failed.")]))  # type: ignore[misc]
        assert len(session.variables["error"]) == THREADS


def forked(script: str, **more: str) -> list[str]:
    """The lines that a program writes which loads the module and forks."""
    program = "import os, sys, threading, pscompat\nmodule = pscompat.load('PSOpenAI', sandbox=SANDBOX)\n" + script
    done = subprocess.run(
        [sys.executable, "-c", program.replace("SANDBOX", str(not more))],
        env={**environment(), **more},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


def test_after_a_fork_each_process_has_connections_of_its_own() -> None:
    peers = []

    def answer(_: Received, connection: socket.socket) -> bool:
        peers.append(connection.getpeername())
        connection.sendall(respond({"id": "run_1", "object": "thread.run"}))
        return True

    script = """
def ask(): print(module.invoke('Get-ThreadRun', 't', 'r')[0]['id'], flush=True)
ask()
child = os.fork()
if not child:
    ask(); ask()
    os._exit(0)
os.waitpid(child, 0)
ask()
"""
    with Loopback(answer) as server:
        assert forked(script, OPENAI_API_BASE=server.base) == ["run_1"] * 4
    first, second, third, fourth = peers
    assert first == fourth
    assert second == third != first


def test_a_fork_s_child_leaves_the_embedded_server_to_its_parent() -> None:
    script = """
from http.client import HTTPConnection
sandbox = module.session.sandbox(module.session.modules()[0])
own = HTTPConnection(sandbox.base_url.split('/')[2], timeout=20)
own.connect()
own.auto_open = 0
def ask():
    own.request('GET', '/v1/models', headers={'Authorization': 'Bearer ' + sandbox.key})
    answer = own.getresponse()
    print(answer.status, flush=True)
    answer.read()
ask()
child = os.fork()
if not child:
    print(module.invoke('Get-ThreadRun', 'thread_abc123', 'run_abc123')[0]['id'], flush=True)
    module.close()
    os._exit(0)
os.waitpid(child, 0)
ask()
"""
    assert forked(script) == ["200", "run_abc123", "200"]


def test_a_fork_s_child_does_not_wait_for_a_thread_of_its_parent() -> None:
    script = """
holding = threading.Event()
def hold():
    with module.session.making:
        holding.set()
        threading.Event().wait()
threading.Thread(target=hold, daemon=True).start()
holding.wait()
child = os.fork()
if not child:
    threading.Timer(20, os._exit, (1,)).start()
    print(module.bind('Get-ThreadRun', 't').values['Limit'], flush=True)
    os._exit(0)
print(os.waitpid(child, 0)[1], flush=True)
os._exit(0)
"""
    assert forked(script) == ["20", "0"]
