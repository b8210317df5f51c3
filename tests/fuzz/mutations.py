"""Lines that people typed, and lines of every part of the language, each changed in a few places."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from ..conformance import files
from .cases import Input, always
from .process import SECONDS, Outcome, Place, run

PRELUDE = (
    "$x = 'abc'; $n = 3; $list = 1,2,3; $map = @{a=1; b='two'}; $obj = [pscustomobject]@{name='thing'; list=4,5}; "
    "$d = [datetime]'2024-01-02T03:04:05'; $real = 1.5; $b = $true; $runs = @($input)\n"
)
"""What recorded lines find, and ``$runs`` for what is piped in."""
RECORDS = (
    b'{"id":"run_1","status":"completed","n":5,"score":1.5,"ok":true,"tags":["a","B"],"usage":{"total":7},"created":1}\n'
    b'{"id":"run_10","status":"failed","n":null,"score":-2.0,"tags":[],"usage":null,"Name":"10"}\n'
    b'{"id":"run_2","status":"","n":"x","tags":[1,[2,{"a":null}]],"usage":{}}\n"text"\n7\nnull\n[1,2]\n'
)
_FILES = {"a.txt": "one\ntwo\nthree\n", "b.csv": "id,n\n1,2\n3\n", "c.json": '{"a":[1,{"b":null}]}', "sub/d.txt": "d"}


def _pieces() -> dict[str, tuple[str, ...]]:
    """The pieces that lines are changed with, by kind; LINE in a statement is the line."""
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "pieces.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found[line[3:]] = []
        elif line:
            found[list(found)[-1]].append(line.replace("\\n", "\n"))
    return {kind: tuple(pieces) for kind, pieces in found.items()}


PIECES = _pieces()
_VALUES, _OPERATORS, _MEMBERS = PIECES["values"], PIECES["operators"], PIECES["members"]
_COMMANDS, _STATEMENTS = PIECES["commands"], PIECES["statements"]
_CHARACTERS = "'\"`$@(){}[]|;&<>,.:#%?!=+-*/\\ \n\r\t\0\x1b\u2019\u201c\u2013\u00a0\u202e\udc80\U0001f600aZ09_~^"
_PART = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|\$\{?\w+\}?|-?\w[\w-]*|\d+|\s+|::|&&|\|\||\.\.|[^\w\s]")
_MAY_RUN_LONG = re.compile(
    r"while|for|do\b|until|sleep|continue|\d{5}|\d[eE]\+?\d|kb|mb|gb|tb|pb|MaxValue|\*|0x", re.IGNORECASE
)


@cache
def recorded() -> tuple[str, ...]:
    """The recorded lines of all kinds."""
    found = []
    for name in ("expressions", "typical", "companions", "pipelines"):
        for row in files.read_rows(files.find(f"{name}.jsonl", files.DATA)):
            line = row.get("line")
            found.append(row["text"] if line is None else line if name == "typical" else f"$input | {line}")
    return tuple(found)


def mutated(random: Random) -> str:
    """One line with a few changes."""
    text = random.choice(recorded())
    for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3))):
        text = random.choice(_CHANGES)(random, text)
    return text[:4000]


def generate(random: Random) -> Input:
    """Lines that run in one process, one after the other."""
    before = random.choice(((),) * 12 + (("-o", "json"), ("-o", "table"), ("--explain",), ("--dry-run",)))
    return Batch([mutated(random) for _ in range(LINES)], before)


LINES = 40
"""So many lines are one input."""


class Batch:
    """Lines, each of which is run as ``pscompat -c`` runs it. One that may run long on purpose may be ended."""

    def __init__(self, texts: list[str], before: Sequence[str] = ()) -> None:
        self.texts = texts
        self.before = before
        self.wrong: list[str] = []

    def shown(self) -> str:
        """What went wrong, or the first line."""
        return " AND ".join(repr(text) for text in self.wrong or self.texts[:1])

    def faults(self, place: Place) -> list[str]:
        """Run the lines; after one that ends the process the others have a process of their own."""
        found = []
        rest = self.texts
        while rest:
            outcome = run(place, lambda lines=rest: self._run(lines), folder=self._folder(place), seconds=60)  # type: ignore[misc]
            ended = [Outcome(*json.loads(line)) for line in outcome.out.splitlines() if line.startswith("[")]
            for text, each in zip(rest, ended, strict=False):
                # A line may hold what no advice for a shell's words holds.
                faults = [fault for fault in always(each, lines=10_000) if not fault.startswith("advises")]
                if each.code >= 0 and "exit" in text.lower():
                    faults = [fault for fault in faults if not fault.startswith(("ended with", "was refused"))]
                found += self._noted(text, faults)
            if len(ended) < len(rest):
                text = rest[len(ended)]
                if not _MAY_RUN_LONG.search(text):
                    shown = f"ended the process with {outcome.code}: {outcome.err[-300:]!r}"
                    found += self._noted(text, [shown])
                ended.append(outcome)
            rest = rest[len(ended) :]
        return found

    def _noted(self, text: str, faults: list[str]) -> list[str]:
        if faults:
            self.wrong.append(text)
        return faults

    def _folder(self, place: Place) -> Path:
        folder = place.new_folder()
        for name, content in _FILES.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(content)
        return folder

    def _run(self, texts: list[str]) -> int:
        """In the child: run each line, and report its exit code and its output on one line."""
        from pscompat.cli.main import run as main

        folder = os.getcwd()
        os.environ["PSCOMPAT_TRACEBACK"] = "1"
        report = os.dup(1)
        streams = [os.memfd_create(name) for name in ("in", "out", "err")]
        os.write(streams[0], RECORDS)
        for text in texts:
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            os.chdir(folder)
            for number, handle in enumerate(streams):
                os.dup2(handle, number)
                os.lseek(number, 0, os.SEEK_SET)
                if number:
                    os.ftruncate(number, 0)
            code = main([*self.before, "-c", PRELUDE + text])
            for stream in (sys.stdout, sys.stderr):
                with contextlib.suppress(OSError, ValueError):
                    stream.flush()
            shown = [os.pread(handle, 20_000, 0).decode("utf-8", "replace") for handle in streams[1:]]
            os.write(report, json.dumps([code, shown[0][:1000], shown[1]]).encode() + b"\n")
        return 0


def _parts(text: str) -> list[str]:
    return _PART.findall(text)


def _piece(random: Random) -> str:
    kind = random.randrange(10)
    if kind < 4:
        return random.choice(_VALUES)
    if kind < 6:
        return f" {random.choice(_OPERATORS)} "
    if kind < 8:
        return random.choice(_MEMBERS)
    return random.choice((" | ", "; ")) + random.choice(_COMMANDS) if kind < 9 else random.choice(_COMMANDS)


def replaced(random: Random, text: str) -> str:
    """A part of the line is another one of its kind."""
    parts = _parts(text) or [""]
    at = random.randrange(len(parts))
    part = parts[at]
    if part[:1] in "'\"$" or part[:1].isdigit():
        parts[at] = random.choice(_VALUES)
    elif part.startswith("-") and part.lower() in _OPERATORS:
        parts[at] = random.choice(_OPERATORS)
    elif part[:1].isalpha() and at and parts[at - 1] == ".":
        parts[at] = random.choice(_MEMBERS).lstrip(".")
    elif part.isspace() or part[:1].isalpha():
        parts[at : at + 1] = [part, random.choice((*_VALUES, ""))]
    else:
        parts[at] = _piece(random)
    return "".join(parts)


def inserted(random: Random, text: str) -> str:
    """A part more."""
    parts = _parts(text)
    ends = [at + 1 for at, part in enumerate(parts) if part[:1] in "'\"$)]" or part[:1].isdigit()]
    if ends and random.random() < 0.6:
        parts.insert(random.choice(ends), random.choice(_MEMBERS))
    else:
        parts.insert(random.randint(0, len(parts)), _piece(random))
    return "".join(parts)


def removed(random: Random, text: str) -> str:
    """A few parts fewer."""
    parts = _parts(text)
    at = random.randrange(len(parts) + 1)
    del parts[at : at + random.choice((1, 1, 2, 5))]
    return "".join(parts)


def exchanged(random: Random, text: str) -> str:
    """Two parts change places."""
    parts = _parts(text)
    if len(parts) > 1:
        one, other = random.randrange(len(parts)), random.randrange(len(parts))
        parts[one], parts[other] = parts[other], parts[one]
    return "".join(parts)


def repeated(random: Random, text: str) -> str:
    """A few parts once more."""
    parts = _parts(text)
    at = random.randrange(len(parts) + 1)
    return "".join(parts[: at + 3] + parts[at:])


def spliced(random: Random, text: str) -> str:
    """The beginning of this line and the end of another."""
    parts, other = _parts(text), _parts(random.choice(recorded()))
    joint = random.choice(("", " ", " | ", "; ", "\n", " , "))
    return "".join(parts[: random.randint(0, len(parts))]) + joint + "".join(other[random.randint(0, len(other)) :])


def wrapped(random: Random, text: str) -> str:
    """The line inside a statement or an expression."""
    return random.choice(_STATEMENTS).replace("LINE", text)


def continued(random: Random, text: str) -> str:
    """One more command behind it."""
    return f"{text} | {random.choice(_COMMANDS)}"


def misspelt(random: Random, text: str) -> str:
    """A character more, or another one."""
    at = random.randint(0, len(text))
    return text[:at] + random.choice(_CHARACTERS) + text[at + random.randint(0, 1) :]


_CHANGES = (
    *(replaced, replaced, replaced, replaced, inserted, inserted, inserted, wrapped, wrapped, wrapped, continued),
    *(continued, removed, exchanged, repeated, spliced, misspelt),
)
