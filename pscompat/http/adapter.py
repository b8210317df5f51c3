"""The requests library with deadlines: every read, write, connect and name look-up keeps to the one that is set.

requests limits the time of single socket operations only; a server that sends a byte now and then would hold a call
for ever. So sockets get the time that is left before each operation. Imported when the first message is sent.
"""

from __future__ import annotations

import io
import socket
import ssl
import sys
import threading
import zlib
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse, IncompleteRead

import requests
import urllib3
import urllib3.response
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError, ProxyError
from urllib3.util import connection as urllib3_connection

from .certificates import UNTRUSTED, certificates
from .deadline import NO_DEADLINE, Deadline, DeadlinePassed, longest_wait
from .multipart import FileChangedError, Upload
from .retry import MOST_AT_ONCE
from .transport import ConnectionFailed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .request import Message

FAILURES = (requests.RequestException, urllib3.exceptions.HTTPError, HTTPException, OSError, ValueError, zlib.error)
"""What the libraries raise when a connection fails or an answer is broken."""
_SLICE = 0.25 if sys.platform == "win32" else None
"""Windows does not end a socket operation for Ctrl-C, so waits are cut into slices of that many seconds there."""
_PIECE = 64 * 1024
"""No piece of a body has more bytes."""
_TUNNEL = "Tunnel connection failed: "
_PROXY_HINT = "The environment names the proxy: https_proxy, http_proxy or all_proxy; no_proxy names hosts without one."
_ENCODINGS = ("gzip", "x-gzip", "deflate")


class _Exchange(threading.local):
    """What the connection classes need to know about the message under way."""

    deadline: Deadline = NO_DEADLINE
    target: str = ""


_exchange = _Exchange()


@contextmanager
def limited(deadline: Deadline) -> Iterator[None]:
    """Socket operations of this thread keep to the deadline inside the block."""
    before = _exchange.deadline
    _exchange.deadline = deadline
    try:
        yield
    finally:
        _exchange.deadline = before


class _TimedFile(io.RawIOBase):
    """A socket's incoming bytes; each read waits no longer than the deadline."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._hold = sock.makefile("rb", buffering=0)  # keeps the socket open when the connection lets go of it

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            left = _exchange.deadline.remaining()
            slice_ = longest_wait() or _SLICE
            self._sock.settimeout(left if slice_ is None else min(slice_, left or slice_))
            try:
                return self._sock.recv_into(buffer)
            except TimeoutError:
                continue  # either a slice is over, or remaining() raises

    def close(self) -> None:
        self._hold.close()
        super().close()


class _TimedSocket:
    """What HTTPResponse wants of a socket: a file to read from."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedFile(self._sock))


class _TimedResponse(HTTPResponse):
    def __init__(self, sock: Any, *args: Any, **options: Any) -> None:
        super().__init__(_TimedSocket(sock), *args, **options)  # type: ignore[arg-type]


