"""What a module file says about its provider: services, authentication, paths, errors (about_pscompat_module_file).

The two mappings ``endpoints`` and ``credentials`` become one Provider. They were checked when the file was read
(``helpfile.provider``, which tells what each key means); all numbers and words in them are texts.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any


SOURCES = ("key", "secret", "user", "password", "base", "organization")
"""What credentials come from."""


class Source:
    """Where a setting comes from: a parameter, then the context, then a variable of PowerShell or the environment.

    ``label`` names it in verbose text, ``command`` is the command that an error about it names,
    ``required`` the message when there is none.
    """

    __slots__ = ("command", "label", "parameter", "required", "variable")

    def __init__(self, name: str, spec: Mapping[str, Any]) -> None:
        self.parameter: str = spec.get("parameter", "")
        self.variable: str = spec.get("variable", "")
        self.label: str = spec.get("label", name)
        self.required: str = spec.get("required", "")
        self.command: str = spec.get("command", "")


class Service:
    """One service of the provider: its base URL, how it authenticates, and how it writes a path.

    Objects of its ``untyped`` types get their dates, but not the type's name.
    """

    __slots__ = (
        "authentication",
        "base",
        "base_required",
        "name",
        "path",
        "refusal",
        "title",
        "untyped",
        "version",
        "version_query",
    )

    def __init__(self, name: str, spec: Mapping[str, Any]) -> None:
        self.name = name
        self.title: str = spec.get("title", name)
        self.base: str = spec.get("base", "")
        self.base_required: str = spec.get("base_required", "")
        self.authentication: tuple[str, ...] = tuple(spec.get("authentication", ()))
        self.path: str = spec.get("path", "{path}")
        version = spec.get("version", {})
        self.version_query: str = version.get("query", "")
        self.version: str = version.get("default", "")
        self.untyped: tuple[str, ...] = tuple(spec.get("untyped", ()))
        self.refusal: str = spec.get("refusal", "{name} is not provided by {title}")


class PathRule:
    """How the services write paths that begin in one way: another path, another version, or not at all."""

    __slots__ = ("name", "segments", "spec")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.segments = tuple(_segments(spec["path"]))
        self.name: str = spec.get("name", "")
        self.spec = spec

    def match(self, segments: list[str]) -> tuple[list[str], list[str]] | None:
        """What ``{}`` stood for and the segments that follow, or None."""
        if len(segments) < len(self.segments):
            return None
        filled = []
        for rule, given in zip(self.segments, segments, strict=False):
            if rule == "{}":
                filled.append(given)
            elif rule != given:
                return None
        return filled, segments[len(self.segments) :]


class ErrorClass:
    """One row of the table of errors: a status, maybe a code (``*`` stands for anything), and an exception's name."""

    __slots__ = ("code", "exception", "status")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.status = int(spec["status"])
        self.code: str = spec.get("code", "*")
        self.exception: str = spec["exception"]


class ErrorHint:
    """What to add to an error of that status on paths that begin so."""

    __slots__ = ("path", "service", "status", "text")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.status = int(spec["status"])
        self.path: str = spec.get("path", "")
        self.service: str = spec.get("service", "")
        self.text: str = spec["text"]


_USUAL_FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("message", "error.message", "error", "errors[0].message", "errorMessages[0]", "detail", "title"),
    "type": ("error.type", "type"),
    "code": ("error.code", "code", "errors[0].code"),
    "param": ("error.param", "errors[0].field"),
}
"""Where services usually put the parts of an error."""


class ErrorTable:
    """How failures are told: the message, the fields of the error body, exception names, ids and hints.

    ``fields`` are where to look for a part of the body, one after the other; ``own_text`` whether the module file says
    where the message is, so that it is nowhere else.
    """

    __slots__ = ("commands", "exceptions", "fields", "final", "hints", "message", "otherwise", "own_text", "prefix")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.message: str = spec.get("message", "{service} returned {status} ({reason}): {text}")
        own = spec.get("fields", {})
        self.fields = {name: (own[name],) if name in own else usual for name, usual in _USUAL_FIELDS.items()}
        self.own_text = "text" in own
        self.prefix: str = spec.get("prefix", "")
        self.commands: dict[str, str] = dict(spec.get("commands", {}))
        self.exceptions = [ErrorClass(row) for row in spec.get("exceptions", ())]
        self.otherwise: str = spec.get("otherwise", "System.Net.Http.HttpRequestException")
        self.final: str = spec.get("final", "")
        self.hints = [ErrorHint(row) for row in spec.get("hints", ())]


class Events:
    """What differs where an answer is asked for as a stream of events.

    ``content_type`` of JSON bodies, ``end``: the data that ends a stream, ``error``: where in an event an error is.
    """

    __slots__ = ("content_type", "end", "error")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.content_type: str = spec.get("content_type", "")
        self.end: str = spec.get("end", "")
        self.error: str = spec.get("error", "error")


