"""The hint under a binding error: one line on what to do about it, by the error's id.

Nothing of what was typed for a sensitive parameter is repeated; names, types and what the help file says are enough.
"""

from __future__ import annotations

from ..language.shell_words import shell_quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import BindingError
    from .binder import Binder
    from .compiled_parameter import CompiledParameter
    from .explanation import Explanation, SetReport

FAULTY_DEFINITION = "The command's help file contradicts itself; `pscompat help check` says where."
"""The hint under a MetadataError: the help file is at fault, not the line."""

_MOST = 12
"""More values or names than that are not listed."""


def hint_for(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """One line of help under an error, or an empty string for an id that is not the binder's."""
    make = _HINTS.get(error.error_id)
    return make(error, explanation, binder) if make is not None else ""


def named_parameter_not_found(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """The nearest parameter name, or where the names are listed."""
    from ..model.nearest import nearest_name

    names = [name for parameter in binder.command.parameters for name in (parameter.name, *parameter.aliases)]
    found = nearest_name((error.parameter or "").strip(" :-"), names)
    if found:
        return f"Did you mean -{found}?"
    if binder.command.name.lower().endswith(".ps1"):
        own = [f"-{parameter.name}" for parameter in binder.command.declared]
        return f"It has the parameters {', '.join(own[:_MOST])}." if own else "It has no parameters."
    return f"`pscompat Get-Help {shell_quoted(binder.command.name)} -Parameter '*'` lists its parameters."


def positional_parameter_not_found(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """The positions of the command, as far as the sets still open have them."""
    positions = names_by_position(binder)
    if not positions:
        return "This command takes no positional arguments: give each value behind its parameter's name."
    places = [" or ".join(positions[position]) for position in sorted(positions)]
    return f"By position it takes {', '.join(places)}; give other values behind their parameter's name."


def missing_argument(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """Both ways to give a value; a value that looks like a parameter needs the second."""
    return f"Give the value behind the name: -{error.parameter} VALUE, or -{error.parameter}:VALUE."


def ambiguous_parameter(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """The candidates, the declared ones first."""
    from .prefix_matching import collect_prefixes

    found = collect_prefixes(binder.command, error.parameter or "")
    declared = [parameter.name for parameter in found if not parameter.common] or [each.name for each in found]
    if len(declared) > _MOST:
        return "Write more letters of the name."
    return f"Write more letters of the name: {alternatives(declared)}."


def parameter_already_bound(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """The parameter by all its names."""
    from .prefix_matching import match_name

    parameter = match_name(binder.command, error.parameter or "")
    if parameter is None:
        return ""
    if parameter.aliases:
        return f"{alternatives([parameter.name, *parameter.aliases])} are one parameter: give it once."
    return f"Give -{parameter.name} once."


def ambiguous_parameter_set(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """Parameters that no set has together, or else the closest set and what keeps it from being chosen."""
    if error.category == "MetadataError":
        return "Two parameters take the remaining arguments: give each value behind its parameter's name."
    reports = explanation.sets
    if not reports:
        return ""
    closest = reports[0]
    if closest.is_open:
        return equally_close([report for report in reports if report.is_open])
    return describe_clash(explanation) or describe_closest(closest)


def describe_clash(explanation: Explanation) -> str:
    """Two bound parameters that have no set in common and the sets that they belong to; empty if there are none.

    Values by position come later in binding than names do: what a set still needs would be no help here.
    """
    sets = {
        name: [report.name for report in explanation.sets if name not in report.ruled_out_by]
        for name in explanation.bound
    }
    names = list(sets)
    for index, first in enumerate(names):
        for second in names[index + 1 :]:
            if sets[first] and sets[second] and not set(sets[first]) & set(sets[second]):
                return (
                    f"-{first} (set {', '.join(sets[first][:_MOST])}) and -{second} (set "
                    f"{', '.join(sets[second][:_MOST])}) cannot be used together."
                )
    return ""


def describe_closest(report: SetReport) -> str:
    """What the set lacks, and what rules it out."""
    parts = []
    if report.missing:
        parts.append("it still needs " + listed(report.missing))
    if report.ruled_out_by:
        parts.append(listed(report.ruled_out_by) + " cannot be used with it")
    return f"The closest parameter set is {report.name}: {'; '.join(parts)}."


def equally_close(reports: list[SetReport]) -> str:
    """Parameters that would tell sets apart for which nothing else is wanting."""
    if len(reports) < 2:
        return ""
    selectors = [f"-{report.own[0]} for {report.name}" for report in reports if report.own]
    names = " and ".join([", ".join(report.name for report in reports[:-1]), reports[-1].name])
    if not selectors:
        return f"The parameter sets {names} fit equally well."
    return f"The parameter sets {names} fit equally well; one is chosen by {', '.join(selectors[:4])}."


def missing_mandatory(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """What the closest set needs, and whether the pipeline could bring it."""
    if not explanation.sets:
        return ""
    closest = next((report for report in explanation.sets if report.missing), explanation.sets[0])
    if not closest.missing:
        return ""
    text = f"Give {' '.join(f'-{name} {value_word(binder, name)}'.rstrip() for name in closest.missing)}"
    piped = [name for name in closest.missing if name in closest.from_pipeline]
    if piped:
        text += f"; {listed(piped)} may also come from the pipeline"
    return text + "."


def input_object_missing(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """The properties that the object should have."""
    parameters = [parameter_named(name, binder) for name in error.message.rpartition(":")[2].split()]
    parts = []
    for parameter in parameters:
        if parameter is None:
            continue
        if any(record.by_name for record in parameter.pipeline_records):
            parts.append("a property " + " or ".join((parameter.name, *parameter.aliases)))
        else:
            parts.append(f"-{parameter.name} on the command line")
    return f"It takes {' and '.join(parts)}." if parts else ""


def input_object_not_bound(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """What the command takes from the pipeline; parameters that the command line gave take nothing."""
    takers = [p for p in binder.command.declared if p.pipeline_records]
    if not takers:
        return "This command takes no pipeline input."
    from_pipeline = [name for name, origin in explanation.origins.items() if origin.source == "pipeline"]
    free = [p for p in takers if p.name not in explanation.bound or p.name in from_pipeline]
    if not free:
        return f"Nothing is left to bind the object to: {listed([p.name for p in takers])} was given."
    parts = []
    whole = [f"-{p.name} ({p.type.display})" for p in free if any(record.by_value for record in p.records)]
    by_name = [" or ".join((p.name, *p.aliases)) for p in free if any(record.by_name for record in p.records)]
    if whole:
        parts.append("an object for " + ", ".join(whole))
    if by_name:
        parts.append("a property " + ", ".join(by_name))
    return f"It takes {' or '.join(parts)}."


def wrong_type(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """What values the parameter takes."""
    parameter = parameter_of(error, binder)
    if parameter is None:
        return ""
    if parameter.is_switch:
        return f"-{parameter.name} takes no value: give the name alone, or leave it out."
    return f"-{parameter.name} takes {expected(parameter)}."


def not_allowed(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """What the parameter's validations allow."""
    parameter = parameter_of(error, binder)
    if parameter is None:
        return ""
    parts = [
        text for text in (allowed(each.kind, each.arguments) for each in parameter.declaration.validations) if text
    ]
    return f"-{parameter.name} takes {' and '.join(parts)}." if parts else ""


def allowed(kind: str, arguments: object) -> str:
    """What a validation allows, in words; empty for one whose own message says it all."""
    given: dict[str, object] = arguments if isinstance(arguments, dict) else {}
    if kind == "range":
        return f"values from {given['min']} to {given['max']}"
    if kind == "rangeKind":
        return f"{_RANGES.get(str(given['value']).lower(), 'certain')} numbers"
    if kind == "set":
        values: list[object] = list(given["values"])  # type: ignore[call-overload]
        text = ", ".join(shell_quoted(str(value)) for value in values[:_MOST])
        return f"one of: {text}{', …' if len(values) > _MOST else ''}"
    if kind == "length":
        return f"{given['min']} to {given['max']} characters"
    if kind == "count":
        return f"{given['min']} to {given['max']} values"
    if kind == "pattern":
        return f"text that matches {shell_quoted(str(given['value']))}"
    if kind == "script":
        return f"values for which {{ {' '.join(str(given['text']).split())} }} is true"
    return _NOT_EMPTY.get(kind, "")


def value_needed(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """Why nothing will not do."""
    return f"-{error.parameter} is mandatory and needs a value that is not empty."


def block_without_input(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """What a script block at that place would be for."""
    return (
        f"A script block for -{error.parameter} is worked out for each pipeline object: pipe objects, or give a value."
    )


def block_failed(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """The blocks that are understood."""
    return "A script block may hold the object itself, one of its properties, or constants."


def shared_position(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """The parameters that share a position."""
    shared = next((names for names in names_by_position(binder).values() if len(names) > 1), [])
    return f"Several parameters have one position: give {listed(shared)} by name." if shared else ""


def type_name_needed(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """Objects of which kind are wanted."""
    parameter = parameter_of(error, binder)
    if parameter is None:
        return ""
    return (
        f"-{parameter.name} takes objects of the type {parameter.ps_type_name}, as commands of its module write them."
    )


def empty_name(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """An argument without a name between dash and colon."""
    return "A dash needs a parameter's name behind it."


def names_by_position(binder: Binder) -> dict[int, list[str]]:
    """The declared parameters that have a position in any set, by position."""
    names: dict[int, list[str]] = {}
    for parameter in binder.command.declared:
        for position in dict.fromkeys(record.position or 0 for record in parameter.positional_records):
            names.setdefault(position, []).append(parameter.name)
    return names


def parameter_of(error: BindingError, binder: Binder) -> CompiledParameter | None:
    """The parameter that the error names."""
    return parameter_named(error.parameter or "", binder)


def parameter_named(name: str, binder: Binder) -> CompiledParameter | None:
    """The parameter of exactly that name or alias."""
    from ..dotnet.texts import fold

    return binder.command.by_name.get(fold(name))


def expected(parameter: CompiledParameter) -> str:
    """What values a parameter takes, in words."""
    net_type = parameter.type
    inner = net_type.nullable_of or net_type
    element = inner.element if inner.kind else None
    if element is not None and element.full_name != "System.Object":
        return f"values separated by commas, each {_in_words(element.full_name, element.enum, element.display)}"
    return _in_words(inner.full_name, inner.enum, inner.display)


def _in_words(full_name: str, enum: object, display: str) -> str:
    members = getattr(enum, "members", None)
    if members:
        # ActionPreference has a member that no parameter takes.
        names = [name for name in members if (full_name, name) != (_PREFERENCE, "Suspend")]
        return f"one of: {', '.join(names[:_MOST])}{', …' if len(names) > _MOST else ''}"
    return _TYPES.get(full_name) or f"a value of type {display}"


def value_word(binder: Binder, name: str) -> str:
    """A placeholder for a parameter's value, one word for a shell too: empty for a switch."""
    parameter = parameter_named(name, binder)
    if parameter is None or parameter.is_switch:
        return ""
    net_type = parameter.type
    single = net_type.element if net_type.kind and net_type.element is not None else net_type
    word = (single.nullable_of or single).display.partition("[")[0].upper()
    return word if single is net_type else f"{word},…"


def listed(names: list[str]) -> str:
    """Parameter names with their dashes, comma-separated."""
    return ", ".join("-" + name for name in names)


def alternatives(names: list[str]) -> str:
    """Parameter names with their dashes, the last two joined by "or"."""
    return " or ".join(part for part in (listed(names[:-1]), listed(names[-1:])) if part)


_PREFERENCE = "System.Management.Automation.ActionPreference"
_RANGES = {
    "positive": "positive",
    "negative": "negative",
    "nonnegative": "zero or positive",
    "nonpositive": "zero or negative",
}
_NOT_EMPTY = {
    "notNull": "values that are not null",
    "notNullOrEmpty": "values that are not empty",
    "notNullOrWhiteSpace": "text that is not blank",
    "variableName": "the name of a variable",
}
_WHOLE = "a whole number"
_TYPES = {
    "System.Management.Automation.PSCredential": (
        "a user's name on a terminal, which asks for the password, or in a line ([pscredential]::new('name', $secret))"
    ),
    "System.Boolean": "1 or 0, as words of a shell also true or false",
    "System.Management.Automation.SwitchParameter": "a Boolean",
    "System.SByte": _WHOLE,
    "System.Byte": "a whole number from 0 to 255",
    "System.Int16": _WHOLE,
    "System.UInt16": _WHOLE,
    "System.Int32": _WHOLE,
    "System.UInt32": _WHOLE,
    "System.Int64": _WHOLE,
    "System.UInt64": _WHOLE,
    "System.Numerics.BigInteger": _WHOLE,
    "System.Single": "a number",
    "System.Double": "a number",
    "System.Decimal": "a number",
    "System.Char": "a single character",
    "System.String": "one text; join several yourself",
    "System.DateTime": "a date such as 2026-01-31 or 2026-01-31T12:30:00Z",
    "System.DateTimeOffset": "a date such as 2026-01-31T12:30:00+02:00",
    "System.TimeSpan": "a duration such as 0:30:00 or 1.12:00:00",
    "System.Guid": "a GUID such as 01234567-89ab-cdef-0123-456789abcdef",
    "System.Version": "a version such as 1.2.3",
    "System.Uri": "an address such as https://example.com/path",
    "System.Collections.Hashtable": "a table such as @{name=1}",
    "System.Collections.IDictionary": "a table such as @{name=1}",
    "System.Management.Automation.PSReference": "a [ref]",
}

_HINTS = {
    "NamedParameterNotFound": named_parameter_not_found,
    "PositionalParameterNotFound": positional_parameter_not_found,
    "MissingArgument": missing_argument,
    "AmbiguousParameter": ambiguous_parameter,
    "ParameterAlreadyBound": parameter_already_bound,
    "AmbiguousParameterSet": ambiguous_parameter_set,
    "AmbiguousPositionalParameterNoName": shared_position,
    "MissingMandatoryParameter": missing_mandatory,
    "InputObjectNotBound": input_object_not_bound,
    "InputObjectMissingMandatory": input_object_missing,
    "CannotConvertArgument": wrong_type,
    "CannotConvertArgumentNoMessage": wrong_type,
    "ParameterArgumentTransformationError": wrong_type,
    "ParameterBindingFailed": wrong_type,
    "ParameterArgumentValidationError": not_allowed,
    "ParameterArgumentValidationErrorNullNotAllowed": value_needed,
    "ParameterArgumentValidationErrorEmptyStringNotAllowed": value_needed,
    "ParameterArgumentValidationErrorEmptyArrayNotAllowed": value_needed,
    "ParameterArgumentValidationErrorEmptyCollectionNotAllowed": value_needed,
    "MismatchedPSTypeName": type_name_needed,
    "ScriptBlockArgumentNoInput": block_without_input,
    "ScriptBlockArgumentInvocationFailed": block_failed,
    "ScriptBlockArgumentNoOutput": block_failed,
    "NotRun": block_failed,
    "Argument": empty_name,
}
