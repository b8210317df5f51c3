"""Case files: read plain or compressed, from any place."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
"""The project's own copy of the recorded cases, compressed file by file."""

_OPENERS: dict[str, Any] = {".gz": gzip.open, ".xz": lzma.open}


def read_bytes(path: Path) -> bytes:
    """The content of a file, unpacked when its name ends in .gz or .xz."""
    opener = _OPENERS.get(path.suffix)
    if opener is None:
        return path.read_bytes()
    with opener(path, "rb") as file:
        data: bytes = file.read()
    return data


def find(name: str, *folders: Path) -> Path:
    """The file of that name, packed or not, in the first of the folders that has it. Raises FileNotFoundError."""
    for folder in folders:
        for suffix in ("", ".xz", ".gz"):
            path = folder / (name + suffix)
            if path.is_file():
                return path
    raise FileNotFoundError(f"{name} is in none of {', '.join(map(str, folders))}")


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON values of a file, one a line; only a line feed ends a line."""
    for line in read_bytes(path).split(b"\n"):
        if line.strip():
            yield json.loads(line)


def plain_name(path: Path) -> str:
    """The file's name without the endings of packing and of JSON Lines (``binding``, ``conversion-exotic``)."""
    name = path.name
    for suffix in (".gz", ".xz", ".jsonl", ".json"):
        name = name.removesuffix(suffix)
    return name
