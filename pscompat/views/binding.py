"""What ``pscompat bind`` prints: each call's set and values and the errors, written one by one as they are known."""

from __future__ import annotations

from .explanation import NOT_CHECKED, aligned, cut
from .properties import escaped, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import IO, Any

    Data = dict[str, Any]

_IN_MEMORY = 1024 * 1024
_MARKS = frozenset(" ,:'\"[]{}")


class TextReport:
    """For people: calls and errors in the order of the records that they come from.

    ``opaque`` names the parameters of types that only their name is known of.
    """

    def __init__(self, stream: IO[str], command: str, opaque: Collection[str] = ()) -> None:
        self.stream = stream
        self.command = command
        self.opaque = opaque

    def begin(self, call: Data) -> None:
        """What the command line binds, in the form of a call, where the pipeline brings no object that is known."""
        self._call(f"{self.command}  before the pipeline, parameter set", call)

    def call(self, call: Data) -> None:
        """A call as ``explanation.call_data`` gives it."""
        self._call(f"{self.command}  parameter set", call)

    def _call(self, title: str, call: Data) -> None:
        rows = [
            (name, _notation(value), (value.get("type") or value["t"]) + f" ({NOT_CHECKED})" * (name in self.opaque))
            for name, value in call["bound"].items()
        ]
        self._print([f"{title}: {call['set'] or '(none)'}", *aligned(rows)])

    def warnings(self, texts: list[str]) -> None:
        """Warnings that binding wrote."""
        for text in texts:
            self._print([f"WARNING: {text}"])

    def error(self, error: Data) -> None:
        """An error as ``explanation.error_data`` gives it."""
        self._print([f"{self.command}: {error['message']}", *([error["hint"]] if error.get("hint") else ())])

    def _print(self, lines: list[str]) -> None:
        text = "\n".join(lines) + "\n"
        self.stream.write(printable(text) if self.stream.isatty() else text)

    def close(self) -> None:
        """The end of the report."""


class JsonReport:
    """One JSON object: the command, its calls and, as far as there are any, ``begin``, ``warnings`` and ``errors``.

    ``indented`` gives it several lines. Errors wait for the end in a file, where they are many.
    """

    def __init__(self, stream: IO[str], command: str, *, indented: bool) -> None:
        import json

        self.stream = stream
        self.encoder = json.JSONEncoder(ensure_ascii=False, indent=2 if indented else None)
        self.comma = "," if indented else ", "
        self.outer = "\n  " if indented else ""
        self.inner = "\n    " if indented else ""
        self.end = "\n}\n" if indented else "}\n"
        self.calls = 0
        self.begun: Data | None = None
        self.texts: list[str] = []
        self.errors: IO[str] | None = None
        stream.write(f'{{{self.outer}"command": {self.encoder.encode(command)}{self.comma}{self.outer}"calls": [')

    def begin(self, call: Data) -> None:
        """What the command line binds, in the form of a call, where the pipeline brings no object that is known."""
        self.begun = call

    def call(self, call: Data) -> None:
        """A call as ``explanation.call_data`` gives it."""
        self.stream.write((self.comma if self.calls else "") + self._item(call))
        self.calls += 1

    def error(self, error: Data) -> None:
        """An error as ``explanation.error_data`` gives it."""
        first = self.errors is None
        if self.errors is None:
            import tempfile

            # Halves of characters from broken words are for the stream to judge.
            self.errors = tempfile.SpooledTemporaryFile(  # noqa: SIM115
                _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
            )
        self.errors.write(("" if first else self.comma) + self._item(error))

    def warnings(self, texts: list[str]) -> None:
        """Warnings that binding wrote; they are few, for each is written once."""
        self.texts += texts

    def _member(self, name: str, data: Any) -> None:
        text = self.encoder.encode(data).replace("\n", self.outer)
        shown = escaped(text) if self.stream.isatty() else text
        self.stream.write(f'{self.comma}{self.outer}"{name}": {shown}')

    def _item(self, data: Data) -> str:
        # Within JSON texts line feeds are escaped: these are the encoder's own.
        text = self.encoder.encode(data).replace("\n", self.inner)
        return self.inner + (escaped(text) if self.stream.isatty() else text)

    def close(self) -> None:
        """The end of the report."""
        self.stream.write((self.outer if self.calls else "") + "]")
        if self.begun is not None:
            self._member("begin", self.begun)
        if self.texts:
            self._member("warnings", self.texts)
        if self.errors is not None:
            self.stream.write(f'{self.comma}{self.outer}"errors": [')
            self.errors.seek(0)
            while piece := self.errors.read(_IN_MEMORY):
                self.stream.write(piece)
            self.errors.close()
            self.stream.write(self.outer + "]")
        self.stream.write(self.end)


def _notation(value: Data) -> str:
    content = value.get("v")
    if isinstance(content, str):
        return cut(content)
    if value["t"] == "list":
        return cut("[" + ", ".join(_item(item) for item in content or ()) + "]")
    if value["t"] in ("dict", "object"):
        return cut("{" + ", ".join(f"{key}: {_item(item)}" for key, item in _pairs(content)) + "}")
    return cut("null" if value["t"] == "null" else str(content))


def _item(value: Data) -> str:
    """A value in a list or table: a text that could be taken for several, or for another value, is in quotes."""
    if value["t"] == "string" and (not value["v"] or value["v"] == "null" or any(map(_MARKS.__contains__, value["v"]))):
        return repr(value["v"])
    return _notation(value)


def _pairs(content: Any) -> list[tuple[str, Any]]:
    return [(key["v"] if isinstance(key, dict) else key, item) for key, item in content or ()]
