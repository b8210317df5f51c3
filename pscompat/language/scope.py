"""Variables of a session, as PowerShell names them (values.md §A.9)."""

from __future__ import annotations

from .automatic_variables import automatic, check_writable
from .variables import split_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_CONSTANTS = {"true": True, "false": False, "null": None}


class Scope:
    """Variables by lower-case name, and environment variables behind ``env:``.

    ``variables`` and ``environment`` are used as they are, and written to. ``parent`` is the scope around this one:
    what is not here is looked for there. ``constraints`` converts what is assigned to variables that have a type.
    """

    __slots__ = ("constraints", "environment", "parent", "variables")

    def __init__(self, variables: dict[str, Any], environment: Mapping[str, str], parent: Scope | None = None) -> None:
        self.variables = variables
        self.environment = environment
        self.parent = parent
        self.constraints: dict[str, Callable[[Any], Any]] = {}

    def child(self) -> Scope:
        """A scope inside this one."""
        return Scope({}, self.environment, self)

    @property
    def outermost(self) -> Scope:
        """The scope around all others."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def get(self, name: str) -> Any:
        """The value of ``$name``; null when it is not defined. The name may bear a scope or ``env:``."""
        lower = name.lower()
        scope: Scope | None = self
        while scope is not None:
            if lower in scope.variables:
                return scope.variables[lower]
            scope = scope.parent
        if lower in _CONSTANTS:
            return _CONSTANTS[lower]
        prefix, rest = split_name(name)
        if not prefix:
            if lower == "psitem":
                return self.get("_")
            return automatic(lower, self.get)
        drive = prefix.lower()
        if drive == "env":
            return self.environment.get(rest)
        if drive in ("global", "script"):
            return self.outermost.get(rest)
        if drive in ("local", "private", "variable"):
            return self.get(rest)
        # A drive that does not exist, as for any other unknown variable.
        return None

    def set(self, name: str, value: Any) -> None:
        """Assign to ``$name``. Null takes an environment variable away, as PowerShell does."""
        prefix, rest = split_name(name)
        drive = prefix.lower()
        if drive == "env":
            self._set_environment(rest, value)
        elif drive in ("global", "script") and self.parent is not None:
            self.outermost.set(rest, value)
        else:
            key = (rest if prefix else name).lower()
            if key != "null":
                self._assign(key, value)

    def _assign(self, key: str, value: Any) -> None:
        """Assign to a variable of this scope, unless it is read-only; what its type or attributes ask for is done."""
        check_writable(key)
        constraint = self.constraints.get(key)
        self.variables[key] = value if constraint is None else constraint(value)

    def _set_environment(self, name: str, value: Any) -> None:
        from ..dotnet.strings import to_string

        environment: Any = self.environment
        text = "" if value is None else to_string(value)
        if text:
            environment[name] = text
        else:
            environment.pop(name, None)

    @property
    def separator(self) -> str:
        """``$OFS``, which stands between the items of a collection inside a string."""
        separator = self.variables.get("ofs", " ") if self.parent is None else self.get("ofs")
        separator = " " if separator is None else separator
        if type(separator) is str:
            return separator
        from ..dotnet.strings import to_string

        return to_string(separator)
