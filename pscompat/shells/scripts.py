"""The script for each shell: the cmdlets as functions, and their Tab."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..helpfile.module import Module

SHELLS = ("bash", "zsh", "fish")
_COMPANIONS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "companions")
_HEAD = "# Written by `pscompat shell install`, and written anew by it: what is changed here is lost.\n"

_BASH = """\
_pscompat_run() { {python} -m pscompat "$@"; }
_pscompat_complete() {
    local reply files=
    COMPREPLY=()
    while IFS= read -r reply; do
        case $reply in
        files) files=1 ;;
        words) ;;
        *) COMPREPLY+=("$reply") ;;
        esac
    done < <(_pscompat_run shell complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
    [[ $files ]] && compopt -o default +o nospace 2>/dev/null
    return 0
}
if type compopt >/dev/null 2>&1; then
    complete -o nospace -F _pscompat_complete pscompat {names}
else
    complete -o nospace -o default -F _pscompat_complete pscompat {names}
fi
"""
_ZSH = """\
function _pscompat_run { {python} -m pscompat "$@" }
function _pscompat_complete {
    local -a replies matches shown
    local reply name about typed=${(L)${(Q)PREFIX}}
    local -a how=(-M 'm:{a-zA-Z}={A-Za-z}')
    integer width=0
    replies=(zsh "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}")
    replies=("${(@f)$(_pscompat_run shell complete "${replies[@]}" 2>/dev/null </dev/null)}")
    if [[ $replies[1] == files ]]; then
        _files
        return
    fi
    shift replies
    (( $#replies )) || return 1
    for reply in "${replies[@]}"; do
        name=${reply%%$'\\t'*}
        matches+=("$name")
        [[ ${(L)name} == "$typed"* ]] || how=(-U) compstate[insert]=menu
        (( $#name > width )) && width=$#name
    done
    for reply in "${replies[@]}"; do
        name=${reply%%$'\\t'*} about=${reply#*$'\\t'}
        [[ -n $about ]] && about="${(r:width:)name}  $about" || about=$name
        shown+=("${about[1,COLUMNS-2]}")
    done
    [[ $replies[1] == *$'\\t'?* ]] && how+=(-l)
    compadd $how -V pscompat -d shown -a matches
}
function _pscompat_register {
    compdef _pscompat_complete pscompat {names}
}
function _pscompat_first_tab {
    zle -A .expand-or-complete expand-or-complete
    autoload -Uz compinit && compinit -u -D
    _pscompat_register
    zle expand-or-complete
}
function _pscompat_ready {
    precmd_functions=(${precmd_functions:#_pscompat_ready})
    if (( $+functions[compdef] )); then
        _pscompat_register
    elif [[ -o zle ]]; then
        zle -N expand-or-complete _pscompat_first_tab
    fi
}
[[ -o interactive ]] && precmd_functions+=(_pscompat_ready)
"""
_FISH = """\
function _pscompat_run; {python} -m pscompat $argv; end
function _pscompat_complete
    set -l token (commandline -ct)
    set -l replies (_pscompat_run shell complete fish (commandline -opc) "$token" 2>/dev/null </dev/null)
    if test "$replies[1]" = files
        __fish_complete_path "$token"
    else if test (count $replies) -gt 1
        printf '%s\\n' $replies[2..-1]
    end
end
complete -k -f -a '(_pscompat_complete)' -c pscompat {names}
"""
_TEXTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
_FUNCTIONS = {
    "bash": '{name}() { _pscompat_run {cmdlet} "$@"; }\n',
    "zsh": "function {name} { _pscompat_run {cmdlet} \"$@\" }\nalias {name}='noglob {name}'\n",
    "fish": "function {name}; _pscompat_run {cmdlet} $argv; end\n",
}


def script(shell: str, modules: Iterable[Module]) -> str:
    """The text that a shell reads at its start."""
    names = command_names(modules)
    between = " -c " if shell == "fish" else " "
    before = "-c " if shell == "fish" else ""
    functions = [
        _FUNCTIONS[shell].replace("{name}", name).replace("{cmdlet}", cmdlet) for name, cmdlet in names.items()
    ]
    text = _TEXTS[shell].replace("{python}", " ".join(_quoted(word, shell) for word in interpreter()))
    return _HEAD + text.replace("{names}", before + between.join(names)) + "".join(functions)


def interpreter() -> list[str]:
    """The program that runs pscompat, apart from what lies in the current folder and what the environment says."""
    import site

    own = os.path.abspath(__file__)
    users = site.getusersitepackages()
    return [sys.executable, *([] if own.startswith(users + os.sep) else ["-I"])]


def command_names(modules: Iterable[Module]) -> dict[str, str]:
    """The names under which the modules' cmdlets are called, as written and in lower case, with the cmdlet's name.

    The companions are left out: shells have programs of their own for what they do.
    """
    found: dict[str, str] = {}
    for module in modules:
        if module.folder == _COMPANIONS:
            continue
        for cmdlet, (aliases, *_) in module.index().items():
            for name in (cmdlet, *aliases):
                if _can_be_called(name):
                    found.setdefault(name, name)
                    found.setdefault(name.lower(), name)
    return found


def _can_be_called(name: str) -> bool:
    """Whether every shell takes it for a function's name, and no program is likely to bear it."""
    return "-" in name and name.isascii() and name[0].isalpha() and all(char.isalnum() or char in "-_" for char in name)


def _quoted(word: str, shell: str) -> str:
    if shell == "fish":
        return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "'" + word.replace("'", "'\\''") + "'"


def quoted_path(path: str, shell: str) -> str:
    """A path as one word of that shell."""
    return _quoted(path, shell)


def present(names: Sequence[str]) -> list[str]:
    """Those of the shells that this machine has."""
    folders = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    return [name for name in names if any(os.access(os.path.join(folder, name), os.X_OK) for folder in folders)]
