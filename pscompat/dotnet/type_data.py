"""What modules say of their object types: the member that stands for an object as text (PowerShell's type data)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_text_members: dict[str, str] = {}


def register_text_members(objects: Mapping[str, Mapping[str, Any]]) -> None:
    """Take over the ``text`` members of a module's ``types.objects``; like type data they hold for the process."""
    for name, row in objects.items():
        if row.get("text"):
            _text_members[name.lower()] = row["text"]


def text_member(type_names: Iterable[str]) -> str:
    """The member that is the text of an object with these type names; empty without one."""
    for name in type_names:
        member = _text_members.get(name.lower())
        if member:
            return member
    return ""
