"""Where modules are found: ``PSCOMPAT_MODULE_PATH``, the user's data folder, and what pscompat ships."""

from __future__ import annotations

import os

from ..errors import HelpFileError
from .module import MODULE_FILE, Module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def search_path() -> list[str]:
    """The folders that hold modules, or are one, in the order in which they count."""
    listed = os.environ.get("PSCOMPAT_MODULE_PATH", "").split(os.pathsep)
    return [os.path.abspath(folder) for folder in listed if folder] + _user_folders() + _shipped()


def _user_folders() -> list[str]:
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".local", "share")
    return [os.path.join(base, "pscompat", "modules")] if os.path.isabs(base) else []


def _shipped() -> list[str]:
    """The modules in the package; a checkout has PSOpenAI in the repository's root instead."""
    modules = os.path.join(_PACKAGE, "modules")
    return [modules if os.path.isdir(modules) else os.path.dirname(_PACKAGE), companions_folder()]


def companions_folder() -> str:
    """The folder of the companions, the module of PowerShell's own commands."""
    return os.path.join(_PACKAGE, "companions")


def module_folders() -> Iterator[str]:
    """The folders of all modules on the search path; none of their files is read."""
    for folder in search_path():
        if _is_module(folder):
            yield folder
            continue
        try:
            names = sorted(os.listdir(folder))
        except (OSError, ValueError):
            continue
        for name in names:
            below = os.path.join(folder, name)
            if _is_module(below):
                yield below


def _is_module(folder: str) -> bool:
    return os.path.exists(os.path.join(folder, "help", MODULE_FILE))


def find_modules(problems: list[HelpFileError] | None = None) -> Iterator[Module]:
    """All modules in the order in which they count; of two with one name, the first.

    A module whose module file cannot be read is left out and its error added to ``problems``.
    """
    names: set[str] = set()
    for folder in module_folders():
        try:
            module = Module(folder)
        except HelpFileError as error:
            if problems is not None:
                problems.append(error)
            continue
        if module.name.lower() not in names:
            names.add(module.name.lower())
            yield module


def find_module(name: str) -> Module:
    """The module of that name in any case. Raises HelpFileError when there is none or its file cannot be read."""
    module = _installed(name)
    if module is not None:
        return module
    where = os.pathsep.join(search_path())
    missing = HelpFileError(name or "''", f"there is no module of that name in {where}")
    names = ", ".join(module.name for module in find_modules())
    place = f": {os.path.join(os.curdir, name)} is one" if _is_module(name) else ""
    missing.hint = f"Modules found: {names}. A module may also be named by the path of its folder{place}."
    raise missing


def _installed(name: str) -> Module | None:
    """The module of that name on the search path, or None. Raises HelpFileError where its file cannot be read."""
    problems: list[HelpFileError] = []
    for module in find_modules(problems):
        if module.name.lower() == name.lower():
            return module
    for problem in problems:
        if os.path.basename(os.path.dirname(os.path.dirname(problem.path))).lower() == name.lower():
            raise problem
    return None


def module_named(name: str | os.PathLike[str]) -> Module:
    """The module of that name, or in the folder with that path. Raises HelpFileError.

    What has no separator is only ever a name: no folder that happens to lie here may run its code in a module's place.
    """
    return Module(os.path.abspath(name)) if _is_path(name) else find_module(os.fspath(name))


def module_or_folder(name: str) -> tuple[Module, str]:
    """As ``module_named``, but a name that no installed module has may be a folder's here. Raises HelpFileError.

    With it comes a note where there are both: the installed module counts.
    """
    if _is_path(name) or not os.path.isdir(name):
        return module_named(name), ""
    module = _installed(name)
    if module is None:
        return Module(os.path.abspath(name)), ""
    if not _is_module(name) or os.path.samefile(name, module.folder):
        return module, ""
    here = os.path.join(os.curdir, name)
    return module, f"'{name}' is the module in {module.folder}; the one in the folder of that name here is {here}."


def _is_path(name: str | os.PathLike[str]) -> bool:
    """Whether it is the path of a folder, not the name of a module."""
    return not isinstance(name, str) or bool(os.path.dirname(name)) or name in (os.curdir, os.pardir)
