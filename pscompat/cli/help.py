"""Help on the terminal: ``pscompat help``, ``Get-Help NAME``, ``NAME -?``."""

from __future__ import annotations

import sys

from ..errors import BindingError
from .exit_code import DONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from types import ModuleType
    from typing import Any

    from ..engine.loaded_command import LoadedCommand
    from ..engine.session import Session
    from ..views.help.sources import HelpSource
    from .console import Console
    from .options import Options

USAGE = """\
Usage: pscompat help NAME [-Detailed | -Full | -Examples | -Parameter NAME[,…] | -Online] [--width N]
       pscompat help FILE [NAME] [-Detailed | …]  print the help in a file (script, YAML, Markdown, MAML)
       pscompat help import FILE… [--to FORMAT]   read scripts or help files (Markdown, MAML, YAML)
       pscompat help check [PATH]                 check the help files of a module
       pscompat help new VERB-NOUN                make a first help file
       pscompat help export NAME --to FORMAT      write a cmdlet's help in another form
       pscompat help schema                       print the JSON Schema of help files

Each verb has its own --help.
"""
_ENDINGS = (".ps1", ".psm1", ".yaml", ".yml", ".md", ".markdown", ".xml", ".maml")
_VERBS = ("import", "check", "new", "export", "schema")


def run_help(words: Sequence[str], options: Options, console: Console) -> int:
    """Print a cmdlet's help, or do what a help-file verb says."""
    if words and words[0] in _VERBS:
        return int(workshop().run_verb(words))
    words = _without_width(list(words), options)
    if not words or words[0] in ("-h", "--help") or (words[-1] in ("-h", "--help") and not options.plain_words):
        sys.stdout.write(USAGE)
        return DONE
    from ..engine.commands import Commands
    from .setup import make_session, read_elements

    sources = None
    if names_file(words[0]):
        source, names = workshop().read_help_file(words[0])
        sources, words = [source], words[1:]
        if not words or words[0].startswith("-"):
            words = [names[0] if len(names) == 1 else "*", *words]
    session = make_session(options, console)
    command = Commands(session).command("Get-Help")
    return bind_and_show(session, command, read_elements("help", command, options, words), options, sources)


def _without_width(words: list[str], options: Options) -> list[str]:
    """The words but for ``--width N``, which may also stand behind the name here. Raises UsageError."""
    from .options import read_options

    for index, word in enumerate(words):
        if word.partition("=")[0] == "--width":
            end = index + (1 if "=" in word else 2)
            read_options(words[index:end], options)
            return words[:index] + words[end:]
    return words


def names_file(word: str) -> bool:
    """Whether a word is the path of a help file rather than the name of a command."""
    return "/" in word or word.lower().endswith(_ENDINGS)


def workshop() -> ModuleType:
    """The authors' tools; only the verbs and files of ``pscompat help`` lead there."""
    from .. import workshop

    return workshop


def bind_and_show(
    session: Session,
    command: LoadedCommand,
    elements: Sequence[Any],
    options: Options,
    sources: Sequence[HelpSource] | None = None,
) -> int:
    """Bind Get-Help's own parameters and print what it answers. Raises BindingError, NotRunError and HelpError."""
    from ..engine.hinted_errors import name_and_hint_later

    try:
        run = command.binder().start(elements, defaults=session.default_values)
        if len(run.bound) > 1:
            command.handler().check_parameters(command.name, run.bound)
        call = run.bind_nothing()
    except BindingError as error:
        name_and_hint_later(error, session, command, elements, False)
        raise
    return show_bound_help(session, call.values, options, sources)


def show_bound_help(
    session: Session, values: Mapping[str, Any], options: Options, sources: Sequence[HelpSource] | None = None
) -> int:
    """Print the help that Get-Help's bound parameters ask for; from all modules where no sources are given."""
    from ..views.help.lookup import find_help, online_address, open_online
    from ..views.help.pager import show
    from ..views.help.sources import ModuleHelp

    name = values.get("Name") or ""
    if sources is None:
        sources = [ModuleHelp(module) for module in session.modules()]
    if values.get("Online"):
        address = online_address(name, sources)
        print(address)
        open_online(address)
        return DONE
    view = next((view for view in ("Full", "Detailed", "Examples") if values.get(view)), "default").lower()
    answer = find_help(name, view=view, parameter=values.get("Parameter"), sources=sources)
    for source in sources:
        warn_all(source.warnings)
    show(answer, width=options.width)
    return DONE


def warn_all(texts: Iterable[str]) -> None:
    """Write warnings to standard error, one line each."""
    from ..views.properties import printable

    sys.stderr.write("".join(f"WARNING: {printable(text)}\n" for text in texts))


def show_help(session: Session, command: LoadedCommand, options: Options) -> int:
    """Print the help that ``NAME -?`` asks for."""
    return show_bound_help(session, {"Name": f"{command.module.name}\\{command.name}"}, options)
