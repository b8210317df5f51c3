"""Threads that share a module: each call gives what it gives alone; after ``close`` a module refuses."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from random import Random
from typing import Any

from pscompat.api.loading import load
from pscompat.api.module import LoadedModule

from .cases import Input
from .process import Place, run
from .words import commands, fitting

THREADS = 8


@dataclass(slots=True)
class Shared:
    """One call, made by many threads at once with a module that nobody has used before."""

    command: str
    words: list[str]
    rounds: int = 6

    def shown(self) -> str:
        return f"{THREADS} threads bind {self.command} {self.words}"

    def faults(self, place: Place) -> list[str]:
        def action() -> int:
            for wrong in self._differences():
                print(wrong)
            return 0

        outcome = run(place, action)
        if outcome.code or outcome.err:
            return [f"ended with {outcome.code}: {outcome.err[-300:]!r}"]
        return outcome.out.splitlines()[:1]

    def _differences(self) -> list[str]:
        sys.setswitchinterval(1e-6)
        with load("PSOpenAI") as module:
            alone = self._bound(module)
        found = []
        for _ in range(self.rounds):
            with load("PSOpenAI") as module:
                results: list[str] = []
                barrier = threading.Barrier(THREADS)

                def work(module: LoadedModule, results: list[str], barrier: threading.Barrier) -> None:
                    barrier.wait()
                    results.append(self._bound(module))

                made = [threading.Thread(target=work, args=(module, results, barrier)) for _ in range(THREADS)]
                for thread in made:
                    thread.start()
                for thread in made:
                    thread.join()
            found += [f"a thread gives {each}, alone it is {alone}" for each in results if each != alone]
        return found

    def _bound(self, module: LoadedModule) -> str:
        try:
            call = module.bind(self.command, *self.words)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        return f"{call.set_name} {sorted((name, repr(value)) for name, value in call.values.items())}"


@dataclass(slots=True)
class Closed:
    """A call behind ``close``."""

    command: str

    def shown(self) -> str:
        return f"{self.command} with a module that is closed"

    def faults(self, place: Place) -> list[str]:
        def action() -> int:
            module = load("PSOpenAI")
            list(module.run("1"))
            module.close()
            attempts: list[Any] = [
                lambda: module.invoke(self.command, "t"),
                lambda: module.run("1"),
                lambda: module.bind("Get-ThreadRun", "t"),
            ]
            for attempt in attempts:
                try:
                    attempt()
                except Exception:
                    continue
                print("does something after it was closed")
            return 0

        outcome = run(place, action)
        sent = [f"sent {outcome.sent}"] if outcome.sent else []
        return [*outcome.out.splitlines()[:1], *sent, *([outcome.err[-300:]] if outcome.code else [])]


def generate(random: Random) -> Input:
    """A call of one command."""
    command = random.choice([each for each in commands().values() if any(p.default for p in each.parameters)])
    if random.random() < 0.1:
        return Closed(random.choice(("Get-Thread", "Get-ThreadRun", "Get-Response")))
    words = ["t"] if len(fitting(random, command, 0)) > 1 else []
    return Shared(command.name, words)
