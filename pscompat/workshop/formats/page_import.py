"""``pscompat help import`` into a module: files and folders of pages in, help files that load out, one page at a time.

Each file is written whole or not at all. What is no command's page is skipped and told; what is broken is told, and
the rest goes on.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...errors import HelpFileError
from ...files import Replacement, read_bytes
from ...helpfile.module import MODULE_FILE, help_folder_of
from ...helpfile.modulefile import read_module_file
from ...helpfile.yamltext import decode
from ..document import Gap, NotCommandHelp
from ..gaps import open_questions
from ..importer import PAGE_ENDINGS, Output, Source, Titles, read_file, read_sources, render
from ..manifests.module_scripts import MANIFEST, ModuleScripts, manifest_in
from ..scripts.script_import import is_script, keep_authors, script_sources, take_texts, types_of
from .adoption import Declarations, adopt, adopt_script
from .module_page import ModulePage, read_module_page
from .module_patch import new_module_file, patched_module_file, types_tree
from .yaml_reader import read_help_yaml

_TOPIC = re.compile(r"about_[\w.-]+", re.IGNORECASE)
_TOPIC_ENDINGS = (".md", ".help.txt", ".txt")


@dataclass(slots=True)
class Found:
    """What a folder or list of files came to.

    written   the paths of the files that were written
    skipped   the files that are no command's page, and why
    errors    what was wrong, one for each file
    gaps      places to fill in, with the file that left them open
    notes     what the author is told besides
    """

    written: list[str] = field(default_factory=list)
    skipped: list[HelpFileError] = field(default_factory=list)
    errors: list[HelpFileError] = field(default_factory=list)
    gaps: list[tuple[str, Gap]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Topic:
    """An about_ page: its name without ending, and the ending under which help finds it."""

    name: str
    ending: str
    text: str


class PageReader:
    """Reads files one by one: commands, topics and the module's page; keeps what was skipped or broken."""

    def __init__(self, paths: Sequence[str], *, recurse: bool = False, date: str = "", leave_out: str = "") -> None:
        """``leave_out`` is a folder that is not read. Raises HelpFileError when nothing is there."""
        self.found = Found()
        self.page: ModulePage | None = None
        self.module_name = ""
        self._date = date
        self._modules = list(self._manifests(paths))
        files = _files(paths, recurse, os.path.abspath(leave_out) if leave_out else "", self.found)
        given = [path for path in files if not path.lower().endswith(MANIFEST)]
        self._paths = list(dict.fromkeys((*(path for module in self._modules for path in module.paths), *given)))
        self._paths.sort(key=lambda path: not is_script(path))
        self._module_of = {path: module for module in self._modules for path in module.paths}
        self.types = types_of(filter(is_script, self._paths))
        self._scripts: set[str] = set()
        self._titles = Titles(self._paths)

    def __iter__(self) -> Iterator[Source | Topic]:
        for path in self._paths:
            try:
                yield from self._read(path)
            except NotCommandHelp as error:
                if path not in self._module_of:
                    self.found.skipped.append(error)
            except HelpFileError as error:
                self.found.errors.append(error)
        for module in self._modules:
            self.found.notes += dict.fromkeys((*module.notes, *module.undefined()))

    def _manifests(self, paths: Sequence[str]) -> Iterator[ModuleScripts]:
        """The modules whose manifests are named, or stand in a folder that is."""
        for path in paths:
            try:
                manifest = manifest_in(path)
            except HelpFileError as error:
                self.found.errors.append(error)
                continue
            if manifest is not None:
                told = " ".join(manifest.text("Description").partition("\n\n")[0].split())
                self.page = self.page or ModulePage(manifest.name, told, manifest.version)
                yield ModuleScripts(manifest)

    def _read(self, path: str) -> Iterator[Source | Topic]:
        topic = _topic_name(path)
        if topic:
            yield Topic(*topic, decode(read_bytes(path), path))
            return
        if is_script(path):
            yield from self._functions(path)
            return
        try:
            sources = read_sources([path], date=self._date)
        except NotCommandHelp:
            kind, data = read_file(path)
            page = read_module_page(data, path, kind)
            if page is not None:
                self.page = self.page or page
                raise NotCommandHelp(path, f"the page of the module {page.name}") from None
            titled = re.search(r"^#\s+(about_\w+)\s*$", decode(data, path), re.MULTILINE | re.IGNORECASE)
            if kind == "markdown" and titled:
                yield Topic(titled[1], ".md", decode(data, path))
                return
            raise
        for source in sources:
            if source.document.title.lower() in self._scripts:
                yield source
                continue
            self.module_name = self.module_name or source.document.module
            try:
                self._titles.settle(source)
            except HelpFileError as error:
                self.found.errors.append(error)
                continue
            yield source

    def _functions(self, path: str) -> Iterator[Source]:
        module = self._module_of.get(path)
        for source in script_sources(path, self.types, self.found, date=self._date, module=module):
            if module is not None:
                if source.document.title.lower() in self._scripts:
                    continue
                source.document.metadata["Module Name"] = module.manifest.name
            try:
                self._titles.settle(source)
            except HelpFileError as error:
                self.found.errors.append(error)
                continue
            self._scripts.add(source.document.title.lower())
            yield source


