"""Hypothesis strategies for commands, arguments and records: a shared library for the tests.

``commands`` are definitions that load, dense in sets, pipeline input and validations; ``invocations`` are commands
with arguments that often fit; ``records`` are objects that often have the properties that parameters ask for.
``piped_commands`` with ``alike_records`` are pipelines of objects that mostly bind without conversion, as most do.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pscompat.binding import Binder
from pscompat.dotnet.containers import PSCustomObject, ScriptBlock
from pscompat.dotnet.numbers import Int64, Numeral
from pscompat.errors import BindingError
from pscompat.language.elements import Element
from pscompat.model import ALL_SETS, Command, Parameter, ParameterSetEntry, Validation

NAMES = ("Id", "Name", "Path", "PathType", "Limit", "Order", "All", "Näme", "Verb", "Kind", "Length", "ThreadId")
ALIASES = ("i", "n", "thread_id", "Key", "Lim", "Foo", "x")
SET_NAMES = ("Get", "List", "ByName", "get")
TYPES = (
    "object",
    "string",
    "int",
    "switch",
    "bool",
    "string[]",
    "int[]",
    "object[]",
    "datetime",
    "timespan",
    "System.DayOfWeek",
    "System.Nullable[int]",
    "hashtable",
    "double",
    "guid",
    "uri",
    "psobject",
    "scriptblock",
    "System.Collections.Generic.List[string]",
)
VALIDATIONS = (
    Validation(kind="range", arguments={"min": "1", "max": "10"}),
    Validation(kind="set", arguments={"values": ["asc", "desc", "5"], "ignoreCase": True}),
    Validation(kind="length", arguments={"min": "1", "max": "5"}),
    Validation(kind="count", arguments={"min": "1", "max": "2"}),
    Validation(kind="pattern", arguments={"value": "^[a-z0-9]*$"}),
    Validation(kind="notNull"),
    Validation(kind="notNullOrEmpty"),
    Validation(kind="allowNull"),
    Validation(kind="allowEmptyString"),
    Validation(kind="allowEmptyCollection"),
)
DEFAULTS = (None, "5", "'abc'", "$true", "@(1, 2)", "$null", "@{a=1}", "'2024-01-02'")

texts = st.one_of(
    st.sampled_from(("", "5", "abc", "asc", "true", "$true", "-x", "2024-01-02", "mon", "a,b", "@{a=1}", "0x10", " ")),
    st.text(max_size=6),
)
numbers = st.one_of(
    st.integers(-3, 12),
    st.sampled_from((0, 2**31 - 1, Int64(2**40), 1.5, float("inf"), Numeral(16, "0x10"), Numeral(5.0, "5.0"))),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, texts)
script_blocks = st.sampled_from(
    (ScriptBlock("$_"), ScriptBlock(" $_.Name "), ScriptBlock("5"), ScriptBlock("'a','b'"), ScriptBlock("Get-Date"))
)
values: st.SearchStrategy[Any] = st.one_of(
    scalars,
    st.lists(scalars, max_size=3),
    st.dictionaries(st.sampled_from(("a", "b", "Name")), scalars, max_size=2),
    script_blocks,
)
"""Values as arguments have them."""

records: st.SearchStrategy[Any] = st.one_of(
    scalars,
    st.dictionaries(
        st.sampled_from((*NAMES[:6], *ALIASES[:3], "Other", "length")),
        st.one_of(scalars, st.lists(scalars, max_size=2)),
        max_size=4,
    ).map(PSCustomObject),
    st.lists(scalars, max_size=2),
    st.dictionaries(st.sampled_from(NAMES[:4]), scalars, max_size=2),
)
"""Pipeline objects."""

entries = st.builds(
    ParameterSetEntry,
    name=st.sampled_from((ALL_SETS, *SET_NAMES)),
    mandatory=st.booleans(),
    position=st.one_of(st.none(), st.integers(-1, 3)),
    by_value=st.booleans(),
    by_name=st.booleans(),
    remaining=st.sampled_from((False, False, False, True)),
)


@st.composite
def parameters(draw: st.DrawFn, name: str, aliases: tuple[str, ...]) -> Parameter:
    sets = draw(st.lists(entries, max_size=2, unique_by=lambda entry: entry.name.lower()))
    return Parameter(
        name=name,
        type=draw(st.sampled_from(TYPES)),
        aliases=aliases,
        sets=tuple(sets),
        validations=tuple(draw(st.lists(st.sampled_from(VALIDATIONS), max_size=2))),
        default=draw(st.sampled_from(DEFAULTS)),
        obsolete=draw(st.sampled_from((None, None, None, "Use another."))),
        ps_type_name=draw(st.sampled_from(("", "", "", "", "My.Thing", "System.String"))),
        transforms=draw(st.sampled_from(((), (), (), ("urlEncode",), ("lowerCase",), ("secureString",)))),
        sensitive=draw(st.sampled_from((False, False, True))),
        compiled=draw(st.sampled_from((False, False, False, True))),
    )


@st.composite
def commands(draw: st.DrawFn) -> Command:
    """Definitions of all kinds, also such as PowerShell refuses when they are first used."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=6, unique_by=str.lower))
    pool = list(draw(st.permutations(ALIASES)))
    clashing = draw(st.integers(0, 19)) == 0
    declared = []
    for name in names:
        count = draw(st.sampled_from((0, 0, 1, 1, 2)))
        declared.append(draw(parameters(name, tuple(pool[:count]))))
        if not clashing:
            del pool[:count]
    return Command(
        name="Get-Thing",
        parameters=tuple(declared),
        default_set=draw(st.sampled_from(("", "", *SET_NAMES, "Other"))),
        positional_binding=draw(st.booleans()),
        supports_should_process=draw(st.booleans()),
        supports_paging=draw(st.sampled_from((False, False, True))),
        simple=draw(st.sampled_from((False, False, False, False, True))),
        aliases=("gt",),
    )


