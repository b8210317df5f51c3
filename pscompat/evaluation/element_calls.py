"""Members of a record called by their name, as ForEach-Object does."""

from __future__ import annotations

from ..dotnet.members import ABSENT_PROPERTY, own_property
from ..errors import CommandError, ErrorRecord, NotRunError
from ..language.indexing import NOTHING
from ..language.scope import Scope
from ..language.structure import Block, Script
from .frame import Context
from .interpreter import Interpreter
from .members import get_member
from .methods import call_method, find_overloads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _no_frame() -> Interpreter:
    """A frame without variables, for methods that need none."""
    script = Script("", Block(0, 0, []), 0, False)
    context = Context(lambda frame, pipeline: iter(()), lambda error: False, lambda error: None, lambda: False)
    return Interpreter(script, Scope({}, {}), context)


def call_member(record: Any, name: str, arguments: list[Any]) -> Any:
    """The property of that name, else what the method of that name gives. Raises CommandError."""
    frame = _no_frame()
    if record is None:
        if not arguments:
            return None
        message = "You cannot call a method on a null-valued expression."
        raise CommandError([ErrorRecord("InvokeMethodOnNull", message, exception="PSArgumentException")])
    if find_overloads(record, name.lower()):
        found = call_method(frame, record, name, arguments)
        return [] if found is NOTHING else found
    if arguments:
        message = f'Input name "{name}" cannot be resolved to a method.'
        raise CommandError([ErrorRecord("MethodNotFound", message)])
    if name.lower() in ("count", "length") and own_property(record, name) is ABSENT_PROPERTY:
        return None  # Only the language counts what is no collection.
    return get_member(frame, record, name)


def constructed(type_name: str, arguments: list[Any]) -> Any:
    """What a constructor gives. Raises CommandError, and NotRunError where the type, or this one of it, is not run."""
    from .statics import call_static_method

    frame = _no_frame()
    try:
        frame.find_type(type_name)
    except CommandError as error:
        raise NotRunError(error.message) from None
    return call_static_method(frame, type_name, "new", arguments)
