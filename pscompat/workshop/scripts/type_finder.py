"""The types that a script file can name: its own, those of .NET, and those of the namespaces it uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...dotnet.known_classes import FROM_FILE, FROM_HASHTABLE, FROM_SCRIPT_BLOCK, FROM_TEXT, HANDLES, PROPERTIES
from ...dotnet.types import NetType, UnknownTypeError, array_of, enum_type, opaque_type, resolve
from ..formats.known_enums import known_enum
from .attribute_names import ATTRIBUTES, BY_ACCELERATOR

_CLASSES = (
    *(HANDLES | FROM_FILE | FROM_HASHTABLE | FROM_SCRIPT_BLOCK),
    *FROM_TEXT,
    *PROPERTIES,
    "Microsoft.Management.Infrastructure.CimSession",
    "Microsoft.Management.Infrastructure.CimInstance",
    "System.Management.Automation.Runspaces.PSSession",
    "System.Void",
    *ATTRIBUTES,
)
_KNOWN = {name.lower(): name for name in _CLASSES}
_ACCELERATED = {
    "cimsession": "Microsoft.Management.Infrastructure.CimSession",
    "ciminstance": "Microsoft.Management.Infrastructure.CimInstance",
    "x509certificate": "System.Security.Cryptography.X509Certificates.X509Certificate",
    "void": "System.Void",
    **BY_ACCELERATOR,
}
# Short names that our own table knows, and PowerShell knows with their namespaces only.
_LONG_ONLY = frozenset(("idictionary", "dictionaryentry"))
_PRINTED = {full: full.rpartition(".")[2].removesuffix("Attribute") for full in _ACCELERATED.values()}
_PRINTED["System.Void"] = "void"
_RANGE_KIND = "System.Management.Automation.ValidateRangeKind"
_RANGE_KINDS = {"Positive": 0, "NonNegative": 1, "Negative": 2, "NonPositive": 3}
_TUPLES = ("tuple", "system.tuple")


class TypeFinder:
    """Finds types by the names that scripts use (scripts.md §C3).

    namespaces  those of ``using namespace``
    own         the file's own types by lower-case name
    unknown     opaque types for names that nothing here knows
    """

    __slots__ = ("_known", "namespaces", "own", "unknown")

    def __init__(self, namespaces: Sequence[str], own: Mapping[str, NetType]) -> None:
        self.namespaces = ["", *(f"{name}." for name in namespaces)]
        self.own = dict(own)
        self.unknown: dict[str, NetType] = {}
        self._known: dict[str, NetType] = {}

    def find(self, name: str) -> NetType:
        """The type of that name. Raises UnknownTypeError, which names the part that is unknown."""
        key = name.lower()
        if key not in self._known:
            self._known[key] = self._find("".join(name.split()))
        return self._known[key]

    def _find(self, name: str) -> NetType:
        parts = split_list(name)
        if len(parts) > 1:
            return self._find(parts[0])
        if name.endswith("[]"):
            return array_of(self.find(name[:-2]))
        if name.endswith(",]"):
            element, _, commas = name.rpartition("[")
            found = self.find(element)
            grid = NetType(
                f"{found.full_name}[{commas}",
                f"{found.display}[{commas}",
                opaque=True,
                accelerator=f"{found.accelerator}[{commas}",
            )
            return self._declared(grid)
        if name.endswith("]"):
            return self._generic(name)
        for namespace in self.namespaces:
            if (simple := self._simple(namespace + name)) is not None:
                if namespace:
                    self.own.setdefault(name.lower(), simple)
                return simple
        raise UnknownTypeError(name)

    def _declared(self, kind: NetType) -> NetType:
        """A type that .NET's table lacks: known from now on by its full name."""
        return self.own.setdefault(kind.full_name.lower(), kind)

    def _simple(self, name: str) -> NetType | None:
        key = name.lower()
        if key in self.own:
            return self.own[key]
        if key in _ACCELERATED:
            return self._declared(_accelerated(_ACCELERATED[key]))
        try:
            return None if key in _LONG_ONLY else resolve(name)
        except UnknownTypeError:
            pass
        for full in (name, f"System.{name}"):
            if full.lower() in _KNOWN:
                return self._declared(_accelerated(_KNOWN[full.lower()]))
            if full.lower() == _RANGE_KIND.lower():
                return self._declared(enum_type(_RANGE_KIND, _RANGE_KINDS))
            if "." in full and (known := known_enum(full, ())) is not None:
                return self._declared(enum_type(known[0], known[1].members, flags=known[1].flags))
        return None

    def _generic(self, name: str) -> NetType:
        head, _, rest = name.partition("[")
        arguments = [self.find(part) for part in split_list(rest[:-1])]
        names = ",".join(argument.full_name for argument in arguments)
        if head.lower() in _TUPLES:
            shown = ",".join(argument.display for argument in arguments)
            full = f"System.Tuple`{len(arguments)}[{names}]"
            return self._declared(NetType(full, f"Tuple[{shown}]", opaque=True))
        for namespace in self.namespaces:
            full = namespace + head
            if "." in full or full.lower() == "nullable":
                try:
                    return resolve(f"{full}[{names}]", self.own)
                except UnknownTypeError:
                    continue
        raise UnknownTypeError(head)


def _accelerated(full_name: str) -> NetType:
    """A class that has a short name of PowerShell's, which is also how it is shown."""
    short = _PRINTED.get(full_name)
    return NetType(full_name, short, opaque=True, accelerator=short) if short else opaque_type(full_name)


def split_list(text: str) -> list[str]:
    """The parts of a list with commas outside brackets between them."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        depth += (char == "[") - (char == "]")
        if char == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def powershell_name(kind: NetType) -> str:
    """The type's name as PowerShell prints it: ``int``, ``System.Nullable[int]``, ``string[]``."""
    name = kind.full_name
    if name.endswith("]") and "`" in name and not name.endswith("[]"):
        head, _, rest = name.partition("[")
        inner = ",".join(powershell_name(resolve(part)) for part in split_list(rest[:-1]))
        return f"{head.partition('`')[0]}[{inner}]"
    if kind.kind == "array" and kind.element is not None:
        return powershell_name(kind.element) + "[]"
    return kind.accelerator
