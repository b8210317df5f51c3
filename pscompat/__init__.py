"""PowerShell cmdlets without PowerShell.

    import pscompat
    shop = pscompat.load("Shop")
    for crate in shop.stream("Get-Crate", Name="a*", All=True): ...

``load`` loads a module; its ``invoke`` and ``stream`` run commands, ``bind`` and ``explain`` only bind. ``run`` runs a
PowerShell line. What goes wrong is raised as one of the exceptions of ``pscompat.errors``.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .api import LoadedModule, load, run
    from .errors import BindingError, CommandError, PscompatError

__version__ = "0.1.0"
__all__ = ["BindingError", "CommandError", "LoadedModule", "PscompatError", "__version__", "load", "run"]

_HOMES = {
    "LoadedModule": "api",
    "load": "api",
    "run": "api",
    "BindingError": "errors",
    "CommandError": "errors",
    "PscompatError": "errors",
}


def __getattr__(name: str) -> object:
    # Names load their module when first used: a command line must not pay for the Python face.
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'pscompat' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value
