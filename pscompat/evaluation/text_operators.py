"""Operators on texts: ``-match``, ``-replace``, ``-split``, ``-join``, ``-f``; and ``-is`` and ``-as``."""

from __future__ import annotations

from ..dotnet.containers import NetList, NetRecord, PSCustomObject, ScriptBlock
from ..dotnet.conversion import convert
from ..dotnet.conversions.scalar import is_true
from ..dotnet.kinds import is_enumerable, is_instance, type_name_of
from ..dotnet.regex.atoms import RegexProblem
from ..dotnet.regex.net_regex import LETTERS, Regex, letters_of
from ..dotnet.sizes import check_size
from ..dotnet.strings import net_text, to_string
from ..dotnet.texts import TypeValue, is_white_space, join_units
from ..dotnet.types import NetType, UnknownTypeError, resolve
from ..errors import CommandError, ConversionError, ErrorRecord, PscompatError
from ..language.indexing import NOTHING, run_time_error
from .arithmetic import base, raw_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ..dotnet.regex.matching import Match, Pattern
    from .frame import Frame


def pattern_for(frame: Frame, pattern: Any, sensitive: bool, subject: str) -> Pattern:
    """The compiled pattern of an operator's right side. Raises RegexProblem."""
    from ..dotnet.regex.matching import pattern as compiled

    if isinstance(pattern, Regex):
        return compiled(pattern.pattern, letters_of(pattern.options), subject)
    return compiled(frame.text(pattern), frozenset() if sensitive else frozenset("i"), subject)


# -match


def match(frame: Frame, left: Any, right: Any, sensitive: bool, negated: bool) -> Any:
    """``-match`` and ``-notmatch``; a match of a single value sets ``$Matches``."""
    try:
        if is_enumerable(left):
            return [item for item in left if (_found(frame, item, right, sensitive) is None) is negated]
        found = _found(frame, left, right, sensitive)
    except RegexProblem as error:
        name = "System.Text.RegularExpressions.RegexParseException"
        raise raw_error(name, f"{error}") from None
    if found is not None:
        frame.scope.set("Matches", matches_table(found))
    return (found is None) is negated


def _found(frame: Frame, value: Any, right: Any, sensitive: bool) -> Match | None:
    text = frame.text(value)
    return pattern_for(frame, right, sensitive, text).first(text)


def matches_table(found: Match) -> dict[Any, Any]:
    """``$Matches``: what each group that took part matched."""
    table: dict[Any, Any] = {}
    for number, group in found.groups.items():
        if group.success:
            table[group.name if not group.name.isdigit() else number] = group.text
    return table


# -replace


def replace(frame: Frame, left: Any, right: Any, sensitive: bool) -> Any:
    """``-replace``."""
    pattern: Any = right
    replacement: Any = ""
    if is_enumerable(right):
        if len(right) > 2:
            message = f"The -replace operator allows only two elements to follow it, not {len(right)}."
            raise run_time_error("BadReplaceArgument", message)
        if not right:
            return left
        pattern = base(right[0])
        replacement = base(right[1]) if len(right) > 1 else ""
    if is_enumerable(left):
        return [_replaced(frame, item, pattern, replacement, sensitive) for item in left]
    return _replaced(frame, left, pattern, replacement, sensitive)


def _replaced(frame: Frame, value: Any, pattern: Any, replacement: Any, sensitive: bool) -> str:
    text = frame.text(value)
    try:
        compiled = pattern_for(frame, pattern, sensitive, text)
    except RegexProblem:
        message = f"The regular expression pattern {frame.text(pattern)} is not valid."
        raise run_time_error("InvalidRegularExpression", message) from None
    return replaced(compiled, text, replacer(frame, replacement))


def replacer(frame: Frame, replacement: Any) -> Callable[[Match], str]:
    """What a match is replaced by: a text with its groups filled in, or what a block writes."""
    if isinstance(replacement, ScriptBlock):
        from .match_values import match_value

        def run(found: Match) -> str:
            output = replacement.running().output(match_value(found), frame)
            return frame.text(output[0] if len(output) == 1 else output)

        return run
    from ..dotnet.regex.matching import expand

    template = frame.text(replacement)
    return lambda found: expand(template, found)


def replaced(compiled: Pattern, text: str, replacer: Callable[[Match], str], count: int = -1) -> str:
    """The text with its matches replaced; at most ``count`` of them where that is not negative."""
    out: list[str] = []
    place = 0
    source = ""
    for number, found in enumerate(compiled.matches(text)):
        if 0 <= count <= number:
            break
        source = found.source
        out.append(source[place : found.start])
        out.append(replacer(found))
        place = found.end
    if not out:
        return text
    out.append(source[place:])
    check_size(sum(map(len, out)))
    return "".join(out)


