"""The cmdlets at the prompt of real shells: what is typed, and the screen that comes of it."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..http.loopback import Loopback, respond
from .screen import Screen
from .terminal import Terminal, environment, shell_in

BASH_COMPLETION = Path("/usr/share/bash-completion/bash_completion")
PROMPTS = {"bash": 'PS1="$ "\n', "zsh": 'PS1="$ "\n', "fish": "function fish_prompt; echo -n '$ '; end\n"}
STARTUP = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}
WAYS = ["bash", "bash with bash-completion", "zsh", "zsh with compinit", "fish"]


def each_way(*names: str) -> pytest.MarkDecorator:
    """Parametrises a test by ``way``; what is not installed is skipped by name."""
    return pytest.mark.parametrize("way", [pytest.param(name, marks=_skipped(name)) for name in names or WAYS])


def _skipped(way: str) -> pytest.MarkDecorator:
    shell = way.partition(" ")[0]
    if way == "bash with bash-completion" and not BASH_COMPLETION.exists():
        return pytest.mark.skip(reason="bash-completion is not installed")
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"{shell} is not installed")


class Prompt:
    """A home folder with pscompat installed, and shells in it."""

    def __init__(self, way: str, folder: Path) -> None:
        self.shell = way.partition(" ")[0]
        self.home = folder / "home"
        self.home.mkdir()
        self.variables = environment(self.home)
        startup = self.home / STARTUP[self.shell]
        startup.parent.mkdir(parents=True, exist_ok=True)
        before = {
            "bash with bash-completion": f". {BASH_COMPLETION}\n",
            "zsh with compinit": "autoload -Uz compinit; compinit -u -D\n",
        }
        startup.write_text(before.get(way, "") + PROMPTS[self.shell], encoding="utf-8")
        done = subprocess.run(
            ["pscompat", "shell", "install", "--yes", self.shell],
            env=self.variables,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert str(startup) in done.stdout
        self.work = folder / "work"
        self.work.mkdir()
        for name in ("README.md", "desc", "d"):
            (self.work / name).write_text("", encoding="utf-8")

    def typed(self, keys: str, ending: str, *, columns: int = 100) -> Screen:
        """The screen after keys were typed at a new shell's prompt; what is before the cursor must end so."""
        with shell_in(self.shell, self.work, self.variables, columns=columns) as terminal:
            _settle(terminal)
            # Each Tab is waited for, as somebody who looks at the screen does.
            for part in keys.split("\t")[:-1]:
                terminal.type(part + "\t")
                while terminal.read(0.7):
                    pass
            terminal.type(keys.split("\t")[-1])
            terminal.wait(lambda screen: screen.before_cursor().endswith(ending))
            assert terminal.screen.before_cursor().removeprefix("$ ").endswith(ending), terminal.screen.text()
            return terminal.screen

    def shown(self, keys: str, text: str, *, columns: int = 100) -> str:
        """The screen once keys were typed and the text is there."""
        with shell_in(self.shell, self.work, self.variables, columns=columns) as terminal:
            _settle(terminal)
            terminal.type(keys)
            assert terminal.wait(lambda screen: text in screen.text()), terminal.screen.text()
            return terminal.screen.text()


def _settle(terminal: Terminal) -> None:
    assert terminal.wait(lambda screen: screen.before_cursor() == "$ "), terminal.screen.text()


