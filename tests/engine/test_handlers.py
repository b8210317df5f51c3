"""Handlers and hooks that fail: one error that names the file and the line, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

import pscompat.handlers
from pscompat.errors import CommandError, HelpFileError

from ..http.loopback import Loopback, respond
from .acme import KEY, Acme
from .test_request import command

HANDLED = command("Id", "handler: boom")


@pytest.mark.parametrize(
    ("source", "line", "text"),
    [
        ("def process(call):\n    yield 1\n    {}['x']\n", 3, "KeyError: 'x'"),
        ("def begin(call):\n    raise ValueError('a\\nb')\ndef process(call):\n    return ()\n", 2, "ValueError: a b"),
        ("def process(call):\n    return open('/no/such/file')\n", 2, "FileNotFoundError: "),
        ("def deep(n):\n    return deep(n + 1)\ndef process(call):\n    deep(0)\n", 2, "RecursionError: "),
        ("def end(call):\n    assert False\n", 2, "AssertionError"),
    ],
)
def test_a_handler_that_fails_is_one_error(source: str, line: int, text: str, tmp_path: Path) -> None:
    acme = Acme(tmp_path, Get_Crate=HANDLED)
    (tmp_path / "cmdlets").mkdir()
    path = tmp_path / "cmdlets/boom.py"
    path.write_text(source)
    with pytest.raises(CommandError) as caught:
        acme.run("Get-Crate", "c1")
    (record,) = caught.value.records
    assert record.fully_qualified_error_id == "HandlerFailed,Get-Crate"
    assert record.message.startswith(f"{path}:{line}: the handler failed: {text}")
    assert "\n" not in record.message
    assert isinstance(caught.value.__cause__, Exception)


def test_the_key_does_not_come_out_with_the_error(tmp_path: Path) -> None:
    acme = Acme(tmp_path, Get_Crate=HANDLED)
    (tmp_path / "cmdlets").mkdir()
    (tmp_path / "cmdlets/boom.py").write_text(
        "def process(call):\n    raise ValueError(call.client.settings.key.reveal())\n"
    )
    with pytest.raises(CommandError) as caught:
        acme.run("Get-Crate", "c1")
    assert KEY not in str(caught.value)


def test_a_hook_that_fails_is_one_error(tmp_path: Path) -> None:
    own = "request: {before: [{hook: boom, with: {x: $Id}, into: X}]}"
    acme = Acme(tmp_path, hooks={"boom": "def hook(call, x):\n    return x.nope\n"}, Get_Crate=command("Id", own))
    with pytest.raises(CommandError, match=r"boom\.py:2: the handler failed: AttributeError: "):
        acme.run("Get-Crate", "c1")


def test_whoever_asks_gets_the_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme = Acme(tmp_path, hooks={"boom": "def process(call):\n    1 / 0\n"}, Get_Crate=HANDLED)
    monkeypatch.setenv("PSCOMPAT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        acme.run("Get-Crate", "c1")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x = 1\ny = 1 / 0\n", ":2: the handler does not load: ZeroDivisionError: division by zero"),
        ("def process(call)\n", ":1: the handler does not load: SyntaxError: "),
        ("import no_such_module_at_all\n", ":1: the handler does not load: ModuleNotFoundError: "),
    ],
)
def test_a_handler_that_does_not_load(source: str, text: str, tmp_path: Path) -> None:
    acme = Acme(tmp_path, hooks={"boom": source}, Get_Crate=HANDLED)
    with pytest.raises(HelpFileError) as caught:
        acme.run("Get-Crate", "c1")
    assert text in str(caught.value)


def test_every_name_that_handlers_may_use_is_there_and_says_what_it_is() -> None:
    assert set(pscompat.handlers.__all__) <= set(dir(pscompat.handlers))
    for name in pscompat.handlers.__all__:
        found = getattr(pscompat.handlers, name)
        assert name == "NO_BODY" or (found.__name__ == name and found.__doc__), name
    with pytest.raises(AttributeError, match="no attribute 'Nope'"):
        pscompat.handlers.Nope  # noqa: B018


def test_a_hook_calls_another_and_keeps_settings_for_later_calls(tmp_path: Path) -> None:
    hooks = {
        "inner": """
            def hook(call, record, note=''):
                record['note'] = note
                return record
        """,
        "outer": """
            from pscompat.handlers import context, run_hook
            def hook(call, record):
                kept = context(call)
                kept['seen'] = kept.get('seen', 0) + 1
                return run_hook(call, 'inner', record, note=kept['seen'])
        """,
    }
    own = "request: {path: '/crates/{Id}'}\nresponse: {then: [{hook: outer, with: {record: $_}, into: _}]}"
    with Loopback(respond({"id": "c1"})) as server:
        acme = Acme(tmp_path, server, hooks=hooks, Get_Crate=command("Id", own))
        found = [acme.run("Get-Crate", "c1")[0]["note"] for _ in range(2)]
    assert found == [1, 2]
