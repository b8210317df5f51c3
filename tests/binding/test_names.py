"""Finding the parameter that a name means (binding.md §2; examples 1 to 10)."""

from __future__ import annotations

import pytest

from pscompat.binding import Binder
from pscompat.errors import BindingError
from pscompat.language.elements import Element

from .declaring import declare
from .invoking import Invocation, cases


@cases(
    ("[CmdletBinding()]param($Value)", "f -V 1", {"Value": 1}),
    (
        "[CmdletBinding()]param()",
        "f -e Stop",
        ("T AmbiguousParameter: 'e' is ambiguous. Possible matches include: -ErrorAction -ErrorVariable."),
    ),
    ("[CmdletBinding()]param()", "f -p x", "T AmbiguousParameter: include: -ProgressAction -PipelineVariable."),
    ("[CmdletBinding()]param()", "f -i x", "T AmbiguousParameter: include: -InformationAction -InformationVariable."),
    ("[CmdletBinding()]param()", "f -o x", "T AmbiguousParameter: include: -OutVariable -OutBuffer."),
    (
        "[CmdletBinding(SupportsShouldProcess)]param()",
        "f -w",
        "T AmbiguousParameter: include: -WarningAction -WarningVariable -WhatIf.",
    ),
    ("[CmdletBinding(SupportsShouldProcess)]param()", "f -c", {"Confirm": True}),
    ("[CmdletBinding()]param($Each)", "f -ea Stop", {"ErrorAction": "Stop", "Each": None, "PSB": ["ErrorAction"]}),
    ("[CmdletBinding()]param($Each)", "f -e 1", {"Each": 1}),
    ("[CmdletBinding()]param($Path,$PathType)", "f -Path x", {"Path": "x"}),
    ("[CmdletBinding()]param($Path,$PathType)", "f -Pat x", "T AmbiguousParameter: include: -Path -PathType."),
    ("[CmdletBinding()]param([Alias('Foobar')]$x)", "f -foo 1", {"x": 1}),
    (
        "[CmdletBinding()]param($Computer,[Alias('Command')]$Script)",
        "f -com 1",
        "T AmbiguousParameter: include: -Computer -Script.",
    ),
    (
        "[CmdletBinding()]param($a)",
        "f -zzz 1",
        "T NamedParameterNotFound: A parameter cannot be found that matches parameter name 'zzz'.",
    ),
    ("[CmdletBinding()]param($a)", "f –a 1", {"a": 1}),
)
def test_name(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


@cases(
    ("[CmdletBinding()]param($Näme)", "f -NÄME 1", {"Näme": 1}),
    ("[CmdletBinding()]param($Näme)", "f -nä 1", {"Näme": 1}),
    ("[CmdletBinding()]param($Ä,$Äb)", "f -ä 1", {"Ä": 1}),
    ("[CmdletBinding()]param($Kelvin)", "f -\u212aelvin 1", {"Kelvin": 1}),
    ("[CmdletBinding()]param($straße,$strasse)", "f -strasse 1", {"strasse": 1, "straße": None}),
    ("[CmdletBinding()]param($a)", "f —a 1", {"a": 1}),
    ("[CmdletBinding()]param($a)", "f ―a 1", {"a": 1}),
    ("[CmdletBinding()]param([Alias('ab')]$xy,$abc)", "f -ab 1", {"xy": 1, "abc": None}),
    ("[CmdletBinding()]param([Alias('ab')]$xy,$abc)", "f -a 1", "T AmbiguousParameter: include: -abc -xy."),
    ("[CmdletBinding()]param($Verb,$Verbs)", "f -Verb 1", {"Verb": 1}),
    ("[CmdletBinding(SupportsPaging)]param($Find)", "f -Fi 1", {"Find": 1}),
    ("[CmdletBinding(SupportsPaging)]param($Find)", "f -First 1 -Skip 2", {"First": 1, "Skip": 2}),
)
def test_a_name_is_folded_and_abbreviated(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


def test_kelvin_sign_is_no_k_where_names_are_compared_whole() -> None:
    # As a prefix the culture takes it for a k; as a whole name it is another one.
    Invocation("[CmdletBinding()]param($K,$Kb)", "f -\u212a 1").check("T AmbiguousParameter: include: -K -Kb.")


def test_an_empty_name_is_an_argument_error() -> None:
    run = [Element("", "-", 1)]
    with pytest.raises(BindingError) as caught:
        Binder(declare("[CmdletBinding()]param($a)")).start(run)
    assert caught.value.error_id == "Argument"


def test_a_failed_look_up_fails_in_the_same_way_again() -> None:
    binder = Binder(declare("[CmdletBinding()]param($Path,$PathType)"))
    messages = set()
    for _ in range(3):
        with pytest.raises(BindingError) as caught:
            binder.start([Element("Pat", "-Pat", "x")])
        messages.add((caught.value.fully_qualified_error_id, caught.value.message))
    assert len(messages) == 1


def test_names_that_nobody_knows_do_not_fill_the_memory() -> None:
    binder = Binder(declare("[CmdletBinding()]param($a)"))
    for number in range(1100):
        with pytest.raises(BindingError):
            binder.start([Element(f"zzz{number}", f"-zzz{number}", "x")])
    assert len(binder.command.matches) == 1000
