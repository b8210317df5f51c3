"""For every recorded binding case ``explain`` names the same set, values, warnings and errors as the run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pscompat.binding import Binder, BoundCall
from pscompat.binding.explanation import Explanation, ObjectReport, explain
from pscompat.errors import BindingError, CommandError, ParseError
from pscompat.language.elements import Element, asks_for_help
from pscompat.language.shell_words import read_words

from ..conformance import files
from ..conformance.arguments import bound_value, record_value
from ..conformance.binding import CLOCK, ArgvKind, BindingKind, elements, parsed
from ..conformance.runner import without_cache

SHARDS = 8


class Case:
    """One recorded invocation: the binder, the arguments, the objects and the default values."""

    def __init__(self, binder: Binder, given: list[Element], case: dict[str, Any]) -> None:
        self.binder = binder
        self.given = given
        self.records = [record_value(node) for node in case["input"]] if "input" in case else None
        self.case = case

    def defaults(self) -> dict[Any, Any] | None:
        """The default values, anew: binding takes bad keys out of them."""
        found = self.case.get("defaults")
        return None if found is None else {key: record_value(node) for key, node in found.items()}


def recorded(name: str, shard: int) -> Iterator[Case]:
    path = files.find(f"{name}.jsonl", files.DATA)
    kind = ArgvKind() if name == "argv" else BindingKind()
    with without_cache(), kind.session(path):
        for number, row in enumerate(files.read_rows(path)):
            if number % SHARDS != shard:
                continue
            command = kind.workshop.load(kind.definition(row["cmdlet"]))
            try:
                binder = Binder(command, kind.workshop.module.types)
            except BindingError:
                continue
            for case in row["cases"]:
                given = arguments(case)
                if given is not None:
                    yield Case(binder, given, case)


def arguments(case: dict[str, Any]) -> list[Element] | None:
    """The arguments, None where nothing is bound: the line does not parse, or asks for help."""
    try:
        if "argv" in case:
            given = read_words(case["argv"])
        else:
            given = elements(case["args"]) if "args" in case else parsed(case["line"])
    except (ParseError, CommandError):
        return None
    return None if asks_for_help(given) else given


def of_error(error: BindingError) -> tuple[Any, ...]:
    return error.fully_qualified_error_id, error.category, error.message, error.parameter, list(error.warnings)


def of_call(call: BoundCall | ObjectReport) -> tuple[Any, ...]:
    return (
        call.set_name,
        [(name, bound_value(value)) for name, value in call.bound.items()],
        [(name, bound_value(value)) for name, value in call.values.items()],
        [bound_value(value) for value in call.args],
        list(call.warnings),
    )


def of_run(case: Case) -> list[Any]:
    """What the run does, in order; the last entry is how the invocation stands at the end."""
    try:
        run = case.binder.start(
            case.given, expecting_input=case.records is not None, defaults=case.defaults(), clock=CLOCK
        )
    except BindingError as error:
        return [of_error(error)]
    events: list[Any] = [list(run.warnings)]
    if case.records is None:
        events.append(of_call(run.bind_nothing()))
    for record in case.records or ():
        try:
            events.append(of_call(run.bind(record)))
        except BindingError as error:
            events.append(of_error(error))
    return [*events, (run.set_name, {name: bound_value(value) for name, value in run.bound.items()})]


def of_explanation(explanation: Explanation) -> list[Any]:
    """The same from the explanation."""
    if explanation.error is not None:
        return [of_error(explanation.error)]
    events: list[Any] = [list(explanation.warnings)]
    for report in explanation.objects:
        events.append(of_call(report) if report.error is None else of_error(report.error))
    return [*events, (explanation.set_name, {name: bound_value(each) for name, each in explanation.bound.items()})]


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("name", ["binding", "handmade", "argv"])
def test_explanation_is_the_run(name: str, shard: int) -> None:
    seen = 0
    for case in recorded(name, shard):
        explanation = explain(
            case.binder, case.given, records=case.records, limit=None, defaults=case.defaults(), clock=CLOCK
        )
        assert of_explanation(explanation) == of_run(case), case.case
        assert set(explanation.origins) <= set(explanation.bound)
        if explanation.error is None:
            assert set(explanation.bound) <= {step.origin.parameter for step in explanation.steps}
        seen += 1
    assert seen
