"""Types of .NET and PowerShell on imported pages: classes that take a text, enumerations with their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.containers import PSCustomObject, ScriptBlock
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.types import array_of, opaque_type, resolve_parameter
from pscompat.errors import ConversionError
from pscompat.workshop.formats.known_enums import known_enum

from .odd_pages import block, page
from .test_page_import import bind, import_page

AUTOMATION = "System.Management.Automation."
COMMANDS = "Microsoft.PowerShell.Commands."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("System.Exception", "System.Exception: disk"),
        (COMMANDS + "ModuleSpecification", "disk"),
        (AUTOMATION + "PSTypeName", "disk"),
        (AUTOMATION + "CmsMessageRecipient", AUTOMATION + "CmsMessageRecipient"),
    ],
)
def test_a_text_becomes_an_object_of_a_class_that_is_made_of_one(name: str, shown: str) -> None:
    assert canonical(convert("disk", opaque_type(name))) == {"t": name, "v": shown}
    several = canonical(convert(["disk"], array_of(opaque_type(name))))
    assert several == {"t": "list", "type": name + "[]", "v": [{"t": name, "v": shown}]}


def test_a_number_goes_through_its_text_and_an_object_does_not() -> None:
    name = COMMANDS + "ModuleSpecification"
    assert canonical(convert(5, opaque_type(name)))["v"] == "5"
    with pytest.raises(ConversionError, match="Cannot convert"):
        convert(PSCustomObject({"Name": "disk"}), opaque_type(name))


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        (AUTOMATION + "Remoting.PSSessionOption", {"noCompression": True}, True),
        (AUTOMATION + "Remoting.PSSessionOption", PSCustomObject({"Extra": 1}), False),
        (COMMANDS + "ModuleSpecification", {"ModuleName": "Yard"}, True),
        (AUTOMATION + "PSPrimitiveDictionary", {"a": 1}, True),
        (AUTOMATION + "PSPrimitiveDictionary", "a", False),
        (COMMANDS + "WebRequestSession", "a", False),
        (COMMANDS + "PSPropertyExpression", ScriptBlock(" $_ "), True),
        ("System.Func`2[System.String,System.Object]", ScriptBlock(" $_ "), True),
        ("System.Func`2[System.String,System.Object]", "a", False),
        ("System.Security.Cryptography.X509Certificates.X509Certificate2", "no such file.pfx", False),
        ("System.Security.Cryptography.X509Certificates.X509Certificate2", __file__, True),
        ("System.Exception", PSCustomObject({}, ("System.IO.IOException",)), True),
    ],
)
def test_what_a_constructor_or_settable_properties_take(name: str, value: object, taken: bool) -> None:
    if taken:
        assert convert(value, opaque_type(name)) is value
        return
    with pytest.raises(ConversionError, match="Cannot convert"):
        convert(value, opaque_type(name))


@pytest.mark.parametrize("value", ["utf8", "UTF8NoBOM", "oem", "iso-8859-1", 1252])
def test_an_encoding_is_named_or_numbered(value: object) -> None:
    assert convert(value, resolve_parameter("System.Text.Encoding")) is value


@pytest.mark.parametrize("value", ["abc", "hex", True, PSCustomObject({"Encoding": "utf8"})])
def test_what_is_no_encoding_is_refused(value: object) -> None:
    with pytest.raises(ConversionError, match=r"Cannot convert .* System\.Text\.Encoding|to type \"System.Text.Enc"):
        convert(value, resolve_parameter("System.Text.Encoding"))


KINDS = block("Accepted values: Alias, Cmdlet, Function", kind="CommandTypes")


def test_an_enumeration_of_powershell_has_its_numbers_and_flags(tmp_path: Path) -> None:
    text = page("Get-It", ["Get-It [-Kind <CommandTypes>]"], [("Kind", KINDS)])
    module, _ = import_page(tmp_path, text)
    assert "flags: true" in (tmp_path / "out/help/module.yaml").read_text()
    kind = module.types["system.management.automation.commandtypes"]
    assert convert("Function,Cmdlet", kind) == kind.enum_value(10)
    assert convert(64, kind) == kind.enum_value(64)
    assert bind(module, "Get-It -Kind Filter")[0] == "__AllParameterSets"


def test_an_enumeration_with_other_values_is_the_modules_own(tmp_path: Path) -> None:
    own = block("Accepted values: Alias, Crate", kind="CommandTypes")
    module, _ = import_page(tmp_path, page("Get-It", ["Get-It [-Kind <CommandTypes>]"], [("Kind", own)]))
    assert list(module.types["commandtypes"].enum.members) == ["Alias", "Crate"]  # type: ignore[union-attr]


def test_without_values_a_short_name_is_no_enumeration() -> None:
    assert known_enum("JobState", []) is None
    assert known_enum("System.Management.Automation.JobState", []) is not None
    numbers = known_enum("System.IO.FileMode", [])
    assert numbers is not None
    assert list(numbers[1].members.items())[:2] == [("CreateNew", 1), ("Create", 2)]


@pytest.mark.parametrize(
    ("spelled", "full"),
    [
        ("Exception", "System.Exception"),
        ("ModuleSpecification[]", COMMANDS + "ModuleSpecification[]"),
        ("X509Certificate2", "System.Security.Cryptography.X509Certificates.X509Certificate2"),
        ("Token", "Token"),
    ],
)
def test_a_class_of_powershell_is_known_by_its_last_name(tmp_path: Path, spelled: str, full: str) -> None:
    text = page("Get-It", [f"Get-It [-Of <{spelled}>]"], [("Of", block(kind=spelled))])
    module, _ = import_page(tmp_path, text)
    assert module.command("Get-It").parameters[0].type == full
