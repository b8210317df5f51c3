"""What a module file says about the service it talks to: the shapes of ``endpoints``, ``credentials``, ``paginators``.

One description serves the reader, which names file, line and key of what does not fit, and the JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

from .entry import Entry, shown

TEXT, PATH, DATE, NUMBER, TEXTS, MAP, LIST, KEYS = "text", "path", "date", "number", "texts", "map", "list", "keys"
_FORMS = {
    PATH: (re.compile(r"[^\s.\[\](){}|'\"]+(?:\.[^\s.\[\](){}|'\"]+)*"), "names with dots between them"),
    DATE: (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"), "a date, yyyy-MM-dd"),
}
OFF = "no"


class Shape:
    """The form of a value, and what it means.

    kind      a text, a path of names, a date, a whole number, a list of texts, a map of names to values of one form, a
              list of mappings of one form, or a mapping of known keys
    inner     the form of a map's or a list's values
    keys      the forms by key
    required  keys that must be there
    fields    the places that a text may have in braces; None where braces mean nothing
    off       whether the word ``no`` may stand in place of the mapping
    """

    __slots__ = ("fields", "inner", "keys", "kind", "off", "required", "told")

    def __init__(
        self,
        kind: str,
        told: str = "",
        *,
        inner: Shape | None = None,
        keys: Mapping[str, Shape] | None = None,
        required: tuple[str, ...] = (),
        fields: tuple[str, ...] | None = None,
        off: bool = False,
    ) -> None:
        self.kind = kind
        self.told = told
        self.inner = inner
        self.keys = dict(keys or {})
        self.required = required
        self.fields = fields
        self.off = off


def _keys(told: str, required: tuple[str, ...] = (), /, **keys: Shape) -> Shape:
    return Shape(KEYS, told, keys=keys, required=required)


def _text(told: str = "", *fields: str) -> Shape:
    return Shape(TEXT, told, fields=fields or None)


_PLAIN = Shape(TEXT)
ON_SERVICE = _keys(
    "How that service writes the path: another one, one in batches, another version; `no` if it has none.",
    path=_text("The service's own path, with {} and {deployment} in it."),
    batch=_text("The path in the input of a batch."),
    version=_text("The version to ask for."),
)
ON_SERVICE.off = True
_SERVICE = _keys(
    "One service.",
    title=_text("Its name in messages."),
    base=_text("Its base URL."),
    base_required=_text("The message when there is no base URL."),
    authentication=Shape(TEXTS, "The ways to authenticate that it knows, the usual one first."),
    path=_text("What every path becomes; {path} is the command's own.", "path"),
    version=_keys(
        "The version that every request names.",
        query=_text("The name in the query."),
        default=_text("The version if none is given."),
    ),
    refusal=_text("The message for a path that it does not have.", "name", "title"),
    untyped=Shape(TEXTS, "Types whose objects get dates but no type name here."),
)


def _endpoints(services: Mapping[str, Any]) -> Shape:
    """The form of ``endpoints``; the rules of a path may name the services."""
    path = _keys(
        "A path that begins like this one.",
        ("path",),
        path=_text("The beginning; {} stands for any one segment."),
        name=_text("Its name in messages."),
        batch=_text("The path in the input of a batch."),
        **dict.fromkeys(services, ON_SERVICE),
    )
    return _keys(
        "The services and how they are spoken to.",
        ("services",),
        default=_text("The service that is meant if none is named; the first one if not said."),
        services=Shape(MAP, "The services by name.", inner=_SERVICE),
        authentication=Shape(
            MAP,
            "The headers that carry the key, by the name of the way; {key} and {organization} are filled in.",
            inner=Shape(MAP, inner=_text("", "key", "organization")),
        ),
        paths=Shape(LIST, "Paths that services write differently; the first that fits counts.", inner=path),
        errors=_ERRORS,
        events=_keys(
            "Answers that are streams of events.",
            content_type=_text("The content type of JSON that asks for a stream; application/json if not said."),
            end=_text("The data of an event that ends a stream and says nothing else."),
            error=_text("Where in an event an error is; error if not said."),
        ),
        retirements=_keys(
            "Values of a body field that are out of service, or soon will be: a warning.",
            field=_text("The field, model for example."),
            notice=Shape(NUMBER, "The days before the end on which the warning starts."),
            ended=_text("The warning afterwards.", "value", "date"),
            ending=_text("The warning before.", "value", "date"),
            dates=Shape(MAP, "The last days, yyyy-MM-dd, by value.", inner=Shape(DATE)),
        ),
        debug_headers=Shape(MAP, "Headers to send with -Debug.", inner=_PLAIN),
        information=Shape(MAP, "Headers of answers that -Verbose shows, by the name shown.", inner=_PLAIN),
        mime_types=Shape(MAP, "Media types of files that are sent, by suffix with its dot.", inner=_PLAIN),
    )


_ERRORS = _keys(
    "How failures are told.",
    message=_text("The message of an error status.", "service", "status", "reason", "text"),
    fields=_keys(
        "Where in the body of an error its parts are; error.message and so on if not said.",
        text=Shape(PATH, "The message."),
        type=Shape(PATH, "The type."),
        code=Shape(PATH, "The code."),
        param=Shape(PATH, "The parameter at fault."),
    ),
    prefix=_text("What error ids begin with."),
    commands=_keys(
        "The commands that error ids name instead of the command itself.",
        request=_PLAIN,
        stream=_PLAIN,
        timeout=_PLAIN,
        endpoint=_PLAIN,
        file=_PLAIN,
    ),
    exceptions=Shape(
        LIST,
        "The exceptions by status; the first that fits counts.",
        inner=_keys(
            "",
            ("status", "exception"),
            status=Shape(NUMBER),
            code=_text("The error's code; asterisks stand for anything."),
            exception=_text("The exception's name."),
        ),
    ),
    otherwise=_text("The exception of every other status."),
    final=_text("A word in messages of errors after which another try is useless."),
    hints=Shape(
        LIST,
        "Lines of help under errors; the first that fits counts.",
        inner=_keys(
            "",
            ("status", "text"),
            status=Shape(NUMBER),
            path=_text("What the path begins with."),
            service=_text("The service."),
            text=_text("The hint."),
        ),
    ),
)


def _source(told: str) -> Shape:
    return _keys(
        told,
        parameter=_text("The parameter that gives it."),
        variable=_text("The variable, of PowerShell or the environment, that gives it otherwise."),
        label=_text("Its name in verbose messages."),
        required=_text("The error when there is none; optional without."),
        command=_text("The command that this error names."),
    )


_PARAMETERS = {
    "service": "which service",
    "authentication": "which way to authenticate",
    "version": "the version",
    "deployment": "the deployment in the path",
    "timeout": "the time limit in seconds",
    "retries": "how often a request is tried again",
    "query": "further fields of the query",
    "headers": "further headers",
    "body": "further members of the body",
}
CREDENTIALS = _keys(
    "Where keys and addresses come from, and which shared parameters set the rest.",
    key=_source("The key."),
    base=_source("The base URL."),
    organization=_source("The organization."),
    parameters=_keys(
        "The parameters by what they say.",
        **{name: _text(f"The parameter that says {told}.") for name, told in _PARAMETERS.items()},
    ),
    masks=_keys(
        "How secrets are shown.",
        organization=Shape(TEXTS, "Openings of organizations that may be shown."),
        patterns=Shape(MAP, "Regular expressions of secrets in any text, with what is shown instead.", inner=_PLAIN),
    ),
)
PAGINATORS = Shape(
    MAP,
    "How lists are read page by page, by name.",
    inner=_keys(
        "One way to page.",
        ("input_token", "output_token", "result_key"),
        input_token=_text("The query field of the cursor."),
        output_token=Shape(PATH, "Where in the answer the next page's cursor is."),
        result_key=Shape(PATH, "Where in the answer the items are."),
        more_results=Shape(PATH, "Where in the answer it says that there is more; a cursor says so otherwise."),
        limit_key=_text("The query field of the page size."),
        limit=_text("The parameter that gives a page size."),
        all=_text("The switch that asks for all pages."),
        largest=Shape(NUMBER, "The page size when all pages are read, 100 if not said."),
    ),
)
ENDPOINTS = _endpoints({})


def read_endpoints(entry: Entry) -> dict[str, Any]:
    """``endpoints:`` in plain dictionaries and lists. Raises HelpFileError."""
    named = entry.tree.get("services")
    endpoints = read_shape(entry, _endpoints(named if isinstance(named, dict) else {}))
    services = entry.mapping("services")
    if services is None or not services.tree:
        raise entry.error("no service is described", "services")
    if "default" in endpoints and endpoints["default"] not in services.tree:
        raise entry.error(f"there is no service {endpoints['default']}", "default")
    for name in services.tree:
        for way in endpoints["services"][name].get("authentication", ()):
            if way not in endpoints.get("authentication", {}):
                service = services.mapping(name)
                assert service is not None
                raise service.error(f"there is no authentication {way}", "authentication")
    return endpoints


def read_credentials(entry: Entry) -> dict[str, Any]:
    """``credentials:`` in plain dictionaries and lists. Raises HelpFileError."""
    credentials = read_shape(entry, CREDENTIALS)
    masks = entry.mapping("masks")
    patterns = masks.mapping("patterns") if masks else None
    for pattern in patterns.tree if patterns else ():
        try:
            re.compile(pattern)
        except re.error as error:
            assert patterns is not None
            raise patterns.error(f"is no regular expression: {error}", pattern) from None
    return credentials


def read_paginators(entry: Entry) -> dict[str, dict[str, str]]:
    """``paginators:`` in plain dictionaries. Raises HelpFileError."""
    return read_shape(entry, PAGINATORS)


def read_shape(entry: Entry, shape: Shape) -> dict[str, Any]:
    """A mapping of that form in plain dictionaries and lists. Raises HelpFileError."""
    if shape.kind == KEYS:
        entry.only(tuple(shape.keys))
        for key in shape.required:
            if entry.tree.get(key) in (None, ""):
                raise entry.error(f"{key} is missing", key)
    found = {}
    for key, value in entry.tree.items():
        inner = shape.keys[key] if shape.kind == KEYS else shape.inner
        assert inner is not None
        if value is not None:
            found[key] = _value(entry, key, inner)
        elif inner.kind in (KEYS, MAP):
            found[key] = {}
    return found


def _value(entry: Entry, key: str, shape: Shape) -> Any:
    value = entry.tree[key]
    if shape.kind == TEXT:
        text = entry.text(key)
        if shape.fields is not None:
            _check_fields(entry, key, text, shape.fields)
        return text
    if shape.kind in _FORMS:
        form, name = _FORMS[shape.kind]
        if entry.text(key) and not form.fullmatch(entry.text(key)):
            raise entry.error(f"{shown(entry.text(key))} is not {name}", key)
        return value
    if shape.kind == NUMBER:
        entry.integer(key)
        return value
    if shape.kind == TEXTS:
        return list(entry.texts(key))
    if shape.kind == LIST:
        assert shape.inner is not None
        return [read_shape(each, shape.inner) for each in entry.mappings(key)]
    if shape.off and value == OFF:
        return value
    inner = entry.mapping(key)
    assert inner is not None
    return read_shape(inner, shape)


def _check_fields(entry: Entry, key: str, text: str, fields: tuple[str, ...]) -> None:
    known = " and ".join(f"{{{name}}}" for name in fields)
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        raise entry.error(f"braces stand in pairs around a name: {known}", key) from None
    for name in names:
        if name not in fields:
            raise entry.error(f"nothing is filled in for {{{name}}}; known are {known}", key)


def schema_of(shape: Shape, text: dict[str, Any], texts: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of a shape; ``text`` and ``texts`` are those of a scalar and of a list of scalars."""
    inner = {} if shape.inner is None else schema_of(shape.inner, text, texts)
    schema: dict[str, Any]
    if shape.kind in (TEXT, PATH, DATE):
        schema = dict(text)
    elif shape.kind == NUMBER:
        schema = {"type": ["integer", "string"], "pattern": "^-?[0-9]+$"}
    elif shape.kind == TEXTS:
        schema = dict(texts)
    elif shape.kind == LIST:
        schema = {"type": ["array", "null"], "items": inner}
    elif shape.kind == MAP:
        schema = {"type": ["object", "null"], "additionalProperties": inner}
    else:
        properties = {key: schema_of(each, text, texts) for key, each in shape.keys.items()}
        schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
        if shape.required:
            schema["required"] = list(shape.required)
    if shape.told:
        schema["description"] = shape.told
    return schema
