"""Progress of long work on a terminal: pages, records, up- and downloads; gone at the end."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.http.meter import Meter, size_text
from pscompat.views.cells import without_sequences
from pscompat.views.progress_bar import progress_bar
from pscompat.views.wrapping import text_width

from ..http.loopback import Loopback, respond
from .processes import on_terminal, run

RUN = {"id": "run_1", "object": "thread.run", "created_at": 1699075072, "status": "completed"}


def _slow(pieces: list[bytes], pause: float) -> Any:
    def answer(request: Any, connection: Any) -> bool:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        return True

    return answer


@pytest.mark.parametrize("redirected", ["", " 3> $null"])
def test_pages_are_counted(redirected: str) -> None:
    def page(number: int) -> Any:
        more = number < 4
        return _slow([respond({"data": [RUN] * 3, "has_more": more, "last_id": f"run_{number}"})], 0.4 * more)

    with Loopback(*map(page, range(1, 5))) as server:
        code, shown = on_terminal(
            *("--color", "never", "-c", f"$all = Get-ThreadRun thread_1 -All{redirected}; 'found ' + $all.Count"),
            server=server,
        )
        assert code == 0 and "found 12" in shown
        assert "Get-ThreadRun [" in shown and " records" in shown
        assert shown.rstrip().endswith("found 12")
        quiet = on_terminal("--color", "never", "-c", "$ProgressPreference = 'Ignore'; 1", server=server)[1]
        assert "[" not in quiet


def test_a_download_tells_how_much_has_come(tmp_path: Path) -> None:
    body = b"x" * 4096
    head = b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 16384\r\n\r\n"
    target = tmp_path / "speech.mp3"
    with Loopback(_slow([head + body, body, body, body], 0.35)) as server:
        words = ("--color", "never", "Request-AudioSpeech", "Hello", "-Model", "m", "-Voice", "alloy")
        code, shown = on_terminal(*words, "-OutFile", str(target), server=server)
    assert code == 0 and target.stat().st_size == 16384
    assert "Request-AudioSpeech [12.0 KiB of 16.0 KiB 75 %" in shown
    assert shown.endswith("\r\x1b[K")


def test_nothing_is_told_where_nobody_looks(tmp_path: Path) -> None:
    body = b"x" * 4096
    head = b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\nContent-Length: 8192\r\n\r\n"
    with Loopback(_slow([head + body, body], 0.6)) as server:
        words = ("Request-AudioSpeech", "Hello", "-Model", "m", "-Voice", "alloy", "-OutFile", str(tmp_path / "a"))
        assert run(*words, server=server).all == (0, "", "")


def test_a_terminal_without_room_gets_no_bar() -> None:
    line = "1..3 | % { Write-Progress 'Work' -PercentComplete ($_ * 20); Start-Sleep -Milliseconds 250 }; 'done'"
    assert on_terminal("-c", line, columns=10) == (0, "done\n")
    assert "[" in on_terminal("-c", line, columns=11)[1]


def test_ctrl_c_takes_the_bar_away() -> None:
    line = "Write-Progress 'Work' -PercentComplete 5; Start-Sleep 60"
    code, shown = on_terminal("--color", "never", "-c", line, answers=[("]", "\x03")], columns=40)
    assert code == 130 and "Work [" in shown
    assert "\r\x1b[K" in shown.partition("]")[2]  # the terminal's own echo comes before it or after


@pytest.mark.parametrize(
    ("percent", "shown"),
    [
        (50, "\x1b[33;1mWork [\x1b[7mhalf done   \x1b[27m            ]\x1b[0m"),
        (0, "\x1b[33;1mWork [\x1b[7m\x1b[27mhalf done               ]\x1b[0m"),
        (-1, "\x1b[33;1mWork [\x1b[7mhalf done               \x1b[27m]\x1b[0m"),
    ],
)
def test_the_bar_is_powershell_s_minimal_one(percent: int, shown: str) -> None:
    assert progress_bar("Work", "half done", percent, 32, coloured=True) == shown


def test_without_colours_the_percentage_is_told() -> None:
    assert progress_bar("Work", "half done", 50, 32, coloured=False) == "Work [half done 50 %          ]"


@given(st.text(max_size=200), st.text(max_size=200), st.integers(-1, 100), st.integers(1, 300), st.booleans())
def test_the_bar_fits_on_one_line(activity: str, status: str, percent: int, columns: int, coloured: bool) -> None:
    activity, status = (text.replace("\x1b", "") for text in (activity, status))
    line = progress_bar(activity, status, percent, columns, coloured=coloured)
    assert text_width(without_sequences(line)) <= max(min(columns, 120), 5)


def test_a_meter_tells_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    told: list[int | None] = []
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    meter = Meter(told.append)
    for _ in meter.counted(range(100)):
        clock[0] += 0.01
    assert told == [51, 71, 91, None]


def test_sizes_are_for_people() -> None:
    assert [size_text(count) for count in (0, 1023, 1024, 3_355_443)] == ["0 B", "1023 B", "1.0 KiB", "3.2 MiB"]
