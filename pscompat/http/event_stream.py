"""An answer that is a stream of events: read as it arrives, no further than its end, and told when it is broken."""

from __future__ import annotations

from .body import parse_json
from .events import Event, EventTooLarge, read_events
from .request_errors import (
    RequestError,
    answer_error,
    pick,
    standard_reason,
    status_error,
    transport_error,
    unexpected_answer,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import Any

    from .answer import Answer
    from .settings import Report, Settings

_LONGEST_ERROR = 1024 * 1024
_ERROR = "error"
"""The name, or type, of an event in which a service reports that it failed."""


class StreamEvent:
    """An event of a stream: its ``data`` as text, and as the JSON that it is."""

    __slots__ = ("_refused", "_value", "data")

    def __init__(self, data: str, value: Any, refused: RequestError | None) -> None:
        self.data = data
        self._value = value
        self._refused = refused

    @property
    def is_json(self) -> bool:
        """Whether the data can be read."""
        return self._refused is None

    def value(self) -> Any:
        """The data as PowerShell's objects. Raises AnswerError where it is no JSON."""
        if self._refused is not None:
            raise self._refused
        return self._value


def read_stream(
    answer: Answer,
    pieces: Generator[bytes, None, None],
    path: str,
    settings: Settings,
    report: Report,
    complete: Callable[[Any], bool] | None,
) -> Generator[StreamEvent, None, None]:
    """The events of an answer, up to the one that only marks the end; ``pieces`` is its body.

    ``complete`` is as ``Client.stream`` has it. The connection is closed when the reader goes.
    """
    end = settings.provider.events.end
    found = ended = False
    try:
        if "json" in answer.media_type:
            raise _no_stream(answer, _beginning(pieces), path, settings)
        for event in read_events(pieces):
            found = True
            _tell(event, settings, report)
            if end and event.data.strip() == end:
                report.verbose("End of stream signal received.")
                return
            read = _read(event, settings)
            if not event.whole and not read.is_json:
                raise _cut(settings)
            if event.name == _ERROR or (read.is_json and _is_error(read.value(), settings)):
                raise _reported(read, answer.status, path, settings)
            ended = complete is None or ended or (read.is_json and complete(read.value()))
            yield read
    except EventTooLarge:
        raise unexpected_answer(settings, "An event of the service's stream is too large.") from None
    finally:
        pieces.close()
    if not found and not answer.is_stream:
        raise _no_stream(answer, b"", path, settings)
    if not (found and ended):
        raise _cut(settings)
    report.verbose("End of data received.")


def _tell(event: Event, settings: Settings, report: Report) -> None:
    if event.name != "message":
        report.verbose(settings.masker.text(f"event: {event.name}"))
    if settings.debugging:
        report.debug(settings.masker.dump(f"API response body:\ndata: {event.data}"))


def _read(event: Event, settings: Settings) -> StreamEvent:
    try:
        return StreamEvent(event.data, parse_json(event.data), None)
    except ValueError as error:
        refused = answer_error(settings, f"Conversion from JSON failed with error: {error}")
        return StreamEvent(event.data, None, refused)


def _is_error(value: Any, settings: Settings) -> bool:
    return isinstance(value, dict) and (
        value.get("type") == _ERROR or bool(pick(value, settings.provider.events.error))
    )


def _reported(event: StreamEvent, status: int, path: str, settings: Settings) -> RequestError:
    """The error that an event tells of, in the form of an error answer.

    A status of its own, which gateways put in place of a code, counts for it; the stream itself began with 200.
    """
    value = event.value() if event.is_json else None
    found = pick(value, settings.provider.events.error) or value
    if isinstance(found, dict):
        for name in ("status", "code"):
            number = found.get(name)
            if isinstance(number, int) and 400 <= number <= 599:
                status = int(number)
    text = found if isinstance(found, str) else event.data
    forms = (value, found, {_ERROR: found}, {_ERROR: {"message": text}}, {"message": text})
    places = settings.provider.errors.fields["text"]
    content = next((each for each in forms if any(isinstance(pick(each, place), str) for place in places)), None)
    error = status_error(settings, status, standard_reason(status), path, content, stream=True)
    error.record.hint = error.record.hint or "The service reported this in its stream; what came before it is written."
    return error


def _beginning(pieces: Iterator[bytes]) -> bytes:
    """As much of a body as an error may have."""
    content = b""
    for piece in pieces:
        content += piece
        if len(content) > _LONGEST_ERROR:
            break
    return content


def check_plain(answer: Answer, content: bytes, path: str, settings: Settings) -> None:
    """Raise the error that an answer in place of a stream tells of, if it does."""
    text = content.decode("utf-8-sig", "replace")
    try:
        value = parse_json(text)
    except ValueError:
        return
    if _is_error(value, settings):
        raise _reported(StreamEvent(text, value, None), answer.status, path, settings)


def _no_stream(answer: Answer, content: bytes, path: str, settings: Settings) -> RequestError:
    """The error for an answer in place of a stream: the one that it tells of, or that it is something else."""
    try:
        check_plain(answer, content, path, settings)
    except RequestError as error:
        return error
    kind = answer.media_type or "something else"
    message = f"The service answered with {kind} where a stream of events was asked for."
    return unexpected_answer(settings, message, hint="The service, or the model, may not stream.")


def _cut(settings: Settings) -> RequestError:
    hint = "The stream has no end; what came before is written."
    return transport_error(settings, "The response ended prematurely.", hint=hint, stream=True)
