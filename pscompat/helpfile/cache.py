"""Compiled definitions on disk: never needed, safe to delete, ignored when anything about them is odd.

One file holds what belongs to one source file, in named parts that are read one by one. It counts only if its key
says that it was made from the very bytes that are there now, by this version on this Python, and if its own
checksum holds; so nothing but a faithful copy is ever unmarshalled.

``PSCOMPAT_CACHE`` names another folder; ``0`` or ``off`` turns the cache off. It holds what help files hold, and
no secrets.
"""

from __future__ import annotations

import marshal
import os
import sys

try:
    # hashlib takes hashes from here too, but loads OpenSSL first, which takes longer than all of a cached load.
    from _blake2 import blake2b
except ImportError:  # pragma: no cover
    from hashlib import blake2b

from .. import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FORMAT = 2
"""Raised whenever what the parts hold changes its meaning."""

# The modules that decide what the parts hold. In a checkout they change while the version stays.
_READERS = (
    "compiled",
    "definition",
    "entry",
    "module",
    "modulefile",
    "parameter",
    "provider",
    "requests/check",
    "requests/values",
    "requests/words",
    "validations",
    "yamltext",
    "../views/help/tree",
)

_MAGIC = b"pscompat\n"
_KEY_SIZE = 16
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
    state.update(f"{FORMAT} {__version__} {sys.implementation.cache_tag} {sys.version} {_code_stamp()}".encode())
    for source in sources:
        state.update(b"%d:" % len(source))
        state.update(source)
    return state.digest()


def _code_stamp() -> str:
    """Sizes and times of the modules that read help files; empty parts where the package is no folder of sources."""
    global _stamp
    if not _stamp:
        folder = os.path.dirname(__file__)
        marks = []
        for name in _READERS:
            try:
                status = os.stat(os.path.join(folder, name + ".py"))
            except OSError:
                marks.append("-")
            else:
                marks.append(f"{status.st_size}.{status.st_mtime_ns}")
        _stamp = " ".join(marks)
    return _stamp


_stamp = ""


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
        self.file = folder and os.path.join(folder, str(sys.implementation.cache_tag), f"{name}-{place}")

    def read(self, part: str) -> Any:
        """The value of a part, or None."""
        if self._parts is None:
            self._parts = self._read_parts()
        data = self._parts.get(part)
        if data is None:
            return None
        try:
            return marshal.loads(data)
        except (ValueError, EOFError, TypeError):
            return None

    def write(self, **parts: Any) -> None:
        """Put parts beside those that are there: plain values, tuples, lists and dictionaries."""
        if self.file is None:
            return
        known = self._parts or {}
        known.update((name, marshal.dumps(value)) for name, value in parts.items())
        self._parts = known
        payload = marshal.dumps(known)
        data = _MAGIC + self.key + blake2b(payload, digest_size=_KEY_SIZE).digest() + payload
        temporary = f"{self.file}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(self.file), mode=0o700, exist_ok=True)
            with open(temporary, "xb") as file:
                file.write(data)
            os.replace(temporary, self.file)
        except OSError:
            import contextlib

            with contextlib.suppress(OSError):
                os.unlink(temporary)

    def _read_parts(self) -> dict[str, bytes]:
        if self.file is None:
            return {}
        try:
            with open(self.file, "rb") as file:
                if not _is_ours(file.fileno()):
                    return {}
                data = file.read()
        except (OSError, ValueError):
            return {}
        head = len(_MAGIC) + _KEY_SIZE
        payload = data[head + _KEY_SIZE :]
        if data[:head] != _MAGIC + self.key:
            return {}
        if data[head : head + _KEY_SIZE] != blake2b(payload, digest_size=_KEY_SIZE).digest():
            return {}
        parts: dict[str, bytes] = marshal.loads(payload)
        return parts


def _is_ours(descriptor: int) -> bool:
    """Whether the file was written by this user: nobody else's data is unmarshalled."""
    return not hasattr(os, "getuid") or os.fstat(descriptor).st_uid == os.getuid()
