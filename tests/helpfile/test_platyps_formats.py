"""The readers and writers that imitate platyPS 1.0.3, its surprises included (help.md §7)."""

from __future__ import annotations

import pytest

from pscompat.errors import HelpFileError
from pscompat.helpfile.formats.document import (
    CommandHelp,
    HelpParameter,
    SetEntry,
    SyntaxItem,
    SyntaxParameter,
    TypeNote,
)
from pscompat.helpfile.formats.maml_writer import write_maml
from pscompat.helpfile.formats.markdown_writer import write_markdown
from pscompat.helpfile.formats.platyps_maml import read_platyps_maml
from pscompat.helpfile.formats.platyps_markdown import read_platyps_markdown
from pscompat.helpfile.formats.platyps_yaml import read_platyps_yaml
from pscompat.helpfile.formats.syntax_items import parse_line, parse_token_list, token, wrapped
from pscompat.helpfile.formats.yaml_writer import write_yaml

from .pages import parameter_page, v1


def only_parameter(block: str, **options: str) -> HelpParameter:
    (parameter,) = read_platyps_markdown(parameter_page(block, **options), "x.md").parameters
    return parameter


def test_a_full_v1_block() -> None:
    parameter = only_parameter(
        "Type: String[]\nParameter Sets: A, B\nAliases: cn, Host\nAccepted values: x, y\nRequired: True\nPosition: 0\n"
        "Default value: None\nAccept pipeline input: True (ByPropertyName, ByValue)\nAccept wildcard characters: False"
    )
    assert parameter == HelpParameter(
        "A",
        "String[]",
        "The thing.",
        "None",
        aliases=["cn", "Host"],
        accepted_values=["x", "y"],
        sets=[SetEntry("A", "0", True, True, True), SetEntry("B", "0", True, True, True)],
    )


@pytest.mark.parametrize(
    ("block", "required"),
    [
        ("Type: String\nPosition: Named", [True]),
        ("Type: String\nPosition: Named\nParameter Sets: A", [False]),
        ("Type: String\nParameter Sets: Get, List, Del\nRequired: True (Get, Del) False (List)", [True, False, True]),
        ("Type: String\nParameter Sets: A, B\nRequired: True (when using 'A' parameter set)", [False, False]),
        ("Type: String\nParameter Sets: a, B\nRequired: true (A, B)", [False, True]),
    ],
)
def test_required(block: str, required: list[bool]) -> None:
    assert [entry.required for entry in only_parameter(block).sets] == required


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("True", (True, True)),
        ("true (ByValue)", (True, False)),
        ("True (ByPropertyName)", (False, True)),
        ("ByValue (True), ByName (False)", (True, False)),
        ("ByName (True), ByValue (True)", (False, False)),
        ("False", (False, False)),
        ("Perhaps", (False, False)),
    ],
)
def test_pipeline_spellings(text: str, flags: tuple[bool, bool]) -> None:
    (entry,) = only_parameter(f"Type: String\nAccept pipeline input: {text}").sets
    assert (entry.by_value, entry.by_name) == flags


def test_an_unknown_key_makes_a_v1_block_a_poor_v2_block_or_none() -> None:
    block = "Type: String\nAliases:\nRequired: True\nDontShow: False"
    parameter = only_parameter(block)
    assert (parameter.type, parameter.sets, parameter.aliases) == ("String", [], None)
    page = parameter_page("Type: String\nAliases: cf\nRequired: True\nDontShow: False")
    assert read_platyps_markdown(page, "x.md").parameters == []
    with pytest.raises(HelpFileError, match="aliases are null"):
        write_yaml(read_platyps_markdown(parameter_page(block), "x.md"), platyps_exact=True)


def test_the_last_chance_for_a_block_that_is_no_yaml() -> None:
    assert only_parameter("Type: String\nRequired: False\nDefault value: @{a=1}").default == "@{a=1}"
    assert only_parameter("Type: String\nRequired: False\nDefault value: *").default == "*"


def test_text_that_touches_the_fence_is_lost() -> None:
    page = parameter_page("Type: String", description="First.\nSecond.").replace("Second.\n\n", "Second.\n")
    assert read_platyps_markdown(page, "x.md").parameters[0].description == "First."


def test_syntax_without_set_heading() -> None:
    page = v1().replace("### ById\n", "").replace("### ByName\n", "")
    (item,) = read_platyps_markdown(page, "x.md").syntaxes
    assert (item.set_name, item.is_default) == ("Default", True)
    item = parse_line("Get-X\n    [-A <Int32>]\n    [<CommonParameters>]", "Default", True)
    assert item.command == "Get-X\n"
    assert [token(each) for each in item.parameters] == ["[-A <Int32>]"]


def test_no_front_matter_is_refused_with_one_line() -> None:
    with pytest.raises(HelpFileError, match=r"^x\.md: No metadata found") as error:
        read_platyps_markdown("# Get-It\n\n## SYNOPSIS\n\nText.\n", "x.md")
    assert "\n" not in str(error.value)


def test_syntax_tokens() -> None:
    found = parse_token_list(["[[-Name] <string>]", "[-Path] <string[]>", "-Mode <string>", "[-Force]", "-All"])
    assert found == [
        SyntaxParameter("Name", "string", "0", positional=True),
        SyntaxParameter("Path", "string[]", "1", mandatory=True, positional=True),
        SyntaxParameter("Mode", "string", mandatory=True),
        SyntaxParameter("Force", switch=True),
        SyntaxParameter("All", mandatory=True, switch=True),
    ]
    item = SyntaxItem("X", "A", parameters=found)
    assert wrapped(item) == "X [[-Name] <string>] [-Path] <string[]> -Mode <string> -All [-Force]"


