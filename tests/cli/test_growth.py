"""Much of everything: answered in one pass. Going through all for each would take minutes, and the run is ended."""

from __future__ import annotations

import json

import pytest

from .processes import run


def names(count: int, form: str, between: str) -> str:
    return between.join(form.format(number) for number in range(count))


def members(count: int) -> bytes:
    return json.dumps({f"k{number}": number for number in range(count)}).encode() + b"\n"


def unlike(count: int) -> bytes:
    return b"".join(b'%d\n"k%d"\n' % (number, number) for number in range(count))


MANY = 40_000
TABLE = f"@{{{names(MANY, 'k{0}={0}', ';')}}}"
FILLED = names(MANY // 2, "$t[{0}.5]={0}", ";")
READ = names(MANY // 2, "$t.K{0}", ";")


@pytest.mark.parametrize(
    ("text", "out"),
    [
        (f"$t = {TABLE}; $t.Count", f"{MANY}\n"),
        (f"$t = [ordered]@{{{names(MANY, '{0}={0}', ';')}}}; $t.Count", f"{MANY}\n"),
        (f"$t = @{{}}; {FILLED}; $t.Count", f"{MANY // 2}\n"),
        (f"$t = {TABLE}; {READ}", "".join(f"{number}\n" for number in range(MANY // 2))),
    ],
)
def test_tables_of_thousands_of_keys(text: str, out: str) -> None:
    assert run("-c", "-", stdin=text.encode(), timeout=40).all == (0, out, "")


@pytest.mark.parametrize(
    ("key", "form"), [("'K7'", "k{0}={0}"), ("7", "{0}={0}"), ("7.5", "{0}.5={0}"), ("'7'", "'{0}'={0}")]
)
def test_a_repeated_key_is_found_among_thousands(key: str, form: str) -> None:
    text = f"$key = {key}; @{{{names(2_000, form, ';')}; $key=1}}"
    message = f"Duplicate keys '{key.strip(chr(39))}' are not allowed in hash literals.\n"
    assert run("-c", "-", stdin=text.encode()).all == (1, "", message)


def test_keys_that_are_alike_but_not_equal_stay_apart() -> None:
    text = "$t = @{7=1; 8.5=3}; $t['7'] = 2; $t['8.5'] = 4; $t[7]; $t['7']; $t[8.5]; $t['8.5']; $t['8']; $t.Count"
    assert run("-c", text).out == "1\n2\n3\n4\nnull\n4\n"


def test_a_table_is_read_as_it_is_when_it_is_read() -> None:
    text = (
        "$t = @{a=1}; $t.B; $t['b'] = 2; $t.B; $u = $t; $u['C'] = 3; $t.c; $t['A'] = 4; $t.a; $t = @{B=5}; $t.b; $u.b"
    )
    assert run("-c", text).out == "null\n2\n3\n4\n5\n2\n"


@pytest.mark.parametrize(
    ("stage", "stdin", "count"),
    [
        ("Select-Object *", members(MANY), MANY),
        ("Select-Object -Property (Get-Content names)", members(MANY), MANY),
        ("Select-Object -ExcludeProperty (Get-Content names)", members(MANY), 0),
    ],
)
def test_property_lists_of_thousands_of_names(
    stage: str, stdin: bytes, count: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("names")
    (folder / "names").write_text(names(MANY, "K{0}", "\n"))
    done = run("-o", "jsonl", "-c", f"$input | {stage}", stdin=stdin, cwd=folder, timeout=40)
    assert (done.code, len(json.loads(done.out)), done.err) == (0, count, "")


@pytest.mark.parametrize(("stage", "count"), [("Group-Object -NoElement", 20_000), ("Select-Object -Unique", 20_000)])
def test_thousands_of_unlike_values(stage: str, count: int) -> None:
    done = run(
        "-c", f"$input | {stage} | Measure-Object | ForEach-Object Count", stdin=unlike(count // 2) * 2, timeout=40
    )
    assert done.all == (0, f"{count}\n", "")


@pytest.mark.parametrize("pattern", ["*a*a*a*a*a*b", "*error*failed*", "*a?[b-c]*[x-z]", "a*" * 2_000 + "b"])
def test_patterns_against_long_texts(pattern: str) -> None:
    done = run(
        "-c",
        f"$input | Where-Object Length -gt 9 | Where-Object text -like '{pattern}'",
        stdin=b'{"text":"' + b"error a" * 50_000 + b'"}\n',
    )
    assert done.all == (0, "", "")
