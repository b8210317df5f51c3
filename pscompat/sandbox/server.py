"""The sandbox as a server: loopback only, a key required, one thread for each connection."""

from __future__ import annotations

import contextlib
import hmac
import itertools
import json
import mmap
import secrets
import socket
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl, urlsplit

from ..errors import PscompatError
from .form import parse_form
from .routes import Content, Exchange, Refusal, parse_body
from .store import Store, StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any, TextIO

_HOST = "127.0.0.1"
_IN_MEMORY = 1024 * 1024
_LARGEST_JSON = 64 * 1024 * 1024
_LARGEST_FORM = 4 * 1024 * 1024 * 1024
_IDLE_SECONDS = 60
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

    def __repr__(self) -> str:
        return f"Sandbox({self.base_url!r})"

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> Sandbox:
        """Listen and answer in a thread beside. Raises SandboxError."""
        try:
            self._store = Store(self._data_file or ":memory:")
        except StoreError as error:
            raise SandboxError(f"Cannot use '{self._data_file}' as the sandbox's data file: {error}.") from None
        try:
            if self._store.is_new:
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
        """Stop answering and close everything; nothing happens the second time."""
        listener, self._listener = self._listener, None
        if listener is None:
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

    def answer(self, method: str, target: str, headers: Any, body: _Body) -> tuple[int, Any]:
        """Status and answer to one request: a dictionary, Content, or an error body."""
        from .resources import answer

        store = self._store
        url = urlsplit(target)
        if store is None or not self._knows(headers):
            return 401, _unauthorized(headers).body
        try:
            content_type = headers.get("Content-Type") or ""
            is_form = content_type.lower().startswith("multipart/form-data")
            form = parse_form(content_type, body.buffer()) if is_form else None
            json_body = {} if is_form else parse_body(body.whole())
            exchange = Exchange(store, parse_qsl(url.query, keep_blank_values=True), json_body, form)
            with store.lock:
                store.begin()
                keep = False
                try:
                    result = answer(method, url.path, exchange)
                    keep = True
                finally:
                    store.end(keep)
            return 200, result
        except Refusal as refusal:
            return refusal.status, refusal.body
        except (TypeError, AttributeError, LookupError, ValueError, RecursionError) as error:
            # The families take a body as documented; one of another shape fails somewhere in them.
            return 400, Refusal(400, f"Your request does not have the expected form: {error}").body

    def count(self) -> int:
        """The number of this answer."""
        return next(self._answers)

    def _knows(self, headers: Any) -> bool:
        given = (headers.get("Authorization") or "").removeprefix("Bearer ") or headers.get("api-key") or ""
        return hmac.compare_digest(given.strip().encode("utf-8", "replace"), self.key.encode())


class _Body:
    """A request's body; a large one lies in a file that goes with it."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self._map: mmap.mmap | None = None
        self.size = 0

    def add(self, data: bytes) -> None:
        self._file.write(data)
        self.size += len(data)

    def whole(self) -> bytes:
        """All of it. Raises Refusal when it is too large for that."""
        if self.size > _LARGEST_JSON:
            raise Refusal(413, "The body of your request is too large.")
        self._file.seek(0)
        return self._file.read()

    def buffer(self) -> bytes | mmap.mmap:
        """All of it to look into, without reading a large one into memory."""
        if self.size <= _IN_MEMORY:
            return self.whole()
        self._file.flush()
        self._map = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._map

    def close(self) -> None:
        if self._map is not None:
            self._map.close()
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
        self.close_connection = True
        self._send(int(code), Refusal(int(code), message or "Your request is no proper HTTP.").body)

    def serve(self) -> None:
        """Answer one request."""
        body = _Body()
        try:
            try:
                self._receive(body)
            except Refusal as refusal:
                self.close_connection = True
                self._send(refusal.status, refusal.body)
                return
            try:
                status, answer = self.server.answer(self.command, self.path, self.headers, body)
            except Exception as error:  # a fault of the sandbox must not leave the client waiting
                status, answer = 500, Refusal(500, f"The sandbox failed: {error!r}", kind="server_error").body
            self._send(status, answer)
        finally:
            body.close()

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = serve  # noqa: N815

    def _receive(self, body: _Body) -> None:
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            while size := self._chunk_size():
                self._take(body, size)
                self.rfile.readline(1024)
            while self.rfile.readline(8192).strip():
                pass
            return
        text = self.headers.get("Content-Length") or "0"
        if not text.isdecimal():
            raise Refusal(400, "The Content-Length of your request is no number.")
        self._take(body, int(text))

    def _chunk_size(self) -> int:
        try:
            return int(self.rfile.readline(1024).split(b";")[0].strip() or b"0", 16)
        except ValueError:
            raise Refusal(400, "The body of your request is not well chunked.") from None

    def _take(self, body: _Body, size: int) -> None:
        if size < 0 or body.size + size > _LARGEST_FORM:
            raise Refusal(413, "The body of your request is too large.")
        while size:
            data = self.rfile.read(min(_BLOCK, size))
            if not data:
                raise ConnectionError("the client went away")
            body.add(data)
            size -= len(data)

    def _send(self, status: int, answer: Any) -> None:
        if not isinstance(answer, Content):
            answer = Content("application/json", json.dumps(answer).encode())
        self.send_response(status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(answer.size))
        self.send_header("x-request-id", f"req_{self.server.count():06d}")
        self.end_headers()
        for piece in answer.pieces:
            self.wfile.write(piece)


def _unauthorized(headers: Any) -> Refusal:
    if not headers.get("Authorization") and not headers.get("api-key"):
        return Refusal(401, "You didn't provide an API key.")
    return Refusal(401, "Incorrect API key provided.", code="invalid_api_key")


def serve(port: int = 0, data_file: str | None = None, out: TextIO | None = None) -> None:
    """Run the sandbox for other clients: print its base URL and key, and answer until interrupted.

    Raises SandboxError when it cannot start, KeyboardInterrupt when it is interrupted.
    """
    out = out or sys.stdout
    with Sandbox(port, data_file) as sandbox:
        print(f"Base URL: {sandbox.base_url}\nAPI key:  {sandbox.key}", file=out, flush=True)
        threading.Event().wait()
