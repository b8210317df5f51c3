"""Classes of characters, and objects of which only their text matters."""

from __future__ import annotations

WHITE_SPACE = (
    " \t\v\f\r\n\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    "\u205f\u3000"
)
"""What Char.IsWhiteSpace is true for."""
NUMBER_SPACE = "\t\n\v\f\r "
"""The white space that .NET allows around a number."""
SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
DOUBLE_QUOTES = '"\u201c\u201d\u201e'
DASHES = "-\u2013\u2014\u2015"
"""What PowerShell takes for a dash: hyphen-minus, en dash, em dash, horizontal bar."""


def is_white_space(char: str) -> bool:
    """Char.IsWhiteSpace, which leaves out the four separators of ASCII that Python takes for blanks."""
    return char.isspace() and not "\x1c" <= char <= "\x1f"


def utf16_length(text: str) -> int:
    """The number of UTF-16 units, which is what .NET calls a string's length."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split_units(text: str) -> str:
    """The text with characters outside the basic plane as two characters each, as .NET counts them."""
    if text.isascii():
        return text
    global _split
    known, units = _split
    if text is not known:
        units = text
        if max(text) > "\uffff":
            pairs = text.encode("utf-16-le", "surrogatepass")
            units = "".join([chr(low | high << 8) for low, high in zip(pairs[::2], pairs[1::2], strict=True)])
        # A text that is gone through unit by unit is asked for again and again.
        _split = text, units
    return units


_split = ("", "")
"""The text that was taken apart last, and its units."""


def join_units(text: str) -> str:
    """The inverse of ``split_units``; lone surrogates stay."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def utf8(text: str) -> bytes:
    """The text in UTF-8 as .NET writes it: halves of surrogate pairs are put together, those left alone are U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def is_file_name(text: str) -> bool:
    """Whether the system can be asked for a file of that name: no NUL in it, and no half of a surrogate pair."""
    try:
        return b"\0" not in text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False


class Char(str):
    """System.Char: one UTF-16 unit. Half of a surrogate pair is a lone surrogate here."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Char({str(self)!r})"


class Piece(str):
    """A piece of a text that arrives bit by bit, ``whole``; to PowerShell it is a String like any other."""

    __slots__ = ("whole",)

    whole: object

    def __new__(cls, text: str, whole: object = None) -> Piece:
        made = super().__new__(cls, text)
        made.whole = whole
        return made


class NetObject:
    """An object of a .NET type that is known by name only: its full type name and its .NET text.

    ``content`` is what the canonical notation shows, where that is not the text (XML: the markup).
    """

    __slots__ = ("content", "text", "type_name")

    def __init__(self, type_name: str, text: str, content: str | None = None) -> None:
        self.type_name = type_name
        self.text = text
        self.content = text if content is None else content

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NetObject) and (self.type_name, self.content) == (other.type_name, other.content)

    def __hash__(self) -> int:
        return hash((self.type_name, self.text))

    def __repr__(self) -> str:
        return f"NetObject({self.type_name!r}, {self.text!r})"


class TypeValue:
    """A .NET type as a value (``[int]``); ``name`` is its full name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TypeValue) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"TypeValue({self.name!r})"


class FileInfo:
    """System.IO.FileInfo: a path that need not exist; nothing is looked up."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __str__(self) -> str:
        return self.path

    def __fspath__(self) -> str:
        return self.path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FileInfo) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)

    def __repr__(self) -> str:
        return f"FileInfo({self.path!r})"


class Reference:
    """A ``[ref]`` object: a box around a value."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return f"Reference({self.value!r})"


def fold(name: str) -> str:
    """The name as .NET's OrdinalIgnoreCase sees it: character by character, each in its simple upper case.

    Letters of ASCII are in lower case, so that plain names are folded by ``str.lower``.
    """
    return name.lower() if name.isascii() else "".join(map(_fold_character, name))


def _fold_character(char: str) -> str:
    if char.isascii():
        return char.lower()
    upper = char.upper()
    # What becomes several letters has no simple upper case; nothing outside ASCII equals a letter of ASCII.
    return upper if len(upper) == 1 and not upper.isascii() else char
