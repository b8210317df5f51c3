"""The shipped help files speak the request language: how many need no Python, and that every word serves several."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.clock import Clock
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import CollectingStreams
from pscompat.files import read_bytes
from pscompat.helpfile import request_words as words
from pscompat.helpfile.module import Module
from pscompat.helpfile.yamltext import read_yaml

from ..http.loopback import Loopback, respond
from .face import KEY, ROOT, Face

FOREIGN = ROOT / "tests/modules/foreign"
"""Modules for other services, which use what PSOpenAI has no use for."""
Requests = dict[str, dict[str, Any]]


def requests() -> Requests:
    """``request:`` and ``response:`` of each command that has them."""
    found = {}
    for path in sorted([*(ROOT / "help").glob("*-*.yaml"), *FOREIGN.glob("*/help/*-*.yaml")]):
        own: Any = read_yaml(read_bytes(str(path)), str(path))
        own = own.get("pscompat") or {}
        if "request" in own:
            found[path.stem] = {key: own[key] for key in ("request", "response") if key in own}
    return found


REQUESTS = requests()


def nodes(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key with what stands under it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key, value
            yield from nodes(value)
    elif isinstance(node, list):
        for item in node:
            yield from nodes(item)


def texts(node: Any) -> Iterator[str]:
    """Every text, those of lists too."""
    if isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, str):
        yield node


def users() -> dict[str, set[str]]:
    """The commands that use each word: a key by itself, ``key word`` for words that are values of keys."""
    found = defaultdict(set)
    for name, request in REQUESTS.items():
        for key, value in nodes(request):
            found[key].add(name)
            if key in ("$as", "is", "as", "errors", "state"):
                for item in value if isinstance(value, list) else [value]:
                    for word in item if isinstance(item, dict) else [item]:
                        found[f"{key} {word}"].add(name)
            if key == "as" and isinstance(value, dict):
                found[f"as {value.get('$value')}"].add(name)
        for text in texts(request):
            for mark in words.MARKS:
                if text.startswith("$") and text.endswith(mark):
                    found[f"mark {mark}"].add(name)
            for special in words.SPECIAL_NAMES:
                if f"${special}" in text:
                    found[f"special {special}"].add(name)
    return found


USERS = users()
WORDS = [
    *words.REQUEST_KEYS,
    *words.RESPONSE_KEYS,
    *words.ACTIONS,
    *sorted({key for keys in words.STEP_KEYS.values() for key in keys}),
    *words.VALUE_WORDS,
    *words.CONDITION_WORDS,
    *words.TESTS,
    *(f"is {kind}" for kind in words.KINDS),
    *(f"$as {conversion}" for conversion in words.CONVERSIONS),
    *(f"mark {mark}" for mark in words.MARKS),
    *(f"special {name}" for name in words.SPECIAL_NAMES),
    *words.WAITER_KEYS,
    *words.ACCEPTOR_KEYS,
]


@pytest.mark.parametrize("word", WORDS)
def test_every_word_serves_two_cmdlets(word: str) -> None:
    # That a POST changes nothing is rare, and -WhatIf must know it; only embeddings are lists of Singles, only
    # variations come as addresses, only whisper-1 answers plainly where a stream is asked for, and only of a voice that
    # is not there another function of the original's tells.
    assert len(USERS[word]) >= (1 if word in ("changes", "plain", "by", "$as singles", "$as fetch") else 2)


def test_the_language_is_small() -> None:
    assert len({*words.REQUEST_KEYS, *words.RESPONSE_KEYS}) <= 23
    assert len(words.CONVERSIONS) <= 15
    assert len(words.CONDITION_WORDS) + len(words.TESTS) <= 12


def test_most_cmdlets_need_no_python() -> None:
    alone = {name for name, request in REQUESTS.items() if not any(key == "hook" for key, _ in nodes(request))}
    assert len(REQUESTS) >= 78
    assert len(alone) >= 70


def test_no_cmdlet_of_the_module_is_named_by_the_engine() -> None:
    named = []
    for path in (ROOT / "pscompat").rglob("*.py"):
        inside = path.relative_to(ROOT / "pscompat").parts
        # The faces give examples.
        if inside[0] not in ("companions", "api", "modules"):
            text = path.read_text()
            named += [(inside, name) for name in [*REQUESTS, "PSOpenAI.Thread", "PSOpenAI.Response"] if name in text]
    assert named == []


def test_a_file_under_another_name_in_another_module_sends_the_same(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    text = (ROOT / "help/Get-VectorStoreFile.yaml").read_text().replace("Get-VectorStoreFile", "Find-Paper")
    (tmp_path / "help/Find-Paper.yaml").write_text(text)
    module = (ROOT / "help/module.yaml").read_text().replace("name: PSOpenAI", "name: Papers", 1)
    (tmp_path / "help/module.yaml").write_text(module)
    with Loopback(respond({"data": [], "has_more": False})) as server:
        face = Face(server)
        face.line("Get-VectorStoreFile vs_1 -Limit 3 -Filter completed; Get-VectorStoreFile vs_1 file_1")
        session = Session(
            [Module(str(tmp_path))],
            streams=CollectingStreams(),
            clock=Clock(datetime(2026, 11, 23), 0),
            environment={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": server.base},
        )
        list(run_line(Commands(session), "Find-Paper vs_1 -Limit 3 -Filter completed; Find-Paper vs_1 file_1"))
        sent = [(each.method, each.target, each.headers, each.body) for each in face.sent]
    assert len(sent) == 4
    assert sent[:2] == sent[2:]
    shutil.rmtree(tmp_path / "help")
