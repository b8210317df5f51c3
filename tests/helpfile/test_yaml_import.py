"""CommandHelp YAML as documents: platyPS's files and ours."""

from __future__ import annotations

import pytest

from pscompat.errors import HelpFileError
from pscompat.workshop.document import SetEntry
from pscompat.workshop.formats.yaml_reader import read_help_yaml
from pscompat.workshop.formats.yaml_writer import write_yaml

FILE = """\
metadata: {external help file: X-Help.xml, HelpUri: '', PlatyPS schema version: 2024-05-01}
title: Get-It
synopsis: Gets it.
parameters:
- name: A
  type: System.Int32
  aliases: one
  supportsWildcards: True
  parameterSets:
  - &all {name: (All), position: Named, isRequired: TRUE}
- name: B
  acceptedValues: [no, ~, '1']
  parameterSets: [*all, {name: X}]
- name: CommonParameters
links:
- {text: T, href: }
unknown: [1, {2: 3}]
"""


def test_leniently_read() -> None:
    imported = read_help_yaml(FILE, "Get-It.yaml")
    document = imported.help
    first, second = document.parameters
    assert first.aliases == ["one"]
    assert first.wildcards
    assert first.sets == [SetEntry("(All)", "Named", True)]
    assert second.type == "System.Object"
    assert second.accepted_values == ["no", "", "1"]
    assert [entry.position for entry in second.sets] == ["Named", "Named"]
    assert document.common_parameters
    assert document.links[0].href == ""
    assert [gap.key for gap in imported.gaps][:1] == ["type"]


def test_own_keys_survive() -> None:
    text = FILE + "pscompat: {positionalBinding: false, request: {path: /x}}\n"
    document = read_help_yaml(text, "Get-It.yaml").help
    assert document.extra == {"positionalBinding": "false", "request": {"path": "/x"}}
    again = read_help_yaml(write_yaml(document), "Get-It.yaml").help
    assert again.extra == document.extra
    assert again.parameters == document.parameters
    assert read_help_yaml(write_yaml(again), "Get-It.yaml").help == again


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- a", "must hold a mapping"),
        ("synopsis: x", "the command's name is missing"),
        ("title: X\nparameters: {a: b}", "must be a list of mappings"),
        ("title: X\nparameters:\n- type: int", "name is missing"),
        ("title: X\nparameters:\n- shared: [api]", "shared parameters"),
        ("metadata: {Module Guid: x}\ntitle: X", "a module's file"),
        ("a: &a [*a]", "within its own anchor"),
        ("title: !!python/object/apply:os.system [x]", "tag"),
        ("[" * 200, "nested more than"),
        ("title: \0", "not allowed"),
    ],
)
def test_refused_with_one_line(text: str, reason: str) -> None:
    with pytest.raises(HelpFileError, match=reason) as error:
        read_help_yaml(text, "x.yaml")
    assert "\n" not in str(error.value)
