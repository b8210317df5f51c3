"""The recorder as a process of its own on a free loopback port, and what it logged."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

_PATIENCE = 20.0
"""Seconds within which the recorder must answer."""

_AS_RECORDED = """\
import runpy, sys
from http.server import BaseHTTPRequestHandler
BaseHTTPRequestHandler.responses[422] = ("Unprocessable Entity", "")
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
"""Runs the recorder with the phrases of the Python that recorded the cases; newer ones have another for 422."""


class Recorder:
    """A running recorder; ``port`` is its own."""

    def __init__(self, script: Path, log: Path, *, seconds: int = 3600) -> None:
        self.port = _free_port()
        self.log = log
        self._read = 0
        log.touch()
        words = [_AS_RECORDED, str(script), str(self.port), str(log), str(seconds)]
        self._process = subprocess.Popen([sys.executable, "-c", *words], stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self.mark("start")
                return
            except OSError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    self.stop()
                    raise
                time.sleep(0.02)

    def mark(self, name: str) -> None:
        """Begin a case: a marker in the log, and all counters of the cues at zero."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            connection.request("GET", f"/__mark?name={quote(name)}")
            connection.getresponse().read()
        finally:
            connection.close()
        self._read = self.log.stat().st_size

    def requests(self) -> list[dict[str, Any]]:
        """What was logged since the last marker."""
        with self.log.open("rb") as file:
            file.seek(self._read)
            lines = file.read().split(b"\n")
        return [json.loads(line) for line in lines if line.strip()]

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
