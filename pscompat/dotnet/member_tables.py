"""The properties of .NET types other than lists and dictionaries, for ``members``."""

from __future__ import annotations

from ..errors import ErrorRecord, NotRunError
from .containers import EnumValue, NetList, PSCustomObject, SecureString, SwitchParameter
from .kinds import type_name_of
from .numbers import Int16, Int64
from .texts import Char, FileInfo, TypeValue, utf16_length
from .times import (
    DAYS,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MILLISECOND,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    DateTime,
    DateTimeOffset,
    ShownDate,
    TimeSpan,
    date_of,
    day_of_week,
    days_before,
    fields_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .network import Uri

    Read = Callable[..., object]
    Table = Mapping[str, tuple[str, Read]]

_KINDS = ("Unspecified", "Utc", "Local")


def _table(**properties: Read) -> Table:
    return {name.lower(): (name, read) for name, read in properties.items()}


def _short_name(kind: TypeValue) -> str:
    """``Type.Name``: without the namespace, the type that it stands in, and the arguments of a generic type."""
    element = kind.name
    while element.endswith(("[]", ",]")):
        element = element[: element.rindex("[")]
    return element.partition("[")[0].rpartition(".")[2].rpartition("+")[2] + kind.name[len(element) :]


def _field(index: int) -> Read:
    return lambda moment: fields_of(moment.ticks)[index]


def _day_of_week(moment: DateTime) -> EnumValue:
    return EnumValue("System.DayOfWeek", day_of_week(moment.ticks // TICKS_PER_DAY), day_name(moment.ticks))


def day_name(ticks: int) -> str:
    """The weekday of that moment, in English."""
    return DAYS[day_of_week(ticks // TICKS_PER_DAY)]


def _day_of_year(moment: DateTime) -> int:
    days = moment.ticks // TICKS_PER_DAY
    return days - days_before(date_of(days)[0], 1, 1) + 1


def _midnight(moment: DateTime) -> DateTime:
    return DateTime(moment.ticks - moment.ticks % TICKS_PER_DAY, moment.kind, moment.offset)


_CLOCK_FIELDS = {
    "Day": _field(2),
    "DayOfWeek": _day_of_week,
    "DayOfYear": _day_of_year,
    "Hour": _field(3),
    "Millisecond": lambda moment: moment.ticks % TICKS_PER_SECOND // TICKS_PER_MILLISECOND,
    "Microsecond": lambda moment: moment.ticks % TICKS_PER_MILLISECOND // 10,
    "Nanosecond": lambda moment: moment.ticks % 10 * 100,
    "Minute": _field(4),
    "Month": _field(1),
    "Second": _field(5),
    "Ticks": lambda moment: Int64(moment.ticks),
    "TimeOfDay": lambda moment: TimeSpan(moment.ticks % TICKS_PER_DAY),
    "Year": _field(0),
}


LONG_PATTERNS = {"DateTime": "F", "Date": "D", "Time": "T"}
"""The standard format that a date's property DateTime has, by the date's property DisplayHint."""


def _display_hint(moment: ShownDate) -> EnumValue:
    number = ("Date", "Time", "DateTime").index(moment.hint)
    return EnumValue("Microsoft.PowerShell.Commands.DisplayHintType", number, moment.hint)


def _long_text(moment: DateTime) -> str:
    """The long date and time of the invariant culture, which PowerShell adds to dates as the property DateTime."""
    from .formats.cultures import INVARIANT
    from .formats.date_formats import format_date

    return format_date(moment, LONG_PATTERNS[getattr(moment, "hint", "DateTime")], INVARIANT)


def _after(fields: Mapping[str, Read], name: str, **properties: Read) -> dict[str, Read]:
    """The fields with more properties behind the one of that name."""
    together: dict[str, Read] = {}
    for key, read in fields.items():
        together[key] = read
        if key == name:
            together.update(properties)
    return together


def _kind(moment: DateTime) -> EnumValue:
    return EnumValue("System.DateTimeKind", _KINDS.index(moment.kind), moment.kind)


_OFFSET_FIELDS = _after(
    _CLOCK_FIELDS,
    "Month",
    Offset=lambda moment: TimeSpan(moment.offset * TICKS_PER_MINUTE),
    TotalOffsetMinutes=lambda moment: moment.offset,
)
_DATE_TIME = _table(DateTime=_long_text, Date=_midnight, **_after(_CLOCK_FIELDS, "Hour", Kind=_kind))
_DATE_TIME_OFFSET = _table(
    DateTime=lambda moment: DateTime(moment.ticks),
    UtcDateTime=lambda moment: DateTime(moment.utc_ticks, "Utc"),
    Date=lambda moment: DateTime(moment.ticks - moment.ticks % TICKS_PER_DAY),
    **_after(_OFFSET_FIELDS, "Ticks", UtcTicks=lambda moment: Int64(moment.utc_ticks)),
)


def _part(unit: int, limit: int) -> Read:
    """A span's whole units below the next larger one; they carry the span's sign."""

    def read(span: TimeSpan) -> int:
        count = abs(span.ticks) // unit % limit
        return -count if span.ticks < 0 else count

    return read


def _total(unit: int) -> Read:
    return lambda span: span.ticks / unit


def _nanoseconds(span: TimeSpan) -> int:
    return (abs(span.ticks) % 10) * (-100 if span.ticks < 0 else 100)


TIME_SPAN_MEMBERS: list[tuple[str, Read]] = [
    ("Ticks", lambda span: Int64(span.ticks)),
    ("Days", _part(TICKS_PER_DAY, 1 << 62)),
    ("Hours", _part(TICKS_PER_HOUR, 24)),
    ("Milliseconds", _part(TICKS_PER_MILLISECOND, 1000)),
    ("Microseconds", _part(10, 1000)),
    ("Nanoseconds", _nanoseconds),
    ("Minutes", _part(TICKS_PER_MINUTE, 60)),
    ("Seconds", _part(TICKS_PER_SECOND, 60)),
    ("TotalDays", _total(TICKS_PER_DAY)),
    ("TotalHours", _total(TICKS_PER_HOUR)),
    ("TotalMilliseconds", _total(TICKS_PER_MILLISECOND)),
    ("TotalMicroseconds", _total(10)),
    ("TotalNanoseconds", lambda span: span.ticks * 100.0),
    ("TotalMinutes", _total(TICKS_PER_MINUTE)),
    ("TotalSeconds", _total(TICKS_PER_SECOND)),
]
"""A span's properties in the order in which its class declares them."""
_TIME_SPAN = _table(**dict(TIME_SPAN_MEMBERS))


def _error_exception(record: ErrorRecord) -> PSCustomObject:
    return PSCustomObject({"Message": record.message}, (record.exception or "System.Exception",))


def _error_category(record: ErrorRecord) -> PSCustomObject:
    fields = {"Category": record.category, "Activity": record.activity, "Reason": record.exception}
    return PSCustomObject(fields, ("System.Management.Automation.ErrorCategoryInfo",))


_ERROR_RECORD = _table(
    Exception=_error_exception,
    TargetObject=lambda record: record.target,
    CategoryInfo=_error_category,
    FullyQualifiedErrorId=lambda record: record.fully_qualified_error_id,
)


def _file_name(file: FileInfo) -> str:
    return file.path.rpartition("/")[2]


def _file_extension(file: FileInfo) -> str:
    _, dot, extension = _file_name(file).rpartition(".")
    return dot + extension if dot else ""


def _file_base(file: FileInfo) -> str:
    name, extension = _file_name(file), _file_extension(file)
    return name[: -len(extension)] if extension else name


_BY_CLASS: dict[type, Table] = {
    str: _table(Length=utf16_length),
    Char: {},
    DateTime: _DATE_TIME,
    ShownDate: {**_table(DisplayHint=_display_hint), **_DATE_TIME},
    DateTimeOffset: _DATE_TIME_OFFSET,
    TimeSpan: _TIME_SPAN,
    ErrorRecord: _ERROR_RECORD,
    EnumValue: _table(value__=lambda value: value.value),
    SecureString: _table(Length=len),
    SwitchParameter: _table(IsPresent=bool),
    TypeValue: _table(Name=_short_name, FullName=lambda kind: kind.name),
    FileInfo: _table(Name=_file_name, FullName=lambda file: file.path, Extension=_file_extension, BaseName=_file_base),
}
_LIST_COUNT = _table(Count=len)
_GROWING_LIST = _table(
    Capacity=len,
    Count=len,
    IsFixedSize=lambda _: False,
    IsReadOnly=lambda _: False,
    IsSynchronized=lambda _: False,
    SyncRoot=lambda value: value,
)


_FORMAT = "Microsoft.PowerShell.Commands.Internal.Format."


def table_for(value: object) -> Table:
    """The properties of the value's type; those of a type that is known by name only are none."""
    for cls in type(value).__mro__:
        known = _BY_CLASS.get(cls)
        if known is not None:
            return known
    if type_name_of(value).startswith(_FORMAT):
        raise NotRunError(
            "What Format-Table and its like make is for people: its properties are not read by pscompat.",
            hint="Leave the Format- command out, or put it last.",
        )
    return _by_name(type(value).__name__)


def add_table(cls: type, **properties: Read) -> None:
    """The properties of a class that is not loaded here."""
    _BY_CLASS[cls] = _table(**properties)


def list_table(type_name: str) -> Table:
    """The properties of a list that is no array."""
    return _GROWING_LIST if type_name == "System.Collections.ArrayList" else _LIST_COUNT


def _by_name(class_name: str) -> Table:
    """Classes whose modules are not loaded here."""
    if class_name == "Version":
        return _table(
            Major=lambda value: value.major,
            Minor=lambda value: value.minor,
            Build=lambda value: value.build,
            Revision=lambda value: value.revision,
            MajorRevision=lambda value: Int16(value.revision >> 16),
            MinorRevision=lambda value: Int16(((value.revision & 0xFFFF) ^ 0x8000) - 0x8000),
        )
    if class_name == "Guid":
        return _table(
            Guid=str,
            Variant=lambda value: int(value.hex[16], 16),
            Version=lambda value: int(value.hex[12], 16),
        )
    if class_name == "SemanticVersion":
        return _table(
            Major=lambda value: value.numbers[0],
            Minor=lambda value: value.numbers[1],
            Patch=lambda value: value.numbers[2],
            PreReleaseLabel=lambda value: value.label or None,
            BuildLabel=lambda value: value.build_label or None,
        )
    if class_name == "PSCredential":
        return _table(UserName=lambda value: value.user_name, Password=lambda value: value.password)
    if class_name == "Regex":
        return _table(Options=lambda value: value.options)
    if class_name == "Uri":
        return _uri_table()
    return {}


_ABSENT_PARTS = ("OriginalString", "IsAbsoluteUri", "UserEscaped")
"""What a relative Uri has; its other properties throw in .NET and are null here."""


def _uri_table() -> Table:
    from urllib.parse import urlsplit

    from .conversions.uri_parser import DEFAULT_PORTS

    def path(uri: Uri) -> str:
        return urlsplit(uri.original).path or "/"

    def query(uri: Uri) -> str:
        text = urlsplit(uri.original).query
        return "?" + text if text else ""

    def fragment(uri: Uri) -> str:
        text = urlsplit(uri.original).fragment
        return "#" + text if text else ""

    def host(uri: Uri) -> str:
        return urlsplit(uri.original).hostname or ""

    def is_default_port(uri: Uri) -> bool:
        return urlsplit(uri.original).port in (None, DEFAULT_PORTS.get(scheme(uri)))

    def port(uri: Uri) -> int:
        return DEFAULT_PORTS.get(scheme(uri), -1) if is_default_port(uri) else urlsplit(uri.original).port or -1

    def scheme(uri: Uri) -> str:
        return urlsplit(uri.original).scheme.lower()

    def host_type(uri: Uri) -> EnumValue:
        text = host(uri)
        if not text:
            number = 1
        elif ":" in text:
            number = 4
        else:
            number = 3 if text.replace(".", "").isdecimal() and text.count(".") == 3 else 2
        return EnumValue("System.UriHostNameType", number, ("Unknown", "Basic", "Dns", "IPv4", "IPv6")[number])

    def segments(uri: Uri) -> NetList:
        parts = path(uri).split("/")
        texts = [part + "/" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])
        return NetList("System.String[]", texts)

    def user(uri: Uri) -> str:
        before, at, _ = urlsplit(uri.original).netloc.rpartition("@")
        return before if at else ""

    table = _table(
        AbsolutePath=path,
        AbsoluteUri=str,
        LocalPath=path,
        Authority=lambda uri: host(uri) + ("" if is_default_port(uri) else f":{port(uri)}"),
        HostNameType=host_type,
        IsDefaultPort=is_default_port,
        IsFile=lambda uri: scheme(uri) == "file",
        IsLoopback=lambda uri: host(uri) in ("localhost", "127.0.0.1", "::1", "loopback"),
        PathAndQuery=lambda uri: path(uri) + query(uri),
        Segments=segments,
        IsUnc=lambda _: False,
        Host=host,
        Port=port,
        Query=query,
        Fragment=fragment,
        Scheme=scheme,
        OriginalString=lambda uri: uri.original,
        DnsSafeHost=host,
        IdnHost=host,
        IsAbsoluteUri=lambda uri: uri.absolute,
        UserEscaped=lambda _: False,
        UserInfo=user,
    )
    return {key: (name, read if name in _ABSENT_PARTS else _if_absolute(read)) for key, (name, read) in table.items()}


def _if_absolute(read: Read) -> Read:
    return lambda uri: read(uri) if uri.absolute else None
