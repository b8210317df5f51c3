"""Records, errors and requests as ``wire.jsonl`` writes them, and what of them is compared."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from decimal import Decimal
from typing import Any

from pscompat.dotnet.containers import EnumValue, NetDict, NetList, PSCustomObject, SwitchParameter
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.numbers import Byte, Numeral
from pscompat.dotnet.strings import to_string
from pscompat.dotnet.texts import Char
from pscompat.dotnet.times import DateTime

Json = Any

_HASHTABLE = "System.Collections.Hashtable"
_OBJECT = "System.Management.Automation.PSCustomObject"
_BYTES = "System.Byte[]"
_DEPTH = 10
_SHORT = 256
"""The longest byte array that is written out."""


def outputs(records: list[Any]) -> list[Json]:
    """The records that a line wrote; bytes that come one by one are joined."""
    nodes: list[Json] = []
    pending = bytearray()
    for record in records:
        if isinstance(record, Byte):
            pending.append(record)
            continue
        _flush(pending, nodes)
        if isinstance(record, (bytes, bytearray)):
            pending.extend(record)
            _flush(pending, nodes)
        else:
            nodes.append({"type": _first_type(record), "value": wire_value(record, nested=False)})
    _flush(pending, nodes)
    return nodes


def _flush(pending: bytearray, nodes: list[Json]) -> None:
    if pending:
        nodes.append({"type": "System.Byte", "count": len(pending), "base64": base64.b64encode(pending).decode()})
        pending.clear()


def _first_type(record: Any) -> str | list[str]:
    names = list(getattr(record, "type_names", ()))
    if not names:
        return type_name_of(record)
    return names[0] if len(names) == 1 else names


def wire_value(value: Any, depth: int = 0, *, nested: bool = True) -> Json:
    """One value; ``nested`` objects tell their type names themselves."""
    if isinstance(value, Numeral):
        value = value.value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and not isinstance(value, Char):
        return str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else to_string(float(value))
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal):
        return float(value) if value.as_tuple().exponent else int(value)
    if depth > _DEPTH:
        return to_string(value)
    if isinstance(value, (bytes, bytearray)) or (isinstance(value, NetList) and value.type_name == _BYTES):
        return _byte_array(bytes(value))
    if isinstance(value, list):
        return [wire_value(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return _mapping(value, depth, nested)
    if isinstance(value, DateTime):
        whole, _, fraction = value.round_trip()[:27].partition(".")
        fraction = fraction.rstrip("0")
        return {"@type": "System.DateTime", "value": f"{whole}.{fraction}" if fraction else whole, "kind": value.kind}
    if isinstance(value, SwitchParameter):
        return bool(value)
    if isinstance(value, EnumValue):
        return {"@type": value.type_name, "value": value.name}
    return {"@type": type_name_of(value), "value": to_string(value)}


def _byte_array(data: bytes) -> Json:
    node: Json = {"@type": _BYTES, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    if len(data) <= _SHORT:
        node["base64"] = base64.b64encode(data).decode()
    return node


def _mapping(value: dict[Any, Any], depth: int, nested: bool) -> Json:
    node: Json = {}
    if not isinstance(value, PSCustomObject):
        node["@type"] = value.type_name if isinstance(value, NetDict) else _HASHTABLE
    names = list(getattr(value, "type_names", ()))
    if names and (nested or not isinstance(value, PSCustomObject)):
        node["@types"] = names
    items = [(to_string(key), item) for key, item in value.items()]
    if node.get("@type") == _HASHTABLE:
        items.sort(key=lambda pair: pair[0])
    for key, item in items:
        node[key] = wire_value(item, depth + 1)
    return node


def request_node(logged: Json) -> Json:
    """A logged request as the cases have it: empty parts left out, generated texts named."""
    if "ws" in logged:
        return {"event": logged["ws"]}
    node = {key: logged[key] for key in ("method", "path")}
    if logged["query"]:
        node["query"] = logged["query"]
    headers = dict(logged["headers"])
    if "content-type" in headers:
        headers["content-type"] = re.sub(r'boundary="?[^";]+"?', 'boundary="<guid>"', headers["content-type"])
    node["headers"] = headers
    if logged.get("body") is not None:
        node["body"] = logged["body"]
    node["status"] = logged["status"]
    if "upgrade" in logged:
        node["upgrade"] = logged["upgrade"]
    return node


_GENERATED = (
    (re.compile(r"\brequest-[0-9a-f]{4}\b"), "request-<hex4>"),
    (re.compile(r"batch-psopenai_[^_/\\\"]+_[0-9a-f]{4}\.jsonl"), "batch-psopenai_<time>_<hex4>.jsonl"),
)


def normalised(node: Json, port: int, folder: str) -> Json:
    """The node with what differs from run to run replaced as in the records."""
    if isinstance(node, str):
        for pattern, name in _GENERATED:
            node = pattern.sub(name, node)
        return node.replace(f"127.0.0.1:{port}", "127.0.0.1:PORT").replace(folder, "<cwd>")
    if isinstance(node, list):
        return [normalised(item, port, folder) for item in node]
    if isinstance(node, dict):
        return {key: normalised(item, port, folder) for key, item in node.items()}
    return node


_HEADERS = ("authorization", "api-key", "content-type", "openai-organization", "openai-beta")


def compared_request(node: Json, line: str, unordered: bool) -> Json:
    """What of a request is compared, with the parts that have no order sorted."""
    headers = node.get("headers", {})
    kept = {name: text for name, text in headers.items() if name in _HEADERS or _is_named(name, line)}
    query = [list(pair) for pair in node.get("query", [])]
    # The order of pairs counts among those of one name only; not even that where the record says so.
    query.sort(key=(lambda pair: (pair[0], pair[1])) if unordered else (lambda pair: pair[0]))
    return {
        "method": node.get("method"),
        "path": node.get("path"),
        "query": query,
        "headers": kept,
        "body": _compared_body(node.get("body")),
        "event": node.get("event"),
    }


def _is_named(header: str, line: str) -> bool:
    if header in ("user-agent", "content-type", "accept"):
        return False
    return re.search(rf"(?<![\w-]){re.escape(header)}(?![\w-])", line, re.IGNORECASE) is not None


def _compared_body(body: Json) -> Json:
    if not isinstance(body, dict) or "multipart" not in body:
        return json.dumps(body, sort_keys=True)
    # Of a part without a file name only its name and text are recorded.
    parts = [
        dict(part) if "filename" in part else {key: part[key] for key in ("name", "text")} for part in body["multipart"]
    ]
    for part in parts:
        if "text" in part:
            try:
                part["text"] = json.dumps(json.loads(part["text"]), sort_keys=True)
            except ValueError:
                continue
    return json.dumps(sorted(parts, key=lambda part: str(part["name"])), sort_keys=True)


def compared_output(node: Json) -> str:
    """An output in the order of its properties; keys of hashtables have none. Computed properties are not marked."""
    return json.dumps(_ordered({key: node.get(key) for key in ("type", "value", "count", "base64")}))


def _ordered(node: Json) -> Json:
    if isinstance(node, list):
        return [_ordered(item) for item in node]
    if not isinstance(node, dict):
        return node
    pairs = [[key, _ordered(value)] for key, value in node.items() if key not in ("@script", "@type", "@types")]
    if node.get("@type") == _HASHTABLE:
        pairs.sort(key=lambda pair: str(pair[0]))
    return {"@type": node.get("@type"), "@types": node.get("@types"), "": pairs}


_REFUSED = re.compile(r"refused|No such host|Name or service|nodename", re.IGNORECASE)
_PARSER = re.compile(r"(JSON failed with error:).*", re.DOTALL)


def compared_error(node: Json) -> Json:
    """Id, category and as much of the message as is not the .NET runtime's own."""
    message = node["message"]
    if _REFUSED.search(message):
        message = "(refused)"
    message = _PARSER.sub(r"\1", message)
    if "Cannot convert" in message and "Error:" in message:
        message = message[: message.rindex("Error:")]
    return {"id": node["id"], "category": node["category"], "message": message}


_DELAY = re.compile(r"(after waiting )(?:\d+(?:\.\d+)?|<jitter>)( ms)")


_DATED = re.compile(r"The \S+ model (has been|will be) discontinued on \d{4}-\d\d-\d\d\.")


def compared_warnings(warnings: list[str], expected: list[str], dated: list[str]) -> list[str]:
    """The warnings without the ones that depend on the clock, delays blotted out where the record has them so.

    The module file knows more models that end than the recorded module did.
    """
    jitter = any("<jitter>" in text for text in expected)
    kept = [text for text in warnings if text not in dated and not _DATED.match(text)]
    return [_DELAY.sub(r"\1<jitter>\2", text) for text in kept] if jitter else kept
