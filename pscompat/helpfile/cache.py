"""Compiled definitions on disk: never needed, safe to delete, ignored when anything about them is odd.

One file holds what belongs to one source file, in named parts that are read one by one. It counts only if its key
says that it was made from the very bytes that are there now, by this version on this Python, if the code that made it
is still the same, and if its own checksum holds; so nothing but a faithful copy is ever used.

``PSCOMPAT_CACHE`` names another folder; ``0`` or ``off`` turns the cache off. It holds what help files hold, and
no secrets.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

# hashlib takes hashes from here too, but loads OpenSSL first, which takes longer than all of a cached load.
from _blake2 import blake2b

from ..files import Replacement, read_regular
from ..model import Command, Parameter, ParameterSetEntry, Validation
from ..version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..model.command import Frozen


def dump_command(command: Command) -> tuple[Any, ...]:
    """The command as tuples of plain values."""
    parameters = tuple(
        _values(
            parameter,
            sets=tuple(_values(entry) for entry in parameter.sets),
            validations=tuple(_values(validation) for validation in parameter.validations),
        )
        for parameter in command.parameters
    )
    return _values(command, parameters=parameters)


def load_command(values: tuple[Any, ...]) -> Command:
    """The command that ``dump_command`` made the tuples of. Raises ValueError, TypeError or KeyError for others."""
    fields = _fields(Command, values)
    # Most entries of a command are alike; one object serves them all.
    entries: dict[Any, ParameterSetEntry] = {}
    parameters = []
    for each in fields["parameters"]:
        known = _fields(Parameter, each)
        sets = []
        for entry in known["sets"]:
            made = entries.get(entry)
            if made is None:
                made = entries[entry] = ParameterSetEntry(**_fields(ParameterSetEntry, entry))
            sets.append(made)
        known["sets"] = tuple(sets)
        known["validations"] = tuple([Validation(**_fields(Validation, one)) for one in known["validations"]])
        parameters.append(Parameter(**known))
    fields["parameters"] = tuple(parameters)
    return Command(**fields)


def _values(record: Frozen, **replaced: Any) -> tuple[Any, ...]:
    return tuple([replaced[name] if name in replaced else getattr(record, name) for name in record.__slots__])


def _fields(kind: type[Frozen], values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(kind.__slots__, values, strict=True))


_MAGIC = b"pscompat\n"
_KEY_SIZE = 16
_LARGEST = 1 << 26  # 64 MiB
_READABLE = 40
"""So many characters of a command's name are in the name of its file, which a folder must be able to hold."""
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# File systems keep time in ticks of a few milliseconds: a change right after the start may bear an earlier time.
_STARTED = time.time_ns() - 20_000_000
_OFF = ("0", "off", "no", "false")
_ON = ("", "1", "on", "yes", "true")


def cache_folder() -> str | None:
    """The folder of the cache, or None when it is off."""
    setting = os.environ.get("PSCOMPAT_CACHE", "").strip()
    if setting.lower() in _OFF:
        return None
    if setting.lower() not in _ON:
        return os.path.abspath(setting)
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".cache")
        if not os.path.isabs(base):
            return None
    return os.path.join(base, "pscompat", "cache") if os.name == "nt" else os.path.join(base, "pscompat")


def fingerprint(*sources: bytes) -> bytes:
    """A key for these bytes, this Python and this version of pscompat."""
    state = blake2b(digest_size=_KEY_SIZE)
    state.update(f"{__version__} {sys.implementation.cache_tag} {sys.version}".encode())
    for source in sources:
        state.update(b"%d:" % len(source))
        state.update(source)
    return state.digest()


_makers: set[str] = set()
"""The sources behind what this process has read from the cache: what is made of that depends on them too."""
_marks: dict[str, tuple[int, int]] = {}
"""Each source as it was when it was first looked at: what is made later was made by that, whatever is there now."""


def _mark(source: str) -> tuple[int, int]:
    """Size and time of a source of pscompat, zeros where the package is no folder of sources."""
    mark = _marks.get(source)
    if mark is None:
        try:
            status = os.stat(os.path.join(_PACKAGE, source))
            mark = status.st_size, status.st_mtime_ns
        except OSError:
            mark = 0, 0
        _marks[source] = mark
    return mark


def _sources() -> dict[str, tuple[int, int]]:
    """The marks of all that may have had a hand in what this process makes: every module of pscompat in it."""
    start = _PACKAGE + os.sep
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None) or ""
        if path.startswith(start):
            _makers.add(path[len(start) :])
    return {source: _mark(source) for source in _makers}


class CacheFile:
    """The cached parts of one source file; ``name`` is readable, ``path`` the source's own path.

    Reading gives None for a part that is not there in the right version; writing never fails.
    """

    __slots__ = ("_parts", "file", "key")

    def __init__(self, name: str, path: str, key: bytes) -> None:
        self.key = key
        self._parts: dict[str, bytes] | None = None
        folder = cache_folder()
        place = blake2b(os.path.abspath(path).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
        self.file = folder and os.path.join(folder, str(sys.implementation.cache_tag), f"{name[:_READABLE]}-{place}")

    def read(self, part: str, kind: type | tuple[type, ...] = object) -> Any:
        """The value of a part, or None where there is none of that kind."""
        if self._parts is None:
            self._parts = self._read_parts()
        value = _unmarshalled(self._parts.get(part, b""))
        return value if isinstance(value, kind) else None

    def write(self, **parts: Any) -> None:
        """Put parts beside those that are there: plain values, tuples, lists and dictionaries."""
        if self.file is None:
            return
        known = self._parts or {}
        known.update((name, marshal.dumps(value)) for name, value in parts.items())
        self._parts = known
        sources = _sources()
        if any(time > _STARTED for _, time in sources.values()):
            # Changed since this process has read it: nobody knows whether the old or the new code is at work.
            return
        payload = marshal.dumps((sources, known))
        try:
            os.makedirs(os.path.dirname(self.file), mode=0o700, exist_ok=True)
            with Replacement(self.file) as new:
                new.stream.write(_MAGIC + self.key + blake2b(payload, digest_size=_KEY_SIZE).digest() + payload)
        except OSError:
            return

    def _read_parts(self) -> dict[str, bytes]:
        if self.file is None:
            return {}
        try:
            # Nobody else's data is unmarshalled.
            data = read_regular(self.file, _LARGEST, os.getuid() if hasattr(os, "getuid") else None)
        except OSError:
            return {}
        head = len(_MAGIC) + _KEY_SIZE
        payload = data[head + _KEY_SIZE :]
        if data[:head] != _MAGIC + self.key:
            return {}
        if data[head : head + _KEY_SIZE] != blake2b(payload, digest_size=_KEY_SIZE).digest():
            return {}
        content = _unmarshalled(payload)
        if type(content) is not tuple or [type(each) for each in content] != [dict, dict]:
            return {}
        sources: dict[str, tuple[int, int]]
        parts: dict[str, bytes]
        sources, parts = content
        if any(type(source) is not str or _mark(source) != mark for source, mark in sources.items()):
            return {}
        _makers.update(sources)
        return parts


def _unmarshalled(data: bytes) -> Any:
    """The value that the bytes stand for, None for bytes that stand for none."""
    try:
        return marshal.loads(data)
    except (ValueError, EOFError, TypeError, MemoryError):
        return None
