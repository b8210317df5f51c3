"""Servers that answer 400 to whatever they do not expect: two services that are made up."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from pscompat.sandbox import Received, Refusal, TableServer, respond

USER, PASSWORD = "ada", "pässword:1"
KEY, SECRET = "key-0123456789", "secret-0123456789"


class StrictServer(TableServer):
    """A table whose functions say what they expect (``expect``); anything else is refused."""

    allowed = frozenset(("host", "user-agent", "accept", "accept-encoding", "connection", "content-length"))

    def expect(
        self,
        request: Received,
        *,
        query: Iterable[str] = (),
        content: str | None = None,
        accept: str = "application/json",
        headers: Iterable[str] = (),
    ) -> dict[str, list[str]]:
        """The fields of the query, where the request is as it should be. Raises Refusal."""
        fields: dict[str, list[str]] = {}
        for name, value in parse_qsl(request.target.partition("?")[2], keep_blank_values=True, strict_parsing=False):
            fields.setdefault(name, []).append(value)
        self._authorize(request, fields)
        for name in fields:
            if name not in query:
                raise Refusal(400, f"unexpected field {name}")
        known = {*self.allowed, *headers, *(["content-type"] if content else [])}
        for name in request.headers:
            if name not in known:
                raise Refusal(400, f"unexpected header {name}")
        if request.headers.get("accept") != accept:
            raise Refusal(400, f"unexpected Accept {request.headers.get('accept')}")
        if content is None and request.body:
            raise Refusal(400, "unexpected body")
        if content is not None and request.headers.get("content-type", "").partition("; boundary")[0] != content:
            raise Refusal(400, f"unexpected Content-Type {request.headers.get('content-type')}")
        return fields

    def _authorize(self, request: Received, fields: dict[str, list[str]]) -> None:
        raise NotImplementedError


class Tracker(StrictServer):
    """An issue tracker: basic authentication, lists by offset, errors as ``errorMessages``."""

    allowed = StrictServer.allowed | {"authorization"}

    def __init__(self, **more: Any) -> None:
        super().__init__(
            {
                "GET /search": self.search,
                "GET /issue/{}": self.issue,
                "POST /issue": self.create,
                "PATCH /issue/{}": self.change,
                "DELETE /issue/{}": self.remove,
                "PATCH /issue/{}/labels": self.label,
                "POST /issue/{}/comments": self.comment,
                "POST /issue/{}/attachments": self.attach,
                "POST /project/{}/exports": self.export,
                "GET /exports/{}": self.exported,
                **{key.replace("_", " /", 1): value for key, value in more.items()},
            },
            base="/rest/2",
        )
        self.error_body = lambda refusal: {"errorMessages": [refusal.message], "code": refusal.code}
        self.polls = 0

    def _authorize(self, request: Received, fields: dict[str, list[str]]) -> None:
        pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {pair}":
            raise Refusal(401, "who are you?")

    def search(self, request: Received) -> Any:
        names = ("q", "fields", "since", "closed", "strict", "version", "startAt", "maxResults")
        query = self.expect(request, query=names)
        if query["strict"] != ["true"] or query["version"] != ["2.0"]:
            raise Refusal(400, "strict is true, and the version 2.0")
        start, size = int(query.get("startAt", ["0"])[0]), int(query.get("maxResults", ["2"])[0])
        issues = [{"key": f"T-{number}", "created": "2026-11-30T10:00:00Z"} for number in range(1, 11)]
        return {"startAt": start, "total": 10, "issues": issues[start : start + size]}

    def issue(self, request: Received, key: str) -> Any:
        self.expect(request)
        if key == "none":
            raise Refusal(404, "there is no issue\tnone", code="gone")
        return respond({"key": key, "created": "2026-11-30T10:00:00.5+02:00", "updated": 0}, ETag='"7"')

    def create(self, request: Received) -> Any:
        self.expect(request, content="application/json")
        return respond("", 201, Location=f"{self.base_url}/issue/T-{len(request.json['fields']['title'])}")

    def change(self, request: Received, key: str) -> Any:
        self.expect(request, content="application/merge-patch+json", headers=("if-match",))
        if request.headers.get("if-match") not in (None, '"7"'):
            raise Refusal(412, "somebody else was faster")
        return respond("", 204) if key == "T-1" else {"key": key, **request.json}

    def remove(self, request: Received, key: str) -> Any:
        self.expect(request)
        return respond("", 202)

    def label(self, request: Received, key: str) -> Any:
        self.expect(request, content="application/json-patch+json")
        if [sorted(each) for each in request.json] != [["op", "path", "value"]] * len(request.json):
            raise Refusal(400, "no JSON Patch")
        return respond("", 204)

    def comment(self, request: Received, key: str) -> Any:
        query = self.expect(request, query=("mention",), content="text/plain; charset=utf-8")
        return respond({"text": request.body.decode(), "told": query.get("mention", [""])[0].split(";")}, 201)

    def attach(self, request: Received, key: str) -> Any:
        self.expect(request, query=("notify",), content="multipart/form-data", headers=("x-token",))
        return respond({"form": request.body.decode("utf-8", "replace").split("\r\n", 1)[1]}, 201)

    def export(self, request: Received, project: str) -> Any:
        self.expect(request, content="application/x-www-form-urlencoded")
        if dict(parse_qsl(request.body.decode())).keys() - {"tags"} != {"format", "deep"}:
            raise Refusal(400, "unexpected field of the form")
        return respond("", 202, Location=f"/rest/2/exports/{project}", Retry_After="0")

    def exported(self, request: Received, project: str) -> Any:
        self.expect(request)
        self.polls += 1
        if self.polls < 3:
            return respond({"percent": 40 * self.polls}, 202)
        return (
            {"state": "broken", "reason": "no room"}
            if project == "full"
            else {"state": "done", "file": "a", "count": 3}
        )


class Forge(StrictServer):
    """A code host: a key in the query and a secret beside it, lists by Link headers."""

    allowed = StrictServer.allowed | {"x-app-secret", "cookie"}

    def __init__(self, **more: Any) -> None:
        super().__init__(
            {
                "GET /projects/{}/branches": self.branches,
                "GET /projects/{}/branches/{}": self.branch,
                "POST /projects/{}/tags": self.tag,
                "PATCH /projects/{}": self.project,
                "PUT /projects/{}/packages/{}": self.upload,
                "GET /projects/{}/packages/{}": self.package,
                "POST /projects/{}/pipelines": self.begin,
                "GET /projects/{}/pipelines/{}": self.pipeline,
                "POST /graphql": self.graphql,
                **more,
            },
            base="/api/v4",
        )
        self.error_body = lambda refusal: {"error": "invalid_request", "error_description": refusal.message}
        self.files: dict[str, bytes] = {}
        self.polls = 0

    def _authorize(self, request: Received, fields: dict[str, list[str]]) -> None:
        if fields.pop("api_key", None) != [KEY] or request.headers.get("x-app-secret") != SECRET:
            raise Refusal(401, "the key or the secret is wrong")
        if request.headers.get("cookie") != f"app={SECRET}":
            raise Refusal(400, "the cookie is missing")
        if "+" in request.target or request.target != request.target.replace("%2f", "%2F"):
            raise Refusal(400, "the address is not written as RFC 3986 says")

    def branches(self, request: Received, project: str) -> Any:
        names = ("labels[]", "filter[state]", "filter[by][name]", "since", "page", "per_page")
        query = self.expect(request, query=names)
        page, size = int(query.get("page", ["1"])[0]), int(query.get("per_page", ["2"])[0])
        found = [{"name": f"b{number}"} for number in range(1, 8)]
        here = request.target.partition("?")[0].removeprefix("/api/v4")
        headers = {"link": f'<{self.base_url}{here}?page={page + 1}&per_page={size}&api_key={KEY}>; rel="next"'}
        return respond(found[(page - 1) * size : page * size], 200, **(headers if page * size < len(found) else {}))

    def branch(self, request: Received, project: str, name: str) -> Any:
        self.expect(request)
        return {"name": name, "project": project, "committed_at": "2026-11-30T10:00:00Z"}

    def tag(self, request: Received, project: str) -> Any:
        self.expect(request, content="application/x-www-form-urlencoded")
        return respond({"form": parse_qsl(request.body.decode(), strict_parsing=True)}, 201)

    def project(self, request: Received, project: str) -> Any:
        self.expect(request, content="application/json")
        return {"project": project, **request.json}

    def upload(self, request: Received, project: str, name: str) -> Any:
        self.expect(request, content="application/x-package", headers=("x-expires",))
        self.files[name] = request.body
        return respond({"size": len(request.body), "expires": request.headers.get("x-expires")}, 201)

    def package(self, request: Received, project: str, name: str) -> Any:
        self.expect(request, accept="*/*")
        return self.files[name]

    def begin(self, request: Received, project: str) -> Any:
        self.expect(request, content="application/json")
        return respond({"id": 7, "status": "pending", "variables": request.json["variables"]}, 201)

    def pipeline(self, request: Received, project: str, number: str) -> Any:
        self.expect(request)
        self.polls += 1
        return {"id": int(number), "status": ["pending", "running", "success"][min(self.polls, 3) - 1]}

    def graphql(self, request: Received) -> Any:
        self.expect(request, content="application/json")
        asked = request.json
        if sorted(asked) != ["query", "variables"] or asked["variables"].keys() - {"q", "after", "size"}:
            raise Refusal(400, "unexpected member")
        start = int(asked["variables"].get("after", "0"))
        size = asked["variables"].get("size", 2)
        nodes = [{"id": number} for number in range(1, 6)][start : start + size]
        more = start + size < 5
        info = {"hasNextPage": more, "endCursor": str(start + size) if more else None}
        return json.loads(json.dumps({"data": {"search": {"nodes": nodes, "pageInfo": info}}}))
