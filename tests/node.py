"""Packages of Node.js that tests may drive: looked for where somebody installed them, never fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

VARIABLE = "PSCOMPAT_NODE_MODULES"
"""Names a ``node_modules`` folder; otherwise the one below the user's cache folder is looked into."""


def modules_with(package: str) -> Path:
    """The ``node_modules`` folder that has the package; the test is skipped where there is none, or no node."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folders = [os.environ.get(VARIABLE, ""), os.path.join(cache, "pscompat", "node_modules")]
    for folder in folders:
        if folder and os.path.isdir(os.path.join(folder, package)):
            return Path(folder)
    pytest.skip(f"the package {package} of node is not in {VARIABLE}")


def start(script: str, modules: Path, *arguments: str, folder: Path) -> subprocess.Popen[str]:
    """Start a script of Node.js that may import those packages; its output is read line by line."""
    (folder / "node_modules").symlink_to(modules)
    file = folder / "script.mjs"
    file.write_text(script, encoding="utf-8")
    words = ["node", str(file), *arguments]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
