"""Get-Help's views of a help tree: default, -Detailed, -Full, -Examples and -Parameter (help.md §5.4).

The trees are those of ``helpfile.maml_tree``. ``Missing`` elements print nothing, an element with plain text
where paragraphs are expected prints one blank, as PowerShell's formats do.
"""

from __future__ import annotations

from .page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ...helpfile.maml_tree import Tree

COMMON_PARAMETERS_NAME = "<CommonParameters>"
COMMON_PARAMETERS_TEXT = """\
    This cmdlet supports the common parameters: Verbose, Debug,
    ErrorAction, ErrorVariable, WarningAction, WarningVariable,
    OutBuffer, PipelineVariable, and OutVariable. For more information, see
    about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216). """
LABEL_WIDTH = 29
BULLET = "* "
_BULLET_HANGING = 2
# The format knows numbers of two digits; from the hundredth item on the text hangs one column short.
_NUMBER_HANGING = 4


def member(node: Tree | None, name: str) -> Tree | None:
    """The named part of a node, None when it has none."""
    return node.get(name) if isinstance(node, dict) else None


def each(node: Tree | None) -> list[Tree]:
    """The node's elements: itself, when it is not a list."""
    if node is None:
        return []
    return node if isinstance(node, list) else [node]


def text_of(node: Tree | None) -> str:
    """A node where one text is printed."""
    if node is None or isinstance(node, str):
        return node or ""
    if isinstance(node, dict):
        return text_of(node.get("", ""))
    if isinstance(node, tuple):
        return node[-1]
    return "{" + ", ".join(map(text_of, node)) + "}"


def attribute_is(node: Tree | None, name: str, text: str) -> bool:
    """Whether an attribute has that text, letter case ignored."""
    return text_of(member(node, name)).lower() == text


def label(text: str) -> str:
    """A label of the attribute table, padded to the column of the values."""
    return text.ljust(LABEL_WIDTH)


def short_description(page: Page, node: Tree | None) -> None:
    """Paragraphs one a line; anything else is one blank."""
    for item in each(node):
        if isinstance(item, tuple) and item[0] == "para":
            page.line(item[1])
        else:
            page.add(" ")


def description(page: Page, node: Tree | None) -> None:
    """Paragraphs, list items with a hanging indent, definitions."""
    for item in each(node):
        if not isinstance(item, tuple):
            page.add(" ")
        elif item[0] == "para":
            page.line(item[1])
        elif item[0] == "item":
            with page.frame(hanging=_BULLET_HANGING if item[1] == BULLET else _NUMBER_HANGING):
                page.line(item[1] + item[2])
        else:
            page.line(item[1])
            with page.frame(4):
                page.line(item[2])


def details(page: Page, tree: Tree) -> None:
    """NAME and SYNOPSIS."""
    node = member(tree, "details")
    if node is None:
        return
    page.heading("NAME")
    with page.frame(4):
        page.line(text_of(member(node, "name")))
        page.line()
    page.heading("SYNOPSIS")
    with page.frame(4):
        short_description(page, member(node, "description"))
        page.line()
        page.line()


def is_positional(node: Tree) -> bool:
    """Whether a parameter's ``position`` is a number."""
    position = text_of(member(node, "position")).strip()
    if not position or "named" in position.lower():
        return False
    try:
        int(position, 0) if position.lower().startswith("0x") else float(position)
    except ValueError:
        return False
    return True


def parameter_token(node: Tree) -> str:
    """One parameter of a syntax line with the blank after it (help.md §4.1)."""
    value = ""
    group = member(node, "parametervaluegroup")
    if group is not None:
        value = " {" + " | ".join(map(text_of, each(member(group, "parametervalue")))) + "}"
    elif member(node, "parametervalue") is not None:
        value = " <" + " ".join(map(text_of, each(member(node, "parametervalue")))) + ">"
    name = f"-{text_of(member(node, 'name'))}"
    if is_positional(node):
        name = f"[{name}]"
    token = name + value
    return (token if attribute_is(node, "required", "true") else f"[{token}]") + " "


