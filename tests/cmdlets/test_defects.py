"""What the original module gets wrong on the wire and this one does right: a test for each name of the list.

The names are those of tests/conformance/data/wire-README.md, "defect".
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..http.loopback import Loopback, respond
from .face import MORE, Face, azure, listing, parts, refused, routes

THREAD = {"id": "thread_1", "object": "thread"}
RUN = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "assistant_id": "asst_1", "status": "completed"}
ANSWER = {
    "id": "resp_1",
    "object": "response",
    "output": [{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "Hello"}]}],
}
NOTHING = respond(b"")
MARKUP = respond("<p>no JSON", content_type="application/json")


def test_leaked_header() -> None:
    with Loopback(respond(THREAD)) as server:
        face = Face(server)
        face.line(
            "Set-Thread thread_1 -Organization org-1 -AdditionalHeaders @{'X-Extra'='e'}; Get-OpenAIModels gpt-4o;"
            f"Set-Thread thread_1 {azure(server)}; Get-Container c"
        )
    assert len(face.sent) == 4
    first, second, third, fourth = (each.headers for each in face.sent)
    assert {"openai-beta", "openai-organization", "x-extra", "authorization"} <= set(first)
    assert not {"openai-beta", "openai-organization", "x-extra"} & set(second)
    assert "api-key" in third
    assert "authorization" not in third
    assert "api-key" not in fourth
    assert "authorization" in fourth


def test_stale_answer() -> None:
    answer = routes(container_1=respond({"id": "container_1"}), container_3=MARKUP, container_4=respond({}))
    with Loopback(answer) as server:
        face = Face(server)
        found = face.line("'container_1','container_2','container_3','container_4' | Get-Container")
    assert [record.type_names for record in found] == [("PSOpenAI.Container",)] * 2
    assert [dict(record) for record in found] == [{"id": "container_1"}, {}]
    assert face.ids == ["NotFoundException,Get-Container", "System.ArgumentException,Get-Container"]


def test_type_twice() -> None:
    with Loopback(respond(ANSWER)) as server:
        face = Face(server)
        (answer,) = face.line("Request-Response Next -History (Request-Response Hi).History")
        (compacted,) = face.line("Request-Response Hi | Request-ResponseCompaction -Message Next")
    assert face.errors == []
    assert [item.type_names for item in answer["History"]] == [("PSOpenAI.Response.Message",)] * 4
    assert {len(set(item.type_names)) == len(item.type_names) for item in compacted["output"]} == {True}


def test_first_record() -> None:
    pages = [listing("a", more=True), listing("b"), listing("c", more=True), listing("d"), listing("e", more=True)]
    with Loopback(*pages) as server:
        face = Face(server)
        found = face.line("'thread_1','thread_2' | Get-ThreadMessage -All; 'thread_3','thread_4' | Get-ThreadMessage")
    assert [message["id"] for message in found] == ["a", "b", "c", "d", "e", "e"]
    assert face.streams.warnings == [MORE] * 2


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("[pscustomobject]@{assistant_id='asst_9'; name='n'} | Set-Assistant -Name x", "/assistants/asst_9"),
        ("[pscustomobject]@{thread_id='thread_9'} | Set-Thread -MetaData @{a='b'}", "/threads/thread_9"),
        ("[pscustomobject]@{vector_store_id='vs_9'} | Set-VectorStore -Name x", "/vector_stores/vs_9"),
        ("[pscustomobject]@{conversation_id='conv_9'} | Set-Conversation -MetaData @{a='b'}", "/conversations/conv_9"),
    ],
)
def test_wrong_id_of_a_record(line: str, target: str) -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line(line)
    assert face.targets == [f"POST {target}"]
    assert face.errors == []


@pytest.mark.parametrize(
    ("command", "target"),
    [
        ("Set-Assistant a1 -Name x", "POST /openai/assistants/a1"),
        ("Set-Thread t1 -MetaData @{a='b'}", "POST /openai/threads/t1"),
        ("Set-VectorStore v1 -Name x", "POST /openai/vector_stores/v1"),
        ("Remove-VectorStoreFile v1 f1", "DELETE /openai/vector_stores/v1/files/f1"),
    ],
)
def test_wrong_id_on_azure(command: str, target: str) -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line(f"{command} {azure(server)}")
    assert [each.partition("?")[0] for each in face.targets] == [target]
    assert "?api-version=" in face.targets[0]


def test_wrong_id_of_a_deployment() -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        for command in (
            "Remove-ChatCompletion c1",
            "Set-ChatCompletion c1 -MetaData @{a='b'}",
            "Get-ChatCompletion c1",
        ):
            face.line(f"{command} {azure(server)}")
    assert face.sent == []
    assert len(face.errors) == 3
    assert {"deployment" in message for message in face.errors} == {True}


def test_unencoded_id() -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line("Get-OpenAIModels 'no such/model'; 'a b/c' | Get-OpenAIModels; 'a b/c' | Get-Thread -Primitive")
    assert face.targets == ["GET /models/no+such%2fmodel", "GET /models/a+b%2fc", "GET /threads/a+b%2fc"]


def test_repeated_query() -> None:
    with Loopback(listing("a", more=True), listing("b")) as server:
        face = Face(server)
        face.line("Get-ResponseInputItem resp_1 -All -Order desc")
    assert face.targets == [
        "GET /responses/resp_1/input_items?limit=100&order=desc",
        "GET /responses/resp_1/input_items?limit=100&order=desc&after=a",
    ]


def test_wait_video() -> None:
    video = {"id": "video_1", "object": "video", "status": "queued"}
    with Loopback(respond(video), respond({**video, "status": "completed"})) as server:
        face = Face(server)
        (found,) = face.line("Wait-Video video_1 -PollIntervalSec 1")
    assert found["status"] == "completed"
    assert set(face.targets) == {"GET /videos/video_1"}
    assert face.errors == []


def test_batch_list() -> None:
    with Loopback(listing("a", more=True), listing("b"), listing("c", more=True)) as server:
        face = Face(server)
        found = face.line("Get-Batch -All; Get-Batch")
    assert [batch["id"] for batch in found] == ["a", "b", "c"]
    assert face.targets[1].endswith("&after=a")
    assert face.streams.warnings == [MORE]
    assert face.errors == []


def test_models_path() -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line("'gpt-4o','gpt-5' | Get-OpenAIModels")
    assert face.targets == ["GET /models/gpt-4o", "GET /models/gpt-5"]


def test_status_418() -> None:
    with Loopback(refused(418, "Short and stout", "I'm a teapot")) as server:
        face = Face(server)
        assert face.line("Get-Assistant asst_1") == []
    assert face.ids == ["APIRequestException,Get-Assistant"]
    assert face.errors == ["OpenAI API returned an 418 (I'm a teapot) Error: Short and stout"]


@pytest.mark.parametrize(
    "line",
    [
        "Add-OpenAIFile none.txt -Purpose batch",
        "'file-1' | Start-VectorStoreFileBatch vs_1",
        "Start-VectorStoreFileBatch vs_1 -Files 5",
        "Request-Response Hi -OutputType json_schema",
        "Request-Response Hi -UseRemoteMCPTool",
        "New-Assistant -Name n -ResponseFormat json_schema",
        "Receive-ThreadRun run_1 thread_1 -AutoRemoveThread",
        "Request-AudioTranslation none.mp3",
        "Request-Response Hi -AdditionalBody 5",
        "New-Video -Prompt x -InputReference none.png",
    ],
)
def test_missing_file_sent(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Loopback(respond({})) as server:
        face = Face(server)
        assert face.line(line) == []
    assert face.errors
    assert face.sent == []


def test_missing_file_sent_but_for_one_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.txt").write_text("x")
    with Loopback(respond({"id": "f1"})) as server:
        face = Face(server)
        assert len(face.line("'none.txt','there.txt' | Add-OpenAIFile -Purpose batch")) == 1
    assert len(face.errors) == 1
    assert [parts(request)["file"][0] for request in face.sent] == ["there.txt"]


@pytest.mark.parametrize("command", ["Set-Assistant asst_1", "New-Assistant -AssistantId asst_1"])
def test_reset_model(command: str) -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line(f"{command} -Name x; {command} -Name x -Model gpt-4o")
    assert [body.get("model") for body in face.bodies] == [None, "gpt-4o"]


def test_variable_attribute() -> None:
    step = {"id": "step_1", "object": "thread.run.step", "run_id": "run_1", "thread_id": "thread_1"}
    message = {**step, "step_details": {"type": "message_creation", "message_creation": {"message_id": "msg_1"}}}
    with Loopback(
        routes(step_1=respond({**step, "step_details": {"type": "tool_calls"}}), msg_1=respond({}))
    ) as server:
        face = Face(server)
        assert face.line("Get-ThreadRunStep thread_1 run_1 step_1 | Get-ThreadMessage") == []
        assert len(face.sent) == 1
    with Loopback(routes(step_1=respond(message), msg_1=respond({}))) as server:
        face = Face(server)
        assert len(face.line("Get-ThreadRunStep thread_1 run_1 step_1 | Get-ThreadMessage")) == 1
        assert face.targets[1] == "GET /threads/thread_1/messages/msg_1"
    assert face.errors == []


@pytest.mark.parametrize(
    "line",
    [
        "Get-Container c1",
        "New-Conversation -MetaData @{a='b'}",
        "Receive-ThreadRun run_1 thread_1",
        "Get-Thread thread_1",
        "Get-VectorStore vs_1",
        "Get-VectorStoreFile vs_1 file_1",
        "Get-Assistant asst_1",
        "Get-Batch batch_1",
        "Get-Response resp_1",
    ],
)
def test_null_private(line: str) -> None:
    with Loopback(NOTHING) as server:
        face = Face(server)
        assert face.line(line) == []
    assert len(face.errors) == 1
    assert "empty" in face.errors[0]
    with Loopback(refused(429, "Quota is used up")) as server:
        face = Face(server)
        assert face.line(line) == []
    assert len(face.errors) == 1
    assert "Quota is used up" in face.errors[0]


def test_memory_limit() -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line("New-Container box -MemoryLimit 4g")
    assert face.bodies == [{"name": "box", "memory_limit": "4g"}]


def test_expires_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("x")
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line("Add-OpenAIFile a.txt -Purpose batch -ExpiresAfterSeconds 3600")
    assert face.errors == []
    found = {name: content for name, (file, content) in parts(face.sent[0]).items() if name.startswith("expires")}
    assert found == {"expires_after[anchor]": b"created_at", "expires_after[seconds]": b"3600"}


@pytest.mark.parametrize(
    "line",
    ["Request-Response Look -Images file-img -Files file-doc", "Request-ResponseCompaction Look -Images file-img"],
)
def test_image_file_id(line: str) -> None:
    with Loopback(respond(ANSWER)) as server:
        face = Face(server)
        face.line(line)
    (message,) = face.bodies[0]["input"]
    assert [part["file_id"] for part in message["content"] if part["type"] == "input_image"] == ["file-img"]


def test_image_file_id_of_an_item() -> None:
    with Loopback(respond({"data": []})) as server:
        face = Face(server)
        face.line("Add-ConversationItem -ConversationId conv_1 Look -Images file-img")
    (message,) = face.bodies[0]["items"]
    assert [part["file_id"] for part in message["content"] if part["type"] == "input_image"] == ["file-img"]


def test_message_role() -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line("New-Thread -Messages @{role='assistant'; content='Hi'}, @{content='Ho'}")
    assert [message["role"] for message in face.bodies[0]["messages"]] == ["assistant", "user"]
    assert {"user" in message for message in face.bodies[0]["messages"]} == {False}
