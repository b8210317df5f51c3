"""The sandbox as a server: loopback only, a key required, one thread for each connection."""

from __future__ import annotations

import contextlib
import hmac
import itertools
import json
import os
import secrets
import signal
import socket
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit

from ..errors import PscompatError
from .form import Buffer, parse_form
from .routes import Content, Exchange, Refusal, parse_body
from .store import Store, StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, Any, TextIO

_HOST = "127.0.0.1"
_IN_MEMORY = 1024 * 1024
_LARGEST_JSON = 64 * 1024 * 1024
_LARGEST_FORM = 4 * 1024 * 1024 * 1024
_DIGITS = 20
_IDLE_SECONDS = 60
_SILENT_SECONDS = 2
_LINGER_SECONDS = 30
_BLOCK = 64 * 1024


class SandboxError(PscompatError):
    """The sandbox cannot start."""

    error_id = "SandboxNotStarted"
    category = "ResourceUnavailable"


class Sandbox:
    """The server. ``base_url`` and ``key`` are what a client needs; use it as a context manager."""

    def __init__(self, port: int = 0, data_file: str | None = None, key: str | None = None) -> None:
        """``port`` 0 takes a free one; without a data file the state ends with the server."""
        self.key = key or "sk-sandbox-" + secrets.token_hex(16)
        self.base_url = ""
        self._port = port
        self._data_file = data_file
        self._store: Store | None = None
        self._listener: socket.socket | None = None
        self._answers = itertools.count(1)
        self._connections: set[socket.socket] = set()
        self._thread: threading.Thread | None = None
        self._process = os.getpid()

    def __repr__(self) -> str:
        return f"Sandbox({self.base_url!r})"

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> Sandbox:
        """Listen and answer in a thread beside. Raises SandboxError."""
        try:
            self._store = Store(self._data_file or "")
        except StoreError as error:
            raise SandboxError(f"Cannot use '{self._data_file}' as the sandbox's data file: {error}.") from None
        try:
            if not self._store.is_planted():
                from .seeds import plant

                plant(self._store)
            self._listener = socket.create_server((_HOST, self._port))
        except (OSError, OverflowError) as error:
            self._store.close()
            reason = getattr(error, "strerror", None) or str(error)
            raise SandboxError(f"Cannot listen on port {self._port}: {reason}.") from None
        self.base_url = f"http://{_HOST}:{self._listener.getsockname()[1]}/v1"
        self._thread = threading.Thread(target=self._accept, args=(self._listener,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering and close everything; nothing happens the second time, or in a process that a fork made."""
        listener, self._listener = self._listener, None
        if listener is None or os.getpid() != self._process:
            return
        with contextlib.suppress(OSError):  # a last caller wakes the thread that waits for one
            socket.create_connection(listener.getsockname(), timeout=1).close()
        listener.close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        if self._thread is not None:
            self._thread.join(5)
        if self._store is not None:
            self._store.close()

    def _accept(self, listener: socket.socket) -> None:
        while self._listener is not None:
            try:
                connection, address = listener.accept()
            except OSError:
                return
            if self._listener is None:
                connection.close()
                return
            self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection, address), daemon=True).start()

    def _serve(self, connection: socket.socket, address: Any) -> None:
        # A client may go away, and the sandbox may end, in the middle of anything.
        with contextlib.suppress(OSError, ValueError), connection:
            _Handler(connection, address, self)  # type: ignore[arg-type]
        self._connections.discard(connection)

    def answer(self, method: str, target: str, headers: Any, body: _Body) -> tuple[int, Content]:
        """Status and answer to one request."""
        try:
            return 200, _content(self._result(method, target, headers, body))
        except Refusal as refusal:
            return refusal.status, _content(refusal.body)
        except Exception as error:  # a fault of the sandbox must not leave the client waiting
            return 500, _content(Refusal(500, f"The sandbox failed: {error!r}", kind="server_error").body)

    def _result(self, method: str, target: str, headers: Any, body: _Body) -> Any:
        from .resources import answer

        store = self._store
        if store is None:
            raise Refusal(503, "The sandbox is not running.", kind="server_error")
        try:
            url = urlsplit(target)
        except ValueError:
            raise Refusal(400, "The address of your request makes no sense.") from None
        is_form = _is_form(headers)
        form = parse_form(headers["Content-Type"], body.buffer()) if is_form else None
        exchange = Exchange(
            store, parse_qsl(url.query, keep_blank_values=True), {} if is_form else parse_body(body.whole()), form
        )
        with store.lock:
            store.begin()
            keep = False
            try:
                result = answer(method, url.path, exchange)
                keep = True
            finally:
                store.end(keep)
        return result

    def count(self) -> int:
        """The number of this answer."""
        return next(self._answers)

    def check_key(self, headers: Any) -> None:
        """Let only those in who know the key. Raises Refusal."""
        scheme, _, token = (headers.get("Authorization") or "").strip().partition(" ")
        given = token if scheme.lower() == "bearer" else headers.get("api-key") or ""
        if hmac.compare_digest(given.strip().encode("utf-8", "replace"), self.key.encode()):
            return
        if not headers.get("Authorization") and not headers.get("api-key"):
            raise Refusal(401, "You didn't provide an API key.")
        raise Refusal(401, "Incorrect API key provided.", code="invalid_api_key")


class _Body:
    """A request's body; a large one lies in a file that goes with it."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self.size = 0

    def add(self, data: bytes) -> None:
        """Keep more of it. Raises Refusal where there is no room."""
        try:
            self._file.write(data)
        except OSError as error:
            raise Refusal(507, f"There is no room for your request: {error.strerror}", kind="server_error") from None
        self.size += len(data)

    def whole(self) -> bytes:
        """All of it."""
        self._file.seek(0)
        return self._file.read()

    def buffer(self) -> Buffer:
        """All of it to look into, without reading a large one into memory."""
        return Buffer(self._file, self.size)

    def close(self) -> None:
        """Forget it."""
        self._file.close()


class _Handler(BaseHTTPRequestHandler):
    """One connection; ``server`` is the Sandbox."""

    protocol_version = "HTTP/1.1"
    server_version = "pscompat-sandbox"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _IDLE_SECONDS
    server: Sandbox  # type: ignore[assignment]

    def log_message(self, *args: object) -> None:
        """Keep silent."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no proper HTTP."""
        self._refuse(Refusal(int(code), message or "Your request is no proper HTTP."))

    def serve(self) -> None:
        """Answer one request."""
        with contextlib.closing(_Body()) as body:
            try:
                self.server.check_key(self.headers)
                self._receive(body)
            except Refusal as refusal:
                self._refuse(refusal)
            else:
                self._send(*self.server.answer(self.command, self.path, self.headers, body))

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_HEAD = do_OPTIONS = serve  # noqa: N815

    def _refuse(self, refusal: Refusal) -> None:
        """Refuse a request that is not read to its end, so that it must be the connection's last.

        What still comes is taken and dropped for a while: closed at once, the connection would be reset, and the
        client might never see the answer.
        """
        self.close_connection = True
        self._send(refusal.status, _content(refusal.body))
        self.wfile.flush()
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_SILENT_SECONDS)
            until = time.monotonic() + _LINGER_SECONDS
            while self.connection.recv(_BLOCK) and time.monotonic() < until:
                pass

    def _receive(self, body: _Body) -> None:
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            while size := self._chunk_size():
                self._take(body, size)
                self.rfile.readline(1024)
            while self.rfile.readline(8192).strip():
                pass
            return
        text = self.headers.get("Content-Length")
        if text is None:
            if self._is_more():
                raise Refusal(411, "The body of your request has neither a Content-Length nor is it chunked.")
            return
        if not (text.isascii() and text.isdecimal()):
            raise Refusal(400, "The Content-Length of your request is no number.")
        self._take(body, int(text) if len(text) < _DIGITS else _LARGEST_FORM + 1)

    def _is_more(self) -> bool:
        """Whether something has come already behind the request's head."""
        self.connection.setblocking(False)
        try:
            return bool(self.rfile.peek(1))  # type: ignore[attr-defined]
        finally:
            self.connection.settimeout(self.timeout)

    def _chunk_size(self) -> int:
        try:
            return int(self.rfile.readline(1024).split(b";")[0].strip() or b"0", 16)
        except ValueError:
            raise Refusal(400, "The body of your request is not well chunked.") from None

    def _take(self, body: _Body, size: int) -> None:
        largest = _LARGEST_FORM if _is_form(self.headers) else _LARGEST_JSON
        if size < 0 or body.size + size > largest:
            raise Refusal(413, "The body of your request is too large.")
        while size:
            data = self.rfile.read(min(_BLOCK, size))
            if not data:
                raise ConnectionError("the client went away")
            body.add(data)
            size -= len(data)

    def _send(self, status: int, answer: Content) -> None:
        self.send_response(status)
        self.send_header("Content-Type", answer.media_type)
        chunked = answer.size is None and self.request_version != "HTTP/1.0"
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.size is None:
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(answer.size))
        self.send_header("x-request-id", f"req_{self.server.count():06d}")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            for piece in answer.pieces:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
                if answer.size is None:
                    self.wfile.flush()
            if chunked:
                self.wfile.write(b"0\r\n\r\n")


