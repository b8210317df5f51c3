"""A toolkit for stand-in servers: what modules make their part of the sandbox of, and what their authors test with.

    Service, Routes, Exchange       what a module's stand-in answers, and which function answers which request
    Content, Refusal, respond, as_stream, error_body   what it answers
    Collection, Store, Object       objects that are kept, and listed page by page
    TableServer, Received           a server for tests, which answers from a table and records what was sent
    Sandbox, SandboxError, serve    a module's stand-in at work

Every server listens on the loopback interface only.
"""

from __future__ import annotations

from .answers import Content, Refusal, as_stream, error_body, respond
from .collection import Collection, as_list
from .routes import Exchange, Routes, path_parts
from .standin import Sandbox, SandboxError, Service, serve, service_in
from .store import Object, Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .form import FormFile
    from .table import Received, TableServer

__all__ = ["Collection", "Content", "Exchange", "FormFile", "Object", "Received", "Refusal", "Routes", "Sandbox"]
__all__ += ["SandboxError", "Service", "Store", "TableServer", "as_list", "as_stream", "error_body", "path_parts"]
__all__ += ["respond", "serve", "service_in"]


_LATER = {"FormFile": "form", "Received": "table", "TableServer": "table"}
"""The modules of what is not needed to start a stand-in."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'pscompat.sandbox' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_LATER[name]}", __name__), name)