@pytest.fixture(scope="module")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Prompts by way in, each installed once."""
    yield functools.cache(lambda way: Prompt(way, tmp_path_factory.mktemp("prompt")))


LINES: list[tuple[str, str]] = [
    ("Get-ThreadRun -thr\t", "Get-ThreadRun -ThreadId "),
    ("get-threadrun x -ord\td\t", "get-threadrun x -Order desc "),
    ("Get-ThreadRun x -order:d\t", "-order:desc "),
    ("Get-ThreadRun x -order:q\t", "-order:q"),
    ("Get-ThreadRun x -Run\t", "x -RunId "),
    ("Request-ChatCompletion -Model gpt-4o-m\t", "-Model gpt-4o-mini"),
    ("echo hi; Get-ThreadRun 'a b' -ord\t", "'a b' -Order "),
    ("Add-OpenAIFile ./RE\t", "Add-OpenAIFile ./README.md "),
    ("pscompat --sandbox Get-ThreadRun x -ord\t", "Get-ThreadRun x -Order "),
]


@each_way()
@pytest.mark.parametrize(("keys", "ending"), LINES, ids=[row[0].replace("\t", "⇥") for row in LINES])
def test_tab(prompts, way: str, keys: str, ending: str) -> None:  # type: ignore[no-untyped-def]
    prompts(way).typed(keys, ending)


@each_way("bash", "bash with bash-completion", "zsh", "fish")
def test_parameters_of_other_sets_are_not_offered(prompts, way: str) -> None:  # type: ignore[no-untyped-def]
    text = prompts(way).shown("Get-ThreadRun x run_1 -\t\t", "-ApiKey").replace("run_1 -", "")
    assert not [name for name in ("-All", "-Limit", "-Order", "-Run ") if name in text]


@each_way("zsh", "fish")
@pytest.mark.parametrize("columns", [80, 100, 120])
def test_lists_have_types_and_help_on_one_line_each(prompts, way: str, columns: int) -> None:  # type: ignore[no-untyped-def]
    text = prompts(way).shown("Get-ThreadRun -\t", "-Limit", columns=columns)
    listed = [line for line in text.splitlines() if line.startswith("-")]
    assert [line.split()[0] for line in listed[:4]] == ["-ThreadId", "-RunId", "-Run", "-Limit"]
    assert "[int] The greatest number of runs to list" in listed[3]
    assert all("[" in line and len(line) <= columns for line in listed)
    rest = [line for line in text.splitlines() if not line.startswith(("-", "$ ", "…"))]
    assert not [line for line in rest if line and "fish" not in line], rest


@each_way("zsh")
def test_nothing_is_a_pattern_of_files(prompts, way: str) -> None:  # type: ignore[no-untyped-def]
    assert "SYNOPSIS" in prompts(way).shown("Get-ThreadRun -? | head -20\r", "SYNOPSIS")
    prompt = prompts(way)
    with Loopback(respond({"data": []})) as server:
        prompt.variables["OPENAI_API_BASE"] = server.base
        prompt.shown("Get-OpenAIModels gpt*; echo en''ded\r", "ended")
        assert "gpt" in server.received[-1].target


@each_way()
def test_a_new_shell_after_uninstall_is_as_before(way: str, tmp_path: Path) -> None:
    prompt = Prompt(way, tmp_path)
    subprocess.run(
        ["pscompat", "shell", "uninstall", "--yes"], env=prompt.variables, capture_output=True, timeout=60, check=True
    )
    left = [path for path in prompt.home.rglob("*") if path.is_file()]
    assert left == [prompt.home / STARTUP[prompt.shell]]
    assert "pscompat" not in left[0].read_text(encoding="utf-8")
    prompt.typed("Get-ThreadRun -thr\t", "Get-ThreadRun -thr")


def test_a_tab_loads_nothing_heavy(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pscompat.cli import main\n"
        "main(['shell', 'complete', 'zsh', 'Get-ThreadRun', '-Order', 'd'])\n"
        "main(['shell', 'complete', 'bash', 'pscompat Get-Th', ':='])\n"
        "main(['shell', 'complete', 'bash', 'Get-ThreadRun -', ':='])\n"
        "sys.stdout.flush()\nprint('\\n'.join(['LOADED', *sys.modules]))\n"
    )
    variables = {"PSCOMPAT_CACHE": str(tmp_path), "PATH": "/usr/bin:/bin"}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program], env=variables, capture_output=True, text=True, timeout=60, check=True
        )
    loaded = set(done.stdout.split("LOADED\n")[1].split("\n"))
    assert not loaded & {"re", "yaml", "requests", "typer", "json", "socket", "subprocess"}


BROKEN = ["name: [", "", "\0", "name: X\nversion: 1\nendpoints: 5\n"]


@pytest.mark.parametrize("text", BROKEN, ids=repr)
@pytest.mark.parametrize("cache", ["/proc/nowhere", "/dev/full", "0"])
def test_whatever_is_broken_a_tab_writes_nothing_of_it(text: str, cache: str, tmp_path: Path) -> None:
    help_folder = tmp_path / "broken" / "help"
    help_folder.mkdir(parents=True)
    (help_folder / "module.yaml").write_text(text, encoding="utf-8")
    (help_folder / "Get-Broken.yaml").write_text("{", encoding="utf-8")
    variables = {"PSCOMPAT_CACHE": cache, "PATH": "/usr/bin:/bin", "PSCOMPAT_MODULE_PATH": str(tmp_path)}
    for line in ("Get-ThreadRun -thr", "Get-Broken -", "pscompat Get-Th", "Get-ThreadRun [", "", "\0"):
        words = ["shell", "complete", "bash", line.replace("\0", "\x01"), ":="]
        done = subprocess.run(
            [sys.executable, "-m", "pscompat", *words],
            env=variables,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stderr == ""
        assert "\n".join(done.stdout.split("\n")[:1]) in ("words", "files", "")
