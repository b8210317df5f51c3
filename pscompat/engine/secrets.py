"""What a session knows to be secret, and how that is kept out of the errors that leave it."""

from __future__ import annotations

from ..errors import BindingError, CommandError, HelpFileError, ParseError, PscompatError
from ..masking import LONG, Masker

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from ..binding.metadata import CompiledCommand
    from ..errors import ErrorRecord
    from ..helpfile.module import Module
    from ..language.elements import Element
    from ..model import Command
    from .session import Session

API_KEY = "<API Key>"
"""What stands in the place of a key in a text."""


def session_masker(session: Session) -> Masker:
    """A masker that knows the keys that calls of the session would use, and the patterns of its modules."""
    modules = session.modules()
    patterns: dict[str, str] = {}
    for module in modules:
        patterns.update(module.credentials.get("masks", {}).get("patterns", {}))
    masker = Masker(patterns)
    for module in modules:
        for key in _keys(session, module):
            masker.hide(key, API_KEY, shortest=LONG)
    for key in list(session.found_keys.values()):
        masker.hide(key, API_KEY, shortest=LONG)
    return masker


def _keys(session: Session, module: Module) -> Iterator[Any]:
    for name in ("key", "secret", "password"):
        source = module.credentials.get(name, {})
        variable = str(source.get("variable", ""))
        yield session.contexts.get(module.name, {}).get(source.get("parameter"))
        if variable:
            yield session.variables.get(variable.lower())
            yield session.environment.get(variable)


def hide_sensitive(masker: Masker, command: Command, bound: Mapping[str, Any], *, shortest: int = 4) -> None:
    """Let the masker know what a call was given for parameters whose values must not be shown."""
    for parameter in command.parameters:
        if parameter.sensitive and bound.get(parameter.name) is not None:
            masker.hide(bound[parameter.name], shortest=shortest)


def masker_of_call(session: Session, command: Command, bound: Mapping[str, Any]) -> Masker:
    """The session's masker, which knows too what was bound to sensitive parameters."""
    masker = session_masker(session)
    hide_sensitive(masker, command, bound, shortest=LONG)
    return masker


def masker_of_line(session: Session, command: CompiledCommand, elements: Iterable[Element]) -> Masker:
    """The session's masker, which knows too what a command line gives for sensitive parameters."""
    from ..binding.trace import may_be_secret
    from ..language.elements import NO_VALUE

    masker = session_masker(session)
    name: str | None = None
    for element in elements:
        name = element.name or name
        if element.value is not NO_VALUE:
            if name is not None and may_be_secret(command, name):
                masker.hide(element.value, shortest=LONG)
            name = None
    return masker


def mask_record(record: ErrorRecord, masker: Masker) -> None:
    """Take secrets out of the texts of an error record; its target is data."""
    record.message = masker.text(record.message)
    record.hint = masker.text(record.hint)
    if isinstance(record.details, str):
        record.details = masker.text(record.details)


def mask_error(error: PscompatError, masker: Masker) -> None:
    """Take secrets out of everything that an error tells."""
    mask_arguments(error, masker)
    error.message = masker.text(error.message)
    if isinstance(error, CommandError):
        for record in error.records:
            mask_record(record, masker)
    if isinstance(error, ParseError):
        line, mark, rest = error.excerpt.partition("\n")
        error.excerpt = masker.excerpt(line) + mark + rest
    if isinstance(error, HelpFileError):
        error.reason = masker.text(error.reason)
    if isinstance(error, BindingError):
        error.warnings = [masker.text(text) for text in error.warnings]
        if (make := error.make_hint) is not None:
            error.make_hint = lambda: masker.text(make())
            return
    error.hint = masker.text(error.hint)


def mask_failure(error: Exception, masker: Masker) -> None:
    """Take secrets out of whatever ended a command."""
    if isinstance(error, PscompatError):
        mask_error(error, masker)
    else:
        mask_arguments(error, masker)


def mask_arguments(error: BaseException, masker: Masker) -> None:
    """Take secrets out of the arguments of an exception and of those behind it, which tracebacks show."""
    seen: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        link = waiting.pop()
        if link is not None and not any(link is other for other in seen):
            seen.append(link)
            link.args = tuple(_masked(each, masker) for each in link.args)
            # Python 3.11 and later have notes.
            if notes := getattr(link, "__notes__", None):
                notes[:] = [masker.text(str(note)) for note in notes]
            waiting += (link.__cause__, link.__context__)


def _masked(argument: Any, masker: Masker) -> Any:
    if type(argument) is str:
        return masker.text(argument)
    # What it shows matters more than what it is; only what shows a secret is given up.
    shown = repr(argument)
    text = masker.text(shown)
    return argument if text == shown else text
