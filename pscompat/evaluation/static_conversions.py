"""Static functions: dates, addresses, encodings, arrays, paths."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetList
from ..dotnet.conversion import convert
from ..dotnet.members import add_table
from ..dotnet.numbers import Byte
from ..dotnet.texts import Char, NetObject
from ..dotnet.times import (
    EPOCH_TICKS,
    MAX_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_SECOND,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    days_before,
    days_in_month,
)
from ..dotnet.types import resolve
from ..errors import ConversionError
from ..language.indexing import NOTHING
from .overloads import NetProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def new_date(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> DateTime:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        message = "Year, Month, and Day parameters describe an un-representable DateTime."
        raise NetProblem("ArgumentOutOfRangeException", message)
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        message = "Hour, Minute, and Second parameters describe an un-representable DateTime."
        raise NetProblem("ArgumentOutOfRangeException", message)
    seconds = (hour * 60 + minute) * 60 + second
    return DateTime(days_before(year, month, day) * TICKS_PER_DAY + seconds * TICKS_PER_SECOND)


def now_ticks(utc: bool) -> tuple[int, int]:
    import time

    now = time.time_ns() // 100 + EPOCH_TICKS
    from ..dotnet.clock import Clock

    offset = 0 if utc else Clock().offset_minutes(now)
    return now + offset * 600_000_000, offset


def now() -> DateTime:
    ticks, offset = now_ticks(False)
    return DateTime(ticks, "Local", offset)


def utc_now() -> DateTime:
    return DateTime(now_ticks(True)[0], "Utc")


def today() -> DateTime:
    moment = now()
    return DateTime(moment.ticks - moment.ticks % TICKS_PER_DAY, "Local", moment.offset)


def from_unix(unit: int) -> Callable[[int], DateTimeOffset]:
    def work(value: int) -> DateTimeOffset:
        ticks = EPOCH_TICKS + value * unit
        if not 0 <= ticks <= MAX_TICKS:
            low, high = -EPOCH_TICKS // unit, (MAX_TICKS - EPOCH_TICKS) // unit
            name = "seconds" if unit == TICKS_PER_SECOND else "milliseconds"
            message = f"Valid values are between {low} and {high}, inclusive. (Parameter '{name}')"
            raise NetProblem("ArgumentOutOfRangeException", message)
        return DateTimeOffset(ticks, 0)

    return work


def span_from(unit: int) -> Callable[[float], TimeSpan]:
    return lambda value: TimeSpan(round(value * unit))


def specify_kind(moment: DateTime, kind: EnumValue) -> DateTime:
    return DateTime(moment.ticks, kind.name, 0)


def new_span(*numbers: int) -> TimeSpan:
    days, hours, minutes, seconds = numbers if len(numbers) == 4 else (0, *numbers)
    return TimeSpan((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * TICKS_PER_SECOND)


def new_guid() -> Any:
    from uuid import uuid4

    return convert(str(uuid4()), resolve("guid"))


def escape_data(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="-_.~")


def unescape_data(text: str) -> str:
    from urllib.parse import unquote

    return unquote(text)


def url_encode_(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="-_.!*()").replace("%20", "+")


def http_url_encode(text: str) -> str:
    return "".join(
        part.lower() if len(part) == 3 and part[0] == "%" else part for part in percent_parts(url_encode_(text))
    )


def percent_parts(text: str) -> list[str]:
    parts, place = [], 0
    while place < len(text):
        size = 3 if text[place] == "%" else 1
        parts.append(text[place : place + size])
        place += size
    return parts


def url_decode(text: str) -> str:
    from urllib.parse import unquote_plus

    return unquote_plus(text)


def to_base64(data: list[int]) -> str:
    from base64 import b64encode

    return b64encode(bytes(data or ())).decode("ascii")


def from_base64(text: str) -> list[Any]:
    from base64 import b64decode
    from binascii import Error

    try:
        return NetList("System.Byte[]", map(Byte, b64decode("".join(text.split()), validate=True)))
    except (Error, ValueError):
        message = (
            "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding "
            "characters, or an illegal character among the padding characters."
        )
        raise NetProblem("FormatException", message) from None


def to_number(kind: str) -> Callable[[Any], Any]:
    def work(value: Any) -> Any:
        is_text = isinstance(value, str) and not isinstance(value, Char)
        if is_text and not is_integer(value) and kind not in ("double", "decimal", "single"):
            raise format_problem(value)
        try:
            return convert(value, resolve(kind))
        except ConversionError as error:
            reason = error.message.rpartition('Error: "')[2].removesuffix('"')
            name = "OverflowException" if "too large" in reason else "FormatException"
            raise NetProblem(name, reason) from None

    return work


def to_base(value: int, radix: int) -> str:
    if radix not in (2, 8, 10, 16):
        raise NetProblem("ArgumentException", "Invalid Base.")
    number = value if value >= 0 or radix == 10 else value & 0xFFFFFFFF
    return format(number, {2: "b", 8: "o", 10: "d", 16: "x"}[radix])


def from_base(text: str, radix: int) -> int:
    if radix not in (2, 8, 10, 16):
        raise NetProblem("ArgumentException", "Invalid Base.")
    try:
        number = int(text, radix)
    except ValueError:
        raise NetProblem("FormatException", "Could not find any recognizable digits.") from None
    return number - (1 << 32) if radix != 10 and number > 0x7FFFFFFF else number


def reverse_(items: list[Any]) -> Any:
    items.reverse()
    return NOTHING


def sort_(items: list[Any]) -> Any:
    from functools import cmp_to_key

    from ..dotnet.order.object_order import compare_objects

    items.sort(key=cmp_to_key(lambda one, other: compare_objects(one, other, ignore_case=False)))
    return NOTHING


def index_of(items: list[Any], value: Any) -> int:
    from .value_methods import net_equal

    return next((place for place, item in enumerate(items) if net_equal(item, value)), -1)


def file_name(path: str) -> str:
    return path.rpartition("/")[2]


def extension_of(path: str) -> str:
    name = file_name(path)
    _, dot, extension = name.rpartition(".")
    return dot + extension if dot and extension else ""


def base_name(path: str) -> str:
    name = file_name(path)
    return name.rpartition(".")[0] if "." in name else name


def directory(path: str) -> str:
    return path.rpartition("/")[0]


def combine(*parts: str) -> str:
    joined = ""
    for part in parts:
        joined = part if part.startswith("/") or not joined else f"{joined.rstrip('/')}/{part}" if part else joined
    return joined


def change_extension(path: str, extension: str) -> str:
    stem = path[: len(path) - len(extension_of(path))]
    return stem + (extension if extension.startswith(".") or not extension else "." + extension)


def letter(test: Callable[[str], bool]) -> Callable[..., bool]:
    return lambda char: test(str(char))


class Utf8Encoding(NetObject):
    """``[System.Text.Encoding]::UTF8``."""

    __slots__ = ()


_UTF8_PROPERTIES: dict[str, object] = {
    "Preamble": None,
    "BodyName": "utf-8",
    "EncodingName": "Unicode (UTF-8)",
    "HeaderName": "utf-8",
    "WebName": "utf-8",
    "WindowsCodePage": 1200,
    **dict.fromkeys(("IsBrowserDisplay", "IsBrowserSave", "IsMailNewsDisplay", "IsMailNewsSave"), True),
    "IsSingleByte": False,
    "EncoderFallback": NetObject("System.Text.EncoderReplacementFallback", "System.Text.EncoderReplacementFallback"),
    "DecoderFallback": NetObject("System.Text.DecoderReplacementFallback", "System.Text.DecoderReplacementFallback"),
    "IsReadOnly": True,
    "CodePage": 65001,
}


def _constant(value: object) -> Callable[[object], object]:
    return lambda _: value


add_table(Utf8Encoding, {name.lower(): (name, _constant(value)) for name, value in _UTF8_PROPERTIES.items()})


def utf8() -> Utf8Encoding:
    return Utf8Encoding("System.Text.UTF8Encoding", "System.Text.UTF8Encoding+UTF8EncodingSealed")


def is_integer(text: str) -> bool:
    """Whether a text is a plain whole number."""
    body = text.strip().lstrip("+-")
    return body.isascii() and body.isdigit()


def format_problem(text: str) -> NetProblem:
    """What .NET throws for a text that is no number."""
    return NetProblem("FormatException", f"The input string '{text}' was not in a correct format.")
