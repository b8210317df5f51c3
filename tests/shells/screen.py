"""The screen of a terminal: what stands where after a program has written to it."""

from __future__ import annotations

import re

_SEQUENCE = re.compile(r"\x1b(?:\[([?>=]?)([\d;]*)([@-~])|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+].|[^\[\]()*+])")
_INCOMPLETE = re.compile(r"\x1b(?:\[[?>=]?[\d;]*|\][^\x07\x1b]*|[()*+])?$")


class Screen:
    """Rows of characters and a cursor; ``answers`` are what the terminal has to say to the program."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.cells = [[" "] * columns for _ in range(rows)]
        self.row = self.column = 0
        self.answers = ""
        self._rest = ""

    def text(self) -> str:
        """All rows, without blanks at their ends."""
        return "\n".join("".join(row).rstrip() for row in self.cells).rstrip()

    def before_cursor(self) -> str:
        """The cursor's row up to the cursor."""
        return "".join(self.cells[self.row][: self.column])

    def write(self, text: str) -> None:
        """Take what a program writes; a sequence may arrive in pieces."""
        text = self._rest + text
        self._rest = ""
        place = 0
        while place < len(text):
            char = text[place]
            if char == "\x1b":
                match = _SEQUENCE.match(text, place)
                if match is None:
                    if _INCOMPLETE.match(text, place):
                        self._rest = text[place:]
                        return
                    place += 1
                    continue
                place = match.end()
                if match[3]:
                    self._control(match[1], match[2], match[3])
                continue
            place += 1
            self._character(char)

    def _character(self, char: str) -> None:
        if char == "\r":
            self.column = 0
        elif char == "\n":
            self._line_feed()
        elif char == "\b":
            self.column = max(0, min(self.column, self.columns - 1) - 1)
        elif char == "\t":
            self.column = min(self.columns - 1, (self.column // 8 + 1) * 8)
        elif char >= " ":
            if self.column >= self.columns:
                self.column = 0
                self._line_feed()
            self.cells[self.row][self.column] = char
            self.column += 1

    def _line_feed(self) -> None:
        if self.row < self.rows - 1:
            self.row += 1
        else:
            self.cells = [*self.cells[1:], [" "] * self.columns]

    def _control(self, private: str, numbers: str, letter: str) -> None:
        given = [int(number or 0) for number in numbers.split(";")]
        count = max(1, given[0])
        row = self.cells[self.row]
        at = min(self.column, self.columns - 1)
        if letter == "A":
            self.row = max(0, self.row - count)
        elif letter == "B":
            self.row = min(self.rows - 1, self.row + count)
        elif letter == "C":
            self.column = min(self.columns - 1, self.column + count)
        elif letter == "D":
            self.column = max(0, at - count)
        elif letter == "G":
            self.column = min(self.columns, count) - 1
        elif letter == "d":
            self.row = min(self.rows, count) - 1
        elif letter in "Hf":
            self.row = min(self.rows, count) - 1
            self.column = min(self.columns, max(1, given[1] if len(given) > 1 else 1)) - 1
        elif letter == "K":
            first, last = [(at, self.columns), (0, at + 1), (0, self.columns)][given[0]]
            row[first:last] = [" "] * (last - first)
        elif letter == "J":
            if given[0] == 0:
                row[at:] = [" "] * (self.columns - at)
            below = range(self.row + 1, self.rows) if given[0] == 0 else range(self.rows)
            for index in below:
                self.cells[index] = [" "] * self.columns
        elif letter == "P":
            row[at:] = row[at + count :] + [" "] * min(count, self.columns - at)
        elif letter == "@":
            row[at:] = ([" "] * count + row[at:])[: self.columns - at]
        elif letter == "X":
            row[at : at + count] = [" "] * min(count, self.columns - at)
        elif letter == "n" and given[0] == 6:
            self.answers += f"\x1b[{self.row + 1};{at + 1}R"
        elif letter == "c" and not private:
            self.answers += "\x1b[?62c"
