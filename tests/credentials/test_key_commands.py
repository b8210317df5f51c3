"""Commands that print a key: when they run, how often, and what becomes of those that give none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import pscompat

from .user import CANARY, LINE, User, commands_running, long_sleep


def one_line(user: User, reason: str, *, seconds: float = 0.0) -> None:
    """The reason is the only line; nothing is sent."""
    code = f"import pscompat.credentials.bounded as b; b.SECONDS = {seconds or 30}\n"
    code += f"from pscompat.cli import main; raise SystemExit(main({list(LINE)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=user.environment(), capture_output=True, timeout=60, check=False
    )
    assert done.stderr.decode() == f"Initialize-APIKey: {reason}; nothing is sent.\n"
    assert (done.returncode, done.stdout) == (1, b"")
    assert user.sent() == []


FAILING = [
    ("exit 3", "failed with exit code 3"),
    (f"echo {CANARY}; exit 1", "failed with exit code 1"),
    ("kill -9 $$", "was ended by signal 9"),
    ("true", "gave nothing"),
    ("echo; echo '  '", "gave nothing"),
    (f"echo {CANARY}; echo {CANARY}", "gave more than one line"),
    (f"echo {CANARY} >&2", "gave nothing"),
    ("yes", "printed more than 64 KiB"),
    ("printf '\\377'", "gave bytes that are no UTF-8"),
]


@pytest.mark.parametrize(("script", "reason"), FAILING)
@pytest.mark.parametrize("stored", [True, False])
def test_a_command_that_gives_no_key_is_one_line(user: User, script: str, reason: str, stored: bool) -> None:
    program = user.script("key", script)
    if stored:
        user.store_command(program)
        one_line(user, f"The key command of the context 'default' {reason}")
    else:
        user.variables["OPENAI_API_KEY_COMMAND"] = program
        one_line(user, f"The key command of OPENAI_API_KEY_COMMAND {reason}")


@pytest.mark.parametrize("script", ["SLEEP", "SLEEP; echo x", f"echo {CANARY}; exec 1>&-; SLEEP", "SLEEP &"])
def test_a_command_that_sleeps_is_ended_with_what_it_started(user: User, script: str) -> None:
    sleep = long_sleep()
    user.variables["OPENAI_API_KEY_COMMAND"] = user.script("key", script.replace("SLEEP", sleep))
    begun = time.monotonic()
    one_line(user, "The key command of OPENAI_API_KEY_COMMAND did not end within 0.5 seconds", seconds=0.5)
    assert time.monotonic() - begun < 30
    assert not [each for each in commands_running() if sleep in each]


def test_a_command_is_given_thirty_seconds() -> None:
    from pscompat.credentials.bounded import SECONDS

    assert SECONDS == 30


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("no-such-program-here", "cannot be run: its program is not on the PATH"),
        ("/no/such/program", "cannot be run: No such file or directory"),
        ("./key", "is a path that depends on the working folder: write it whole"),
        ("bin/key", "is a path that depends on the working folder: write it whole"),
        ("echo 'open", "cannot be read: No closing quotation"),
        ("  ", "is empty"),
    ],
)
def test_a_command_that_cannot_be_run(user: User, command: str, reason: str) -> None:
    done = user.run("login", "--store", "command", command)
    if not command.startswith("/"):
        assert done.all == (2, "", f"pscompat: The key command {reason}.\n")
    user.variables["OPENAI_API_KEY_COMMAND"] = command
    one_line(user, f"The key command of OPENAI_API_KEY_COMMAND {reason}")


def test_a_command_runs_once_in_a_process_and_only_when_a_request_goes_out(user: User) -> None:
    ran = user.home / "ran"
    user.store_command(user.script("key", f"echo x >> {ran}; echo {CANARY}"))
    assert not ran.exists()
    thread = ("Get-ThreadRun", "thread_abc123", "run_abc123")
    lines: list[tuple[str, ...]] = [
        ("--dry-run", *LINE),
        ("--dry-run", "curl", *LINE),
        ("--explain", *LINE),
        ("bind", *LINE),
        ("--sandbox", *thread),
        ("whoami",),
        ("context", "list"),
        ("Get-ThreadRun", "-?"),
        ("shell", "complete", "zsh", "Get-ThreadRun", "-Ap"),
        ("Get-Command", "Get-ThreadRun"),
        ("-c", "1 + 1"),
    ]
    for line in lines:
        assert user.run(*line).code == 0, line
    assert user.run("Get-ThreadRun", "t", "-Nope").code == 2
    assert user.run(*LINE, "-ApiKey", "sk-x").code == 0
    assert not ran.exists()
    assert user.run("-c", "'a', 'b' | % { Get-ThreadRun t $_ }; Get-ThreadRun t r").code == 0
    assert ran.read_text() == "x\n"
    environment = user.environment()
    ran.unlink()
    for _ in range(2):
        with pscompat.load("PSOpenAI", environment=environment) as openai:
            openai.invoke("Get-ThreadRun", "t", "r")
    assert ran.read_text() == "x\n"


def test_a_command_that_failed_is_not_tried_again(user: User) -> None:
    ran = user.home / "ran"
    user.store_command(user.script("key", f"echo x >> {ran}; exit 1"))
    done = user.run("-c", "try { Get-ThreadRun t r } catch { 'caught' }; try { Get-ThreadRun t r } catch { 'caught' }")
    assert done.code in (0, 1)
    assert ran.read_text() == "x\n"


def test_a_command_takes_nothing_of_standard_input(user: User) -> None:
    user.variables["OPENAI_API_KEY_COMMAND"] = user.script("key", f"cat >/dev/null; echo {CANARY}")
    done = user.run("Get-ThreadRun", "-ThreadId", "t", "-", stdin=b'{"run_id": "a"}\n{"run_id": "b"}\n')
    assert done.code == 0
    assert user.sent() == [CANARY, CANARY]


def test_a_command_runs_in_the_home_folder_with_programs_of_whole_paths(user: User, tmp_path: Path) -> None:
    """What lies in the working folder is no part of it."""
    here = tmp_path / "here"
    here.mkdir()
    for name in ("key-program", "cat"):
        (here / name).write_text("#!/bin/sh\necho sk-from-here\n")
        (here / name).chmod(0o755)
    (user.home / "key.txt").write_text(CANARY)
    user.variables |= {"OPENAI_API_KEY_COMMAND": "cat key.txt", "PATH": f".:{os.environ['PATH']}:"}
    assert user.run(*LINE, cwd=here).code == 0
    assert user.sent() == [CANARY]
    user.variables["OPENAI_API_KEY_COMMAND"] = "key-program"
    done = user.run(*LINE, cwd=here)
    assert done.code == 1 and "its program is not on the PATH" in done.err


def test_words_of_a_command_are_not_expanded(user: User) -> None:
    user.variables["OPENAI_API_KEY_COMMAND"] = "echo '$HOME a;b' $HOME"
    assert user.run(*LINE).code == 0
    assert user.sent() == ["$HOME a;b $HOME"]


@pytest.mark.parametrize("line", ["$env:OPENAI_API_KEY_COMMAND = 'PROGRAM'; ", "$OPENAI_API_KEY_COMMAND = 'PROGRAM'; "])
def test_a_line_names_no_command(user: User, line: str) -> None:
    ran = user.home / "ran"
    program = user.script("key", f"touch {ran}; echo {CANARY}")
    done = user.run("-c", line.replace("PROGRAM", program) + "Get-ThreadRun t r")
    assert done.code == 1 and "specify your OpenAI API key" in done.err
    assert not ran.exists() and user.sent() == []


def test_nothing_in_the_working_folder_or_a_module_names_one(user: User, tmp_path: Path) -> None:
    ran = user.home / "ran"
    program = user.script("key", f"touch {ran}; echo {CANARY}")
    here = tmp_path / "here"
    (here / ".config" / "pscompat").mkdir(parents=True)
    user.store_command(program)
    stored = user.config.read_text()
    for name in (".pscompat.json", "config.json", "pscompat/config.json", ".config/pscompat/config.json", ".env"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).write_text(stored)
    assert user.run("logout").code == 0
    assert user.run(*LINE, cwd=here).code == 1
    module = tmp_path / "Own" / "help"
    module.mkdir(parents=True)
    form = "name: Own\nversion: 1.0.0\ncredentials:\n  key: {{parameter: Token, {}}}\n"
    for key in ("command: true", f"key_command: {program}", f"store: {program}"):
        (module / "module.yaml").write_text(form.format(key))
        user.run("help", "check", str(module.parent))
    assert not ran.exists() and user.sent() == []


def test_ctrl_c_ends_the_command_too(user: User) -> None:
    import signal

    from ..cli.processes import words

    started, sleep = user.home / "started", long_sleep()
    user.variables["OPENAI_API_KEY_COMMAND"] = user.script("key", f"touch {started}; {sleep}")
    for number in (signal.SIGINT, signal.SIGTERM):
        child = subprocess.Popen(
            words(*LINE),
            env=user.environment(),
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        with child:
            for _ in range(1000):
                if started.exists():
                    break
                time.sleep(0.02)
            child.send_signal(number)
            assert child.wait(20) in (130, -signal.SIGTERM)
        started.unlink()
        assert not [each for each in commands_running() if sleep in each]
    assert user.sent() == []
