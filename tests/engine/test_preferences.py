"""Preference variables and the common parameters that set them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.engine.preferences import Preferences
from pscompat.errors import CommandError

from .staged import Ran

INPUT = "'x', 'bad', 'y' | Test-Stage a"


@pytest.mark.parametrize(
    ("action", "records", "shown", "kept"),
    [
        ("Continue", ["x>a", "y>a", "next"], 1, 1),
        ("SilentlyContinue", ["x>a", "y>a", "next"], 0, 1),
        ("Ignore", ["x>a", "y>a", "next"], 0, 0),
        ("Break", ["x>a", "y>a", "next"], 1, 1),
        ("Stop", ["x>a"], 1, 1),
        ("Inquire", ["x>a"], 1, 1),
    ],
)
def test_error_action(staged: Path, action: str, records: list[str], shown: int, kept: int) -> None:
    ran = Ran(staged, f"{INPUT} -ErrorAction {action} -ErrorVariable e; 'next'")
    assert ran.records == records
    assert (len(ran.errors), len(ran.variable("e"))) == (shown, kept)
    ran = Ran(staged, f"$ErrorActionPreference = '{action.upper()}'; {INPUT} -ErrorVariable e; 'next'")
    assert ran.records == records
    assert (len(ran.errors), len(ran.variable("e"))) == (shown, kept)


def test_the_parameter_overrides_the_variable(staged: Path) -> None:
    ran = Ran(staged, f"$ErrorActionPreference = 'Stop'; {INPUT} -ErrorAction SilentlyContinue; 'next'")
    assert ran.records == ["x>a", "y>a", "next"]
    ran = Ran(staged, f"$PSDefaultParameterValues = @{{'*:ErrorAction' = 'Stop'}}; {INPUT}; 'next'")
    assert ran.records == ["x>a"]


@pytest.mark.parametrize(
    ("action", "expected"),
    [("yes", ["x>a", "y>a", "next"]), ("halt", ["x>a"]), ("all", ["x>a", "y>a", "next"])],
)
def test_inquire_asks_for_each_error(staged: Path, action: str, expected: list[str]) -> None:
    asked = []

    class Asking(Ran):
        def inquire(self, message: str) -> str:
            asked.append(message)
            return action

    ran = Asking(staged, "'x', 'bad', 'bad', 'y' | Test-Stage a -ErrorAction Inquire; 'next'")
    assert ran.records == expected
    assert asked == ["a cannot take bad."] * (2 if action == "yes" else 1)
    assert ran.ids == (["ActionPreferenceStop"] if action == "halt" else ["Bad", "Bad"])


@pytest.mark.parametrize(
    ("action", "records", "shown"),
    [("Stop", [], 1), ("SilentlyContinue", ["next"], 0), ("Ignore", ["next"], 0), ("Continue", ["next"], 1)],
)
@pytest.mark.parametrize(
    "statement", ["'fatal' | Test-Stage a", "Test-Stage -Nope", "[int]'x'", "Write-Output (Test-Stage -Nope)"]
)
def test_the_variable_decides_on_errors_that_end_a_statement(
    staged: Path, statement: str, action: str, records: list[str], shown: int
) -> None:
    ran = Ran(staged, f"$ErrorActionPreference = '{action}'; {statement}; 'next'")
    assert (ran.records, len(ran.errors)) == (records, shown)


def test_error_action_does_not_touch_errors_that_end_a_statement(staged: Path) -> None:
    ran = Ran(staged, "'fatal' | Test-Stage a -ErrorAction SilentlyContinue -ErrorVariable e; 'next'")
    assert (ran.records, ran.ids) == (["next"], ["Fatal"])
    assert [record.error_id for record in ran.variable("e")] == ["Fatal"]


def test_errors_are_objects_in_their_variables(staged: Path) -> None:
    ran = Ran(
        staged,
        f'{INPUT} -ErrorAction SilentlyContinue -ErrorVariable e | Out-Null; $e.Count; "$e"; $e[0].Exception.Message;'
        "$e[0].FullyQualifiedErrorId; $e[0].CategoryInfo.Category; $?; $Error.Count; $Error[0].TargetObject",
    )
    message = "a cannot take bad."
    assert ran.records == [1, message, message, "Bad,Test-Stage", "NotSpecified", True, 1, None]


def test_the_success_of_the_last_statement(staged: Path) -> None:
    ran = Ran(staged, f"{INPUT} | Out-Null; $?; $?; 'fatal' | Test-Stage a; $?; Test-Stage -Nope; $?")
    assert ran.records == [False, True, False, False]


def test_errors_come_together_the_newest_first(staged: Path) -> None:
    ran = Ran(staged, "'bad' | Test-Stage a; 'bad' | Test-Stage b -ea Ignore; 'fatal' | Test-Stage c; $Error")
    assert [str(error) for error in ran.records] == ["c ends with fatal.", "a cannot take bad."]


@pytest.mark.parametrize(
    ("given", "shown", "kept", "ids"),
    [
        ("", 2, 2, []),
        ("-WarningAction SilentlyContinue", 0, 2, []),
        ("-WarningAction Ignore", 0, 2, []),
        ("-WarningAction Stop", 1, 1, ["ActionPreferenceStop"]),
    ],
)
def test_warnings(staged: Path, given: str, shown: int, kept: int, ids: list[str]) -> None:
    ran = Ran(staged, f"Test-Stage a -Warn -WarningVariable w {given}; 'next'")
    assert (len(ran.warnings), len(ran.variable("w")), ran.ids) == (shown, kept, ids)
    assert ("next" in ran.records) == (not ids)


def test_messages(staged: Path) -> None:
    assert Ran(staged, "Test-Stage a -Tell").messages == []
    assert Ran(staged, "Test-Stage a -Tell -Verbose").messages == ["detail"]
    assert Ran(staged, "$VerbosePreference = 'Continue'; Test-Stage a -Tell").messages == ["detail"]
    assert Ran(staged, "$VerbosePreference = 'Continue'; Test-Stage a -Tell -Verbose:$false").messages == []
    ran = Ran(staged, "$VerbosePreference = 'Stop'; Test-Stage a -Tell; 'next'")
    assert (ran.records, ran.messages, ran.ids) == ([], ["detail"], ["ActionPreferenceStop"])


def test_information(staged: Path) -> None:
    ran = Ran(staged, "Test-Stage a -Tell -InformationVariable i")
    assert (ran.facts, [record["MessageData"] for record in ran.variable("i")]) == ([], ["fact"])
    assert Ran(staged, "Test-Stage a -Tell -InformationAction Continue").facts == ["fact"]
    assert Ran(staged, "$InformationPreference = 'Continue'; Test-Stage a -Tell").facts == ["fact"]


def test_a_preference_that_is_none_ends_the_statement(staged: Path) -> None:
    ran = Ran(staged, "$ErrorActionPreference = 'Sometimes'; Test-Stage a; 'next'")
    assert ran.records == ["next"]
    assert "SilentlyContinue, Stop, Continue" in ran.errors[0].message
    with pytest.raises(CommandError):
        Preferences({"warningpreference": 99})
    assert Preferences({"verbosepreference": "cont"}).verbose_action == "Continue"
    assert Preferences({"debugpreference": 2}).shows_debug


@pytest.mark.parametrize("parameter", ["OutVariable", "ErrorVariable", "WarningVariable", "PipelineVariable"])
def test_variables_that_are_read_only_take_no_records(staged: Path, parameter: str) -> None:
    ran = Ran(staged, f"'x' | Test-Stage a -{parameter} global:True; $true; 'next'")
    assert ran.records == [True, "next"]
    assert [error.error_id for error in ran.errors] == ["VariableNotWritable"]
    assert Ran(staged, f"'x' | Test-Stage a -{parameter} null; $null").records == ["x>a", None]
