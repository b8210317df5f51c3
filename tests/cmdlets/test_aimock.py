"""A server that nobody here wrote: aimock answers chat and responses, whole and as streams."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import pscompat

from ..node import modules_with, start

PACKAGE = "@copilotkit/aimock"
SCRIPT = """
import { LLMock } from "@copilotkit/aimock";
const mock = new LLMock({ port: 0, chunkSize: 4 });
mock.onMessage("hello", { content: "Hi there, friend!" });
mock.onMessage("break", { error: { message: "out of paper", type: "server_error" }, status: 503 });
await mock.start();
console.log(mock.url);
process.stdin.on("data", () => {}).on("end", () => process.exit(0));
"""
SAID = "Hi there, friend!"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a server that runs for these tests."""
    child = start(SCRIPT, modules_with(PACKAGE), folder=tmp_path_factory.mktemp("aimock"))
    with child:
        assert child.stdout is not None and child.stdin is not None
        url = child.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:")
        yield f"{url}/v1"
        child.stdin.close()
        child.wait(20)


def run(base: str, name: str, *arguments: Any, **parameters: Any) -> list[Any]:
    with pscompat.load("PSOpenAI", environment={"OPENAI_API_KEY": "sk-x", "OPENAI_API_BASE": base}) as openai:
        return list(openai.invoke(name, *arguments, **parameters))


def test_chat(base: str) -> None:
    (answer,) = run(base, "Request-ChatCompletion", "hello")
    assert answer["Answer"] == [SAID]
    pieces = run(base, "Request-ChatCompletion", "hello", Stream=True)
    assert pieces[0] == ""
    assert [len(piece) for piece in pieces[1:]] == [4, 4, 4, 4, 1]
    assert "".join(pieces) == SAID


def test_responses(base: str) -> None:
    (answer,) = run(base, "Request-Response", "hello")
    assert answer["output_text"] == SAID
    assert "".join(run(base, "Request-Response", "hello", Stream=True)) == SAID
    events = run(base, "Request-Response", "hello", Stream=True, StreamOutputType="object")
    assert (events[0]["type"], events[-1]["type"]) == ("response.created", "response.completed")


@pytest.mark.parametrize("name", ["Request-ChatCompletion", "Request-Response"])
def test_an_error_before_the_stream(base: str, name: str) -> None:
    with pytest.raises(pscompat.CommandError, match=r"an 503 \(Service Unavailable\) Error: out of paper") as caught:
        run(base, name, "break", Stream=True)
    assert caught.value.records[0].fully_qualified_error_id.endswith(",Invoke-OpenAIAPIRequestSSE")


def test_two_records_are_two_streams(base: str) -> None:
    line = "'hello', 'hello' | Request-ChatCompletion -Stream | Where-Object Length -gt 0"
    with pscompat.load("PSOpenAI", environment={"OPENAI_API_KEY": "sk-x", "OPENAI_API_BASE": base}) as openai:
        assert "".join(openai.run(line)) == SAID * 2
