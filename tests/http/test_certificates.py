"""Certificates that are trusted, and proxies: what the environment says, and what is told where that does not work."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path
from typing import Any

import pytest

from pscompat.http import certificates
from pscompat.http.client import Client
from pscompat.http.request_errors import TransportError

from .loopback import Loopback, Notes, respond, settings

PEM = """\
-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIJH2YMCyejQ3kdLd5mYSRm6GGWZ+4tahXCeFiwGlLn5ZoAoGCCqGSM49
AwEHoUQDQgAEtnas3U10vKvfsdOE5DKLrM8SpILZW5o8txKT/jRk98ftNH2Uo/t4
NgnaO0OQuzpWPDPgH8qjcO7XQXk/3J4VlA==
-----END EC PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBmjCCAT+gAwIBAgIUL6bl/6FHU0eC4NMaOFIvZ8UNpsswCgYIKoZIzj0EAwIw
EzERMA8GA1UEAwwIbG9vcGJhY2swIBcNMjYxMTMwMTkzMTA0WhgPMjEyNjExMDYx
OTMxMDRaMBMxETAPBgNVBAMMCGxvb3BiYWNrMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEtnas3U10vKvfsdOE5DKLrM8SpILZW5o8txKT/jRk98ftNH2Uo/t4Ngna
O0OQuzpWPDPgH8qjcO7XQXk/3J4VlKNvMG0wHQYDVR0OBBYEFEYmU8BMV9FbUvpv
MEqNjfRLAGddMB8GA1UdIwQYMBaAFEYmU8BMV9FbUvpvMEqNjfRLAGddMA8GA1Ud
EwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0hwR/AAABMAoGCCqGSM49
BAMCA0kAMEYCIQCKNMJHfy4dfMFD8K5ftPwv48mE3YWhYwP5q6ZF2LL7IgIhAO+Q
kVQ5UHWr9YbS38vctj8uBkfYlR362GJftX2mWXXi
-----END CERTIFICATE-----
"""
"""A key, and its certificate for localhost and 127.0.0.1 until 2126; no secret is kept by them."""
VARIABLES = (*certificates.VARIABLES, "http_proxy", "https_proxy", "all_proxy", "no_proxy")


class Encrypted(Loopback):
    """Speaks TLS with that certificate."""

    def __init__(self, folder: Path, *answers: Any) -> None:
        super().__init__(*answers)
        (folder / "server.pem").write_text(PEM)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(folder / "server.pem")

    def talk(self, connection: socket.socket, address: Any) -> None:
        with self._context.wrap_socket(connection, server_side=True) as encrypted:
            super().talk(encrypted, address)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def ask(base: str) -> Any:
    return Client(settings(base, timeout=20), Notes()).get("/carts")


def failed(base: str) -> tuple[str, str]:
    with pytest.raises(TransportError) as caught:
        ask(base)
    return caught.value.record.message, caught.value.record.hint


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_file_that_the_environment_names_is_trusted(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Encrypted(tmp_path, respond({"id": 1})) as server:
        base = server.base.replace("http:", "https:")
        message, hint = failed(base)
        assert message.startswith("The SSL connection could not be established: self-signed certificate (127.0.0.1:")
        assert "set SSL_CERT_FILE or REQUESTS_CA_BUNDLE" in hint
        monkeypatch.setenv(variable, str(tmp_path / "server.pem"))
        assert ask(base)["id"] == 1


@pytest.mark.parametrize(("content", "reason"), [(None, "are not there"), ("no PEM", "hold no certificate")])
def test_certificates_that_cannot_be_used_are_named(
    content: str | None, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bundle.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with Loopback(respond({"id": 1})) as server:
        message, _ = failed(server.base.replace("http:", "https:"))
        assert message == f"The certificates '{path}' that SSL_CERT_FILE names {reason}."
        # Without encryption nobody asks for them.
        assert ask(server.base)["id"] == 1


def test_the_machines_own_certificates_come_before_certifis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ssl.get_default_verify_paths()._replace(
        openssl_cafile=str(tmp_path / "cert.pem"), openssl_capath=str(tmp_path / "certs")
    )
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    assert certificates.certificates() is True
    (tmp_path / "certs").mkdir()
    assert certificates.certificates() is True
    (tmp_path / "certs/0.pem").write_text(PEM)
    assert certificates.certificates() == paths.openssl_capath
    (tmp_path / "cert.pem").write_text(PEM)
    assert certificates.certificates() == paths.openssl_cafile


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("scheme", "variable"), [("http", "http_proxy"), ("https", "HTTPS_PROXY"), ("https", "all_proxy")]
)
def test_an_error_on_the_way_to_a_proxy_names_it(scheme: str, variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = closed_port()
    monkeypatch.setenv(variable, f"http://user:secret-pw@127.0.0.1:{port}")
    message, hint = failed(f"{scheme}://shop.invalid/v1")
    assert message == f"Connection refused (the proxy 127.0.0.1:{port})"
    assert "https_proxy" in hint
    monkeypatch.setenv("no_proxy", "shop.invalid")
    message, hint = failed(f"{scheme}://shop.invalid/v1")
    assert "proxy" not in message + hint


def test_a_proxy_that_refuses_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(respond(b"", 407, "Proxy Authentication Required")) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        message, _ = failed("https://shop.invalid/v1")
        assert (
            message
            == f"The connection was refused: 407 Proxy Authentication Required (the proxy 127.0.0.1:{proxy.port})"
        )
        assert [each.method for each in proxy.received] == ["CONNECT"]
        assert "authorization" not in proxy.received[0].headers
