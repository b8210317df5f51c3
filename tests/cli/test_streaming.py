"""Records come out as they come in; readers that go, interrupts and errors end a run at once and quietly."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, Received, respond
from .processes import read_line, read_piece, run, start

FILTER = "$input | Where-Object n -gt 0 | Select-Object n"


@pytest.mark.parametrize("form", ["auto", "jsonl", "json", "list", "table"])
def test_the_first_record_is_out_before_the_second_comes(form: str) -> None:
    child = start("-o", form, "-c", FILTER)
    with child:
        assert child.stdin is not None
        for number in (1, 2):
            child.stdin.write(b'{"n":%d}\n' % number)
            child.stdin.flush()
            shown = b""
            while str(number).encode() not in shown:
                shown += read_piece(child.stdout)
        child.stdin.close()
        assert child.wait(20) == 0


def test_a_record_is_out_before_the_server_is_asked_again() -> None:
    released = threading.Event()

    def second(request: Received, connection: Any) -> None:
        released.wait(30)
        connection.sendall(respond({"id": "run_2", "object": "thread.run"}))

    with Loopback(respond({"id": "run_1", "object": "thread.run"}), second) as server:
        child = start("Get-ThreadRun", "-ThreadId", "t", "-", server=server)
        with child:
            assert child.stdin is not None
            child.stdin.write(b'{"run_id":"a"}\n{"run_id":"b"}\n')
            child.stdin.close()
            child.stdin = None
            assert b"run_1" in read_line(child.stdout)
            released.set()
            assert b"run_2" in read_line(child.stdout)
            assert child.wait(20) == 0


def test_upstream_stops_reading_when_downstream_has_enough() -> None:
    child = start("-c", "$input | Select-Object -First 2")
    with child:
        assert child.stdin is not None
        child.stdin.write(b"1\n2\n")
        child.stdin.flush()
        assert [read_line(child.stdout), read_line(child.stdout)] == [b"1\n", b"2\n"]
        # The pipe is still open; nothing more is waited for.
        assert child.wait(20) == 0


@pytest.mark.parametrize("form", ["jsonl", "json", "list", "table"])
def test_a_reader_that_goes_is_no_error(form: str) -> None:
    child = start("-o", form, "-c", FILTER, stdin=subprocess.PIPE)
    with child:
        assert child.stdin is not None and child.stdout is not None
        child.stdout.close()
        child.stdout = None
        try:
            for number in range(1, 100_000):
                child.stdin.write(b'{"n":%d}\n' % number)
            child.stdin.close()
        except BrokenPipeError:
            pass
        child.stdin = None
        assert child.stderr is not None
        assert (child.stderr.read(), child.wait(20)) == (b"", 0)


def test_a_reader_of_the_errors_that_goes_does_not_end_the_records() -> None:
    child = start("-c", "$input", stderr=subprocess.PIPE)
    with child:
        assert child.stdin is not None and child.stderr is not None
        child.stderr.close()
        child.stderr = None
        child.stdin.write(b"1\nx\n" * 3)
        child.stdin.close()
        child.stdin = None
        assert child.stdout is not None
        assert (child.stdout.read(), child.wait(20)) == (b"1\n1\n1\n", 1)


def interrupted(child: subprocess.Popen[bytes]) -> tuple[int, bytes, float]:
    """Interrupt a child that waits. Gives its code, its errors and the seconds it took."""
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    code = child.wait(20)
    assert child.stderr is not None
    return code, child.stderr.read(), time.monotonic() - begun


@pytest.mark.parametrize("words", [["-c", "$input"], ["-o", "json", "-c", "$input | Sort-Object"], ["-c", "-"]])
def test_ctrl_c_while_input_is_awaited(words: list[str]) -> None:
    child = start(*words)
    with child:
        assert child.stdin is not None
        child.stdin.write(b"1\n")
        child.stdin.flush()
        if words[0] == "-c" and words[1] != "-":
            read_line(child.stdout)
        else:
            _until_it_reads(child)
        code, err, _ = interrupted(child)
        assert (code, err) == (130, b"")


@pytest.mark.parametrize(
    "given", [["Get-ThreadRun", "t", "r"], ["-c", "1; Get-ThreadRun t r; 2"], ["Get-ThreadRun", "-"]]
)
def test_ctrl_c_while_a_server_is_awaited(given: list[str]) -> None:
    def silent(request: Received, connection: Any) -> None:
        server.ended.wait(30)

    with Loopback(silent) as server:
        child = start(*given, server=server)
        with child:
            assert child.stdin is not None
            child.stdin.write(b'{"thread_id":"t"}\n')
            child.stdin.flush()
            while not server.received:
                assert child.poll() is None
                server.ended.wait(0.02)
            server.ended.wait(0.05)
            code, err, _ = interrupted(child)
            assert (code, err) == (130, b"")
            assert child.stdout is not None
            assert child.stdout.read() == (b"1\n" if "-c" in given else b"")


def test_ctrl_c_while_nobody_reads() -> None:
    child = start("-c", "$input", bufsize=-1)
    with child:
        assert child.stdin is not None and child.stdout is not None
        line = b'"' + b"x" * 1000 + b'"\n'
        os.set_blocking(child.stdin.fileno(), False)
        # Fill both pipes: the child waits in the middle of a write.
        for _ in range(100):
            with contextlib.suppress(BlockingIOError):
                while os.write(child.stdin.fileno(), line):
                    pass
            select.select([], [], [], 0.005)
        code, err, _ = interrupted(child)
        assert (code, err) == (130, b"")


def test_messages_and_records_keep_their_order_in_one_file() -> None:
    done = start("-c", "$input", stderr=subprocess.STDOUT, bufsize=-1)
    out, _ = done.communicate(b"1\n2\nx\n3\n", timeout=30)
    assert [line[:12] for line in out.splitlines()] == [b"1", b"2", b"pscompat: Li", b"3"]


def test_ctrl_c_with_the_embedded_server() -> None:
    child = start("--sandbox", "-c", "Get-ThreadRun thread_abc123 -Limit 1; $input")
    with child:
        assert child.stdin is not None
        read_line(child.stdout)
        _until_it_reads(child)
        code, err, _ = interrupted(child)
        assert (code, err) == (130, b"")


def _until_it_reads(child: subprocess.Popen[bytes]) -> None:
    """Wait until the child has taken what stands in its pipe."""
    import fcntl
    import struct
    import termios

    assert child.stdin is not None
    for _ in range(2000):
        held = struct.unpack("i", fcntl.ioctl(child.stdin, termios.FIONREAD, b"\0\0\0\0"))[0]
        waits_in = Path(f"/proc/{child.pid}/wchan")
        if not held and waits_in.exists() and "pipe" in waits_in.read_text():
            return
        select.select([], [], [], 0.01)
    select.select([], [], [], 0.3)


def test_memory_does_not_grow_with_the_records() -> None:
    small, large = (_peak(count) for count in (1_000, 60_000))
    assert large < small * 1.3 + 4_000


def _peak(count: int) -> int:
    """KiB at most in memory."""
    child = start("-c", FILTER, stdout=subprocess.DEVNULL, bufsize=-1)
    assert child.stdin is not None
    with child.stdin:
        for number in range(count):
            child.stdin.write(b'{"n":%d,"text":"%s"}\n' % (number, b"x" * 200))
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    assert child.stderr is not None and child.stdout is None
    child.stderr.close()
    return usage.ru_maxrss


def test_a_pipe_that_is_closed_before_anything_is_written() -> None:
    assert run("-c", "1", stdin=b"").all == (0, "1\n", "")
