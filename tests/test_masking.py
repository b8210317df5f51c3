"""Secrets stay out of texts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.containers import NetList, PSCustomObject, SecureString
from pscompat.masking import HIDDEN, LONG, Masker, is_secret_name, masked, opening

SECRETS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=12)
KEY_PATTERN = r"\bsk-(proj-)?[A-Za-z0-9_-]{16,}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("org-0123456789", "org-012***************89"),
        ("abcdefghijkl", "abc***************kl"),
        ("abcdefgh", "abc***************gh"),
        ("abcdefg", "***************"),
        ("org-abcdefgh", "org-abc***************gh"),
        ("org-abcdefg", "***************"),
        ("", "***************"),
    ],
)
def test_opening(text: str, shown: str) -> None:
    assert opening(text, ["org-"]) == shown


@given(SECRETS, st.text(), st.text())
def test_what_is_to_be_hidden_is(secret: str, before: str, after: str) -> None:
    masker = Masker()
    masker.hide(SecureString(secret))
    assert secret not in repr(masker)
    assert secret not in masker.text(before + secret + after).replace(HIDDEN, "")
    assert secret not in masker.text(json.dumps([before + secret + after], ensure_ascii=False)).replace(HIDDEN, "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer abc.def", "Authorization: Bearer ********"),
        ("http://h/v1?key=abc-123&x=1", "http://h/v1?key=********&x=1"),
        ("http://h/v1?x=1&access_token=abc-123", "http://h/v1?x=1&access_token=********"),
        ("http://h/v1?max_tokens=5&api-key=abc-123", "http://h/v1?max_tokens=5&api-key=********"),
        ('{"headers": {"x-api-key": "abc-123"}}', '{"headers": {"x-api-key": "********"}}'),
        ('{"authorization":"abc-123"}', '{"authorization":"********"}'),
        ('{"client_secret" : "abc-123\\"rest"}', '{"client_secret" : "********"}'),
        ('{"token": "word", "max_tokens": 5}', '{"token": "word", "max_tokens": 5}'),
        ("@{'X-Api-Key'='abc-123'; x=1}", "@{'X-Api-Key'=********; x=1}"),
        ('the "@{Token=abc-123;x=1}" value', 'the "@{Token=********;x=1}" value'),
        ("@{password='abc-1…", "@{password=********"),
        ("see https://user:pass@host/a@b", "see https://********@host/a@b"),
        ("https://user:p@ss%40@host", "https://********@host"),
        ("write to me@host, or https://host/", "write to me@host, or https://host/"),
        ("key sk-abcdefghijklmnop, sk-short", "key <API Key>, sk-short"),
    ],
)
def test_what_is_called_a_secret_or_looks_like_one(text: str, shown: str) -> None:
    masker = Masker({KEY_PATTERN: "<API Key>"})
    assert masker.text(text) == shown
    assert masker.text(shown) == shown


@pytest.mark.parametrize(
    ("pattern", "text", "shown"),
    [
        ("pw-[0-9]+", "PW-12", "X"),
        ("xy?[0-9]", "x1 xy1", "X X"),
        ("a|b", "b", "X"),
        (r"\d{3}", "a123", "aX"),
        ("(?:ab)+", "abab", "X"),
    ],
)
def test_patterns_of_a_module_whatever_they_begin_with(pattern: str, text: str, shown: str) -> None:
    assert Masker({pattern: "X"}).text(text) == shown


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        ("abcd", "xabcdx", "x********x"),
        ("abc", "xabcx 'abc' \"abc\"", "xabcx '********' \"********\""),
        (SecureString(" padded "), "<padded>", "<********>"),
        ([["first1"], {"second": "third3"}], "first1 second third3", "******** ******** ********"),
        (None, "None", "None"),
        ("a/b c", "a%2Fb%20c", "********"),
        ('say "it"', json.dumps('say "it"'), '"********"'),
    ],
)
def test_values(value: object, text: str, shown: str) -> None:
    masker = Masker()
    masker.hide(value)
    assert masker.text(text) == shown


def test_a_known_key_that_is_short_is_no_secret() -> None:
    masker = Masker()
    masker.hide("latest7", shortest=LONG)
    masker.hide("latest88", "<key>", shortest=LONG)
    assert masker.text("latest7 'latest7' latest88") == "latest7 'latest7' <key>"


def test_the_longer_of_two_secrets_goes_first() -> None:
    masker = Masker()
    masker.hide("secret", "<a>")
    masker.hide("secret-secret", "<b>")
    assert masker.text("secret-secret secret") == "<b> <a>"


def test_a_long_secret_is_known_in_any_case() -> None:
    masker = Masker()
    masker.hide("Long-Secret")
    masker.hide("Short")
    assert masker.text("long-secret LONG-SECRET Short short") == "******** ******** ******** short"
    assert masker.text("İ Long-Secret") == "İ ********"


def test_a_piece_of_a_text() -> None:
    masker = Masker()
    masker.hide("0123456789")
    assert masker.excerpt("6789 x 0123456789 x 012345…") == "**** x ********** x ******…"
    assert masker.excerpt("789 x 012") == "789 x 012"


def test_long_text_is_masked_and_cut() -> None:
    masker = Masker()
    masker.hide("0123456789")
    shown = masker.dump("x" * 32_763 + "0123456789" + "x" * 40_000)
    assert shown.endswith("x***** ...<truncated>")
    assert masker.dump("x" * 32_768) == "x" * 32_768


def test_values_for_showing() -> None:
    masker = Masker()
    masker.hide("0123456789")
    inner = PSCustomObject({"name": "is 0123456789", "apiKey": "x", "none": None, "Password": None}, ("Shop.It",))
    made = masker.value({"list": NetList("System.String[]", ["0123456789"]), "it": inner, "n": 5})
    assert made["list"] == ["********"] and made["list"].type_name == "System.String[]"
    assert made["it"] == {"name": "is ********", "apiKey": "***", "none": None, "Password": None}
    assert made["it"].type_names == ("Shop.It",)
    assert made["n"] == 5
    assert inner["apiKey"] == "x"
    assert masker.data({"a": ["0123456789", 1, None]}) == {"a": ["********", 1, None]}


def test_the_value_of_a_sensitive_parameter() -> None:
    assert masked("'ab' of abcd", ["ab", ["abcd"]]) == "'***' of ***"


@pytest.mark.parametrize(
    ("names", "secret"),
    [
        (
            "Authorization Set-Cookie X-Api-Key api_key apiKey accessKeyId X-Key-1 token client_secret PASSWORD sig",
            True,
        ),
        ("max_tokens x-ratelimit-remaining-tokens keyboard keys design X-Request-Id author model", False),
    ],
)
def test_names(names: str, secret: bool) -> None:
    assert {name: is_secret_name(name) for name in names.split()} == dict.fromkeys(names.split(), secret)
