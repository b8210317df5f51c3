"""A lock that a fork does not leave shut."""

from __future__ import annotations

from _thread import RLock
from os import getpid


class ProcessLock:
    """A re-entrant lock of one process. A fork's child has its own: whoever holds the parent's is not there."""

    __slots__ = ("_locks",)

    def __init__(self) -> None:
        self._locks: dict[int, RLock] = {}

    def __enter__(self) -> None:
        self._locks.setdefault(getpid(), RLock()).acquire()

    def __exit__(self, *error: object) -> None:
        lock = self._locks.get(getpid())
        if lock is not None:  # none where the fork was made inside the block
            lock.release()
