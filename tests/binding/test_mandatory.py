"""What is missing while the pipeline may still bring it (binding.md §6.3, §8.6)."""

from __future__ import annotations

from typing import Any

import pytest

from .invoking import Invocation


def block(default: str, *parameters: str) -> str:
    """Parameters as ``set: flags: type name``; flags: m mandatory, v by value, n by property name."""
    texts = []
    for text in parameters:
        sets, flags, declared = (part.strip() for part in text.split(":"))
        type_name, _, name = declared.rpartition(" ")
        entries = ""
        for each in sets.split("+"):
            keys = [f"ParameterSetName='{each}'"] if each != "*" else []
            keys += ["Mandatory"] if "m" in flags else []
            keys += ["ValueFromPipeline"] if "v" in flags else []
            keys += ["ValueFromPipelineByPropertyName"] if "n" in flags else []
            entries += f"[Parameter({','.join(keys)})]"
        texts.append(f"{entries}{f'[{type_name}]' if type_name else ''}${name}")
    binding = f"[CmdletBinding(DefaultParameterSetName='{default}')]" if default else "[CmdletBinding()]"
    return f"{binding}param({','.join(texts)})"


@pytest.mark.parametrize(
    ("declared", "line", "expected", "begin"),
    [
        # Step 3: nothing of the default set is missing and no other set waits for the pipeline.
        (block("D", "D: v: int i", "B: m: b"), "1 | f", [{"Set": "D"}], "D"),
        # … with a third set left beside it, the default set is only tried first.
        (block("D", "D: v: int i", "B: m: b", "C: v: string s"), "1,'x' | f", [{"Set": "D"}, {"Set": "C"}], "D"),
        # … and the others get what the default set left open.
        (
            block("D", "D: v: int i", "B: m: b", "C: n: string s", "*: n: x"),
            "[pscustomobject]@{x=1;s='q'} | f",
            [{"Set": "C", "x": 1, "s": "q"}],
            "D",
        ),
        # Step 4: one set is left; what it lacks and the pipeline cannot bring is missing now.
        (block("", "A: mv: int i", "A: m: x"), "1 | f", ["T MissingMandatoryParameter: : x."], ""),
        (block("", "A: mv: int i", "A: m: x"), "1 | f -x 1", [{"Set": "A"}], "A"),
        # Step 5: latched on to the default set, although another one could take the pipeline.
        (block("D", "D: mn: a", "B: m: b"), "[pscustomobject]@{a=1} | f", [{"Set": "D"}], "D"),
        (block("D", "D: m: a", "B: m: b"), "1 | f", ["T MissingMandatoryParameter: : a."], ""),
        # Step 6: the only set that waits for a mandatory object is chosen, the others are dropped.
        (block("", "A: mv: int i", "B: m: b", "B: n: c"), "1 | f", [{"Set": "A"}], "A"),
        # … while a set that lacks nothing gets what the chosen one does not take even by conversion.
        (
            block("", "A: mv: int i", "B: m: b", "B: n: c", "C: v: string s"),
            "'7','x' | f",
            [{"Set": "A", "i": 7}, {"Set": "C", "s": "x"}],
            "A",
        ),
        (block("", "A: mv: int i", "B: mv: string s"), "1,'x' | f", [{"Set": "A"}, {"Set": "B"}], "__AllParameterSets"),
        # Step 7: several sets wait, those that lack what the pipeline cannot bring are dropped.
        (block("", "A: mv: int i", "A: m: x", "B: mv: string s"), "'x' | f", [{"Set": "B"}], "B"),
        # For each object, what the pipeline could have brought and did not.
        (block("", "*: mn: a", "*: mn: b"), "[pscustomobject]@{b=1} | f", ["N InputObjectMissingMandatory:   a"], None),
        (block("", "*: mv: int a"), "'x',2 | f", ["N InputObjectNotBound: ", {"a": 2}], None),
        (block("", "*: m: a"), "1 | f", ["T MissingMandatoryParameter: : a."], None),
        # The check does not ask whether the value is any good.
        (block("", "*: mn: int a"), "[pscustomobject]@{a='x'} | f", ["N ParameterArgumentTransformationError: "], None),
    ],
)
def test_missing_with_pipeline(declared: str, line: str, expected: list[Any], begin: str | None) -> None:
    run = Invocation(declared, line)
    run.check(*expected)
    if begin is not None:
        assert run.begin_set == begin


def test_missing_parameters_are_listed_in_order_of_declaration() -> None:
    Invocation(block("", "*: m: b", "*: m: a", "*: m: c"), "f -a 1").check("T MissingMandatoryParameter: : b c.")


def test_with_a_pipeline_a_parameter_is_listed_for_each_set_that_demands_it() -> None:
    both = block("", "*+A: m: x", "A: v: y")
    Invocation(both, "1 | f").check("T MissingMandatoryParameter: : x x.")
    Invocation(both, "f -y 1").check("T MissingMandatoryParameter: : x.")