def _is_form(headers: Any) -> bool:
    return (headers.get("Content-Type") or "").lower().startswith("multipart/form-data")


def _content(answer: Any) -> Content:
    """An answer as bytes: those of Content, JSON of everything else."""
    return answer if isinstance(answer, Content) else Content("application/json", json.dumps(answer).encode())


def serve(port: int = 0, data_file: str | None = None, out: TextIO | None = None) -> None:
    """Run the sandbox for other clients: print its base URL and key, and answer until it is asked to end.

    Returns after SIGTERM or SIGHUP. Raises SandboxError when it cannot start, KeyboardInterrupt when it is interrupted.
    """
    out = out or sys.stdout
    ended = threading.Event()
    with _ended_by(ended), Sandbox(port, data_file) as sandbox:
        print(f"Base URL: {sandbox.base_url}\nAPI key:  {sandbox.key}", file=out, flush=True)
        ended.wait()


@contextlib.contextmanager
def _ended_by(ended: threading.Event) -> Iterator[None]:
    """Let the signals that ask a server to end set the event, but for those that whoever started it had ignored.

    Only a process's main thread can be signalled.
    """
    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    before = {
        number: signal.signal(number, lambda *_: ended.set())
        for name in names
        if (number := getattr(signal, name, None)) is not None and signal.getsignal(number) != signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
