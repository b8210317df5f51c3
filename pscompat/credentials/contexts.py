"""The settings file: contexts by name, with settings that are no secrets, and where each context's keys are stored."""

from __future__ import annotations

import os

from .errors import CredentialsError
from .private_files import Changing, config_folder, read_private, write_private

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

DEFAULT = "default"
"""The context that is used where none was chosen; it is always there."""
SETTINGS = ("base", "type", "organization", "timeout", "retries")
"""What a context may say of a module's requests."""
HINT = "`pscompat context list` shows them, `pscompat context set NAME` makes one."
_FILE = "config.json"


class StoredKey:
    """What is known of a stored key without reading it.

    store   ``file``, ``keyring`` or ``command``
    origin  the only place it is sent to, as ``https://host`` or ``https://host:port``
    stored  when it was stored, in seconds since 1970
    command the command that prints it, for the store of that name
    """

    __slots__ = ("command", "origin", "store", "stored")

    def __init__(self, store: str, origin: str, stored: int, command: str = "") -> None:
        self.store = store
        self.origin = origin
        self.stored = stored
        self.command = command

    def to_dict(self) -> dict[str, Any]:
        """The fields that say something, by name."""
        fields = {"store": self.store, "origin": self.origin, "stored": self.stored, "command": self.command}
        return {name: value for name, value in fields.items() if value}


class Contexts:
    """The settings file as it was read; ``save`` writes it. A file that is not there has no contexts.

    It is one JSON object: ``current`` and, under ``contexts``, name by name, each module's settings and its ``keys``
    by service.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Raises CredentialsError for a file that must not be used, or that is not of that form."""
        self.folder = config_folder(environment)
        self.path = os.path.join(self.folder, _FILE)
        data = read_private(self.path, secret=False) if self.folder else None
        self.current, self._contexts = (DEFAULT, {}) if data is None else _read(data, self.path)

    def names(self) -> list[str]:
        """The names of all contexts, sorted, the default one first."""
        return [DEFAULT, *sorted(name for name in self._contexts if name != DEFAULT)]

    def chosen(self, asked: str, environment: Mapping[str, str]) -> str:
        """The context to use: the one asked for, else that of ``PSCOMPAT_CONTEXT``, else the current one.

        Raises CredentialsError for one that is not there.
        """
        name = asked or environment.get("PSCOMPAT_CONTEXT", "") or self.current
        if name not in self.names():
            raise CredentialsError(f"There is no context '{name}'.", hint=HINT)
        return name

    def modules(self, name: str) -> list[str]:
        """The modules that a context says something of."""
        return sorted(self._contexts.get(name, {}))

    def settings(self, name: str, module: str) -> dict[str, Any]:
        """What a context says of a module's requests, by SETTINGS."""
        entry = self._contexts.get(name, {}).get(module, {})
        return {setting: entry[setting] for setting in SETTINGS if setting in entry}

    def key(self, name: str, module: str, service: str) -> StoredKey | None:
        """The key that a context has for a module's service, as far as it is known without reading it."""
        return self.keys(name, module).get(service)

    def keys(self, name: str, module: str) -> dict[str, StoredKey]:
        """The keys that a context has for a module, by service."""
        entry: dict[str, dict[str, Any]] = self._contexts.get(name, {}).get(module, {}).get("keys", {})
        return {service: StoredKey(**known) for service, known in entry.items()}

    def set(self, name: str, module: str, settings: Mapping[str, Any]) -> None:
        """Change settings of a context, made if need be; None takes one away."""
        entry = self._contexts.setdefault(name, {}).setdefault(module, {})
        for setting, value in settings.items():
            if value is None:
                entry.pop(setting, None)
            else:
                entry[setting] = value
        self._drop_empty(name, module)

    def set_key(self, name: str, module: str, service: str, key: StoredKey | None) -> None:
        """Note where a key is stored; None forgets it."""
        entry = self._contexts.setdefault(name, {}).setdefault(module, {})
        keys = entry.setdefault("keys", {})
        if key is None:
            keys.pop(service, None)
        else:
            keys[service] = key.to_dict()
        if not keys:
            del entry["keys"]
        self._drop_empty(name, module)

    def _drop_empty(self, name: str, module: str) -> None:
        if not self._contexts[name][module]:
            del self._contexts[name][module]

    def remove(self, name: str) -> None:
        """Forget a context; where it was the current one, the default one is that now."""
        self._contexts.pop(name, None)
        if self.current == name:
            self.current = DEFAULT

    def changing(self) -> Changing:
        """The folder, while a change is made and saved."""
        return Changing(self.folder)

    def save(self) -> None:
        """Write the file. Raises CredentialsError."""
        import json

        data = {"current": self.current, "contexts": self._contexts}
        write_private(self.path, (json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode())


_TEXTS = ("base", "type", "organization")
_KEY = {"store": str, "origin": str, "stored": int, "command": str}


def _read(data: bytes, path: str) -> tuple[str, dict[str, dict[str, dict[str, Any]]]]:
    """The current context and all contexts of a settings file. Raises CredentialsError."""
    import json

    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        raise CredentialsError(f"{path} is not JSON; it is not used.") from None
    try:
        current, contexts = content.get("current", DEFAULT), content.get("contexts", {})
        sound = type(current) is str and all(
            _is_sound(entry) for modules in contexts.values() for entry in modules.values()
        )
    except (AttributeError, TypeError):
        sound = False
    if not sound:
        hint = "`pscompat context` writes it; its form is in about_pscompat_configuration."
        raise CredentialsError(f"{path} is not of the form of a settings file; it is not used.", hint=hint)
    return current, contexts


def _is_sound(entry: dict[str, Any]) -> bool:
    """Whether what a context says of a module is of the right types."""
    settings = all(
        type(entry[name]) is str if name in _TEXTS else type(entry[name]) is int and entry[name] >= 0
        for name in SETTINGS
        if name in entry
    )
    return settings and all(
        {"store", "origin", "stored"} <= key.keys()
        and all(type(value) is _KEY.get(name) for name, value in key.items())
        for key in entry.get("keys", {}).values()
    )
