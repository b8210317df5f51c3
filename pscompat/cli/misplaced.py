"""What stands behind a command's name and was meant for somebody else: pscompat's own options, a shell's variables."""

from __future__ import annotations

from ..language.shell_words import Word
from .options import DRY_RUN_FORMS, FORMATS, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..engine.loaded_command import LoadedCommand
    from ..language.shell_words import ShellWords

_VALUES = {
    "--output": "FORMAT",
    "--dry-run": "",
    "--jobs": "",
    "--quiet": "",
    "--sandbox": "",
    "--query": "EXPR",
    "--explain": "",
    "--strict": "",
    "--plain-words": "",
    "--var": "NAME=VALUE",
    "--width": "N",
    "--module": "FOLDER",
    "--context": "NAME",
    "--version": "",
    "--help": "",
    "--line": "LINE",
    "--file": "FILE",
}
"""pscompat's own long options, and the word that stands for the value of each."""


def check_no_own_options(name: str, command: LoadedCommand, words: Sequence[str]) -> None:
    """Raises UsageError for the first word behind a command's name that is an option of pscompat.

    It is none where the command has a parameter of just that name. ``name`` is what stands before the words.
    """
    for index, word in enumerate(words):
        option, equals, _ = word.partition("=")
        following = words[index + 1] if index + 1 < len(words) and not equals else ""
        if (option in _VALUES or _is_short(word, following)) and not _is_parameter(command, word):
            raise UsageError(
                f"{option} is an option of pscompat: it stands before the name of a command.",
                hint=_right_place(name, option, following),
            )


def _is_short(word: str, following: str) -> bool:
    """Whether -o, -c or -f has a value that only pscompat's option takes."""
    if word == "-o":
        return following in FORMATS
    if word == "-f":
        return following.lower().endswith(".ps1")
    return word == "-c" and _is_line(following)


def _is_line(text: str) -> bool:
    """Whether the text begins as PowerShell lines do: with a variable, or with verb and noun."""
    if text[:1] == "$":
        return text[1:2].isalpha()
    verb, _, noun = text.partition(" ")[0].partition("-")
    return verb.isalpha() and noun.isalnum() and verb[0].isupper() and noun[0].isupper()


def _is_parameter(command: LoadedCommand, word: str) -> bool:
    """Whether the word names a parameter of the command in full; another dash before the name counts for nothing."""
    from ..dotnet.texts import fold

    return fold(word.lstrip("-")) in command.binder().command.by_name


def _right_place(name: str, option: str, following: str) -> str:
    """Where the option goes, with nothing of what else was typed."""
    if option == "--help":
        return f"As the last word it prints the command's help: `{name} --help`; before the name, ours."
    if option in ("-c", "--line", "-f", "--file"):
        return f"Put it in the place of the name: `{option} {'LINE' if option in ('-c', '--line') else 'FILE'}`."
    value = _VALUES.get(option, "")
    if following in (DRY_RUN_FORMS if option == "--dry-run" else FORMATS if option in ("-o", "--output") else ()):
        value = following
    return f"Put it before the name: `{option} {value + ' ' if value else ''}{name}`."


def rests_of_variables(command: LoadedCommand, elements: ShellWords) -> list[str]:
    """The values by position that are only ``.name``: what a shell makes of ``$run.thread_id``. Files are none."""
    import os

    from ..binding.arguments import reparse
    from ..errors import BindingError

    if not any(type(element.value) is Word and _is_member(element.value) for element in elements):
        return []
    try:
        paired = reparse(command.binder().command, elements)
    except BindingError:
        # That is said in its own words.
        return []
    values = [str(element.value) for element in paired if element.name is None and type(element.value) is Word]
    return [value for value in values if _is_member(value) and not os.path.lexists(value)]


def _is_member(text: str) -> bool:
    return text[:1] == "." and all(part.isidentifier() for part in text[1:].split("."))
