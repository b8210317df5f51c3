"""Modules of one command, for tests of what its Python does."""

from __future__ import annotations

from pathlib import Path

_HELP = """
metadata: {document type: cmdlet, title: Test-It, Module Name: NAME, PlatyPS schema version: 2024-05-01}
title: Test-It
synopsis: Tests it.
parameters: []
pscompat: {handler: it}
"""


def folder(parent: Path, handler: str, name: str = "Own") -> Path:
    """The folder of a module that has the command Test-It."""
    made = parent / name
    for part in ("help", "cmdlets"):
        (made / part).mkdir(parents=True)
    (made / "help" / "module.yaml").write_text(f"name: {name}\nversion: '1.0'\ndescription: Tests.\n")
    (made / "help" / "Test-It.yaml").write_text(_HELP.replace("NAME", name).lstrip())
    (made / "cmdlets" / "it.py").write_text(handler)
    return made
