"""Answers into files."""

from __future__ import annotations

import os
import stat
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pscompat.http.download import save
from pscompat.http.request_errors import LocalError, RequestTimeoutError, TransportError

from .loopback import Loopback, Received, client, respond, settings


def test_existing_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"old and long")
    target.chmod(0o640)
    with Loopback(respond(b"new")) as server:
        client(server).download("/x", target=target)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.bin"]


def test_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    save([b"x"], tmp_path / "b", settings())
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    save([b"x"], tmp_path / "link", settings())
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


@pytest.mark.parametrize("target", [".", "new/", "file/below"])
def test_target_that_can_be_no_file_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "file").touch()
    with Loopback(respond(b"new")) as server, pytest.raises(LocalError):
        client(server).download("/x", target=f"{tmp_path}/{target}")
    assert os.listdir(tmp_path) == ["file"]


def test_folder_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    with Loopback(respond(b"new")) as server, pytest.raises(LocalError, match="it is a folder"):
        client(server).download("/x", target=tmp_path)
    assert not server.received


def test_device_is_written_to() -> None:
    save([b"x"], os.devnull, settings())
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is always full")
def test_full_disk_is_one_error() -> None:
    with pytest.raises(LocalError, match="No space left"):
        save([b"x" * 100], "/dev/full", settings())


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError])
def test_interruption_leaves_nothing(tmp_path: Path, failure: type[BaseException]) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"
        raise failure

    with pytest.raises(failure):
        save(pieces(), tmp_path / "a", settings())
    assert os.listdir(tmp_path) == []


def test_half_an_answer_leaves_nothing(tmp_path: Path) -> None:
    def half(request: Received, connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc")

    with Loopback(half) as server, pytest.raises(TransportError):
        client(server).download("/x", target=tmp_path / "a")
    assert os.listdir(tmp_path) == []


def test_endless_answer_leaves_nothing(tmp_path: Path) -> None:
    def endless(request: Received, connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(500):
            connection.sendall(b"x" * 1000)
            if server.ended.wait(0.01):
                return

    with Loopback(endless) as server, pytest.raises(RequestTimeoutError):
        client(server, timeout=0.3).download("/x", target=tmp_path / "a")
    assert os.listdir(tmp_path) == []


def test_large_answer_comes_in_flat_memory(tmp_path: Path) -> None:
    size = 200_000_000

    def send(request: Received, connection: Any) -> None:
        connection.sendall(f"HTTP/1.1 200 OK\r\ncontent-length: {size}\r\n\r\n".encode())
        block = bytes(1_000_000)
        for _ in range(size // len(block)):
            connection.sendall(block)

    with Loopback(respond({}), send) as server:
        made = client(server, timeout=60)
        made.get("/x")
        tracemalloc.start()
        try:
            made.download("/x", target=tmp_path / "a")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert (tmp_path / "a").stat().st_size == size
    assert peak < 6_000_000
