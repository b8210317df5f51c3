"""Text completions."""

from __future__ import annotations

from .routes import Exchange, Refusal, Routes
from .words import count, reply_to

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .store import Object

ROUTES = Routes()


@ROUTES("POST", "/completions")
def complete(exchange: Exchange) -> Object:
    """A text for each prompt that repeats it."""
    body = exchange.body
    if body.get("stream"):
        raise Refusal(400, "The sandbox does not stream.", param="stream")
    prompt = body.get("prompt") or ""
    prompts = [str(each) for each in prompt] if isinstance(prompt, list) else [str(prompt)]
    texts = [reply_to(each) for each in prompts]
    exchange.store.pass_time()
    given, spent = sum(map(count, prompts)), sum(map(count, texts))
    return {
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