def usable(command: Command) -> Binder | None:
    """The command's binder, None where its definition contradicts itself."""
    try:
        return Binder(command)
    except BindingError:
        return None


binders: st.SearchStrategy[Binder] = commands().map(usable).filter(lambda binder: binder is not None)  # type: ignore[assignment]
"""Binders of definitions that do not contradict themselves."""


@st.composite
def typed_names(draw: st.DrawFn, binder: Binder) -> str:
    """A parameter's name as users type it: whole, an alias, abbreviated, misspelt."""
    known = [name for each in binder.command.parameters for name in (each.name, *each.aliases)]
    name: str = draw(st.text(min_size=1, max_size=4))
    if known and draw(st.integers(0, 9)) > 0:
        name = draw(st.sampled_from(known))
    if draw(st.booleans()):
        name = name[: draw(st.integers(1, len(name)))]
    return name.upper() if draw(st.integers(0, 4)) == 0 else name


@st.composite
def arguments(draw: st.DrawFn, binder: Binder) -> Element:
    """One argument: a name, a value, both, or an entry of a splatted dictionary."""
    form = draw(st.sampled_from(("name", "value", "value", "both", "both", "splat")))
    if form == "value":
        return Element(value=draw(values))
    name = draw(typed_names(binder))
    if form == "name":
        return Element(name, f"-{name}")
    return Element(name, f"-{name}:", draw(values), from_splat=form == "splat")


@st.composite
def invocations(draw: st.DrawFn) -> tuple[Binder, list[Element]]:
    """A binder and a list of arguments for it."""
    binder = draw(binders)
    return binder, draw(st.lists(arguments(binder), max_size=6))


