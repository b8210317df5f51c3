"""Vector stores, the files in them, and batches of files that are put into them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pscompat.sandbox import Collection, Exchange, Object, Refusal, Routes

from .files import need_files

ROUTES = Routes()
STORES = Collection("vector_store", "vs_", "vector store")
FILES = Collection("vector_store.file", "file-", "file", parent=STORES)
BATCHES = Collection("vector_store.file_batch", "vsfb_", "file batch", parent=STORES)

_CHUNKS = {"type": "static", "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400}}
_FILTERS = ("in_progress", "completed", "failed", "cancelled")
_DAY = 86_400


@ROUTES("POST", "/vector_stores")
def create(exchange: Exchange) -> Object:
    """A new vector store, with the files that the request names."""
    body = exchange.body
    identifiers = body.get("file_ids") or []
    need_files(exchange, identifiers)
    members = {
        "name": body.get("name"),
        "description": body.get("description"),
        "usage_bytes": 0,
        "file_counts": _counts([]),
        "status": "completed",
        "expires_after": body.get("expires_after"),
        "expires_at": None,
        "last_active_at": exchange.store.now(),
        "metadata": body.get("metadata") or {},
    }
    store = STORES.new(exchange, members)
    for identifier in identifiers:
        _put_in(exchange, store["id"], {"file_id": identifier, "chunking_strategy": body.get("chunking_strategy")})
    return _refresh(exchange, store["id"])


@ROUTES("GET", "/vector_stores/{}")
def retrieve(exchange: Exchange, store: str) -> Object:
    """A vector store; its files are worked on each time it is looked at."""
    STORES.find(exchange, store)
    _work(exchange, store, lambda file: True)
    return _refresh(exchange, store)


@ROUTES("POST", "/vector_stores/{}")
def update(exchange: Exchange, store: str) -> Object:
    """Change a vector store's name, expiry and metadata."""
    STORES.change(exchange, store, names=("name", "expires_after", "metadata"))
    return _refresh(exchange, store)


def _refresh(exchange: Exchange, identifier: str) -> Object:
    """Count a store's files anew and say until when it is kept."""
    store = STORES.find(exchange, identifier)
    files = exchange.store.all(FILES.kind, identifier)
    counts = _counts(files)
    days = (store["expires_after"] or {}).get("days")
    store.update(
        file_counts=counts,
        usage_bytes=sum(file["usage_bytes"] for file in files),
        status="in_progress" if counts["in_progress"] else "completed",
        expires_at=store["last_active_at"] + days * _DAY if isinstance(days, int) else None,
    )
    return STORES.put(exchange, store)


def _counts(files: list[Object]) -> dict[str, int]:
    counts = {status: sum(file["status"] == status for file in files) for status in _FILTERS}
    return {**counts, "total": len(files)}


def _put_in(exchange: Exchange, store: str, entry: dict[str, Any], batch: str = "") -> Object:
    """Put a file into a store, where it is worked on; one that is there already is worked on again."""
    identifier = str(entry["file_id"])
    need_files(exchange, [identifier])
    if exchange.store.get(FILES.kind, store, identifier):
        exchange.store.remove(FILES.kind, store, identifier)
    strategy = entry.get("chunking_strategy") or {}
    members = {
        "id": identifier,
        "usage_bytes": 0,
        "vector_store_id": store,
        "status": "in_progress",
        "last_error": None,
        "chunking_strategy": strategy if strategy.get("type") == "static" else _CHUNKS,
        "attributes": entry.get("attributes") or {},
    }
    return FILES.new(exchange, members, store, hidden={"batch": batch})


def _work(exchange: Exchange, store: str, only: Callable[[Object], bool]) -> None:
    """Finish the work on those files that are in progress."""
    for file in exchange.store.all(FILES.kind, store):
        if file["status"] == "in_progress" and only(file):
            known = exchange.store.get("file", "", file["id"])
            file.update(status="completed", usage_bytes=known["bytes"] if known else 0)
            FILES.put(exchange, file, store)


@ROUTES("POST", "/vector_stores/{}/files")
def add_file(exchange: Exchange, store: str) -> Object:
    """Put a file into a store."""
    exchange.required("file_id")
    file = _put_in(exchange, store, exchange.body)
    _refresh(exchange, store)
    return file


@ROUTES("GET", "/vector_stores/{}/files")
def list_files(exchange: Exchange, store: str) -> Object:
    """The files in a store, or those of one status."""
    return _listing(exchange, store, lambda file: True)


@ROUTES("GET", "/vector_stores/{}/files/{}")
def retrieve_file(exchange: Exchange, store: str, file: str) -> Object:
    """A file in a store; the work on it is finished when it is looked at."""
    FILES.find(exchange, file, store)
    _work(exchange, store, lambda found: found["id"] == file)
    _refresh(exchange, store)
    return FILES.find(exchange, file, store)


