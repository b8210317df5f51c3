"""Man pages of the modules' cmdlets: the text that Get-Help -Full prints, as it is."""

from __future__ import annotations

import os

from ..files import Replacement
from .scripts import command_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..helpfile.module import Module

_MARK = '.\\" Written by pscompat shell install --man\n'
_WIDTH = 78


def pages_folder() -> str:
    """Where man looks for the pages of one user."""
    base = os.environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(base, "man", "man1")


def write_man_pages(modules: Sequence[Module]) -> list[str]:
    """Write a page for each cmdlet. Returns the files. Raises OSError."""
    from ..views.help.lookup import find_help
    from ..views.help.sources import ModuleHelp

    folder = pages_folder()
    os.makedirs(folder, exist_ok=True)
    sources = [ModuleHelp(module) for module in modules]
    written = []
    for cmdlet in dict.fromkeys(command_names(modules).values()):
        text = find_help(cmdlet, view="full", sources=sources).text(_WIDTH)
        path = os.path.join(folder, f"{cmdlet}.1")
        with Replacement(path) as new:
            new.stream.write(page(cmdlet, text).encode("utf-8", "replace"))
        written.append(path)
    return written


def page(cmdlet: str, text: str) -> str:
    """A man page that shows the text line by line."""
    lines = [_line(line.expandtabs().rstrip()) for line in text.strip("\r\n").splitlines()]
    return f'{_MARK}.TH "{cmdlet.upper()}" 1\n.nf\n' + "".join(f"{line}\n" for line in lines) + ".fi\n"


def _line(line: str) -> str:
    text = line.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text[:1] in (".", "'") else text


def remove_man_pages() -> list[str]:
    """Remove the pages that were written. Returns the files. Raises OSError."""
    folder = pages_folder()
    removed = []
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith(".1") and os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                if file.readline() != _MARK:
                    continue
            os.unlink(path)
            removed.append(path)
    return removed
