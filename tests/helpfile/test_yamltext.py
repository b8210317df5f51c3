"""YAML text to trees: what is read, what is refused and where."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pscompat.errors import HelpFileError
from pscompat.files import MAX_SIZE, read_bytes
from pscompat.helpfile.yamltext import MAX_DEPTH, Mapping, Sequence, read_yaml


@pytest.fixture(params=["c", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Every test runs with the C parser and without it."""
    if request.param == "python":
        monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    yield request.param


def refused(text: str | bytes) -> HelpFileError:
    with pytest.raises(HelpFileError) as caught:
        read_yaml(text, "x.yaml")
    assert caught.value.path == "x.yaml"
    return caught.value


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a: 1\nb: [true, 1.0, 2024-01-01, no]\n", {"a": "1", "b": ["true", "1.0", "2024-01-01", "no"]}),
        ("a: ~\nb:\nc: null\nnull: x\n", {"a": None, "b": None, "c": None, "null": "x"}),
        ("d: ''\ne: 'null'\n", {"d": "", "e": "null"}),
        ("a: x\ty\nb:\tz\nc: d\t# e\n", {"a": "x\ty", "b": "z", "c": "d"}),
        ("- a\tb\n", ["a\tb"]),
        ("a: &o0 [1]\nb: *o0\n", {"a": ["1"], "b": ["1"]}),
        ("<<: {a: 1}\n", {"<<": {"a": "1"}}),
        ("a: !!str 5\nb: ! x\n", {"a": "5", "b": "x"}),
        ("\ufeffa: |-\r\n  x\r\n\r\n  y\r\nb: c\r\n", {"a": "x\n\ny", "b": "c"}),
        ("a: b".encode("utf-16"), {"a": "b"}),
        ("a: é".encode("utf-8-sig"), {"a": "é"}),
        ('a: "\\0\\x85\\u2028\\U0001F642"', {"a": "\0\x85\u2028\U0001f642"}),
        ("", None),
        ("# nothing\n", None),
        ("---\na: b\n...\n", {"a": "b"}),
    ],
)
def test_reads(text: str | bytes, tree: object, parser: str) -> None:
    assert read_yaml(text, "x.yaml") == tree


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "twice, first in line 1"),
        ("{a: 1, a: 2}", 1, "twice"),
        ("a:\n\tb: c\n", 2, "not YAML"),
        ("a: b\n\tc\n", 2, "not YAML"),
        ("a: [1\n", 2, "not YAML"),
        ("a: b: c\n", 1, "not YAML"),
        ("x\na: &x [*x]\n", 2, "not YAML"),
        ("a: &x [*x]\n", 1, "within its own anchor"),
        ("a: *q\n", 1, "no anchor"),
        ("? [x]\n: y\n", 1, "a key must be text"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "tag"),
        ("a: !own {b: c}\n", 1, "tag"),
        ("--- a\n--- b\n", 2, "more than one document"),
        (b"a: b\nc: \xff\n", 2, "not UTF-8"),
        ("a: b\nc: \0\n", 2, "U+0000"),
        ("a: b\n\nc: \ud800\n", 3, "U+D800"),
        ("a: b\r\nc: \x1b\n", 2, "U+001B"),
        ("[" * 100_000, 1, "nested"),
        ("{a: " * 100_000, 1, "nested"),
        ("- " * 100_000 + "x", 1, "nested"),
    ],
)
def test_refuses(text: str | bytes, line: int, reason: str, parser: str) -> None:
    error = refused(text)
    assert reason in error.reason
    assert error.line == line


def test_depth_and_size_have_caps() -> None:
    tree = read_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x.yaml")
    for _ in range(MAX_DEPTH - 1):
        assert isinstance(tree, list)
        tree = tree[0]
    assert tree == []
    assert "nested" in refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).reason
    assert "larger" in refused("#" * (MAX_SIZE + 1)).reason


def test_aliases_are_no_bomb() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    assert "aliases" in refused("\n".join(lines)).reason


def test_lines_are_remembered() -> None:
    tree = read_yaml("\na: 1\nb:\n- x\n-\n  c: 2\n", "x.yaml")
    assert isinstance(tree, Mapping)
    assert tree.lines == {"a": 2, "b": 3}
    below = tree["b"]
    assert isinstance(below, Sequence)
    assert below.lines == [4, 6]
    inner = below[1]
    assert isinstance(inner, Mapping)
    assert (inner.line, inner.lines) == (6, {"c": 6})


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(HelpFileError, match="cannot be read"):
        read_bytes(str(tmp_path / "none.yaml"))
    with pytest.raises(HelpFileError, match="cannot be read"):
        read_bytes(str(tmp_path))
    with pytest.raises(HelpFileError, match="cannot be read"):
        read_bytes("a\0b")


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_trees = st.recursive(_texts, lambda t: st.lists(t, max_size=4) | st.dictionaries(_texts, t, max_size=4), max_leaves=12)


@given(_trees, st.booleans())
def test_round_trip(tree: object, flow: bool) -> None:
    text = yaml.dump(tree, default_flow_style=flow)
    assert read_yaml(text, "x.yaml") == tree


@given(st.text(max_size=60) | st.text("ab:-[]{},&*!|>'\"%@#? \n\t~", max_size=60) | st.binary(max_size=60))
def test_never_crashes(text: str | bytes) -> None:
    try:
        read_yaml(text, "x.yaml")
    except HelpFileError as error:
        assert "\n" not in error.reason
