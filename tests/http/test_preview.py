"""Requests that are shown and not sent."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pscompat.http.client import Client
from pscompat.http.dry_run import STYLES, DryTransport, NotSent, preview
from pscompat.http.multipart import FilePart

from .loopback import KEY, Loopback, Notes, respond, settings

BODY = {"text": 'it\'s "quoted" $HOME `x`\n日本', "key": KEY}


def shown(style: str, base: str = "http://127.0.0.1:1/v1", **request: Any) -> str:
    made = Client(settings(base, organization="org-123"), Notes(), DryTransport())
    with pytest.raises(NotSent) as caught:
        made.post("/carts/{}", "a b", **request)
    assert KEY not in repr(caught.value)
    return preview(caught.value.message, made.settings.masker, style)


@pytest.mark.parametrize("style", STYLES)
def test_no_style_shows_the_key(style: str) -> None:
    for request in ({"json": BODY}, {"multipart": [("a", KEY)]}, {}):
        text = shown(style, **request)
        assert KEY not in text
        assert "/v1/carts/a+b" in text


def test_text() -> None:
    lines = shown("text", json={"a": 1}).split("\n")
    assert lines[0] == "POST http://127.0.0.1:1/v1/carts/a+b"
    assert "Authorization: Bearer ********" in lines
    assert lines[-3:] == ["{", '  "a": 1', "}"]


def test_json() -> None:
    value = json.loads(shown("json", json={"a": 1}))
    assert (value["method"], value["body"]) == ("POST", {"a": 1})


def test_curl_sends_the_same_content(tmp_path: Path) -> None:
    file = tmp_path / 'a "b".txt'
    file.write_bytes(b"abc")
    with Loopback(respond({})) as server:
        lines = [
            shown("curl", server.base, json={**BODY, "key": ""}),
            shown("curl", server.base, multipart=[("t", "@x;y"), ("f", FilePart(file))]),
        ]
        for line in lines:
            words = shlex.split(line)
            try:
                subprocess.run([*words, "-s", "-m", "20"], check=True, capture_output=True)
            except FileNotFoundError:
                pytest.skip("curl is not installed")
    first, second = server.received
    assert json.loads(first.body) == {**BODY, "key": ""}
    assert b"@x;y" in second.body
    assert b"abc" in second.body


def test_a_header_in_another_case_takes_the_place_of_the_first() -> None:
    made = Client(settings("http://127.0.0.1:1/v1", headers={"X-OWN": "mine"}), Notes(), DryTransport())
    with pytest.raises(NotSent) as caught:
        made.get("/carts", headers={"x-own": "1"})
    assert [(name, value) for name, value in caught.value.message.headers.items() if name.lower() == "x-own"] == [
        ("X-OWN", "mine")
    ]
