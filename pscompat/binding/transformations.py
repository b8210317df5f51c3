"""Argument transformations: what a parameter does to a value before its type converts it (binding.md §9.1 step 2).

Each is a function ``(value, wrapped) -> value``; ``wrapped`` tells that the value is a pipeline object itself, which
PowerShell wraps, so that transformations for plain strings leave it alone. They raise ConversionError.
"""

from __future__ import annotations

from ..dotnet.containers import SecureString
from ..dotnet.kinds import type_name_of
from ..dotnet.texts import utf8
from ..errors import NOT_INTERACTIVE, ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Transform = Callable[[object, bool], object]

_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!*()")


class NoAnswer(ConversionError):
    """A question that nobody is there to answer; unlike a failed cast it ends binding at once."""


class PasswordMissing(NoAnswer):
    """The password of a user is to be typed."""

    def __init__(self, user: str) -> None:
        super().__init__("PSInvalidOperation", NOT_INTERACTIVE)
        self.user = user


class UrlEncoded(str):
    """Text that is form-URL-encoded already, so that a path takes it as it is."""

    __slots__ = ()


def form_url_encode(text: str) -> str:
    """Form-URL encoding as .NET's WebUtility writes it, with lower-case hex: blank to ``+``, ``/`` to ``%2f``."""
    if _UNRESERVED.issuperset(text):
        return text
    out = []
    for byte in utf8(text):
        char = chr(byte)
        out.append(char if char in _UNRESERVED else "+" if char == " " else f"%{byte:02x}")
    return "".join(out)


def url_encode(value: object, wrapped: bool) -> object:
    """Form-URL-encode a plain string; other objects, and strings piped as they are, pass through."""
    if isinstance(value, str) and not wrapped:
        return UrlEncoded(form_url_encode(value))
    return value


def lower_case(value: object, wrapped: bool) -> object:
    """Lower-case a plain string."""
    return value.lower() if isinstance(value, str) and not wrapped else value


def secure_string(value: object, wrapped: bool) -> object:
    """Turn a plain string into a SecureString, arrays element by element; refuse everything else but null."""
    if value is None or isinstance(value, SecureString):
        return value
    if isinstance(value, str):
        return SecureString(value)
    if type(value) is list:
        return [secure_string(item, False) for item in value]
    name = type_name_of(value)
    raise ConversionError(
        "ConvertToFinalInvalidCastException",
        f'Cannot convert the value of type "{name}" to type "System.Security.SecureString".',
    )


def credential(value: object, wrapped: bool) -> object:
    """Pass credentials; a user name is asked for its password, where somebody is there to type it."""
    if value is None or type_name_of(value) == "System.Management.Automation.PSCredential":
        return value
    if isinstance(value, str):
        raise PasswordMissing(value)
    raise NoAnswer("ArgumentNull", "userName")


TRANSFORMATIONS: dict[str, Transform] = {
    "urlEncode": url_encode,
    "lowerCase": lower_case,
    "secureString": secure_string,
    "credential": credential,
}
"""The transformations by the names that help files use."""


def transformation(name: str) -> Transform:
    """The transformation of that name; ``type:…`` converts, as a second type of a parameter does (scripts.md §C2).

    Raises KeyError for an unknown one.
    """
    if name.startswith("type:"):
        from ..dotnet.conversion import convert
        from ..dotnet.types import resolve

        kind = resolve(name[5:])
        return lambda value, wrapped: convert(value, kind)
    return TRANSFORMATIONS[name]
