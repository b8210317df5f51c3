"""An OpenAI-style server on this machine alone, to try commands out: answers that can be foretold, state in sqlite."""

from __future__ import annotations

from .server import Sandbox, SandboxError, serve

__all__ = ["Sandbox", "SandboxError", "serve"]
