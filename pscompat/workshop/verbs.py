"""``pscompat help import | check | new | export | schema``: the verbs that work on help files."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Annotated

import typer

from ..cli.options import UsageError
from ..errors import CommandNotFoundError, HelpFileError
from ..helpfile.module import Module
from ..views.properties import printable
from .document import Gap
from .formats.adoption import Declarations, adopt, adopt_script
from .formats.page_import import Found, PageReader, Topic, import_pages
from .gaps import open_questions
from .importer import FORMATS, Output, render, write_outputs

app = typer.Typer(
    name="help",
    help="Read, check and write help files.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

To = Annotated[str, typer.Option("--to", help=f"The form to write: {', '.join(FORMATS)}.")]
Folder = Annotated[
    str | None, typer.Option("-o", "--output", help="The folder to write into; without it the text is printed.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]


@app.command("import")
def import_files(
    files: Annotated[list[str], typer.Argument(help="Scripts, a manifest, Markdown, help YAML, MAML, or folders.")],
    to: To = "yaml",
    output: Folder = None,
    force: Force = False,
    date: Annotated[str, typer.Option(help="The ms.date of the commands, MM/dd/yyyy as platyPS writes it.")] = "",
    gaps: Annotated[str, typer.Option(help="How the places to fill in are listed: text, json or none.")] = "text",
    recurse: Annotated[bool, typer.Option("--recurse", help="Take the folders in folders too.")] = False,
) -> None:
    """Read help files of any form into a module's folder, or write them in another form.

    What is no command's page is skipped; the exit code is 1 when a file was broken.
    """
    _one_of("--to", to, FORMATS)
    _one_of("--gaps", gaps, ("text", "json", "none"))
    if to == "yaml" and output is not None:
        found = import_pages(files, output, recurse=recurse, force=force, date=date)
        print("".join(f"{path}\n" for path in found.written), end="")
    else:
        found = _converted(files, to, output, recurse=recurse, force=force, date=date)
    if not found.written:
        _note(found.notes)
        problems = [*found.skipped, *found.errors]
        if not problems:
            raise UsageError("There is no command in what was read.")
        _tell(problems[:-1])
        raise problems[-1]
    _tell(found.skipped, "skipped: ")
    _list_gaps(found.gaps, gaps)
    _note(found.notes)
    _tell(found.errors)
    if output is not None:
        _refresh_shells()
    if found.errors:
        raise typer.Exit(1)


def _tell(errors: Sequence[Exception], word: str = "pscompat: ") -> None:
    sys.stderr.write("".join(printable(f"{word}{error}\n") for error in errors))


def _note(notes: Sequence[str]) -> None:
    sys.stderr.write("".join(printable(f"{note}\n") for note in notes))


def _converted(files: Sequence[str], to: str, output: str | None, *, recurse: bool, force: bool, date: str) -> Found:
    """The files in another form, written flat or printed."""
    reader = PageReader(files, recurse=recurse, date=date)
    found, declarations = reader.found, Declarations()
    documents = []
    for read in reader:
        if isinstance(read, Topic):
            found.skipped.append(HelpFileError(read.name, "an about_ topic, which has one form only"))
            continue
        if read.kind == "script":
            declarations.declared = reader.types
            found.gaps += [(read.path, gap) for gap in (*read.gaps, *adopt_script(read.document, declarations))]
            documents.append(read.document)
            continue
        adopted = to == "yaml" and not read.ours
        document, first = read.document, read.kind == "maml"
        gaps = adopt(document, declarations, first_is_default=first) if adopted else open_questions(document)
        found.gaps += [(read.path, gap) for gap in (*read.gaps, *gaps)]
        documents.append(read.document)
    if not documents:
        return found
    found.written = _deliver(render(documents, to), output, force)
    return found


STUBS = "stubs"
"""What only ``export`` writes: a typed stub for Python, of a module's commands together."""


