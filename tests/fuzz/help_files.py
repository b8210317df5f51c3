"""Help files: made of anything, bent and broken, or no files at all; a page that is imported and run."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import yaml

from pscompat.cli.main import run as main

from .cases import Growth, Input, Line, unchanged
from .process import Outcome, Place, run

_NAMES = ("Get-It", "Set-It", "Get-" + "é" * 123, "It", "", "a/b", "\ud800", "Get-It\n", "con*", "Get-It|x", "1", "[x]")
_TYPES = (
    "System.String",
    "System.Int32",
    "System.Management.Automation.SwitchParameter",
    "System.String[]",
    "System.Collections.Hashtable",
    "System.Nullable`1[System.Int32]",
    "No.Such",
    "",
    "[" * 500,
    "System.Object" + "[]" * 300,
)
_TEXTS = (
    "",
    "Text.",
    "a: b",
    "# x",
    "```powershell\nPS> Get-It\n```",
    "\u202e",
    "\t",
    "x" * 3000,
    "- a\n- b",
    "{{ x }}",
)
_KEYS = (
    "title",
    "synopsis",
    "parameters",
    "pscompat",
    "examples",
    "links",
    "notes",
    "inputs",
    "outputs",
    "metadata",
    "x",
)
_VALIDATIONS = (
    {"kind": "range", "min": "1", "max": "x"},
    {"kind": "pattern", "value": "("},
    {"kind": "pattern", "value": "(a*)*b"},
    {"kind": "set", "values": []},
    {"kind": "length", "min": "9" * 400},
    {"kind": "x"},
    5,
)
_REQUESTS: tuple[Any, ...] = (
    {"path": "/x/{Id}"},
    {"path": "/x/{Nope}"},
    {"path": "x", "method": "DELETE"},
    {"path": "/x", "query": {"a": "$Id.b[].c"}},
    {"path": "/x", "query": {"a": "$merge(@,length(@))"}},
    {"path": "/x", "body": {"a": "$Id" + ".b" * 2000}},
    {"path": "/x", "values": {"A": "$B", "B": "$A"}},
    {"path": "/x", "each": "$" + "[" * 1500},
    {"variants": [{"when": {"set": "x"}, "path": "/"}]},
    5,
    [],
)


def document(random: Random) -> Any:
    """A command help document of which any part may be odd."""
    parameters: list[Any] = [
        {
            "name": random.choice(("Id", "Name", "All", "", "a b", "Id")),
            "type": random.choice(_TYPES),
            "description": random.choice(_TEXTS),
            "aliases": random.choice(([], ["i"], ["Id"], "x", None)),
            "parameterSets": [
                {
                    "name": random.choice(("(All)", "A", "B", "")),
                    "position": random.choice(("0", "Named", "-1", "9" * 30, "x")),
                    "isRequired": random.choice((True, False, "x")),
                    "valueFromPipeline": random.choice((True, False)),
                }
                for _ in range(random.randrange(3))
            ],
            "pscompat": {
                "validate": [random.choice(_VALIDATIONS)],
                "default": random.choice(("5", "@(", "@{a=" * 100, "$x", "")),
            },
        }
        for _ in range(random.randrange(4))
    ]
    made: dict[str, Any] = {
        "title": random.choice(_NAMES),
        "synopsis": random.choice(_TEXTS),
        "description": random.choice(_TEXTS),
        "parameters": parameters,
        "examples": [{"title": random.choice(_TEXTS), "description": random.choice(_TEXTS)}],
        "pscompat": {"request": random.choice(_REQUESTS)},
    }
    for _ in range(random.randrange(3)):
        made[random.choice(_KEYS)] = random.choice((None, 5, [], {}, "x", [[]], [5], {"a": {"b": []}}))
    if random.random() < 0.5:
        for parameter in parameters:
            if random.random() < 0.7:
                parameter.pop("pscompat")
        if not isinstance(made.get("pscompat"), dict) or random.random() < 0.5:
            made.pop("pscompat", None)
    return made


def source(random: Random) -> bytes:
    """The bytes of such a document, some of them changed."""
    text = yaml.safe_dump(document(random), allow_unicode=True, width=1000).encode("utf-8", "surrogatepass")
    return bent(random, text) if random.random() < 0.5 else text


def bent(random: Random, data: bytes) -> bytes:
    """The bytes with pieces left out, doubled or replaced."""
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(data) + 1)
        end = min(at + random.choice((1, 1, 5, 50)), len(data))
        odd = (
            b"",
            b"\xff",
            b"\x00",
            b"&a ",
            b"*a",
            b"!!python/object:os.system ",
            b"{",
            b"[" * 200,
            b": ",
            data[at:end] * 2,
        )
        data = data[:at] + random.choice(odd) + data[end:]
    return data


def _verb(random: Random, name: str) -> list[str]:
    return random.choice(
        (
            ["help", "check", name],
            ["help", "check", "--format", "json", name],
            ["help", "import", name],
            ["help", "import", name, "-o", "made"],
            ["help", "import", name, "--to", "markdown"],
            ["help", "import", name, "--to", "maml"],
            ["help", name],
            ["help", name, "-Full"],
        )
    )


def yaml_page(random: Random) -> Input:
    """A page of YAML for every verb."""
    return Line(_verb(random, "Get-It.yaml"), files={"Get-It.yaml": source(random)})


_MARKDOWN = """---
external help file: x-Help.xml
Module Name: X
schema: 2.0.0
---

