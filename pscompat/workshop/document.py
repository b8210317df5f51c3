"""The document behind every help format: what one CommandHelp page says about one command.

It keeps everything platyPS keeps (help.md §1–2), and in ``extra`` what only pscompat's help files say. Texts are
Markdown, type names stand as the source spells them. ``None`` differs from an empty text where platyPS tells
them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..errors import HelpFileError

SCHEMA_VERSION = "2024-05-01"
ALL_SETS = "(All)"
"""How help files name the membership in every set; syntax entries spell it ``__AllParameterSets``."""
ALL_SETS_NAMES = ("(All)", "__AllParameterSets")
SWITCH_NAMES = ("SwitchParameter", "System.Management.Automation.SwitchParameter")

COMMON_PARAMETERS_TEXT = (
    "This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,\n"
    "-InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,\n"
    "-ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see\n"
    "[about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216)."
)


class NotCommandHelp(HelpFileError):
    """A file that is read well, but is no command's page: a module's page, an index, a topic, something else."""


@dataclass(slots=True)
class SyntaxParameter:
    """One token of a syntax line; ``position`` is ``named`` or a number as text."""

    name: str
    type: str = "SwitchParameter"
    position: str = "named"
    mandatory: bool = False
    positional: bool = False
    switch: bool = False


@dataclass(slots=True)
class SyntaxItem:
    """One syntax line: the command, its parameter set, the tokens in order."""

    command: str
    set_name: str
    is_default: bool = False
    parameters: list[SyntaxParameter] = field(default_factory=list)
    common: bool = False


@dataclass(slots=True)
class SetEntry:
    """How a parameter takes part in one set; ``position`` is ``Named`` or a number as text."""

    name: str | None = ""
    position: str | None = ""
    required: bool = False
    by_value: bool = False
    by_name: bool = False
    remaining: bool = False


@dataclass(slots=True)
class HelpParameter:
    """One parameter. ``aliases`` and ``default`` can be None: a page of old form that left them empty.

    ``spelled`` is the type as the page has it; a ``shared`` one stands in the module file.
    """

    name: str
    type: str | None = ""
    description: str = ""
    default: str | None = ""
    wildcards: bool = False
    dynamic: bool = False
    aliases: list[str] | None = field(default_factory=list)
    dont_show: bool = False
    accepted_values: list[str] = field(default_factory=list)
    sets: list[SetEntry] = field(default_factory=list)
    help_message: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    spelled: str = field(default="", compare=False)
    shared: bool = False

    @property
    def is_switch(self) -> bool:
        """Whether its type is SwitchParameter."""
        return self.type in SWITCH_NAMES

    def pipeline_words(self) -> list[str]:
        """``ByValue`` and ``ByPropertyName`` as far as any set takes pipeline input so."""
        words = []
        if any(entry.by_value for entry in self.sets):
            words.append("ByValue")
        if any(entry.by_name for entry in self.sets):
            words.append("ByPropertyName")
        return words


@dataclass(slots=True)
class Example:
    """One example: its heading and everything under it."""

    title: str
    text: str


@dataclass(slots=True)
class TypeNote:
    """One entry of INPUTS or OUTPUTS."""

    name: str
    description: str = ""


@dataclass(slots=True)
class Link:
    """One related link."""

    text: str
    href: str


@dataclass(slots=True)
class CommandHelp:
    """One command's help.

    ``metadata`` maps keys to texts, None, lists or nested mappings, in file order. ``common_parameters`` tells that the
    command has the common parameters; ``alias_header`` that an (empty) ALIASES section was there, which platyPS shows
    by leaving its placeholder out. ``extra`` is the ``pscompat:`` mapping.
    """

    title: str
    metadata: dict[str, Any] = field(default_factory=dict)
    synopsis: str = ""
    syntaxes: list[SyntaxItem] = field(default_factory=list)
    aliases: str = ""
    alias_header: bool = False
    description: str | None = ""
    examples: list[Example] = field(default_factory=list)
    parameters: list[HelpParameter] = field(default_factory=list)
    common_parameters: bool = False
    workflow_parameters: bool = False
    inputs: list[TypeNote] = field(default_factory=list)
    outputs: list[TypeNote] = field(default_factory=list)
    notes: str | None = ""
    links: list[Link] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def module(self) -> str:
        """The module's name, empty when the metadata lacks it."""
        return str(self.metadata.get("Module Name") or "")

    @property
    def help_uri(self) -> str:
        """The address of the online page, empty when the metadata lacks it."""
        return str(self.metadata.get("HelpUri") or "")

    def parameter(self, name: str) -> HelpParameter | None:
        """The parameter called ``name``, letter case ignored."""
        lowered = name.lower()
        return next((parameter for parameter in self.parameters if parameter.name.lower() == lowered), None)

    def set_names(self) -> list[str]:
        """The named sets: those of the syntax lines first, then any that only parameters name."""
        names = [item.set_name for item in self.syntaxes]
        names += [entry.name or "" for parameter in self.parameters for entry in parameter.sets]
        return list(dict.fromkeys(name for name in names if name and name not in ALL_SETS_NAMES))


@dataclass(frozen=True, slots=True)
class Gap:
    """A place to fill in: something the source could not say, or that was read by a guess.

    ``where`` is the command's name, or ``Command -Parameter``; ``key`` the key of a help file that would say it.
    """

    where: str
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.key}: {self.what}"


@dataclass(slots=True)
class Imported:
    """What a reader returns: the document and the places to fill in."""

    help: CommandHelp
    gaps: list[Gap] = field(default_factory=list)

    def __iter__(self) -> Iterator[Any]:
        return iter((self.help, self.gaps))
