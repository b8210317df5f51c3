"""What a text says to PowerShell and means little here: ``using namespace`` and ``#requires`` are passed over."""

from __future__ import annotations

from ..errors import NotRunError
from ..language.nodes import StringConstant, TypeName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..dotnet.types import NetType
    from ..language.structure import Script, Statement


def pass_over(script: Script, types: Mapping[str, NetType], note: Callable[[str], None]) -> None:
    """Tell of what is passed over; names of types are looked up in the namespaces that are used, as PowerShell does.

    Raises NotRunError for ``using`` of anything but a namespace.
    """
    namespaces = []
    for using in script.body.usings:
        namespaces.append(_namespace(script, using))  # type: ignore[arg-type]
        line, _ = script.place(using.start)
        note(f"Line {line} is passed over, but that types are found in it: using namespace {namespaces[-1]}")
    if namespaces:
        for node in script.body.walk():
            if isinstance(node, TypeName):
                node.name = _full_name(node.name, namespaces, types)
    for number, text in requirements(script.text(0, script.end)):
        note(f"Line {number} is passed over: {text}")


def _namespace(script: Script, using: Statement) -> str:
    item = using.details["item"]
    if using.details["kind"] == "Namespace" and isinstance(item, StringConstant):
        return item.value
    line, column = script.place(using.start)
    kind = str(using.details["kind"]).lower()
    raise NotRunError(f"Using statements are not run by pscompat: 'using {kind}' at line {line}, column {column}.")


def _full_name(name: str, namespaces: list[str], types: Mapping[str, NetType]) -> str:
    """The name with the first namespace in which there is such a type; as it is where there is none, or it is known."""
    if _is_known(name, types):
        return name
    return next((full for space in namespaces if _is_known(full := f"{space}.{name}", types)), name)


def _is_known(name: str, types: Mapping[str, NetType]) -> bool:
    from ..dotnet.types import UnknownTypeError, resolve
    from ..evaluation.statics import is_static_type

    if is_static_type(name):
        return True
    try:
        resolve(name, types)
    except UnknownTypeError:
        return False
    return True


def requirements(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are ``#requires …``, with their numbers; what stands inside a string is none."""
    if "#requires" not in text.lower():
        return
    from ..language.prompts import Quotes, lines_of

    quotes = Quotes()
    for number, line in enumerate(lines_of(text), 1):
        stated = line.strip()
        if not quotes.open and stated[:9].lower() == "#requires" and stated[9:10].isspace():
            yield number, stated if len(stated) <= 80 else stated[:79] + "…"
        quotes.read(line)
