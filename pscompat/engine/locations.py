"""The current folder of a session: where it was before, and what Push-Location keeps.

The folder is the process's own, so that every path is read from there.
"""

from __future__ import annotations

import os
from weakref import WeakKeyDictionary

from ..errors import ErrorRecord
from .item_paths import absolute, items_of, path_not_found

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .call import Call
    from .session import Session


class Locations:
    """Where a session has been: ``earlier`` and ``later`` folders, and stacks of kept ones by name."""

    def __init__(self) -> None:
        self.earlier: list[str] = []
        self.later: list[str] = []
        self.stacks: dict[str, list[str]] = {}

    def stack(self, name: str | None) -> list[str]:
        """The stack of that name, in any case; the nameless one for none."""
        return self.stacks.setdefault((name or "").lower(), [])


_known: WeakKeyDictionary[Session, Locations] = WeakKeyDictionary()


def locations_of(session: Session) -> Locations:
    """The locations of a session."""
    return _known.setdefault(session, Locations())


def go_to(call: Call, name: str, literal: bool) -> bool:
    """Make the folder of that name the current one, or write an error; ``-`` and ``+`` go back and forth."""
    locations, here = locations_of(call.session), os.getcwd()
    if name in ("-", "+") and not literal:
        source, target = locations.earlier, locations.later
        if name == "+":
            source, target = target, source
        if source:
            folder = source.pop()
            if enter(call, folder, folder):
                target.append(here)
        return True
    found = list(items_of(call, name, literal, force=True)) if name else [absolute("~")]
    if not found:
        return False
    if len(found) > 1:
        message = (
            f"Cannot process argument because the value of argument \"path\" is not valid: '{name}' is not one path."
        )
        call.error(ErrorRecord("Argument", message, category="InvalidArgument", target=name))
        return False
    if not enter(call, found[0], name):
        return False
    locations.earlier.append(here)
    locations.later.clear()
    return True


def enter(call: Call, folder: str, name: str) -> bool:
    """Make a folder the current one, or write an error."""
    try:
        os.chdir(folder)
    except PermissionError:
        message = f"Access to the path '{folder}' is denied."
        call.error(ErrorRecord("UnauthorizedAccess", message, category="PermissionDenied", target=name))
        return False
    except OSError:
        call.error(path_not_found(folder, name))
        return False
    return True
