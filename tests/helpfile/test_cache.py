"""The cache by itself: what counts as a faithful copy, and where it lies."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import zipfile
from hashlib import blake2b
from pathlib import Path

import pytest

from pscompat.helpfile import cache as room
from pscompat.helpfile.cache import CacheFile, cache_folder, dump_command, fingerprint, load_command
from pscompat.helpfile.search_path import find_modules

ROOT = Path(__file__).parents[2]


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


def test_every_flipped_bit_is_seen(cache: Path) -> None:
    key = fingerprint(b"source")
    CacheFile("x", "/x", key).write(command=(1, "two"))
    (file,) = [path for path in cache.rglob("*") if path.is_file()]
    data = file.read_bytes()
    for place in {*range(60), *range(60, len(data), 7), len(data) - 1}:
        file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert CacheFile("x", "/x", key).read("command") is None, place


def test_the_form_of_a_file(cache: Path) -> None:
    """What other tests rewrite files by: a heading, the key, a checksum, and two dictionaries."""
    key = fingerprint(b"source")
    CacheFile("x" * 300, "/x", key).write(command=1)
    (file,) = [path for path in cache.rglob("*") if path.is_file()]
    assert file.name == "x" * 40 + "-" + blake2b(b"/x", digest_size=8).hexdigest()
    head, payload = file.read_bytes()[:41], file.read_bytes()[41:]
    assert head == b"pscompat\n" + key + blake2b(payload, digest_size=16).digest()
    sources, parts = marshal.loads(payload)
    assert {os.path.join("helpfile", "cache.py"), "version.py"} <= sources.keys()
    assert all((ROOT / "pscompat" / source).is_file() for source in sources)
    assert {tuple(map(type, mark)) for mark in sources.values()} == {(int, int)}
    assert parts == {"command": marshal.dumps(1)}


def test_a_part_of_another_kind_is_none(cache: Path) -> None:
    key = fingerprint(b"source")
    CacheFile("x", "/x", key).write(command=(1,))
    assert CacheFile("x", "/x", key).read("command", dict) is None
    assert CacheFile("x", "/x", key).read("command", (dict, tuple)) == (1,)


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"?", id="an unknown letter"),
        pytest.param(b"{i\x01\0\0\0[\0\0\0\0", id="a dictionary without an end"),
        pytest.param(b"<\x01\0\0\0[\0\0\0\0", id="a set of lists"),
        pytest.param(b"(" + b"\xff" * 4, id="less than no elements"),
        pytest.param(5, id="no bytes"),
    ],
)
def test_a_part_that_stands_for_no_value_is_none(cache: Path, part: bytes | int) -> None:
    key = fingerprint(b"source")
    cached = CacheFile("x", "/x", key)
    cached.write(command=1)
    assert cached.file is not None
    sources, _ = marshal.loads(Path(cached.file).read_bytes()[41:])
    for content in ((sources, {"command": part}), part):
        payload = part if isinstance(content, bytes) else marshal.dumps(content)
        assert isinstance(payload, bytes)
        Path(cached.file).write_bytes(b"pscompat\n" + key + blake2b(payload, digest_size=16).digest() + payload)
        assert CacheFile("x", "/x", key).read("command") is None


def test_every_command_is_the_same_from_the_cache() -> None:
    for module in find_modules():
        for name in module.command_names():
            command = module.command(name)
            again = load_command(marshal.loads(marshal.dumps(dump_command(command))))
            assert again == command
            entries = [entry for parameter in again.parameters for entry in parameter.sets]
            # One object serves all entries that are alike.
            assert len({id(entry) for entry in entries}) == len({repr(entry) for entry in entries})


def test_a_command_with_a_field_more_or_less_is_none() -> None:
    command = next(iter(find_modules())).command("Get-ThreadRun")
    values = dump_command(command)
    for odd in (values[:-1], (*values, None)):
        with pytest.raises(ValueError, match="argument 2 is"):
            load_command(odd)


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


def test_the_folder_on_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder, home = str(tmp_path / "Local"), str(tmp_path)
    for name, value in (("PSCOMPAT_CACHE", ""), ("LOCALAPPDATA", folder), ("XDG_CACHE_HOME", "/x"), ("HOME", home)):
        monkeypatch.setenv(name, value)
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        first = cache_folder()
        patch.delenv("LOCALAPPDATA")
        second = cache_folder()
    assert (first, second) == (
        os.path.join(folder, "pscompat", "cache"),
        os.path.join(home, ".cache", "pscompat", "cache"),
    )


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("PSCOMPAT_CACHE", ""), ("XDG_CACHE_HOME", ""), ("HOME", "nowhere")):
        monkeypatch.setenv(name, value)
    assert cache_folder() is None


def test_fingerprints_tell_sources_apart() -> None:
    sources = [(), (b"",), (b"ab", b"c"), (b"a", b"bc"), (b"abc",), (b"a1:b",), (b"a", b"b"), (b"x",), (b"y",)]
    assert len({fingerprint(*each) for each in sources}) == len(sources)
    assert fingerprint(b"a", b"b") == fingerprint(b"a", b"b")


@pytest.mark.parametrize("owner", [room, sys])
def test_fingerprints_tell_versions_apart(owner: object, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(b"a")
    monkeypatch.setattr(owner, "__version__" if owner is room else "version", "another one")
    assert fingerprint(b"a") != before


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
    assert folder.stat().st_mode & 0o777 == 0o700


def test_where_files_have_no_owner_none_is_asked_for(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = fingerprint(b"source")
    CacheFile("x", "/x", key).write(command=1)
    monkeypatch.delattr(os, "getuid")
    assert CacheFile("x", "/x", key).read("command") == 1


def test_a_package_that_is_no_folder_of_sources_has_a_cache_too(tmp_path: Path) -> None:
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in (ROOT / "pscompat").rglob("*.py"):
            if path.parent.name in ("pscompat", "helpfile", "model"):
                file.write(path, path.relative_to(ROOT))
    code = (
        "from pscompat.helpfile.cache import CacheFile, fingerprint\n"
        "cached = CacheFile('x', '/x', fingerprint(b'source'))\n"
        "print(cached.read('command'))\n"
        "cached.write(command=1)\n"
    )
    more = {"PYTHONPATH": str(archive), "PSCOMPAT_CACHE": str(tmp_path / "cache")}
    shown = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **more}, cwd=tmp_path, capture_output=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert shown == [b"None\n", b"1\n"]
