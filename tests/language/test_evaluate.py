"""Arguments and expressions as values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pscompat.dotnet.containers import Enumerator, NetDict, PSCustomObject, ScriptBlock
from pscompat.dotnet.numbers import Numeral
from pscompat.dotnet.texts import Char, TypeValue
from pscompat.errors import CommandError, ConversionError
from pscompat.language.elements import NO_VALUE, Element
from pscompat.language.evaluate import Evaluator
from pscompat.language.indexing import NOTHING
from pscompat.language.structure import Pipeline

from .samples import elements, evaluator, values

TABLE = NetDict("System.Collections.Specialized.OrderedDictionary", {"Foo": 1, "Bar": "b"})
VARIABLES: dict[str, Any] = {"x": "xv", "n": 5, "arr": [1, 2, 3], "h": TABLE, "my var": "mv"}


def test_parameters_and_values() -> None:
    assert elements("f -A -B:1 -C: x -- -D y -- -E:") == [
        Element("A", "-A"),
        Element("B", "-B:", 1),
        Element("C", "-C:", "x"),
        Element(value="-D"),
        Element(value="y"),
        Element(value="--"),
        Element(value="-E:"),
    ]


def test_name_only_element_has_no_value() -> None:
    assert elements("f -A")[0].value is NO_VALUE


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f $x $X ${my var} $nope $true $null", ["xv", "xv", "mv", None, True, None]),
        ("f $env:PSC_T ${env:PSC_T} $env:psc_t $global:x $local:n", ["tv", "tv", None, "xv", 5]),
        ("f a$x-$n \"$x $arr $nope.\" 'a$x'", ["axv-5", "xv 1 2 3 .", "a$x"]),
        ('f "$($x.Length)$(1,2)" $($x) $($arr) $() $(1)', ["21 2", "xv", [1, 2, 3], None, 1]),
        ("f @(1) @(1,2) @() @($x) @($arr) @(1;2) @($null)", [[1], [1, 2], [], ["xv"], [1, 2, 3], [1, 2], [None]]),
        ("f (1,2) (1) ((1,2),3)", [[1, 2], 1, [[1, 2], 3]]),
        ("f a,1,$x,$nope", [["a", 1, "xv", None]]),
        ("f $x.Length $arr.Count $h.foo $h.nope 'abc'.Length $x.y.z", [2, 3, 1, None, 3, None]),
        ("f $arr[0] $arr[-1] $arr[9] $h['bar'] $x[0] 'abc'[-1]", [1, 3, None, "b", Char("x"), Char("c")]),
        ("f $arr[0,2,9] $n[0] $n[1] $h[1] @{a=1}[0]", [[1, 3], 5, None, "b", None]),
        ("f ([int]'5') ([string]5) ([int[]]'1') ([decimal]1.5)", [5, "5", [1], Decimal("1.5")]),
        ("f @{a=1; 'b c'=$x; $n='k'} @{a=1,2}", [{"a": 1, "b c": "xv", 5: "k"}, {"a": [1, 2]}]),
        ("f {a $b} $x::y", [ScriptBlock("a $b"), None]),
        ("f ([int])", [TypeValue("System.Int32")]),
    ],
)
def test_values(line: str, expected: list[Any]) -> None:
    assert values(line, **VARIABLES) == expected


def test_a_number_alone_remembers_its_text() -> None:
    assert values("f 007 1kb 1.50 5 1e20") == [
        Numeral(7, "007"),
        Numeral(1024, "1kb"),
        Numeral(1.5, "1.50"),
        5,
        Numeral(1e20, "1e20"),
    ]
    assert elements("f -A:0x10")[0].value == Numeral(16, "0x10")
    assert values("f 1,2.50 (0x10)") == [[1, 2.5], 16]


def test_objects_keep_the_order_of_their_properties() -> None:
    (record,) = values("f ([pscustomobject]@{b=1; a=@{c=2}})")
    assert isinstance(record, PSCustomObject)
    assert list(record) == ["b", "a"]
    (table,) = values("f ([ordered]@{b=1; a=2})")
    assert isinstance(table, NetDict)


def test_splats_are_expanded_in_place() -> None:
    found = elements("f a @h @arr b", **VARIABLES)
    assert [(element.name, element.value) for element in found] == [
        (None, "a"),
        ("Foo", 1),
        ("Bar", "b"),
        (None, 1),
        (None, 2),
        (None, 3),
        (None, "b"),
    ]


def test_separator_of_collections_in_strings() -> None:
    assert values('f "$arr"', arr=[1, [2, 3]], ofs="-") == ["1-2-3"]


def test_commands_are_run_by_the_caller() -> None:
    seen: list[Pipeline] = []

    def run(pipeline: Pipeline) -> list[Any]:
        seen.append(pipeline)
        return [1, 2]

    base = evaluator('f (g x) @(g) $(g) "$(g)" @{a=g}')
    own = Evaluator(base.script, base.scope, run)
    command = own.script.statements[0].elements[0]  # type: ignore[attr-defined]
    assert [element.value for element in own.elements(command)] == [[1, 2], [1, 2], [1, 2], "1 2", {"a": [1, 2]}]
    assert len(seen) == 5


def test_no_output_is_null_as_an_argument() -> None:
    own = evaluator("f (g) @(g)")
    command = own.script.statements[0].elements[0]  # type: ignore[attr-defined]
    assert [element.value for element in own.elements(command)] == [None, []]
    assert own.value(command.elements[1]) is NOTHING


def test_statements_write_the_items_of_collections() -> None:
    own = evaluator("1,(2,3); $x; @{a=1}; $null", {"x": "ab"})
    written = [list(own.statement(statement)) for statement in own.script.statements]
    assert written == [[1, [2, 3]], ["ab"], [{"a": 1}], [None]]


def test_iterators_are_written_one_by_one() -> None:
    def numbers() -> Any:
        yield 1
        raise AssertionError("too much was read")

    own = evaluator("$input", {"input": Enumerator(numbers())})
    assert next(iter(own.statement(own.script.statements[0]))) == 1


def test_assignments() -> None:
    own = evaluator(
        "$x = 1,2; $y = $x[1]; $h = @{}; $h['k'] = 3; $arr[0] = 9; $env:E = 5; $global:g = 'g'; $a = $b = 4"
    )
    own.scope.variables["arr"] = [1, 2]
    for statement in own.script.statements:
        assert list(own.statement(statement)) == []
    found = own.scope.variables
    assert (found["x"], found["y"], found["h"], found["arr"], found["g"]) == ([1, 2], 2, {"k": 3}, [9, 2], "g")
    assert (found["a"], found["b"], own.scope.environment["E"]) == (4, 4, "5")


@pytest.mark.parametrize(
    ("line", "error_id"),
    [
        ("f $nope[0]", "NullArray"),
        ("f $arr[$nope]", "NullArrayIndex"),
        ("f @{$nope=1}", "InvalidNullKey"),
        ("f @{$x=1; xv=2}", "DuplicateKeyInHashLiteral"),
    ],
)
def test_errors_of_the_language(line: str, error_id: str) -> None:
    with pytest.raises(CommandError) as caught:
        elements(line, **VARIABLES)
    assert caught.value.error_id == error_id


def test_cast_that_fails() -> None:
    with pytest.raises(ConversionError):
        elements("f ([int]'x')")


def test_deep_values() -> None:
    assert values("f " + "(" * 400 + "1" + ")" * 400) == [1]
