"""How times grow: each case with n and with 2n of what it takes, in one run; the exponent is log2 of their ratio.

1 is linear, 2 quadratic. Processor time is measured, not the clock's, so that other work on the machine counts little.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pscompat
from pscompat.dotnet.wildcard import wildcard_test

Make = Callable[[int], Callable[[], object]]


def line(text: Callable[[int], str], records: Callable[[int], list[Any]] = lambda count: []) -> Make:
    """A line that is run, and its input."""

    def make(count: int) -> Callable[[], object]:
        written, given = text(count), records(count)
        return lambda: pscompat.run(written, input=given)

    return make


def matched(pattern: Callable[[int], str], text: Callable[[int], str]) -> Make:
    """A wildcard pattern against a text."""

    def make(count: int) -> Callable[[], object]:
        test, given = wildcard_test(pattern(count)), text(count)
        return lambda: test(given)

    return make


def entries(count: int, form: str = "k{0}={0}", between: str = ";") -> str:
    return between.join(form.format(number) for number in range(count))


def members(count: int) -> list[Any]:
    return [{f"k{number}": number for number in range(count)}]


def records(count: int) -> list[Any]:
    return [{"id": f"k{number}", "value": number % 7} for number in range(count)]


def unlike(count: int) -> list[Any]:
    return [number if number % 2 else f"k{number}" for number in range(count)]


CASES: list[tuple[str, int, Make]] = [
    ("a pattern of three stars, n characters", 100_000, matched(lambda n: "*error*failed*", lambda n: "error " * n)),
    ("a pattern of n stars, 2n characters", 50_000, matched(lambda n: "*a" * n + "*b*", lambda n: "a" * 2 * n)),
    ("a pattern with ? and [ ], n characters", 100_000, matched(lambda n: "*a?[b-c]d*", lambda n: "aabb" * n)),
    ("a table of n keys", 2_000, line(lambda n: f"@{{{entries(n)}}}")),
    ("n keys put into a table", 2_000, line(lambda n: "$t = @{}; " + entries(n, "$t['k{0}'] = {0}"))),
    ("n members read from a table", 2_000, line(lambda n: f"$t = @{{{entries(n)}}}; " + entries(n, "$t.K{0}"))),
    ("Select-Object * of n members", 8_000, line(lambda n: "$input | Select-Object *", members)),
    ("Select-Object of n names", 2_000, line(lambda n: "$input | Select-Object " + entries(n, "K{0}", ","), members)),
    (
        "-ExcludeProperty of n names",
        2_000,
        line(lambda n: "$input | Select-Object * -ExcludeProperty " + entries(n, "K{0}", ","), members),
    ),
    ("Group-Object, n unlike values", 2_000, line(lambda n: "$input | Group-Object", unlike)),
    ("Select-Object -Unique, n unlike values", 2_000, line(lambda n: "$input | Select-Object -Unique", unlike)),
    ("Sort-Object -Unique, n values", 4_000, line(lambda n: "$input | Sort-Object id -Unique", records)),
    (
        "ConvertFrom-Json, n members",
        8_000,
        line(lambda n: "$input | ConvertFrom-Json", lambda n: [json.dumps(members(n)[0])]),
    ),
    ("a list of n constants", 4_000, line(lambda n: ",".join("1" * n))),
    ("n statements", 2_000, line(lambda n: ";".join("1" * n))),
    ("a string with n variables", 2_000, line(lambda n: '"' + "$a $(1) " * n + '"')),
]


def check_of_sets(count: int) -> float:
    """Seconds of processor time that ``help check`` takes for a command of so many parameter sets."""
    row = "- {{name: P{0}, type: System.String, description: It., parameterSets: [{{name: S{0}}}]}}\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "help"
        folder.mkdir()
        (folder / "module.yaml").write_text("name: Sets\nversion: 1.0.0\ndescription: Sets.\n")
        rows = "".join(row.format(number) for number in range(count))
        (folder / "Get-It.yaml").write_text(f"title: Get-It\nsynopsis: Gets it.\nparameters:\n{rows}")
        return child_seconds("help", "check", name)


def bad_records(count: int) -> float:
    """Seconds of processor time for so many records that no parameter takes."""
    return child_seconds("Get-ThreadRun", "t", "-", stdin=b'{"x":1}\n' * count)


def child_seconds(*words: str, stdin: bytes = b"") -> float:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pscompat", "--sandbox", *words]
    subprocess.run(command, input=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


PROCESSES: list[tuple[str, int, Callable[[int], float]]] = [
    ("help check, n parameter sets", 2_000, check_of_sets),
    ("n records that do not bind", 4_000, bad_records),
]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def exponent(measure: Callable[[int], float], count: int, rounds: int = 3) -> tuple[float, float]:
    """The best seconds with ``count``, and the exponent of the growth to twice as much."""
    once, twice = (min(measure(size) for _ in range(rounds)) for size in (count, 2 * count))
    return once, math.log2(twice / once)


def measure(progress: Callable[[str], None] = lambda text: None) -> Iterator[tuple[str, int, float, float]]:
    """Rows of (what, n, seconds with n, exponent)."""
    for name, count, make in CASES:
        progress(name)
        make(10)()  # what is loaded the first time
        yield (name, count, *exponent(lambda size, make=make: seconds(make(size)), count))  # type: ignore[misc]
    for name, count, work in PROCESSES:
        progress(name)
        yield (name, count, *exponent(work, count))
