"""GUIDs, versions, URIs, addresses, types, files and patterns (values.md §B.5, §E.6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.containers import NetList
from pscompat.dotnet.identifiers import Guid, SemanticVersion, Version
from pscompat.dotnet.network import IPAddress, Uri
from pscompat.dotnet.numbers import Byte
from pscompat.dotnet.texts import FileInfo, TypeValue
from pscompat.errors import ConversionError

from .conversions import bind, numeral, refusal, to

GUID = "c8d8f9a6-0a4e-4d28-9c36-0d3b9f4b4d11"


@pytest.mark.parametrize(
    "text",
    [
        GUID,
        GUID.upper(),
        GUID.replace("-", ""),
        "{" + GUID + "}",
        "(" + GUID + ")",
        f" {GUID} ",
        "{0xc8d8f9a6,0x0a4e,0x4d28,{0x9c,0x36,0x0d,0x3b,0x9f,0x4b,0x4d,0x11}}",
    ],
)
def test_guid(text: str) -> None:
    assert bind("guid", text) == Guid(GUID)
    assert str(bind("guid", text)) == GUID


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("abc", "Unrecognized Guid format."),
        (GUID + "0", "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx)."),
        ("z" + GUID[1:], "Guid string should only contain hexadecimal characters."),
        ("{" + "0" * 36 + "}", "Expected 0x prefix."),
    ],
)
def test_refused_guid(text: str, reason: str) -> None:
    assert refusal("guid", text).endswith(f'Error: "{reason}"')


def test_guid_from_bytes() -> None:
    raw = NetList("System.Byte[]", [Byte(number) for number in range(16)])
    assert str(to("guid", raw)) == "03020100-0504-0706-0809-0a0b0c0d0e0f"


def test_version() -> None:
    assert bind("version", numeral("1.10")) == Version(1, 10)
    assert str(bind("version", "1. 2.+3")) == "1.2.3"
    assert "too short or too long" in refusal("version", 5)
    assert refusal("version", "1.a").endswith("The input string 'a' was not in a correct format.\"")
    assert refusal("version", "1.-2").endswith(
        "input ('-2') must be a non-negative value. (Parameter 'input')\nActual value was -2.\""
    )


def test_semantic_version() -> None:
    assert bind("semver", "1.2.3-rc.1+b") == SemanticVersion(1, 2, 3, "rc.1", "b")
    assert str(bind("semver", numeral("1.10"))) == "1.10.0"
    assert str(bind("semver", 5)) == "5.0.0"
    assert bind("version", SemanticVersion(1, 2, 3, "rc")) == Version(1, 2, 3)
    assert bind("semver", Version(1, 2, 3, 0)) == SemanticVersion(1, 2, 3)
    assert refusal("semver", Version(1, 2, 3, 4)).endswith(
        'Error: "Cannot process argument because the value of argument "version" is not valid. '
        'Change the value of the "version" argument and run the operation again."'
    )
    assert refusal("semver", "1.2.3-01").endswith("Error: \"The input string '' was not in a correct format.\"")


@pytest.mark.parametrize(
    ("text", "shown", "absolute"),
    [
        ("https://h.test/a%20b", "https://h.test/a b", True),
        (" http://H.test ", "http://h.test/", True),
        ("http://h.test:80/a/../b", "http://h.test/b", True),
        ("http://h.test:8080?q=a b#f", "http://h.test:8080/?q=a b#f", True),
        ("http://h.test/%41%20%zz", "http://h.test/A %25zz", True),
        ("http://[::1]/x", "http://[::1]/x", True),
        ("ftp://u:p@h.test:21/", "ftp://u:p@h.test/", True),
        ("localhost:8080", "localhost:8080", True),
        ("C:\\x\\y", "file:///C:/x/y", True),
        ("\\\\srv\\share", "file://srv/share", True),
        ("mailto:a@b.test", "mailto:a@b.test", True),
        ("/a/b", "/a/b", False),
        ("rel/x", "rel/x", False),
        ("", "", False),
        ("ht tp://x", "ht tp://x", False),
        ("http:x", "http:x", False),
        ("http:\\\\h.test/x", "http://h.test/x", True),
        ("http://h.test/a%2Fb?x=%26#%21", "http://h.test/a%2Fb?x=%26#%21", True),
        ("http://h.test/%C3%A9%E9%0A", "http://h.test/é%E9%0A", True),
        ("http://h.test/%2e%2E/x", "http://h.test/x", True),
        ("http://a@h.test:080/", "http://a@h.test/", True),
        ("http://LOOPBACK", "http://localhost/", True),
        ("http://[fe80::1%3]:80/", "http://[fe80::1%3]/", True),
        ("http://_/", "http://_/", True),
        ("ftp://h/x?y#z", "ftp://h/x%3Fy#z", True),
        ("x1:/a/../b", "x1:/a/../b", True),
        ("x1://../b", "x1://../b", True),
        ("mailto:A@B.Test?subject=x", "mailto:A@b.test?subject=x", True),
        ("c|/x", "file:///c:/x", True),
        ("C:\\a#b%20c?", "file:///C:/a%23b%2520c%3F", True),
        ("C:/a%20b", "file:///C:/a%20b", True),
        ("\\\\srv", "file://srv/", True),
        ("file:///a\\b", "file:///a\\b", True),
        ("file://srv\\a\\b", "file://srv/a/b", True),
        ("file:c:/x", "file:///c:/x", True),
        ("file:/x", "file:/x", False),
        ("ldap:x", "ldap:x", False),
        ("a%C3%A9%41", "aéA", False),
        ("/a%41", "/a%41", False),
        ("//h.test/x", "//h.test/x", False),
    ],
)
def test_uri(text: str, shown: str, absolute: bool) -> None:
    uri = bind("uri", text)
    assert isinstance(uri, Uri)
    assert (uri.text, uri.original, uri.absolute) == (shown, text, absolute)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("http://", "The hostname could not be parsed."),
        ("http://h.test\\a", "The hostname could not be parsed."),
        ("http://h.test:abc/", "Invalid port specified."),
        ("http://h.test:99999/", "Invalid port specified."),
        ("http://a@b@c/", "The hostname could not be parsed."),
        ("http://a.b.-c/", "The hostname could not be parsed."),
        ("http://[::1]x/", "The hostname could not be parsed."),
        ("mailto:a@b c", "The hostname could not be parsed."),
        ("file://srv:80/x", "The hostname could not be parsed."),
        ("x1://h:1\\x", "Invalid port specified."),
        ("file:c:x", "A Dos path must be rooted, for example, 'c:\\'."),
        ("x: ", "A Dos path must be rooted, for example, 'c:\\'."),
        ("a:b", "A Dos path must be rooted, for example, 'c:\\'."),
    ],
)
def test_refused_uri(text: str, reason: str) -> None:
    assert refusal("uri", text) == f'Cannot convert value "{text}" to type "System.Uri". Error: "Invalid URI: {reason}"'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("010.0.0.1", "8.0.0.1"),
        ("10", "0.0.0.10"),
        (1, "1.0.0.0"),
        (numeral("10.0"), "10.0.0.0"),
        ("[::1]:80", "::1"),
        ("::ffff:1.2.3.4", "::ffff:1.2.3.4"),
        ("::FFFF:0:1.2.3.4", "::ffff:0:1.2.3.4"),
        ("fe80::5efe:102:304", "fe80::5efe:1.2.3.4"),
        ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
        ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
        ("fe80::1%3", "fe80::1%3"),
        ("fe80::1%", "fe80::1"),
        ("[::1]:", "::1"),
        ("[::1]:0x5F", "::1"),
    ],
)
def test_ip_address(value: object, text: str) -> None:
    address = bind("ipaddress", value)
    assert isinstance(address, IPAddress)
    assert str(address) == text


def test_refused_ip_address() -> None:
    for text in ("foo", "[::1]:5F", "::1/64", "1:2"):
        assert refusal("ipaddress", text).endswith('Error: "An invalid IP address was specified."')


def test_type() -> None:
    assert bind("type", " Int ") == TypeValue("System.Int32")
    assert bind("type", "string[]") == TypeValue("System.String[]")
    assert refusal("type", "foo") == 'Cannot convert the "foo" value of type "System.String" to type "System.Type".'


def test_file_info() -> None:
    assert bind("System.IO.FileInfo", "/x/y.txt") == FileInfo("/x/y.txt")
    assert "cannot be an empty string" in refusal("System.IO.FileInfo", "")


def test_types_known_by_name_are_refused_when_a_value_comes() -> None:
    assert refusal("System.Text.Encoding", "utf8") == (
        'Values of type "System.Text.Encoding" are not supported: the type is known by name only.'
    )
    assert bind("System.Text.Encoding", None) is None


@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused(text: str) -> None:
    for name in ("guid", "version", "semver", "uri", "ipaddress", "type", "regex", "System.IO.FileInfo"):
        try:
            to(name, text)
        except ConversionError as error:
            assert error.error_id


@given(st.uuids())
def test_guids_read_back(guid: object) -> None:
    assert str(to("guid", str(guid))) == str(guid)


@given(st.binary(min_size=16, max_size=16))
def test_addresses_read_back(packed: bytes) -> None:
    assert to("ipaddress", str(IPAddress(packed))) == IPAddress(packed)
