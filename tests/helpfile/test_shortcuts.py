"""Texts that are read without their parser read as it would read them."""

from __future__ import annotations

import re
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from pscompat.workshop.formats import markdown, parameter_blocks

ODD = st.text(st.sampled_from("ab A1(:#'\"-~{[|>&*!%@`,\t\u00e9_\\<."), max_size=12)
LINES = st.lists(
    st.one_of(st.sampled_from(["Type: String", "Aliases:", "Position: 0", "  - x", "", "---"]), ODD), max_size=4
)


@given(ODD)
def test_a_heading_without_markup_is_its_own_text(text: str) -> None:
    with patch.object(markdown, "_WITHOUT_MARKUP", re.compile(r"(?!)")):
        parsed = markdown.plain_text(text)
    assert markdown.plain_text(text) == parsed


@given(LINES, ODD, st.sampled_from(["Type", "Default value", "Parameter Sets"]))
def test_a_block_of_plain_values_is_what_yaml_makes_of_it(lines: list[str], value: str, key: str) -> None:
    text = "\n".join([f"{key}: {value}", *lines])
    with patch.object(parameter_blocks, "_plain_values", lambda text: None):
        parsed = parameter_blocks.block_values(text, "page.md")
    assert parameter_blocks.block_values(text, "page.md") == parsed
