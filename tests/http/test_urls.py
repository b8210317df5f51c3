"""URLs."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote_plus, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.binding.transformations import UrlEncoded, form_url_encode
from pscompat.http.urls import UrlError, compose, expand, gathered, query_pairs, segment, split_base

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text not in (".", ".."))


@given(TEXT)
def test_segment_reads_back(text: str) -> None:
    encoded = segment(text)
    assert unquote_plus(encoded) == text
    assert not set(encoded) & set("/?#%\\ \r\n") - {"%"}
    assert segment(UrlEncoded(form_url_encode(text))) == encoded


@given(TEXT, TEXT)
def test_path_keeps_its_shape_whatever_the_ids(first: str, second: str) -> None:
    url = compose("http://h:1/v1/", expand("/a/{}/b/{}", (first, second)), [("q", first)])
    parts = urlsplit(url)
    assert parts.netloc == "h:1"
    assert len(parts.path.split("/")) == 6
    assert parse_qsl(parts.query, keep_blank_values=True) == [("q", first)]


@pytest.mark.parametrize(
    ("text", "encoded"),
    [("a b", "a+b"), ("a/b", "a%2fb"), ("a%2Fb", "a%252Fb"), ("é", "%c3%a9"), ("a+b", "a%2bb"), ("-_.!*()", "-_.!*()")],
)
def test_segment(text: str, encoded: str) -> None:
    assert segment(text) == encoded


@pytest.mark.parametrize("text", ["", ".", "..", None])
def test_segment_that_is_refused(text: str | None) -> None:
    with pytest.raises(UrlError):
        segment(text)


def test_escapes_beyond_ascii_are_in_upper_case() -> None:
    assert compose("http://h", "/x/" + segment("é/"), []) == "http://h/x/%C3%A9%2f"


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("http://h/v1", "http://h/v1/x?a=b+c"),
        ("http://h/v1/?k=1", "http://h/v1/x?k=1&a=b+c"),
        (" HTTPS://H:8443 ", "https://h:8443/x?a=b+c"),
        ("http://user:pass@h/a b#frag", "http://h/a%20b/x?a=b+c"),
        ("http://[::1]:80/", "http://[::1]:80/x?a=b+c"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/x?a=b+c"),
    ],
)
def test_compose(base: str, url: str) -> None:
    assert compose(base, "/x", [("a", "b c")]) == url


@pytest.mark.parametrize(
    "base", ["", "h/v1", "//h", "ftp://h", "http://", "http://h:x", "http://[::1", "http://é\udcff"]
)
def test_base_that_is_refused(base: str) -> None:
    with pytest.raises(UrlError):
        split_base(base)


@given(st.text(max_size=50))
def test_any_base_is_taken_or_refused(base: str) -> None:
    for text in (base, "http://" + base):
        try:
            url = compose(text, "/x", [])
        except UrlError:
            continue
        assert url.startswith(("http://", "https://"))
        assert url.isascii()


def test_query_pairs() -> None:
    pairs = query_pairs({"a": 1, "none": None, "list": ["x", True], "empty": [], "blank": ""})
    assert pairs == [("a", "1"), ("list", "x"), ("list", "True"), ("blank", "")]
    assert query_pairs([("a", 1), ("a", 2)]) == [("a", "1"), ("a", "2")]
    assert query_pairs(None) == []


def test_pairs_of_one_name_come_together() -> None:
    pairs = [("limit", "20"), ("order", "asc"), ("Limit", "5"), ("x", ""), ("LIMIT", "6")]
    assert gathered(pairs) == [("limit", "20"), ("limit", "5"), ("limit", "6"), ("order", "asc"), ("x", "")]
