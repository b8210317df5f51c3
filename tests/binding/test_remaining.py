"""Remaining arguments and the leftover check (binding.md §4.6, §4.7; examples 46 to 50)."""

from __future__ import annotations

from .invoking import Invocation, cases


@cases(
    (
        "param([Parameter(Position=1)]$a,[Parameter(ValueFromRemainingArguments)]$foo)",
        "f a b c d",
        {"a": "a", "foo": ["b", "c", "d"]},
    ),
    (
        "param([Parameter(Position=1)]$a,[Parameter(ValueFromRemainingArguments)]$foo)",
        "f a b -a c -q d",
        {"a": "c", "foo": ["a", "b", "-q", "d"]},
    ),
    ("param([Parameter(ValueFromRemainingArguments)][object[]]$p)", "f 1,2,3", {"p": [1, 2, 3]}),
    ("param([Parameter(ValueFromRemainingArguments)][object[]]$p)", "f 1 2 3", {"p": [1, 2, 3]}),
    ("param([Parameter(ValueFromRemainingArguments)][object[]]$p)", "f 1,2 3", {"p": [[1, 2], 3]}),
    (
        (
            "param([Parameter(ParameterSetName='set1',Position=1)]$a,"
            "[Parameter(ParameterSetName='set2',Position=1)]$b,"
            "[Parameter(ValueFromRemainingArguments)]$foo)"
        ),
        "f -a a -b b c d",
        "T AmbiguousParameterSet: ",
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='set2')]param([Parameter(ParameterSetName='set1',Position=1)]$a,"
            "[Parameter(ParameterSetName='set2',Position=1)]$b,"
            "[Parameter(ValueFromRemainingArguments)]$foo)"
        ),
        "f a b c d",
        {"b": "a", "foo": ["b", "c", "d"]},
    ),
    (
        ("param([Parameter(ValueFromRemainingArguments)]$a,[Parameter(ValueFromRemainingArguments)]$b)"),
        "f 1",
        "T AmbiguousParameterSet: ",
    ),
    (
        ("param([Parameter(ValueFromRemainingArguments)]$a,[Parameter(ValueFromRemainingArguments)]$b)"),
        "f",
        {"Set": "__AllParameterSets"},
    ),
    ("param([Parameter(ValueFromRemainingArguments)]$r)", "f -x:5", {"r": ["-x:", 5]}),
)
def test_remaining_arguments(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


REST = "param([Parameter(Position=0)]$a,[Parameter(ValueFromRemainingArguments)]{0}$r)"


@cases(
    (REST.format(""), "f 1 -x 2 -y:3 $null", {"a": 1, "r": ["-x", 2, "-y:", 3, None]}),
    (REST.format(""), "f 1 $null", {"r": [None]}),
    (REST.format("[int[]]"), "f 1 2 '3'", {"r": [2, 3]}),
    (REST.format("[int]"), "f 1 2", "T ParameterArgumentTransformationError: on parameter 'r'"),
    (REST.format("[string[]]"), "f 1 @(2,3)", {"r": ["2", "3"]}),
    (REST.format("[string[]]"), "f 1 @{k=1}", {"r": ["System.Collections.Hashtable"]}),
    (REST.format(""), "$h=@{q=1}; f 1 @h", {"r": ["-q:", 1]}),
    # The set in force decides whether a parameter takes what remains.
    (
        "param([Parameter(ParameterSetName='A')]$a,[Parameter(ParameterSetName='B')]$b,"
        "[Parameter(ParameterSetName='A')][Parameter(ParameterSetName='B',ValueFromRemainingArguments)]$r)",
        "f -a 1 x",
        "T PositionalParameterNotFound: 'x'",
    ),
    ("[CmdletBinding()]param()", "f 1,2", "T PositionalParameterNotFound: 'System.Object[]'."),
    ("[CmdletBinding()]param()", "f 1.50", "T PositionalParameterNotFound: '1.50'."),
    ("[CmdletBinding()]param()", "f @{a=1}", "T PositionalParameterNotFound: 'System.Collections.Hashtable'."),
    ("[CmdletBinding()]param()", "f ''", "T PositionalParameterNotFound: accepts argument ''."),
)
def test_leftovers(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]
