"""Help files of any form read and written in another form: the work behind ``pscompat help import`` and ``export``.

Everything is read and rendered before the first file is written, and files are put in place together: an import that
fails half-way leaves nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..dotnet.types import NetType
from ..errors import HelpFileError
from ..files import MAX_SIZE, read_bytes, read_start
from ..helpfile.xml_tree import MAX_SIZE as MAX_XML_SIZE
from .document import ALL_SETS_NAMES, CommandHelp, Gap, Imported
from .formats.maml_reader import read_maml_help
from .formats.maml_writer import write_maml
from .formats.man_writer import write_man
from .formats.markdown_reader import COMMAND_NAME, read_markdown
from .formats.markdown_writer import write_markdown
from .formats.schema_writer import write_schema
from .formats.syntax_derivation import derive_syntaxes
from .formats.yaml_reader import read_help_yaml
from .formats.yaml_writer import write_yaml

FORMATS = ("yaml", "markdown", "maml", "man", "schema")
"""What ``--to`` takes."""

_MARKDOWN_ENDINGS = (".md", ".markdown", ".mdx")
_YAML_ENDINGS = (".yaml", ".yml")
_XML_ENDINGS = (".xml", ".maml")
SCRIPT_ENDINGS = (".ps1", ".psm1")
PAGE_ENDINGS = (*SCRIPT_ENDINGS, *_MARKDOWN_ENDINGS, *_YAML_ENDINGS, *_XML_ENDINGS)
"""The endings by which a folder's files are taken for pages."""
_LONGEST_NAME = 255
"""The bytes of a file's name, the same on every system."""
_FORBIDDEN = frozenset('/\\:*?"<>|')


@dataclass(slots=True)
class Source:
    """A command that was read: from which file of which form, and what was odd about the file.

    ``ours`` tells that the file has keys of pscompat's own, so that it is taken as it stands.
    ``types`` are those that a script declares, by lower-case name.
    """

    path: str
    document: CommandHelp
    gaps: list[Gap] = field(default_factory=list)
    kind: str = ""
    ours: bool = False
    types: Mapping[str, NetType] = field(default_factory=dict)


@dataclass(slots=True)
class Output:
    """A file to be written."""

    name: str
    text: str


def read_sources(paths: Sequence[str], *, date: str = "") -> list[Source]:
    """The commands in the files, in order.

    A file's form is told by its name, else by its content. ``date`` becomes the ``ms.date`` of each. Raises
    HelpFileError.
    """
    sources: list[Source] = []
    for path in paths:
        kind, data = read_file(path)
        for read in _read(data, path, kind):
            ours = kind != "maml" and _is_ours(read.help)
            settle_positions(read.help)
            if date:
                read.help.metadata["ms.date"] = date
            sources.append(Source(path, read.help, read.gaps, kind, ours))
    return sources


def form_of(path: str) -> str:
    """``markdown``, ``yaml`` or ``maml``, by the file's ending or its first character. Raises HelpFileError."""
    ending = os.path.splitext(path)[1].lower()
    for kind, endings in (("markdown", _MARKDOWN_ENDINGS), ("yaml", _YAML_ENDINGS), ("maml", _XML_ENDINGS)):
        if ending in endings:
            return kind
    start = read_start(path, 200).decode("utf-8-sig", "replace").lstrip()
    if start.startswith("<"):
        return "maml"
    return "markdown" if start.startswith(("---", "#")) else "yaml"


def read_file(path: str) -> tuple[str, bytes]:
    """A file's form, as ``form_of`` tells it, and its bytes. Raises HelpFileError."""
    kind = form_of(path)
    return kind, read_bytes(path, MAX_XML_SIZE if kind == "maml" else MAX_SIZE)


def _read(data: bytes, path: str, kind: str) -> Iterable[Imported]:
    if kind == "maml":
        return read_maml_help(data, path)
    return [read_markdown(data, path) if kind == "markdown" else read_help_yaml(data, path)]


def render(
    documents: Sequence[CommandHelp],
    to: str,
    *,
    types: Mapping[str, NetType] | None = None,
) -> list[Output]:
    """The files that hold the commands in the form ``to``, with their names.

    MAML holds all commands of one help file together. Raises HelpFileError: a command's name that is no file name,
    or two commands of one name.
    """
    for document in documents:
        if not document.syntaxes and to != "yaml":
            document.syntaxes = derive_syntaxes(document)
    if to == "maml":
        groups: dict[str, list[CommandHelp]] = {}
        for document in documents:
            groups.setdefault(_maml_name(document), []).append(document)
        return [Output(name, write_maml(group)) for name, group in groups.items()]
    writers: dict[str, tuple[str, Callable[[CommandHelp], str]]] = {
        "yaml": (".yaml", write_yaml),
        "markdown": (".md", write_markdown),
        "man": (".1", write_man),
        "schema": (".schema.json", lambda document: write_schema(document, types)),
    }
    ending, write = writers[to]
    return [Output(_file_name(document.title, ending), write(document)) for document in documents]


