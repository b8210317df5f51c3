"""What lines write besides records, kept for comparison."""

from __future__ import annotations

from pscompat.engine.streams import Streams


class CollectingStreams(Streams):
    """Keeps errors and warnings in order."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[str] = []

    def warning(self, text: str) -> None:
        self.warnings.append(text)
