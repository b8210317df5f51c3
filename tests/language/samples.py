"""Shared helpers: what a line's arguments read as, and what they evaluate to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pscompat.errors import ParseError
from pscompat.language.elements import NO_VALUE, Element
from pscompat.language.evaluate import Evaluator
from pscompat.language.reader import parse
from pscompat.language.refusals import check_runnable, commands_of
from pscompat.language.scope import Scope
from tests.conformance.lexing_notation import to_notation


def arguments(line: str) -> list[dict[str, Any]]:
    """The elements of the first command of a line, its name and the offsets left out."""
    command = to_notation(parse(line))[0]["commands"][0]
    return [{key: value for key, value in element.items() if key != "at"} for element in command["elements"][1:]]


def words(line: str) -> list[str]:
    """The values of the elements, where all of them are strings."""
    found = arguments(line)
    assert [element["k"] for element in found] == ["string"] * len(found)
    return [element["value"] for element in found]


def parse_error(line: str) -> ParseError:
    """The error that a line gives."""
    try:
        parse(line)
    except ParseError as error:
        return error
    raise AssertionError(f"{line!r} was read")


def evaluator(line: str, variables: dict[str, Any] | None = None, records: Iterable[Any] = ()) -> Evaluator:
    """An evaluator for a line, whose commands write the records given."""
    script = parse(line)
    check_runnable(script)
    return Evaluator(script, Scope(dict(variables or {}), {"PSC_T": "tv"}), lambda pipeline: records)


def elements(line: str, **variables: Any) -> list[Element]:
    """The arguments of the first command of a line."""
    own = evaluator(line, variables)
    return own.elements(next(commands_of(own.script)))


def values(line: str, **variables: Any) -> list[Any]:
    """The values of the arguments, all positional."""
    found = elements(line, **variables)
    assert all(element.name is None and element.value is not NO_VALUE for element in found)
    return [element.value for element in found]
