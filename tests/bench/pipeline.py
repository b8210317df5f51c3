"""A million records through Where-Object and Select-Object, beside jq with the same filter on the same JSON Lines."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from .processes import environment, median

LINE = "$input | Where-Object status -eq completed | Select-Object id, status"
FILTER = 'select(.status == "completed") | {id, status}'
STATUSES = ("completed", "failed", "queued", "completed")


def write_records(path: Path, count: int) -> None:
    """Runs of a thread as the service gives them, and plain objects, half and half."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            kind = '"object":"thread.run",' if number % 2 else ""
            file.write(
                f'{{"id":"run_{number:07}",{kind}"status":"{STATUSES[number % 4]}",'
                f'"created_at":{1_700_000_000 + number},"model":"gpt-4o","usage":{{"total_tokens":{number}}}}}\n'
            )


def run(words: Sequence[str], source: Path, target: Path, env: dict[str, str]) -> tuple[float, int]:
    """Seconds and peak KiB of one run from file to file."""
    with source.open("rb") as given, target.open("wb") as made:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdin=given, stdout=made, env=env)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}")
    return seconds, usage.ru_maxrss


def measure(
    count: int = 1_000_000, rounds: int = 3, progress: Callable[[str], None] = lambda text: None
) -> tuple[float, float, int, int]:
    """Seconds of pscompat and of jq, and pscompat's peak KiB with a tenth of the records and with all of them."""
    jq = shutil.which("jq")
    if jq is None:
        raise RuntimeError("jq is not installed")
    ours = [sys.executable, "-m", "pscompat", "-c", LINE]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(name)
        few, many = folder / "few.jsonl", folder / "many.jsonl"
        write_records(few, count // 10)
        write_records(many, count)
        _, early = run(ours, few, folder / "warm", env)
        times: dict[str, list[float]] = {"pscompat": [], "jq": []}
        late = 0
        for number in range(rounds):
            progress(f"round {number + 1} of {rounds}")
            seconds, late = run(ours, many, folder / "ours", env)
            times["pscompat"].append(seconds)
            times["jq"].append(run([jq, "-c", FILTER], many, folder / "theirs", env)[0])
        if not filecmp.cmp(folder / "ours", folder / "theirs", shallow=False):
            raise RuntimeError("pscompat and jq write different records")
    return median(times["pscompat"]), median(times["jq"]), early, late


PLAIN, BLOCK = "$input | Where-Object status -eq completed", "$input | Where-Object { $_.status -eq 'completed' }"
TYPED = "Get-Content '{file}' | ConvertFrom-Json | Where-Object status -eq completed"
"""The same from a file, in the form that people type."""


def measure_lines(
    count: int = 1_000_000, rounds: int = 3, progress: Callable[[str], None] = lambda text: None
) -> dict[str, tuple[float, float]]:
    """Of a block and of the typed form: seconds beside the plain condition's, and memory with all records beside a
    tenth of them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(name)
        few, many = folder / "few.jsonl", folder / "many.jsonl"
        write_records(few, count // 10)
        write_records(many, count)

        def take(line: str, source: Path) -> tuple[float, int]:
            words = [sys.executable, "-m", "pscompat", "-c", line.replace("{file}", str(source))]
            return run(words, source, folder / "made", env)

        lines = (PLAIN, BLOCK, TYPED)
        early = {line: take(line, few)[1] for line in lines}
        best = dict.fromkeys(lines, float("inf"))
        late = dict.fromkeys(lines, 0)
        for number in range(rounds):
            progress(f"round {number + 1} of {rounds}")
            for line in lines:
                seconds, late[line] = take(line, many)
                best[line] = min(best[line], seconds)
    return {line: (best[line] / best[PLAIN], late[line] / early[line]) for line in lines}
