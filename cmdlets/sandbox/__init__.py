"""What stands in for OpenAI: answers that can be foretold, one module for each family of objects."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pscompat.sandbox import Exchange, Refusal, Routes, Service, Store, path_parts

_FAMILIES = {"assistants", "audio", "batches", "chat", "completions", "containers", "conversations", "embeddings"}
_FAMILIES |= {"files", "images", "models", "moderations", "responses", "threads", "vector_stores", "videos"}
"""The first segment of a path names its module."""
_SERVER_ERROR = 500


class OpenAI(Service):
    """OpenAI's API, and Azure's paths to it."""

    base = "/v1"
    keys = {"Authorization": "bearer", "api-key": ""}  # noqa: RUF012

    def plant(self, store: Store) -> None:
        """Put the first objects into a new database."""
        from .seeds import plant

        plant(store)

    def answer(self, method: str, path: str, exchange: Exchange) -> Any:
        """The answer to a request. Raises Refusal."""
        parts = _without_prefix(path_parts(path))
        if not parts or parts[0] not in _FAMILIES:
            raise Refusal(404, f"Invalid URL ({method} {path})")
        routes: Routes = import_module(f".{parts[0]}", __package__).ROUTES
        return routes.answer(method, path, parts, exchange)

    def error_body(self, refusal: Refusal) -> Any:
        """The JSON body of an error answer."""
        kind = "server_error" if refusal.status >= _SERVER_ERROR else "invalid_request_error"
        facts = {"message": refusal.message, "type": kind, "param": refusal.param, "code": refusal.code}
        return {"error": facts}


def _without_prefix(parts: list[str]) -> list[str]:
    """The segments without what OpenAI's and Azure's base URLs put before them."""
    if parts[:1] == ["v1"]:
        return parts[1:]
    if parts[:1] != ["openai"]:
        return parts
    parts = parts[1:]
    if parts[:3] == ["v1", "video", "generations"]:
        return ["videos", *(parts[4:] if parts[3:4] == ["jobs"] else parts[3:])]
    return parts[2:] if parts[:1] == ["deployments"] and len(parts) > 2 else parts


SERVICE = OpenAI()
