"""PowerShell lines: pipelines of companions, literals, wildcards, deep nesting, many of everything, odd files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from .cases import Growth, Input, Line, accepted
from .process import Outcome

_TOKENS = (
    "Get-Thread t",
    "Where-Object id -eq 1",
    "Where-Object id -like '*a*'",
    "Select-Object id",
    "Select-Object -First 2",
    "Sort-Object id",
    "ForEach-Object id",
    "Group-Object id",
    "Measure-Object",
    "ConvertTo-Json",
    "ConvertFrom-Json",
    "Out-Null",
    "Tee-Object x",
    "Set-Content x",
    "Get-Content x",
    "Get-Unique",
    "Write-Output 1",
    "|",
    "|",
    "|",
    ";",
    "$a = ",
    "$a",
    "$a.b",
    "$a[0]",
    "$input",
    "@{a=1}",
    "@(1,2)",
    "(1)",
    "$(1)",
    "'x'",
    '"x$a"',
    "@'\nx\n'@",
    "{ $_ }",
    "[int]'5'",
    "[datetime]'2024-01-01'",
    "1..3",
    "-join",
    "&&",
    ">",
    "#",
    "`",
    "%",
    "?",
    "$null",
    "$true",
    "{",
    "}",
    "(",
    ")",
    "@{",
    "'",
    '"',
    "\u202e",
    "\udcff",
    "é",
    "\0",
)


def soup(random: Random) -> Input:
    """Pieces in any order."""
    text = " ".join(random.choice(_TOKENS) for _ in range(random.randint(1, 9)))
    before = random.choice(([], [], ["bind"], ["--explain"], ["--dry-run"], ["-o", "json"]))
    return Line([*before, "-c", text], random.choice((None, b"", b'{"id":1}\n{"id":"a"}\n')), files={"x": "a\nb\n"})


def pipeline(random: Random) -> Input:
    """Records through companions."""
    commands = [
        token for token in _TOKENS if token[:1].isupper() and not token.startswith(("Get-Thread", "Get-Content"))
    ]
    stages = ["$input", *(random.choice(commands) for _ in range(random.randint(1, 5)))]
    return Line(["-c", " | ".join(stages)], b'{"id":1}\n{"id":"a","b":[1,{"c":2}]}\n"text"\n5\n')


def wildcard(random: Random) -> Input:
    """Patterns with many pieces on long texts."""
    text = random.choice(("a" * 300, "error " * 10_000, "ab" * 5_000, "a" * 40_000))
    pattern = random.choice(
        (
            "*a" * random.randint(4, 30) + "*b",
            "*error*failed*",
            "*" + "?" * 40 + "*c",
            "*[ab]" * random.randint(4, 20) + "c",
            "*a*" * 12,
            "[" * 30 + "*",
        )
    )
    way = random.randrange(3)
    if way == 0:
        record = f'{{"id":"{text}"}}\n'.encode()
        operator = random.choice(("like", "notlike", "clike"))
        return Line(["-c", f"$input | Where-Object id -{operator} '{pattern}' | Measure-Object"], record)
    if way == 1:
        return Line(["-c", f"Get-Command '{pattern}'"])
    name = ("a" * 120 + "x") if random.random() < 0.5 else "ab" * 60
    return Line(["-c", f"Get-Content '{pattern}'"], files={name: "x"})


def deep(random: Random) -> Input:
    """Nesting, chains and pipelines of more than anybody writes."""
    many = random.choice((120, 500, 1000, 5000))
    texts = (
        "(" * many + "1" + ")" * many,
        "@(" * many + "1" + ")" * many,
        "@{a=" * many + "1" + "}" * many,
        "$(" * many + "1" + ")" * many,
        '"$(' * many + "1" + ')"' * many,
        "1" + " | Write-Output" * many,
        "$input" + " | Select-Object id" * many,
        "1" + "; 1" * many,
        "$a" + ".b" * many,
        "$a" + "[0]" * many,
        "[int[" + "[" * many,
        "[object" + "[]" * many + "]1",
        "- " * many + "1",
        "!" * many + "1",
        "{" * many + "}" * many,
        "$a = " * many + "1",
        "Write-Output " + "," * many,
        "ConvertFrom-Json '" + "[" * many + "]" * many + "'",
    )
    return Line(["-c", random.choice(texts)], b'{"id":1}\n')


def many(random: Random) -> Input:
    """Four times as many keys, members, statements …"""
    ways: dict[str, Callable[[int], Line]] = {
        "keys of a hashtable": lambda n: Line(["-c", "@{" + ";".join(f"k{i}={i}" for i in range(n)) + "} | Out-Null"]),
        "keys of an object": lambda n: Line(
            ["-c", "[pscustomobject]@{" + ";".join(f"k{i}={i}" for i in range(n)) + "} | Out-Null"]
        ),
        "properties to select": lambda n: Line(
            ["-c", "$input | Select-Object " + ",".join(f"k{i}" for i in range(n)) + " | Out-Null"], b'{"k1":1}\n'
        ),
        "members to select": lambda n: Line(["-c", "$input | Select-Object * | Out-Null"], _record(n)),
        "members to exclude": lambda n: Line(
            ["-c", "$input | Select-Object * -ExcludeProperty k1 | Out-Null"], _record(n)
        ),
        "members to write": lambda n: Line(["-c", "$input | ConvertTo-Json | Out-Null"], _record(n)),
        "elements": lambda n: Line(["-c", "@(" + ",".join(map(str, range(n))) + ") | Sort-Object | Out-Null"]),
        "statements": lambda n: Line(["-c", ";".join(f"$a{i} = {i}" for i in range(n))]),
        "groups": lambda n: Line(["-c", "$input | Group-Object id | Out-Null"], _records(n)),
        "records to sort": lambda n: Line(["-c", "$input | Sort-Object id, n | Out-Null"], _records(n)),
        "words": lambda n: Line(["bind", "Get-ThreadRun", "t", *(str(i) for i in range(n))]),
        "nested variables": lambda n: Line(["-c", '"' + "$a" * n + '" | Out-Null']),
    }
    name = random.choice(list(ways))
    return Growth(name, 2000, ways[name])


def _record(members: int) -> bytes:
    return ("{" + ",".join(f'"k{i}":{i}' for i in range(members)) + "}\n").encode()


def _records(count: int) -> bytes:
    return "".join(f'{{"id":"a{i % 977}","n":{i}}}\n' for i in range(count)).encode()


LONGEST = "é" * 127 + "x"


def file(random: Random) -> Input:
    """Files with long names, folders, devices, a full disk."""
    target = random.choice((LONGEST, "/dev/full", ".", "no/x", "/dev/null", "x", "\udcff"))
    command = random.choice(("Set-Content", "Out-File", "Tee-Object", "Get-Content"))
    source = random.choice(("1", "$input"))
    stdin = b"".join(b'"%d"\n' % number for number in range(20_000)) if source == "$input" else None
    line = Line(["-c", f"{source} | {command} '{target}' | Out-Null"], stdin)
    if stdin and command != "Get-Content" and random.random() < 0.3:
        line.words, line.largest = ["-c", f"$input | {command} x | Out-Null"], random.choice((4096, 65_536))
        line.rules = [_failed(command), _failed("/x'"), nothing_left_over]
        return line
    if command == "Get-Content":
        device = random.choice(("/dev/zero", "/dev/zero -Raw", "/dev/zero -TotalCount 1"))
        return Line(["-c", f"Get-Content {device} | Measure-Object"], rules=[_failed("/dev/zero")])
    line.rules = [nothing_left_over]
    if target == LONGEST:
        line.rules = [accepted, nothing_left_over]
    elif target == "/dev/full":
        line.rules = [_failed(command), _failed("/dev/full")]
    return line


def _failed(text: str) -> Callable[[Outcome], str]:
    """One error, which names the text."""
    return lambda outcome: (
        "" if outcome.code == 1 and text in outcome.err else f"no error names {text}: {outcome.err!r}"
    )


def nothing_left_over(outcome: Outcome) -> str:
    """No file of the run's own is named in what it says."""
    return f"names a file of its own: {outcome.err!r}" if ".tmp" in outcome.err or ".part" in outcome.err else ""


