"""The topics Get-Help finds: a command, an alias, a text (help.md §5.2)."""

from __future__ import annotations

from . import page_views
from .help_answer import HelpAnswer
from .page_views import each, member, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ...helpfile.maml_tree import Tree
    from ...model import Parameter
    from .automatic import AutomaticHelp
    from .page import Page
    from .sources import HelpSource

    WriteParameter = Callable[[Page], None]

DEFAULT_TEXT = """\
TOPIC
    Get-Help

SHORT DESCRIPTION
    Shows help about the commands of the installed modules.

SYNTAX
    Get-Help NAME [-Detailed | -Full | -Examples | -Online]
    Get-Help NAME -Parameter PATTERN[,PATTERN]
    NAME '-?'

EXAMPLES
    Get-Help NAME                     the main parts of one command's help
    Get-Help NAME -Full               all of it
    Get-Help '*Thread*'               all topics with a matching name
    Get-Command NAME -Syntax          only the syntax
    Get-Help about_*                  what else there is to know
"""


class Topic:
    """What one search hit is. ``category`` and ``kind`` are PowerShell's words."""

    category = ""
    kind = ""

    def __init__(self, name: str, module: str = "") -> None:
        self.name = name
        self.module = module

    def synopsis(self) -> str:
        """The text of the table's last column."""
        return ""

    def row(self) -> tuple[str, str, str, str]:
        """The row of the table."""
        return self.name, self.category, self.module, self.synopsis()

    def answer(self, view: str) -> HelpAnswer:
        """The topic in a view."""
        raise NotImplementedError

    def matching_parameters(self, patterns: Sequence[str]) -> list[WriteParameter]:
        """For each pattern the parameters whose name matches it, as functions that write one."""
        return []

    def parameter_hint(self) -> str:
        """Which parameters there are."""
        return f"{self.name} has no parameters."

    def addresses(self) -> list[str]:
        """The addresses of the related links."""
        return []

    def content(self) -> list[str]:
        """The texts that a content search looks into."""
        return []


class CommandTopic(Topic):
    """A command, with help text or without."""

    def __init__(self, source: HelpSource, name: str) -> None:
        super().__init__(name, source.name)
        self.source = source
        self._tree: Tree | None = None
        self._read = False

    @property
    def tree(self) -> Tree | None:
        """The help tree, None without help text. Raises HelpFileError."""
        if not self._read:
            self._tree = self.source.tree(self.name)
            self._read = True
        return self._tree

    @property
    def kind(self) -> str:  # type: ignore[override]
        """PowerShell's name of the help object."""
        return "ExtendedCmdletHelpInfo" if self.tree is None else "MamlCommandHelpInfo"

    @property
    def category(self) -> str:  # type: ignore[override]
        """Cmdlet for a command that binds as a compiled one, else Function."""
        compiled = any(parameter.compiled for parameter in self.source.command(self.name).parameters)
        return "Cmdlet" if compiled else "Function"

    def synopsis(self) -> str:
        if self.tree is None:
            from ..syntax import syntax_text

            return syntax_text(self.source.command(self.name), self.source.types)
        items = each(member(member(self.tree, "details"), "description"))
        return _item_text(items[0]).strip() if items else ""

    def answer(self, view: str) -> HelpAnswer:
        tree = self.tree

        def write(page: Page) -> None:
            if tree is None:
                from . import automatic

                automatic.VIEWS[view](page, self.source.automatic(self.name))
            else:
                page_views.VIEWS[view](page, tree)
            page.finish()

        return HelpAnswer([self.kind], write)

    def _named_parameters(self) -> list[tuple[str, WriteParameter]]:
        if self.tree is not None:
            nodes = each(member(member(self.tree, "parameters"), "parameter"))
            return [(text_of(member(node, "name")), _tree_writer(node)) for node in nodes]
        automatic = self.source.automatic(self.name)
        return [(parameter.name, _automatic_writer(automatic, parameter)) for parameter in automatic.parameters]

    def matching_parameters(self, patterns: Sequence[str]) -> list[WriteParameter]:
        from ...dotnet.wildcard import wildcard_test

        named = self._named_parameters()
        return [write for pattern in patterns for name, write in named if wildcard_test(pattern)(name)]

    def parameter_hint(self) -> str:
        names = [name for name, _ in self._named_parameters()]
        return f"{self.name} has: {', '.join(names)}." if names else super().parameter_hint()

    def addresses(self) -> list[str]:
        links = each(member(member(self.tree, "relatedlinks"), "navigationlink"))
        return [uri for uri in (text_of(member(link, "uri")) for link in links) if uri]

    def content(self) -> list[str]:
        if self.tree is None:
            return [self.synopsis()]
        description = "\n".join(map(_item_text, each(member(self.tree, "description"))))
        parts = [member(self.tree, key) for key in ("examples", "alertset", "parameters")]
        return [self.synopsis(), description.strip(), *("".join(_texts(part)) for part in parts)]


def _tree_writer(node: Tree) -> WriteParameter:
    return lambda page: page_views.full_parameter(page, node)


def _automatic_writer(automatic: AutomaticHelp, parameter: Parameter) -> WriteParameter:
    from .automatic import full_parameter

    return lambda page: full_parameter(page, automatic, parameter)


def _item_text(item: Tree) -> str:
    """The text of a paragraph or list item; a definition or bare text has none."""
    return item[-1] if isinstance(item, tuple) and item[0] != "term" else ""


def _texts(node: Tree | None) -> list[str]:
    """All texts in a node; a text item's kind is not one."""
    if node is None:
        return []
    if isinstance(node, str):
        return [node]
    if isinstance(node, tuple):
        return list(node[1:])
    parts = node.values() if isinstance(node, dict) else node
    return [text for part in parts for text in _texts(part)]


class AliasTopic(Topic):
    """An alias that a search found by its own name."""

    category = "Alias"
    kind = "AliasHelpInfo"

    def __init__(self, name: str, target: str) -> None:
        super().__init__(name)
        self.target = target

    def synopsis(self) -> str:
        return self.target

    def answer(self, view: str) -> HelpAnswer:
        from .listing import alias_list

        return HelpAnswer([self.kind], lambda page: page.lines.extend(alias_list(self.name, self.target, page.width)))


class TextTopic(Topic):
    """A text file; without a source, pscompat's own text for Get-Help without a name."""

    category = "HelpFile"
    kind = "System.String"

    def __init__(self, source: HelpSource | None, name: str) -> None:
        super().__init__(name)
        self.source = source

    def text(self) -> str:
        """The whole text."""
        return DEFAULT_TEXT if self.source is None else self.source.topic_text(self.name)

    def synopsis(self) -> str:
        """The fifth line: the short description."""
        lines = self.text().split("\n")
        return lines[4].strip() if len(lines) > 4 else ""

    def answer(self, view: str) -> HelpAnswer:
        return HelpAnswer([self.kind], lambda page: None, plain=self.text())

    def content(self) -> list[str]:
        return [self.text()]
