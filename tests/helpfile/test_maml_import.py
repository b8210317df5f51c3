"""MAML of any writer as documents, and the XML reader underneath."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.errors import HelpFileError
from pscompat.helpfile.maml_tree import read_maml
from pscompat.helpfile.module import Module
from pscompat.helpfile.xml_tree import read_xml
from pscompat.views.help.page import Page
from pscompat.views.help.page_views import full_view
from pscompat.views.help.tree import help_tree
from pscompat.workshop.document import SetEntry
from pscompat.workshop.formats.maml_reader import read_maml_help
from pscompat.workshop.formats.yaml_reader import document_of_module
from pscompat.workshop.importer import render

_HEAD = '<helpItems schema="maml" xmlns:command="c" xmlns:maml="m" xmlns:dev="d"><command:command>'
_TAIL = "</command:command></helpItems>"
LEGACY = (
    _HEAD
    + """
<command:details><command:name>Get-Crate</command:name>
<maml:description><maml:para>Gets crates.</maml:para></maml:description></command:details>
<maml:description><maml:para>One.</maml:para>
 <maml:list class="ordered"><maml:listItem><maml:para>first</maml:para></maml:listItem>
 <maml:listItem><maml:para>second</maml:para></maml:listItem></maml:list>
 <maml:definitionList><maml:definitionListItem><maml:term>Crate</maml:term>
 <maml:definition><maml:para>A box.</maml:para></maml:definition></maml:definitionListItem></maml:definitionList>
</maml:description>
<command:syntax>
 <command:syntaxItem><maml:name>Get-Crate</maml:name>
  <command:parameter required="true" position="0" pipelineInput="True (ByValue)"><maml:name>Id</maml:name>
   <command:parameterValue required="true">Int32[]</command:parameterValue></command:parameter>
  <command:parameter required="false" position="named"><maml:name>Color</maml:name>
   <command:parameterValueGroup><command:parameterValue>Red</command:parameterValue></command:parameterValueGroup>
   <command:parameterValue>String</command:parameterValue></command:parameter>
 </command:syntaxItem>
 <command:syntaxItem><maml:name>Get-Crate</maml:name>
  <command:parameter required="false" position="named"><maml:name>Color</maml:name>
   <command:parameterValue>String</command:parameterValue></command:parameter>
 </command:syntaxItem>
</command:syntax>
<command:parameters>
 <command:parameter required="false" globbing="true" position="named" aliases="colour, c" pipelineInput="False">
  <maml:name>Color</maml:name><maml:description/><dev:type><maml:name>String</maml:name></dev:type>
  <dev:defaultValue>None</dev:defaultValue></command:parameter>
 <command:parameter required="true" position="0" aliases="none" pipelineInput="True (ByValue)">
  <maml:name>Id</maml:name><maml:description><maml:para>The id.</maml:para></maml:description>
  <command:parameterValue>Int32[]</command:parameterValue><dev:type><maml:name>Int32[]</maml:name></dev:type>
  <dev:defaultValue>7</dev:defaultValue></command:parameter>
</command:parameters>
<command:examples>
 <command:example><maml:title>------ Example 1: One ------</maml:title>
  <maml:introduction><maml:para>PS C:\\&gt;</maml:para></maml:introduction>
  <dev:code>Get-Crate 7</dev:code>
  <dev:remarks><maml:para>Gets it.</maml:para><maml:para/></dev:remarks></command:example>
</command:examples>
<command:relatedLinks><maml:navigationLink><maml:linkText>Online Version:</maml:linkText>
 <maml:uri>https://example.test/x</maml:uri></maml:navigationLink>
 <maml:navigationLink><maml:linkText>Set-Crate</maml:linkText><maml:uri/></maml:navigationLink></command:relatedLinks>
"""
    + _TAIL
)


def test_a_legacy_file() -> None:
    (imported,) = read_maml_help(LEGACY, "/tmp/Acme.Yard-help.xml")
    document = imported.help
    assert (document.title, document.module, document.help_uri) == ("Get-Crate", "Acme.Yard", "https://example.test/x")
    assert document.description == "One.\n\n1. first\n2. second\n\n**Crate**: A box."
    assert [item.set_name for item in document.syntaxes] == ["Set1", "Set2"]
    identifier, color = document.parameters
    assert identifier.sets == [SetEntry("Set1", "0", True, True)]
    assert (identifier.type, identifier.default, identifier.aliases) == ("System.Int32[]", "7", [])
    assert color.sets == [SetEntry("(All)", "Named")]
    assert (color.accepted_values, color.aliases, color.wildcards) == (["Red"], ["colour", "c"], True)
    assert document.examples[0].title == "Example 1: One"
    assert document.examples[0].text == "```powershell\nPS C:\\> Get-Crate 7\n```\n\nGets it."
    assert [(link.text, link.href) for link in document.links] == [("Set-Crate", "")]
    assert "syntaxes" in [gap.key for gap in imported.gaps]


def test_compact_xml_is_read_as_well() -> None:
    compact = "".join(line.strip() for line in LEGACY.split("\n"))
    assert read_maml_help(compact, "Acme.Yard-help.xml")[0].help.title == "Get-Crate"


def test_the_marker_for_no_common_parameters() -> None:
    text = LEGACY.replace(
        "<command:parameters>",
        "<command:parameters><command:parameter><maml:name>NoCommonParameter</maml:name></command:parameter>",
    )
    document = read_maml_help(text, "x.xml")[0].help
    assert not document.common_parameters
    assert len(document.parameters) == 2


def test_empty_tags_are_told_from_empty_pairs() -> None:
    root = read_xml("<a>x<b/><c></c><d at='1'/>\n<e>t</e></a>", "x")
    assert [(node.name, node.empty) for node in root.elements()] == [
        ("b", True),
        ("c", False),
        ("d", True),
        ("e", False),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "not XML"),
        ("<a>", "not XML"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><helpItems>&x;</helpItems>', "document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
        ("<a>" * 100_000, "nested more than 64"),
        ("<a>\0</a>", "not XML"),
        ("<html/>", "the root element is html"),
        ("<helpItems/>", "holds no command"),
        (_HEAD + "<command:details/>" + _TAIL, "a command has no name"),
        (b'<?xml version="1.0" encoding="bogus"?><a/>', "not XML"),
        (b"\xff\xfe<", "not UTF-16"),
        ("<a>" + "x" * (16 * 1024 * 1024) + "</a>", "larger than 16 MB"),
    ],
    ids=[
        "empty",
        "open",
        "entity",
        "external",
        "deep",
        "nul",
        "html",
        "none",
        "nameless",
        "encoding",
        "utf-16",
        "large",
    ],
)
def test_refused_with_one_line(data: str | bytes, reason: str) -> None:
    with pytest.raises(HelpFileError, match=reason) as error:
        read_maml_help(data, "x.xml")
    assert "\n" not in str(error.value)


def test_utf_16() -> None:
    assert read_maml_help(LEGACY.encode("utf-16"), "x.xml")[0].help.title == "Get-Crate"


def test_our_maml_looks_like_the_help_file() -> None:
    """Get-Help shows the same page from a shipped help file and from its export."""
    module = Module(str(Path(__file__).parents[2]))
    for name in list(module.command_names())[::9]:
        (output,) = render([document_of_module(module, name)], "maml")
        pages = []
        for tree in (
            help_tree(module.document(name), module.command(name), module.types),
            read_maml(output.text.encode(), output.name)[0],
        ):
            page = Page(100)
            assert isinstance(tree, dict)
            full_view(page, tree)
            page.finish()
            pages.append(page.text())
        assert pages[0] == pages[1]
