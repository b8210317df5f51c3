"""What FileInfo, Type, Uri, IPAddress and Regex accept."""

from __future__ import annotations

from ..containers import NetList
from ..kinds import widened_integer
from ..texts import Char, FileInfo, TypeValue
from .failures import failed, no_conversion
from .general import by_general_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...errors import ConversionError
    from ..clock import Clock
    from ..types import NetType

_CONSTRUCTOR = "InvalidCastConstructorException"


def to_file_info(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """FileInfo: any text but an empty one or one with a NUL; the file is not looked at."""
    if isinstance(value, str) and not isinstance(value, Char):
        if not value:
            raise failed(_CONSTRUCTOR, value, target, "The value cannot be an empty string. (Parameter 'fileName')")
        if "\0" in value:
            raise failed(_CONSTRUCTOR, value, target, "Null character in path. (Parameter 'path')")
        return FileInfo(value)
    return by_general_rules(value, target, clock, text)


def to_type(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Type: a name or accelerator, any case, outer blanks ignored."""
    if isinstance(value, str) and not isinstance(value, Char):
        from ..types import UnknownTypeError, resolve

        try:
            return TypeValue(resolve(value).full_name)
        except UnknownTypeError:
            error = no_conversion(value, target)
            error.error_id = "InvalidCastFromStringToType"
            raise error from None
    return by_general_rules(value, target, clock, text)


def to_uri(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Uri: any text that .NET takes as an absolute or relative one."""
    if isinstance(value, str) and not isinstance(value, Char):
        from .uri_host import UriProblem
        from .uri_parser import parse_uri

        try:
            return parse_uri(value)
        except UriProblem as problem:
            raise failed("InvalidCastFromStringToUri", value, target, str(problem)) from None
    return by_general_rules(value, target, clock, text)


def to_ip_address(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """IPAddress: .NET's texts; an integer is the address in network order of its bytes, four or sixteen bytes too."""
    from ..network import IPAddress
    from .address_parser import parse_address

    if isinstance(value, str) and not isinstance(value, Char):
        address = parse_address(value)
        if address is None:
            raise failed("InvalidCastParseTargetInvocation", value, target, "An invalid IP address was specified.")
        return address
    if isinstance(value, NetList) and value.type_name == "System.Byte[]":
        if len(value) not in (4, 16):
            raise _out_of_range(value, target, "An invalid IP address was specified. (Parameter 'address')")
        return IPAddress(bytes(value))
    number = widened_integer(value)
    if number is None:
        return by_general_rules(value, target, clock, text)
    if not 0 <= number <= 0xFFFFFFFF:
        rule = "a non-negative value" if number < 0 else "less than or equal to '4294967295'"
        reason = f"newAddress ('{number}') must be {rule}. (Parameter 'newAddress')\nActual value was {number}."
        raise _out_of_range(value, target, reason)
    return IPAddress(number.to_bytes(4, "little"))


def _out_of_range(value: object, target: NetType, reason: str) -> ConversionError:
    return failed(_CONSTRUCTOR, value, target, reason)


def to_regex(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Regex: a pattern that .NET would compile."""
    if isinstance(value, str) and not isinstance(value, Char):
        from ..regex.atoms import RegexProblem
        from ..regex.grammar import parse_pattern
        from ..regex.net_regex import Regex

        try:
            parse_pattern(value)
        except RegexProblem as problem:
            raise failed("InvalidCastFromStringToRegex", value, target, str(problem)) from None
        return Regex(value)
    return by_general_rules(value, target, clock, text)
