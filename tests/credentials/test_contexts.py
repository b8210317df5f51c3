"""pscompat context: what can be set, and the file that holds it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pscompat.credentials.contexts import Contexts
from pscompat.credentials.errors import CredentialsError

from .user import CANARY, LINE, User


def test_contexts_are_made_used_listed_and_removed(user: User) -> None:
    done = user.run("context", "set", "work", "--base=https://example.com/v1", "--timeout", "30")
    assert done.all == (0, "work  PSOpenAI: base https://example.com/v1, timeout 30\n", "")
    assert user.run("context", "set", "work", "--retries", "2", "--timeout", "").code == 0
    assert user.run("context", "use", "work").all == (0, "The context in use is 'work'.\n", "")
    user.login("--service", "OpenAI", OPENAI_API_BASE="")
    assert user.run("context", "list").out == (
        "  default\n* work\n    PSOpenAI: base https://example.com/v1, retries 2, "
        "key of OpenAI (file, for https://example.com)\n"
    )
    assert json.loads(user.run("-o", "json", "context", "list").out) == [
        {"name": "default", "in_use": False, "modules": {}},
        {
            "name": "work",
            "in_use": True,
            "modules": {
                "PSOpenAI": {
                    "base": "https://example.com/v1",
                    "retries": 2,
                    "keys": {"OpenAI": {"store": "file", "for": "https://example.com"}},
                }
            },
        },
    ]
    assert "* default" in user.run("--context", "default", "context", "list").out
    forgotten = "The context 'work' is forgotten; the one in use is 'default'.\n"
    assert user.run("context", "remove", "work").all == (0, forgotten, "")
    assert user.run("context", "list").out == "* default\n"
    assert not user.credentials.exists()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (["--base", "ftp://example.com"], "The 'ftp' scheme is not supported."),
        (["--base", "example.com"], "scheme is not supported."),
        (["--base", "http://"], "names no host."),
        (["--base", f"https://user:{CANARY}@example.com"], "The address holds a secret; a context holds none."),
        (["--base", f"https://example.com/?api_key={CANARY}"], "The address holds a secret; a context holds none."),
        (["--type", "Nope"], "--type takes one of OpenAI, Azure."),
        (["--timeout", "-1"], "--timeout takes a whole number from 0 to 2147483647."),
        (["--timeout", "9" * 5000], "--timeout takes a whole number"),
        (["--retries", "101"], "--retries takes a whole number from 0 to 100."),
        (["--retries", "٣٣٣٣"], "--retries takes a whole number from 0 to 100."),
        (["--key", CANARY], "has no setting --key."),
        (["base"], "has no setting base."),
        (["--base"], "The setting --base needs a value."),
        (["--service", "Nope", "--base", "https://x"], "No module and no service is named 'Nope'."),
    ],
)
def test_what_cannot_be_set(user: User, given: list[str], reason: str) -> None:
    done = user.run("context", "set", "work", *given)
    assert done.code == 2 and reason in done.err
    assert CANARY not in done.err and not user.folder.exists()


@pytest.mark.parametrize("name", ["", "../x", "a b", "a/b", "--x", "x" * 65, "a\nb", "-"])
def test_names_of_contexts(user: User, name: str) -> None:
    for verb in ("set", "use", "remove"):
        assert user.run("context", verb, name, "--timeout", "5").code == 2
    assert not user.folder.exists()


def test_a_context_may_have_a_key_and_no_settings(user: User) -> None:
    assert user.run("context", "set", "other").all == (0, "other  PSOpenAI: nothing\n", "")
    user.login(PSCOMPAT_CONTEXT="other")
    assert user.run("--context", "other", *LINE).code == 0
    assert user.sent() == [CANARY]


def test_words_that_mean_nothing(user: User) -> None:
    for words in (["make", "x"], ["list", "x"], ["use"], ["use", "x", "y"], ["remove", "x", "y"]):
        assert user.run("context", *words).code == 2


def test_a_context_that_is_not_there(user: User) -> None:
    text = "There is no context 'nope'.\n"
    for done, code in (
        (user.run("--context", "nope", *LINE), 2),
        (user.run("--context=nope", "bind", *LINE), 2),
        (user.run("--context", "nope", "login", "--stdin", stdin=b"x"), 2),
        (user.run(*LINE, PSCOMPAT_CONTEXT="nope"), 1),
        (user.run("context", "use", "nope"), 1),
        (user.run("context", "remove", "nope"), 1),
    ):
        assert (done.code, done.out) == (code, "") and text in done.err
    assert user.sent() == []
    # Nobody needs one for these.
    assert user.run("bind", *LINE, PSCOMPAT_CONTEXT="nope").code == 0
    assert user.run("--sandbox", "Get-ThreadRun", "thread_abc123", "run_abc123", PSCOMPAT_CONTEXT="nope").code == 0


def test_options_stand_before_the_name(user: User) -> None:
    done = user.run(*LINE, "--context", "work")
    assert done.code == 2 and "--context is an option of pscompat" in done.err


ODD: list[Any] = [
    5,
    [],
    {"contexts": []},
    {"contexts": {"a": 5}},
    {"contexts": {"a": {"PSOpenAI": 5}}},
    {"contexts": {"a": {"PSOpenAI": {"base": 5}}}},
    {"contexts": {"a": {"PSOpenAI": {"timeout": "5"}}}},
    {"contexts": {"a": {"PSOpenAI": {"timeout": True}}}},
    {"contexts": {"a": {"PSOpenAI": {"retries": -1}}}},
    {"contexts": {"a": {"PSOpenAI": {"keys": []}}}},
    {"contexts": {"a": {"PSOpenAI": {"keys": {"OpenAI": {}}}}}},
    {"contexts": {"a": {"PSOpenAI": {"keys": {"OpenAI": {"store": "file", "origin": "x", "stored": "y"}}}}}},
    {"contexts": {"a": {"PSOpenAI": {"keys": {"OpenAI": {"store": "file", "origin": "x", "stored": 1, "more": 1}}}}}},
    {"current": 5},
]


@pytest.mark.parametrize("content", [*map(json.dumps, ODD), "{", "", "\0", "[" * 100_000], ids=lambda text: text[:40])
def test_a_settings_file_of_another_form_is_refused(user: User, content: str) -> None:
    user.folder.mkdir(parents=True, mode=0o700)
    user.config.write_text(content)
    user.config.chmod(0o600)
    done = user.run(*LINE, OPENAI_API_KEY="sk-env")
    assert done.code == 1 and str(user.config) in done.err and "it is not used" in done.err
    assert user.sent() == []


@pytest.mark.parametrize("content", ["{}", '{"current": "default"}', '{"contexts": {}}', '{"contexts": {"x": {}}}'])
def test_a_settings_file_may_say_little(user: User, content: str) -> None:
    user.folder.mkdir(parents=True, mode=0o700)
    user.config.write_text(content)
    user.config.chmod(0o600)
    assert user.run(*LINE, OPENAI_API_KEY="sk-env").code == 0


def test_what_is_saved_is_read_again(tmp_path: Any) -> None:
    environment = {"HOME": str(tmp_path)}
    contexts = Contexts(environment)
    assert (contexts.current, contexts.names()) == ("default", ["default"])
    contexts.set("a", "M", {"base": "https://x", "retries": 0})
    contexts.current = "a"
    with contexts.changing():
        contexts.save()
    again = Contexts(environment)
    assert again.chosen("", {}) == "a"
    assert again.settings("a", "M") == {"base": "https://x", "retries": 0}
    again.set("a", "M", {"base": None, "retries": None})
    assert again.modules("a") == []
    with pytest.raises(CredentialsError, match="no context 'b'"):
        again.chosen("b", {})


def test_a_password_in_a_file_that_somebody_edited_is_not_shown(user: User) -> None:
    user.folder.mkdir(parents=True, mode=0o700)
    entry = {"PSOpenAI": {"base": f"https://user:{CANARY}@x.example"}}
    user.config.write_text(json.dumps({"contexts": {"default": entry}}))
    user.config.chmod(0o600)
    for words in (("context", "list"), ("-o", "json", "context", "list"), ("whoami",)):
        done = user.run(*words, OPENAI_API_BASE="")
        assert "x.example" in done.out and CANARY not in done.out + done.err
