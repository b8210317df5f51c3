"""The rules of the fuzz, each on a run that breaks it; what the generators make; how a failure is told."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from . import __main__ as fuzz
from .cases import Growth, Line, accepted, always, refused, secrets, silent, unchanged
from .process import CANARY, PARTS, Outcome, Place
from .process import run as run_forked


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [
        (Outcome(0, "{}", ""), ""),
        (Outcome(2, "", "A: b.\nHint.\n"), ""),
        (Outcome(2, "", "pscompat: a\nAt line 1, column 1 (X):\na\n^\n"), ""),
        (Outcome(1, "", "Traceback (most recent call last):\n"), "says"),
        (Outcome(1, "", "pscompat: this is a defect of pscompat (ValueError)."), "says"),
        (Outcome(-9, "", ""), "ended with -9"),
        (Outcome(70, "", ""), "ended with 70"),
        (Outcome(2, "", "x\n", ["GET /"]), "but sent"),
        (Outcome(2, "", ""), "without a word"),
        (Outcome(2, "", "a\nb\nc\n"), "3 lines"),
        (Outcome(2, "", "write -All:$false\n"), "without quotes"),
        (Outcome(2, "", "write '-All:$false'\n"), ""),
    ],
)
def test_rules_for_every_run(outcome: Outcome, fault: str) -> None:
    found = always(outcome)
    assert bool(found) == bool(fault)
    assert fault in "".join(found)


@pytest.mark.parametrize(
    ("records", "out", "err", "found"),
    [
        (True, CANARY, "", 0),
        (False, CANARY, "", 3),
        (True, "", f"x {CANARY}", 3),
        (True, "", "sk-Kq7*****Zq", 2),
        (True, "", "", 0),
    ],
)
def test_secrets_are_shown_in_records_only(records: bool, out: str, err: str, found: int) -> None:
    assert len(secrets(Outcome(0, out, err), PARTS, records)) == found


def test_rules_for_some_runs() -> None:
    changing = Outcome(0, "", "", ["GET /a", "DELETE /a"])
    assert refused(changing) and unchanged(changing) and silent(changing) and not accepted(changing)
    reading = Outcome(2, "", "x", ["GET /a"])
    assert refused(reading) and not unchanged(reading) and silent(reading) and accepted(reading)
    assert not refused(Outcome(2, "", "x"))


@pytest.mark.parametrize("name", list(fuzz.GENERATORS))
def test_a_number_makes_the_same_input_each_time(name: str) -> None:
    made = [[fuzz.GENERATORS[name](Random(f"{name} {seed}")).shown() for seed in range(40)] for _ in range(2)]
    assert made[0] == made[1]
    assert len(set(made[0])) > 10


def test_a_run_has_its_own_process_streams_and_limits(tmp_path: Path) -> None:
    place = Place(tmp_path)
    try:
        line = Line(["-c", "$input | Select-Object id"], b'{"id":1,"b":2}\n')
        assert line.run(place).out == '{"id":1}\n'
        assert Line(["Get-Thread", "t"]).run(place).sent[0] == "GET /ok/v1/threads/t"
        assert Line(["Remove-Thread", "t"]).run(place).changes == ["DELETE /ok/v1/threads/t"]
        assert "\x1b" not in Line(["-c", "'\x1b'"], terminal=True).run(place).out

        def endless() -> int:
            while True:
                pass

        assert run_forked(place, endless).code < 0
        assert "ZeroDivisionError" in run_forked(place, lambda: 1 // 0).err

        def slow(size: int) -> Line:
            words = ["-c", "'" + "x" * size + "' | Out-Null"]
            return Line(words, prepare=lambda place, folder: None)

        assert Growth("texts", 100, slow).faults(place) == []
    finally:
        place.close()


def test_a_failure_is_one_line_that_can_be_run_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def generate(random: Random) -> Line:
        number = random.randrange(10**6)
        return Line(["-c", f"'\u202e{number}'"], rules=[lambda outcome: f"wrote {outcome.out.strip()[-7:]}"])

    monkeypatch.setitem(fuzz.GENERATORS, "lines", generate)
    monkeypatch.setattr(fuzz, "load_everything", lambda: None)
    assert fuzz.main(["lines", "--count", "3", "--seed", "5"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == [f"lines --seed {seed}" for seed in (5, 6, 7)]
    assert lines[0].startswith("lines --seed 5: -c ''\"'\"'\\u202e") and " | wrote " in lines[0]
    assert lines[3:] == ["lines: 3 inputs from seed 5, 3 failed", "3 inputs failed"]
    assert fuzz.main(["lines", "--count", "1", "--seed", "6"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == lines[1]
    monkeypatch.setitem(fuzz.GENERATORS, "lines", lambda random: Line(["--version"]))
    assert fuzz.main(["lines", "--count", "2"]) == 0
