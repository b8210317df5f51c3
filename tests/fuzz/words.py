"""Command lines in words, as a shell gives them: what shells make of variables, own options, odd bytes, secrets."""

from __future__ import annotations

import functools
from collections.abc import Callable
from random import Random

from pscompat.helpfile.search_path import find_module
from pscompat.model import Command, Parameter

from .cases import Input, Line, accepted, refused, silent, unchanged
from .process import Outcome

SWITCH = "switch"
_ODD = (
    "",
    " ",
    "-",
    "--",
    "-x",
    "a,b",
    "true",
    "$false",
    "$null",
    "0",
    "-1",
    "1e400",
    "9" * 400,
    "2024-02-30",
    "*",
    "[",
    "'",
    '"',
    "`",
    "é",
    "\udcff",
    "@{a=1}",
    '@{a="\udcff"}',
    "@{a=",
    '{"a":1}',
    '["a","b"]',
    '["a",',
    "[" * 3000,
    "@{a=" * 300,
    "http://\udcff/",
    "http://[::1",
    "\u202ex",
    "x" * 5000,
    "NaN",
    "00000000-0000-0000-0000-00000000000g",
)
_IDS = ("thread_abc123", "run_abc123", "file-abc123", "t", "a b", "a/b")
_OWN = (
    ("--output", "json"),
    ("-o", "json"),
    ("-o", "jsonl"),
    ("-o", "table"),
    ("--dry-run",),
    ("--sandbox",),
    ("--query", "id"),
    ("--explain",),
    ("--strict",),
    ("--plain-words",),
    ("--var", "a=1"),
    ("--width", "80"),
    ("--module", "."),
    ("--version",),
)
_PASSWORD = "canaryQw8Jt"


@functools.cache
def commands() -> dict[str, Command]:
    """The commands of the shipped module that run."""
    module = find_module("PSOpenAI")
    found = {name: module.command(name) for name in module.command_names()}
    return {name: each for name, each in found.items() if each.handler or each.request is not None}


def is_switch(parameter: Parameter) -> bool:
    return parameter.type.lower().endswith(("switch", "switchparameter"))


def value_of(random: Random, parameter: Parameter) -> str:
    """A word that often fits the parameter."""
    if random.random() < 0.15:
        return random.choice(_ODD)
    name = parameter.type.lower()
    if "int" in name or "double" in name:
        return str(random.choice((1, 5, 20, 100)))
    if "bool" in name:
        return random.choice(("true", "$true", "0"))
    if "hashtable" in name or "dictionary" in name:
        return random.choice(("@{a=1}", '{"a":"b"}'))
    return random.choice(_IDS)


def fitting(random: Random, command: Command, more: float = 0.15) -> list[str]:
    """The command's name and words that fill one of its parameter sets."""
    sets = sorted({entry.name for parameter in command.parameters for entry in parameter.sets} - {"__AllParameterSets"})
    chosen = random.choice(sets) if sets else ""
    words = [command.name]
    for parameter in command.parameters:
        entry = next((e for e in parameter.sets if e.name in (chosen, "__AllParameterSets", "(All)")), None)
        if entry is None or not (entry.mandatory or random.random() < more) or parameter.name in _RESERVED:
            continue
        name = random.choice((parameter.name, parameter.name, *parameter.aliases))
        if is_switch(parameter):
            words.append(f"-{name}")
        elif random.random() < 0.2:
            words.append(f"-{name}:{value_of(random, parameter)}")
        else:
            words += [f"-{name}", value_of(random, parameter)]
    return words


_RESERVED = ("ApiKey", "ApiBase", "AdditionalHeaders", "TimeoutSec", "MaxRetryCount", "OutFile", "Stream", "Confirm")


def plain(random: Random) -> Input:
    """A command that is run, bound, explained or shown."""
    command = random.choice(list(commands().values()))
    words = fitting(random, command)
    before = random.choice(([], [], ["bind"], ["--explain"], ["--dry-run"], ["-o", "json"], ["--plain-words"]))
    quiet = before[:1] in (["bind"], ["--explain"], ["--dry-run"])
    given = random.choice((None, None, b"", b'{"id":"x"}\n', b"x\n\xff\n"))
    if random.random() < 0.1:
        words.append("-")
    answers = random.choice(("ok", "list", "quote"))
    rules = [silent] if quiet else []
    return Line([*before, *words], given, answers, rules=rules, records=not quiet)


def eaten_variable(random: Random) -> Input:
    """What a POSIX shell makes of ``-Name:$variable``."""
    command = random.choice(list(commands().values()))
    words = fitting(random, command, 0.05)
    # After the name comes nothing, or the next parameter; a switch takes nothing in any case.
    name = random.choice(("WhatIf", *(each.name for each in command.parameters if each.name not in _RESERVED)))
    at_end = random.random() < 0.5
    return Line([*words, f"-{name}:", *([] if at_end else ["-Verbose"])], rules=[refused])


