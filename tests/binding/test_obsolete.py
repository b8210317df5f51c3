"""Warnings about obsolete parameters, and when they are written (binding.md §9.9)."""

from __future__ import annotations

from .invoking import Invocation

OLD = "[Obsolete('Use b.')]"
TEXT = "Parameter 'a' is obsolete. Use b."


def test_once_for_each_parameter_that_is_given() -> None:
    assert Invocation(f"[CmdletBinding()]param({OLD}$a,$b)", "f -a 1").warnings == [TEXT]
    assert Invocation(f"[CmdletBinding()]param({OLD}$a,$b)", "f -b 1").warnings == []
    assert Invocation(f"[CmdletBinding()]param({OLD}$a=5)", "f").warnings == []
    assert Invocation(f"param([Parameter(ValueFromPipeline)]{OLD}$a)", "1,2 | f").warnings == [TEXT]


def test_it_waits_for_begin_so_it_follows_other_warnings_and_is_lost_with_a_failing_line() -> None:
    run = Invocation(f"[CmdletBinding()]param({OLD}$a,[int]$n)", "f -a 1", defaults={"nocolon": 1, "f:n": 2})
    assert [text[:9] for text in run.warnings] == ["The key '", "Parameter"]
    run = Invocation(f"[CmdletBinding()]param({OLD}$a)", "f -a 1 -zzz", defaults={"nocolon": 1})
    assert [text[:9] for text in run.warnings] == ["The key '"]


def test_a_function_that_is_not_advanced_writes_it_while_binding() -> None:
    assert Invocation(f"param({OLD}$a,[int]$b)", "f -a 1 -b x").warnings == [TEXT]


def test_an_object_that_fails_leaves_its_warning_to_the_next_process() -> None:
    block = (
        "param([Parameter(ValueFromPipelineByPropertyName)][int]$b,"
        f"[Parameter(ValueFromPipelineByPropertyName)]{OLD}$a)"
    )
    failing = "[pscustomobject]@{a=1;b='x'}"
    run = Invocation(block, f"{failing} | f")
    run.check("N ParameterArgumentTransformationError: ")
    assert run.warnings == []
    assert Invocation(block, f"{failing},[pscustomobject]@{{b=2}} | f").warnings == [TEXT]


def test_a_delayed_block_warns_when_its_value_binds() -> None:
    block = f"param([Parameter(ValueFromPipelineByPropertyName)]{OLD}[string]$a)"
    assert Invocation(block, "@() | f -a {$_}").warnings == []
    assert Invocation(block, "1 | f -a {$_}").warnings == [TEXT]
