"""What is written into a home folder, and that nothing of it stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pscompat.shells.shell_line import ShellLine, escaped

BREAKS = " \t\n\"'@><=;|&(:"

STARTS = [None, b"", b"export A=1\n", b"export A=1", b"\xff\n\n", b"# pscompat shell\n", b"a\r\nb\r\n"]


def pscompat(home: Path, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    variables = {"HOME": str(home), "PATH": "/usr/bin:/bin", "PSCOMPAT_CACHE": str(home.parent / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "pscompat", "shell", *words],
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done
    return done


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def everything(folder: Path) -> dict[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("start", STARTS, ids=repr)
def test_uninstall_leaves_everything_as_it_was(start: bytes | None, home: Path) -> None:
    shells = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
    for file in shells.values():
        if start is not None:
            (home / file).parent.mkdir(parents=True, exist_ok=True)
            (home / file).write_bytes(start)
            (home / file).chmod(0o640)
    before = everything(home)
    pscompat(home, "install", "--yes", "--man", *shells)
    installed = everything(home)
    for file in shells.values():
        assert installed[file].startswith(start or b"")  # type: ignore[union-attr]
        assert start is None or (home / file).stat().st_mode & 0o777 == 0o640
    pscompat(home, "install", "--yes", *shells)
    assert everything(home) == installed
    pscompat(home, "uninstall", "--yes")
    left = everything(home)
    assert {name: data for name, data in left.items() if data is not None} == {
        name: data for name, data in before.items() if data is not None
    }


def test_a_link_stays_a_link(home: Path) -> None:
    (home / "dotfiles").mkdir()
    (home / "dotfiles" / "bashrc").write_text("a\n", encoding="utf-8")
    (home / ".bashrc").symlink_to(home / "dotfiles" / "bashrc")
    pscompat(home, "install", "--yes", "bash")
    assert (home / ".bashrc").is_symlink()
    assert "pscompat.bash" in (home / "dotfiles" / "bashrc").read_text(encoding="utf-8")


def test_nothing_is_changed_without_consent(home: Path) -> None:
    done = pscompat(home, "install", "bash", code=2)
    assert ".bashrc" in done.stderr
    assert everything(home) == {}


@pytest.mark.parametrize(
    "words", [("nope",), ("install", "csh"), ("install", "--nope"), ("link",), ("link", "x", "Get-Nope")]
)
def test_words_that_make_no_sense_are_refused(words: tuple[str, ...], home: Path) -> None:
    assert pscompat(home, *words, code=2).stderr.startswith("pscompat: ")


def test_launchers_run_and_go_away(home: Path) -> None:
    folder = home / "bin"
    done = pscompat(home, "link", str(folder), "get-threadrun")
    assert done.stdout.split() == [str(folder / "Get-ThreadRun"), str(folder / "get-threadrun")]
    # A module of that name in the current folder is not run.
    (home / "pscompat.py").write_text("raise SystemExit(9)", encoding="utf-8")
    for name in ("Get-ThreadRun", "get-threadrun"):
        assert (folder / name).read_text(encoding="utf-8").count("\n") == 3
        variables = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(home)}
        run = subprocess.run(
            [str(folder / name), "x", "-Nope"],
            env=variables,
            cwd=home,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert run.returncode == 2
        assert run.stderr.startswith("Get-ThreadRun: ")
    (folder / "mine").write_text("x", encoding="utf-8")
    pscompat(home, "unlink", str(folder))
    assert [path.name for path in folder.iterdir()] == ["mine"]


def test_a_launcher_takes_nobodys_place(home: Path) -> None:
    (home / "get-threadrun").write_text("mine", encoding="utf-8")
    pscompat(home, "link", str(home), code=1)
    assert list(everything(home).values()) == [b"mine"]


SHELL_LINES: list[tuple[str, list[str], str, int]] = [
    ("Get-A -x", ["Get-A", "-x"], "", 0),
    ("Get-A ", ["Get-A", ""], "", 0),
    ("echo hi; Get-A 'a b' -x", ["Get-A", "a b", "-x"], "", 0),
    ("A=1 Get-A -x", ["Get-A", "-x"], "", 0),
    ("Get-A -x:d", ["Get-A", "-x:d"], "", 3),
    ("Get-A -x:'d e", ["Get-A", "-x:d e"], "'", 3),
    ('Get-A "d\\" e', ["Get-A", 'd" e'], '"', 0),
    ("x=$(Get-A -x", ["Get-A", "-x"], "", 0),
    ("a | Get-A d\\ e", ["Get-A", "d e"], "", 0),
]


@pytest.mark.parametrize(("line", "words", "quote", "cut"), SHELL_LINES, ids=[row[0] for row in SHELL_LINES])
def test_a_line_of_bash(line: str, words: list[str], quote: str, cut: int) -> None:
    read = ShellLine(line, BREAKS)
    assert (read.words, read.quote, read.cut) == (words, quote, cut)


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [("a b", "", "a\\ b"), ("a'b", "'", "a'\\''b"), ('a"$', '"', 'a\\"\\$'), ("é-1", "", "é-1")],
)
def test_replies_are_escaped_as_the_quote_needs(text: str, quote: str, expected: str) -> None:
    assert escaped(text, quote) == expected


def test_new_cmdlets_become_commands(home: Path, tmp_path: Path) -> None:
    pscompat(home, "install", "--yes", "bash")
    script = home / ".local/share/pscompat/shell/pscompat.bash"
    assert "get-widget" not in script.read_text(encoding="utf-8")
    words = [
        "help",
        "new",
        "Get-Widget",
        "--path",
        "/widgets",
        "-o",
        str(tmp_path / "yard"),
        "--base",
        "http://127.0.0.1:9",
    ]
    variables = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "PSCOMPAT_CACHE": "off",
        "PSCOMPAT_MODULE_PATH": str(tmp_path / "yard"),
    }
    subprocess.run(
        [sys.executable, "-m", "pscompat", *words], env=variables, capture_output=True, timeout=60, check=True
    )
    assert 'get-widget() { _pscompat_run Get-Widget "$@"; }' in script.read_text(encoding="utf-8")


def test_companions_are_no_commands_of_shells(home: Path) -> None:
    script = pscompat(home, "zsh").stdout
    assert "function get-threadrun {" in script
    assert "alias Get-ThreadRun='noglob Get-ThreadRun'" in script
    assert "Get-Content" not in script
