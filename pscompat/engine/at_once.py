"""How many records of a sending command are sent at once."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from concurrent.futures import Executor


class AtOnce:
    """Up to ``count`` records at once; with ``unordered`` what they give is written as it comes.

    ``executor`` runs them; its workers must share the process. Without one, threads of our own do.
    """

    __slots__ = ("count", "executor", "unordered")

    def __init__(self, count: int, *, unordered: bool = False, executor: Executor | None = None) -> None:
        self.count = count
        self.unordered = unordered
        self.executor = executor
