"""A frame in which the constants of a data file are worked out, and no command runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...errors import NotRunError
from ...evaluation.frame import Context
from ...evaluation.interpreter import Interpreter
from ...language.scope import Scope
from ...language.structure import Script


def constant_frame(script: Script, variables: Mapping[str, Any] | None = None) -> Interpreter:
    """A frame of the script with these variables; a command in it raises NotRunError."""
    context = Context(_refused, lambda error: False, lambda error: None, lambda: True)
    return Interpreter(script, Scope(dict(variables or {}), {}), context)


def _refused(frame: Any, pipeline: Any) -> Iterator[Any]:
    raise NotRunError("Nothing in a data file is run.")
