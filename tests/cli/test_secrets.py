"""Secrets are on no stream but among the records: many commands against a server that quotes what it was sent."""

from __future__ import annotations

import json
import pickle
import socket
from collections.abc import Iterator
from pathlib import Path
from traceback import format_exception
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest

import pscompat

from ..api.modules import folder
from ..http.loopback import Loopback, Received, respond
from .processes import on_terminal, run

KEY = "canary-of-the-environment"
SECRETS = {
    "key": KEY,
    "short key": "k3y%8chr",
    "given key": "canary-given-1",
    "context key": "canary-context-2",
    "address": "canarypass3",
    "header": "canary-header-4",
    "authorization": "canary/auth+5",
    "query": "canary-query-6",
    "body": 'canary"body\\7',
    "sensitive": "canary-sensitive-8",
    "cookie": "canary-cookie-9",
}
HEADERS = (
    f"@{{'X-Api-Key'='{SECRETS['header']}'; Authorization='Bearer {SECRETS['authorization']}'; 'X-Plain'='plain'}}"
)
QUERY = f"@{{access_token='{SECRETS['query']}'; plain=1}}"
BODY = f"@{{password='{SECRETS['body']}'; plain=1}}"
ADDED = f"-AdditionalHeaders {HEADERS} -AdditionalQuery {QUERY}"
LOUD = "-Verbose -Debug"


def quoting(status: int) -> Any:
    """An answer of that status, whose body and headers quote the request, whole and piece by piece."""

    def answer(request: Received, connection: socket.socket) -> bool:
        sent = json.loads(request.body) if request.body else {}
        pieces = [*request.headers.values(), *map(str, sent.values())]
        pieces += [value.rpartition(" ")[2] for value in request.headers.values()]
        pieces += [value for _, value in parse_qsl(request.target.partition("?")[2])]
        quoted = f"You sent {request.target} with {request.headers} and {request.body.decode()}: {' '.join(pieces)}"
        body = {"id": quoted, "object": "thread.run", "error": {"message": quoted, "code": None}, "data": []}
        headers = {"x_request_id": request.headers.get("authorization", ""), "set_cookie": SECRETS["cookie"]}
        headers["openai_processing_ms"] = request.headers.get("x-api-key", "")
        connection.sendall(respond(body, status, "Reason", **headers))
        return True

    return answer


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[int, Loopback]]:
    """One that answers, one that refuses, one that fails."""
    with Loopback(quoting(200)) as good, Loopback(quoting(401)) as refusing, Loopback(quoting(500)) as failing:
        yield {200: good, 401: refusing, 500: failing}


def leaks(text: str) -> list[str]:
    """The secrets that a text holds, as they are, as JSON or an address has them, or more than a few letters of one."""
    text = text.replace("\n", "")
    found = []
    for name, secret in SECRETS.items():
        for form in (secret, json.dumps(secret)[1:-1], quote(secret, safe="")):
            size = min(len(form) - 1, 12)
            if any(form[start : start + size] in text for start in range(len(form) - size + 1)):
                found.append(name)
                break
    return found


LINES = [
    f"Get-ThreadRun {KEY} {ADDED} {LOUD}",
    f"Get-ThreadRun t r {ADDED} {LOUD}",
    f"Get-ThreadRun t r -ApiKey {SECRETS['given key']} {LOUD}",
    f"Get-ThreadRun t {SECRETS['given key']} -ApiKey {SECRETS['given key']} {LOUD}",
    f"Get-ThreadRun t r -MaxRetryCount 1 {ADDED}",
    f"Request-Response hi {ADDED} -AdditionalBody {BODY} {LOUD}",
    f"Request-Response {KEY} {LOUD}",
    f"Set-OpenAIContext -ApiKey {SECRETS['context key']}; Get-ThreadRun {SECRETS['context key']} r {LOUD}",
    f"$global:OPENAI_API_KEY = '{SECRETS['short key']}'; Get-ThreadRun '{SECRETS['short key']}' r {LOUD}",
    f"Remove-Thread {KEY} -WhatIf",
    f"Get-OpenAIModels {ADDED} {LOUD}",
    f"Get-ThreadRun t r -WarningAction Stop -MaxRetryCount 1 {ADDED}",
]


@pytest.mark.parametrize(("status", "output"), [(200, "json"), (401, "auto"), (500, "json")])
@pytest.mark.parametrize("line", LINES)
def test_a_service_may_quote_what_it_was_sent(
    servers: dict[int, Loopback], line: str, status: int, output: str
) -> None:
    more = {"OPENAI_API_KEY": KEY}
    done = run("-o", output, "-c", line, server=servers[status], more=more)
    assert leaks(done.err) == []
    assert leaks(done.out) == [] or status == 200
    assert done.err or done.out


