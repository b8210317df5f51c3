"""What ``pscompat bind`` and ``--explain`` print: what was bound to what and why, as text and as data."""

from __future__ import annotations

from ..dotnet.canonical import canonical
from ..masking import NOT_SHOWN, Masker
from .properties import display_text, escaped, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import IO, Any

    from ..binding.explanation import Explanation, ObjectReport, SetReport
    from ..binding.trace import Origin
    from ..errors import BindingError

    Data = dict[str, Any]

NOT_CHECKED = "opaque: not checked"
_LONGEST = 60


def explanation_text(explanation: Explanation, masker: Masker | None = None) -> str:
    """The explanation for people: the set, a line for each value, each object's outcome, the sets after a failure."""
    masker = masker or Masker()
    lines = [explanation.command]
    error = explanation.error
    if error is None:
        lines.append(f"  parameter set: {explanation.set_name or '(none)'}")
    rows = [
        (name, value, f"{source}; {NOT_CHECKED}" if name in explanation.opaque else source)
        for name, value, source in _rows(explanation.bound, explanation.origins, explanation.sensitive, masker)
    ]
    rows += [(o.name, NOT_SHOWN if o.sensitive else _short(o.value, masker), o.source) for o in explanation.unbound]
    lines += aligned(rows)
    lines += [f"  {word}: an explicit argument takes its place" for word in explanation.dropped]
    lines += [f"  {word}: nothing takes it" for word in explanation.leftover]
    lines += [f"  {word}: binding ended before it" for word in explanation.unread]
    lines += [f"  WARNING: {text}" for text in all_warnings(explanation)]
    if len(explanation.objects) > 1:
        lines += ["", "Objects of the pipeline:"]
        lines += [f"  {number}. {_outcome(report)}" for number, report in enumerate(explanation.objects, 1)]
    failure = explanation.first_error
    if failure is not None:
        lines += ["", f"{failure.command or explanation.command}: {failure.message}"]
        if failure.hint:
            lines.append(failure.hint)
        if explanation.sets and (explanation.error is not None or len(explanation.objects) == 1):
            lines += ["", "Parameter sets, the closest first:"]
            lines += ["  " + set_report_text(report) for report in explanation.sets]
    return masker.text("\n".join(lines) + "\n")


def _outcome(report: ObjectReport) -> str:
    if report.error is not None:
        return report.error.message
    names = [name for name, origin in report.origins.items() if origin.source == "pipeline"]
    return f"parameter set {report.set_name or '(none)'}: {', '.join(names) or 'nothing of it'}"


def set_report_text(report: SetReport) -> str:
    """One line on how far a parameter set got."""
    parts = []
    if report.missing:
        names = [f"-{name}" + (" (or from the pipeline)" * (name in report.from_pipeline)) for name in report.missing]
        parts.append("lacks " + ", ".join(names))
    if report.ruled_out_by:
        parts.append("ruled out by " + ", ".join("-" + name for name in report.ruled_out_by))
    name = report.name + (" (default)" if report.is_default else "")
    return f"{name}: {'; '.join(parts) if parts else 'fits'}"


def explanation_data(explanation: Explanation, masker: Masker | None = None) -> dict[str, Any]:
    """The explanation as data; values in the canonical notation, secrets as ``***``."""
    masker = masker or Masker()
    hidden = explanation.sensitive
    values = [
        _value(name, value, explanation.origins.get(name), hidden, masker) for name, value in explanation.bound.items()
    ]
    for entry in values:
        if entry["parameter"] in explanation.opaque:
            entry["opaque"] = True
    for other in explanation.unbound:
        secret = hidden | {other.name} if other.sensitive else hidden
        value = shown(other.name, other.value, secret, masker)
        values.append({"parameter": other.name, "value": value, "source": other.source})
    data: dict[str, Any] = {"command": explanation.command, "set": explanation.set_name, "values": values}
    data["steps"] = [
        {"parameter": step.origin.parameter, "source": step.origin.source, "rule": step.origin.rule, "sets": step.sets}
        for step in explanation.steps
    ]
    if explanation.dropped:
        data["dropped"] = explanation.dropped
    if explanation.leftover:
        data["leftover"] = explanation.leftover
    if explanation.unread:
        data["unread"] = explanation.unread
    warnings = all_warnings(explanation)
    if warnings:
        data["warnings"] = warnings
    if explanation.error is not None:
        data["error"] = error_data(explanation.error)
    else:
        data["objects"] = [_object(report, hidden, masker) for report in explanation.objects]
    data["sets"] = [report.to_dict() for report in explanation.sets]
    masked: dict[str, Any] = masker.data(data)
    return masked


