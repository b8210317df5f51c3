"""The certificates that are trusted: those that the environment names, else this machine's own, else certifi's."""

from __future__ import annotations

import os

from .transport import ConnectionFailed

VARIABLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR")
_MARK = b"-----BEGIN "
UNTRUSTED = (
    "The certificate is not trusted: set SSL_CERT_FILE or REQUESTS_CA_BUNDLE to a file with that of the authority that "
    "issued it."
)


def certificates() -> str | bool:
    """A file or folder of certificates; True for certifi's, which come with requests.

    Raises ConnectionFailed for a file that is named and cannot be used.
    """
    for name in VARIABLES:
        path = os.environ.get(name, "")
        if path:
            reason = _fault(path)
            if reason:
                raise ConnectionFailed(f"The certificates '{path}' that {name} names {reason}.")
            return path
    import ssl

    known = ssl.get_default_verify_paths()
    if not _fault(known.openssl_cafile):
        return known.openssl_cafile
    folder = known.openssl_capath
    return folder if os.path.isdir(folder) and os.listdir(folder) else True


def _fault(path: str) -> str:
    """Why a path cannot be used, empty where it can."""
    if os.path.isdir(path):
        return ""
    try:
        with open(path, "rb") as file:
            return "" if _MARK in file.read() else "hold no certificate"
    except FileNotFoundError:
        return "are not there"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"
