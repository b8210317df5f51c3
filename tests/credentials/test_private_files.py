"""Files of keys that are refused: others can read them, they are not ours, or they are something else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pscompat.credentials import private_files, stores
from pscompat.credentials.errors import CredentialsError
from pscompat.credentials.private_files import config_folder, read_private
from pscompat.files import Replacement

from .user import CANARY, LINE, User


def refused(user: User, reason: str) -> None:
    """Each use of a key is refused with that reason in one line and what to type, and nothing is sent."""
    for line in (LINE, ("-c", "Get-ThreadRun t r; Get-ThreadRun t r"), ("whoami",)):
        done = user.run(*line)
        assert done.code == 1, done.all
        assert reason in done.err and CANARY not in done.out + done.err
        assert len(done.err.splitlines()) <= 2
    assert user.sent() == []


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o666, 0o601])
def test_a_credentials_file_that_others_can_read(user: User, mode: int) -> None:
    user.login()
    user.credentials.chmod(mode)
    refused(user, f"{user.credentials} can be read by others (mode {mode:03o}); it is not used.")
    done = user.run(*LINE)
    command = done.err.splitlines()[1]
    assert command == f"chmod 600 {user.credentials}"
    assert os.system(command) == 0
    assert user.run(*LINE).code == 0
    assert user.sent() == [CANARY]


def test_nor_is_one_changed_by_a_login(user: User) -> None:
    user.login()
    user.credentials.chmod(0o644)
    done = user.run("login", "--stdin", stdin=b"sk-other")
    assert done.code == 1 and f"chmod 600 {user.credentials}" in done.err
    assert user.keys()["default/PSOpenAI/OpenAI"]["key"] == CANARY


def test_a_credentials_file_that_is_a_link(user: User) -> None:
    user.login()
    moved = user.credentials.rename(user.home / "elsewhere.json")
    user.credentials.symlink_to(moved)
    refused(user, f"{user.credentials} is a symbolic link; it is not used.")
    assert user.run("login", "--stdin", stdin=b"sk-other").code == 1
    assert json.loads(moved.read_text())["default/PSOpenAI/OpenAI"]["key"] == CANARY


def test_a_link_that_leads_nowhere_is_one_too(user: User) -> None:
    user.login()
    user.credentials.unlink()
    user.credentials.symlink_to(user.home / "nothing")
    refused(user, "is a symbolic link")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("name", ["credentials.json", "config.json", "."])
def test_a_file_of_somebody_else(user: User, name: str) -> None:
    user.login()
    os.chown(user.folder / name, 12345, -1)
    refused(user, "belongs to somebody else; it is not used.")
    assert user.run("login", "--stdin", stdin=b"sk-other").code == 1


@pytest.mark.parametrize("name", ["config.json", "."])
@pytest.mark.parametrize("mode", [0o722, 0o702, 0o720])
def test_what_others_can_change(user: User, name: str, mode: int) -> None:
    user.login()
    path = user.folder / name
    path.chmod(mode)
    refused(user, f"can be changed by others (mode {mode:03o}); it is not used.")
    assert user.run(*LINE).err.splitlines()[1] == f"chmod {'700' if name == '.' else '600'} {path}".removesuffix("/.")


def test_others_may_read_settings_that_are_no_secrets(user: User) -> None:
    user.login()
    user.config.chmod(0o644)
    moved = user.config.rename(user.home / "dotfiles.json")
    user.config.symlink_to(moved)
    assert user.run(*LINE).code == 0
    assert user.sent() == [CANARY]


def pipe(path: Path) -> None:
    os.mkfifo(path, 0o600)


@pytest.mark.parametrize("name", ["credentials.json", "config.json"])
@pytest.mark.parametrize("make", [pipe, Path.mkdir, lambda path: os.truncate(path, 1 << 40)])
def test_what_is_no_file_of_a_usual_size(user: User, name: str, make: Callable[[Path], None]) -> None:
    user.login()
    path = user.folder / name
    if make in (pipe, Path.mkdir):
        path.unlink()
    make(path)
    refused(user, f"{path} {'cannot be read: ' if make in (pipe, Path.mkdir) else 'has more than 1 MiB'}")


def test_a_folder_that_cannot_be_there_holds_nothing(user: User) -> None:
    (user.home / "file").touch()
    for folder in ("/dev/null", str(user.home / "file"), str(user.home / "none")):
        assert user.run(*LINE, OPENAI_API_KEY="sk-env", XDG_CONFIG_HOME=folder).code == 0
    done = user.run("login", "--stdin", stdin=b"sk-x", XDG_CONFIG_HOME=str(user.home / "file"))
    assert done.all == (1, "", f"pscompat: {user.home}/file/pscompat cannot be used: Not a directory.\n")


@pytest.mark.parametrize("name", ["credentials.json", "config.json"])
def test_a_file_has_at_most_a_mebibyte(user: User, name: str) -> None:
    user.login()
    path = user.folder / name
    path.write_text(path.read_text().ljust(1024 * 1024))
    assert user.run(*LINE).code == 0
    path.write_text(path.read_text() + " ")
    done = user.run(*LINE)
    assert done.code == 1 and f"{path} has more than 1 MiB; it is not used." in done.err


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "5",
        "\0",
        "[" * 100_000,
        "{}",
        '{"default/PSOpenAI/OpenAI": "sk"}',
        '{"default/PSOpenAI/OpenAI": {"key": "sk"}}',
        '{"default/PSOpenAI/OpenAI": {"key": 5, "origin": "http://127.0.0.1"}}',
    ],
    ids=lambda text: text[:40],
)
def test_a_credentials_file_of_another_form(user: User, content: str) -> None:
    user.login()
    user.credentials.write_text(content)
    refused(user, str(user.credentials))


def test_whoever_changes_the_settings_alone_gets_no_key(user: User) -> None:
    """The origin stands beside the key, too."""
    user.login()
    with_other = user.config.read_text().replace("http://127.0.0.1:", "http://localhost:")
    user.config.write_text(with_other)
    assert user.server is not None
    base = user.server.base.replace("127.0.0.1", "localhost")
    done = user.run(*LINE, OPENAI_API_BASE=base)
    assert done.code == 1 and "The stored key is for http://127.0.0.1:" in done.err
    assert user.sent() == []


def test_what_needs_no_stored_key_does_not_look_at_it(user: User) -> None:
    user.login()
    user.credentials.chmod(0o644)
    for line in (
        ("--sandbox", "Get-ThreadRun", "thread_abc123", "run_abc123"),
        ("--dry-run", *LINE),
        ("--explain", *LINE),
        ("bind", *LINE),
        ("Get-ThreadRun", "-?"),
        ("shell", "complete", "zsh", "Get-ThreadRun", "-Ap"),
        ("context", "list"),
    ):
        done = user.run(*line)
        assert (done.code, done.err) == (0, ""), line
    assert user.run(*LINE, OPENAI_API_KEY="sk-env").code == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "gave nothing"),
        (b"a\nb", "gave more than one line"),
        (b"\xff", "gave bytes that are no UTF-8"),
        (None, "cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_a_variable_names(user: User, content: bytes | None, reason: str) -> None:
    path = user.home / "key"
    if content is not None:
        path.write_bytes(content)
    done = user.run(*LINE, OPENAI_API_KEY_FILE=str(path))
    assert done.code == 1
    assert done.err == f"Initialize-APIKey: The file of OPENAI_API_KEY_FILE {reason}; nothing is sent.\n"
    path.write_bytes(CANARY.encode() + b"\r\n")
    path.chmod(0o444)
    link = user.home / "mounted"
    link.symlink_to(path)
    assert user.run(*LINE, OPENAI_API_KEY_FILE=str(link)).code == 0
    assert user.sent() == [CANARY]


def test_a_pipe_that_a_variable_names_is_not_waited_for(user: User) -> None:
    pipe(user.home / "pipe")
    done = user.run(*LINE, OPENAI_API_KEY_FILE=str(user.home / "pipe"))
    assert done.code == 1 and "it is not a regular file" in done.err


# Windows


def test_on_windows_no_file_holds_a_key(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    user.login()
    for module in (private_files, stores):
        monkeypatch.setattr(module, "on_windows", lambda: True)
    with pytest.raises(CredentialsError, match="On Windows no file keeps others out") as caught:
        stores.check_store("file")
    assert "--store keyring" in caught.value.hint
    stores.check_store("keyring")
    stores.check_store("command")
    assert config_folder({"APPDATA": "/home/x/AppData", "HOME": "/home/x"}) == "/home/x/AppData/pscompat"
    # Settings have no modes there.
    user.config.chmod(0o666)
    assert read_private(str(user.config), secret=False) == user.config.read_bytes()


def test_the_folder_is_the_users(tmp_path: Path) -> None:
    assert config_folder({"XDG_CONFIG_HOME": "/c", "HOME": "/h"}) == "/c/pscompat"
    assert config_folder({"XDG_CONFIG_HOME": "relative", "HOME": "/h"}) == "/h/.config/pscompat"
    assert config_folder({"HOME": ""}) == config_folder({}) == config_folder({"HOME": "relative"}) == ""


def test_a_replacement_has_the_permissions_that_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.touch(0o644)
    with Replacement(str(path), mode=0o600) as new:
        (beside,) = [each for each in tmp_path.iterdir() if each != path]
        assert beside.stat().st_mode & 0o777 == 0o600
        new.stream.write(b"new")
    assert (path.stat().st_mode & 0o777, path.read_bytes()) == (0o600, b"new")
