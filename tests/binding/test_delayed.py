"""Script blocks given to parameters that take pipeline input (binding.md §8.4; examples 98 and 99)."""

from __future__ import annotations

from pscompat.binding.delay_bind import DelayedScriptBlock

from .invoking import Invocation, cases

P = "param([Parameter(ValueFromPipelineByPropertyName{1})][{0}]$p,[Parameter(ValueFromPipeline)]$v)"


@cases(
    (P.format("string", ""), "[pscustomobject]@{n=1} | f -p {$_.n}", {"p": "1"}),
    (P.format("string", ""), "[pscustomobject]@{n=1} | f -p { $_.N }", {"p": "1"}),
    (P.format("string", ""), "[pscustomobject]@{n=1} | f -p {$_.x}", {"p": ""}),
    (P.format("string[]", ""), "1 | f -p {'a','b'}", {"p": ["a", "b"]}),
    (P.format("string", ""), "1 | f -p {1,2}", {"p": "1 2"}),
    (P.format("int", ""), "'7' | f -p {$_}", {"p": 7}),
    (P.format("int", ""), "'x' | f -p {$_}", "N ParameterArgumentTransformationError: "),
    (P.format("int", ""), "1 | f -p {@()}", "N ScriptBlockArgumentNoOutput: Cannot evaluate parameter 'p' because"),
    (
        P.format("int", ""),
        "1 | f -p {Get-Date}",
        "N ScriptBlockArgumentInvocationFailed: failed. Script blocks are not",
    ),
    *(
        (P.format("int", ""), f"1 | f -p {{{text}}}", f"N ScriptBlockArgumentInvocationFailed: constants: '{shown}'.")
        for text, shown in (
            ("f " + "x" * 57, "f " + "x" * 57),
            ("f " + "x" * 58, "f " + "x" * 55 + "..."),
            ("$_.1", "$_.1"),
            ("$_.a.b", "$_.a.b"),
            ("$_.a()", "$_.a()"),
            ("$x.a", "$x.a"),
        )
    ),
    (P.format("string", ""), "[pscustomobject]@{a_1=1} | f -p {$_.a_1}", {"p": "1"}),
    (P.format("scriptblock", ""), "1 | f -p {$_} -v 1", "N InputObjectNotBound: "),
    (P.format("scriptblock[]", ""), "1 | f -p {$_} -v 1", "N InputObjectNotBound: "),
    (P.format("object[]", ""), "1 | f -p {$_} -v 1", "N InputObjectNotBound: "),
    # PSObject waits for the pipeline.
    (P.format("psobject", ""), "5 | f -p {$_}", {"p": 5}),
    # Where the parameter takes no pipeline input the block is a value like any other.
    ("param([Parameter()][string]$p,[Parameter(ValueFromPipeline)]$v)", "1 | f -p {$_}", {"p": "$_"}),
)
def test_blocks(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


def test_a_block_by_position_is_left_over_and_taken_once() -> None:
    run = Invocation(
        "param([Parameter(Position=0,ValueFromPipeline)][string]$p,[Parameter(ValueFromRemainingArguments)]$r)",
        "'a','b' | f {$_}",
    )
    run.check({"p": "a"}, {"p": "b"})


def test_until_the_first_object_the_parameter_is_bound_to_the_block_and_its_variable_holds_nothing() -> None:
    run = Invocation("param([Parameter(ValueFromPipeline)][string]$p='default')", "@() | f -p {$_}")
    run.check()
    assert run.end_values == {"p": None}


def test_the_block_narrows_the_sets() -> None:
    block = (
        "param([Parameter(ParameterSetName='A',ValueFromPipelineByPropertyName)][string]$a,"
        "[Parameter(ParameterSetName='B',ValueFromPipeline)][string]$b)"
    )
    Invocation(block, "'x' | f -a {$_}").check({"Set": "A", "a": "x", "PSB": ["a"]})


def test_what_binds_by_itself_may_fail_where_a_block_binds() -> None:
    Invocation(
        "param([Parameter(ValueFromPipelineByPropertyName)][string]$p,[Parameter(ValueFromPipeline)][int]$v)",
        "'x' | f -p {$_}",
    ).check({"p": "x", "v": 0})


def test_an_opaque_block_shows_its_text() -> None:
    assert str(DelayedScriptBlock(" $_ ")) == " $_ "
