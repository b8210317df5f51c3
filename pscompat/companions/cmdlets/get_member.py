"""Get-Member: which members objects have."""

from __future__ import annotations

from pscompat.dotnet.containers import EnumValue, NetRecord, PSCustomObject, TextRecord
from pscompat.dotnet.kinds import first_type_name, type_name_of
from pscompat.dotnet.order.culture import sort_key
from pscompat.dotnet.strings import to_string
from pscompat.dotnet.wildcard import any_of
from pscompat.errors import ErrorRecord, NotRunError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pscompat.engine.call import Call

NOT_RUN = ("View", "Static")
_MEMBER_TYPES = "System.Management.Automation.PSMemberTypes"
_METHOD, _NOTE = 64, 8
_METHODS = (
    ("Equals", "bool Equals(System.Object obj)"),
    ("GetHashCode", "int GetHashCode()"),
    ("GetType", "type GetType()"),
    ("ToString", "string ToString()"),
)
"""What any object has."""
_SHORT_NAMES = {
    "System.String": "string",
    "System.Boolean": "bool",
    "System.Byte": "byte",
    "System.SByte": "sbyte",
    "System.Int16": "short",
    "System.UInt16": "ushort",
    "System.Int32": "int",
    "System.UInt32": "uint",
    "System.Int64": "long",
    "System.UInt64": "ulong",
    "System.Single": "float",
    "System.Double": "double",
    "System.Decimal": "decimal",
    "System.Char": "char",
    "System.DateTime": "datetime",
    "System.Guid": "guid",
    "System.Uri": "uri",
    "System.Version": "version",
    "System.Collections.Hashtable": "hashtable",
    "System.Numerics.BigInteger": "bigint",
    "System.Management.Automation.SwitchParameter": "switch",
}


def begin(call: Call) -> None:
    """Start without types."""
    call.state.known = set()
    call.state.written = False


def process(call: Call) -> Iterator[TextRecord]:
    """Write the members of a record whose type has not come yet. Raises NotRunError for one of another .NET type."""
    record = call.values.InputObject
    if record is None:
        return
    call.state.written = True
    name = first_type_name(record)
    if name in call.state.known:
        return
    call.state.known.add(name)
    if not isinstance(record, PSCustomObject) or isinstance(record, NetRecord):
        raise NotRunError(
            f"The members of a {type_name_of(record)} are not told by pscompat.",
            hint="`Select-Object *` writes its properties.",
        )
    wanted = call.values.MemberType
    bits = 2**31 - 1 if wanted is None else wanted.value
    picked = any_of(call.values.Name) if call.values.Name else lambda _: True
    for kind, member, definition in _members(record):
        if bits & kind and picked(member):
            yield _definition(name, kind, member, definition)


def end(call: Call) -> None:
    """Write an error where nothing came."""
    if not call.state.written:
        message = "You must specify an object for the Get-Member cmdlet."
        record = ErrorRecord(
            "NoObjectInGetMember", message, category="CloseError", exception="InvalidOperationException"
        )
        call.error(record)


def _members(record: PSCustomObject) -> Iterator[tuple[int, str, str]]:
    for name, definition in _METHODS:
        yield _METHOD, name, definition
    for name in sorted(record, key=lambda name: sort_key(name, ignore_case=True)):
        yield _NOTE, name, f"{_shown_type(record[name])} {name}={_shown(record[name])}"


def _shown_type(value: Any) -> str:
    if value is None:
        return "object"
    name = type_name_of(value)
    array = "[]" if name.endswith("[]") else ""
    bare = name.removesuffix("[]")
    if bare == "System.Object":
        return "Object" + array
    return _SHORT_NAMES.get(bare, bare) + array


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    return type_name_of(value) if isinstance(value, list) else to_string(value)


def _definition(type_name: str, kind: int, name: str, definition: str) -> TextRecord:
    fields = {
        "TypeName": type_name,
        "Name": name,
        "MemberType": EnumValue(_MEMBER_TYPES, kind, "Method" if kind == _METHOD else "NoteProperty"),
        "Definition": definition,
    }
    return TextRecord(fields, ("Microsoft.PowerShell.Commands.MemberDefinition",), definition)