class Requests:
    """How requests are written: the words of ``requests:``, the first of each if not said."""

    __slots__ = ("accept", "always_typed", "arrays", "encoding", "objects", "rfc5987")

    def __init__(self, spec: Mapping[str, str]) -> None:
        self.encoding = spec.get("encoding", "rfc3986")
        self.arrays = spec.get("arrays", "repeat")
        self.objects = spec.get("objects", "refused")
        self.accept = spec.get("accept", "sent") == "sent"
        self.always_typed = spec.get("content_type") == "always"
        self.rfc5987 = spec.get("filename") == "rfc5987"


class Retries:
    """When a request is sent again, and after how many milliseconds."""

    __slots__ = ("count", "decision_header", "delay", "delay_header", "longest", "statuses")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.statuses = Statuses(spec.get("statuses", ("429", "500", "502", "503", "504")))
        self.count = int(spec.get("count", "0"))
        self.delay = int(spec.get("delay", "1000"))
        self.longest = int(spec.get("longest", "129000"))
        self.delay_header: str = spec.get("delay_header", "").lower()
        self.decision_header: str = spec.get("decision_header", "").lower()


class Statuses:
    """Statuses of HTTP: single ones, and ranges (``500-599``)."""

    __slots__ = ("_ranges",)

    def __init__(self, texts: Iterable[str]) -> None:
        ends = [text.partition("-") for text in texts]
        self._ranges = [range(int(low), int(high or low) + 1) for low, _, high in ends]

    def __contains__(self, status: int) -> bool:
        return any(status in each for each in self._ranges)


class Retirements:
    """Values of a body field that are, or soon will be, out of service; the request is sent all the same."""

    __slots__ = ("dates", "ended", "ending", "field", "notice")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.field: str = spec.get("field", "")
        self.notice = int(spec.get("notice", "0"))
        self.ended: str = spec.get("ended", "")
        self.ending: str = spec.get("ending", "")
        self.dates: dict[str, str] = dict(spec.get("dates", {}))


class Masks:
    """How secrets are shown: ``organization`` lists the openings of an organization's id that may stay.

    ``patterns`` are regular expressions of secrets in any text, each with what takes its place.
    """

    __slots__ = ("organization", "patterns")

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.organization: list[str] = spec.get("organization", [])
        self.patterns: dict[str, str] = dict(spec.get("patterns", {}))


class Provider:
    """Everything that a module file says about its provider."""

    __slots__ = (
        "authentication",
        "debug_headers",
        "default",
        "errors",
        "events",
        "hosts",
        "information",
        "masks",
        "mime_types",
        "no_content",
        "objects",
        "paginators",
        "parameters",
        "paths",
        "requests",
        "retirements",
        "retries",
        "services",
        "sources",
    )

    def __init__(
        self,
        endpoints: Mapping[str, Any],
        credentials: Mapping[str, Any] | None = None,
        objects: Mapping[str, Any] | None = None,
        paginators: Mapping[str, dict[str, str]] | None = None,
    ) -> None:
        """``endpoints`` and ``credentials`` of a module file, its ``types.objects`` and its ``paginators``."""
        credentials = credentials or {}
        self.services = {name: Service(name, spec) for name, spec in endpoints["services"].items()}
        self.default: str = endpoints.get("default", next(iter(self.services)))
        self.authentication: dict[str, dict[str, Any]] = endpoints.get("authentication", {})
        self.hosts = frozenset(host.lower() for host in endpoints.get("hosts", ()))
        self.requests = Requests(endpoints.get("requests", {}))
        self.no_content = Statuses(endpoints.get("answers", {}).get("no_content", ("201", "202", "204", "205")))
        self.retries = Retries(endpoints.get("retries", {}))
        self.paths = [PathRule(rule) for rule in endpoints.get("paths", ())]
        self.errors = ErrorTable(endpoints.get("errors", {}))
        self.events = Events(endpoints.get("events", {}))
        self.retirements = Retirements(endpoints.get("retirements", {}))
        self.debug_headers: dict[str, str] = endpoints.get("debug_headers", {})
        self.information: dict[str, str] = endpoints.get("information", {})
        self.mime_types: dict[str, str] = endpoints.get("mime_types", {})
        self.sources = {name: Source(name, credentials.get(name, {})) for name in SOURCES}
        self.parameters: dict[str, str] = credentials.get("parameters", {})
        self.masks = Masks(credentials.get("masks", {}))
        self.objects: Mapping[str, Any] = objects or {}
        self.paginators: Mapping[str, dict[str, str]] = paginators or {}

    def service(self, name: str) -> Service:
        """The service of that name, in any case; the default one for an empty name. Raises KeyError."""
        if not name:
            return self.services[self.default]
        for known, service in self.services.items():
            if known.lower() == name.lower():
                return service
        raise KeyError(name)

    def environment(self, base: str, key: str) -> dict[str, str]:
        """Variables that lead every request to that base URL with that key (for a stand-in server)."""
        given = {"base": base, **dict.fromkeys(("key", "secret", "user", "password"), key)}
        named = {self.sources[name].variable: value for name, value in given.items()}
        return {name: value for name, value in named.items() if name}


def _segments(path: str) -> list[str]:
    return [part for part in path.split("/") if part]
