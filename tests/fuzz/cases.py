"""What a generator makes: an input, how it is run and shown, and what must hold for it."""

from __future__ import annotations

import re
import resource
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Protocol

from .process import PARTS, SECONDS, Outcome, Place, run

LINES = 2
"""A refusal has PowerShell's line and one of help."""
_CODES = (0, 1, 2, 130)
_UNQUOTED = re.compile(r"(?<!['\"])-\w+:\$(?:true|false)\b", re.IGNORECASE)

Rule = Callable[[Outcome], str]
"""What is wrong with a run, nothing if it is as it must be."""


class Input(Protocol):
    """An input and what running it shows to be wrong."""

    def shown(self) -> str:
        """The input on one line."""

    def faults(self, place: Place) -> list[str]:
        """Run it; what is wrong."""


Generator = Callable[[Random], Input]


@dataclass(slots=True)
class Line:
    """A command line of pscompat.

    files      files and their content, in the folder in which it runs
    rules      what must hold beside the rules for all
    secrets    further texts that nothing but a record may show
    largest    the bytes that a file may have, as on a disk that is full then; 0 for no limit
    records    whether standard output holds records, in which anything may stand
    """

    words: Sequence[str]
    stdin: bytes | None = None
    answers: str = "ok"
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    rules: Sequence[Rule] = ()
    secrets: Sequence[str] = ()
    largest: int = 0
    records: bool = True
    terminal: bool = False
    more: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Place, Path], object] = lambda place, folder: None

    def shown(self) -> str:
        words = " ".join(shlex.quote(word) for word in self.words)
        given = "" if self.stdin is None else f" < {self.stdin!r}"
        beside = f" beside {', '.join(self.files)}" if self.files else ""
        return f"{words}{given}{beside}"

    def run(self, place: Place) -> Outcome:
        """Run it as a process does."""
        from pscompat.cli.main import run as main

        folder = place.new_folder()
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape"))
        self.prepare(place, folder)

        def action() -> int:
            if self.largest:
                resource.setrlimit(resource.RLIMIT_FSIZE, (self.largest, self.largest))
            return main(list(self.words))

        return run(
            place,
            action,
            stdin=self.stdin,
            folder=folder,
            answers=self.answers,
            more=self.more,
            terminal=self.terminal,
        )

    def faults(self, place: Place) -> list[str]:
        outcome = self.run(place)
        quoted = sum(word.count("\n") for word in self.words)
        found = [*always(outcome, LINES + 2 * quoted), *secrets(outcome, (*PARTS, *self.secrets), self.records)]
        return found + [fault for rule in self.rules if (fault := rule(outcome))]


def always(outcome: Outcome, lines: int = LINES) -> list[str]:
    """The rules for every run, whose refusal has so many lines."""
    found = []
    if outcome.code not in _CODES:
        found.append(f"ended with {outcome.code} after {outcome.cpu:.1f} of {SECONDS} s: {outcome.err[-300:]!r}")
    for word in ("Traceback", "a defect"):
        if word in outcome.err:
            found.append(f"says {outcome.err[-300:]!r}")
    if outcome.code == 2 and outcome.sent:
        found.append(f"was refused, but sent {outcome.sent}")
    if outcome.code == 2 and not (outcome.err or outcome.out):
        found.append("was refused without a word")
    lines += "following enumerator names" in outcome.err
    long = "At line " in outcome.err or outcome.err.startswith("Usage: ")
    if outcome.code == 2 and len(outcome.err.splitlines()) > lines and not long:
        found.append(f"was refused in {len(outcome.err.splitlines())} lines: {outcome.err[:300]!r}")
    if unquoted := _UNQUOTED.search(outcome.err):
        found.append(f"advises {unquoted.group()} without quotes")
    return found


def secrets(outcome: Outcome, texts: Sequence[str], records: bool) -> list[str]:
    """No secret is shown but in a record."""
    shown = outcome.err if records else outcome.err + outcome.out
    return [f"shows {text!r}: {_around(shown, text)!r}" for text in texts if text in shown]


def _around(shown: str, text: str) -> str:
    at = shown.index(text)
    return shown[max(at - 80, 0) : at + len(text) + 20]


def refused(outcome: Outcome) -> str:
    """Exit code 2, and nothing sent."""
    return "" if outcome.code == 2 and not outcome.sent else f"was not refused: {outcome.code}, sent {outcome.sent}"


def accepted(outcome: Outcome) -> str:
    """Exit code 0."""
    return "" if outcome.code == 0 else f"ended with {outcome.code}: {outcome.err[:300]!r}"


def unchanged(outcome: Outcome) -> str:
    """Nothing was sent that changes anything."""
    return f"sent {outcome.changes}" if outcome.changes else ""


def silent(outcome: Outcome) -> str:
    """Nothing was sent at all."""
    return f"sent {outcome.sent}" if outcome.sent else ""


@dataclass(slots=True)
class Growth:
    """Four times as much takes about four times as long: processor time of the same input in two sizes."""

    name: str
    size: int
    make: Callable[[int], Line]

    def shown(self) -> str:
        return f"{self.name}, {self.size} and {4 * self.size}"

    def faults(self, place: Place) -> list[str]:
        outcomes = [self.make(size).run(place) for size in (self.size, 4 * self.size)]
        found = [fault for outcome in outcomes for fault in always(outcome)]
        small, large = (outcome.cpu for outcome in outcomes)
        if large > 0.8 and large > 9 * small:
            found.append(f"takes {small:.2f} s and {large:.2f} s")
        return found
