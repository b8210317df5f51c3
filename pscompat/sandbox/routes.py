"""Which function answers which request, and what it is given."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_plus

from .answers import Refusal
from .store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .form import FormFile

Route = Callable[..., Any]


class Exchange:
    """One request as the functions see it.

    store   the database, locked for the request
    query   the query fields; a repeated one is a list under its name
    body    the JSON body, ``{}`` without one
    form    the fields of a form: texts, and FormFile for files
    """

    def __init__(
        self,
        store: Store,
        query: list[tuple[str, str]],
        body: dict[str, Any],
        form: dict[str, str | FormFile] | None = None,
    ) -> None:
        self.store = store
        self.query: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {}
        for name, value in query:
            self.query[name] = value
            self.lists.setdefault(name.removesuffix("[]"), []).append(value)
        self.body = body
        self.form = form or {}

    def integer(self, name: str, default: int, least: int, most: int) -> int:
        """A query field that is a whole number within bounds. Raises Refusal."""
        text = self.query.get(name, "")
        if not text:
            return default
        try:
            number = int(text)
        except ValueError:
            raise Refusal(400, f"Invalid '{name}': '{text}' is not an integer.", param=name) from None
        if not least <= number <= most:
            raise Refusal(400, f"Invalid '{name}': {number} is not between {least} and {most}.", param=name)
        return number

    def choice(self, name: str, default: str, choices: Iterable[str]) -> str:
        """A query field that is one of some words. Raises Refusal."""
        value = self.query.get(name) or default
        if value not in choices:
            raise Refusal(400, f"Invalid value: '{value}'. Supported values are: {_quoted(choices)}.", param=name)
        return value

    def required(self, name: str) -> Any:
        """A member of the body that must be there. Raises Refusal."""
        value = self.body.get(name)
        if value in (None, "", []):
            raise Refusal(400, f"Missing required parameter: '{name}'.", param=name, code="missing_required_parameter")
        return value

    def file(self, name: str) -> FormFile:
        """A file of the form. Raises Refusal when there is none."""
        found = self.form.get(name)
        if found is None or isinstance(found, str):
            raise Refusal(400, f"Missing required parameter: '{name}'.", param=name)
        return found

    def copied(self, *names: str) -> dict[str, Any]:
        """Those members of the body that are there."""
        return {name: self.body[name] for name in names if name in self.body}


class Routes:
    """A table of functions by method and path; ``{}`` in a path is handed to the function."""

    def __init__(self) -> None:
        self._table: dict[tuple[str, int], list[tuple[list[str], Route]]] = {}

    def __call__(self, method: str, path: str) -> Callable[[Route], Route]:
        """Decorate the function that answers the method on the path."""

        def keep(function: Route) -> Route:
            self.add(method, path, function)
            return function

        return keep

    def add(self, method: str, path: str, function: Route) -> None:
        """Let the function answer the method on the path."""
        parts = path.strip("/").split("/")
        self._table.setdefault((method, len(parts)), []).append((parts, function))

    def find(self, method: str, path: str, parts: list[str]) -> tuple[Route, list[str]]:
        """The function for a request on a path of those parts, and what it is handed of them. Raises Refusal."""
        for pattern, function in self._table.get((method, len(parts)), ()):
            if _fits(pattern, parts):
                return function, [part for want, part in zip(pattern, parts, strict=True) if want == "{}"]
        if any(_fits(pattern, parts) for routes in self._table.values() for pattern, _ in routes):
            raise Refusal(405, f"Not allowed to {method} on {path}.", code="method_not_supported")
        raise Refusal(404, f"Invalid URL ({method} {path})")

    def answer(self, method: str, path: str, parts: list[str], exchange: Exchange) -> Any:
        """The answer to a request on a path of those parts. Raises Refusal."""
        function, taken = self.find(method, path, parts)
        try:
            return function(exchange, *taken)
        except _MISSHAPEN as error:
            # The functions take a body as documented; one of another shape fails somewhere in them.
            raise Refusal(400, f"Your request does not have the expected form: {error}") from None


_MISSHAPEN = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError)


def _fits(pattern: list[str], parts: list[str]) -> bool:
    return len(pattern) == len(parts) and all(want in ("{}", part) for want, part in zip(pattern, parts, strict=True))


def path_parts(path: str) -> list[str]:
    """The segments of a path, decoded."""
    return [unquote_plus(part) for part in path.strip("/").split("/")]


def parse_body(raw: bytes) -> dict[str, Any]:
    """A JSON body as a dictionary. Raises Refusal."""
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError):
        raise Refusal(400, "We could not parse the JSON body of your request.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "The JSON body of your request is not an object.")
    return body


def _finite(text: str) -> float:
    """A number that JSON can tell again. Raises ValueError."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number of JSON")
    return number


def _quoted(words: Iterable[str]) -> str:
    *most, last = [f"'{word}'" for word in words]
    return f"{', '.join(most)} and {last}" if most else last
