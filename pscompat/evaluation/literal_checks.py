"""What literals tell before anything runs: members of .NET that are not run here."""

from __future__ import annotations

from ..language.nodes import Call, Member, StringConstant, TypeName

TYPE_CHECKING = False
if TYPE_CHECKING:
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
        elif isinstance(node, Call) and isinstance(node.target, StringConstant):
            from .methods import check_method

            if name.lower() not in ("where", "foreach"):
                check_method(node.target.value, name)
