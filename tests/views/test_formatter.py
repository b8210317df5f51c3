"""Lists, tables and rows as PowerShell prints them: one small example for each rule (views.md §1 and on)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import EnumValue, NetRecord, PSCustomObject
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.types import resolve
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import RaisingStreams
from pscompat.errors import CommandError, NotRunError
from pscompat.helpfile.search_path import find_modules
from pscompat.views.format_request import FormatRequest, Formatted
from pscompat.views.page import Page
from pscompat.views.renderer import Renderer
from pscompat.views.type_views import TypeViews
from tests.conformance.collecting import CollectingStreams

MODULES = list(find_modules())


def shown(line: str, width: int = 40, records: list[Any] | None = None, *, colours: bool = False) -> str:
    """What the line's last command would print, blanks at the end of lines as dots."""
    session = Session(MODULES, clock=Clock(None, 0), environment={})
    session.renders_ansi = colours
    (text,) = run_line(Commands(session), f"{line} | Out-String -Width {width}", records)
    lines = text.split("\n")
    return "\n".join([each.rstrip(" ") + "·" * (len(each) - len(each.rstrip(" "))) for each in lines])


def record(**properties: Any) -> PSCustomObject:
    return PSCustomObject(properties)


AB = "[pscustomobject]@{a=1; b='x'}"
IDS = "[pscustomobject]@{id='a'}, [pscustomobject]@{id='b'}, [pscustomobject]@{id='abcdef'}"
RESPONSE = (
    "[pscustomobject]@{PSTypeName='PSOpenAI.Response'; id='r'; output=@([pscustomobject]@{type='m'}); metadata=@{}; "
    "error='e'}"
)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        # The stream (§1)
        (f"{AB}, [pscustomobject]@{{b='y'}}", "\na b\n- -\n1 x\n  y\n\n"),
        (f"'t', {AB}, 2", "t\n\na b\n- -\n1 x\n2\n\n"),
        (f"{AB}, [pscustomobject]@{{}}", "\na b\n- -\n1 x\n\n\n"),
        ("[version]'1.2', [pscustomobject]@{c=1}", "\nMajor  Minor  Build  Revision\n-----  -----  -----  --------\n"
         "1      2      -1     -1\n\nc : 1\n\n\n"),
        ("'abc' | Format-Table Length", "abc\n"),
        ("'abc' | Format-Table Length -Force", "\nLength\n------\n     3\n\n"),
        ("@()", ""),
        ("$null", ""),
        # Values (§2)
        ("[pscustomobject]@{a=1.0; b=0.0005; c=[decimal]2.5; d=$true}",
         "\n    a     b     c    d\n    -     -     -    -\n1.000 0.001 2.500 True\n\n"),
        ("[pscustomobject]@{a=1.0, 1e20, 0.00001; b=$null; c=@{k=1}} | Format-List",
         "\na : {1, 1E+20, 1E-05}\nb :·\nc : {[k, 1]}\n\n"),
        ("[pscustomobject]@{a=1, 2, 3, 4, 5} | Format-List", "\na : {1, 2, 3, 4…}\n\n"),
        ("$FormatEnumerationLimit = -1; [pscustomobject]@{a=1, 2, 3, 4, 5} | Format-List", "\na : {1, 2, 3, 4, 5}\n\n"),
        ("[pscustomobject]@{a=@($null, @(1, $null, 2), @())} | Format-List",
         "\na : {$null, 1  2, System.Object[]}\n\n"),
        ("[pscustomobject]@{a=[pscustomobject]@{b=@(1); c=[pscustomobject]@{d=1}}} | Format-List",
         "\na : @{b=System.Object[]; c=}\n\n"),
        ("[pscustomobject]@{a=@{name='n'; x=1}, @{x=1}} | Format-List", "\na : {n, System.Collections.Hashtable}\n\n"),
        ("[pscustomobject]@{a=[datetime]'2024-01-02T15:04:05'} | Format-List", "\na : 1/2/2024 3:04:05\u202fPM\n\n"),
        (", @($null, 'ab') | ft -Force", "\nLength\n------\n     0\n     2\n\n"),
        # Which view (§4)
        ("[pscustomobject]@{a=1; b=2; c=3; d=4}", "\na b c d\n- - - -\n1 2 3 4\n\n"),
        ("[pscustomobject]@{a=1; b=2; c=3; d=4; e=5}", "\na : 1\nb : 2\nc : 3\nd : 4\ne : 5\n\n"),
        (f"{AB} | ft B, nope, b", "\nb nope b\n- ---- -\nx      x\n\n"),
        (f"{AB} | fl B, nope, [a-b]", "\nb : x\na : 1\nb : x\n\n"),
        (f"{AB} | ft zz*", "\n\n"),
        (f"{AB} | fl zz*", "\n\n"),
        ("[pscustomobject]@{Count=12}, [pscustomobject]@{a=1} | ft", "\nCount\n-----\n   12\n    1\n\n"),
        # Lists (§5)
        ("[pscustomobject]@{a='one two three four five six seven eight'; long='x\ny'} | fl",
         "\na    : one two three four five six·\n       seven eight\nlong : x\n       y\n\n"),
        # Tables (§6)
        ("[pscustomobject]@{a='a long text here'; b='another long text, longer'} | ft",
         "\na                b\n-                -\na long text here another long text, lon…\n\n"),
        ("[pscustomobject]@{a='a long text that fills it'; n=1234567890123456789; c=1} | ft",
         "\na                                      n\n-                                      -\n"
         "a long text that fills it …7890123456789\n\n"),
        ("[pscustomobject]@{a='a text that fills all of the line, no more'; n=1} | ft",
         "\na\n-·······································\na text that fills all of the line, no m…\n\n"),
        ("[pscustomobject]@{a='two\nlines'; b=1} | ft", "\na         b\n-         -\ntwo…      1\n\n"),
        ("[pscustomobject]@{a='two\nlines'; b=1} | ft -Wrap", "\na         b\n-         -\ntwo       1\nlines\n\n"),
        ("[pscustomobject]@{''='ab'; b=1} | ft", "\n   b\n-- -\nab 1\n\n"),
        (f"{AB} | ft -HideTableHeaders", "\n1 x\n\n"),
        (f"{AB} | ft @{{e='a'; width=4}}, @{{e='b'; label='Letter'; align='right'}}",
         "\n   a                              Letter\n   -                              ------\n"
         "   1                                   x\n\n"),
        (f"{AB} | ft @{{e='a'; width=4}}, @{{e='b'; ALIGN='C'; label='Letter'}} -AutoSize",
         "\na Letter\n- ------\n1   x\n\n"),
        ("[pscustomobject]@{n=255; d=[datetime]'2024-01-02'} | ft @{e='n'; f='X'}, @{e='n'; f='{0:N1}!'},"
         " @{e='d'; f='yyyy'}", "\n n      n d\n -      - -\nFF 255.0! 2024\n\n"),
        # Groups (§8)
        (f"{AB}, [pscustomobject]@{{a=1; b='yy'}}, [pscustomobject]@{{a=2; b='z'}} | ft b -GroupBy a",
         "\n   a: 1\n\nb\n-\nx\nyy\n\n   a: 2\n\nb\n-\nz\n\n"),
        ("[pscustomobject]@{b=1}, [pscustomobject]@{b=2} | fl b -GroupBy a", "\nb : 1\n\nb : 2\n\n"),
        ("[pscustomobject]@{a=1}, [pscustomobject]@{a=2} | fw -GroupBy @{e='a'; l='Key'}",
         "\n   Key: 1\n\n\n1····················\n   Key: 2\n\n2····················\n\n"),
        ("[pscustomobject]@{a='a value that is long enough to be wrapped'; b=1} | ft b -GroupBy a",
         "\n   a: a value that is long enough to be·\nwrapped\n\nb\n-\n1\n\n"),
        ("[pscustomobject]@{n=1}, [pscustomobject]@{n=3} | ft n -GroupBy { $_.n -gt 2 }",
         "\n    $_.n -gt 2 : False\n\nn\n-\n1\n\n    $_.n -gt 2 : True\n\nn\n-\n3\n\n"),
        # Script blocks (§3)
        ("[pscustomobject]@{n=1}, [pscustomobject]@{n=3} | ft { $_.n * 2 }, @{n='list'; e={ $_.n, 0 }},"
         " @{n='one'; e={ , 5 }}, @{n='none'; e={ }}, @{n='error'; e={ 1 / 0 }}, @{n='N'; e={ $_.n }; f='{0:N1}'}",
         "\n $_.n * 2  list   one none error   N\n---------- ----   --- ---- -----   -\n"
         "         2 {1, 0}   5            1.0\n         6 {3, 0}   5            3.0\n\n"),
        (f"{AB} | ft {{ 1 / 0 }}, @{{n='f'; e={{ 1.5 }}; f='X'}} -DisplayError",
         "\n 1 / 0        f\n-------       -\n#ERR    #FMTERR\n\n"),
        (f"{AB} | fl @{{n='e'; e={{ 1 / 0 }}}}, @{{n='f'; e={{ 1.5 }}; f='X'}} -DisplayError",
         "\ne : #ERR\nf : #FMTERR\n\n"),
        (f"{AB} | fw {{ 1 / 0 }} -DisplayError", "\n#ERR·················\n\n"),
        # A record for which the block fails stays in its group; what gives nothing has no heading.
        ("1, 0, 2 | % { [pscustomobject]@{n=$_} } | ft n -GroupBy @{n='g'; e={ 2 / $_.n }}",
         "\n   g: 2\n\nn\n-\n1\n0\n\n   g: 1\n\nn\n-\n2\n\n"),
        (f"{AB} | fl b -GroupBy {{ }}", "\nb : x\n\n"),
        (f"{AB} | fl b -GroupBy {{ $null }}", "\n   : \n\nb : x\n\n".replace(": ", ":·", 1)),
        ("[pscustomobject]@{a='x', 'Y'; b=1}, [pscustomobject]@{a='X', 'y'; b=2} | ft b -GroupBy a",
         "\n   a: {x, Y}\n\nb\n-\n1\n2\n\n"),
        # Format-Custom (§12)
        ("[pscustomobject]@{PSTypeName='A.Bc'; a=1; b=[pscustomobject]@{c='a longer text, wrapped'; n=$null}} | fc",
         "\nclass Bc\n{\n  a = 1\n  b =·\n    class PSCustomObject\n    {\n      c = a longer text, wrapped\n"
         "      n =·\n    }\n}\n\n\n"),
        ("[pscustomobject]@{l=@(1, [pscustomobject]@{e=1}, @(2, 3), 4, 5); h=@{k=1}; e=@()} | fc",
         "\nclass PSCustomObject\n{\n  l =·\n    [\n      1\n      class PSCustomObject\n      {\n        e = 1\n"
         "      }\n······\n        [\n          2\n          3\n        ]\n········\n      4\n      …\n    ]\n····\n"
         "  h =·\n    [\n      class DictionaryEntry\n      {\n        Key = k\n        Value = 1\n        Name = k\n"
         "      }\n    ]\n····\n  e =·\n    [\n    ]\n····\n}\n\n\n"),
        ("[pscustomobject]@{b=[pscustomobject]@{c=[pscustomobject]@{d=1}}; n=2} | fc b, { $_.n * 2 } -Depth 1",
         "\nclass PSCustomObject\n{\n  b =·\n    class PSCustomObject\n    {\n      c = @{d=1}\n    }\n"
         "   $_.n * 2  = 4\n}\n\n\n"),
        ("[pscustomobject]@{b=[pscustomobject]@{c=1}; x=1} | fc @{e='b'; depth=0x7fffffff}, nope -Depth 1",
         "\nclass PSCustomObject\n{\n  b =·\n    class PSCustomObject\n    {\n      c = 1\n    }\n}\n\n\n"),
        ("[pscustomobject]@{a='words that wrap', 'x'} | fc | Out-String -Width 12 -Stream | Select-Object -Skip 6",
         "      words·\n      that·\n      wrap\n      x\n    ]\n····\n}\n\n\n"),
        ("[datetime]'2024-01-02T03:04:05' | fc", "\nTuesday, January 2, 2024 3:04:05\u202fAM\n\n"),
        ("'t', 5 | fc", "t\n5\n"),
        ("'t' | fc -Force", "\nt\n\n\n"),
        ("[pscustomobject]@{b=1} | fc -GroupBy b", "\n   b: 1\n\nclass PSCustomObject\n{\n  b = 1\n}\n\n\n"),
        # Format-Wide (§9)
        ("[pscustomobject]@{x=1; id='i'} | fw", "\ni····················\n\n"),
        ("[pscustomobject]@{x=1; myId=2; myName='n'; myKey='k'} | fw", "\nk····················\n\n"),
        ("'a', 'b' | fw", "a\nb\n"),
        (f"{IDS} | fw -AutoSize", "\na        b       abcdef··········\n\n"),
        (f"{IDS} | fw -Column 3", "\na             b             abcdef\n\n"),
        # Other types (§12)
        ("[datetime]'2024-01-02T03:04:05'", "\nTuesday, January 2, 2024 3:04:05\u202fAM\n\n"),
        ("Get-Date '2024-01-02T03:04:05' -DisplayHint Date", "\nTuesday, January 2, 2024\n\n"),
        ("Get-Date '2024-01-02T03:04:05' -DisplayHint Time", "\n3:04:05\u202fAM\n\n"),
        ("Get-Date '2024-01-02T03:04:05' -DisplayHint Time | fl Display*, DateTime, Day",
         "\nDisplayHint : Time\nDateTime    : 3:04:05\u202fAM\nDay         : 2\n\n"),
        ("[timespan]'1.02:03:04' | ft",
         "\nDays Hours Minutes Seconds Milliseconds\n---- ----- ------- ------- ------------\n"
         "1    2     3       4       0\n\n"),
        ("@{a=1}", "\nName                           Value\n----                           -----\n"
         "a                              1\n\n"),
        ("1, 1, 2 | Group-Object", "\nCount Name                      Group\n----- ----                      -----\n"
         "    2 1                         {1, 1}\n    1 2                         {2}\n\n"),
        ("1, 2 | Measure-Object -Sum", "\nCount             : 2\nAverage           :·\nSum               : 3\n"
         "Maximum           :·\nMinimum           :·\nStandardDeviation :·\nProperty          :·\n\n"),
        ("'one', 'two', 'three', 'four' | Select-String 'o' -Context 1",
         "\n> one\n> two\n  three\n> four\n\n"),
        ("'one', 'two' | Select-String 'o'", "\none\ntwo\n\n"),
        ("[pscustomobject]@{a=1} | Get-Member -MemberType NoteProperty",
         "\n   TypeName: System.Management.Automatio\nn.PSCustomObject\n\n"
         "Name MemberType   Definition\n---- ----------   ----------\na    NoteProperty int a=1\n\n"),
        ("[regex]::Match('abc', '(?<x>b)(d)?')",
         "\nGroups    : {0, 1, x}\nSuccess   : True\nName      : 0\nCaptures  : {0}\nIndex     : 1\n"
         "Length    : 1\nValue     : b\nValueSpan :·\n\n"),
        ("[pscustomobject]@{m=[regex]::Match('abc', 'b'); t='{0}' -f [regex]::Match('abc', 'c')}",
         "\nm t\n- -\nb c\n\n"),
        ("[pscustomobject]@{a='{0}' -f [byte[]](1, 2); b='{0}{1}' -f [string[]]('x', 'y')}",
         "\na             b\n-             -\nSystem.Byte[] xy\n\n"),
        ("Get-Command ft, Out-Null", "\nCommandType     Name\n-----------     ----····················\n"
         "Alias           ft -> Format-Table······\nCmdlet          Out-Null················\n\n"),
        ("[uri]'https://a.example:8080/b/c?d#e' | fl Host, Port, Segments, PathAndQuery, IsDefaultPort",
         "\nHost          : a.example\nPort          : 8080\nSegments      : {/, b/, c}\nPathAndQuery  : /b/c?d\n"
         "IsDefaultPort : False\n\n"),
        # The module's types (§13)
        ("[pscustomobject]@{PSTypeName='PSOpenAI.Model'; id='m'; created=1; object='model'}",
         "\nid owned_by created\n-- -------- -------\nm                 1\n\n"),
        ("[pscustomobject]@{PSTypeName='PSOpenAI.Model'; id='m'; object='model'} | fl *",
         "\nid     : m\nobject : model\n\n"),
        ("[pscustomobject]@{a=[pscustomobject]@{PSTypeName='PSOpenAI.Model'; id='m'}}", "\na\n-\nm\n\n"),
        (f"{RESPONSE} | fl", "\nid                   : r\nobject               :·\ncreated_at           :·\n"
         "status               :·\nerror                : e\nusage                : @{input_tokens=;·\n"
         "                       output_tokens=;·\n                       total_tokens=}\nmodel                :·\n"
         "instructions         :·\noutput               : m\nLastUserMessage      :·\noutput_text          :·\n"
         "previous_response_id :·\n\n"),
    ],
)  # fmt: skip
def test_what_is_printed(line: str, text: str) -> None:
    assert shown(line) == text


