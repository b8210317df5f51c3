"""Parse errors: id, message, place, and whether more input could repair them (values.md §A.12)."""

from __future__ import annotations

import pytest

from pscompat.language.parse_messages import MESSAGES
from pscompat.language.reader import parse

from .samples import parse_error


@pytest.mark.parametrize(
    ("line", "error_id", "at", "incomplete"),
    [
        ("f 'a", "TerminatorExpectedAtEndOfString", (2, 4), True),
        ('f "a', "TerminatorExpectedAtEndOfString", (2, 4), True),
        ("f @'\na", "TerminatorExpectedAtEndOfString", (2, 6), True),
        ("f @'x'", "UnexpectedCharactersAfterHereStringHeader", (4, 5), False),
        ("f @'\na\n '@", "WhitespaceBeforeHereStringFooter", (8, 10), True),
        ("f -X:", "ParameterRequiresArgument", (5, 5), False),
        ("f -X,1", "MissingArgument", (4, 5), False),
        ("f ,a", "MissingArgument", (2, 3), False),
        ("f a,,b", "MissingExpression", (4, 4), False),
        ("f a,", "MissingExpression", (4, 4), True),
        ("f -X:@h", "SplattingNotPermitted", (5, 7), False),
        ("f @h.a", "SplattingNotPermitted", (2, 4), False),
        ("f a,@h", "SplattingNotPermittedInArgumentList", (4, 6), False),
        ("f @ z", "UnrecognizedToken", (2, 3), False),
        ("f (", "ExpectedExpression", (3, 3), True),
        ("f (1", "MissingEndParenthesisInExpression", (4, 4), True),
        ("f $(1", "MissingEndParenthesisInSubexpression", (6, 6), True),
        ('f "$(', "IncompleteDollarSubexpressionReference", (3, 5), True),
        ("f {", "MissingEndCurlyBrace", (2, 3), True),
        ("f }", "UnexpectedToken", (2, 3), False),
        ("'f' -x", "UnexpectedToken", (4, 6), False),
        ("f @{a}", "MissingEqualsInHashLiteral", (5, 5), False),
        ("f @{a=}", "MissingStatementInHashLiteral", (6, 6), False),
        ("f @{a=1;A=2}", "DuplicateKeyInHashLiteral", (8, 9), False),
        ("f ${}", "EmptyVariableReference", (4, 5), False),
        ("f ${a", "IncompleteDollarVariableReference", (3, 5), True),
        ("f $env: z", "InvalidVariableReferenceWithDrive", (2, 7), False),
        ("f $global: z", "InvalidVariableReference", (2, 10), False),
        ('f "`u{}"', "InvalidUnicodeEscapeSequence", (3, 7), False),
        ('f "`u{1234567}"', "TooManyDigitsInUnicodeEscapeSequence", (12, 13), False),
        ('f "`u{110000}"', "InvalidUnicodeEscapeSequenceValue", (6, 12), False),
        ("f `", "IncompleteString", (4, 4), True),
        ("f <#", "MissingTerminatorMultiLineComment", (2, 4), True),
        ("f >", "MissingFileSpecification", (3, 3), False),
        ("f < x", "RedirectionNotSupported", (2, 3), False),
        ("f 2>&2", "RedirectionNotSupported", (2, 6), False),
        ("f >a >b", "StreamAlreadyRedirected", (5, 7), False),
        ("f | 1", "ExpressionsMustBeFirstInPipeline", (4, 5), False),
        ("f |", "EmptyPipeElement", (3, 3), True),
        ("| f", "EmptyPipeElement", (0, 1), False),
        ("f &&", "EmptyPipelineChainElement", (4, 4), True),
        ("f & && g", "BackgroundOperatorInPipelineChain", (4, 6), False),
        ("&", "MissingExpression", (0, 1), False),
        ("300uy", "BadNumericConstant", (0, 5), False),
        ("-\u0665", "BadNumericConstant", (0, 2), False),
        ("(+\u0665.5kb)", "BadNumericConstant", (1, 7), False),
        ("(1 +", "ExpectedValueExpression", (4, 4), True),
        ("(!", "MissingExpressionAfterOperator", (2, 2), True),
        ("$x.", "MissingPropertyName", (3, 3), True),
        ("$x[", "MissingArrayIndexExpression", (3, 3), True),
        ("$x[1", "MissingEndSquareBracket", (4, 4), True),
        ("$x.y(1", "MissingEndParenthesisInMethodCall", (6, 6), True),
        ("[", "MissingTypename", (1, 1), True),
        ("1 = 2", "InvalidLeftHandSide", (0, 1), False),
        ("(1)++", "OperatorRequiresVariableOrProperty", (1, 2), False),
        ("if", "MissingOpenParenthesisInIfStatement", (2, 2), True),
        ("if (1)", "MissingStatementBlock", (5, 6), True),
        ("foreach ($x of 1) { }", "MissingInInForeach", (11, 11), False),
        ("while (", "MissingExpressionAfterKeyword", (7, 7), True),
        ("do { }", "MissingWhileOrUntilInDoWhile", (6, 6), True),
        ("try { }", "MissingCatchOrFinally", (7, 7), True),
        ("function", "MissingNameAfterKeyword", (8, 8), True),
        ("function f", "MissingFunctionBody", (10, 10), True),
        ("function f($a, $A) { }", "DuplicateFormalParameter", (15, 17), False),
        ("try { } finally { return }", "ControlLeavingFinally", (18, 24), False),
        ("try { } catch { } catch { }", "EmptyCatchNotLast", (17, 17), False),
        (":a switch { }", "PipelineValueRequired", (2, 2), False),
        ("$using:x[$y]", "InvalidUsingExpression", (9, 11), False),
        ("[A(b=1, B=2)]$x", "DuplicateNamedArgument", (8, 11), False),
        ("[A(b=$y, B=2)]$x", "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", (5, 7), False),
        ("[A(@(1))]$x", "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock", (3, 7), False),
        ("f x; using namespace System", "UsingMustBeAtStartOfScript", (5, 27), False),
        ("[ordered]1", "OrderedAttributeOnlyOnHashLiteralNode", (0, 10), False),
        ("from", "ReservedKeywordNotAllowed", (0, 4), False),
    ],
)
def test_first_error(line: str, error_id: str, at: tuple[int, int], incomplete: bool) -> None:
    error = parse_error(line)
    assert (error.error_id, error.at, error.incomplete) == (error_id, at, incomplete)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("f -X:", "Parameter -X: requires an argument."),
        ("f a,", "Missing expression after ',' in pipeline element."),
        ("f ${a", "${{variable}} reference starting is missing the closing '}}'."),
        ("(-not", "Missing expression after unary operator '-not'."),
        ("f 2>a 2>b", "The error stream for this command is already redirected."),
        ('f "', 'The string is missing the terminator: ".'),
    ],
)
def test_messages(line: str, message: str) -> None:
    assert parse_error(line).message == message


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "a " + "(" * 100_000 + "1" + ")" * 100_000,
        "{" * 100_000,
        "@{a=" * 100_000,
        "a (" + "!" * 100_000 + "1)",
        "a (" + "[int]" * 20_000 + "1)",
        "$a" + ".b" * 20_000,
        "a " + '"$(' * 600 + "1" + ')"' * 600,
    ],
)
def test_deep_nesting_is_an_error(text: str) -> None:
    error = parse_error(text)
    assert (error.error_id, error.message) == ("ScriptTooComplicated", MESSAGES["ScriptTooComplicated"])


def test_deep_nesting_within_the_limit_is_read() -> None:
    assert parse("(" * 400 + "1" + ")" * 400).depth == 400


def test_long_text_is_read() -> None:
    assert parse("f '" + "x" * 10_000_000 + "'").statements
    assert parse_error("f '" + "x" * 10_000_000).at == (2, 10_000_003)


@pytest.mark.parametrize(
    "line", ["$using:x[-1]", "$using:x['a'].b", "[A(1 + 2, {x}, $global:true)]$x", "$variable:global:", "f -\u0665"]
)
def test_no_error(line: str) -> None:
    assert len(parse(line).statements) == 1