def import_pages(
    paths: Sequence[str], folder: str, *, recurse: bool = False, force: bool = False, date: str = ""
) -> Found:
    """Import files and folders into the module in ``folder``.

    Raises HelpFileError when the module file that is there cannot be read, or when nothing was there to be read.
    """
    help_folder = help_folder_of(folder)
    module_path = os.path.join(help_folder, MODULE_FILE)
    module = read_module_file(read_bytes(module_path), module_path) if os.path.lexists(module_path) else None
    declarations = Declarations(module)
    reader = PageReader(paths, recurse=recurse, date=date, leave_out=help_folder)
    declarations.declared = reader.types
    found = reader.found
    functions: dict[str, Source] = {}
    try:
        for read in _with_functions(reader, functions):
            try:
                if isinstance(read, Source) and read.kind == "script":
                    found.written.append(_write_function(read, help_folder, declarations, found, force))
                    continue
                if isinstance(read, Topic):
                    output, gaps = Output(read.name + read.ending, read.text), list[Gap]()
                else:
                    gaps = read.gaps + (
                        open_questions(read.document, declarations.types)
                        if read.ours
                        else adopt(read.document, declarations, first_is_default=read.kind == "maml")
                    )
                    output = _rendered(read)
                found.written.append(_write(output, help_folder, force))
            except HelpFileError as error:
                found.errors.append(error)
            else:
                found.gaps += [(read.path, gap) for gap in gaps] if isinstance(read, Source) else []
    finally:
        if found.written:
            page = reader.page or ModulePage("")
            page.name = _module_name(page.name or reader.module_name, help_folder)
            _write_module_file(page, module_path, declarations, found)
    return found


def _rendered(source: Source) -> Output:
    """The command's help file. Raises HelpFileError: a command's name that is no file name."""
    try:
        (output,) = render([source.document], "yaml")
    except HelpFileError as error:
        raise HelpFileError(source.path, f"{error.reason}: {error.path}") from None
    return output


def _with_functions(reader: PageReader, functions: dict[str, Source]) -> Iterator[Source | Topic]:
    """What is read, and at the end the functions of scripts, with the texts that pages have for them."""
    for read in reader:
        if isinstance(read, Topic):
            yield read
        elif read.kind == "script":
            functions[read.document.title.lower()] = read
        elif (function := functions.get(read.document.title.lower())) is not None:
            function.gaps += take_texts(function.document, read.document)
        else:
            yield read
    yield from functions.values()


