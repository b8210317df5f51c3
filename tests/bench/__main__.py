"""``python -m tests.bench``: the speed and size figures, all measured in one run, as a table.

With ``--pipeline`` a million records go through a pipeline, beside jq; that takes a minute. With ``--growth`` only the
growth of times is measured, with ``--jobs`` only many requests at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from . import processes


def main() -> None:
    """Measure and print."""

    def progress(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    if "--pipeline" in sys.argv[1:]:
        measure_pipeline(progress)
        return
    if "--jobs" in sys.argv[1:]:
        from . import at_once

        bare, ours = at_once.measure()
        print(f"{at_once.JOBS} at once: {ours:.0f} requests/s, {ours / bare:.2f} x a requests script (0.8 wanted)")
        return
    if "--growth" in sys.argv[1:]:
        measure_growth(progress)
        return
    rows = processes.measure(progress=progress)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    print("| whole process | × python -c pass | MiB | budget |\n| --- | --- | --- | --- |")
    for name, ratio, peak, budget in rows:
        print(f"| {name} | {ratio:.2f} | {peak:.0f} | {budget} |")
    from . import in_process

    bind, parse = in_process.bind_against_argparse()
    record, loads = in_process.record_against_json()
    load, reading = in_process.load_against_reading()
    early, late = in_process.memory_of_records()
    print("\n| in process | ratio | budget |\n| --- | --- | --- |")
    print(f"| bind three parameters / argparse ({parse * 1e6:.1f} µs) | {bind / parse:.2f} | 1.5 |")
    for read, split in in_process.read_against_shlex():
        print(f"| read a line of 100 characters / shlex.split ({split * 1e6:.1f} µs) | {read / split:.2f} | 3 |")
    print(f"| bind a record by property name / json.loads ({loads * 1e6:.2f} µs) | {record / loads:.2f} | 2 |")
    print(f"| load one compiled definition, beyond reading its bytes | {(load - reading) * 1e3:.2f} ms | 1 ms |")
    print(f"| memory held after all records / after a tenth | {late / early:.2f} | flat |")
    print()
    measure_growth(progress)


def measure_growth(progress: Callable[[str], None]) -> None:
    """Measure and print how times grow with what they are for."""
    from . import growth

    rows = list(growth.measure(progress))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    print("| growth from n to 2n | n | ms | exponent | budget |\n| --- | --- | --- | --- | --- |")
    for name, count, seconds, exponent in rows:
        print(f"| {name} | {count:,} | {seconds * 1e3:.1f} | {exponent:.2f} | 1.3 |")


def measure_pipeline(progress: Callable[[str], None]) -> None:
    """Measure and print the pipeline of a million records."""
    from . import pipeline

    count = 1_000_000
    ours, jq, early, late = pipeline.measure(count, progress=progress)
    beside = pipeline.measure_lines(count, progress=progress)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    print("| a million records through Where-Object and Select-Object | measured | budget |\n| --- | --- | --- |")
    print(f"| pscompat | {count / ours:,.0f} records/s | |")
    print(f"| jq, the same filter | {count / jq:,.0f} records/s | |")
    print(f"| pscompat's time / jq's | {ours / jq:.2f} | 4 |")
    print(f"| peak memory with all records / with a tenth ({late / 1024:.0f} MiB) | {late / early:.2f} | flat |")
    for line, budget in ((pipeline.BLOCK, 1.2), (pipeline.TYPED, 1.3)):
        seconds, memory = beside[line]
        shown = line.replace("'{file}'", "runs.jsonl").replace("|", "\\|")
        print(f"| `{shown}` / `$input \\| Where-Object status -eq …` | {seconds:.2f} | {budget} |")
        print(f"| its peak memory with all records / with a tenth | {memory:.2f} | flat |")


main()
