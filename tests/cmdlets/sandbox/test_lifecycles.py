"""Jobs that move on when they are looked at."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ...sandbox.asking import Asking
from .conftest import openai


def statuses(ask: Asking, path: str, looks: int = 4) -> list[str]:
    return [ask.good("GET", path)["status"] for _ in range(looks)]


def new_run(ask: Asking, **body: Any) -> tuple[str, str]:
    messages = [{"role": "user", "content": "Tell me"}]
    run = ask.good("POST", "/threads/runs", {"assistant_id": "asst_abc123", "thread": {"messages": messages}, **body})
    assert run["status"] == "queued"
    return f"/threads/{run['thread_id']}", run["id"]


def test_run_ends_with_a_reply(ask: Asking) -> None:
    thread, run = new_run(ask)
    assert statuses(ask, f"{thread}/runs/{run}") == ["in_progress", "completed", "completed", "completed"]
    ended = ask.good("GET", f"{thread}/runs/{run}")
    assert ended["usage"]["total_tokens"] == ended["usage"]["prompt_tokens"] + ended["usage"]["completion_tokens"]
    assert ended["completed_at"] >= ended["started_at"] >= ended["created_at"]
    (reply,) = ask.good("GET", f"{thread}/messages?run_id={run}")["data"]
    assert reply["content"][0]["text"]["value"] == "You said: Tell me"
    assert len(ask.good("GET", f"{thread}/messages")["data"]) == 2
    (step,) = ask.good("GET", f"{thread}/runs/{run}/steps")["data"]
    assert step["step_details"]["message_creation"]["message_id"] == reply["id"]
    assert ask.good("GET", f"{thread}/runs/{run}/steps/{step['id']}") == step


def test_run_that_asks_for_a_function(ask: Asking) -> None:
    tools = [{"type": "function", "function": {"name": "f"}}, {"type": "code_interpreter"}]
    thread, run = new_run(ask, tools=tools)
    path = f"{thread}/runs/{run}"
    assert statuses(ask, path) == ["in_progress", "requires_action", "requires_action", "requires_action"]
    (call,) = ask.good("GET", path)["required_action"]["submit_tool_outputs"]["tool_calls"]
    assert call["function"] == {"name": "f", "arguments": "{}"}
    submit = f"{path}/submit_tool_outputs"
    assert ask("POST", submit, {"tool_outputs": [{"tool_call_id": "other", "output": "1"}]}).status == 400
    assert ask("POST", submit, {}).status == 400
    answer = ask.good("POST", submit, {"tool_outputs": [{"tool_call_id": call["id"], "output": "42"}]})
    assert answer["status"] == "queued"
    assert statuses(ask, path) == ["in_progress", "completed", "completed", "completed"]
    steps = ask.good("GET", f"{path}/steps?order=asc")["data"]
    assert [step["type"] for step in steps] == ["tool_calls", "message_creation"]
    assert steps[0]["step_details"]["tool_calls"][0]["function"]["output"] == "42"
    assert ask("POST", submit, {"tool_outputs": []}).status == 400


def test_run_that_is_cancelled(ask: Asking) -> None:
    thread, run = new_run(ask)
    assert ask.good("POST", f"{thread}/runs/{run}/cancel")["status"] == "cancelling"
    assert statuses(ask, f"{thread}/runs/{run}", 2) == ["cancelled", "cancelled"]
    assert ask("POST", f"{thread}/runs/{run}/cancel").status == 400


def test_run_takes_what_its_assistant_says(ask: Asking) -> None:
    assistant = ask.good("POST", "/assistants", {"model": "m", "instructions": "Be brief"})["id"]
    run = ask.good("POST", "/threads/thread_abc123/runs", {"assistant_id": assistant, "model": "own"})
    assert (run["instructions"], run["model"]) == ("Be brief", "own")


def test_vector_store_is_filled(ask: Asking) -> None:
    files = [ask.upload(b"12345"), ask.upload(b"123")]
    store = ask.good("POST", "/vector_stores", {"file_ids": files, "expires_after": {"anchor": "x", "days": 2}})
    assert (store["status"], store["file_counts"]["in_progress"]) == ("in_progress", 2)
    assert store["expires_at"] == store["last_active_at"] + 2 * 86_400
    path = f"/vector_stores/{store['id']}"
    assert ask.good("GET", f"{path}/files/{files[0]}")["status"] == "completed"
    assert len(ask.good("GET", f"{path}/files?filter=in_progress")["data"]) == 1
    store = ask.good("GET", path)
    assert (store["status"], store["file_counts"]["completed"], store["usage_bytes"]) == ("completed", 2, 8)
    ask.good("DELETE", f"{path}/files/{files[0]}")
    assert ask.good("GET", path)["file_counts"]["total"] == 1
    assert ask.good("GET", f"/files/{files[0]}")["status"] == "processed"


def test_file_batch(ask: Asking) -> None:
    store = ask.good("POST", "/vector_stores", {})["id"]
    files = [ask.upload(), ask.upload(), ask.upload()]
    batches = f"/vector_stores/{store}/file_batches"
    entries = [{"file_id": files[1], "attributes": {"a": 1}}]
    batch = ask.good("POST", batches, {"file_ids": files[:1], "files": entries})
    assert (batch["status"], batch["file_counts"]["total"]) == ("in_progress", 2)
    assert statuses(ask, f"{batches}/{batch['id']}", 3) == ["in_progress", "completed", "completed"]
    listed = ask.good("GET", f"{batches}/{batch['id']}/files?order=asc")["data"]
    assert [(file["id"], file["attributes"]) for file in listed] == [(files[0], {}), (files[1], {"a": 1})]
    stopped = ask.good("POST", batches, {"file_ids": files[2:]})
    assert ask.good("POST", f"{batches}/{stopped['id']}/cancel")["status"] == "cancelled"
    assert ask.good("GET", f"{batches}/{stopped['id']}")["file_counts"]["cancelled"] == 1
    assert ask("POST", f"{batches}/{stopped['id']}/cancel").status == 400
    assert ask("POST", batches, {"file_ids": ["none"]}).status == 404
    assert ask("POST", batches, {}).status == 400


def batch_of(ask: Asking, *lines: Any, endpoint: str = "/v1/chat/completions") -> str:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    file = ask.upload(text.encode(), "in.jsonl", "batch")
    body = {"input_file_id": file, "endpoint": endpoint, "completion_window": "24h"}
    return f"/batches/{ask.good('POST', '/batches', body)['id']}"


def chat_line(identifier: str, **body: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": f"I am {identifier}"}]
    return {
        "custom_id": identifier,
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {"messages": messages, **body},
    }


def test_batch_answers_its_requests(ask: Asking) -> None:
    path = batch_of(ask, chat_line("one"), chat_line("two", n=0.5), chat_line("three"))
    assert statuses(ask, path) == ["in_progress", "completed", "completed", "completed"]
    batch = ask.good("GET", path)
    assert batch["request_counts"] == {"total": 3, "completed": 2, "failed": 1}
    output = ask("GET", f"/files/{batch['output_file_id']}/content").content.splitlines()
    results = {result["custom_id"]: result["response"] for result in map(json.loads, output)}
    assert list(results) == ["one", "three"]
    assert results["one"]["body"]["choices"][0]["message"]["content"] == "You said: I am one"
    failed = json.loads(ask("GET", f"/files/{batch['error_file_id']}/content").content)
    assert (failed["custom_id"], failed["response"]["status_code"]) == ("two", 400)


@pytest.mark.parametrize("lines", [[], ["nonsense"], [{"custom_id": "a"}], [{**chat_line("a"), "url": "/v1/other"}]])
def test_batch_whose_input_is_wrong(ask: Asking, lines: list[Any]) -> None:
    path = batch_of(ask, *lines)
    assert statuses(ask, path, 2) == ["failed", "failed"]
    assert ask.good("GET", path)["errors"]["data"]


def test_batch_that_is_cancelled(ask: Asking) -> None:
    path = batch_of(ask, chat_line("one"))
    assert ask.good("POST", f"{path}/cancel")["status"] == "cancelling"
    assert statuses(ask, path, 2) == ["cancelled", "cancelled"]
    assert ask("POST", f"{path}/cancel").status == 409


def test_video(ask: Asking) -> None:
    job = ask.good("POST", "/videos", form={"prompt": "A cat", "seconds": "8", "input_reference": ("a.png", b"x")})
    assert (job["status"], job["progress"], job["seconds"]) == ("queued", 0, "8")
    path = f"/videos/{job['id']}"
    assert ask("GET", f"{path}/content").status == 404
    assert statuses(ask, path) == ["in_progress", "completed", "completed", "completed"]
    assert ask.good("GET", path)["progress"] == 100
    film = ask("GET", f"{path}/content")
    assert film.headers["content-type"] == "video/mp4"
    assert ask("GET", f"{path}/content?variant=thumbnail").content != film.content
    assert ask("GET", f"{path}/content?variant=other").status == 400
    remix = ask.good("POST", f"{path}/remix", {"prompt": "A dog"})
    assert (remix["remixed_from_video_id"], remix["seconds"], remix["status"]) == (job["id"], "8", "queued")


def test_response_in_the_background(ask: Asking) -> None:
    made = ask.good("POST", "/responses", {"model": "m", "input": "Hi", "background": True})
    assert (made["status"], made["output"]) == ("queued", [])
    path = f"/responses/{made['id']}"
    assert statuses(ask, path, 3) == ["in_progress", "completed", "completed"]
    stopped = ask.good("POST", "/responses", {"model": "m", "input": "Hi", "background": True})
    assert ask.good("POST", f"/responses/{stopped['id']}/cancel")["status"] == "cancelled"
    assert ask("POST", "/responses/resp_abc123/cancel").status == 400


@pytest.mark.parametrize(
    ("path", "passed"),
    [
        ("/threads/thread_abc123/runs/run_def456", ["in_progress", "completed"]),
        ("/threads/thread_abc123/runs/run_ghi789", ["requires_action"]),
        ("/batches/batch_def456", ["in_progress", "completed"]),
        ("/vector_stores/vs_def456/file_batches/vsfb_def456", ["in_progress", "completed"]),
    ],
)
def test_what_is_not_done_at_the_start(path: str, passed: list[str]) -> None:
    with openai() as sandbox:
        assert statuses(Asking(sandbox), path, 3)[: len(passed)] == passed
    if passed == ["requires_action"]:
        return
    with openai() as sandbox:
        ask = Asking(sandbox)
        ask.good("POST", f"{path}/cancel")
        assert statuses(ask, path, 2)[-1] == "cancelled"
        assert ask("POST", f"{path}/cancel").status in (400, 409)


def test_calls_that_wait_at_the_start(ask: Asking) -> None:
    for run, calls in (("run_ghi789", ["call_abc123"]), ("run_jkl012", ["call_1", "call_2"])):
        path = f"/threads/thread_abc123/runs/{run}"
        wanted = ask.good("GET", path)["required_action"]["submit_tool_outputs"]["tool_calls"]
        assert [call["id"] for call in wanted] == calls
        outputs = [{"tool_call_id": call, "output": "22"} for call in calls]
        ask.good("POST", f"{path}/submit_tool_outputs", {"tool_outputs": outputs})
        assert statuses(ask, path, 2) == ["in_progress", "completed"]


def test_lists_do_not_move_anything_on(ask: Asking) -> None:
    video = ask.good("POST", "/videos", {"prompt": "A cat"})["id"]
    for _ in range(3):
        (first,) = ask.good("GET", "/videos?limit=1")["data"]
        assert (first["id"], first["status"]) == (video, "queued")


def test_file_of_a_store_is_changed(ask: Asking) -> None:
    path = "/vector_stores/vs_abc123/files/file-abc123"
    assert ask.good("POST", path, {"attributes": {"year": 2026}})["attributes"] == {"year": 2026}
    assert ask.good("GET", path)["attributes"] == {"year": 2026}


def test_batch_with_a_request_of_another_shape(ask: Asking) -> None:
    path = batch_of(ask, chat_line("one", messages=[{"role": []}], response_format=5), chat_line("two"))
    assert statuses(ask, path, 2) == ["in_progress", "completed"]
    assert ask.good("GET", path)["request_counts"] == {"total": 2, "completed": 1, "failed": 1}


def test_conversation_remembers_its_responses(ask: Asking) -> None:
    conversation = ask.good("POST", "/conversations", {})["id"]
    for text, waits in (("one", False), ("two", True)):
        body = {"input": text, "conversation": conversation, "background": waits}
        made = ask.good("POST", "/responses", body)
        assert made["conversation"] == {"id": conversation}
        statuses(ask, f"/responses/{made['id']}", 3)
    items = ask.good("GET", f"/conversations/{conversation}/items?order=asc")["data"]
    said = [item["content"][0]["text"] for item in items]
    assert said == ["one", "You said: one", "two", "You said: two"]
