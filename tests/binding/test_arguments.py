"""Pairing names with values, and splatting (binding.md §3; examples 11 to 32)."""

from __future__ import annotations

from .invoking import Invocation, cases


@cases(
    ("[CmdletBinding()]param([switch]$s,$x)", "f -s $false", {"s": True, "x": False}),
    ("[CmdletBinding()]param([switch]$s,$x)", "f -s:$false", {"s": False, "PSB": ["s"]}),
    (
        "[CmdletBinding()]param($Name,$Other)",
        "f -Name -Other",
        (
            "T MissingArgument: Missing an argument for parameter 'Name'. "
            "Specify a parameter of type 'System.Object' and try again."
        ),
    ),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name -unk", {"Name": "-unk"}),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name -unk:5", "T MissingArgument: 'Name'"),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name -e", "T AmbiguousParameter: 'e'"),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name -e:5", "T AmbiguousParameter: 'e'"),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name -5", {"Name": "-5"}),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name -5x", {"Name": "-5x"}),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name - ", {"Name": "-"}),
    ("[CmdletBinding()]param($Name,$Other)", "f -Name -- 5", {"Name": 5}),
    ("[CmdletBinding()]param([bool]$b)", "f -b", "T MissingArgument: 'System.Boolean'"),
    ("[CmdletBinding()]param($a,$b)", "f --a 1", {"a": "--a", "b": 1}),
    ("[CmdletBinding()]param($a,$b)", "f -- -b 1", {"a": "-b", "b": 1}),
    ("[CmdletBinding()]param($a,$b)", "f -- --", {"a": "--"}),
    ("[CmdletBinding()]param($a,$b)", "f -a.txt", {"a": ".txt"}),
    ("[CmdletBinding()]param($a,$b)", "f -a=1 2", "T NamedParameterNotFound: 'a=1'"),
    (
        "[CmdletBinding()]param($a,$b)",
        "f -a 1 -A 2",
        "T ParameterAlreadyBound: because parameter 'a' is specified more than once.",
    ),
    ("[CmdletBinding()]param($a,$b)", "f 1 -a 2", {"a": 2, "b": 1}),
    ("[CmdletBinding()]param($a,$b)", "f -zzz -a:1", "T NamedParameterNotFound: 'zzz'"),
    ("[CmdletBinding()]param([string]$s)", "f 0x10", {"s": "0x10"}),
    ("[CmdletBinding()]param([string]$s)", "f 8s", {"s": "8s"}),
    ("[CmdletBinding()]param($Path,$n)", "$h=@{Path='a'}; f @h -Path b", {"Path": "b", "n": None}),
    ("[CmdletBinding()]param($Path,$n)", "$h=@{Path='a'}; f -Path b @h", {"Path": "b", "n": None}),
    ("[CmdletBinding()]param($Path,$n)", "$h=@{Pa='a'}; f -Path b @h", {"Path": "b"}),
    (
        "[CmdletBinding()]param($Path,$n)",
        "$h=@{Path='a'}; $h2=@{Path='b'}; f @h @h2",
        "T ParameterAlreadyBound: 'Path'",
    ),
    ("[CmdletBinding()]param($Path,$n)", "$h=@{Path='a'}; f @h x", {"Path": "a", "n": "x"}),
    ("[CmdletBinding()]param($Name,$Path)", "$h=@{Path='a'}; f -Name @h tail", {"Name": "tail", "Path": "a"}),
    ("[CmdletBinding()]param($Name,$Path)", "$h=@{Path='a'}; f -Name @h", "T MissingArgument: 'Name'"),
    ("[CmdletBinding()]param($Name,$Path)", "f @undefined", {"Name": None, "PSB": ["Name"]}),
    ("[CmdletBinding()]param($Name,$Path)", "$s='ab'; f @s", {"Name": "a", "Path": "b"}),
    ("[CmdletBinding()]param($Name,$Path)", "$arr='-Path','x'; f @arr", {"Name": "-Path", "Path": "x"}),
    ("[CmdletBinding()]param($Name,$Path)", "$h=@{'-Path'='x'}; f @h", {"Path": "x", "PSB": ["Path"]}),
    (
        "param([Alias('Key')]$Name,$Path)",
        "$h=@{Name='Hello';Blah='World'}; f @h",
        {"Name": "Hello", "Path": None, "args": ["-Blah:", "World"]},
    ),
)
def test_argument(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


@cases(
    ("[CmdletBinding()]param($a,$b)", "$h=@{'-%'=@{x=1}}; f @h 1", {"a": 1, "b": None, "PSB": ["a"]}),
    ("[CmdletBinding()]param($Path)", "$h=@{'Path '=1}; f @h", "T NamedParameterNotFound: 'Path '."),
    ("[CmdletBinding()]param($Path)", "$h=@{'Path:'=1}; f @h", "T NamedParameterNotFound: 'Path:'."),
    ("[CmdletBinding()]param($Path)", "$h=@{5=1}; f @h", "T NamedParameterNotFound: '5'."),
    ("[CmdletBinding()]param([switch]$s,$x)", "$h=@{s=$true}; f @h 1", {"s": True, "x": 1}),
    ("[CmdletBinding()]param([switch]$s)", "$h=@{s=$false}; f -s @h", {"s": True}),
    ("[CmdletBinding()]param($a,$b)", "$h=[ordered]@{a=1}; f @h 2", {"a": 1, "b": 2}),
    ("[CmdletBinding()]param($a,$b)", "$l=1,2; f @l", {"a": 1, "b": 2}),
    ("[CmdletBinding()]param($a)", "$n=5; f @n", {"a": 5}),
    ("[CmdletBinding()]param($a)", "$h=@{}; f @h", {"a": None, "PSB": []}),
    ("[CmdletBinding()]param([Alias('x')]$a)", "f -a 1 -x 2", "T ParameterAlreadyBound: because parameter 'a' is"),
    ("[CmdletBinding()]param([Alias('x')]$a)", "f -a 1 -x:2", "T ParameterAlreadyBound: because parameter 'x' is"),
    ("[CmdletBinding()]param()", "f -vb -Verbose", "T ParameterAlreadyBound: 'Verbose'"),
    (
        "[CmdletBinding()]param([switch[]]$s)",
        "f -s",
        "T MissingArgument: 'System.Management.Automation.SwitchParameter[]'",
    ),
    ("[CmdletBinding()]param([switch[]]$s)", "f -s $true,$false", {"s": [True, False]}),
    ("[CmdletBinding()]param([Nullable[bool]]$b)", "f -b", "T MissingArgument: 'b'"),
    ("[CmdletBinding()]param([Nullable[bool]]$b)", "f -b $null", {"b": None, "PSB": ["b"]}),
    ("[CmdletBinding()]param($a)", "f -a 1 -zzz", "T NamedParameterNotFound: 'zzz'"),
    ("[CmdletBinding()]param($a)", "$h=@{e=1}; f -a @h", "T AmbiguousParameter: 'e'"),
)
def test_pairing(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]