@app.command("export")
def export(
    names: Annotated[list[str], typer.Argument(help="Names of cmdlets; wildcards are fine.")],
    to: Annotated[str, typer.Option("--to", help=f"The form to write: {', '.join((*FORMATS, STUBS))}.")] = "yaml",
    output: Folder = None,
    force: Force = False,
    module: Annotated[
        str | None, typer.Option(help="A module's folder or name; without it the modules that are found.")
    ] = None,
) -> None:
    """Write the help of loaded cmdlets in another form, shared parameters written out."""
    from .formats.yaml_reader import document_of_module

    _one_of("--to", to, (*FORMATS, STUBS))
    outputs: list[Output] = []
    for found, commands in _found(names, module):
        if to == STUBS:
            outputs.append(_stub(found, commands))
        else:
            documents = [document_of_module(found, name) for name in commands]
            outputs += render(documents, to, types=found.types)
    _deliver(outputs, output, force)


@app.command("check")
def check(
    path: Annotated[str, typer.Argument(help="A module's folder, its help folder, or one help file.")] = ".",
    form: Annotated[str, typer.Option("--format", help="text, json or sarif.")] = "text",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave the notes out.")] = False,
) -> None:
    """Check the help files of a module; the exit code is 1 when there are errors."""
    from .checking.binding import binder_checks
    from .checking.checker import check_path
    from .checking.findings import FORMATS as FORMS
    from .checking.findings import has_errors, print_findings

    _one_of("--format", form, FORMS)
    report = check_path(path, [binder_checks])
    shown = [finding for finding in report.findings if not quiet or finding.level != "note"]
    sys.stdout.write(print_findings(shown, form, files=report.files))
    if has_errors(report.findings):
        raise typer.Exit(1)


@app.command("schema")
def schema(
    module: Annotated[bool, typer.Option("--module", help="The schema of module files instead.")] = False,
) -> None:
    """Print the JSON Schema of help files, for editors."""
    from .schemas.help_schema import schema_text

    sys.stdout.write(schema_text(module=module))


@app.command("new")
def new(
    name: Annotated[str, typer.Argument(metavar="VERB-NOUN")],
    method: Annotated[str | None, typer.Option(help="The HTTP method.")] = None,
    path: Annotated[str | None, typer.Option(help="The path behind the base URL; {Name} is a parameter.")] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("-p", "--parameter", help="Name:type, Name:type! (mandatory) or Name:type=default."),
    ] = None,
    synopsis: Annotated[str | None, typer.Option(help="What the command does, in one sentence.")] = None,
    folder: Annotated[str, typer.Option("-o", "--output", help="The module's folder.")] = ".",
    base: Annotated[str | None, typer.Option(help="The base URL, when the folder has no module file yet.")] = None,
    force: Force = False,
) -> None:
    """Make a first help file, asking on a terminal for what the options leave out."""
    from .checking.approved_verbs import has_approved_verb, suggestion, verb_of
    from .scaffold import (
        check_command_name,
        known_method,
        method_for,
        new_document,
        new_files,
        parse_parameter,
        places_of,
    )

    check_command_name(name)
    asking = sys.stdin.isatty() and sys.stdout.isatty() and path is None
    if not has_approved_verb(name):
        instead = suggestion(verb_of(name))
        hint = f"; {instead} is" if instead else ""
        sys.stderr.write(f"warning: {verb_of(name)} is no approved verb{hint}\n")
    if method is None:
        method = method_for(name)
        if asking:
            method = _ask("Method", lambda answer: known_method(name, answer), default=method)
    if path is None:
        if not asking:
            raise UsageError("The path of the request is missing: --path /things/{ThingId}")
        path = _ask("Path ({Name} is a parameter)", lambda answer: places_of(name, answer))
    asked = list(parameter or ())
    question = "Another parameter, Name:type (empty: none)"
    while asking and (more := _ask(question, lambda answer: answer and parse_parameter(answer))):
        asked.append(more)
    if synopsis is None and asking:
        synopsis = _ask("Synopsis")
    parameters = [parse_parameter(each) for each in asked]
    document = new_document(name, method=method, path=path or "", parameters=parameters, synopsis=synopsis or "")
    target, outputs = new_files(document, folder, base=base or "")
    for written in write_outputs(outputs, target, force=force):
        print(written)
    _refresh_shells()


