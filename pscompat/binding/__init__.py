"""Binding: from a command definition and arguments to values, exactly as PowerShell 7 does it."""

from .binder import Binder, Run
from .state import BoundCall

__all__ = ["Binder", "BoundCall", "Run"]
