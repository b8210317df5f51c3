"""Files, answers and waits that go wrong, for each kind of cmdlet, over real sockets."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ..http.loopback import Loopback, Received, respond
from .face import KEY, ROOT, Face, parts, refused

UPLOADS = [
    "Add-OpenAIFile {} -Purpose batch",
    "Request-AudioTranslation {}",
    "New-Video -Prompt cat -InputReference {}",
]
DOWNLOADS = [
    "Get-OpenAIFileContent file_1 -OutFile {}",
    "Get-ContainerFileContent cntr_1 cfile_1 -OutFile {}",
    "Get-VideoContent video_1 -OutFile {}",
    "Request-AudioSpeech Hi -OutFile {}",
]
KINDS = [
    "Get-Assistant asst_1",
    "Get-Batch",
    "Get-VectorStoreFile vs_1 -All",
    "Remove-Container cntr_1",
    "New-Conversation -MetaData @{a='b'}",
    "Set-VectorStore vs_1 -Name x",
    "Request-Embeddings Hi",
    "Request-Response Hi",
    "Request-Moderation Hi",
    "Add-ContainerFile cntr_1 a.txt",
    "Add-OpenAIFile a.txt -Purpose batch",
    "Stop-Batch batch_1",
    "Wait-Video video_1",
    "Get-ThreadRun thread_1 run_1",
]
NAMES = ["it's.txt", 'a "b".txt', "two\nlines.txt", "日本 é.txt", "a;b=c.txt", "%22.txt"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with one file ``a.txt``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("text")
    return tmp_path


def quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


@pytest.mark.parametrize("line", UPLOADS)
@pytest.mark.parametrize("name", ["none.txt", "folder", "a.txt/b", "nul\0.txt"])
def test_files_that_are_none_send_nothing(line: str, name: str, folder: Path) -> None:
    (folder / "folder").mkdir()
    with Loopback(respond({})) as server:
        face = Face(server)
        assert face.line(line.format(quoted(name))) == []
    assert face.sent == []
    assert len(face.errors) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="an administrator reads every file")
@pytest.mark.parametrize("line", UPLOADS)
def test_a_file_that_may_not_be_read_sends_nothing(line: str, folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    with Loopback(respond({})) as server:
        face = Face(server)
        assert face.line(line.format("a.txt")) == []
    assert face.sent == []
    assert len(face.errors) == 1


@pytest.mark.parametrize("line", UPLOADS)
@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_arrives(line: str, name: str, folder: Path) -> None:
    (folder / name).write_text(f"of {name}")
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line(line.format(quoted(name)))
    assert face.errors == []
    found = {file: content.decode() for file, content in parts(face.sent[0]).values() if file is not None}
    assert found == {name: f"of {name}"}


@pytest.mark.parametrize("line", [*UPLOADS, "Add-ContainerFile cntr_1 {}"])
@pytest.mark.parametrize("path", ["~/sub/a.txt", "~\\sub\\a.txt", "sub\\a.txt", "./sub/../sub/a.txt"])
def test_paths_are_read_as_powershell_reads_them(
    line: str, path: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    (folder / "sub").mkdir()
    (folder / "sub/a.txt").write_text("below")
    with Loopback(respond({"id": "new_1"})) as server:
        face = Face(server)
        face.line(line.format(quoted(path)))
    assert face.errors == []
    assert ("a.txt", b"below") in parts(face.sent[0]).values()


@pytest.mark.parametrize("line", DOWNLOADS)
def test_a_download_goes_where_powershell_would_put_it(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    with Loopback(respond(b"new", content_type="audio/mpeg")) as server:
        face = Face(server)
        face.line(line.format("'~/home.bin'"))
        face.line(line.format("'sub\\new.bin'"))
    assert face.errors == []
    assert [(folder / name).read_bytes() for name in ("home.bin", "sub/new.bin")] == [b"new"] * 2


@pytest.mark.parametrize("line", [*UPLOADS, "Add-ContainerFile cntr_1 {}"])
def test_an_empty_file_is_sent_as_one(line: str, folder: Path) -> None:
    (folder / "empty.txt").touch()
    with Loopback(respond({})) as server:
        face = Face(server)
        face.line(line.format("empty.txt"))
    assert face.errors == []
    assert ("empty.txt", b"") in parts(face.sent[0]).values()


@pytest.mark.parametrize("line", DOWNLOADS)
def test_a_download_replaces_a_file(line: str, folder: Path) -> None:
    (folder / "out").write_text("old and longer")
    with Loopback(respond(b"\0new", content_type="application/octet-stream")) as server:
        face = Face(server)
        assert face.line(line.format("out")) == []
    assert face.errors == []
    assert (folder / "out").read_bytes() == b"\0new"


@pytest.mark.parametrize("line", DOWNLOADS)
def test_a_folder_takes_no_download(line: str, folder: Path) -> None:
    (folder / "out").mkdir()
    with Loopback(respond(b"new")) as server:
        face = Face(server)
        face.line(line.format("out"))
        face.line(line.format("out/"))
    assert face.sent == []
    assert len(face.errors) == 2


def half(request: Received, connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-length: 500\r\n\r\nhalf")


@pytest.mark.parametrize("line", DOWNLOADS)
@pytest.mark.parametrize("answer", [half, refused(404), respond(b"x" * 9, content_encoding="gzip")])
def test_a_failed_download_leaves_what_was(line: str, answer: bytes, folder: Path) -> None:
    (folder / "out").write_text("old")
    with Loopback(answer) as server:
        face = Face(server)
        face.line(line.format("out"))
        face.line(line.format("new"))
    assert len(face.errors) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "out"]
    assert (folder / "out").read_text() == "old"


@pytest.mark.parametrize("line", DOWNLOADS)
def test_a_full_disk_is_one_error(line: str, folder: Path) -> None:
    with Loopback(respond(b"x" * 100_000, content_type="application/octet-stream")) as server:
        code = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        code += "from pscompat.cli import main\nresource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        code += "sys.exit(main(sys.argv[1:]))"
        done = child(code, "-c", line.format("out"), base=server.base, folder=folder)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Cannot write" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def child(code: str, *words: str, base: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "OPENAI_API_KEY": KEY,
        "OPENAI_API_BASE": base,
        "PYTHONPATH": str(ROOT),
        "PSCOMPAT_MODULE_PATH": str(ROOT),
        "PATH": "",
    }
    line = [sys.executable, "-c", code, *words]
    return subprocess.run(line, env=environment, capture_output=True, text=True, cwd=folder, timeout=100, check=False)


BAD_ANSWERS = {
    "markup": respond(b"<html>", content_type="text/html"),
    "half": respond(b'{"id": ', content_type="application/json"),
    "deep": respond(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, content_type="application/json"),
    "gzip": respond(b'{"id": "x"}', content_type="application/json", content_encoding="gzip"),
    "empty": respond(b""),
    "stream": respond(b'data: {"id": "x"}\n\ndata: [DONE]\n\n', content_type="text/event-stream"),
    "short": b'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"id":',
}


@pytest.mark.parametrize("line", KINDS)
@pytest.mark.parametrize("kind", BAD_ANSWERS)
def test_an_answer_that_is_none_is_one_error(line: str, kind: str, folder: Path) -> None:
    def answer(request: Received, connection: socket.socket) -> None:
        connection.sendall(BAD_ANSWERS[kind])

    with Loopback(answer) as server:
        face = Face(server)
        assert face.line(line) == []
    assert len(face.sent) == 1
    if kind == "empty" and line.startswith(("Remove-", "Request-Moderation")):
        assert face.errors == []  # nothing of the answer was needed
    else:
        # Wait- and Stop- cmdlets add that they could not learn the status.
        assert len(face.errors) == (2 if line.startswith(("Wait-", "Stop-")) else 1)


@pytest.mark.parametrize("line", KINDS)
def test_a_redirect_carries_the_body(line: str, folder: Path) -> None:
    moved = respond(b"<html>moved</html>", 307, "Temporary Redirect", location="/v1/moved")
    with Loopback(moved, respond({"id": "x", "data": [], "status": "completed", "results": []})) as server:
        face = Face(server)
        face.line(line)
    first, second = face.sent[:2]
    assert (first.method, first.body) == (second.method, second.body)
    assert second.target.partition("?")[0] == "/v1/moved"
    assert len(face.errors) == line.startswith("Stop-")  # what is completed can't be stopped


@pytest.mark.parametrize("line", KINDS)
def test_a_redirect_to_another_host_gets_no_body(line: str, folder: Path) -> None:
    with Loopback(respond({"id": "x", "data": [], "status": "completed", "results": []})) as other:
        with Loopback(respond(b"", 308, "Permanent Redirect", location=f"{other.base}/moved")) as server:
            face = Face(server)
            face.line(line)
            sends = bool(face.sent[0].body)
        assert [each.body for each in other.received] == ([] if sends else [b""] * len(other.received))
        assert {"authorization" in each.headers for each in other.received} <= {False}
    assert len(face.errors) == (sends or line.startswith("Stop-"))


@pytest.mark.parametrize(
    ("line", "members"),
    [
        ("Wait-Batch batch_1", {"object": "batch", "status": "in_progress"}),
        ("Wait-Video video_1", {"object": "video", "status": "queued"}),
        ("Wait-VectorStoreFileBatch vs_1 batch_1", {"vector_store_id": "vs_1", "status": "in_progress"}),
        ("Wait-ThreadRun run_1 thread_1", {"object": "thread.run", "thread_id": "thread_1", "status": "queued"}),
    ],
)
def test_a_poll_that_never_finishes_ends_in_time(line: str, members: dict[str, str]) -> None:
    with Loopback(respond({"id": "x_1", **members})) as server:
        face = Face(server)
        assert face.line(f"{line} -TimeoutSec 1 -PollIntervalSec 1") == []
    assert face.ids == ["PSOpenAI.APIRequest.TimeoutException,Write-TimeoutError"]
    assert len(face.sent) <= 3


@pytest.mark.parametrize(
    ("line", "members"),
    [
        ("Wait-Batch batch_1", {"object": "batch", "status": "cancelled"}),
        ("Wait-Video video_1", {"object": "video", "status": "failed"}),
        ("Wait-VectorStoreFileBatch vs_1 batch_1", {"vector_store_id": "vs_1", "status": "cancelled"}),
        ("Wait-ThreadRun run_1 thread_1", {"object": "thread.run", "thread_id": "thread_1", "status": "cancelled"}),
    ],
)
def test_a_job_that_was_cancelled_is_written(line: str, members: dict[str, str]) -> None:
    with Loopback(respond({"id": "x_1", **members})) as server:
        face = Face(server)
        (job,) = face.line(line)
    assert job["status"] == members["status"]
    assert face.errors == []


class Sink(Loopback):
    """Takes whatever is sent and keeps none of it; answers with an empty object."""

    taken = 0

    def talk(self, connection: socket.socket, address: object) -> None:
        buffer = bytearray(1 << 20)
        with connection, connection.makefile("rb") as file:
            left: int | None = None
            while line := file.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    left = int(line.partition(b":")[2])
            while left and (read := file.readinto(memoryview(buffer)[: min(left, len(buffer))])):
                left -= read
                self.taken += read
            if left == 0:
                connection.sendall(respond({}))


SIZE = 1_000_000_000
# The peak of this program alone: ru_maxrss would count what the process had before it was started.
FLAT = "import sys\nfrom pscompat.cli import main\ncode = main(sys.argv[1:])\n"
FLAT += "peak = [line for line in open('/proc/self/status') if line.startswith('VmHWM')]\n"
FLAT += "print(peak[0].split()[1], file=sys.stderr)\nsys.exit(code)"


def test_a_gigabyte_goes_up_in_flat_memory(folder: Path) -> None:
    with open(folder / "large.jsonl", "wb") as file:
        file.truncate(SIZE)
    with Sink() as server:
        assert isinstance(server, Sink)
        done = child(FLAT, "Add-OpenAIFile", "large.jsonl", "-Purpose", "batch", base=server.base, folder=folder)
        assert done.returncode == 0, done.stderr
        assert server.taken > SIZE
    assert int(done.stderr) < 120_000


def test_a_gigabyte_comes_down_in_flat_memory(folder: Path) -> None:
    def send(request: Received, connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\ncontent-length: {SIZE}\r\n\r\n".encode())
        for _ in range(SIZE // 1_000_000):
            connection.sendall(bytes(1_000_000))

    with Loopback(send) as server:
        done = child(FLAT, "Get-VideoContent", "video_1", "-OutFile", "out.mp4", base=server.base, folder=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "out.mp4").stat().st_size == SIZE
    (folder / "out.mp4").unlink()
    assert int(done.stderr) < 120_000


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ('Get-ThreadRun "a{}" r', "/v1/threads/a%EF%BF%BD/runs/r"),
        ('Get-OpenAIFile "a{}"', "/v1/files/a%EF%BF%BD"),
        ('Get-OpenAIModels -AdditionalQuery @{{"a{}"="b{}"}}', "/v1/models?a%EF%BF%BD=b%EF%BF%BD"),
        ('Get-OpenAIModels -ApiBase "BASE/p{}"', "/v1/p%EF%BF%BD/models"),
        ('Add-OpenAIFile a.txt -Purpose "b{}"', "b\ufffd"),
        ('Add-OpenAIFile -Content ([byte[]](1, 2)) -Name "b{}" -Purpose batch', "utf-8''b%EF%BF%BD"),
        ('New-Thread -MetaData @{{"a{}"="b{}"}}', '"metadata":{"a\ufffd":"b\ufffd"}'),
    ],
)
def test_half_of_a_surrogate_pair_is_sent_as_dotnet_sends_it(line: str, sent: str, folder: Path) -> None:
    with Loopback(respond({"id": "new_1", "data": []})) as server:
        face = Face(server)
        face.line(line.replace("{}", "`u{d800}").replace("{{", "{").replace("}}", "}").replace("BASE", server.base))
    assert face.errors == []
    request = face.sent[0]
    assert sent in request.target + request.body.decode()


@pytest.mark.parametrize("line", [*UPLOADS, *DOWNLOADS])
def test_a_file_named_with_half_of_a_surrogate_pair_is_one_error(line: str, folder: Path) -> None:
    with Loopback(respond(b"new")) as server:
        face = Face(server)
        assert face.line(line.format('"`u{d800}"')) == []
    assert len(face.errors) == 1