def own_option_behind(random: Random) -> Input:
    """An option of pscompat behind the name of the command."""
    words = fitting(random, random.choice(list(commands().values())), 0)
    return Line([*words, *random.choice(_OWN)], rules=[refused, told_to_stand_before])


def told_to_stand_before(outcome: Outcome) -> str:
    """Where the option is what is refused, the hint says where it belongs."""
    unknown = "A parameter cannot be found" in outcome.err or "is ambiguous" in outcome.err
    return f"does not say where the option belongs: {outcome.err!r}" if unknown and "before" not in outcome.err else ""


def help_behind(random: Random) -> Input:
    """How everybody asks for help."""
    command = random.choice(list(commands()))
    return Line([command, random.choice(("--help", "-h"))], rules=[accepted, silent])


def truth_behind_a_switch(random: Random) -> Input:
    """True and false as words of their own."""
    found = [(c.name, p.name) for c in commands().values() for p in c.parameters if is_switch(p)]
    command, switch = random.choice([each for each in found if each[1] not in _RESERVED])
    words = [command, f"-{switch}", random.choice(("$false", "$true", "true", "False"))]
    return Line(words, rules=[refused])


def truth_for_a_boolean(random: Random) -> Input:
    """True and false as words for a parameter that takes them."""
    found = [(c, p) for c in commands().values() for p in c.parameters if p.type.lower().endswith(("bool", "boolean"))]
    command, parameter = random.choice(found)
    word = random.choice(("true", "false", "$true", "$False", "1", "0"))

    def taken(outcome: Outcome) -> str:
        return f"does not take {word}: {outcome.out[:200]!r}" if "Cannot convert" in outcome.out else ""

    return Line(["bind", command.name, f"-{parameter.name}", word], rules=[taken])


def list_in_a_word(random: Random) -> Input:
    """A JSON array as a word for a parameter that takes several texts."""
    found = [(c, p) for c in commands().values() for p in c.parameters if p.type.lower().endswith("string[]")]
    command, parameter = random.choice([each for each in found if not each[1].validations])

    def whole(outcome: Outcome) -> str:
        return f"takes the array apart as text: {outcome.out[:300]!r}" if '\\"q1' in outcome.out else ""

    array = random.choice(('["q1","q2"]', '["q1, q2"]', ' ["q1"]', '["q1",["q2"]]'))
    return Line(["bind", "-o", "json", command.name, f"-{parameter.name}", array.strip()], rules=[whole])


def lost_name(random: Random) -> Input:
    """What bash makes of ``$run.thread_id``: the name behind the dot alone."""
    name = random.choice((".thread_id", ".id", ".data", ".Id"))

    def noted(outcome: Outcome) -> str:
        return "" if name in outcome.err else f"says nothing about {name}"

    return Line([random.choice(("Get-Thread", "Remove-Thread", "Get-ThreadRun")), name], rules=[noted])


def what_if(random: Random) -> Input:
    """Whatever -WhatIf is said to, nothing changes."""
    command = random.choice([each for each in commands().values() if not each.name.startswith("Get-")])
    words = fitting(random, command)
    if random.random() < 0.2:
        return Line([*words, random.choice(("-WhatIf", "-WhatIf:$true"))], rules=[refused])
    texts = ["'" + word.replace("'", "''") + "'" if word[:1] != "-" else word for word in words[1:]]
    return Line(["-c", f"$WhatIfPreference = $true; {command.name} {' '.join(texts)}"], rules=[unchanged])


def empty_pipe(random: Random) -> Input:
    """A mandatory parameter that waits for a pipe in which nothing comes."""
    found = [
        command
        for command in commands().values()
        if command.parameters
        and any(entry.mandatory and (entry.by_value or entry.by_name) for p in command.parameters for entry in p.sets)
        and all(
            any(entry.mandatory for p in command.parameters for entry in p.sets if entry.name == name)
            for name in _sets(command)
        )
    ]
    return Line([random.choice(found).name], b"", rules=[refused])


def _sets(command: Command) -> set[str]:
    return {entry.name for parameter in command.parameters for entry in parameter.sets}


