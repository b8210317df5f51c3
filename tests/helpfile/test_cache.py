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


@pytest.mark.parametrize("word", ["0", "off", "no", "false", " OFF "])
def test_words_that_turn_the_cache_off(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSCOMPAT_CACHE", word)
    assert cache_folder() is None
    cached = CacheFile("x", "/x", fingerprint())
    cached.write(command=1)
    assert (cached.file, CacheFile("x", "/x", fingerprint()).read("command")) == (None, None)


@pytest.mark.parametrize("word", ["", "1", "on", "yes", "true", " ON "])
def test_words_that_leave_the_cache_where_it_is(word: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PSCOMPAT_CACHE", word)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == str(tmp_path / "pscompat")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PSCOMPAT_CACHE", " other ")
    assert cache_folder() == str(tmp_path / "other")


def test_a_cache_that_nobody_set_is_in_its_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PSCOMPAT_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == str(tmp_path / "pscompat")


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("PSCOMPAT_CACHE", ""), ("XDG_CACHE_HOME", ""), ("HOME", "nowhere")):
        monkeypatch.setenv(name, value)
    assert cache_folder() is None


def test_fingerprints_tell_sources_apart() -> None:
    sources = [(), (b"",), (b"ab", b"c"), (b"a", b"bc"), (b"abc",), (b"a1:b",), (b"a", b"b")]
    assert len({fingerprint(*each) for each in sources}) == len(sources)
    assert fingerprint(b"a", b"b") == fingerprint(b"a", b"b")


def test_sources_of_one_name_have_files_of_their_own(cache: Path) -> None:
    key = fingerprint()
    assert CacheFile("x", "/a/x", key).file != CacheFile("x", "/b/x", key).file
    assert CacheFile("x", "/a/x", key).file == CacheFile("x", "/a/./x", key).file
    # Names of files need not be text.
    assert CacheFile("x", "/\udcff", key).file != CacheFile("x", "/\udcfe", key).file


def test_a_write_that_fails_leaves_nothing(cache: Path) -> None:
    cached = CacheFile("x", "/x", fingerprint())
    assert cached.file is not None
    # A folder in the file's place cannot be replaced.
    Path(cached.file).mkdir(parents=True)
    cached.write(command=1)
    assert [path.name for path in cache.rglob("*") if path.is_file()] == []
    assert cached.read("command") == 1


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
