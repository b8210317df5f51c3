"""A module that is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import pscompat

from ..http.loopback import Loopback, respond
from .test_api import load

PAGE = {"object": "list", "data": [{"id": "run_1"}], "has_more": True, "last_id": "run_1"}


@pytest.mark.parametrize(
    "act",
    [
        lambda module: module.invoke("Get-ThreadRun", "t"),
        lambda module: module.stream("Get-ThreadRun", "t"),
        lambda module: module.bind("Get-ThreadRun", "t"),
        lambda module: module.bind("Get-ThreadRun", "t", explain=True),
        lambda module: module.run("1 + 1"),
        lambda module: module.run("Get-ThreadRun t", explain=True),
        lambda module: module.commands(),
        lambda module: module.__enter__(),
        lambda module: module.session.sandbox(module.session.modules()[0]),
    ],
)
def test_refuses(act: Callable[[pscompat.LoadedModule], Any]) -> None:
    with Loopback(respond(PAGE)) as server:
        with load(server) as module:
            module.invoke("Get-ThreadRun", "t", WarningAction="Ignore")
        with pytest.raises(pscompat.NotRunError, match=r"^The module is closed\.$") as refused:
            act(module)
        assert refused.value.hint == "pscompat.load loads it anew."
        assert len(server.received) == 1


def test_may_be_closed_twice_and_named() -> None:
    module = load()
    module.close()
    module.close()
    assert repr(module) == "<pscompat module PSOpenAI>"


@pytest.mark.parametrize("streams", [None, pscompat.CollectingStreams()])
def test_what_is_under_way_sends_nothing_more(streams: pscompat.CollectingStreams | None) -> None:
    with Loopback(respond(PAGE)) as server:
        module = load(server, streams=streams)
        listed = module.stream("Get-ThreadRun", "t", All=True)
        next(listed)
        begun = module.stream("Get-ThreadRun", "t")
        module.close()
        for stream in (listed, begun):
            with pytest.raises(pscompat.NotRunError, match="closed"):
                list(stream)
        assert len(server.received) == 1
