"""A module of a made-up service, written for one test: help files, hooks, and a session that talks to a server."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pscompat.dotnet.clock import Clock
from pscompat.engine.commands import Commands
from pscompat.engine.session import Session
from pscompat.engine.streams import CollectingStreams
from pscompat.errors import ErrorRecord
from pscompat.helpfile.module import Module

from ..http.loopback import Loopback, Served

KEY = "key-0123456789abcdef"
MODULE = """
name: Acme
parameters:
- {name: TimeoutSec, type: int, parameterSets: [{name: (All)}], pscompat: {default: 0}}
- {name: Key, type: securestring, parameterSets: [{name: (All)}], pscompat: {transform: [secureString]}}
- {name: More, type: hashtable, parameterSets: [{name: (All)}]}
groups: {api: [TimeoutSec, Key, More]}
types:
  objects:
    Acme.Crate: {object: crate, text: id, dates: [made_at]}
endpoints:
  services:
    Shop: {base: http://127.0.0.1:1, authentication: [bearer]}
    Depot: {base: http://127.0.0.1:1, authentication: [bearer]}
  authentication: {bearer: {Authorization: 'Bearer {key}'}}
  mime_types: {.txt: text/plain}
  errors: {prefix: Acme., commands: {request: Invoke-Acme, file: Find-AcmeFile, timeout: Write-AcmeTimeout}}
credentials:
  key: {parameter: Key, variable: ACME_KEY, required: A key is needed.}
  base: {variable: ACME_BASE}
  parameters: {timeout: TimeoutSec, query: More}
paginators:
  pages: {
    input_token: after, output_token: last, more_results: more, result_key: crates, limit_key: size, all: All,
    limit: Size, largest: 50
  }
  tokens: {input_token: token, output_token: next, result_key: crates, all: All, limit: Size, limit_key: size}
  bare: {input_token: token, output_token: next, result_key: crates, all: All}
"""


class Acme(Served):
    """The module in a session. What it writes besides records is kept."""

    def __init__(
        self, folder: Path, server: Loopback | None = None, *, hooks: dict[str, str] | None = None, **commands: str
    ) -> None:
        """``commands`` are help files by command name, ``_`` for the dash."""
        self.folder = folder
        self.server = server
        (folder / "help").mkdir(parents=True, exist_ok=True)
        (folder / "help/module.yaml").write_text(MODULE)
        for name, text in commands.items():
            (folder / f"help/{name.replace('_', '-')}.yaml").write_text(textwrap.dedent(text))
        for name, text in (hooks or {}).items():
            (folder / "cmdlets").mkdir(exist_ok=True)
            (folder / f"cmdlets/{name}.py").write_text(textwrap.dedent(text))
        self.streams = CollectingStreams()
        base = server.base if server else "http://127.0.0.1:1/v1"
        self.session = Session(
            [Module(str(folder))],
            streams=self.streams,
            clock=Clock(datetime(2026, 11, 23), 0),
            environment={"ACME_KEY": KEY, "ACME_BASE": base},
        )
        self.commands = Commands(self.session)

    def run(self, name: str, *arguments: Any, records: Iterable[Any] | None = None, **parameters: Any) -> list[Any]:
        """The records that the command writes."""
        return list(self.commands.stream(name, parameters, arguments, records))

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Id and message of the errors that were written."""
        return [(each.fully_qualified_error_id, each.message) for each in self.error_records]

    @property
    def error_records(self) -> list[ErrorRecord]:
        """The errors that were written."""
        return self.streams.errors


def parameters(*names: str, types: dict[str, str] | None = None, sets: dict[str, list[str]] | None = None) -> str:
    """The ``parameters:`` of a help file; the first has position 0 and takes the pipeline, by value and by name."""
    lines = ["parameters:"]
    for index, name in enumerate(names):
        position = "position: '0', valueFromPipeline: true, valueFromPipelineByPropertyName: true" if not index else ""
        entries = ", ".join(f"{{name: {each}, {position}}}" for each in (sets or {}).get(name, ["(All)"]))
        lines.append(f"- {{name: {name}, type: {(types or {}).get(name, 'object')}, parameterSets: [{entries}]}}")
    return "\n".join([*lines, "- shared: [api]", ""])
