"""Conditions of help files: ``when:`` and its like.

A text is true as PowerShell sees the expression's value. A mapping compares expressions with texts (``status:
[queued, in_progress]``) or tests them (``{$File: {is: file}}``); all of its entries must hold, and so must all of a
list's.
"""

from __future__ import annotations

from ...dotnet.conversions.scalar import is_true
from ...dotnet.strings import to_string
from ..paths import is_file
from .expression import compile_expression

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .expression import Getter, Scope

    Condition = Callable[[Scope], bool]
    Test = Callable[[Any, Scope], bool]


def compile_condition(node: Any) -> Condition:
    """A function that tells whether the condition holds in a scope; no condition always holds."""
    if node is None:
        return lambda scope: True
    if isinstance(node, str):
        return _text(node)
    if isinstance(node, list):
        return _all([compile_condition(item) for item in node])
    return _all([_entry(key, value) for key, value in node.items()])


def filled(value: Any) -> bool:
    """Whether there is something in the value: what ``?`` at the end of a reference asks."""
    return bool(value) if isinstance(value, list) else is_true(value)


def equal(value: Any, expected: Any) -> bool:
    """Whether a value is, as text and in any case, the expected one, or one of several; null is the empty text."""
    if isinstance(expected, list):
        return any(equal(value, item) for item in expected)
    return _folded(value) == _folded(expected)


def _folded(value: Any) -> str:
    return "" if value is None else to_string(value).lower()


def _text(text: str) -> Condition:
    if text in ("true", "false"):
        return lambda scope: text == "true"
    get = compile_expression(text)
    return lambda scope: is_true(get(scope))


def _all(conditions: list[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    return lambda scope: all(condition(scope) for condition in conditions)


def _entry(key: str, value: Any) -> Condition:
    word = _WORDS.get(key)
    return word(value) if word is not None else _comparison(key, value)


def _set(value: Any) -> Condition:
    names = frozenset(_texts(value))
    return lambda scope: scope.set_name in names


def _given(value: Any) -> Condition:
    names = _texts(value)
    return lambda scope: any(scope.has(name) for name in names)


def _service(value: Any) -> Condition:
    names = frozenset(_texts(value))
    return lambda scope: scope.call.client.service in names


def _not(value: Any) -> Condition:
    condition = compile_condition(value)
    return lambda scope: not condition(scope)


def _any(value: Any) -> Condition:
    conditions = [compile_condition(item) for item in value]
    return lambda scope: any(condition(scope) for condition in conditions)


_WORDS: dict[str, Callable[[Any], Condition]] = {
    "set": _set,
    "given": _given,
    "service": _service,
    "not": _not,
    "any": _any,
}


def _comparison(key: str, value: Any) -> Condition:
    get = compile_expression(key)
    if isinstance(value, dict):
        test = _test(value)
        return lambda scope: test(get(scope), scope)
    if isinstance(value, str) and value.startswith("$"):
        other = compile_expression(value)
        return lambda scope: equal(get(scope), other(scope))
    return lambda scope: equal(get(scope), value)


def _test(spec: dict[str, Any]) -> Test:
    tests = [_TESTS[word](spec[word], spec) for word in spec if word in _TESTS]
    return lambda value, scope: all(test(value, scope) for test in tests)


def _is(value: Any, spec: dict[str, Any]) -> Test:
    kinds = _texts(value)
    return lambda value, scope: any(is_kind(value, kind) for kind in kinds)


def is_kind(value: Any, kind: str) -> bool:
    """Whether a value is a ``text``, the path of a ``file`` that is there, or has a type of that name."""
    if kind == "text":
        return isinstance(value, str)
    if kind == "file":
        return is_file(value)
    if kind.lower() in [name.lower() for name in getattr(value, "type_names", ())]:
        return True
    if not kind.startswith("System."):
        return False
    from ...dotnet.kinds import assignable, type_name_of
    from ...dotnet.types import UnknownTypeError

    try:
        return assignable(type_name_of(value), kind)
    except UnknownTypeError:
        return False


def _match(value: Any, spec: dict[str, Any]) -> Test:
    import re

    pattern = re.compile(value, re.IGNORECASE)

    def test(value: Any, scope: Scope) -> bool:
        # Of a list, one item that fits is enough.
        items = value if isinstance(value, list) else [value]
        return any(isinstance(item, str) and pattern.search(item) is not None for item in items)

    return test


def _over(value: Any, spec: dict[str, Any]) -> Test:
    limit = _limit(value)
    factor = int(spec.get("times", "1"))

    def test(value: Any, scope: Scope) -> bool:
        most = limit(scope)
        numbers = isinstance(value, (int, float)) and isinstance(most, (int, float))
        return numbers and value * factor > most

    return test


def _limit(value: str) -> Getter:
    """What ``over`` compares with: a reference, or a number."""
    if value.startswith("$"):
        return compile_expression(value.rstrip("!"))
    number = float(value)
    return lambda scope: number


_TESTS: dict[str, Callable[[Any, dict[str, Any]], Test]] = {"is": _is, "match": _match, "over": _over}


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
