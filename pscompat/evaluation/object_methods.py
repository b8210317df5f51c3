"""Methods of ``psobject``, regular expressions, script blocks and encodings."""

from __future__ import annotations

from ..dotnet.containers import NetList, PSCustomObject, ScriptBlock
from ..dotnet.sizes import check_size, gather
from ..dotnet.strings import to_string
from ..errors import NotRunError
from ..language.indexing import NOTHING
from .object_views import PropertyList
from .overloads import table
from .value_methods import formatted_text, itself, net_own_text, type_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def _copy(view: Any) -> Any:
    from copy import copy

    return copy(view.value)


def _match(view: PropertyList, pattern: str) -> list[Any]:
    from ..dotnet.wildcard import wildcard_test

    test = wildcard_test(pattern)
    return [each for each in view if test(each.name)]


def _view_item(view: PropertyList, name: str) -> Any:
    return next((each for each in view if each.name.lower() == name.lower()), None)


def _view_remove(view: PropertyList, name: str) -> Any:
    found = _view_item(view, name)
    if found is not None and isinstance(view.owner, PSCustomObject):
        del view.owner[found.name]
        view.remove(found)
    return NOTHING


def _view_add(view: PropertyList, note: Any) -> Any:
    if not isinstance(note, PSCustomObject) or not isinstance(view.owner, PSCustomObject):
        raise NotRunError("Members of this kind are not run by pscompat: only [psnoteproperty]::new(name, value).")
    view.owner[to_string(note["Name"])] = note["Value"]
    return NOTHING


VIEWS = table(
    ("Copy()", _copy),
    ("Match(name:string)", _match),
    ("Item(name:string)", _view_item),
    ("Remove(name:string)", _view_remove),
    ("Add(member:object)", _view_add),
    ("ToString()", lambda view: net_own_text(view.value)),
    ("GetType()", type_value),
)


def _compiled(regex: Any, text: str) -> Any:
    from ..dotnet.regex.matching import pattern
    from ..dotnet.regex.net_regex import letters_of

    return pattern(regex.pattern, letters_of(regex.options), text)


def regex_matches(regex: Any, text: str) -> list[Any]:
    """``[regex].Matches``."""
    from .match_values import match_value

    found = [match_value(each) for each in _compiled(regex, text).matches(text)]
    return NetList("System.Text.RegularExpressions.MatchCollection", found)


def regex_match(regex: Any, text: str) -> Any:
    """``[regex].Match``."""
    from .match_values import match_value, no_match

    found = _compiled(regex, text).first(text)
    return no_match() if found is None else match_value(found)


def regex_replace(frame: Any, regex: Any, text: str, replacement: Any) -> str:
    """``[regex].Replace``."""
    from .text_operators import replaced, replacer

    if isinstance(replacement, ScriptBlock):
        from .match_values import match_value

        def run(found: Any) -> str:
            output = replacement.running().call([match_value(found)])
            return str(frame.text(output[0] if len(output) == 1 else output))

        return replaced(_compiled(regex, text), text, run)
    return replaced(_compiled(regex, text), text, replacer(frame, replacement))


def regex_split(regex: Any, text: str) -> list[str]:
    """``[regex].Split``."""
    from .text_operators import split_by_pattern

    return NetList("System.String[]", split_by_pattern(_compiled(regex, text), text, 0))


REGEX = table(
    ("IsMatch(input:string)", lambda regex, text: _compiled(regex, text).first(text) is not None),
    ("Match(input:string)", regex_match),
    ("Matches(input:string)", regex_matches),
    ("Split(input:string)", regex_split),
    ("@Replace(input:string,replacement:object)", regex_replace),
    ("ToString()", to_string),
)
REGEX["replace"] = REGEX.pop("@replace")


def _invoke_block(block: ScriptBlock, *values: Any) -> Any:
    output = block.running().call(list(values))
    return NetList("System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]", output)


def _invoke_returns(block: ScriptBlock, *values: Any) -> Any:
    output = _invoke_block(block, *values)
    return None if not output else output[0] if len(output) == 1 else list(output)


BLOCK = table(
    ("Invoke(args:any*)", _invoke_block),
    ("InvokeReturnAsIs(args:any*)", _invoke_returns),
    ("GetNewClosure()", itself),
    ("ToString()", to_string),
)


def _encode(_: Any, text: str) -> list[Any]:
    from ..dotnet.numbers import Byte
    from ..dotnet.texts import utf8

    data = utf8(text)
    check_size(len(data))
    made = NetList("System.Byte[]")
    gather(map(Byte, data), made)
    return made


def _decode(_: Any, data: list[Any]) -> str:
    return bytes(data).decode("utf-8", "replace")


ENCODING = table(
    ("GetBytes(s:string)", _encode),
    ("GetString(bytes:byte[])", _decode),
    ("GetByteCount(s:string)", lambda _, text: len(_encode(_, text))),
)

GUID = table(("ToString(format:string)", formatted_text))
