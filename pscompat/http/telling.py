"""What -Verbose and -Debug tell of a request and its answer, without secrets."""

from __future__ import annotations

from ..masking import HIDDEN, is_secret_name
from .multipart import Multipart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .request import Message
    from .settings import Report, Settings
    from .transport import Reply

_MOST = 1024 * 1024


def tell_request(message: Message, settings: Settings, report: Report) -> None:
    """Tell what is sent."""
    mask = settings.masker
    report.verbose(f"Request to {settings.service.title} API")
    method = message.method.capitalize()
    streaming = ", Streaming = True" if message.stream else ""
    report.verbose(mask.text(f"Method = {method}, Path = {message.url}{streaming}"))
    if not settings.debugging:
        return
    names = {**message.headers, **dict.fromkeys(message.secrets, HIDDEN)}
    shown = "\n".join(f"{name}: {value}" for name, value in names.items())
    report.debug(mask.dump(f"API request parameters:\n{method} {message.whole_url(HIDDEN)}\n{shown}"))
    if isinstance(message.body, bytes):
        body = message.body[:_MOST].decode("utf-8", "replace")
        report.debug("API request body:\n" + mask.dump(body))
    elif isinstance(message.body, Multipart):
        parts = ", ".join(f"{name} ({size} bytes)" for name, _, size in message.body.fields)
        report.debug(mask.dump(f"API request body: a form of {parts}"))
    elif message.body is not None:
        report.debug(f"API request body: a file of {message.body.length} bytes")


def tell_reply(reply: Reply, seconds: float, settings: Settings, report: Report) -> None:
    """Tell what came back, and after how many seconds."""
    known = {
        name: HIDDEN if is_secret_name(header) and header in reply.headers else reply.headers.get(header, "")
        for name, header in settings.provider.information.items()
    }
    width = max([len("StatusCode"), *map(len, known)])
    lines = [
        f"{name.ljust(width)} : {value}"
        for name, value in {"StatusCode": reply.status, **known, "elapsed_ms": f"{seconds * 1000:.0f}"}.items()
    ]
    mask = settings.masker
    report.verbose(mask.text(f"{settings.service.title} API response: \n" + "\n".join(lines).rstrip()))
    if settings.debugging:
        shown = "\n".join(
            f"{name}: {HIDDEN if is_secret_name(name) else value}" for name, value in reply.headers.items()
        )
        report.debug("API response header:\n" + mask.dump(shown))
