"""A server on the loopback interface alone: what is HTTP and what is not, one thread for each connection."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
import tempfile
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import IO, Any

from .answers import Content, Refusal, error_body, respond

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Self

    from .form import FormFile

_HOST = "127.0.0.1"
_IN_MEMORY = 1024 * 1024
_LARGEST_JSON = 64 * 1024 * 1024
_LARGEST_FORM = 4 * 1024 * 1024 * 1024
_DIGITS = 20
_IDLE_SECONDS = 60
_SILENT_SECONDS = 2
_LINGER_SECONDS = 30
_BLOCK = 64 * 1024


class Server:
    """Answers in threads of its own from ``start`` to ``stop``, or in a ``with`` statement; ``base_url`` leads to it.

    A server says what it answers (``result``), and may say who may ask (``check``).
    """

    def __init__(self, port: int = 0, base: str = "") -> None:
        """``port`` 0 takes a free one; ``base`` is the path that ``base_url`` ends with."""
        self.base_url = ""
        self._base = base
        self.error_body: Callable[[Refusal], Any] = error_body
        self._port = port
        self._listener: socket.socket | None = None
        self._answers = itertools.count(1)
        self._connections: set[socket.socket] = set()
        self._thread: threading.Thread | None = None
        self._process = os.getpid()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

    def check(self, headers: Any) -> None:
        """Let only those in who may ask. Raises Refusal."""

    def result(self, method: str, target: str, headers: Any, body: Body) -> Any:
        """The answer to a request: Content, or what ``respond`` takes. Raises Refusal."""
        raise NotImplementedError

    def start(self) -> Self:
        """Listen and answer in a thread beside. Raises OSError and OverflowError for a port that cannot be had."""
        self._listener = socket.create_server((_HOST, self._port))
        self.base_url = f"http://{_HOST}:{self._listener.getsockname()[1]}{self._base}"
        self._thread = threading.Thread(target=self._accept, args=(self._listener,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> bool:
        """Stop answering, and tell so; nothing happens the second time, or in a process that a fork made."""
        listener, self._listener = self._listener, None
        if listener is None or os.getpid() != self._process:
            return False
        with contextlib.suppress(OSError):  # a last caller wakes the thread that waits for one
            socket.create_connection(listener.getsockname(), timeout=1).close()
        listener.close()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        if self._thread is not None:
            self._thread.join(5)
        return True

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
        # A client may go away, and the server may end, in the middle of anything.
        with contextlib.suppress(OSError, ValueError), connection:
            self.talk(connection, address)
        self._connections.discard(connection)

    def talk(self, connection: socket.socket, address: Any) -> None:
        """Answer the requests that come on a connection."""
        _Handler(connection, address, self)  # type: ignore[arg-type]

    def answer(self, method: str, target: str, headers: Any, body: Body) -> Content:
        """The answer to one request."""
        try:
            return respond(self.result(method, target, headers, body))
        except Refusal as refusal:
            return self.refused(refusal)
        except Exception as error:  # a fault of the server must not leave the client waiting
            return self.refused(Refusal(500, f"The server failed: {error!r}"))

    def refused(self, refusal: Refusal) -> Content:
        """A refusal as an answer."""
        return respond(self.error_body(refusal), refusal.status)

    def count(self) -> int:
        """The number of this answer."""
        return next(self._answers)


class Body:
    """A request's body; a large one lies in a file that goes with it."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
        self.size = 0

    def add(self, data: bytes) -> None:
        """Keep more of it. Raises Refusal where there is no room."""
        try:
            self._file.write(data)
        except OSError as error:
            raise Refusal(507, f"There is no room for your request: {error.strerror}") from None
        self.size += len(data)

    def whole(self) -> bytes:
        """All of it."""
        self._file.seek(0)
        return self._file.read()

    def form(self, content_type: str) -> dict[str, str | FormFile]:
        """The fields of a form; a large one is not read into memory. Raises Refusal."""
        from .form import Buffer, parse_form

        return parse_form(content_type, Buffer(self._file, self.size))

    def close(self) -> None:
        """Forget it."""
        self._file.close()


class _Handler(BaseHTTPRequestHandler):
    """One connection; ``server`` is the Server."""

    protocol_version = "HTTP/1.1"
    server_version = "pscompat-sandbox"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = _IDLE_SECONDS
    server: Server  # type: ignore[assignment]

    def log_message(self, *args: object) -> None:
        """Keep silent."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is no proper HTTP."""
        self._refuse(Refusal(int(code), message or "Your request is no proper HTTP."))

    def serve(self) -> None:
        """Answer one request."""
        with contextlib.closing(Body()) as body:
            try:
                self.server.check(self.headers)
                self._receive(body)
            except Refusal as refusal:
                self._refuse(refusal)
            else:
                self._send(self.server.answer(self.command, self.path, self.headers, body))

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = do_HEAD = do_OPTIONS = serve  # noqa: N815

    def _refuse(self, refusal: Refusal) -> None:
        """Refuse a request that is not read to its end, so that it must be the connection's last.

        What still comes is taken and dropped for a while: closed at once, the connection would be reset, and the
        client might never see the answer.
        """
        self.close_connection = True
        self._send(self.server.refused(refusal))
        self.wfile.flush()
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_SILENT_SECONDS)
            until = time.monotonic() + _LINGER_SECONDS
            while self.connection.recv(_BLOCK) and time.monotonic() < until:
                pass

    def _receive(self, body: Body) -> None:
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

    def _take(self, body: Body, size: int) -> None:
        largest = _LARGEST_FORM if is_form(self.headers) else _LARGEST_JSON
        if size < 0 or body.size + size > largest:
            raise Refusal(413, "The body of your request is too large.")
        while size:
            data = self.rfile.read(min(_BLOCK, size))
            if not data:
                raise ConnectionError("the client went away")
            body.add(data)
            size -= len(data)

    def _send(self, answer: Content) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        chunked = answer.size is None and self.request_version != "HTTP/1.0"
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.size is None:
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(answer.size))
        for name, value in answer.headers.items():
            self.send_header(name, value)
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


def is_form(headers: Any) -> bool:
    """Whether a request's body is a form."""
    return (headers.get("Content-Type") or "").lower().startswith("multipart/form-data")
