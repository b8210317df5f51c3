"""Records on standard input: odd JSON, many bad ones, members without end, bytes and characters that nobody means."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from .cases import Growth, Input, Line
from .process import Outcome

_NAMES = ("id", "run_id", "RunId", "thread_id", "Limit", "a b", "", "a" * 300, "é", "\u202e", "psobject", "Count", "*")
_TEXTS = ("", "x", "1", "true", "\u0000", "\ud800", "\u202eabc\u2066", "a" * 3000, "sk-", "2024-01-01T00:00:00Z", "\n")
_READERS = (
    ["Get-ThreadRun", "-ThreadId", "t", "-"],
    ["Get-ThreadRun", "-"],
    ["Remove-Thread", "-"],
    ["Get-Thread", "-Limit", "5", "-"],
    ["Request-Embeddings", "-"],
    ["Start-Batch", "-"],
    ["Set-Thread", "-MetaData", "@{a=1}", "-"],
    ["Add-ThreadMessage", "-Message", "x", "-"],
    ["bind", "Get-ThreadRun", "-"],
    ["--explain", "Get-ThreadRun", "-"],
    ["--query", "id", "Get-ThreadRun", "-ThreadId", "t", "-"],
    ["-c", "$input"],
    ["-c", "$input | Where-Object id -gt 0"],
    ["-c", "$input | Sort-Object id, a | Select-Object * -First 3"],
    ["-c", "$input | Group-Object id | ConvertTo-Json -Depth 3"],
    ["-c", "$input | Measure-Object id -Sum -Maximum"],
    ["-c", "$input | ForEach-Object id"],
    ["-c", "$input | ConvertFrom-Json"],
    ["-c", "$input | Get-ThreadRun -ThreadId t"],
    ["-c", "$input | Get-Unique"],
    ["-o", "table", "-c", "$input"],
    ["-o", "list", "-c", "$input"],
)


def value(random: Random, depth: int = 3) -> object:
    """Any JSON value."""
    kind = random.randrange(8 if depth else 5)
    if kind == 0:
        return random.choice((None, True, False))
    if kind == 1:
        return random.choice((0, -1, 1.5, 2**63, 10**400, 1e308, float("inf"), float("nan")))
    if kind < 5:
        return random.choice(_TEXTS)
    if kind == 5:
        return [value(random, depth - 1) for _ in range(random.randrange(4))]
    return {random.choice(_NAMES): value(random, depth - 1) for _ in range(random.randrange(5))}


def text(random: Random) -> bytes:
    """Some records in JSON, some of them broken."""
    pieces = []
    for _ in range(random.randint(1, 6)):
        piece = json.dumps(value(random), ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")
        if random.random() < 0.3:
            at = random.randrange(len(piece) + 1)
            piece = piece[:at] + random.choice((b"", b"\xff", b"\x00", b"{", b"]", b'"', b",")) + piece[at + 1 :]
        pieces.append(piece)
    return random.choice((b"\n", b"\n", b"\r\n", b" ", b"")).join(pieces) + random.choice((b"\n", b""))


def any_reader(random: Random) -> Input:
    """Records for whatever reads some."""
    return Line(random.choice(_READERS), text(random), random.choice(("ok", "list", "quote")))


def bad(random: Random) -> Input:
    """Thousands of records of which none is any good."""
    record = random.choice((b"{\n", b'{"nothing":1}\n', b"\xff\n", b"[1]\n"))

    def bounded(outcome: Outcome) -> str:
        lines = outcome.err.count("\n")
        return f"writes {lines} lines of errors" if lines > 2100 else ""

    reader = random.choice((["Get-ThreadRun", "-"], ["Get-ThreadRun", "-ThreadId", "t", "-RunId", "r", "-"]))
    return Line(["--dry-run", *reader], record * 3000, rules=[bounded])


def deep(random: Random) -> Input:
    """Records nested deeper than anybody reads."""
    many = random.choice((150, 201, 900, 5000, 100_000))
    record = random.choice(
        (b"[" * many, b'{"a":' * many, b"[" * many + b"]" * many, b'{"a":' * many + b"1" + b"}" * many)
    )
    return Line(random.choice(_READERS), record + b"\n")


def growth(random: Random) -> Input:
    """Four times as many members or records."""
    ways: dict[str, Callable[[int], bytes]] = {
        "members": lambda n: ("{" + ",".join(f'"k{i}":{i}' for i in range(n)) + "}\n").encode(),
        "elements": lambda n: ("{" + f'"id":{list(range(n))}' + "}\n").encode(),
        "records": lambda n: b"".join(b'{"id":%d}\n' % i for i in range(n)),
        "lines of one record": lambda n: b"{" + b"\n" * n + b'"id":1}\n',
        "texts": lambda n: b'{"id":"' + b"ab" * n + b'"}\n',
    }
    name = random.choice(list(ways))
    reader = random.choice([each for each in _READERS if each[0] in ("-c", "-o")])
    # A hundred and one lines are as good as ten thousand on the screen.
    words = [*reader[:-1], f"{reader[-1]} | Out-Null"] if reader[-1] != "$input" else reader
    return Growth(f"{name} for {' '.join(words)}", 2000, lambda n: Line(words, ways[name](n)))


def terminal(random: Random) -> Input:
    """Characters that change what a terminal shows, and the order in which it does."""
    marks = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x1B, 0x9B, 0x07)]
    mark = random.choice(marks)
    record = json.dumps({"id": f"a{mark}b", f"n{mark}": [f"{mark}x"]}, ensure_ascii=False).encode() + b"\n"
    words = random.choice(
        (
            ["-c", "$input"],
            ["-o", "table", "-c", "$input"],
            ["-o", "json", "-c", "$input"],
            ["Get-Thread", f"-{mark}x"],
            ["bind", "Get-ThreadRun", f"a{mark}b"],
            ["-c", f"Get-Thread '{mark}' -Limit x"],
        )
    )
    shown = {mark: "mark"} if mark != "\x1b" else {"\x1b]": "escape"}

    def harmless(outcome: Outcome) -> str:
        return next((f"shows U+{ord(mark):04X} as it is" for each in shown if each in outcome.out), "")

    return Line(words, record, rules=[harmless], terminal=True, records=True)


WAYS: tuple[tuple[int, Callable[[Random], Input]], ...] = (
    (10, any_reader),
    (2, bad),
    (3, deep),
    (3, growth),
    (3, terminal),
)


def generate(random: Random) -> Input:
    """Some records and what reads them."""
    weights, ways = zip(*WAYS, strict=True)
    chosen: Callable[[Random], Input] = random.choices(ways, weights)[0]
    return chosen(random)
