"""Printing what the binder did, as text and as data."""

from __future__ import annotations

from ..values.canonical import canonical
from .properties import display_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..binding.explanation import Explanation, SetReport
    from ..engine.origins import ValueOrigin

_LONGEST = 60


def explanation_text(explanation: Explanation, others: list[ValueOrigin]) -> str:
    """The explanation for people: the set, a line for each value, and the sets' reports after a failure."""
    lines = [explanation.command]
    error = explanation.error
    if error is None:
        lines.append(f"  parameter set: {explanation.set_name or '(none)'}")
    rows = []
    for name, value in explanation.bound.items():
        origin = explanation.origins.get(name)
        source = f"{origin.source}: {origin.rule}" if origin else "bound"
        if origin and origin.typed:
            source += f" ({origin.typed})"
        rows.append((name, _short(value), source))
    rows += [(o.name, "***" if o.sensitive else _short(o.value), o.source) for o in others]
    lines += _aligned(rows)
    if error is not None:
        lines.append("")
        lines.append(f"{error.command or explanation.command}: {error.message}")
        if error.hint:
            lines.append(error.hint)
        if explanation.sets:
            lines.append("")
            lines.append("Parameter sets, the closest first:")
            lines += ["  " + set_report_text(report) for report in explanation.sets]
    return "\n".join(lines) + "\n"


def set_report_text(report: SetReport) -> str:
    """One line on how far a parameter set got."""
    parts = []
    if report.missing:
        parts.append("lacks " + ", ".join("-" + name for name in report.missing))
    if report.ruled_out_by:
        parts.append("ruled out by " + ", ".join("-" + name for name in report.ruled_out_by))
    name = report.name + (" (default)" if report.is_default else "")
    return f"{name}: {'; '.join(parts) if parts else 'fits'}"


def explanation_data(explanation: Explanation, others: list[ValueOrigin]) -> dict[str, Any]:
    """The explanation as data; values in the canonical notation, secrets as ``***``."""
    values = []
    for name, value in explanation.bound.items():
        origin = explanation.origins.get(name)
        entry: dict[str, Any] = {"parameter": name, "value": canonical(value)}
        if origin is not None:
            entry["source"] = origin.source
            entry["rule"] = origin.rule
            if origin.typed:
                entry["word"] = origin.typed
        values.append(entry)
    for other in others:
        shown = {"t": "string", "v": "***"} if other.sensitive else canonical(other.value)
        values.append({"parameter": other.name, "value": shown, "source": other.source})
    data: dict[str, Any] = {"command": explanation.command, "set": explanation.set_name, "values": values}
    data["steps"] = [
        {"parameter": step.origin.parameter, "source": step.origin.source, "rule": step.origin.rule, "sets": step.sets}
        for step in explanation.steps
    ]
    error = explanation.error
    if error is not None:
        data["error"] = {
            "id": error.fully_qualified_error_id,
            "category": error.category,
            "message": error.message,
            "parameter": error.parameter,
            "hint": error.hint,
        }
    data["sets"] = [report.to_dict() for report in explanation.sets]
    return data


def binding_text(outcome: dict[str, Any]) -> str:
    """What ``pscompat bind`` prints: each call's set and values, and the errors."""
    lines = []
    for call in outcome["calls"]:
        lines.append(f"{outcome['command']}  parameter set: {call['set'] or '(none)'}")
        rows = [(name, _notation(value), value.get("type") or value["t"]) for name, value in call["bound"].items()]
        lines += _aligned(rows)
    for error in outcome.get("errors", ()):
        lines.append(f"{outcome['command']}: {error['message']}")
    return "\n".join(lines) + "\n"


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    first = max((len(row[0]) for row in rows), default=0)
    second = min(max((len(row[1]) for row in rows), default=0), 40)
    return [f"  {name.ljust(first)}  {value.ljust(second)}  {source}".rstrip() for name, value, source in rows]


def _short(value: Any) -> str:
    return _cut(repr(value) if isinstance(value, str) else display_text(value))


def _notation(value: dict[str, Any]) -> str:
    content = value.get("v")
    if value["t"] == "list":
        return _cut("[" + ", ".join(_notation(item) for item in content or ()) + "]")
    if value["t"] in ("dict", "object"):
        return _cut("{" + ", ".join(f"{key}: {_notation(item)}" for key, item in _pairs(content)) + "}")
    return _cut("null" if value["t"] == "null" else str(content))


def _pairs(content: Any) -> list[tuple[str, Any]]:
    return [(key["v"] if isinstance(key, dict) else key, item) for key, item in content or ()]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "\u2026"
