"""Lines that were pasted with the prompt before them, as consoles and examples show them."""

from __future__ import annotations

from ..errors import NotRunError, ParseError, PscompatError


def prompt_of(line: str) -> str:
    """PowerShell's prompt at the start of a line (``PS C:\\>``, ``PS>``, ``>>``), empty if there is none."""
    text = line.strip()
    if text.startswith(">>"):
        return ">>"
    if not text.startswith("PS") or ">" not in text:
        return ""
    path = text[2:].partition(">")[0]
    folder = path.strip()
    shows_folder = path[:1] == " " and (folder[:1] in ("/", "~", "\\", "") or ":" in folder)
    return f"PS{path}>" if not path or shows_folder else ""


def prompt_error(text: str, error: PscompatError) -> NotRunError | None:
    """The refusal of a text whose first line, or the one that was refused, begins with the prompt; None without one."""
    lines = text.splitlines()
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    at = error.line if isinstance(error, ParseError) else 0
    for number, line in enumerate(lines, 1):
        prompt = prompt_of(line)
        if prompt and (number in (first, at) or f" at line {number}," in error.message):
            rest = line.strip()[len(prompt) :].lstrip("> ").strip()
            return refused_prompt(prompt, f"line {number} begins with it", rest)
    return None


def refused_prompt(prompt: str, where: str, rest: str) -> NotRunError:
    """The refusal of a prompt; ``rest`` is what stands behind it."""
    return NotRunError(
        f"'{prompt}' is PowerShell's prompt, which is no part of a line: {where}.",
        hint=f"Leave it out: {rest}" if rest else "Leave it out.",
    )
