"""Constants in help files."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from pscompat.dotnet.containers import ScriptBlock
from pscompat.dotnet.numbers import Int64
from pscompat.errors import ConversionError, ParseError
from pscompat.language.literal import read_literal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20", 20),
        ("-1", -1),
        ("1kb", 1024),
        ("1.50", 1.5),
        ("0.5d", Decimal("0.5")),
        ("3000000000", Int64(3000000000)),
        ("'a''b'", "a'b"),
        ('"a`tb"', "a\tb"),
        ("''", ""),
        ("$true", True),
        ("$NULL", None),
        ("@()", []),
        ("@('a')", ["a"]),
        ("@(1, 2)", [1, 2]),
        ("1, 'x'", [1, "x"]),
        ("(1,2),3", [[1, 2], 3]),
        ("@{a = 1; 'b c' = @{d = $false}}", {"a": 1, "b c": {"d": False}}),
        ("[int]'5'", 5),
        ("{ $_ -gt 5 }", ScriptBlock(" $_ -gt 5 ")),
    ],
)
def test_constants(text: str, value: Any) -> None:
    found = read_literal(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["", "abc", "$x", "(Get-Date)", "1; 2", "@($x)", '"$x"', "1 + 1", "'a", "$x.Length"])
def test_everything_else_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read_literal(text)


def test_cast_that_fails() -> None:
    with pytest.raises(ConversionError):
        read_literal("[int]'x'")


def test_plain_constants_need_no_reader() -> None:
    code = (
        "import sys; from pscompat.language.literal import read_literal;"
        "read_literal('20'), read_literal(\"'asc'\"), read_literal('$true');"
        "sys.exit('re' in sys.modules or 'pscompat.language.reader' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, '.'); {code}"]).returncode == 0
