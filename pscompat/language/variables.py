"""Names of variables: scope or drive, and the rest (values.md §A.9)."""

from __future__ import annotations


def split_name(name: str) -> tuple[str, str]:
    """Scope or drive in front of the colon (empty when there is none), and the name behind it.

    A colon as the first character is part of neither. Behind ``variable:`` no scope is looked for.
    """
    head, colon, rest = name.partition(":")
    return (head, rest) if colon else ("", name)
