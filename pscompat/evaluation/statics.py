"""Static members of .NET types: constants, functions and constructors, by type."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetDict, NetList, PSCustomObject, SecureString
from ..dotnet.conversion import convert
from ..dotnet.numbers import INTEGER_RANGES
from ..dotnet.strings import to_string
from ..dotnet.types import UnknownTypeError, resolve
from ..errors import CommandError, ConversionError, NotRunError
from ..language.indexing import NOTHING, run_time_error
from .arithmetic import method_missing
from .exceptions import ExceptionValue
from .overloads import invoke
from .problems import NetProblem
from .static_convert import parse_text, problem_of
from .static_table import METHODS, PROPERTIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ..dotnet.types import NetType
    from .frame import Frame

_ONLY_STATIC = {
    "math": "System.Math",
    "system.math": "System.Math",
    "convert": "System.Convert",
    "system.convert": "System.Convert",
    "environment": "System.Environment",
    "system.environment": "System.Environment",
    "enum": "System.Enum",
    "system.enum": "System.Enum",
    "array": "System.Array",
    "system.array": "System.Array",
    "regex": "System.Text.RegularExpressions.Regex",
    "io.path": "System.IO.Path",
    "system.io.path": "System.IO.Path",
    "text.encoding": "System.Text.Encoding",
    "system.text.encoding": "System.Text.Encoding",
    "cultureinfo": "System.Globalization.CultureInfo",
    "globalization.cultureinfo": "System.Globalization.CultureInfo",
    "system.globalization.cultureinfo": "System.Globalization.CultureInfo",
    "net.webutility": "System.Net.WebUtility",
    "system.net.webutility": "System.Net.WebUtility",
    "web.httputility": "System.Web.HttpUtility",
    "system.web.httputility": "System.Web.HttpUtility",
    "psnoteproperty": "System.Management.Automation.PSNoteProperty",
    "system.management.automation.psnoteproperty": "System.Management.Automation.PSNoteProperty",
    "console": "System.Console",
}


def static_type(frame: Frame, name: Any) -> str:
    """The full name of the type that static members are asked of."""
    text = name if isinstance(name, str) else to_string(name)
    known = _ONLY_STATIC.get(text.lower())
    if known is not None:
        return known
    from .type_list import is_exception

    exception = is_exception(text)
    if exception:
        return exception
    try:
        return resolve(text, frame.types).full_name
    except UnknownTypeError as error:
        raise run_time_error("TypeNotFound", error.message) from None


def is_static_type(name: str) -> bool:
    """Whether only the static members of the type of that name are known, or it is an exception's."""
    from .type_list import is_exception

    return name.lower() in _ONLY_STATIC or bool(is_exception(name))


def static_property(frame: Frame, name: Any, member: str) -> Any:
    """``[type]::Member``; null for one that .NET lacks. Raises NotRunError for one that is not run."""
    kind = static_type(frame, name)
    found = PROPERTIES.get((kind, member.lower()), NOTHING)
    if found is not NOTHING:
        return found() if callable(found) else found
    try:
        info = resolve(kind, frame.types).enum
    except UnknownTypeError:
        info = None
    if info is not None:
        for each, number in info.members.items():
            if each.lower() == member.lower():
                return EnumValue(kind, number, info.name_of(number))
        return None
    from .member_names import is_static_method, is_static_property

    if is_static_property(kind, member):
        raise NotRunError(f"The static property '{member}' of [{kind}] is not run by pscompat.")
    if is_static_method(kind, member) or (kind, member.lower()) in METHODS or member.lower() == "new":
        raise NotRunError(f"Methods without parentheses are not run by pscompat: '[{kind}]::{member}'.")
    return None


def call_static_method(frame: Frame, name: Any, member: str, values: list[Any]) -> Any:
    """``[type]::Method(values)``. Raises CommandError, and NotRunError for a method that is not run."""
    kind = static_type(frame, name)
    lower = member.lower()
    overloads = METHODS.get((kind, lower))
    if overloads:
        return invoke(overloads[0].name if lower != "new" else ".ctor", overloads, (), values)
    if lower == "new":
        return _construct(frame, kind, values)
    if lower in ("parse", "tryparse") and kind in _PARSED:
        if lower == "tryparse":
            raise NotRunError(f"The static method 'TryParse' of [{kind}] is not run by pscompat.")
        return _parse(kind, values)
    if kind == "System.Text.RegularExpressions.Regex":
        return _regex(frame, lower, member, values)
    if kind == "System.Enum":
        return _enum(frame, lower, member, values)
    if lower == "equals" and len(values) == 2:
        from .value_methods import net_equal

        return net_equal(*values)
    from .member_names import is_static_method

    known = is_static_method(kind, member) and lower not in ("equals", "referenceequals")
    if known or kind == "System.Web.HttpUtility":
        raise NotRunError(f"The static method '{member}' of [{kind}] is not run by pscompat.")
    raise method_missing(kind, member)


