"""What a module file says about its provider, with what it leaves out."""

from __future__ import annotations

import pytest

from pscompat.http.provider import Provider


def test_little_is_needed() -> None:
    made = Provider({"services": {"Any": {"base": "http://127.0.0.1/"}}})
    assert made.service("").name == "Any"
    assert made.service("any").title == "Any"
    with pytest.raises(KeyError):
        made.service("other")
