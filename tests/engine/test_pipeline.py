"""Pipelines: when the blocks of each command run, how records go through, and what ends them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .staged import Ran


def test_all_commands_begin_before_the_first_processes_and_records_go_through_one_at_a_time(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Count 2 | Test-Stage b | Test-Stage c")
    assert ran.records == ["a0>b>c", "a1>b>c"]
    assert ran.events == [
        *["a begins", "b begins", "c begins", "a takes None"],
        *["b takes a0", "c takes a0>b", "out a0>b>c"],
        *["b takes a1", "c takes a1>b", "out a1>b>c"],
        *["a ends", "b ends", "c ends", "a cleans", "b cleans", "c cleans"],
    ]


def test_what_a_begin_block_writes_is_processed_before_it_goes_on(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Early | Test-Stage b")
    assert ran.events == [
        *["a begins", "b begins", "b takes a-early", "out a-early>b", "a goes on beginning"],
        *["a takes None", "b takes a0", "out a0>b", "a ends", "b ends", "a cleans", "b cleans"],
    ]


def test_what_an_end_block_writes_is_processed_before_the_next_one_ends(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Late | Test-Stage b -Late")
    assert ran.records == ["a0>b", "a-late>b", "b-late"]
    assert ran.events.index("out a-late>b") < ran.events.index("b ends")


def test_a_command_after_an_empty_one_only_begins_and_ends(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Count 0 | Test-Stage b -Late")
    assert ran.records == ["b-late"]
    assert not any(event.startswith("b takes") for event in ran.events)


def test_the_first_record_is_out_before_the_second_is_read(staged: Path) -> None:
    read: list[str] = []

    def records() -> Iterator[str]:
        for name in ("x", "y"):
            read.append(name)
            yield name

    ran = Ran(staged, "$input | Test-Stage a", records(), take=1)
    assert (ran.records, read) == (["x>a"], ["x"])


def test_upstream_is_closed_and_does_not_end_when_downstream_has_enough(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Count 5 | Test-Stage b -Enough -Late | Test-Stage c")
    assert ran.records == ["a0>b>c", "b-late>c"]
    assert "a is closed" in ran.events
    assert "a ends" not in ran.events
    assert ran.events[-3:] == ["a cleans", "b cleans", "c cleans"]
    assert ran.events.index("b ends") < ran.events.index("c ends")


def test_enough_may_be_had_while_the_first_command_begins(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Early | Test-Stage b -Enough | Test-Stage c")
    assert ran.records == ["a-early>b>c"]
    assert "a takes None" not in ran.events
    assert "a ends" not in ran.events
    assert [event for event in ran.events if event.endswith("ends")] == ["b ends", "c ends"]


def test_a_reader_that_stops_closes_every_command(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Count 5 | Test-Stage b", take=1)
    assert "a is closed" in ran.events
    assert "a ends" not in ran.events
    assert ran.events[-2:] == ["a cleans", "b cleans"]


def test_an_error_in_one_record_does_not_stop_the_next(staged: Path) -> None:
    ran = Ran(staged, "'x', 'bad', 'y' | Test-Stage a | Test-Stage b")
    assert ran.records == ["x>a>b", "y>a>b"]
    assert [error.message for error in ran.errors] == ["a cannot take bad."]
    assert ran.errors[0].fully_qualified_error_id == "Bad,Test-Stage"


def test_a_record_that_does_not_bind_is_an_error_of_its_own(staged: Path) -> None:
    ran = Ran(staged, "[pscustomobject]@{Size=1}, [pscustomobject]@{Size='x'}, 'y' | Test-Stage a -Count 0; 'next'")
    assert ran.records == ["next"]
    assert ran.ids == ["ParameterArgumentTransformationError"]
    assert "a takes y" in ran.events


def test_an_error_that_ends_a_command_ends_its_statement_and_lets_every_command_clean(staged: Path) -> None:
    ran = Ran(staged, "'x', 'fatal', 'y' | Test-Stage a | Test-Stage b; 'next'")
    assert ran.records == ["x>a>b", "next"]
    assert ran.ids == ["Fatal"]
    assert ran.errors[0].command == "Test-Stage"
    assert not any(event.endswith("ends") for event in ran.events)
    assert ran.events[-3:] == ["a cleans", "b cleans", "out next"]


def test_an_error_upstream_bears_the_name_of_the_command_that_wrote_it(staged: Path) -> None:
    ran = Ran(staged, "'fatal' | Test-Stage a | Out-Null")
    assert ran.errors[0].fully_qualified_error_id == "Fatal,Test-Stage"


def test_nothing_runs_when_a_later_command_does_not_bind(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -OutVariable o | Test-Stage b -Nope; 'next'")
    assert ran.records == ["next"]
    assert ran.ids == ["NamedParameterNotFound"]
    assert ran.events == ["out next"]
    assert "o" not in ran.session.variables


def test_out_buffer_holds_records_back_until_there_is_one_more(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Count 3 -OutBuffer 1 | Test-Stage b")
    taken = [event for event in ran.events if event.startswith(("b takes", "a ends"))]
    assert taken == ["b takes a0", "b takes a1", "a ends", "b takes a2"]
    assert ran.records == ["a0>b", "a1>b", "a2>b"]


def test_pipeline_variable_holds_the_record_at_hand_and_goes_with_the_pipeline(staged: Path) -> None:
    seen = []

    class Watching(Ran):
        def warning(self, text: str) -> None:
            seen.append((text, self.session.variables["it"]))

    ran = Watching(staged, "Test-Stage a -Count 2 -PipelineVariable it | Test-Stage b -Warn")
    assert seen == [("early", None), ("b warns", "a0"), ("b warns", "a1")]
    assert "it" not in ran.session.variables


def test_a_variable_that_was_there_before_outlives_the_pipeline(staged: Path) -> None:
    ran = Ran(staged, "$it = 'old'; Test-Stage a -PipelineVariable it | Out-Null; $it")
    assert ran.records == ["a0"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Test-Stage a -Count 2 -OutVariable o", ["a0", "a1"]),
        ("Test-Stage a -OutVariable o | Out-Null", ["a0"]),
        ("Test-Stage a -Count 0 -OutVariable o", []),
        ("$o = 1; Test-Stage a -OutVariable +o", [1, "a0"]),
        ("$o = 1, 2; Test-Stage a -OutVariable +o", [1, 2, "a0"]),
        ("Test-Stage a -OutVariable o; Test-Stage b -OutVariable +global:o", ["a0", "b0"]),
        ("Test-Stage a -OutVariable o; Test-Stage b -OutVariable o", ["b0"]),
        ("Test-Stage a -Count 9 -OutVariable o | Select-Object -First 1", ["a0"]),
    ],
)
def test_out_variable(staged: Path, line: str, expected: list[object]) -> None:
    assert Ran(staged, line).variable("o") == expected


def test_a_list_that_goes_on_is_the_same_list(staged: Path) -> None:
    ran = Ran(
        staged, "Test-Stage a -OutVariable o | Out-Null; $kept = $o; Test-Stage b -OutVariable +o | Out-Null; $kept"
    )
    assert ran.records == ["a0", "b0"]


def test_a_script_block_for_each_object_is_worked_out(staged: Path) -> None:
    ran = Ran(staged, "[pscustomobject]@{n=3} | Test-Stage a -Count 0 -Size { $_.n }")
    assert (ran.errors, len(ran.events)) == ([], 4)
    ran = Ran(staged, "[pscustomobject]@{n=3} | Test-Stage a -Count 0 -Size { $_.n + 1 }")
    assert (ran.errors, len(ran.events)) == ([], 4)
