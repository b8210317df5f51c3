"""Ctrl-C ends every wait at once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .loopback import Loopback, Received, respond

ROOT = Path(__file__).parents[2]
CHILD = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, sys.argv[1])
from pscompat.http.client import Client
from tests.http.loopback import Notes, settings
class Telling(Notes):
    def warn(self, text):
        print(text, flush=True)
made = Client(settings(sys.argv[2], retries=3), Telling())
try:
    made.get("/x")
except KeyboardInterrupt:
    sys.exit(130)
"""


def _silent(request: Received, connection: Any) -> None:
    server_ended.wait(30)


def _half(request: Received, connection: Any) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{")
    server_ended.wait(30)


server_ended: Any = None


@pytest.mark.parametrize("answer", [_silent, _half, respond(b"", 429, "Busy", retry_after="50")])
def test_interrupt(answer: Any) -> None:
    global server_ended
    with Loopback(answer) as server:
        server_ended = server.ended
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(ROOT), server.base], stdout=subprocess.PIPE, cwd=ROOT
        )
        with child:
            try:
                while not server.received:
                    server.ended.wait(0.02)
                if isinstance(answer, bytes):
                    assert child.stdout is not None
                    while b"waiting 50000 ms" not in child.stdout.readline():
                        pass
                server.ended.wait(0.1)
                child.send_signal(signal.SIGINT)
                assert child.wait(10) == 130
            finally:
                child.kill()
