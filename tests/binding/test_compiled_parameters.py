"""How parameters of compiled cmdlets take values (binding.md §9.4, §9.6; examples 70 to 75, 92)."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.dotnet.containers import ABSENT, PRESENT, EnumValue
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.numbers import Byte

from .declaring import declare
from .invoking import Invocation, cases


def compiled(block: str, line: str) -> Invocation:
    return Invocation(declare(block, compiled=True), line)


ONE = "param([Parameter(Position=0)][{0}]$x)"


@cases(
    (ONE.format("int"), "f '5'", {"x": 5}),
    (ONE.format("int"), "f abc", "T CannotConvertArgumentNoMessage: Cannot bind parameter 'x'. Cannot convert value"),
    (ONE.format("int"), "f -x $null", "T ParameterBindingFailed: Cannot bind parameter 'x' to the target. Exception"),
    (ONE.format("string"), "f -x $null", {"x": None, "PSB": ["x"]}),
    (
        ONE.format("string"),
        "f 1,2",
        "T CannotConvertArgument: required by parameter 'x'. Specified method is not supported.",
    ),
    (ONE.format("object"), "f 1,2", {"x": [1, 2]}),
    (ONE.format("bool"), "f 1", {"x": True}),
    (ONE.format("bool"), "f 0.0", {"x": False}),
    (
        ONE.format("bool"),
        "f true",
        "T CannotConvertArgument: 'System.String' to the type 'System.Boolean' required by parameter 'x'. ",
    ),
    (ONE.format("bool"), "f -x $null", "T ParameterArgumentValidationErrorNullNotAllowed: "),
    (ONE.format("Nullable[bool]"), "f -x $null", {"x": None, "PSB": ["x"]}),
    (ONE.format("Nullable[bool]"), "f 3", {"x": True}),
    (ONE.format("switch"), "f -x:$null", {"x": True}),
    (ONE.format("switch"), "f -x:0", {"x": False}),
    (ONE.format("switch"), "f -x:'1'", "T CannotConvertArgument: 'System.String'"),
    (ONE.format("int[]"), "f 1,'2'", {"x": [1, 2]}),
    (ONE.format("int[]"), "f 5", {"x": [5]}),
    (ONE.format("int[]"), "f -x $null", {"x": None, "PSB": ["x"]}),
    (ONE.format("string[]"), "f a,1", {"x": ["a", "1"]}),
    (ONE.format("int[]"), "f 1,$null", {"x": [1, 0]}),
    (ONE.format("string[]"), "f a,$null", {"x": ["a", None]}),
    (ONE.format("System.Collections.ArrayList"), "f a", {"x": ["a"]}),
    (ONE.format("int[]"), "f 1,x", 'T CannotConvertArgumentNoMessage: Cannot convert value "x"'),
    (ONE.format("System.DayOfWeek"), "f mon", {"x": "Monday"}),
    # The fifth member is refused of one enumeration only.
    (ONE.format("System.DayOfWeek"), "f Friday", {"x": "Friday"}),
    (ONE.format("System.Management.Automation.ActionPreference"), "f Suspend", "T ParameterBindingFailed: reserved"),
    (ONE.format("System.IO.FileAttributes"), "f Hidden,ReadOnly", {"x": "ReadOnly, Hidden"}),
    (
        "param([Parameter(ValueFromPipelineByPropertyName)][int]$Length)",
        "[pscustomobject]@{Length='zz'} | f",
        "N InputObjectNotBound: ",
    ),
    ("param([Parameter(ValueFromPipeline)][int]$v)", "'zz',3 | f", "N InputObjectNotBound: ", {"v": 3}),
)
def test_coercion(block: str, line: str, expected: tuple[object, ...]) -> None:
    compiled(block, line).check(*expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_name", "value", "shown"),
    [("bool", PRESENT, True), ("switch", ABSENT, False), ("switch", EnumValue("System.DayOfWeek", 1, "Monday"), True)],
)
def test_switches_and_numbers_count_as_truth(type_name: str, value: Any, shown: bool) -> None:
    from pscompat.binding import Binder
    from pscompat.errors import BindingError
    from pscompat.language.elements import Element

    binder = Binder(declare(ONE.format(type_name), compiled=True))
    if type_name == "bool":
        with pytest.raises(BindingError, match="SwitchParameter"):
            binder.start([Element(value=value)])
    else:
        assert bool(binder.start([Element("x", "-x:", value)]).bound["x"]) is shown


def test_arrays_are_made_anew_with_the_element_type() -> None:
    run = compiled(ONE.format("byte[]"), "f 1,2")
    run.check({"x": [Byte(1), Byte(2)]})
    assert type_name_of(run.events[0]["x"]) == "System.Byte[]"


def test_an_unbound_compiled_parameter_has_no_implicit_value() -> None:
    run = compiled("param([Parameter()][string]$s,[Parameter()][switch]$w)", "f")
    assert run.events[0]["values"] == {"s": None, "w": False}


def test_compiled_parameters_have_no_automatic_positions() -> None:
    compiled("param($a)", "f 1").check("T PositionalParameterNotFound: '1'")
