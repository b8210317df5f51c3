"""What -Property of Select-Object, Sort-Object and their like may name: properties, wildcards, small dictionaries.

``@{Name = 'id'; Expression = 'thread_id'}`` is read; what runs script blocks comes with them.
Source: PSPropertyExpression and ParameterProcessor of 7.6.
"""

from __future__ import annotations

from ..errors import CommandError, ErrorRecord, NotRunError, PscompatError
from .containers import NetDict, NetRecord, PSCustomObject, ScriptBlock
from .kinds import type_name_of
from .members import ABSENT_PROPERTY, actual_name, own_property, property_names, table_of
from .numbers import Numeral
from .wildcard import contains_wildcards, wildcard_test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .members import Table

_EXPRESSION_TYPES = "{System.String, System.Management.Automation.ScriptBlock}"


class PropertyExpression:
    """One item of -Property.

    text     the property's name or pattern
    label    the name to give it, empty for its own
    options  what else the dictionary said, by lower-case name (``ascending``, ``descending``)
    """

    __slots__ = ("_test", "has_wildcards", "label", "options", "text")

    def __init__(self, text: str, label: str = "", options: Mapping[str, object] | None = None) -> None:
        self.text = text
        self.label = label
        self.options = options or {}
        self.has_wildcards = contains_wildcards(text)
        self._test = wildcard_test(text) if self.has_wildcards else None

    def resolve(self, record: object) -> list[str]:
        """The names of the record's properties that it means, spelled as the record spells them."""
        if self._test is not None:
            names = [name for name in property_names(record) if self._test(name)] if _shows_entries(record) else []
            return names or [name for name, _ in _own_table(record).values() if self._test(name)]
        name = property_name(record, self.text)
        return [] if name is None else [name]

    def ambiguity(self, names: Sequence[str]) -> str:
        """The message where one property is wanted and these are meant."""
        found = "".join(f" {name}" for name in names)
        return (
            f'Input name "{self.text}" is ambiguous. It can be resolved to multiple matched members. '
            f"Possible matches include:{found}."
        )


class BlockExpression(PropertyExpression):
    """A script block that works a value out for each record; without a label its text is its name."""

    __slots__ = ("block",)

    def __init__(self, block: ScriptBlock, label: str = "", options: Mapping[str, object] | None = None) -> None:
        super().__init__("", label or block.text, options)
        if block.code is None:
            shown = block.text if len(block.text) <= 60 else block.text[:59] + "…"
            raise NotRunError(f"Script blocks that are only text are not run by pscompat: '{{{shown}}}'.")
        self.text = block.text
        self.has_wildcards = False
        self.block = block

    def resolve(self, record: object) -> list[str]:
        return [self.label]

    def value(self, record: object) -> object:
        """What the block gives for the record: null for nothing, a list for several values. Raises PscompatError."""
        output: list[object] = self.block.code.values(record)
        return None if not output else output[0] if len(output) == 1 else output

    def value_or_null(self, record: object) -> object:
        """The same, null where the block fails."""
        try:
            return self.value(record)
        except NotRunError:
            raise
        except PscompatError:
            return None


def property_name(record: object, name: str) -> str | None:
    """The record's own spelling of the property's name, None without such a property."""
    if isinstance(record, dict) and _shows_entries(record):
        found = actual_name(record, name)
        if found is None and type(record) is NetRecord and own_property(record, name) is not ABSENT_PROPERTY:
            return name.capitalize()
        if found is not None or isinstance(record, PSCustomObject):
            return found
    known = table_of(record).get(name.lower())
    return None if known is None else known[0]


def resolver(record: object) -> Callable[[PropertyExpression], list[str]]:
    """``PropertyExpression.resolve`` for many expressions of one record: its names are gone through only once."""
    if not isinstance(record, PSCustomObject) or type(record) is NetRecord:
        return lambda expression: expression.resolve(record)
    spelled: dict[str, str] = {}
    for name in record:
        if type(name) is str:
            spelled.setdefault(name.lower(), name)

    def resolve(expression: PropertyExpression) -> list[str]:
        text = expression.text
        if expression.has_wildcards or text in record or len(lower := text.lower()) != len(text):
            return expression.resolve(record)
        name = spelled.get(lower)
        return [] if name is None or len(name) != len(text) else [name]

    return resolve


def _shows_entries(record: object) -> bool:
    """Whether the entries of a dictionary are its properties here; only those of hashtables are."""
    return not isinstance(record, NetDict) or record.type_name in _HASHTABLES


_HASHTABLES = ("System.Collections.Hashtable", "System.Management.Automation.OrderedHashtable")


