"""Invented help pages for the tests of readers and writers."""

from __future__ import annotations

V1 = """\
---
external help file: Acme.Yard-Help.xml
Module Name: Acme.Yard
online version: https://example.test/get-crate
schema: 2.0.0
---

# Get-Crate

## SYNOPSIS
Gets crates of the yard.

## SYNTAX

### ById
```
Get-Crate [-Id] <Int32[]> [-Color <String>] [-Force] [<CommonParameters>]
```

### ByName
```
Get-Crate [[-Name] <String>] [-Color <String>] [-Force] [<CommonParameters>]
```

## DESCRIPTION
Reads one or more crates.

The result is sorted.

## EXAMPLES

### Example 1: One crate
```powershell
PS C:\\> Get-Crate 7
```

Gets crate 7.

## PARAMETERS

### -Id
The numbers of the crates, from 1 to 900.

```yaml
Type: Int32[]
Parameter Sets: ById
Aliases: CrateId, number

Required: True
Position: 0
Default value: None
Accept pipeline input: True (ByPropertyName, ByValue)
Accept wildcard characters: False
```

### -Name
The name.

```yaml
Type: String
Parameter Sets: ByName
Aliases:

Required: False
Position: 0
Default value: *
Accept pipeline input: False
Accept wildcard characters: True
```

### -Color
The color.

```yaml
Type: String
Parameter Sets: (All)
Accepted values: Red, Green

Required: False
Position: Named
```

### -Force
Skips the cache.

```yaml
Type: SwitchParameter
Parameter Sets: (All)

Required: False
Position: Named
Default value: False
```

### CommonParameters
As everywhere.

## INPUTS

### System.Int32[]
Numbers.

## OUTPUTS

### Acme.Crate

## NOTES
The yard must be open.

## RELATED LINKS

[Set-Crate](Set-Crate.md)

[The yard book](https://example.test/book)
"""
"""A page of schema 2.0.0 with two sets."""


def v1(old: str = "", new: str = "") -> str:
    """The page with one part replaced."""
    assert old in V1
    return V1.replace(old, new) if old else V1


def parameter_page(block: str, *, description: str = "The thing.") -> str:
    """A page with one parameter ``-A`` and this block."""
    return (
        "---\nexternal help file: X-Help.xml\nModule Name: X\nonline version:\nschema: 2.0.0\n---\n\n# Get-It\n\n"
        "## SYNOPSIS\n\nGets it.\n\n## SYNTAX\n\n```\nGet-It [[-A] <String>]\n```\n\n## DESCRIPTION\n\nText.\n\n"
        f"## EXAMPLES\n\n## PARAMETERS\n\n### -A\n\n{description}\n\n```yaml\n{block}\n```\n\n"
        "## INPUTS\n\n## OUTPUTS\n\n## NOTES\n\n## RELATED LINKS\n"
    )
