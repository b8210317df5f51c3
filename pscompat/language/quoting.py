"""Strings, here-strings, variables and unquoted words (values.md §A.7 to §A.9)."""

from __future__ import annotations

from ..dotnet.texts import DOUBLE_QUOTES, SINGLE_QUOTES
from .characters import BREAKERS, ESCAPES, is_letter_or_digit, is_variable_start
from .patterns import (
    BLANK_RUN,
    BRACED_VARIABLE_RUN,
    DOUBLE_QUOTED_RUN,
    EXPANDABLE_HERE_RUN,
    HERE_RUN,
    HEX_RUN,
    LINE_RUN,
    NESTED_RUN,
    SINGLE_QUOTED_RUN,
    VARIABLE_RUN,
    WORD_RUN,
)
from .source import Source
from .tokens import COMMAND, EXPRESSION, NestedText, Token
from .variables import split_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    Parts = list[str | Token]


class Quoting(Source):
    """Scans what stands in quotes and what may be expanded."""

    __slots__ = ()

    # Escapes

    def escaped(self) -> str:
        """What a backtick and the character at ``pos`` stand for; moves behind them."""
        char = self.text[self.pos]
        self.pos += 1
        return self.unicode_escape() if char == "u" else ESCAPES.get(char, char)

    def unicode_escape(self) -> str:
        """```u{…}``: the opening ``u`` has been passed."""
        start = self.pos - 2
        text = self.text
        if text[self.pos] != "{":
            raise self.error(start + self.base, self.pos + self.base, "InvalidUnicodeEscapeSequence")
        first = self.pos + 1
        end = HEX_RUN.match(text, first).end()
        digits = text[first:end]
        if len(digits) > 6:
            raise self.error_here(first + 6, "TooManyDigitsInUnicodeEscapeSequence")
        if text[end] != "}":
            missing = "MissingUnicodeEscapeSequenceTerminator" if len(digits) == 6 else "InvalidUnicodeEscapeSequence"
            raise self.error_here(end, missing)
        self.pos = end + 1
        if not digits:
            raise self.error(start + self.base, self.pos + self.base, "InvalidUnicodeEscapeSequence")
        code = int(digits, 16)
        if code > 0x10FFFF:
            raise self.error(first + self.base, end + self.base, "InvalidUnicodeEscapeSequenceValue")
        if 0xD800 <= code < 0xE000:
            # Half of a pair: the other half may come from the next escape.
            self.wide = True
        return chr(code)

    # Strings

    def single_quoted(self) -> str:
        """The value of a single-quoted string whose opening quote has been passed."""
        text = self.text
        position = self.pos
        opening = position - 1
        found: list[str] = []
        while True:
            end = SINGLE_QUOTED_RUN.match(text, position).end()
            found.append(text[position:end])
            if text[end] == "\0":
                if end >= self.size:
                    raise self.unterminated(opening, "'")
                found.append("\0")
                position = end + 1
            elif text[end + 1] in SINGLE_QUOTES:
                found.append(text[end + 1])
                position = end + 2
            else:
                self.pos = end + 1
                return "".join(found)

    def double_quoted(self, parts: Parts) -> None:
        """Append what stands in a double-quoted string whose opening quote has been passed."""
        text = self.text
        opening = self.pos - 1
        while True:
            end = DOUBLE_QUOTED_RUN.match(text, self.pos).end()
            if end > self.pos:
                parts.append(text[self.pos : end])
            char = text[end]
            self.pos = end + 1
            if char in DOUBLE_QUOTES:
                if text[end + 1] not in DOUBLE_QUOTES:
                    return
                parts.append(text[end + 1])
                self.pos = end + 2
            elif char == "\0" and end >= self.size:
                raise self.unterminated(opening, '"')
            else:
                parts.append(self.expansion(char, here=False))

    def expansion(self, char: str, here: bool) -> str | Token:
        """What a ``$`` or backtick just passed begins; any other character, and a lone one, stands for itself."""
        if char == "$":
            return self.dollar(here) or char
        if char == "`" and self.text[self.pos] != "\0":
            return self.escaped()
        return char

    def unterminated(self, opening: int, terminator: str) -> Exception:
        self.pos = self.size
        start, end = opening + self.base, self.size + self.base
        return self.incomplete(start, end, "TerminatorExpectedAtEndOfString", terminator)

    def string_token(self, kind: str, parts: Parts) -> Token:
        """The token of a string: a constant when there is nothing to expand in it."""
        token = self.token(kind)
        if all(type(part) is str for part in parts):
            token.value = self.joined("".join(parts))  # type: ignore[arg-type]
        else:
            token.parts = parts
        return token

    # Sub-expressions and variables inside strings

    def dollar(self, here: bool) -> Token | None:
        """The variable or sub-expression behind a ``$`` in an expandable text; None when there is none."""
        char = self.text[self.pos]
        saved_start, saved_mode = self.token_start, self.mode
        self.mode = EXPRESSION
        token: Token | None = None
        if char == "(":
            self.pos += 1
            token = self.nested_text(here)
        elif char == "{" or is_variable_start(char):
            self.token_start = self.pos - 1
            token = self.variable(splatted=False, in_string=True)
        self.token_start, self.mode = saved_start, saved_mode
        return token

    def nested_text(self, here: bool) -> NestedText:
        """A sub-expression in a string, up to its closing parenthesis: ``$(`` has been passed.

        A quote doubled, or escaped with a backtick, becomes a single one, so that the text can be read on its own.
        """
        self.token_start = start = self.pos - 2
        text = self.text
        found = ["$("]
        skipped: list[int] = []
        count = 1
        while count:
            end = NESTED_RUN.match(text, self.pos).end()
            found.append(text[self.pos : end])
            char = text[end]
            self.pos = end + 1
            if char == "(":
                count += 1
            elif char == ")":
                count -= 1
            elif char == "\0":
                if end >= self.size:
                    self.pos = self.size
                    at = start + self.base, self.size + self.base
                    raise self.incomplete(*at, "IncompleteDollarSubexpressionReference")
            elif not here and text[self.pos] in DOUBLE_QUOTES:
                char = text[self.pos]
                self.pos += 1
                skipped.append(end + self.base)
            found.append(char)
        first, last = self.extent()
        return NestedText(first, last, "".join(found), skipped or self.skipped)

    def variable(self, splatted: bool, in_string: bool) -> Token:
        """The variable whose ``$`` or ``@`` has been passed, or the word that it turns out to be."""
        text = self.text
        start = self.pos
        char = text[start]
        if char == "{":
            return self.braced_variable(in_string)
        if not is_variable_start(char):
            return self.word("$")
        position = start + 1
        if char not in "$?^":
            position = VARIABLE_RUN.match(text, position).end()
            while text[position] > "\x7f" and is_letter_or_digit(text[position]):
                position = VARIABLE_RUN.match(text, position + 1).end()
            ends_word = text[position] in ".[=" or text[position : position + 2] == "::"
        else:
            ends_word = False
        if self.mode == COMMAND and not ends_word and text[position] not in BREAKERS:
            self.pos = self.token_start
            return self.word("")
        self.pos = position
        name = text[start:position]
        scope, rest = split_name(name)
        if not rest:
            # PowerShell's scopes are no drives, so "$global:" is told another story than "$env:".
            drive = scope and scope.lower() not in ("global", "local", "private", "script", "variable")
            problem = "InvalidVariableReferenceWithDrive" if drive else "InvalidVariableReference"
            raise self.error(self.token_start + self.base, position + self.base, problem)
        return self.token("SplattedVariable" if splatted else "Variable", self.joined(name))

    def braced_variable(self, in_string: bool) -> Token:
        """``${…}``: ``pos`` is at the brace."""
        text = self.text
        start = self.pos
        self.pos += 1
        found: list[str] = []
        while True:
            end = BRACED_VARIABLE_RUN.match(text, self.pos).end()
            found.append(text[self.pos : end])
            char = text[end]
            self.pos = end + 1
            if char == "}":
                break
            if end >= self.size or (char == "`" and self.pos >= self.size):
                self.pos = self.size
                at = start + self.base, self.size + self.base
                raise self.incomplete(*at, "IncompleteDollarVariableReference")
            if char == "{":
                raise self.error_here(self.pos, "OpenBraceNeedsToBeBackTickedInVariableName")
            if char == "`":
                char = self.escaped()
            elif in_string and char in DOUBLE_QUOTES and self.pos >= self.size:
                self.pos = self.size
                at = start + self.base, self.size + self.base
                raise self.incomplete(*at, "IncompleteDollarVariableReference")
            elif in_string and char in DOUBLE_QUOTES and text[self.pos] in DOUBLE_QUOTES:
                char = text[self.pos]
                self.pos += 1
            found.append(char)
        name = "".join(found)
        if not name:
            raise self.error_here(self.pos - 1, "EmptyVariableReference")
        if self.mode == COMMAND and text[self.pos] not in BREAKERS and text[self.pos] not in ".[":
            self.pos = self.token_start
            return self.word("")
        if not split_name(name)[1]:
            at = self.token_start + self.base, self.pos + self.base
            raise self.error(*at, "InvalidBracedVariableReference")
        return self.token("Variable", self.joined(name))

    # Words

    def word(self, prefix: str) -> Token:
        """An unquoted word, of which ``prefix`` has been scanned already (values.md §A.4)."""
        text = self.text
        parts: Parts = [prefix]
        expandable = False
        while True:
            end = WORD_RUN.match(text, self.pos).end()
            parts.append(text[self.pos : end])
            char = text[end]
            if char in BREAKERS:
                self.pos = end
                break
            self.pos = end + 1
            if char in SINGLE_QUOTES:
                parts.append(self.single_quoted())
            elif char in DOUBLE_QUOTES:
                self.double_quoted(parts)
                expandable = True
            else:
                part = self.expansion(char, here=False)
                parts.append(part)
                expandable = expandable or type(part) is not str
        token = self.token("Generic")
        if not expandable:
            token.value = self.joined("".join(parts))  # type: ignore[arg-type]
            return token
        raw = [part if isinstance(part, str) else self.raw_text(part) for part in parts]
        token.value = self.joined("".join(raw))
        if any(type(part) is not str for part in parts):
            token.parts = parts
        return token

    def raw_text(self, token: Token) -> str:
        """A nested token as it stands in the text; a command's name is never expanded."""
        return self.full[token.start : token.end]

    # Here-strings

    def here_string(self, quotes: str) -> Token:
        """``@'`` or ``@"`` has been passed, the quotes that end it are given (values.md §A.8)."""
        header = self.pos - 2
        expandable = quotes is DOUBLE_QUOTES
        self.here_header(header, quotes[0])
        parts: Parts = []
        false_footer = -1
        ended, false_footer = self.here_footer(parts, quotes, false_footer)
        run = EXPANDABLE_HERE_RUN if expandable else HERE_RUN
        text = self.text
        while not ended:
            end = run.match(text, self.pos).end()
            parts.append(text[self.pos : end])
            char = text[end]
            self.pos = end + 1
            if char in "\r\n":
                length = len(parts)
                if char == "\r" and text[self.pos] == "\n":
                    self.pos += 1
                    char = "\r\n"
                parts.append(char)
                ended, false_footer = self.here_footer(parts, quotes, false_footer)
                if ended:
                    # The last line end belongs to the footer.
                    del parts[length:]
            elif char == "\0" and end >= self.size:
                self.pos = self.size
                if false_footer >= 0:
                    at = false_footer + self.base, self.size + self.base
                    raise self.incomplete(*at, "WhitespaceBeforeHereStringFooter")
                raise self.unterminated(header, f"{quotes[0]}@")
            else:
                parts.append(self.expansion(char, here=True) if expandable else char)
        return self.string_token("HereStringExpandable" if expandable else "HereStringLiteral", parts)

    def here_header(self, header: int, quote: str) -> None:
        """White space and a line end must follow ``@'`` or ``@"``."""
        text = self.text
        self.pos = BLANK_RUN.match(text, self.pos).end()
        char = text[self.pos]
        if char in "\r\n":
            self.pos += 2 if text[self.pos : self.pos + 2] == "\r\n" else 1
        elif self.pos >= self.size:
            raise self.unterminated(header, f"{quote}@")
        else:
            raise self.error_here(self.pos, "UnexpectedCharactersAfterHereStringHeader")

    def here_footer(self, parts: Parts, quotes: str, false_footer: int) -> tuple[bool, int]:
        """At the start of a line: whether the here-string ends, and where a footer behind blanks was first seen."""
        text = self.text
        if text[self.pos] in quotes and text[self.pos + 1] == "@":
            self.pos += 2
            return True, false_footer
        end = BLANK_RUN.match(text, self.pos).end()
        parts.append(text[self.pos : end])
        self.pos = end
        if text[end] in quotes and text[end + 1] == "@":
            parts.append(text[end : end + 2])
            self.pos = end + 2
            if false_footer == -1:
                false_footer = end
        return False, false_footer

    def rest_of_line(self) -> int:
        """Where the line ends."""
        end: int = LINE_RUN.match(self.text, self.pos).end()
        return min(end, self.size)
