"""Where the values of parameters that were not given come from."""

from __future__ import annotations

from typing import Any

from pscompat.binding.explanation import explain
from pscompat.engine.commands import Commands
from pscompat.engine.origins import unbound_origins
from pscompat.engine.session import Session
from pscompat.helpfile.search_path import find_module
from pscompat.language.elements import Element


def origins(session: Session, **given: Any) -> dict[str, tuple[str, Any, bool]]:
    command = Commands(session).command("Get-ThreadRun")
    elements = [Element(name, f"-{name}:", value) for name, value in {"ThreadId": "t", **given}.items()]
    found = unbound_origins(session, command, explain(command.binder(), elements))
    return {origin.name: (origin.source, origin.value, origin.sensitive) for origin in found}


def session(**environment: str) -> Session:
    return Session([find_module("PSOpenAI")], environment=environment)


def test_defaults() -> None:
    found = origins(session())
    assert found["Limit"] == ("default", 20, False)
    assert "ApiKey" not in found
    assert "Limit" not in origins(session(), Limit=5)


def test_a_variable_counts_before_the_environment_and_the_context_before_both() -> None:
    own = session(OPENAI_API_KEY="from-environment", OPENAI_API_BASE="http://here")
    found = origins(own)
    assert found["ApiKey"] == ("environment OPENAI_API_KEY", "from-environment", True)
    assert found["ApiBase"][:2] == ("environment OPENAI_API_BASE", "http://here")
    own.set_variable("global:OPENAI_API_KEY", "from-variable")
    assert origins(own)["ApiKey"][0] == "variable $OPENAI_API_KEY"
    own.contexts["PSOpenAI"] = {"ApiKey": "from-context", "Limit": 7}
    found = origins(own)
    assert found["ApiKey"][0] == "context"
    assert found["Limit"] == ("context", 7, False)
    assert "ApiKey" not in origins(own, ApiKey="given")
