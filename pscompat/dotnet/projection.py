"""Objects with some of the properties of others, and values taken out of them: the heart of Select-Object.

What a projection makes of one shape of record, that is of one sequence of property names, is worked out once.
"""

from __future__ import annotations

from ..errors import ErrorRecord
from .containers import PSCustomObject
from .members import find_property
from .property_expression import BlockExpression, PropertyExpression, property_value, resolver
from .wildcard import any_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    Report = Callable[[ErrorRecord], None]
    Source = str | BlockExpression | None

SELECTED = "Selected.System.Management.Automation.PSCustomObject"
"""The type name that Select-Object puts on custom objects."""

_KNOWN_SHAPES = 1000


class Plan:
    """What becomes of a record of one shape: new names beside the record's, None where it has no such property."""

    __slots__ = ("_known", "names", "repeated", "sources")

    def __init__(self) -> None:
        self._known: set[str] = set()
        self.names: list[str] = []
        self.sources: list[Source] = []
        self.repeated: list[str] = []

    def add(self, name: str, source: Source) -> None:
        """Take a property on; a name that is there already, in any case, is an error of each record."""
        lower = name.lower()
        if lower in self._known:
            self.repeated.append(name)
        else:
            self._known.add(lower)
            self.names.append(name)
            self.sources.append(source)


def _value_of(record: Any, source: Source) -> Any:
    """The value of a property to keep: read, worked out by a block, or null."""
    if source is None:
        return None
    if type(source) is str:
        return property_value(record, source)
    assert isinstance(source, BlockExpression)
    return source.value_or_null(record)


class Projection:
    """The properties to keep, to leave out, and to expand.

    properties, exclude   items of -Property, and wildcard patterns; both may be empty
    expand                the property whose value is written instead, empty for none
    report                is given the errors of single records
    """

    def __init__(
        self,
        properties: Sequence[PropertyExpression],
        exclude: Sequence[str],
        expand: PropertyExpression | None,
        report: Report,
    ) -> None:
        self.properties = properties
        self._is_excluded = any_of(exclude)
        self.expand = expand
        self.report = report
        self.keeps_records = not properties and expand is None
        self._plans: dict[tuple[Any, ...], Plan] = {}

    def plan(self, record: Any) -> Plan:
        """What becomes of records like this one."""
        if not isinstance(record, PSCustomObject):
            return self._make_plan(record)
        shape = tuple(record)
        plan = self._plans.get(shape)
        if plan is None:
            plan = self._make_plan(record)
            if len(self._plans) < _KNOWN_SHAPES:
                self._plans[shape] = plan
        return plan

    def _make_plan(self, record: Any) -> Plan:
        plan = Plan()
        resolve = resolver(record)
        for expression in self.properties:
            if isinstance(expression, BlockExpression):
                plan.add(expression.label, expression)
                continue
            names = [name for name in resolve(expression) if not self._is_excluded(name)]
            if expression.label and len(names) > 1:
                self._report("RenamingMultipleResults", "Cannot rename multiple results.", record)
            elif names:
                for name in names:
                    plan.add(expression.label or name, name)
            elif not expression.has_wildcards and not self._is_excluded(expression.text):
                plan.add(expression.label or expression.text, None)
        return plan

    def project(self, record: Any) -> PSCustomObject:
        """A new object with the properties to keep."""
        plan = self.plan(record)
        # Objects are made here without their constructor, which costs more than filling them.
        made = _new(PSCustomObject)
        made.type_names = _SELECTED_ONLY
        for name, source in zip(plan.names, plan.sources, strict=True):
            made[name] = _value_of(record, source)
        for name in plan.repeated:
            self._report_existing("AlreadyExistingUserSpecifiedPropertyNoExpand", name, record)
        return made

    def notes(self, record: Any) -> list[tuple[str, Any]]:
        """The properties to keep and their values."""
        plan = self.plan(record)
        return [(name, _value_of(record, source)) for name, source in zip(plan.names, plan.sources, strict=True)]

    def expanded(self, record: Any) -> Iterable[Any]:
        """The value of the expanded property, item by item where it is a list; nulls are left out."""
        expression = self.expand
        assert expression is not None
        names = expression.resolve(record)
        if not names:
            self._report("ExpandPropertyNotFound", f'Property "{expression.text}" cannot be found.', record)
            return
        if len(names) > 1:
            self._report("MutlipleExpandProperties", "Multiple properties cannot be expanded.", record)
            return
        value = property_value(record, names[0])
        plan = self.plan(record) if self.properties else None
        for item in value if isinstance(value, list) else (value,):
            if item is not None:
                if plan is not None:
                    self._add_properties(item, record, plan)
                yield item

    def _add_properties(self, item: Any, record: Any, plan: Plan) -> None:
        """Put the properties to keep on an expanded object; texts and numbers cannot carry any."""
        for name, source in [*zip(plan.names, plan.sources, strict=True), *((name, None) for name in plan.repeated)]:
            if find_property(item, name)[0]:
                self._report_existing("AlreadyExistingUserSpecifiedPropertyExpand", name, record)
            elif isinstance(item, PSCustomObject):
                item[name] = _value_of(record, source)

    def _report_existing(self, error_id: str, name: str, record: Any) -> None:
        message = f'The property cannot be processed because the property "{name}" already exists.'
        self._report(error_id, message, record, "InvalidOperation")

    def _report(self, error_id: str, message: str, record: Any, category: str = "InvalidArgument") -> None:
        self.report(ErrorRecord(error_id, message, category=category, target=record))


_new = PSCustomObject.__new__
_SELECTED_ONLY = (SELECTED,)
