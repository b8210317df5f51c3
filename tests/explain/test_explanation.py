"""What an explanation holds, and how it reads as text and as data."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.binding import Binder
from pscompat.binding.explanation import Explanation, explain, explain_standing
from pscompat.binding.trace import Trace
from pscompat.dotnet.containers import PSCustomObject
from pscompat.language.shell_words import read_shell_words
from pscompat.views.explained import explanation_data, explanation_text

from ..binding.declaring import declare
from ..binding.invoking import CLOCK, read

SETS = (
    "[CmdletBinding(DefaultParameterSetName='Get')]"
    "param([Parameter(ParameterSetName='Get',Position=0)][Parameter(ParameterSetName='List',Position=0)]"
    "[Alias('thread_id')][string]$ThreadId,"
    "[Parameter(ParameterSetName='Get',Mandatory,Position=1,ValueFromPipelineByPropertyName)][string]$RunId,"
    "[Parameter(ParameterSetName='List')][int]$Limit=20,[Parameter()][Sensitive()][string]$Key)"
)
REST = "param([Parameter(Position=0)]$a,[Parameter(ValueFromRemainingArguments)]$r)"


def explained(block: str, line: str, **more: Any) -> Explanation:
    elements, records = read(line)
    return explain(Binder(declare(block)), elements, records=records, clock=CLOCK, **more)


def origins(explanation: Explanation) -> dict[str, tuple[str, str, str]]:
    return {name: (each.source, each.rule, each.typed) for name, each in explanation.origins.items()}


def test_each_word_and_the_rule_it_bound_by() -> None:
    found = explained(SETS, "$h=@{Key='k'}; f t -lim:5 @h")
    assert found.set_name == "List"
    assert origins(found) == {
        "Limit": ("word", "abbreviated name", "-lim:"),
        "Key": ("splat", "name", "-Key:"),
        "ThreadId": ("position", "position 0", "t"),
    }
    assert [step.sets for step in found.steps] == [["List"], ["List"], ["List"]]
    found = explained(SETS, "f -thread_id t -RunId r")
    assert origins(found)["ThreadId"] == ("word", "alias", "-thread_id")
    assert origins(explained(SETS, "f -thread_ t -RunId r"))["ThreadId"] == ("word", "abbreviated alias", "-thread_")
    assert origins(explained(REST, "f 1 -x 2 'a b'"))["r"] == ("remaining", "remaining arguments", "-x 2 'a b'")


def test_where_values_came_from() -> None:
    found = explained(SETS, "[pscustomobject]@{runid=7} | f t", defaults={"f:Key": "k"})
    assert origins(found)["Key"] == ("default parameter value", "$PSDefaultParameterValues, positional bind", "")
    assert origins(found)["RunId"] == ("pipeline", "property RunId, converted", "")
    found = explained("param([Parameter(ValueFromPipeline)][string]$p)", "'x' | f -p {$_}")
    assert origins(found)["p"] == ("pipeline", "script block {$_}", "")


def test_words_that_gave_way_or_that_nothing_took() -> None:
    found = explained(SETS, "$h=@{ThreadId='a'}; f -ThreadId b -RunId r @h")
    assert found.dropped == ["-ThreadId:"]
    found = explained(SETS, "f a -zzz 5 b c")
    assert found.leftover == ["-zzz", "5", "c"]
    assert "-zzz: nothing takes it" in explanation_text(found)


UNREAD = "param([string]$s,[int]$n,[string]$t,[Parameter()][Sensitive()]$k)"
BY_NAME = f"[CmdletBinding(PositionalBinding=$false)]{UNREAD}"


@pytest.mark.parametrize(
    ("block", "line", "unread", "bound"),
    [
        (UNREAD, "f -s a -n x -t b", ["-n x", "-t b"], ["s"]),
        # What may be a secret is hidden: by its parameter, by a position of one, behind a name that nobody knows.
        (UNREAD, "f -n x -k 1 -t:2", ["-n x", "-k ***", "-t: 2"], []),
        (UNREAD, "f a x b", ["***", "***"], ["s"]),
        (BY_NAME, "f -n x pos", ["-n x", "pos"], []),
        (BY_NAME, "f -n x -zzz value -t c pos", ["-n x", "-zzz", "***", "-t c", "pos"], []),
        (BY_NAME, "$h=@{k='q'}; f -n x @h", ["-n x", "-k: ***"], []),
        (BY_NAME, "$h=[ordered]@{s='b';n='x'}; f -s a @h", ["-n: x"], ["s"]),
        # Nothing was read at all.
        (UNREAD, "f -n x -e 1", [], []),
    ],
)
def test_words_whose_turn_had_not_come(block: str, line: str, unread: list[str], bound: list[str]) -> None:
    found = explained(block, line)
    assert (found.unread, list(found.bound)) == (unread, bound)


def test_sets_are_listed_with_what_they_lack_and_what_rules_them_out_the_closest_first() -> None:
    found = explained(SETS, "f -Limit 5 -RunId x")
    assert [report.to_dict() for report in found.sets] == [
        {"name": "Get", "default": True, "missing": [], "fromPipeline": [], "ruledOutBy": ["Limit"]},
        {"name": "List", "default": False, "missing": [], "fromPipeline": [], "ruledOutBy": ["RunId"]},
    ]
    found = explained(SETS, "f")
    assert [(report.name, report.missing, report.from_pipeline) for report in found.sets] == [
        ("List", [], []),
        ("Get", ["RunId"], ["RunId"]),
    ]
    assert "  Get (default): lacks -RunId (or from the pipeline)" in explanation_text(found)


def test_a_command_without_sets_has_one_report() -> None:
    found = explained("param([Parameter(Mandatory)]$m)", "f")
    assert [(report.name, report.missing) for report in found.sets] == [("__AllParameterSets", ["m"])]


def test_each_object_of_a_pipeline() -> None:
    block = "param([Parameter(ValueFromPipeline)][int]$v,[Parameter(ValueFromPipelineByPropertyName)]$n)"
    found = explained(block, "1,'x',[pscustomobject]@{n=2} | f", limit=None)
    assert [report.error.error_id if report.error else report.set_name for report in found.objects] == [
        "__AllParameterSets",
        "InputObjectNotBound",
        "__AllParameterSets",
    ]
    assert list(found.objects[0].origins) == ["v"]
    assert list(found.objects[2].origins) == ["n"]
    text = explanation_text(found)
    assert "  1. parameter set __AllParameterSets: v\n  2. The input object" in text
    data = explanation_data(found)
    assert [sorted(each) for each in data["objects"]] == [["bound", "set"], ["error"], ["bound", "set"]]
    assert [len(explained(block, "1,2,3 | f", limit=limit).objects) for limit in (0, 1, 2, 5, None)] == [0, 1, 2, 3, 3]
    assert len(explained(block, "1,2,3 | f").objects) == 1


def test_how_a_run_stands_between_two_objects() -> None:
    block = (
        "param([Parameter(ParameterSetName='A',Mandatory,ValueFromPipelineByPropertyName)]$a,"
        "[Parameter(ParameterSetName='B',ValueFromPipelineByPropertyName)]$b,[Parameter()][Sensitive()]$k)"
    )
    binder = Binder(declare(block))
    elements, _ = read("f -k 1")
    run = binder.start(elements, expecting_input=True, clock=CLOCK)
    run.bind(PSCustomObject({"b": 2}))
    found = explain_standing(binder, run)
    assert (found.command, found.set_name, found.bound) == ("f", "B", {"k": 1, "b": 2})
    assert [(each.name, each.missing, each.ruled_out_by) for each in found.sets] == [("B", [], []), ("A", ["a"], ["b"])]
    assert found.sensitive == {"k"}


def test_what_was_asked_for() -> None:
    trace = Trace()
    binder = Binder(declare("param([Parameter(Mandatory)]$a)"))
    run = binder.start([], trace=trace, prompt=lambda missing: [(each, "typed") for each in missing])
    assert run.bound == {"a": "typed"}
    assert {name: (each.source, each.rule, each.typed) for name, each in trace.origins.items()} == {
        "a": ("prompt", "missing mandatory parameter", "")
    }


def test_secrets_are_never_shown() -> None:
    secret = "sk-never-shown"
    block = (
        "param([Parameter(Position=0)][Sensitive()][string]$Key,[Parameter(Position=1)][Sensitive()][int[]]$Numbers,"
        "[Parameter(ValueFromRemainingArguments)][Sensitive()][int]$Rest)"
    )
    for line in (f"f {secret}", f"f -Key {secret}", f"f x {secret}", f"f x 1,{secret}", f"f x 1 {secret}"):
        found = explained(block, line)
        failure = found.first_error
        assert secret not in explanation_text(found)
        assert secret not in str(explanation_data(found))
        assert failure is None or secret not in failure.message
        assert secret not in repr(found.steps and [step.origin for step in found.steps])


def test_a_shell_word_shows_as_it_was_typed() -> None:
    found = explain(Binder(declare("param([Parameter(Position=0)][string[]]$a)")), read_shell_words(["x,y"]))
    assert origins(found)["a"] == ("position", "position 0", "x,y")
    assert found.bound == {"a": ["x", "y"]}


@pytest.mark.parametrize(("size", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_typed_value_of_more_than_60_characters_is_cut(size: int, shown: str) -> None:
    found = explained("param([Parameter(Position=0)]$a)", f"f {'x' * size}")
    assert origins(found)["a"] == ("position", "position 0", shown)


@pytest.mark.parametrize(
    ("word", "shown"), [("''", "''"), ("'a b'", "'a b'"), ("$null", "$null"), ("1.50", "1.50"), ("1,2", "1 2")]
)
def test_a_value_is_shown_as_short_text(word: str, shown: str) -> None:
    assert origins(explained("param([Parameter(Position=0)]$a)", f"f {word}"))["a"][2] == shown


def test_long_values_are_cut() -> None:
    found = explained("param([Parameter(Position=0)]$a)", f"f {'x' * 500}")
    assert max(map(len, explanation_text(found).splitlines())) < 200
