"""pscompat's own options: what stands before the command's name."""

from __future__ import annotations

import os

from ..errors import PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

FORMATS = ("auto", "json", "jsonl", "csv", "list", "table", "text")
COLORS = ("auto", "always", "never")
DRY_RUN_FORMS = ("text", "json", "curl")

USAGE = """\
Usage: pscompat [OPTIONS] NAME [WORDS…]      run a cmdlet with PowerShell's parameters
       pscompat [OPTIONS] -c LINE            run a PowerShell line (- reads lines from standard input)
       pscompat [OPTIONS] -f FILE [WORDS…]   run a file of such lines, its param(…) bound to the words
       pscompat bind [-o json] NAME [WORDS…] show what binds, run nothing (also: bind -c LINE)
       pscompat Get-Command [NAME]           list the cmdlets
       pscompat help NAME                    print a cmdlet's help (see `pscompat help --help`)
       pscompat shell install                the cmdlets as commands of bash, zsh and fish, with Tab
       pscompat sandbox [--module NAME|FOLDER] [--port N] [--data FILE]   run a module's stand-in server
       pscompat login | logout | whoami      store a key, forget it, tell where it comes from (each has a --help)
       pscompat context set|use|list|remove  settings for later: addresses, services, time-outs

After NAME every word belongs to the cmdlet, but for a `-` at the end: it reads records from standard input
(JSON Lines, JSON over several lines, or plain lines; a record of up to 32 MiB). They are also read when a mandatory
parameter waits for them and standard input is a pipe or a file. In a LINE they are $input. A text that is run has up
to 1 MiB. `pscompat NAME --help` (or -h, or '-?') prints the cmdlet's help.

Your shell reads the words first: it makes nothing of $true. Write -Switch alone, or '-Switch:$false' in quotes; what
holds * ? $ blanks or quotes goes into single quotes as well. A [bool] takes the words true, false, 1 and 0; a list
a,b or '["a","b"]'; a table '@{a=1}' or '{"a":1}'.

Options, before NAME:
  -o, --output FORMAT  auto (on a terminal what PowerShell prints, JSON Lines on a pipe), json, jsonl, csv, list
                       or table (Format-List, Format-Table), or text (texts as they come, nothing added); with
                       json and jsonl errors are JSON Lines on standard error
  --sandbox            use the module's stand-in server, with a key of its own, instead of a real service
  --explain            show how the words bind and where each value comes from; run nothing
  --dry-run [FORM]     show the request instead of sending it: text, json or curl
  --jobs N             send up to N records of a pipeline at once; what they give is written in their order
  --unordered          with --jobs: written as it comes
  --query EXPR         pick from each record with a JMESPath expression
  --quiet              no progress and no notes of ours; warnings and errors stay
  --strict             refuse abbreviated parameter names (also: PSCOMPAT_STRICT=1)
  --plain-words        take words exactly as `pwsh -File` does: no lists, tables, true or false of ours, no --help
                       after NAME; a name with a colon but no value is left out at the end
  --var NAME=VALUE     set a variable for -c and -f (may be repeated)
  --width N            columns of lists and tables, instead of the terminal's
  --color WHEN         auto (on a terminal, unless NO_COLOR is set), always or never
  --context NAME       use that context's settings and key (also: PSCOMPAT_CONTEXT)
  --module FOLDER      use the module in that folder, or of that name, first (may be repeated)
  --version            print the version
  -h, --help           print this text

Exit codes:
  0    done; also when the reader of the output has gone
  1    a command wrote an error, be it about a single record or in one of several statements
  2    it could not be bound or read, and nothing was run or sent (of several statements, none)
  130  interrupted
"""


class UsageError(PscompatError):
    """The words before the command's name make no sense."""

    error_id = "Usage"
    category = "InvalidArgument"


class Options:
    """What was asked for: the options, and ``words``: the command's name and what follows it."""

    __slots__ = (
        "color",
        "context",
        "dry_run",
        "explain",
        "file",
        "help",
        "jobs",
        "line",
        "modules",
        "output",
        "plain_words",
        "query",
        "quiet",
        "sandbox",
        "strict",
        "unordered",
        "variables",
        "version",
        "width",
        "words",
    )

    def __init__(self) -> None:
        self.output = "auto"
        self.color = "auto"
        self.context = ""
        self.sandbox = False
        self.explain = False
        self.dry_run = ""
        self.query = ""
        self.jobs = 1
        self.unordered = False
        self.quiet = False
        self.strict = False
        self.plain_words = False
        self.variables: list[tuple[str, str]] = []
        self.modules: list[str] = []
        self.width: int | None = None
        self.line: str | None = None
        self.file: str | None = None
        self.help = False
        self.version = False
        self.words: list[str] = []


_FLAGS = {
    "--sandbox": "sandbox",
    "--explain": "explain",
    "--strict": "strict",
    "--quiet": "quiet",
    "--unordered": "unordered",
    "--plain-words": "plain_words",
    "--version": "version",
    "--help": "help",
    "-h": "help",
}
_WIDTH_DIGITS = 6
_WITH_VALUE = (
    *("-o", "--output", "--query", "--jobs", "--var", "--width", "--color", "--module", "--context"),
    *("-c", "-f", "--line", "--file"),
)


