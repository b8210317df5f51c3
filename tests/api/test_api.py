"""The Python face."""

from __future__ import annotations

import copy
import datetime
import decimal
import enum
import inspect
import json
import logging
import pathlib
import pickle
import pydoc
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import pscompat
from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.numbers import Byte, Int64
from pscompat.engine.python_values import from_python, record_from_python

from ..http.loopback import Loopback, respond

KEY = "sk-test-0123456789abcdefghij"
RUN = {"id": "run_1", "object": "thread.run", "created_at": 1699075072, "status": "completed"}


def load(server: Loopback | None = None, **options: Any) -> pscompat.LoadedModule:
    base = server.base if server is not None else "http://127.0.0.1:1/v1"
    environment = {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": base}
    module: pscompat.LoadedModule = pscompat.load("PSOpenAI", environment=environment, **{"tz": 0, **options})
    return module


def test_invoke_gives_a_list_and_stream_an_iterator() -> None:
    page = respond({"data": [RUN, {**RUN, "id": "run_2"}], "has_more": False})
    with Loopback(page, page) as server, load(server) as module:
        runs = module.invoke("Get-ThreadRun", "thread_1", Limit=2)
        assert [run["id"] for run in runs] == ["run_1", "run_2"]
        assert runs[0].type_names == ("PSOpenAI.Thread.Run",)
        assert runs[0]["created_at"].isoformat() == "2023-11-04T05:17:52+00:00"
        stream = module.stream("Get-ThreadRun", ThreadId="thread_1")
        assert len(server.received) == 1
        assert next(stream)["id"] == "run_1"
        assert len(server.received) == 2


def test_binding_errors_come_before_anything_is_sent() -> None:
    with Loopback(respond(RUN)) as server, load(server) as module:
        with pytest.raises(pscompat.BindingError, match="parameter name 'Nope'") as error:
            module.stream("Get-ThreadRun", Nope=1)
        assert error.value.fully_qualified_error_id == "NamedParameterNotFound,Get-ThreadRun"
        assert error.value.hint
        with pytest.raises(pscompat.BindingError):
            module.invoke("Get-ThreadRun", "a", Limit=500)
        with pytest.raises(pscompat.BindingError):
            module.invoke("Get-ThreadRun", ThreadId="a", thread_id="b")
        with pytest.raises(pscompat.CommandNotFoundError) as missing:
            module.invoke("Get-ThreadRn")
        assert missing.value.hint == "Did you mean Get-ThreadRun?"
    assert server.received == []


def test_errors_of_commands_are_raised_or_collected() -> None:
    refused = respond({"error": {"message": "No such run.", "code": None}}, 404, "Not Found")
    with Loopback(*[refused] * 4) as server:
        with pytest.raises(pscompat.CommandError) as error, load(server) as module:
            module.invoke("Get-ThreadRun", "t", "r")
        assert isinstance(error.value.records[0], pscompat.ErrorRecord)
        assert KEY not in str(error.value)
        assert load(server).invoke("Get-ThreadRun", "t", "r", ErrorAction="SilentlyContinue") == []
        streams = pscompat.CollectingStreams()
        module = load(server, streams=streams)
        assert module.invoke("Get-ThreadRun", input=["a", "b"]) == []
        assert len(streams.errors) == 2


def test_pipeline_objects_are_read_one_at_a_time() -> None:
    read = []

    def threads() -> Iterator[Any]:
        for name in ("a", "b"):
            read.append(name)
            yield {"thread_id": name}

    page = respond({"data": [RUN], "has_more": False})
    with Loopback(page, page) as server, load(server) as module:
        stream = module.stream("Get-ThreadRun", input=threads())
        assert read == []
        next(stream)
        assert read == ["a"]
        assert len(list(stream)) == 1


def test_bind_sends_nothing() -> None:
    module = load()
    call = module.bind("Get-ThreadRun", "thread_1", Limit="5", All=True)
    assert (call.set_name, call.bound["Limit"], bool(call.bound["All"])) == ("List", 5, True)
    assert module.bind("Get-ThreadRun", input=[{"ThreadId": "x"}]).bound == {"ThreadId": "x"}
    with pytest.raises(pscompat.BindingError):
        module.bind("Get-ThreadRun", "thread_1", Limit=0)
    with pytest.raises(ValueError, match="no record"):
        module.bind("Get-ThreadRun", input=[])
    with pytest.raises(pscompat.BindingError) as refused:
        module.bind("Get-ThreadRun", input=[{"ThreadId": ""}])
    assert refused.value.hint == "-ThreadId takes values that are not empty."


def test_explain_tells_what_every_argument_means_and_sends_nothing() -> None:
    with Loopback(respond(RUN)) as server, load(server) as module:
        found = module.bind("Get-ThreadRun", "thread_1", lim=5, explain=True)
        assert isinstance(found, pscompat.Explanation)
        assert (found.set_name, found.error, found.bound["Limit"]) == ("List", None, 5)
        assert {name: (origin.source, origin.rule) for name, origin in found.origins.items()} == {
            "Limit": ("word", "abbreviated name"),
            "ThreadId": ("position", "position 0"),
        }
        elsewhere = {each.name: each.source for each in found.unbound}
        assert (elsewhere["Order"], elsewhere["ApiKey"]) == ("default", "environment OPENAI_API_KEY")
        assert KEY not in repr(found)

        failed = module.bind("Get-ThreadRun", RunId="r", All=True, explain=True)
        assert failed.error is not None
        assert failed.error.fully_qualified_error_id == "AmbiguousParameterSet,Get-ThreadRun"
        assert failed.error.hint == "-RunId (set Get) and -All (set List) cannot be used together."
        assert [(each.name, each.ruled_out_by) for each in failed.sets][-1] == ("Get_ThreadRun", ["RunId", "All"])

        piped = module.bind("Get-ThreadRun", input=({"thread_id": f"t{n}"} for n in range(99)), explain=True)
        assert [each.bound["ThreadId"] for each in piped.objects] == [f"t{n}" for n in range(10)]
        with pytest.raises(pscompat.CommandNotFoundError):
            module.bind("Get-ThreadRn", explain=True)
    assert server.received == []


def test_explaining_a_line_runs_nothing() -> None:
    line = "$t = 'a'; $t, 'b' | Get-ThreadRun -Order desc | Get-ThreadRun; $t = 'c'; Get-ThreadRun $t -Nope"
    with Loopback(respond(RUN)) as server, load(server) as module:
        first, second, third = module.run(line, explain=True)
        assert [each.bound["ThreadId"] for each in first.objects] == ["a", "b"]
        assert (second.set_name, second.objects) == ("List", [])
        assert third.bound == {"ThreadId": "c"}
        assert third.error is not None
        assert third.error.error_id == "NamedParameterNotFound"
        # What a command would write is not known.
        with pytest.raises(pscompat.NotRunError, match=r"the value of '\$r' is not known"):
            module.run("$r = Get-ThreadRun a; Get-ThreadRun $r.id", explain=True)
    assert server.received == []
    piped = pscompat.run("$input | Get-ThreadRun -Order $o", input=["x"], variables={"o": "asc"}, explain=True)
    assert piped[0].objects[0].bound == {"Order": "asc", "ThreadId": "x"}


def test_threads_that_share_a_module_share_its_sandbox() -> None:
    elsewhere = {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": "http://127.0.0.1:1/v1"}
    with pscompat.load("PSOpenAI", sandbox=True, environment=elsewhere) as module, ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: module.invoke("Get-ThreadRun", "thread_abc123", "run_abc123"), range(16)))
    assert [[run["id"] for run in runs] for runs in found] == [["run_abc123"]] * 16


