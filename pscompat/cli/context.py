"""``pscompat context``: settings for later calls that are no secrets, by name."""

from __future__ import annotations

import sys

from ..credentials.contexts import SETTINGS
from ..credentials.errors import CredentialsError
from ..credentials.lookup import parameters_of
from ..credentials.stores import Place, forget_key
from .exit_code import DONE
from .options import UsageError
from .services import service_named
from .setup import make_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..credentials.contexts import Contexts
    from ..engine.session import Session
    from .console import Console
    from .options import Options
    from .services import NamedService

USAGE = """\
Usage: pscompat context set NAME [--service NAME] [SETTINGS]  make a context, or change it
       pscompat context use NAME                              use it from now on
       pscompat [-o json] context list                        show all; the one in use has an asterisk
       pscompat context remove NAME                           forget it, and its keys

SETTINGS, each of a module's requests, the first module's if --service names none; an empty value takes one away:
  --base URL            the address
  --type NAME           the service
  --organization ID     the organization
  --timeout SECONDS     the time limit of a request, 0 for none
  --retries N           how often a request is sent again, 0 to 100

A context counts after parameters, Set-… commands and the environment. --context NAME and PSCOMPAT_CONTEXT choose
another than the one in use; 'default' is the one that is there without being made. Keys: `pscompat login`.
"""
_LONGEST_NAME = 64
_MOST = {"timeout": 2_147_483_647, "retries": 100}


def run_context(words: Sequence[str], options: Options, console: Console) -> int:
    """Do what the words behind ``context`` say. Raises UsageError and CredentialsError."""
    if not words or any(word in ("-h", "--help") for word in words):
        sys.stdout.write(USAGE)
        return DONE
    verb, *rest = words
    if verb not in ("set", "use", "list", "remove"):
        raise UsageError(f"pscompat context knows no '{verb}'.", hint="`pscompat context --help` tells what it knows.")
    if verb == "list":
        if rest:
            raise UsageError("pscompat context list takes nothing more.")
        return _list(make_session(options, console), options)
    if not rest or rest[0].startswith("-"):
        raise UsageError(f"pscompat context {verb} needs the name of a context.")
    name, *rest = rest
    _check_name(name)
    if verb == "set":
        return _set(make_session(options, console), name, rest)
    if rest:
        raise UsageError(f"pscompat context {verb} takes a name and nothing more.")
    contexts = _contexts(make_session(options, console))
    return _use(contexts, name) if verb == "use" else _remove(contexts, name)


def _contexts(session: Session) -> Contexts:
    """The settings file itself, whichever context is chosen."""
    from ..credentials.contexts import Contexts

    return Contexts(session.environment)


def _check_name(name: str) -> None:
    if not name.replace("-", "").replace("_", "").replace(".", "").isalnum() or len(name) > _LONGEST_NAME:
        raise UsageError("A context's name is one word of letters, digits, dots, dashes and underscores.")


def _set(session: Session, name: str, words: Sequence[str]) -> int:
    given: dict[str, str] = {}
    waiting = list(words)
    while waiting:
        option, equals, value = waiting.pop(0).partition("=")
        if option.removeprefix("--") not in (*SETTINGS, "service") or not option.startswith("--"):
            raise UsageError(f"pscompat context set has no setting {option}.", hint="`pscompat context --help`")
        if not equals:
            if not waiting:
                raise UsageError(f"The setting {option} needs a value.")
            value = waiting.pop(0)
        given[option.removeprefix("--")] = value
    service = service_named(session, given.pop("service", ""), first=True)
    settings = {setting: _checked(setting, value, service) for setting, value in given.items()}
    contexts = _contexts(session)
    with contexts.changing():
        contexts = _contexts(session)
        contexts.set(name, service.module.name, settings)
        contexts.save()
    print(f"{name}  {service.module.name}: {_told(contexts, name, service.module.name)}")
    return DONE


def _checked(setting: str, value: str, service: NamedService) -> Any:
    """A setting's value as the file holds it, None to take it away. Raises UsageError."""
    if not parameters_of(service.module.credentials)[setting]:
        raise UsageError(f"The requests of {service.module.name} have no {setting}.")
    if not value:
        return None
    if setting in _MOST:
        if not value.isdecimal() or len(value) > len(str(_MOST[setting])) or int(value) > _MOST[setting]:
            raise UsageError(f"--{setting} takes a whole number from 0 to {_MOST[setting]}.")
        return int(value)
    if setting == "type":
        names = list(service.provider.services)
        if value.lower() not in [name.lower() for name in names]:
            raise UsageError(f"--type takes one of {', '.join(names)}.")
        return next(name for name in names if name.lower() == value.lower())
    if setting == "base":
        _check_base(value)
    return value


def _check_base(value: str) -> None:
    """Raise UsageError for an address that no request goes to, or that holds a secret."""
    from urllib.parse import parse_qsl, urlsplit

    from ..http.urls import UrlError, split_base
    from ..masking import is_secret_name

    try:
        split_base(value)
    except UrlError as error:
        raise UsageError(str(error)) from None
    parts = urlsplit(value)
    if "@" in parts.netloc or any(is_secret_name(name) for name, _ in parse_qsl(parts.query)):
        raise UsageError("The address holds a secret; a context holds none.", hint="`pscompat login` stores a key.")


def _use(contexts: Contexts, name: str) -> int:
    with contexts.changing():
        if name not in contexts.names():
            raise CredentialsError(f"There is no context '{name}'.", hint=f"`pscompat context set {name}` makes it.")
        contexts.current = name
        contexts.save()
    print(f"The context in use is '{name}'.")
    return DONE


def _remove(contexts: Contexts, name: str) -> int:
    import os

    environment = dict(os.environ)
    with contexts.changing():
        if name not in contexts.names():
            raise CredentialsError(f"There is no context '{name}'.")
        for module in contexts.modules(name):
            for service, known in contexts.keys(name, module).items():
                forget_key(Place(contexts.folder, name, module, service, environment), known)
        contexts.remove(name)
        contexts.save()
    print(f"The context '{name}' is forgotten; the one in use is '{contexts.current}'.")
    return DONE


def _list(session: Session, options: Options) -> int:
    from ..engine.secrets import session_masker

    contexts = _contexts(session)
    in_use = contexts.chosen(options.context, session.environment)
    masker = session_masker(session)  # somebody may have written an address with a password into the file
    if options.output in ("json", "jsonl"):
        import json

        data = [
            {
                "name": name,
                "in_use": name == in_use,
                "modules": {
                    module: {
                        **masker.data(contexts.settings(name, module)),
                        "keys": {
                            service: {"store": known.store, "for": known.origin}
                            for service, known in contexts.keys(name, module).items()
                        },
                    }
                    for module in contexts.modules(name)
                },
            }
            for name in contexts.names()
        ]
        print(json.dumps(data, indent=2 if options.output == "json" else None, ensure_ascii=False))
        return DONE
    for name in contexts.names():
        print(f"{'*' if name == in_use else ' '} {name}")
        for module in contexts.modules(name):
            print(f"    {module}: {masker.text(_told(contexts, name, module))}")
    return DONE


def _told(contexts: Contexts, name: str, module: str) -> str:
    """What a context says of a module, in one line."""
    parts = [f"{setting} {value}" for setting, value in contexts.settings(name, module).items()]
    parts += [
        f"key of {service} ({known.store}, for {known.origin})"
        for service, known in contexts.keys(name, module).items()
    ]
    return ", ".join(parts) or "nothing"
