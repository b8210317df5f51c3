"""Types that a module declares: within one session the first module that names a type keeps it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from ...helpfile.search_path import find_modules
from .findings import Finding
from .subject import CheckedModule


def check_types(module: CheckedModule) -> Iterator[Finding]:
    """The types that another module on the search path declares, too, and otherwise."""
    own = _declared(module.module)
    if not own:
        return
    for other in find_modules():
        if os.path.samefile(other.folder, module.folder):
            continue
        theirs = _declared(other)
        for name in sorted(own.keys() & theirs.keys()):
            if own[name] != theirs[name]:
                message = f"the module {other.name} ({other.folder}) declares it otherwise; in one session one counts"
                yield Finding("type-twice", "error", message, module.module.path, key=f"types: {own[name][0]}")


def _declared(module: Any) -> dict[str, tuple[str, Any]]:
    """What a module says of each of its types, by lower-case name."""
    objects = {name.lower(): (name, dict(row)) for name, row in module.objects.items()}
    enums = {name.lower(): (name, tuple(enum)) for name, enum in module.enums.items()}
    return {**objects, **enums}
