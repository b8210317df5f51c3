"""What a module file says about the service it talks to: the shapes of ``endpoints``, ``credentials``, ``paginators``,
and what no shape can say of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .entry import Entry
from .shape import DATE, EXPRESSION, LIST, MAP, NUMBER, TEXT, TEXTS, Shape, keys_of, read_shape, text_of, word_of

_PLAIN = Shape(TEXT)
ON_SERVICE = keys_of(
    "How that service writes the path: another one, one in batches, another version; `no` if it has none.",
    path=text_of("The service's own path, with {} and {deployment} in it."),
    batch=text_of("The path in the input of a batch."),
    version=text_of("The version to ask for."),
)
ON_SERVICE.off = True
_SERVICE = keys_of(
    "One service.",
    title=text_of("Its name in messages."),
    base=text_of("Its base URL."),
    base_required=text_of("The message when there is no base URL."),
    authentication=Shape(TEXTS, "The ways to authenticate that it knows, the usual one first."),
    path=text_of("What every path becomes; {path} is the command's own.", "path"),
    version=keys_of(
        "The version that every request names.",
        query=text_of("The name in the query."),
        default=text_of("The version if none is given."),
    ),
    refusal=text_of("The message for a path that it does not have.", "name", "title"),
    untyped=Shape(TEXTS, "Types whose objects get dates but no type name here."),
)


def _endpoints(services: Mapping[str, Any]) -> Shape:
    """The form of ``endpoints``; the rules of a path may name the services."""
    path = keys_of(
        "A path that begins like this one.",
        ("path",),
        path=text_of("The beginning; {} stands for any one segment."),
        name=text_of("Its name in messages."),
        batch=text_of("The path in the input of a batch."),
        **dict.fromkeys(services, ON_SERVICE),
    )
    return keys_of(
        "The services and how they are spoken to.",
        ("services",),
        default=text_of("The service that is meant if none is named; the first one if not said."),
        services=Shape(MAP, "The services by name.", inner=_SERVICE),
        authentication=Shape(
            MAP,
            "The headers that authenticate, by the name of the way, and what does so in the query or a cookie.",
            inner=_WAY,
        ),
        hosts=Shape(TEXTS, "Other hosts that belong to the services: addresses in answers may lead to them."),
        requests=_REQUESTS,
        answers=keys_of(
            "How answers are taken.",
            no_content=Shape(TEXTS, "Statuses of answers that need no content; 201 202 204 205.", statuses=True),
        ),
        retries=_RETRIES,
        paths=Shape(LIST, "Paths that services write differently; the first that fits counts.", inner=path),
        errors=_ERRORS,
        events=keys_of(
            "Answers that are streams of events.",
            content_type=text_of("The content type of JSON that asks for a stream; application/json if not said."),
            end=text_of("The data of an event that ends a stream and says nothing else."),
            error=text_of("Where in an event an error is; error if not said."),
        ),
        retirements=keys_of(
            "Values of a body field that are out of service, or soon will be: a warning.",
            field=text_of("The field, model for example."),
            notice=Shape(NUMBER, "The days before the end on which the warning starts."),
            ended=text_of("The warning afterwards.", "value", "date"),
            ending=text_of("The warning before.", "value", "date"),
            dates=Shape(MAP, "The last days, yyyy-MM-dd, by value.", inner=Shape(DATE)),
        ),
        debug_headers=Shape(MAP, "Headers to send with -Debug.", inner=_PLAIN),
        information=Shape(MAP, "Headers of answers that -Verbose shows, by the name shown.", inner=_PLAIN),
        mime_types=Shape(MAP, "Media types of files that are sent, by suffix with its dot.", inner=_PLAIN),
    )


SECRETS = ("key", "organization", "user", "password", "basic", "secret")
"""What is filled in where a request authenticates; ``basic`` is user and password as HTTP's basic scheme has them."""
_WAY = keys_of(
    "Headers by name; {key}, {secret}, {user}, {password}, {basic} and {organization} are filled in.",
    query=Shape(MAP, "Fields of the query by name.", inner=text_of("", *SECRETS)),
    cookie=Shape(MAP, "Cookies by name.", inner=text_of("", *SECRETS)),
)
_WAY.inner = text_of("", *SECRETS)
_REQUESTS = keys_of(
    "How requests are written.",
    encoding=word_of("How values stand in paths and queries", "rfc3986", "form"),
    arrays=word_of("How a list stands in a query", "repeat", "comma", "brackets"),
    objects=word_of("Whether an object stands in a query", "refused", "deepObject"),
    accept=word_of("Whether an Accept header is sent", "sent", "none"),
    content_type=word_of("When a Content-Type is sent", "with_body", "always"),
    filename=word_of("How forms name files", "quoted", "rfc5987"),
)
_RETRIES = keys_of(
    "When a request is sent again.",
    statuses=Shape(TEXTS, "Statuses; 429 500 502 503 504 if not said.", statuses=True),
    count=Shape(NUMBER, "How often, where no parameter says; 0 if not said.", least=0),
    delay=Shape(NUMBER, "Milliseconds before the first one, doubled each time; 1000 if not said.", least=1),
    longest=Shape(NUMBER, "The longest delay in milliseconds, 129000 if not said.", least=1),
    delay_header=text_of("The header that names a delay in milliseconds; Retry-After counts besides."),
    decision_header=text_of("The header that says true or false to another try."),
)
_ERRORS = keys_of(
    "How failures are told.",
    message=text_of("The message of an error status.", "service", "status", "reason", "text"),
    fields=keys_of(
        "Where in the body of an error its parts are; where it usually is if not said.",
        text=Shape(EXPRESSION, "The message."),
        type=Shape(EXPRESSION, "The type."),
        code=Shape(EXPRESSION, "The code."),
        param=Shape(EXPRESSION, "The parameter at fault."),
    ),
    prefix=text_of("What error ids begin with."),
    commands=keys_of(
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
        inner=keys_of(
            "",
            ("status", "exception"),
            status=Shape(NUMBER),
            code=text_of("The error's code; asterisks stand for anything."),
            exception=text_of("The exception's name."),
        ),
    ),
    otherwise=text_of("The exception of every other status."),
    final=text_of("A word in messages of errors after which another try is useless."),
    hints=Shape(
        LIST,
        "Lines of help under errors; the first that fits counts.",
        inner=keys_of(
            "",
            ("status", "text"),
            status=Shape(NUMBER),
            path=text_of("What the path begins with."),
            service=text_of("The service."),
            text=text_of("The hint."),
        ),
    ),
)


