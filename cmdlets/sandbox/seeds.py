"""What a new sandbox holds: one object of each kind that commands can be tried on, and a thread with many runs.

Of the kinds that work on something there is one object that is done and one that is not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

from pscompat.sandbox import Object, Store

OLDER_RUNS = 250
_THREAD = "thread_abc123"
_RUN = "run_abc123"
_TIMES = ("created_at", "started_at", "completed_at")
_FILE = os.path.join(os.path.dirname(__file__), "seeds.json")


def plant(store: Store) -> None:
    """Fill an empty database."""
    with open(_FILE, encoding="utf-8") as file:
        seeds = json.load(file)
    for seed in seeds["objects"]:
        body = seed["body"]
        created = seed.get("created", "created_at")
        stamp = {"object": seed["kind"], created: store.now()} if created else {}
        whole = {"id": body.pop("id"), **stamp, **body}
        store.add(seed["kind"], seed["parent"], whole, seed.get("hidden"))
    for name, text in seeds["files"].items():
        store.write_file(name, iter((text.encode(),)))
    store.add_all("thread.run", _THREAD, _runs(seeds["run"], seeds["other_runs"], store.now()))


def _runs(pattern: Object, others: dict[str, Object], first: int) -> Iterator[tuple[str, str]]:
    """Ids and texts of the runs, one a second; made from one text, as the sandbox starts for a single command.

    ``others`` are the runs that differ: by their number what is different.
    """
    usual = json.dumps(pattern)
    times = {f'"{name}": {pattern[name]}': pattern[name] for name in _TIMES}
    for number in range(1, OLDER_RUNS + 2):
        other = others.get(str(number), {})
        identifier = other.get("id") or (f"run_{number:03d}" if number <= OLDER_RUNS else _RUN)
        text = json.dumps({**pattern, **other}) if other else usual
        run = text.replace("@id", identifier)
        for written, seconds in times.items():
            run = run.replace(written, f"{written.partition(' ')[0]} {first + number + seconds}")
        yield identifier, run
