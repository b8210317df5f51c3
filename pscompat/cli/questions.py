"""Questions on the terminal, as PowerShell asks them: confirmation, going on, and missing mandatory parameters."""

from __future__ import annotations

import sys

from ..views.properties import printable
from .process import can_ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..binding.compiled_parameter import CompiledParameter

    Choice = tuple[str, str, str, str]

# Key, label, what the help says, and the answer for the one who asks.
_YES = ("y", "Yes", "Continue with only the next step of the operation.", "yes")
_ALL = ("a", "Yes to All", "Continue with all the steps of the operation.", "all")
_GO_ON: tuple[Choice, ...] = (_YES, _ALL, ("h", "Halt Command", "Stop this command.", "halt"))
_NO = ("n", "No", "Skip this operation and proceed with the next operation.", "no")
_SUSPEND = (
    *("s", "Suspend"),
    'Pause the current pipeline and return to the command prompt. Type "exit" to resume the pipeline.',
    "suspend",
)
_NONE = ("l", "No to All", "Skip this operation and all subsequent operations.", "none")
_PROCEED: tuple[Choice, ...] = (_YES, _ALL, _NO, _NONE, _SUSPEND)


def whether_to_go_on(message: str) -> str | None:
    """Ask whether a command goes on after an error or message: "yes", "all" or "halt".

    None where there is no terminal. The end of the input is taken for "halt".
    """
    return _choose(message, _GO_ON, at_end="halt")


def whether_to_proceed(text: str) -> str | None:
    """Ask whether an operation is done: "yes", "all", "no", "none" or "suspend"; the end of the input is "none"."""
    return _choose(f"Are you sure you want to perform this action?\n{text}", _PROCEED, at_end="none")


def whether_to_continue(text: str, caption: str) -> bool | None:
    """Ask whether something is done; None where there is no terminal. The end of the input is a no."""
    answer = _choose(text, (_YES, _NO, _SUSPEND), at_end="no", caption=caption)
    return None if answer is None else answer == "yes"


def line_of(prompt: str, *, hidden: bool) -> str | None:
    """Ask for a line of text; None where there is no terminal or the input is at its end."""
    if not can_ask():
        return None
    try:
        return _line(printable(prompt), hidden=hidden)
    except EOFError:
        return None


def _choose(message: str, choices: Sequence[Choice], *, at_end: str, caption: str = "Confirm") -> str | None:
    if not can_ask():
        return None
    labels = "  ".join(f"[{key.upper()}] {label}" for key, label, _, _ in choices)
    _say(f"\n{caption}\n{printable(message)}\n")
    while True:
        _say(f'{labels}  [?] Help (default is "Y"): ')
        line = sys.stdin.readline()
        if not line:
            return at_end
        typed = line.strip().lower()
        if typed == "?":
            _say("".join(f"{key.upper()} - {text}\n" for key, _, text, _ in choices))
            continue
        for key, label, _, answer in choices:
            if typed in (key, label.lower()) or (not typed and key == "y"):
                return answer


def values_of(
    command: str, position: int, missing: Sequence[CompiledParameter]
) -> list[tuple[CompiledParameter, Any]] | None:
    """Ask for the value of each missing mandatory parameter (binding.md §6.4); None at the end of the input."""
    _say(f"\ncmdlet {command} at command pipeline position {position}\nSupply values for the following parameters:\n")
    if any(_help_message(parameter) for parameter in missing):
        _say("(Type !? for Help.)\n")
    answers = []
    for parameter in missing:
        try:
            answers.append((parameter, _value_of(parameter)))
        except EOFError:
            _say("\n")
            return None
    return answers


def _help_message(parameter: CompiledParameter) -> str:
    return next((entry.help_message for entry in parameter.declaration.sets if entry.help_message), "")


def _value_of(parameter: CompiledParameter) -> Any:
    """One value, or the elements of a collection until an empty answer."""
    element = parameter.type.element
    if element is None:
        return _answer(parameter, f"{parameter.name}: ", parameter.type)
    items: list[Any] = []
    while True:
        item = _answer(parameter, f"{parameter.name}[{len(items)}]: ", element, END)
        if item is END:
            return items
        items.append(item)


END = object()
"""Stands for the empty answer that ends a list."""


def _answer(parameter: CompiledParameter, label: str, net_type: Any, empty: object = "") -> Any:
    """What is typed behind a label, ``empty`` for nothing; a number that cannot be read is asked for again."""
    secret = net_type.full_name == "System.Security.SecureString"
    if net_type.full_name == "System.Management.Automation.PSCredential":
        return _credential()
    while True:
        typed = _line(label, hidden=parameter.declaration.sensitive or secret)
        if not typed and (empty is END or not secret):
            return empty
        if secret:
            from ..dotnet.containers import SecureString

            return SecureString(typed)
        known, text = prompt_command(typed, parameter) if typed[0] == "!" else (True, typed)
        if not known:
            continue
        problem, value = _converted(text, net_type)
        if not problem:
            return value
        _say(f'Cannot recognize "{printable(text or "")}" as a {net_type.full_name} due to {problem} error.\n')


def _credential() -> Any:
    """A credential: the user's name and the password, as PowerShell asks for them."""
    from ..dotnet.containers import SecureString
    from ..dotnet.credentials import CREDENTIAL_REQUEST, PASSWORD_OF, PSCredential

    user = _line(f"{CREDENTIAL_REQUEST}User: ", hidden=False)
    return PSCredential(user, SecureString(_line(PASSWORD_OF.format(printable(user)), hidden=True)))


def prompt_command(typed: str, parameter: CompiledParameter) -> tuple[bool, str | None]:
    """What an answer that begins with ``!`` stands for (prompts.md, Missing mandatory parameters).

    With it comes whether it is an answer at all: help, and what is no command of the prompt, leave the question open.
    """
    command = typed[1:]
    if command.startswith("!"):
        return True, command
    if command == '""':
        return True, ""
    if command.lower() == "$null":
        return True, None
    if command == "?":
        _say((_help_message(parameter) or f"No help is available for {parameter.name}.") + "\n")
    else:
        _say(f'"{printable(typed)}" cannot be recognized as a valid Prompt command.\n')
    return False, None


def _converted(text: str | None, net_type: Any) -> tuple[str, Any]:
    """Why a text is no number of the type: "a format" or "an overflow"; and the answer where it is one, or need not be.

    Null is what the type makes of it: 0, or no text.
    """
    from ..dotnet.conversion import convert
    from ..dotnet.numbers import NUMBER_TYPES
    from ..errors import ConversionError

    if text is not None and (net_type.full_name not in NUMBER_TYPES or not text):
        return "", text
    try:
        value = convert(text, net_type)
    except ConversionError as error:
        if text is None:
            return "", None
        return "an overflow" if "too large or too small" in error.message else "a format", None
    return "", value if text is None else text


def _line(label: str, *, hidden: bool) -> str:
    if hidden:
        import getpass

        return getpass.getpass(label, stream=sys.stderr)
    _say(label)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
