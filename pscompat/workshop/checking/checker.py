"""The checker of help files: reads a module as the engine does, then looks for what would surprise its users.

Checks that need the binder are given from outside (``more``), as this room comes before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .command_names import check_command_names, check_names
from .declared_types import check_types
from .findings import Finding, sort_findings
from .handlers import check_actions
from .help_texts import check_texts, page_names
from .open_questions import check_open_questions
from .parameter_sets import check_sets
from .parameter_values import check_values
from .parameters_named import check_parameters_named
from .parameters_used import check_parameters_used
from .subject import CheckedModule, load_module

_OF_DEFINITIONS = frozenset(("alias-collides", "name-reserved", "set-twice", "set-count", "range-empty"))

Check = Callable[[CheckedModule], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Report:
    """The findings, each once, sorted by place; and how many files were read."""

    findings: list[Finding]
    files: int


def check_path(path: str, more: Sequence[Check] = ()) -> Report:
    """Check the module, folder or file at ``path``.

    Raises HelpFileError only when there is nothing to check; a file that cannot be read is a finding.
    """
    module = load_module(path)
    findings = list(module.findings)
    names = page_names(module)
    for subject in module.subjects:
        findings += check_sets(subject)
        findings += check_names(subject)
        findings += check_values(subject, module.module.types)
        findings += check_open_questions(subject, module.module.types)
        findings += check_texts(subject, names)
    findings += check_command_names(module.subjects)
    findings += check_actions(module)
    findings += check_types(module)
    findings += check_parameters_named(module)
    findings += check_parameters_used(module)
    for check in more:
        findings += check(module)
    return Report(sort_findings(dict.fromkeys(_without_repeats(findings))), module.files)


def _without_repeats(findings: list[Finding]) -> list[Finding]:
    """Leaves out what PowerShell says of a definition when a finding with its own line says the same."""
    places = {finding.path for finding in findings if finding.rule in _OF_DEFINITIONS and finding.level == "error"}
    return [finding for finding in findings if finding.rule != "definition" or finding.path not in places]
