"""Where SYNTAX and a parameter's block say different things, the page's own examples decide.

SYNTAX counts unless an example binds only as the block has it; for a mandatory switch, which SYNTAX does not show, it
is the other way round. Readings that the page does not have are not tried, and what bound before still binds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from ...binding import Binder
from ...dotnet.types import NetType
from ...errors import BindingError, ParseError, PscompatError
from ...language.reader import parse
from ...model import ALL_SETS, Command, Parameter, ParameterSetEntry
from ..document import ALL_SETS_NAMES, CommandHelp, Gap, HelpParameter
from ..example_lines import ExampleCall, KnownValues, calls_of, code_of
from .guesses import bound_set_names, take
from .page_types import OBJECT, SWITCH, dotnet_name
from .set_agreement import bound_trees

_MOST_CALLS = 40
_MOST_READINGS = 100
_STEPS = 4
_MOST_SETS = 32  # PowerShell takes no more
_OF_MANDATORY = (
    "MissingMandatoryParameter",
    "ParameterArgumentValidationErrorEmptyStringNotAllowed",
    "ParameterArgumentValidationErrorNullNotAllowed",
    "ParameterArgumentValidationErrorEmptyArrayNotAllowed",
)
"""A mandatory parameter takes no empty value."""
_OF_TYPES = ("ParameterArgumentTransformationError", "CannotConvertArgument", "MissingArgument")


@dataclass(frozen=True)
class _Reading:
    """What one part of the page says and was not taken.

    ``kind`` is ``isRequired``, ``position`` or ``type``, ``set_name`` lower-case. ``apply`` takes it and returns
    what takes it back, ``told`` has both readings and what decided.
    """

    parameter: HelpParameter
    kind: str
    set_name: str
    told: str
    apply: Callable[[], Callable[[], None]]


def settle_by_examples(
    document: CommandHelp, types: Mapping[str, NetType], name_type: Callable[[str], str], gaps: list[Gap]
) -> list[Gap]:
    """Take the other reading where the page's examples bind under that one alone; the gaps then say what decided.

    ``name_type`` gives the name under which the module knows a type that a page spells.
    """
    title = document.title.lower()
    if not any(title in example.text.lower() for example in document.examples):
        return gaps
    names = [] if _tells_default(document) else bound_set_names(document)
    readings = list(islice(_readings(document), _MOST_READINGS))
    if len(names) < 2 and not readings:
        return gaps
    examples = _Examples(document, types)
    if 1 < len(names) <= _MOST_SETS:
        best = examples.default_set(names)
        if best is not None:
            take(document.extra, "defaultParameterSet", best)
            document.extra["defaultParameterSet"] = best  # before a guess that had no examples
    taken = [reading for call in examples.failing() for reading in examples.settle(call, readings)]
    for reading in taken:
        where, key = f"{document.title} -{reading.parameter.name}", _key(reading.kind)
        gaps = [gap for gap in gaps if (gap.where, gap.key) != (where, key)]
        gaps.append(Gap(where, key, reading.told))
        if reading.kind == "type":
            reading.parameter.type = name_type(reading.parameter.spelled)
        if reading.kind == "position":
            document.extra.pop("positionalBinding", None)
    return gaps


class _Examples:
    """The calls of the page's own command, and the command as it stands."""

    def __init__(self, document: CommandHelp, types: Mapping[str, NetType]) -> None:
        self._document = document
        self._types = types
        self._calls = list(islice(_calls(document, types), _MOST_CALLS))
        self._binding: list[ExampleCall] = []

    def failing(self) -> Iterator[ExampleCall]:
        """The calls that do not bind, each as things stand when its turn comes."""
        binder = self._binder() if self._calls else None
        if binder is not None:
            self._binding = [call for call in self._calls if call.error(binder) is None]
            yield from (call for call in self._calls if call not in self._binding)

    def default_set(self, names: list[str]) -> str | None:
        """The first of the sets with which, as the default one, most calls bind; None if none is better than now."""
        told = self._document.extra.get("defaultParameterSet")
        errors = [call.error(binder) for call in self._calls] if (binder := self._binder()) is not None else []
        if not any(error is not None and error.error_id == "AmbiguousParameterSet" for error in errors):
            return None
        most, best = errors.count(None), None
        for name in names:
            self._document.extra["defaultParameterSet"] = name
            binder = self._binder()
            count = sum(call.error(binder) is None for call in self._calls) if binder is not None else 0
            if count > most:
                most, best = count, name
        self._document.extra.pop("defaultParameterSet")
        if told is not None:
            self._document.extra["defaultParameterSet"] = told
        return best

    def settle(self, call: ExampleCall, readings: Iterable[_Reading]) -> list[_Reading]:
        """Take the fewest readings with which the call binds; none if there are none, or another call needs others."""
        error = self._error(call)
        if error is None:
            return []
        about = [reading for reading in readings if _is_about(reading, error)]
        sets = dict.fromkeys(reading.set_name for reading in about)
        groups = [[reading for reading in about if reading.set_name == name] for name in sets]
        for group in [*groups, about] if len(groups) > 1 else groups:
            taken = self._try(call, group, readings)
            if taken:
                return taken
        return []

    def _try(self, call: ExampleCall, group: list[_Reading], readings: Iterable[_Reading]) -> list[_Reading]:
        taken: list[_Reading] = []
        undo: list[Callable[[], None]] = []
        for _ in range(_STEPS):
            undo += [reading.apply() for reading in group]
            taken += group
            error = self._error(call)
            if error is None:
                if self._still_bind():
                    self._binding.append(call)
                    return taken
                break
            group = [reading for reading in readings if reading not in taken and _is_about(reading, error)]
            if not group:
                break
        for each in reversed(undo):
            each()
        return []

    def _error(self, call: ExampleCall) -> BindingError | None:
        binder = self._binder()
        return call.error(binder) if binder is not None else None

    def _still_bind(self) -> bool:
        binder = self._binder()
        return binder is not None and all(call.error(binder) is None for call in self._binding)

    def _binder(self) -> Binder | None:
        try:
            return Binder(_command(self._document), self._types)
        except PscompatError:  # the check of the help file says what is wrong with it
            return None


