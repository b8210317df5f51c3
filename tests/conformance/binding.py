"""Binding cases: lines on recorded definitions (``binding``, ``handmade``), argument words, PSOpenAI's commands."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pscompat.binding import Binder, BoundCall, Run
from pscompat.dotnet.clock import Clock
from pscompat.dotnet.types import NetType
from pscompat.engine.commands import Commands
from pscompat.engine.session import Session
from pscompat.errors import BindingError, CommandError, ErrorRecord, ParseError, PscompatError
from pscompat.helpfile.search_path import find_module
from pscompat.language.elements import Element, asks_for_help, splat
from pscompat.language.reader import parse
from pscompat.language.shell_words import read_words
from pscompat.model import Command

from .arguments import argument_value, bound_value, record_value
from .definitions import Workshop
from .kinds import Difference, Kind, Outcome, Row, guarded
from .lines import arguments, only_command

CLOCK = Clock(datetime(2026, 11, 23), 0)
"""The day and zone in which the cases are evaluated."""

_ERROR_KEYS = ("id", "category", "message", "parameter", "terminating")
_NO_INPUT: list[Any] = []


class BindingKind(Kind):
    """``binding.jsonl`` and ``handmade.jsonl``."""

    row_keys = frozenset(("cmdlet",))
    case_keys = frozenset(("line", "args", "input", "defaults"))
    error_keys: tuple[str, ...] = _ERROR_KEYS
    compared_blocks: tuple[str, ...] = ("begin", "end")
    compared_values: tuple[str, ...] = ("bound", "unbound")
    simple_blocks = False
    shown: Callable[[Any], Any] = staticmethod(bound_value)

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as folder:
            self.workshop = Workshop(Path(folder))
            # Blocks that a file's recording left out are not compared.
            self.recorded_end = path.name.startswith("handmade")
            yield

    def run(self, question: Row) -> list[Outcome]:
        command = self.workshop.load(self.definition(question["cmdlet"]))
        types = self.workshop.module.types
        return [guarded(partial(self.bind, command, types, case)) for case in question["cases"]]

    def definition(self, recorded: Row) -> Row:
        """The recorded definition under the name that the command had."""
        return recorded

    def binder(self, command: Command, types: dict[str, NetType]) -> Binder:
        """What binds the command's lines."""
        return Binder(command, types)

    def bind(self, command: Command, types: dict[str, NetType], case: Row) -> Outcome:
        """Bind one recorded line and note what each block would see."""
        try:
            given = elements(case["args"]) if "args" in case else parsed(case["line"])
        except ParseError as error:
            return {"errors": [{**error_node(error, terminating=True), "exception": "ParseException"}]}
        except CommandError as error:
            return {"errors": [record_node(record) for record in error.records]}
        if asks_for_help(given):
            return {"help": True}
        invocation = Invocation(partial(self.binder, command, types), self.shown)
        invocation.simple_blocks = self.simple_blocks
        return invocation.run(
            given,
            [record_value(node) for node in case["input"]] if "input" in case else None,
            {key: record_value(node) for key, node in case["defaults"].items()} if "defaults" in case else None,
        )

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        found = list(compare_calls(expected.get("calls", []), outcome.get("calls", []), self.compared_values))
        for block in self.compared_blocks:
            if block == "end" and not self.recorded_end:
                continue
            found += compare_blocks(block, expected.get(block), outcome.get(block))
        found += compare_errors(expected.get("errors", []), outcome.get("errors", []), self.error_keys)
        if expected.get("warnings", []) != outcome.get("warnings", []):
            found.append(Difference("warnings", expected.get("warnings", []), outcome.get("warnings", [])))
        return found


class ArgvKind(BindingKind):
    """``argv.jsonl``: the command is a script file, its arguments are words."""

    case_keys = frozenset(("argv", "stdin"))
    error_keys = ("id", "category", "message")
    compared_blocks = ()

    def definition(self, recorded: Row) -> Row:
        return {**recorded, "name": recorded["name"] + ".ps1"}

    def bind(self, command: Command, types: dict[str, NetType], case: Row) -> Outcome:
        words = read_words(case["argv"])
        if asks_for_help(words):
            return {"help": True}
        return Invocation(partial(self.binder, command, types)).run(words, None, None)

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if "crash" in expected:
            return []
        found = super().differences(expected, outcome)
        if expected.get("help", False) != outcome.get("help", False):
            found.append(Difference("help", expected.get("help", False), outcome.get("help", False)))
        return found

    def title(self, row: Row, index: int) -> str:
        return " ".join(map(repr, row["cases"][index]["argv"]))


class ModuleKind(BindingKind):
    """``module.jsonl``: lines on the commands of the shipped module; one case a row."""

    row_keys = frozenset(("cmdlet", "line", "args", "input", "defaults"))
    case_keys = frozenset()
    compared_blocks = ()
    compared_values = ("bound",)

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        self.module = find_module("PSOpenAI")
        self.loaded = Commands(Session([self.module]))
        with self.loaded.session.type_data:
            yield

    def binder(self, command: Command, types: dict[str, NetType]) -> Binder:
        return self.loaded.command(command.name).binder()

    def run(self, question: Row) -> list[Outcome]:
        return [self.bind(self.module.command(question["cmdlet"]), self.module.types, question)]


