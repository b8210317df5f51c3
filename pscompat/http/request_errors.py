"""What can go wrong with a request, as exceptions that carry PowerShell's error record (psopenai.md §7–8).

The tree of all exceptions is drawn in ``pscompat.errors``.
"""

from __future__ import annotations

from functools import lru_cache

from ..dotnet.members import member
from ..errors import CommandError, ErrorRecord
from .deadline import DeadlinePassed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .provider import ErrorClass, ErrorTable
    from .settings import Settings

_FACTS = "$Response."
_LONGEST_TEXT = 300
_SERVER_FAILS = 500
HTTP_EXCEPTION = "System.Net.Http.HttpRequestException"


class RequestError(CommandError):
    """One request failed; ``records`` holds the error as the request itself reports it.

    The record keeps what it is raised as, so that whoever gets the record alone can raise it again.
    """

    ends_line = False

    def __init__(self, record: ErrorRecord) -> None:
        super().__init__([record])
        record.raised_as = type(self)

    @property
    def record(self) -> ErrorRecord:
        """The error record."""
        return self.records[0]

    def written_by(self, command: str, *, own_clock: bool = True) -> ErrorRecord:
        """The record when the command catches the error and writes its exception itself (Write-Error -Exception).

        ``own_clock``: the command keeps a clock of its own and reports every cancellation as its time-out.
        """
        old = self.record
        record = ErrorRecord(
            old.exception or old.error_id,
            old.message,
            exception=old.exception,
            command=command,
            activity="Write-Error",
            target=old.target,
            details=old.details,
            hint=old.hint,
            data=old.data,
        )
        record.raised_as = old.raised_as
        return record


class LocalError(RequestError):
    """The request cannot be made; nothing was sent."""


class ApiError(RequestError):
    """The service answered with an error status.

    status      the number, as received
    reason      its phrase
    code, type, param   what the body says, None where it has none
    request_id  what the service calls the request, empty where it does not say
    url         what was asked, without secrets
    body        the parsed body, masked; None where it is no JSON
    """

    def __init__(self, record: ErrorRecord) -> None:
        super().__init__(record)
        facts = record.data
        self.status = int(facts["status"])
        self.reason = str(facts.get("reason", ""))
        self.code, self.type, self.param = (facts.get(name) for name in ("code", "type", "param"))
        self.request_id = str(facts.get("request_id", ""))
        self.url = str(facts.get("url", ""))
        self.body: Any = facts.get("body")


class AuthenticationError(ApiError):
    """401: the service does not know the key."""


class PermissionDeniedError(ApiError):
    """403: the key may not do that."""


class NotFoundError(ApiError):
    """404: there is no such thing."""


class ConflictError(ApiError):
    """409: it does not go with what is there."""


class RateLimitError(ApiError):
    """429: too much at once, or more than was paid for."""


class ServerError(ApiError):
    """500 and above: the service itself failed."""


_BY_STATUS = {
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    429: RateLimitError,
}


class TransportError(RequestError):
    """No answer, or half of one."""


class RequestTimeoutError(TransportError):
    """The time limit was reached; ``own`` is the record that commands with a clock of their own write."""

    def __init__(self, record: ErrorRecord, own: ErrorRecord | None = None) -> None:
        super().__init__(record)
        self.own = own or record
        self.own.raised_as = type(self)

    def written_by(self, command: str, *, own_clock: bool = True) -> ErrorRecord:
        """The time-out record of commands that keep a clock of their own, else the cancelled request's."""
        return self.own if own_clock else super().written_by(command)


class AnswerError(RequestError):
    """The answer is not what was asked for."""


def raised(error: CommandError) -> CommandError:
    """The error as what its first record is raised as: one that a command wrote of a request is that request's."""
    kind = error.records[0].raised_as
    if kind is None or isinstance(error, RequestError):
        return error
    made = kind(error.records[0])
    made.records = error.records
    return made


