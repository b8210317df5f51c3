"""A manual page (troff with the man macros) from a document; hidden parameters are left out."""

from __future__ import annotations

import re

from ...helpfile.help_text import TextBlock, split_blocks
from ..document import COMMON_PARAMETERS_TEXT, CommandHelp, HelpParameter
from .syntax_items import sorted_tokens, token

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_ESCAPES = {"\\": "\\e", "-": "\\-", "`": "\\(ga", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq"}
_LONG_WORD = re.compile(r"\S{30,}")
_BREAK = "\ue000"
_ESCAPES[_BREAK] = "\\:"
_CODE_ESCAPES = str.maketrans(_ESCAPES)
_TEXT_ESCAPES = str.maketrans({key: value for key, value in _ESCAPES.items() if key not in "-'\""})
_INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?P<inside>.{1,500}?)(?<!`)(?P=ticks)(?!`))"
    r"|\*\*(?P<strong>\S(?:.{0,500}?\S)?)\*\*"
    r"|(?<![*\w])\*(?P<emphasis>\S(?:[^*]{0,500}?\S)?)\*(?![*\w])"
    r"|!?\[(?P<text>[^\][]{0,500})\]\((?P<href>[^()\s]{0,2000})\)",
    re.DOTALL,
)


def write_man(document: CommandHelp, *, section: str = "1") -> str:
    """The page's source. It renders without warnings under groff and mandoc."""
    return _Writer(document, section).text()


class _Writer:
    def __init__(self, document: CommandHelp, section: str) -> None:
        self.document = document
        self.section = section
        self.out: list[str] = []

    def text(self) -> str:
        document = self.document
        module = document.module or "PowerShell"
        self.out.append(
            f'.TH {_argument(document.title)} {self.section} "{_iso_date(document)}" '
            f"{_argument(module)} {_argument(module)}"
        )
        # Names must not be hyphenated, and long ones leave lines that cannot be justified.
        self.out += [".nh", ".ad l"]
        summary = " ".join(document.synopsis.split()) or "a PowerShell cmdlet"
        self.out += [".SH NAME", f"{_code(document.title)} \\- {_inline(summary)}"]
        self.syntax()
        self.blocks("DESCRIPTION", document.description or "")
        self.parameters()
        for heading, notes in (("INPUTS", document.inputs), ("OUTPUTS", document.outputs)):
            if notes:
                self.out.append(f".SH {heading}")
            for note in notes:
                self.entry(f"\\fB{_code(note.name)}\\fR", note.description)
        self.blocks("NOTES", document.notes or "")
        self.examples()
        self.links()
        return "".join(f"{line}\n" for line in self.out)

    def syntax(self) -> None:
        hidden = {parameter.name.lower() for parameter in self.document.parameters if parameter.dont_show}
        if self.document.syntaxes:
            self.out.append(".SH SYNOPSIS")
        for number, item in enumerate(self.document.syntaxes):
            words = [f"\\fB{_code(item.command.strip())}\\fR"]
            # A parameter and its value stay on one line.
            shown = (each for each in sorted_tokens(item) if each.name.lower() not in hidden)
            words += [_code(token(each)).replace(" ", "\\ ") for each in shown]
            words += ["[<CommonParameters>]"] if item.common else []
            self.out += [".PP"] if number else []
            self.out.append(" ".join(words))

    def blocks(self, heading: str, text: str) -> None:
        blocks = split_blocks(text)
        if blocks:
            self.out.append(f".SH {heading}")
        for number, block in enumerate(blocks):
            self.block(block, first=number == 0)

    def block(self, block: TextBlock, *, first: bool) -> None:
        if block.kind == "code":
            self.out += [] if first else [".PP"]
            self.out += [".RS 4", ".nf", *(_line(_code(line)) for line in block.text.split("\n")), ".fi", ".RE"]
        elif block.kind == "definitions":
            for term, definition in zip(block.items[::2], block.items[1::2], strict=True):
                self.out += [".TP", f"\\fB{_inline(term)}\\fR", *_lines(definition)]
        elif block.kind in ("bullet", "ordered"):
            for number, item in enumerate(block.items, 1):
                tag = "\\(bu 2" if block.kind == "bullet" else f"{number}. 4"
                self.out += [f".IP {tag}", *_lines(item)]
        else:
            self.out += [] if first else [".PP"]
            self.out += _lines(block.text)

    def entry(self, tag: str, text: str, facts: str = "") -> None:
        """A tagged paragraph; what does not fit into one follows indented like it."""
        self.out += [".TP", tag]
        blocks = split_blocks(text)
        if blocks and blocks[0].kind == "para":
            self.out += _lines(blocks.pop(0).text)
        else:
            self.out.append("\\&")
        if blocks or facts:
            self.out.append(".RS")
            for block in blocks:
                self.block(block, first=False)
            self.out += [".PP", facts] if facts else []
            self.out.append(".RE")

    def parameters(self) -> None:
        shown = [parameter for parameter in self.document.parameters if not parameter.dont_show]
        if shown or self.document.common_parameters:
            self.out.append(".SH PARAMETERS")
        for parameter in shown:
            name = f"\\fB\\-{_code(parameter.name)}\\fR"
            kind = "" if parameter.is_switch else f" \\fI<{_code(_short(parameter.type or 'Object'))}>\\fR"
            self.entry(name + kind, parameter.description, _facts(parameter))
        if self.document.common_parameters:
            self.entry("\\fB<CommonParameters>\\fR", COMMON_PARAMETERS_TEXT)

    def examples(self) -> None:
        if self.document.examples:
            self.out.append(".SH EXAMPLES")
        for example in self.document.examples:
            self.out.append(f".SS {_argument(example.title or 'Example')}")
            for number, block in enumerate(split_blocks(example.text)):
                self.block(block, first=number == 0)

    def links(self) -> None:
        links = [(link.text, link.href) for link in self.document.links]
        if self.document.help_uri:
            links.insert(0, ("Online version", self.document.help_uri))
        if links:
            self.out.append(".SH SEE ALSO")
        for number, (text, href) in enumerate(links):
            shown = _code(text) if text == href or not href else f"{_code(text)}: {_code(href)}"
            self.out += [".PP"] if number else []
            self.out.append(_line(shown))


