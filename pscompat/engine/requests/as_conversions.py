"""Conversions of help files: what ``$as`` does to a value before it is sent or written.

A conversion is a name or a mapping of a name to its argument; a list of them works from left to right. Each is a
function ``(value, argument, scope)``; the argument of ``file`` is a value of its own, worked out in the scope. Where a
value cannot be converted they raise LocalError, so nothing is sent.
"""

from __future__ import annotations

from contextlib import suppress

from ...dotnet.containers import NetList
from ...dotnet.strings import to_string
from ..paths import is_file, local_path
from .expression import LEFT_OUT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ...http.request_errors import LocalError
    from .expression import Scope

    Convert = Callable[[Any, Scope], Any]


def compile_conversion(node: Any, compile_value: Callable[[Any], Callable[[Scope], Any]]) -> Convert:
    """A function that applies the conversions of ``$as`` in order; only of a list is something made of nothing.

    ``compile_value`` compiles an argument that is a value of its own.
    """
    steps = []
    for item in node if isinstance(node, list) else [node]:
        name, argument = (item, "") if isinstance(item, str) else next(iter(item.items()))
        step = CONVERSIONS[name]
        steps.append((step, compile_value(argument) if step is as_file else argument))
    makes_list = steps[0][0] is as_list

    def convert(value: Any, scope: Scope) -> Any:
        if value is LEFT_OUT:
            if not makes_list:
                return LEFT_OUT
            value = None
        for step, argument in steps:
            value = step(value, argument, scope)
        return value

    return convert


def as_text(value: Any, argument: str, scope: Scope) -> str:
    """``text``: as PowerShell writes it; of an object with a text member that member, of bytes their text in UTF-8."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else to_string(value)


def as_trimmed(value: Any, argument: str, scope: Scope) -> str:
    """``trim``: as text without the blanks around it."""
    return as_text(value, argument, scope).strip()


def as_list(value: Any, argument: str, scope: Scope) -> list[Any]:
    """``list``: a list of the value; of null, and of what is left out, an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def as_one(value: Any, argument: str, scope: Scope) -> Any:
    """``one``: the item of a list that has only one, null for an empty list."""
    if not isinstance(value, list) or len(value) > 1:
        return value
    return value[0] if value else None


def as_flat(value: Any, argument: str, scope: Scope) -> Any:
    """``flat``: a list whose items that are lists themselves are taken apart."""
    if not isinstance(value, list):
        return value
    return [inner for item in value for inner in (item if isinstance(item, list) else [item])]


def as_joined(value: Any, argument: str, scope: Scope) -> Any:
    """``join``: the items of a list as one text, with the argument between them; any other value as text."""
    from ...http.urls import wire_text

    items = value if isinstance(value, list) else [] if value is None else [value]
    return argument.join([wire_text(item) for item in items])


def as_timestamp(value: Any, argument: str, scope: Scope) -> Any:
    """``timestamp``: a date as ``iso8601``, as ``unixTimestamp`` or in a .NET format; of a list each, others stay."""
    from ...dotnet.times import DateTime, DateTimeOffset

    if isinstance(value, list):
        return [as_timestamp(item, argument, scope) for item in value]
    if not isinstance(value, (DateTime, DateTimeOffset)):
        return value
    if argument == "iso8601":
        from ...http.urls import wire_text

        return wire_text(value)
    if argument == "unixTimestamp":
        from ...http.objects import unix_seconds

        return unix_seconds(value, scope.call.client.settings.clock)
    from ...dotnet.formats.date_formats import format_date

    return format_date(value, argument)


def as_singles(value: Any, argument: str, scope: Scope) -> Any:
    """``singles``: a list as Single[], whose numbers keep the digits that came; any other value stays."""
    return NetList("System.Single[]", value) if isinstance(value, list) else value


def as_json(value: Any, argument: str, scope: Scope) -> Any:
    """``json``: the value that a JSON text stands for."""
    from ...http.body import parse_json

    try:
        return parse_json(to_string(value))
    except ValueError as error:
        raise _refused(f"Conversion from JSON failed with error: {error}", scope) from None


def as_json_lines(value: Any, argument: str, scope: Scope) -> Any:
    """``jsonLines``: a text, or bytes, as the list that its lines stand for; any other value as such lines."""
    if isinstance(value, (str, bytes)):
        text = value.decode("utf-8-sig", "replace") if isinstance(value, bytes) else value
        return [as_json(line, argument, scope) for line in text.splitlines() if line.strip()]
    from ...http.body import json_bytes

    return b"\n".join([json_bytes(item) for item in as_list(value, argument, scope)])


def as_base64(value: Any, argument: str, scope: Scope) -> bytes:
    """``base64``: the bytes that a text in base64 stands for."""
    import base64

    try:
        return base64.b64decode("".join(as_text(value, "", scope).split()), validate=True)
    except ValueError:
        raise _refused(_NO_BASE64, scope, "System.FormatException") from None


def as_fetch(value: Any, argument: str, scope: Scope) -> bytes:
    """``fetch``: what lies at an address that an answer names, as bytes; it is asked for without credentials."""
    return scope.call.client.fetch(as_text(value, "", scope))


def as_data_url(value: Any, argument: str, scope: Scope) -> Any:
    """``dataUrl``: a file as a data URL, with the media type of its ending or the argument; other texts stay.

    After ``file`` the file must be there.
    """
    from ...http.multipart import FilePart, file_error

    if not isinstance(value, FilePart):
        if not is_file(value):
            return value
        value = FilePart(local_path(value))
    import base64
    import os

    settings = scope.call.client.settings
    try:
        with value.open() as file:
            content = file.read()
    except OSError as error:
        raise file_error(value.path, error, settings) from None
    ending = os.path.splitext(value.path)[1].lower()
    media = settings.provider.mime_types.get(ending, argument or "application/octet-stream")
    return f"data:{media};base64,{base64.b64encode(content).decode()}"


def as_file(value: Any, argument: Callable[[Scope], Any], scope: Scope) -> Any:
    """``file``: the file of that path, part of a form or a body; with a name as argument, bytes as such a file."""
    from ...http.multipart import FilePart

    if isinstance(value, str):
        return FilePart(local_path(value))
    content = value if isinstance(value, bytes) else None
    if isinstance(value, list):
        with suppress(TypeError, ValueError):
            content = bytes(value)
    if content is None:
        raise _refused("There is no file to send: its value is neither a path nor bytes.", scope)
    return FilePart(name=to_string(argument(scope)), content=content)


def as_match(value: Any, argument: str, scope: Scope) -> Any:
    """``match``: the part of a text that fits a regular expression; left out where none does."""
    import re

    found = re.search(argument, to_string(value), re.IGNORECASE) if value is not None else None
    return found.group() if found else LEFT_OUT


def _refused(message: str, scope: Scope, exception: str = "System.ArgumentException") -> LocalError:
    from ...http.request_errors import local_error

    return local_error(message, scope.call.command.name, exception=exception)


_NO_BASE64 = (
    "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, "
    "or an illegal character among the padding characters."
)


CONVERSIONS: dict[str, Callable[[Any, Any, Scope], Any]] = {
    "text": as_text,
    "trim": as_trimmed,
    "list": as_list,
    "one": as_one,
    "flat": as_flat,
    "join": as_joined,
    "singles": as_singles,
    "json": as_json,
    "jsonLines": as_json_lines,
    "base64": as_base64,
    "fetch": as_fetch,
    "dataUrl": as_data_url,
    "file": as_file,
    "match": as_match,
    "timestamp": as_timestamp,
}
"""The conversions by the names that help files use."""
