"""Times inside one process: binding against argparse, a pipeline record against ``json.loads``, loading, memory."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pscompat.binding import Binder
from pscompat.engine.records import read_records
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_module
from pscompat.language.reader import parse
from pscompat.language.shell_words import read_words

WORDS = ["-ThreadId", "thread_abc123", "-Limit", "5", "-Order", "desc"]
RECORD = '{"thread_id": "thread_abc123", "run_id": "run_abc123"}'

LINES = (
    "Get-ThreadRun -ThreadId 'thread_abc123' -RunId \"run_abc123\" -Limit 20 -Order asc -All -TimeoutSec 30",
    "Get-ThreadRun thread_abc123 -All | Where-Object status -eq completed | Select-Object id, status -Last 9",
    "$run = Get-ThreadRun -ThreadId 'thread_abc123' -RunId 'run_abc123'; Get-ThreadRun -Run $run -Limit 3",
    "New-Thing -Body @{name='x'; size=3; 'a b'=$true} -Items 1,2,3 -Text \"hello $name, $($x.id)\" -Q 12345",
)
"""Lines of about 100 characters, from plain to dense."""


def best_of(function: Callable[[], object], number: int, repeat: int = 9) -> float:
    """The median seconds of one call."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        for _ in range(number):
            function()
        times.append((time.perf_counter() - start) / number)
    return sorted(times)[repeat // 2]


def binder() -> Binder:
    """The binder of Get-ThreadRun."""
    module = find_module("PSOpenAI")
    return Binder(module.command("Get-ThreadRun"), module.types)


def bind_against_argparse() -> tuple[float, float]:
    """Seconds to bind three parameters, and for argparse to parse the same options."""
    bound = binder()
    parser = argparse.ArgumentParser()
    parser.add_argument("-ThreadId")
    parser.add_argument("-Limit", type=int)
    parser.add_argument("-Order", choices=["asc", "desc"])
    elements = lambda: bound.start(read_words(WORDS)).bind_nothing()  # noqa: E731
    return best_of(elements, 2000), best_of(lambda: parser.parse_args(WORDS), 2000)


def load_against_reading() -> tuple[float, float]:
    """Seconds to load one compiled definition of a module, and to read the bytes of its files."""
    module = find_module("PSOpenAI")
    folder = Path(module.folder) / "help"
    with tempfile.TemporaryDirectory() as cache, environment(PSCOMPAT_CACHE=cache):
        Module(module.folder).command("Get-ThreadRun")
        found = [folder / "module.yaml", folder / "Get-ThreadRun.yaml"]
        found += [path for path in Path(cache).rglob("*") if path.is_file()]
        load = best_of(lambda: Module(module.folder).command("Get-ThreadRun"), 50)
        return load, best_of(lambda: [path.read_bytes() for path in found], 50)


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Environment variables for a while."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def read_against_shlex() -> list[tuple[float, float]]:
    """Seconds to read each line, and for ``shlex.split`` to split it."""
    # The first text that is not plain loads the reader.
    parse("(1)")
    return [
        (best_of(lambda line=line: parse(line), 500), best_of(lambda line=line: shlex.split(line), 500))  # type: ignore[misc]
        for line in LINES
    ]


def record_against_json() -> tuple[float, float]:
    """Seconds to bind one pipeline record by property name, and for ``json.loads`` of its line."""
    run = binder().start(read_words([]), expecting_input=True)
    record = next(iter(read_records([RECORD.encode()], lambda value: value, lambda number, reason: None)))
    return best_of(lambda: run.bind(record), 5000), best_of(lambda: json.loads(RECORD), 5000)


def memory_of_records(count: int = 1_000_000) -> tuple[int, int]:
    """Bytes held after a tenth of the records and after all of them."""
    run = binder().start(read_words([]), expecting_input=True)
    lines = (RECORD.encode() for _ in range(count))
    tracemalloc.start()
    early = 0
    for index, record in enumerate(read_records(lines, lambda value: value, lambda number, reason: None)):
        run.bind(record)
        if index == count // 10:
            early = tracemalloc.get_traced_memory()[0]
    late = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return early, late
