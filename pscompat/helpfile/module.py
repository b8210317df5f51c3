"""A module: a folder with ``help/`` (the module file and one file per command) and, where needed, ``cmdlets/``.

What was compiled before comes from the cache, and only what is asked for is read: a command's file when that command
is used, all of them only to make the index of command aliases.
"""

from __future__ import annotations

import os

from ..errors import CommandNotFoundError, HelpFileError, NotRunError
from ..files import read_bytes
from .cache import CacheFile, dump_command, fingerprint, load_command

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.types import NetType
    from ..model import Command
    from .definition import Definition
    from .modulefile import ModuleFile

MODULE_FILE = "module.yaml"
_ENDINGS = ("yaml", "yml")


def help_folder_of(folder: str) -> str:
    """Where a module's files lie: ``FOLDER/help``, or the folder itself where it is one by its name or module file."""
    inner = os.path.join(folder, "help")
    named = os.path.basename(os.path.abspath(folder)) == "help" and not os.path.isdir(inner)
    return folder if named or os.path.isfile(os.path.join(folder, MODULE_FILE)) else inner


class Module:
    """One module; what its module file says, and its commands by name.

    folder       the folder that holds ``help/``
    name, version, description
    objects      object types: name to ``{object, text, dates}`` (see ``ModuleFile``)
    endpoints, credentials, paginators, views   mappings of the module file
    sandbox      what stands in for the service: a folder or a Python file, without .py, in ``cmdlets``; empty without
    threads      whether handlers and hooks may run in several threads at once
    """

    def __init__(self, folder: str) -> None:
        """Raises HelpFileError when the module file cannot be read."""
        self.folder = folder
        self.help_folder = os.path.join(folder, "help")
        self.path = os.path.join(self.help_folder, MODULE_FILE)
        self._source = read_bytes(self.path)
        self._file: ModuleFile | None = None
        self._types: dict[str, NetType] | None = None
        self._files: dict[str, str] | None = None
        self._commands: dict[str, Command] = {}
        self._index: dict[str, tuple[tuple[str, ...], str, str]] | None = None
        cached = CacheFile("module", self.path, fingerprint(self._source))
        facts = cached.read("module", dict)
        if facts is None or facts.keys() != set(_FACTS):
            facts = _facts(self._module_file())
            cached.write(module=facts)
        self.name: str = facts["name"]
        self.version: str = facts["version"]
        self.description: str = facts["description"]
        self.objects: dict[str, dict[str, Any]] = facts["objects"]
        self.endpoints: dict[str, Any] = facts["endpoints"]
        self.credentials: dict[str, Any] = facts["credentials"]
        self.paginators: dict[str, dict[str, str]] = facts["paginators"]
        self.sandbox: str = facts["sandbox"]
        self.threads: bool = facts["threads"]
        self.views: dict[str, dict[str, Any]] = facts["views"]
        self.enums: dict[str, tuple[dict[str, int], bool]] = facts["enums"]
        self._opaque: list[str] = facts["opaque"]

    def __repr__(self) -> str:
        return f"Module({self.name!r}, {self.folder!r})"

    @property
    def cmdlets_folder(self) -> str:
        """Where the handler modules lie, whether or not there is such a folder."""
        return os.path.join(self.folder, "cmdlets")

    def check_sandbox(self) -> None:
        """Raise NotRunError where nothing stands in for the module's service."""
        if not self.sandbox:
            raise NotRunError(f"The module {self.name} has no sandbox: its module file names none.")

    @property
    def types(self) -> dict[str, NetType]:
        """The module's own types by lower-case name, as ``dotnet.types.resolve`` takes them."""
        if self._types is None:
            from ..dotnet.types import own_types

            self._types = own_types(self.enums, self.objects, self._opaque)
        return self._types

    def command_names(self) -> list[str]:
        """The names of the commands, sorted; no command's file is read for it."""
        return sorted([_name_of(file) for file in self._listing().values()], key=str.lower)

    def find(self, name: str) -> str | None:
        """The proper name of the command with that name or alias in any case, or None."""
        lower = name.lower()
        file = self._listing().get(lower)
        if file is not None:
            return _name_of(file)
        for command, (aliases, *_) in self.index().items():
            if any(alias.lower() == lower for alias in aliases):
                return command
        return None

    def command(self, name: str) -> Command:
        """The command of that name (not alias); read once. Raises CommandNotFoundError and HelpFileError."""
        key = name.lower()
        known = self._commands.get(key)
        if known is None:
            path, source, cached = self._cached(name)
            known = _compiled(cached) or self._read(path, source, cached).command
            return self._commands.setdefault(key, known)
        return known

    def document(self, name: str) -> dict[str, Any]:
        """The whole content of the command's file, shared parameters written out.

        Raises CommandNotFoundError and HelpFileError.
        """
        path, source, cached = self._cached(name)
        document: dict[str, Any] | None = cached.read("document", dict)
        return self._read(path, source, cached).document if document is None else document

    def usable(self, name: str) -> tuple[Definition, str]:
        """What help can be given of a command that cannot be used, and its first mistake.

        Raises CommandNotFoundError, and HelpFileError where nothing is left of the file.
        """
        from .mistakes import read_with_mistakes

        path, source, _ = self._cached(name)
        definition, _, mistakes = read_with_mistakes(source, path, self._module_file())
        if definition is None:
            raise mistakes[0]
        return definition, f"{name} cannot be used: {mistakes[0]}" if mistakes else ""

    def cached(self, name: str) -> CacheFile:
        """The cache file of a command, for parts that others add. Raises CommandNotFoundError and HelpFileError."""
        return self._cached(name)[2]

    def index(self) -> dict[str, tuple[tuple[str, ...], str, str]]:
        """For each command that can be read: its own aliases, its synopsis and its class, empty for a script function.

        Files are known by size and time here, so that a warm index reads none of them.
        """
        if self._index is None:
            cached = CacheFile("index", self.path, fingerprint(self._source, self._signature()))
            index = cached.read("index", dict)
            if index is None:
                index = {}
                for name in self.command_names():
                    try:
                        index[name] = self._index_entry(name)
                    except HelpFileError:
                        continue
                cached.write(index=index)
            self._index = index
        return self._index

    def _index_entry(self, name: str) -> tuple[tuple[str, ...], str, str]:
        path, source, cached = self._cached(name)
        command, document = _compiled(cached), cached.read("document", dict)
        if command is None or document is None:
            definition = self._read(path, source, cached)
            command, document = definition.command, definition.document
        return command.aliases, document.get("synopsis") or "", command.class_name

    def _listing(self) -> dict[str, str]:
        """The command files by lower-case command name."""
        if self._files is None:
            files: dict[str, str] = {}
            try:
                found = sorted(os.listdir(self.help_folder), reverse=True)
            except OSError:
                found = []
            for file in found:
                stem, _, ending = file.rpartition(".")
                # Of two endings .yaml wins: it comes last in this order.
                if ending in _ENDINGS and file != MODULE_FILE and not file.startswith("."):
                    files[stem.lower()] = file
            self._files = files
        return self._files

    def _signature(self) -> bytes:
        marks = []
        for file in sorted(self._listing().values()):
            try:
                status = os.stat(os.path.join(self.help_folder, file))
            except OSError:
                continue
            marks.append(f"{file}\0{status.st_size}\0{status.st_mtime_ns}\n")
        return "".join(marks).encode("utf-8", "surrogateescape")

    def _module_file(self) -> ModuleFile:
        if self._file is None:
            from .modulefile import read_module_file

            self._file = read_module_file(self._source, self.path)
        return self._file

    def _cached(self, name: str) -> tuple[str, bytes, CacheFile]:
        file = self._listing().get(name.lower())
        if file is None:
            raise CommandNotFoundError(f"The module {self.name} has no command '{name}'.")
        path = os.path.join(self.help_folder, file)
        source = read_bytes(path)
        key = fingerprint(self._source, source, path.encode("utf-8", "surrogateescape"))
        return path, source, CacheFile(f"{self.name}.{_name_of(file)}", path, key)

    def _read(self, path: str, source: bytes, cached: CacheFile) -> Definition:
        from .definition import read_definition

        definition = read_definition(source, path, self._module_file())
        cached.write(command=dump_command(definition.command), document=definition.document)
        return definition


_FACTS = (
    *("name", "version", "description", "objects", "endpoints", "credentials", "paginators", "sandbox", "views"),
    *("enums", "opaque", "threads"),
)
"""What the cache keeps of a module file; shared parameters are needed only to read command files."""


def _name_of(file: str) -> str:
    """The command that a file is named after."""
    return file.rpartition(".")[0]


def _facts(file: ModuleFile) -> dict[str, Any]:
    return {name: getattr(file, name) for name in _FACTS}


def _compiled(cached: CacheFile) -> Command | None:
    """The command as the cache has it, None where it has none."""
    values = cached.read("command", tuple)
    try:
        return None if values is None else load_command(values)
    except (ValueError, TypeError, KeyError):
        return None
