"""Secrets in texts: how a key is shown, and how it is taken out of messages (psopenai.md §9)."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..values.containers import SecureString
    from .provider import Masks

HIDDEN = "********"
"""What stands in the place of a secret of which nothing is shown."""
_STARS = "*" * 15
_SHOWN = 3
_ENDING = 2
_LONGEST = 32768


class Masker:
    """Knows one client's secrets and keeps them out of texts. Its own repr shows none."""

    __slots__ = ("_hidden", "_key", "_masks", "_organization", "_patterns")

    def __init__(self, masks: Masks, key: SecureString | None, organization: str) -> None:
        self._masks = masks
        self._key = key
        self._organization = organization
        self._hidden: list[str] = []
        self._patterns: list[tuple[re.Pattern[str], str]] | None = None

    def __repr__(self) -> str:
        return "Masker()"

    def hide(self, secret: str) -> None:
        """Keep another secret out of texts from now on: as it is, and as it stands in JSON."""
        import json

        if len(secret) > 3:
            self._hidden += [secret, json.dumps(secret, ensure_ascii=False)[1:-1]]

    def shown_key(self) -> str:
        """The key as people may see it: its opening, asterisks, and its last two characters."""
        return "" if self._key is None else shown(self._key.reveal().strip(), self._masks.openings.get("key", []))

    def shown_organization(self) -> str:
        """The organization, masked likewise."""
        return shown(self._organization, self._masks.openings.get("organization", []))

    def text(self, text: str) -> str:
        """The text without this client's key and organization, and without what looks like a key."""
        secret = "" if self._key is None else self._key.reveal().strip()
        if len(secret) > 3:
            text = text.replace(secret, "<API Key>")
        if len(self._organization) > 3:
            text = text.replace(self._organization, "<Organization ID>")
        for hidden in self._hidden:
            text = text.replace(hidden, HIDDEN)
        for pattern, replacement in self._compiled():
            text = pattern.sub(replacement, text)
        return text

    def dump(self, text: str) -> str:
        """A request or response body for debug text: masked, and cut when it is very long."""
        if len(text) > _LONGEST:
            text = text[:_LONGEST] + " ...<truncated>"
        return self.text(text)

    def _compiled(self) -> list[tuple[re.Pattern[str], str]]:
        if self._patterns is None:
            patterns = {**_ALWAYS, **self._masks.patterns}
            self._patterns = [(re.compile(p, re.IGNORECASE | re.MULTILINE), to) for p, to in patterns.items()]
        return self._patterns


_ALWAYS = {
    r"(?<=\bBearer )[A-Za-z0-9._~+/=-]+": HIDDEN,
    # What queries and JSON call a secret by.
    r"([?&](?:[\w.-]*key|[\w.-]*token|[\w.-]*secret|password|sig|signature)=)[^&\s\"']+": rf"\1{HIDDEN}",
    r'("(?:authorization|[\w-]*api[-_]?key|access[-_]?token|client[-_]?secret|password)"\s*:\s*")'
    r'(?:[^"\\]|\\.)+': rf"\1{HIDDEN}",
}


def shown(secret: str, openings: list[str]) -> str:
    """A secret with only its opening and its end left; a short one as asterisks alone."""
    opening = next((each for each in openings if secret.startswith(each)), "")
    kept = len(opening) + _SHOWN
    if len(secret) < kept + _ENDING + 3:
        return _STARS
    return secret[:kept] + _STARS + secret[-_ENDING:]
