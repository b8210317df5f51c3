"""PowerShell cmdlets without PowerShell.

    import pscompat
    shop = pscompat.load("Shop")
    for crate in shop.stream("Get-Crate", Name="a*", All=True): ...

``load`` loads a module; its ``invoke`` and ``stream`` run commands, ``bind`` only binds. ``run`` runs a PowerShell
line, ``LoadedModule.run`` one in the module's session. With ``explain=True`` both, and ``bind``, tell what every
argument means instead. ``to_json`` writes a record as JSON, ``json_default`` lets ``json.dumps`` do so. What goes
wrong is raised as one of the exceptions below, all of them PscompatError; with CollectingStreams errors are collected
instead, as PowerShell does.
"""

from __future__ import annotations

from .version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .api.loading import load, run
    from .api.module import LoadedModule
    from .binding.explanation import Explanation
    from .binding.state import BoundCall
    from .dotnet.json.text import json_default, to_json
    from .engine.streams import CollectingStreams, Streams
    from .errors import (
        BindingError,
        CommandError,
        CommandNotFoundError,
        ErrorRecord,
        HelpFileError,
        NotRunError,
        ParseError,
        PscompatError,
    )
    from .http.request_errors import (
        AnswerError,
        ApiError,
        AuthenticationError,
        ConflictError,
        LocalError,
        NotFoundError,
        PermissionDeniedError,
        RateLimitError,
        RequestError,
        RequestTimeoutError,
        ServerError,
        TransportError,
    )

__all__ = [
    "AnswerError",
    "ApiError",
    "AuthenticationError",
    "BindingError",
    "BoundCall",
    "CollectingStreams",
    "CommandError",
    "CommandNotFoundError",
    "ConflictError",
    "ErrorRecord",
    "Explanation",
    "HelpFileError",
    "LoadedModule",
    "LocalError",
    "NotFoundError",
    "NotRunError",
    "ParseError",
    "PermissionDeniedError",
    "PscompatError",
    "RateLimitError",
    "RequestError",
    "RequestTimeoutError",
    "ServerError",
    "Streams",
    "TransportError",
    "__version__",
    "json_default",
    "load",
    "run",
    "to_json",
]

_HOMES = {"LoadedModule": "api.module", "load": "api.loading", "run": "api.loading", "Streams": "engine.streams"}
_HOMES["CollectingStreams"] = _HOMES["Streams"]
_HOMES |= {"BoundCall": "binding.state", "Explanation": "binding.explanation"}
_HOMES |= {"json_default": "dotnet.json.text", "to_json": "dotnet.json.text"}
_HOMES |= dict.fromkeys(
    (
        "AnswerError",
        "ApiError",
        "AuthenticationError",
        "ConflictError",
        "LocalError",
        "NotFoundError",
        "PermissionDeniedError",
        "RateLimitError",
        "RequestError",
        "RequestTimeoutError",
        "ServerError",
        "TransportError",
    ),
    "http.request_errors",
)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    # Names load their module when first used: a command line must not pay for the Python face.
    if name not in __all__:
        raise AttributeError(f"module 'pscompat' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOMES.get(name, 'errors')}", __name__), name)
    globals()[name] = value
    return value
