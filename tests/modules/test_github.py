"""A stranger's module: the README's two files add a cmdlet for another REST API, here a server that speaks GitHub's."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import pscompat
from pscompat.engine.streams import CollectingStreams

from ..http.loopback import Loopback, Received, respond

README = Path(__file__).parent.parent.parent / "README.md"
FOLDER = Path(tempfile.mkdtemp(prefix="pscompat-readme-")) / "github"
RELEASES = [
    {"id": 3, "tag_name": "v3", "name": "Three", "draft": True, "assets": []},
    {
        "id": 2,
        "tag_name": "v2",
        "name": "Two",
        "draft": False,
        "assets": [{"download_count": 5}, {"download_count": 2}],
    },
    {"id": 1, "tag_name": "v1", "name": "One", "draft": False, "assets": [{"download_count": 1}]},
]


@pytest.fixture(scope="module", autouse=True)
def _readme_module() -> Iterator[None]:
    """The module as the README's page on adding a cmdlet writes it."""
    blocks = re.findall(r"```yaml\n# github/(help/[\w.-]+)\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 2
    (FOLDER / "help").mkdir(parents=True)
    for name, text in blocks:
        (FOLDER / name).write_text(text, encoding="utf-8")
    yield
    shutil.rmtree(FOLDER.parent)


def github(request: Received, connection: socket.socket) -> bool:
    """Answers as ``GET /repos/{owner}/{repo}/releases…`` is documented to."""
    parts = urlsplit(request.target)
    if not parts.path.startswith("/v1/repos/octo/tools/releases"):
        connection.sendall(respond({"message": "Not Found", "status": "404"}, 404, "Not Found"))
        return True
    tag = parts.path.partition("/tags/")[2]
    answer: Any = next((release for release in RELEASES if release["tag_name"] == tag), None)
    headers = {}
    if not tag:
        query = parse_qs(parts.query)
        # A server may give fewer than it is asked for.
        size, page = min(2, int(query["per_page"][0])), int(query.get("page", ["1"])[0])
        answer = RELEASES[(page - 1) * size : page * size]
        if page * size < len(RELEASES):
            target = f"http://{request.headers['host']}{parts.path}?per_page={query['per_page'][0]}&page={page + 1}"
            headers["link"] = f'<{target}>; rel="next", <{parts.path}?page=9>; rel="last"'
    connection.sendall(respond(answer, 200, "OK", **headers))
    return True


def load(server: Loopback, token: str = "") -> tuple[Any, CollectingStreams]:
    streams = CollectingStreams()
    environment = {"GITHUB_API_URL": server.base, **({"GITHUB_TOKEN": token} if token else {})}
    return pscompat.load(str(FOLDER), streams=streams, environment=environment), streams


def test_releases_are_listed() -> None:
    with Loopback(github) as server:
        module, streams = load(server)
        found = module.invoke("Get-GitHubRelease", "octo/tools", First=2)
        assert [(each["name"], each["Downloads"]) for each in found] == [("Three", 0), ("Two", 7)]
        assert {each.type_names for each in found} == {("GitHub.Release",)}
        assert streams.warnings == ["Three is a draft."]
        (request,) = server.received
    assert request.target == "/v1/repos/octo/tools/releases?per_page=2"
    assert request.headers["accept"] == "application/vnd.github+json"
    assert request.headers["x-github-api-version"] == "2022-11-28"
    assert "authorization" not in request.headers


def test_releases_are_listed_page_by_page() -> None:
    with Loopback(github) as server:
        module, streams = load(server, "token-0123456789")
        assert [each["id"] for each in module.invoke("Get-GitHubRelease", "octo/tools", All=True)] == [3, 2, 1]
        path = "/v1/repos/octo/tools/releases?per_page"
        assert [each.target for each in server.received] == [f"{path}=100", f"{path}=100&page=2"]
        assert {each.headers["authorization"] for each in server.received} == {"Bearer token-0123456789"}
        assert [each["id"] for each in module.invoke("Get-GitHubRelease", "octo/tools")] == [3, 2, 1]
        assert [each.target for each in server.received[2:]] == [f"{path}=30", f"{path}=30&page=2"]
        assert [each["id"] for each in module.invoke("Get-GitHubRelease", "octo/tools", First=2)] == [3, 2]
        assert len(server.received) == 5
    assert {*streams.warnings} == {"Three is a draft."}


def test_one_release_by_its_tag() -> None:
    with Loopback(github) as server:
        module, _ = load(server, "token-0123456789")
        (release,) = module.invoke("Get-GitHubRelease", Tag="v2", input=["octo/tools"])
        assert release["id"] == 2
        assert server.received[0].headers["authorization"] == "Bearer token-0123456789"


def test_errors_are_the_services() -> None:
    with Loopback(github) as server:
        module, streams = load(server)
        assert module.invoke("Get-GitHubRelease", "octo/none") == []
    (error,) = streams.errors
    assert (error.command, error.message) == ("Get-GitHubRelease", "GitHub returned 404 (Not Found): Not Found")


def test_a_wrong_name_is_refused_before_anything_is_sent() -> None:
    with Loopback(github) as server:
        module, _ = load(server)
        with pytest.raises(pscompat.errors.BindingError):
            module.invoke("Get-GitHubRelease", "octo")
        assert server.received == []


def test_on_the_command_line() -> None:
    with Loopback(github) as server:
        result = subprocess.run(
            [sys.executable, "-m", "pscompat", "Get-GitHubRelease", "octo/tools", "-Tag", "v1"],
            env={"PSCOMPAT_MODULE_PATH": str(FOLDER), "GITHUB_API_URL": server.base, "PATH": ""},
            cwd=README.parent,
            capture_output=True,
            text=True,
            check=True,
        )
    assert json.loads(result.stdout)["tag_name"] == "v1"
