"""PowerShell's values in a request body."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pscompat.dotnet.containers import ABSENT, PRESENT, EnumValue, NetList, PSCustomObject, SecureString
from pscompat.dotnet.network import Uri
from pscompat.dotnet.numbers import Int64, Numeral, Single
from pscompat.dotnet.times import DateTime
from pscompat.http.body import MAX_DEPTH, json_bytes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (PRESENT, "true"),
        (ABSENT, "false"),
        (Int64(5), "5"),
        (Single(1.5), "1.5"),
        (1.0, "1.0"),
        (Decimal("2.50"), "2.5"),
        (Decimal(7), "7"),
        (Numeral(16, "0x10"), "16"),
        (float("nan"), '"NaN"'),
        (EnumValue("Color", 3, "Green"), "3"),
        (SecureString("secret"), '"System.Security.SecureString"'),
        (Uri("http://a/b c", "http://a/b c", True), '"http://a/b c"'),
        (DateTime(630_822_816_001_000_000, "Utc"), '"2000-01-01T00:00:00.1Z"'),
        (DateTime(630_822_816_000_000_000), '"2000-01-01T00:00:00"'),
        (NetList("System.String[]", ["a"]), '["a"]'),
        (PSCustomObject({"a": {1: None}}), '{"a":{"1":null}}'),
        ("é\u2028\ud83d", '"é\u2028\ufffd"'),
    ],
)
def test_values(value: Any, text: str) -> None:
    assert json_bytes(value).decode() == text


def test_depth_ends_in_text() -> None:
    value: Any = 1
    for _ in range(MAX_DEPTH + 5):
        value = [value]
    assert json_bytes(value).count(b"[") < MAX_DEPTH + 5
