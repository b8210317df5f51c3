"""Files that are read and written: nothing half-written is left, nothing is waited for, nobody else reads along."""

from __future__ import annotations

import contextlib
import marshal
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, Received, respond
from .processes import ROOT, Done, environment, read_line, run, words

LONGEST = "é" * 127 + "x"
"""A name of 255 bytes."""
DOWNLOAD = ("Get-OpenAIFileContent", "file-1", "-OutFile")
CONTENT = "Set-Content", "Out-File", "Tee-Object"


def held(released: threading.Event) -> Callable[[Received, Any], None]:
    """An answer whose second half comes when it is released."""

    def answer(request: Received, connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nhalf")
        released.wait(30)
        connection.sendall(b"half")

    return answer


def eventually(what: Callable[[], Any]) -> Any:
    """What a look gives as soon as it gives something."""
    for _ in range(2000):
        if found := what():
            return found
        time.sleep(0.01)
    raise AssertionError("it did not come")


def beside(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix in (".part", ".tmp")]


@contextlib.contextmanager
def downloading(
    target: Path, prepare: Callable[[], object]
) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
    """A download of which the first half is on the disk; ``prepare`` runs in the process before it starts."""
    released = threading.Event()
    with Loopback(held(released)) as server:
        child = subprocess.Popen(
            words(*DOWNLOAD, str(target)),
            env=environment(server),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=prepare,
        )
        with child:
            try:
                eventually(lambda: beside(target.parent))
                yield child, released
            finally:
                released.set()
                child.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_leaves_nothing_half_written(tmp_path: Path, number: signal.Signals) -> None:
    with downloading(tmp_path / "x", lambda: signal.signal(signal.SIGINT, signal.default_int_handler)) as (child, _):
        child.send_signal(number)
        # The parent sees the signal, as it would without anybody putting things away first.
        assert child.wait(20) == (130 if number == signal.SIGINT else -number)
        assert child.stderr is not None and child.stderr.read() == b""
    assert list(tmp_path.iterdir()) == []


def test_a_signal_sent_twice_leaves_nothing_either(tmp_path: Path) -> None:
    with downloading(tmp_path / "x", lambda: None) as (child, _):
        while child.poll() is None:
            child.send_signal(signal.SIGTERM)
        assert child.wait(20) == -signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_a_second_signal_does_not_disturb_what_is_put_away_after_the_first() -> None:
    code = (
        "import os, signal\n"
        "from pscompat.cli.process import Ending\n"
        "with Ending():\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGTERM)\n"
        "    finally:\n"
        "        os.kill(os.getpid(), signal.SIGHUP)\n"
        "        print('put away', flush=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGTERM, b"put away\n", b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_was_ignored_stays_ignored(tmp_path: Path, number: signal.Signals) -> None:
    with downloading(tmp_path / "x", lambda: signal.signal(number, signal.SIG_IGN)) as (child, released):
        child.send_signal(number)
        released.set()
        assert child.wait(20) == 0
    assert (tmp_path / "x").read_bytes() == b"halfhalf"


def test_the_sandbox_keeps_an_inherited_ignore(tmp_path: Path) -> None:
    child = subprocess.Popen(
        words("sandbox"),
        env=environment(),
        stdout=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    with child:
        try:
            read_line(child.stdout)
            read_line(child.stdout)
            child.send_signal(signal.SIGHUP)
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(0.5)
            child.send_signal(signal.SIGTERM)
            assert child.wait(20) == 0
        finally:
            child.kill()


def test_signals_belong_to_the_command_line_alone() -> None:
    code = (
        "import signal, pscompat; before = [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP)]\n"
        "with pscompat.load('PSOpenAI') as module: module.bind('Get-ThreadRun', 't')\n"
        "assert before == [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP)]\n"
        "from pscompat.cli import main; main(['--version'])\n"
        "assert before == [signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP)]\n"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), check=True, timeout=60, capture_output=True)


# A disk that is full


@pytest.fixture(params=["a disk of 64 KiB", "files of at most 64 KiB"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None], str]]:
    """A folder that takes 64 KiB, what makes it so in a process, and the system's word for what happens then."""
    folder = tmp_path / "small"
    folder.mkdir()
    if request.param.startswith("files"):
        size = 64 * 1024
        yield folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)), "File too large"
        return
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not (mount and unmount):
        pytest.skip("nothing here mounts a small disk")
    line = [mount, "-t", "tmpfs", "-o", "size=64k,mode=0777", "tmpfs", str(folder)]
    if subprocess.run(line, capture_output=True, check=False).returncode:
        pytest.skip("a small disk may not be mounted here")
    try:
        yield folder, lambda: None, "No space left on device"
    finally:
        subprocess.run([unmount, str(folder)], check=True)


