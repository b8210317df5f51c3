"""No text and no cursor is refused, and none takes long."""

from __future__ import annotations

import random

import pytest

from pscompat.completion.commands_offered import SessionCatalog
from pscompat.completion.completing import complete
from pscompat.engine.session import Session

CATALOG = SessionCatalog(Session())
PIECES = [
    *"'\"`$(){}[]@,;|&<>#-: \n\t\r.=!~%*?\\–xé😀\0",
    "-Order ",
    "@{",
    "$(",
    '@"\n',
    '\n"@',
    "<#",
    "#>",
    "--",
    "${",
]
LINES = ["Get-ThreadRun x -Order desc", "$x = Get-Thread 'a b' | Get-ThreadRun -All:$true", "@{a=1; b=Get-ThreadRun -"]


@pytest.mark.parametrize("seed", range(8))
def test_random_texts(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(100):
        text = list(chance.choice(LINES))
        for _ in range(chance.randint(1, 6)):
            text.insert(chance.randint(0, len(text)), chance.choice(PIECES))
        line = "".join(text)
        answer = complete(line, chance.randint(0, len(line)), CATALOG)
        assert 0 <= answer.index <= 2 * len(line)


@pytest.mark.parametrize("text", ["(", "$(", "@{a=", '"$(', "$x[", "a,", "-x ", "`\n", "@'\n", "{"], ids=repr)
def test_long_and_deep_texts(text: str) -> None:
    line = "Get-ThreadRun " + text * 3000
    complete(line, len(line), CATALOG)
