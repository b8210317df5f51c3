"""Whole-process times, as ratios to ``python -c pass`` in the same run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# This module imports little, and nothing of pscompat: a process starts with the peak of the one that started it.
ROOT = Path(__file__).parent.parent.parent
REQUESTS_SCRIPT = """
import requests, sys
url, key = sys.argv[1:]
answer = requests.get(url, headers={"Authorization": "Bearer " + key, "OpenAI-Beta": "assistants=v2"})
print(answer.text)
"""
CLICK_SCRIPT = """
import click
@click.command()
@click.option("--thread-id")
@click.option("--limit", type=int)
@click.option("--order")
def main(thread_id, limit, order): pass
main(["--thread-id", "thread_abc123", "--limit", "5", "--order", "asc"])
"""


def environment(folder: str, **more: str) -> dict[str, str]:
    """A clean environment with a cache folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": folder, **more}


def run_once(words: Sequence[str], env: dict[str, str]) -> tuple[float, int]:
    """Seconds and peak KiB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 2):
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return sorted(values)[len(values) // 2]


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """Base URL and key of the embedded server, running as a process of its own."""
    words = [sys.executable, "-m", "pscompat", "sandbox"]
    server = subprocess.Popen(words, env=environment(""), stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert server.stdout is not None
        base, key = (server.stdout.readline().split()[-1] for _ in range(2))
        yield base, key
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(10)


def measure(
    rounds: int = 15, progress: Callable[[str], None] = lambda text: None
) -> list[tuple[str, float, float, str]]:
    """Rows of (what, ratio, MiB, budget). All commands run in turn in each round, so that drift hits them alike."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder, served() as (base, key):
        env = environment(folder, OPENAI_API_KEY=key, OPENAI_API_BASE=base)
        call = [python, "-m", "pscompat", "Get-ThreadRun", "thread_abc123", "run_abc123"]
        url = base + "/threads/thread_abc123/runs/run_abc123"
        pscompat = [python, "-m", "pscompat"]
        tab = [python, "-I", "-m", "pscompat", "shell", "complete", "bash"]
        with open(f"{folder}/pscompat.bash", "wb") as script:
            subprocess.run([*pscompat, "shell", "bash"], env=env, stdout=script, check=True)
        subprocess.run([*pscompat, "shell", "link", f"{folder}/bin"], env=env, stdout=subprocess.DEVNULL, check=True)
        rows: list[tuple[str, list[str], str]] = [
            ("python -c pass", [python, "-c", "pass"], ""),
            ("a bound line", [*pscompat, "bind", "Get-ThreadRun", "thread_abc123", "-Limit", "5"], "3"),
            ("a refused line", [*pscompat, "Get-ThreadRun", "thread_abc123", "-Nope"], "3"),
            ("Get-Help -Full", [*pscompat, "Get-Help", "Get-ThreadRun", "-Full"], "3"),
            ("Get-Command", [*pscompat, "Get-Command"], "3"),
            ("Get-Command, a table", [*pscompat, "-o", "table", "Get-Command"], "3.5"),
            ("Get-Command -Syntax", [*pscompat, "Get-Command", "-Syntax", "Get-ThreadRun"], "3"),
            ("Get-Module", [*pscompat, "Get-Module"], "3"),
            ("a Tab: names", [*tab, "Get-ThreadRun -thr", ":="], "3"),
            ("a Tab: values", [*tab, "Get-ThreadRun x -Order d", ":="], "3"),
            ("a Tab: commands", [*tab, "pscompat Get-Th", ":="], "3"),
            ("a refused line through a launcher", [f"{folder}/bin/Get-ThreadRun", "x", "-Nope"], "2.6"),
            ("bash, nothing to read", ["bash", "--norc", "-c", ":"], ""),
            ("bash with our script", ["bash", "--norc", "-c", f". {folder}/pscompat.bash"], "1 more"),
            ("Get-ThreadRun, one GET", call, "1.25 × script"),
            ("script: requests, the same GET", [python, "-c", REQUESTS_SCRIPT, url, key], ""),
            ("script: click, three options", [python, "-c", CLICK_SCRIPT], ""),
        ]
        times: dict[str, list[float]] = {name: [] for name, _, _ in rows}
        peaks: dict[str, int] = {}
        for round_number in range(rounds + 1):
            progress(f"round {round_number} of {rounds}")
            for name, words, _ in rows:
                seconds, peak = run_once(words, env)
                if round_number:  # the first round warms caches
                    times[name].append(seconds)
                    peaks[name] = max(peaks.get(name, 0), peak)
    bare = median(times["python -c pass"])
    return [(name, median(times[name]) / bare, peaks[name] / 1024, budget) for name, _, budget in rows]