_PARSED = frozenset(
    ["System." + ("Int32" if each is int else each.__name__) for each in INTEGER_RANGES]
    + ["System.Double", "System.Single", "System.Decimal", "System.DateTime", "System.DateTimeOffset"]
    + ["System.TimeSpan", "System.Guid", "System.Version", "System.Boolean", "System.Char"]
)


def _parse(kind: str, values: list[Any]) -> Any:
    try:
        return parse_text(to_string(values[0]), kind)
    except NetProblem as problem:
        from .problems import failed_call

        raise failed_call("Parse", len(values), problem) from None


# Constructors


def _construct(frame: Frame, kind: str, values: list[Any]) -> Any:
    from .type_list import is_exception

    if is_exception(kind):
        message = to_string(values[0]) if values else f"Exception of type '{kind}' was thrown."
        return ExceptionValue(kind, message)
    stem = kind.partition("`")[0]
    if stem in ("System.Collections.Generic.List", "System.Collections.ArrayList"):
        first = values[0] if values else None
        return NetList(kind, first if isinstance(first, list) else ())
    if stem == "System.Collections.Hashtable":
        return dict(values[0]) if values and isinstance(values[0], dict) else {}
    if stem in ("System.Collections.Generic.Dictionary", "System.Collections.Specialized.OrderedDictionary"):
        return NetDict(kind)
    if kind == "System.Management.Automation.PSCredential" and len(values) == 2 and isinstance(values[1], SecureString):
        from ..dotnet.credentials import PSCredential

        return PSCredential(to_string(values[0]), values[1])
    if stem == "System.Collections.Generic.HashSet":
        raise NotRunError(f"Constructors of [{kind}] are not run by pscompat.")
    if kind in ("System.Object", "System.Management.Automation.PSObject"):
        return PSCustomObject()
    if kind == "System.Management.Automation.PSNoteProperty" and len(values) == 2:
        return PSCustomObject({"Name": to_string(values[0]), "Value": values[1]}, (kind,))
    if kind in ("System.Uri", "System.Version", "System.Guid", "System.Text.RegularExpressions.Regex"):
        if len(values) == 1 or kind == "System.Text.RegularExpressions.Regex":
            return _from_text(frame, kind, values)
        if kind == "System.Version" and len(values) > 1:
            return convert(".".join(to_string(each) for each in values), resolve(kind))
    raise NotRunError(f"Constructors of [{kind}] are not run by pscompat.")


def _from_text(frame: Frame, kind: str, values: list[Any]) -> Any:
    if kind == "System.Text.RegularExpressions.Regex" and len(values) == 2:
        from ..dotnet.regex.net_regex import Regex

        options = convert(values[1], resolve("System.Text.RegularExpressions.RegexOptions"))
        return Regex(to_string(values[0]), to_string(options))
    try:
        return frame.converted(values[0], kind)
    except ConversionError as error:
        from .problems import failed_call

        name = "UriFormatException" if kind == "System.Uri" else "ArgumentException"
        raise failed_call(".ctor", 1, NetProblem(name, problem_of(error).message)) from None


# Regular expressions and enumerations


def _regex(frame: Frame, lower: str, member: str, values: list[Any]) -> Any:
    from ..dotnet.regex.net_regex import Regex
    from .object_methods import regex_match, regex_matches, regex_replace, regex_split

    if lower in ("escape", "unescape") and len(values) == 1:
        if lower == "unescape":
            raise NotRunError("The static method 'Unescape' of [regex] is not run by pscompat.")
        return regex_escape(to_string(values[0]))
    count = 3 if lower == "replace" else 2
    if lower not in ("ismatch", "match", "matches", "split", "replace") or len(values) not in (count, count + 1):
        raise method_missing("System.Text.RegularExpressions.Regex", member)
    options = "None"
    if len(values) > count:
        options = to_string(convert(values[-1], resolve("System.Text.RegularExpressions.RegexOptions")))
    text, regex = to_string(values[0]), Regex(to_string(values[1]), options)
    if lower == "replace":
        return regex_replace(frame, regex, text, values[2])
    if lower == "ismatch":
        return bool(regex_match(regex, text)["Success"])
    return {"match": regex_match, "matches": regex_matches, "split": regex_split}[lower](regex, text)


