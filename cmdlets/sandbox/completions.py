"""Text completions."""

from __future__ import annotations

from pscompat.sandbox import Content, Exchange, Object, Routes, as_stream

from .event_streams import text_events
from .words import count, reply_to

ROUTES = Routes()


@ROUTES("POST", "/completions")
def complete(exchange: Exchange) -> Object | Content:
    """A text for each prompt that repeats it, maybe as a stream."""
    body = exchange.body
    prompt = body.get("prompt") or ""
    prompts = [str(each) for each in prompt] if isinstance(prompt, list) else [str(prompt)]
    texts = [reply_to(each) for each in prompts]
    exchange.store.pass_time()
    given, spent = sum(map(count, prompts)), sum(map(count, texts))
    completion = {
        "id": exchange.store.new_id("cmpl_"),
        "object": "text_completion",
        "created": exchange.store.now(),
        "model": body.get("model") or "gpt-3.5-turbo-instruct",
        "choices": [
            {"text": text, "index": index, "logprobs": None, "finish_reason": "stop"}
            for index, text in enumerate(texts)
        ],
        "usage": {"prompt_tokens": given, "completion_tokens": spent, "total_tokens": given + spent},
    }
    return as_stream(text_events(completion)) if body.get("stream") else completion
