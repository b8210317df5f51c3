"""What a command's file leaves to its author: guesses to be seen, a default set, secrets, types nothing is known of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...dotnet.types import NetType, UnknownTypeError, resolve
from ...helpfile.yamltext import Mapping as Tree
from ..formats.guesses import SECRET_NAME
from .findings import Finding
from .parameter_sets import set_names
from .subject import CheckedParameter, Subject

_TEXTS = frozenset(("System.String", "System.Object", "System.Security.SecureString"))


def check_open_questions(subject: Subject, types: Mapping[str, NetType]) -> Iterator[Finding]:
    """Notes, and warnings of what a script has and the file has not; ``types``: the module's own."""
    own = subject.entry.tree.get("pscompat")
    guessed = subject.entry.mapping("pscompat")
    for key in guessed.texts("guessed") if guessed and isinstance(own, Tree) else ():
        yield subject.finding(
            "guessed", "note", f"{key} is guessed; take it off the list when it is right", "pscompat.guessed"
        )
    for what in guessed.texts("leftOut") if guessed else ():
        yield subject.finding("left-out", "warning", what, "pscompat.leftOut")
    names = set_names(subject)
    if len(names) > 1 and not subject.command.default_set:
        message = f"none of its sets is the default one: {', '.join(names[:8])}{' …' if len(names) > 8 else ''}"
        yield subject.finding("default-set", "note", message, "parameters")
    for each in subject.parameters:
        yield from _of_parameter(each, types)


def _of_parameter(each: CheckedParameter, types: Mapping[str, NetType]) -> Iterator[Finding]:
    own = each.tree.get("pscompat")
    guessed = own.get("guessed") if isinstance(own, Tree) else None
    for key in [guessed] if isinstance(guessed, str) else guessed or ():
        yield each.finding(
            "guessed", "note", f"{key} is guessed; take it off the list when it is right", "pscompat.guessed"
        )
    left_out = own.get("leftOut") if isinstance(own, Tree) else None
    for what in [left_out] if isinstance(left_out, str) else left_out or ():
        yield each.finding("left-out", "warning", str(what), "pscompat.leftOut")
    try:
        kind = resolve(each.parameter.type, types)
    except UnknownTypeError:
        return
    if kind.opaque:
        yield each.finding(
            "type-opaque", "note", f"the type {kind.full_name} is opaque: values are not checked", "type"
        )
    if not each.parameter.sensitive and kind.full_name in _TEXTS and SECRET_NAME.search(each.parameter.name):
        yield each.finding("secret-shown", "note", "may be a secret: sensitive: true hides its values", "name")