class _Timed:
    """What both kinds of connection do differently: look up and connect, send and receive within the deadline."""

    response_class = _TimedResponse
    sock: Any
    _dns_host: str
    port: int
    source_address: Any
    socket_options: Any

    def _new_conn(self) -> socket.socket:
        failure: OSError | None = None
        for address in _look_up(self._dns_host, self.port):
            left = _exchange.deadline.remaining()
            try:
                return urllib3_connection.create_connection(
                    (address, self.port),
                    left,
                    source_address=self.source_address,
                    socket_options=self.socket_options,
                )
            except OSError as error:
                failure = error
        _exchange.deadline.remaining()
        raise NewConnectionError(self, str(failure)) from failure  # type: ignore[arg-type]

    def send(self, data: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(_exchange.deadline.remaining())
        super().send(data)  # type: ignore[misc]

    def putrequest(self, method: str, url: str, **options: Any) -> None:
        # urllib3 writes all escapes in upper case; the path goes out as it was put together.
        target = _exchange.target if url.startswith("/") and _exchange.target else url
        super().putrequest(method, target, **options)  # type: ignore[misc]


class _TimedHTTPConnection(_Timed, HTTPConnection):  # type: ignore[misc]
    pass


class _TimedHTTPSConnection(_Timed, HTTPSConnection):  # type: ignore[misc]
    pass


class _TimedHTTPPool(HTTPConnectionPool):
    ConnectionCls = _TimedHTTPConnection


class _TimedHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _TimedHTTPSConnection


_POOLS = {"http": _TimedHTTPPool, "https": _TimedHTTPSPool}


class _TimedAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(*args, **options)
        if not type(manager).__name__.startswith("SOCKS"):
            manager.pool_classes_by_scheme = _POOLS
        return manager


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """None: requests would read a redirect's whole body to prepare the next request, which is ours to make."""


def new_session() -> requests.Session:
    """A session that keeps to deadlines and takes no credentials from the environment."""
    session = _Session()
    session.trust_env = False
    adapter = _TimedAdapter(pool_maxsize=MOST_AT_ONCE)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def send(session: requests.Session, message: Message, deadline: Deadline, proxies: dict[str, str]) -> requests.Response:
    """Send one message and read the head of the response; nothing is followed or retried."""
    prepared = requests.PreparedRequest()
    prepared.method = message.method
    prepared.url = url = message.whole_url()
    prepared.headers = CaseInsensitiveDict(message.all_headers())
    prepared.headers.setdefault("Accept-Encoding", "gzip, deflate")
    prepared.hooks = {"response": []}
    prepared.body = message.body.stream() if isinstance(message.body, Upload) else message.body  # type: ignore[assignment]
    if isinstance(message.body, Upload):
        prepared.headers["Content-Length"] = str(message.body.length)
    elif message.body is not None:
        prepared.headers["Content-Length"] = str(len(message.body))
    with limited(deadline):
        _exchange.target = url[url.index("/", url.index("//") + 2) :]
        try:
            return session.send(
                prepared,
                stream=True,
                allow_redirects=False,
                timeout=deadline.remaining(),
                proxies=proxies,
                verify=certificates() if url.startswith("https:") else True,
            )
        finally:
            _exchange.target = ""


def body_of(response: requests.Response) -> Iterator[bytes]:
    """The body, unpacked, each piece as it arrives.

    requests and urllib3 wait until a piece has the size that was asked for. A body read to its end gives its
    connection back for the next message.
    """
    raw: Any = response.raw
    packed = _arriving(raw._fp)
    encodings = [name.strip() for name in response.headers.get("Content-Encoding", "").lower().split(",")]
    encodings = [name for name in encodings if name in _ENCODINGS]
    yield from _unpacked(packed, encodings) if encodings else packed
    raw._fp.close()
    raw.release_conn()


def _arriving(body: HTTPResponse) -> Iterator[bytes]:
    """The body as it is sent. Raises IncompleteRead where it ends before its length."""
    if body.chunked:
        while piece := body.read1(_PIECE):
            yield piece
        return
    # Not body.read1: before Python 3.13 that loses count of the length.
    left = body.length
    while body.fp is not None and left != 0:
        piece = body.fp.read1(_PIECE if left is None else min(_PIECE, left))
        if not piece:
            if left:
                raise IncompleteRead(b"", left)
            return
        left = None if left is None else left - len(piece)
        yield piece


def _unpacked(pieces: Iterator[bytes], encodings: list[str]) -> Iterator[bytes]:
    decoder = urllib3.response._get_decoder(", ".join(encodings))
    for piece in pieces:
        yield decoder.decompress(piece)
    yield decoder.flush()


def failure(error: Exception, url: str, deadline: Deadline, proxies: dict[str, str] | None = None) -> Exception:
    """The exception to raise for one of FAILURES: DeadlinePassed, or ConnectionFailed with one clear sentence.

    What goes wrong on the way to a proxy names the proxy, without its user and password.
    """
    chain = _chain(error)
    if deadline.passed or any(isinstance(link, DeadlinePassed) for link in chain):
        return DeadlinePassed()
    host = url.split("/")[2]
    proxy = _proxy_of(url, proxies) if any(isinstance(link, ProxyError) for link in chain) else ""
    for link in chain:
        text = _reason(link, f"the proxy {proxy}" if proxy else host)
        if text:
            unreachable = isinstance(link, (ConnectionRefusedError, socket.gaierror)) and not proxy
            untrusted = isinstance(link, ssl.SSLCertVerificationError)
            hint = _PROXY_HINT if proxy else UNTRUSTED if untrusted else ""
            return ConnectionFailed(text, unreachable=unreachable, hint=hint)
    return ConnectionFailed(f"An error occurred while sending the request ({host}).")


def _proxy_of(url: str, proxies: dict[str, str] | None) -> str:
    """Host and port of the proxy that the URL is asked through."""
    from urllib.parse import urlsplit

    parts = urlsplit(select_proxy(url, proxies) or "")
    return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""


def _reason(error: BaseException, host: str) -> str:
    if isinstance(error, FileChangedError):
        return str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"The SSL connection could not be established: {error.verify_message} ({host})"
    if isinstance(error, ssl.SSLError):
        return f"The SSL connection could not be established ({host})"
    if isinstance(error, ConnectionRefusedError):
        return f"Connection refused ({host})"
    if isinstance(error, socket.gaierror):
        return f"{error.strerror or 'Name or service not known'} ({host})"
    if isinstance(error, (ConnectionResetError, BrokenPipeError)):
        return f"The connection was closed by the service ({host})"
    name = type(error).__name__
    if name in ("IncompleteRead", "RemoteDisconnected", "InvalidChunkLength"):
        return "The response ended prematurely."
    if name in ("DecodeError", "ContentDecodingError") or isinstance(error, zlib.error):
        return "The response cannot be unpacked; its content encoding is wrong."
    if name in ("BadStatusLine", "LineTooLong", "HeaderParsingError", "UnknownProtocol"):
        return f"The service sent an invalid response ({host})"
    if isinstance(error, OSError) and str(error).startswith(_TUNNEL):
        return f"The connection was refused: {str(error).removeprefix(_TUNNEL)} ({host})"
    if isinstance(error, OSError) and error.strerror and error.errno:
        return f"{error.strerror} ({host})"
    return ""


def _chain(error: BaseException) -> list[BaseException]:
    """The exception and everything behind it, the innermost first."""
    found: list[BaseException] = []
    todo: list[object] = [error]
    while todo and len(found) < 50:
        link = todo.pop()
        if isinstance(link, BaseException) and link not in found:
            found.append(link)
            todo += [link.__context__, link.__cause__, getattr(link, "reason", None), *link.args]
    return found[::-1]


def _look_up(host: str, port: int) -> list[str]:
    """The addresses of a host. The look-up runs beside, as nothing else can end it before its time."""
    try:
        socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
    except OSError:
        pass
    else:
        return [host]
    result: list[Any] = []
    done = threading.Event()

    def work() -> None:
        try:
            result.extend(socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            result.append(error)
        done.set()

    threading.Thread(target=work, daemon=True).start()
    while not done.wait(longest_wait() or _SLICE or _exchange.deadline.remaining()):
        _exchange.deadline.remaining()
    if result and isinstance(result[0], Exception):
        raise result[0]
    return list(dict.fromkeys(str(entry[4][0]) for entry in result))
