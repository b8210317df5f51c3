"""Shapes of what stands in a module file: one description serves the reader, which names file, line and key of what
does not fit, and the JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

from .entry import Entry, shown

TEXT, EXPRESSION, DATE, NUMBER, TEXTS, MAP, LIST, KEYS = (
    *("text", "expression", "date", "number", "texts", "map", "list", "keys"),
)
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_STATUSES = re.compile(r"[1-5]\d\d(?:-[1-5]\d\d)?")
OFF = "no"


class Shape:
    """The form of a value, and what it means.

    kind      a text, an expression over an answer, a date, a whole number, a list of texts, a map of names to values
              of one form, a list of mappings of one form, or a mapping of known keys
    inner     the form of a map's or a list's values, and of what stands under further keys of a mapping
    keys      the forms by key
    required  keys that must be there
    fields    the places that a text may have in braces; None where braces mean nothing
    words     the words that a text may be; none where it is free
    statuses  whether the texts of a list are statuses of HTTP, or ranges of them
    least     the least a number may be
    off       whether the word ``no`` may stand in place of the mapping
    """

    __slots__ = ("fields", "inner", "keys", "kind", "least", "off", "required", "statuses", "told", "words")

    def __init__(
        self,
        kind: str,
        told: str = "",
        *,
        inner: Shape | None = None,
        keys: Mapping[str, Shape] | None = None,
        required: tuple[str, ...] = (),
        fields: tuple[str, ...] | None = None,
        words: tuple[str, ...] = (),
        statuses: bool = False,
        least: int | None = None,
        off: bool = False,
    ) -> None:
        self.kind = kind
        self.told = told
        self.inner = inner
        self.keys = dict(keys or {})
        self.required = required
        self.fields = fields
        self.words = words
        self.statuses = statuses
        self.least = least
        self.off = off


def keys_of(told: str, required: tuple[str, ...] = (), /, **keys: Shape) -> Shape:
    """A mapping of known keys."""
    return Shape(KEYS, told, keys=keys, required=required)


def text_of(told: str = "", *fields: str) -> Shape:
    """A text, with places in braces that are filled in."""
    return Shape(TEXT, told, fields=fields or None)


def word_of(told: str, *words: str) -> Shape:
    """One of some words; the first is meant where none is said."""
    return Shape(TEXT, f"{told}: {' or '.join(words)}; {words[0]} if not said.", words=words)


def read_shape(entry: Entry, shape: Shape) -> dict[str, Any]:
    """A mapping of that form in plain dictionaries and lists. Raises HelpFileError."""
    if shape.kind == KEYS:
        if shape.inner is None:
            entry.only(tuple(shape.keys))
        for key in shape.required:
            if entry.tree.get(key) in (None, ""):
                raise entry.error(f"{key} is missing", key)
    found = {}
    for key, value in entry.tree.items():
        inner = shape.keys.get(key, shape.inner)
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
        if shape.words and text not in shape.words:
            raise entry.error(f"must be one of {', '.join(shape.words)}; it is {shown(text)}", key)
        return text
    if shape.kind == EXPRESSION:
        return _expression(entry, key)
    if shape.kind == DATE:
        if entry.text(key) and not _DATE.fullmatch(entry.text(key)):
            raise entry.error(f"{shown(entry.text(key))} is not a date, yyyy-MM-dd", key)
        return value
    if shape.kind == NUMBER:
        if entry.integer(key) < (entry.integer(key) if shape.least is None else shape.least):
            raise entry.error(f"must be {shape.least} or more, not {shown(entry.text(key))}", key)
        return value
    if shape.kind == TEXTS:
        texts = list(entry.texts(key))
        for text in texts if shape.statuses else ():
            if not _STATUSES.fullmatch(text):
                raise entry.error(f"{shown(text)} is no status, 429, and no range of them, 500-599", key)
        return texts
    if shape.kind == LIST:
        assert shape.inner is not None
        return [read_shape(each, shape.inner) for each in entry.mappings(key)]
    if shape.off and value == OFF:
        return value
    inner = entry.mapping(key)
    assert inner is not None
    return read_shape(inner, shape)


def _expression(entry: Entry, key: str) -> str:
    """An expression over an answer: JMESPath, after ``$Response.`` over its status, headers and links."""
    from .jmespath_tree import fault, read_tree

    text = entry.text(key)
    body = text.removeprefix("$Response.")
    try:
        if body.startswith("$"):
            raise ValueError("of the values only $Response is there")
        found = fault(read_tree(body))
    except ValueError as error:
        raise entry.error(f"{shown(text)} is not JMESPath: {str(error).rstrip(':')}", key) from None
    if found:
        raise entry.error(found, key)
    return text


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
    if shape.words:
        schema = {"enum": list(shape.words)}
    elif shape.kind in (TEXT, EXPRESSION, DATE):
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
        schema = {"type": ["object", "null"], "properties": properties, "additionalProperties": inner or False}
        if shape.required:
            schema["required"] = list(shape.required)
    if shape.told:
        schema["description"] = shape.told
    return schema
