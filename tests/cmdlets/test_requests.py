"""Corners of single cmdlets: what they send and report where their parameters meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, respond
from .face import Face, azure, listing, parts, refused, routes


@pytest.mark.parametrize(
    ("line", "statuses"),
    [
        ("Get-BatchOutput batch_1 -Wait", ["completed"]),
        ("Get-BatchOutput batch_1 -Wait", ["failed"]),
        ("Get-BatchOutput batch_1 -Wait", ["validating", "completed"]),
        ("Get-BatchOutput batch_1", ["in_progress"]),
    ],
)
def test_a_batch_is_asked_for_once_in_each_state(line: str, statuses: list[str]) -> None:
    batches = [respond({"id": "batch_1", "status": status, "output_file_id": "file_1"}) for status in statuses]
    with Loopback(*batches, respond(b'{"custom_id":"a"}\n')) as server:
        face = Face(server)
        (output,) = face.line(line)
    assert output["custom_id"] == "a"
    assert face.targets == ["GET /batches/batch_1"] * len(statuses) + ["GET /files/file_1/content"]


def test_a_batch_that_is_not_there_is_asked_for_once() -> None:
    with Loopback(refused(404)) as server:
        face = Face(server)
        assert face.line("Get-BatchOutput batch_1 -Wait") == []
    assert face.targets == ["GET /batches/batch_1"]
    assert face.ids == [
        "NotFoundException,Get-Batch",
        "Microsoft.PowerShell.Commands.WriteErrorException,Wait-Batch",
        "System.InvalidOperationException,Get-BatchOutput",
    ]


def test_an_error_ends_the_files_of_one_record() -> None:
    with Loopback(refused(), respond({"id": "cfile_2"})) as server:
        face = Face(server)
        found = face.line("'cntr_1','cntr_2' | Add-ContainerFile -File a,b")
    assert face.targets == [f"POST /containers/{name}/files" for name in ("cntr_1", "cntr_2", "cntr_2")]
    assert face.bodies == [{"file_id": name} for name in ("a", "a", "b")]
    assert [record["id"] for record in found] == ["cfile_2"] * 2
    assert face.ids == ["APIRequestException,Add-ContainerFile"]


@pytest.mark.parametrize(
    ("messages", "sent"),
    [
        ("'Hi'", [{"role": "user", "content": "Hi"}]),
        ("@{role='assistant'; content='a'},@{message='m'}", [("assistant", "a"), ("user", "m")]),
        ("''", [{"role": "user", "content": ""}]),
        ("@{role='assistant'}", []),
    ],
)
def test_messages_of_a_thread(messages: str, sent: list[Any]) -> None:
    expected = [item if isinstance(item, dict) else dict(zip(("role", "content"), item, strict=True)) for item in sent]
    with Loopback(respond({"id": "thread_1"})) as server:
        face = Face(server)
        face.line(f"New-Thread -Messages {messages}")
        face.line(f"New-Thread -ThreadId thread_1 -Messages {messages}")
    assert face.bodies == [{"messages": expected}] * 2
    assert face.targets == ["POST /threads", "POST /threads/thread_1"]


def test_a_chunking_strategy_goes_with_files_of_any_kind() -> None:
    with Loopback(respond({"id": "vs_1"})) as server:
        face = Face(server)
        face.line("New-VectorStore -FileId 5 -ChunkingStrategy auto; New-VectorStore -ChunkingStrategy auto")
    assert face.bodies == [{"chunking_strategy": {"type": "auto"}}, {}]


@pytest.mark.parametrize(
    ("name", "form"), [("a.OPUS", "opus"), ("a.b.wav", "wav"), ("a.mp3", "mp3"), ("wav", "mp3"), ("a.aac.x", "mp3")]
)
def test_the_ending_of_the_file_chooses_the_format(
    name: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Loopback(respond(b"ID3", content_type="audio/mpeg")) as server:
        face = Face(server)
        face.line(f"Request-AudioSpeech Hi -OutFile {name}")
    assert face.bodies[0]["response_format"] == form


def test_the_last_input_names_the_endpoint_of_a_batch() -> None:
    inputs = [
        f"[pscustomobject]@{{PSTypeName='PSOpenAI.Batch.Input'; custom_id='{n}'; method='POST'; url='/v1/{url}'}}"
        for n, url in enumerate(("embeddings", "responses"))
    ]
    files = [{"id": "file_1", "status": "uploaded"}, {"id": "file_1", "status": "processed"}]
    with Loopback(*[respond(file) for file in files], respond({"id": "batch_1"})) as server:
        face = Face(server)
        face.line(f"{', '.join(inputs)} | Start-Batch")
    assert face.targets == ["POST /files", "GET /files/file_1", "POST /batches"]
    assert server.received[2].body.count(b'"/v1/responses"') == 1


def test_errors_of_a_run_come_in_order() -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line("Start-ThreadRun -ThreadId t1 -AssistantId a1 -Functions @{x=1} -ToolChoice function")
    assert face.sent == []
    assert [message[:10] for message in face.errors] == ["You should", "When you s"]


@pytest.mark.parametrize(
    ("given", "version"),
    [("' v1 '", "v1"), ("'a+b c'", "a b c"), ("'  '", "2025-04-01-preview"), ("'é'", "%C3%A9")],
)
def test_the_version_stands_in_the_query_of_azure(given: str, version: str) -> None:
    with Loopback(routes(models=listing("gpt-4o"))) as server:
        face = Face(server)
        assert len(face.line(f"Get-OpenAIModels {azure(server)[:-1]}?x=1' -ApiVersion {given}")) == 1
    assert face.targets == [f"GET /openai/models?api-version={version.replace(' ', '+')}"]


def test_a_deployment_has_no_blanks_around_it() -> None:
    with Loopback(respond({"data": []})) as server:
        face = Face(server)
        face.line(f"Request-Embeddings Hi -Model ' my/model ' {azure(server)}")
    assert face.targets[0].startswith("POST /openai/deployments/mymodel/embeddings?")


def test_headers_that_are_not_the_users() -> None:
    with Loopback(respond({"data": []})) as server:
        face = Face(server)
        face.line("Get-Container c -AdditionalHeaders @{'X-A'=@('a','b'); 'X-B'=$true; 'X-C'=1.50}")
        face.line("Request-Embeddings Hi -AdditionalHeaders @{'Content-Type'='a/b'; 'Content-Length'='3'; 'X-N'=$null}")
        face.line("Get-Assistant a1 -AdditionalHeaders @{'OpenAI-Beta'=$null; 'content-type'='a/b'}")
    typed, first, second = (each.headers for each in face.sent)
    assert [typed[f"x-{name}"] for name in "abc"] == ["System.Object[]", "True", "1.5"]
    assert first["content-type"] == "application/json"
    assert first["content-length"] == str(len(face.sent[1].body))
    assert "x-n" not in first
    assert not {"openai-beta", "content-type"} & set(second)


def test_a_command_without_a_clock_of_its_own_reports_the_cancelled_request(tmp_path: Path) -> None:
    with Loopback(lambda request, connection: True) as server:
        face = Face(server)
        face.line(f"Request-AudioSpeech Hi -OutFile '{tmp_path / 'a.mp3'}' -TimeoutSec 1")
    assert face.ids == ["System.Threading.Tasks.TaskCanceledException,Request-AudioSpeech"]


@pytest.mark.parametrize(
    "parameters",
    [
        "-UseRemoteMCPTool -RemoteMCPServerLabel l -RemoteMCPServerUrl u -RemoteMCPAuthorization tok-01234567",
        "-UseConnectorTool -ConnectorLabel l -ConnectorId connector_gmail -ConnectorAuthorization tok-01234567",
        "-UseRemoteMCPTool -RemoteMCPServerLabel l -RemoteMCPServerUrl u -RemoteMCPHeaders @{'api-key'='tok-01234567'}",
        "-AdditionalHeaders @{'X-Access-Token'='tok-01234567'; 'api-key'='tok-01234567'}",
        "-AdditionalQuery @{key='tok-01234567'}",
    ],
)
def test_secrets_of_others_are_sent_and_not_shown(parameters: str) -> None:
    with Loopback(respond({"id": "resp_1"})) as server:
        face = Face(server)
        face.line(f"Request-Response Hi {parameters} -Verbose -Debug")
        (sent,) = face.sent
        assert "tok-01234567" in f"{sent.target} {sent.headers} {sent.body!r}"
    texts = [*face.streams.messages, *face.streams.debug_messages]
    for style in ("text", "json", "curl"):
        face = Face()
        face.session.dry_run = style
        texts += face.line(f"Request-Response Hi {parameters}")
    shown = "\n".join(texts)
    assert "tok-" not in shown
    assert shown.count("********") >= 4


def test_tool_outputs_are_texts_that_are_not_empty() -> None:
    action = {"type": "submit_tool_outputs"}
    run = {"id": "run_1", "thread_id": "t1", "status": "requires_action", "required_action": action}
    outputs = "@{tool_call_id='a'; output=0},@{tool_call_id=5; output=$false},@{tool_call_id='b'; output=''},@{x=1}"
    with Loopback(respond(run)) as server:
        face = Face(server)
        face.line(f"Submit-ToolOutput run_1 t1 -ToolOutput {outputs}")
        face.line("Submit-ToolOutput run_1 t1 -ToolOutput @{x=1}")
    assert [body for body in face.bodies if body] == [
        {"tool_outputs": [{"tool_call_id": "a", "output": "0"}, {"tool_call_id": "5", "output": "False"}]},
        {"tool_outputs": []},
    ]


@pytest.mark.parametrize(
    "line", ["Request-Response Hi", "Request-ResponseCompaction Hi", "Add-ConversationItem Hi -ConversationId c1"]
)
def test_blank_files_and_images_are_none(line: str) -> None:
    with Loopback(respond({"id": "x"})) as server:
        face = Face(server)
        face.line(f"{line} -Files ' ',file-1 -Images ' ',file-2")
    (body,) = face.bodies
    (message,) = body.get("input") or body["items"]
    assert [part.get("file_id") for part in message["content"]] == [None, "file-1", "file-2"]


def test_the_history_of_a_stored_completion() -> None:
    messages = [
        {"id": "m1", "role": "user", "content": [{"type": "text", "text": "Hi"}], "name": "ann", "tool_calls": None},
        {"id": "m2", "role": "assistant", "content": None, "tool_calls": [{"id": "c1"}], "refusal": "No"},
        {"id": "m3", "role": "user", "content": ""},
    ]
    answer = {"role": "assistant", "content": "", "refusal": None, "audio": {"id": "a1", "transcript": "Spoken"}}
    completion = {"id": "chat_1", "object": "chat.completion", "choices": [{"message": answer}]}
    with Loopback(respond(completion), respond({"object": "list", "data": messages, "has_more": False})) as server:
        face = Face(server)
        (found,) = face.line("Get-ChatCompletion chat_1")
    assert [list(message) for message in found["History"]] == [
        ["id", "role", "content", "name"],
        ["id", "role", "content", "refusal", "tool_calls"],
        ["id", "role", "content"],
        ["role", "content", "audio"],
    ]
    assert found["History"][1]["content"] is None
    assert found["History"][3]["audio"] == {"id": "a1"}
    assert (found["Message"], found["Answer"]) == (None, [""])


@pytest.mark.parametrize("addition", ["@{Purpose='x'; o=[pscustomobject]@{a=1}}", """'{"Purpose":"x","o":{"a":1}}'"""])
def test_additions_to_a_form(addition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("text")
    with Loopback(respond({"id": "file_1"})) as server:
        face = Face(server)
        face.line(f"Add-OpenAIFile a.txt -Purpose batch -AdditionalBody {addition}")
    assert face.errors == []
    found = parts(face.sent[0])
    assert (found["purpose"], found["o"]) == ((None, b"x"), (None, b"@{a=1}"))


def test_simple_content_of_messages_and_steps() -> None:
    content = [
        {"type": "text", "text": {"value": ""}},
        {"type": "image_file", "image_file": {"file_id": "f1"}},
        {"type": "image_url", "image_url": {"url": "u"}},
        {"type": "other"},
    ]
    outputs = [{"type": "logs", "logs": "2"}, {"type": "other"}, {"type": "image", "image": {"file_id": "f2"}}]
    calls = [{"type": "code_interpreter", "code_interpreter": {"input": "1+1", "outputs": outputs}}]
    step = {"id": "s1", "type": "tool_calls", "step_details": {"type": "tool_calls", "tool_calls": calls}}
    with Loopback(respond({"id": "m1", "role": "user", "content": content}), respond(step)) as server:
        face = Face(server)
        (message,) = face.line("Get-ThreadMessage t1 m1")
        (found,) = face.line("Get-ThreadRunStep r1 t1 s1")
    assert face.errors == []
    assert [part["Content"] for part in message["SimpleContent"]] == ["", "f1", "u", None]
    assert [(part["Type"], part["Content"]) for part in found["SimpleContent"]] == [
        ("code_interpreter.input", "1+1"),
        ("code_interpreter.output.logs", "2"),
        ("code_interpreter.output.image", "f2"),
    ]
