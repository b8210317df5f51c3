"""Hypothesis strategies for help documents."""

from __future__ import annotations

from hypothesis import strategies as st

from pscompat.workshop.document import (
    CommandHelp,
    Example,
    HelpParameter,
    Link,
    SetEntry,
    SyntaxItem,
    SyntaxParameter,
    TypeNote,
)

any_text = st.text(
    st.one_of(
        st.sampled_from(" \t\n:#-'\"\\|>&*!%@`,[]{}?~aA1=.\xa0🙂é"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
names = st.sampled_from(("Id", "Name", "Color", "Limit", "Order", "ThreadId", "All", "Path", "Since", "Crate", "Rate"))
_STARTS = ("It", "A kiln", "réel", "The `Force` of", "日本")
_WORDS = (
    "it's",
    "(tray)",
    "12.5",
    "gate,",
    "x/y",
    "**three**",
    "$env:HOME",
    "<b>",
    "&",
    "A:",
    "b;c",
    "[d]",
    "🙂",
    "end.",
)
lines = st.builds(
    lambda start, rest: " ".join([start, *rest]),
    st.sampled_from(_STARTS),
    st.lists(st.sampled_from(_WORDS), max_size=3),
)
paragraphs = st.lists(lines, min_size=1, max_size=2).map("\n".join)
bullets = st.lists(lines, min_size=1, max_size=2).map(lambda items: "\n".join(f"- {item}" for item in items))
numbered = st.lists(lines, min_size=1, max_size=2).map(
    lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
)
_CODE = ("Get-It 7", "    | Where-Object { $_.A -gt 1 }", "# comment", "", "$x = 'a  b'", "  <# c #>", "PS> Get-It")
code = st.lists(st.sampled_from(_CODE), min_size=1, max_size=4).map(
    lambda items: "```powershell\n" + "\n".join(["Get-It", *items, "end"]) + "\n```"
)
# Two lists of a kind would become one; a paragraph keeps them apart.
help_texts = st.lists(
    st.one_of(paragraphs, st.tuples(paragraphs, st.one_of(bullets, numbered)).map("\n\n".join), code), max_size=3
).map("\n\n".join)
types = st.sampled_from(
    (
        "System.String",
        "System.String[]",
        "System.Int32",
        "System.Object",
        "System.Management.Automation.SwitchParameter",
        "System.Nullable`1[System.Int32]",
        "System.Collections.Hashtable",
        "System.DayOfWeek",
    )
)
set_names = ("ById", "ByName", "List")


@st.composite
def set_entries(draw: st.DrawFn, name: str) -> SetEntry:
    return SetEntry(
        name,
        draw(st.sampled_from(("Named", "0", "1", "7"))),
        *(draw(st.booleans()) for _ in range(4)),
    )


@st.composite
def parameters(draw: st.DrawFn, name: str, text: st.SearchStrategy[str]) -> HelpParameter:
    chosen = draw(
        st.one_of(
            st.just(["(All)"]), st.sampled_from((["ById"], ["ByName", "ById"], ["List"], ["ById", "ByName", "List"]))
        )
    )
    extra: dict[str, object] = {}
    if draw(st.booleans()):
        extra = {"validate": [{"kind": "range", "min": "1", "max": "10"}, {"kind": "notNull"}], "default": "'it''s'"}
    return HelpParameter(
        name=name,
        type=draw(types),
        description=draw(text),
        default=draw(st.sampled_from(("", "20", "asc", "$null", "(none)"))),
        wildcards=draw(st.booleans()),
        aliases=draw(st.sampled_from(([], ["one"], ["other_name", "x"]))),
        dont_show=False,
        accepted_values=draw(st.sampled_from(([], ["Red"], ["no", "1"]))),
        sets=[draw(set_entries(each)) for each in chosen],
        help_message=draw(st.sampled_from(("", "The id: of it"))),
        extra=extra,
    )


def _syntaxes(title: str, found: list[HelpParameter], common: bool) -> list[SyntaxItem]:
    named = [name for name in set_names if any(entry.name == name for each in found for entry in each.sets)]
    items = []
    for number, name in enumerate(named or ["__AllParameterSets"]):
        item = SyntaxItem(title, name, bool(named) and number == 0, common=common)
        positional = 0
        for each in found:
            entry = next((entry for entry in each.sets if entry.name in (name, "(All)")), None)
            if entry is None:
                continue
            switch = each.is_switch
            placed = entry.position != "Named" and not switch
            kind = "SwitchParameter" if switch else (each.type or "").rpartition(".")[2].replace("[]", "").strip("]")
            position = str(positional) if placed else "named"
            item.parameters.append(SyntaxParameter(each.name, kind, position, entry.required, placed, switch))
            positional += placed
        items.append(item)
    return items


@st.composite
def documents(draw: st.DrawFn, text: st.SearchStrategy[str] = help_texts) -> CommandHelp:
    """A document that is whole: sorted metadata, syntax lines that fit the parameters."""
    title = f"Get-{draw(names)}"
    module = draw(names)
    common = draw(st.booleans())
    found = [draw(parameters(name, text)) for name in draw(st.lists(names, max_size=4, unique_by=str.lower))]
    document = CommandHelp(
        title,
        {
            "document type": "cmdlet",
            "external help file": f"{module}-Help.xml",
            "HelpUri": draw(st.sampled_from(("", "https://example.test/help"))),
            "Locale": "en-US",
            "Module Name": module,
            "ms.date": "01/31/2026",
            "PlatyPS schema version": "2024-05-01",
            "title": title,
        },
    )
    document.synopsis = draw(text)
    document.description = draw(text)
    document.notes = draw(text)
    document.parameters = found
    document.common_parameters = common
    document.syntaxes = _syntaxes(title, found, common)
    document.examples = [Example(f"Example {n}", draw(text)) for n in range(1, draw(st.integers(0, 3)) + 1)]
    document.inputs = [TypeNote(draw(types), draw(text)) for _ in range(draw(st.integers(0, 2)))]
    document.outputs = [TypeNote(draw(types), draw(text)) for _ in range(draw(st.integers(0, 2)))]
    document.links = [
        Link(draw(st.sampled_from(("Get-It", "The yard book", "a b"))), "https://example.test/a")
        for _ in range(draw(st.integers(0, 2)))
    ]
    if draw(st.booleans()):
        document.extra = {"positionalBinding": "false", "request": {"method": "GET", "path": "/x/{Id}"}}
    return document
