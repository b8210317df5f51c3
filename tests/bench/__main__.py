"""``python -m tests.bench``: the speed and size figures, all measured in one run, as a table."""

from __future__ import annotations

import sys

from . import in_process, processes


def main() -> None:
    """Measure and print."""

    def progress(text: str) -> None:
        if sys.stderr.isatty():
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    rows = processes.measure(progress=progress)
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    print("| whole process | × python -c pass | MiB | budget |\n| --- | --- | --- | --- |")
    for name, ratio, peak, budget in rows:
        print(f"| {name} | {ratio:.2f} | {peak:.0f} | {budget} |")
    bind, parse = in_process.bind_against_argparse()
    record, loads = in_process.record_against_json()
    early, late = in_process.memory_of_records()
    print("\n| in process | ratio | budget |\n| --- | --- | --- |")
    print(f"| bind three parameters / argparse ({parse * 1e6:.1f} µs) | {bind / parse:.2f} | 1.5 |")
    for read, split in in_process.read_against_shlex():
        print(f"| read a line of 100 characters / shlex.split ({split * 1e6:.1f} µs) | {read / split:.2f} | 3 |")
    print(f"| bind a record by property name / json.loads ({loads * 1e6:.2f} µs) | {record / loads:.2f} | 2 |")
    print(f"| memory held after all records / after a tenth | {late / early:.2f} | flat |")


main()
