"""What the examples of a page show: its own command called, with which parameters.

They are a third witness beside SYNTAX and the parameters' blocks. A command whose examples leave several sets open
has a default one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...errors import PscompatError
from ...language.nodes import Variable
from ...language.reader import parse
from ...language.structure import Command, Parameter, Pipeline
from ..document import ALL_SETS_NAMES, CommandHelp, HelpParameter, SetEntry
from .guesses import bound_sets
from .page_types import SWITCH
from .set_agreement import PROVIDED

_FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_PROMPT = re.compile(r"^\s*(?:PS[^>\n]*|[A-Za-z]:\\[^>\n]*)?>\s*")
_LONGEST = 4000
_SETS = 32  # PowerShell takes no more
_SWITCHES = ("verbose", "debug", "whatif", "confirm", "includetotalcount")


def default_set_of_examples(document: CommandHelp, names: list[str]) -> str | None:
    """The first of the sets that an example leaves open, if one leaves several open."""
    if len(names) > _SETS:
        return None
    members = {name: _Members(document, name) for name in names}
    shared: list[str] = []
    for call in calls(document):
        fitting = [name for name in names if members[name].takes(call)]
        if len(fitting) > 1:
            shared = [name for name in shared if name in fitting] or shared or fitting
    return shared[0] if shared else None


def calls(document: CommandHelp) -> Iterator[Command]:
    """The lines of the examples that begin with the command's own name."""
    own = re.compile(rf"{re.escape(document.title)}(?![\w-])", re.IGNORECASE)
    for example in document.examples:
        for fence in _FENCE.finditer(example.text):
            for line in re.sub(r"`\r?\n\s*", " ", fence[1]).splitlines():
                text = _PROMPT.sub("", line).strip()
                if len(text) > _LONGEST or not own.match(text):
                    continue
                command = _command(text)
                if command is not None:
                    yield command


def _command(text: str) -> Command | None:
    """The command at the beginning of a line, None for a line that does not parse or splats its arguments."""
    try:
        script = parse(text)
    except (PscompatError, RecursionError):
        return None
    statement = script.statements[0] if script.statements else None
    first = statement.elements[0] if isinstance(statement, Pipeline) and statement.elements else None
    if not isinstance(first, Command) or any(isinstance(each, Variable) and each.splatted for each in first.elements):
        return None
    return first


class _Members:
    """The parameters of one set, as far as a call can tell whether it is that set's."""

    def __init__(self, document: CommandHelp, name: str) -> None:
        self.names: dict[str, HelpParameter] = {}
        self.mandatory: set[str] = set()
        positional: list[tuple[int, str]] = []
        for parameter in document.parameters:
            entry = _entry(parameter, name)
            if entry is None:
                continue
            key = parameter.name.lower()
            self.names |= dict.fromkeys((key, *(alias.lower() for alias in parameter.aliases or ())), parameter)
            if entry.required:
                self.mandatory.add(key)
            if (entry.position or "").isdigit():
                positional.append((int(entry.position or 0), key))
        self.positional = [key for _, key in sorted(positional)]

    def takes(self, call: Command) -> bool:
        """Whether all that the call gives is in the set, and all that the set demands is given."""
        given: set[str] = set()
        values = 0
        waiting = False
        for element in call.elements[1:]:
            if not isinstance(element, Parameter):
                values += not waiting
                waiting = False
                continue
            name = element.name.lower()
            parameter = self._named(name)
            if parameter is None and name in PROVIDED:
                waiting = name not in _SWITCHES and element.argument is None
                continue
            if parameter is None:
                return False
            given.add(parameter.name.lower())
            waiting = parameter.type != SWITCH and element.argument is None
        free = [key for key in self.positional if key not in given]
        return values <= len(free) and self.mandatory <= given | set(free[:values])

    def _named(self, name: str) -> HelpParameter | None:
        """The parameter of that name, alias or beginning of one."""
        found = self.names.get(name)
        if found is not None:
            return found
        beginning = {each.name: each for key, each in self.names.items() if key.startswith(name)}
        return next(iter(beginning.values())) if len(beginning) == 1 else None


def _entry(parameter: HelpParameter, name: str) -> SetEntry | None:
    entries = bound_sets(parameter)
    own = next((entry for entry in entries if (entry.name or "").lower() == name.lower()), None)
    if own is not None or not entries:
        return own or SetEntry()
    return next((entry for entry in entries if entry.name in ALL_SETS_NAMES), None)
