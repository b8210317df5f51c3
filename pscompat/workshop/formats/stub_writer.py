"""A typed stub of a module for Python: each command a method, each parameter set an overload of it.

A checker then finds a misspelt parameter, an editor completes names. What most commands of a module take alike
stands once, in a TypedDict that the methods unpack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from inspect import Parameter as Argument
from inspect import Signature
from keyword import iskeyword

from ...api.function import python_name
from ...api.signature import annotation, common_parameters, set_signatures
from ...dotnet.types import NetType
from ...model import Command

_HEAD = """\
# Written by `pscompat help export '*' --to stubs --module {name}`.
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, TypedDict, overload

from typing_extensions import Unpack

from pscompat import LoadedModule
"""


def write_stub(module: str, commands: Sequence[tuple[Command, str]], types: Mapping[str, NetType]) -> str:
    """The stub's text; ``commands`` are definitions with their synopses, ``types`` the module's own types."""
    signatures = [(command, synopsis, set_signatures(command, types)) for command, synopsis in commands]
    common = {each.name: annotation(each, types) for each in common_parameters(Command(name=""))}
    shared = _shared([each for *_, found in signatures for each in found], common)
    lines = [
        _HEAD.format(name=module),
        *_table("_Common", "TypedDict", common),
        *_table("_Shared", "_Common", shared),
        f"class {class_name(module)}(LoadedModule):",
    ]
    for command, synopsis, found in signatures:
        for index, signature in enumerate(found):
            lines += ["    @overload"] * (len(found) > 1)
            lines += [f"    def {python_name(command.name)}({_arguments(signature, common, shared)}) -> list[Any]:"]
            lines += [f"        {synopsis!r}" if synopsis and index == 0 else "        ..."]
    return "\n".join(lines) + ("\n" if commands else "    ...\n")


def class_name(module: str) -> str:
    """The name of the class that stands for a module."""
    name = "".join(char if char.isidentifier() or char.isdigit() else "_" for char in module)
    return name if name.isidentifier() and not iskeyword(name) else f"_{name}"


def stub_name(module: str) -> str:
    """The name of the stub's file."""
    return f"{class_name(module).lower()}.pyi"


def _table(name: str, base: str, fields: Mapping[str, str]) -> list[str]:
    return [
        f"class {name}({base}, total=False):",
        *[f"    {field}: {kind}" for field, kind in fields.items()],
        *(["    ..."] if not fields else []),
        "",
    ]


def _shared(signatures: Sequence[Signature], common: Mapping[str, str]) -> dict[str, str]:
    """What more than half of the signatures take by name alike, and need not be given."""
    counts = Counter(
        (name, str(each.annotation))
        for signature in signatures
        for name, each in signature.parameters.items()
        if _by_name(each) and name not in common and name != "input"
    )
    return {name: kind for (name, kind), count in counts.items() if count * 2 > len(signatures)}


def _by_name(argument: Argument) -> bool:
    return argument.kind is Argument.KEYWORD_ONLY and argument.default is not Argument.empty


def _arguments(signature: Signature, common: Mapping[str, str], shared: Mapping[str, str]) -> str:
    """What stands between a method's parentheses."""
    arguments = dict(signature.parameters)
    table = ""
    for name, fields in (("_Common", common), ("_Shared", {**common, **shared})):
        if all(key in arguments and _by_name(arguments[key]) for key in fields) and all(
            arguments[key].annotation == kind for key, kind in fields.items()
        ):
            table = name
    for key in {"_Common": common, "_Shared": {**common, **shared}}.get(table, ()):
        del arguments[key]
    words = ["self"]
    named = False
    for name, argument in arguments.items():
        if argument.kind is Argument.KEYWORD_ONLY and not named:
            words.append("*")
            named = True
        words.append(f"{name}: {argument.annotation}" + ("" if argument.default is Argument.empty else " = ..."))
    return ", ".join([*words, *([f"**common: Unpack[{table}]"] if table else [])])