# -split

_SPLIT_OPTIONS = (
    "SimpleMatch",
    "RegexMatch",
    "CultureInvariant",
    "IgnorePatternWhitespace",
    "Multiline",
    "Singleline",
    "IgnoreCase",
    "ExplicitCapture",
)


def split(frame: Frame, left: Any, right: Any, sensitive: bool) -> Any:
    """``-split``."""
    values = [base(each) for each in right] if is_enumerable(right) else [right]
    if not values:
        message = f"The argument to operator '-split' is not valid: {net_text(right)}."
        raise run_time_error("BadOperatorArgument", message)
    most = _limit(values[1]) if len(values) > 1 else 0
    options = _split_options(values[2]) if len(values) > 2 else frozenset()
    texts = [frame.text(item) for item in left] if is_enumerable(left) else [frame.text(left)]
    pieces: list[str] = []
    for text in texts:
        pieces += _pieces(frame, text, values[0], most, options, sensitive)
    return NetList("System.String[]", pieces)


def _limit(value: Any) -> int:
    try:
        number = convert(value, resolve("int"))
    except ConversionError as error:
        raise run_time_error("RuntimeException", error.message, "NotSpecified") from None
    assert isinstance(number, int)
    return number


def _split_options(value: Any) -> frozenset[str]:
    texts = [to_string(each) for each in value] if is_enumerable(value) else to_string(value).split(",")
    found = set()
    for text in texts:
        for part in text.split(","):
            known = [name for name in _SPLIT_OPTIONS if name.lower() == part.strip().lower()]
            if known:
                found.add(known[0])
    if "SimpleMatch" in found and found - {"SimpleMatch", "IgnoreCase"}:
        message = "The SimpleMatch option cannot be combined with the other options."
        record = ErrorRecord("InvalidSplitOptionCombination", message, exception="ParseException")
        raise CommandError([record])
    return frozenset(found)


def _pieces(frame: Frame, text: str, separator: Any, most: int, options: frozenset[str], sensitive: bool) -> list[str]:
    if isinstance(separator, ScriptBlock):
        return _split_by_block(frame, text, separator, most)
    from ..dotnet.regex.matching import pattern as compiled

    letters = {LETTERS[name] for name in options if name in LETTERS}
    if not sensitive:
        letters.add("i")
    if isinstance(separator, Regex) or "SimpleMatch" not in options:
        try:
            if isinstance(separator, Regex):
                pattern = pattern_for(frame, separator, sensitive, text)
            else:
                pattern = compiled(frame.text(separator), frozenset(letters), text)
        except RegexProblem as error:
            raise raw_error("System.Text.RegularExpressions.RegexParseException", f"{error}") from None
        return split_by_pattern(pattern, text, most)
    plain = frame.text(separator)
    escaped = "".join("\\" + char if not char.isalnum() and char.isascii() else char for char in plain)
    return split_by_pattern(compiled(escaped, frozenset(letters & {"i"}), text), text, most)


def split_by_pattern(pattern: Pattern, text: str, most: int) -> list[str]:
    """The pieces between matches with captured groups among them; ``most`` counts from the right when negative."""
    found = list(pattern.matches(text))
    if most > 0:
        found = found[: most - 1]
    elif most < 0:
        found = found[len(found) + most + 1 :] if -most <= len(found) else found
    if not found:
        return [text]
    source = found[0].source
    pieces: list[str] = []
    place = 0
    for each in found:
        pieces.append(source[place : each.start])
        pieces += [group.text for number, group in each.groups.items() if number and group.success]
        place = each.end
    pieces.append(source[place:])
    return pieces


def _split_by_block(frame: Frame, text: str, block: ScriptBlock, most: int) -> list[str]:
    cuts = [place for place, char in enumerate(text) if _holds(block.running().single(char))]
    if most > 0:
        cuts = cuts[: most - 1]
    elif most < 0:
        cuts = cuts[len(cuts) + most + 1 :] if -most <= len(cuts) else cuts
    pieces: list[str] = []
    start = 0
    for cut in cuts:
        pieces.append(text[start:cut])
        start = cut + 1
    pieces.append(text[start:])
    return pieces


def _holds(value: Any) -> bool:
    return value is not NOTHING and is_true(value)