def _maml_name(document: CommandHelp) -> str:
    named = str(document.metadata.get("external help file") or "")
    return _file_name(named or f"{document.module or document.title}-Help.xml")


def _file_name(title: str, ending: str = "") -> str:
    """A command's name with the ending, if that can name a file on every system."""
    name = title + ending
    if not title or title.startswith(".") or title.endswith((".", " ")) or _FORBIDDEN & set(title):
        raise HelpFileError(ascii(title), "the command's name is no name for a file")
    if not title.isprintable() or len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        raise HelpFileError(ascii(title), "the command's name is no name for a file")
    return name


def _is_ours(document: CommandHelp) -> bool:
    return bool(document.extra) or any(parameter.extra for parameter in document.parameters)


def settle_positions(document: CommandHelp) -> None:
    """A foreign page names every position that a command has; without this a command of none would number its own."""
    if _is_ours(document):
        return
    entries = [entry for parameter in document.parameters for entry in parameter.sets]
    numbered = any((entry.position or "").lower() not in ("", "named") for entry in entries)
    in_named_sets = any(entry.name not in ALL_SETS_NAMES for entry in entries)
    if not numbered and not in_named_sets and not all(parameter.is_switch for parameter in document.parameters):
        document.extra["positionalBinding"] = "false"


class Titles:
    """The commands of an import, each once.

    Of several pages with one title, those whose file's name is another command's are taken to be that one.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._stems = {_stem(path).lower() for path in paths}
        self._seen: dict[str, str] = {}

    def settle(self, source: Source) -> None:
        """Rename the command where its file says so. Raises HelpFileError for one that is there already."""
        document, stem = source.document, _stem(source.path)
        title = document.title.lower()
        if (
            stem.lower() not in (title, *self._seen)
            and (title in self._seen or title in self._stems)
            and source.kind != "maml"
            and COMMAND_NAME.fullmatch(stem)
        ):
            what = f"another page has the title {document.title} too; the file's name was taken"
            source.gaps.append(Gap(stem, "title", what))
            document.title = document.metadata["title"] = stem
            for item in document.syntaxes:
                item.command = stem
        other = self._seen.get(document.title.lower())
        if other is not None:
            raise HelpFileError(source.path, f"defines {document.title} like {other}")
        self._seen[document.title.lower()] = source.path


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def write_outputs(outputs: Sequence[Output], folder: str, *, force: bool = False) -> list[str]:
    """Put all the files into the folder, or none of them; returns their paths.

    Raises HelpFileError: a file exists already and ``force`` is not set, or the disk refuses.
    """
    targets = [os.path.join(folder, output.name) for output in outputs]
    lowered = [target.lower() for target in targets]
    for index, target in enumerate(targets):
        if lowered.index(lowered[index]) < index:
            raise HelpFileError(target, "two commands would be written into this file")
        if os.path.lexists(target) and not force:
            raise HelpFileError(target, "the file exists; --force replaces it")
    made = not os.path.isdir(folder)
    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".pscompat-", dir=folder) as stage:
            _stage_and_move(outputs, targets, stage)
    except OSError as error:
        if made:
            _remove_folder(folder)
        raise HelpFileError(error.filename or folder, f"cannot be written: {error.strerror or error}") from None
    return targets


def _stage_and_move(outputs: Sequence[Output], targets: Sequence[str], stage: str) -> None:
    """Write all beside their places, then rename; when a rename fails, the earlier ones are taken back."""
    staged = [os.path.join(stage, f"new{index}") for index in range(len(outputs))]
    for path, target, output in zip(staged, targets, outputs, strict=True):
        try:
            with open(path, "w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
                file.write(output.text)
            if os.path.exists(target):
                shutil.copymode(target, path)
        except OSError as error:
            raise OSError(error.errno, error.strerror, target) from None
    moved: list[tuple[str, str]] = []
    try:
        for index, (path, target) in enumerate(zip(staged, targets, strict=True)):
            kept = os.path.join(stage, f"old{index}")
            if os.path.lexists(target):
                os.replace(target, kept)
            moved.append((target, kept))
            os.replace(path, target)
    except BaseException:
        for target, kept in reversed(moved):
            if os.path.lexists(kept):
                os.replace(kept, target)
            elif os.path.lexists(target):
                os.unlink(target)
        raise


def _remove_folder(folder: str) -> None:
    with contextlib.suppress(OSError):
        os.rmdir(folder)
