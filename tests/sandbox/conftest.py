"""One sandbox for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pscompat.sandbox import Sandbox

from .asking import Asking
from .shop import Shop


@pytest.fixture(scope="module")
def ask() -> Iterator[Asking]:
    with Sandbox(Shop()) as sandbox:
        yield Asking(sandbox)
