"""What the cmdlets that stream ask for, pick from the events of their services, and tell beside them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pscompat.dotnet.strings import to_string

from ..http.loopback import Loopback, Received, respond
from .face import Face, azure, refused
from .test_chat import completion

CREATED = {"type": "response.created", "response": {"id": "resp_1", "created_at": 1699075072, "status": "in_progress"}}
COMPLETED = {"type": "response.completed", "response": {"id": "resp_1", "status": "completed", "error": None}}
RUN = {"id": "run_1", "object": "thread.run", "thread_id": "t", "status": "requires_action"}
WAITING = RUN | {"required_action": {"type": "submit_tool_outputs"}}
SUBMIT = "Submit-ToolOutput run_1 t -ToolOutput @{tool_call_id='c'; output='5'}"


def streamed(*events: Any) -> bytes:
    data = [each if isinstance(each, str) else json.dumps(each) for each in events]
    body = "".join(f"data: {text}\n\n" for text in data)
    return respond(body, content_type="text/event-stream")


def delta(text: Any) -> dict[str, Any]:
    return {"type": "response.output_text.delta", "delta": text}


def chunk(content: Any, reason: str | None = None, index: int = 0) -> dict[str, Any]:
    return {"choices": [{"index": index, "delta": {"content": content}, "finish_reason": reason}]}


def message(*parts: tuple[str, str]) -> dict[str, Any]:
    content = [{"type": kind, "text": {"value": text}} for kind, text in parts]
    return {"object": "thread.message.delta", "delta": {"content": content}}


def follow(line: str, *events: Any) -> tuple[list[Any], Face]:
    """What a line writes of a stream, and where it wrote it."""
    answer = streamed(*events)

    def send(request: Received, connection: Any) -> bool:
        is_run = request.method == "GET" and "/runs/" in request.target
        connection.sendall(respond(WAITING) if is_run else answer)
        return True

    with Loopback(send) as server:
        face = Face(server)
        return face.line(line), face


PICKED = [
    ("Request-ChatCompletion Hi", [chunk("a"), chunk(""), chunk(None), chunk(5), chunk("b", "stop")], ["a", "", "b"]),
    ("Request-ChatCompletion Hi", [{"choices": []}, {}, 7, chunk("a"), "[DONE]", chunk("b")], ["a"]),
    ("Request-ChatCompletion Hi", [chunk("2023-11-04T05:17:52Z"), "[DONE]"], ["2023-11-04T05:17:52Z"]),
    ("Request-TextCompletion Hi", [{"choices": [{"text": "a"}, {"text": "b"}]}, {"choices": []}, "[DONE]"], ["a"]),
    ("Request-Response Hi", [CREATED, delta("a"), delta(None), {"type": "x", "delta": "y"}, COMPLETED], ["a"]),
    ("Get-Response resp_1", [CREATED, delta("a"), COMPLETED], ["a"]),
    (
        "Start-ThreadRun -ThreadId t -AssistantId a",
        [
            RUN | {"status": "queued"},
            message(("image_file", ""), ("text", "a"), ("text", "b")),
            message(),
            {"object": "thread.run.step.delta", "delta": {"step_details": {}}},
            RUN,
        ],
        ["a"],
    ),
    (SUBMIT, [message(("text", "a")), "[DONE]"], ["a"]),
]


@pytest.mark.parametrize(("line", "events", "texts"), PICKED)
def test_texts_of_a_stream(line: str, events: list[Any], texts: list[str]) -> None:
    found, face = follow(f"{line} -Stream", *events)
    assert (found, face.errors) == (texts, [])
    assert json.loads(face.sent[-1].body or "{}").get("stream") == (None if line.startswith("Get-") else True)
    # Responses are told to nobody but the pipeline.
    told = [] if "Response" in line else texts
    assert face.streams.information_records == []
    _, face = follow(f"{line} -Stream -InformationAction Continue -InformationVariable told", *events)
    assert face.streams.information_records == told
    assert [to_string(each) for each in face.session.variables["told"]] == told


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("Request-ChatCompletion Hi -Format raw_response", [chunk("a"), {"x": 1}, "[DONE]"]),
        ("Request-Response Hi -OutputRawResponse -StreamOutputType object", [CREATED, "{oops", COMPLETED]),
        ("Get-Response resp_1 -OutputRawResponse", [CREATED, COMPLETED]),
        ("Start-ThreadRun -ThreadId t -AssistantId a -Format raw_response", [message(("text", "a")), RUN]),
        (f"{SUBMIT} -Format raw_response", [message(("text", "a")), RUN]),
    ],
)
def test_raw_streams_are_their_data(line: str, events: list[Any]) -> None:
    found, face = follow(f"{line} -Stream", *events)
    texts = [each if isinstance(each, str) else json.dumps(each) for each in events if each != "[DONE]"]
    assert (found, face.errors, face.streams.information_records) == (texts, [], [])


@pytest.mark.parametrize("line", ["Request-Response Hi", "Get-Response resp_1"])
def test_events_as_objects(line: str) -> None:
    found, _ = follow(f"{line} -Stream -StreamOutputType object", CREATED, delta("a"), COMPLETED)
    assert found == [CREATED, delta("a"), COMPLETED]
    assert found[0].type_names == ()


def test_of_a_response_in_the_background_one_event_is_read() -> None:
    line = "Request-Response Hi -Background -Stream"
    (record,), face = follow(line, CREATED, delta("a"), COMPLETED)
    assert (record.type_names, record["LastUserMessage"], record["output_text"]) == (("PSOpenAI.Response",), "Hi", "")
    assert face.bodies[0]["background"] is True
    assert follow(line, {"type": "response.queued"}, delta("a"))[0] == []
    found, _ = follow(f"{line} -StreamOutputType object", CREATED, delta("a"))
    assert [each.get("type") for each in found] == [None, "response.created"]
    assert follow(f"{line} -OutputRawResponse", CREATED, delta("a"))[0] == [json.dumps(CREATED)]


@pytest.mark.parametrize(
    ("line", "event", "warning"),
    [
        (
            "Request-ChatCompletion Hi",
            chunk("", "length"),
            'The model seems to have terminated response. Reason: "length"',
        ),
        (
            "Request-Response Hi",
            {"type": "response.refusal.done", "refusal": "no"},
            'The model refuses to respond. Refusal message: "no"',
        ),
        (
            "Get-Response resp_1",
            {"type": "response.failed", "response": {"status": "failed", "error": {"message": "m", "code": "c"}}},
            'The status of response is "failed". Error: "m" (c)',
        ),
        (
            "Request-Response Hi",
            {
                "type": "response.incomplete",
                "response": {"status": "incomplete", "incomplete_details": {"reason": "r"}},
            },
            'The status of response is "incomplete". Details: "r"',
        ),
        (
            SUBMIT,
            RUN | {"status": "failed", "last_error": {"message": "m", "code": "c"}},
            'The status of run with id "run_1" is "failed". Reason: "m" (c)',
        ),
    ],
)
def test_what_a_stream_would_hide_is_warned_of(line: str, event: dict[str, Any], warning: str) -> None:
    _, face = follow(f"{line} -Stream", event, "[DONE]")
    assert (face.streams.warnings, face.errors) == ([warning], [])


@pytest.mark.parametrize(
    ("line", "events"),
    [
        ("Request-ChatCompletion Hi", [chunk("a")]),
        ("Request-TextCompletion Hi", [{"choices": [{"text": "a", "finish_reason": None}]}]),
        ("Request-Response Hi", [CREATED, delta("a")]),
        ("Get-Response resp_1", [CREATED, delta("a")]),
        ("Start-ThreadRun -ThreadId t -AssistantId a", [message(("text", "a")), RUN | {"status": "in_progress"}]),
        (SUBMIT, [message(("text", "a"))]),
    ],
)
def test_a_stream_without_its_end_was_cut(line: str, events: list[Any]) -> None:
    found, face = follow(f"{line} -Stream", *events)
    assert found == ["a"]
    assert (face.errors, face.ids) == (
        ["The response ended prematurely."],
        ["PSOpenAI.APIRequest.HttpRequestException,Invoke-OpenAIAPIRequestSSE"],
    )


def test_an_event_that_cannot_be_read_is_one_error_and_the_stream_goes_on() -> None:
    found, face = follow("Request-Response Hi -Stream; 'after'", CREATED, "{oops", delta("a"), COMPLETED)
    assert (found, face.ids) == (["a", "after"], ["System.ArgumentException,Request-Response"])


def test_errors_of_streams_name_the_service() -> None:
    with Loopback(refused(401, "no key", "Unauthorized")) as server:
        face = Face(server)
        face.line(f"Request-Response Hi -Model m -Stream {azure(server)}")
    assert face.errors == ["Azure OpenAI API returned an 401 (Unauthorized) Error: no key"]
    assert face.ids == ["PSOpenAI.APIRequest.UnauthorizedException,Invoke-OpenAIAPIRequestSSE"]


def test_requests_for_streams() -> None:
    with Loopback(streamed("[DONE]")) as server:
        face = Face(server)
        face.line("Request-ChatCompletion Hi -n 3 -Stream; Request-TextCompletion Hi -n 3 -Stream")
        face.line("Get-Response resp_1 -Stream -StartingAfter 4 -Include a -IncludeObfuscation $false")
        assert [body and body.get("n") for body in face.bodies] == [None, 1, None]
        assert face.targets[2] == (
            "GET /responses/resp_1?stream=true&starting_after=4&include%5B%5D=a&include_obfuscation=false"
        )
        types = [each.headers.get("content-type") for each in face.sent]
    assert types == ["application/json; charset=utf-8"] * 2 + [None]


def test_nothing_of_a_stream_stays_for_the_next_request() -> None:
    with Loopback(streamed("[DONE]"), completion()) as server:
        face = Face(server)
        face.line("Request-ChatCompletion Hi -Stream -Organization o; Request-ChatCompletion Hi")
        assert ["openai-organization" in each.headers for each in face.sent] == [True, False]
        assert face.sent[1].headers["content-type"] == "application/json"
