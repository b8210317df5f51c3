"""A dialogue: typed on a terminal or read from a pipe, one streamed request for each turn."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..cli import processes
from ..http.loopback import Loopback, respond
from .face import KEY
from .test_streams import chunk, streamed

ANSWER = streamed(chunk("Hello"), chunk(" there", "stop"), "[DONE]")
TALK = ("Enter-ChatGPT", "-NoHeader")


def dialogue(typed: str, *words: str, answers: tuple[bytes, ...] = (ANSWER,)) -> tuple[processes.Done, list[Any]]:
    """What a dialogue through a pipe prints, and the bodies of its requests."""
    with Loopback(*answers) as server:
        done = processes.run(*TALK, *words, stdin=typed.encode(), server=server)
        return done, [json.loads(each.body) for each in server.received]


def messages(bodies: list[Any]) -> list[list[tuple[str, Any]]]:
    return [[(each["role"], each.get("content")) for each in body["messages"]] for body in bodies]


def test_turns_and_what_is_sent() -> None:
    done, bodies = dialogue("Hello\nline two \n\n\nNext\n#SEND\n# Exit\nnever\n", "-Temperature", "0.5")
    assert done.all == (
        0,
        "User:>>>\nAssistant:>>>\nHello there\n\nUser:>>>\nAssistant:>>>\nHello there\n\nUser:>>>\n",
        "",
    )
    first = [("user", "Hello\nline two")]
    assert messages(bodies) == [first, [*first, ("assistant", "Hello there"), ("user", "Next")]]
    assert all((body["stream"], body["temperature"], body["model"]) == (True, 0.5, "gpt-5.4-mini") for body in bodies)


def test_the_system_comes_before_the_new_text() -> None:
    _, bodies = dialogue("a\n#send\nb\n#send\n#end\n", "-SystemMessage", "Be kind")
    assert messages(bodies)[1] == [*[("user", "a"), ("assistant", "Hello there"), ("system", "Be kind"), ("user", "b")]]


@pytest.mark.parametrize("command", ["#model other", "# model other", "#MODEL other more"])
def test_another_model(command: str) -> None:
    done, bodies = dialogue(f"a\n#send\n{command}\nb\n#send\n#exit\n", "-Model", "first")
    assert [body["model"] for body in bodies] == ["first", "other"]
    assert "User:>>>\n>AI model is switched to other\nAssistant:>>>\n" in done.out


@pytest.mark.parametrize(
    ("typed", "text"), [("#x\n\n\n", "#x"), ("#\n#send\n", "#"), ("#exit now\n#send\n", "#exit now")]
)
def test_what_is_no_command_is_text(typed: str, text: str) -> None:
    _, bodies = dialogue(f"{typed}#exit\n")
    assert messages(bodies) == [[("user", text)]]


@pytest.mark.parametrize("typed", ["", "Hello", "Hello\n\n", "#exit\n", "Hello\n#exit\n"])
def test_the_end_of_the_input_ends_the_dialogue(typed: str) -> None:
    done, bodies = dialogue(typed)
    assert (done.all, bodies) == ((0, "User:>>>\n", ""), [])


def test_after_an_error_the_dialogue_goes_on() -> None:
    refusal = respond({"error": {"message": f"No {KEY}"}}, 401, "Unauthorized")
    done, bodies = dialogue("a\n#send\nb\n#send\n#exit\n", answers=(refusal, ANSWER))
    assert done.code == 1
    assert done.out == "User:>>>\nAssistant:>>>\n\n\nUser:>>>\nAssistant:>>>\nHello there\n\nUser:>>>\n"
    assert "OpenAI API returned an 401 (Unauthorized) Error: No" in done.err
    assert KEY not in done.err
    assert messages(bodies)[1] == [("user", "a"), ("assistant", None), ("user", "b")]


def test_an_empty_text_without_a_history_is_an_error() -> None:
    done, bodies = dialogue("\n\n#exit\n")
    assert (done.code, bodies) == (1, [])
    assert "No message is specified. You must specify one or more messages." in done.err


def test_bytes_that_are_no_text() -> None:
    with Loopback(ANSWER) as server:
        processes.run(*TALK, stdin=b"a\xff\r\n#send\r\n", server=server)
        assert json.loads(server.received[0].body)["messages"][0]["content"] == "a\ufffd"


def test_a_terminal() -> None:
    evil = streamed(chunk("Hi\x1b[2J"), chunk(" you", "stop"), "[DONE]")
    answers = [("User:>>>\r\n", "Hello\n#send"), ("User:>>>\r\n", "#exit")]
    with Loopback(evil) as server:
        code, shown = processes.on_terminal("Enter-ChatGPT", server=server, columns=30, answers=answers)
    assert code == 0
    rule = "/" * 26
    assert shown.startswith(f"{rule}\n") and shown.count(rule) == 2
    assert "Assistant:>>>\nHi" in shown and " you\n\nUser:>>>\n" in shown
    assert "\x1b[2J" not in shown


def test_what_if_sends_nothing() -> None:
    with Loopback(ANSWER) as server:
        line = "$WhatIfPreference = $true; Enter-ChatGPT -NoHeader"
        done = processes.run("-c", line, stdin=b"Hello\n#send\n", server=server)
        assert (done.code, server.received) == (0, [])
    assert 'on target "POST /chat/completions"' in done.out


def test_a_dry_run_shows_the_first_request() -> None:
    done = processes.run("--dry-run", "json", *TALK, stdin=b"Hello\n#send\n")
    assert (done.code, done.err) == (0, "")
    assert '"content": "Hello"' in done.out and KEY not in done.out
