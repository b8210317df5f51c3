"""Uploaded files and their content."""

from __future__ import annotations

from collections.abc import Iterable

from pscompat.sandbox import Collection, Content, Exchange, Object, Refusal, Routes

ROUTES = Routes()
FILES = Collection("file", "file-", "file", deleted="file")
_MOST = 10_000
_PURPOSES = ("assistants", "batch", "fine-tune", "vision", "user_data", "evals")


@ROUTES("POST", "/files")
def upload(exchange: Exchange) -> Object:
    """A new file from a form."""
    purpose = exchange.form.get("purpose")
    if purpose not in _PURPOSES:
        raise Refusal(400, f"Invalid value for 'purpose': {purpose!r}.", param="purpose")
    file = exchange.file("file")
    expires = None
    seconds = exchange.form.get("expires_after[seconds]")
    if seconds is not None:
        if not isinstance(seconds, str) or not seconds.isdecimal():
            raise Refusal(400, "Invalid 'expires_after[seconds]'.", param="expires_after[seconds]")
        expires = exchange.store.now() + int(seconds[:12])
    return add_file(exchange, file.name, str(purpose), file.pieces(), expires)


def add_file(
    exchange: Exchange, name: str, purpose: str, pieces: Iterable[bytes], expires_at: int | None = None
) -> Object:
    """Keep a file; its description."""
    identifier = exchange.store.new_id(FILES.prefix)
    size = exchange.store.write_file(identifier, iter(pieces))
    members = {
        "id": identifier,
        "bytes": size,
        "expires_at": expires_at,
        "filename": name,
        "purpose": purpose,
        "status": "processed",
        "status_details": None,
    }
    return FILES.new(exchange, members)


@ROUTES("GET", "/files")
def listing(exchange: Exchange) -> Object:
    """The files, or those of one purpose."""
    purpose = exchange.query.get("purpose")
    return FILES.listing(exchange, limit=_MOST, most=_MOST, only=lambda file: not purpose or file["purpose"] == purpose)


@ROUTES("GET", "/files/{}/content")
def content(exchange: Exchange, identifier: str) -> Content:
    """A file's bytes."""
    file = FILES.find(exchange, identifier)
    return Content("application/octet-stream", exchange.store.read_file(identifier), file["bytes"])


@ROUTES("DELETE", "/files/{}")
def delete(exchange: Exchange, identifier: str) -> Object:
    """Remove a file."""
    answer = FILES.delete(exchange, identifier)
    exchange.store.remove_file(identifier)
    return answer


def need_files(exchange: Exchange, identifiers: Iterable[object]) -> list[Object]:
    """The files of those ids. Raises Refusal (404)."""
    return [FILES.find(exchange, str(identifier)) for identifier in identifiers]


FILES.serve(ROUTES, "/files/{}", listed=False, deletable=False)
