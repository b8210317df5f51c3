"""Add-Member: note properties and type names put on objects."""

from __future__ import annotations

from pscompat.dotnet.containers import NetRecord, PSCustomObject
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.members import actual_name
from pscompat.dotnet.strings import to_string
from pscompat.errors import ErrorRecord, NotRunError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pscompat.dotnet.containers import EnumValue
    from pscompat.engine.call import Call

NOT_RUN = ("SecondValue",)
_INSTEAD = "Only custom objects keep members: [pscustomobject]@{name = 'value'}."


def check(values: Mapping[str, Any]) -> None:
    """Refuse members other than note properties. Raises NotRunError."""
    _check_kind(values.get("MemberType"))


def _check_kind(kind: EnumValue | None) -> None:
    if kind is not None and kind.name != "NoteProperty":
        raise NotRunError(f"A member of the kind {kind.name} is not run by pscompat.", hint="Add a NoteProperty.")


def process(call: Call) -> Iterator[Any]:
    """Put the members on the record. Raises NotRunError for other kinds of member, and records that keep none here."""
    values, record = call.values, call.values.InputObject
    _check_kind(values.MemberType)
    if not isinstance(record, PSCustomObject) and (values.PassThru or not isinstance(record, (str, int, float))):
        raise NotRunError(f"Members of a {type_name_of(record)} are not kept by pscompat.", hint=_INSTEAD)
    added = True
    if isinstance(record, PSCustomObject):
        for name, value in _notes(call):
            added = _add(call, record, name, value) and added
        if values.TypeName and values.TypeName not in record.type_names:
            own = record.type_names or ((type_name_of(record),) if isinstance(record, NetRecord) else ())
            record.type_names = (values.TypeName, *own)
    if values.PassThru and added:
        yield record


def _notes(call: Call) -> list[tuple[str, Any]]:
    values = call.values
    if call.set_name == "NotePropertyMultiMemberSet":
        return [(to_string(name), value) for name, value in values.NotePropertyMembers.items()]
    if call.set_name == "NotePropertySingleMemberSet":
        return [(values.NotePropertyName, values.NotePropertyValue)]
    return [(values.Name, values.Value)] if call.set_name == "MemberSet" else []


def _add(call: Call, record: PSCustomObject, name: str, value: Any) -> bool:
    known = actual_name(record, name)
    if known is not None and not call.values.Force:
        message = (
            f'Cannot add a member with the name "{name}" because a member with that name already exists. To overwrite '
            "the member anyway, add the Force parameter to your command."
        )
        call.error(ErrorRecord("MemberAlreadyExists", message, category="InvalidOperation", target=record))
        return False
    record[name if known is None else known] = value
    return True
