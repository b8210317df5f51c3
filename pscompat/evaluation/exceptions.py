"""Exceptions as values, and which types of exceptions an error record fits."""

from __future__ import annotations

from ..dotnet.texts import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..errors import ErrorRecord


class ExceptionValue(NetObject):
    """An exception as a value: its type's full name, its message, and its data."""

    __slots__ = ("data", "message")

    def __init__(self, type_name: str, message: str, data: dict[Any, Any] | None = None) -> None:
        super().__init__(type_name, f"{type_name}: {message}")
        self.message = message
        self.data = data or {}

    @property
    def short_name(self) -> str:
        """The type's name without its namespace."""
        return self.type_name.rpartition(".")[2]


_BASES = {
    "argumentnullexception": "argumentexception",
    "argumentoutofrangeexception": "argumentexception",
    "dividebyzeroexception": "arithmeticexception",
    "overflowexception": "arithmeticexception",
    "methodinvocationexception": "methodexception",
    "methodexception": "extendedtypesystemexception",
    "setvalueinvocationexception": "setvalueexception",
    "getvalueinvocationexception": "getvalueexception",
    "psinvalidcastexception": "invalidcastexception",
    "parameterbindingvalidationexception": "parameterbindingexception",
    "parameterbindingargumenttransformationexception": "parameterbindingexception",
    "commandnotfoundexception": "runtimeexception",
    "actionpreferencestopexception": "runtimeexception",
    "extendedtypesystemexception": "runtimeexception",
    "parameterbindingexception": "runtimeexception",
    "wildcardpatternexception": "runtimeexception",
    "metadataexception": "runtimeexception",
    "runtimeexception": "systemexception",
    "regexparseexception": "argumentexception",
}
_ANY = frozenset(("exception", "systemexception"))


def _chain(name: str) -> list[str]:
    found = [name]
    while name in _BASES:
        name = _BASES[name]
        found.append(name)
    return found


def fits(record: ErrorRecord, type_name: str) -> bool:
    """Whether ``catch [type]`` takes the error: its exception, or the one inside it."""
    wanted = type_name.rpartition(".")[2].lower()
    if wanted in ("exception",):
        return True
    exception = (record.exception or _by_id(record)).rpartition(".")[2].lower()
    for name in (exception, _inner(record)):
        if name and wanted in _chain(name):
            return True
    return wanted == "systemexception" and exception != "exception"


def _by_id(record: ErrorRecord) -> str:
    return "RuntimeException"


def _inner(record: ErrorRecord) -> str:
    """The exception inside the record's, by what it tells."""
    if record.message == "Attempted to divide by zero.":
        return "dividebyzeroexception"
    if record.exception == "MethodInvocationException":
        return record.error_id.lower()
    if record.error_id.startswith(("InvalidCast", "ConvertTo")):
        return "psinvalidcastexception"
    return ""
