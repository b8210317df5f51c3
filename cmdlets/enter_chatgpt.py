"""Enter-ChatGPT: a dialogue with a chat model, typed on a terminal or read from a pipe (streams.md §11)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from pscompat.handlers import to_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.handlers import Call

WIDEST = 46
MARGIN = 4
BANNER = "#send sends, #exit leaves"
NOT_PASSED = ("NoHeader", "Model")


def process(call: Call) -> None:
    """Read what is said, show what is answered, until ``#exit`` or the end of the input."""
    if not call.values.NoHeader:
        _header(call)
    model = to_string(call.values.Model or "")
    history: list[dict[str, Any]] = []
    while True:
        call.show("User:>>>")
        lines: list[str] = []
        for word, rest in _typed(call, lines):
            if word in ("exit", "end"):
                return
            model = rest
            call.show(f">AI model is switched to {model}")
        text = "\n".join(lines).rstrip()
        call.show("Assistant:>>>")
        answer = _answer(call, text, model, history)
        call.show("\n")
        history += [{"role": "user", "content": text}, {"role": "assistant", "content": answer}]


def _header(call: Call) -> None:
    width = call.session.screen_width or shutil.get_terminal_size().columns
    rule = "/" * max(0, min(WIDEST, width - MARGIN))
    for line in (rule, BANNER.center(len(rule)).rstrip(), rule, ""):
        call.show(line)


def _typed(call: Call, lines: list[str]) -> Iterator[tuple[str, str]]:
    """The commands among the typed lines, ``exit`` at the end of the input; all else goes into ``lines``.

    ``#send``, or an empty line behind an empty one, ends what is said.
    """
    while True:
        line = call.read_line()
        if line is None:
            yield "exit", ""
            return
        word, rest = _command(line)
        if word == "send":
            return
        if word:
            yield word, rest
            continue
        if not line and lines and not lines[-1]:
            return
        lines.append(line)


def _command(line: str) -> tuple[str, str]:
    """The command that a line is, and the name behind ``#model``; empty for a text."""
    words = line[1:].split() if line.startswith("#") else []
    word, rest = (words[0].lower(), words[1:]) if words else ("", [])
    if word in ("exit", "end", "send") and not rest:
        return word, ""
    return ("model", rest[0]) if word == "model" and rest else ("", "")


def _answer(call: Call, text: str, model: str, history: list[dict[str, Any]]) -> str:
    """Show the answer piece by piece; an error is written, and the answer is what came before it."""
    given = {name: value for name, value in call.bound.items() if name not in NOT_PASSED}
    if model:
        given["Model"] = model
    if text:
        given["Message"] = text
    pieces = []
    for piece in call.invoke("Request-ChatCompletion", **given, Stream=True, History=list(history)):
        pieces.append(to_string(piece))
        call.show(pieces[-1], ends_line=False)
    return "".join(pieces)