def test_pieces_of_a_stream() -> None:
    """What a page shows of records that come one by one, without Out-String."""
    lines: list[str] = []
    renderer = Renderer(Page(lines.append, 20), TypeViews())
    for number in range(100):
        renderer.write(record(a=number))
        assert len(lines) == (1 if number < 99 else 103)
    renderer.write(record(a=1234))
    assert lines[-1] == "…4"
    renderer.close()
    assert lines[-1] == ""


def test_a_table_that_waits_longer_is_measured_on_what_came_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter((10.0, 10.0, 10.2, 10.4, 11.0))
    monkeypatch.setattr("pscompat.views.table_layout.monotonic", lambda: next(moments))
    lines: list[str] = []
    renderer = Renderer(Page(lines.append, 20), TypeViews())
    for number in (1, 22, 333):
        renderer.write(record(a=number))
    assert lines == ["", "  a", "  -", "  1", " 22", "333"]
    renderer.write(record(a=4444))
    assert lines[-1] == "…44"


def test_auto_size_waits_for_all_records() -> None:
    lines: list[str] = []
    renderer = Renderer(Page(lines.append, 20), TypeViews())
    session = Session(MODULES, environment={})
    numbers = [record(a=10**n) for n in [0] * 150 + [6]]
    for each in run_line(Commands(session), "$input | Format-Table -AutoSize", numbers):
        renderer.write(each)
    assert lines == [""]
    renderer.close()
    assert lines[1:4] == ["      a", "      -", "      1"]