@ROUTES("POST", "/vector_stores/{}/files/{}")
def update_file(exchange: Exchange, store: str, file: str) -> Object:
    """Change the attributes of a file in a store."""
    return FILES.change(exchange, file, store, names=("attributes",))


@ROUTES("GET", "/vector_stores/{}/files/{}/content")
def file_content(exchange: Exchange, store: str, file: str) -> Object:
    """What a file in a store says."""
    FILES.find(exchange, file, store)
    text = b"".join(exchange.store.read_file(file)).decode("utf-8", "replace")
    return {"object": "vector_store.file_content.page", "data": [{"type": "text", "text": text}], "has_more": False}


@ROUTES("DELETE", "/vector_stores/{}/files/{}")
def delete_file(exchange: Exchange, store: str, file: str) -> Object:
    """Take a file out of a store."""
    answer = FILES.delete(exchange, file, store)
    _refresh(exchange, store)
    return answer


@ROUTES("POST", "/vector_stores/{}/file_batches")
def create_batch(exchange: Exchange, store: str) -> Object:
    """Put many files into a store."""
    body = exchange.body
    common = {name: body.get(name) for name in ("attributes", "chunking_strategy")}
    entries = [{**common, "file_id": identifier} for identifier in body.get("file_ids") or ()]
    entries += [{**common, **file} for file in body.get("files") or () if isinstance(file, dict) and "file_id" in file]
    if not entries:
        raise Refusal(400, "One of 'file_ids' and 'files' must be provided.", param="file_ids")
    members = {"vector_store_id": store, "status": "in_progress", "file_counts": _counts([])}
    batch = BATCHES.new(exchange, members, store)
    for entry in entries:
        _put_in(exchange, store, entry, batch["id"])
    _refresh(exchange, store)
    return _refresh_batch(exchange, store, batch["id"])


def _files_of(exchange: Exchange, store: str, batch: str) -> list[Object]:
    files = exchange.store.all(FILES.kind, store)
    return [file for file in files if exchange.store.hidden(FILES.kind, store, file["id"]).get("batch") == batch]


def _refresh_batch(exchange: Exchange, store: str, identifier: str) -> Object:
    """Count a batch's files anew; a batch without unfinished files is completed."""
    batch = BATCHES.find(exchange, identifier, store)
    counts = _counts(_files_of(exchange, store, identifier))
    if batch["status"] == "in_progress" and not counts["in_progress"]:
        batch["status"] = "completed"
    batch["file_counts"] = counts
    return BATCHES.put(exchange, batch, store)


@ROUTES("GET", "/vector_stores/{}/file_batches/{}")
def retrieve_batch(exchange: Exchange, store: str, batch: str) -> Object:
    """A batch as it is now; one file of it is finished with each look."""
    BATCHES.find(exchange, batch, store)
    waiting = [file["id"] for file in _files_of(exchange, store, batch) if file["status"] == "in_progress"]
    _work(exchange, store, lambda file: file["id"] in waiting[:1])
    _refresh(exchange, store)
    return _refresh_batch(exchange, store, batch)


@ROUTES("POST", "/vector_stores/{}/file_batches/{}/cancel")
def cancel_batch(exchange: Exchange, store: str, identifier: str) -> Object:
    """Stop a batch; the files that are not finished are cancelled."""
    batch = _refresh_batch(exchange, store, identifier)
    if batch["status"] != "in_progress":
        raise Refusal(400, f"Cannot cancel a file batch with status '{batch['status']}'.")
    for file in _files_of(exchange, store, identifier):
        if file["status"] == "in_progress":
            FILES.put(exchange, {**file, "status": "cancelled"}, store)
    BATCHES.put(exchange, {**batch, "status": "cancelled"}, store)
    _refresh(exchange, store)
    return _refresh_batch(exchange, store, identifier)


@ROUTES("GET", "/vector_stores/{}/file_batches/{}/files")
def list_batch_files(exchange: Exchange, store: str, batch: str) -> Object:
    """The files of a batch, or those of one status."""
    BATCHES.find(exchange, batch, store)
    identifiers = {file["id"] for file in _files_of(exchange, store, batch)}
    return _listing(exchange, store, lambda file: file["id"] in identifiers)


def _listing(exchange: Exchange, store: str, only: Callable[[Object], bool]) -> Object:
    status = exchange.choice("filter", "", ("", *_FILTERS))
    return FILES.listing(exchange, store, only=lambda file: only(file) and status in ("", file["status"]))


STORES.serve(ROUTES, "/vector_stores/{}")
