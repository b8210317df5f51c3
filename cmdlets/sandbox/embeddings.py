"""Embeddings made from a hash: the same text always gives the same vector of length one."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import struct
from typing import Any

from pscompat.sandbox import Exchange, Object, Refusal, Routes

ROUTES = Routes()
_LARGE = 3072
_USUAL = 1536


@ROUTES("POST", "/embeddings")
def embed(exchange: Exchange) -> Object:
    """A vector for each text."""
    body = exchange.body
    model = exchange.required("model")
    given = exchange.required("input")
    size = body.get("dimensions")
    size = (_LARGE if "large" in str(model) else _USUAL) if size is None else size
    if not isinstance(size, int) or not 1 <= size <= _LARGE:
        raise Refusal(400, f"Invalid 'dimensions': {size!r}.", param="dimensions")
    inputs = given if isinstance(given, list) and not all(isinstance(item, int) for item in given) else [given]
    in_base64 = body.get("encoding_format") == "base64"
    data = []
    for index, item in enumerate(inputs):
        numbers = vector(item, size)
        shown = base64.b64encode(struct.pack(f"<{size}f", *numbers)).decode() if in_base64 else numbers
        data.append({"object": "embedding", "index": index, "embedding": shown})
    used = sum(len(item.split()) if isinstance(item, str) else len(item or ()) for item in inputs)
    return {
        "object": "list",
        "data": data,
        "model": model,
        "usage": {"prompt_tokens": used, "total_tokens": used},
    }


def vector(item: Any, size: int) -> list[float]:
    """A vector of length one, rounded to what 32 bits hold."""
    seed = json.dumps(item).encode()
    blocks = (hashlib.sha256(b"%d:" % number + seed).digest() for number in range(-(-size * 4 // 32)))
    raw = b"".join(blocks)[: size * 4]
    numbers = [number / 2**31 for number in struct.unpack(f"<{size}i", raw)]
    length = math.sqrt(sum(number * number for number in numbers)) or 1.0
    return list(struct.unpack(f"<{size}f", struct.pack(f"<{size}f", *(number / length for number in numbers))))
