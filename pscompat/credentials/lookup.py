"""Where a call's key and settings come from when neither it nor its session gives them."""

from __future__ import annotations

import os

from ..dotnet.containers import SecureString
from ..files import read_regular
from .contexts import SETTINGS, Contexts, StoredKey
from .errors import CredentialsError, wrong_origin
from .stores import Place, read_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_LARGEST_KEY = 64 * 1024


class FoundKey:
    """Where a key is, without it: ``told`` says so in words, ``read`` gives it.

    name     what tells it from other keys of the user's
    origin   the only place that it may be sent to; empty for one that its user has not tied to any
    path     the file that it is in, empty where it is in none
    stored   when it was stored there, in seconds since 1970; None where nobody knows
    """

    __slots__ = ("_read", "name", "origin", "path", "stored", "told")

    def __init__(
        self,
        told: str,
        read: Callable[[], SecureString],
        *,
        name: str = "",
        origin: str = "",
        path: str = "",
        stored: int | None = None,
    ) -> None:
        self.told = told
        self.name = name or told
        self._read = read
        self.origin = origin
        self.path = path
        self.stored = stored

    def read(self) -> SecureString:
        """The key; a file is read for it, or a program is run. Raises CredentialsError."""
        return self._read()

    def look(self) -> None:
        """Raise CredentialsError where a file would be refused; no program is run, and no keyring asked."""
        if self.path:
            self._read()

    def check(self, origin: str) -> None:
        """Raise CredentialsError where the key is meant for another origin."""
        if self.origin and self.origin != origin:
            raise wrong_origin(self.origin, origin)


class Chosen:
    """The context in use, and the variables that lead to a key.

    ``environment`` is the process's own, which no line and no module can change: a variable of it names a program.
    """

    def __init__(self, asked: str, environment: Mapping[str, str]) -> None:
        """``asked`` is the context that was asked for, if any. Raises CredentialsError."""
        self._asked = asked
        self.environment = environment
        self.contexts = Contexts(environment)
        self.name = self.contexts.chosen(asked, environment)

    def again(self) -> Chosen:
        """The same as it is now, for a change. Raises CredentialsError."""
        return Chosen(self._asked, self.environment)

    def settings(self, module: str, credentials: Mapping[str, Any]) -> dict[str, Any]:
        """What the context says of a module's requests, by the parameters that would say it."""
        parameters = parameters_of(credentials)
        known = self.contexts.settings(self.name, module)
        return {parameters[name]: value for name, value in known.items() if parameters.get(name)}

    def find_key(self, module: str, service: str, variable: str) -> FoundKey | None:
        """The key for a module's service: from a file or a command that a variable names, else the stored one."""
        if variable:
            if path := self.environment.get(f"{variable}_FILE", ""):
                return _in_file(f"{variable}_FILE", path)
            if command := self.environment.get(f"{variable}_COMMAND", ""):
                return FoundKey(
                    f"environment {variable}_COMMAND", lambda: self._printed(command, f"{variable}_COMMAND")
                )
        known = self.contexts.key(self.name, module, service)
        return None if known is None else self._stored(known, module, service)

    def _printed(self, command: str, variable: str) -> SecureString:
        from .key_command import key_from_command

        return key_from_command(command, self.environment, variable)

    def _stored(self, known: StoredKey, module: str, service: str) -> FoundKey:
        place = Place(self.contexts.folder, self.name, module, service, self.environment)
        told = f"{known.store} of the context '{self.name}'"
        return FoundKey(
            told,
            lambda: read_key(place, known),
            name=place.name,
            origin=known.origin,
            path=place.file if known.store == "file" else "",
            stored=known.stored,
        )


class ModuleCredentials:
    """What a chosen context, and the variables that lead to a key, say for the requests of one module.

    secret    what is stored: the key, or the password where the service takes no key
    settings  by the parameters that would say the same
    told      what the settings come from, in words
    """

    def __init__(
        self,
        chosen: Chosen,
        module: str,
        credentials: Mapping[str, Any],
        reading: Callable[[FoundKey], SecureString] | None,
    ) -> None:
        """``reading`` reads keys; None where nothing is sent, and so no key is read."""
        self.settings = chosen.settings(module, credentials)
        self.told = f"context '{chosen.name}'"
        self._chosen = chosen
        self._module = module
        self.secret = secret_of(credentials)
        self._variable = str(credentials.get(self.secret, {}).get("variable", ""))
        self._reading = reading

    def find(self, service: str) -> FoundKey | None:
        """Where the key for a service is; None for nowhere."""
        return self._chosen.find_key(self._module, service, self._variable)

    def read(self, found: FoundKey) -> SecureString:
        """The key, or what stands for it where nothing is sent. Raises CredentialsError."""
        if self._reading is None:
            return SecureString(f"not-read-{os.urandom(8).hex()}")
        return self._reading(found)


def secret_of(credentials: Mapping[str, Any]) -> str:
    """What of a module's credentials is stored: ``key``, or ``password`` where there is no key; empty for neither."""
    return next((name for name in ("key", "password") if credentials.get(name)), "")


def parameters_of(credentials: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of a module's commands that say what a context's settings say, by SETTINGS."""
    shared = credentials.get("parameters", {})
    names = {
        "base": credentials.get("base", {}).get("parameter", ""),
        "organization": credentials.get("organization", {}).get("parameter", ""),
        "type": shared.get("service", ""),
        "timeout": shared.get("timeout", ""),
        "retries": shared.get("retries", ""),
    }
    return {name: names[name] for name in SETTINGS}


def _in_file(variable: str, path: str) -> FoundKey:
    """The key in a file that a variable names; who may read that is the user's own matter."""
    try:
        stored: int | None = int(os.stat(path).st_mtime)
    except (OSError, ValueError):
        stored = None

    def read() -> SecureString:
        from .bounded import ProgramFailed
        from .key_command import one_line

        try:
            return one_line(read_regular(path, _LARGEST_KEY))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise CredentialsError(f"The file of {variable} cannot be read: {reason}; nothing is sent.") from None
        except ProgramFailed as error:
            raise CredentialsError(f"The file of {variable} {error}; nothing is sent.") from None

    return FoundKey(f"environment {variable}", read, path=path, stored=stored)
