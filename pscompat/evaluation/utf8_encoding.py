"""``[System.Text.Encoding]::UTF8`` and its properties."""

from __future__ import annotations

from ..dotnet.members import add_table
from ..dotnet.texts import NetObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


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