def _refresh_shells() -> None:
    """Let new cmdlets be commands of the shells for which pscompat is installed; failing that, nothing changes."""
    from ..helpfile.search_path import find_modules
    from ..shells.startup import refresh

    with suppress(OSError):
        refresh(find_modules())


def _ask(what: str, check: Callable[[str], object] | None = None, *, default: str = "") -> str:
    """An answer from the terminal; one that ``check`` refuses is asked for again."""
    while True:
        answer = str(typer.prompt(what, default=default, show_default=bool(default))).strip()
        try:
            if check is not None:
                check(answer)
        except HelpFileError as error:
            sys.stderr.write(f"{error.reason}\n")
        else:
            return answer


def _one_of(option: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise UsageError(f"{option} takes {', '.join(allowed)}, not {value!r}.")


def _deliver(outputs: Sequence[Output], folder: str | None, force: bool) -> list[str]:
    """Write the files, or print the only one; returns what was written."""
    if folder is not None and outputs:
        written = write_outputs(outputs, folder, force=force)
        print("\n".join(written))
        return written
    if len(outputs) > 1:
        raise UsageError(f"{len(outputs)} files would be written; -o names the folder for them.")
    text = outputs[0].text
    sys.stdout.write(printable(text) if sys.stdout.isatty() else text)
    return [outputs[0].name]


def _list_gaps(gaps: Sequence[tuple[str, Gap]], form: str) -> None:
    """The places to fill in, on standard error: the output itself may be on standard output."""
    if form == "json":
        listed = [{"file": path, "where": gap.where, "key": gap.key, "what": gap.what} for path, gap in gaps]
        sys.stderr.write(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")
    elif form == "text" and gaps:
        groups: dict[str, list[str]] = {}
        for _, gap in gaps:
            groups.setdefault(f"{gap.key}: {gap.what}", []).append(gap.where)
        sys.stderr.write("To fill in:\n")
        for what, places in groups.items():
            where = places[0] if len(set(places)) == 1 else f"{places[0]} and {len(set(places)) - 1} more"
            sys.stderr.write(f"  {printable(where)}: {printable(what)}\n")


def _found(names: Sequence[str], folder: str | None) -> list[tuple[Module, list[str]]]:
    """The named commands, module by module. Raises CommandNotFoundError."""
    from ..dotnet.wildcard import wildcard_test
    from ..helpfile.search_path import find_modules, module_or_folder

    tests = [(name, wildcard_test(name)) for name in names]
    if folder is None:
        modules = list(find_modules())
    else:
        module, note = module_or_folder(folder)
        modules = [module]
        if note:
            sys.stderr.write(f"WARNING: {note}\n")
    missing = list(names)
    found: list[tuple[Module, list[str]]] = []
    seen: set[str] = set()
    for module in modules:
        commands = []
        for command in module.command_names():
            matched = [name for name, test in tests if test(command)]
            if matched and command.lower() not in seen:
                seen.add(command.lower())
                commands.append(command)
                missing = [name for name in missing if name not in matched]
        if commands:
            found.append((module, commands))
    if missing:
        raise CommandNotFoundError(f"There is no cmdlet {', '.join(missing)}.")
    return found


def _stub(module: Module, commands: Sequence[str]) -> Output:
    """The typed stub for Python of a module's commands."""
    from .formats.stub_writer import stub_name, write_stub

    definitions = [(module.command(name), str(module.document(name).get("synopsis") or "")) for name in commands]
    return Output(stub_name(module.name), write_stub(module.name, definitions, module.types))
