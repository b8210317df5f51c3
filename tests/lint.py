"""``python -m tests.lint``: lint, format, types, and the help files of both modules; 1 when one of them fails."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CHECKS = (
    "ruff check .",
    "ruff format --check .",
    "mypy",
    "pscompat help check help",
    "pscompat help check pscompat/companions/help",
)


def main() -> int:
    """Run all checks, each as a process of this Python, and say which failed."""
    failed = []
    for check in CHECKS:
        print(f"+ {check}", flush=True)
        if subprocess.run([sys.executable, "-m", *check.split()], cwd=ROOT, check=False).returncode:
            failed.append(check)
    if failed:
        print(f"failed: {'; '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
