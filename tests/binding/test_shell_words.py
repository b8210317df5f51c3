"""Words from a shell on their way to parameters: names without a value, true and false, lists."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.binding import Binder
from pscompat.errors import BindingError
from pscompat.language.shell_words import read_shell_words, read_words

from .declaring import declare

ADVANCED = "[CmdletBinding()]"


def bound(block: str, words: list[str]) -> dict[str, Any]:
    return Binder(declare(block)).start(read_shell_words(words)).bind_nothing().bound


def refused(block: str, words: list[str]) -> BindingError:
    with pytest.raises(BindingError) as caught:
        bound(block, words)
    return caught.value


@pytest.mark.parametrize(
    ("block", "words", "name", "instead"),
    [
        (ADVANCED + "param([switch]$Some)", ["-so:"], "Some", "-Some, or '-Some:$true'"),
        (ADVANCED + "param([switch]$Some,$x)", ["-Some:", "x"], "Some", "-Some, or '-Some:$true'"),
        (ADVANCED + "param([bool]$Some)", ["-Some:"], "Some", "-Some true, or '-Some:$true'"),
        (ADVANCED + "param([Nullable[bool]]$Some)", ["-Some:"], "Some", "-Some true, or '-Some:$true'"),
        (ADVANCED + "param([bool[]]$Some)", ["-Some:"], "Some", "-Some VALUE, or '-Some:VALUE'"),
        (ADVANCED + "param([int]$Some)", ["-Some:", "-x"], "Some", "-Some VALUE, or '-Some:VALUE'"),
        (ADVANCED + "param($x)", ["-it's:"], "it's", """-it's, or '-it'"'"'s:$true'"""),
        ("param([switch]$Some)", ["-Some:", "x"], "Some", "-Some, or '-Some:$true'"),
        ("param($x)", ["-Other:"], "Other", "-Other, or '-Other:$true'"),
        (
            "param([Parameter(ValueFromRemainingArguments)]$r)",
            ["a", "-Other:", "-b"],
            "Other",
            "-Other, or '-Other:$true'",
        ),
    ],
)
def test_a_name_that_lost_its_value(block: str, words: list[str], name: str, instead: str) -> None:
    error = refused(block, words)
    typed = next(word for word in words if word.endswith(":"))
    assert (error.error_id, error.parameter, error.hint) == ("NoValueAfterColon", name, "")
    assert error.message == (
        f"{typed} has no value; your shell may have replaced a variable: write {instead} in quotes."
    )


def test_names_are_found_before_their_values_are_missed() -> None:
    assert refused(ADVANCED + "param($ab,$ac)", ["-a:"]).error_id == "AmbiguousParameter"
    assert refused(ADVANCED + "param($a)", ["-:"]).error_id == "Argument"


def test_the_first_name_at_fault_is_told() -> None:
    block = ADVANCED + "param([switch]$s,[switch]$t,$x,$y)"
    assert refused(block, ["-s", "true", "-t:"]).parameter == "s"
    assert refused(block, ["-t:", "-s", "true"]).parameter == "t"


@pytest.mark.parametrize("word", ["true", "false", "$true", "$false", "TRUE"])
def test_true_and_false_behind_a_switch(word: str) -> None:
    error = refused(ADVANCED + "param([switch]$Some,$x)", ["-so", word])
    assert (error.error_id, error.parameter) == ("SwitchBeforeValue", "Some")
    assert error.message == "-so is a switch: true or false behind it would be a value of another parameter."
    assert error.hint == "Write -Some, or '-Some:$false' in quotes."


@pytest.mark.parametrize(
    ("block", "words", "expected"),
    [
        ("param([switch]$s,$x)", ["-s", "1"], {"s": True, "x": "1"}),
        ("param([switch]$s,$x)", ["-s", "0"], {"s": True, "x": "0"}),
        ("param([switch]$s,$x)", ["-s", " true"], {"s": True, "x": " true"}),
        ("param([switch]$s,$x)", ["-s", "$null"], {"s": True, "x": "$null"}),
        ("param([switch]$s,$x)", ["-s:true", "false"], {"s": True, "x": "false"}),
        ("param([switch]$s,$x)", ["true", "-s"], {"s": True, "x": "true"}),
        ("param([switch]$s,$x,$y)", ["-x", "true", "false"], {"x": "true", "y": "false"}),
        # As Where-Object has them.
        ("param([switch]$eq,[switch]$ne,$x)", ["-ne", "true"], {"ne": True, "x": "true"}),
        ("param([switch]$eq,$x)", ["-eq", "false"], {"eq": True, "x": "false"}),
        ("param([bool]$b)", ["-b", "$True"], {"b": True}),
        ("param([bool]$b)", ["-b", "FALSE"], {"b": False}),
        ("param([bool]$b)", ["-b:", "1"], {"b": True}),
        ("param([bool]$b)", ["-b:0"], {"b": False}),
        ("param([bool]$b)", ["0"], {"b": False}),
        ("param([Nullable[bool]]$b)", ["-b", "0"], {"b": False}),
        ("param([bool[]]$b)", ["-b", "true,$false,1,0"], {"b": [True, False, True, False]}),
        ("param([bool[]]$b)", ["-b", "true"], {"b": [True]}),
        ("param([bool[]]$b)", ["-b", '[true,"false",0]'], {"b": [True, False, False]}),
        ("param([string]$b)", ["-b", "true"], {"b": "true"}),
        ("param([object]$b)", ["-b", "$true"], {"b": "$true"}),
        ("param([string[]]$l)", ["-l", '["a,b",1]'], {"l": ["a,b", "1"]}),
        ("param([int[]]$l)", ["-l:[1, 2]"], {"l": [1, 2]}),
        ("param([object[]]$l)", ["-l", '[1.5,null,{"a":[2]}]'], {"l": [1.5, None, {"a": [2]}]}),
        ("param([string]$l)", ["-l", "[1]"], {"l": "[1]"}),
        ("param([object]$l)", ["-l", "[1]"], {"l": "[1]"}),
        ("param([Parameter(ValueFromRemainingArguments)][string[]]$r)", ['["a","b"]', "c"], {"r": ["a", "b", "c"]}),
    ],
)
def test_values(block: str, words: list[str], expected: dict[str, Any]) -> None:
    assert bound(ADVANCED + block, words) == expected


def test_a_switch_named_as_an_operator_is_one_beside_eq_only() -> None:
    assert refused(ADVANCED + "param([switch]$ne,$x)", ["-ne", "true"]).error_id == "SwitchBeforeValue"


@pytest.mark.parametrize("word", ["yes", "", "2", "$null", "t"])
def test_other_words_are_no_truth(word: str) -> None:
    assert refused(ADVANCED + "param([bool]$b)", ["-b", word]).error_id == "ParameterArgumentTransformationError"


def test_plain_words_lose_what_pwsh_loses() -> None:
    binder = Binder(declare(ADVANCED + "param([switch]$s,$x)"))
    assert binder.start(read_words(["-s:"])).bind_nothing().bound == {}
    assert binder.start(read_words(["-s", "true"])).bind_nothing().bound == {"s": True, "x": "true"}
