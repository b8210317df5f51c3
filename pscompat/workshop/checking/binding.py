"""The checks of help files that need the binder: definitions compile, defaults pass, the lines of examples bind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...binding import Binder
from ...binding.validation import validator
from ...dotnet.types import resolve_parameter
from ...errors import (
    ConversionError,
    MetadataError,
    ParseError,
    PscompatError,
    ValidationError,
)
from ...language.reader import parse
from ..example_lines import KnownValues, calls_of, code_of
from .findings import Finding
from .subject import CheckedModule, Subject

_NOT_BUILT = ("allowNull", "allowEmptyString", "allowEmptyCollection", "commandExists", "script")


def binder_checks(module: CheckedModule) -> Iterator[Finding]:
    """All checks of this module, for ``checker.check_path``."""
    binders: dict[str, Binder] = {}
    for subject in module.subjects:
        binder = yield from _definition(subject, module)
        if binder is not None:
            yield from _defaults(subject, binder)
            for name in (subject.command.name, *subject.command.aliases):
                binders.setdefault(name.lower(), binder)
    for subject in module.subjects:
        yield from _examples(subject, binders, module)


def _definition(subject: Subject, module: CheckedModule) -> Any:
    """What PowerShell says when the command is first used; of attributes it says only the first mistake."""
    faulty = list(_attributes(subject, module))
    yield from faulty
    try:
        return Binder(subject.command, module.module.types, named_validators={"commandExists": lambda value: None})
    except MetadataError as error:
        if not any(error.message == finding.message for finding in faulty):
            yield subject.finding("definition", "error", error.message, "parameters")
    except PscompatError as error:
        yield subject.finding("definition", "error", str(error), "parameters")
    return None


def _attributes(subject: Subject, module: CheckedModule) -> Iterator[Finding]:
    for each in subject.parameters:
        for validation in each.parameter.validations:
            if validation.kind not in _NOT_BUILT:
                try:
                    validator(validation, resolve_parameter(each.parameter.type, module.module.types))
                except MetadataError as error:
                    yield each.finding("definition", "error", error.message, "pscompat.validate")


def _defaults(subject: Subject, binder: Binder) -> Iterator[Finding]:
    """PowerShell converts defaults but does not validate them: one that is refused surprises its reader."""
    compiled = {parameter.name: parameter for parameter in binder.command.declared}
    for each in subject.parameters:
        parameter = compiled.get(each.parameter.name)
        if parameter is None or each.parameter.default is None:
            continue
        shown = each.parameter.default
        try:
            value = parameter.default_value(None)
            for validator in parameter.validators:
                if value is not None and callable(validator):
                    validator(value)
        except ConversionError as error:
            yield each.finding("default-refused", "error", f"the default {shown}: {error}", "pscompat.default")
        except ValidationError as error:
            yield each.finding("default-refused", "warning", f"the default {shown}: {error}", "pscompat.default")


def _examples(subject: Subject, binders: dict[str, Binder], module: CheckedModule) -> Iterator[Finding]:
    for number, (entry, line) in enumerate(subject.entries("examples"), 1):
        text = entry.tree.get("description")
        line = entry.tree.lines.get("description", line)
        title = entry.tree.get("title")
        key = title if isinstance(title, str) and title else f"examples[{number}]"
        known = KnownValues(module.module.types)
        for code in code_of(text if isinstance(text, str) else "", subject.command.name):
            try:
                script = parse(code)
            except ParseError as problem:
                message = f"{_shown(code)} does not parse: {problem}"
                yield Finding("example-fails", "error", message, subject.path, line, key)
                continue
            for call in calls_of(script, binders, known):
                error = call.error(binders[call.name])
                if error is not None:
                    message = f"{_shown(call.text)}: {error.message}"
                    yield Finding("example-fails", "error", message, subject.path, line, key)


def _shown(code: str) -> str:
    line = " ".join(code.split())
    return f"'{line[:77]}…'" if len(line) > 78 else f"'{line}'"
