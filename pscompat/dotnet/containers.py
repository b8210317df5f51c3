"""Collections, dictionaries and objects as .NET tells them apart.

A plain ``list`` is an ``Object[]``, a plain ``dict`` a Hashtable; the classes here are the others.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any


INPUT = "System.Collections.ArrayList+ArrayListEnumeratorSimple"
"""The type of ``$input``."""


class NetList(list):  # type: ignore[type-arg]
    """A list or array of any other .NET type; ``type_name`` is its full name (``System.String[]``)."""

    __slots__ = ("type_name",)

    def __init__(self, type_name: str, items: Iterable[Any] = ()) -> None:
        super().__init__(items)
        self.type_name = type_name

    def __repr__(self) -> str:
        return f"NetList({self.type_name!r}, {super().__repr__()})"


class Enumerator:
    """An enumerator of .NET: what is left of a collection, or of the records that ``$input`` stands for.

    Going through it uses it up. ``current`` is the item that was read last.
    """

    __slots__ = ("_items", "current", "type_name")

    def __init__(self, items: Iterable[Any], type_name: str = INPUT) -> None:
        self._items = iter(items)
        self.current: Any = None
        self.type_name = type_name

    def __iter__(self) -> Iterator[Any]:
        # Every record of standard input comes through here: a generator takes half the time of __next__.
        for item in self._items:
            self.current = item
            yield item
        self.current = None

    def move_next(self) -> bool:
        """Read the next item; gives whether there was one."""
        for _ in self:
            return True
        return False

    def rest(self) -> NetList:
        """The items that are left, as a collection."""
        return NetList(self.type_name, self)


class NetDict(dict):  # type: ignore[type-arg]
    """A dictionary of any type but Hashtable; ``type_name`` is its full .NET name, ``type_names`` those put on it."""

    __slots__ = ("type_name", "type_names")

    def __init__(self, type_name: str, items: Any = ()) -> None:
        super().__init__(items)
        self.type_name = type_name
        self.type_names: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"NetDict({self.type_name!r}, {super().__repr__()})"


class PSCustomObject(dict):  # type: ignore[type-arg]
    """An object with properties in order, as ``[pscustomobject]@{…}`` makes it.

    A dictionary for Python; ``type_names`` are the names that were put on it, the most special first
    (``("Shop.Crate",)``). Property names are looked up without regard to case by ``get_property``.
    """

    __slots__ = ("type_names",)

    def __init__(self, properties: Any = (), type_names: tuple[str, ...] = ()) -> None:
        super().__init__(properties)
        self.type_names = type_names

    def __repr__(self) -> str:
        return f"<{self.type_names[0] if self.type_names else 'PSCustomObject'} {super().__repr__()}>"


class NetRecord(PSCustomObject):
    """An object of a .NET class that only shows values (a group, a measurement); its text is the class's name."""

    __slots__ = ()


class TextRecord(NetRecord):
    """A NetRecord whose text is not its class's name."""

    __slots__ = ("text",)

    def __init__(self, properties: Any, type_names: tuple[str, ...], text: str) -> None:
        super().__init__(properties, type_names)
        self.text = text


class StreamRecord(TextRecord):
    """A message of another stream than the output, as an object; it is shown as its text."""

    __slots__ = ()


class SwitchParameter:
    """A switch: present or not. Two instances only, ``PRESENT`` and ``ABSENT``; use it as a bool."""

    __slots__ = ("is_present",)

    def __init__(self, is_present: bool) -> None:
        self.is_present = is_present

    def __bool__(self) -> bool:
        return self.is_present

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SwitchParameter):
            return self.is_present == other.is_present
        return self.is_present == other if isinstance(other, bool) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.is_present)

    def __repr__(self) -> str:
        return "PRESENT" if self.is_present else "ABSENT"


PRESENT = SwitchParameter(True)
ABSENT = SwitchParameter(False)


class EnumValue:
    """A value of an enumeration: the enumeration's full name, the number, and its text (``"ReadOnly, Hidden"``)."""

    __slots__ = ("name", "type_name", "value")

    def __init__(self, type_name: str, value: int, name: str) -> None:
        self.type_name = type_name
        self.value = value
        self.name = name

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        if isinstance(other, EnumValue):
            return self.value == other.value and self.type_name == other.type_name
        return self.name == other if isinstance(other, str) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.type_name, self.value))

    def __repr__(self) -> str:
        return f"EnumValue({self.type_name!r}, {self.value}, {self.name!r})"


class ScriptBlock:
    """A script block: its text, the braces left out, and the ``code`` that runs it; None where it is only text."""

    __slots__ = ("code", "text")

    def __init__(self, text: str, code: Any = None) -> None:
        self.text = text
        self.code = code

    def running(self) -> Any:
        """The code. Raises NotRunError where the block is only text."""
        if self.code is None:
            from ..errors import NotRunError

            shown = self.text if len(self.text) <= 60 else self.text[:59] + "…"
            raise NotRunError(f"Script blocks that are only text are not run by pscompat: '{{{shown}}}'.")
        return self.code

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ScriptBlock) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"ScriptBlock({self.text!r})"


class SecureString:
    """A secret. Its plain text comes out of ``reveal`` only, never out of ``repr``, ``str`` or a copy of its state."""

    __slots__ = ("__plain",)

    def __init__(self, plain: str) -> None:
        self.__plain = plain

    def reveal(self) -> str:
        """The plain text."""
        return self.__plain

    def __len__(self) -> int:
        return len(self.__plain)

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SecureString) and self.__plain == other.reveal()

    def __hash__(self) -> int:
        return hash(SecureString)

    def __reduce__(self) -> Any:
        raise TypeError("a SecureString is not pickled")

    def __str__(self) -> str:
        return "System.Security.SecureString"

    def __repr__(self) -> str:
        return "SecureString(***)"
