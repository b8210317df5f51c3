"""Set-, Get- and Clear-OpenAIContext: what holds for later calls, and what comes before what (psopenai.md §3)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pscompat
from pscompat.engine.streams import CollectingStreams

from ..http.loopback import Loopback, respond
from .face import KEY, ROOT, Face, azure

OTHER = "sk-other-0123456789abcdefghij"
THIRD = "sk-third-0123456789abcdefghij"


@pytest.mark.parametrize(
    ("before", "parameters", "key", "organization"),
    [
        ("", "", KEY, "org-env"),
        (f"$global:OPENAI_API_KEY = '{OTHER}'; $global:OPENAI_ORGANIZATION = 'org-var'", "", OTHER, "org-var"),
        ("$global:OPENAI_API_KEY = 5; $global:OPENAI_ORGANIZATION = 5", "", KEY, "org-env"),
        (f"$global:OPENAI_API_KEY = '{OTHER}'; Set-OpenAIContext -ApiKey {THIRD}", "", THIRD, "org-env"),
        (f"Set-OpenAIContext -ApiKey {OTHER} -Organization org-ctx", "", OTHER, "org-ctx"),
        (f"Set-OpenAIContext -ApiKey {OTHER} -Organization org-ctx", f"-ApiKey {THIRD} -OrgId org-p", THIRD, "org-p"),
        (f"Set-OpenAIContext -ApiKey {OTHER}", "-ApiKey $null", KEY, "org-env"),
        ("Set-OpenAIContext -Organization org-ctx", "-Organization ''", KEY, "org-env"),
        (f"Set-OpenAIContext -ApiKey {OTHER} -Organization org-ctx; Clear-OpenAIContext", "", KEY, "org-env"),
    ],
)
def test_key_and_organization(before: str, parameters: str, key: str, organization: str) -> None:
    with Loopback(respond({})) as server:
        face = Face(server, OPENAI_ORGANIZATION="org-env")
        face.line(before)
        face.line(f"Get-Container c {parameters}")
    assert face.errors == []
    assert face.sent[0].headers["authorization"] == f"Bearer {key}"
    assert face.sent[0].headers["openai-organization"] == organization


@pytest.mark.parametrize(
    ("before", "parameters", "answers"),
    [
        ("", "", "environment"),
        ("$global:OPENAI_API_BASE = '{other}'", "", "other"),
        ("$global:OPENAI_API_BASE = 5", "", "environment"),
        ("Set-OpenAIContext -ApiBase '{other}'", "-ApiBase $null", "environment"),
        ("Set-OpenAIContext -ApiBase '{other}'", "", "other"),
        ("$global:OPENAI_API_BASE = '{environment}'; Set-OpenAIContext -ApiBase '{other}'", "", "other"),
        ("Set-OpenAIContext -ApiBase '{other}'", "-ApiBase '{environment}'", "environment"),
        ("Set-OpenAIContext -ApiBase '{other}'; Clear-OpenAIContext", "", "environment"),
    ],
)
def test_base(before: str, parameters: str, answers: str) -> None:
    with Loopback(respond({})) as server, Loopback(respond({})) as other:
        places = {"environment": server.base, "other": other.base}
        face = Face(server)
        face.line(before.format_map(places))
        face.line(f"Get-Container c {parameters.format_map(places)}")
        asked = {"environment": server.received, "other": other.received}
    assert face.errors == []
    assert {name: len(received) for name, received in asked.items()} == {"environment": 0, "other": 0, answers: 1}


def test_the_last_line_stays_for_the_rest() -> None:
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line(f"Set-OpenAIContext -ApiType Azure -ApiBase '{server.base.removesuffix('/v1')}'")
        face.line("Get-Assistant asst_1; Get-Assistant asst_1 -ApiVersion v1; Set-OpenAIContext -AuthType azure_ad")
        face.line("Get-Assistant asst_1")
    assert face.targets == [
        "GET /openai/assistants/asst_1?api-version=2025-04-01-preview",
        "GET /openai/assistants/asst_1?api-version=v1",
        "GET /openai/assistants/asst_1?api-version=2025-04-01-preview",
    ]
    assert ["api-key" in each.headers for each in face.sent] == [True, True, False]
    assert face.sent[2].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("line", "kind", "authentication"),
    [
        ("Set-OpenAIContext -ApiType Azure", "Azure", "azure"),
        ("Set-OpenAIContext -ApiType Azure -AuthType azure_ad", "Azure", "azure_ad"),
        (
            "Set-OpenAIContext -ApiType Azure -AuthType azure_ad; Set-OpenAIContext -ApiBase http://x",
            "Azure",
            "azure_ad",
        ),
        ("Set-OpenAIContext -ApiType Azure; Set-OpenAIContext -ApiType OpenAI", "OpenAI", "openai"),
        ("Set-OpenAIContext -TimeoutSec 3", "OpenAI", "openai"),
        ("Clear-OpenAIContext", "OpenAI", "openai"),
    ],
)
def test_authentication_follows_the_kind_of_service(line: str, kind: str, authentication: str) -> None:
    face = Face()
    face.line(line)
    (context,) = face.line("Get-OpenAIContext")
    assert (str(context["ApiType"]), context["AuthType"]) == (kind, authentication)


def test_a_context_shows_no_key() -> None:
    done = run("-c", f"Set-OpenAIContext -ApiKey {OTHER} -TimeoutSec 5; Get-OpenAIContext")
    assert done.returncode == 0
    assert OTHER not in done.stdout + done.stderr
    assert '"TimeoutSec":5' in done.stdout.replace(" ", "")


def test_a_context_belongs_to_one_module_object() -> None:
    with Loopback(respond({})) as server:
        environment = {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": server.base}
        one, two = (pscompat.load(str(ROOT), environment=environment, streams=CollectingStreams()) for _ in range(2))
        one.invoke("Set-OpenAIContext", ApiKey=OTHER)
        one.invoke("Get-Container", "c")
        two.invoke("Get-Container", "c")
        sent = [each.headers["authorization"] for each in server.received]
    assert sent == [f"Bearer {OTHER}", f"Bearer {KEY}"]


def test_a_context_holds_for_a_line_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "lines.ps1").write_text(f"Set-OpenAIContext -ApiKey {OTHER}\n\nGet-Container c\n")
    with Loopback(respond({})) as server:
        for words in (
            ["-c", f"Set-OpenAIContext -ApiKey {OTHER}; Get-Container c"],
            ["-f", str(tmp_path / "lines.ps1")],
            ["Get-Container", "c"],
        ):
            assert run(*words, OPENAI_API_BASE=server.base).returncode == 0
        sent = [each.headers["authorization"] for each in server.received]
    assert sent == [f"Bearer {OTHER}", f"Bearer {OTHER}", f"Bearer {KEY}"]


def test_azure_needs_an_address() -> None:
    face = Face(OPENAI_API_BASE="")
    face.line("Get-Assistant asst_1 -ApiType Azure")
    assert face.errors == ['Please specify your Azure OpenAI Endpoint to "ApiBase" parameter.']


def test_azure_deployments() -> None:
    with Loopback(respond({"data": []})) as server:
        face = Face(server)
        for name in ("Request-Embeddings -Text Hi", "Request-AudioSpeech -Text Hi -OutFile x.mp3"):
            face.line(f"{name} -Model 'my model' {azure(server)} -ApiVersion v1")
        face.line(f"Get-OpenAIFile file_1 {azure(server)} -AuthType azure_ad -ApiVersion v1")
    paths = [each.target.partition("?")[0] for each in face.sent]
    assert paths[0].startswith("/openai/deployments/my")
    assert paths[0].endswith("/embeddings")
    assert paths[1].endswith("/audio/speech")
    assert paths[2] == "/openai/files/file_1"
    assert {each.target.partition("?")[2] for each in face.sent} == {"api-version=v1"}


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own: dict[str, Any] = {"OPENAI_API_KEY": KEY, "PATH": "", **environment}
    line = [sys.executable, "-m", "pscompat", "-o", "json", *words]
    return subprocess.run(line, env=own, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)


def test_the_sandbox_knows_only_its_own_key_and_address() -> None:
    context = "Set-OpenAIContext -ApiKey x -ApiBase http://127.0.0.1:1/v1"
    found = pscompat.run(f"{context}; Get-Thread thread_abc123; Get-Thread thread_abc123 -ApiKey y", sandbox=True)
    assert [thread["id"] for thread in found] == ["thread_abc123"] * 2
