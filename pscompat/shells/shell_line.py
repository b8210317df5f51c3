"""The line of a POSIX shell up to the cursor: the words of its last command, and where the shell itself would cut."""

from __future__ import annotations

_BLANKS = " \t"
_ENDS = ";|&()\n`"


class ShellLine:
    """A line as far as it is typed.

    words   the words of the command at the cursor, quotes removed; the last one is being completed
    quote   the quote that is open at the cursor, else empty
    cut     so many characters of the last word stand before the part that bash takes for the word
    """

    __slots__ = ("cut", "quote", "words")

    def __init__(self, line: str, breaks: str) -> None:
        self.quote = ""
        self.cut = 0
        self.words: list[str] = []
        self._read(line, breaks)
        while len(self.words) > 1 and _is_assignment(self.words[0]):
            del self.words[0]

    def _read(self, line: str, breaks: str) -> None:
        words: list[str] = []
        word: list[str] | None = None
        quote = ""
        cut = 0
        index = 0
        while index < len(line):
            char = line[index]
            index += 1
            if quote:
                if char == quote:
                    quote = ""
                elif char == "\\" and quote == '"' and line[index : index + 1] in ('"', "\\", "$", "`"):
                    word = [*(word or []), line[index]]
                    index += 1
                else:
                    word = [*(word or []), char]
            elif char in "'\"":
                quote = char
                word = word or []
                cut = len(word)
            elif char in _BLANKS or char in _ENDS:
                if word is not None:
                    words.append("".join(word))
                word, cut = None, 0
                if char in _ENDS:
                    words = []
            elif char == "\\":
                word = [*(word or []), *line[index : index + 1]]
                index += 1
            else:
                word = [*(word or []), char]
                if char in breaks:
                    cut = len(word)
        self.words = [*words, "".join(word or [])]
        self.quote = quote
        self.cut = cut


def _is_assignment(word: str) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.isidentifier()


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:,@+%")


def escaped(text: str, quote: str) -> str:
    """The text as bash reads it back: in the quote that is open, else with backslashes."""
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote:
        return "".join(f"\\{char}" if char in '"\\$`' else char for char in text)
    return "".join(char if char in _PLAIN or char > "\x7f" else f"\\{char}" for char in text)
