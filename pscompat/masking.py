"""Secrets in texts: how they are recognized, and the one place that takes them out. Records are never changed.

A secret is known by its value (a key, a sensitive parameter), by the name it stands under (``X-Api-Key``, ``token=``),
or by its form (``user:password@`` in an address, a bearer token, the patterns of a module).
"""

from __future__ import annotations

from .dotnet.containers import NetDict, NetList, PSCustomObject, SecureString
from .dotnet.kinds import type_name_of
from .dotnet.numbers import Numeral
from .dotnet.strings import net_text, to_string

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

HIDDEN = "********"
"""What stands in the place of a secret in a text."""
NOT_SHOWN = "***"
"""What stands in the place of a whole value that must not be shown."""
LONG = 8
"""A text of so many characters is no part of another one by chance."""
_SHORT = 4
"""A text shorter than this may be part of any word: it is hidden only where it stands in quotes."""
_EDGE = 4
_DEPTH = 64
_LONGEST = 32768


class Masker:
    """Knows secrets and keeps them out of texts. Its own repr shows none.

    ``patterns`` are regular expressions of secrets in any text, each with what takes its place.
    """

    __slots__ = ("_patterns", "_secrets")

    def __init__(self, patterns: Mapping[str, str] | None = None) -> None:
        self._patterns = [_Pattern(each, to, (_literal_start(each),)) for each, to in (patterns or {}).items()]
        self._secrets: dict[str, str] = {}

    def __repr__(self) -> str:
        return "Masker()"

    def hide(self, value: object, shown: str = HIDDEN, *, shortest: int = _SHORT) -> None:
        """Keep a value out of texts from now on, with its elements and entries, and as it stands in JSON and addresses.

        ``shown`` takes its place. What has fewer than ``shortest`` characters is hidden only in quotes, and not at all
        where ``shortest`` is more than the default.
        """
        found: dict[str, str] = {}
        for secret in _texts(value, _DEPTH):
            if len(secret) >= shortest:
                found.update(dict.fromkeys(_forms(secret), shown))
            elif secret and shortest == _SHORT:
                found.update({f"{quote}{secret}{quote}": f"{quote}{shown}{quote}" for quote in "\"'"})
        if not found.keys() <= self._secrets.keys():
            known = {**found, **self._secrets}
            # The longest first: one secret may hold another.
            self._secrets = {secret: known[secret] for secret in sorted(known, key=len, reverse=True)}

    def hide_named(self, value: object) -> None:
        """Keep out of texts what stands in a dictionary, or an object, under names of secrets."""
        if isinstance(value, dict):
            for name, item in value.items():
                if is_secret_name(to_string(name)):
                    self.hide(item)
                else:
                    self.hide_named(item)

    def text(self, text: str) -> str:
        """The text without secrets."""
        lower = text.lower()
        for secret, shown in self._secrets.items():
            if secret.lower() in lower:
                text = _without(text, secret, shown)
                lower = text.lower()
        for pattern in (*_ALWAYS, *self._patterns):
            if pattern.may_be_in(lower):
                text = pattern.replaced(text)
        return text

    def dump(self, text: str) -> str:
        """A request or response body for debug text: masked, and cut when it is very long."""
        masked = self.text(text[: 2 * _LONGEST])
        return masked if len(masked) <= _LONGEST else masked[:_LONGEST] + " ...<truncated>"

    def excerpt(self, text: str) -> str:
        """As ``text``, for a piece of a longer text: a secret may have lost its beginning or its end. Places stay."""
        if text.endswith("…"):
            return self.excerpt(text[:-1]) + "…"
        for secret in self._secrets:
            text = text.replace(secret, "*" * len(secret))
            for length in range(len(secret) - 1, _EDGE - 1, -1):
                if text.startswith(secret[-length:]):
                    text = "*" * length + text[length:]
                if text.endswith(secret[:length]):
                    text = text[:-length] + "*" * length
        return self.text(text)

    def value(self, value: Any) -> Any:
        """A PowerShell value for showing: its texts masked, and what stands under a secret's name not shown."""
        return self._value(value, _DEPTH)

    def _value(self, value: Any, depth: int) -> Any:
        if type(value) is str:
            return self.text(value)
        if not depth or not isinstance(value, (list, dict)):
            return value
        if isinstance(value, list):
            return NetList(type_name_of(value), [self._value(item, depth - 1) for item in value])
        items = {
            name: NOT_SHOWN if item is not None and is_secret_name(to_string(name)) else self._value(item, depth - 1)
            for name, item in value.items()
        }
        if isinstance(value, PSCustomObject):
            return PSCustomObject(items, value.type_names)
        return NetDict(value.type_name, items) if isinstance(value, NetDict) else items

    def data(self, data: Any) -> Any:
        """Data as JSON has it, with all texts in it masked; names stay."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, dict):
            return {name: self.data(item) for name, item in data.items()}
        return [self.data(item) for item in data] if isinstance(data, (list, tuple)) else data


def _without(text: str, secret: str, shown: str) -> str:
    """The text without a secret, in whatever case a long one is: some parameters write their values in lower case."""
    text = text.replace(secret, shown)
    lower, folded = text.lower(), secret.lower()
    if len(secret) < LONG or len(lower) != len(text) or len(folded) != len(secret):
        return text
    pieces: list[str] = []
    start = 0
    while (found := lower.find(folded, start)) >= 0:
        pieces += (text[start:found], shown)
        start = found + len(folded)
    return "".join([*pieces, text[start:]])


def masked(text: str, values: Iterable[object]) -> str:
    """The text without the values of a sensitive parameter."""
    masker = Masker()
    for value in values:
        masker.hide(value, NOT_SHOWN)
    return masker.text(text)


def is_secret_name(name: str) -> bool:
    """Whether a header, a field or a member of that name holds what nobody is to see.

    A name that counts ``tokens`` or lists ``keys`` does not.
    """
    lower = name.lower()
    if any(word in lower for word in _SECRET_WORDS):
        return True
    if not any(word in lower for word in ("key", "token", "sig", "auth")):
        return False
    return any(word in ("sig", "signature", "auth") or word.endswith(("key", "token")) for word in _words(name))


_SECRET_WORDS = ("authorization", "cookie", "secret", "password", "passwd", "credential")


def _words(name: str) -> Iterator[str]:
    """The words of a name in lower case: ``X-Api-Key``, ``api_key`` and ``apiKey`` have two or three."""
    word = ""
    for char in name:
        if not char.isalpha() or (char.isupper() and word[-1:].islower()):
            yield word.lower()
            word = ""
        if char.isalpha():
            word += char
    yield word.lower()


def _texts(value: object, depth: int) -> Iterator[str]:
    """What a value, its elements and entries look like in a message."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, SecureString):
        yield from {value.reveal(), value.reveal().strip()}
    elif isinstance(value, (list, dict)):
        if depth:
            for item in value if isinstance(value, list) else [*value, *value.values()]:
                yield from _texts(item, depth - 1)
    else:
        if type(value) is Numeral:
            yield value.text
        yield to_string(value)
        yield net_text(value)