# Get-It

## SYNOPSIS
Gets it.

## SYNTAX

```
Get-It [-Id] <String> [-WhatIf] [<CommonParameters>]
```

## DESCRIPTION
It is got.

## PARAMETERS

### -Id
The id.

```yaml
Type: String
Parameter Sets: (All)
Aliases: i

Required: True
Position: 0
Default value: None
Accept pipeline input: False
Accept wildcard characters: False
```

### CommonParameters
This cmdlet supports the common parameters.

## INPUTS

### None

## RELATED LINKS

[x](http://x.example)
"""
_NAMESPACES = (
    'xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" '
    'xmlns:maml="http://schemas.microsoft.com/maml/2004/10"'
)
_MAML = f"""<?xml version="1.0" encoding="utf-8"?>
<helpItems xmlns="http://msh" schema="maml"><command:command {_NAMESPACES}>
<command:details><command:name>Get-It</command:name>
<maml:description><maml:para>Gets it.</maml:para></maml:description></command:details>
<command:syntax><command:syntaxItem><maml:name>Get-It</maml:name>
<command:parameter required="true" position="0"><maml:name>Id</maml:name>
<command:parameterValue required="true">String</command:parameterValue></command:parameter>
</command:syntaxItem></command:syntax>
<command:parameters><command:parameter required="true" position="0"><maml:name>Id</maml:name></command:parameter>
</command:parameters></command:command></helpItems>
"""


def other_page(random: Random) -> Input:
    """A page of Markdown or MAML with parts of it bent."""
    name, text = random.choice((("Get-It.md", _MARKDOWN), ("x-Help.xml", _MAML)))
    return Line(_verb(random, name), files={name: bent(random, text.encode())})


def module(random: Random) -> Input:
    """A module of one bent page, whose command is run."""
    files: dict[str, str | bytes] = {
        "M/help/module.yaml": bent(random, _module_file().encode()) if random.random() < 0.3 else _module_file(),
        "M/help/Get-It.yaml": source(random),
    }
    words = random.choice(
        (["--dry-run", "Get-It", "x"], ["bind", "Get-It", "x"], ["Get-Help", "Get-It"], ["Get-It", "-?"])
    )
    if random.random() < 0.3:
        return Line(["help", "check", "M"], files=files)
    return Line(["--module", "M", *words], files=files)


def _module_file() -> str:
    return (
        "name: M\nversion: 1.0.0\n"
        "endpoints: {services: {M: {base: 'http://127.0.0.1:1', authentication: [a]}}, "
        "authentication: {a: {Authorization: 'Bearer {key}'}}}\n"
        "credentials: {key: {variable: OPENAI_API_KEY}, base: {variable: OPENAI_API_BASE}}\n"
    )


def what_if_switch(random: Random) -> Input:
    """A page that describes -WhatIf as a switch, as imported ones do, and sends something."""
    verb, method = random.choice((("Remove", "DELETE"), ("Set", "POST"), ("New", "PUT"), ("Update", "PATCH")))
    page = {
        "title": f"{verb}-It",
        "synopsis": "Changes it.",
        "parameters": [
            {"name": "Id", "type": "System.String", "parameterSets": [{"name": "(All)", "position": "0"}]},
            *(
                {"name": name, "type": _TYPES[2], "parameterSets": [{"name": "(All)", "position": "Named"}]}
                for name in random.choice((("WhatIf", "Confirm"), ("WhatIf",), ("whatif",)))
            ),
        ],
        "pscompat": {"request": {"method": method, "path": "/its/{Id}"}},
    }
    files = {"M/help/module.yaml": _module_file(), f"M/help/{verb}-It.yaml": yaml.safe_dump(page)}
    words = random.choice((["x", "-WhatIf"], ["-WhatIf", "x"], ["x", "-wh"], ["x", "-WhatIf", "-Verbose"]))
    return Line(["--module", "M", f"{verb}-It", *words], files=files, rules=[unchanged])


def no_file(random: Random) -> Input:
    """A pipe, a device or a folder where a definition is expected."""
    name = random.choice(("M/help/module.yaml", "M/help/Get-It.yaml", "M/cmdlets/it.py"))
    files: dict[str, str | bytes] = {
        "M/help/module.yaml": _module_file(),
        "M/help/Get-It.yaml": "title: Get-It\nsynopsis: x\npscompat: {handler: it}\n",
        "M/cmdlets/it.py": "def process(call):\n    yield 1\n",
    }
    make: Callable[[Path], object] = random.choice(
        (os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to(path))
    )

    def prepare(place: Place, folder: Path) -> None:
        (folder / name).unlink()
        make(folder / name)

    words = random.choice(
        (["help", "check", "M"], ["--module", "M", "Get-It"], ["help", name], ["help", "import", name])
    )
    return Line(words, files=files, prepare=prepare)


def odd_cache(random: Random) -> Input:
    """A pipe, a device, a folder or other bytes in place of what was compiled."""
    files: Mapping[str, str] = {
        "M/help/module.yaml": _module_file(),
        "M/help/Get-It.yaml": "title: Get-It\nsynopsis: x\nparameters: [{name: Id, type: System.String}]\n",
    }
    words = ["--module", "M", "bind", "Get-It", "-Id", "x"]
    change = random.randrange(4)

    def prepare(place: Place, folder: Path) -> None:
        first = run(place, lambda: main(words), folder=folder, more={"PSCOMPAT_CACHE": "c"})
        assert first.code == 0, first.err
        for path in [each for each in (folder / "c").rglob("*") if each.is_file()]:
            if change == 0:
                path.write_bytes(bent(random, path.read_bytes()))
                continue
            path.unlink()
            (os.mkfifo, Path.mkdir, lambda each: each.symlink_to("/dev/zero"))[change - 1](path)

    def bound(outcome: Outcome) -> str:
        return "" if outcome.code == 0 and "Id" in outcome.out else f"ended with {outcome.code}: {outcome.err!r}"

    return Line(words, files=files, prepare=prepare, rules=[bound], more={"PSCOMPAT_CACHE": "c"})


def failing_handler(random: Random) -> Input:
    """A handler that fails and tells what it was given, secrets included."""
    kind = random.choice(("System.String", "System.Security.SecureString"))
    page = {
        "title": "Get-It",
        "synopsis": "x",
        "parameters": [{"name": "Secret", "type": kind, "pscompat": {"sensitive": True}}],
        "pscompat": {"handler": "it"},
    }
    told_as = random.choice(
        ("call.values.Secret", "getattr(call.values.Secret, 'reveal', lambda: call.values.Secret)()")
    )
    files = {
        "M/help/module.yaml": "name: M\nversion: 1.0.0\n",
        "M/help/Get-It.yaml": yaml.safe_dump(page),
        "M/cmdlets/it.py": f"def process(call):\n    raise ValueError(f'no: {{{told_as}}}')\n",
    }
    given = "canaryHandlerQ7"
    word = random.choice((given, f"'{given}'"))
    line = f"Get-It -Secret {word}" if kind.endswith("String") else f"$s = ConvertTo-SecureString {word}; Get-It $s"
    words = ["--module", "M", *(["-c", line] if random.random() < 0.5 else ["Get-It", "-Secret", given])]
    return Line(words, files=files, secrets=[given])


def many_sets(random: Random) -> Input:
    """Four times as many parameter sets, each with a parameter of its own or all with the same one."""
    words = random.choice(
        (["help", "check", "Get-It.yaml"], ["help", "Get-It.yaml"], ["help", "import", "Get-It.yaml"])
    )
    apart = random.random() < 0.7

    def made(count: int) -> Line:
        head = "- name: Id\n  type: System.String\n  parameterSets:\n"
        entries = [
            (head.replace("Id", f"P{index}") if apart or not index else "") + f"  - {{name: S{index}, position: '0'}}\n"
            for index in range(count)
        ]
        return Line(words, files={"Get-It.yaml": f"title: Get-It\nsynopsis: x\nparameters:\n{''.join(entries)}"})

    return Growth(f"parameter sets for {' '.join(words)}", 250, made)


WAYS: tuple[tuple[int, Callable[[Random], Input]], ...] = (
    (9, yaml_page),
    (5, other_page),
    (5, module),
    (2, what_if_switch),
    (2, no_file),
    (1, odd_cache),
    (2, failing_handler),
    (2, many_sets),
)


def generate(random: Random) -> Input:
    """A help file and what reads it."""
    weights, ways = zip(*WAYS, strict=True)
    chosen: Callable[[Random], Input] = random.choices(ways, weights)[0]
    return chosen(random)
