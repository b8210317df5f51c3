"""What holds for any definition and any arguments (strategies: ``tests/strategies.py``)."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pscompat.binding import Binder, BoundCall
from pscompat.binding.explanation import explain
from pscompat.binding.hints import hint_for
from pscompat.binding.trace import Trace
from pscompat.dotnet.canonical import canonical
from pscompat.errors import BindingError
from pscompat.language.elements import Element
from pscompat.language.shell_words import read_shell_words, read_words
from pscompat.model import Command, Parameter, ParameterSetEntry, Validation
from pscompat.views.explained import explanation_data, explanation_text

from ..rendering import render_line, render_words
from ..strategies import (
    alike_records,
    binders,
    commands,
    default_values,
    invocations,
    piped_commands,
    records,
    usable,
    values,
    words,
)
from .invoking import CLOCK, read

PROFILE = settings(max_examples=80, deadline=None)


def shown(values: dict[str, Any]) -> dict[str, Any]:
    return {name: canonical(value, reveal=True, qualified=True) for name, value in values.items()}


def of_call(call: BoundCall) -> tuple[Any, ...]:
    return call.set_name, shown(call.bound), shown(call.values), list(map(canonical, call.args)), list(call.warnings)


def of_error(error: BindingError) -> tuple[Any, ...]:
    return error.fully_qualified_error_id, error.category, error.message, error.parameter, list(error.warnings)


def outcome(
    binder: Binder,
    elements: list[Element],
    piped: list[Any] | None = None,
    defaults: dict[Any, Any] | None = None,
    trace: Trace | None = None,
) -> list[Any]:
    """Everything that can be seen of an invocation. Any exception but a binding error comes out of it."""
    try:
        run = binder.start(elements, expecting_input=piped is not None, defaults=defaults, clock=CLOCK, trace=trace)
    except BindingError as error:
        return [of_error(error)]
    seen: list[Any] = [(run.begin_set_name, list(run.warnings))]
    if piped is None:
        seen.append(of_call(run.bind_nothing()))
    for record in piped or ():
        try:
            seen.append(of_call(run.bind(record)))
        except BindingError as error:
            seen.append(of_error(error))
    return [*seen, (run.set_name, shown(run.bound), shown(run.values))]


@PROFILE
@given(commands())
def test_a_definition_loads_or_says_what_is_wrong_with_it(command: Command) -> None:
    usable(command)


@PROFILE
@given(invocations(), st.one_of(st.none(), st.lists(records, max_size=4)), st.data())
def test_binding_raises_nothing_but_binding_errors_and_twice_gives_the_same(
    invocation: tuple[Binder, list[Element]], piped: list[Any] | None, data: st.DataObject
) -> None:
    binder, elements = invocation
    defaults = data.draw(st.one_of(st.none(), default_values(binder)))
    first = outcome(binder, elements, piped, None if defaults is None else dict(defaults))
    assert outcome(binder, elements, piped, None if defaults is None else dict(defaults)) == first
    assert outcome(Binder(binder.definition), elements, piped, None if defaults is None else dict(defaults)) == first


@PROFILE
@given(binders, words)
def test_any_words_bind_or_are_refused(binder: Binder, given_words: list[str]) -> None:
    for elements in (read_words(given_words), read_shell_words(given_words)):
        outcome(binder, elements)


@PROFILE
@given(invocations(), st.one_of(st.none(), st.lists(records, max_size=3)))
def test_an_explanation_is_the_run_and_always_reads(
    invocation: tuple[Binder, list[Element]], piped: list[Any] | None
) -> None:
    binder, elements = invocation
    explanation = explain(binder, elements, records=piped, limit=None, clock=CLOCK)
    seen = outcome(binder, elements, piped)
    if explanation.error is not None:
        assert seen == [of_error(explanation.error)]
    else:
        assert seen[-1][:2] == (explanation.set_name, shown(explanation.bound))
    for error in [explanation.error, *(report.error for report in explanation.objects)]:
        assert error is None or "\n" not in hint_for(error, explanation, binder)
    assert explanation_text(explanation)
    assert explanation_data(explanation)


@PROFILE
@given(binders, st.data())
def test_the_order_of_named_arguments_does_not_matter(binder: Binder, data: st.DataObject) -> None:
    names = [each.name for each in binder.command.declared]
    given_names = data.draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    elements = [Element(name, f"-{name}:", data.draw(values)) for name in given_names]
    first = outcome(binder, elements)
    again = outcome(binder, data.draw(st.permutations(elements)))
    if isinstance(first[0][0], str) and len(first) == 1:
        # Which of several errors comes first does depend on it.
        assert len(again) == 1
    else:
        assert [seen[:3] for seen in again[1:-1]] == [seen[:3] for seen in first[1:-1]]
        assert again[-1] == first[-1]


@PROFILE
@given(invocations())
def test_a_bound_call_rendered_to_a_line_binds_to_the_same(invocation: tuple[Binder, list[Element]]) -> None:
    binder, elements = invocation
    assume(not any(each.transforms or each.ps_type_name or each.simple for each in binder.command.declared))
    call = bound_call(binder, elements)
    try:
        line = render_line(binder.command.name, call.bound)
    except ValueError:
        assume(False)
    again, _ = read(line)
    assert of_call(binder.start(again, clock=CLOCK).bind_nothing())[:3] == of_call(call)[:3], line


@PROFILE
@given(invocations())
def test_a_bound_call_rendered_to_words_binds_to_the_same(invocation: tuple[Binder, list[Element]]) -> None:
    binder, elements = invocation
    assume(not any(each.transforms or each.ps_type_name or each.simple for each in binder.command.declared))
    call = bound_call(binder, elements)
    types = {each.name: each.type for each in binder.command.parameters}
    assume(all(says_it_all(types[name].full_name, value) for name, value in call.bound.items()))
    try:
        given_words = render_words(call.bound)
    except ValueError:
        assume(False)
    again = read_shell_words(given_words)
    assert of_call(binder.start(again, clock=CLOCK).bind_nothing())[:3] == of_call(call)[:3], given_words


_TYPED_BY_TEXT = (
    "System.String",
    "System.String[]",
    "System.Int32",
    "System.Int32[]",
    "System.Management.Automation.SwitchParameter",
    "System.Boolean",
    "System.DayOfWeek",
    "System.Guid",
)


def says_it_all(type_name: str, value: Any) -> bool:
    """Whether the parameter's type makes the value again from its text."""
    if type_name in ("System.Int32[]", "System.String[]") and not isinstance(value, list):
        return False
    return type_name in _TYPED_BY_TEXT


