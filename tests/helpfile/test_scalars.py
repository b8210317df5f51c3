"""Texts as YAML scalars: what is written is read back, by our reader and by PyYAML."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pscompat.helpfile.yamltext import read_yaml
from pscompat.workshop.formats.scalars import scalar

# Everything that a file may hold, with a taste for what trips YAML up.
texts = st.text(
    st.one_of(
        st.sampled_from(" \t\n\r\x85\u2028:#-'\"\\|>&*!%@`,[]{}?~aA1=.\xa0\xad\ufeff🙂é\x01\x7f"),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)


@given(texts, st.sampled_from((2, 4, 6)))
def test_a_value_is_read_back_unchanged(text: str, indent: int) -> None:
    margin = " " * (indent - 2)
    written = scalar(text, indent)
    document = f"a:\n{margin}k: {written}\n{margin}z: end\n" if margin else f"k: {written}\nz: end\n"
    read = read_yaml(document, "x")
    assert isinstance(read, dict)
    inner = read["a"] if margin else read
    assert isinstance(inner, dict)
    assert inner["k"] == text
    assert inner["z"] == "end"


@given(texts)
def test_a_value_in_a_flow_list_and_as_a_key_is_read_back(text: str) -> None:
    assert read_yaml(f"[{scalar(text, 2, flow=True)}, b]\n", "x") == [text, "b"]
    assert read_yaml(f"{scalar(text, 2, key=True)}: b\n", "x") == {text: "b"}


@pytest.mark.parametrize("loader", [yaml.BaseLoader, getattr(yaml, "CBaseLoader", None)])
@given(text=texts)
def test_other_readers_agree(loader: Any, text: str) -> None:
    if loader is None:
        pytest.skip("PyYAML without libyaml")
    assert yaml.load(f"k: {scalar(text, 2)}\n", loader) == {"k": text}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: b", "'a: b'"),
        ("a:b", "a:b"),
        ("it's: so", '"it\'s: so"'),
        ("# c", "'# c'"),
        ("-", "'-'"),
        ("-a", "-a"),
        ("\\", "'\\'"),
        ("", "''"),
        ("true", "true"),
        ("1.0", "1.0"),
        ("🙂", "🙂"),
        ("a\tb", '"a\\tb"'),
        ("a\nb", "|-\n  a\n  b"),
        ("a\n\n", "|+\n  a\n\n"),
        (" a\nb", "|2-\n   a\n  b"),
    ],
)
def test_style(text: str, written: str) -> None:
    assert scalar(text, 2) == written


@pytest.mark.parametrize("text", ["null", "~", "NULL", "Null", ""])
def test_what_spells_null_is_quoted(text: str) -> None:
    assert scalar(text, 2) == f"'{text}'"


def test_several_lines_become_a_literal_block() -> None:
    assert scalar("a\n\n  b\n", 2) == "|\n  a\n\n    b\n"