def test_the_view_of_members_waits_for_all() -> None:
    lines: list[str] = []
    renderer = Renderer(Page(lines.append, 40), TypeViews())
    kind = ("Microsoft.PowerShell.Commands.MemberDefinition",)
    for number in [0] * 150 + [6]:
        fields = {"TypeName": "T", "Name": "n" * (number + 1), "MemberType": "Method", "Definition": "d"}
        renderer.write(NetRecord(fields, kind))
    assert lines == ["", "   TypeName: T", ""]
    renderer.close()
    assert lines[3] == "Name    MemberType Definition"


def test_once_a_table_was_measured_the_later_ones_are() -> None:
    version = convert("1.2", resolve("version"))
    for requests, heading in ((2, "Major Minor Build Revision"), (1, "Major  Minor  Build  Revision")):
        lines: list[str] = []
        renderer = Renderer(Page(lines.append, 40), TypeViews())
        for each in (record(a=1), version)[-requests:]:
            renderer.write(Formatted(FormatRequest("table"), each))
        renderer.close()
        assert heading in lines


def test_metadata_is_shown_of_a_dictionary_with_keys_only() -> None:
    for metadata, is_shown in (("@{k=1}", True), ("@{}", False), ("[pscustomobject]@{k=1}", False), ("$null", False)):
        assert ("metadata" in shown(RESPONSE.replace("metadata=@{}", f"metadata={metadata}"))) is is_shown


