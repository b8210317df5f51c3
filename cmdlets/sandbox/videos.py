"""Videos: jobs that move on when they are looked at, and bytes that stand for the film."""

from __future__ import annotations

import hashlib
from typing import Any

from pscompat.sandbox import Collection, Content, Exchange, Object, Refusal, Routes

ROUTES = Routes()
VIDEOS = Collection("video", "video_", "video")
_VARIANTS = {"video": "video/mp4", "thumbnail": "image/webp", "spritesheet": "image/jpeg"}
_STEPS = {"queued": ("in_progress", 50), "in_progress": ("completed", 100)}
_DAY = 86_400


@ROUTES("POST", "/videos")
def create(exchange: Exchange) -> Object:
    """A new job, queued."""
    given: dict[str, Any] = exchange.body or {
        name: value for name, value in exchange.form.items() if isinstance(value, str)
    }
    if not given.get("prompt"):
        raise Refusal(400, "Missing required parameter: 'prompt'.", param="prompt")
    return _job(exchange, given, None)


def _job(exchange: Exchange, given: dict[str, Any], remixed: str | None) -> Object:
    members = {
        "completed_at": None,
        "expires_at": None,
        "error": None,
        "model": given.get("model") or "sora-2",
        "progress": 0,
        "prompt": given["prompt"],
        "remixed_from_video_id": remixed,
        "seconds": str(given.get("seconds") or "4"),
        "size": given.get("size") or "720x1280",
        "status": "queued",
    }
    return VIDEOS.new(exchange, members)


@ROUTES("GET", "/videos/{}")
def retrieve(exchange: Exchange, identifier: str) -> Object:
    """A job as it is now; it moves on with each look."""
    job = VIDEOS.find(exchange, identifier)
    if job["status"] not in _STEPS:
        return job
    job["status"], job["progress"] = _STEPS[job["status"]]
    if job["status"] == "completed":
        now = exchange.store.now()
        job.update(completed_at=now, expires_at=now + _DAY)
    return VIDEOS.put(exchange, job)


@ROUTES("GET", "/videos/{}/content")
@ROUTES("GET", "/videos/{}/content/{}")
def content(exchange: Exchange, identifier: str, variant: str = "") -> Content:
    """The bytes of a finished job: the film, its thumbnail or its spritesheet."""
    job = VIDEOS.find(exchange, identifier)
    if job["status"] != "completed":
        raise Refusal(404, f"Video '{identifier}' is not ready yet; its status is '{job['status']}'.")
    variant = exchange.choice("variant", variant or "video", tuple(_VARIANTS))
    # The head of an MP4 file, and bytes that depend on the prompt alone.
    head = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" if variant == "video" else b""
    body = hashlib.sha256(f"{variant} {job['prompt']}".encode("utf-8", "replace")).digest() * 32
    return Content(_VARIANTS[variant], head + body)


@ROUTES("POST", "/videos/{}/remix")
def remix(exchange: Exchange, identifier: str) -> Object:
    """A new job that starts from a finished one."""
    exchange.required("prompt")
    job = VIDEOS.find(exchange, identifier)
    given = {name: job[name] for name in ("model", "seconds", "size")}
    return _job(exchange, {**given, "prompt": exchange.body["prompt"]}, identifier)


VIDEOS.serve(ROUTES, "/videos/{}")
