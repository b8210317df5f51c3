"""Commands that a model asks for: what may run, with what, and what is told of it. The answers here are hostile too."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pscompat.engine.session import Session
from pscompat.engine.tool_calls import only_reads
from pscompat.helpfile.search_path import find_modules

from ..cli import processes
from ..http.loopback import Answer, Loopback, Received, respond
from .face import KEY, Face
from .test_chat import completion

RUN = {"id": "run_1", "object": "thread.run", "thread_id": "t", "status": "completed"}
MODULES = list(find_modules())
TOOL = "(New-ChatCompletionFunction {})"


class Everywhere(Face):
    """A session with the companions too, whose commands read and write files."""

    def __init__(self, server: Loopback | None = None) -> None:
        super().__init__(server)
        self.session._modules = MODULES


def asks(*calls: tuple[str, Any]) -> bytes:
    """An answer that asks for functions by name with arguments, which are JSON or a text of any kind."""
    tools = [
        {
            "id": f"call_{number}",
            "type": "function",
            "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
        }
        for number, (name, given) in enumerate(calls)
    ]
    message = {"role": "assistant", "content": None, "tool_calls": tools}
    return respond(
        {"id": "c", "created": 1, "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}]}
    )


def talk(*answers: bytes, tool: Answer = b"") -> Callable[[Received, socket.socket], bool]:
    """Answers the n-th question to the model with the n-th answer, everything else with ``tool``."""
    left = list(answers)

    def answer(request: Received, connection: socket.socket) -> bool:
        if request.target.endswith("/chat/completions"):
            connection.sendall(left.pop(0) if left else completion())
        else:
            connection.sendall(tool if isinstance(tool, bytes) and tool else respond(RUN))
        return True

    return answer


def converse(tools: str, *answers: bytes, mode: str = "Auto", tool: bytes = b"") -> tuple[list[Any], Face]:
    with Loopback(talk(*answers, tool=tool)) as server:
        face = Everywhere(server)
        records = face.line(f"Request-ChatCompletion Hi -Tools {tools} -InvokeTools {mode}")
        return records, face


def results(face: Face) -> list[str]:
    """What the model was told."""
    last = [body for body in face.bodies if body and "messages" in body][-1]
    return [message["content"] for message in last["messages"] if message["role"] == "tool"]


def test_a_command_that_reads_runs_and_its_result_is_sent_back() -> None:
    calls = asks(("Get-ThreadRun", {"ThreadId": "t", "RunId": "run_1", "Limit": None}))
    (record,), face = converse(TOOL.format("Get-ThreadRun"), calls)
    assert face.errors == []
    assert face.targets == ["POST /chat/completions", "GET /threads/t/runs/run_1", "POST /chat/completions"]
    first, second = [body for body in face.bodies if body and "messages" in body]
    assert second["tools"] == first["tools"]
    assert second["messages"][0] == {"role": "user", "content": "Hi"}
    assert second["messages"][1]["tool_calls"][0]["function"]["name"] == "Get-ThreadRun"
    assert second["messages"][2]["tool_call_id"] == "call_0"
    assert json.loads(second["messages"][2]["content"])["id"] == "run_1"
    assert [message["role"] for message in record["History"]] == ["user", "assistant", "tool", "assistant"]
    assert record["Message"] == "Hi"


def test_what_was_sent_once_is_not_sent_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.png").write_bytes(b"PNG")
    with Loopback(talk(asks(("Get-Assistant", {"AssistantId": "a"})))) as server:
        face = Face(server)
        tools = f"-Tools {TOOL.format('Get-Assistant')} -InvokeTools Auto"
        face.line(f"Request-ChatCompletion Hi -SystemMessage S -Images a.png -Temperature 0.5 {tools}")
        first, second = [body for body in face.bodies if body and "messages" in body]
    roles = [message["role"] for message in second["messages"]]
    assert roles == ["system", "user", "assistant", "tool"]
    assert second["messages"][:2] == first["messages"]
    assert second["temperature"] == 0.5


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("Get-ThreadRun", {"Id": 7}, "A parameter cannot be found that matches parameter name 'Id'."),
        (
            "Get-ThreadRun",
            {"ThreadId": ""},
            "Cannot validate argument on parameter 'ThreadId'. The argument is null",
        ),
        ("Get-ThreadRun", {}, "Cannot process command because of one or more missing mandatory parameters: ThreadId."),
        ("Get-ThreadRun", "[]", "The arguments of a function are an object."),
        ("Get-ThreadRun", "{", "Conversion from JSON failed with error: "),
    ],
)
def test_what_does_not_bind_is_told_to_the_model(name: str, given: Any, told: str) -> None:
    (_,), face = converse(TOOL.format(name), asks((name, given)))
    assert len(face.errors) == 1 and face.errors[0].startswith(told)
    assert results(face)[0].startswith(f"[ERROR] {told}")
    assert face.targets == ["POST /chat/completions"] * 2


def test_a_request_that_fails_is_told_to_the_model() -> None:
    refusal = respond({"error": {"message": "No such thread"}}, 404, "Not Found")
    (_,), face = converse(TOOL.format("Get-Thread"), asks(("Get-Thread", {"ThreadId": "t"})), tool=refusal)
    assert results(face) == ["[ERROR] OpenAI API returned an 404 (Not Found) Error: No such thread"]
    assert face.errors == ["OpenAI API returned an 404 (Not Found) Error: No such thread"]


HOSTILE = [
    ("Get-ThreadRun", {"ThreadId": "t", "ApiBase": "https://evil.example"}, "ApiBase"),
    ("Get-ThreadRun", {"ThreadId": "t", "ApiKey": "sk-own"}, "ApiKey"),
    ("Get-ThreadRun", {"ThreadId": "t", "ApiB": "https://evil.example"}, "ApiB"),
    ("Get-ThreadRun", {"ThreadId": "t", "OrgId": "org-1"}, "OrgId"),
    ("Get-ThreadRun", {"ThreadId": "t", "AdditionalHeaders": {"X": "y"}}, "AdditionalHeaders"),
    ("Get-ThreadRun", {"ThreadId": "t", "AdditionalQuery": {"X": "y"}}, "AdditionalQuery"),
    ("Get-ThreadRun", {"ThreadId": "t", "OutVariable": "OPENAI_API_BASE"}, "OutVariable"),
    ("Get-ThreadRun", {"ThreadId": "t", "ov": "OPENAI_API_BASE"}, "ov"),
    ("Get-ThreadRun", {"ThreadId": "t", "ErrorAction": "Ignore"}, "ErrorAction"),
    ("Get-ThreadRun", {"ThreadId": "t", "TimeoutSec": 99999}, "TimeoutSec"),
    ("Get-ThreadRun", {"ThreadId": "t", "After": "x"}, "After"),
]


@pytest.mark.parametrize(("name", "given", "refused"), HOSTILE)
def test_an_answer_never_says_whom_to_ask(name: str, given: Any, refused: str) -> None:
    (_,), face = converse(TOOL.format(name), asks((name, given)))
    assert results(face) == [f"[ERROR] A parameter cannot be found that matches parameter name '{refused}'."]
    assert face.targets == ["POST /chat/completions"] * 2


@pytest.mark.parametrize(("name", "given", "refused"), HOSTILE)
def test_not_even_where_a_schema_of_ones_own_offers_it(name: str, given: Any, refused: str) -> None:
    offered = "; ".join(f"'{each}'=@{{type='string'}}" for each in given)
    tool = f"@{{name='{name}'; parameters=@{{type='object'; properties=@{{{offered}}}}}}}"
    (_,), face = converse(tool, asks((name, given)))
    assert results(face) == [f"[ERROR] A parameter cannot be found that matches parameter name '{refused}'."]
    assert face.targets == ["POST /chat/completions"] * 2


def test_a_schema_without_parameters_offers_none() -> None:
    (_,), face = converse("@{name='Get-ThreadRun'}", asks(("Get-ThreadRun", {"ThreadId": "t"})))
    assert results(face) == ["[ERROR] A parameter cannot be found that matches parameter name 'ThreadId'."]


def test_an_alias_that_a_schema_offers_is_taken() -> None:
    tool = "@{name='Get-Thread'; parameters=@{properties=@{thread_id=@{type='string'}}}}"
    (_,), face = converse(tool, asks(("Get-Thread", {"thread_id": "t"})))
    assert "GET /threads/t" in face.targets


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Get-Content", {"Path": "~/.ssh/id_rsa"}),
        ("Set-OpenAIContext", {"ApiVersion": "x"}),
        ("Get-OpenAIContext", {}),
        ("Remove-Thread", {"ThreadId": "t"}),
        ("Request-ImageEdit", {"Image": ["/etc/passwd"], "Prompt": "x"}),
        ("Add-OpenAIFile", {"File": "/etc/passwd", "Purpose": "batch"}),
        ("Get-OpenAIFileContent", {"FileId": "f", "OutFile": "/tmp/evil"}),
        ("Invoke-Expression", {"Command": "rm"}),
        ("Set-Content", {"Path": "x", "Value": "y"}),
        ("New-Thread", {}),
    ],
)
@pytest.mark.parametrize("mode", ["Auto", "Confirm"])
def test_nothing_else_runs_without_a_yes(name: str, given: Any, mode: str) -> None:
    # Whether it is among the tools or not.
    (_,), other = converse(TOOL.format("Get-ThreadRun"), asks((name, given)), mode=mode)
    assert other.errors == [f'"{name}" does not matches the list of functions. This command should not be executed.']
    assert other.targets == ["POST /chat/completions"]
    offered = "; ".join(f"'{each}'=@{{type='string'}}" for each in given)
    tool = f"@{{name='{name}'; parameters=@{{properties=@{{{offered}}}}}}}"
    (_,), face = converse(tool, asks((name, given)), mode=mode)
    assert face.targets == ["POST /chat/completions"] * 2
    (told,) = results(face)
    assert told.startswith("[ERROR] ")
    if not told.startswith("[ERROR] A parameter cannot be found"):
        known = name != "Invoke-Expression"
        assert face.ids == [f"{'CommandNotGranted' if known else 'CommandNotFoundException'},Request-ChatCompletion"]


def test_confirm_asks_for_everything() -> None:
    (_,), face = converse(TOOL.format("Get-Thread"), asks(("Get-Thread", {"ThreadId": "t"})), mode="Confirm")
    assert face.targets == ["POST /chat/completions"] * 2
    assert results(face)[0].startswith("[ERROR] Get-Thread was not run:")


class Granting(Everywhere):
    """Somebody who answers questions."""

    def __init__(self, server: Loopback, *answers: bool) -> None:
        super().__init__(server)
        self.asked: list[tuple[str, str]] = []
        left = list(answers)

        def may_continue(text: str, caption: str) -> bool:
            self.asked.append((text, caption))
            return left.pop(0)

        self.streams.may_continue = may_continue  # type: ignore[method-assign]


def test_nobody_is_asked_for_what_a_model_left_out() -> None:
    with Loopback(talk(asks(("Get-Thread", {})))) as server:
        face = Asked(server)
        face.line(f"Request-ChatCompletion Hi -Tools {TOOL.format('Get-Thread')} -InvokeTools Auto")
        assert results(face)[0].startswith("[ERROR] Cannot process command because of one or more missing mandatory")


class Asked(Everywhere):
    """Somebody sits at a terminal, and is asked for values."""

    def __init__(self, server: Loopback) -> None:
        super().__init__(server)

        class Asking(type(self.streams)):  # type: ignore[misc]
            asks_for_values = True

            def ask_for_values(self, *question: Any) -> None:
                raise AssertionError(question)

        self.streams.__class__ = Asking


def test_what_is_granted_runs_and_a_no_has_no_result() -> None:
    calls = asks(("New-Thread", {}), ("Get-Assistant", {"AssistantId": "a\nb"}))
    tools = f"{TOOL.format('New-Thread')}, {TOOL.format('Get-Assistant')}"
    line = f"Request-ChatCompletion Hi -Tools {tools} -InvokeTools Auto"
    with Loopback(talk(calls)) as server:
        face = Granting(server, True)
        face.line(line)
        assert face.targets[1:3] == ["POST /threads", "GET /assistants/a%0ab"]
        assert face.asked == [
            ("Function: New-Thread / Arguments: {}", "This command will be executed. Do you want to grant it?")
        ]
    with Loopback(talk(calls)) as server:
        face = Granting(server, False, False)
        (record,) = face.line(line.replace("Auto", "Confirm"))
        assert face.targets == ["POST /chat/completions"]
        assert face.asked[1][0] == 'Function: Get-Assistant / Arguments: {"AssistantId":"a\\nb"}'
        assert len(record["choices"][0]["message"]["tool_calls"]) == 2
    with Loopback(talk(calls)) as server:
        face = Granting(server, False)
        face.line(line)
        assert results(face)[0] == "[ERROR] It was not granted."


def test_the_rounds_have_an_end() -> None:
    answers = [asks(("Get-Assistant", {"AssistantId": "a"}))] * 20
    (_,), face = converse(TOOL.format("Get-Assistant"), *answers)
    assert face.targets.count("POST /chat/completions") == 11
    assert face.errors == ["The model asks for tools again after 10 rounds; they are not run."]


def test_the_key_is_not_told() -> None:
    secret = respond({**RUN, "instructions": f"the key is {KEY}"})
    (_,), face = converse(
        TOOL.format("Get-ThreadRun"), asks(("Get-ThreadRun", {"ThreadId": "t", "RunId": "r"})), tool=secret
    )
    assert KEY not in json.dumps(face.bodies)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("Join-Path", {"Path": ["a"], "ChildPath": "b"}, "a/b"),
        ("Join-Path", {"Path": ["a", "c"], "ChildPath": "b"}, '["a/b","c/b"]'),
        ("Test-Path", {"Path": ["a.txt", "b"]}, "[true,false]"),
        ("Clear-OpenAIContext", {}, "[SUCCEEDED]"),
        ("Get-Content", {"Path": ["nowhere"]}, "[FAILED]"),
        ("Get-Item", {"Path": ["a.txt"]}, "Name"),
    ],
)
def test_what_a_command_writes_becomes_a_text(
    name: str, given: Any, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("a")
    with Loopback(talk(asks((name, given)))) as server:
        face = Granting(server, True)
        face.line(f"Request-ChatCompletion Hi -Tools {TOOL.format(name)} -InvokeTools Auto")
        (text,) = results(face)
    assert text == told or (told == "Name" and "a.txt" in text and "\n" in text)


@pytest.mark.parametrize(
    "message",
    [
        {"tool_calls": "x"},
        {"tool_calls": [7, None, {"type": "function"}]},
        {"tool_calls": [{"type": "function", "function": 5}]},
        {"tool_calls": [{"type": "other", "function": {"name": "Get-Thread"}}]},
        {"tool_calls": {"a": 1}},
    ],
)
def test_an_answer_of_an_odd_shape_runs_nothing(message: Any) -> None:
    answer = respond({"id": "c", "choices": [{"message": {"role": "assistant", **message}, "finish_reason": "stop"}]})
    records, face = converse(TOOL.format("Get-Thread"), answer)
    assert (len(records), face.errors, face.targets) == (1, [], ["POST /chat/completions"])


def test_which_commands_only_read() -> None:
    session = Session()
    found = {
        name
        for module in MODULES
        for name in module.command_names()
        if only_reads(session, module, module.command(name))
    }
    assert {"Get-ThreadRun", "Get-Thread", "Get-OpenAIModels", "Get-Batch", "Wait-Batch", "Get-VectorStore"} <= found
    assert all(name.split("-")[0] in ("Get", "Wait") for name in found)
    assert not {"Get-OpenAIFileContent", "Get-ContainerFileContent", "Get-VideoContent", "Get-OpenAIContext"} & found
    assert not {"Get-Content", "Get-ChildItem", "Get-Item"} & found


def test_on_a_terminal_the_question_shows_no_control_characters(tmp_path: Path) -> None:
    calls = asks(("New-Thread", {"MetaData": {"x": "\x1b[2J\x07"}}))
    with Loopback(talk(calls)) as server:
        line = f"Request-ChatCompletion Hi -Tools {TOOL.format('New-Thread')} -InvokeTools Auto | Out-Null"
        code, shown = processes.on_terminal("-c", line, server=server, answers=[('(default is "Y"): ', "n")])
        assert code == 0
        assert [each.target for each in server.received] == ["/v1/chat/completions"]
    assert "This command will be executed. Do you want to grant it?" in shown
    assert "Function: New-Thread / Arguments:" in shown
    assert "\x1b[2J" not in shown and "\x07" not in shown


def test_without_a_terminal_one_line_says_why() -> None:
    with Loopback(talk(asks(("New-Thread", {})))) as server:
        line = f"Request-ChatCompletion Hi -Tools {TOOL.format('New-Thread')} -InvokeTools Auto"
        done = processes.run("-c", line, server=server)
    assert done.code == 1
    assert "New-Thread was not run: it may change something or use files, and nobody is there to grant it." in done.err


def test_the_sandbox_asks_for_tools() -> None:
    said = """call Get-ThreadRun {"ThreadId":"thread_abc123","RunId":"run_abc123"}"""
    line = f"(Request-ChatCompletion '{said}' -Tools {TOOL.format('Get-ThreadRun')} -InvokeTools Auto).Answer"
    done = processes.run("--sandbox", "-c", line)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith('The tool said: {"id":"run_abc123"')


NAMES = [
    "Get-ThreadRun",
    "get-threadrun",
    "Get-Thread",
    "Remove-Thread",
    "Get-Content",
    "-",
    "",
    "Get-ThreadRun\n",
    "a\\b",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
GIVEN = st.dictionaries(
    st.sampled_from(["ThreadId", "threadid", "RunId", "Limit", "All", "Order", "ApiBase", "Run", "-All", "Limit:5"])
    | st.text(max_size=4),
    JSON,
    max_size=4,
)
CALLS = st.lists(
    st.fixed_dictionaries(
        {
            "id": JSON,
            "type": st.sampled_from(["function", "custom"]) | JSON,
            "function": st.fixed_dictionaries(
                {"name": st.sampled_from(NAMES) | JSON, "arguments": GIVEN.map(json.dumps) | JSON}
            )
            | JSON,
        }
    )
    | JSON,
    max_size=3,
)


@given(calls=CALLS)
@settings(max_examples=60, deadline=None)
def test_no_answer_breaks_it_or_leads_elsewhere(calls: Any) -> None:
    message = {"role": "assistant", "content": None, "tool_calls": calls}
    first = respond({"id": "c", "created": 1, "choices": [{"message": message, "finish_reason": "tool_calls"}]})
    tools = f"{TOOL.format('Get-ThreadRun')}, {TOOL.format('Remove-Thread')}"
    listing = respond({"data": [RUN], "has_more": False})
    records, face = converse(tools, first, tool=listing)
    assert not any("HandlerFailed" in each for each in face.ids), face.errors
    assert len(records) <= 1
    for target in face.targets:
        assert target.startswith(("POST /chat/completions", "GET /threads/")), target
