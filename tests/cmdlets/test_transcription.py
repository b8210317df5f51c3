"""What is said in a recording: the form that is sent, the languages by their names, answers and streams."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, respond
from .face import ROOT, Face, azure, parts
from .test_streams import streamed

LINE = "Request-AudioTranscription talk.mp3"
DELTA = "transcript.text.delta"
DONE = {"type": "transcript.text.done", "text": "Hello"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.mp3").write_bytes(b"ID3")
    Path("ann.wav").write_bytes(b"RIFF")


def follow(line: str, answer: bytes = b"") -> tuple[list[Any], Face]:
    with Loopback(answer or respond("Hello\n", content_type="text/plain")) as server:
        face = Face(server)
        return face.line(line), face


def form(options: str) -> dict[str, str]:
    """The text parts that a line sends."""
    _, face = follow(f"{LINE} {options}")
    assert face.errors == []
    return {name: value.decode() for name, (file, value) in parts(face.sent[0]).items() if file is None}


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ("", {}),
        ("-Prompt p -Temperature 0.5 -Format srt", {"prompt": "p", "temperature": "0.5", "response_format": "srt"}),
        (
            "-TimestampGranularities word -Include logprobs",
            {"timestamp_granularities[]": "word", "include[]": "logprobs"},
        ),
        ("-ChunkingStrategy auto -ChunkingStrategyThreshold 1", {"chunking_strategy": "auto"}),
        ("-Model X-Diarize", {"model": "X-Diarize", "chunking_strategy": "auto"}),
        ("-LiteralLanguage French", {"language": "French"}),
        ("-Language ''", {}),
    ],
)
def test_the_parts_of_the_form(options: str, sent: dict[str, str]) -> None:
    assert form(options) == {"model": "whisper-1", "response_format": "text", **sent}


@pytest.mark.parametrize(
    ("options", "strategy"),
    [
        ("-ChunkingStrategy Server_VAD", {"type": "server_vad"}),
        (
            "-ChunkingStrategy server_vad -ChunkingStrategyPrefixPadding 5",
            {"type": "server_vad", "prefix_padding_ms": 5},
        ),
        ("-ChunkingStrategySilenceDuration 9", {"type": "server_vad", "silence_duration_ms": 9}),
        ("-ChunkingStrategyThreshold 0.3 -Model x-diarize", {"type": "server_vad", "threshold": 0.3}),
    ],
)
def test_how_a_recording_is_cut(options: str, strategy: dict[str, Any]) -> None:
    assert json.loads(form(options)["chunking_strategy"]) == strategy


def test_lists_repeat_their_part() -> None:
    _, face = follow(f"{LINE} -TimestampGranularities word, segment -KnownSpeakerNames Ann, Bob")
    body = face.sent[0].body
    assert body.count(b'name="timestamp_granularities[]"') == body.count(b'name="known_speaker_names[]"') == 2


def test_known_speakers_are_heard() -> None:
    sound = base64.b64encode(b"RIFF").decode()
    assert form("-KnownSpeakerReferences ann.wav")["known_speaker_references[]"] == f"data:audio/wav;base64,{sound}"


def test_the_file_and_azure() -> None:
    with Loopback(respond("Hi", content_type="text/plain")) as server:
        face = Face(server)
        assert face.line(f"{LINE} -Model mine {azure(server)}") == ["Hi"]
        (sent,) = face.sent
    assert sent.target.startswith("/openai/deployments/mine/audio/transcriptions?api-version=")
    assert parts(sent)["file"] == ("talk.mp3", b"ID3")
    assert "model" not in parts(sent)


def test_files_that_are_not_there() -> None:
    _, face = follow("'none.mp3', 'talk.mp3' | Request-AudioTranscription")
    assert face.errors == [f"Cannot find path '{Path.cwd() / 'none.mp3'}' because it does not exist."]
    assert len(face.sent) == 1
    _, face = follow(f"{LINE} -KnownSpeakerReferences a.wav, ann.wav, b.wav")
    assert face.errors == ["Unable to find the specified file."] * 2
    assert set(face.ids) == {"System.IO.FileNotFoundException,Convert-FileToDataURL"}
    assert face.sent == []


# Languages


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("fr", "fr"),
        (" FRENCH ", "fr"),
        ("français", "fr"),
        ("fra", "fr"),
        ("fr-FR", "fr"),
        ("French (Canada)", "fr"),
        ("Japanese", "ja"),
        ("日本語", "ja"),
        ("Serbian (Cyrillic, Serbia)", "sr"),
        ("sr-Latn-RS", "sr"),
        ("zh-CN", "zh"),
        ("Chinese (Simplified)", "zh"),
        ("Norwegian Bokmål", "nb"),
        ("Filipino", "fil"),
        ("de-at", "de"),
        ("ga", "ga"),
        ("isiNdebele", "nd"),
        ("Klingon", "Klingon"),
        ("fr-XX", "fr-XX"),
        ("fr_FR", "fr_FR"),
    ],
)
def test_a_language_has_many_names(name: str, code: str) -> None:
    assert form(f"-Language '{name}'")["language"] == code


# Answers


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_an_answer_is_one_text(kind: str) -> None:
    text = '{"text": "Hello"}\n'
    assert follow(f"{LINE} -Format verbose_json", respond(text, content_type=kind))[0] == [text]


def test_a_stream_of_text() -> None:
    answer = streamed(
        {"type": DELTA, "delta": "Hel"}, {"type": "x", "delta": "y"}, {"type": DELTA, "delta": "lo"}, DONE
    )
    records, face = follow(f"{LINE} -Stream -Model gpt-4o-transcribe", answer)
    assert (records, face.errors, face.streams.information_records) == (["Hel", "lo"], [], [])
    assert parts(face.sent[0])["stream"] == (None, b"True")
    records, _ = follow(f"{LINE} -Stream -StreamOutputType object", answer)
    assert [record["type"] for record in records] == [DELTA, "x", DELTA, "transcript.text.done"]


def test_a_stream_without_an_end_was_cut() -> None:
    records, face = follow(f"{LINE} -Stream", streamed({"type": DELTA, "delta": "Hel"}))
    assert (records, face.errors) == (["Hel"], ["The response ended prematurely."])


@pytest.mark.parametrize("options", ["", "-StreamOutputType object"])
@pytest.mark.parametrize(("text", "kind"), [("Hello\n", "text/plain"), ('{"text":"Hello"}', "application/json")])
def test_a_model_that_answers_plainly(options: str, text: str, kind: str) -> None:
    records, face = follow(f"{LINE} -Stream {options}", respond(text, content_type=kind))
    assert (records, face.errors) == ([text], [])
    assert face.streams.warnings == ["The service's answer did not come as a stream."]


def test_an_error_in_place_of_a_stream() -> None:
    answer = respond({"error": {"message": "No", "code": "c"}})
    records, face = follow(f"{LINE} -Stream", answer)
    assert (records, face.streams.warnings) == ([], [])
    assert face.errors == ["OpenAI API returned an 200 (OK) Error: No"]


def test_the_sandbox_listens() -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "pscompat", "--sandbox", "Request-AudioTranscription", "talk.mp3", *words]
        environment = {"PATH": "", "PYTHONPATH": str(ROOT)}
        return subprocess.run(line, env=environment, capture_output=True, text=True, timeout=60, check=False)

    done = run("-Model", "gpt-4o-transcribe", "-Stream")
    assert (done.returncode, done.stderr) == (0, "")
    assert "".join(done.stdout.split("\n")) == "A recording of 3 bytes."
    done = run("-Stream")
    assert (done.returncode, done.stdout.strip()) == (0, "A recording of 3 bytes.")
    assert done.stderr == "WARNING: The service's answer did not come as a stream.\n"
    done = run("-Model", "gpt-4o-transcribe-diarize", "-Stream", "-StreamOutputType", "object")
    assert [json.loads(line)["type"] for line in done.stdout.splitlines()][-2:] == [
        "transcript.text.segment",
        "transcript.text.done",
    ]