def test_errors_go_to_other_processes_as_they_are() -> None:
    def raised(act: Callable[[], object]) -> pscompat.PscompatError:
        with pytest.raises(pscompat.PscompatError) as caught:
            act()
        return caught.value

    with Loopback(respond({"error": {"message": "No."}}, status=404)) as server, load(server) as module:
        errors = [
            raised(lambda: module.invoke("Get-ThreadRun", "t", Limit=500)),
            raised(lambda: module.invoke("Get-ThreadRun", input=[{"x": 1}, {"ThreadId": ""}], Limit=1)),
            raised(lambda: module.invoke("Get-ThreadRun", "t")),
            raised(lambda: module.invoke("Get-ThreadRn")),
        ]
    errors += [raised(lambda: pscompat.run("'")), raised(lambda: pscompat.run("function f {}"))]
    errors.append(raised(lambda: pscompat.load("Nowhere")))
    for error in errors:
        for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert type(other) is type(error)
            assert (str(other), other.hint, other.error_id) == (str(error), error.hint, error.error_id)
    refused, failed = (pickle.loads(pickle.dumps(errors[index])) for index in (0, 2))
    assert (refused.hint, refused.parameter) == ("-Limit takes values from 1 to 100.", "Limit")
    assert failed.records[0].message == str(failed)


