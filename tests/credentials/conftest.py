"""What the tests of credentials share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..http.loopback import Loopback
from .user import User, answering


@pytest.fixture
def server() -> Iterator[Loopback]:
    with answering() as server:
        yield server


@pytest.fixture
def user(tmp_path: Path, server: Loopback) -> User:
    home = tmp_path / "home"
    home.mkdir()
    return User(home, server)
