"""Images: small PNG pictures of one colour, which the prompt or the picture that was sent decides."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from pscompat.sandbox import Content, Exchange, Object, Refusal, Routes, as_stream

from .words import count

ROUTES = Routes()
_SIDE = 16
_MOST_IMAGES = 10
_MOST_PARTIAL = 3
_FORMATS = ("url", "b64_json")


@ROUTES("POST", "/images/generations")
def generate(exchange: Exchange) -> Object | Content:
    """Pictures for a prompt, maybe as a stream that shows unfinished ones first."""
    prompt = str(exchange.required("prompt"))
    return _answer(exchange, exchange.body, prompt, prompt.encode(), "image_generation")


@ROUTES("POST", "/images/edits")
def edit(exchange: Exchange) -> Object | Content:
    """Pictures made of pictures, which come in a form, or as data URLs in JSON."""
    if exchange.body:
        prompt, sent = str(exchange.required("prompt")), exchange.required("image")
        return _answer(exchange, exchange.body, prompt, f"{prompt}{sent}".encode(), "image_edit")
    form = exchange.form
    file = exchange.file("image[]" if "image[]" in form else "image")
    prompt = str(form.get("prompt") or "")
    if not prompt:
        raise Refusal(400, "Missing required parameter: 'prompt'.", param="prompt")
    seed = prompt.encode() + next(file.pieces(), b"")
    return _answer(exchange, form, prompt, seed, "image_edit")


@ROUTES("POST", "/images/variations")
def vary(exchange: Exchange) -> Object:
    """Variations of a picture, as addresses that hold the picture themselves, or in base64."""
    seed = next(exchange.file("image").pieces(), b"")
    form = exchange.form.get("response_format") or "url"
    if form not in _FORMATS:
        raise Refusal(400, f"Invalid 'response_format': {form!r}.", param="response_format")
    exchange.store.pass_time()
    number = _number(exchange.form, "n", 1, _MOST_IMAGES)
    data = [_datum(picture(seed, index), str(form)) for index in range(number)]
    return {"created": exchange.store.now(), "data": data}


def _answer(exchange: Exchange, fields: dict[str, Any], prompt: str, seed: bytes, kind: str) -> Object | Content:
    model = str(fields.get("model") or "gpt-image-2")
    embeds = "gpt-image" in model
    form = fields.get("response_format")
    if embeds and form is not None:
        raise Refusal(400, "Unknown parameter: 'response_format'.", param="response_format", code="unknown_parameter")
    form = "b64_json" if embeds else form or "url"
    if form not in _FORMATS:
        raise Refusal(400, f"Invalid 'response_format': {form!r}.", param="response_format")
    number = _number(fields, "n", 1, _MOST_IMAGES)
    exchange.store.pass_time()
    facts = {name: fields.get(name) or "auto" for name in ("background", "quality", "size")}
    facts["output_format"] = fields.get("output_format") or "png"
    usage = {"input_tokens": count(prompt), "output_tokens": number, "total_tokens": count(prompt) + number}
    created = exchange.store.now()
    pictures = [picture(seed, index) for index in range(number)]
    if str(fields.get("stream")).lower() == "true":
        partial = _number(fields, "partial_images", 0, _MOST_PARTIAL)
        return as_stream(_events(kind, seed, pictures, partial, {"created_at": created, **facts}, usage))
    return {"created": created, **facts, "data": [_datum(each, str(form)) for each in pictures], "usage": usage}


def _events(
    kind: str, seed: bytes, pictures: list[bytes], partial: int, facts: Object, usage: Object
) -> Iterator[tuple[str, Any]]:
    for done in pictures:
        for index in range(partial):
            name = f"{kind}.partial_image"
            unfinished = base64.b64encode(picture(seed, -1 - index)).decode()
            yield name, {"type": name, "b64_json": unfinished, "partial_image_index": index, **facts}
        name = f"{kind}.completed"
        yield name, {"type": name, "b64_json": base64.b64encode(done).decode(), **facts, "usage": usage}


def _number(fields: dict[str, Any], name: str, least: int, most: int) -> int:
    number = int(fields.get(name) or least)
    if not least <= number <= most:
        raise Refusal(400, f"Invalid '{name}': {number} is not between {least} and {most}.", param=name)
    return number


def _datum(content: bytes, form: str) -> Object:
    text = base64.b64encode(content).decode()
    return {"b64_json": text} if form == "b64_json" else {"url": f"data:image/png;base64,{text}"}


def picture(seed: bytes, index: int) -> bytes:
    """A PNG picture of one colour, another one for each index."""
    colour = struct.pack(">I", zlib.crc32(seed, index & 0xFFFFFFFF))[1:]
    rows = (b"\0" + colour * _SIDE) * _SIDE
    head = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, (b"IHDR", b"IDAT", b"IEND"), (head, zlib.compress(rows), b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