_NET_REASONS = {
    413: "Request Entity Too Large",
    414: "Request-Uri Too Long",
    416: "Requested Range Not Satisfiable",
    418: "",
    422: "Unprocessable Entity",
    425: "",
    505: "Http Version Not Supported",
}
"""Where .NET's phrases differ from those of any version of Python."""


def status_error(
    settings: Settings,
    status: int,
    reason: str,
    path: str,
    content: Any,
    *,
    stream: bool = False,
    body: str = "",
    url: str = "",
    request_id: str = "",
) -> ApiError:
    """The error of a status, by the module's table.

    ``content`` is the parsed body or None, ``body`` its text, ``path`` the request's own path, ``stream`` whether it
    was for a stream, ``url`` what was asked, without secrets, ``request_id`` what the service calls the request.
    """
    table = settings.provider.errors
    facts = {name: _fact(content, places) for name, places in table.fields.items()}
    text = str(facts["text"] or "") or ("" if table.own_text else cleaned(body))
    reason = reason or standard_reason(status)
    values = {
        "service": settings.service.title,
        "status": status,
        "reason": reason,
        "text": text or f"Response status code does not indicate success: {status} ({reason}).",
    }
    message = settings.masker.text(table.message.format_map(values))
    exception = _exception_of(table, status, str(facts["code"] or ""))
    record = ErrorRecord(
        table.prefix + exception,
        message,
        category="InvalidOperation",
        exception=exception,
        command=_reporter(settings, stream),
        details=message,
        hint=_hint_of(settings, status, path),
        data=_told(
            status=status,
            reason=reason,
            **{name: facts.get(name) for name in ("code", "type", "param")},
            request_id=settings.masker.text(request_id),
            url=url,
            body=settings.masker.data(content),
        ),
    )
    return _BY_STATUS.get(status, ServerError if status >= _SERVER_FAILS else ApiError)(record)


