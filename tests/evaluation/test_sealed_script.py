"""Sealed scripts: what may stand in the conditions of help files, and what ends those that go too far."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import thread_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pscompat.binding import Binder
from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.types import resolve
from pscompat.engine.commands import Commands
from pscompat.engine.session import Session
from pscompat.errors import BindingError, NotRunError, ParseError
from pscompat.evaluation.sealed_script import read_sealed
from pscompat.language.elements import Element
from pscompat.model import Command, Parameter, Validation


def refusal(text: str) -> str:
    with pytest.raises((NotRunError, ParseError)) as caught:
        read_sealed(text, ("V", "Min"))
    return str(caught.value)


def bind(text: str, value: Any = "abc", **others: Any) -> str:
    """The message of the error for a value that a script refuses; empty where it lets the value through."""
    validation = Validation(kind="script", arguments={"text": text})
    names = (*others, "V")
    parameters = [Parameter(name=name, type="System.Object") for name in others]
    command = Command(
        name="Test-It", parameters=(*parameters, Parameter(name="V", type="System.Object", validations=(validation,)))
    )
    session = Session(environment={"HOME": "/secret"})
    binder = Binder(command, pipelines=Commands(session).condition)
    elements = [Element(name, f"-{name}:", each) for name, each in zip(names, (*others.values(), value), strict=True)]
    try:
        run = binder.start(elements).bind_nothing()
    except BindingError as error:
        assert error.error_id == "ParameterArgumentValidationError"
        assert error.message.startswith("Cannot validate argument on parameter 'V'. ")
        return error.message.removeprefix("Cannot validate argument on parameter 'V'. ")
    assert run.values["V"] is value
    return ""


@pytest.mark.parametrize(
    "text",
    [
        # what a script could change or define
        *(
            "$x = 1",
            "$_.x = 1",
            "$_[0] = 1",
            "$_++",
            "--$Min",
            "$null = 1",
            "[void]($x = 1)",
            "$a, $b = 1",
            "$Min += 1",
        ),
        *("function f { }", "filter f { }", "class C { }", "enum E { A }", "trap { }", "using namespace System"),
        *("param($x) $x", "begin { } process { }", "{ param($x) $x }", "dynamicparam { } end { }"),
        # what it could run
        *(
            "Get-Content x",
            "'x' | Sort-Object",
            "1 | Where-Object { Get-Content x }",
            "ls",
            "iex 1",
            "New-Object object",
        ),
        *("& { 1 }", ". { 1 }", "& $_", "& 'Where-Object' { 1 }", "1 &", "1 && 2", "1 || 2"),
        *('"$(Get-Date)"', "@(Get-Date)", "(Get-Date)", "@{a = Get-Date}", "$_ -replace 'a', { Get-Date }"),
        # loops, jumps, errors that are caught
        *("foreach ($i in 1..3) { }", "while (1) { }", "do { } until (1)", "for (;;) { }", "try { } catch { }"),
        *("exit", "break", "continue", "if (1) { break }", "switch (1) { 1 { break foo } }", ":l switch (1) { 1 { } }"),
        *("switch -File x { 1 { } }", "switch (1) { 1 { { break } } }", "data { }"),
        # what it could see
        *("$env:HOME", "${env:HOME}", '"$env:HOME"', "$global:V", "$script:V", "$local:V", "$variable:V", "$using:V"),
        *("$x", "$HOME", "$PID", "$PWD", "$args", "$input", "$this", "$PSBoundParameters", "$ExecutionContext", "@V"),
        *("$PSVersionTable", "$Error", "$Host", "$MyInvocation", "$PSCmdlet", "1 | Where-Object { $y }", "$?", "$^"),
        # types that reach further than values
        *("[System.IO.File]::ReadAllText('x')", "[IO.File]", "[System.IO.FileInfo]'x'", "[System.IO.DirectoryInfo]"),
        *("[System.Diagnostics.Process]::Start('sh')", "[Environment]::Exit(1)", "[Environment]::NewLine"),
        *("[System.Reflection.Assembly]", "[powershell]::Create()", "[scriptblock]::Create('1')", "[xml]'<a/>'"),
        *("[type]'int'", "'x' -as [type]", "'x' -as 'System.IO.FileInfo'", "$_ -is $_", "$_::Foo", "[int]::$_"),
        *("([string])::Join(',', 1)", "'int'::MaxValue", "[math]::Nope(1)", "[securestring]'x'", "[pscredential]$_"),
        *("[System.Collections.Generic.List[System.IO.FileInfo]]::new()", "[System.IO.FileInfo[]]'x'"),
        # places that it could write to
        *("1 > x", "1 >> x", "1 2>&1", "1 > $null", "1 | ForEach-Object { 1 } > x"),
    ],
)
def test_what_is_no_part_of_a_sealed_script(text: str) -> None:
    refusal(text)


def test_a_refusal_names_what_and_where() -> None:
    assert refusal("$_ -gt 1 -and\n  $env:HOME") == (
        "variables other than $_ and the command's parameters are no part of a validation script: "
        "'$env:HOME' (line 2, column 3 of it)"
    )
    assert refusal("Get-Content $_") == (
        "commands other than Where-Object, ForEach-Object, Select-Object, Measure-Object are no part of a validation "
        "script: 'Get-Content $_' (column 1 of it)"
    )


def test_scripts_have_an_end() -> None:
    assert "10,000 characters" in refusal("1" * 10_001)
    assert "nested" in refusal("(" * 80 + "1" + ")" * 80)
    assert "nested" in refusal("1" + "+1" * 300)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "$true",
            "'x'",
            "$_",
            "$PSItem",
            "$_ -eq 'ABC'",
            "$_.Length -lt 4",
            "$_ -match '^(a)' -and $Matches[1] -eq 'a'",
        ),
        *(
            "if ($_) { return $true } else { throw 'no' }",
            "switch -Wildcard ($_) { 'a*' { $true; break } default { 0 } }",
        ),
        *("[int]'5' -gt 4", "[datetime]::Now -gt '2020-01-01'", "[math]::Max(1, 2)", "[string]::IsNullOrEmpty('')"),
        *(
            "$_ -in 'abc', 'd'",
            "@('abc') -contains $_",
            "-not ($_ -like 'x*')",
            "$_ ? 1 : 0",
            "$null ?? $_",
            "$Min -eq $null",
        ),
        *("(1..5 | Where-Object { $_ -gt 3 } | Measure-Object).Count -eq 2", "1, 2 | % { $_ } | select -First 1"),
        *(
            "1, 2 | Where-Object { $_ -gt 1 }",
            "('a', 'b').Where({ $_ -eq 'a' })",
            "('a').ForEach({ $_.ToUpper() }) -ceq 'A'",
        ),
        *(
            "'{0:N2}' -f 5",
            '"$_!" -eq "abc!"',
            "[pscustomobject]@{ a = 1 }",
            "$_.psobject.TypeNames -contains 'System.String'",
        ),
        *(
            "[System.DayOfWeek]'Friday'",
            "[regex]::IsMatch($_, 'b')",
            "$_ -replace 'a', { 'x' } -eq 'xbc'",
            "[guid]::Empty",
        ),
    ],
)
def test_what_a_sealed_script_works_out(text: str) -> None:
    read_sealed(text, ("V", "Min"))
    assert bind(text) == ""


ENDED = "The validation script was ended: "


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1..20000 | ForEach-Object { $_ }", ENDED + "it takes more than 10,000 steps."),
        ("1..20000 | Measure-Object", ENDED + "it takes more than 10,000 steps."),
        ("(1..200).ForEach({ (1..200).ForEach({ 1 }) })", ENDED + "it takes more than 10,000 steps."),
        ("('a' * 20000) -replace 'a', { 'b' }", ENDED + "it takes more than 10,000 steps."),
        ("({ $_.ForEach($_) }).ForEach({ $_.ForEach($_) })", ENDED + "it goes too deep."),
        ("('a' * 50 + 'b') -match '^(a+)+$'", ENDED + "it takes longer than 1 second."),
        ("[regex]::Replace('a' * 50 + 'b', '^(a|aa)+$', '')", ENDED + "it takes longer than 1 second."),
        ("'ab' | Where-Object { ($_ * 40 + '!') -match '^(\\w+)+$' }", ENDED + "it takes longer than 1 second."),
    ],
)
def test_what_goes_too_far_is_ended(text: str, message: str) -> None:
    before = thread_time()
    assert bind(text).startswith(message)
    assert thread_time() - before < 2


@pytest.mark.parametrize(
    "text",
    [
        *("'a' * 1e9", "1..2147483647", ",1 * 2147483647", "(1..1000) * 100000", "-join (100000..300000)"),
        *("'x'.PadLeft(2000000000)", "[string]::new('a', 2000000000)", "'{0:N999999999}' -f 1"),
        *("[string]::Join('a' * 10000, 1..1000)", "[string]::Concat('a' * 1000000, 'a' * 1000000)"),
        *(
            "\"$('a' * 1000000)$('a' * 1000000)\"",
            "('a' * 100000).Replace('a', 'a' * 1000)",
            "(5).ToString('F999999999')",
        ),
        *("('a' * 100000) -replace 'a', ('b' * 1000)", "[string]::Format('{0}{0}', 'a' * 1000000)"),
        *("'a'.Insert(0, 'b' * 1000000).Insert(0, 'c' * 1000000)",),
    ],
)
def test_values_have_a_size(text: str) -> None:
    assert bind(text).startswith("The validation script cannot be worked out: A ")


def test_the_value_itself_may_be_larger() -> None:
    assert bind("$_.Length -gt 2000000 -and $_.Trim().StartsWith('aa')", "a" * 3_000_000) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$_.Clear(); $true", {"a": 1}),
        ("$_.Add('b', 2); $_.Remove('a'); $true", {"a": 1}),
        ("$_.a.Clear(); $true", {"a": {"b": 1}}),
        ("[array]::Reverse($_.list); [array]::Sort($_.list); $true", PSCustomObject({"list": [3, 1, 2]})),
        ("$_.psobject.Properties.Remove('a'); $true", PSCustomObject({"a": 1, "b": PSCustomObject({"c": 1})})),
        ("$_.b.psobject.Properties.Remove('c'); $true", PSCustomObject({"a": 1, "b": PSCustomObject({"c": 1})})),
    ],
)
def test_a_script_changes_copies_only(text: str, value: Any) -> None:
    before = repr(value)
    assert bind(text, value, Other=value) == ""
    assert bind(text.replace("$_", "$Other"), "x", Other=value) == ""
    assert repr(value) == before


def test_a_value_that_holds_itself_is_copied_too() -> None:
    table: dict[str, Any] = {"a": 1}
    table["self"] = table
    assert bind("$_.self.self.a -eq 1", table) == ""


def test_what_reads_an_enumerator_would_use_it_up() -> None:
    numbers = iter([1, 2])
    assert "enumerator" in bind("$_", numbers)
    assert list(numbers) == [1, 2]


def test_blocks_of_the_line_are_texts_in_a_script() -> None:
    session = Session(environment={})
    commands = Commands(session)
    from pscompat.engine.line import run_line

    block = next(iter(run_line(commands, "$ran = @(); { $ran += 1; 'x' }")))
    for text in ("$_.Invoke()", "(1).ForEach($_)", "1 | Where-Object $_", "1 | ForEach-Object $_", "$_.a.Invoke()"):
        value = {"a": block} if ".a." in text else block
        assert "only text" in bind(text, value) or "return a result of True" in bind(text, value)
    assert session.variables["ran"] == []


def test_a_type_that_a_value_brings_along_is_none_of_a_script() -> None:
    item = convert("/etc/hostname", resolve("System.IO.FileInfo"))
    assert bind("$_.Name -eq 'hostname'", item) == ""
    assert "'[System.IO.FileInfo]'" in bind("('/etc/passwd').ForEach($_.GetType()).Exists", item)


def test_an_error_that_a_command_would_write_ends_the_script() -> None:
    assert bind("'x' | Measure-Object -Sum; $true") == 'Input object "x" is not numeric.'


def test_commands_see_nothing_of_the_session() -> None:
    """Neither its variables nor its default values: they have a session of their own."""
    assert bind("1 | ForEach-Object -OutVariable V { 1 }; $V -eq $null") == ""
    assert bind("1, 2 | Select-Object -First 1 -Verbose -OutVariable x") == ""


def test_without_a_timer_regular_expressions_end_too() -> None:
    """The timer is the main thread's; elsewhere what may take long is searched for by another process."""
    with ThreadPoolExecutor(1) as pool:
        for text in (
            "('a' * 50 + 'b') -match '^(a+)+$'",
            "('a' * 50 + 'b') -replace '^(a|aa)+$', 'x'",
            "[pscustomobject]@{a='a' * 50 + 'b'} | Where-Object a -match '^(a+)+$'",
        ):
            assert pool.submit(bind, text).result(30) == ENDED + "it takes longer than 1 second."
        for text in (
            "'ab-cd' -match '^[a-z]+(-([a-z])+)*$' -and $Matches[2] -eq 'd' -and $Matches[1] -eq '-cd'",
            "(-split ('a,,b' -split '(,)+')).Count -gt 1",
            "('é' * 60 + 'b') -match '^(é+)b$'",
        ):
            assert pool.submit(bind, text).result(30) == bind(text) == ""


