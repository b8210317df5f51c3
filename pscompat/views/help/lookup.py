"""Get-Help: find topics by name, pattern or content, and answer with them (help.md §5.1, §5.2, §5.8)."""

from __future__ import annotations

from ...errors import HelpFileError, PscompatError
from .help_answer import HelpAnswer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .page import Page
    from .sources import HelpSource
    from .topics import Topic

VIEWS = ("default", "detailed", "full", "examples")
DEFAULT_TOPIC = "default"
TEXT_TOPICS = "about_"
"""What the names of PowerShell's text topics begin with."""
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


def find_help(
    name: str = "",
    *,
    view: str = "default",
    parameter: Sequence[str] | None = None,
    sources: Iterable[HelpSource] | None = None,
) -> HelpAnswer:
    """What ``Get-Help`` answers: one topic in the view, or its parameters that match a pattern; several as a table.

    ``sources`` are where topics come from, by default all installed modules. Raises HelpError, HelpFileError and
    WildcardPatternError.
    """
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
    from ...dotnet.wildcard import contains_wildcards
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
    # No command is called so: to look for one would read the help files of all of them.
    for source in () if bare.lower().startswith(TEXT_TOPICS) else sources:
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

    names = {found.lower(): found for source in sources for found in (*source.command_names(), *source.text_topics())}
    close = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return f"Did you mean {names[close[0]]}?" if close else "`pscompat Get-Help '*'` lists all topics."


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