def test_a_page_without_a_width_has_room_for_all() -> None:
    lines: list[str] = []
    renderer = Renderer(Page(lines.append), TypeViews())
    for _ in range(2):
        renderer.write(record(a="x" * 500, b="y"))
    renderer.close()
    assert lines[1] == "a" + " " * 500 + "b"
    # A column without any text has one cell.
    renderer.write(PSCustomObject({"": "", "b": 1}))
    renderer.close()
    assert lines[-4:] == ["  b", "- -", "  1", ""]


def test_colours() -> None:
    green, italic, end = "\x1b[32;1m", "\x1b[32;1;3m", "\x1b[0m"
    assert shown(f"{AB} | ft", colours=True) == f"\n{green}a{end}{green} b{end}\n{green}-{end} {green}-{end}\n1 x\n\n"
    assert shown(f"{AB} | fl", colours=True) == f"\n{green}a : {end}1\n{green}b : {end}x\n\n"
    batch = "[pscustomobject]@{PSTypeName='PSOpenAI.Batch'; id='b'; endpoint='/e'; status='s'}"
    assert f"{end} {italic}Count{end}{green} Status" in shown(f"{batch} | ft -AutoSize", 80, colours=True)


def test_sequences_in_values_are_not_counted_and_not_printed_but_in_texts() -> None:
    assert shown('[pscustomobject]@{a="`e[31mred`e[0m"; b=1}, "`e[1mx"') == "\na   b\n-   -\nred 1\n\x1b[1mx\n\n"


