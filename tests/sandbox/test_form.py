"""Forms of any size and with any content, and what is no form."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pscompat.sandbox import Sandbox

from .asking import Asking, multipart
from .shop import Shop


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"--parts",
        b"--parts\r\n\r\n",
        b'--parts\r\nContent-Disposition: form-data; name="a"\r\n\r\nx',
        b"--other--",
    ],
)
def test_form_that_is_broken(ask: Asking, raw: bytes) -> None:
    assert ask("POST", "/files", raw=raw, Content_Type="multipart/form-data; boundary=parts").status == 400
    assert ask("POST", "/files", raw=raw, Content_Type="multipart/form-data").status == 400


def test_large_upload_lies_on_disk(tmp_path: Path) -> None:
    content = os.urandom(1 << 20) * 20
    with Sandbox(Shop(), data_file=str(tmp_path / "state.db")) as sandbox:
        ask = Asking(sandbox)
        identifier = ask.upload(content, "large.bin")
        reply = ask("GET", f"/files/{identifier}/content")
    assert reply.content == content
    assert reply.headers["content-length"] == str(len(content))


@pytest.mark.parametrize("shift", range(-20, 4))
def test_form_whose_boundary_lies_across_an_edge_of_what_is_read(ask: Asking, shift: int) -> None:
    start = len(multipart({"file": ("a", b"")})) - len("\r\n--parts--")
    content = os.urandom((1 << 20) - start + shift)
    identifier = ask.upload(content, "a", "batch")
    assert ask("GET", f"/files/{identifier}/content").content == content


def test_field_that_is_too_large(ask: Asking) -> None:
    assert ask("POST", "/files", form={"purpose": "x" * (17 << 20), "file": ("a", b"a")}).status == 413


def test_form_with_boundary_like_content(ask: Asking) -> None:
    content = b"\r\n--part\r\n--parts-not\r\n"
    raw = multipart({"file": ('a"\n日.txt', content)})
    assert raw.count(b"--parts") > 2
    boundary = "0123456789"
    raw = raw.replace(b"--parts\r\nContent", f"--{boundary}\r\nContent".encode()).removesuffix(b"--parts--")
    raw += f"--{boundary}--".encode()
    reply = ask("POST", "/files", raw=raw, Content_Type=f'multipart/form-data; boundary="{boundary}"')
    assert reply.json["filename"] == 'a"\n日.txt'
    assert ask("GET", f"/files/{reply.json['id']}/content").content == content