UNSENT = [
    f"Get-ThreadRun {KEY} {ADDED}",
    f"Get-ThreadRun t {SECRETS['given key']} -ApiKey {SECRETS['given key']} {ADDED}",
    f"Request-Response hi {ADDED} -AdditionalBody {BODY}",
    f"Request-Response hi -AdditionalBody ([pscustomobject]{BODY})",
    f"Request-Response {SECRETS['sensitive']} -RemoteMCPAuthorization {SECRETS['sensitive']}",
    f"Get-ThreadRun t -Order {KEY.upper()}",
    f"Get-ThreadRun t -ApiBase 'http://user:{SECRETS['address']}@127.0.0.1:1/v1'",
    f"Get-ThreadRun -Limit {KEY}",
    f"Get-ThreadRun -Limit {SECRETS['given key']} -ApiKey {SECRETS['given key']}",
    f"Get-ThreadRun a b c {KEY}",
    f"Get-ThreadRun t -Nope {KEY} -ApiKey {SECRETS['given key']} -AdditionalHeaders {HEADERS}",
    f"Get-ThreadRun t -Order '@{{X-Api-Key={SECRETS['header']};x=1}}'",
    f"'{KEY}', 1 | Get-ThreadRun -Limit 500",
]


@pytest.mark.parametrize(
    "options",
    [
        ("bind",),
        ("bind", "-o", "json"),
        ("--explain",),
        ("-o", "json", "--explain"),
        ("--dry-run", "curl"),
    ],
    ids=" ".join,
)
def test_what_is_only_shown_shows_none(options: tuple[str, ...]) -> None:
    done = run(*options, "-c", "\n".join(UNSENT), more={"OPENAI_API_KEY": KEY})
    assert [(name, line) for line in (done.out + done.err).split("\n") for name in leaks(line)] == []
    # Each line was come to.
    assert (done.out + done.err).count("Get-ThreadRun") + (done.out + done.err).count("/threads/") >= 9


WORDS: list[tuple[str, ...]] = [
    ("Get-ThreadRun", "t", "-AdditionalHeaders", f"@{{X-Api-Key={SECRETS['header']};X-Plain=plain}}"),
    ("Get-ThreadRun", "t", "-AdditionalHeaders", HEADERS, "-Limit", "x"),
    ("Request-Response", "hi", "-AdditionalBody", f"{{'password': '{SECRETS['header']}'"),
    (KEY,),
    (f'{{"password":"{SECRETS["header"]}"}}',),
    ("-o", KEY, "x"),
    ("--query", KEY + "[", "Get-ThreadRun"),
    ("--module", KEY, "Get-ThreadRun"),
    ("-c", f"Get-ThreadRun '{KEY}' ("),
    ("-c", f"{'x' * 60} '{KEY}' {'x' * 30} ("),
    ("-c", f"[int]'{KEY}'"),
    ("-c", f"git {KEY}"),
    ("-f", KEY),
    ("-c", f"Set-OpenAIContext -ApiKey {SECRETS['context key']}; Get-ThreadRun t -Limit {SECRETS['context key']}"),
    ("-c", f"$global:OPENAI_API_KEY = '{SECRETS['short key']}'; Get-ThreadRun t -Limit '{SECRETS['short key']}'"),
    ("bind", "Get-ThreadRun", "t", "r", "x", KEY),
    ("--explain", "Get-ThreadRun", "t", "r", "x", KEY),
]


@pytest.mark.parametrize("output", ["auto", "json"])
@pytest.mark.parametrize("words", WORDS, ids=lambda words: " ".join(words)[:40])
def test_what_is_refused_repeats_none(words: tuple[str, ...], output: str) -> None:
    done = run("-o", output, *words, more={"OPENAI_API_KEY": KEY})
    assert done.code in (1, 2)
    assert leaks(done.out + done.err) == []
    assert done.err or done.out


