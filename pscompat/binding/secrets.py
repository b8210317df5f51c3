"""Keeping the values of sensitive parameters out of error texts."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HIDDEN = "***"
_SHORT = 4
"""A text shorter than this may be part of any word: it is hidden only where it stands in quotes."""


def hide(text: str, values: Iterable[object]) -> str:
    """The text with every value, or part of a value, blotted out."""
    for secret in sorted(set(_texts(values, 8)), key=len, reverse=True):
        if len(secret) >= _SHORT:
            text = text.replace(secret, HIDDEN)
        elif secret:
            for quote in "\"'":
                text = text.replace(f"{quote}{secret}{quote}", f"{quote}{HIDDEN}{quote}")
    return text


def _texts(values: Iterable[object], depth: int) -> Iterator[str]:
    """What the values, their elements and entries look like in a message."""
    from ..values.containers import SecureString
    from ..values.numbers import Numeral
    from ..values.strings import net_text, to_string

    for value in values:
        if value is None or isinstance(value, bool | SecureString):
            continue
        if isinstance(value, list | dict):
            if depth:
                yield from _texts(value if isinstance(value, list) else [*value, *value.values()], depth - 1)
            continue
        if type(value) is Numeral:
            yield value.text
        yield to_string(value)
        yield net_text(value)
