"""What lies at an address that an answer names: asked for without credentials, and not without encryption."""

from __future__ import annotations

from .answer import read_capped
from .deadline import Deadline, DeadlinePassed
from .request import USER_AGENT, Message
from .request_errors import RequestError, TransportError, timeout_error
from .transport import ConnectionFailed
from .urls import UrlError, split_base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .settings import Settings
    from .transport import Transport

_LARGEST = 256 * 1024 * 1024
_COMMAND = "Microsoft.PowerShell.Commands.InvokeWebRequestCommand"
"""The command of PowerShell that a module has for this, and that errors name."""


def fetch(address: str, transport: Transport, settings: Settings) -> bytes:
    """The content at a web address, or of a ``data:`` URL. Raises RequestError.

    A service that is asked over HTTPS cannot lead to an address that is not.
    """
    if address[:5].lower() == "data:":
        return _data(address, settings)
    try:
        scheme, host, path, query = split_base(address)
    except (UrlError, ValueError):
        raise _failed(f"The service's answer names no web address: '{address[:200]}'.", settings) from None
    if scheme == "http" and settings.base.startswith("https:"):
        raise _failed(f"The service's answer names an address without encryption, http://{host}.", settings)
    url = f"{scheme}://{host}{path or '/'}" + (f"?{query}" if query else "")
    message = Message("GET", url, {"User-Agent": USER_AGENT}, {}, None, "")
    try:
        reply = transport.send(message, Deadline(settings.timeout))
        if not 200 <= reply.status <= 299:
            reply.close()
            reason = f"Response status code does not indicate success: {reply.status} ({reply.reason})."
            raise _failed(reason, settings)
        return read_capped(reply, settings, _LARGEST)
    except DeadlinePassed:
        raise timeout_error(settings, settings.timeout) from None
    except ConnectionFailed as error:
        raise _failed(str(error), settings) from None


def _data(address: str, settings: Settings) -> bytes:
    import base64
    from urllib.parse import unquote_to_bytes

    head, comma, content = address.partition(",")
    data = unquote_to_bytes(content)
    try:
        if comma:
            return base64.b64decode(data, validate=True) if head.lower().endswith(";base64") else data
    except ValueError:
        pass
    raise _failed("The service's answer names a data URL that cannot be read.", settings)


def _failed(message: str, settings: Settings) -> RequestError:
    from ..errors import ErrorRecord

    record = ErrorRecord(
        "WebCmdletWebResponseException",
        settings.masker.text(message),
        category="InvalidOperation",
        exception="System.Net.Http.HttpRequestException",
        command="Invoke-WebRequest",
        activity="Invoke-WebRequest",
    )
    record.identity = _COMMAND
    return TransportError(record)
