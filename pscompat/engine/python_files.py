"""Python files in a module's ``cmdlets`` folder: loaded by path, under names that no other code has."""

from __future__ import annotations

import itertools
import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader

from ..errors import HelpFileError, PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from traceback import FrameSummary
    from types import ModuleType

    from ..helpfile.module import Module

_LONGEST = 300
"""How much of an exception's text is shown."""
_packages: dict[str, ModuleType] = {}
_numbers = itertools.count()


def load_stand_in(module: Module) -> ModuleType:
    """What a module has for the sandbox: a package, or a Python file, in its ``cmdlets`` folder.

    Raises NotRunError where it has none, HelpFileError where that does not load.
    """
    module.check_sandbox()
    path, folders = stand_in_file(module.cmdlets_folder, module.sandbox)
    if path not in _packages:
        # Other modules may have a package of that name. Of two threads that load one at once the first one's counts.
        package = import_file(path, f"{module.sandbox}_{next(_numbers)}", folders, "stand-in")
        _packages.setdefault(path, package)
    return _packages[path]


def stand_in_file(folder: str, name: str) -> tuple[str, list[str] | None]:
    """The Python file of that name in a ``cmdlets`` folder, or of the package, and then the package's folder."""
    path = os.path.join(folder, name)
    return (os.path.join(path, "__init__.py"), [path]) if os.path.isdir(path) else (f"{path}.py", None)


def import_file(path: str, name: str, folders: list[str] | None = None, noun: str = "handler") -> ModuleType:
    """The module in a file, or the package in ``folders``, which finds its own modules under that name."""
    if os.path.lexists(path) and not os.path.isfile(path):
        # A pipe would be waited for.
        raise HelpFileError(path, f"the {noun} is no regular file")
    module, loader = _empty_module(path, f"pscompat_handlers.{name}", folders)
    if folders:
        sys.modules[module.__name__] = module
    try:
        loader.exec_module(module)
    except FileNotFoundError:
        raise HelpFileError(path, f"the {noun} does not exist") from None
    except PscompatError:
        raise
    except Exception as error:
        at = line_in(error, path)
        raise HelpFileError(path, f"the {noun} does not load: {described(error)}", line=at) from error
    return module


def _empty_module(path: str, name: str, folders: list[str] | None) -> tuple[ModuleType, SourceFileLoader]:
    """A module that is not run yet. What importlib.util has for it loads contextlib, which takes longer than most."""
    loader = SourceFileLoader(name, path)
    spec = ModuleSpec(name, loader, origin=path, is_package=folders is not None)
    spec.has_location = True
    module = type(sys)(name)
    module.__spec__, module.__loader__, module.__file__ = spec, loader, path
    module.__package__ = spec.parent
    if folders is not None:
        spec.submodule_search_locations = module.__path__ = folders
    return module, loader


def described(error: Exception, masked: Callable[[str], str] = str) -> str:
    """The kind of an exception and its text, on one line."""
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    whole = " ".join(f"{type(error).__name__}: {text}".split()).rstrip(": ")
    # Masked before it is cut: a part of a secret is not recognized.
    return masked(whole)[:_LONGEST].rstrip(": ")


def files_in(error: Exception) -> list[str]:
    """The files that an exception came through, sorted."""
    return sorted({frame.filename for frame in _frames(error)})


def _frames(error: BaseException) -> list[FrameSummary]:
    from traceback import extract_tb

    return list(extract_tb(error.__traceback__))


def line_in(error: Exception, path: str) -> int:
    """The line of the file in which the exception came up, the innermost one; 0 where none is known."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno or 0
    return next((frame.lineno or 0 for frame in reversed(_frames(error)) if frame.filename == path), 0)
