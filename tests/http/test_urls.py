"""URLs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, unquote_plus, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.binding.transformations import UrlEncoded, form_url_encode
from pscompat.dotnet.times import DateTime
from pscompat.http.provider import Requests
from pscompat.http.urls import (
    UrlError,
    compose,
    expand,
    followed,
    gathered,
    query_pairs,
    segment,
    split_base,
    without_fields,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text not in (".", ".."))


@pytest.mark.parametrize(("encoding", "decode"), [("form", unquote_plus), ("rfc3986", unquote)])
@given(text=TEXT)
def test_segment_reads_back(encoding: str, decode: Callable[[str], str], text: str) -> None:
    encoded = segment(text, "Id", encoding)
    assert decode(encoded) == text
    assert not set(encoded) & set("/?#%\\ \r\n") - {"%"}
    assert segment(UrlEncoded(form_url_encode(text))) == form_url_encode(text)


@given(TEXT, TEXT)
def test_path_keeps_its_shape_whatever_the_ids(first: str, second: str) -> None:
    url = compose("http://h:1/v1/", expand("/a/{}/b/{}", (first, second)), [("q", first)])
    parts = urlsplit(url)
    assert parts.netloc == "h:1"
    assert len(parts.path.split("/")) == 6
    assert parse_qsl(parts.query, keep_blank_values=True) == [("q", first)]


@pytest.mark.parametrize(
    ("text", "form", "rfc3986"),
    [
        ("a b", "a+b", "a%20b"),
        ("a/b", "a%2fb", "a%2Fb"),
        ("a%2Fb", "a%252Fb", "a%252Fb"),
        ("é", "%c3%a9", "%C3%A9"),
        ("a+b", "a%2bb", "a%2Bb"),
        ("-_.!*()~", "-_.!*()%7e", "-_.%21%2A%28%29~"),
    ],
)
def test_segment(text: str, form: str, rfc3986: str) -> None:
    assert segment(text, encoding="form") == form
    assert segment(text) == rfc3986


@pytest.mark.parametrize("value", ["", ".", "..", None, ["a"], ["a", "b"], {"a": 1}])
def test_segment_that_is_refused(value: object) -> None:
    with pytest.raises(UrlError):
        segment(value)


def test_a_segment_that_is_refused_is_named() -> None:
    with pytest.raises(UrlError, match=r"An id is empty: BoxId\."):
        expand("/crates/{}/boxes/{}", ("c", ""), ("CrateId", "BoxId"))
    with pytest.raises(UrlError, match=r"number 2 of /crates/\{\}/boxes/\{\}"):
        expand("/crates/{}/boxes/{}", ("c", ""))
    with pytest.raises(UrlError, match="BoxId is a list"):
        expand("/boxes/{}", (["a"],), ("BoxId",))


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://h/v1/x?page=2", ()),
        ("https://H:8443/x", ("h:8443",)),
        ("https://other.example/x", ("other.example",)),
    ],
)
def test_an_address_of_the_services_own_is_followed(url: str, hosts: tuple[str, ...]) -> None:
    assert followed(url, "https://h/v1", hosts).lower() == url.lower()


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/x",
        "https://h:8443/x",
        "http://h/x",
        "ftp://h/x",
        "https://h@other.example/x",
        "//other.example/x",
    ],
)
def test_no_other_address_is_followed(url: str) -> None:
    with pytest.raises(UrlError):
        followed(url, "https://h/v1", ())


def test_a_field_is_taken_out_of_an_address() -> None:
    assert without_fields("http://h/x?a=1&api%5Fkey=s&b=2", {"api_key"}) == "http://h/x?a=1&b=2"
    assert without_fields("http://h/x?api_key=s", {"api_key"}) == "http://h/x"
    assert without_fields("http://h/x", {"api_key"}) == "http://h/x"


def test_escapes_beyond_ascii_are_in_upper_case() -> None:
    assert compose("http://h", "/x/" + segment("é/", encoding="form"), []) == "http://h/x/%C3%A9%2f"


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
    assert compose(base, "/x", [("a", "b c")], "form") == url
    assert compose(base, "/x", [("a", "b c")]) == url.replace("+", "%20")


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
    requests = Requests({})
    pairs = query_pairs({"a": 1, "none": None, "list": ["x", True], "empty": [], "blank": ""}, requests)
    assert pairs == [("a", "1"), ("list", "x"), ("list", "true"), ("blank", "")]
    assert query_pairs([("a", 1), ("a", 2)], requests) == [("a", "1"), ("a", "2")]
    assert query_pairs(None, requests) == []
    assert query_pairs({"since": DateTime(638_000_000_000_000_000, "Utc")}, requests) == [
        ("since", "2022-09-28T22:13:20Z")
    ]


@pytest.mark.parametrize(
    ("arrays", "pairs"),
    [
        ("repeat", [("t", "a"), ("t", "b,c")]),
        ("comma", [("t", "a,b,c")]),
        ("brackets", [("t[]", "a"), ("t[]", "b,c")]),
    ],
)
def test_lists_in_queries(arrays: str, pairs: list[tuple[str, str]]) -> None:
    assert query_pairs({"t": ["a", "b,c"]}, Requests({"arrays": arrays})) == pairs


def test_objects_in_queries() -> None:
    deep = {"f": {"a": 1, "b": {"c": [True, "x"]}, "none": None}}
    pairs = [("f[a]", "1"), ("f[b][c]", "true"), ("f[b][c]", "x")]
    assert query_pairs(deep, Requests({"objects": "deepObject"})) == pairs
    for requests in (Requests({}), Requests({"objects": "refused"})):
        with pytest.raises(UrlError, match="The field f of the query is an object"):
            query_pairs(deep, requests)
    with pytest.raises(UrlError):
        query_pairs({"f": [{"a": 1}]}, Requests({"objects": "deepObject"}))


def test_pairs_of_one_name_come_together() -> None:
    pairs = [("limit", "20"), ("order", "asc"), ("Limit", "5"), ("x", ""), ("LIMIT", "6")]
    assert gathered(pairs) == [("limit", "20"), ("limit", "5"), ("limit", "6"), ("order", "asc"), ("x", "")]
