"""Commands that a model asks for: which may run, and what becomes of them. A remote answer is never trusted.

The answer may name what it was offered, nothing else: a command among the tools, and parameters that the tool's schema
names. Whom to ask, with which key, and what else goes into a request is never taken from it (``never_offered``). What
changes nothing runs without a question where that is wanted; everything else needs somebody who says yes.
"""

from __future__ import annotations

from ..binding.messages import binding_error
from ..errors import PscompatError
from .commands import Commands
from .python_values import elements_from_python
from .tool_schema import offered_parameters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from ..helpfile.module import Module
    from ..model import Command
    from .call import Call
    from .loaded_command import LoadedCommand
    from .session import Session

_QUESTION = "This command will be executed. Do you want to grant it?"
_READING = ("GET", "HEAD")
_TOUCHING = frozenset(("hook", "save", "file", "multipart", "body", "form", "url"))
"""Words of a request that run Python, read or write files, send something, or go to another address."""
_FILES = frozenset(("file", "dataUrl", "fetch"))
"""Conversions that read files, or go to another address."""

_DATA = (str, int, float, dict, list, type(None))
"""What is told as JSON; other values are told as Format-List shows them."""


def run_tool(
    call: Call, name: str, arguments: Mapping[str, Any], offered: Collection[str], *, asks_always: bool
) -> str | None:
    """Run the command of that name as a model asks for it, and give the text for the model; None for a no.

    ``offered`` are the parameters that the tool's schema names. Errors are written, and told as ``[ERROR] …``.
    """
    try:
        commands = Commands(call.session)
        command = commands.command(name)
        _check_offered(command, arguments, offered)
        elements = elements_from_python((), {key: _hashtables(value) for key, value in arguments.items()})
        # A parameter that the model left out is its mistake; nobody is asked for it.
        command.binder().start(elements, defaults=call.session.default_values, clock=call.session.clock)
        if asks_always or not only_reads(call.session, command.module, command.definition):
            granted = call.should_continue(_told(command.name, arguments), _QUESTION)
            if granted is None:
                raise _Refused(command.name)
            if not granted:
                return None
        call.verbose(f"Execute command: {_told(command.name, arguments)}")
        return call.masked(_result(call, commands, command, elements))
    except PscompatError as error:
        records = error.error_records()
        for record in records:
            call.error(record)
        return f"[ERROR] {records[-1].message if records else error}"


class _Refused(PscompatError):
    """A command that may change something, and nobody is there to grant it."""

    error_id = "CommandNotGranted"
    category = "PermissionDenied"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was not run: it may change something or use files, and nobody is there to grant it.")
        self.hint = "On a terminal you are asked. Without one only commands run that read from the service."


def only_reads(session: Session, module: Module, command: Command, above: tuple[str, ...] = ()) -> bool:
    """Whether a command only asks a service for what it has: by requests that are all GET, without Python and files.

    The commands that it calls must do no more. What a handler does cannot be told, so it does not count as reading.
    """
    request = command.request
    if request is None or command.handler or command.name in above:
        return False
    variants: list[dict[str, Any]] = list(request.get("variants") or ({},))
    parts = [{**request, **variant} for variant in variants]
    if any(part.get("method", "GET").upper() not in _READING or part.get("changes") == "true" for part in parts):
        return False
    called = []
    for key, value in _entries({"request": request, "response": command.response or {}}):
        names = _names(value)
        if key in _TOUCHING or (key == "$as" and _FILES & set(names)) or (key == "is" and "file" in names):
            return False
        if key in ("command", "operation"):
            called.append(str(value))
    return all(_reads(session, name, (*above, command.name)) for name in called)


def _reads(session: Session, name: str, above: tuple[str, ...]) -> bool:
    found = session.find(name)
    return found is not None and only_reads(session, found[0], found[0].command(found[1]), above)


def _entries(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key of a request with what stands under it."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key, value
            yield from _entries(value)
    elif isinstance(node, (list, tuple)):
        for item in node:
            yield from _entries(item)


def _names(node: Any) -> list[str]:
    """The names in a text, a list, or the keys of mappings in it."""
    items = node if isinstance(node, (list, tuple)) else [node]
    return [str(name) for item in items for name in (item if isinstance(item, dict) else [item])]


def _check_offered(command: LoadedCommand, arguments: Mapping[str, Any], offered: Collection[str]) -> None:
    """Raise BindingError for a parameter that the tool's schema does not name, or that a model never gives."""
    named = {name.lower() for name in offered}
    known = {
        name.lower()
        for parameter in offered_parameters(command.definition, command.module)
        for name in (parameter.name, *parameter.aliases)
    }
    for name in arguments:
        if name.lower() not in named & known:
            raise binding_error("NamedParameterNotFound", command.name, name)


def _told(name: str, arguments: Mapping[str, Any]) -> str:
    from ..http.body import json_bytes

    text = json_bytes(arguments).decode()
    return f"Function: {name} / Arguments: {' '.join(text.split())}"


def _hashtables(value: Any) -> Any:
    """A value of JSON, its objects as Hashtables."""
    if isinstance(value, dict):
        return {key: _hashtables(item) for key, item in value.items()}
    return [_hashtables(item) for item in value] if isinstance(value, list) else value


def _result(call: Call, commands: Commands, command: LoadedCommand, elements: Any) -> str:
    """What the command writes, as the text for the model: a text as it is, everything else as JSON."""
    session = call.session
    before, call.catching = (session.wrote_error, call.catching), True
    session.wrote_error = False
    try:
        records = list(commands.run([(command, elements)], caller=call))
        failed = session.wrote_error
    finally:
        session.wrote_error, call.catching = session.wrote_error or before[0], before[1]
    if not records:
        return "[FAILED]" if failed else "[SUCCEEDED]"
    if not all(isinstance(record, _DATA) for record in records):
        views = [(commands.command(name), ()) for name in ("Format-List", "Out-String")]
        return "".join(map(str, commands.run(views, records, caller=call))).strip()
    if len(records) == 1 and isinstance(records[0], str):
        return str(records[0])
    from ..http.body import json_bytes

    return json_bytes(records[0] if len(records) == 1 else records).decode()