@st.composite
def default_values(draw: st.DrawFn, binder: Binder) -> dict[Any, Any]:
    """A content of ``$PSDefaultParameterValues``."""
    found: dict[Any, Any] = {}
    for _ in range(draw(st.integers(0, 3))):
        command = draw(st.sampled_from(("Get-Thing", "gt", "*", "get-*", "'Get-Thing'", "Other", "")))
        parameter = draw(st.one_of(typed_names(binder), st.sampled_from(("*", "I*", "[a-k]*", "'Id'", "", "["))))
        found[f"{command}:{parameter}"] = draw(values)
    if draw(st.integers(0, 9)) == 0:
        found["Disabled"] = draw(scalars)
    return found


KINDS: dict[str, st.SearchStrategy[Any]] = {
    "string": st.sampled_from(("asc", "desc", "5", "", "long text")),
    "int": st.integers(-1, 11),
    "bool": st.booleans(),
    "double": st.sampled_from((1.5, 5.0, -2.0)),
}
"""Types that take a property as it is, and what such properties hold."""


@st.composite
def piped_parameters(draw: st.DrawFn, name: str) -> Parameter:
    """A parameter that mostly takes a property by name, named otherwise in one of three cases."""
    odd = draw(st.integers(0, 9))
    entry = ParameterSetEntry(
        name=draw(st.sampled_from((ALL_SETS, ALL_SETS, ALL_SETS, "Get", "List"))),
        mandatory=draw(st.booleans()),
        by_name=odd != 0,
        by_value=odd == 1,
    )
    kind = draw(st.sampled_from(sorted(KINDS)))
    validations = {"int": VALIDATIONS[:1], "string": VALIDATIONS[1:3]}.get(kind, ())
    return Parameter(
        name=name,
        type=draw(st.sampled_from((kind,) * 8 + ("object", "string[]"))),
        aliases=draw(st.sampled_from(((), (), (name + "_of",)))),
        sets=(entry,),
        validations=tuple(draw(st.lists(st.sampled_from(validations), max_size=1))) if validations else (),
        transforms=draw(st.sampled_from(((), (), ("urlEncode",), ("lowerCase",)))) if kind == "string" else (),
        default=draw(st.sampled_from((None, None, "'5'"))),
        obsolete=draw(st.sampled_from((None, None, None, "Old."))),
        ps_type_name=draw(st.sampled_from(("",) * 9 + ("My.Thing",))),
        compiled=draw(st.sampled_from((False,) * 9 + (True,))),
        completions=(kind,),
    )


@st.composite
def piped_commands(draw: st.DrawFn) -> Command:
    """A command whose parameters take pipeline input; ``completions`` note the kind of value that fits."""
    names = draw(st.lists(st.sampled_from(NAMES[:6]), min_size=1, max_size=4, unique_by=str.lower))
    return Command(
        name="Get-Thing",
        parameters=tuple(draw(piped_parameters(name)) for name in names),
        default_set=draw(st.sampled_from(("", "Get", "Other"))),
    )


@st.composite
def alike_records(draw: st.DrawFn, command: Command) -> list[Any]:
    """Objects of one or two shapes that fit the command, some with an odd value, other objects between them."""
    found: list[Any] = []
    for _ in range(draw(st.integers(1, 2))):
        kept = [each for each in command.parameters if draw(st.integers(0, 5))]
        names = {each.name: draw(st.sampled_from((each.name, each.name.lower(), *each.aliases))) for each in kept}
        type_names = draw(st.sampled_from(((), ("My.Thing",))))
        for _ in range(draw(st.integers(2, 6))):
            record = {names[each.name]: draw(KINDS[each.completions[0]]) for each in kept}
            if record and draw(st.integers(0, 7)) == 0:
                record[draw(st.sampled_from(sorted(record)))] = draw(scalars)
            found.append(PSCustomObject(record, type_names))
        if draw(st.integers(0, 3)) == 0:
            found.append(draw(records))
    return found


words = st.lists(
    st.one_of(
        st.sampled_from(
            ("-Id", "-Name:", "-Limit:5", "-All", "-x", "--", "-", "-Order:$true", "--%", "-:x", "—Id", "-?")
        ),
        texts,
    ),
    max_size=6,
)
"""Words as a shell passes them."""
