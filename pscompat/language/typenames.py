"""Type names and attributes in square brackets."""

from __future__ import annotations

from .lookahead import Lookahead
from .nodes import Attribute, Node, StringConstant, TypeName
from .tokens import EXPRESSION, TYPE_NAME, Token

_MAX_DIMENSIONS = 32


class TypeNames(Lookahead):
    """Reads ``[type]`` and ``[Attribute(…)]``."""

    __slots__ = ()

    def attribute_list_rule(self, in_expression: bool) -> list[Attribute | TypeName]:
        """Attributes and types one behind the other."""
        found: list[Attribute | TypeName] = []
        while True:
            attribute = self.attribute_rule()
            if attribute is None:
                return found
            found.append(attribute)
            if not in_expression or isinstance(attribute, Attribute):
                self.skip_newlines()

    def attribute_rule(self) -> Attribute | TypeName | None:
        """One type or attribute; None when no bracket follows."""
        bracket = self.next_attribute_bracket()
        if bracket is None:
            return None
        self.skip_newlines()
        name = self.type_name_rule(assembly=True)
        if name is None:
            self.move_to(bracket.start)
            raise self.missing(bracket.end, "MissingTypename")
        token = self.next()
        if token.kind == "LParen":
            return self.attribute_arguments_rule(bracket, token, name)
        if token.kind != "RBracket":
            before = max(token.start - 1, 0)
            raise self.error(before, before, "EndSquareBracketExpectedAtEndOfAttribute")
        return TypeName(bracket.start, token.end, name.name)

    def attribute_arguments_rule(self, bracket: Token, opening: Token, name: TypeName) -> Attribute:
        """What stands between the parentheses of an attribute."""
        self.skip_newlines()
        mode, no_comma = self.mode, self.no_comma
        self.set_mode(EXPRESSION)
        self.no_comma = True
        positional: list[Node] = []
        named: list[tuple[StringConstant, Node | None]] = []
        seen: set[str] = set()
        last_end = opening.end
        comma: Token | None = None
        while True:
            self.skip_newlines()
            key = self.simple_name_rule()
            if key is not None:
                value = self.named_argument_value()
                if value is not None:
                    last_end = value.end
                if key.value in seen:
                    raise self.error(key.start, key.end, "DuplicateNamedArgument", key.value)
                seen.add(key.value)
                named.append((key, value))
            else:
                value = self.expression_rule()
                if value is not None:
                    positional.append(value)
                    last_end = value.end
                elif comma is not None:
                    raise self.missing(comma.end, "MissingExpressionAfterToken", ",")
            self.skip_newlines()
            comma = self.peek()
            if comma.kind != "Comma":
                break
            last_end = comma.end
            self.skip_token()
        self.no_comma = no_comma
        self.set_mode(mode)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            raise self.missing(last_end, "MissingEndParenthesisInExpression")
        self.skip_newlines()
        end = self.next()
        if end.kind != "RBracket":
            raise self.missing(closing.end, "EndSquareBracketExpectedAtEndOfAttribute")
        self.unchecked = True
        return Attribute(bracket.start, end.end, name.name, positional, named)

    def named_argument_value(self) -> Node | None:
        """The expression behind ``name =``; None when the name stands alone, which means true."""
        token = self.peek()
        if token.kind != "Equals":
            return None
        self.skip_token()
        self.skip_newlines()
        value = self.expression_rule()
        if value is None:
            raise self.missing(token.end, "MissingExpressionInNamedArgument")
        return value

    # Type names

    def type_name_rule(self, assembly: bool) -> TypeName | None:
        """A type's name; ``assembly`` allows a comma and the name of an assembly behind it."""
        mode = self.mode
        self.set_mode(TYPE_NAME)
        token = self.next()
        if token.kind != "Identifier":
            self.ungot = token
            name = None
        else:
            name = self.finish_type_name(token, bare_argument=False, assembly=assembly)
        self.set_mode(mode)
        return name

    def finish_type_name(self, token: Token, bare_argument: bool, assembly: bool = True) -> TypeName:
        """What follows the first word: dimensions, arguments of a generic type, an assembly."""
        text = self.text_of(token)
        following = self.peek()
        if following.kind == "LBracket":
            self.skip_token()
            self.skip_newlines()
            inner = self.next()
            if inner.kind in ("RBracket", "Comma"):
                return self.array_type(TypeName(token.start, token.end, text), inner, bare_argument)
            if inner.kind in ("LBracket", "Identifier"):
                return self.generic_type(token, inner, bare_argument)
            if inner.kind == "EndOfInput":
                raise self.missing(following.end, "MissingTypename")
            raise self.error(inner.start, inner.end, "UnexpectedToken", self.text_of(inner))
        if following.kind == "Comma" and assembly and not bare_argument:
            self.skip_token()
            name = self.assembly_name()
            if not name.strip():
                raise self.error(following.end, following.end, "MissingAssemblyNameSpecification")
            return TypeName(token.start, self.pos + self.base, f"{text},{name}")
        return TypeName(token.start, token.end, text)

    def generic_argument(self, token: Token) -> TypeName:
        """One argument of a generic type, in brackets of its own or not."""
        if token.kind == "Identifier":
            return self.finish_type_name(token, bare_argument=True)
        inner = self.next()
        if inner.kind != "Identifier":
            raise self.missing(inner.end, "MissingTypename")
        name = self.finish_type_name(inner, bare_argument=False)
        closing = self.next()
        if closing.kind != "RBracket":
            before = max(closing.start - 1, 0)
            raise self.missing(before, "EndSquareBracketExpectedAtEndOfType")
        return name

    def generic_arguments(self, token: Token) -> tuple[list[TypeName], Token]:
        """The arguments of a generic type, and the token that ends them."""
        self.deeper()
        found = [self.generic_argument(token)]
        while True:
            self.skip_newlines()
            last = self.next()
            if last.kind != "Comma":
                break
            self.skip_newlines()
            token = self.peek()
            if token.kind not in ("Identifier", "LBracket"):
                raise self.missing(last.end, "MissingTypename")
            self.skip_token()
            found.append(self.generic_argument(token))
        self.depth -= 1
        return found, last

    def generic_type(self, token: Token, first: Token, bare_argument: bool) -> TypeName:
        """``name[arguments]``."""
        arguments, closing = self.generic_arguments(first)
        if closing.kind != "RBracket":
            before = max(closing.start - 1, 0)
            raise self.missing(before, "EndSquareBracketExpectedAtEndOfAttribute")
        name = f"{self.text_of(token)}[{','.join(argument.name for argument in arguments)}]"
        result = TypeName(token.start, closing.end, name)
        following = self.peek()
        if following.kind == "LBracket":
            self.skip_token()
            return self.array_type(result, self.next(), bare_argument)
        if following.kind == "Comma" and not bare_argument:
            self.append_assembly(result, following)
        return result

    def append_assembly(self, name: TypeName, comma: Token) -> None:
        """Add the name of an assembly, behind the comma that was looked at."""
        self.skip_token()
        assembly = self.assembly_name()
        if not assembly:
            raise self.error(comma.end, comma.end, "MissingAssemblyNameSpecification")
        name.name += f",{assembly}"

    def array_type(self, element: TypeName, token: Token, bare_argument: bool) -> TypeName:
        """``name[]``, ``name[,]``, ``name[][]``: the first token behind the bracket has been taken."""
        while True:
            if token.kind == "RBracket":
                element = TypeName(element.start, token.end, f"{element.name}[]")
            elif token.kind == "Comma":
                element = self.dimensions(element, token)
            elif token.kind == "EndOfInput":
                before = max(token.start - 1, 0)
                raise self.error(before, before, "EndSquareBracketExpectedAtEndOfAttribute")
            else:
                raise self.error(token.start, token.end, "UnexpectedToken", self.text_of(token))
            following = self.peek()
            if following.kind == "Comma" and not bare_argument:
                self.append_assembly(element, following)
                return element
            if following.kind != "LBracket":
                return element
            self.skip_token()
            token = self.next()

    def dimensions(self, element: TypeName, first: Token) -> TypeName:
        """The commas of ``name[,]``."""
        count = 1
        token = last = first
        while token.kind == "Comma":
            last = token
            count += 1
            token = self.next()
        if count > _MAX_DIMENSIONS:
            raise self.error(first.start, last.end, "ArrayHasTooManyDimensions", str(count))
        if token.kind != "RBracket":
            raise self.error(last.end, last.end, "EndSquareBracketExpectedAtEndOfAttribute")
        return TypeName(element.start, token.end, f"{element.name}[{',' * (count - 1)}]")