def secret(random: Random) -> Input:
    """Secrets in addresses and headers, as many ways as they can be given."""
    command = random.choice(
        [c for c in commands().values() if any(p.name == "AdditionalHeaders" for p in c.parameters)]
    )
    words = fitting(random, command, 0)
    header = random.choice(("X-Api-Key", "Authorization", "api-key", "X-Auth-Token"))
    way = random.randrange(4)
    if way == 0:
        words += ["-ApiBase", f"http://user:{_PASSWORD}@127.0.0.1:1/v1"]
    elif way == 1:
        words += ["-AdditionalHeaders", f"@{{'{header}'='{_PASSWORD}'}}"]
    elif way == 2:
        words += ["-ApiKey", f"sk-{_PASSWORD}"]
    words += ["-MaxRetryCount", "0", *random.choice(([], ["-Verbose"], ["-Debug"]))]
    before = random.choice((["bind"], ["--explain"], ["--dry-run"], [], [], ["-o", "json"]))
    return Line([*before, *words], answers="quote", secrets=[_PASSWORD, "w8Jt"], records=False)


def odd_option(random: Random) -> Input:
    """Options of pscompat with values that nobody means."""
    deep = random.choice(("[" * 2000, "a." * 2000 + "a", "(" * 2000 + "a" + ")" * 2000, "!" * 3000 + "a"))
    options: list[list[str]] = [
        ["--query", deep],
        ["--query", random.choice(("merge(@,length(@))", "sum(@)", "to_number(id).x", "id[", "&id", "merge(@, id)"))],
        ["--query", "\udcff"],
        ["--width", random.choice(("9" * 5000, "-1", "²", "1" * 10, "\udcff"))],
        ["-o", random.choice(("\udcff", "JSON", ""))],
        ["--var", random.choice(("=", "$=x", "a\udcff=\udcff", "true=1"))],
        ["--module", random.choice(("\udcff", "", ".", "x" * 5000, "/dev/zero", "a\nb"))],
        ["-f", random.choice(("\udcff", "", ".", "/dev/zero", "x" * 300))],
        ["-c", random.choice(("\udcff", "", "'" * 99, "-"))],
        ["help", random.choice(("\udcff", "/", "x" * 300 + ".yaml", "*", "?"))],
        ["help", "check", random.choice(("\udcff", "/dev/zero", "", "x" * 300))],
        ["sandbox", "--port", random.choice(("9" * 5000, "²", "x"))],
        ["sandbox", "--data", random.choice(("/dev/zero", "/", "x/y/z", "x" * 300))],
    ]
    return Line([*random.choice(options), *random.choice(([], ["Get-Thread", "t"], ["Get-OpenAIModels"]))], b"")


def odd_bytes(random: Random) -> Input:
    """A byte that is no UTF-8 in addresses, queries, headers, names and values."""
    words = random.choice(
        (
            ["-AdditionalQuery", random.choice(('@{a="\udcff"}', '@{"\udcff"=1}'))],
            ["-AdditionalHeaders", random.choice(('@{a="\udcff"}', '@{"\udcff"=1}'))],
            ["-AdditionalBody", '{"a":"\udcff"}'],
            [
                "-ApiBase",
                random.choice(("http://127.0.0.1:1/\udcff", "http://\udcff:1/", "http://a:\udcff@127.0.0.1:1/")),
            ],
            [
                random.choice(("-Organization", "-ApiKey", "-ApiVersion", "-ApiType", "-OutVariable", "-\udcff")),
                "\udcff",
            ],
        )
    )
    known = [
        name for name, command in commands().items() if any(p.name == "AdditionalBody" for p in command.parameters)
    ]
    line = fitting(random, commands()[random.choice(known)], 0)
    before = random.choice(([], ["--dry-run"], ["--dry-run", "curl"], ["--dry-run", "json"], ["bind"], ["--explain"]))
    return Line([*before, *line, *words, "-MaxRetryCount", "0"])


def odd_name(random: Random) -> Input:
    """Names of commands and parameters that are none."""
    word = random.choice(_ODD)
    words = random.choice(
        ([word], ["Get-Thread", f"-{word}", "x"], [f"Get-{word}", "x"], ["Get-Thread", "t", word, word])
    )
    return Line([*random.choice(([], ["bind"], ["--explain"])), *words], None)


WAYS: tuple[tuple[int, Callable[[Random], Input]], ...] = (
    (8, plain),
    (3, eaten_variable),
    (3, own_option_behind),
    (1, help_behind),
    (1, truth_behind_a_switch),
    (1, truth_for_a_boolean),
    (1, list_in_a_word),
    (1, lost_name),
    (2, what_if),
    (1, empty_pipe),
    (4, secret),
    (3, odd_option),
    (2, odd_bytes),
    (2, odd_name),
)


def generate(random: Random) -> Input:
    """One command line."""
    weights, ways = zip(*WAYS, strict=True)
    chosen: Callable[[Random], Input] = random.choices(ways, weights)[0]
    return chosen(random)
