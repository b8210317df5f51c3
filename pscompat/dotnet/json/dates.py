"""Texts in JSON that stand for dates: ISO 8601 in full, and ``/Date(…)/``. Others stay texts."""

from __future__ import annotations

from ..clock import SYSTEM_CLOCK
from ..times import (
    EPOCH_TICKS,
    MAX_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_MILLISECOND,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    DateTime,
    DateTimeOffset,
    days_before,
    days_in_month,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock


def read_date(text: str, kind: str, clock: Clock | None = None) -> DateTime | DateTimeOffset | None:
    """The moment, in the kind that -DateKind asks for; None for a text that is no date."""
    parsed = _microsoft(text) if text[0] == "/" else _iso(text)
    if parsed is None:
        return None
    ticks, offset = parsed
    clock = clock or SYSTEM_CLOCK
    if kind == "Offset":
        return DateTimeOffset(ticks, clock.offset_of_local(ticks) if offset is None else offset)
    if offset is None:
        if kind == "Utc":
            return DateTime(ticks, "Utc")
        return DateTime(ticks, "Local", clock.offset_of_local(ticks)) if kind == "Local" else DateTime(ticks)
    utc = ticks - offset * TICKS_PER_MINUTE
    if not 0 <= utc <= MAX_TICKS:
        return None
    # Only Z (or no offset in /Date/) is a UTC time; an offset of zero makes a local one.
    is_utc = text[-1] in "Zz" or (text[0] == "/" and "+" not in text and "-" not in text[7:])
    if kind == "Utc" or (is_utc and kind == "Default"):
        return DateTime(utc, "Utc")
    local = clock.offset_minutes(utc)
    return DateTime(utc + local * TICKS_PER_MINUTE, "Local", local)


def _iso(text: str) -> tuple[int, int | None] | None:
    """Ticks and offset in minutes of ``yyyy-MM-ddTHH:mm:ss[.fffffff][Z|±hh[:mm]]``; no offset is None."""
    if not 19 <= len(text) <= 40 or text[4] + text[7] + text[10] + text[13] + text[16] != "--T::":
        return None
    fields = (text[:4], text[5:7], text[8:10], text[11:13], text[14:16], text[17:19])
    if not all(field.isascii() and field.isdigit() for field in fields):
        return None
    year, month, day, hour, minute, second = map(int, fields)
    if not (year and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        return None
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    fraction, zone = _fraction(text[19:])
    if fraction is None or (hour == 24 and fraction):
        return None
    offset = _zone(zone)
    if offset == _NO_ZONE:
        return None
    seconds = hour * 3600 + minute * 60 + second
    return days_before(year, month, day) * TICKS_PER_DAY + seconds * TICKS_PER_SECOND + fraction, offset


def _fraction(rest: str) -> tuple[int | None, str]:
    if not rest.startswith("."):
        return 0, rest
    size = 1
    while size < len(rest) and size < 8 and rest[size] in "0123456789":
        size += 1
    if size == 1:
        return None, rest
    return int(rest[1:size].ljust(7, "0")), rest[size:]


_NO_ZONE = -1_000_000


def _zone(text: str) -> int | None:
    if not text:
        return None
    if text in ("Z", "z"):
        return 0
    digits = text[1:].replace(":", "", 1) if text[3:4] == ":" else text[1:]
    if text[0] not in "+-" or len(digits) not in (2, 4) or not (digits.isascii() and digits.isdigit()):
        return _NO_ZONE
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if text[0] == "-" else minutes


def _microsoft(text: str) -> tuple[int, int | None] | None:
    """``/Date(1700000000000)/`` and ``/Date(1700000000000+0100)/``: milliseconds since 1970, UTC."""
    if not (text.startswith("/Date(") and text.endswith(")/")):
        return None
    body = text[6:-2]
    sign = max(body.rfind("+"), body.rfind("-"))
    number, zone = (body[:sign], body[sign:]) if sign > 0 else (body, "Z")
    offset = _zone(zone)
    digits = number.removeprefix("-")
    if offset == _NO_ZONE or not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
        return None
    ticks = EPOCH_TICKS + int(number) * TICKS_PER_MILLISECOND + (offset or 0) * TICKS_PER_MINUTE
    return (ticks, offset) if 0 <= ticks <= MAX_TICKS else None