def all_warnings(explanation: Explanation) -> list[str]:
    """What binding the command line and the objects warned of."""
    return explanation.warnings + [text for report in explanation.objects for text in report.warnings]


def _value(name: str, value: Any, origin: Origin | None, hidden: frozenset[str], masker: Masker) -> dict[str, Any]:
    entry: dict[str, Any] = {"parameter": name, "value": shown(name, value, hidden, masker)}
    if origin is not None:
        entry["source"] = origin.source
        entry["rule"] = origin.rule
        if origin.typed:
            entry["word"] = origin.typed
    return entry


def _object(report: ObjectReport, hidden: frozenset[str], masker: Masker) -> dict[str, Any]:
    if report.error is not None:
        return {"error": error_data(report.error)}
    return call_data(report.set_name, report.bound, hidden, masker)


def call_data(set_name: str, bound: Mapping[str, Any], hidden: frozenset[str], masker: Masker) -> dict[str, Any]:
    """One run of the process block as data: its set and bound values."""
    return {"set": set_name, "bound": {name: shown(name, value, hidden, masker) for name, value in bound.items()}}


def shown(name: str, value: Any, hidden: frozenset[str], masker: Masker) -> dict[str, Any]:
    """A parameter's value in the canonical notation; ``hidden`` are the names of those that are not shown."""
    if name in hidden and value is not None:
        return {"t": canonical(value)["t"], "v": NOT_SHOWN}
    notation: dict[str, Any] = masker.data(canonical(masker.value(value)))
    return notation


def error_data(error: BindingError) -> dict[str, Any]:
    """An error as data, in the notation of the recorded cases."""
    fields: dict[str, Any] = {
        "id": error.fully_qualified_error_id,
        "category": error.category,
        "message": error.message,
    }
    if error.parameter is not None:
        fields["parameter"] = error.parameter
    if error.hint:
        fields["hint"] = error.hint
    return fields


def _rows(
    bound: Mapping[str, Any], origins: Mapping[str, Origin], hidden: frozenset[str], masker: Masker
) -> list[tuple[str, str, str]]:
    rows = []
    for name, value in bound.items():
        origin = origins.get(name)
        source = f"{origin.source}: {origin.rule}" if origin else "bound"
        if origin and origin.typed:
            source += f" ({origin.typed})"
        rows.append((name, NOT_SHOWN if name in hidden and value is not None else _short(value, masker), source))
    return rows


def aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    """Rows of a name, a value and what is said of it, as lines with columns."""
    first = max((len(row[0]) for row in rows), default=0)
    second = min(max((len(row[1]) for row in rows), default=0), 40)
    return [f"  {name.ljust(first)}  {value.ljust(second)}  {source}".rstrip() for name, value, source in rows]


def _short(value: Any, masker: Masker) -> str:
    if value is None:
        return "$null"
    if isinstance(value, list):
        items = [repr(item) if isinstance(item, str) else _short(item, masker) for item in value]
        return cut(masker.text("{" + ", ".join(items) + "}"))
    value = masker.value(value)
    # Masked before it is cut: a part of a secret is not recognized.
    return cut(masker.text(repr(value) if isinstance(value, str) else display_text(value)))


def cut(text: str) -> str:
    """A value's text, no longer than what fits a line."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "\u2026"


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