def _tells_default(document: CommandHelp) -> bool:
    """Whether the page says it, and it is no guess of ours."""
    guessed = "defaultParameterSet" in document.extra.get("guessed", ())
    return any(item.is_default for item in document.syntaxes) or (
        "defaultParameterSet" in document.extra and not guessed
    )


def _calls(document: CommandHelp, types: Mapping[str, NetType]) -> Iterator[ExampleCall]:
    names = (document.title.lower(),)
    for example in document.examples:
        known = KnownValues(types)
        for code in code_of(example.text, document.title):
            try:
                yield from calls_of(parse(code), names, known)
            except (ParseError, RecursionError):
                continue


def _is_about(reading: _Reading, error: BindingError) -> bool:
    """Whether an error could be gone with the reading."""
    named = (error.parameter or "").lower().split()
    if error.error_id in _OF_MANDATORY:
        return reading.kind == "isRequired" and reading.parameter.name.lower() in named
    if error.error_id == "PositionalParameterNotFound":
        return reading.kind == "position"
    return error.error_id in _OF_TYPES and reading.kind == "type" and reading.parameter.name.lower() in named


def _readings(document: CommandHelp) -> Iterator[_Reading]:
    shown: dict[str, dict[str, Any]] = {}
    for item in document.syntaxes:
        for token in item.parameters:
            shown.setdefault(token.name.lower(), {})[item.set_name.lower()] = token
    for parameter in document.parameters:
        tokens = shown.get(parameter.name.lower())
        if tokens and not parameter.dynamic:
            yield from _entry_readings(parameter, tokens)
            yield from _type_readings(parameter, tokens)


