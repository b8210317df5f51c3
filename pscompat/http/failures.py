"""What goes wrong on the way to the wire, as the errors that commands report."""

from __future__ import annotations

from .deadline import DeadlinePassed
from .request_errors import timeout_error, transport_error, unreachable_hint
from .transport import ConnectionFailed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .settings import Settings


class Failures:
    """Turns what the transport raises inside the block into RequestErrors."""

    def __init__(self, settings: Settings, stream: bool = False) -> None:
        self._settings = settings
        self._stream = stream

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, DeadlinePassed):
            seconds = self._settings.timeout or self._settings.overall_timeout
            raise timeout_error(self._settings, seconds, stream=self._stream) from None
        if isinstance(error, ConnectionFailed):
            hint = unreachable_hint(self._settings) if error.unreachable else error.hint
            raise transport_error(self._settings, str(error), hint=hint, stream=self._stream) from None