def run_in(prepare: Callable[[], None], *given: str, stdin: bytes = b"", server: Loopback | None = None) -> Done:
    done = subprocess.run(
        words(*given),
        input=stdin,
        # Half of a .pyc would be left for all that come after.
        env=environment(server, {"PYTHONDONTWRITEBYTECODE": "1"}),
        capture_output=True,
        preexec_fn=prepare,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", CONTENT)
@pytest.mark.parametrize(
    ("records", "size"), [(1, 100_000), (20_000, 25), (2_626, 25)], ids=["at once", "on the way", "at the end"]
)
def test_a_full_disk_is_one_error_and_the_old_file_stays(
    small: tuple[Path, Callable[[], None], str], command: str, records: int, size: int
) -> None:
    folder, prepare, reason = small
    target = folder / "x"
    target.write_text("old")
    # 64 KiB and a little fail when the file is closed, for the last bytes have waited until then.
    text = b"y" * (size - 1)
    done = run_in(prepare, "-c", f"$input | {command} '{target}' | Out-Null", stdin=b'"%s"\n' % text * records)
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert line.startswith(f"{command}: ") and f"{reason} : '{target}'" in line
    assert os.listdir(folder) == ["x"]
    assert target.read_text() == "old"


def test_a_download_onto_a_full_disk(small: tuple[Path, Callable[[], None], str]) -> None:
    folder, prepare, reason = small
    target = folder / "x"
    target.write_text("old")
    with Loopback(respond("z" * 100_000)) as server:
        done = run_in(prepare, *DOWNLOAD, str(target), server=server)
    assert (done.code, done.err) == (1, f"Get-OpenAIFileContent: Cannot write '{target}': {reason}.\n")
    assert os.listdir(folder) == ["x"]
    assert target.read_text() == "old"


def test_imported_help_onto_a_full_disk(small: tuple[Path, Callable[[], None], str], tmp_path: Path) -> None:
    folder, prepare, reason = small
    page = tmp_path / "Get-It.yaml"
    page.write_text(f"title: Get-It\nsynopsis: Gets it.\ndescription: {'word ' * 30_000}\n")
    done = run_in(prepare, "help", "import", str(page), "-o", str(folder))
    assert (done.code, done.err) == (2, f"pscompat: {folder}/help/Get-It.yaml: cannot be written: {reason}\n")
    assert os.listdir(folder / "help") == []


# Names, permissions


@pytest.mark.parametrize("command", CONTENT)
def test_a_name_of_255_bytes(tmp_path: Path, command: str) -> None:
    for text in ("first", "second"):
        assert run("-c", f"'{text}' | {command} {LONGEST} | Out-Null", cwd=tmp_path).all == (0, "", "")
        assert (tmp_path / LONGEST).read_text() == f"{text}\n"
    assert os.listdir(tmp_path) == [LONGEST]


def test_a_name_of_255_bytes_for_a_download_and_a_page(tmp_path: Path) -> None:
    with Loopback(respond("new")) as server:
        assert run(*DOWNLOAD, LONGEST, server=server, cwd=tmp_path).code == 0
    assert (tmp_path / LONGEST).read_bytes() == b"new"
    title = "Get-" + "é" * 123
    (tmp_path / "page.yaml").write_text(f"title: {title}\nsynopsis: Gets it.\n")
    assert run("help", "import", "page.yaml", "-o", "made", cwd=tmp_path).code == 0
    assert sorted(os.listdir(tmp_path / "made/help")) == [f"{title}.yaml", "module.yaml"]
    (tmp_path / "page.yaml").write_text(f"title: {title}e\nsynopsis: Gets it.\n")
    assert run("help", "import", "page.yaml", "-o", "made", cwd=tmp_path).code == 2


@pytest.mark.parametrize(("mode", "mask"), [(0o600, 0), (0o640, 0), (0o444, 0), (0o664, 0o077)])
def test_a_file_is_never_open_to_more_people_while_it_is_replaced(tmp_path: Path, mode: int, mask: int) -> None:
    target = tmp_path / "x"
    target.touch()
    target.chmod(mode)
    with downloading(target, lambda: os.umask(mask)) as (child, released):
        (part,) = beside(tmp_path)
        assert stat.S_IMODE(part.stat().st_mode) == mode & ~mask
        released.set()
        assert child.wait(20) == 0
    assert stat.S_IMODE(target.stat().st_mode) == mode
    assert target.read_bytes() == b"halfhalf"


@pytest.mark.parametrize("command", CONTENT)
def test_nor_is_a_text_file(tmp_path: Path, command: str) -> None:
    target = tmp_path / "x"
    target.touch()
    target.chmod(0o600)
    child = subprocess.Popen(
        words("-c", f"$input | {command} '{target}'"),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.umask(0),
    )
    with child:
        assert child.stdin is not None
        child.stdin.write(b"1\n")
        child.stdin.flush()
        (part,) = eventually(lambda: beside(tmp_path))
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
        child.stdin.close()
        assert child.wait(20) == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_text() == "1\n"


def test_imported_help_keeps_the_mode_of_the_file_it_replaces(tmp_path: Path) -> None:
    page, made = tmp_path / "Get-It.yaml", tmp_path / "made"
    page.write_text("title: Get-It\nsynopsis: Gets it.\n")
    (made / "help").mkdir(parents=True)
    (made / "help/Get-It.yaml").touch(0o600)
    assert run("help", "import", str(page), "-o", str(made), "--force").code == 0
    assert stat.S_IMODE((made / "help/Get-It.yaml").stat().st_mode) == 0o600


def test_the_sandbox_keeps_its_data_to_itself(tmp_path: Path) -> None:
    child = subprocess.Popen(
        words("sandbox", "--data", str(tmp_path / "state.db")),
        env=environment(),
        stdout=subprocess.PIPE,
        preexec_fn=lambda: os.umask(0),
    )
    with child:
        try:
            read_line(child.stdout)
            assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == dict.fromkeys(
                ("state.db", "state.db-shm", "state.db-wal"), 0o600
            )
        finally:
            child.kill()


# Pipes and devices in place of files


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_loop(path: Path) -> None:
    path.symlink_to(path)


ODD = pytest.mark.parametrize("make", [make_pipe, make_device])
COMMAND = "title: Get-It\nsynopsis: Gets it.\npscompat: {handler: it}\n"


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module of one command, which works."""
    folder = tmp_path / "Own"
    (folder / "help").mkdir(parents=True)
    (folder / "cmdlets").mkdir()
    (folder / "help" / "module.yaml").write_text("name: Own\nversion: 1.0.0\n")
    (folder / "help" / "Get-It.yaml").write_text(COMMAND)
    (folder / "cmdlets" / "it.py").write_text("def process(call):\n    yield 1\n")
    assert run("--module", str(folder), "Get-It").all == (0, "1\n", "")
    return folder


@pytest.mark.parametrize("make", [make_pipe, make_device, make_loop])
@pytest.mark.parametrize("name", ["help/module.yaml", "help/Get-It.yaml", "cmdlets/it.py"])
def test_a_definition_that_is_no_file_is_refused(module: Path, name: str, make: Callable[[Path], None]) -> None:
    (module / name).unlink()
    make(module / name)
    for line in (("--module", str(module), "Get-It"), ("help", "check", str(module))):
        done = run(*line, timeout=20)
        assert done.code in (1, 2)
        assert "regular file" in done.err + done.out or "symbolic links" in done.err + done.out


@ODD
@pytest.mark.parametrize("verb", [["help"], ["help", "check"], ["help", "import"]], ids=" ".join)
def test_a_page_that_is_no_file_is_refused(tmp_path: Path, verb: list[str], make: Callable[[Path], None]) -> None:
    make(tmp_path / "Get-It.yaml")
    done = run(*verb, str(tmp_path / "Get-It.yaml"), timeout=20)
    assert done.code in (1, 2)
    assert "it is not a regular file" in done.err + done.out
    assert len((done.err + done.out).splitlines()) == 1 + ("check" in verb)


def test_what_is_no_file_is_not_even_opened(tmp_path: Path) -> None:
    """Opening a device may do something; of a pipe, the writer sees it."""
    make_pipe(tmp_path / "Get-It.yaml")
    writer = subprocess.Popen(["sh", "-c", 'exec >"$1"', "sh", str(tmp_path / "Get-It.yaml")])
    with writer:
        try:
            assert run("help", str(tmp_path / "Get-It.yaml"), timeout=20).code == 2
            assert writer.poll() is None
        finally:
            writer.kill()


@ODD
def test_the_sandbox_takes_no_data_file_that_is_none(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "state.db")
    done = run("sandbox", "--data", str(tmp_path / "state.db"), timeout=20)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "it is not a regular file" in done.err


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="there is no device without an end")
@pytest.mark.parametrize("words", ["", "-Raw", "-TotalCount 1", "-Tail 1"])
def test_a_device_without_an_end_has_no_lines(words: str) -> None:
    done = run("-c", f"Get-Content /dev/zero {words}")
    assert done.code == 1
    assert done.err == "Get-Content: more than 64 million characters come without an end: '/dev/zero'\n"
    assert done.out == ""


# What was compiled


BIND = ("bind", "Get-ThreadRun", "thread_abc123", "-Limit", "5")
HELP = ("Get-ThreadRun", "-?")


def with_cache(folder: Path, *given: str, package: Path | None = None) -> Done:
    more = {"XDG_CACHE_HOME": str(folder), **({"PYTHONPATH": str(package)} if package else {})}
    return run(*given, more=more, cwd=package, timeout=20)


def compiled(folder: Path) -> dict[str, bytes]:
    """The content of the cache's files, by name."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


ODD_VALUES: list[Any] = [5, (), [], ("a",), {"a": 1}, {"name": 5}, ((),) * 30]
ODD_PARTS: list[Any] = [
    None,
    5,
    (),
    ({}, []),
    ({1: 2}, {}),
    ({}, {"command": 5, "module": "x", "help": 1}),
    ({}, dict.fromkeys(("command", "document", "module", "help", "index"), b"")),
    ({}, dict.fromkeys(("command", "document", "module", "help", "index"), b"\xff\x00")),
    *(
        ({}, dict.fromkeys(("command", "document", "module", "help", "index"), marshal.dumps(value)))
        for value in ODD_VALUES
    ),
]
"""What a file whose checksum holds may contain all the same."""


def rewritten(content: Any) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        payload = content if isinstance(content, bytes) else marshal.dumps(content)
        head = path.read_bytes()[: len(b"pscompat\n") + 16]
        path.write_bytes(head + blake2b(payload, digest_size=16).digest() + payload)

    return rewrite


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replaced_by(make: Callable[[Path], None]) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


@pytest.mark.parametrize(
    "change",
    [
        *(rewritten(each) for each in ODD_PARTS),
        rewritten(b"\xfb" + b"\xff" * 8),
        rewritten(b"(" + b"\xff" * 4),
        lambda path: os.truncate(path, 1 << 40),
        lambda path: path.write_bytes(b""),
        make_folder,
        replaced_by(make_pipe),
        replaced_by(make_device),
        replaced_by(make_loop),
    ],
)
def test_a_cache_file_of_odd_content_is_ignored(tmp_path: Path, change: Callable[[Path], None]) -> None:
    lines = (BIND, HELP)
    wanted = [with_cache(tmp_path, *line).all for line in lines]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 2
    for path in files:
        change(path)
    assert [with_cache(tmp_path, *line).all for line in lines] == wanted
    assert not beside(files[0].parent)


def test_a_cache_file_that_claims_more_than_memory_holds_is_ignored(tmp_path: Path) -> None:
    wanted = with_cache(tmp_path, *BIND).all
    for path in tmp_path.rglob("*"):
        if path.is_file():
            rewritten(b"(" + b"\xff\xff\xff\x7f")(path)

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    more = {"XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(
        words(*BIND), env=environment(None, more), capture_output=True, preexec_fn=little, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == wanted


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_cache_file_of_somebody_else_is_ignored(tmp_path: Path) -> None:
    wanted = with_cache(tmp_path, *HELP)
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*") if path.is_file()}
    for path in before:
        os.chown(path, 12345, -1)
    assert with_cache(tmp_path, *HELP).all == wanted.all
    # All that was needed was made anew.
    assert any(path.stat().st_ino != inode for path, inode in before.items())
    assert {path.stat().st_uid for path in before if path.stat().st_ino != before[path]} == {0}


def test_a_link_to_a_faithful_copy_is_one(tmp_path: Path) -> None:
    wanted = with_cache(tmp_path, *BIND).all
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        path.rename(path.with_name(f"moved-{path.name}"))
        path.symlink_to(f"moved-{path.name}")
    before = compiled(tmp_path)
    assert with_cache(tmp_path, *BIND).all == wanted
    assert compiled(tmp_path) == before
    assert any(path.is_symlink() for path in tmp_path.rglob("*"))


def test_a_cache_on_a_full_disk_is_no_matter(small: tuple[Path, Callable[[], None], str], tmp_path: Path) -> None:
    folder, prepare, _ = small
    wanted = with_cache(tmp_path / "elsewhere", *HELP).all
    (folder / "filling").write_bytes(b"x" * 62 * 1024)
    more = {"XDG_CACHE_HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        words(*HELP), env=environment(None, more), capture_output=True, preexec_fn=prepare, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == wanted
    assert not [path for path in folder.rglob("*") if path.suffix == ".part"]


def change(source: Path) -> None:
    """Change a source a moment ago: what changes in the tick in which a process starts is not cached by it."""
    source.write_text(source.read_text() + "# changed\n")
    earlier = time.time_ns() - 10**9
    os.utime(source, ns=(earlier, earlier))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, which a test may change."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("pscompat", "help", "cmdlets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize(
    "source",
    [
        "files.py",
        "helpfile/cache.py",
        "helpfile/definition.py",
        "helpfile/validations.py",
        "helpfile/yamltext.py",
        "language/literal.py",
        "model/command.py",
        "dotnet/types.py",
        "views/help/tree.py",
    ],
)
def test_compiled_help_goes_stale_with_the_code_that_makes_it(checkout: Path, tmp_path: Path, source: str) -> None:
    path = checkout / "pscompat" / source
    first = with_cache(tmp_path, *HELP, package=checkout)
    before = compiled(tmp_path)
    assert with_cache(tmp_path, *HELP, package=checkout).all == first.all
    assert compiled(tmp_path) == before
    change(path)
    assert with_cache(tmp_path, *HELP, package=checkout).all == first.all
    after = compiled(tmp_path)
    assert before.keys() == after.keys()
    assert any(before[name] != after[name] for name in before if "Get-ThreadRun" in name)


def test_what_makes_no_help_lets_it_be(checkout: Path, tmp_path: Path) -> None:
    path = checkout / "pscompat" / "sandbox" / "server.py"
    with_cache(tmp_path, *HELP, package=checkout)
    before = compiled(tmp_path)
    change(path)
    with_cache(tmp_path, *HELP, package=checkout)
    assert compiled(tmp_path) == before


def test_what_was_made_of_compiled_help_goes_stale_with_it(checkout: Path, tmp_path: Path) -> None:
    """The index is made of compiled commands by a process that has not read a help file itself."""
    reader = checkout / "pscompat" / "helpfile" / "yamltext.py"
    code = "from pscompat.helpfile.module import Module; m = Module({!r}); m.{}"
    script = [
        code.format(str(checkout), "command('Get-ThreadRun')"),
        code.format(str(checkout), "index()"),
    ]
    more = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(checkout)}

    def python(line: str) -> None:
        subprocess.run([sys.executable, "-c", line], env=environment(None, more), cwd=checkout, check=True, timeout=60)

    python(
        script[0].replace("m.command('Get-ThreadRun')", "[(m.command(n), m.document(n)) for n in m.command_names()]")
    )
    python(script[1])
    (index,) = [name for name in compiled(tmp_path) if name.startswith("index")]
    before = compiled(tmp_path)[index]
    python(script[1])
    assert compiled(tmp_path)[index] == before
    change(reader)
    python(script[1])
    assert compiled(tmp_path)[index] != before


def test_code_that_has_changed_in_the_meantime_writes_nothing(checkout: Path, tmp_path: Path) -> None:
    """Nobody knows then whether the old code or the new one has made it."""
    code = (
        "import os, sys\n"
        "from pscompat.helpfile.module import Module\n"
        f"path = {str(checkout / 'pscompat' / 'model' / 'command.py')!r}\n"
        "open(path, 'a').write('# changed\\n')\n"
        f"Module({str(checkout)!r}).command('Get-ThreadRun')\n"
    )
    more = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(checkout)}
    subprocess.run([sys.executable, "-c", code], env=environment(None, more), cwd=checkout, check=True, timeout=60)
    assert not compiled(tmp_path)


def test_what_was_made_by_code_that_changed_later_is_not_taken_for_the_new_codes(
    checkout: Path, tmp_path: Path
) -> None:
    """The process has looked at the source before it changed; by its time the change may be older than the process."""
    source = checkout / "pscompat" / "model" / "command.py"
    script = (
        "import os, time\n"
        "from pscompat.helpfile.module import Module\n"
        f"module = Module({str(checkout)!r})\n"
        "module.command('Get-ThreadRun')\n"
        "{}\n"
        "module.command('Get-Thread')\n"
    )
    changed = f"path = {str(source)!r}; open(path, 'a').write('# changed\\n'); os.utime(path, (1e9, 1e9))"
    more = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(checkout)}

    def python(line: str) -> dict[str, bytes]:
        subprocess.run(
            [sys.executable, "-c", script.format(line)],
            env=environment(None, more),
            cwd=checkout,
            check=True,
            timeout=60,
        )
        return {name: data for name, data in compiled(tmp_path).items() if name.startswith("PSOpenAI.Get-Thread-")}

    old = python(changed)
    assert old
    assert python("pass") != old


@pytest.mark.parametrize(("before", "kept"), [(20_000_000, True), (19_999_999, False)])
def test_a_source_changed_in_the_tick_of_the_start_may_be_newer_than_what_was_read(
    checkout: Path, tmp_path: Path, before: int, kept: bool
) -> None:
    source = checkout / "pscompat" / "model" / "command.py"
    now = time.time_ns()
    os.utime(source, ns=(now - before, now - before))
    code = (
        f"import time\ntime.time_ns = lambda: {now}\n"
        "from pscompat.helpfile.module import Module\n"
        f"Module({str(checkout)!r}).command('Get-ThreadRun')\n"
    )
    more = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(checkout)}
    try:
        subprocess.run([sys.executable, "-c", code], env=environment(None, more), cwd=checkout, check=True, timeout=60)
    finally:
        os.utime(source, (1e9, 1e9))
    assert bool(compiled(tmp_path)) == kept
