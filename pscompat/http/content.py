"""Bodies: what a value becomes by its media type, and the type that goes with it."""

from __future__ import annotations

from ..dotnet.strings import to_string
from ..dotnet.texts import utf8
from .body import json_bytes
from .multipart import FileBody, FilePart, Multipart, Upload, mime_type
from .request_errors import local_error
from .urls import UrlError, encoded_pairs, query_pairs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .settings import Settings

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
_BYTES = "application/octet-stream"


class Content:
    """A body as it is sent, and its media type."""

    __slots__ = ("body", "type")

    def __init__(self, body: bytes | Upload, media_type: str) -> None:
        self.body = body
        self.type = media_type

    @classmethod
    def of_parts(cls, fields: list[tuple[str, object]], settings: Settings) -> Content:
        """A form in parts. Raises LocalError for a file that cannot be sent."""
        form = Multipart(fields, settings)
        return cls(form, form.content_type)

    @classmethod
    def of_form(cls, fields: list[tuple[str, object]], settings: Settings) -> Content:
        """A form as one text. Raises LocalError for an object where none is taken."""
        try:
            pairs = query_pairs(fields, settings.provider.requests)
        except UrlError as error:
            raise local_error(str(error).replace("of the query", "of the form"), settings.command) from None
        return cls(encoded_pairs(pairs, "form").encode(), FORM)


def body_of(value: object, stated: str, settings: Settings, merge: Callable[[object], object]) -> Content:
    """The body that a value is sent as; ``stated`` is the Content-Type that the request names, empty for none.

    ``merge`` adds the user's members to an object. Raises LocalError for a value that the type cannot hold.
    """
    media = stated.partition(";")[0].strip().lower()
    if isinstance(value, FilePart):
        return Content(FileBody(value, settings), stated or mime_type(value.name, settings))
    if isinstance(value, bytes) and not is_json(media):
        return Content(value, stated or _BYTES)
    if not media or is_json(media):
        return Content(json_bytes(merge(value)), stated or JSON)
    if media == FORM:
        fields = merge(value)
        if not isinstance(fields, dict):
            raise _refused(value, media, settings)
        return Content.of_form([(to_string(name), item) for name, item in fields.items()], settings)
    if isinstance(value, (dict, list)) or value is None:
        raise _refused(value, media, settings)
    return Content(utf8(to_string(value)), stated)


def is_json(media: str) -> bool:
    """Whether what is sent under a media type is JSON: a JSON Patch and a merge patch are."""
    return media == JSON or media.endswith("+json")


def _refused(value: object, media: str, settings: Settings) -> Exception:
    kinds: dict[type, str] = {dict: "an object", list: "a list", type(None): "nothing"}
    what = next((name for kind, name in kinds.items() if isinstance(value, kind)), "a text")
    return local_error(f"The body is {what}, which cannot be sent as {media}.", settings.command)