def _forms(secret: str) -> Iterator[str]:
    """A secret as it is, as it stands in JSON, and as it stands in an address."""
    yield secret
    if not secret.isalnum():
        if not secret.isascii() or not secret.isprintable() or '"' in secret or "\\" in secret:
            import json

            yield json.dumps(secret)[1:-1]
            yield json.dumps(secret, ensure_ascii=False)[1:-1]
        if not secret.replace("-", "").replace("_", "").replace(".", "").isalnum():
            from urllib.parse import quote

            yield quote(secret, safe="", errors="replace")


class _Pattern:
    """A regular expression and what takes its place, compiled when a text may hold a match.

    Each text that matches holds one of the words and all that is needed, in lower case. Most texts of a line that is
    bound or refused do not, and ``re`` is not loaded for them.
    """

    __slots__ = ("_compiled", "_needed", "_pattern", "_to", "_words")

    def __init__(self, pattern: str, to: str, words: tuple[str, ...], *needed: str) -> None:
        self._pattern = pattern
        self._to = to
        self._words = words
        self._needed = needed
        self._compiled: re.Pattern[str] | None = None

    def may_be_in(self, lower: str) -> bool:
        """Whether a text may hold a match."""
        return all(part in lower for part in self._needed) and any(word in lower for word in self._words)

    def replaced(self, text: str) -> str:
        """The text with each match replaced."""
        if self._compiled is None:
            import re

            self._compiled = re.compile(self._pattern, re.IGNORECASE | re.MULTILINE)
        return self._compiled.sub(self._to, text)


def _literal_start(pattern: str) -> str:
    """The letters that every match begins with, in lower case; empty where that is not plain to see."""
    letters = ""
    for char in "" if "|" in pattern else pattern.removeprefix(r"\b"):
        if not (char.isascii() and (char.isalnum() or char in "-_ ")):
            return (letters[:-1] if char in "?*{" else letters).lower()
        letters += char
    return letters.lower()


_NAMES = ("authorization", "cookie", "secret", "password", "passwd", "key", "token")
_NAME = rf"[\w.-]*(?:{'|'.join(_NAMES)})"
_ALWAYS = (
    _Pattern(r"(?<=\bBearer )[A-Za-z0-9._~+/=-]+", HIDDEN, ("bearer ",)),
    _Pattern(r"(?<=://)[^\s/?#\"'<>|]+@", f"{HIDDEN}@", ("@",), "://"),
    # What queries, JSON and hashtables call a secret by.
    _Pattern(rf"([?&](?:{_NAME}|sig|signature)=)[^&\s\"'#]+", rf"\1{HIDDEN}", ("?", "&"), "="),
    _Pattern(
        r'("(?:authorization|[\w.-]*(?:api|secret|private|access|subscription)[-_]?key|[\w.-]*'
        r'(?:access|refresh|auth|id|session|bearer|api|secret)[-_]?token|[\w.-]*secret|[\w.-]*password)"\s*:\s*")'
        r'(?:[^"\\]|\\.)+',
        rf"\1{HIDDEN}",
        tuple(f'{name}"' for name in _NAMES),
    ),
    _Pattern(
        rf"((?<=[{{;\s'\"]){_NAME}['\"]?\s*=\s*)(?:'[^'\n]*'?|\"[^\"\n]*\"?|[^\s;}}]+)",
        rf"\1{HIDDEN}",
        _NAMES,
        "@{",
        "=",
    ),
)


def opening(secret: str, openings: Iterable[str]) -> str:
    """A text of which only its opening and its end are shown; a short one is asterisks alone."""
    kept = len(next((each for each in openings if secret.startswith(each)), "")) + 3
    return STARS if len(secret) < kept + 5 else secret[:kept] + STARS + secret[-2:]


STARS = "*" * 15
"""What stands in the place of a key that is in use."""
