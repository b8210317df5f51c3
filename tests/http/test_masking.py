"""Secrets stay out of texts."""

from __future__ import annotations

import json

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


@given(KEYS, st.text(), st.text())
def test_what_is_to_be_hidden_is(secret: str, before: str, after: str) -> None:
    masker = Masker(Masks({}), None, "")
    masker.hide(secret)
    assert secret not in masker.text(json.dumps([before + secret + after], ensure_ascii=False)).replace("********", "")


@pytest.mark.parametrize(
    "text",
    [
        "http://h/v1?key={}&x=1",
        "http://h/v1?x=1&access_token={}",
        "http://h/v1?api-key={}",
        '{{"headers": {{"x-api-key": "{}"}}}}',
        '{{"authorization":"{}"}}',
        '{{"client_secret" : "{}\\"rest"}}',
    ],
)
def test_what_is_called_a_secret_is_masked(text: str) -> None:
    shown = Masker(Masks({}), None, "").text(text.format("abc-123"))
    assert "abc-123" not in shown
    assert "rest" not in shown
    assert "********" in shown
