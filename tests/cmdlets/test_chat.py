"""Chat and text completions: what they refuse and send, and what they make of an answer."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.containers import NetDict, PSCustomObject

from ..http.loopback import Loopback, respond
from .face import Face, azure, refused

ANSWER = {"role": "assistant", "content": "Hello there", "refusal": None}
WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"


def completion(*messages: dict[str, Any], reason: str = "stop") -> bytes:
    choices = [
        {"index": index, "message": {**ANSWER, **message}, "finish_reason": reason}
        for index, message in enumerate(messages or ({},))
    ]
    return respond({"id": "chatcmpl_1", "object": "chat.completion", "created": 1699075072, "choices": choices})


def messages_of(line: str) -> list[Any]:
    """The messages that a line sends."""
    with Loopback(completion()) as server:
        face = Face(server)
        face.line(line)
        assert face.errors == []
        found: list[Any] = face.bodies[-1]["messages"]
        return found


@pytest.mark.parametrize(
    ("given", "messages"),
    [
        ("'  Hi  '", [{"role": "user", "content": "Hi"}]),
        ("Hi -Name ' bob'", None),
        ("Hi -Name bob", [{"role": "user", "content": "Hi", "name": "bob"}]),
        ("-SystemMessage ' a ', ' ' -DeveloperMessage b", [("system", "a"), ("developer", "b")]),
        (
            "Hi -SystemMessage s -History @{role='user'; content='1'}, 'text', @{content='x'}",
            [("user", "1"), ("system", "s"), ("user", "Hi")],
        ),
        (
            "Hi -History @{role='assistant'; content='x'; refusal='no'; name=5; tool_calls=@(@{id='c'})}",
            [
                {
                    "role": "assistant",
                    "content": [{"type": "refusal", "refusal": "no"}],
                    "name": "5",
                    "tool_calls": [{"id": "c"}],
                },
                ("user", "Hi"),
            ],
        ),
        (
            "Hi -History @{role='assistant'; content=$null; audio=@{id='a'; data='d'}}, "
            "@{role='tool'; content='5'; tool_call_id='c'}",
            [
                {"role": "assistant", "audio": {"id": "a"}},
                {"role": "tool", "content": "5", "tool_call_id": "c"},
                ("user", "Hi"),
            ],
        ),
    ],
)
def test_messages(given: str, messages: list[Any] | None) -> None:
    line = f"Request-ChatCompletion {given}"
    if messages is None:
        face = Face()
        assert face.line(line) == []
        assert face.ids == ["ParameterArgumentValidationError,Request-ChatCompletion"]
        return
    expected = [{"role": each[0], "content": each[1]} if isinstance(each, tuple) else each for each in messages]
    assert messages_of(line) == expected


def test_images_and_sound(tmp_path: Path) -> None:
    (tmp_path / "a.PNG").write_bytes(b"png")
    (tmp_path / "b.MP3").write_bytes(b"mp3")
    line = f"Request-ChatCompletion -Images '{tmp_path}/a.PNG', ' ', https://x/y -InputAudio '{tmp_path}/b.MP3'"
    sound = {"type": "input_audio", "input_audio": {"data": base64.b64encode(b"mp3").decode(), "format": "mp3"}}
    picture = {"url": "data:image/png;base64," + base64.b64encode(b"png").decode()}
    images = [{"type": "image_url", "image_url": url} for url in (picture, {"url": "https://x/y"})]
    assert messages_of(line) == [{"role": "user", "content": [sound, *images]}]
    text = {"type": "text", "text": "Hi"}
    (message,) = messages_of(f"{line} Hi -ImageDetail low -InputAudioFormat WAV")
    assert message["content"][0] == text
    assert message["content"][1]["input_audio"]["format"] == "wav"
    assert [part["image_url"]["detail"] for part in message["content"][2:]] == ["low", "low"]


def test_an_answer_goes_on_as_history() -> None:
    line = "Request-ChatCompletion Hello | Request-ChatCompletion 'And now?'"
    with Loopback(completion()) as server:
        face = Face(server)
        (record,) = face.line(line)
        assert face.bodies[-1]["messages"][1] == {"role": "assistant", "content": "Hello there"}
    assert (record["Message"], record["Answer"]) == ("And now?", ["Hello there"])
    history = record["History"]
    assert [message["role"] for message in history] == ["user", "assistant", "user", "assistant"]
    assert all(isinstance(message, NetDict) for message in history)
    assert {message.type_names for message in history} == {("PSOpenAI.Chat.Completion.Message",)}
    assert list(record)[-4:] == ["created", "Message", "Answer", "History"]


@pytest.mark.parametrize(
    ("message", "reason", "answer", "warnings"),
    [
        ({}, "stop", "Hello there", []),
        ({"content": None}, "stop", "", []),
        ({"refusal": "no"}, "stop", "no", ['The model refuses to respond. Refusal message: "no"']),
        ({}, "length", "Hello there", ['The model seems to have terminated response. Reason: "length"']),
        ({"refusal": "no"}, "length", "no", ['The model refuses to respond. Refusal message: "no"']),
        ({"content": None, "audio": {"id": "a", "transcript": "spoken"}}, "stop", "spoken", []),
        (
            {"content": None, "audio": {"id": "a", "transcript": "spoken"}},
            "content_filter",
            "",
            ['The model seems to have terminated response. Reason: "content_filter"'],
        ),
    ],
)
def test_answers(message: dict[str, Any], reason: str, answer: str, warnings: list[str]) -> None:
    with Loopback(completion(message, reason=reason)) as server:
        face = Face(server)
        (record,) = face.line("Request-ChatCompletion Hi")
    assert (record["Answer"], face.streams.warnings) == ([answer], warnings)


def test_the_sound_of_an_answer_goes_into_a_file(tmp_path: Path) -> None:
    sound = {"id": "a", "data": base64.b64encode(b"sound").decode(), "transcript": "t"}
    target = tmp_path / "new/voice.mp3"
    line = f"Request-ChatCompletion Hi -Modalities text, audio -AudioOutFile '{target}'"
    with Loopback(completion({}, {"audio": sound})) as server:
        face = Face(server)
        (record,) = face.line(line)
        assert face.bodies[0]["audio"] == {"voice": "alloy", "format": "mp3"}
    assert target.read_bytes() == b"sound"
    assert len(record["Answer"]) == 2
    with Loopback(completion({"audio": {**sound, "data": "*"}})) as server:
        face = Face(server)
        assert len(face.line(line)) == 1
        assert face.ids == ["System.FormatException,Request-ChatCompletion"]
    assert target.read_bytes() == b"sound"
    with Loopback(completion({"audio": sound})) as server:
        face = Face(server)
        assert len(face.line(f"Request-ChatCompletion Hi -AudioOutFile '{tmp_path}'")) == 1
        assert face.ids == ["System.IO.IOException,Request-ChatCompletion"]


CALL = {"id": "call_1", "type": "function", "function": {"name": "Get-Crate", "arguments": "{}"}}


@pytest.mark.parametrize(
    ("tools", "known"),
    [
        ("", False),
        ("-Tools @{name='Get-Lid'}", False),
        ("-Tools @{name='get-crate'}", True),
        ("-Tools @{type='function'; function=@{name='Get-Crate'}}", True),
    ],
)
def test_tools_that_nobody_offered(tools: str, known: bool) -> None:
    with Loopback(completion({"content": None, "tool_calls": [CALL]}, reason="tool_calls")) as server:
        face = Face(server)
        assert len(face.line(f"Request-ChatCompletion Hi {tools}")) == 1
    message = '"Get-Crate" does not matches the list of functions. This command should not be executed.'
    assert face.errors == ([] if known else [message])


@pytest.mark.parametrize(
    ("given", "ids", "message"),
    [
        ("", [f"{WRITE_ERROR},Request-ChatCompletion"], "No message is specified."),
        ("Hi -Role function", [f"{WRITE_ERROR},Request-ChatCompletion"], 'Messages with role "function" must'),
        ("Hi -Format json_schema", ["System.ArgumentException,Request-ChatCompletion"], "JsonSchema must be"),
        ("Hi -InputAudio no.mp3", ["System.IO.FileNotFoundException,Request-ChatCompletion"], "Could not find file"),
        ("Hi -Format ([string])", ["System.NotImplementedException,Request-ChatCompletion"], "A schema is not made"),
        (
            "-Format json_schema -InputAudio no.mp3",
            [
                "System.ArgumentException,Request-ChatCompletion",
                "System.IO.FileNotFoundException,Request-ChatCompletion",
            ],
            "JsonSchema must be",
        ),
        ("Hi -LogitBias @{1='x'; 2=3}", [f"{WRITE_ERROR},Convert-LogitBiasDictionary"], "The value of LogitBias"),
        ("Hi -AsBatch -LogitBias @{1='x'}", [f"{WRITE_ERROR},Convert-LogitBiasDictionary"], "The value of LogitBias"),
    ],
)
def test_what_is_refused_sends_nothing(given: str, ids: list[str], message: str) -> None:
    with Loopback(completion()) as server:
        face = Face(server)
        assert face.line(f"Request-ChatCompletion {given}") == []
        assert face.sent == []
    assert face.ids[: len(ids)] == ids
    assert face.errors[0].startswith(message)


def test_tools_are_not_asked_for_where_there_are_none() -> None:
    with Loopback(completion()) as server:
        face = Face(server)
        assert len(face.line("Request-ChatGPT Hi -InvokeTools Auto")) == 1


def test_logit_bias_keeps_within_its_bounds() -> None:
    with Loopback(completion()) as server:
        face = Face(server)
        face.line("Request-ChatCompletion Hi -LogitBias @{5=200; 6='-100.5'; 7=1.5}")
        assert face.bodies[0]["logit_bias"] == {"5": 100, "6": -100, "7": 1.5}
    assert sorted(face.streams.warnings) == [
        "The maximum value of LogitBias is 100. The value 200 is rounded to 100.",
        "The minimum value of LogitBias is -100. The value -100.5 is rounded to -100.",
    ]


def test_words_become_tokens_where_the_extra_is_there() -> None:
    with Loopback(completion()) as server:
        face = Face(server)
        face.line("Request-ChatCompletion Hi -Model gpt-4-own -LogitBias @{'2000'=1; Hello=2}")
        face.line(f"Request-ChatCompletion Hi -Model any {azure(server)} -LogitBias @{{Hello=2}}")
        face.line("Request-ChatCompletion Hi -Model nobody -LogitBias @{Hello=2}")
        assert [body["logit_bias"] for body in face.bodies] == [{"1049": 1, "15": 1, "9906": 2}, {"9906": 2}]
    assert face.errors == ["The model name not specifed properly."]
    assert face.streams.warnings == [
        'The word "2000" has been encoded into multiple tokens, which may cause to behave unintentionally.'
    ]


def test_a_batch_gets_the_messages_as_dictionaries() -> None:
    face = Face()
    (record,) = face.line("Request-ChatCompletion Hi -Stream -n 2 -AsBatch -CustomBatchId one")
    assert (record["custom_id"], record["url"]) == ("one", "/v1/chat/completions")
    body = record["body"]
    assert isinstance(body, PSCustomObject)
    assert list(body) == ["model", "stream", "messages"]
    (message,) = body["messages"]
    assert (message.type_name, message.type_names) == ("System.Collections.Specialized.OrderedDictionary", ())


# Text completions


def test_text_completions() -> None:
    answer = {"id": "c", "object": "text_completion", "created": 1, "choices": [{"text": " a"}, {"text": " b"}]}
    with Loopback(respond(answer)) as server:
        face = Face(server)
        one, two = face.line("'x', 'y' | Request-TextCompletion -Model m -Suffix s -MaxTokens 0 -LogitBias @{5=1}")
        assert face.bodies[0] == {"model": "m", "prompt": "x", "suffix": "s", "logit_bias": {"5": 1}}
    assert (one["Prompt"], two["Prompt"], one["Answer"]) == (["x"], ["y"], [" a", " b"])
    assert list(one)[-3:] == ["created", "Prompt", "Answer"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", '"Prompt" property is required.'),
        ("x -BestOf 2 -NumberOfAnswers 2", "BestOf must be greater than NumberOfAnswers"),
        ("x -BestOf 2 -n 3 -Stream", "BestOf must be greater than NumberOfAnswers"),
    ],
)
def test_text_completions_that_cannot_be(given: str, message: str) -> None:
    face = Face()
    assert face.line(f"Request-TextCompletion {given}") == []
    assert (face.errors, face.ids) == ([message], ["System.ArgumentException,Request-TextCompletion"])


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("Request-TextCompletion x", "OpenAI has no model for text completions since 2026-09-28;"),
        ("Request-TextCompletion x -Stream", "OpenAI has no model for text completions since 2026-09-28;"),
        ("Request-ChatCompletion x", ""),
        ("New-Video x", "OpenAI shut sora-2 and sora-2-pro down on 2026-09-24;"),
    ],
)
def test_where_models_are_gone_a_hint_says_so(line: str, hint: str) -> None:
    with Loopback(refused(404, "No such model", "Not Found")) as server:
        face = Face(server)
        face.line(line)
    (record,) = face.streams.errors
    assert record.hint.startswith(hint) and bool(record.hint) == bool(hint)