def _write_function(read: Source, folder: str, declarations: Declarations, found: Found, force: bool) -> str:
    """Write a function's help file; what an author added to the one that is there stays. Raises HelpFileError."""
    document = read.document
    gaps = read.gaps + adopt_script(document, declarations)
    path = os.path.join(folder, _rendered(read).name)
    if os.path.lexists(path) and not force:
        changes = keep_authors(document, read_help_yaml(read_bytes(path), path).help)
        found.notes += [f"{document.title}: {change}" for change in changes]
        force = True
    written = _write(_rendered(read), folder, force)
    found.gaps += [(read.path, gap) for gap in gaps]
    return written


def _write(output: Output, folder: str, force: bool) -> str:
    """Put one file into the folder, whole or not at all. Raises HelpFileError."""
    path = os.path.join(folder, output.name)
    if os.path.lexists(path) and not force:
        raise HelpFileError(path, "the file exists; --force replaces it")
    try:
        os.makedirs(folder, exist_ok=True)
        if os.path.islink(path):
            os.unlink(path)
        with Replacement(path) as new:
            new.stream.write(output.text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise HelpFileError(path, f"cannot be written: {error.strerror or error}") from None
    return path


def _write_module_file(page: ModulePage, path: str, declarations: Declarations, found: Found) -> None:
    types = types_tree(declarations.enums, list(declarations.opaque.values()))
    folder = os.path.dirname(path)
    try:
        if declarations.module is None:
            found.written.append(_write(Output(MODULE_FILE, new_module_file(page, types)), folder, False))
            return
        before = declarations.module.version
        if page.version and before and page.version != before:
            found.notes.append(f"{path} has the version {before}, what was imported says {page.version}")
        text = decode(read_bytes(path), path)
        new, lacking = patched_module_file(text, path, page, types)
        if new != text:
            found.written.append(_write(Output(MODULE_FILE, new), folder, True))
    except HelpFileError as error:
        found.errors.append(error)
        return
    if lacking:
        from .yaml_blocks import dump

        found.notes.append(f"{path} lacks, and has no place where it could be put in as text:\n{dump(lacking)}")


def _module_name(told: str, help_folder: str) -> str:
    """The module's name: what pages say, else the folder's name."""
    name = told.strip() or os.path.basename(os.path.dirname(os.path.abspath(help_folder)))
    return re.sub(r"[^\w.]+", "", name).lstrip(".") or "MyModule"


def _topic_name(path: str) -> tuple[str, str] | None:
    """A topic's name and the ending that help files have, when the file's name says that it is one."""
    base = os.path.basename(path)
    for ending in _TOPIC_ENDINGS:
        stem = base[: -len(ending)]
        if base.lower().endswith(ending) and _TOPIC.fullmatch(stem):
            return stem, ".md" if ending == ".md" else ".help.txt"
    return None


def _files(paths: Sequence[str], recurse: bool, leave_out: str, found: Found) -> Iterator[str]:
    for path in paths:
        if os.path.isdir(path):
            yield from _pages_in(path, recurse, leave_out, found)
        else:
            yield path


def _pages_in(folder: str, recurse: bool, leave_out: str, found: Found) -> Iterator[str]:
    """The files of a folder that may be pages, sorted, then those below; links to folders are not followed."""
    below = []
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        found.errors.append(HelpFileError(folder, f"the folder cannot be read: {error.strerror or error}"))
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if os.path.isdir(path):
            if os.path.islink(path) and recurse:
                found.skipped.append(HelpFileError(path, "a link to a folder"))
            elif recurse and os.path.abspath(path) != leave_out:
                below.append(path)
        elif name.lower().endswith(PAGE_ENDINGS) or _topic_name(path):
            mode = os.lstat(path).st_mode
            if stat.S_ISREG(mode) or stat.S_ISLNK(mode):
                yield path
    for path in below:
        yield from _pages_in(path, recurse, leave_out, found)
