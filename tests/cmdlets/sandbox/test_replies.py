"""What the sandbox says: it repeats, and the same question always has the same answer."""

from __future__ import annotations

import base64
import io
import json
import math
import struct
import wave
from typing import Any

import pytest

from ...sandbox.asking import Asking

SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "size": {"type": ["integer", "null"]},
        "tags": {"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 1},
        "on": {"type": "boolean"},
        "inner": {"anyOf": [{"type": "object", "properties": {"x": {"const": 5}}}, {"type": "null"}]},
    },
}
FITTING = {"name": "Hi", "size": 0, "tags": ["a"], "on": False, "inner": {"x": 5}}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Hi", "Hi"),
        (
            [
                {"role": "system", "content": "S"},
                {"role": "user", "content": "Hi"},
                {"role": "assistant", "content": "A"},
            ],
            "Hi",
        ),
        ([{"role": "user", "content": [{"type": "input_text", "text": "a"}, {"type": "input_image"}]}], "a"),
        (["one", "two"], "two"),
        ([{"type": "item_reference", "id": "x"}], ""),
    ],
)
def test_response_repeats(ask: Asking, given: Any, said: str) -> None:
    made = ask.good("POST", "/responses", {"model": "m", "input": given, "metadata": {"a": "b"}})
    assert made["output"][0]["content"][0]["text"] == f"You said: {said}"
    assert (made["model"], made["metadata"], made["status"]) == ("m", {"a": "b"}, "completed")
    assert made["usage"]["total_tokens"] == made["usage"]["input_tokens"] + made["usage"]["output_tokens"]


def test_response_that_fits_a_schema(ask: Asking) -> None:
    text = {"format": {"type": "json_schema", "name": "n", "schema": SCHEMA}}
    made = ask.good("POST", "/responses", {"model": "m", "input": "Hi", "text": text})
    assert json.loads(made["output"][0]["content"][0]["text"]) == FITTING


def test_input_items(ask: Asking) -> None:
    made = ask.good("POST", "/responses", {"input": [{"role": "user", "content": "a"}, {"id": "own", "content": "b"}]})
    items = ask.good("GET", f"/responses/{made['id']}/input_items?order=asc")["data"]
    assert [item["content"][0]["text"] for item in items] == ["a", "b"]
    assert items[1]["id"] == "own"
    assert "object" not in items[0]
    page = ask.good("GET", f"/responses/{made['id']}/input_items?order=asc&limit=1")
    assert page["has_more"]


def test_response_that_is_not_kept(ask: Asking) -> None:
    made = ask.good("POST", "/responses", {"input": "Hi", "store": False})
    assert ask("GET", f"/responses/{made['id']}").status == 404


@pytest.mark.parametrize(
    "body",
    [
        {"model": "m"},
        {"input": ""},
        {"input": "", "stream": True},
    ],
)
def test_response_that_cannot_be(ask: Asking, body: Any) -> None:
    assert ask("POST", "/responses", body).status == 400


@pytest.mark.parametrize(
    "more", [{"previous_response_id": "none"}, {"conversation": "none"}, {"conversation": {"id": "x"}}]
)
def test_response_to_what_is_not_there(ask: Asking, more: Any) -> None:
    assert ask("POST", "/responses", {"input": "x", **more}).status == 404


def test_compaction(ask: Asking) -> None:
    made = ask.good("POST", "/responses/compact", {"model": "m", "input": "Hi"})
    assert made["object"] == "response.compaction"
    assert [item["type"] for item in made["output"]] == ["message", "compaction"]


def test_chat(ask: Asking) -> None:
    body = {"model": "m", "messages": [{"role": "user", "content": "Hi"}], "n": 2, "metadata": {"a": "b"}}
    made = ask.good("POST", "/chat/completions", body)
    assert [choice["message"]["content"] for choice in made["choices"]] == ["You said: Hi"] * 2
    assert ask("GET", f"/chat/completions/{made['id']}").status == 404
    kept = ask.good("POST", "/chat/completions", {**body, "store": True})
    assert "created" in kept
    assert ask.good("GET", f"/chat/completions/{kept['id']}") == kept
    (message,) = ask.good("GET", f"/chat/completions/{kept['id']}/messages")["data"]
    assert (message["role"], message["content"]) == ("user", "Hi")
    assert [each["id"] for each in ask.good("GET", "/chat/completions?model=m")["data"]] == [kept["id"]]
    form = {"type": "json_schema", "json_schema": {"schema": SCHEMA}}
    made = ask.good("POST", "/chat/completions", {**body, "n": 1, "response_format": form})
    assert json.loads(made["choices"][0]["message"]["content"]) == FITTING


def test_text_completion(ask: Asking) -> None:
    made = ask.good("POST", "/completions", {"prompt": ["a", "b"]})
    assert [choice["text"] for choice in made["choices"]] == ["You said: a", "You said: b"]


