"""Markdown pages read by their sense: nothing is lost, and what is left open is said."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pscompat.errors import HelpFileError
from pscompat.helpfile.definition import read_definition
from pscompat.workshop.document import HelpParameter, Imported, Link, SetEntry
from pscompat.workshop.formats.declaration_order import declaration_order, merged_order
from pscompat.workshop.formats.markdown_reader import read_markdown
from pscompat.workshop.formats.syntax_items import parse_line
from pscompat.workshop.formats.yaml_writer import write_yaml
from pscompat.workshop.gaps import open_questions

from .pages import V1, parameter_page, v1


def read(page: str | bytes, path: str = "Get-Crate.md") -> Imported:
    return read_markdown(page, path)


def keys(imported: Imported) -> list[str]:
    return [f"{gap.where.partition(' ')[2]}{gap.key}" for gap in imported.gaps]


def only_parameter(block: str, **options: str) -> HelpParameter:
    (parameter,) = read_markdown(parameter_page(block, **options), "Get-It.md").help.parameters
    return parameter


def test_a_page_of_the_old_schema() -> None:
    document = read(V1).help
    assert document.title == "Get-Crate"
    assert document.metadata["HelpUri"] == "https://example.test/get-crate"
    assert document.metadata["PlatyPS schema version"] == "2024-05-01"
    assert document.description == "Reads one or more crates.\n\nThe result is sorted."
    assert [parameter.name for parameter in document.parameters] == ["Id", "Name", "Color", "Force"]
    assert document.parameters[0].type == "System.Int32[]"
    assert document.parameters[0].aliases == ["CrateId", "number"]
    assert document.parameters[0].sets == [SetEntry("ById", "0", True, True, True)]
    assert document.parameters[1].default == "*"
    assert document.parameters[3].type == "System.Management.Automation.SwitchParameter"
    assert document.examples[0].text.startswith("```powershell\nPS C:\\> Get-Crate 7\n```")
    assert document.links == [Link("Set-Crate", "Set-Crate.md"), Link("The yard book", "https://example.test/book")]
    assert document.common_parameters


def test_what_a_page_leaves_open_is_listed() -> None:
    imported = read(V1)
    found = keys(Imported(imported.help, imported.gaps + open_questions(imported.help)))
    assert "pscompat.request" in found
    assert "pscompat.defaultParameterSet" in found
    assert "-Idpscompat.validate" in found
    assert "-Namepscompat.default" in found
    assert "-Colorpscompat.validate" in found


def test_an_imported_page_is_a_definition() -> None:
    command = read_definition(write_yaml(read(V1).help), "Get-Crate.yaml").command
    assert [parameter.name for parameter in command.parameters] == ["Id", "Name", "Color", "Force"]
    assert command.parameters[0].sets[0].name == "ById"


def test_text_that_touches_headings_and_fences_is_kept() -> None:
    page = parameter_page("Type: String", description="First.\nSecond.").replace("Second.\n\n", "Second.\n")
    assert read(page, "Get-It.md").help.parameters[0].description == "First.\nSecond."
    page = v1("Gets crates of the yard.\n\n", "Gets crates of the yard.\n")
    assert read(page).help.synopsis == "Gets crates of the yard."


def test_a_block_without_required_is_optional() -> None:
    assert only_parameter("Type: String\nPosition: Named").sets == [SetEntry("(All)", "Named")]


@pytest.mark.parametrize(
    ("text", "mandatory"),
    [
        ("True", ["Get", "List"]),
        ("True (Get) False (List)", ["Get"]),
        ("True (when using 'List' parameter set)", ["List"]),
        ("Sometimes", []),
    ],
)
def test_mandatory_sets(text: str, mandatory: list[str]) -> None:
    parameter = only_parameter(f"Type: String\nParameter Sets: Get, List\nRequired: {text}")
    assert [entry.name for entry in parameter.sets if entry.required] == mandatory


def test_odd_keys_lists_and_spellings() -> None:
    parameter = only_parameter(
        "type: float\nALIASES: [a, b]\nDontShow: True\nPosition: 1\nAccept wildcard characters: yes\nOwner: me"
    )
    assert parameter.type == "System.Single"
    assert (parameter.aliases, parameter.dont_show, parameter.wildcards) == (["a", "b"], True, True)
    assert parameter.sets[0].position == "1"


def test_blocks_that_are_no_yaml() -> None:
    assert only_parameter("Type: String\nDefault value: @{a=1}\nPosition: 2").default == "@{a=1}"
    assert only_parameter("Type: String\nDefault value: '\"' and so on\nPosition: 2").sets[0].position == "2"


def test_a_yaml_sample_in_a_description_is_not_the_block() -> None:
    parameter = only_parameter("Type: Int32", description="Like:\n\n```yaml\nkey: value\n```\n\nSo.")
    assert parameter.type == "System.Int32"
    assert parameter.description == "Like:\n\n```yaml\nkey: value\n```\n\nSo."


def test_syntax_fills_in_sets() -> None:
    page = v1("Parameter Sets: ByName\n", "")
    imported = read(page)
    assert [entry.name for entry in imported.help.parameters[1].sets] == ["ByName"]
    assert "-NameparameterSets" in keys(imported)


def test_syntaxes_without_names_are_matched_to_the_sets_of_the_blocks() -> None:
    imported = read(v1().replace("### ById\n", "").replace("### ByName\n", ""))
    assert [item.set_name for item in imported.help.syntaxes] == ["ById", "ByName"]


def test_several_syntaxes_without_names_are_numbered() -> None:
    text = re.sub("Parameter Sets: .*", "Parameter Sets: (All)", v1())
    imported = read(text.replace("### ById\n", "").replace("### ByName\n", ""))
    assert [item.set_name for item in imported.help.syntaxes] == ["Set1", "Set2"]
    assert "syntaxes" in keys(imported)


def test_a_default_set_is_marked() -> None:
    imported = read(v1("### ByName\n", "### ByName (Default)\n"))
    assert [item.is_default for item in imported.help.syntaxes] == [False, True]
    assert "pscompat.defaultParameterSet" not in keys(imported)


def test_sections_in_any_order_and_case_and_missing_ones() -> None:
    page = "# Get-It\n\n## parameters\n\n### -A\n\nThe A.\n\n```yaml\nType: Int32\n```\n\n## Synopsis\n\nGets it."
    document = read(page, "Get-It.md").help
    assert (document.synopsis, document.parameters[0].type) == ("Gets it.", "System.Int32")


def test_a_parameter_without_block_is_kept() -> None:
    page = parameter_page("Type: String").replace("```yaml\nType: String\n```", "")
    imported = read(page, "Get-It.md")
    assert imported.help.parameters[0].type == "System.String"
    assert "-Atype" in keys(imported)


def test_sorted_sections_take_the_order_of_syntax() -> None:
    assert merged_order([["b", "a"], ["b", "c", "a"]]) == ["b", "c", "a"]
    page = V1
    for name in ("Id", "Name", "Color", "Force"):
        page = page.replace(f"-{name}", f"-{ {'Id': 'Z', 'Name': 'D', 'Color': 'B', 'Force': 'C'}[name] }")
    assert [parameter.name for parameter in read(page).help.parameters] == ["Z", "D", "B", "C"]
    start, end = page.index("### -Z"), page.index("### CommonParameters")
    parts = sorted("### -" + part for part in page[start:end].split("### -")[1:])
    page = page[:start] + "".join(parts) + page[end:]
    assert [parameter.name for parameter in read(page).help.parameters] == ["Z", "D", "B", "C"]


@pytest.mark.parametrize(
    "page",
    [
        V1.replace("\n", "\r\n"),
        V1.replace("\n", "\r"),
        "\ufeff" + V1,
        V1.encode("utf-16"),
        V1.encode("utf-8-sig"),
    ],
    ids=["crlf", "cr", "bom", "utf-16", "utf-8-sig"],
)
def test_line_ends_and_encodings(page: str | bytes) -> None:
    assert read(page).help == read(V1).help


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "no title"),
        ("---\n---\n", "no title"),
        ("# Get-It\n\nText.\n", "neither SYNTAX nor PARAMETERS"),
        ("---\ndocument type: module\n---\n# X\n## SYNTAX\n", "module's page"),
        ("# Get-It\0", "U\\+0000"),
        (b"# Get-It\xff", "not UTF-8"),
        ("x\n" * 600_000, "larger than 1 MB"),
    ],
    ids=["empty", "front", "prose", "module", "nul", "latin", "large"],
)
def test_refusals_are_one_line(page: str | bytes, reason: str) -> None:
    with pytest.raises(HelpFileError, match=reason) as error:
        read(page)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "tail",
    ["[" * 50_000, "> " * 20_000, "- " * 20_000, "*a " * 30_000, "`" * 50_000, "<a " * 20_000, "[a](" * 20_000],
    ids=["brackets", "quotes", "lists", "stars", "ticks", "tags", "links"],
)
def test_hostile_markdown_is_read_all_the_same(tail: str) -> None:
    assert read(V1 + "\n" + tail).help.title == "Get-Crate"


_PIECES = st.sampled_from(
    (
        *("---\n", "# Get-It\n", "## SYNTAX\n", "## PARAMETERS\n", "## EXAMPLES\n", "### -A\n", "### ById\n", "> q\n"),
        *("```yaml\n", "```\n", "Type: [\n", "Type: String\n", "Aliases:\n", "\n", "- [a](b)\n", "a: b: c\n"),
        "Get-It [-A <X>] [[-B]\n",
    )
)


@given(st.lists(_PIECES, max_size=25).map("".join))
@settings(suppress_health_check=(HealthCheck.too_slow,))
def test_any_page_is_read_or_refused(page: str) -> None:
    try:
        document = read_markdown(page, "x.md").help
    except HelpFileError as error:
        assert "\n" not in str(error)
    else:
        assert write_yaml(document)


def test_syntax_shows_mandatory_parameters_early() -> None:
    lines = ["Get-It -C <a> -F <a> [-A] [-B]", "Get-It -B [-A] [-D] [-F <a>]", "Get-It [[-E] <a>] [-C <a>] [-D]"]
    items = [parse_line(line, f"Set{index}", False) for index, line in enumerate(lines)]
    assert declaration_order(items) == ["e", "c", "a", "d", "f", "b"]


def test_contradicting_lines_of_syntax_end() -> None:
    items = [parse_line(line, line, False) for line in ("Get-It [-A] [-B] [-C]", "Get-It [-C] [-A] [-A]")]
    assert sorted(declaration_order(items)) == ["a", "b", "c"]
