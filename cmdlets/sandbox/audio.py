"""Audio: a tone of one second for any text, and a sentence for any recording."""

from __future__ import annotations

import functools
import math
import struct
from typing import Any

from pscompat.sandbox import Content, Exchange, Refusal, Routes, as_stream

from .event_streams import transcript_events

ROUTES = Routes()
_RATE = 24_000
_PITCH = 440
_LOUDNESS = 8000
_FORMATS = ("mp3", "opus", "aac", "flac", "wav", "pcm")
_TEXT_FORMATS = ("json", "text", "srt", "verbose_json", "vtt", "diarized_json")


@ROUTES("POST", "/audio/speech")
def speech(exchange: Exchange) -> Content:
    """A tone of one second: WAV, whichever format is asked for, or raw samples."""
    exchange.required("input")
    form = exchange.body.get("response_format") or "mp3"
    if form not in _FORMATS:
        raise Refusal(400, f"Invalid 'response_format': {form!r}.", param="response_format")
    return Content("audio/pcm", samples()) if form == "pcm" else Content("audio/wav", wave())


@functools.cache
def samples() -> bytes:
    """One second of a tone, 16 bits a sample."""
    step = 2 * math.pi * _PITCH / _RATE
    return struct.pack(f"<{_RATE}h", *(round(_LOUDNESS * math.sin(step * number)) for number in range(_RATE)))


def wave() -> bytes:
    """The tone as a WAV file."""
    data = samples()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, _RATE, _RATE * 2, 2, 16)
    return b"".join(
        (b"RIFF", struct.pack("<I", 36 + len(data)), b"WAVE", form, b"data", struct.pack("<I", len(data)), data)
    )


@ROUTES("POST", "/audio/transcriptions")
def transcribe(exchange: Exchange) -> Any:
    """As ``listen``, maybe as a stream; whisper-1 has none, and answers plainly, as the service does."""
    model = str(exchange.form.get("model") or "whisper-1")
    if str(exchange.form.get("stream")).lower() != "true" or model == "whisper-1":
        return listen(exchange)
    return as_stream(transcript_events(_sentence(exchange), speakers="diarize" in model))


def _sentence(exchange: Exchange) -> str:
    return f"A recording of {exchange.file('file').size} bytes."


@ROUTES("POST", "/audio/translations")
def listen(exchange: Exchange) -> Any:
    """A sentence about the recording, in the format that is asked for."""
    text = _sentence(exchange)
    form = exchange.form.get("response_format") or "json"
    if form not in _TEXT_FORMATS:
        raise Refusal(400, f"Invalid 'response_format': {form!r}.", param="response_format")
    if form == "text":
        return Content("text/plain; charset=utf-8", f"{text}\n".encode())
    if form == "srt":
        return Content("text/plain; charset=utf-8", f"1\n00:00:00,000 --> 00:00:01,000\n{text}\n\n".encode())
    if form == "vtt":
        return Content("text/plain; charset=utf-8", f"WEBVTT\n\n00:00.000 --> 00:01.000\n{text}\n".encode())
    if form == "verbose_json":
        part = {"id": 0, "start": 0.0, "end": 1.0, "text": text}
        return {"task": "transcribe", "language": "english", "duration": 1.0, "text": text, "segments": [part]}
    if form == "diarized_json":
        part = {
            "id": "seg_001",
            "type": "transcript.text.segment",
            "speaker": "A",
            "start": 0.0,
            "end": 1.0,
            "text": text,
        }
        return {"task": "transcribe", "duration": 1.0, "text": text, "segments": [part]}
    return {"text": text}
