"""Commands: names, arguments, parameters and redirections (values.md §A.3 to §A.5, §A.10)."""

from __future__ import annotations

from .brackets import Brackets
from .nodes import ArrayLiteral, ExpandableString, Node, StringConstant, Variable
from .operands import QUOTES, simple_value
from .patterns import ARGUMENT, BLANK_RUN, VERBATIM_RUN
from .structure import Command, Parameter, Redirection
from .tokens import COMMAND, COMMAND_END, NO_ARGUMENT, STREAMS, Token, kinds

_VERBATIM = "--%"
_PRIMARY = kinds(
    "SplattedVariable Variable Number HereStringExpandable StringExpandable HereStringLiteral StringLiteral LParen "
    "DollarParen AtParen AtCurly LCurly"
)
_STREAM_TEXTS = (
    "* stream",
    "output stream",
    "error stream",
    "warning stream",
    "verbose stream",
    "debug stream",
    "information stream",
)


class Commands(Brackets):
    """Reads commands. ``context`` tells what an argument is for: ``name`` (of a command), ``called name`` (behind ``&``
    or ``.``), ``argument``, or ``single`` for what takes no comma list (a file's name, a switch condition)."""

    __slots__ = ()

    def command_rule(self) -> Command | None:
        """A command up to what ends it; None, and nothing taken, when none starts here."""
        mode = self.mode
        self.set_mode(COMMAND)
        first = token = self.next()
        operator = ""
        context = "name"
        if token.kind in ("Dot", "Ampersand"):
            operator = token.kind
            context = "called name"
            token = self.next()
        if token.kind in COMMAND_END:
            self.ungot = token
            if operator:
                raise self.error(first.start, first.end, "MissingExpression", self.text_of(first))
            self.set_mode(mode)
            return None
        elements: list[Node] = []
        redirections: dict[int, Redirection] = {}
        outer_dashes, self.saw_dashes = self.saw_dashes, False
        end = self.command_element_rule(token, context, elements, redirections)
        end = self.command_elements_rule(end, elements, redirections)
        self.saw_dashes = outer_dashes
        self.set_mode(mode)
        return Command(first.start, end, elements, operator, [redirections[stream] for stream in sorted(redirections)])

    def command_elements_rule(self, end: int, elements: list[Node], redirections: dict[int, Redirection]) -> int:
        """The arguments of a command, and where the last of them ends."""
        while True:
            if self.ungot is None and not self.skipped:
                end = self.simple_arguments(end, elements)
            token = self.next()
            if token.kind in COMMAND_END:
                self.ungot = token
                return end
            end = self.command_element_rule(token, "argument", elements, redirections)

    def simple_arguments(self, end: int, elements: list[Node]) -> int:
        """Take the common forms of arguments, each in one step. The results are those of ``command_element_rule``."""
        text, base = self.text, self.base
        position = self.pos
        append = elements.append
        match = ARGUMENT.match(text, position)
        while match is not None:
            kind = match.lastgroup
            position = match.end()
            end = position + base
            if kind == "word":
                start, stop = match.span(kind)
                append(StringConstant(start + base, end, text[start:stop], "bare"))
            elif kind == "parameter":
                start, stop = match.span(kind)
                if self.saw_dashes:
                    append(StringConstant(start - 1 + base, end, text[start - 1 : stop], "bare"))
                else:
                    append(Parameter(start - 1 + base, end, text[start:stop], None, end))
            else:
                append(simple_value(match, base))
            match = ARGUMENT.match(text, position)
        self.pos = position
        return end

    def command_element_rule(
        self, token: Token, context: str, elements: list[Node], redirections: dict[int, Redirection]
    ) -> int:
        """One element of a command, of which a token has been taken; gives its end."""
        kind = token.kind
        element: Node
        if kind == "Parameter":
            element = self.parameter_rule(token, context)
        elif kind == "Redirection" or kind == "RedirectInStd":
            if context == "argument":
                return self.redirection_rule(token, redirections)
            element = self.bare(token)
        elif kind == "MinusMinus":
            # Only the first one ends the parameters; it is a parameter itself, which the binder leaves out.
            if self.saw_dashes:
                element = self.bare(token)
            else:
                self.saw_dashes = True
                element = Parameter(token.start, token.end, "-", None, token.end)
        elif kind == "Comma":
            raise self.error(token.start, token.end, "MissingArgument")
        else:
            unchecked = self.unchecked
            argument = self.command_argument_rule(token, context)
            assert argument is not None
            if kind == "SplattedVariable" and type(argument) is Variable:
                # A splat of its own is what it should be.
                self.unchecked = unchecked
            element = argument
            if kind in QUOTES and token.value == _VERBATIM and (self.ungot is None or self.ungot.kind == "Parameter"):
                elements.append(element)
                element = self.verbatim_rule()
        elements.append(element)
        return element.end

    def bare(self, token: Token) -> StringConstant:
        """A token taken as a word."""
        return StringConstant(token.start, token.end, self.text_of(token), "bare")

    def verbatim_rule(self) -> Node:
        """``--%``: the rest of the line is one argument, unless an unquoted pipe or ``&&`` ends it."""
        text = self.text
        self.ungot = None
        self.token_start = BLANK_RUN.match(text, self.pos).end()
        self.pos = min(VERBATIM_RUN.match(text, self.token_start).end(), self.size)
        start, end = self.extent()
        return StringConstant(start, end, self.source(start, end), "bare")

    def parameter_rule(self, token: Token, context: str) -> Node:
        """A parameter with the argument behind its colon; a word where no parameter may stand."""
        if context != "argument" or self.saw_dashes:
            return self.bare(token)
        if not token.colon or self.peek().kind == "Comma":
            return Parameter(token.start, token.end, token.value, None, token.end)
        argument = self.command_argument_rule(self.next(), "argument")
        if argument is None:
            raise self.error(token.end, token.end, "ParameterRequiresArgument", self.text_of(token))
        return Parameter(token.start, argument.end, token.value, argument, token.end)

    # Arguments

    def command_argument_rule(self, token: Token, context: str) -> Node | None:
        """An argument with all items of its comma list; None, and the token given back, when none starts here."""
        if token.kind in NO_ARGUMENT:
            self.ungot = token
            return None
        argument = self.argument_item(token, context)
        if context != "argument" or (token.kind == "Generic" and token.value == _VERBATIM):
            return argument
        comma = self.peek()
        if comma.kind != "Comma":
            return argument
        items = [argument]
        while comma.kind == "Comma":
            self.skip_token()
            self.skip_newlines()
            token = self.next()
            if token.kind in NO_ARGUMENT:
                self.ungot = token
                raise self.missing(comma.end, "MissingExpression", ",")
            items.append(self.argument_item(token, context))
            if token.kind == "Generic" and token.value == _VERBATIM:
                break
            comma = self.peek()
        return ArrayLiteral(items[0].start, items[-1].end, items)

    def argument_item(self, token: Token, context: str) -> Node:
        """One item of an argument: an operand, or any other token as a word."""
        if token.kind in _PRIMARY:
            self.ungot = token
            operand = self.primary_expression_rule(with_members=True)
            assert operand is not None
            return operand
        if token.kind != "Generic":
            return self.bare(token)
        # A command's name is not expanded, unless it is called with an operator.
        if token.parts is not None and context != "name":
            return ExpandableString(token.start, token.end, self.expand_parts(token.parts), "bare")
        return StringConstant(token.start, token.end, token.value, "bare")

    def single_argument_rule(self, context: str = "single") -> Node | None:
        """An argument in any mode; None when there is none."""
        if self.peek().kind in ("Comma", "EndOfInput"):
            return None
        mode = self.mode
        self.set_mode(COMMAND)
        argument = self.command_argument_rule(self.next(), context)
        self.set_mode(mode)
        return argument

    # Redirections

    def redirection_rule(self, token: Token, redirections: dict[int, Redirection]) -> int:
        """A redirection, and its file's name if it takes one; gives its end."""
        if token.kind == "RedirectInStd":
            if self.single_argument_rule() is None:
                raise self.error(token.end, token.end, "MissingFileSpecification")
            raise self.error(token.start, token.end, "RedirectionNotSupported", "<")
        stream, append, into = token.value
        if into >= 0:
            if into != 1 or stream == into:
                raise self.error(token.start, token.end, "RedirectionNotSupported", self.text_of(token))
            redirection = Redirection(token.start, token.end, STREAMS[stream], into=STREAMS[into])
        else:
            target = self.single_argument_rule()
            if target is None:
                raise self.error(token.end, token.end, "MissingFileSpecification")
            redirection = Redirection(token.start, target.end, STREAMS[stream], target, append)
        if stream in redirections:
            at = redirection.start, redirection.end
            raise self.error(*at, "StreamAlreadyRedirected", _STREAM_TEXTS[stream])
        redirections[stream] = redirection
        return redirection.end
