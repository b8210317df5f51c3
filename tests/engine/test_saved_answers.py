"""What a request saves and fetches: files whole or not at all, none under -WhatIf, and texts apart from each other."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from pscompat.http.client import Client
from pscompat.http.request_errors import RequestError

from ..http.loopback import Loopback, Notes, respond, settings
from .acme import Acme, parameters

SAVE = """pscompat:
  request: {path: '/crates/{Id}'}
  response:
    write: false
    then:
    - each: $_.labels
      save: {$value: $_.data, $as: base64}
      to: '{$OutFile}-{$Position}'
"""


def labels(*contents: bytes) -> bytes:
    return respond({"labels": [{"data": base64.b64encode(each).decode()} for each in contents]})


@pytest.mark.parametrize("what_if", [False, True])
def test_what_is_saved_and_where(tmp_path: Path, what_if: bool) -> None:
    with Loopback(labels(b"a", b"b")) as server:
        acme = Acme(tmp_path, server, Get_Label=parameters("Id", "OutFile") + SAVE)
        acme.session.set_variable("WhatIfPreference", what_if)
        assert acme.run("Get-Label", "c", OutFile=str(tmp_path / "out")) == []
        assert acme.targets == ["GET /v1/crates/c"]
    found = {path.name: path.read_bytes() for path in tmp_path.glob("out-*")}
    assert found == ({} if what_if else {"out-0": b"a", "out-1": b"b"})
    told = [str(text) for text in acme.streams.information_records]
    assert len(told) == (2 if what_if else 0)
    assert acme.errors == []


def test_a_text_is_saved_in_utf_8_and_nothing_makes_no_file(tmp_path: Path) -> None:
    own = SAVE.replace("{$value: $_.data, $as: base64}", "$_.text")
    with Loopback(respond({"labels": [{"text": "é"}, {"text": None}, {}]})) as server:
        acme = Acme(tmp_path, server, Get_Label=parameters("Id", "OutFile") + own)
        acme.run("Get-Label", "c", OutFile=str(tmp_path / "out"))
    assert {path.name: path.read_bytes() for path in tmp_path.glob("out-*")} == {"out-0": "é".encode()}


def test_what_is_not_encrypted_is_not_fetched_for_a_service_that_is() -> None:
    with Loopback(respond("x")) as server:
        secure = Client(settings("https://acme.example/v1"), Notes())
        with pytest.raises(RequestError, match="names an address without encryption"):
            secure.fetch(f"{server.base}/x")
        assert server.received == []
        assert Client(settings(server.base), Notes()).fetch(f"{server.base}/x") == b"x"


def test_what_is_fetched_has_a_limit_in_time() -> None:
    def silent(request: object, connection: object) -> bool:
        return True

    with Loopback(silent) as server, pytest.raises(RequestError, match="Timeout of 1 seconds"):
        Client(settings(server.base, timeout=1), Notes()).fetch(f"{server.base}/x")
