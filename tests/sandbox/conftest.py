"""One sandbox for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pscompat.sandbox import Sandbox

from .asking import Asking


@pytest.fixture(scope="module")
def ask() -> Iterator[Asking]:
    with Sandbox() as sandbox:
        yield Asking(sandbox)
