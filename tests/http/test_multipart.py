"""Forms with files."""

from __future__ import annotations

import email
import os
import re
import tracemalloc
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.http.multipart import FilePart, Multipart
from pscompat.http.request_errors import LocalError, TransportError

from .loopback import Loopback, client, respond, settings

CRLF = "\r\n"


def form(*fields: tuple[str, Any]) -> Multipart:
    return Multipart(list(fields), settings())


def parts(made: Multipart) -> list[tuple[list[str], bytes]]:
    """Header lines and content of each part, read strictly."""
    match = re.fullmatch('multipart/form-data; boundary="([0-9a-f-]{36})"', made.content_type)
    assert match is not None
    raw = made.stream().read()
    assert len(raw) == made.length
    delimiter = f"--{match.group(1)}".encode()
    assert raw.endswith(delimiter + b"--")
    found = []
    for chunk in raw.removesuffix(delimiter + b"--").split(delimiter)[1:]:
        assert chunk.startswith(b"\r\n")
        assert chunk.endswith(b"\r\n")
        head, _, content = chunk[2:-2].partition(b"\r\n\r\n")
        found.append((head.decode().split(CRLF), content))
    return found


def test_text_parts_and_file_part(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"abc\r\n")
    made = form(("purpose", "batch"), ("n", 1.5), ("flag", True), ("list", ["a", "b"]), ("file", FilePart(file)))
    disposition = 'Content-Disposition: form-data; name="{}"'
    assert parts(made) == [
        ([disposition.format("purpose")], b"batch"),
        ([disposition.format("n")], b"1.5"),
        ([disposition.format("flag")], b"true"),
        ([disposition.format("list")], b"a"),
        ([disposition.format("list")], b"b"),
        ([disposition.format("file") + "; filename*=utf-8''a.txt", "Content-Type: text/plain"], b"abc\r\n"),
    ]


def test_stream_is_the_same_in_any_pieces() -> None:
    made = form(("a", "x" * 1000), ("f", FilePart(name="b.bin", content=b"y" * 200_000)))
    stream = made.stream()
    pieces = []
    while piece := stream.read(777):
        assert len(piece) <= 777
        pieces.append(piece)
    assert b"".join(pieces) == made.stream().read() == b"".join(made.stream())


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_name_breaks_the_header(field: str, name: str) -> None:
    ((head, content),) = parts(form((field, FilePart(name=name, content=b"c"))))
    assert content == b"c"
    assert len(head) == 2
    assert head[0].count('"') == 2
    encoded = head[0].rpartition("''")[2]
    assert encoded.isascii()
    assert unquote(encoded, errors="surrogateescape") == name.encode("utf-8", "surrogateescape").decode(
        "utf-8", "surrogateescape"
    )


@pytest.mark.parametrize("name", ['a"b.txt', "a\nb.txt", "a;b.txt", "日本 é.txt", "a%22b.txt", "a\\b.txt", "'a'.txt"])
def test_file_names_arrive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"data")
    with Loopback(respond({})) as server:
        client(server).post("/x", multipart=[("file", FilePart(tmp_path / name))])
    (request,) = server.received
    message = email.message_from_bytes(
        b"Content-Type: " + request.headers["content-type"].encode() + b"\r\n\r\n" + request.body
    )
    (_, part) = message.walk()
    assert part.get_filename() == name
    assert part.get_payload(decode=True) == b"data"


def test_file_name_that_is_no_text(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    try:
        with open(path, "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("the file system takes no such name")
    ((head, content),) = parts(form(("f", FilePart(os.fsdecode(path)))))
    assert "''%FF%FE.txt" in head[0]
    assert content == b"x"


def test_missing_file_sends_nothing(tmp_path: Path) -> None:
    with Loopback(respond({})) as server, pytest.raises(LocalError) as caught:
        client(server).post("/x", multipart=[("f", FilePart(tmp_path / "none.txt"))])
    assert not server.received
    record = caught.value.record
    assert record.fully_qualified_error_id == "System.Management.Automation.ItemNotFoundException,Get-Cart"
    assert record.message == f"Cannot find path '{tmp_path}/none.txt' because it does not exist."


def test_folder_and_strange_paths_send_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "a\0b"):
        with Loopback(respond({})) as server, pytest.raises(LocalError):
            client(server).post("/x", multipart=[("f", FilePart(path))])
        assert not server.received


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "e.txt").touch()
    ((_, content),) = parts(form(("f", FilePart(tmp_path / "e.txt"))))
    assert content == b""


def test_file_that_becomes_shorter_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 1000)
    with Loopback(respond({})) as server:
        made = client(server, timeout=20)
        part = FilePart(file)
        field = Multipart([("f", part)], made.settings)
        file.write_bytes(b"x")
        with pytest.raises(OSError, match="shorter"):
            field.stream().read()
        file.write_bytes(b"x" * 1000)

        class Shrinking(FilePart):
            def size(self, settings: Any) -> int:
                return super().size(settings) + 1

        with pytest.raises(TransportError, match="shorter"):
            made.post("/x", multipart=[("f", Shrinking(file))])


def test_file_that_grows_is_sent_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"one")
    made = form(("f", FilePart(file)))
    file.write_bytes(b"one and more")
    ((_, content),) = parts(made)
    assert content == b"one"


def test_large_file_goes_out_in_flat_memory(tmp_path: Path) -> None:
    size = 300_000_000
    with open(tmp_path / "large.bin", "wb") as file:
        file.truncate(size)

    with _Sink() as sink:
        made = client(sink, timeout=60)
        made.get("/x")
        tracemalloc.start()
        try:
            made.post("/x", multipart=[("f", FilePart(tmp_path / "large.bin"))])
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert sink.taken > size
    assert peak < 4_000_000


class _Sink(Loopback):
    """Counts what it is sent and keeps nothing of it."""

    def __enter__(self) -> _Sink:
        super().__enter__()
        return self

    taken = 0

    def talk(self, connection: Any, address: Any) -> None:
        buffer = bytearray(1 << 20)
        with connection, connection.makefile("rb", buffering=0) as file:
            while True:
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    byte = file.read(1)
                    if not byte:
                        return
                    head += byte
                match = re.search(rb"content-length: (\d+)", head.lower())
                left = int(match.group(1)) if match else 0
                while left:
                    count = file.readinto(memoryview(buffer)[: min(left, len(buffer))])
                    left -= count
                    self.taken += count
                connection.sendall(respond({}))
