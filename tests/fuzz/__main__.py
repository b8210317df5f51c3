"""``python -m tests.fuzz``: random inputs, and rules that hold for all of them.

Every input is made from the name of its generator and a number. What fails is printed on one line with both, and
``python -m tests.fuzz --seed NUMBER --count 1 GENERATOR`` runs that one again. Exits with 1 when something failed.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import itertools
import os
import pkgutil
import sys
import tempfile
import time
import warnings
from pathlib import Path
from random import Random

import pscompat

from . import help_files, lines, mutations, records, threads, words
from .cases import Generator
from .process import Place

GENERATORS: dict[str, Generator] = {
    "lines": lines.generate,
    "mutations": mutations.generate,
    "words": words.generate,
    "records": records.generate,
    "help_files": help_files.generate,
    "threads": threads.generate,
}


def main(arguments: list[str] | None = None) -> int:
    """Run generators, each for its share of the time."""
    options = parse(arguments)
    names = options.generators or list(GENERATORS)
    load_everything()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="pscompat-fuzz-") as folder:
        place = Place(Path(folder))
        gc.freeze()
        try:
            for name in names:
                failed += run_generator(place, name, options, options.seconds / len(names))
        finally:
            place.close()
    print(f"{failed} inputs failed" if failed else "nothing failed")
    return 1 if failed else 0


def run_generator(place: Place, name: str, options: argparse.Namespace, seconds: float) -> int:
    """Run one generator's inputs until the time is over; how many failed."""
    until = time.monotonic() + seconds
    failed = count = 0
    for seed in itertools.count(options.seed):
        if count == options.count if options.count else time.monotonic() > until:
            break
        count += 1
        given = GENERATORS[name](Random(f"{name} {seed}"))
        found = given.faults(place)
        if found:
            failed += 1
            if failed <= options.show:
                print(one_line(f"{name} --seed {seed}: {given.shown()[:400]} | {' | '.join(found)[:800]}"), flush=True)
    print(f"{name}: {count} inputs from seed {options.seed}, {failed} failed", flush=True)
    return failed


def one_line(text: str) -> str:
    """The text with escapes for whatever is not printed."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def load_everything() -> None:
    """Load all modules of pscompat, so that no run has to."""
    for module in pkgutil.walk_packages(pscompat.__path__, "pscompat."):
        if not module.name.endswith("__main__") and ".companions" not in module.name and ".modules" not in module.name:
            importlib.import_module(module.name)
    # Of a fork among threads; there are none when the runs begin.
    warnings.simplefilter("ignore", DeprecationWarning)


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description="Run random inputs.")
    parser.add_argument("generators", nargs="*", metavar="GENERATOR", help=f"of {', '.join(GENERATORS)}; without: all")
    parser.add_argument("--seconds", type=float, default=120, help="the time for all of them together (120)")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first input (1)")
    parser.add_argument("--count", type=int, default=0, help="so many inputs of each, however long they take")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="print so many failures of each (20)")
    options = parser.parse_args(arguments)
    for name in options.generators:
        if name not in GENERATORS:
            parser.error(f"there is no generator {name}")
    return options


if __name__ == "__main__":
    os.environ["PSCOMPAT_STRICT"] = ""
    sys.exit(main())
