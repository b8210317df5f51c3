"""What a shell is told at a Tab: never an error, never a text of its own, never the network."""

from __future__ import annotations

from ..completion.candidates import COMMAND, NAME, Candidate
from ..completion.command_candidates import command_candidates
from ..completion.commands_offered import SessionCatalog
from ..completion.words_completed import Words, complete_words
from ..engine.session import Session
from .parameter_help import parameter_help
from .shell_line import ShellLine, escaped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = "files"
"""The reply that leaves the word to the shell, which offers files."""
_VERBS = ("bind", "help", "sandbox", "shell", "login", "logout", "whoami", "context")
_WITH_VALUE = frozenset(
    (
        *("-o", "--output", "--module", "--context", "--var", "--query", "--width", "--records"),
        *("-c", "-f", "--line", "--file"),
    )
)


def bash_reply(line: str, breaks: str) -> list[str]:
    """Replies for COMPREPLY: what bash puts in the place of the last part of the word, with the blank behind it."""
    read = ShellLine(line, breaks)
    offered = _offered(read.words)
    if offered.files:
        return [FILES]
    end = "" if read.quote else " "
    return ["words", *(escaped(each.text[read.cut :], read.quote) + end for each in offered.candidates)]


def described_reply(words: Sequence[str]) -> list[str]:
    """For zsh and fish: each candidate, a tab, and a line that explains it."""
    offered = _offered(list(words))
    if offered.files:
        return [FILES]
    about = parameter_help(_session(), _command_words(list(words))[0]) if offered.candidates else {}
    return ["words", *(f"{each.text}\t{_explained(each, about)}" for each in offered.candidates)]


def _explained(candidate: Candidate, about: dict[str, str]) -> str:
    if candidate.type != NAME:
        return ""
    kind = candidate.tip.partition("]")[0] + "]" if not candidate.tip.startswith("[Nullable[") else "[Nullable]"
    if "[]" in candidate.tip:
        kind = candidate.tip.partition("[]")[0] + "[]]"
    return f"{kind} {about.get(candidate.label.lower(), '')}".strip()


_sessions: list[Session] = []


def _session() -> Session:
    if not _sessions:
        _sessions.append(Session())
    return _sessions[0]


def _command_words(words: list[str]) -> list[str]:
    """The words from the cmdlet's name on; in front of it may stand pscompat and its options."""
    name = words[0].rpartition("/")[2]
    if name != "pscompat":
        return [name, *words[1:]]
    rest = words[1:]
    while len(rest) > 1 and (rest[0].startswith("-") or rest[0] == "bind"):
        del rest[: 2 if rest[0] in _WITH_VALUE and len(rest) > 2 else 1]
    if len(rest) > 1 and rest[0] == "help":
        rest[0] = "Get-Help"
    return rest


def _offered(words: list[str]) -> Words:
    catalog = SessionCatalog(_session())
    found = _command_words(words)
    if len(found) == 1:
        if found[0].startswith("-"):
            return Words()
        verbs = [Candidate(COMMAND, verb) for verb in _VERBS if found[0] and verb.startswith(found[0].lower())]
        return Words([*command_candidates(catalog, found[0]), *verbs])
    command = catalog.find(found[0])
    if command is None:
        return Words(files=True)
    return complete_words(command, found[1:], catalog)
