"""Parameters, names and numbers (values.md §A.5, §A.6)."""

from __future__ import annotations

from ..dotnet.numeral import scan_numeral
from ..dotnet.texts import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES
from .characters import BREAKERS, is_letter_or_digit
from .patterns import (
    AFTER_NUMBER,
    ASSEMBLY_RUN,
    BLANK_RUN,
    FOREIGN_NUMBER,
    IDENTIFIER_RUN,
    NUMBER,
    OPERATOR_RUN,
    PARAMETER_RUN,
    SIGNED_BINARY,
    TYPE_NAME_RUN,
)
from .quoting import Quoting
from .tokens import COMMAND, EXPRESSION, KEYWORDS, OPERATORS, SIGNATURE, TYPE_NAME, Token


class Names(Quoting):
    """Scans what begins with a letter, a digit, or a dash and a letter."""

    __slots__ = ()

    def parameter(self, dash: str) -> Token:
        """A dash followed by a letter: in a command a parameter, in an expression an operator (values.md §A.5)."""
        text = self.text
        if self.mode == COMMAND:
            end = PARAMETER_RUN.match(text, self.pos).end()
            while "\x1c" <= text[end] <= "\x1f":
                end = PARAMETER_RUN.match(text, end + 1).end()
            char = text[end]
            name = text[self.pos : end]
            self.pos = end
            if char in SINGLE_QUOTES or char in DOUBLE_QUOTES:
                # Quotes are never part of a parameter.
                return self.word(dash + name)
            colon = char == ":"
            self.pos += colon
        else:
            end = OPERATOR_RUN.match(text, self.pos).end()
            name = text[self.pos : end]
            self.pos = end
            colon = text[end] == ":"
            if self.mode == EXPRESSION:
                kind = OPERATORS.get(name.lower())
                if kind is not None:
                    return self.token(kind)
            if not name:
                return self.token("Minus")
        token = self.token("Parameter", self.joined(name))
        token.colon = colon
        return token

    def identifier_end(self, position: int) -> int:
        """Where the letters, digits and underscores end."""
        end: int = IDENTIFIER_RUN.match(self.text, position).end()
        while self.text[end] > "\x7f" and is_letter_or_digit(self.text[end]):
            end = IDENTIFIER_RUN.match(self.text, end + 1).end()
        return end

    def identifier(self) -> Token:
        """A letter: a keyword, a name, or in a command the start of a word."""
        if self.mode == TYPE_NAME:
            return self.type_name()
        start = self.token_start
        self.pos = end = self.identifier_end(start)
        if not self.want_simple_name:
            name = self.text[start:end]
            if self.mode == COMMAND and self.text[end] not in BREAKERS:
                return self.word(name)
            if self.mode == COMMAND or self.mode == SIGNATURE:
                return self.token(KEYWORDS.get(name.lower(), "Identifier"))
        return self.token("Identifier")

    def type_name(self) -> Token:
        """The part of a type's name that holds no brackets or commas."""
        end = TYPE_NAME_RUN.match(self.text, self.pos).end()
        while self.text[end] > "\x7f" and is_letter_or_digit(self.text[end]):
            end = TYPE_NAME_RUN.match(self.text, end + 1).end()
        self.pos = end
        return self.token("Identifier")

    def assembly_name(self) -> str:
        """The name of an assembly with its properties, behind the comma after a type's name."""
        found = [self.assembly_word()]
        while self.text[self.pos] == ",":
            self.pos += 1
            found += ", ", self.assembly_word()
            if self.text[self.pos] == "=":
                self.pos += 1
                found += "=", self.assembly_word()
        return "".join(found)

    def assembly_word(self) -> str:
        start = BLANK_RUN.match(self.text, self.pos).end()
        end = ASSEMBLY_RUN.match(self.text, start).end()
        self.pos = BLANK_RUN.match(self.text, end).end()
        return self.text[start:end]

    # Numbers

    def digit(self, char: str) -> Token:
        """A digit: a redirection such as ``2>``, a number or a word."""
        text = self.text
        if text[self.pos] != ">" or not "1" <= char <= "6":
            return self.number()
        stream = int(char)
        if text[self.pos + 1 : self.pos + 3] in ("&1", "&2"):
            self.pos += 3
            return self.token("Redirection", (stream, False, int(text[self.pos - 1])))
        if self.mode == EXPRESSION:
            return self.token("Number", stream)
        append = text[self.pos + 1] == ">"
        self.pos += 1 + append
        return self.token("Redirection", (stream, append, -1))

    def ends_number(self, end: int) -> bool:
        """Whether a number may end here."""
        char = self.text[end]
        if char in BREAKERS:
            return True
        if self.mode != EXPRESSION:
            return False
        return char in AFTER_NUMBER or (self.end_number_at_ternary and char in "?:")

    def number(self) -> Token:
        """The numeral at ``token_start``, or the word that it turns out to be (values.md §A.6)."""
        start = first = self.token_start
        text = self.text
        pattern = NUMBER
        if text[start] == "+" or text[start] in DASHES:
            first += 1
            if text[first : first + 2] in ("0b", "0B"):
                pattern = SIGNED_BINARY
        match = pattern.match(text, first)
        # Behind a sign any decimal digit may come first, but only ASCII ones make a number in the end.
        end = match.end() if match is not None else FOREIGN_NUMBER.match(text, first + 1).end()
        if not self.ends_number(end):
            self.pos = start
            return self.word("")
        self.pos = end
        literal = text[start : self.pos]
        value = int(literal) if len(literal) < 10 and literal.isdecimal() else scan_numeral(literal, signed=True)
        if value is None:
            if self.mode != EXPRESSION:
                self.pos = start
                return self.word("")
            at = start + self.base, self.pos + self.base
            raise self.error(*at, "BadNumericConstant", literal)
        return self.token("Number", value)
