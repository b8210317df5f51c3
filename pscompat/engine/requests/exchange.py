"""One request of a help file, compiled: from the values of a call to the request that is sent, and its answer."""

from __future__ import annotations

from ...dotnet.containers import PSCustomObject, SwitchParameter
from ...dotnet.conversions.scalar import is_true
from ..paths import local_path
from .condition import compile_condition
from .expression import LEFT_OUT
from .template import compile_members, compile_path, compile_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ...helpfile.module import Module
    from ...http.client import Client
    from ...http.request import Request
    from .expression import Scope


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
        self._path, self._ids = compile_path(spec.get("path", ""))
        self._query = compile_members(spec.get("query"), dict)
        self._headers = compile_members(spec.get("headers"), dict)
        self._body = compile_body(spec["body"]) if "body" in spec else None
        self._form = compile_members(spec["multipart"], dict) if "multipart" in spec else None
        self._deployment: str = module.credentials.get("parameters", {}).get("deployment", "")
        self._paginator: dict[str, str] = module.paginators[spec["paginator"]] if spec.get("paginator") else {}
        self.paged = bool(self._paginator)

    def request(self, scope: Scope, *, stream: bool = False) -> Request:
        """The request for a record, maybe for a stream. Raises LocalError where a value cannot be sent."""
        from ...http.request import NO_BODY, Request

        form = None if self._form is None else list(self._form(scope).items())
        return Request(
            self._method,
            self._path,
            [value(scope) for value in self._ids],
            query={name: _query_value(value) for name, value in self._query(scope).items()},
            headers=self._headers(scope),
            json=NO_BODY if self._body is None else self._body(scope),
            multipart=form,
            deployment=str(scope.get(self._deployment) or ""),
            changes=self.changes,
            stream=stream,
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
        paginator = Paginator(
            size=spec.get("limit_key", ""),
            maximum=int(spec.get("largest", "100")),
            cursor=spec.get("input_token", ""),
            items=spec.get("result_key", ""),
            next_cursor=spec.get("output_token", ""),
            more=spec.get("more_results", ""),
        )
        client = scope.call.client
        every = is_true(scope.get(spec.get("all", "")))
        limited = spec.get("limit", "") in scope.bound
        request = self.request(scope)
        if limited and paginator.size:
            request.query = {paginator.size: _query_value(scope.bound[spec["limit"]]), **dict(request.query or {})}
        yield from client.items(request, paginator, all_pages=every, warn_more=not limited)

    def download(self, scope: Scope, target: str, *, binary: bool) -> None:
        """Write the answer into a file; an answer that is a text where bytes were promised is an error."""
        scope.call.client.download("", target=local_path(target), request=self.request(scope), binary=binary)


def compile_body(spec: Any) -> Any:
    """A function that gives the body; a mapping of which everything is left out is an empty object."""
    if isinstance(spec, dict) and not any(key.startswith("$") for key in spec):
        return compile_members(spec, PSCustomObject)
    value = compile_value(spec)

    def body(scope: Scope) -> Any:
        found = value(scope)
        return PSCustomObject() if found is LEFT_OUT else found

    return body


def read_answer(client: Client, request: Request, reading: str) -> Any:
    """The answer as JSON, as text, as bytes, or as content: text of a text type, bytes of every other.

    LEFT_OUT for a status that says that there is no content.
    """
    answer = client.send(request)
    if answer.status in (204, 205):
        return LEFT_OUT
    if reading == "json":
        return client.parsed(answer)
    if reading == "text" or (reading == "content" and answer.is_text):
        return client.text(answer)
    return client.read(answer)


def _query_value(value: Any) -> Any:
    """A value of a query; truth values are written as JSON writes them."""
    if isinstance(value, (bool, SwitchParameter)):
        return "true" if value else "false"
    return value