def _told(**facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _fact(content: Any, places: Iterable[str]) -> Any:
    """The first of the places in an error's body where there is a text, or a number."""
    for where in places:
        found = pick(content, where)
        if isinstance(found, (str, int)) and not isinstance(found, bool) and found != "":
            return found
    return None


def cleaned(body: str) -> str:
    """The text of a body that is no JSON, as a message shows it: without markup, on one line and not too long."""
    import re

    text = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>|<[^>]*>", " ", body)
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"


def _reporter(settings: Settings, stream: bool) -> str:
    """The command that reports a failed request: the module file may name one, and another one for streams."""
    commands = settings.provider.errors.commands
    named = commands.get("stream") if stream else ""
    return named or commands.get("request") or settings.command


def _exception_of(table: ErrorTable, status: int, code: str) -> str:
    for row in table.exceptions:
        if row.status == status and _matches(row, code):
            return row.exception
    return table.otherwise


def _hint_of(settings: Settings, status: int, path: str) -> str:
    for hint in settings.provider.errors.hints:
        concerned = path.startswith(hint.path) and hint.service in ("", settings.service.name)
        if concerned and hint.status == status:
            return hint.text
    return ""


def _matches(row: ErrorClass, code: str) -> bool:
    if "*" not in row.code:
        return row.code == code
    return row.code.strip("*").lower() in code.lower()


def pick(content: Any, where: str, facts: Any = None) -> Any:
    """What an expression of the module file finds in an answer, or None; ``facts`` are what it calls ``$Response``."""
    if where.startswith(_FACTS):
        content, where = facts, where.removeprefix(_FACTS)
    if not where.replace(".", "").replace("_", "").isalnum():
        return _searcher(where)(content)
    for name in where.split("."):
        content = member(content, name)
    return content


@lru_cache(maxsize=64)
def _searcher(expression: str) -> Callable[[Any], Any]:
    from ..helpfile.jmespath_search import searcher

    return searcher(expression)


def standard_reason(status: int) -> str:
    """The phrase that .NET has for a status (HttpStatusDescription), ``""`` for an unknown one."""
    from http import HTTPStatus

    if status in _NET_REASONS:
        return _NET_REASONS[status]
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def local_error(
    message: str, command: str, *, exception: str = "System.ArgumentException", hint: str = ""
) -> LocalError:
    """An error that is found before anything is sent; the command writes it itself."""
    record = ErrorRecord(exception, message, exception=exception, command=command, activity="Write-Error", hint=hint)
    return LocalError(record)


def refused_header(settings: Settings, message: str) -> LocalError:
    """A header that cannot be sent; reported by the request, as PowerShell's is."""
    return LocalError(_http_record(settings, message))


def transport_error(settings: Settings, message: str, *, hint: str = "", stream: bool = False) -> TransportError:
    """The connection failed or broke; ``message`` says how."""
    return TransportError(_http_record(settings, settings.masker.text(message), hint=hint, stream=stream))


def unreachable_hint(settings: Settings) -> str:
    """Where the address may have come from that nobody answers at; itself it may hold a secret."""
    source = settings.provider.sources["base"]
    places = [f"-{source.parameter}"] if source.parameter else []
    places += [f"the variable {source.variable}"] if source.variable else []
    return f"Nobody answers at that address; look at {' and '.join(places)}." if places else ""


def timeout_error(settings: Settings, seconds: float, *, stream: bool = False) -> RequestTimeoutError:
    """The time limit of one request, of a whole list, or of a stream was reached."""
    table = settings.provider.errors
    shown = f"{seconds:g}"
    record = ErrorRecord(
        "ConnectionTimeoutReached",
        f"The request was canceled due to the configured HttpClient.Timeout of {shown} seconds elapsing.",
        category="OperationTimeout",
        exception="System.Threading.Tasks.TaskCanceledException",
        command=_reporter(settings, stream),
    )
    own = ErrorRecord(
        f"{table.prefix}TimeoutException",
        str(DeadlinePassed()),
        category="OperationTimeout",
        exception="System.TimeoutException",
        command=_reporter(settings, stream) if stream else table.commands.get("timeout") or settings.command,
    )
    return RequestTimeoutError(own if stream else record, own)


def answer_error(
    settings: Settings, message: str, *, exception: str = "System.ArgumentException", hint: str = ""
) -> AnswerError:
    """An answer that cannot be used; the command writes the error itself."""
    record = ErrorRecord(
        exception,
        settings.masker.text(message),
        exception=exception,
        command=settings.command,
        activity="Write-Error",
        hint=hint,
    )
    return AnswerError(record)


def empty_answer(settings: Settings) -> RequestError:
    """The error for an answer without content where an object was promised."""
    return unexpected_answer(settings, "The service's answer is empty.")


def unexpected_answer(settings: Settings, message: str, *, hint: str = "") -> AnswerError:
    """An answer that came whole and is not of the kind that was asked for."""
    return answer_error(settings, message, exception="System.InvalidOperationException", hint=hint)


def binary_error(settings: Settings, text: str) -> AnswerError:
    """A text came where bytes were promised: PowerShell's failed cast to an array of bytes."""
    text = settings.masker.text(text)
    shown = text if len(text) <= 200 else text[:200] + "…"
    message = (
        f'Cannot convert value "{shown}" to type "System.Byte[]". Error: "Cannot convert value "{shown}" to type '
        f'"System.Byte". Error: "The input string \'{shown}\' was not in a correct format.""'
    )
    record = ErrorRecord("InvalidCastExceptionScalarToArray", message, category="InvalidArgument")
    return AnswerError(record)


def _http_record(settings: Settings, message: str, *, hint: str = "", stream: bool = False) -> ErrorRecord:
    table = settings.provider.errors
    return ErrorRecord(
        f"{table.prefix}{HTTP_EXCEPTION.rpartition('.')[2]}",
        message,
        category="InvalidOperation",
        exception=HTTP_EXCEPTION,
        command=_reporter(settings, stream),
        details=message,
        hint=hint,
    )
