"""A folder of invented pages with the oddities of real ones: a module's page, topics, and one page for each oddity."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FENCE = "```"


def block(
    *lines: str, kind: str = "String", sets: str = "(All)", required: str = "False", position: str = "Named"
) -> str:
    """A parameter block of the older schema; ``lines`` come first and stand for keys of the same name."""
    given = {line.partition(":")[0] for line in lines}
    usual = {
        "Type": kind,
        "Parameter Sets": sets,
        "Aliases": "",
        "Required": required,
        "Position": position,
        "Default value": "None",
        "Accept pipeline input": "False",
    }
    rest = [f"{key}: {value}".rstrip() for key, value in usual.items() if key not in given]
    return "\n".join([f"{FENCE}yaml", *lines, *rest, FENCE])


def page(
    name: str, syntax: Iterable[str], parameters: Iterable[tuple[str, str]], *, example: str = "", more: str = ""
) -> str:
    """A page of the older schema; a syntax line may have a heading before a bar (``Set (Default)|Get-It -A``)."""
    lines = [f"---\nModule Name: Yard\nschema: 2.0.0\n---\n\n# {name}\n\n## SYNOPSIS\nDoes it.\n\n## SYNTAX\n"]
    for line in syntax:
        before, bar, text = line.partition("|")
        heading, bar, text = ("", "", line) if "[" in before else (before if bar else "", bar, text or before)
        lines.append((f"### {heading}\n" if bar else "") + f"{FENCE}\n{text}\n{FENCE}\n")
    lines.append("## DESCRIPTION\nIt does it.\n")
    if example:
        lines.append(f"## EXAMPLES\n\n### Example 1\n{FENCE}powershell\n{example}\n{FENCE}\n")
    lines.append("## PARAMETERS\n")
    lines += [f"### -{heading}\n{text}\n" for heading, text in parameters]
    return "\n".join([*lines, more])


MODULE_PAGE = """\
---
Module Name: Yard
Module Guid: 3f2504e0-4f89-11d3-9a0c-0305e82c3301
Help Version: 2.1.0.0
---

# Yard Module

## Description
The commands of
the yard.

More about it.

## Yard Cmdlets

### [Get-Crate](Get-Crate.md)
Gets crates.
"""

PAGES: dict[str, str | bytes] = {
    "Yard.md": MODULE_PAGE,
    "README.md": "# How to build this\n\nRun it.\n",
    "about_Throw.md": "# about_Throw\n\n## SHORT DESCRIPTION\nHow to throw.\n\n## SYNTAX\n\nThrow it.\n",
    "broken.md": b"# Get-Broken\n\n\xff\xfe\x00",
    "Resize-Disk.md": page(
        "Resize-Disk",
        [
            "Dyn (Default)|Resize-Disk [-Path] <String> -Size <UInt64>",
            "Diff|Resize-Disk [-Path] <String> [-Size <UInt64>]",
        ],
        [
            ("Path", block(required="True", position="0")),
            (
                "Size",
                "The size.\n\n"
                + block(kind="UInt64", sets="Dyn", required="True")
                + "\n\n"
                + block(kind="UInt64", sets="Diff"),
            ),
        ],
    ),
    "Send-Note.md": page(
        "Send-Note",
        ["A (Default)|Send-Note [-Message] <String> [-Loud]", "B|Send-Note -Message <String> -To <String>"],
        [
            ("Message", block(required="True", position="0")),
            ("Loud", block(kind="SwitchParameter", sets="A", required="True")),
            ("To", block(sets="B", required="True", position="0")),
        ],
        example="Send-Note hello -Loud",
    ),
    "Get-Lot.md": page(
        "Get-Lot",
        [
            "Path (Default) - All providers|Get-Lot [-Path] <String>",
            "Path (Default) - FileSystem provider|Get-Lot [-Path] <String> [-Stream <String>]",
            "Literal - FileSystem provider|Get-Lot -LiteralPath <String>",
        ],
        [
            ("Path", block(sets="PATH", required="True", position="0")),
            ("LiteralPath", block(sets="Literal", required="True")),
        ],
    ),
    "Join-Lane.md": page(
        "Join-Lane",
        ["Join-Lane -Left <String> [-Force]", "Join-Lane -Right <String> [-Force]"],
        [
            ("Left", block(sets="OnLeft", required="True")),
            ("Right", block(sets="OnRight", required="True")),
            ("Force", block(kind="SwitchParameter")),
        ],
    ),
    "Find-Crate.md": page(
        "Find-Crate",
        [
            "Find-Crate [-Color {Red | Green}] [-Crate <Crate>] [-Ids <GUID []>] [-Id <Guid>] [-Session <CimSession[]>]"
            " [-Map <Dictionary>] [-Encoding <Encoding>]"
        ],
        [
            ("Color", block("Accepted values: Red, Green", kind="Yard.Color")),
            ("Crate", block(kind="Yard.Crate", position="0Named")),
            ("Ids", block(kind="GUID []")),
            ("Session", block(kind="Microsoft.Management.Infrastructure.CimSession[]")),
            ("ProgressAction", "How progress is shown.\n\n" + block(kind="ActionPreference")),
            ("Map", block(kind="Dictionary<String, Yard.Crate>")),
            ("Encoding", block(kind="System.Text.Encoding")),
        ],
    ),
    "Get-Page.md": page(
        "Get-Page",
        ["Get-Page [-IncludeTotalCount] [-Skip <UInt64>] [-First <UInt64>] [-WhatIf] [-Confirm]"],
        [
            ("IncludeTotalCount", block(kind="SwitchParameter")),
            ("Skip", block(kind="UInt64")),
            ("First", block(kind="UInt64")),
            ("WhatIf", block(kind="SwitchParameter")),
            ("Confirm", block(kind="SwitchParameter")),
        ],
    ),
    "Set-Guess.md": page(
        "Set-Guess",
        [
            "ByName|Set-Guess -Name <String>",
            "Rest|Set-Guess [-Count <Int32>] [-Mode <String>] [-Secret <SecureString>]",
        ],
        [
            ("Name", block("Accept pipeline input: True", sets="ByName", required="True")),
            ("Count", "How many, from 1 to 20; 5 is usual.\n\n" + block("Default value: 5", kind="Int32", sets="Rest")),
            ("Mode", block("Accepted values: Fast, Slow", "Default value: Null", sets="Rest")),
            ("Secret", block(kind="SecureString", sets="Rest")),
            ("Delay", "Between 1 and 5 by day, between 2 and 9 by night.\n\n" + block(kind="Int32", sets="Rest")),
        ],
        more="## RELATED LINKS\n\n[Get-Lot](Get-Lot.md)\n\nThe book of the yard\n",
    ),
}
"""The folder's files by name."""


def write_pages(folder: Path) -> Path:
    """Write the pages; returns their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in PAGES.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder
