"""Every section of a specification that code, tests or help files cite exists in tests/conformance/spec."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPECIFICATIONS = {path.name: path for path in sorted((ROOT / "tests/conformance/spec").glob("*.md"))}
CITING = ("pscompat", "cmdlets", "tests", "help", ".github")
ENDINGS = (".py", ".yaml", ".md", ".json")

HEADING = re.compile(r"^#+ (?:Part |Appendix )?([A-Z]?\.?\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)\b", re.MULTILINE)
RULE = re.compile(r"^([A-Z]\d+) ", re.MULTILINE)
"""Rules that have a number and no heading."""
SECTION = r"§+\s*([A-Z]?\.?\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)(?:\s*[–-]\s*§?(\d+(?:\.\d+)*))?"
CITATION = re.compile(rf"\b([a-z]+\.md)[`'\"]?,?\s+((?:{SECTION}(?:\s*(?:,|and|/)\s*)?)+)")


def sections(path: Path) -> set[str]:
    """The numbers of a specification's sections and rules."""
    text = path.read_text(encoding="utf-8")
    return {*HEADING.findall(text), *RULE.findall(text)}


def citations(text: str) -> list[tuple[str, str]]:
    """The specifications and sections that a text cites, both ends of a range."""
    found = []
    for name, cited in (match.group(1, 2) for match in CITATION.finditer(text)):
        for first, last in re.findall(SECTION, cited):
            found += [(name, section) for section in (first, last) if section]
    return found


def bare_citations(text: str) -> list[tuple[str, str]]:
    """Sections without a name, of the specification that the text cites first; those of RFCs are theirs."""
    rest = re.sub(r"RFC \d+ §[\d.]+", "", CITATION.sub("", text))
    named = CITATION.search(text)
    return [(named.group(1) if named else "?", first) for first, _ in re.findall(SECTION, rest)]


def citing_files() -> list[Path]:
    """The files of the project that may cite; a specification's own numbers are not looked at here."""
    files = [ROOT / "README.md", *(path for folder in CITING for path in sorted((ROOT / folder).rglob("*")))]
    return [path for path in files if path.suffix in ENDINGS and path.parent.name != "spec" and path != Path(__file__)]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("(binding.md §5.3)", [("binding.md", "5.3")]),
        ("(help.md §5.1, §5.2 and §5.8)", [("help.md", "5.1"), ("help.md", "5.2"), ("help.md", "5.8")]),
        ("psopenai.md §7–8 and values.md §B.5", [("psopenai.md", "7"), ("psopenai.md", "8"), ("values.md", "B.5")]),
        ("see `help.md` §2.9\nand scripts.md\n§C12", [("help.md", "2.9"), ("scripts.md", "C12")]),
        ("README.md and §5 of it", []),
    ],
)
def test_citations_are_read(text: str, cited: list[tuple[str, str]]) -> None:
    assert citations(text) == cited


def test_a_section_without_a_name_is_of_the_specification_named_first() -> None:
    assert bare_citations("(binding.md §7), then §7.2 step 3; RFC 3986 §5.2.4") == [("binding.md", "7.2")]
    assert bare_citations("(§7.2)") == [("?", "7.2")]


def test_every_cited_section_exists() -> None:
    known = {name: sections(path) for name, path in SPECIFICATIONS.items()}
    count = 0
    for path in citing_files():
        text = path.read_text(encoding="utf-8")
        for name, section in citations(text) + bare_citations(text):
            count += 1
            assert section in known.get(name, ()), f"{path.relative_to(ROOT)} cites {name} §{section}"
    assert count > 200


def test_sections_of_a_specification_cite_what_exists() -> None:
    known = {name: sections(path) for name, path in SPECIFICATIONS.items()}
    for path in SPECIFICATIONS.values():
        for name, section in citations(path.read_text(encoding="utf-8")):
            assert section in known.get(name, ()), f"{path.name} cites {name} §{section}"
