"""The client that commands use: get, post, delete, lists page by page, downloads.

One client serves one command. It sends each request with the settings of the command, again where that may help,
and turns everything that can go wrong into one RequestError.
"""

from __future__ import annotations

import time

from ..dotnet.containers import PSCustomObject
from ..errors import Withheld
from . import objects
from .answer import Answer, read_capped
from .connections import RequestsTransport
from .deadline import NO_DEADLINE, Deadline, DeadlinePassed
from .endpoints import Endpoint
from .failures import Failures
from .meter import bytes_meter
from .multipart import Upload
from .paging import Paginator, pages
from .request import NO_BODY, Message, Request, build
from .request_errors import (
    AnswerError,
    ApiError,
    binary_error,
    empty_answer,
    status_error,
    unexpected_answer,
)
from .retirement import retirement_warning
from .retry import retry_delay, should_retry
from .telling import tell_reply, tell_request
from .transport import ConnectionFailed

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from typing import Any

    from .event_stream import StreamEvent
    from .request import Query
    from .request_errors import RequestError
    from .settings import Report, Settings
    from .transport import Reply, Transport

_NEVER_CONTENT = (204, 205)
_MAX_ERROR_BODY = 1024 * 1024


class Client:
    """Sends a command's requests.

    ``path`` is relative to the service's base URL and holds ``{}`` for each id that follows it; ids are encoded.
    ``query`` is a mapping or pairs: None is left out, a list repeats its name. ``type`` is the type name that the
    objects get, with dates as the module file says. All methods raise RequestError (and, for a service that lacks
    the endpoint, EndpointError), and Withheld for what may change something under -WhatIf.
    """

    def __init__(
        self,
        settings: Settings,
        report: Report,
        transport: Transport | None = None,
        withholds: Callable[[str], bool] | None = None,
    ) -> None:
        """``report`` takes warnings and messages; ``transport`` may be shared between clients.

        ``withholds`` is asked before a request that may change something is sent, with what it is about; it tells
        whether the request is not to be sent.
        """
        self.settings = settings
        self._report = report
        self._transport: Transport = transport or RequestsTransport()
        self._withholds = withholds

    def __repr__(self) -> str:
        return f"Client({self.settings.masker.text(self.settings.base)!r})"

    def warn(self, text: str) -> None:
        """Write a warning."""
        self._report.warn(text)

    @property
    def service(self) -> str:
        """The name of the service that the command talks to."""
        return self.settings.service.name

    def get(
        self,
        path: str,
        *ids: object,
        query: Query | None = None,
        headers: Mapping[str, object] | None = None,
        type: str = "",  # noqa: A002 - the word of the field
    ) -> Any:
        """The answer to a GET as objects."""
        return self._object(Request("GET", path, ids, query=query, headers=headers), type)

    def post(
        self,
        path: str,
        *ids: object,
        json: object = NO_BODY,
        form: Query | None = None,
        multipart: Iterable[tuple[str, object]] | None = None,
        query: Query | None = None,
        headers: Mapping[str, object] | None = None,
        deployment: str = "",
        type: str = "",  # noqa: A002
    ) -> Any:
        """The answer to a POST of JSON, of a form, or of nothing, as objects; the Content-Type among the headers says
        what ``json`` is sent as.
        """
        request = Request(
            "POST",
            path,
            ids,
            query=query,
            headers=headers,
            json=json,
            form=form,
            multipart=multipart,
            deployment=deployment,
        )
        return self._object(request, type)

    def put(self, path: str, *ids: object, type: str = "", **options: Any) -> Any:  # noqa: A002
        """The answer to a PUT as objects; ``options`` are those of ``post``."""
        return self._object(Request("PUT", path, ids, **options), type)

    def patch(self, path: str, *ids: object, type: str = "", **options: Any) -> Any:  # noqa: A002
        """The answer to a PATCH as objects; ``options`` are those of ``post``."""
        return self._object(Request("PATCH", path, ids, **options), type)

    def request(self, method: str, path: str, *ids: object, **options: Any) -> Answer:
        """The answer to any request: ``status``, ``headers`` by lower-case name, and ``json()``, ``text()`` or
        ``content()``. ``options`` are those of ``Request``.
        """
        answer = self.send(Request(method, path, ids, **options))
        self.read(answer)
        return answer

    def delete(
        self,
        path: str,
        *ids: object,
        query: Query | None = None,
        headers: Mapping[str, object] | None = None,
    ) -> Any:
        """The answer to a DELETE; None when it is empty."""
        return self._object(Request("DELETE", path, ids, query=query, headers=headers), "")

    def pages(
        self,
        path: str,
        *ids: object,
        query: Mapping[str, object],
        headers: Mapping[str, object] | None = None,
        type: str = "",  # noqa: A002
        all_pages: bool = False,
        warn_more: bool = True,
        wanted: int | None = None,
        paginator: Paginator | str = "",
    ) -> Iterator[Any]:
        """The items of a list, page by page; ``query`` holds the page size, and the cursor where it stands.

        ``all_pages`` reads them to the end, with the largest page size, ``wanted`` until there are as many; else one
        page is read, and ``warn_more`` warns when the service has more. ``paginator`` is one of the module file, the
        first of them if not said.
        """
        request = Request("GET", path, ids, query=query, headers=headers)
        if isinstance(paginator, str):
            known = self.settings.provider.paginators
            paginator = Paginator(**known.get(paginator or next(iter(known), ""), {}))
        for item in self.items(request, paginator, all_pages=all_pages, warn_more=warn_more, wanted=wanted):
            yield self.typed(item, type) if type else item

    def items(
        self,
        request: Request,
        paginator: Paginator,
        *,
        all_pages: bool,
        warn_more: bool,
        wanted: int | None = None,
        note: Callable[[Answer], None] | None = None,
    ) -> Iterator[Any]:
        """The items of the list that a request asks for, as ``pages`` gives them; ``note`` is told each answer."""

        def fetch(page: Request, deadline: Deadline) -> tuple[Any, Answer]:
            answer = self.send(page, deadline)
            if note is not None:
                note(answer)
            return self.parsed(answer), answer

        warn = self.warn if warn_more else None
        settings = self.settings
        return pages(fetch, request, paginator, settings=settings, all_pages=all_pages, warn=warn, wanted=wanted)

    def download(
        self,
        path: str,
        *ids: object,
        target: str | os.PathLike[str],
        query: Query | None = None,
        headers: Mapping[str, object] | None = None,
        request: Request | None = None,
        binary: bool = False,
    ) -> None:
        """Write the answer into a file, whole or not at all; with ``binary`` a text is not what was asked for.

        Raises LocalError where the file cannot be written, and AnswerError for a text.
        """
        from .download import check_target, save, write_error

        try:
            check_target(target)
        except OSError as error:
            raise write_error(str(target), error, self.settings) from None
        answer = self.send(request or Request("GET", path, ids, query=query, headers=headers, accept="*/*"))
        pieces: Iterable[bytes] = self._guarded(answer)
        if binary and answer.is_text:
            text = self.text(answer)
            if text:
                raise binary_error(self.settings, text)
            pieces = [b"\0"]  # what PowerShell's cast makes of no text
        if self._report.tells_progress:
            pieces = bytes_meter(self._report, self.settings.command, answer.length).counted(pieces, len)
        save(pieces, target, self.settings)

    def content(
        self,
        path: str,
        *ids: object,
        query: Query | None = None,
        headers: Mapping[str, object] | None = None,
    ) -> bytes:
        """The answer to a GET as bytes."""
        return self.read(self.send(Request("GET", path, ids, query=query, headers=headers, accept="*/*")))

    def fetch(self, address: str) -> bytes:
        """What lies at an address that an answer names. Neither the key nor a header of the call's goes there."""
        from .fetch import fetch

        return fetch(address, self._transport, self.settings)

    def typed(self, record: Any, type_name: str) -> Any:
        """The record with a type name and dates. Raises AnswerError for what is no object."""
        if not isinstance(record, PSCustomObject):
            what = "empty" if record is None else "not an object"
            raise unexpected_answer(self.settings, f"The service's answer is {what}.")
        known, clock = self.settings.provider.objects, self.settings.clock
        if type_name in self.settings.service.untyped:
            objects.to_dates(record, known.get(type_name, {}).get("dates", ()), clock)
            return record
        return objects.typed(record, type_name, known, clock)

    def empty_answer(self) -> RequestError:
        """The error for an answer without content where an object was promised."""
        return empty_answer(self.settings)

    def unexpected(self, message: str) -> RequestError:
        """The error for an answer that lacks what it was to have."""
        return unexpected_answer(self.settings, message)

    def is_empty(self, answer: Answer, request: Request) -> bool:
        """Whether an answer has no content, and by its status needs to have none."""
        if answer.status in _NEVER_CONTENT or request.method == "HEAD":
            return True
        return answer.status in self.settings.provider.no_content and not self.read(answer)

    def batch_path(self, path: str) -> str:
        """What stands for a path in the input of a batch, ``""`` where it cannot stand there. Raises EndpointError."""
        return Endpoint(self.settings, path).batch_path()

    def build(self, request: Request) -> Message:
        """The message as it would be sent. Raises LocalError."""
        return build(request, self.settings)

    def json(self, request: Request, deadline: Deadline = NO_DEADLINE) -> Any:
        """Send a request and read its answer as JSON; None when it is empty."""
        return self.parsed(self.send(request, deadline))

    def parsed(self, answer: Answer) -> Any:
        """The body of an answer as JSON; None when it is empty."""
        with Failures(self.settings):
            if self.settings.debugging:
                self._report.debug(f"API response body:\n{self.settings.masker.dump(answer.text())}")
            return answer.json()

    def read(self, answer: Answer) -> bytes:
        """The body of an answer."""
        with Failures(self.settings):
            return answer.content()

    def text(self, answer: Answer) -> str:
        """The body of an answer as text."""
        with Failures(self.settings):
            return answer.text()

    def stream(
        self, request: Request, complete: Callable[[Any], bool] | None = None
    ) -> Generator[StreamEvent, None, None]:
        """Send a request for a stream; its events as they arrive. The settings' time-out limits the whole stream.

        ``complete`` tells of an event's value whether the stream may end after it; one that ends before, without the
        mark of the module file, was cut. Raises RequestError also for what came instead of a stream, and for an error
        that the service reports in it.
        """
        return self.events(self.send(request), request, complete)

    def events(
        self, answer: Answer, request: Request, complete: Callable[[Any], bool] | None = None
    ) -> Generator[StreamEvent, None, None]:
        """The events of an answer, as ``stream`` gives them."""
        from .event_stream import read_stream

        return read_stream(
            answer, self._guarded(answer, stream=True), request.path, self.settings, self._report, complete
        )

    def plain(self, answer: Answer, request: Request) -> str:
        """The text of an answer that is no stream. Raises RequestError for one that reports an error."""
        from .event_stream import check_plain

        content = self.read(answer)
        check_plain(answer, content, request.path, self.settings)
        return self.text(answer)

    def send(self, request: Request, deadline: Deadline = NO_DEADLINE) -> Answer:
        """Send a request, again where the service asks for it or may do better, and return the good answer.

        ``deadline`` limits all attempts together; the settings' time-out limits each.
        """
        message = build(request, self.settings)
        if request.changes and self._withholds is not None and self._withholds(request.target):
            raise Withheld(f"{request.target} is not sent.")
        retirement_warning(request.json, self.settings, self._report)
        if self._report.tells_progress and isinstance(message.body, Upload):
            message.body.meter = bytes_meter(self._report, self.settings.command, message.body.length)
        done = 0
        while True:
            with Failures(self.settings, message.stream):
                limit = Deadline(self.settings.timeout).sooner(deadline)
                reply = self._exchange(message, limit)
                if 200 <= reply.status <= 299:
                    return Answer(reply, self.settings)
                error = self._error(message, reply)
            if not should_retry(error, reply.headers, done, self.settings):
                raise error
            delay = retry_delay(reply.headers, done, self.settings.provider.retries)
            self._report.warn(error.message)
            self._report.warn(f"Retry the request after waiting {delay} ms (retry count: {done})")
            with Failures(self.settings, message.stream):
                deadline.wait(delay / 1000)
            done += 1

    def _object(self, request: Request, type_name: str) -> Any:
        value = self.json(request)
        return self.typed(value, type_name) if type_name else value

    def _exchange(self, message: Message, deadline: Deadline) -> Reply:
        tell_request(message, self.settings, self._report)
        begun = time.monotonic()
        reply = self._transport.send(message, deadline)
        tell_reply(reply, time.monotonic() - begun, self.settings, self._report)
        return reply

    def _error(self, message: Message, reply: Reply) -> ApiError:
        """The error for an error status; a body that is not JSON, too long or cut off tells nothing."""
        import json

        content: Any = None
        body = ""
        mask = self.settings.masker
        try:
            body = mask.text(read_capped(reply, self.settings, _MAX_ERROR_BODY).decode("utf-8-sig", "replace"))
            content = json.loads(body)
        except (ValueError, RecursionError, ConnectionFailed, DeadlinePassed, AnswerError):
            pass
        known = (value for name, value in reply.headers.items() if name.endswith(("request-id", "requestid")))
        return status_error(
            self.settings,
            reply.status,
            reply.reason,
            message.path,
            content,
            stream=message.stream,
            body=body,
            url=mask.text(message.url),
            request_id=next(known, ""),
        )

    def _guarded(self, answer: Answer, *, stream: bool = False) -> Generator[bytes, None, None]:
        with Failures(self.settings, stream):
            yield from answer.pieces()
