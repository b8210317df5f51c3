"""The cache by itself: what counts as a faithful copy, and where it lies."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pscompat.helpfile.cache import CacheFile, cache_folder, fingerprint


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PSCOMPAT_CACHE", str(tmp_path))
    return tmp_path


def test_every_truncation_is_ignored(cache: Path) -> None:
    key = fingerprint(b"source")
    CacheFile("x", "/x", key).write(command=(1, "two"), document={"a": [None]})
    (file,) = [path for path in cache.rglob("*") if path.is_file()]
    data = file.read_bytes()
    for size in range(len(data)):
        file.write_bytes(data[:size])
        assert CacheFile("x", "/x", key).read("command") is None
    file.write_bytes(data)
    assert CacheFile("x", "/x", key).read("command") == (1, "two")
    assert CacheFile("x", "/x", key).read("document") == {"a": [None]}
    assert CacheFile("x", "/x", key).read("tables") is None
    assert CacheFile("x", "/x", fingerprint(b"other")).read("command") is None


def test_parts_are_added_beside_others(cache: Path) -> None:
    key = fingerprint(b"source")
    CacheFile("x", "/x", key).write(command=1)
    cached = CacheFile("x", "/x", key)
    assert cached.read("command") == 1
    cached.write(tables=2)
    again = CacheFile("x", "/x", key)
    assert (again.read("command"), again.read("tables")) == (1, 2)


def test_cache_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PSCOMPAT_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == str(tmp_path / "pscompat")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == str(tmp_path / ".cache" / "pscompat")


def test_a_file_of_somebody_else_is_ignored(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = fingerprint(b"source")
    CacheFile("x", "/x", key).write(command=1)
    (file,) = [path for path in cache.rglob("*") if path.is_file()]
    if os.geteuid() == 0:
        os.chown(file, 12345, -1)
    else:
        monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    assert CacheFile("x", "/x", key).read("command") is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
def test_the_cache_is_nobody_elses_to_read(cache: Path) -> None:
    CacheFile("x", "/x", fingerprint(b"source")).write(command=1)
    (folder,) = [path for path in cache.rglob("*") if path.is_dir()]
    assert folder.stat().st_mode & 0o077 == 0
