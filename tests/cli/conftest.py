"""What the tests of the command line share."""

from ..engine.staged import staged

__all__ = ["staged"]