def syntax(page: Page, tree: Tree) -> None:
    """SYNTAX: one line for each set."""
    page.heading("SYNTAX")
    with page.frame(4):
        for item in each(member(member(tree, "syntax"), "syntaxitem")):
            page.add(text_of(member(item, "name")) + " ")
            for parameter in each(member(item, "parameter")):
                page.add(parameter_token(parameter))
            page.line(f"[{COMMON_PARAMETERS_NAME}]")
            page.line()
        note = member(member(tree, "syntax"), "note")
        if note is not None:
            page.line(text_of(note))
            page.line()
        page.line()


def long_description(page: Page, tree: Tree) -> None:
    """DESCRIPTION."""
    page.heading("DESCRIPTION")
    with page.frame(4):
        description(page, member(tree, "description"))
        page.line()
    page.line()


def common_parameters(page: Page) -> None:
    """The entry for the common parameters; its text has its own indent, so that a wrapped line starts further left."""
    page.line(COMMON_PARAMETERS_NAME)
    with page.frame(4):
        page.add(COMMON_PARAMETERS_TEXT)
    page.line()
    page.line()


def parameter_head(page: Page, node: Tree) -> None:
    """``-Name <Type>``."""
    page.add(f"-{text_of(member(node, 'name'))}")
    value = member(node, "parametervalue")
    if value is not None:
        text = f"<{' '.join(map(text_of, each(value)))}>"
        page.add(f" {text}" if attribute_is(value, "required", "true") else f" [{text}]")
    page.line()


def short_parameter(page: Page, node: Tree) -> None:
    """A parameter in -Detailed."""
    parameter_head(page, node)
    with page.frame(4):
        description(page, member(node, "description"))
        page.line()


def _truth(node: Tree | None) -> str:
    text = text_of(node).lower()
    return text if text in ("true", "false") else ""


def full_parameter(page: Page, node: Tree) -> None:
    """A parameter in -Full and -Parameter."""
    parameter_head(page, node)
    with page.frame(4):
        description(page, member(node, "description"))
        page.line()
        for value in each(member(member(node, "possiblevalues"), "possiblevalue")):
            page.line(text_of(member(value, "value")))
            with page.frame(4):
                short_description(page, member(value, "description"))
            page.line()
        page.line(label("Required?") + _truth(member(node, "required")))
        page.line(label("Position?") + (text_of(member(node, "position")) or "Named"))
        page.line(label("Default value") + text_of(member(node, "defaultvalue")))
        page.line(label("Accept pipeline input?") + text_of(member(node, "pipelineinput")))
        page.line(label("Aliases") + text_of(member(node, "aliases")))
        page.line(label("Accept wildcard characters?") + _truth(member(node, "globbing")))
        page.line()


def parameters(page: Page, tree: Tree, one: Callable[[Page, Tree], None]) -> None:
    """PARAMETERS, each printed by ``one``, and the common ones."""
    page.heading("PARAMETERS")
    with page.frame(4):
        for node in each(member(member(tree, "parameters"), "parameter")):
            one(page, node)
        common_parameters(page)


def examples(page: Page, tree: Tree) -> None:
    """All examples: title, introduction and code, results, remarks."""
    with page.frame(4):
        for example in each(member(member(tree, "examples"), "example")):
            page.line(text_of(member(example, "title")))
            page.line()
            for item in each(member(example, "introduction")):
                if isinstance(item, tuple) and item[0] != "term":
                    page.add(item[-1])
            for code in each(member(example, "code")):
                page.add(text_of(code))
            page.line()
            page.line(text_of(member(example, "results")))
            short_description(page, member(example, "remarks"))


def type_name(page: Page, node: Tree | None) -> None:
    """A type: its name, its address on a line of its own, its description."""
    for name in each(member(node, "name")):
        page.add(text_of(name))
    uri = text_of(member(node, "uri"))
    if uri:
        page.line()
        with page.frame(4):
            page.line(uri)
    text = member(node, "description")
    if text:
        with page.frame(4):
            short_description(page, text)


