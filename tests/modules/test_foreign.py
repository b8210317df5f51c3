"""Two modules for other services, of help files alone, against servers that refuse whatever they do not expect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pscompat
from pscompat.dotnet.containers import SecureString
from pscompat.dotnet.credentials import PSCredential
from pscompat.dotnet.times import DateTime
from pscompat.engine.streams import CollectingStreams

from .strict import KEY, PASSWORD, SECRET, USER, Forge, StrictServer, Tracker

FOLDER = Path(__file__).parent / "foreign"
ROOT = Path(__file__).parent.parent.parent
NOON = DateTime(638_999_424_000_000_000, "Utc")
PROJECT = "group one/tools"


def load(server: StrictServer) -> tuple[Any, CollectingStreams]:
    streams = CollectingStreams()
    name = type(server).__name__.lower()
    environment = {
        "TRACKER_URL": server.base_url,
        "TRACKER_USER": USER,
        "TRACKER_PASSWORD": PASSWORD,
        "FORGE_URL": server.base_url,
        "FORGE_KEY": KEY,
        "FORGE_SECRET": SECRET,
    }
    return pscompat.load(str(FOLDER / name), streams=streams, environment=environment), streams


def messages(streams: CollectingStreams) -> list[str]:
    return [each.message for each in streams.errors]


@pytest.mark.parametrize("name", ["tracker", "forge"])
def test_help_files_alone(name: str) -> None:
    assert not (FOLDER / name / "cmdlets").exists()
    assert len(list((FOLDER / name / "help").glob("*-*.yaml"))) >= 6
    done = subprocess.run(
        [sys.executable, "-m", "pscompat", "help", "check", str(FOLDER / name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "0 errors, 0 warnings" in done.stdout
    assert done.returncode == 0


def test_the_server_refuses_what_it_does_not_expect() -> None:
    import urllib.error
    import urllib.request

    with Forge() as server:
        for target in ("/projects/p/branches", f"/projects/p/branches?api_key={KEY}&colour=red"):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(server.base_url + target, timeout=10)
            assert caught.value.code in (400, 401)


def test_a_list_by_offset() -> None:
    with Tracker() as server:
        tracker, streams = load(server)
        found = tracker.invoke("Find-TrackerIssue", "a b & c", Field=["key", "title"], Since=NOON, Closed=True, First=9)
        assert [each["key"] for each in found] == [f"T-{number}" for number in range(1, 10)]
        assert found[0]["created"] == DateTime(639_316_296_000_000_000, "Utc")
        fixed = "strict=true&version=2.0&maxResults=4"
        query = f"q=a%20b%20%26%20c&fields=key%2Ctitle&since=2025-11-28&closed=true&{fixed}"
        assert [each.target for each in server.received] == [
            f"/rest/2/search?{query}{rest}" for rest in ("", "&startAt=4", "&startAt=8")
        ]
        assert len(tracker.invoke("Find-TrackerIssue", All=True)) == 10
        assert messages(streams) == streams.warnings == []


def test_one_issue_with_its_dates_and_its_etag() -> None:
    with Tracker() as server:
        tracker, streams = load(server)
        (issue,) = tracker.invoke("Get-TrackerIssue", "T/1 ä")
        assert server.received[0].target == "/rest/2/issue/T%2F1%20%C3%A4"
        assert (issue["ETag"], issue["updated"], issue["created"].kind) == ('"7"', 0, "Local")
        (changed,) = tracker.invoke("Set-TrackerIssue", "T-9", Title="new", input=[{"ETag": '"7"'}])
        assert changed["title"] == "new"
        assert tracker.invoke("Set-TrackerIssue", "T-1", Title="new", ETag='"7"') == []
        assert messages(streams) == []
        tracker.invoke("Set-TrackerIssue", "T-9", Title="new", ETag='"6"')
    assert messages(streams) == ["Tracker returned 412 (Precondition Failed): somebody else was faster"]


def test_bodies_of_every_kind(tmp_path: Path) -> None:
    (tmp_path / 'a"b ä.txt').write_text("one")
    (tmp_path / "c.bin").write_bytes(b"\0\r\n")
    with Tracker() as server:
        tracker, streams = load(server)
        (made,) = tracker.invoke("New-TrackerIssue", "Title", Label=["x"], Due=NOON, Estimate=1.5)
        assert made["key"] == "T-5"
        assert server.received[0].json == {
            "fields": {
                "title": "Title",
                "labels": ["x"],
                "due": 1764345600,
                "estimate": 1.5,
                "schema": "2.0",
                "draft": False,
                "watched": "true",
                "template": "{title} for $5",
            }
        }
        assert tracker.invoke("Add-TrackerLabel", "T-1", ["a", "b"]) == []
        assert server.received[1].json[1] == {"op": "add", "path": "/labels/-", "value": "b"}
        (comment,) = tracker.invoke("Add-TrackerComment", "T-1", "zwei\nZeilen ü", Mention=["ada", "bob"])
        assert (comment["text"], comment["told"]) == ("zwei\nZeilen ü", ["ada", "bob"])
        files = [str(tmp_path / name) for name in ('a"b ä.txt', "c.bin")]
        first, second = tracker.invoke("Add-TrackerAttachment", "T-1", files)
        disposition = 'Content-Disposition: form-data; name="file"; filename='
        assert f'{disposition}"a%22b ä.txt"\r\nContent-Type: text/plain\r\n\r\none\r\n' in first["form"]
        assert f'{disposition}"c.bin"\r\nContent-Type: application/octet-stream\r\n\r\n\0\r\n' in second["form"]
        assert 'name="comment"\r\n\r\nThe file ' in first["form"]
        tracker.invoke("Add-TrackerAttachment", "T-1", files[1:], Silent=True)
        assert server.received[-1].target.endswith("/attachments?notify=false")
        assert messages(streams) == []
        assert tracker.invoke("Remove-TrackerIssue", "T-1") == []
        assert tracker.invoke("Add-TrackerAttachment", "T-1") == []
    assert messages(streams) == ["There is nothing to repeat the request for: $Path has no value."]


@pytest.mark.parametrize(("project", "message"), [("p", ""), ("full", "The export failed: no room.")])
def test_a_job_is_asked_for_at_its_location(project: str, message: str) -> None:
    with Tracker() as server:
        tracker, streams = load(server)
        found = tracker.invoke("Export-Tracker", project, Tag=["a b", "c"])
        assert server.received[0].body == b"format=json&tags=a+b%2Bc&deep=true"
        assert [each.target for each in server.received[1:]] == [f"/rest/2/exports/{project}"] * 3
    assert messages(streams) == [message] * bool(message)
    assert [dict(each) for each in found] == ([] if message else [{"file": "a", "count": 3}])


def test_an_error_tells_what_the_service_tells() -> None:
    with Tracker() as server:
        tracker, streams = load(server)
        tracker.invoke("Get-TrackerIssue", "none")
    (error,) = streams.errors
    assert error.message == "Tracker returned 404 (Not Found): there is no issue\tnone"
    told = {name: error.data[name] for name in ("status", "code", "url")}
    assert told == {"status": 404, "code": "gone", "url": f"{server.base_url}/issue/none"}
    assert error.data["request_id"].startswith("req_")


def test_the_user_and_the_password() -> None:
    with Tracker() as server:
        environment = {"TRACKER_URL": server.base_url, "TRACKER_USER": "eve", "TRACKER_PASSWORD": "none"}
        streams = CollectingStreams()
        tracker = pscompat.load(str(FOLDER / "tracker"), streams=streams, environment=environment)
        credential = PSCredential(USER, SecureString(PASSWORD))
        assert len(tracker.invoke("Get-TrackerIssue", "T-1", Credential=credential)) == 1
        assert tracker.invoke("Get-TrackerIssue", "T-1") == []
        assert messages(streams) == ["Tracker returned 401 (Unauthorized): who are you?"]
        del environment["TRACKER_USER"]
        with pytest.raises(pscompat.errors.CommandError, match="Say who you are"):
            pscompat.load(str(FOLDER / "tracker"), environment=environment).invoke("Get-TrackerIssue", "T-1")


def test_a_list_by_its_link_headers() -> None:
    with Forge() as server:
        forge, streams = load(server)
        found = forge.invoke("Get-ForgeBranch", PROJECT, First=5)
        assert [each["name"] for each in found] == ["b1", "b2", "b3", "b4", "b5"]
        path = "/api/v4/projects/group%20one%2Ftools/branches"
        assert [each.target for each in server.received] == [
            f"{path}?per_page=3&api_key={KEY}",
            f"{path}?page=2&per_page=3&api_key={KEY}",
        ]
        assert len(forge.invoke("Get-ForgeBranch", PROJECT, All=True)) == 7
        assert streams.warnings == []
        assert len(forge.invoke("Get-ForgeBranch", PROJECT)) == 2
        assert streams.warnings == ["There is more data that has not been retrieved."]
        forge.invoke("Get-ForgeBranch", PROJECT, Label=["x y", "z"], Filter={"state": "on", "by": {"name": True}})
        query = "labels%5B%5D=x%20y&labels%5B%5D=z&filter%5Bstate%5D=on&filter%5Bby%5D%5Bname%5D=true"
        assert server.received[-1].target == f"{path}?{query}&api_key={KEY}"
        forge.invoke("Get-ForgeBranch", PROJECT, ActiveSince=NOON)
        assert "since=2025-11-28T16%3A00%3A00Z" in server.received[-1].target
        (branch,) = forge.invoke("Get-ForgeBranch", PROJECT, "feature/a b")
        assert (branch["name"], branch["project"]) == ("feature/a b", PROJECT)
        assert messages(streams) == []


def test_a_form_a_patch_and_a_file_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(bytes(range(256)) * 300)
    with Forge() as server:
        forge, streams = load(server)
        (tag,) = forge.invoke("New-ForgeTag", PROJECT, "v1 +", "abc", Reviewer=["ä", "b"])
        assert tag["form"] == [
            ["tag_name", "v1 +"],
            ["ref", "abc"],
            ["reviewers[]", "ä"],
            ["reviewers[]", "b"],
            ["signed", "false"],
            ["format", "1"],
        ]
        assert server.received[0].body.startswith(b"tag_name=v1+%2B&ref=abc")
        (project,) = forge.invoke("Set-ForgeProject", PROJECT, Archived=False)
        assert dict(project) == {"project": PROJECT, "archived": False}
        (stored,) = forge.invoke("Publish-ForgeFile", PROJECT, str(tmp_path / "data"), "a/b", Expires=NOON)
        assert (stored["size"], stored["expires"]) == (76800, "Fri, 28 Nov 2025 16:00:00 GMT")
        forge.invoke("Save-ForgeFile", PROJECT, "a/b", str(tmp_path / "copy"))
        assert (tmp_path / "copy").read_bytes() == (tmp_path / "data").read_bytes()
        assert messages(streams) == []


def test_a_job_is_asked_for_by_a_command() -> None:
    with Forge() as server:
        forge, streams = load(server)
        (pipeline,) = forge.invoke("Start-ForgePipeline", PROJECT, "main", Variable={"A": 1})
        assert (pipeline["id"], pipeline["status"], pipeline.type_names) == (7, "success", ("Forge.Pipeline",))
        assert server.received[0].json == {"ref": "main", "variables": [{"key": "A", "value": 1}]}
        assert server.polls == 3
        assert messages(streams) == []


def test_a_list_whose_cursor_is_in_the_body() -> None:
    with Forge() as server:
        forge, streams = load(server)
        assert [each["id"] for each in forge.invoke("Search-Forge", "x", All=True)] == [1, 2, 3, 4, 5]
        assert [each["id"] for each in forge.invoke("Search-Forge", "x", First=3)] == [1, 2, 3]
        assert server.received[-1].json["variables"] == {"q": "x", "size": 3}
        assert [each["id"] for each in forge.invoke("Search-Forge", "x")] == [1, 2]
        assert server.received[0].json["query"].startswith("query($q: String!, $after: String) { search(")
        assert messages(streams) == []
    assert streams.warnings == ["There is more data that has not been retrieved."]


def test_no_secret_is_shown() -> None:
    with Forge() as server:
        forge, streams = load(server)
        forge.invoke("Get-ForgeBranch", PROJECT, Filter={"colour": "red"}, Verbose=True, Debug=True)
        forge.invoke("Get-ForgeBranch", PROJECT, All=True, Verbose=True, Debug=True)
        assert messages(streams) == ["Forge returned 400 (Bad Request): unexpected field filter[colour]"]
        told = "\n".join([*streams.messages, *streams.debug_messages, str(streams.errors[0].data)])
    assert "filter%5Bcolour%5D=red" in told
    assert KEY not in told
    assert SECRET not in told


@pytest.mark.parametrize("style", ["text", "json", "curl"])
def test_a_dry_run_shows_the_request_without_its_secrets(style: str) -> None:
    import os

    done = subprocess.run(
        [
            *(sys.executable, "-m", "pscompat", "--module", str(FOLDER / "forge"), f"--dry-run={style}"),
            *("New-ForgeTag", PROJECT, "v1", "abc"),
        ],
        cwd=ROOT,
        env={**os.environ, "FORGE_KEY": KEY, "FORGE_SECRET": SECRET, "FORGE_URL": "https://forge.example/api/v4"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "https://forge.example/api/v4/projects/group%20one%2Ftools/tags?api_key=********" in done.stdout
    assert "tag_name=v1&ref=abc&signed=false&format=1" in done.stdout
    assert KEY not in done.stdout
    assert SECRET not in done.stdout
