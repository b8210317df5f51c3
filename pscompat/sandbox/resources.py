"""The families of objects: one module each, loaded when a request first asks for it."""

from __future__ import annotations

from importlib import import_module

from .routes import Exchange, Refusal, Routes, path_parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FAMILIES = (
    "assistants",
    "audio",
    "batches",
    "chat",
    "completions",
    "containers",
    "conversations",
    "embeddings",
    "files",
    "models",
    "moderations",
    "responses",
    "threads",
    "vector_stores",
    "videos",
)
"""The first segment of a path names its module."""


_MISSHAPEN = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError)


def answer(method: str, path: str, exchange: Exchange) -> Any:
    """The answer to a request. Raises Refusal."""
    parts = path_parts(path)
    if not parts or parts[0] not in _FAMILIES:
        raise Refusal(404, f"Invalid URL ({method} {path})")
    routes: Routes = import_module(f".{parts[0]}", __package__).ROUTES
    try:
        return routes.answer(method, path, parts, exchange)
    except _MISSHAPEN as error:
        # The families take a body as documented; one of another shape fails somewhere in them.
        raise Refusal(400, f"Your request does not have the expected form: {error}") from None
