"""Whole-process times, as ratios to ``python -c pass`` in the same run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pscompat.sandbox import Sandbox

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
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return time.perf_counter() - start, usage.ru_maxrss


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return sorted(values)[len(values) // 2]


@contextmanager
def served() -> Any:
    """The embedded server, and the words of a call to it."""
    sandbox = Sandbox()
    sandbox.start()
    try:
        yield sandbox
    finally:
        sandbox.stop()


def measure(
    rounds: int = 15, progress: Callable[[str], None] = lambda text: None
) -> list[tuple[str, float, float, str]]:
    """Rows of (what, ratio, MiB, budget). All commands run in turn in each round, so that drift hits them alike."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder, served() as sandbox:
        env = environment(folder, OPENAI_API_KEY=sandbox.key, OPENAI_API_BASE=sandbox.base_url)
        call = [python, "-m", "pscompat", "Get-ThreadRun", "thread_abc123", "run_abc123"]
        url = sandbox.base_url + "/threads/thread_abc123/runs/run_abc123"
        pscompat = [python, "-m", "pscompat"]
        rows: list[tuple[str, list[str], str]] = [
            ("python -c pass", [python, "-c", "pass"], ""),
            ("a bound line", [*pscompat, "bind", "Get-ThreadRun", "thread_abc123", "-Limit", "5"], "3"),
            ("a refused line", [*pscompat, "Get-ThreadRun", "thread_abc123", "-Nope"], "3"),
            ("Get-Help -Full", [*pscompat, "Get-Help", "Get-ThreadRun", "-Full"], "3"),
            ("Get-ThreadRun, one GET", call, "1.25 × script"),
            ("script: requests, the same GET", [python, "-c", REQUESTS_SCRIPT, url, sandbox.key], ""),
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
    base = median(times["python -c pass"])
    return [(name, median(times[name]) / base, peaks[name] / 1024, budget) for name, _, budget in rows]
