"""What the engine's tests share."""

from .staged import staged

__all__ = ["staged"]