class Invocation:
    """One invocation of a command whose blocks note what they see."""

    def __init__(self, binder: Callable[[], Binder], shown: Callable[[Any], Any] = bound_value) -> None:
        self.binder = binder
        self.shown = shown
        self.simple_blocks = False
        self.outcome: Outcome = {}

    def run(self, arguments: list[Element], records: list[Any] | None, defaults: dict[Any, Any] | None) -> Outcome:
        """The outcome of the whole invocation; ``records`` is None without a pipeline."""
        try:
            run = self.binder().start(arguments, expecting_input=records is not None, defaults=defaults, clock=CLOCK)
        except BindingError as error:
            self.warn(getattr(error, "warnings", ()))
            self.fail(error, terminating=True)
            return self.outcome
        self.warn(run.warnings)
        if records is None:
            self.called(run.bind_nothing())
            return self.outcome
        self.block("begin", run)
        # What -ErrorAction does with the errors of single records is the engine's to do.
        action = str(run.bound.get("ErrorAction", "Continue"))
        for record in records:
            try:
                call = run.bind(record)
            except BindingError as error:
                if action not in ("SilentlyContinue", "Ignore"):
                    self.fail(error, terminating=action == "Stop")
                if action == "Stop":
                    return self.outcome
                continue
            self.called(call)
        self.block("end", run)
        return self.outcome

    def block(self, name: str, run: Run) -> None:
        """Note what a begin or end block sees; those of simple functions were not always recorded."""
        if self.simple_blocks or not run.state.command.simple:
            self.outcome[name] = {"set": run.set_name, "bound": list(run.bound)}

    def called(self, call: BoundCall) -> None:
        """Note one run of the process block."""
        self.warn(call.warnings)
        bound = {name.lower() for name in call.bound}
        noted: Outcome = {
            "set": call.set_name,
            "bound": {name: self.shown(value) for name, value in call.bound.items()},
        }
        unbound = {
            name: self.shown(value)
            for name, value in call.values.items()
            if value is not None and name.lower() not in bound
        }
        if unbound:
            noted["unbound"] = unbound
        if call.args:
            noted["args"] = [self.shown(value) for value in call.args]
        self.outcome.setdefault("calls", []).append(noted)

    def warn(self, texts: Any) -> None:
        """Note warnings."""
        if texts:
            self.outcome.setdefault("warnings", []).extend(texts)

    def fail(self, error: BindingError, *, terminating: bool) -> None:
        """Note an error record."""
        self.outcome.setdefault("errors", []).append(error_node(error, terminating=terminating))


def error_node(error: PscompatError, *, terminating: bool) -> Row:
    """An error in the notation of the files."""
    node: Row = {"id": getattr(error, "fully_qualified_error_id", error.error_id), "category": error.category}
    node["exception"] = getattr(error, "exception", type(error).__name__)
    node["message"] = error.message
    parameter = getattr(error, "parameter", None)
    # The recording left empty texts out.
    if parameter:
        node["parameter"] = parameter
    if terminating:
        node["terminating"] = True
    return node


def record_node(record: ErrorRecord) -> Row:
    """An error record of the language itself, which always ends the line."""
    node: Row = {"id": record.fully_qualified_error_id, "category": record.category}
    return node | {"exception": record.exception, "message": record.message, "terminating": True}


def elements(args: list[Row]) -> list[Element]:
    """The arguments of a case in the form in which the binder takes them."""
    found: list[Element] = []
    ended = False
    for arg in args:
        kind = arg["k"]
        if kind == "end":
            ended = True
        elif kind == "splat":
            found += splat(record_value(arg["value"]))
        elif kind == "arg":
            found.append(Element(value=argument_value(arg["value"])))
        elif ended:
            found.append(Element(value=f"-{arg['name']}:" if "arg" in arg else f"-{arg['name']}"))
            if "arg" in arg:
                found.append(Element(value=argument_value(arg["arg"])))
        elif "arg" in arg:
            found.append(Element(arg["name"], f"-{arg['name']}:", argument_value(arg["arg"])))
        else:
            found.append(Element(arg["name"], f"-{arg['name']}"))
    return found


def parsed(line: str) -> list[Element]:
    """The arguments of a line that has no neutral form: one command. Raises ParseError."""
    script = parse(line)
    command = only_command(script)
    if command is None:
        raise NotImplementedError("the line is not one command")
    return arguments(script, command, CLOCK, {}, {})


def compare_calls(expected: list[Row], got: list[Row], values: tuple[str, ...]) -> Iterator[Difference]:
    """Calls in order: set, bound values, variables of what is not bound, ``$args``."""
    for index in range(max(len(expected), len(got))):
        if index >= len(expected) or index >= len(got):
            yield Difference(f"calls[{index}]", _at(expected, index), _at(got, index))
            continue
        one, other = expected[index], got[index]
        for key in values:
            was, now = one.get(key, {}), other.get(key, {})
            for name in sorted({*was, *now}):
                if was.get(name) != now.get(name):
                    yield Difference(f"calls[{index}].{key}.{name}", was.get(name), now.get(name))
        for key in ("set", "args"):
            if one.get(key, []) != other.get(key, []):
                yield Difference(f"calls[{index}].{key}", one.get(key), other.get(key))


def compare_blocks(block: str, expected: Row | None, got: Row | None) -> list[Difference]:
    """Set and names of a begin or end block; None where the block did not run."""
    was, now = (node and {"set": node["set"], "bound": sorted(node["bound"])} for node in (expected, got))
    return [] if was == now else [Difference(block, was, now)]


def compare_errors(expected: list[Row], got: list[Row], keys: tuple[str, ...]) -> Iterator[Difference]:
    """Errors in order by the keys that are compared."""
    for index in range(max(len(expected), len(got))):
        if index >= len(expected) or index >= len(got):
            yield Difference(f"errors[{index}]", _at(expected, index), _at(got, index))
            continue
        for key in keys:
            was, now = expected[index].get(key), got[index].get(key)
            if was != now:
                yield Difference(f"errors[{index}].{key}", was, now)


def _at(rows: list[Row], index: int) -> Row | None:
    return rows[index] if index < len(rows) else None