def _source(told: str) -> Shape:
    return keys_of(
        told,
        parameter=text_of("The parameter that gives it."),
        variable=text_of("The variable, of PowerShell or the environment, that gives it otherwise."),
        label=text_of("Its name in verbose messages."),
        required=text_of("The error when there is none; optional without."),
        command=text_of("The command that this error names."),
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
CREDENTIALS = keys_of(
    "Where keys and addresses come from, and which shared parameters set the rest.",
    key=_source("The key."),
    secret=_source("A second secret beside the key."),
    user=_source("The user's name; a parameter of type PSCredential gives the password too."),
    password=_source("The password."),
    base=_source("The base URL."),
    organization=_source("The organization."),
    parameters=keys_of(
        "The parameters by what they say.",
        **{name: text_of(f"The parameter that says {told}.") for name, told in _PARAMETERS.items()},
    ),
    masks=keys_of(
        "How secrets are shown.",
        organization=Shape(TEXTS, "Openings of organizations that may be shown."),
        patterns=Shape(MAP, "Regular expressions of secrets in any text, with what is shown instead.", inner=_PLAIN),
    ),
)
PAGINATORS = Shape(
    MAP,
    "How lists are read page by page, by name.",
    inner=keys_of(
        "One way to page.",
        input_token=text_of("The field that takes the next page's token."),
        input_in=word_of("Where that field is", "query", "body", "header"),
        output_token=Shape(EXPRESSION, "Where in the answer the next page's token is."),
        next_url=Shape(EXPRESSION, "Or where the next page's whole address is."),
        counts=Shape(TEXT, "Or what the token counts: pages or items.", words=("pages", "items")),
        first=Shape(NUMBER, "The token of the first page; 1 for pages, 0 for items.", least=0),
        last_page=Shape(EXPRESSION, "Where the number of pages is; an empty page ends the list otherwise."),
        total=Shape(EXPRESSION, "Where the number of items is; an empty page ends the list otherwise."),
        more_results=Shape(EXPRESSION, "Where in the answer it says that there is more; a token says so otherwise."),
        missing_token=word_of("What an answer is that tells of more and not where", "error", "warning"),
        result_key=Shape(EXPRESSION, "Where in the answer the items are; the answer itself if not said."),
        limit_key=text_of("The field of the page size, beside that of the token."),
        limit=text_of("The parameter that gives a page size."),
        max_items=text_of("The parameter that says how many items are wanted."),
        all=text_of("The switch that asks for all pages."),
        largest=Shape(NUMBER, "The page size when several pages are read, 100 if not said.", least=1),
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


_WAYS = ("output_token", "next_url", "counts")
_ONLY_WITH = {
    "input_in": "input_token",
    "missing_token": "more_results",
    "first": "counts",
    "last_page": "counts",
    "total": "counts",
}


def read_paginators(entry: Entry) -> dict[str, dict[str, str]]:
    """``paginators:`` in plain dictionaries. Raises HelpFileError."""
    paginators: dict[str, dict[str, str]] = read_shape(entry, PAGINATORS)
    for name, spec in paginators.items():
        own = entry.mapping(name)
        assert own is not None
        ways = [key for key in _WAYS if key in spec]
        if len(ways) != 1:
            raise own.error(f"a paginator has one of {', '.join(_WAYS)}", ways[1] if ways else "")
        if ("input_token" in spec) == (ways[0] == "next_url"):
            needed = "has no input_token" if "input_token" in spec else "needs an input_token"
            raise own.error(f"a paginator with {ways[0]} {needed}", ways[0])
        for key, needed in _ONLY_WITH.items():
            if key in spec and needed not in spec:
                raise own.error(f"belongs to {needed}", key)
    return paginators
