"""A hook of Request-AudioTranscription: the code of a language by any of its names (streams.md §8).

PSOpenAI looks through the cultures of .NET, which are the locales of CLDR; ``languages.tsv`` has what it looks at.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pscompat.handlers import Call


def hook(call: Call, name: str) -> str:
    """The code of the language that has this name in English or by itself, this code, or a locale of this name.

    A name that nothing has stands for itself.
    """
    return _codes().get(name.strip().lower(), name)


@cache
def _codes() -> dict[str, str]:
    """Codes by names in lower case; of several languages with a name the first one counts."""
    text = (Path(__file__).parent / "languages.tsv").read_text(encoding="utf-8")
    languages, _, places = text.partition("\n\n")
    english = dict(line.split("\t") for line in places.splitlines())
    codes: dict[str, str] = {}
    for line in languages.splitlines():
        if line.startswith("#"):
            continue
        code, three, name, native, locales = line.split("\t")
        for each in (code, name, native, three, *_locale_names(code, name, locales.split(), english)):
            if each:
                codes.setdefault(each.lower(), code)
    return codes


def _locale_names(code: str, name: str, locales: list[str], english: dict[str, str]) -> Iterator[str]:
    """``sr-Cyrl-RS``, ``sr-RS`` and ``Serbian (Cyrillic, Serbia)``."""
    for locale in locales:
        parts = locale.split("-")
        yield f"{code}-{locale}"
        yield f"{code}-{parts[-1]}"
        yield f"{name} ({', '.join(english[part] for part in parts)})"
