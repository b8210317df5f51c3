"""``python -m tests.conformance FILE…``: run recorded cases against this engine."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path

from . import files
from .report import describe
from .runner import Totals, result_line, run_file
from .totals import save


def main(arguments: list[str] | None = None) -> int:
    """Run the files; 1 when a case failed that is not left out on purpose, 2 when a file could not be read."""
    options = parse(arguments)
    totals = Totals()
    shown = 0
    with ExitStack() as stack:
        results = stack.enter_context(open(options.results, "w", encoding="utf-8")) if options.results else None
        for path in options.files:
            own = Totals()
            try:
                for result in run_file(path, options.only):
                    own.add(result)
                    if results:
                        print(json.dumps(result_line(result), ensure_ascii=True), file=results)
                    if not result.passed and result.counted and shown < options.max_failures:
                        shown += 1
                        print(describe(result) + "\n")
            except (OSError, ValueError) as error:
                print(f"{path}: {error}", file=sys.stderr)
                return 2
            if len(options.files) > 1:
                print(f"{files.plain_name(path)}: {own}")
            totals += own
            if options.save_totals:
                save(path, own)
    print(totals)
    return 1 if totals.failed > totals.left_out else 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser("python -m tests.conformance", description="Run recorded cases.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="case file: plain, .gz or .xz")
    parser.add_argument("--max-failures", type=int, default=10, metavar="N", help="show the first N failures (10)")
    parser.add_argument("--only", default="", metavar="NAME", help="only this id, case or command")
    parser.add_argument("--save-totals", action="store_true", help="keep the totals as the ones that must not fall")
    parser.add_argument("--results", default="", metavar="FILE", help="write every outcome as JSON Lines")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