def test_embeddings(ask: Asking) -> None:
    body = {"model": "text-embedding-3-small", "input": ["one", "two", "one"], "dimensions": 16}
    made = ask.good("POST", "/embeddings", body)
    one, two, again = (each["embedding"] for each in made["data"])
    assert one == again != two
    assert math.isclose(math.hypot(*one), 1, rel_tol=1e-6)
    assert len(one) == 16
    packed = ask.good("POST", "/embeddings", {**body, "encoding_format": "base64"})["data"][0]["embedding"]
    assert list(struct.unpack("<16f", base64.b64decode(packed))) == one
    assert ask.good("POST", "/embeddings", body) == made
    for given, count in (("text", 1), ([1, 2], 1), ([[1], [2]], 2)):
        assert len(ask.good("POST", "/embeddings", {**body, "input": given})["data"]) == count
    assert len(ask.good("POST", "/embeddings", {"model": "m", "input": "a"})["data"][0]["embedding"]) == 1536
    assert ask("POST", "/embeddings", {**body, "dimensions": 0}).status == 400


def test_moderation(ask: Asking) -> None:
    results = ask.good("POST", "/moderations", {"input": ["Hello", "I will kill it."]})["results"]
    assert [result["flagged"] for result in results] == [False, True]
    assert results[1]["categories"]["violence"] is True
    parts = [{"type": "text", "text": "Hi"}, {"type": "image_url", "image_url": {"url": "x"}}]
    (result,) = ask.good("POST", "/moderations", {"input": parts})["results"]
    assert result["category_applied_input_types"]["violence"] == ["image", "text"]


def test_tone_of_one_second(ask: Asking) -> None:
    reply = ask("POST", "/audio/speech", {"input": "Hi", "voice": "alloy"})
    assert reply.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(reply.content)) as sound:
        assert sound.getnframes() == sound.getframerate()
    assert len(ask("POST", "/audio/speech", {"input": "Hi", "response_format": "pcm"}).content) == 48_000
    assert ask("POST", "/audio/speech", {"input": "Hi", "response_format": "midi"}).status == 400
    assert ask("POST", "/audio/speech", {}).status == 400


@pytest.mark.parametrize("path", ["/audio/translations", "/audio/transcriptions"])
def test_recording(ask: Asking, path: str) -> None:
    for form, text in (("text", "A recording of 3 bytes.\n"), ("json", '{"text": "A recording of 3 bytes."}')):
        reply = ask("POST", path, form={"file": ("a.mp3", b"abc"), "response_format": form})
        assert reply.content.decode() == text
    assert b"-->" in ask("POST", path, form={"file": ("a.mp3", b"abc"), "response_format": "srt"}).content
    assert ask("POST", path, form={"model": "whisper-1"}).status == 400


def test_files(ask: Asking) -> None:
    file = ask.upload(b"abc", "日本.txt", "user_data")
    described = ask.good("GET", f"/files/{file}")
    assert (described["filename"], described["bytes"], described["status"]) == ("日本.txt", 3, "processed")
    assert [each["id"] for each in ask.good("GET", "/files?purpose=user_data")["data"]] == [file]
    assert ask("GET", f"/files/{file}/content").content == b"abc"
    assert ask.good("DELETE", f"/files/{file}") == {"id": file, "object": "file", "deleted": True}
    assert ask("GET", f"/files/{file}/content").status == 404
    assert ask("POST", "/files", form={"purpose": "other", "file": ("a", b"")}).status == 400
    assert ask("POST", "/files", form={"purpose": "batch"}).status == 400
    form = {
        "purpose": "batch",
        "file": ("a", b"x"),
        "expires_after[anchor]": "created_at",
        "expires_after[seconds]": 60,
    }
    made = ask.good("POST", "/files", form=form)
    assert made["expires_at"] - made["created_at"] == 60


def test_container_files(ask: Asking) -> None:
    container = ask.good("POST", "/containers", {"name": "box", "file_ids": ["file-abc123"], "memory_limit": "4g"})
    assert container["memory_limit"] == "4g"
    path = f"/containers/{container['id']}"
    added = ask.good("POST", f"{path}/files", form={"file": ("dir/b.txt", b"bytes")})
    assert (added["path"], added["bytes"]) == ("/mnt/data/b.txt", 5)
    assert ask("GET", f"{path}/files/{added['id']}/content").content == b"bytes"
    assert len(ask.good("GET", f"{path}/files")["data"]) == 2
    assert ask.good("DELETE", f"{path}/files/{added['id']}")["object"] == "container.file.deleted"
    ask.good("DELETE", path)
    assert ask("GET", f"{path}/files").status == 404


def test_conversation_items(ask: Asking) -> None:
    conversation = ask.good("POST", "/conversations", {"items": [{"role": "user", "content": "a"}]})["id"]
    path = f"/conversations/{conversation}/items"
    items = [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "b"}]}]
    added = ask.good("POST", path, {"items": items})
    assert added["object"] == "list"
    assert [item["content"][0]["text"] for item in ask.good("GET", f"{path}?order=asc")["data"]] == ["a", "b"]
    gone = ask.good("DELETE", f"{path}/{added['data'][0]['id']}")
    assert (gone["id"], gone["object"]) == (conversation, "conversation")
    assert len(ask.good("GET", path)["data"]) == 1
    assert ask("POST", path, {"items": [{"id": "own"}, {"id": "own"}]}).status == 400
    assert ask("POST", path, {}).status == 400


def test_models(ask: Asking) -> None:
    names = [model["id"] for model in ask.good("GET", "/models")["data"]]
    assert "gpt-4o" in names
    reply = ask("GET", "/models/none")
    assert (reply.status, reply.json["error"]["code"]) == (404, "model_not_found")
