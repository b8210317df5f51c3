"""Values of sensitive parameters are taken out of error texts, whatever they stand in."""

from __future__ import annotations

from typing import Any

import pytest
from pscompat.binding.secrets import hide

from pscompat.values.containers import SecureString
from pscompat.values.numbers import Numeral


@pytest.mark.parametrize(
    ("text", "values", "hidden"),
    [
        ("no 'secret' here", ["secret"], "no '***' here"),
        ("secretive", ["secret"], "***ive"),
        # A short text is hidden only in quotes of either kind.
        ("abc 'abc' \"abc\" 'abcd'", ["abc"], "abc '***' \"***\" 'abcd'"),
        ("abcd", ["abcd"], "***"),
        ("nothing ''", [""], "nothing ''"),
        # The longest first, so that nothing is left of it.
        ("secret-more", ["secret", "secret-more"], "***"),
        ("value 007 and 7", [Numeral(7, "0007"), "value"], "*** 007 and 7"),
        ("was 0007", [Numeral(7, "0007")], "was ***"),
        # Null, true and false are no secrets; what stands beside them is.
        ("True secret", [None, True, False, "secret"], "True ***"),
        ("secret", [SecureString("other"), "secret"], "***"),
        ("name secret", [["x", ["secret"]], {"name": "value"}], "*** ***"),
        ("k-of-secret secret", [{"k-of": "secret"}], "***-*** ***"),
        ("12345 and 1234", [12345, 1234.0], "*** and ***"),
        ("text", [], "text"),
    ],
)
def test_hide(text: str, values: list[Any], hidden: str) -> None:
    assert hide(text, values) == hidden


def test_values_are_followed_eight_levels_deep() -> None:
    value: Any = "secret"
    for _ in range(8):
        value = [value]
    assert hide("secret", [value]) == "***"
