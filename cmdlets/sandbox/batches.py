"""Batches: files of requests, which the sandbox answers itself."""

from __future__ import annotations

import json
from typing import Any

from pscompat.sandbox import Collection, Content, Exchange, Object, Refusal, Routes

from .files import add_file, need_files

ROUTES = Routes()
BATCHES = Collection("batch", "batch_", "batch")
_ENDED = ("completed", "failed", "expired", "cancelled")
_DAY = 86_400


@ROUTES("POST", "/batches")
def create(exchange: Exchange) -> Object:
    """A new batch, whose input is looked at first."""
    for name in ("input_file_id", "endpoint", "completion_window"):
        exchange.required(name)
    body = exchange.body
    need_files(exchange, [body["input_file_id"]])
    members = {
        "endpoint": body["endpoint"],
        "errors": None,
        "input_file_id": body["input_file_id"],
        "completion_window": body["completion_window"],
        "status": "validating",
        "output_file_id": None,
        "error_file_id": None,
        "in_progress_at": None,
        "expires_at": exchange.store.now() + _DAY,
        "finalizing_at": None,
        "completed_at": None,
        "failed_at": None,
        "expired_at": None,
        "cancelling_at": None,
        "cancelled_at": None,
        "request_counts": {"total": 0, "completed": 0, "failed": 0},
        "metadata": body.get("metadata") or {},
    }
    return BATCHES.new(exchange, members)


@ROUTES("GET", "/batches/{}")
def retrieve(exchange: Exchange, identifier: str) -> Object:
    """A batch as it is now; it moves on with each look."""
    batch = BATCHES.find(exchange, identifier)
    if batch["status"] in _ENDED:
        return batch
    now = exchange.store.now()
    if batch["status"] == "validating":
        _validate(exchange, batch, now)
    elif batch["status"] == "cancelling":
        batch.update(status="cancelled", cancelled_at=now)
    else:
        _finish(exchange, batch, now)
    return BATCHES.put(exchange, batch)


def _validate(exchange: Exchange, batch: Object, now: int) -> None:
    """Start the work, or fail where the input is no list of requests."""
    wrong = [number for number, line in enumerate(_lines(exchange, batch), 1) if not _is_request(line, batch)]
    total = len(_lines(exchange, batch))
    if total and not wrong:
        batch["request_counts"]["total"] = total
        batch.update(status="in_progress", in_progress_at=now)
        return
    message = "This line is not a request of the batch's endpoint."
    errors = [{"code": "invalid_request", "line": number, "message": message, "param": None} for number in wrong]
    errors = errors or [{"code": "empty_file", "line": None, "message": "The input file is empty.", "param": None}]
    batch.update(status="failed", failed_at=now, errors={"object": "list", "data": errors})


def _lines(exchange: Exchange, batch: Object) -> list[Any]:
    """The input, line by line; None for what is no JSON."""
    raw = b"".join(exchange.store.read_file(batch["input_file_id"]))
    return [_parsed(line) for line in raw.split(b"\n") if line.strip()]


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _is_request(line: Any, batch: Object) -> bool:
    return (
        isinstance(line, dict)
        and isinstance(line.get("body"), dict)
        and str(line.get("url", "")).removeprefix("/v1") == str(batch["endpoint"]).removeprefix("/v1")
    )


def _finish(exchange: Exchange, batch: Object, now: int) -> None:
    """Answer all requests and keep the answers as files."""
    good: list[bytes] = []
    bad: list[bytes] = []
    for number, line in enumerate(_lines(exchange, batch), 1):
        status, answer = _answer(exchange, line)
        result = {
            "id": f"batch_req_{number:06d}",
            "custom_id": line.get("custom_id"),
            "response": {"status_code": status, "request_id": f"req_{number:06d}", "body": answer},
            "error": None,
        }
        (good if status == 200 else bad).append(json.dumps(result).encode() + b"\n")
    for results, member, word in ((good, "output_file_id", "output"), (bad, "error_file_id", "error")):
        if results:
            name = f"{batch['id']}_{word}.jsonl"
            batch[member] = add_file(exchange, name, "batch_output", results)["id"]
    batch["request_counts"].update(completed=len(good), failed=len(bad))
    batch.update(status="completed", finalizing_at=now, completed_at=exchange.store.now())


def _answer(exchange: Exchange, line: Any) -> tuple[int, Any]:
    from . import SERVICE

    inner = Exchange(exchange.store, [], line["body"])
    try:
        result = SERVICE.answer("POST", str(line["url"]), inner)
    except Refusal as refusal:
        return refusal.status, SERVICE.error_body(refusal)
    return (200, result) if not isinstance(result, Content) else (400, None)


@ROUTES("POST", "/batches/{}/cancel")
def cancel(exchange: Exchange, identifier: str) -> Object:
    """A batch that is being cancelled; the next look finds it cancelled."""
    batch = BATCHES.find(exchange, identifier)
    if batch["status"] == "cancelling":
        return batch
    if batch["status"] in _ENDED:
        raise Refusal(409, f"Cannot cancel a batch with status '{batch['status']}'.")
    batch.update(status="cancelling", cancelling_at=exchange.store.now())
    return BATCHES.put(exchange, batch)


BATCHES.serve(ROUTES, "/batches/{}", deletable=False)
