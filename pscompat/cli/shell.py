"""``pscompat shell``: the cmdlets at the prompt of bash, zsh and fish."""

from __future__ import annotations

import sys

from .exit_code import DONE, FAILED
from .options import UsageError
from .process import can_ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..helpfile.module import Module

USAGE = """\
Usage: pscompat shell install [bash] [zsh] [fish] [--yes] [--man]   the cmdlets as commands, with Tab
       pscompat shell uninstall [bash] [zsh] [fish] [--yes]         undo that
       pscompat shell bash | zsh | fish                             print the script that install writes
       pscompat shell link FOLDER [NAME…]                           programs for scripts and CI
       pscompat shell unlink FOLDER                                 remove them

install writes one script into $XDG_DATA_HOME/pscompat/shell and one line into the file that the shell reads first;
without names it does so for the shells that are there. It asks before, or takes --yes for the answer. The names are
those of the modules' cmdlets, as written and in lower case. --man writes man pages as well.
"""
_SHELLS = ("bash", "zsh", "fish")


def run_shell(words: Sequence[str]) -> int:
    """Do what the words behind ``shell`` say. Raises UsageError and OSError."""
    if not words or words[0] in ("-h", "--help") or (words[-1] in ("-h", "--help") and words[0] != "complete"):
        sys.stdout.write(USAGE)
        return DONE
    verb, *rest = words
    if verb == "complete":
        return _complete(rest)
    if verb in _SHELLS and not rest:
        from ..shells.scripts import script

        sys.stdout.write(script(verb, _modules()))
        return DONE
    if verb in ("install", "uninstall"):
        return _change(verb, rest)
    if verb in ("link", "unlink"):
        return _link(verb, rest)
    raise UsageError(f"pscompat shell knows no '{verb}'.", hint="`pscompat shell --help` tells what it knows.")


def _complete(words: Sequence[str]) -> int:
    """Answer a Tab; whatever goes wrong is an empty answer."""
    try:
        from ..shells.replies import bash_reply, described_reply

        shell, *rest = words
        lines = bash_reply(rest[0], rest[1]) if shell == "bash" else described_reply(rest)
        sys.stdout.write("\n".join(lines) + "\n")
    except Exception:
        return FAILED
    return DONE


def _modules() -> list[Module]:
    from ..helpfile.search_path import find_modules

    return list(find_modules())


def _change(verb: str, words: Sequence[str]) -> int:
    options = [word for word in words if word.startswith("-")]
    for option in options:
        if option not in ("--yes", "-y", "--man"):
            raise UsageError(f"pscompat shell {verb} has no option {option}.", hint="`pscompat shell --help`")
    names = [word for word in words if word not in options]
    for name in names:
        if name not in _SHELLS:
            raise UsageError(f"'{name}' is no shell that pscompat knows.", hint="It knows bash, zsh and fish.")
    from ..shells import startup
    from ..shells.scripts import present

    shells = names or (present(_SHELLS) if verb == "install" else list(_SHELLS))
    if not shells:
        raise UsageError("None of bash, zsh and fish is on the PATH.")
    if not {"--yes", "-y"} & set(options):
        _ask_for_consent(
            verb, [path for shell in shells for path in (startup.script_file(shell), startup.startup_file(shell))]
        )
    if verb == "install":
        files = startup.install(shells, _modules())
        if "--man" in options:
            from ..shells.man_pages import write_man_pages

            files += write_man_pages(_modules())
    else:
        from ..shells.man_pages import remove_man_pages

        files = startup.uninstall(shells)
        if not names:
            files += remove_man_pages()
    sys.stdout.write("".join(f"{file}\n" for file in files))
    if verb == "install":
        sys.stderr.write("Open a new shell to use it; `pscompat shell uninstall` undoes it.\n")
    return DONE


def _ask_for_consent(verb: str, files: Sequence[str]) -> None:
    """Ask on the terminal. Raises UsageError where nobody can be asked, or who is asked says no."""
    if not can_ask():
        raise UsageError(f"pscompat shell {verb} changes files: {', '.join(files)}.", hint="Give --yes if it may.")
    sys.stderr.write("".join(f"  {file}\n" for file in files) + f"These files are changed by {verb}. Go on? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("Nothing is changed.")


def _link(verb: str, words: Sequence[str]) -> int:
    if not words or words[0].startswith("-") or (verb == "unlink" and len(words) > 1):
        raise UsageError(f"pscompat shell {verb} takes a folder.", hint="`pscompat shell --help` tells more.")
    from ..shells import launchers
    from ..shells.scripts import command_names

    folder, *names = words
    if verb == "unlink":
        files = launchers.unlink(folder)
    else:
        known = command_names(_modules())
        wanted = {name.lower() for name in names}
        for name in names:
            if name.lower() not in known:
                raise UsageError(f"No module has a cmdlet '{name}'.", hint="`pscompat Get-Command` lists them.")
        files = launchers.link(
            folder, {name: cmdlet for name, cmdlet in known.items() if not wanted or cmdlet.lower() in wanted}
        )
    sys.stdout.write("".join(f"{file}\n" for file in files))
    return DONE
