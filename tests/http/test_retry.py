"""Delays between attempts."""

from __future__ import annotations

import random
import time
from email.utils import formatdate
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.http.provider import Retries, Statuses
from pscompat.http.retry import PacedTransport, retry_delay

RULES = Retries({"delay_header": "Retry-After-Ms"})
LONGEST = 129_000


@pytest.mark.parametrize(
    ("headers", "delay"),
    [
        ({"retry-after-ms": "5"}, 5),
        ({"retry-after-ms": "1"}, 1),
        ({"retry-after-ms": " ", "retry-after": "60"}, 60_000),
        ({"retry-after-ms": "60000"}, 60000),
        ({"retry-after": "2"}, 2000),
        ({"retry-after-ms": "7", "retry-after": "2"}, 7),
        ({"retry-after": "1.5"}, 2000),
        ({"retry-after": " 2 "}, 2000),
        ({"retry-after-ms": " 4.5 "}, 4),
        ({"retry-after": "1e1"}, 10_000),
    ],
)
def test_delay_that_is_named(headers: dict[str, str], delay: int) -> None:
    assert retry_delay(headers, 0, RULES) == delay


@pytest.mark.parametrize("blank", ["", " "])
def test_delay_until_a_date(blank: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_699_075_072.25)
    date = formatdate(1_699_075_102, usegmt=True)
    assert retry_delay({"retry-after": blank + date + blank}, 0, RULES) == 29_750


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"retry-after": "0"},
        {"retry-after-ms": "60001"},
        {"retry-after": "61"},
        {"retry-after": "60.6"},
        {"retry-after-ms": "0"},
        {"retry-after": "-1"},
        {"retry-after": "0.5"},
        {"retry-after-ms": "x", "retry-after": "2"},
        {"retry-after": formatdate(0)},
        {"retry-after": "Someday, 99 Foo"},
        {"retry-after": "9" * 5000},
        {"retry-after-ms": "٣"},
    ],
)
def test_delay_of_our_own(headers: dict[str, str]) -> None:
    for done in range(12):
        assert min(2**done * 800, LONGEST) <= retry_delay(headers, done, RULES) <= min(2**done * 1200, LONGEST)


@pytest.mark.parametrize(("share", "first"), [(0, 800), (1, 1200)])
def test_each_delay_of_our_own_is_twice_as_long_give_or_take_a_fifth(
    share: float, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(random, "uniform", lambda low, high: low + share * (high - low))
    assert [retry_delay({}, done, RULES) for done in range(7)] == [first * 2**done for done in range(7)]


def test_a_module_has_delays_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random, "uniform", lambda low, high: 1)
    rules = Retries({"delay": "200", "longest": "1000"})
    assert [retry_delay({"retry-after-ms": "7"}, done, rules) for done in range(4)] == [200, 400, 800, 1000]


@pytest.mark.parametrize(("status", "within"), [(428, False), (429, True), (430, False), (500, True), (599, True)])
def test_statuses_are_single_ones_and_ranges(status: int, within: bool) -> None:
    assert (status in Statuses(["429", "500-599"])) is within


def test_the_longest_delay_of_our_own() -> None:
    assert [retry_delay({}, done, RULES) for done in (9, 30, 1000)] == [129_000] * 3


@given(st.text(), st.text(), st.integers(0, 100))
def test_any_header_gives_a_delay_with_an_end(exact: str, text: str, done: int) -> None:
    assert 0 < retry_delay({"retry-after-ms": exact, "retry-after": text}, done, RULES) <= LONGEST


def test_the_number_of_retries_has_no_end() -> None:
    assert retry_delay({}, 100_000, RULES) == LONGEST


def test_the_longest_wait_that_was_asked_for_counts_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    waits: list[float] = []

    class Waiting:
        def wait(self, seconds: float) -> None:
            waits.append(seconds)
            clock[0] += seconds

    class Busy:
        """Answers in turn; the second answer was on its way when the first one came."""

        def __init__(self) -> None:
            self.named = ["2", "30", ""]

        def send(self, message: Any, deadline: Any) -> Any:
            seconds = self.named.pop(0)
            if len(self.named) == 2:
                paced.send(message, deadline)
            return SimpleNamespace(status=429 if seconds else 200, headers={"retry-after": seconds})

    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    transport: Any = Busy()
    paced = PacedTransport(transport, RULES)
    anything: Any = Waiting()
    assert paced.send(anything, anything).status == 429
    assert paced.send(anything, anything).status == 200
    assert waits == [30.0]
