"""Questions on the terminal, as PowerShell asks them."""

from __future__ import annotations

import sys

from ..views.properties import printable

_CHOICES = (
    ("y", "yes", "Yes", "Continue with only the next step of the operation."),
    ("a", "yes to all", "Yes to All", "Continue with all the steps of the operation."),
    ("h", "halt command", "Halt Command", "Stop this command."),
)
_ANSWERS = {"y": "yes", "a": "all", "h": "halt"}


def whether_to_go_on(message: str) -> str | None:
    """Ask whether a command goes on after an error or message: "yes", "all" or "halt".

    None where standard input or standard error is no terminal. The end of the input is taken for "halt".
    """
    if sys.stdin is None or not sys.stdin.isatty() or not sys.stderr.isatty():
        return None
    labels = "  ".join(f"[{key.upper()}] {label}" for key, _, label, _ in _CHOICES)
    _say(f"\nConfirm\n{printable(message)}\n")
    while True:
        _say(f'{labels}  [?] Help (default is "Y"): ')
        line = sys.stdin.readline()
        answer = line.strip().lower() if line else "h"
        if answer == "?":
            _say("".join(f"{key.upper()} - {text}\n" for key, _, _, text in _CHOICES))
            continue
        for key, label, _, _ in _CHOICES:
            if answer in (key, label) or (not answer and key == "y"):
                return _ANSWERS[key]


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
