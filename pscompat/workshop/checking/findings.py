"""What the checker finds, and how it is printed: as text, JSON or SARIF 2.1.0."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

LEVELS = ("error", "warning", "note")
FORMATS = ("text", "json", "sarif")

RULES = {
    "schema": "The file is a help file and all its keys are known.",
    "definition": "PowerShell accepts the command when it is first used.",
    "set-count": "A command has at most 32 parameter sets.",
    "set-unknown": "Every set that is named exists.",
    "set-twice": "A parameter stands in a set once.",
    "sets-alike": "Two sets can be told apart.",
    "position-twice": "In a set each position belongs to one parameter.",
    "position-shadowed": "A position for all sets is not taken away by one of a named set.",
    "position-negative": "Positions are not negative.",
    "name-reserved": "A parameter has no name that PowerShell itself gives out.",
    "what-if-own": "No command has a -WhatIf of its own: PowerShell's sends nothing.",
    "alias-collides": "An alias names one parameter.",
    "prefix-ambiguous": "A parameter's abbreviation does not run into the common parameters.",
    "default-refused": "The default passes the parameter's own validations.",
    "accepted-values": "The accepted values that help shows are those that are accepted.",
    "range-empty": "The bounds of a validation leave something.",
    "mandatory-default": "A mandatory parameter has no default.",
    "example-fails": "The lines of an example bind.",
    "example-missing": "A command has an example.",
    "text-missing": "A command and its parameters are described.",
    "placeholder": "No placeholder is left in a text.",
    "link-address": "A link leads to a web address.",
    "verb": "The command's verb is approved.",
    "command-alias-collides": "A command alias names one command.",
    "handler-missing": "The handler module exists and can be read.",
    "handler-parameters": "The handler reads the command's parameters.",
    "request": "A request is made of the words of the language, and of names that the command has.",
    "request-commands": "The commands that a request calls exist, and have the parameters it gives them.",
    "request-service": "A module with requests says where they go.",
    "parameters-named": "The parameters that the module file names for paginators and credentials are there.",
    "parameter-unused": "Something looks at each parameter of a command that has a request.",
    "sandbox-missing": "What a module has for the sandbox exists, and has a SERVICE.",
    "left-out": "What a script has that is not run here is seen by the author.",
    "not-run": "A command has a request or a handler.",
}
"""What each rule demands."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or doubtful: the rule, how grave it is, and the place (``line`` 0 is the whole file)."""

    rule: str
    level: str
    message: str
    path: str
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        key = f"{self.key}: " if self.key else ""
        return f"{place}: {self.level}: {key}{' '.join(self.message.split())} [{self.rule}]"


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """By file and line, the graver ones first."""
    return sorted(findings, key=lambda each: (each.path, each.line, LEVELS.index(each.level), each.rule, each.message))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of them is an error."""
    return any(finding.level == "error" for finding in findings)


def print_findings(findings: Sequence[Finding], to: str, *, files: int) -> str:
    """The findings in one of ``FORMATS``; ``files`` is how many files were checked."""
    if to == "json":
        return json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False) + "\n"
    if to == "sarif":
        return json.dumps(sarif(findings), indent=2, ensure_ascii=False) + "\n"
    counts = ", ".join(_counted(sum(each.level == level for each in findings), level) for level in LEVELS)
    lines = [str(finding) for finding in findings]
    return "".join(f"{line}\n" for line in lines) + f"{_counted(files, 'file')} checked: {counts}\n"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings as one run of a SARIF log."""
    used = [rule for rule in RULES if any(finding.rule == rule for finding in findings)]
    rules = [{"id": rule, "shortDescription": {"text": RULES[rule]}} for rule in used]
    results = [
        {
            "ruleId": finding.rule,
            "ruleIndex": used.index(finding.rule),
            "level": finding.level,
            "message": {"text": f"{finding.key}: {finding.message}" if finding.key else finding.message},
            "locations": [{"physicalLocation": _location(finding)}],
        }
        for finding in findings
    ]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "pscompat help check", "rules": rules}}, "results": results}],
    }


def _location(finding: Finding) -> dict[str, Any]:
    path = finding.path
    address = Path(path).as_uri() if os.path.isabs(path) else quote(os.fsencode(Path(path).as_posix()))
    location: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if finding.line:
        location["region"] = {"startLine": finding.line}
    return location