def split_words(value: Any) -> list[Any]:
    """Unary ``-split``: the words of a text."""
    values = value if is_enumerable(value) else [value]
    pieces: list[str] = []
    for each in values:
        text = to_string(each)
        words = "".join(" " if is_white_space(char) else char for char in text).split(" ")
        pieces += [word for word in words if word] or [""]
    return NetList("System.String[]", pieces)


# -join


def join(left: Any, right: Any = None) -> str:
    """``-join``: elements as .NET writes them in the current culture."""
    left, right = base(left), base(right)
    separator = join(right, "") if is_enumerable(right) else to_string(right)
    if not is_enumerable(left):
        return to_string(left)
    texts = [joined_text(item) for item in left]
    check_size(sum(map(len, texts)) + len(separator) * len(texts))
    return join_units(separator.join(texts))


def joined_text(item: Any) -> str:
    """An element of ``-join``."""
    if type(item) is str:
        return item
    item = base(item)
    if item is None or (isinstance(item, PSCustomObject) and not item.type_names):
        return ""
    if isinstance(item, float):
        return to_string(item)
    from ..dotnet.formats.composite import default_text

    return default_text(item)


# -f


def format_operator(left: Any, right: Any) -> str:
    """``-f``: a .NET format string with its arguments. Raises CommandError for one that is not valid."""
    from ..dotnet.formats.composite import format_text
    from ..dotnet.formats.format_errors import FormatError

    right = base(right)
    arguments = list(right) if _is_object_array(right) else [right]
    try:
        return format_text(to_string(base(left)), [base(each) for each in arguments])
    except FormatError as error:
        raise run_time_error("FormatError", f"Error formatting a string: {error}.") from None


def _is_object_array(value: Any) -> bool:
    """Whether it is an Object[]: an array of a reference type; lists and arrays of numbers are one argument of -f."""
    name = type_name_of(value) if is_enumerable(value) else ""
    if not name.endswith("[]"):
        return False
    try:
        return not resolve(name[:-2]).is_value_type
    except UnknownTypeError:
        return True


# -is, -as


def is_type(frame: Frame, left: Any, right: Any) -> bool:
    """``-is``."""
    left, right = base(left), base(right)
    kind = _wanted_type(frame, right)
    name = kind.full_name
    if left is None:
        return False
    if name == "System.Management.Automation.PSCustomObject":
        return type(left) is PSCustomObject
    if name == "System.ValueType":
        return type_of(frame, left).is_value_type
    if isinstance(left, NetRecord) and name in left.type_names:
        return True
    return is_instance(kind, left)


def type_of(frame: Frame, value: Any) -> NetType:
    """The type of a value."""
    return frame.find_type(type_name_of(value))


def _wanted_type(frame: Frame, right: Any) -> NetType:
    if isinstance(right, TypeValue):
        return frame.find_type(right.name)
    if right is None:
        raise run_time_error("RuntimeException", "The right operand of '-is' must be a type.", "NotSpecified")
    name = to_string(right) if not isinstance(right, (list, dict)) else ""
    if not isinstance(right, (bool, list, dict)):
        try:
            return resolve(name.removeprefix("[").removesuffix("]"), frame.types)
        except UnknownTypeError:
            pass
    if isinstance(right, bool):
        try:
            convert(right, resolve("System.Type"))
        except ConversionError as error:
            raise run_time_error("RuntimeException", error.message, "NotSpecified") from None
    shown, kind = (
        (name, "System.String") if not isinstance(right, (list, dict)) else (net_text(right), type_name_of(right))
    )
    message = f'Cannot convert the "{shown}" value of type "{kind}" to type "System.Type".'
    raise run_time_error("RuntimeException", message, "NotSpecified")


def as_type(frame: Frame, left: Any, right: Any) -> Any:
    """``-as``: the converted value, null where it does not convert."""
    left, right = base(left), base(right)
    if isinstance(right, TypeValue):
        name = right.name
    else:
        name = to_string(right)
        try:
            resolve(name, frame.types)
        except UnknownTypeError:
            message = f'Cannot convert the "{name}" value of type "System.String" to type "System.Type".'
            raise run_time_error("InvalidCastFromStringToType", message, "InvalidArgument") from None
    if name.lower() in ("pscustomobject", "system.management.automation.pscustomobject"):
        return left
    try:
        return frame.converted(left, name)
    except PscompatError:
        return None


def elements_of(value: Any) -> Iterator[Any]:
    """The elements of a collection, or the one value; nothing for no value."""
    if value is NOTHING:
        return iter(())
    return iter(value) if is_enumerable(value) else iter((value,))
