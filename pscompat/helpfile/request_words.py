"""The words of the request language, as data: what stands under ``request:`` and ``response:`` of a help file.

The checker knows by them what may stand where, the engine what it must be able to do.
"""

from __future__ import annotations

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
REQUEST_KEYS = (
    "method",
    "path",
    "changes",
    "query",
    "headers",
    "body",
    "form",
    "multipart",
    "values",
    "before",
    "variants",
    "each",
    "collect",
    "paginator",
    "errors",
)
VARIANT_KEYS = (
    *("when", "each", "method", "path", "changes", "query", "headers", "body", "form", "multipart", "paginator"),
)
"""What a variant of a request may say anew."""
RESPONSE_KEYS = ("as", "items", "type", "write", "file", "then", "complete", "plain", "variants")
RESPONSE_VARIANT_KEYS = ("when", "as", "items", "type", "write", "file", "then", "complete", "plain")
"""What a variant of a response may say anew."""

ACTIONS = ("command", "waiter", "hook", "add", "write", "save", "error", "warn", "verbose", "information", "stop")
"""What a step does; a step has one of them. Only an error has ``stop`` beside it."""
STEP_KEYS: dict[str, tuple[str, ...]] = {
    "command": ("with", "into"),
    "waiter": ("into",),
    "hook": ("with", "into"),
    "add": (),
    "write": ("apart",),
    "save": ("to",),
    "error": ("exception", "by", "stop", "continue"),
    "warn": ("once",),
    "verbose": (),
    "information": (),
    "stop": (),
}
"""The keys beside ``when``, ``each`` and the action itself."""

BODIES = ("body", "form", "multipart")
"""The ways to say what is sent; a request has one of them."""

VALUE_WORDS = ("$when", "$each", "$value", "$text", "$first", "$nth", "$as")
CONDITION_WORDS = ("set", "given", "service", "not", "any")
TESTS = ("is", "match", "over", "times")
KINDS = ("text", "file")
"""What ``is`` tells apart besides type names."""
CONVERSIONS = (
    *("text", "trim", "list", "one", "flat", "join", "singles", "json", "jsonLines"),
    *("base64", "dataUrl", "file", "fetch", "match", "timestamp"),
)
READINGS = ("json", "text", "bytes", "content", "events", "lines")
"""How an answer is read."""
TRUTHS = ("true", "false")
ERROR_FORMS = ("request", "command")
"""Who reports that a request failed: the request itself, or the command in its own name."""

SPECIAL_NAMES = ("_", "Position", "Record", "Request", "Response", "Random")
"""Values that are there without being declared: the object at hand, its place in a repetition from 0 on, the record of
the answer, the request as it would be sent, status, headers and links of the answer, four random hex digits."""

FUNCTIONS = {"items": ({"types": ["object"]},)}
"""Functions that expressions have besides those of the jmespath library, with what they take."""

MARKS = "!?"
"""Ends of references: ``!`` sends a value that was not given, ``?`` only one that is not empty."""

WAITER_KEYS = ("operation", "url", "with", "delay", "progress", "done", "total", "acceptors")
ACCEPTOR_KEYS = ("matcher", "argument", "expected", "state", "message")
ACCEPTOR_STATES = ("success", "retry", "failure")
