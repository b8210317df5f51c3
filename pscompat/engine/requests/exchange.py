"""One request of a help file, compiled: from the values of a call to the request that is sent, and its answer."""

from __future__ import annotations

from ...dotnet.containers import PSCustomObject
from ...dotnet.conversions.scalar import is_true
from ..paths import local_path
from .condition import compile_condition
from .expression import LEFT_OUT
from .template import as_written, compile_members, compile_path, compile_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...helpfile.module import Module
    from ...http.request import Request
    from .expression import Scope

STREAMS = ("events", "lines")
"""The readings that ask for a stream."""


class Exchange:
    """A request, or one of its variants.

    sends   whether there is a request at all, not only steps
    paged   whether it reads a list page by page
    changes whether it may change something: what the help file says, else any method but GET and HEAD
    """

    def __init__(self, spec: dict[str, Any], module: Module) -> None:
        self.sends = "path" in spec
        self.applies = compile_condition(spec.get("when"))
        self._method: str = spec.get("method", "GET").upper()
        self.changes: bool = spec["changes"] == "true" if "changes" in spec else self._method not in ("GET", "HEAD")
        self.each = Repetition(spec["each"]) if "each" in spec else None
        self._path, self._names, self._ids = compile_path(spec.get("path", ""))
        self._query = compile_members(as_written(spec.get("query")), dict)
        self._headers = compile_members(as_written(spec.get("headers")), dict)
        self._body = compile_body(spec["body"]) if "body" in spec else None
        self._form = compile_members(as_written(spec["form"]), dict) if "form" in spec else None
        self._parts = compile_members(as_written(spec["multipart"]), dict) if "multipart" in spec else None
        self._deployment: str = module.credentials.get("parameters", {}).get("deployment", "")
        self._paginator: dict[str, str] = module.paginators[spec["paginator"]] if spec.get("paginator") else {}
        self.paged = bool(self._paginator)

    def request(self, scope: Scope, reading: str = "json") -> Request:
        """The request for a record, whose answer is read so. Raises LocalError where a value cannot be sent."""
        from ...http.request import NO_BODY, Request

        return Request(
            self._method,
            self._path,
            [value(scope) for value in self._ids],
            names=self._names,
            query=self._query(scope),
            headers=self._headers(scope),
            json=NO_BODY if self._body is None else self._body(scope),
            form=None if self._form is None else self._form(scope),
            multipart=None if self._parts is None else list(self._parts(scope).items()),
            deployment=str(scope.get(self._deployment) or ""),
            changes=self.changes,
            stream=reading in STREAMS,
            accept="application/json" if reading == "json" else "*/*",
        )

    def target(self, scope: Scope) -> str:
        """What the request is about, for ShouldProcess: its method and its path with the ids in place."""
        from ...http.request import Request

        return Request(self._method, self._path, [value(scope) for value in self._ids]).target

    def description(self, scope: Scope) -> dict[str, Any]:
        """The request as ``$Request`` names it: its method, its path in the input of a batch, its body."""
        batch = scope.call.client.batch_path(self._path)
        return {"method": self._method, "batch": batch, "body": None if self._body is None else self._body(scope)}

    def pages(self, scope: Scope) -> Iterator[Any]:
        """The items of the list, page by page."""
        from ...http.paging import Paginator

        spec = self._paginator
        paginator = Paginator(**spec)
        every = is_true(scope.get(spec.get("all", "")))
        request = self.request(scope)
        if scope.has(spec.get("limit", "")) and paginator.limit_key:
            given = scope.get(spec["limit"])
            request.query = {paginator.limit_key: given, **dict(request.query or {})}
        wanted = scope.get(spec.get("max_items", ""))
        if scope.has(spec.get("max_items", "")) and wanted is not None and wanted < 1:
            return
        limited = any(scope.has(spec.get(name, "")) for name in ("limit", "max_items"))
        yield from scope.call.client.items(
            request,
            paginator,
            all_pages=every,
            warn_more=not limited,
            wanted=wanted or None,
            note=lambda answer: scope.define("Response", answer.facts),
        )

    def download(self, scope: Scope, target: str, *, binary: bool) -> None:
        """Write the answer into a file; an answer that is a text where bytes were promised is an error."""
        request = self.request(scope, "bytes")
        scope.call.client.download("", target=local_path(target), request=request, binary=binary)


class Repetition:
    """``each``: a request for each item of a list. The time-out is that of all of them together."""

    def __init__(self, spec: Any) -> None:
        self._items = compile_value(spec)
        self._what = spec if isinstance(spec, str) else "its list"

    def scopes(self, scope: Scope) -> Iterator[Scope]:
        """A scope for each item. Raises LocalError where there is no list."""
        from ...http.deadline import Deadline
        from ...http.request_errors import local_error, timeout_error

        settings = scope.call.client.settings
        deadline = Deadline(settings.overall_timeout)
        items = self._items(scope)
        if items is None or items is LEFT_OUT:
            message = f"There is nothing to repeat the request for: {self._what} has no value."
            raise local_error(message, scope.call.command.name)
        for index, item in enumerate(items if isinstance(items, list) else [items]):
            if deadline.passed:
                raise timeout_error(settings, settings.overall_timeout)
            yield scope.at(item, index)


def compile_body(spec: Any) -> Any:
    """A function that gives the body; a mapping of which everything is left out is an empty object."""
    if isinstance(spec, dict) and not any(key.startswith("$") for key in spec):
        return compile_members(spec, PSCustomObject)
    value = compile_value(spec)

    def body(scope: Scope) -> Any:
        found = value(scope)
        return PSCustomObject() if found is LEFT_OUT else found

    return body


def read_answer(scope: Scope, request: Request, reading: str) -> Any:
    """The answer as JSON, as text, as bytes, or as content: text of a text type, bytes of every other.

    LEFT_OUT where there is no content, and by the status there needs to be none.
    """
    client = scope.call.client
    answer = client.send(request)
    scope.define("Response", answer.facts)
    if client.is_empty(answer, request):
        return LEFT_OUT
    if reading == "json":
        return client.parsed(answer)
    if reading == "text" or (reading == "content" and answer.is_text):
        return client.text(answer)
    return client.read(answer)
