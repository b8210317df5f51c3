"""Secrets stay out of texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.http.masking import Masker, shown
from pscompat.http.provider import Masks
from pscompat.values.containers import SecureString

KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=12)


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("sk-test-0123456789abcdefghij", "sk-tes***************ij"),
        ("sk-proj-abcdefghijkl", "sk-proj-abc***************kl"),
        ("abcdefghijkl", "abc***************kl"),
        ("short", "***************"),
        ("", "***************"),
    ],
)
def test_shown(secret: str, text: str) -> None:
    assert shown(secret, ["sk-proj-", "sk-"]) == text


@given(KEYS, st.text(), st.text())
def test_text_never_holds_the_key(key: str, before: str, after: str) -> None:
    masker = Masker(Masks({}), SecureString(key), "")
    assert key not in masker.text(before + key + after).replace("<API Key>", "")
    assert key not in repr(masker)


def test_bearer_of_anybody_is_masked() -> None:
    masker = Masker(Masks({}), None, "org-123")
    assert masker.text("Authorization: Bearer abc.def org-123") == "Authorization: Bearer ******** <Organization ID>"


def test_long_text_is_cut() -> None:
    assert Masker(Masks({}), None, "").dump("x" * 40_000).endswith("x ...<truncated>")