ESCAPED = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f"}


def regex_escape(text: str) -> str:
    """``[regex]::Escape``."""
    return "".join(ESCAPED.get(char) or ("\\" + char if char in "\\*+?|{[()^$.# " else char) for char in text)


def _enum(frame: Frame, lower: str, member: str, values: list[Any]) -> Any:
    rule = _ENUM_RULES.get(lower)
    if rule is None or len(values) not in ((1,) if lower in ("getnames", "getvalues") else (2, 3)):
        raise NotRunError(f"The static method '{member}' of [enum] is not run by pscompat.")
    kind = frame.find_type(getattr(values[0], "name", None) or to_string(values[0]))
    if kind.enum is None:
        problem = NetProblem("ArgumentException", "Type provided must be an Enum. (Parameter 'enumType')")
    else:
        try:
            return rule(kind, *values[1:])
        except NetProblem as found:
            problem = found
    from .problems import failed_call

    raise failed_call(member, len(values), problem)


def _enum_name(kind: NetType, value: Any) -> str | None:
    """The name of a value; null where none has it."""
    number = value.value if isinstance(value, EnumValue) else convert(value, resolve("long"))
    return next((name for name, each in _members(kind).items() if each == number), None)


def _enum_defines(kind: NetType, value: Any) -> bool:
    value = value.value if isinstance(value, EnumValue) else value
    return value in (*_members(kind), *_members(kind).values())


def _enum_parsed(kind: NetType, text: Any, ignore_case: Any = False) -> Any:
    """Names, in their own spelling where case is not ignored, or a number."""
    names = [each.strip() for each in to_string(text).split(",")]
    for name in names:
        known = [each for each in _members(kind) if each == name or (ignore_case and each.lower() == name.lower())]
        if not known and not name.lstrip("+-").isdigit():
            message = f"Requested value '{name}' was not found."
            if not name:
                message = "Must specify valid information for parsing in the string. (Parameter 'value')"
            raise NetProblem("ArgumentException", message)
    return convert(to_string(text), kind)


def _members(kind: NetType) -> dict[str, int]:
    assert kind.enum is not None
    return kind.enum.members


_ENUM_RULES: dict[str, Callable[..., Any]] = {
    "getname": _enum_name,
    "getnames": lambda kind: NetList("System.String[]", _members(kind)),
    "getvalues": lambda kind: NetList(f"{kind.full_name}[]", map(kind.enum_value, _members(kind).values())),
    "isdefined": _enum_defines,
    "parse": _enum_parsed,
    "toobject": lambda kind, number: kind.enum_value(convert(number, resolve("long"))),
}


def check_static(frame: Frame, name: str, member: str, *, called: bool) -> None:
    """Raise NotRunError for a static member that .NET has and pscompat does not run. Nothing is run for it."""
    from .member_names import is_static_method

    try:
        kind = static_type(frame, name)
    except CommandError:
        return  # An error where it is reached.
    if not called:
        static_property(frame, kind, member)
        return
    lower = member.lower()
    if (kind, lower) in METHODS or (lower == "parse" and kind in _PARSED) or kind in _OWN_RULES:
        return
    if is_static_method(kind, member) and lower not in ("equals", "referenceequals"):
        raise NotRunError(f"The static method '{member}' of [{kind}] is not run by pscompat.")


def is_run(name: str, member: str, types: Mapping[str, NetType] | None, *, called: bool) -> bool:
    """Whether the static member of a type, by the name in a script, is one that is run here."""
    from .type_list import is_exception

    kind = _ONLY_STATIC.get(name.lower()) or is_exception(name)
    enum = None
    if not kind:
        found = resolve(name, types)
        kind, enum = found.full_name, found.enum
    lower = member.lower()
    if not called:
        return (kind, lower) in PROPERTIES or (enum is not None and lower in map(str.lower, enum.members))
    known = lower in ("new", "equals") or kind in _OWN_RULES or (lower == "parse" and kind in _PARSED)
    return known or (kind, lower) in METHODS


_OWN_RULES = ("System.Text.RegularExpressions.Regex", "System.Enum")
