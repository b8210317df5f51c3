"""Where the values of parameters that were not given come from: the context, a variable, the environment, a default."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..binding.explanation import Explanation
    from ..credentials.lookup import FoundKey, ModuleCredentials
    from .loaded_command import LoadedCommand
    from .session import Session


class ValueOrigin:
    """A parameter that was not given: its value, where that comes from, and whether it must not be shown."""

    __slots__ = ("name", "sensitive", "source", "value")

    def __init__(self, name: str, source: str, value: Any, sensitive: bool) -> None:
        self.name = name
        self.source = source
        self.value = value
        self.sensitive = sensitive


def unbound_origins(session: Session, command: LoadedCommand, explanation: Explanation) -> list[ValueOrigin]:
    """The origin of every value that no argument set, as far as there is a value."""
    module = command.module
    context = session.contexts.get(module.name, {})
    variables = {
        spec["parameter"]: spec["variable"]
        for spec in module.credentials.values()
        if isinstance(spec, dict) and spec.get("parameter") and spec.get("variable")
    }
    stored = session.stored_credentials(module) if module.credentials else None
    chosen = stored.settings if stored is not None else {}
    origins = []
    for parameter in command.binder().command.declared:
        name = parameter.name
        if name in explanation.bound:
            continue
        sensitive = parameter.declaration.sensitive
        if name in context:
            origins.append(ValueOrigin(name, "context", context[name], sensitive))
            continue
        variable = variables.get(name)
        if variable and session.variables.get(variable.lower()):
            origins.append(ValueOrigin(name, f"variable ${variable}", session.variables[variable.lower()], sensitive))
        elif variable and session.environment.get(variable):
            origins.append(ValueOrigin(name, f"environment {variable}", session.environment[variable], sensitive))
        elif stored is not None and name in chosen:
            origins.append(ValueOrigin(name, stored.told, chosen[name], sensitive))
        elif stored is not None and (found := stored_key(stored, session, command, explanation, name)):
            # It is not read for that.
            origins.append(ValueOrigin(name, found.told, None, True))
        elif parameter.declaration.default is not None and name in explanation.values:
            origins.append(ValueOrigin(name, "default", explanation.values[name], sensitive))
    return origins


def stored_key(
    stored: ModuleCredentials, session: Session, command: LoadedCommand, explanation: Explanation, name: str
) -> FoundKey | None:
    """Where the key is that this parameter would give; None for another parameter, and where there is none."""
    module = command.module
    if name != module.credentials.get(stored.secret, {}).get("parameter"):
        return None
    parameter = module.credentials.get("parameters", {}).get("service", "")
    given = (explanation.bound, session.contexts.get(module.name, {}), stored.settings)
    service = next((str(values[parameter]) for values in given if parameter in values), "")
    return stored.find(session.provider(module).service(service).name)