def test_an_address_with_a_password_is_shown_nowhere(servers: dict[int, Loopback]) -> None:
    address = servers[401].base.replace("//", f"//user:{SECRETS['address']}@")
    for words in (("Get-ThreadRun", "t", "-Verbose", "-Debug"), ("--explain", "Get-ThreadRun", "t")):
        done = run(*words, more={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": address})
        assert leaks(done.out + done.err) == []


def test_verbose_shows_no_part_of_the_key(servers: dict[int, Loopback]) -> None:
    done = run(
        "Get-ThreadRun", "t", "r", "-Verbose", server=servers[200], more={"OPENAI_API_KEY": "sk-abcdefghijklmno"}
    )
    assert "VERBOSE: API key to be used is ***************\n" in done.err
    assert "sk-" not in done.err


def test_records_are_never_altered(servers: dict[int, Loopback]) -> None:
    done = run("-o", "json", "Get-ThreadRun", "t", "r", server=servers[200], more={"OPENAI_API_KEY": KEY})
    assert f"Bearer {KEY}" in json.loads(done.out)[0]["id"]
    written = run("-c", f"'{KEY}' | Select-Object -First 1", more={"OPENAI_API_KEY": KEY})
    assert written.out == f"{KEY}\n"


HANDLER = """
import os


def process(call):
    values = call.values.as_dict()
    key = values["Key"].reveal() if hasattr(values["Key"], "reveal") else values["Key"]
    call.warn(f"warned of {key}")
    call.verbose(f"told of {key}")
    call.information(f"informed of {key}")
    call.progress(f"works with {key}", key, 50)
    if call.should_process(key):
        raise ValueError("x" * 270 + f" {key}", {"key": key}) from Own(key)
    return []


class Own(Exception):
    def __str__(self):
        return os.environ.get("OPENAI_API_KEY", "")
"""
HELP = """
metadata: {document type: cmdlet, title: Test-It, Module Name: Own, PlatyPS schema version: 2024-05-01}
title: Test-It
synopsis: Tests it.
parameters:
- {name: Key, type: TYPE, parameterSets: [{name: (All), position: '0'}], pscompat: {sensitive: true TRANSFORM}}
pscompat: {handler: it, supportsShouldProcess: true}
"""


@pytest.mark.parametrize("kind", ["System.String", "System.Security.SecureString"])
@pytest.mark.parametrize("more", [{}, {"PSCOMPAT_TRACEBACK": "1"}], ids=["", "traceback"])
@pytest.mark.parametrize("words", [(), ("-WhatIf",), ("-Verbose", "-InformationAction", "Continue")], ids=" ".join)
def test_a_handler_may_tell_a_sensitive_value(
    tmp_path: Path, kind: str, more: dict[str, str], words: tuple[str, ...]
) -> None:
    module = folder(tmp_path, HANDLER)
    transform = ", transform: [secureString]" if kind.endswith("SecureString") else ""
    text = HELP.replace("TYPE", kind).replace(" TRANSFORM", transform)
    (module / "help" / "Test-It.yaml").write_text(text.lstrip())
    secret = SECRETS["sensitive"]
    code, shown = on_terminal("--module", str(module), "Test-It", secret, *words, more={**more, "OPENAI_API_KEY": KEY})
    assert leaks(shown) == []
    assert code == (0 if words == ("-WhatIf",) else 1)


def test_python_gets_no_secret_in_an_error_or_what_is_behind_it(tmp_path: Path) -> None:
    module = folder(tmp_path, HANDLER)
    (module / "help" / "Test-It.yaml").write_text(
        HELP.replace("TYPE", "System.String").replace(" TRANSFORM", "").lstrip()
    )
    streams = pscompat.CollectingStreams()
    with pscompat.load(module, streams=streams) as loaded, pytest.raises(pscompat.CommandError) as failed:
        loaded.invoke("Test-It", SECRETS["sensitive"], WarningVariable="w", Verbose=True)
    assert leaks("".join(format_exception(failed.value))) == []
    assert leaks(repr([failed.value.records, streams.warnings, streams.messages, loaded.session.variables["w"]])) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda module: module.run(f"Get-ThreadRun '{KEY}' ("),
        lambda module: module.run(f"git {KEY}"),
        lambda module: module.run(f"[int]'{KEY}'"),
        lambda module: module.invoke(KEY),
        lambda module: module.invoke("Get-ThreadRun", "t", Limit=KEY),
        lambda module: module.invoke(
            "Get-ThreadRun",
            input=[{"ThreadId": "t", "x": KEY}],
            Limit=SECRETS["given key"],
            ApiKey=SECRETS["given key"],
        ),
        lambda module: module.bind("Get-ThreadRun", "t", Limit=KEY),
        lambda module: module.bind("Get-ThreadRun", "a", "b", "c", KEY),
        lambda module: module.invoke("Get-ThreadRun", KEY),
    ],
)
def test_errors_in_python_hold_none(servers: dict[int, Loopback], act: Any) -> None:
    environment = {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": servers[401].base}
    with pscompat.load("PSOpenAI", environment=environment) as module, pytest.raises(pscompat.PscompatError) as raised:
        act(module)
    error = raised.value
    told = [str(error), error.hint, error.args, getattr(error, "excerpt", ""), getattr(error, "records", "")]
    assert leaks(repr(told)) == []
    assert leaks(str(pickle.dumps(error))) == []


@pytest.mark.parametrize("line", [("t", KEY), ("a", "b", "c", KEY)])
def test_explanations_in_python_repeat_none(line: tuple[str, ...]) -> None:
    with pscompat.load("PSOpenAI", environment={"OPENAI_API_KEY": KEY}) as module:
        found = module.bind("Get-ThreadRun", *line, explain=True)
    told = [found.origins, found.leftover, found.unread, found.warnings, found.error and str(found.error)]
    assert leaks(repr(told)) == []
    assert line[0] in found.bound.values() or found.error
