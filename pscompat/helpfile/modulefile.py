"""The module file, ``help/module.yaml``: what the commands of one module share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..dotnet.types import NetType, own_types
from ..model import Parameter
from .entry import Entry, root, shown
from .parameter import read_parameter
from .service import read_credentials, read_endpoints, read_paginators
from .view_entries import read_views
from .yamltext import Mapping, read_yaml

_KEYS = (
    "name",
    "version",
    "description",
    "parameters",
    "groups",
    "types",
    "endpoints",
    "credentials",
    "paginators",
    "sandbox",
    "threads",
    "views",
)


class SharedParameter:
    """A parameter of the module file: what binding needs of it, and its text as the file has it."""

    __slots__ = ("parameter", "tree")

    def __init__(self, parameter: Parameter, tree: Mapping) -> None:
        self.parameter = parameter
        self.tree = tree


class ModuleFile:
    """What a module file says.

    types        the module's own types by lower-case name, as ``dotnet.types.resolve`` takes them
    enums        its enumerations as data: name to ``(members, flags)``
    opaque       the names of its opaque types: classes of which nothing is known but the name
    objects      object types: name to ``{object, text, dates}``, the API's ``object`` value that names the type, the
                 member that stands for it as text, and the members that are points in time
    endpoints, credentials   mappings, as they stand in the file
    paginators   how lists are read page by page, by name
    sandbox      what stands in for the service, in the folder ``cmdlets``
    threads      whether handlers and hooks may run in several threads at once
    views        how records of the module's types are shown, by type name
    """

    __slots__ = (
        "_groups",
        "_parameters",
        "credentials",
        "description",
        "endpoints",
        "enums",
        "name",
        "objects",
        "opaque",
        "paginators",
        "path",
        "sandbox",
        "threads",
        "types",
        "version",
        "views",
    )

    def __init__(self, path: str, name: str, version: str, description: str) -> None:
        self.path = path
        self.name = name
        self.version = version
        self.description = description
        self.enums: dict[str, tuple[dict[str, int], bool]] = {}
        self.types: dict[str, NetType] = {}
        self.objects: dict[str, dict[str, Any]] = {}
        self.opaque: list[str] = []
        self.endpoints: dict[str, Any] = {}
        self.credentials: dict[str, Any] = {}
        self.paginators: dict[str, dict[str, str]] = {}
        self.sandbox = ""
        self.threads = False
        self.views: dict[str, dict[str, Any]] = {}
        self._parameters: dict[str, SharedParameter] = {}
        self._groups: dict[str, list[str]] = {}

    def shared(self, name: str) -> list[SharedParameter] | None:
        """The parameters of a group, or the one of that name; None when the module file has neither."""
        key = name.lower()
        if key in self._groups:
            return [self._parameters[each] for each in self._groups[key]]
        found = self._parameters.get(key)
        return None if found is None else [found]

    def shared_parameters(self) -> list[SharedParameter]:
        """The shared parameters in the order of the file."""
        return list(self._parameters.values())

    def read_types(self, entry: Entry) -> None:
        """Take over ``types:``."""
        entry.only(("enums", "objects", "opaque"))
        enums = entry.mapping("enums")
        for each in _named(enums):
            name = each.where.removeprefix("types.enums.")
            members, flags = _enum(each)
            self.enums[name] = members, flags
        objects = entry.mapping("objects")
        for each in _named(objects):
            each.only(("object", "text", "dates"))
            fields: dict[str, Any] = {key: each.text(key) for key in ("object", "text") if each.text(key)}
            if each.texts("dates"):
                fields["dates"] = list(each.texts("dates"))
            self.objects[each.where.removeprefix("types.objects.")] = fields
        self.opaque = [_type_name(entry, name) for name in entry.texts("opaque")]
        self.types = own_types(self.enums, self.objects, self.opaque)

    def read_parameters(self, entry: Entry) -> None:
        """Take over ``parameters:`` and ``groups:``."""
        for each in entry.mappings("parameters", "name"):
            parameter = read_parameter(each, self.types)
            key = parameter.name.lower()
            if key in self._parameters:
                raise each.error("the module has that parameter already", "name")
            self._parameters[key] = SharedParameter(parameter, each.tree)
        groups = entry.mapping("groups")
        for name in groups.tree if groups else ():
            assert groups is not None
            if name.lower() in self._parameters or name.lower() in self._groups:
                raise groups.error("the name is taken already", name)
            members = [member.lower() for member in groups.texts(name)]
            for member in members:
                if member not in self._parameters:
                    raise groups.error(f"the module has no shared parameter {shown(member)}", name)
            self._groups[name.lower()] = members


def read_module_file(text: str | bytes, path: str) -> ModuleFile:
    """The module file. Raises HelpFileError, also for unknown keys."""
    return module_of(root(read_yaml(text, path), path), path)


def module_of(entry: Entry, path: str) -> ModuleFile:
    """As ``read_module_file``, of the file's root mapping."""
    entry.only(_KEYS)
    module = ModuleFile(path, entry.required("name"), entry.text("version"), entry.text("description"))
    if any(char in module.name for char in "/\\:\0") or module.name.startswith("."):
        raise entry.error("a module's name is one word without slashes", "name")
    types = entry.mapping("types")
    if types is not None:
        module.read_types(types)
    module.read_parameters(entry)
    endpoints, credentials, paginators, views = map(entry.mapping, ("endpoints", "credentials", "paginators", "views"))
    if endpoints is not None:
        module.endpoints = read_endpoints(endpoints)
    if credentials is not None:
        module.credentials = read_credentials(credentials)
    if paginators is not None:
        module.paginators = read_paginators(paginators)
    module.sandbox = _sandbox(entry, module)
    module.threads = entry.flag("threads")
    if views is not None:
        module.views = read_views(views)
        for name in module.views:
            if name not in module.objects:
                raise views.error("types.objects has no type of that name", name)
    return module


def _sandbox(entry: Entry, module: ModuleFile) -> str:
    """``sandbox:``. Nothing but variables leads the module's calls to the stand-in, so it must have them."""
    name = entry.text("sandbox")
    if name and not name.isidentifier():
        raise entry.error("is no name of a Python module", "sandbox")
    for source in ("base", "key") if name else ():
        if not module.credentials.get(source, {}).get("variable"):
            raise entry.error(f"a module with a sandbox names a variable under credentials.{source}", "sandbox")
    return name


def _type_name(entry: Entry, name: str) -> str:
    if not name or name != name.strip() or not name.isprintable() or name.endswith("[]"):
        raise entry.error(f"{shown(name)} is no name for a type", "opaque")
    return name


def _named(entry: Entry | None) -> Iterator[Entry]:
    """The mappings under each key; a key without value is an empty one."""
    for name in entry.tree if entry else ():
        assert entry is not None
        if not name or any(char in name for char in "[], "):
            raise entry.error("is no name for a type", name)
        yield entry.mapping(name) or Entry(Mapping(entry.tree.lines[name]), entry.path, entry.place(name))


def _enum(entry: Entry) -> tuple[dict[str, int], bool]:
    """The members in the order of their unsigned values, which is .NET's, and whether they are flags."""
    entry.only(("members", "flags"))
    members = entry.mapping("members")
    if members is None or not members.tree:
        raise entry.error("an enumeration has members", "members")
    numbers = {name: members.integer(name) for name in members.tree}
    lower: set[str] = set()
    for name in numbers:
        if name.lower() in lower:
            raise members.error("the member stands twice", name)
        lower.add(name.lower())
    return dict(sorted(numbers.items(), key=lambda member: member[1] & 0xFFFFFFFF)), entry.flag("flags")
