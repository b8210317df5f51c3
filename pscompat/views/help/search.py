"""Searching help topics by pattern: in names, and in texts when no name matches (help.md §5.1)."""

from __future__ import annotations

from ...dotnet.wildcard import contains_wildcards, wildcard_test
from ...errors import HelpFileError
from .topics import AliasTopic, CommandTopic, TextTopic, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .sources import HelpSource


def search_names(name: str, sources: Iterable[HelpSource]) -> list[Topic]:
    """The topics whose name matches: aliases, commands, text topics; of two with one name the first."""
    sources = list(sources)
    decorated = not contains_wildcards(name)
    alias = wildcard_test(name + "*" if decorated else name)
    command = wildcard_test((name + "*" if "-" in name else f"*{name}*") if decorated else name)
    text = wildcard_test(f"*{name}*" if decorated else name)
    found: list[Topic] = []
    seen: set[str] = set()
    for source in sources:
        for one, target in source.aliases().items():
            if alias(one) and one.lower() not in seen:
                seen.add(one.lower())
                found.append(AliasTopic(one, target))
    found.extend(topic for topic in commands(sources) if command(topic.name))
    found.extend(topic for topic in texts(sources) if text(topic.name))
    return found


def search_content(name: str, sources: Iterable[HelpSource]) -> list[Topic]:
    """The topics in whose texts the pattern is found."""
    sources = list(sources)
    matches = wildcard_test(name if contains_wildcards(name) else f"*{name}*")
    topics: list[Topic] = [*commands(sources), *texts(sources)]
    return [topic for topic in topics if any(content and matches(content) for content in _content(topic))]


def _content(topic: Topic) -> list[str]:
    """The topic's texts; what cannot be read is not found."""
    try:
        return topic.content()
    except HelpFileError:
        return []


def commands(sources: Iterable[HelpSource]) -> Iterator[CommandTopic]:
    """The commands of all sources, sorted within each."""
    seen: set[str] = set()
    for source in sources:
        for name in source.command_names():
            if name.lower() not in seen:
                seen.add(name.lower())
                yield CommandTopic(source, name)


def texts(sources: Iterable[HelpSource]) -> Iterator[TextTopic]:
    """The text topics of all sources."""
    seen: set[str] = set()
    for source in sources:
        for name in source.text_topics():
            if name.lower() not in seen:
                seen.add(name.lower())
                yield TextTopic(source, name)
