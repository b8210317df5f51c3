"""Data files as ``Import-PowerShellDataFile`` reads them (manifests.md §1)."""

from __future__ import annotations

from typing import Any

from ...errors import CommandError, ErrorRecord, ParseError
from ...language.nodes import HashLiteral, Node
from ...language.reader import parse
from ...language.structure import Script, Statement
from ..script_text import read_script_text
from .data_values import DataValues, NotData

_COMMAND = "Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand"
_UNREADABLE = "CouldNotParseAsPowerShellDataFile"


def read_data_file(path: str) -> dict[Any, Any]:
    """The table of a data file; nothing of it is run.

    Raises HelpFileError for a file that cannot be read, CommandError with PowerShell's error for one that holds
    anything but data.
    """
    return read_data(read_script_text(path), path)


def read_data(text: str, path: str, *, limited: bool = True) -> dict[Any, Any]:
    """The first table of a data file's text. Raises CommandError; one for a parse error has it as its cause.

    >>> read_data("@{ Name = 'Jira'; Ports = 80, 443 }", "t.psd1")
    {'Name': 'Jira', 'Ports': [80, 443]}
    """
    message = f"The file '{path}' could not be parsed as a PowerShell Data File."
    try:
        script = parse(text)
    except ParseError as error:
        raise _failure(_UNREADABLE, message, "InvalidData") from error.locate(text)
    table = first_table(script)
    if table is None:
        raise _failure(f"{_UNREADABLE}NoHashtableRoot", message, "InvalidData")
    try:
        value: dict[Any, Any] = DataValues(script, limited=limited).value(table)
    except NotData:
        what = "Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. "
        message = f"{what}Dynamic expression: {script.text_of(table)}."
        raise _failure("System.InvalidOperationException", message, "NotSpecified") from None
    return value


def first_table(script: Script) -> HashLiteral | None:
    """The first table of a script outside its blocks and functions, in the order of the text."""
    return next((node for node in script.walk(_is_outside) if isinstance(node, HashLiteral)), None)


def _is_outside(node: Node) -> bool:
    return not node.is_block and not (isinstance(node, Statement) and node.ast == "FunctionDefinitionAst")


def _failure(error_id: str, message: str, category: str) -> CommandError:
    record = ErrorRecord(f"{error_id},{_COMMAND}", message, category=category, exception="InvalidOperationException")
    return CommandError([record])
