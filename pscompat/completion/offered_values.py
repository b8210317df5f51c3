"""Values for a parameter: matched, ordered and quoted as PowerShell does (completion.md §4.2)."""

from __future__ import annotations

from ..dotnet.order.culture import sort_key, starts_with
from ..dotnet.texts import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, WHITE_SPACE
from ..dotnet.wildcard import contains_wildcards, wildcard_test
from ..language.characters import is_variable_start
from .candidates import VALUE, Candidate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..binding.compiled_parameter import CompiledParameter
    from ..dotnet.types import NetType


class Typed:
    """The word that is completed: its text without the opening quote, and that quote (``'``, ``"`` or empty)."""

    __slots__ = ("quote", "text")

    def __init__(self, text: str = "", quote: str = "") -> None:
        self.text = text
        self.quote = quote


NOTHING_TYPED = Typed()


def parameter_values(parameter: CompiledParameter, typed: Typed) -> list[Candidate] | None:
    """What is offered for the parameter; None where nothing is responsible for its values."""
    for validation in parameter.declaration.validations:
        if validation.kind == "set":
            return set_values([str(value) for value in validation.arguments["values"] if value != ""], typed)
    net_type = _single(parameter.type)
    if net_type.enum is not None:
        return set_values(_enum_names(parameter, net_type), typed)
    if net_type.is_switch and not typed.text and not typed.quote:
        return [Candidate(VALUE, "$true"), Candidate(VALUE, "$false")]
    suggestions = parameter.declaration.completions
    if suggestions:
        test = word_test(typed.quote + typed.text)
        return [Candidate(VALUE, value) for value in suggestions if test(value)]
    return None


def _single(net_type: NetType) -> NetType:
    if net_type.nullable_of is not None:
        return net_type.nullable_of
    if net_type.kind == "array" and net_type.element is not None:
        return net_type.element
    return net_type


def _enum_names(parameter: CompiledParameter, net_type: NetType) -> list[str]:
    """The names, of equal numbers one; those that a ValidateRange leaves out are not offered."""
    assert net_type.enum is not None
    members = net_type.enum.members
    names = {number: net_type.enum.name_of(number) for number in members.values()}
    for validation in parameter.declaration.validations:
        if validation.kind == "range":
            low, high = (_number(members, validation.arguments.get(key)) for key in ("min", "max"))
            if low is not None and high is not None:
                names = {number: name for number, name in names.items() if low <= number <= high}
    return list(names.values())


def _number(members: object, bound: object) -> int | None:
    text = str(bound)
    if text.lstrip("-").isdecimal():
        return int(text)
    known = {name.lower(): number for name, number in dict(members).items()}  # type: ignore[call-overload]
    return known.get(text.lower())


def set_values(values: Iterable[str], typed: Typed) -> list[Candidate]:
    """Values of a set: an equal one first, the others in the culture's order, quoted where they must be."""
    word = typed.text
    test = word_test(word)
    found = sorted((value for value in dict.fromkeys(values) if test(value)), key=sort_key)
    equal = [value for value in found if value.lower() == word.lower()]
    offered = [Candidate(VALUE, _enclosed(value, typed.quote), value) for value in equal]
    return offered + [Candidate(VALUE, quoted(value, typed.quote), value) for value in found if value not in equal]


def _enclosed(value: str, quote: str) -> str:
    return f"{quote}{value}{quote}"


def word_test(word: str) -> Callable[[str], bool]:
    """Whether a text fits ``word*``. Raises WildcardPatternError for a word that is no pattern."""
    if contains_wildcards(word) or "`" in word:
        return wildcard_test(f"{word}*")
    return lambda text: starts_with(text, word, ignore_case=True)


def quoted(value: str, quote: str) -> str:
    """The value as one argument of a line: quoted where needed, or in the quote that was opened."""
    if "`n" in value:
        return f'"{value}"'
    if not needs_quotes(value):
        return _enclosed(value, quote)
    if (quote or "'") == "'":
        return "'" + value.replace("'", "''") + "'"
    return _enclosed(value, quote)


_SPECIAL = frozenset(WHITE_SPACE + "`;,(){}|&")
_ALONE = frozenset((".", "+", "!"))
_QUOTES = SINGLE_QUOTES + DOUBLE_QUOTES


def needs_quotes(value: str) -> bool:
    """Whether the text, read as a script, is an error, not exactly one token, or holds what a word may not hold."""
    if not value:
        return True
    if value[0] in _QUOTES:
        return not _is_one_quoted(value)
    if value[0] == "$":
        return not _is_variable(value)
    if value in _ALONE or (len(value) == 1 and value in DASHES):
        return True
    if any(char in _SPECIAL or char == "$" for char in value):
        return True
    if value[0] in "@[":
        return True
    if value[0] == "+" and value[1:2] and not value[1:2].isdecimal():
        return True
    if value[0] in DASHES and value[1:2] and value[1] in DASHES:
        return True
    if value[0] in "<>" and len(value) > 1:
        return value != ">>"
    if len(value) > 1 and value[1] == ">" and (value[0].isdecimal() or value[0] == "*"):
        return True
    if value[0].isdecimal() and ".." in value:
        return True
    return not _quotes_are_paired(value)


def _is_one_quoted(value: str) -> bool:
    quotes = SINGLE_QUOTES if value[0] in SINGLE_QUOTES else DOUBLE_QUOTES
    end = 1
    while end < len(value):
        if value[end] == "`" and quotes is DOUBLE_QUOTES:
            return False
        if value[end] in quotes:
            if value[end + 1 : end + 2] and value[end + 1] in quotes:
                end += 2
                continue
            return end + 1 == len(value)
        if value[end] == "$" and quotes is DOUBLE_QUOTES:
            return False
        end += 1
    return False


def _quotes_are_paired(value: str) -> bool:
    opened = ""
    for char in value:
        for quotes in (SINGLE_QUOTES, DOUBLE_QUOTES):
            if char in quotes:
                if not opened:
                    opened = quotes
                elif opened is quotes:
                    opened = ""
                break
    return not opened


def _is_variable(value: str) -> bool:
    if value[1:2] == "{":
        return value.find("}") == len(value) - 1 and len(value) > 3
    if len(value) == 2 and value[1] in "$?^":
        return True
    return all(is_variable_start(char) and char not in "$^" for char in value[1:])
