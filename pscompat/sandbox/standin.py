"""The sandbox: a module's stand-in for its service, with a key of its own and objects that it remembers."""

from __future__ import annotations

import contextlib
import hmac
import secrets
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, TextIO
from urllib.parse import parse_qsl, urlsplit

from ..errors import HelpFileError, PscompatError
from .answers import Refusal, error_body
from .routes import Exchange, Routes, parse_body, path_parts
from .server import Body, Server, is_form
from .store import Store, StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing_extensions import Self


class SandboxError(PscompatError):
    """The sandbox cannot start."""

    error_id = "SandboxNotStarted"
    category = "ResourceUnavailable"


class Service:
    """What a stand-in stands for. A module's part of the sandbox makes a class of it, and an object ``SERVICE``.

    name    whose objects a data file holds: the module's name
    base    the path that the base URL ends with
    keys    the headers that may bear the key, each with the scheme before it
    routes  what answers, on paths below ``base``
    """

    name = ""
    base = ""
    keys: Mapping[str, str] = {"Authorization": "bearer"}
    routes = Routes()

    def plant(self, store: Store) -> None:
        """Put the first objects into a new database."""

    def answer(self, method: str, path: str, exchange: Exchange) -> Any:
        """The answer to a request. Raises Refusal."""
        return self.routes.answer(method, path, path_parts(path.removeprefix(self.base)), exchange)

    def error_body(self, refusal: Refusal) -> Any:
        """The JSON body of an error answer."""
        return error_body(refusal)


def service_in(package: ModuleType, name: str) -> Service:
    """What the stand-in in a module's package stands for; ``name`` is the module's. Raises HelpFileError."""
    service = getattr(package, "SERVICE", None)
    if not isinstance(service, Service):
        raise HelpFileError(str(package.__file__), "the stand-in has no SERVICE")
    service.name = name
    return service


class Sandbox(Server):
    """The server. ``base_url`` and ``key`` are what a client needs; use it as a context manager."""

    def __init__(self, service: Service, port: int = 0, data_file: str | None = None, key: str | None = None) -> None:
        """``port`` 0 takes a free one; without a data file the state ends with the server."""
        super().__init__(port, service.base)
        self.key = key or "sandbox-" + secrets.token_hex(16)
        self.error_body = service.error_body
        self._service = service
        self._data_file = data_file
        self._store: Store | None = None

    def start(self) -> Self:
        """Listen and answer in a thread beside. Raises SandboxError."""
        try:
            self._store = store = Store(self._data_file or "", self._service.name)
        except StoreError as error:
            raise SandboxError(f"Cannot use '{self._data_file}' as the sandbox's data file: {error}.") from None
        try:
            store.plant(self._service.plant)
        except Exception as error:
            store.close()
            name = self._service.name
            raise SandboxError(f"The first objects of the stand-in for {name} fail: {error!r}.") from error
        try:
            return super().start()
        except (OSError, OverflowError) as error:
            store.close()
            reason = getattr(error, "strerror", None) or str(error)
            raise SandboxError(f"Cannot listen on port {self._port}: {reason}.") from None

    def stop(self) -> bool:
        """Stop answering and close everything; nothing happens the second time, or in a process that a fork made."""
        stopped = super().stop()
        if stopped and self._store is not None:
            self._store.close()
        return stopped

    def check(self, headers: Any) -> None:
        """Let only those in who know the key. Raises Refusal."""
        for name, scheme in self._service.keys.items():
            before, _, token = (headers.get(name) or "").strip().rpartition(" ")
            right = hmac.compare_digest(token.encode("utf-8", "replace"), self.key.encode())
            if right and before.strip().lower() == scheme:
                return
        if not any(headers.get(name) for name in self._service.keys):
            raise Refusal(401, "You didn't provide an API key.")
        raise Refusal(401, "Incorrect API key provided.", code="invalid_api_key")

    def result(self, method: str, target: str, headers: Any, body: Body) -> Any:
        """What the service answers, in a transaction of its own. Raises Refusal."""
        store = self._store
        if store is None:
            raise Refusal(503, "The sandbox is not running.")
        try:
            url = urlsplit(target)
        except ValueError:
            raise Refusal(400, "The address of your request makes no sense.") from None
        form = body.form(headers["Content-Type"]) if is_form(headers) else None
        given = parse_body(body.whole()) if form is None else {}
        exchange = Exchange(store, parse_qsl(url.query, keep_blank_values=True), given, form)
        with store.lock:
            store.begin()
            keep = False
            try:
                result = self._service.answer(method, url.path, exchange)
                keep = True
            finally:
                store.end(keep)
        return result


def serve(service: Service, port: int = 0, data_file: str | None = None, out: TextIO | None = None) -> None:
    """Run a stand-in for other clients: print its base URL and key, and answer until it is asked to end.

    Returns after SIGTERM or SIGHUP. Raises SandboxError when it cannot start, KeyboardInterrupt when it is interrupted.
    """
    out = out or sys.stdout
    ended = threading.Event()
    with _ended_by(ended), Sandbox(service, port, data_file) as sandbox:
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
