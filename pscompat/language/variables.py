"""Names of variables: scope or drive, and the rest (values.md §A.9)."""

from __future__ import annotations

SCOPES = ("global", "local", "private", "script")


def split_name(name: str) -> tuple[str, str]:
    """Scope or drive in front of the colon (empty when there is none), and the name behind it.

    ``variable:`` is a prefix of its own and may stand before a scope. A colon as the first character is part of
    neither.
    """
    head, colon, rest = name.partition(":")
    if not colon:
        return "", name
    lower = head.lower()
    if lower == "variable":
        inner, second, last = rest.partition(":")
        if second and inner.lower() in SCOPES:
            return inner, last
        return head, rest
    return head, rest