def test_a_record_as_json() -> None:
    with Loopback(respond(RUN)) as server, load(server) as module:
        [run] = module.invoke("Get-ThreadRun", "thread_1", "run_1")
    text = pscompat.to_json(run)
    assert '"created_at":"2023-11-04T05:17:52+00:00"' in text
    assert json.loads(text)["id"] == "run_1"


def test_a_module_that_is_not_there() -> None:
    with pytest.raises(pscompat.HelpFileError, match="no module of that name") as refused:
        pscompat.load("Nowhere")
    assert refused.value.hint.startswith("Modules found: PSOpenAI, Companions.")


def test_the_clock_and_the_zone() -> None:
    with pytest.raises(TypeError, match="now is a datetime, not str"):
        pscompat.load("Companions", now="2024-07-01")  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="tz is a tzinfo or minutes east of UTC, not str"):
        pscompat.run("1", tz="UTC")  # type: ignore[call-overload]
    module = pscompat.load("Companions", tz=60)
    noon = "2024-07-01T12:00:00Z"
    assert module.run("[datetime]$t", variables={"t": noon})[0].isoformat() == "2024-07-01T13:00:00+01:00"
    now = datetime.datetime(2024, 7, 1)
    assert pscompat.run("[datetime]'10:30'", now=now, tz=120)[0] == datetime.datetime(2024, 7, 1, 10, 30)


def test_lines() -> None:
    assert pscompat.run(
        "$input | Where-Object n -gt $least | ForEach-Object n", input=[{"n": 1}, {"n": 3}], variables={"least": 2}
    ) == [3]
    assert pscompat.run("$input", input="text") == ["text"]
    assert pscompat.run("$input | ForEach-Object a", input={"a": 1}) == [1]
    assert pscompat.run("$given.a.b; $given.Count", variables={"given": {"a": {"b": 1}}}) == [1, 1]
    assert pscompat.run("$env:ONLY_HERE", environment={"ONLY_HERE": "x"}) == ["x"]
    for line, error in (
        ("Write-Output (", pscompat.ParseError),
        ("git", pscompat.NotRunError),
        ("Select-Object -Nope", pscompat.BindingError),
        ("[int]'x'", pscompat.CommandError),
        ("Get-Content nowhere", pscompat.CommandError),
    ):
        with pytest.raises(error):
            pscompat.run(line)
    streams = pscompat.CollectingStreams()
    assert pscompat.run("[int]'x'; Get-Content nowhere; 2", streams=streams) == [2]
    assert len(streams.errors) == 2


def test_a_module_keeps_its_variables() -> None:
    with load() as module:
        module.run("$kept = 1, 2")
        assert module.run("$kept[1]") == [2]


def test_a_service_of_ones_own() -> None:
    with pscompat.load("PSOpenAI", sandbox=True) as module:
        assert len(module.invoke("Get-ThreadRun", ThreadId="thread_abc123", All=True)) == 251


