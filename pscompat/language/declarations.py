"""Classes, enumerations and ``using``."""

from __future__ import annotations

from .blocks import Blocks
from .nodes import HashLiteral, Node, StringConstant, TypeName
from .statements import RULES
from .structure import Statement
from .tokens import COMMAND, EXPRESSION, KEYWORD_KINDS, SIGNATURE, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Declarations(Blocks):
    """Reads declarations of types, and what a text uses."""

    __slots__ = ()

    def class_rule(self, token: Token) -> Statement:
        """``class Name : Base, Interface {…}``."""
        name = self.declared_name(token)
        mode = self.mode
        self.set_mode(SIGNATURE)
        bases: list[TypeName] = []
        colon = self.peek()
        if colon.kind == "Colon":
            self.skip_token()
            self.skip_newlines()
            bases = self.base_types(colon)
        end = bases[-1].end if bases else name.end
        statement = self.type_body(token, "class", end, lambda: self.class_member_rule(name.value))
        statement.details |= {"name": name.value, "bases": bases}
        self.set_mode(mode)
        return statement

    def type_body(self, token: Token, keyword: str, end: int, member_rule: Callable[[], Node | None]) -> Statement:
        """``{…}`` with the members of a type; ``end`` is where its head ends."""
        brace = self.next()
        if brace.kind != "LCurly":
            raise self.missing(end, "MissingTypeBody", keyword)
        parts: list[Node] = []
        while (member := member_rule()) is not None:
            parts.append(member)
        closing = self.next()
        if closing.kind != "RCurly":
            raise self.incomplete(brace.end, brace.end, "MissingEndCurlyBrace", detected=closing.end)
        return Statement(token.start, closing.end, "TypeDefinitionAst", keyword, parts)

    def declared_name(self, token: Token) -> StringConstant:
        """The name behind ``class`` or ``enum``."""
        self.skip_newlines()
        name = self.simple_name_rule()
        if name is None:
            raise self.missing(token.end, "MissingNameAfterKeyword", self.text_of(token))
        self.skip_newlines()
        return name

    def base_types(self, colon: Token) -> list[TypeName]:
        """The types behind the colon."""
        last = colon
        bases: list[TypeName] = []
        while True:
            base = self.type_name_rule(assembly=False)
            if base is None:
                raise self.missing(last.end, "TypeNameExpected")
            bases.append(base)
            self.skip_newlines()
            last = self.peek()
            if last.kind != "Comma":
                return bases
            self.skip_token()
            self.skip_newlines()

    def class_member_rule(self, class_name: str) -> Node | None:
        """A property or method; None when there is none."""
        start = -1
        last_end = -1
        typed = False
        qualifiers: set[str] = set()
        while True:
            self.skip_newlines()
            attribute = self.attribute_rule()
            if attribute is not None:
                start = attribute.start if start < 0 else start
                last_end = attribute.end
                if isinstance(attribute, TypeName):
                    if typed:
                        raise self.error(attribute.start, attribute.end, "TooManyTypes")
                    typed = True
                continue
            token = self.peek()
            start = token.start if start < 0 else start
            if token.kind not in ("Hidden", "Static"):
                break
            if token.kind in qualifiers:
                raise self.error(token.start, token.end, "DuplicateQualifier", self.text_of(token))
            qualifiers.add(token.kind)
            last_end = token.end
            self.skip_token()
        if token.kind == "Variable":
            return self.property_rule(token, start)
        if token.kind == "Identifier" or token.kind in KEYWORD_KINDS:
            self.skip_token()
            return self.method_rule(token, class_name, static="Static" in qualifiers)
        if last_end >= 0:
            raise self.missing(last_end, "IncompleteMemberDefinition")
        return None

    def property_rule(self, token: Token, start: int) -> Node:
        """A property with its initial value; its variable has been looked at."""
        self.skip_token()
        value: Node | None = None
        if self.peek().kind == "Equals":
            self.skip_token()
            self.skip_newlines()
            value = self.expression_rule()
        end = token.end if value is None else value.end
        self.member_end(end)
        return Statement(start, end, "PropertyMemberAst", token.value, [value])

    def member_end(self, end: int) -> None:
        """A line end, semicolon or brace must follow a property."""
        if self.peek().kind not in ("NewLine", "Semi", "RCurly"):
            raise self.missing(end, "MissingPropertyTerminator")
        self.skip_terminators()

    def method_rule(self, name: Token, class_name: str, static: bool) -> Node:
        """A method or constructor whose name has been taken."""
        opening = self.peek()
        if opening.kind != "LParen":
            raise self.missing(name.end, "MissingMethodParameterList")
        self.skip_newlines()
        self.skip_token()
        parameters, closing = self.parameter_list_rule(opening)
        self.skip_newlines()
        if not static and self.text_of(name).lower() == class_name.lower():
            self.base_call_rule()
        brace = self.next()
        if brace.kind != "LCurly":
            raise self.missing(closing.end, "MissingFunctionBody")
        mode = self.mode
        self.set_mode(COMMAND)
        body = self.script_block_rule(brace)
        self.set_mode(mode)
        return Statement(name.start, body.end, "FunctionMemberAst", self.text_of(name), [*parameters, body])

    def base_call_rule(self) -> None:
        """``: base(arguments)`` behind a constructor's parameters."""
        mode = self.mode
        self.skip_newlines()
        self.set_mode(SIGNATURE)
        colon = self.peek()
        if colon.kind == "Colon":
            self.skip_token()
            self.skip_newlines()
            base = self.peek()
            if base.kind != "Base":
                raise self.missing(colon.end, "MissingBaseCtorCall")
            self.skip_token()
            self.skip_newlines()
            opening = self.peek()
            if opening.kind != "LParen":
                raise self.missing(base.end, "MissingMethodParameterList")
            self.skip_token()
            self.call_arguments_rule(opening)
            self.skip_newlines()
        self.set_mode(mode)

    def enum_rule(self, token: Token) -> Statement:
        """``enum Name : type {…}``."""
        self.skip_newlines()
        name = self.simple_name_rule()
        if name is None:
            raise self.missing(token.end, "MissingNameAfterKeyword", self.text_of(token))
        mode = self.mode
        self.set_mode(SIGNATURE)
        colon = self.peek()
        if colon.kind == "Colon":
            self.skip_token()
            self.skip_newlines()
            if self.type_name_rule(assembly=False) is None:
                raise self.missing(colon.end, "TypeNameExpected")
        self.skip_newlines()
        statement = self.type_body(token, "enum", name.end, self.enum_member_rule)
        statement.details |= {"name": name.value}
        self.set_mode(mode)
        return statement

    def enum_member_rule(self) -> Node | None:
        """One member; None when there is none."""
        self.skip_newlines()
        name = self.simple_name_rule()
        if name is None:
            return None
        end = name.end
        mode = self.mode
        self.set_mode(EXPRESSION)
        value: Node | None = None
        equals = self.peek()
        if equals.kind == "Equals":
            self.skip_token()
            value = self.expression_rule()
            if value is None:
                raise self.error(equals.end, equals.end, "ExpectedValueExpression", "=")
            end = value.end
        self.set_mode(mode)
        self.member_end(end)
        return Statement(name.start, end, "PropertyMemberAst", name.value, [value])

    # using

    def late_using_rule(self, token: Token) -> Statement:
        """``using`` behind other statements."""
        statement = self.using_rule(token)
        raise self.error(statement.start, statement.end, "UsingMustBeAtStartOfScript")

    def using_rule(self, token: Token) -> Statement:
        """``using namespace``, ``module``, ``assembly``, ``type`` or ``command``, and what is used."""
        directive = self.next()
        kind = directive.kind
        if kind not in ("Namespace", "Type", "Module", "Command", "Assembly"):
            raise self.missing(token.end, "MissingUsingStatementDirective")
        first = self.next()
        if first.kind in ("EndOfInput", "NewLine", "Comma", "Semi"):
            raise self.missing(directive.end, "MissingUsingItemName")
        item = self.command_argument_rule(first, "argument")
        if item is None:
            raise self.error(first.start, first.end, "InvalidValueForUsingItemName", self.text_of(first))
        if not isinstance(item, StringConstant) and not (kind == "Module" and isinstance(item, HashLiteral)):
            raise self.error(item.start, item.end, "InvalidValueForUsingItemName", self.source(item.start, item.end))
        end = item.end
        alias: Node | None = None
        if kind != "Assembly" and isinstance(item, StringConstant):
            alias = self.using_alias(kind, item, first)
            end = item.end if alias is None else alias.end
        terminator = self.peek()
        if terminator.kind in ("NewLine", "Semi"):
            self.skip_token()
        elif terminator.kind != "EndOfInput":
            raise self.incomplete(terminator.start, terminator.end, "MissingStatementTerminator")
        details = {"kind": kind, "alias": alias, "item": item}
        return Statement(token.start, end, "UsingStatementAst", "using", [item, alias], details)

    def using_alias(self, kind: str, item: Node, first: Token) -> Node | None:
        """``= name`` behind what is used."""
        equals = self.peek()
        if equals.kind != "Equals":
            if kind in ("Type", "Command"):
                raise self.missing(first.end, "MissingEqualsInUsingAlias")
            return None
        self.skip_token()
        token = self.next()
        if token.kind in ("EndOfInput", "NewLine", "Semi"):
            raise self.missing(equals.end, "MissingNamespaceAlias")
        if token.kind == "Comma":
            raise self.error(token.start, token.end, "UnexpectedUnaryOperator", self.text_of(token))
        alias = self.command_argument_rule(token, "argument")
        if not isinstance(alias, StringConstant) and not (kind == "Module" and isinstance(alias, HashLiteral)):
            start, end = (token.start, token.end) if alias is None else (alias.start, alias.end)
            raise self.error(start, end, "InvalidValueForUsingItemName", self.source(start, end))
        return alias


RULES.update(
    {
        "Class": Declarations.class_rule,
        "Enum": Declarations.enum_rule,
        "Using": Declarations.late_using_rule,
    }
)