def read_options(words: Sequence[str], options: Options | None = None) -> Options:
    """Split pscompat's own options from the command's words. Raises UsageError."""
    options = options or Options()
    index = 0
    count = len(words)
    while index < count:
        word = words[index]
        if not word.startswith("-") or word == "-":
            break
        if options.file is not None and not _is_ours(word, words[index + 1 : index + 2]):
            break
        index += 1
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            setattr(options, _FLAGS[word], True)
        elif name == "--dry-run":
            options.dry_run = value or "text"
            if not equals and index < count and words[index] in DRY_RUN_FORMS:
                options.dry_run = words[index]
                index += 1
            if options.dry_run not in DRY_RUN_FORMS:
                raise UsageError(f"--dry-run shows a request as text, json or curl, not {options.dry_run!r}.")
        elif name in _WITH_VALUE:
            if not (equals and name.startswith("--")):
                if index == count:
                    raise UsageError(f"The option {word} needs a value.")
                value = words[index]
                index += 1
            _take(options, name, value)
        else:
            raise UsageError(f"pscompat has no option {word}.", hint="`pscompat --help` lists them.")
    options.words = list(words[index:])
    return options


def _is_ours(word: str, following: Sequence[str]) -> bool:
    """Whether a word behind ``-f FILE`` is an option of pscompat, and not for the file."""
    return word.startswith("--") or (word == "-o" and bool(following) and following[0] in FORMATS)


def _take(options: Options, name: str, value: str) -> None:
    if name in ("-o", "--output"):
        if value not in FORMATS:
            raise UsageError(f"The output format is one of {', '.join(FORMATS)}, not {value!r}.")
        options.output = value
    elif name == "--color":
        if value not in COLORS:
            raise UsageError(f"--color is one of {', '.join(COLORS)}, not {value!r}.")
        options.color = value
    elif name == "--query":
        options.query = value
    elif name == "--var":
        variable, equals, text = value.partition("=")
        if not equals or not variable.lstrip("$"):
            raise UsageError(f"--var takes NAME=VALUE, not {value!r}.")
        options.variables.append((variable.lstrip("$"), text))
    elif name == "--width":
        # Python reads no integer of thousands of digits.
        if not value.isdecimal() or len(value) > _WIDTH_DIGITS or not 2 <= int(value) <= 100_000:
            raise UsageError(f"--width takes a number of columns from 2 to 100000, not {excerpt(value)!r}.")
        options.width = int(value)
    elif name == "--jobs":
        from ..http.retry import MOST_AT_ONCE

        if not value.isdecimal() or len(value) > _WIDTH_DIGITS or not 1 <= int(value) <= MOST_AT_ONCE:
            raise UsageError(f"--jobs takes a number from 1 to {MOST_AT_ONCE}, not {excerpt(value)!r}.")
        options.jobs = int(value)
    elif name == "--module":
        options.modules.append(value)
    elif name == "--context":
        options.context = value
    elif name in ("-c", "--line"):
        options.line = value
    else:
        options.file = value


def check_alone(options: Options) -> None:
    """Refuse what would be left aside beside a line; what stands behind a file is for it. Raises UsageError."""
    given = "-c" if options.line is not None else "-f" if options.file is not None else ""
    if options.line is not None and options.file is not None:
        raise UsageError("Give either a line with -c or a file with -f.")
    if given == "-c" and options.words:
        hint = "Put the whole line into quotes."
        raise UsageError(f"Nothing takes the word {options.words[0]!r} after {given}.", hint=hint)


def check_text(options: Options) -> None:
    """Refuse words with bytes that are no UTF-8, but for names of files that are there. Raises UsageError.

    Such bytes arrive as lone surrogates, which no value, name or address of a request can hold.
    """
    texts = [options.line or "", options.query, *map("=".join, options.variables)]
    texts += [word for word in options.words if not _is_text(word) and not os.path.lexists(word)]
    for text in texts:
        if not _is_text(text):
            hint = "Text is in UTF-8 here; only names of files that are there may hold other bytes."
            raise UsageError(f"A word holds bytes that are no UTF-8: '{excerpt(_with_bytes(text))}'.", hint=hint)


def _is_text(word: str) -> bool:
    return word.isascii() or not any("\ud800" <= char <= "\udfff" for char in word)


def _with_bytes(text: str) -> str:
    r"""The text with each stray byte as ``\xff``, from the first one's surroundings on."""
    first = next(index for index, char in enumerate(text) if "\ud800" <= char <= "\udfff")
    around = text[max(0, first - _EXCERPT // 2) :]
    return "".join(f"\\x{ord(char) - 0xDC00:02x}" if "\udc80" <= char <= "\udcff" else char for char in around)


_EXCERPT = 80


def excerpt(text: str) -> str:
    """The beginning of a text, to be shown in one line."""
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
