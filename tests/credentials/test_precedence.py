"""Which key and which settings count, and where a stored key goes."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

import pscompat
from pscompat.errors import BindingError, CommandError
from pscompat.http.request import Request, build
from pscompat.http.request_errors import LocalError
from pscompat.http.settings import Settings

from ..http.loopback import Loopback, provider, respond
from .user import CANARY, LINE, User, answering


def test_the_order_of_keys(user: User) -> None:
    """Each source counts where none before it has anything."""
    (user.home / "key").write_text("sk-file\n")
    user.login(key="sk-default")
    for name in ("current", "variable", "asked"):
        assert user.run("context", "set", name, "--timeout", "9").code == 0
        user.login(key=f"sk-{name}", PSCOMPAT_CONTEXT=name)
    assert user.run("context", "use", "current").code == 0
    before = "Set-OpenAIContext -ApiKey sk-context; "
    sources: list[tuple[str, list[str], str, dict[str, str]]] = [
        ("sk-parameter", [], "-ApiKey sk-parameter", {}),
        ("sk-context", [before], "", {}),
        ("sk-global", ["$global:OPENAI_API_KEY = 'sk-global'; "], "", {}),
        ("sk-env", [], "", {"OPENAI_API_KEY": "sk-env"}),
        ("sk-file", [], "", {"OPENAI_API_KEY_FILE": str(user.home / "key")}),
        ("sk-command", [], "", {"OPENAI_API_KEY_COMMAND": "echo sk-command"}),
        ("sk-asked", [], "asked", {}),
        ("sk-variable", [], "", {"PSCOMPAT_CONTEXT": "variable"}),
        ("sk-current", [], "", {}),
    ]
    for number, (expected, *_) in enumerate(sources):
        left = sources[number:]
        options = ["--context", "asked"] if any(name == "sk-asked" for name, *_ in left) else []
        line = "".join(text for _, lines, _, _ in left for text in lines) + "Get-ThreadRun t r "
        line += "-ApiKey sk-parameter" if number == 0 else ""
        variables = {name: value for *_, more in left for name, value in more.items()}
        done = user.run(*options, "-c", line, more=variables)
        assert done.code == 0, done.all
        assert user.sent()[-1] == expected
    assert user.run("context", "use", "default").code == 0
    assert user.run(*LINE).code == 0
    assert user.sent()[-1] == "sk-default"


def test_settings_of_a_context_count_after_all_others(user: User) -> None:
    assert user.server is not None
    with answering() as other:
        user.variables["OPENAI_API_BASE"] = ""
        set_all = ("--base", user.server.base, "--organization", "org-context", "--retries", "1", "--timeout", "20")
        assert user.run("context", "set", "work", *set_all).code == 0
        user.login(PSCOMPAT_CONTEXT="work")
        assert user.run("context", "use", "work").code == 0
        assert user.run(*LINE).code == 0
        assert user.server.received[-1].headers["openai-organization"] == "org-context"
        assert user.run(*LINE, OPENAI_ORGANIZATION="org-env").code == 0
        assert user.server.received[-1].headers["openai-organization"] == "org-env"
        assert user.run(*LINE, "-Organization", "org-given").code == 0
        assert user.server.received[-1].headers["openai-organization"] == "org-given"
        # Each of these goes before the context's address.
        key = ("-ApiKey", "sk-given")
        assert user.run(*LINE, *key, OPENAI_API_BASE=other.base).code == 0
        assert user.run(*LINE, *key, "-ApiBase", other.base).code == 0
        line = f"Set-OpenAIContext -ApiBase {other.base} -ApiKey sk-given; Get-ThreadRun t r"
        assert user.run("-c", line).code == 0
        assert len(user.server.received) == 3 and len(other.received) == 3


def test_retries_and_time_of_a_context(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    with Loopback(respond({"error": {"message": "no"}}, 503, retry_after_ms="1"), respond({"id": "r"})) as server:
        user = User(tmp_path / "home", server)
        user.variables["OPENAI_API_KEY"] = "sk-env"
        assert user.run("context", "set", "default", "--retries", "1").code == 0
        assert user.run(*LINE).code == 0
        assert len(server.received) == 2
        assert user.run("--explain", *LINE, "-MaxRetryCount", "0").code == 0
    released = threading.Event()
    with Loopback(lambda request, connection: released.wait(30)) as server:
        user.server = server
        assert user.run("context", "set", "default", "--timeout", "1", "--retries", "").code == 0
        done = user.run(*LINE)
        released.set()
    assert done.code == 1 and "canceled due to timeout" in done.err


def test_a_context_chooses_the_service(user: User) -> None:
    assert user.run("context", "set", "az", "--type", "azure").code == 0
    assert json.loads(user.config.read_text())["contexts"]["az"]["PSOpenAI"] == {"type": "Azure"}
    user.login(PSCOMPAT_CONTEXT="az")
    assert user.run(*LINE, PSCOMPAT_CONTEXT="az").code == 0
    assert user.server is not None
    (request,) = user.server.received
    assert request.headers["api-key"] == CANARY and "api-version=" in request.target
    told = user.run("--explain", "-o", "json", *LINE, PSCOMPAT_CONTEXT="az").out
    assert '"Azure"' in told and "context 'az'" in told
    user.config.write_text(user.config.read_text().replace("Azure", "Nope"))
    done = user.run(*LINE, PSCOMPAT_CONTEXT="az")
    assert done.code == 1 and "names the service 'Nope', which is none of OpenAI, Azure." in done.err


def test_explain_tells_where_values_come_from_and_reads_no_key(user: User) -> None:
    user.login()
    assert user.run("context", "set", "default", "--organization", "org-x", "--timeout", "7").code == 0
    user.credentials.chmod(0o644)  # whoever read it would refuse
    told = user.run("--explain", *LINE)
    assert told.code == 0 and told.err == ""
    rows = {line.split()[0]: line.split(None, 2)[1:] for line in told.out.splitlines()[2:]}
    assert rows["ApiKey"] == ["***", "file of the context 'default'"]
    assert rows["Organization"] == ["'org-x'", "context 'default'"]
    assert rows["TimeoutSec"] == ["7", "context 'default'"]
    assert "environment OPENAI_API_KEY_COMMAND" in user.run("--explain", *LINE, OPENAI_API_KEY_COMMAND="false").out
    assert "context" not in user.run("--sandbox", "--explain", *LINE).out


def test_verbose_tells_where_values_come_from(user: User) -> None:
    user.login()
    assert user.run("context", "set", "default", "--organization", "organization-x").code == 0
    done = user.run(*LINE, "-Verbose")
    assert "VERBOSE: API Key found in file of the context 'default'.\n" in done.err
    assert "VERBOSE: Organization-ID found in the context 'default'.\n" in done.err
    assert CANARY not in done.err
    (user.home / "key").write_text("sk-in-a-file")
    done = user.run(*LINE, "-Verbose", OPENAI_API_KEY_FILE=str(user.home / "key"))
    assert "VERBOSE: API Key found in environment OPENAI_API_KEY_FILE.\n" in done.err


@pytest.mark.parametrize("store", ["file", "command"])
def test_a_stored_key_goes_only_where_it_was_stored_for(user: User, store: str) -> None:
    ran = user.home / "ran"
    if store == "file":
        user.login()
    else:
        user.store_command(user.script("key", f"touch {ran}; echo {CANARY}"))
    assert user.server is not None
    stored = user.server.base.removesuffix("/v1")
    with answering() as other:
        elsewhere = other.base.removesuffix("/v1")
        for options, more in (
            (["-ApiBase", other.base], {}),
            ([], {"OPENAI_API_BASE": other.base}),
            (["-ApiBase", stored.replace("127.0.0.1", "localhost")], {}),
            (["-ApiBase", stored.replace("http:", "https:")], {}),
            (["-ApiBase", f"{elsewhere}/?{stored}/"], {}),
            (["-ApiBase", f"http://{stored.removeprefix('http://')}@{other.base.removeprefix('http://')}"], {}),
        ):
            for before in ([], ["--dry-run"]):
                done = user.run(*before, *LINE, *options, more=more)
                assert done.code == 1 and done.out == "", done.all
                assert f"The stored key is for {stored}, and is not sent to " in done.err
                assert CANARY not in done.err
        assert other.received == []
    assert user.server.received == [] and not ran.exists()
    # Another path there, or the same host in other letters, is the same place.
    assert user.run(*LINE, "-ApiBase", f"{stored.upper().replace('HTTP', 'http')}/other").code == 0
    assert user.sent() == [CANARY]


def test_a_key_in_a_request_for_another_place_is_not_built() -> None:
    """However the address came about."""
    settings = Settings(provider(), base="http://127.0.0.1:1/v1", key=CANARY)
    settings.key_origin = "https://shop.example"
    with pytest.raises(LocalError, match=r"The stored key is for https://shop.example, and is not sent to http://127"):
        build(Request("GET", "/carts"), settings)
    settings.base = "https://shop.example:443/v1"
    assert build(Request("GET", "/carts"), settings).secrets


def test_a_redirect_takes_no_key_along(user: User) -> None:
    with answering() as other:
        target = f"{other.base}/x"
        with Loopback(respond("", 307, location=target)) as server:
            user.server = server
            user.login()
            assert user.run(*LINE).code == 0
        assert "authorization" not in other.received[0].headers
        assert server.received[0].headers["authorization"] == f"Bearer {CANARY}"


def test_from_python(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    user.login()
    assert user.run("context", "set", "work", "--timeout", "5").code == 0
    user.login(key="sk-work-0123456789", PSCOMPAT_CONTEXT="work")
    environment = user.environment()
    with pscompat.load("PSOpenAI", environment=environment) as openai:
        openai.invoke("Get-ThreadRun", "t", "r")
        with pytest.raises(BindingError, match="<API Key>") as caught:
            openai.invoke("Get-ThreadRun", "t", "r", Limit=1, ErrorAction="Stop", ApiBase=f"x:{CANARY}")
        assert CANARY not in str(caught.value)
    with pscompat.load("PSOpenAI", environment=environment, context="work") as openai:
        openai.invoke("Get-ThreadRun", "t", "r")
    pscompat.run("Get-ThreadRun t r", environment=environment, context="work")
    assert user.sent() == [CANARY, "sk-work-0123456789", "sk-work-0123456789"]
    with (
        pscompat.load("PSOpenAI", environment=environment, context="nope") as openai,
        pytest.raises(CommandError, match="no context 'nope'"),
    ):
        openai.invoke("Get-ThreadRun", "t", "r")
    # An environment that a program makes up leads to no files of its user's.
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, environment.pop(name))
    with (
        pscompat.load("PSOpenAI", environment=environment) as openai,
        pytest.raises(CommandError, match="specify your OpenAI API key"),
    ):
        openai.invoke("Get-ThreadRun", "t", "r")


LITERAL = (
    "NOTE: The key of -ApiKey stands on the command line: it is in the shell's history, and `ps` shows it. "
    "OPENAI_API_KEY or `pscompat login` keeps it out of both.\n"
)


@pytest.mark.parametrize(
    "given",
    [
        [*LINE, "-ApiKey", CANARY],
        [*LINE, f"-apik:{CANARY}"],
        ["--dry-run", *LINE, "-ApiKey", CANARY],
        ["-c", f"Get-ThreadRun t r -ApiKey {CANARY}; Get-ThreadRun t r -ApiKey:'{CANARY}'"],
        ["-c", f'Set-OpenAIContext -ApiKey "{CANARY}"; Get-ThreadRun t r'],
    ],
)
def test_a_key_on_the_command_line_is_mentioned_once(user: User, given: list[str]) -> None:
    done = user.run(*given)
    assert done.code == 0 and done.err == LITERAL
    assert CANARY not in done.out


@pytest.mark.parametrize(
    ("given", "where"),
    [
        (["-c", f"$global:OPENAI_API_KEY = '{CANARY}'; Get-ThreadRun t r"], "$global:OPENAI_API_KEY"),
        (["-c", f"$env:OPENAI_API_KEY = '{CANARY}'; Get-ThreadRun t r"], "$env:OPENAI_API_KEY"),
        (["--var", f"OPENAI_API_KEY={CANARY}", "-c", "Get-ThreadRun t r"], "--var OPENAI_API_KEY"),
    ],
)
def test_so_is_one_of_a_variable(user: User, given: list[str], where: str) -> None:
    done = user.run(*given)
    assert done.code == 0 and done.err == LITERAL.replace("-ApiKey", where)
    assert user.sent() == [CANARY]


@pytest.mark.parametrize(
    "given",
    [
        ["--sandbox", *LINE, "-ApiKey", CANARY],
        ["bind", *LINE, "-ApiKey", CANARY],
        ["-c", "Get-ThreadRun t r -ApiKey $env:MINE"],
        ["-c", "$key = Get-Content key; Get-ThreadRun t r -ApiKey $key"],
        ["-c", "$env:OPENAI_API_KEY = $env:MINE; Get-ThreadRun t r"],
        ["-c", '-ApiKey = "x"'],
        ["-f", "script.ps1"],
        ["Request-Response", "-ApiKey", "-Model", "x", "-WhatIf"],
    ],
)
def test_other_keys_are_no_matter(user: User, given: list[str]) -> None:
    (user.home / "key").write_text(CANARY)
    (user.home / "script.ps1").write_text(f"Get-ThreadRun t r -ApiKey {CANARY}")
    assert "NOTE: The key" not in user.run(*given, cwd=user.home, MINE=CANARY).err
    text = f"Get-ThreadRun t r -ApiKey {CANARY}".encode()
    assert user.run("-c", "-", stdin=text).err == ""
