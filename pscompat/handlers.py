"""All that the author of a handler or hook needs; nothing else of pscompat is meant for them.

    from pscompat.handlers import Call, RequestError, get_property

A **handler** is a file ``cmdlets/NAME.py`` of a module, named by ``pscompat: {handler: NAME}`` of a command's help
file. It has one or more of these functions; each takes the call, and yields (or returns a list of) what it writes:

    begin(call)      once, before the first record
    process(call)    once for each record; once without a pipeline
    end(call)        once, after the last record
    clean(call)      last, whatever happened; it writes nothing
    check(values)    before anything of a line runs, with the values that are known by then;
                     raises NotRunError for what the command would have to refuse

A **hook** is such a file with one function, ``hook(call, **arguments)``, which a help file's step calls
(``hook: NAME, with: {argument: $Value}``); what it returns becomes a value, or is written.

    def process(call: Call) -> Iterator[Any]:
        try:
            yield call.client.get("/crates/{}", call.values.CrateId, type="Shop.Crate")
        except RequestError as error:
            call.error(error.written_by(call.command.name))

**The call** (``Call``) has the parameters (``call.values.Name``; ``call.bound`` holds only those that were given),
the parameter set (``call.set_name``), the HTTP client (``call.client``), the streams (``call.warn``,
``call.verbose``, ``call.debug``, ``call.progress``, ``call.error``), ``call.should_process`` for -WhatIf and
-Confirm, ``call.invoke`` for other commands, and ``call.state`` to keep what the functions share.

**Records** are ``PSCustomObject``: dictionaries with the service's own names, which ``get_property`` reads in any
case. **Errors**: write an ``ErrorRecord`` with ``call.error`` and go on with the next record, or raise
``call.fail(record)`` to end the command. What ``call.client`` raises is a ``RequestError`` and may be left alone: it
is then reported as the request's, and the next record is taken. Any other exception is one error that names the
handler's file and line (HandlerFailed).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from .dotnet.containers import EnumValue, NetDict, NetList, PSCustomObject, ScriptBlock, SecureString
    from .dotnet.members import get_property, member, property_names
    from .dotnet.strings import to_string
    from .dotnet.times import DateTime, DateTimeOffset, TimeSpan
    from .engine.call import Call, Values
    from .errors import BindingError, CommandError, ConversionError, ErrorRecord, NotRunError, PscompatError
    from .http.answer import Answer
    from .http.body import parse_json
    from .http.client import Client
    from .http.paging import Paginator
    from .http.request import NO_BODY, Request
    from .http.request_errors import (
        AnswerError,
        ApiError,
        LocalError,
        RequestError,
        RequestTimeoutError,
        TransportError,
        local_error,
    )

_HOMES = {
    "engine.call": ("Call", "Values"),
    "errors": ("BindingError", "CommandError", "ConversionError", "ErrorRecord", "NotRunError", "PscompatError"),
    "http.answer": ("Answer",),
    "http.body": ("parse_json",),
    "http.client": ("Client",),
    "http.request_errors": (
        "AnswerError",
        "ApiError",
        "LocalError",
        "RequestError",
        "RequestTimeoutError",
        "TransportError",
        "local_error",
    ),
    "http.paging": ("Paginator",),
    "http.request": ("NO_BODY", "Request"),
    "dotnet.containers": ("EnumValue", "NetDict", "NetList", "PSCustomObject", "ScriptBlock", "SecureString"),
    "dotnet.members": ("get_property", "member", "property_names"),
    "dotnet.strings": ("to_string",),
    "dotnet.times": ("DateTime", "DateTimeOffset", "TimeSpan"),
}
"""Where the names live: a handler pays only for what it imports."""

__all__ = [
    "NO_BODY",
    "Answer",
    "AnswerError",
    "ApiError",
    "BindingError",
    "Call",
    "Client",
    "CommandError",
    "ConversionError",
    "DateTime",
    "DateTimeOffset",
    "EnumValue",
    "ErrorRecord",
    "LocalError",
    "NetDict",
    "NetList",
    "NotRunError",
    "PSCustomObject",
    "Paginator",
    "PscompatError",
    "Request",
    "RequestError",
    "RequestTimeoutError",
    "ScriptBlock",
    "SecureString",
    "TimeSpan",
    "TransportError",
    "Values",
    "context",
    "convert",
    "get_property",
    "local_error",
    "member",
    "parse_json",
    "property_names",
    "run_hook",
    "run_tool",
    "save_file",
    "to_string",
    "tool_schema",
]


def context(call: Call) -> dict[str, Any]:
    """What the module keeps for the later calls of the session, by parameter name.

    A parameter that a call is not given, and that the module file names among its credentials, takes its value from
    here. Change the dictionary to change what is kept.
    """
    kept: dict[str, Any] = call.session.contexts.setdefault(call.module.name, {})
    return kept


def run_hook(call: Call, name: str, /, *arguments: Any, **named: Any) -> Any:
    """Call the hook ``name`` of the same module, and return what it returns.

    Raises HelpFileError where ``cmdlets/NAME.py`` is missing, does not load or has no function ``hook``.
    """
    from .engine.handler_files import load_function

    return load_function(call.module.cmdlets_folder, name, "hook")(call, *arguments, **named)


def convert(value: Any, type_name: str) -> Any:
    """A value as an instance of a .NET type, ``System.Single`` or ``int[]``, as PowerShell casts it.

    Raises ConversionError where PowerShell would, and UnknownTypeError for a type that there is not.
    """
    from .dotnet.conversion import convert as convert_to
    from .dotnet.types import resolve

    return convert_to(value, resolve(type_name))


def tool_schema(call: Call, name: str, /, **options: Any) -> NetDict:
    """A loaded command, by name or alias, as a function that a model can call.

    It has ``name``, ``description``, ``strict`` and the JSON schema ``parameters``. The options are ``description``,
    ``set_name``, ``include``, ``exclude`` and ``strict``. Raises CommandNotFoundError, and LookupError for a parameter
    set that there is not.
    """
    from .engine.tool_schema import tool_schema as described

    found = call.session.find(name)
    if found is None:
        raise call.session.not_found(name)
    module, proper = found
    return described(module.command(proper), module, **options)


def run_tool(
    call: Call, name: str, arguments: dict[str, Any], offered: Collection[str], *, asks_always: bool = False
) -> str | None:
    """Run a command that a model asks for, as it may: with parameters that it was offered, and only where it reads.

    Everything else is asked about, on a terminal, and refused without one; ``asks_always`` asks in any case. Gives the
    text for the model, ``[ERROR] …`` for what failed, which is written as well; None where the answer is no.
    """
    from .engine.tool_calls import run_tool as run

    return run(call, name, arguments, offered, asks_always=asks_always)


def save_file(call: Call, path: str, data: bytes) -> None:
    """Write bytes into a file, whole or not at all; ``path`` is one that a user gave, ``~`` and all.

    Raises LocalError where the file cannot be written.
    """
    from .engine.paths import local_path
    from .http.download import save

    save([data], local_path(path), call.client.settings)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> object:
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'pscompat.handlers' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{home}", __package__), name)
    globals()[name] = value
    return value
