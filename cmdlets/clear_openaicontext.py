"""Clear-OpenAIContext: later calls use their own parameters, variables and defaults again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Forget what Set-OpenAIContext kept."""
    call.session.contexts.pop(call.module.name, None)
