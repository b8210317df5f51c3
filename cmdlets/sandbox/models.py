"""The models that the sandbox claims to have. It answers for any other name, too, except here."""

from __future__ import annotations

from pscompat.sandbox import Exchange, Object, Refusal, Routes

ROUTES = Routes()
_NAMES = (
    "gpt-3.5-turbo",
    "gpt-4o",
    "gpt-4o-mini",
    "omni-moderation-latest",
    "sora-2",
    "text-embedding-3-large",
    "text-embedding-3-small",
    "text-embedding-ada-002",
    "tts-1",
    "whisper-1",
)
_CREATED = 1_699_075_072


@ROUTES("GET", "/models")
def listing(exchange: Exchange) -> Object:
    """All models."""
    return {"object": "list", "data": [_model(name) for name in _NAMES]}


@ROUTES("GET", "/models/{}")
def retrieve(exchange: Exchange, name: str) -> Object:
    """One model."""
    if name not in _NAMES:
        raise Refusal(404, f"The model '{name}' does not exist", param="model", code="model_not_found")
    return _model(name)


def _model(name: str) -> Object:
    return {"id": name, "object": "model", "created": _CREATED + _NAMES.index(name), "owned_by": "sandbox"}
