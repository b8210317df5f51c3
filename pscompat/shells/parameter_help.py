"""One line of help for each parameter of a command, for lists in zsh and fish."""

from __future__ import annotations

from ..errors import PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..engine.session import Session

_COMMON = {
    "verbose": "Shows details of what is done.",
    "debug": "Shows messages for developers.",
    "erroraction": "What happens at an error.",
    "warningaction": "What happens at a warning.",
    "informationaction": "What happens to messages of information.",
    "progressaction": "What happens to messages of progress.",
    "errorvariable": "The variable that keeps the errors.",
    "warningvariable": "The variable that keeps the warnings.",
    "informationvariable": "The variable that keeps the messages of information.",
    "outvariable": "The variable that keeps what is written.",
    "outbuffer": "How many objects are gathered before they go on.",
    "pipelinevariable": "The variable that holds the current object for later commands.",
    "whatif": "Shows what would be done, and does nothing.",
    "confirm": "Asks before anything is done.",
    "includetotalcount": "Writes the number of all objects first.",
    "skip": "How many objects are passed over.",
    "first": "How many objects are written.",
}


def parameter_help(session: Session, name: str) -> dict[str, str]:
    """The first sentence on each parameter and alias, by name in lower case."""
    about = dict(_COMMON)
    try:
        found = session.find(name.lower())
        parameters = found[0].document(found[1]).get("parameters") or () if found is not None else ()
    except PscompatError:
        return about
    for parameter in parameters:
        line = _first_sentence(str(parameter.get("description") or ""))
        for each in (parameter.get("name"), *(parameter.get("aliases") or ())):
            about[str(each).lower()] = line
    return about


def _first_sentence(text: str) -> str:
    line = " ".join(text.partition("\n\n")[0].split())
    sentence, stop, _ = line.partition(". ")
    return sentence + stop.strip()