def test_syntax_lines_wrap_between_tokens_at_100_columns() -> None:
    texts = ["[-Message] <string>", "-Model <string>", "[-Temperature <double>]", "[-TopP <double>]"]
    texts += ["[-MaxTokens <int>]", "[-StopSequence <string[]>]", "[-Stream]", "[-User <string>]"]
    item = SyntaxItem("Request-Thing", "A", parameters=parse_token_list(texts), common=True)
    assert wrapped(item).split("\n") == [
        "Request-Thing [-Message] <string> -Model <string> [-Temperature <double>] [-TopP <double>]",
        " [-MaxTokens <int>] [-StopSequence <string[]>] [-Stream] [-User <string>] [<CommonParameters>]",
    ]


def test_equal_set_entries_are_written_once() -> None:
    entry = SetEntry("(All)", "Named")
    document = CommandHelp("Get-It", {"HelpUri": None}, description="D")
    document.parameters = [HelpParameter(name, "int", sets=[SetEntry("(All)", "Named")]) for name in ("b", "A", "c")]
    document.parameters[0].sets = [SetEntry("B", "0"), entry]
    text = write_yaml(document, platyps_exact=True)
    assert text.count("- &o0\n    name: (All)") == 1
    assert text.count("- *o0\n") == 2
    assert text.index("- name: A") < text.index("- name: b") < text.index("- name: c")
    assert text.startswith("metadata:\n  HelpUri: \ntitle: Get-It\n")


def test_raw_fields_are_invalid_exactly_and_valid_by_default() -> None:
    document = CommandHelp("Get-It", {"HelpUri": ""}, description="D")
    document.outputs = [TypeNote("[System.Byte[]]"), TypeNote("a = b : c")]
    assert "- name: [System.Byte[]]\n" in write_yaml(document, platyps_exact=True)
    assert [note.name for note in read_platyps_yaml(write_yaml(document), "x").outputs] == [
        "[System.Byte[]]",
        "a = b : c",
    ]


def test_null_and_its_likes() -> None:
    document = CommandHelp("Get-It", {"HelpUri": ""}, description="D")
    document.parameters = [HelpParameter("A", "int", accepted_values=["Null", "~"], sets=[])]
    text = write_yaml(document, platyps_exact=True)
    assert "  - \"'NULL'\"\n  - ~\n" in text
    with pytest.raises(HelpFileError, match="Object reference"):
        read_platyps_yaml(
            text.replace("metadata:", "metadata:\n  external help file: a\n  PlatyPS schema version: b"), "x"
        )
    assert read_platyps_yaml(write_yaml(document), "x").parameters[0].accepted_values == ["Null", "~"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  isDefault: true\n", "", "The given key 'isDefault' was not present"),
        ("- title: One\n  description", "- description", "The given key 'title' was not present"),
        ("  href: ''\n", "  href:\n", "Object reference not set"),
        ("metadata:\n", "metadata:\n  Module Guid: x\n", "File is not CommandHelp"),
    ],
)
def test_yaml_that_platyps_refuses(old: str, new: str, message: str) -> None:
    text = (
        "metadata:\n  external help file: a\n  HelpUri: ''\n  PlatyPS schema version: '1'\ntitle: Get-It\n"
        "syntaxes:\n- commandName: Get-It\n  parameterSetName: A\n  isDefault: true\n  parameters: []\n"
        "examples:\n- title: One\n  description: D\nlinks:\n- text: T\n  href: ''\n"
    )
    assert read_platyps_yaml(text, "x").title == "Get-It"
    assert read_platyps_yaml(f"{text}title: Set-It\n", "x").title == "Set-It"
    assert old in text
    with pytest.raises(HelpFileError, match=message):
        read_platyps_yaml(text.replace(old, new), "x")


def test_markdown_as_platyps_writes_it() -> None:
    text = write_markdown(read_platyps_markdown(v1(), "x.md"), platyps_exact=True)
    assert "### ById\n\n```\nGet-Crate [-Id] <Int32[]> [-Color <String>] [-Force] [<CommonParameters>]\n```\n" in text
    assert "This cmdlet has the following aliases,\n  {{Insert list of aliases}}\n" in text
    assert (
        "```yaml\nType: Int32[]\nDefaultValue: None\nSupportsWildcards: false\nAliases:\n- CrateId\n- number\n" in text
    )
    assert text.endswith("- [Set-Crate](Set-Crate.md)\n- [The yard book](https://example.test/book)\n")


def test_platyps_cannot_read_its_own_maml_but_ours() -> None:
    document = read_platyps_markdown(v1(), "x.md")
    with pytest.raises(HelpFileError, match="'Element' is an invalid XmlNodeType"):
        read_platyps_maml(write_maml([document], platyps_exact=True), "Acme-Help.xml")
    (read,) = read_platyps_maml(write_maml([document]), "Acme-Help.xml", date="01/31/2026")
    assert read.metadata["Module Name"] == "Acme"
    assert [item.set_name for item in read.syntaxes] == ["UNNAMED_PARAMETER_SET_1", "UNNAMED_PARAMETER_SET_2"]
    assert read.parameters[0].sets == []
    assert read.metadata["HelpUri"] == "https://example.test/get-crate"


def test_maml_as_platyps_writes_it() -> None:
    text = write_maml([read_platyps_markdown(v1(), "x.md")], platyps_exact=True)
    assert "<maml:title>--------- Example 1: One crate ---------</maml:title>" in text
    assert "<maml:para>&#x80;</maml:para>" in text
    assert "<dev:remarks />" in text
    assert "defaultValue" not in text
