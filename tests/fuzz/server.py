"""A service in a process of its own: it answers everything, and keeps a list of what it was asked."""

from __future__ import annotations

import contextlib
import http.server
import json
import os
import signal
import threading
from pathlib import Path

RECORD = {"id": "run_1", "object": "thread.run", "status": "completed", "thread_id": "thread_1", "created_at": 1}


class Server:
    """Answers as the first word of a path says: ``ok``, ``list``, or ``quote``, an error that quotes its headers."""

    def __init__(self, log: Path) -> None:
        self._log = os.open(log, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._log))
        server.daemon_threads = True
        self.base = f"http://127.0.0.1:{server.server_address[1]}"
        ends, self._alive = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(self._alive)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            # The other end closes with whoever started this, however it ends.
            with contextlib.suppress(KeyboardInterrupt):
                os.read(ends, 1)
            os._exit(0)
        os.close(ends)
        server.socket.close()

    def close(self) -> None:
        """Stop it."""
        os.close(self._alive)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGTERM)
        os.waitpid(self._pid, 0)
        os.close(self._log)

    def mark(self) -> int:
        """A point in the list of requests."""
        return os.fstat(self._log).st_size

    def since(self, mark: int) -> list[str]:
        """The requests behind that point: method and path."""
        return os.pread(self._log, self.mark() - mark, mark).decode().splitlines()


def _handler(log: int) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Nothing is printed."""

        def handle_one_request(self) -> None:
            with contextlib.suppress(OSError):
                super().handle_one_request()

        def answer(self) -> None:
            os.write(log, f"{self.command} {self.path}\n".encode("ascii", "backslashreplace"))
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            while "chunked" in (self.headers.get("Transfer-Encoding") or ""):
                size = int(self.rfile.readline() or b"0", 16)
                self.rfile.read(size + 2)
                if not size:
                    break
            kind = self.path.split("/")[1]
            status = 400 if kind == "quote" else 200
            body = json.dumps(_quoting(self.headers.items()) if status == 400 else _listing(kind)).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == 400:
                self.send_header("x-request-id", f"req for {self.headers.get('Authorization')}")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_HEAD = answer  # noqa: N815

    return Handler


def _quoting(headers: list[tuple[str, str]]) -> dict[str, object]:
    """The error of a gateway that tells what it was sent."""
    return {"error": {"message": "refused: " + "; ".join(f"{name}: {value}" for name, value in headers), "code": "no"}}


def _listing(kind: str) -> dict[str, object]:
    """One object that is a list as well, so that every command finds in it what it looks for."""
    records = [RECORD, {**RECORD, "id": "run_2"}] if kind == "list" else [RECORD]
    return {**RECORD, "data": records, "has_more": False, "deleted": True, "output": [], "results": []}
