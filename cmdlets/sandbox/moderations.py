"""Moderation: a few words are flagged."""

from __future__ import annotations

from typing import Any

from pscompat.sandbox import Exchange, Object, Routes

ROUTES = Routes()
_WORDS = {
    "harassment": ("stupid", "idiot"),
    "hate": ("hate",),
    "illicit": ("steal", "smuggle"),
    "self-harm": ("suicide",),
    "sexual": ("porn",),
    "violence": ("kill", "murder"),
}


@ROUTES("POST", "/moderations")
def moderate(exchange: Exchange) -> Object:
    """A judgement of each text; the parts of a message are judged together."""
    given = exchange.required("input")
    if isinstance(given, list) and any(isinstance(part, dict) for part in given):
        results = [_result(" ".join(_texts(given)), {part.get("type") for part in given if isinstance(part, dict)})]
    else:
        results = [_result(str(text), {"text"}) for text in (given if isinstance(given, list) else [given])]
    exchange.store.pass_time()
    model = exchange.body.get("model") or "omni-moderation-latest"
    return {"id": exchange.store.new_id("modr-"), "model": model, "results": results}


def _texts(parts: list[Any]) -> list[str]:
    return [str(part.get("text") or "") if isinstance(part, dict) else str(part) for part in parts]


def _result(text: str, kinds: set[Any]) -> Object:
    words = set("".join(char if char.isalnum() else " " for char in text.lower()).split())
    found = {category: bool(words.intersection(bad)) for category, bad in _WORDS.items()}
    applied = ["image" if kind == "image_url" else "text" for kind in sorted(map(str, kinds))]
    return {
        "flagged": any(found.values()),
        "categories": found,
        "category_scores": {category: 0.9 if hit else 0.001 for category, hit in found.items()},
        "category_applied_input_types": dict.fromkeys(found, applied),
    }