def test_half_of_a_character_may_be_cut_off() -> None:
    assert shown("[pscustomobject]@{a='a😀'}", 5).split("\n")[3] == "a😀"
    assert shown("[pscustomobject]@{a='aaa😀😀'}", 5).split("\n")[3] == "aaa\ud83d…"


def test_out_string() -> None:
    def written(line: str) -> list[Any]:
        return list(run_line(Commands(Session(MODULES, environment={})), line))

    assert written(f"{AB} | Out-String -Stream") == ["", "a b", "- -", "1 x", ""]
    assert written(f'"x`ny", {AB} | Out-String -NoNewline') == ["x\nya b- -1 x"]
    assert written("@() | Out-String") == [""]
    assert written("[pscustomobject]@{a='%s'} | Format-List | Out-String" % ("x " * 70)) == [
        "\na : " + "x " * 70 + "\n\n"
    ]


@pytest.mark.parametrize(
    ("command", "error_id", "message"),
    [
        ("ft @{e='a'; width=0}", "WidthOutOfRange", 'The value "0" for key "width" should be greater than 0.'),
        ("ft @{e='a'; width='x'}", "DictionaryKeyIllegalValue2",
         'The "width" key has a type, System.String, that is not valid; expected type is System.Int32.'),
        ("ft @{e='a'; align='up'}", "AlignmentIllegalValue",
         'The value "up" for key "alignment" is not valid; valid values are {left, center, right}.'),
        ("ft @{e='a'; f=''}", "FormatStringEmpty", 'Cannot have an empty formatting string for key "formatString".'),
        ("fl @{e='a'; width=3}", "DictionaryKeyIllegal", "The width key is not valid."),
        ("fw @{e='a'; n='x'}", "DictionaryKeyIllegal", "The n key is not valid."),
        ("fl 5", "DictionaryKeyUnknownType",
         "Cannot convert System.Int32 to one of the following types {System.String, "
         "System.Management.Automation.ScriptBlock}."),
        ("fc @{e='a'; n='x'}", "DictionaryKeyIllegal", "The n key is not valid."),
        ("fc @{e='a'; depth='x'}", "DictionaryKeyIllegalValue2",
         'The "depth" key has a type, System.String, that is not valid; expected type is System.Int32.'),
        ("fc -View nope", "FormatViewNotFound",
         "The view name nope cannot be found. There are no existing Custom views for "
         "System.Management.Automation.PSCustomObject objects."),
        ("ft ''", "ExpressionEmptyString2", "An empty string value is not allowed."),
        ("ft @{n='x'}", "DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing."),
        ("fl -View nope", "FormatViewNotFound",
         "The view name nope cannot be found. There are no existing List views for "
         "System.Management.Automation.PSCustomObject objects."),
        ("ft a -View x", "FormatCannotSpecifyViewAndProperty",
         "Cmdlet parameters View and Property are mutually exclusive."),
        ("fw -AutoSize -Column 2", "FormatCannotSpecifyAutosizeAndColumns",
         "Cmdlet parameters AutoSize and Column are mutually exclusive."),
    ],
)  # fmt: skip
def test_what_format_commands_refuse(command: str, error_id: str, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        failures(f"{AB} | {command}")
    name = {"ft": "FormatTable", "fl": "FormatList", "fw": "FormatWide", "fc": "FormatCustom"}[command[:2]]
    (record,) = caught.value.records
    assert record.fully_qualified_error_id == f"{error_id},Microsoft.PowerShell.Commands.{name}Command"
    assert record.message == message


def failures(line: str) -> Iterator[Any]:
    """Run the line; what ends its statement is raised."""
    streams = RaisingStreams()
    list(run_line(Commands(Session(MODULES, environment={}, streams=streams)), line))
    raise AssertionError("nothing was refused")


def test_the_views_of_a_type_have_its_name() -> None:
    assert shown("[version]'1.2' | ft -View System.Version").startswith("\nMajor")
    with pytest.raises(CommandError, match=r"Specify one of the following Table views and try again: System\.Version"):
        failures("[version]'1.2' | ft -View nope")


@pytest.mark.parametrize("pattern", ["N9999999", "D99999999", "{0,9999999}"])
def test_a_format_that_asks_for_millions_of_places_is_refused_by_name(pattern: str) -> None:
    with pytest.raises(NotRunError, match="places is not run by pscompat"):
        shown(f"{AB} | fl @{{e='a'; f='{pattern}'}}")


def test_what_was_formatted_is_not_formatted_again() -> None:
    with pytest.raises(CommandError, match="not valid or not in the correct sequence"):
        failures(f"{AB} | Format-Table | Format-List")


def test_show_error_tells_of_blocks_that_fail_once_for_each_record() -> None:
    streams = CollectingStreams()
    properties = "@{n='q'; e={ 1 / 0 }}, @{n='f'; e={ 1.5 }; f='X'}"
    line = f"{AB}, {AB} | ft {properties} -ShowError -DisplayError | Out-String"
    list(run_line(Commands(Session(MODULES, environment={}, streams=streams)), line))
    identity = ",Microsoft.PowerShell.Commands.FormatTableCommand"
    assert [(each.fully_qualified_error_id, each.message) for each in streams.errors] == [
        (f"PSPropertyExpressionError{identity}", 'Failed to evaluate expression " 1 / 0 ".'),
        (f"formattingError{identity}", 'Failed to interpret format string "X".'),
    ] * 2


@pytest.mark.parametrize("option", ["-Expand Both"])
def test_what_is_not_run_is_refused_by_name(option: str) -> None:
    with pytest.raises(NotRunError, match=option.split()[0]):
        failures(f"{AB} | Format-Table {option}")


def test_an_enumeration_is_aligned_like_the_number_that_it_is() -> None:
    records = [record(day=EnumValue("System.DayOfWeek", 5, "Friday"), x=1)]
    assert shown("$input | ft @{e='day'; f='X'}, x", records=records) == "\n     day x\n     --- -\n00000005 1\n\n"