def _facts(parameter: HelpParameter) -> str:
    """What the views of Get-Help list about a parameter, in one line."""
    required = sorted({entry.required for entry in parameter.sets})
    facts = ["Required." if required == [True] else "Required in some sets." if True in required else "Optional."]
    positions = sorted({entry.position or "" for entry in parameter.sets if (entry.position or "").isdigit()})
    if positions:
        facts.append(f"Position {', '.join(positions)}.")
    if parameter.default:
        facts.append(f"Default: {parameter.default}.")
    if parameter.accepted_values:
        facts.append(f"Accepted values: {', '.join(parameter.accepted_values)}.")
    words = parameter.pipeline_words()
    if words:
        facts.append(f"Pipeline input: {', '.join(words)}.")
    if parameter.aliases:
        facts.append(f"Aliases: {', '.join(parameter.aliases)}.")
    if parameter.wildcards:
        facts.append("Wildcards are accepted.")
    return _line(" ".join(_code(fact) for fact in facts).replace("\n", " "))


def _iso_date(document: CommandHelp) -> str:
    """``ms.date`` as yyyy-mm-dd; a manual page without a date is fine."""
    match = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", str(document.metadata.get("ms.date") or ""))
    return f"{match[3]}-{match[1]}-{match[2]}" if match else ""


def _short(name: str) -> str:
    return re.sub(r"[A-Za-z_]\w*\.(?=\w)", "", name)


def _clean(text: str) -> str:
    return _LONG_WORD.sub(_breakable, _CONTROL.sub("", text.replace("\t", "    ")))


def _breakable(match: re.Match[str]) -> str:
    """A long word with places where a line may end: behind punctuation, and every 20 characters."""
    return _BREAK.join(re.findall(r"[^/?&=._,;:-]{1,20}[/?&=._,;:-]?|[/?&=._,;:-]", match[0]))


def _code(text: str) -> str:
    """Text that must be copied as it stands: dashes stay dashes."""
    return _clean(text).translate(_CODE_ESCAPES)


def _plain(text: str) -> str:
    return _clean(text).translate(_TEXT_ESCAPES)


def _inline(text: str) -> str:
    """Prose with its Markdown emphasis turned into fonts, links into ``text (address)``."""
    parts = []
    at = 0
    for match in _INLINE.finditer(text):
        parts.append(_plain(text[at : match.start()]))
        at = match.end()
        if match["code"]:
            parts.append(f"\\fB{_code(match['inside'].strip())}\\fR")
        elif match["strong"]:
            parts.append(f"\\fB{_plain(match['strong'])}\\fR")
        elif match["emphasis"]:
            parts.append(f"\\fI{_plain(match['emphasis'])}\\fR")
        else:
            name, href = match["text"], match["href"]
            parts.append(_code(href) if name in ("", href) else f"{_plain(name)} ({_code(href)})")
    parts.append(_plain(text[at:]))
    return "".join(parts)


def _lines(text: str) -> list[str]:
    """A paragraph's lines; two blanks at the end of one break it."""
    out: list[str] = []
    for line in _inline(text).split("\n"):
        if line.strip():
            out.append(_line(line.strip()))
            if line.endswith("  "):
                out.append(".br")
    return out[:-1] if out and out[-1] == ".br" else out or ["\\&"]


def _line(text: str) -> str:
    """A line that no roff request begins."""
    return f"\\&{text}" if text[:1] in (".", "'") else text or "\\&"


def _argument(text: str) -> str:
    """A macro's argument in quotes."""
    return f'"{_code(" ".join(text.split()))}"'