def _entry_readings(parameter: HelpParameter, tokens: Mapping[str, Any]) -> Iterator[_Reading]:
    blocks = {(entry.name or "").lower(): entry for entry in parameter.sets}
    general = next((entry for entry in parameter.sets if entry.name in ALL_SETS_NAMES), None)
    one = parameter.sets[0] if len({(entry.required, entry.position) for entry in parameter.sets}) == 1 else None
    for index, tree in enumerate(bound_trees(parameter)):
        everywhere = tree["name"] in ALL_SETS_NAMES
        name = "" if everywhere else str(tree["name"]).lower()
        label = "" if everywhere else f" in {tree['name']}"
        block = blocks.get(name) or general or one
        own = list(tokens.values()) if everywhere else [tokens[name]] if name in tokens else []
        if tree.get("isRequired"):
            optional = [
                part
                for part, is_so in (
                    ("SYNTAX shows it", any(not token.mandatory for token in own)),
                    ("the block says", block is not None and not block.required),
                )
                if is_so
            ]
            if len(optional) == 1:
                other = "the block says" if optional[0].startswith("SYNTAX") else "SYNTAX shows it"
                told = f"{other} mandatory{label}, {optional[0]} optional; the examples do without it"
                yield _Reading(
                    parameter, "isRequired", name, told, partial(_change, parameter, index, "isRequired", False)
                )
        if str(tree["position"]) == "Named" and block is not None and (block.position or "").isdigit():
            told = f"SYNTAX shows it by name{label}, the block says {block.position}; the examples give it by position"
            yield _Reading(
                parameter, "position", name, told, partial(_change, parameter, index, "position", block.position)
            )


def _type_readings(parameter: HelpParameter, tokens: Mapping[str, Any]) -> Iterator[_Reading]:
    kinds = {SWITCH if token.switch else dotnet_name(token.type) or token.type for token in tokens.values()}
    block = dotnet_name(parameter.spelled or parameter.type or "") or parameter.spelled
    spelled = {_last_name(kind) for kind in kinds}
    if spelled != {_last_name(block)} and (len(kinds) == 1 or SWITCH not in kinds):
        kind = kinds.pop() if len(kinds) == 1 else OBJECT  # each set has its own
        told = f"the block says {block}, SYNTAX shows {kind}; the examples give what only the latter takes"
        yield _Reading(parameter, "type", "", told, partial(_change_type, parameter, kind))


def _last_name(kind: str) -> str:
    return kind.rpartition(".")[2].lower()


def _change(parameter: HelpParameter, index: int, key: str, value: Any) -> Callable[[], None]:
    before = parameter.extra.get("parameterSets")
    trees = [dict(tree) for tree in bound_trees(parameter)]
    trees[index][key] = value
    if not value:
        del trees[index][key]
    parameter.extra["parameterSets"] = trees

    def undo() -> None:
        if before is None:
            del parameter.extra["parameterSets"]
        else:
            parameter.extra["parameterSets"] = before

    return undo


def _change_type(parameter: HelpParameter, kind: str) -> Callable[[], None]:
    before = parameter.type, parameter.spelled
    parameter.type, parameter.spelled = dotnet_name(kind) or OBJECT, kind

    def undo() -> None:
        parameter.type, parameter.spelled = before

    return undo


def _key(kind: str) -> str:
    return "type" if kind == "type" else f"parameterSets.{kind}"


def _command(document: CommandHelp) -> Command:
    """The command as the document has it now, as far as binding needs it."""
    default = document.extra.get("defaultParameterSet")
    marked = next((item.set_name for item in document.syntaxes if item.is_default), "")
    return Command(
        name=document.title,
        parameters=tuple(_parameter(each) for each in document.parameters),
        default_set=str(default or ("" if marked in ALL_SETS_NAMES else marked)),
        positional_binding=document.extra.get("positionalBinding") != "false",
        supports_should_process="supportsShouldProcess" in document.extra,
        supports_paging="supportsPaging" in document.extra,
    )


def _parameter(parameter: HelpParameter) -> Parameter:
    return Parameter(
        name=parameter.name,
        type=parameter.type or OBJECT,
        aliases=tuple(parameter.aliases or ()),
        sets=tuple(_entry(tree) for tree in bound_trees(parameter)),
        dynamic=parameter.dynamic,
    )


def _entry(tree: Mapping[str, Any]) -> ParameterSetEntry:
    position = str(tree["position"])
    return ParameterSetEntry(
        name=ALL_SETS if not tree["name"] or tree["name"] in ALL_SETS_NAMES else tree["name"],
        mandatory=bool(tree.get("isRequired")),
        position=int(position) if position.removeprefix("-").isdigit() else None,
        by_value=bool(tree.get("valueFromPipeline")),
        by_name=bool(tree.get("valueFromPipelineByPropertyName")),
        remaining=bool(tree.get("valueFromRemainingArguments")),
    )
