"""Functions that are not advanced (binding.md appendix A)."""

from __future__ import annotations

from .invoking import Invocation, cases


@cases(
    ("param($a,$b)", "f -b 1 2 3", {"a": 2, "b": 1, "args": [3]}),
    ("param($a,$b)", "f -x 1 2", {"a": 2, "args": ["-x", 1]}),
    ("param($a,$b)", "f -x:1 2", {"a": None, "args": ["-x:", 1, 2]}),
    ("param($a)", "f -a", "T MissingArgument: "),
    ("param($a)", "f -Verbose", {"args": ["-Verbose"]}),
    ("param($a)", "f -a 1 -a 2", "T ParameterAlreadyBound: "),
    ("param($Path,$PathType)", "f -Pat 1", "T AmbiguousParameter: include: -Path -PathType."),
    ("param([int]$x='abc')", "f", "T ParameterArgumentTransformationError: "),
    ("param([int]$x='12')", "f", {"x": 12}),
    ("param([int]$x)", "f abc", "T ParameterArgumentTransformationError: "),
    ("param([ValidateRange(1,3)]$x)", "f 9", "T ParameterArgumentValidationError: "),
    ("param([switch]$s,$x)", "f -s 1", {"s": True, "x": 1, "args": []}),
    ("param([datetime]$d,[int[]]$i,[char]$c)", "f", {"d": None, "i": None, "c": None}),
    ("param($a)", "f 1 $null '' 5", {"args": [None, "", 5]}),
    ("param($a)", "$h=@{'$args'=@(1,2)}; f @h", {"args": [1, 2]}),
    ("param($a)", "$h=@{'$args'=[int[]](1,2)}; f @h", {"args": [[1, 2]]}),
)
def test_simple_function(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


def test_pipeline_objects_are_never_bound_and_run_the_block_all_the_same() -> None:
    Invocation("param($a)", "1,2 | f x").check({"a": "x"}, {"a": "x"})


def test_no_sets_no_common_parameters() -> None:
    run = Invocation("param($a)", "f")
    run.check({"Set": "", "PSB": []})
