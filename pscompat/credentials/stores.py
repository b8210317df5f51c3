"""Where stored keys lie: in a file that only its owner can read, in the system's keyring, or with a command."""

from __future__ import annotations

import os

from ..dotnet.containers import SecureString
from .contexts import StoredKey
from .errors import CredentialsError, wrong_origin
from .private_files import on_windows, read_private, write_private

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

STORES = ("file", "keyring", "command")
_FILE = "credentials.json"


class Place:
    """Whose key it is: a context's, for a service of a module. ``folder`` is that of the user's files."""

    __slots__ = ("context", "environment", "folder", "module", "service")

    def __init__(self, folder: str, context: str, module: str, service: str, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.context = context
        self.module = module
        self.service = service
        self.environment = environment

    @property
    def file(self) -> str:
        """The file that holds keys."""
        return os.path.join(self.folder, _FILE)

    @property
    def name(self) -> str:
        """What the key is stored under."""
        return f"{self.context}/{self.module}/{self.service}"


def check_store(store: str) -> None:
    """Raise CredentialsError where this system keeps no keys in such a store."""
    if store == "file" and on_windows():
        raise CredentialsError(
            "On Windows no file keeps others out, so none holds a key.",
            hint="Use --store keyring, or --store command with a program that prints it.",
        )


def read_key(place: Place, known: StoredKey) -> SecureString:
    """The stored key. Raises CredentialsError, also where it was stored for another origin than is known."""
    if known.store == "command":
        from .key_command import key_from_command

        return key_from_command(known.command, place.environment, f"the context '{place.context}'")
    check_store(known.store)
    if known.store == "keyring":
        entry = _from_keyring(place)
    elif known.store == "file":
        entry = _read_file(place).get(place.name)
    else:
        raise CredentialsError(f"pscompat has no store '{known.store}' for keys.")
    if not isinstance(entry, dict) or not all(type(entry.get(name)) is str for name in ("key", "origin")):
        where = "the keyring" if known.store == "keyring" else place.file
        raise CredentialsError(
            f"The key of the context '{place.context}' is not in {where}.", hint="`pscompat login` stores it."
        )
    if entry["origin"] != known.origin:
        raise wrong_origin(entry["origin"], known.origin)
    return SecureString(entry["key"])


def write_key(place: Place, known: StoredKey, key: SecureString) -> None:
    """Store a key, which stands beside the only origin that it is sent to. Raises CredentialsError."""
    check_store(known.store)
    entry = {"key": key.reveal(), "origin": known.origin}
    if known.store == "file":
        _write_file(place, {**_read_file(place), place.name: entry})
    elif known.store == "keyring":
        import json

        from .keyring_process import ask_keyring

        ask_keyring("set", place.name, place.environment, json.dumps(entry))


def forget_key(place: Place, known: StoredKey) -> None:
    """Take a key out of its store; where it is not there, nothing happens. Raises CredentialsError."""
    if known.store == "file":
        entries = _read_file(place)
        if entries.pop(place.name, None) is not None:
            _write_file(place, entries)
    elif known.store == "keyring":
        from .keyring_process import ask_keyring

        ask_keyring("delete", place.name, place.environment)


def _from_keyring(place: Place) -> Any:
    import json

    from .keyring_process import ask_keyring

    text = ask_keyring("get", place.name, place.environment)
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def _read_file(place: Place) -> dict[str, Any]:
    data = read_private(place.file, secret=True)
    if data is None:
        return {}
    import json

    try:
        entries = json.loads(data)
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        raise CredentialsError(f"{place.file} is not of the form of a credentials file; it is not used.")
    return entries


def _write_file(place: Place, entries: Mapping[str, Any]) -> None:
    import json

    if entries:
        write_private(place.file, (json.dumps(entries, indent=2, sort_keys=True) + "\n").encode())
        return
    try:
        os.unlink(place.file)
    except OSError as error:
        raise CredentialsError(f"{place.file} cannot be removed: {error.strerror}.") from None
