"""Where Get-Help's topics come from: modules' commands with or without help text, their aliases, text topics."""

from __future__ import annotations

from ...errors import HelpFileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...dotnet.types import NetType
    from ...helpfile.definition import Definition
    from ...helpfile.maml_tree import Tree
    from ...helpfile.module import Module
    from ...model import Command
    from .automatic import AutomaticHelp

TEXT_TOPIC_ENDING = ".help.txt"
MARKDOWN_TOPIC = ("about_", ".md")
"""How the name of a Markdown file that is a topic begins and ends."""
CULTURE = "en-US"


class HelpSource:
    """One module's help, all of it at hand: commands, help trees by command name, text topics by name.

    Names are looked up without regard to case. ``warnings`` tells which of the commands that were asked for cannot be
    used; their help is given as far as it goes.
    """

    def __init__(
        self,
        name: str,
        commands: Iterable[Command] = (),
        trees: Mapping[str, Tree] | None = None,
        texts: Mapping[str, str] | None = None,
        types: Mapping[str, NetType] | None = None,
    ) -> None:
        self.name = name
        self._types = types
        self._commands = {command.name.lower(): command for command in commands}
        self._trees = {key.lower(): tree for key, tree in (trees or {}).items()}
        self._texts = dict(texts or {})
        self.warnings: list[str] = []

    @property
    def types(self) -> Mapping[str, NetType] | None:
        """The module's own types by lower-case name."""
        return self._types

    def command_names(self) -> list[str]:
        """The commands' names, sorted."""
        return sorted((command.name for command in self._commands.values()), key=str.lower)

    def aliases(self) -> dict[str, str]:
        """The command of each alias."""
        return {alias: command.name for command in self._commands.values() for alias in command.aliases}

    def find(self, name: str) -> str | None:
        """The proper name of the command with that name or alias, or None."""
        command = self._commands.get(name.lower())
        if command is not None:
            return command.name
        targets = {alias.lower(): target for alias, target in self.aliases().items()}
        return targets.get(name.lower())

    def tree(self, name: str) -> Tree | None:
        """The help tree of a command, None when it has no help text. Raises HelpFileError."""
        return self._trees.get(name.lower())

    def command(self, name: str) -> Command:
        """The command of that name. Raises HelpFileError."""
        return self._commands[name.lower()]

    def automatic(self, name: str) -> AutomaticHelp:
        """What stands in for a help tree."""
        from .automatic import AutomaticHelp

        return AutomaticHelp(self.command(name), self.types)

    def text_topics(self) -> list[str]:
        """The names of the text topics, sorted."""
        return sorted(self._texts, key=str.lower)

    def topic_text(self, name: str) -> str:
        """The text of a topic. Raises HelpFileError."""
        return self._texts[name]


class ModuleHelp(HelpSource):
    """A module on disk: trees come from the cache, and files are read only for what is asked.

    Text topics are files ``NAME.help.txt`` and, in Markdown, ``about_NAME.md``, beside the help files or in a folder
    for the language, ``en-US``.
    """

    def __init__(self, module: Module) -> None:
        super().__init__(module.name)
        self.module = module
        self._files: dict[str, str] | None = None

    @property
    def types(self) -> Mapping[str, NetType]:
        return self.module.types

    def command_names(self) -> list[str]:
        return self.module.command_names()

    def aliases(self) -> dict[str, str]:
        return {alias: name for name, (aliases, *_) in self.module.index().items() for alias in aliases}

    def find(self, name: str) -> str | None:
        return self.module.find(name)

    def tree(self, name: str) -> Tree | None:
        cached = self.module.cached(name)
        known: Tree | None = cached.read("help", (str, dict))
        if known is None or (known and "details" not in known):
            from .tree import help_tree

            try:
                command, document = self.module.command(name), self.module.document(name)
            except HelpFileError:
                usable = self._usable(name)
                return help_tree(usable.document, usable.command, self.module.types)
            known = help_tree(document, command, self.module.types) or ""
            # Reading the file has put its own parts into the cache; the new one goes beside them.
            cached = self.module.cached(name)
            cached.read("help")
            cached.write(help=known)
        return known or None

    def command(self, name: str) -> Command:
        try:
            return self.module.command(name)
        except HelpFileError:
            return self._usable(name).command

    def _usable(self, name: str) -> Definition:
        definition, warning = self.module.usable(name)
        if warning not in self.warnings:
            self.warnings.append(warning)
        return definition

    def text_topics(self) -> list[str]:
        return sorted(self._topic_files(), key=str.lower)

    def topic_text(self, name: str) -> str:
        from ...files import read_bytes

        path = self._topic_files()[name]
        try:
            text = read_bytes(path).decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise HelpFileError(path, "the text is not UTF-8") from None
        if not path.lower().endswith(MARKDOWN_TOPIC[1]):
            return text
        from .about import topic_text

        return topic_text(text)

    def _topic_files(self) -> dict[str, str]:
        if self._files is None:
            import os

            files: dict[str, str] = {}
            for folder in (os.path.join(self.module.help_folder, CULTURE), self.module.help_folder):
                try:
                    found = os.listdir(folder)
                except OSError:
                    continue
                # Of two forms of one topic the text comes first in this order.
                for file in sorted(found):
                    name = _topic_name(file)
                    if name:
                        files.setdefault(name, os.path.join(folder, file))
            self._files = files
        return self._files


def _topic_name(file: str) -> str:
    """The topic that a file of a help folder is, "" for any other file."""
    lower = file.lower()
    if lower.endswith(TEXT_TOPIC_ENDING):
        return file[: -len(TEXT_TOPIC_ENDING)]
    begin, end = MARKDOWN_TOPIC
    return file[: -len(end)] if lower.startswith(begin) and lower.endswith(end) else ""


def installed_sources() -> list[HelpSource]:
    """The modules on the search path."""
    from ...helpfile.search_path import find_modules

    return [ModuleHelp(module) for module in find_modules()]
