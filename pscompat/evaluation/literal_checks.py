"""What literals tell before anything runs: members of .NET that are not run here."""

from __future__ import annotations

from ..dotnet.numbers import Numeral
from ..dotnet.types import UnknownTypeError
from ..errors import NotRunError, PscompatError
from ..language.nodes import Call, Member, Node, Number, Paren, StringConstant, TypeName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .frame import Frame


def check_literals(frame: Frame) -> None:
    """Raise NotRunError for the first member of a literal that .NET has and pscompat does not run."""
    for node in frame.script.body.walk():
        if not isinstance(node, Member) or not isinstance(node.member, StringConstant):
            continue
        name = node.member.value
        if node.static and isinstance(node.target, TypeName):
            from .statics import check_static

            check_static(frame, node.target.name, name, called=isinstance(node, Call))
        elif not node.static and name.lower() not in ("where", "foreach"):
            _check_member(frame, node, name)


def _check_member(frame: Frame, node: Member, name: str) -> None:
    """A member of a literal. What it is otherwise, and whether it is there at all, is found when it is reached."""
    receiver = _literal(frame, node.target)
    if receiver is None or isinstance(receiver, (list, dict)):
        return
    if isinstance(node, Call):
        from .methods import check_method

        check_method(receiver, name)
        return
    from .members import get_member

    try:
        get_member(frame, receiver, name)
    except NotRunError:
        raise
    except PscompatError:
        return


def _literal(frame: Frame, node: Node) -> Any:
    """The value of a text, a number, or a cast of one in parentheses; None for anything else."""
    if isinstance(node, StringConstant):
        return node.value
    if not isinstance(node, Paren | Number):
        return None
    from ..language.literal import read_literal

    try:
        value = read_literal(frame.script.text_of(node))
    except (PscompatError, UnknownTypeError):
        return None
    return value.value if type(value) is Numeral else value
