"""The keyring: through the package, in a process of its own, only where it is configured."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from .user import CANARY, LINE, User, commands_running, long_sleep

WORKING = """
import json, os, pathlib
entries = pathlib.Path(os.environ["HOME"], "keyring.json")
with open(os.path.join(os.environ["HOME"], "imported"), "a") as file:
    file.write("x")
print("a keyring that prints")

def _read():
    return json.loads(entries.read_text()) if entries.exists() else {}

def get_password(service, name):
    return _read().get(f"{service}:{name}")

def set_password(service, name, password):
    entries.write_text(json.dumps({**_read(), f"{service}:{name}": password}))

def delete_password(service, name):
    known = _read()
    del known[f"{service}:{name}"]
    entries.write_text(json.dumps(known))
"""


@pytest.fixture
def packages(user: User, tmp_path: Path) -> Path:
    """A folder of packages with a keyring of its own."""
    folder = tmp_path / "packages"
    folder.mkdir()
    (folder / "keyring.py").write_text(WORKING)
    user.variables["PYTHONPATH"] = f"{user.environment()['PYTHONPATH']}:{folder}"
    return folder


def test_a_key_in_the_keyring(user: User, packages: Path) -> None:
    done = user.run("login", "--store", "keyring", "--stdin", stdin=CANARY.encode())
    assert done.code == 0 and done.err == "" and done.out.endswith("is in the keyring.\n")
    assert user.server is not None
    entry = {"key": CANARY, "origin": user.server.base.removesuffix("/v1")}
    stored = json.loads((user.home / "keyring.json").read_text())
    assert {name: json.loads(text) for name, text in stored.items()} == {"pscompat:default/PSOpenAI/OpenAI": entry}
    assert not user.credentials.exists() and CANARY not in user.config.read_text()
    (user.home / "imported").unlink()
    for line in (("whoami",), ("--dry-run", *LINE), ("--explain", *LINE), ("bind", *LINE), ("context", "list")):
        done = user.run(*line)
        assert (done.code, done.err) == (0, "")
    assert not (user.home / "imported").exists()
    done = user.run("-c", "'a', 'b', 'c' | % { Get-ThreadRun t $_ }; Get-ThreadRun t r")
    assert done.code == 0 and done.err == ""
    assert user.sent() == [CANARY] * 4
    # A process asks once.
    assert (user.home / "imported").read_text() == "x"
    assert user.run("logout").code == 0
    assert json.loads((user.home / "keyring.json").read_text()) == {}


def test_it_is_not_imported_where_it_is_not_configured(user: User, packages: Path) -> None:
    user.login()
    assert user.run(*LINE).code == 0
    assert user.run("logout").code == 0
    assert not (user.home / "imported").exists()


def test_removing_a_context_takes_its_keys_along(user: User, packages: Path) -> None:
    assert user.run("context", "set", "work", "--timeout", "5").code == 0
    done = user.run("--context", "work", "login", "--store", "keyring", "--stdin", stdin=CANARY.encode())
    assert done.code == 0
    assert user.run("context", "remove", "work").code == 0
    assert json.loads((user.home / "keyring.json").read_text()) == {}


def test_a_key_that_somebody_else_took_away(user: User, packages: Path) -> None:
    assert user.run("login", "--store", "keyring", "--stdin", stdin=CANARY.encode()).code == 0
    (user.home / "keyring.json").write_text("{}")
    done = user.run(*LINE)
    assert done.code == 1 and "is not in the keyring." in done.err
    (user.home / "keyring.json").write_text('{"pscompat:default/PSOpenAI/OpenAI": "sk-plain"}')
    assert user.run(*LINE).code == 1
    (user.home / "keyring.json").write_text("{}")
    assert user.run("logout").code == 0
    assert user.sent() == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("raise ImportError", "The keyring needs the package keyring, which is not installed."),
        ("def get_password(*a): raise RuntimeError('CANARY')", "The keyring refuses: RuntimeError."),
        ("def get_password(*a): raise SystemExit(3)", "The keyring failed with exit code 3."),
        ("import os; os.write(1, b'CANARY'); os._exit(0)", "The keyring gave no answer."),
        ("x = 1/0", "The keyring failed with exit code 1."),
    ],
)
def test_a_keyring_that_fails_is_one_line(user: User, packages: Path, content: str, reason: str) -> None:
    assert user.run("login", "--store", "keyring", "--stdin", stdin=CANARY.encode()).code == 0
    (packages / "keyring.py").write_text(content.replace("CANARY", CANARY))
    done = user.run(*LINE)
    assert done.code == 1 and done.err.startswith(f"Initialize-APIKey: {reason}\n")
    assert CANARY not in done.err + done.out and user.sent() == []


def test_a_keyring_that_hangs_is_ended(user: User, packages: Path) -> None:
    import subprocess
    import sys

    assert user.run("login", "--store", "keyring", "--stdin", stdin=CANARY.encode()).code == 0
    sleep = long_sleep()
    (packages / "keyring.py").write_text(f"import subprocess\nsubprocess.run({sleep.split()!r})\n")
    code = "import pscompat.credentials.bounded as b; b.SECONDS = 1\n"
    code += f"from pscompat.cli import main; raise SystemExit(main({list(LINE)!r}))"
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], env=user.environment(), capture_output=True, timeout=60, check=False
    )
    assert time.monotonic() - begun < 30
    assert done.stderr.decode() == "Initialize-APIKey: The keyring did not end within 1 seconds.\n"
    assert not [each for each in commands_running() if sleep in each]


def test_nothing_in_the_working_folder_is_taken_for_it(user: User, packages: Path, tmp_path: Path) -> None:
    assert user.run("login", "--store", "keyring", "--stdin", stdin=CANARY.encode()).code == 0
    here = tmp_path / "here"
    here.mkdir()
    for name in ("keyring.py", "json.py", "os.py"):
        for folder in (here, user.home):
            (folder / name).write_text(f"open({str(here / 'ran')!r}, 'w')\n")
    (packages / "keyring.py").unlink()
    # Python itself puts the working folder first for `python -m`, so here it is a script that starts it.
    script = tmp_path / "start.py"
    script.write_text("import sys\nfrom pscompat.cli import main\nsys.exit(main(sys.argv[1:]))\n")
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, str(script), *LINE],
        env=user.environment(),
        cwd=here,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1 and b"is not installed" in done.stderr
    assert not (here / "ran").exists()
