"""Get-Help: find topics by name, pattern or content, and print them (help.md §5.1, §5.2, §5.8).

``get_help`` gives the text, ``find_help`` the answer from which a text of any width is made.
"""

from __future__ import annotations

from ...errors import HelpFileError, PscompatError
from .page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from .sources import HelpSource
    from .topics import CommandTopic, Topic

VIEWS = ("default", "detailed", "full", "examples")
DEFAULT_TOPIC = "default"
GET_COMMAND = "Microsoft.PowerShell.Commands.GetCommandCommand"
ACTIVITY = "Microsoft.PowerShell.Commands.GetHelpCommand"


class HelpError(PscompatError):
    """Get-Help cannot answer; ``fully_qualified_error_id`` is PowerShell's."""

    def __init__(self, error_id: str, category: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.error_id = error_id
        self.category = category

    @property
    def fully_qualified_error_id(self) -> str:
        """``ErrorId,Microsoft.PowerShell.Commands.GetHelpCommand``."""
        return f"{self.error_id},{ACTIVITY}"


class HelpAnswer:
    """What one Get-Help writes: ``kinds`` are PowerShell's names for its objects."""

    __slots__ = ("_write", "kinds", "plain")

    def __init__(self, kinds: Sequence[str], write: Callable[[Page], None], plain: str | None = None) -> None:
        self.kinds = list(kinds)
        self._write = write
        self.plain = plain

    @property
    def count(self) -> int:
        """The number of objects."""
        return len(self.kinds)

    def page(self, width: int | None = None) -> Page:
        """The written page, its headings marked."""
        page = Page(width)
        if self.plain is not None:
            page.lines.extend(self.plain.split("\n"))
        else:
            self._write(page)
        return page

    def text(self, width: int | None = None) -> str:
        """The text at a width in columns; None is without limit. Empty when nothing is written."""
        if self.plain is not None:
            return self.plain + "\n"
        return self.page(width).text() if self.kinds else ""


def get_help(
    name: str = "",
    *,
    view: str = "default",
    parameter: Sequence[str] | None = None,
    width: int | None = None,
    sources: Iterable[HelpSource] | None = None,
) -> str:
    """The text of ``Get-Help name`` in a view, or of the parameters that match a pattern.

    ``sources`` are where topics come from, by default all installed modules. Raises HelpError, HelpFileError and
    WildcardPatternError.
    """
    return find_help(name, view=view, parameter=parameter, sources=sources).text(width)


def find_help(
    name: str = "",
    *,
    view: str = "default",
    parameter: Sequence[str] | None = None,
    sources: Iterable[HelpSource] | None = None,
) -> HelpAnswer:
    """What ``Get-Help`` answers: one topic in the view, several as a table. Raises as ``get_help`` does."""
    found = find_topics(name, sources)
    if len(found) == 1:
        return _parameters(found[0], parameter) if parameter else found[0].answer(view)
    if parameter:
        found = [topic for topic in found if _owns(topic, parameter)]
    rows = [_row(topic) for topic in found]

    def write(page: Page) -> None:
        from .listing import write_topic_table

        write_topic_table(page, rows)

    return HelpAnswer(["HelpInfoShort"] * len(rows), write)


def _row(topic: Topic) -> tuple[str, str, str, str]:
    """The topic's row; a help file that cannot be read must not hide the other topics."""
    try:
        return topic.row()
    except HelpFileError as error:
        return topic.name, "Function", topic.module, f"(not readable: {error.reason})"


def _owns(topic: Topic, patterns: Sequence[str]) -> bool:
    try:
        return bool(topic.matching_parameters(patterns))
    except HelpFileError:
        return False


def _parameters(topic: Topic, patterns: Sequence[str]) -> HelpAnswer:
    matching = topic.matching_parameters(patterns)
    if not matching:
        message = f"No parameter matches criteria {patterns[0]}."
        raise HelpError("NoParmsFound", "InvalidArgument", message, hint=topic.parameter_hint())

    def write(page: Page) -> None:
        for one in matching:
            one(page)
            page.finish()

    return HelpAnswer([topic.kind] * len(matching), write)


def find_topics(name: str, sources: Iterable[HelpSource] | None = None) -> list[Topic]:
    """The topics of a name: an exact match, else those whose name matches, else those whose text does.

    Raises HelpError when there is none, unless the name has wildcards.
    """
    sources = _sources(sources)
    exact = exact_topic(name or DEFAULT_TOPIC, sources)
    if exact is not None:
        return [exact]
    from ...values.wildcard import contains_wildcards
    from .search import search_content, search_names

    found = search_names(name, sources) or search_content(name, sources)
    if not found and not contains_wildcards(name):
        raise _not_found(name, sources)
    return found


def _sources(sources: Iterable[HelpSource] | None) -> list[HelpSource]:
    if sources is None:
        from .sources import installed_sources

        return installed_sources()
    return list(sources)


def exact_topic(name: str, sources: Iterable[HelpSource]) -> Topic | None:
    """The command with that name or alias, or the text topic; the first source that knows it counts.

    ``Module\\Name`` asks one module.
    """
    from .topics import CommandTopic, TextTopic

    module, _, bare = name.rpartition("\\")
    sources = [source for source in sources if not module or source.name.lower() == module.lower()]
    for source in sources:
        proper = source.find(bare)
        if proper is not None:
            return CommandTopic(source, proper)
    for source in sources:
        for topic in source.text_topics():
            if topic.lower() == bare.lower():
                return TextTopic(source, topic)
    if bare.lower() == DEFAULT_TOPIC:
        return TextTopic(None, DEFAULT_TOPIC)
    return None


def _not_found(name: str, sources: Iterable[HelpSource]) -> HelpError:
    return HelpError(
        "HelpNotFound",
        "ResourceUnavailable",
        f"Get-Help could not find {name} in a help file in this session. To download updated help topics type: "
        '"Update-Help". To get help online, search for the help topic in the TechNet library at '
        "https://go.microsoft.com/fwlink/?LinkID=107116.",
        hint=_nearest(name, sources),
    )


def _nearest(name: str, sources: Iterable[HelpSource]) -> str:
    from difflib import get_close_matches

    names = {found.lower(): found for source in sources for found in source.command_names()}
    close = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return f"Did you mean {names[close[0]]}?" if close else "`Get-Help *` lists all topics."


def command_syntax(name: str, sources: Iterable[HelpSource] | None = None) -> list[str]:
    """The texts of ``Get-Command name -Syntax``, one for each command: a name, an alias or a pattern.

    Printing a text adds a line break. Raises CommandNotFoundError, MetadataError and SyntaxListingError.
    """
    from ...binding.metadata import CompiledCommand
    from ...errors import CommandNotFoundError, MetadataError
    from ..syntax import syntax_text

    texts = []
    for topic, alias in _commands_named(name, _sources(sources)):
        command = topic.source.command(topic.name)
        try:
            CompiledCommand(command, topic.source.types)
        except MetadataError as error:
            error.command = GET_COMMAND
            raise
        except PscompatError:
            pass  # A bad default, for one, is found when the command runs; its syntax can be shown.
        text = syntax_text(command, topic.source.types)
        if alias:
            text = f"{alias} (alias) -> {command.name}\n{text.replace(command.name, alias)}"
        texts.append(text)
    if texts or any(char in name for char in "*?["):
        return texts
    raise CommandNotFoundError(
        f"The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
        "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
        hint=_nearest(name, _sources(sources)),
    )


def _commands_named(name: str, sources: Sequence[HelpSource]) -> Iterator[tuple[CommandTopic, str]]:
    """The commands of that name or pattern, each with the alias that its syntax shows in place of its name."""
    from ...values.wildcard import contains_wildcards

    if contains_wildcards(name):
        from ...values.wildcard import wildcard_test
        from .search import commands

        test = wildcard_test(name)
        for topic in commands(sources):
            if test(topic.name):
                yield topic, next((a for a, target in topic.source.aliases().items() if target == topic.name), "")
        return
    from .topics import CommandTopic

    found = exact_topic(name, sources)
    if isinstance(found, CommandTopic):
        bare = name.rpartition("\\")[2]
        yield found, "" if found.name.lower() == bare.lower() else bare


def online_address(name: str, sources: Iterable[HelpSource] | None = None) -> str:
    """The address that ``Get-Help name -Online`` opens (help.md §5.9). Raises HelpError."""
    found = find_topics(name, sources)
    if len(found) > 1:
        message = "Multiple Help topics were found. Use only one Help topic with the -Online option."
        raise HelpError("InvalidOperation", "InvalidOperation", message)
    for address in _absolute(found[0].addresses() if found else ()):
        if address.partition(":")[0].lower() not in ("http", "https"):
            message = (
                f'The protocol specified in the Uri "{address}" is not supported. '
                'Only "http" and "https" protocols are supported.'
            )
            raise HelpError("InvalidOperation", "InvalidOperation", message)
        return address
    message = (
        "The online version of this Help topic cannot be displayed because the Internet address (URI) of the Help "
        "topic is not specified in the command code or in the help file for the command."
    )
    raise HelpError("InvalidOperation", "InvalidOperation", message)


def _absolute(addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        scheme, colon, rest = address.strip().partition(" ")[0].partition(":")
        if colon and rest and len(scheme) > 1 and scheme[0].isalpha():
            yield scheme + colon + rest


def open_online(address: str) -> None:
    """Show an address in the browser. Raises HelpError when there is none."""
    import webbrowser

    if not webbrowser.open(address):
        message = (
            "Starting a browser to display online Help failed. No program or browser is associated to open the URI "
            f"{address}."
        )
        raise HelpError("InvalidOperation", "InvalidOperation", message)
