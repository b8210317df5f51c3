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
        ("abcdefgh", "abc***************gh"),
        ("abcdefg", "***************"),
        ("sk-abcdefgh", "sk-abc***************gh"),
        ("sk-abcdefg", "***************"),
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


def test_text_of_more_than_32768_characters_is_cut() -> None:
    masker = Masker(Masks({}), None, "")
    assert masker.dump("x" * 32768) == "x" * 32768
    assert masker.dump("x" * 32769) == "x" * 32768 + " ...<truncated>"


@pytest.mark.parametrize(
    ("secret", "text", "masked"),
    [
        # Three characters may be part of any word.
        ("abc", "abc", "abc"),
        ("abcd", "xabcdx", "x{}x"),
        ("", "text", "text"),
    ],
)
def test_short_secrets_stay(secret: str, text: str, masked: str) -> None:
    assert Masker(Masks({}), SecureString(secret), "").text(text) == masked.format("<API Key>")
    assert Masker(Masks({}), None, secret).text(text) == masked.format("<Organization ID>")
    masker = Masker(Masks({}), None, "")
    masker.hide(secret)
    assert masker.text(text) == masked.format("********")


def test_a_secret_is_found_as_it_stands_in_json() -> None:
    masker = Masker(Masks({}), None, "")
    masker.hide('ab"cd\\é')
    assert masker.text('["xab\\"cd\\\\éx"] ab"cd\\é') == '["x********x"] ********'


def test_blanks_around_a_key_do_not_hide_it_from_masking() -> None:
    masker = Masker(Masks({"key": ["sk-"]}), SecureString("  sk-test-0123456789 \n"), "")
    assert masker.text("sk-test-0123456789") == "<API Key>"
    assert masker.shown_key() == "sk-tes***************89"


def test_an_organization_is_shown_like_a_key() -> None:
    masker = Masker(Masks({"organization": ["org-"]}), None, "org-0123456789")
    assert masker.shown_organization() == "org-012***************89"
    assert masker.shown_key() == ""


def test_patterns_of_a_provider_and_our_own_ignore_case_and_reach_each_line() -> None:
    masker = Masker(Masks({"patterns": {"^pw-[0-9]+": "<password>"}}), None, "")
    assert masker.text("a\nPW-12 bearer pw-12") == "a\n<password> bearer ********"


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


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("http://h/v1?x=1&api_key=abc&y=2", "http://h/v1?x=1&api_key=********&y=2"),
        ('{"Authorization": "abc", "n": 1}', '{"Authorization": "********", "n": 1}'),
        ("the key=abc and a token: abc", "the key=abc and a token: abc"),
    ],
)
def test_what_stands_around_a_secret_stays(text: str, masked: str) -> None:
    assert Masker(Masks({}), None, "").text(text) == masked
