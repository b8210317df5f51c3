"""Slips in good files: each changes the request that would be sent, or is an error of the check."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import SecureString
from pscompat.dotnet.credentials import PSCredential
from pscompat.engine.commands import Commands
from pscompat.engine.session import Session
from pscompat.engine.streams import CollectingStreams
from pscompat.errors import PscompatError
from pscompat.helpfile.module import Module
from pscompat.helpfile.typed import constant
from pscompat.helpfile.yamltext import Mapping, Sequence, read_yaml
from pscompat.http.dry_run import DryTransport, NotSent
from pscompat.http.multipart import Upload
from pscompat.workshop.checking.checker import check_path
from pscompat.workshop.checking.findings import has_errors

FOREIGN = Path(__file__).parent / "foreign"
SEED, MUTATIONS = 18, 200
LOGIN = PSCredential("ada", SecureString("password:1"))
NOON = datetime(2026, 11, 30, 12)
FILE = str(Path(__file__))
ENVIRONMENT = {
    "TRACKER_USER": "ada",
    "TRACKER_PASSWORD": "password:1",
    "FORGE_KEY": "key-0123456789",
    "FORGE_SECRET": "secret-0123456789",
    "TRACKER_URL": "https://tracker.test/rest/2",
    "FORGE_URL": "https://forge.test/api/v4",
}
CALLS: dict[str, list[dict[str, Any]]] = {
    "Find-TrackerIssue": [
        {"Query": "q", "Field": ["a", "b"], "Since": NOON, "Closed": True, "First": 3},
        {"Query": "", "All": True},
        {"First": 9, "Credential": LOGIN},
    ],
    "Get-TrackerIssue": [{"Key": "a b"}],
    "New-TrackerIssue": [{"Title": "t", "Label": ["l"], "Due": NOON, "Estimate": 1.5}],
    "Set-TrackerIssue": [{"Key": "k", "Title": "t", "Assignee": "a", "ETag": "e"}],
    "Add-TrackerLabel": [{"Key": "k", "Label": ["a", "b"]}],
    "Add-TrackerComment": [{"Key": "k", "Text": "t", "Mention": ["a", "b"]}],
    "Add-TrackerAttachment": [{"Key": "k", "Path": [FILE]}, {"Key": "k", "Path": [FILE], "Silent": True}],
    "Export-Tracker": [{"Project": "p", "Tag": ["a", "b"]}],
    "Remove-TrackerIssue": [{"Key": "k"}],
    "Get-ForgeBranch": [
        {"Project": "p", "Name": "n"},
        {"Project": "p", "Label": ["a", "b"], "Filter": {"a": {"b": 1}}, "ActiveSince": NOON, "First": 2},
        {"Project": "p", "All": True, "Token": SecureString("another-key")},
    ],
    "New-ForgeTag": [{"Project": "p", "Name": "n", "Commit": "c", "Reviewer": ["a", "b"]}],
    "Set-ForgeProject": [{"Project": "p", "Description": "d", "Archived": True}],
    "Publish-ForgeFile": [{"Project": "p", "Path": FILE, "Name": "n", "Expires": NOON}],
    "Save-ForgeFile": [{"Project": "p", "Name": "n", "OutFile": "nowhere/x"}],
    "Get-ForgePipeline": [{"Project": "p", "Id": 7}],
    "Start-ForgePipeline": [{"Project": "p", "Ref": "r", "Variable": {"a": 1}}],
    "Search-Forge": [{"Text": "t", "First": 2}, {"Text": "t", "All": True}],
}
"""Calls of each command that give all its parameters."""
UNSEEN = re.compile(
    r"(?x) /types/ | /response$ | /services/\w+(/base)?$ | /views/ | /(name|version|description)$"
    r" | /endpoints/(errors|retries|hosts|mime_types)"
    r" | /request/(changes|errors)$ | /response/ | /credentials/\w+/required$"
    r" | /paginators/\w+/(input_token|output_token|next_url|counts|total|more_results|result_key)$"
)
"""What is about the answer, or a text for people: a slip there is noticed where it is an error."""
WORDS = re.compile(r"/(response|paginators/\w+|endpoints/(errors|retries))/\w+$")
"""Places of words, which are none when they are misspelt."""
EXPRESSIONS = ("/argument", "output_token", "_url", "result_key", "/total", "_results")
SHOWN = re.compile(r"^/(pscompat/re|endpoints/|credentials/|paginators/)")


class Plain(str):
    """A plain scalar that is a number or a truth value."""


def loaded(node: Any, quoted: bool = False) -> Any:
    if isinstance(node, Mapping):
        return {key: loaded(value, key in node.quoted) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [loaded(item, index in node.quoted) for index, item in enumerate(node)]
    return Plain(node) if isinstance(node, str) and not quoted and constant(node) != node else node


def dumped(node: Any) -> str:
    if isinstance(node, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {dumped(value)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return f"[{', '.join(map(dumped, node))}]"
    return "null" if node is None else str(node) if isinstance(node, Plain) else json.dumps(node)


Site = tuple[Any, Any, str]


def sites(node: Any, path: str = "") -> Iterator[Site]:
    """The holders, keys and paths of all that stands in a file."""
    for key in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, key, f"{path}/{key}"
        if isinstance(node[key], (dict, list)):
            yield from sites(node[key], f"{path}/{key}")


def misspelt(text: str, chance: random.Random) -> str:
    """The text with one letter twice; another name in any case."""
    places = [index for index, char in enumerate(text) if char.isalpha()]
    at = chance.choice(places)
    return text[:at] + text[at] + text[at:]


def slips(holder: Any, key: Any, path: str, chance: random.Random) -> str:
    """Make a slip at the place; what it was, empty where there is none to make."""
    value = holder[key]
    kinds = ["key", "value", "gone", "style"] if isinstance(holder, dict) else ["value"]
    kind = chance.choice(kinds)
    unseen = UNSEEN.search(path) is not None
    if kind == "key" and (not unseen or WORDS.search(path)) and any(map(str.isalpha, key)):
        members = {misspelt(each, chance) if each == key else each: holder[each] for each in holder}
        holder.clear()
        holder.update(members)
    elif kind == "gone" and not unseen and len(holder) > 1:
        del holder[key]
    elif kind == "style" and isinstance(value, Plain) and "/body" in path:
        holder[key] = str(value)
    elif kind == "style" and isinstance(value, str) and constant(value) != value and "/body" in path:
        holder[key] = Plain(value)
    elif kind == "value" and isinstance(value, Plain) and not unseen:
        holder[key] = Plain("true" if value == "false" else "false" if value == "true" else f"{value}1")
    elif kind == "value" and isinstance(value, str) and not isinstance(value, Plain):
        expression = value.startswith("$") or path.endswith(EXPRESSIONS)
        if expression and (unseen or chance.random() < 0.5):
            holder[key] = f"{value}["
        elif not unseen and any(map(str.isalpha, value)):
            holder[key] = misspelt(value, chance)
        else:
            return ""
    else:
        return ""
    return f"{kind} {path}: {value!r}"


def mutations() -> Iterator[tuple[str, str, str, str]]:
    """Module, file, its text with a slip, and what the slip is."""
    chance = random.Random(SEED)
    files = sorted(FOREIGN.glob("*/help/*.yaml"))
    made = 0
    while made < MUTATIONS:
        file = chance.choice(files)
        tree = loaded(read_yaml(file.read_bytes(), str(file)))
        holder, key, path = chance.choice(
            [each for each in sites(tree) if SHOWN.search(each[2])] or [(tree, "title", "")]
        )
        slip = slips(holder, key, path, chance) if path else ""
        if slip:
            made += 1
            yield file.parent.parent.name, file.name, dumped(tree), slip


def requests(folder: Path, commands: list[str], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The first request of each call, secrets and all; what refuses it otherwise."""
    sent: list[Any] = []

    def send(self: DryTransport, message: Any, deadline: Any) -> None:
        body = message.body.stream().read() if isinstance(message.body, Upload) else message.body
        shown = repr((message.method, message.whole_url(), sorted(message.all_headers().items()), body))
        sent.append(re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", shown))
        raise NotSent(message)

    monkeypatch.setattr(DryTransport, "send", send)
    for name in commands:
        for values in CALLS[name]:
            streams = CollectingStreams()
            try:
                session = Session([Module(str(folder))], streams=streams, clock=Clock(NOON, 0), environment=ENVIRONMENT)
                session.dry_run = "text"
                list(Commands(session).stream(name, values))
            except PscompatError as error:
                sent.append(str(error))
            sent.append([each.message for each in streams.errors])
    return sent


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSCOMPAT_CACHE", "off")


def test_no_slip_goes_unnoticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good: dict[str, list[Any]] = {}
    unnoticed = []
    for module, file, text, slip in mutations():
        folder = tmp_path / module
        (folder / "help").mkdir(parents=True, exist_ok=True)
        for each in (FOREIGN / module / "help").glob("*.yaml"):
            (folder / "help" / each.name).write_bytes(each.read_bytes())
        names = sorted(each.stem for each in (folder / "help").glob("*-*.yaml"))
        commands = names if file == "module.yaml" else [Path(file).stem]
        for command in commands:
            if command not in good:
                good[command] = requests(folder, [command], monkeypatch)
                assert len(good[command]) == 2 * len(CALLS[command]), good[command]
                assert not any(good[command][1::2]), good[command]
        (folder / "help" / file).write_text(text)
        if has_errors(check_path(str(folder)).findings):
            continue
        if requests(folder, commands, monkeypatch) == [each for command in commands for each in good[command]]:
            unnoticed.append(f"{file}: {slip}")
    assert unnoticed == []
