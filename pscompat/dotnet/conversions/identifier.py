"""What Guid, Version and SemanticVersion accept."""

from __future__ import annotations

from ..containers import NetList
from ..identifiers import Guid, SemanticVersion, Version
from ..kinds import widened_integer
from ..numbers import INT32_MAX, INT32_MIN, Int64, UInt32
from ..texts import Char
from .failures import failed
from .general import by_general_rules
from .number_parser import FormatProblem, not_correct, parse_integer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType

_PARSE = "InvalidCastParseTargetInvocation"
_CONSTRUCTOR = "InvalidCastConstructorException"


def to_guid(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Guid: a text in one of .NET's five forms, or sixteen bytes."""
    if isinstance(value, str) and not isinstance(value, Char):
        from .guid_parser import GuidProblem, parse_guid

        try:
            return Guid(parse_guid(value))
        except GuidProblem as problem:
            raise failed(_PARSE + "WithFormatProvider", value, target, str(problem)) from None
    if isinstance(value, NetList) and value.type_name == "System.Byte[]":
        if len(value) != 16:
            reason = "Byte array for Guid must be exactly 16 bytes long. (Parameter 'b')"
            raise failed(_CONSTRUCTOR, value, target, reason)
        raw = bytes(value)
        return Guid((raw[3::-1] + raw[5:3:-1] + raw[7:5:-1] + raw[8:]).hex())
    return by_general_rules(value, target, clock, text)


def to_version(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Version: two to four numbers with dots between."""
    if isinstance(value, str) and not isinstance(value, Char):
        return _parsed_version(value, target)
    if isinstance(value, SemanticVersion):
        return Version(*value.numbers)
    return by_general_rules(value, target, clock, text)


def _parsed_version(text: str, target: NetType) -> Version:
    parts = text.split(".")
    if not 2 <= len(parts) <= 4:
        reason = "Version string portion was too short or too long. (Parameter 'input')"
        raise failed(_PARSE, text, target, reason)
    numbers = []
    for part in parts:
        try:
            number = version_number(part)
        except FormatProblem as problem:
            raise failed(_PARSE, text, target, problem.reason("System.Int32")) from None
        if number < 0:
            reason = f"input ('{number}') must be a non-negative value. (Parameter 'input')\nActual value was {number}."
            raise failed(_PARSE, text, target, reason)
        numbers.append(number)
    return Version(*numbers)


def version_number(part: str) -> int:
    """One component: blanks and a sign are fine. Raises FormatProblem."""
    if part[:1] == "#" or part[:2].lower() in ("0x", "&h"):
        raise FormatProblem(not_correct(part))
    try:
        return parse_integer(part, INT32_MIN, INT32_MAX)
    except FormatProblem as problem:
        if problem.is_format:
            raise FormatProblem(not_correct(part)) from None
        raise


def to_semantic_version(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """SemanticVersion: one to three numbers, labels; a Version; an Int32 as the major number."""
    if isinstance(value, str) and not isinstance(value, Char):
        return _parsed_semantic_version(value, target)
    if isinstance(value, Version):
        if value.revision > 0:
            raise failed(_CONSTRUCTOR, value, target, _INVALID_ARGUMENT.format("version"))
        return SemanticVersion(value.major, value.minor, max(value.build, 0))
    number = widened_integer(value)
    if number is not None and not isinstance(value, (UInt32, Int64)):
        if number < 0:
            raise failed(_CONSTRUCTOR, value, target, _INVALID_ARGUMENT.format("major"))
        return SemanticVersion(number)
    return by_general_rules(value, target, clock, text)


_INVALID_ARGUMENT = (
    'Cannot process argument because the value of argument "{0}" is not valid. '
    'Change the value of the "{0}" argument and run the operation again.'
)
_CORE = r"(\d+)(?:\.(\d+))?(?:\.(\d+))?$"
_LABEL = r"(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*$"
_BUILD = r"[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*$"


def _parsed_semantic_version(text: str, target: NetType) -> SemanticVersion:
    import re

    bad = failed(_PARSE, text, target, not_correct(""))
    if not text:
        raise failed(_PARSE, text, target, "version")
    if text[-1] in "-+.":
        raise bad
    head, plus, build = text.partition("+")
    core, dash, label = head.partition("-")
    match = re.match(_CORE, core)
    if match is None or (dash and not re.match(_LABEL, label)) or (plus and not re.match(_BUILD, build)):
        raise bad
    numbers = []
    for part in match.groups("0"):
        digits = part.lstrip("0") or "0"
        if not digits.isascii() or len(digits) > 10 or int(digits) > INT32_MAX:
            raise bad
        numbers.append(int(digits))
    return SemanticVersion(numbers[0], numbers[1], numbers[2], label, build)
