"""Text that was copied from a console, with PowerShell's prompts at the start of its lines."""

from __future__ import annotations

_SINGLE = "'\u2018\u2019\u201a\u201b"
_DOUBLE = '"\u201c\u201d\u201e'


def prompt_of(line: str) -> str:
    """PowerShell's prompt at the start of a line (``PS C:\\>``, ``PS>``, ``>>``), empty if there is none."""
    text = line.strip()
    if text.startswith(">>"):
        return ">>"
    before, mark, rest = text.partition("]: PS")
    if mark and before.startswith("["):
        # Of another machine, or of the debugger: [server]: PS C:\>
        inner = prompt_of("PS" + rest)
        return inner and before + "]: " + inner
    if not text.startswith("PS") or ">" not in text:
        return ""
    path = text[2:].partition(">")[0]
    folder = path.strip()
    shows_folder = path[:1] == " " and (folder[:1] in ("/", "~", "\\", "") or ":" in folder)
    return f"PS{path}>" if not path or shows_folder else ""


def without_prompts(text: str) -> tuple[str, list[int]]:
    """The text without the prompts at the start of its lines, and the numbers of the lines that had one.

    What stands inside a string or a comment is no prompt, but for the ``>>`` of a string that was begun behind one.

    >>> without_prompts("PS C:\\\\> Get-Item |\\n>> Select-Object id")
    ('Get-Item |\\nSelect-Object id', [1, 2])
    """
    kept: list[str] = []
    numbers: list[int] = []
    quotes = Quotes()
    prompted = False
    for number, line in enumerate(lines_of(text), 1):
        prompt = prompt_of(line) if not quotes.open else ">>" if prompted and line.lstrip().startswith(">>") else ""
        prompted = bool(prompt)
        if prompted:
            numbers.append(number)
            line = line.lstrip()[len(prompt) :].lstrip(">").removeprefix(" ")
        kept.append(line)
        quotes.read(line)
    return "".join(kept), numbers


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as PowerShell counts them: LF, CR, or both."""
    lines = text.split("\n")
    whole = [line + "\n" for line in lines[:-1]] + [lines[-1]] * bool(lines[-1])
    return whole if "\r" not in text else [part for line in whole for part in _parts(line)]


def _parts(line: str) -> list[str]:
    """What carriage returns within a line make of it."""
    body, end = (line[:-2], "\r\n") if line.endswith("\r\n") else (line[:-1], "\n") if line[-1:] == "\n" else (line, "")
    parts = body.split("\r")
    last = parts.pop() + end
    return [part + "\r" for part in parts] + [last] * bool(last)


class Quotes:
    """Follows which strings and comments are open from line to line; ``$(`` inside a string opens code again.

    open    the marks of what is open, the innermost last
    """

    __slots__ = ("_stack",)

    def __init__(self) -> None:
        self._stack: list[str] = []

    @property
    def open(self) -> bool:
        """Whether a string or comment is open at the end of what was read."""
        return bool(self._stack)

    def read(self, line: str) -> None:
        """Go on with a line, its end included."""
        stack = self._stack
        if stack and stack[-1] in ("@'", '@"'):
            mark = _SINGLE if stack[-1] == "@'" else _DOUBLE
            if line[:1] and line[0] in mark and line[1:2] == "@":
                stack.pop()
                line = line[2:]
        position, size = 0, len(line)
        while position < size:
            position = self._step(line, position)

    def _step(self, line: str, position: int) -> int:
        """Go past one character, or what belongs to it."""
        stack = self._stack
        inside = stack[-1] if stack else ""
        char, following = line[position], line[position + 1 : position + 2]
        if inside == "<#":
            if char == "#" and following == ">":
                stack.pop()
                return position + 2
        elif inside == "'":
            if char in _SINGLE:
                stack.pop()
        elif inside == '"' or inside == '@"':
            if char == "`":
                return position + 2
            if char == "$" and following == "(":
                stack.append("(")
                return position + 2
            if char in _DOUBLE and inside == '"':
                stack.pop()
        elif inside != "@'":
            return self._code(line, position, inside)
        return position + 1

    def _code(self, line: str, position: int, inside: str) -> int:
        stack = self._stack
        char, following = line[position], line[position + 1 : position + 2]
        if char == "`":
            return position + 2
        if char == "@" and following and following in _SINGLE + _DOUBLE and not line[position + 2 :].strip():
            stack.append("@'" if following in _SINGLE else '@"')
            return len(line)
        if char in _SINGLE:
            stack.append("'")
        elif char in _DOUBLE:
            stack.append('"')
        elif char == "<" and following == "#":
            stack.append("<#")
            return position + 2
        elif char == "#" and (position == 0 or line[position - 1] in " \t;(){}|,"):
            return len(line)
        elif char == "(" and inside:
            stack.append("(")
        elif char == ")" and inside == "(":
            stack.pop()
        return position + 1
