"""What a command gets as arguments: records of a name, a value, or both (binding.md §3.1), and splatting (§3.6)."""

from __future__ import annotations

from ..dotnet.containers import PSCustomObject
from ..dotnet.texts import WHITE_SPACE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Final


class _NoValue:
    """The class of ``NO_VALUE``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NO_VALUE"

    def __bool__(self) -> bool:
        return False


NO_VALUE: Final = _NoValue()
"""The value of an element that has none; ``None`` is a value, PowerShell's null."""


class Element:
    """One argument of a command.

    name        the parameter's name without its dash; None for a positional argument
    text        the source text of the parameter part (dash, and colon when one was typed); it is what a name-only
                element becomes when it ends up as a value. Empty for a positional argument
    value       the argument, or NO_VALUE
    from_splat  whether it is an entry of a splatted dictionary
    """

    __slots__ = ("from_splat", "name", "text", "value")

    def __init__(
        self, name: str | None = None, text: str = "", value: Any = NO_VALUE, *, from_splat: bool = False
    ) -> None:
        self.name = name
        self.text = text
        self.value = value
        self.from_splat = from_splat

    def as_arguments(self) -> list[Any]:
        """What the element is among ``$args``: a name's text, and the value."""
        texts = [] if self.name is None else [self.text]
        if self.value is NO_VALUE:
            return texts
        from ..dotnet.numbers import Numeral

        value = self.value
        return [*texts, value.value if type(value) is Numeral else str(value) if isinstance(value, str) else value]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Element):
            return NotImplemented
        mine = (self.name, self.text, self.value, self.from_splat)
        return mine == (other.name, other.text, other.value, other.from_splat)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        splat = ", from_splat=True" if self.from_splat else ""
        return f"Element({self.name!r}, {self.text!r}, {self.value!r}{splat})"


def splat(value: Any) -> list[Element]:
    """The elements that ``@name`` stands for (binding.md §3.6); moving the named ones behind is the binder's work.

    Raises CommandError when a dictionary has an empty key.
    """
    if isinstance(value, dict) and not isinstance(value, PSCustomObject):
        return [_named(key, item) for key, item in value.items()]
    if isinstance(value, str):
        # A string is a collection of characters here, as nowhere else in binding.
        from ..dotnet.texts import Char

        return [Element(value=Char(char)) for char in value]
    if isinstance(value, list | tuple):
        return [Element(value=item) for item in value]
    return [Element(value=value)]


def _named(key: Any, value: Any) -> Element:
    if not isinstance(key, str):
        from ..dotnet.strings import to_string

        key = to_string(key)
    if not key:
        from ..errors import CommandError, ErrorRecord

        message = (
            'Cannot process argument because the value of argument "name" is not valid. '
            'Change the value of the "name" argument and run the operation again.'
        )
        raise CommandError([ErrorRecord("Argument", message, category="InvalidArgument", exception="RuntimeException")])
    return Element(key, _splatted_text(key), value, from_splat=True)


def _splatted_text(key: str) -> str:
    """The parameter text of a splatted key: a dash, the key, and a colon before any trailing white space."""
    stripped = key.rstrip(WHITE_SPACE)
    if not stripped or stripped.endswith(":"):
        return f"-{key}"
    return f"-{stripped}:{key[len(stripped) :]}"


def asks_for_help(elements: Sequence[Element]) -> bool:
    """Whether one of the arguments is ``-?``: help is shown then, and nothing is bound (binding.md §0.2)."""
    return any(element.name == "?" for element in elements)