def _own_table(record: object) -> Table:
    return {} if isinstance(record, PSCustomObject) else table_of(record)


def property_value(record: object, name: str) -> object:
    """The value of a property that ``resolve`` or ``property_name`` named."""
    if isinstance(record, dict) and name in record:
        return record[name]
    value = own_property(record, name)
    return None if value is ABSENT_PROPERTY else value


def read_expressions(
    items: Sequence[object], keys: Sequence[str], *, wildcards: bool = True
) -> list[PropertyExpression]:
    """The items of -Property; ``keys`` are those that a dictionary may have besides ``expression``.

    Raises CommandError as PowerShell does, and NotRunError for script blocks that are only text.
    """
    return [_read(item, keys, wildcards) for item in items]


def _read(item: object, keys: Sequence[str], wildcards: bool) -> PropertyExpression:
    base = item.value if type(item) is Numeral else item
    if isinstance(base, dict) and not isinstance(base, PSCustomObject):
        return _read_dictionary(base, keys, wildcards)
    if isinstance(base, ScriptBlock):
        return BlockExpression(base)
    if base is None:
        message = f"The value of a parameter was null; one of the following types was expected: {_EXPRESSION_TYPES}."
        raise _refused("DictionaryKeyUnknownType", message)
    if not isinstance(base, str):
        message = f"Cannot convert {type_name_of(base)} to one of the following types {_EXPRESSION_TYPES}."
        raise _refused("DictionaryKeyUnknownType", message)
    if not base:
        raise _refused("ExpressionEmptyString2", "An empty string value is not allowed.")
    if not wildcards and contains_wildcards(base):
        message = f'Wildcard characters are not allowed in "{base}".'
        raise _refused("ExpressionGlobbing2", message)
    return PropertyExpression(base)


def _read_dictionary(dictionary: dict[object, object], keys: Sequence[str], wildcards: bool) -> PropertyExpression:
    found: dict[str, object] = {}
    for key, value in dictionary.items():
        if not isinstance(key, str):
            kind = type_name_of(key).rpartition(".")[2]
            message = f"The {kind} key type is not valid. The key must be a string."
            raise _refused("DictionaryKeyNonString", message)
        name = _match_key(key, keys)
        if name in found:
            message = f'The duplicated key "{key}" conflicts with "{name}".'
            raise _refused("DictionaryKeyDuplicate", message)
        _check_type(key, name, value)
        found[name] = value
    expression = found.pop("expression", None)
    if isinstance(expression, ScriptBlock):
        label = found.pop("name", "")
        assert isinstance(label, str)
        return BlockExpression(expression, label, found)
    if expression is None:
        raise _refused("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.")
    assert isinstance(expression, str)
    if not expression:
        message = 'The "expression" key cannot have an empty string value.'
        raise _refused("ExpressionEmptyString1", message)
    if not wildcards and contains_wildcards(expression):
        message = f'The "expression" key cannot have wildcard characters in value "{expression}".'
        raise _refused("ExpressionGlobbing1", message)
    label = found.pop("name", "")
    assert isinstance(label, str)
    return PropertyExpression(expression, label, found)


def _check_type(key: str, name: str, value: object) -> None:
    """Expressions are texts or script blocks, names are texts. Raises CommandError."""
    if name not in ("expression", "name"):
        return
    if value is None:
        raise _refused("DictionaryKeyMissingValue", f"The {key} key has no value.")
    if isinstance(value, str) or (name == "expression" and isinstance(value, ScriptBlock)):
        return
    message = f'The "{key}" key has a type, {type_name_of(value)}, that is not valid; expected '
    if name == "expression":
        raise _refused("DictionaryKeyIllegalValue1", f"{message}types are {_EXPRESSION_TYPES}.")
    raise _refused("DictionaryKeyIllegalValue2", f"{message}type is System.String.")


def _match_key(key: str, keys: Sequence[str]) -> str:
    """A key may be shortened as long as it means one entry only; ``label`` is another word for ``name``."""
    lower = key.lower()
    matches = [
        name
        for name in ("expression", *keys)
        if name.startswith(lower) or (name == "name" and "label".startswith(lower))
    ]
    if len(matches) > 1:
        message = f"The {key} key is ambiguous; {matches[0]} and {matches[1]} conflict."
        raise _refused("DictionaryKeyAmbiguous", message)
    if not matches:
        raise _refused("DictionaryKeyIllegal", f"The {key} key is not valid.")
    return matches[0]


def _refused(error_id: str, message: str) -> CommandError:
    record = ErrorRecord(error_id, message, category="InvalidArgument", exception="NotSupportedException")
    return CommandError([record])