def load_by_name(random: Random) -> Input:
    """A module's name is only a name, whatever lies in the folder where a program runs."""
    return Shadow(random.choice(("PSOpenAI", "psopenai")))


class Shadow:
    """A folder of a module's name in the working folder, whose handlers must not run."""

    def __init__(self, name: str) -> None:
        self.name = name

    def shown(self) -> str:
        return f"pscompat.load({self.name!r}) beside a folder {self.name}"

    def faults(self, place: object) -> list[str]:
        import os

        from pscompat.api.loading import load

        from .process import Place, run

        assert isinstance(place, Place)
        folder = place.new_folder()
        made = folder / self.name / "help"
        made.mkdir(parents=True)
        (made / "module.yaml").write_text("name: PSOpenAI\nversion: 9.9.9\n")
        (made / "Get-Thread.yaml").write_text("title: Get-Thread\nsynopsis: x\npscompat: {handler: own}\n")
        (folder / self.name / "cmdlets").mkdir()
        (folder / self.name / "cmdlets" / "own.py").write_text("def process(call):\n    yield 'the folder ran'\n")

        def action() -> int:
            with load(self.name) as module:
                for record in module.invoke("Get-Thread", *(() if os.path.exists("x") else ("t",))):
                    print(record)
            return 0

        outcome = run(place, action, folder=Path(folder))
        wrong = "the folder ran" in outcome.out or "accepts argument 't'" in outcome.err
        return ["takes the folder for the module"] if wrong else []


WAYS: tuple[tuple[int, Callable[[Random], Input]], ...] = (
    (10, soup),
    (6, pipeline),
    (3, wildcard),
    (4, deep),
    (2, many),
    (3, file),
    (1, load_by_name),
)


def generate(random: Random) -> Input:
    """One line."""
    weights, ways = zip(*WAYS, strict=True)
    chosen: Callable[[Random], Input] = random.choices(ways, weights)[0]
    return chosen(random)