def test_warnings_and_messages_go_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    page = respond({"data": [RUN], "has_more": True})
    with Loopback(page) as server, load(server) as module, caplog.at_level(logging.DEBUG, "pscompat"):
        module.invoke("Get-ThreadRun", "t", Verbose=True)
    assert (logging.WARNING, "There is more data that has not been retrieved.") in [
        (record.levelno, record.getMessage()) for record in caplog.records
    ]
    assert KEY not in caplog.text


def test_modules_that_are_not_there() -> None:
    with pytest.raises(pscompat.HelpFileError, match="no module of that name"):
        pscompat.load("Nowhere")
    assert "Get-ThreadRun" in load().commands()
    assert repr(load()) == "<pscompat module PSOpenAI>"


class Colour(enum.Enum):
    RED = "red"


class Size(enum.IntEnum):
    SMALL = 1


class Name(str):
    """A text of another class."""


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (1, "System.Int32", 1),
        (2**31, "System.Int64", 2**31),
        (2**70, "System.Numerics.BigInteger", 2**70),
        (True, "System.Boolean", True),
        (1.5, "System.Double", 1.5),
        (decimal.Decimal("1.10"), "System.Decimal", decimal.Decimal("1.10")),
        (Name("x"), "System.String", "x"),
        (pathlib.PurePosixPath("/a"), "System.String", "/a"),
        (uuid.UUID(int=5), "System.String", "00000000-0000-0000-0000-000000000005"),
        (Colour.RED, "System.String", "red"),
        (Size.SMALL, "System.Int32", 1),
        ((1, "a"), "System.Object[]", [1, "a"]),
        (range(2), "System.Object[]", [0, 1]),
        ((name for name in "ab"), "System.Object[]", ["a", "b"]),
        (b"\x01\xff", "System.Byte[]", [1, 255]),
        (bytearray(b"a"), "System.Byte[]", [97]),
        ({"a": (1,)}, "System.Collections.Hashtable", {"a": [1]}),
        (OrderedDict(a=1), "System.Collections.Hashtable", {"a": 1}),
        (None, "", None),
    ],
)
def test_python_values(value: Any, kind: str, expected: Any) -> None:
    converted = from_python(value)
    assert (type_name_of(converted), converted) == (kind, expected)


def test_python_moments() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    for value, text in (
        (datetime.datetime(2020, 1, 2, 3, 4, 5), "2020-01-02T03:04:05.0000000"),
        (datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc), "2020-01-02T00:00:00.0000000Z"),
        (datetime.date(2020, 1, 2), "2020-01-02T00:00:00.0000000"),
    ):
        assert from_python(value).round_trip() == text
    assert from_python(datetime.datetime(2020, 1, 2, tzinfo=zone)) == datetime.datetime(2020, 1, 2, tzinfo=zone)
    assert from_python(datetime.timedelta(seconds=1.5)).ticks == 15_000_000
    assert from_python(datetime.time(0, 0, 1)).ticks == 10_000_000


def test_python_records() -> None:
    record = record_from_python({"a": {"b": [{"c": 1}]}, "bytes": b"\x01"})
    assert type(record) is type(record["a"]) is type(record["a"]["b"][0]) is PSCustomObject
    assert [type(number) for number in record["bytes"]] == [Byte]
    kept = PSCustomObject({"a": Int64(1)}, ("Mine",))
    assert record_from_python(kept) is kept


def test_every_public_name_is_documented() -> None:
    shown = pydoc.render_doc(pscompat, renderer=pydoc.plaintext)  # type: ignore[attr-defined]
    for name in pscompat.__all__:
        value = getattr(pscompat, name)
        assert name in shown or name == "__version__"
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), name
        if inspect.isclass(value):
            for method, function in vars(value).items():
                if inspect.isfunction(function) and not method.startswith("_"):
                    assert inspect.getdoc(function), f"{name}.{method}"
    assert set(pscompat.__all__) <= set(dir(pscompat))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        pscompat.nothing  # noqa: B018


def test_a_line_is_a_text() -> None:
    wrong: list[Any] = [None, b"1", 5, ["1"]]
    for line in wrong:
        with pytest.raises(TypeError, match=f"line is a text, not {type(line).__name__}"):
            pscompat.run(line)