def bound_call(binder: Binder, elements: list[Element]) -> BoundCall:
    """The one call of an invocation that binds."""
    try:
        return binder.start(elements, clock=CLOCK).bind_nothing()
    except BindingError:
        assume(False)
        raise


@settings(max_examples=300, deadline=None)
@given(piped_commands(), st.data())
def test_plans_for_alike_objects_are_the_full_rules(command: Command, data: st.DataObject) -> None:
    piped = data.draw(alike_records(command))
    binder = Binder(command)
    # With a trace every object is bound by the full rules.
    assert outcome(binder, [], piped) == outcome(binder, [], piped, trace=Trace())


@settings(max_examples=200, deadline=None)
@given(
    st.booleans(),
    st.sampled_from(("string", "object")),
    st.sampled_from(((), ("allowEmptyString",), ("notNullOrEmpty",))),
    st.lists(st.one_of(st.text(max_size=3), st.none(), st.integers(), st.just(["a", "b"])), max_size=8),
)
def test_plans_for_whole_objects_are_the_full_rules(
    mandatory: bool, type_name: str, validations: tuple[str, ...], piped: list[Any]
) -> None:
    entry = ParameterSetEntry(mandatory=mandatory, by_value=True, position=0)
    parameter = Parameter(
        name="InputObject",
        type=type_name,
        sets=(entry,),
        validations=tuple(Validation(kind=kind) for kind in validations),
        compiled=True,
    )
    binder = Binder(Command(name="Get-Thing", parameters=(parameter,), class_name="GetThing"))
    assert outcome(binder, [], piped) == outcome(binder, [], piped, trace=Trace())


SECRETS = st.sampled_from(("sk-proj-0123456789", "hunter2-secret", "987654321987", "0:99:77secret", "a b c secret!"))


@PROFILE
@given(commands(), SECRETS, st.data())
def test_no_secret_appears_in_an_error_warning_hint_or_explanation(
    command: Command, secret: str, data: st.DataObject
) -> None:
    hidden = Command(
        **{
            **command.to_dict(),
            "parameters": tuple(
                Parameter(**{**each.to_dict(), "sensitive": True, "default": None}) for each in command.parameters
            ),
        }
    )
    binder = usable(hidden)
    assume(binder is not None)
    assert binder is not None
    assume(binder.command.declared)
    holders = st.sampled_from((secret, [secret], ["x", secret], {"k": secret}, [[secret]]))
    name = data.draw(st.sampled_from([each.name for each in binder.command.declared]))
    elements = [Element(name, f"-{name}:", data.draw(holders))]
    defaults = {f"Get-Thing:{name}": data.draw(holders)} if data.draw(st.booleans()) else None
    given_elements = [] if defaults is not None else elements
    explanation = explain(binder, given_elements, defaults=defaults, clock=CLOCK)
    error = explanation.first_error
    told = [*explanation.warnings, explanation_text(explanation), str(explanation_data(explanation))]
    if error is not None:
        told += [error.message, str(error), repr(error), hint_for(error, explanation, binder)]
    assert not [text for text in told if secret in text]