def types(page: Page, title: str, node: Tree | None, name: str) -> None:
    """INPUTS or OUTPUTS."""
    page.heading(title)
    with page.frame(4):
        for entry in each(member(node, name)):
            type_name(page, member(entry, "type"))
            page.line()
            with page.frame(4):
                short_description(page, member(entry, "description"))
            page.line()
        page.line()


def errors(page: Page, title: str, nodes: Tree | None) -> None:
    """TERMINATING ERRORS or NON-TERMINATING ERRORS, when there are any."""
    if nodes is None:
        return
    page.heading(title)
    with page.frame(4):
        for node in each(nodes):
            page.line(f"{text_of(member(node, 'errorid'))}(Category: {text_of(member(node, 'category'))})")
            with page.frame(4):
                short_description(page, member(node, "description"))
            page.line()
            page.add("Type: ")
            type_name(page, member(node, "type"))
            page.line()
            page.add("Target Object Type:   ")
            type_name(page, member(node, "targetobjecttype"))
            page.line()
            page.add("Suggested Action: ")
            short_description(page, member(node, "recommendedaction"))
            page.line()
            page.line()


def notes(page: Page, tree: Tree) -> None:
    """NOTES, when the tree has a set of alerts, even an empty one."""
    alert_set = member(tree, "alertset")
    if alert_set is None:
        return
    page.heading("NOTES")
    for node in each(alert_set):
        with page.frame(4):
            page.line(text_of(member(node, "title")))
            page.line()
            with page.frame(4):
                for alert in each(member(node, "alert")):
                    page.line(alert[-1] if isinstance(alert, tuple) and alert[0] != "term" else "")
            page.line()


def related_links(page: Page, tree: Tree) -> None:
    """RELATED LINKS."""
    page.heading("RELATED LINKS")
    with page.frame(4):
        for link in each(member(member(tree, "relatedlinks"), "navigationlink")):
            text = text_of(member(link, "linktext"))
            page.line(text + (" " if text else "") + text_of(member(link, "uri")))


def remarks(page: Page, tree: Tree) -> None:
    """REMARKS: how to get the other views."""
    name = text_of(member(member(tree, "details"), "name"))
    page.heading("REMARKS")
    with page.frame(4):
        page.line(f'To see the examples, type: "Get-Help {name} -Examples"')
        page.line(f'For more information, type: "Get-Help {name} -Detailed"')
        page.line(f'For technical information, type: "Get-Help {name} -Full"')
        if each(member(member(tree, "relatedlinks"), "navigationlink")):
            page.add(f'    For online help, type: "Get-Help {name} -Online"')


def default_view(page: Page, tree: Tree) -> None:
    """Get-Help without a view."""
    details(page, tree)
    syntax(page, tree)
    long_description(page, tree)
    related_links(page, tree)
    page.line()
    remarks(page, tree)


def detailed_view(page: Page, tree: Tree) -> None:
    """Get-Help -Detailed."""
    details(page, tree)
    syntax(page, tree)
    long_description(page, tree)
    parameters(page, tree, short_parameter)
    examples(page, tree)
    remarks(page, tree)


def full_view(page: Page, tree: Tree) -> None:
    """Get-Help -Full."""
    details(page, tree)
    syntax(page, tree)
    long_description(page, tree)
    parameters(page, tree, full_parameter)
    types(page, "INPUTS", member(tree, "inputtypes"), "inputtype")
    types(page, "OUTPUTS", member(tree, "returnvalues"), "returnvalue")
    errors(page, "TERMINATING ERRORS", member(member(tree, "terminatingerrors"), "terminatingerror"))
    errors(page, "NON-TERMINATING ERRORS", member(member(tree, "nonterminatingerrors"), "nonterminatingerror"))
    notes(page, tree)
    examples(page, tree)
    with page.frame(4):
        page.line()
    related_links(page, tree)


def examples_view(page: Page, tree: Tree) -> None:
    """Get-Help -Examples."""
    details(page, tree)
    examples(page, tree)


VIEWS: dict[str, Callable[[Page, Tree], None]] = {
    "default": default_view,
    "detailed": detailed_view,
    "full": full_view,
    "examples": examples_view,
}
