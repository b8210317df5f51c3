"""One stand-in for OpenAI for all tests of a module, and more where a test starts its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pscompat.engine.python_files import load_stand_in
from pscompat.helpfile.module import Module
from pscompat.sandbox import Sandbox, service_in

from ...sandbox.asking import Asking

ROOT = Path(__file__).parents[3]


def openai(data_file: str = "") -> Sandbox:
    """A stand-in that is not started."""
    return Sandbox(service_in(load_stand_in(Module(str(ROOT))), "PSOpenAI"), data_file=data_file)


@pytest.fixture(scope="module")
def ask() -> Iterator[Asking]:
    with openai() as sandbox:
        yield Asking(sandbox)
