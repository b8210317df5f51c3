"""What lines write besides records, kept for comparison."""

from __future__ import annotations

from pscompat.engine.host_message import HostMessage
from pscompat.engine.streams import Streams


class CollectingStreams(Streams):
    """Keeps errors and warnings in order."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[str] = []

    def warning(self, text: str) -> None:
        self.warnings.append(text)


class TypedStreams(CollectingStreams):
    """Somebody types lines; ``console`` is what the screen got, what was typed included."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.console = ""
        self._lines = typed.splitlines()

    def read_line(self) -> str | None:
        if not self._lines:
            return None
        line = self._lines.pop(0)
        self.console += f"{line}\n"
        return line

    def host(self, message: HostMessage) -> None:
        self.console += f"{message}\n" if message.ends_line else message

    def warning(self, text: str) -> None:
        super().warning(text)
        self.console += f"WARNING: {text}\n"