def test_other_threads_have_no_timer_but_end_too() -> None:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(bind, ["1..20000 | % { $_ }", "$_ -eq 'abc'", "'a' * 1e9", "$_ -eq 'x'"]))
    assert [each[:20] for each in found] == [
        "The validation scrip",
        "",
        "The validation scrip",
        "The \"$_ -eq 'x'\" val",
    ]


WORDS = """$_ $true $null $Min 1 -2.5 'a' '' "$_" @() @{} @(1,2) (1..9) {$_} [int] [string] 1e9 '(' '^(a+)+$' 'x'*99999
9999999999 1d [char]'x' [datetime]'2024-01-02' [timespan]'1:00' [version]'1.2' [regex]'a' [guid]::Empty $Matches
[math]::PI [string]::Empty @{a=1;b=@(2)} [pscustomobject]@{a=1} 'a','b' throw return if($_){1} switch($_){1{2}}"""
OPERATORS = """-eq -gt -le -ne -like -match -notmatch -replace -split -join -f -in -contains -and -or -xor -band -shl
+ - * / % .. , ?? ; |ForEach-Object -is[int];$_ -as[string];"""
ENDINGS = """.Length .Count [0] [-1] .ToUpper() .Where({$_}) .ForEach({"$_"}) .Invoke() .Substring(1) .a.b .Keys
.psobject.Properties .GetType() .Split('a') .PadLeft(9) .Contains(1) .IndexOf('a') .Add(1) .Replace('a','b')
.ToString('N2') .CompareTo(1) .AddDays(1e9) .GetEnumerator() |Measure-Object |Where-Object{$_} |Select-Object"""
SIGNS = "[int] [string[]] [datetime] [bool] [char] [decimal] [hashtable] -not - ,"


def one_of(words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split())


SCRIPTS = st.recursive(
    one_of(WORDS),
    lambda inner: (
        st.tuples(inner, one_of(OPERATORS), inner).map(" ".join)
        | st.tuples(inner, one_of(ENDINGS)).map(lambda parts: f"({parts[0]}){parts[1]}")
        | st.tuples(one_of(SIGNS), inner).map("".join)
    ),
    max_leaves=8,
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(SCRIPTS, VALUES)
def test_no_script_gets_out(text: str, value: Any) -> None:
    """Whatever it is made of, a script is refused, or ends with the value let through or not."""
    before = thread_time()
    try:
        read_sealed(text, ("V", "Min"))
    except (NotRunError, ParseError):
        return
    assert "Error:" not in bind(text, value).partition("worked out: ")[2]
    assert thread_time() - before < 3
