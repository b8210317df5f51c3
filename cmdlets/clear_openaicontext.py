"""Clear-OpenAIContext: later calls use their own parameters, variables and defaults again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pscompat.handlers import context

if TYPE_CHECKING:
    from pscompat.handlers import Call


def process(call: Call) -> None:
    """Forget what Set-OpenAIContext kept."""
    context(call).clear()
